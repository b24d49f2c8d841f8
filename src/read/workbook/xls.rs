//! Workbooks of Excel 97 to 2003 (xls, BIFF8).
//!
//! Read with a parser of its own: the general library gives neither number formats nor hidden rows
//! for this format, and damaged files end its process. This one only walks slices of the file, with
//! no allocation by a declared size, and so needs no process of its own to be safe.

mod records;
mod sheet;
mod strings;

use std::collections::HashMap;
use std::rc::Rc;

use self::records::{Data, Records, kind};
use super::RawSheet;
use super::format_code::{Epoch, FormatCode};
use crate::read::compound::Compound;
use crate::read::fault::Fault;
use crate::read::limits::{Budget, Limits, Measure};

/// What the sheets share.
struct Shared {
    strings: Vec<String>,
    /// By the index that cells give.
    formats: Vec<Rc<FormatCode>>,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    /// Where its records begin.
    start: usize,
}

/// The sheets of a workbook, hidden ones too.
pub fn read(bytes: &[u8], limits: &Limits, budget: &mut Budget) -> Result<Vec<RawSheet>, Fault> {
    let compound = Compound::open(bytes)?;
    let Some(stream) = compound.stream("Workbook")? else {
        return Err(Fault::damaged("it has no workbook in the format of Excel 97 to 2003"));
    };
    let (shared, listed) = globals(&stream, limits)?;

    // Sheets follow one another; if they overlap, the sum of their lengths gives them away.
    let mut length = 0;
    let mut sheets = Vec::new();
    for sheet in listed {
        let mut records = Records::new(stream.get(sheet.start..).unwrap_or_default());
        let mut raw = sheet::read(&mut records, &shared, budget)?;
        length += records.position();
        if length > stream.len() {
            return Err(Fault::damaged("sheets that overlap"));
        }
        raw.name = sheet.name;
        raw.hidden = sheet.hidden;
        sheets.push(raw);
    }
    Ok(sheets)
}

/// The first part of the stream: what the sheets share, and the list of them.
fn globals(stream: &[u8], limits: &Limits) -> Result<(Shared, Vec<Listed>), Fault> {
    let mut records = Records::new(stream);
    let mut strings = Vec::new();
    let mut codes: HashMap<u16, String> = HashMap::new();
    let mut style_formats = Vec::new();
    let mut epoch = Epoch::Y1900;
    let mut listed = Vec::new();
    while let Some(record) = records.next() {
        let mut data = record.data();
        match record.kind {
            kind::BOF => check_version(&mut data)?,
            kind::FILEPASS => return Err(Fault::LOCKED),
            kind::DATEMODE if data.u16() == Some(1) => epoch = Epoch::Y1904,
            kind::FORMAT => {
                if let Some(id) = data.u16()
                    && let Some(code) = strings::long(&mut data)
                {
                    codes.insert(id, code);
                }
            }
            kind::XF => style_formats.push(data.u16().and_then(|_font| data.u16()).unwrap_or(0)),
            kind::SST => strings = strings::table(record.data(), limits)?,
            kind::BOUNDSHEET => {
                listed.extend(listed_sheet(&mut data));
                limits.check(Measure::Sheets, listed.len() as u64)?;
            }
            kind::EOF => break,
            _ => {}
        }
    }
    let mut made: HashMap<u16, Rc<FormatCode>> = HashMap::new();
    let mut format = |id: u16| {
        // Codes of the built-in dates come in the language of whoever saved the file.
        let code = codes.get(&id).filter(|_| !matches!(id, 14 | 22));
        let parse = || Rc::new(code.map_or_else(|| FormatCode::builtin(id, epoch), |c| FormatCode::parse(c, epoch)));
        Rc::clone(made.entry(id).or_insert_with(parse))
    };
    let formats = style_formats.into_iter().map(&mut format).collect();
    Ok((Shared { strings, formats }, listed))
}

fn check_version(data: &mut Data<'_>) -> Result<(), Fault> {
    const BIFF8: u16 = 0x0600;
    match data.u16() {
        Some(BIFF8) => Ok(()),
        _ => Err(Fault::damaged("it is older than Excel 97")),
    }
}

/// A worksheet of the list; charts and macro sheets are none.
fn listed_sheet(data: &mut Data<'_>) -> Option<Listed> {
    const WORKSHEET: u8 = 0;
    let start = data.u32()? as usize;
    let state = data.u8()?;
    if data.u8()? != WORKSHEET {
        return None;
    }
    Some(Listed { name: strings::short(data)?, hidden: state & 3 != 0, start })
}
