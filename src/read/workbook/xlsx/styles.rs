//! The number format of each cell style.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::Event;

use crate::read::archive::Archive;
use crate::read::fault::Fault;
use crate::read::limits::{Limits, Measure};
use crate::read::workbook::format_code::{Epoch, FormatCode};
use crate::read::xml::{Xml, attribute, number};

/// The formats by the index that cells give as their style.
pub fn formats(
    archive: &mut Archive<'_>,
    limits: &Limits,
    part: &str,
    epoch: Epoch,
) -> Result<Vec<Rc<FormatCode>>, Fault> {
    let mut formats = Vec::new();
    let Some(content) = archive.part(part)? else { return Ok(formats) };
    let mut xml = Xml::new(content, limits);
    let mut by_id: HashMap<u16, Rc<FormatCode>> = HashMap::new();
    let mut in_cell_styles = false;
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(&e, "formatCode").unwrap_or_default();
                    let format = Rc::new(FormatCode::parse(&code, epoch));
                    by_id.insert(number(&e, "numFmtId").unwrap_or(0), format);
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = number(&e, "numFmtId").unwrap_or(0);
                    let format = by_id.entry(id).or_insert_with(|| Rc::new(FormatCode::builtin(id, epoch)));
                    formats.push(Rc::clone(format));
                    limits.check(Measure::Styles, formats.len() as u64)?;
                }
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}
