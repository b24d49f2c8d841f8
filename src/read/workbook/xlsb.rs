//! Binary workbooks of Excel 2007 and later (xlsb): the parts of an xlsx file, with records instead
//! of XML.

mod records;

use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

use self::records::{Data, Records, kind};
use super::RawSheet;
use super::format_code::{Epoch, FormatCode, GENERAL};
use super::value::Value;
use super::xlsx::{relations, workbook_part};
use crate::read::archive::Archive;
use crate::read::fault::Fault;
use crate::read::limits::{Budget, Limits, Measure};
use crate::trace::CellRange;

/// What the sheets share.
#[derive(Default)]
struct Shared {
    strings: Vec<String>,
    formats: Vec<Rc<FormatCode>>,
}

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

/// The sheets of a workbook, hidden ones too.
pub fn read(bytes: &[u8], limits: &Limits, budget: &mut Budget) -> Result<Vec<RawSheet>, Fault> {
    let mut archive = Archive::open(bytes, limits)?;
    let workbook = workbook_part(&mut archive, limits, "xl/workbook.bin")?;
    let relations = relations(&mut archive, limits, &workbook)?;
    let (listed, epoch) = listed_sheets(&content(&mut archive, &workbook)?, limits)?;

    let target = |kind: &str| relations.values().find(|r| r.kind == kind).map(|r| r.target.as_str());
    let mut shared = Shared::default();
    if let Some(part) = target("sharedStrings") {
        shared.strings = shared_strings(&content(&mut archive, part)?, limits)?;
    }
    if let Some(part) = target("styles") {
        shared.formats = formats(&content(&mut archive, part)?, epoch, limits)?;
    }
    let mut sheets = Vec::new();
    for sheet in listed {
        let Some(relation) = relations.get(&sheet.relation) else {
            return Err(Fault::damaged(format!("the sheet {:?} has no content", sheet.name)));
        };
        if relation.kind != "worksheet" {
            continue;
        }
        let content = content(&mut archive, &relation.target)?;
        let mut reader = Reader { shared: &shared, budget, sheet: RawSheet::default(), row: 0 };
        for (kind, mut data) in Records::new(&content) {
            reader.record(kind, &mut data)?;
        }
        sheets.push(RawSheet { name: sheet.name, hidden: sheet.hidden, ..reader.sheet });
    }
    Ok(sheets)
}

/// The whole of a part.
fn content(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, Fault> {
    let Some(mut part) = archive.part(name)? else { return Err(Fault::damaged(format!("it has no part {name:?}"))) };
    let mut content = Vec::new();
    part.read_to_end(&mut content).map_err(|e| Fault::damaged(e.to_string()))?;
    Ok(content)
}

fn listed_sheets(content: &[u8], limits: &Limits) -> Result<(Vec<Listed>, Epoch), Fault> {
    let mut sheets = Vec::new();
    let mut epoch = Epoch::Y1900;
    for (kind, mut data) in Records::new(content) {
        match kind {
            kind::WORKBOOK_PROPERTIES if data.u32().is_some_and(|flags| flags & 1 != 0) => epoch = Epoch::Y1904,
            kind::SHEET => {
                sheets.extend(listed_sheet(&mut data));
                limits.check(Measure::Sheets, sheets.len() as u64)?;
            }
            _ => {}
        }
    }
    Ok((sheets, epoch))
}

fn listed_sheet(data: &mut Data<'_>) -> Option<Listed> {
    let hidden = data.u32()? != 0;
    let _tab = data.u32()?;
    let relation = data.text()?;
    Some(Listed { name: data.text()?, hidden, relation })
}

fn shared_strings(content: &[u8], limits: &Limits) -> Result<Vec<String>, Fault> {
    let mut strings = Vec::new();
    for (_, mut data) in Records::new(content).filter(|(kind, _)| *kind == kind::STRING_ITEM) {
        strings.push(data.rich_text().unwrap_or_default());
        limits.check(Measure::SharedStrings, strings.len() as u64)?;
    }
    Ok(strings)
}

/// The formats by the index that cells give as their style.
fn formats(content: &[u8], epoch: Epoch, limits: &Limits) -> Result<Vec<Rc<FormatCode>>, Fault> {
    let mut formats = Vec::new();
    let mut by_id: HashMap<u16, Rc<FormatCode>> = HashMap::new();
    let mut in_cell_styles = false;
    for (kind, mut data) in Records::new(content) {
        match kind {
            kind::FORMAT => {
                if let (Some(id), Some(code)) = (data.u16(), data.text()) {
                    by_id.insert(id, Rc::new(FormatCode::parse(&code, epoch)));
                }
            }
            kind::BEGIN_CELL_STYLES => in_cell_styles = true,
            kind::END_CELL_STYLES => in_cell_styles = false,
            kind::STYLE if in_cell_styles => {
                let id = data.u16().and_then(|_parent| data.u16()).unwrap_or(0);
                let format = by_id.entry(id).or_insert_with(|| Rc::new(FormatCode::builtin(id, epoch)));
                formats.push(Rc::clone(format));
                limits.check(Measure::Styles, formats.len() as u64)?;
            }
            _ => {}
        }
    }
    Ok(formats)
}

struct Reader<'a> {
    shared: &'a Shared,
    budget: &'a mut Budget,
    sheet: RawSheet,
    row: u32,
}

impl Reader<'_> {
    fn record(&mut self, kind: u16, data: &mut Data<'_>) -> Result<(), Fault> {
        match kind {
            kind::ROW => {
                self.row(data);
                Ok(())
            }
            kind::COLUMNS => {
                self.columns(data);
                Ok(())
            }
            kind::MERGED => self.merged(data),
            _ => self.cell(kind, data),
        }
    }

    fn cell(&mut self, kind: u16, data: &mut Data<'_>) -> Result<(), Fault> {
        if !(kind::FIRST_CELL..=kind::LAST_CELL).contains(&kind) && kind != kind::RICH_TEXT_CELL {
            return Ok(());
        }
        let (Some(col), Some(style)) = (data.u32(), data.u32()) else { return Ok(()) };
        let value = match kind {
            kind::PACKED_CELL => data.u32().map(Value::packed_number),
            kind::NUMBER_CELL | kind::NUMBER_FORMULA => data.f64().map(Value::Number),
            kind::BOOL_CELL | kind::BOOL_FORMULA => data.u8().map(|b| Value::Bool(b != 0)),
            kind::ERROR_CELL | kind::ERROR_FORMULA => data.u8().map(Value::error_code),
            kind::TEXT_CELL | kind::TEXT_FORMULA => data.text().map(Value::Text),
            kind::RICH_TEXT_CELL => data.rich_text().map(Value::Text),
            kind::SHARED_TEXT_CELL => match data.u32().map(|index| self.shared.strings.get(index as usize)) {
                Some(Some(text)) => Some(Value::Text(text.clone())),
                _ => return Err(Fault::damaged("a cell refers to a shared string that is not there")),
            },
            _ => None,
        };
        let Some(value) = value else { return Ok(()) };
        // The upper byte holds flags.
        let style = (style & 0x00FF_FFFF) as usize;
        let format = self.shared.formats.get(style).map_or(&GENERAL, |f| f.as_ref());
        self.sheet.put(self.row, col, value.shown(format), self.budget)
    }

    fn row(&mut self, data: &mut Data<'_>) -> Option<()> {
        const HIDDEN: u8 = 0x10;
        self.row = data.u32()?;
        let _style = data.u32()?;
        let height = data.u16()?;
        let _spacing = data.u8()?;
        if data.u8()? & HIDDEN != 0 || height == 0 {
            self.sheet.hidden_rows.push((self.row, self.row));
        }
        Some(())
    }

    fn columns(&mut self, data: &mut Data<'_>) -> Option<()> {
        let (first, last, width) = (data.u32()?, data.u32()?, data.u32()?);
        let _style = data.u32()?;
        if data.u8()? & 1 != 0 || width == 0 {
            self.sheet.hidden_columns.push((first, last));
        }
        Some(())
    }

    fn merged(&mut self, data: &mut Data<'_>) -> Result<(), Fault> {
        if let (Some(top), Some(bottom), Some(left), Some(right)) = (data.u32(), data.u32(), data.u32(), data.u32()) {
            self.budget.take("")?;
            self.sheet.merges.push(CellRange { top, left, bottom, right });
        }
        Ok(())
    }
}
