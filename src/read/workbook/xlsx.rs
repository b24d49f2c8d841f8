//! Office Open XML workbooks (xlsx, xlsm).

mod sheet;
mod styles;

use std::collections::HashMap;

use quick_xml::events::Event;

use super::RawSheet;
use super::format_code::{Epoch, FormatCode};
use crate::read::archive::Archive;
use crate::read::fault::Fault;
use crate::read::limits::{Budget, Limits, Measure};
use crate::read::xml::{Xml, attribute, flag, local_attribute, push_text};

/// What the sheets share.
struct Shared {
    strings: Vec<String>,
    formats: Vec<std::rc::Rc<FormatCode>>,
    epoch: Epoch,
}

/// The sheets of a workbook, hidden ones too.
pub fn read(bytes: &[u8], limits: &Limits, budget: &mut Budget) -> Result<Vec<RawSheet>, Fault> {
    let mut archive = Archive::open(bytes, limits)?;
    let workbook = workbook_part(&mut archive, limits, "xl/workbook.xml")?;
    let relations = relations(&mut archive, limits, &workbook)?;
    let (listed, epoch) = listed_sheets(&mut archive, limits, &workbook)?;

    let target = |kind: &str| relations.values().find(|r| r.kind == kind).map(|r| r.target.clone());
    let strings = match target("sharedStrings") {
        Some(part) => shared_strings(&mut archive, limits, &part)?,
        None => Vec::new(),
    };
    let formats = match target("styles") {
        Some(part) => styles::formats(&mut archive, limits, &part, epoch)?,
        None => Vec::new(),
    };
    let shared = Shared { strings, formats, epoch };

    let mut sheets = Vec::new();
    for sheet in listed {
        let Some(relation) = relations.get(&sheet.relation) else {
            return Err(Fault::damaged(format!("the sheet {:?} has no content", sheet.name)));
        };
        if relation.kind != "worksheet" {
            continue;
        }
        let Some(part) = archive.part(&relation.target)? else {
            return Err(Fault::damaged(format!("the sheet {:?} has no content", sheet.name)));
        };
        let mut raw = sheet::read(Xml::new(part, limits), &shared, budget)?;
        raw.name = sheet.name;
        raw.hidden = sheet.hidden;
        sheets.push(raw);
    }
    Ok(sheets)
}

/// A relationship of a part: what it leads to.
pub struct Relation {
    /// The last word of its type.
    pub kind: String,
    /// The part.
    pub target: String,
}

/// The name of the workbook part; the usual one if the package does not say.
pub fn workbook_part(archive: &mut Archive<'_>, limits: &Limits, usual: &str) -> Result<String, Fault> {
    let root = relations(archive, limits, "")?;
    let target = root.into_values().find(|r| r.kind == "officeDocument").map(|r| r.target);
    Ok(target.unwrap_or_else(|| usual.to_owned()))
}

/// The relationships of a part (of the package, if the part is "").
pub fn relations(archive: &mut Archive<'_>, limits: &Limits, part: &str) -> Result<HashMap<String, Relation>, Fault> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut relations = HashMap::new();
    let Some(content) = archive.part(&name)? else { return Ok(relations) };
    let mut xml = Xml::new(content, limits);
    loop {
        match xml.next()? {
            Event::Start(e) if e.local_name().as_ref() == "Relationship" => {
                let value = |key| attribute(&e, key).unwrap_or_default().into_owned();
                let target = value("Target");
                let target = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None if folder.is_empty() => target,
                    None => format!("{folder}/{target}"),
                };
                let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
                relations.insert(value("Id"), Relation { kind, target });
                limits.check(Measure::Entries, relations.len() as u64)?;
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

fn listed_sheets(archive: &mut Archive<'_>, limits: &Limits, part: &str) -> Result<(Vec<Listed>, Epoch), Fault> {
    let Some(content) = archive.part(part)? else { return Err(Fault::damaged("it has no workbook part")) };
    let mut xml = Xml::new(content, limits);
    let mut sheets = Vec::new();
    let mut epoch = Epoch::Y1900;
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "sheet" => {
                    sheets.push(Listed {
                        name: attribute(&e, "name").unwrap_or_default().into_owned(),
                        hidden: attribute(&e, "state").is_some_and(|s| s != "visible"),
                        relation: local_attribute(&e, "id").unwrap_or_default().into_owned(),
                    });
                    limits.check(Measure::Sheets, sheets.len() as u64)?;
                }
                "workbookPr" if flag(&e, "date1904") => epoch = Epoch::Y1904,
                _ => {}
            },
            Event::Eof => return Ok((sheets, epoch)),
            _ => {}
        }
    }
}

/// The table of strings; its declared counts are not looked at.
fn shared_strings(archive: &mut Archive<'_>, limits: &Limits, part: &str) -> Result<Vec<String>, Fault> {
    let mut strings = Vec::new();
    let Some(content) = archive.part(part)? else { return Ok(strings) };
    let mut xml = Xml::new(content, limits);
    let mut text = RichText::default();
    loop {
        match xml.next()? {
            Event::Start(e) if e.local_name().as_ref() == "si" => text = RichText::default(),
            Event::End(e) if e.local_name().as_ref() == "si" => {
                strings.push(std::mem::take(&mut text).finish());
                limits.check(Measure::SharedStrings, strings.len() as u64)?;
            }
            Event::Eof => return Ok(strings),
            event => text.take(&event)?,
        }
    }
}

/// The text of a string item: its runs joined, without the readings of East Asian words.
#[derive(Debug, Default)]
struct RichText {
    text: String,
    in_text: bool,
    in_reading: bool,
}

impl RichText {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(e) if e.local_name().as_ref() == "t" => self.in_text = true,
            Event::End(e) if e.local_name().as_ref() == "t" => self.in_text = false,
            Event::Start(e) if e.local_name().as_ref() == "rPh" => self.in_reading = true,
            Event::End(e) if e.local_name().as_ref() == "rPh" => self.in_reading = false,
            event if self.in_text && !self.in_reading => push_text(&mut self.text, event)?,
            _ => {}
        }
        Ok(())
    }

    fn finish(self) -> String {
        unescape(self.text)
    }
}

/// Resolves `_x000D_`: how the format writes characters that XML forbids.
fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let code = escape.get(2..6).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        rest = if let (Some(c), Some(after)) = (character, escape.get(6..).and_then(|s| s.strip_prefix('_'))) {
            out.push(c);
            after
        } else {
            out.push_str("_x");
            &escape[2..]
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escaped_characters() {
        assert_eq!(unescape("a_x000D_\nb".to_owned()), "a\r\nb");
        assert_eq!(unescape("_x005F_x000D_".to_owned()), "_x000D_");
        assert_eq!(unescape("nome_xyz_x12é".to_owned()), "nome_xyz_x12é");
    }
}
