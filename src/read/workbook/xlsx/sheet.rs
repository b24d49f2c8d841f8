//! A worksheet part: cells, merged ranges, hidden rows and columns, in one pass.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::{RichText, Shared};
use crate::read::fault::Fault;
use crate::read::limits::Budget;
use crate::read::workbook::format_code::{FormatCode, GENERAL};
use crate::read::workbook::value::{Shown, Value};
use crate::read::workbook::{COLUMNS, ROWS, RawSheet};
use crate::read::xml::{Xml, attribute, flag, number, push_text};
use crate::trace::CellRange;

/// Reads a worksheet.
pub fn read<R: BufRead>(mut xml: Xml<R>, shared: &Shared, budget: &mut Budget) -> Result<RawSheet, Fault> {
    let mut sheet = RawSheet::default();
    let mut cursor = Cursor::default();
    let mut open: Option<OpenCell> = None;
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(e) => match e.local_name().as_ref() {
                "c" => open = Some(OpenCell::start(e, &mut cursor)?),
                "row" => cursor.row(e, &mut sheet)?,
                "col" if hides(e, "width") => {
                    let (first, last): (u32, u32) = (number(e, "min").unwrap_or(1), number(e, "max").unwrap_or(0));
                    sheet.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
                }
                "mergeCell" => {
                    budget.take("")?;
                    sheet.merges.push(range(&attribute(e, "ref").unwrap_or_default())?);
                }
                _ => {
                    if let Some(cell) = &mut open {
                        cell.take(&event)?;
                    }
                }
            },
            Event::End(e) if e.local_name().as_ref() == "c" => {
                if let Some(cell) = open.take() {
                    cell.finish(shared, &mut sheet, budget)?;
                }
            }
            Event::Eof => return Ok(sheet),
            _ => {
                if let Some(cell) = &mut open {
                    cell.take(&event)?;
                }
            }
        }
    }
}

/// Whether a row or column is hidden, or has no height or width, which comes to the same.
fn hides(element: &BytesStart<'_>, extent: &str) -> bool {
    flag(element, "hidden") || number::<f64>(element, extent).is_some_and(|n| n <= 0.0)
}

/// Where the next row and cell stand if they do not say.
#[derive(Debug, Default)]
struct Cursor {
    next_row: u32,
    row: u32,
    col: u32,
}

impl Cursor {
    fn row(&mut self, element: &BytesStart<'_>, sheet: &mut RawSheet) -> Result<(), Fault> {
        self.row = number(element, "r").map_or(self.next_row, |r: u32| r.saturating_sub(1));
        if self.row >= ROWS {
            return Err(Fault::damaged(format!("a row {}", self.row)));
        }
        self.next_row = self.row + 1;
        self.col = 0;
        if hides(element, "ht") {
            sheet.hidden_rows.push((self.row, self.row));
        }
        Ok(())
    }
}

/// A cell whose end has not come yet.
struct OpenCell {
    row: u32,
    col: u32,
    style: usize,
    kind: Kind,
    inside: Inside,
    value: Option<String>,
    formula: Option<String>,
    inline: RichText,
}

/// Which element of a cell is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Value,
    Formula,
    Other,
}

/// The attribute `t` of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    SharedString,
    Text,
    InlineText,
    Bool,
    Error,
    Date,
}

impl OpenCell {
    fn start(element: &BytesStart<'_>, cursor: &mut Cursor) -> Result<Self, Fault> {
        let (mut row, mut col, mut style, mut kind) = (cursor.row, cursor.col, 0, Kind::Number);
        for a in element.attributes().with_checks(false).flatten() {
            match a.key.as_ref() {
                "r" => (row, col) = reference(&a.value)?,
                "s" => style = a.value.trim().parse().unwrap_or(0),
                "t" => {
                    kind = match a.value.as_ref() {
                        "s" => Kind::SharedString,
                        "str" => Kind::Text,
                        "inlineStr" => Kind::InlineText,
                        "b" => Kind::Bool,
                        "e" => Kind::Error,
                        "d" => Kind::Date,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        cursor.col = col + 1;
        let inline = RichText::default();
        Ok(Self { row, col, style, kind, inside: Inside::Other, value: None, formula: None, inline })
    }

    fn take(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match (event, self.inside) {
            (Event::Start(e), _) if e.local_name().as_ref() == "v" => {
                self.inside = Inside::Value;
                self.value = Some(String::new());
            }
            (Event::Start(e), _) if e.local_name().as_ref() == "f" => {
                self.inside = Inside::Formula;
                self.formula = Some("=".to_owned());
            }
            (Event::End(e), _) if matches!(e.local_name().as_ref(), "v" | "f") => self.inside = Inside::Other,
            (event, Inside::Value) => push_text(self.value.get_or_insert_default(), event)?,
            (event, Inside::Formula) => push_text(self.formula.get_or_insert_default(), event)?,
            (event, Inside::Other) if self.kind == Kind::InlineText => self.inline.take(event)?,
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self, shared: &Shared, sheet: &mut RawSheet, budget: &mut Budget) -> Result<(), Fault> {
        let (row, col, kind) = (self.row, self.col, self.kind);
        // `<v/>` beside a formula is no result either, unless the result is a text.
        let result = self.value.take().filter(|v| self.formula.is_none() || kind == Kind::Text || !v.trim().is_empty());
        self.value = result;
        let format = shared.formats.get(self.style).map_or(&GENERAL, |f| f.as_ref());
        let shown = match (self.value(shared)?, self.formula) {
            (Some(value), _) if kind == Kind::Date && !format.is_date() => {
                value.shown(&FormatCode::builtin(14, shared.epoch))
            }
            (Some(value), _) => value.shown(format),
            // Never calculated since a program wrote it: it shows nothing, but it is not nothing.
            (None, Some(formula)) => Shown::Uncalculated(formula),
            (None, None) => return Ok(()),
        };
        sheet.put(row, col, shown, budget)
    }

    /// What the cell holds, if anything.
    fn value(&mut self, shared: &Shared) -> Result<Option<Value>, Fault> {
        if self.kind == Kind::InlineText {
            return Ok(Some(Value::Text(std::mem::take(&mut self.inline).finish())));
        }
        let Some(value) = self.value.take() else { return Ok(None) };
        let text = value.trim();
        Ok(Some(match self.kind {
            Kind::Text | Kind::InlineText => Value::Text(super::unescape(value)),
            _ if text.is_empty() => Value::Text(String::new()),
            Kind::Number => match text.parse() {
                Ok(number) => Value::Number(number),
                Err(_) => return Err(Fault::damaged(format!("a number cell holds {text:?}"))),
            },
            Kind::SharedString => {
                let string = text.parse::<usize>().ok().and_then(|i| shared.strings.get(i));
                match string {
                    Some(string) => Value::Text(string.clone()),
                    None => return Err(Fault::damaged(format!("there is no shared string {text:?}"))),
                }
            }
            Kind::Bool => Value::Bool(matches!(text, "1" | "true")),
            Kind::Error => Value::Error(text.to_owned()),
            Kind::Date => shared.epoch.serial(text).map_or_else(|| Value::Text(text.to_owned()), Value::Number),
        }))
    }
}

/// The 0-based row and column of a reference such as `AB12`.
fn reference(text: &str) -> Result<(u32, u32), Fault> {
    let damaged = || Fault::damaged(format!("a cell reference {text:?}"));
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return Err(damaged());
    }
    let (letters, digits) = text.split_at(letters);
    let col = letters.bytes().fold(0, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1) - 1;
    let row = digits.parse::<u32>().ok().and_then(|r| r.checked_sub(1)).ok_or_else(damaged)?;
    if row >= ROWS || col >= COLUMNS {
        return Err(damaged());
    }
    Ok((row, col))
}

/// A range such as `A1:B2`, in whichever order its corners come.
fn range(text: &str) -> Result<CellRange, Fault> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let (a, b) = (reference(from)?, reference(to)?);
    Ok(CellRange::cell(a.0, a.1).union(CellRange::cell(b.0, b.1)))
}
