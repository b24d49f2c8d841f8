//! `OpenDocument` spreadsheets (ods).

mod cell;
mod styles;

use std::io::{BufRead, Read};

use quick_xml::events::{BytesStart, Event};

use self::cell::OpenCell;
use self::styles::Styles;
use super::value::Shown;
use super::{COLUMNS, ROWS, RawSheet};
use crate::read::archive::Archive;
use crate::read::fault::Fault;
use crate::read::limits::{Budget, Limits, Measure};
use crate::read::xml::{Xml, attribute, number};
use crate::trace::CellRange;

/// Elements whose text is not a cell's: comments, shapes, recorded changes, forms.
const APART: [&str; 5] = ["office:annotation", "table:shapes", "table:tracked-changes", "office:forms", "draw:frame"];

/// The sheets of a spreadsheet, hidden ones too.
pub fn read(bytes: &[u8], limits: &Limits, budget: &mut Budget) -> Result<Vec<RawSheet>, Fault> {
    let mut archive = Archive::open(bytes, limits)?;
    if let Some(mut manifest) = archive.part("META-INF/manifest.xml")? {
        let mut text = Vec::new();
        manifest.read_to_end(&mut text).map_err(|e| Fault::damaged(e.to_string()))?;
        if text.windows(15).any(|w| w == b"encryption-data") {
            return Err(Fault::LOCKED);
        }
    }
    let mut styles = Styles::new(limits);
    if let Some(part) = archive.part("styles.xml")? {
        let mut xml = Xml::new(part, limits);
        loop {
            match xml.next()? {
                Event::Eof => break,
                event => styles.take(&event)?,
            }
        }
    }
    let Some(part) = archive.part("content.xml")? else { return Err(Fault::damaged("it has no content")) };
    Reader { xml: Xml::new(part, limits), styles, budget, sheets: Vec::new() }.read(limits)
}

struct Reader<'a, R> {
    xml: Xml<R>,
    styles: Styles,
    budget: &'a mut Budget,
    sheets: Vec<RawSheet>,
}

impl<R: BufRead> Reader<'_, R> {
    fn read(mut self, limits: &Limits) -> Result<Vec<RawSheet>, Fault> {
        let mut table = Table::default();
        let mut in_table = false;
        let mut cell: Option<OpenCell> = None;
        let mut apart = 0_u32;
        loop {
            let event = self.xml.next()?;
            if apart > 0 {
                match event {
                    Event::Start(_) => apart += 1,
                    Event::End(_) => apart -= 1,
                    _ => {}
                }
                continue;
            }
            match &event {
                Event::Eof => return Ok(self.sheets),
                Event::Start(e) if APART.contains(&e.name().as_ref()) => apart = 1,
                Event::Start(e) if !in_table => {
                    if e.name().as_ref() == "table:table" {
                        limits.check(Measure::Sheets, self.sheets.len() as u64 + 1)?;
                        table = Table::start(e, &self.styles);
                        in_table = true;
                    } else {
                        self.styles.take(&event)?;
                    }
                }
                Event::Start(e) => match e.name().as_ref() {
                    "table:table-column" => table.column(e),
                    "table:table-row" => table.start_row(e),
                    "table:table-cell" | "table:covered-table-cell" => cell = Some(OpenCell::start(e)),
                    _ => {
                        if let Some(cell) = &mut cell {
                            cell.take(&event)?;
                        }
                    }
                },
                Event::End(e) if in_table => match e.name().as_ref() {
                    "table:table" => {
                        self.sheets.push(std::mem::take(&mut table).sheet);
                        in_table = false;
                    }
                    "table:table-row" => table.end_row(self.budget)?,
                    "table:table-cell" | "table:covered-table-cell" => {
                        if let Some(cell) = cell.take() {
                            table.cell(cell, &mut self.styles)?;
                        }
                    }
                    _ => {
                        if let Some(cell) = &mut cell {
                            cell.take(&event)?;
                        }
                    }
                },
                _ if in_table => {
                    if let Some(cell) = &mut cell {
                        cell.take(&event)?;
                    }
                }
                _ => self.styles.take(&event)?,
            }
        }
    }
}

/// A sheet under way.
#[derive(Debug, Default)]
struct Table {
    sheet: RawSheet,
    /// First and last column, and the style of their cells.
    column_styles: Vec<(u32, u32, String)>,
    columns: u32,
    row: u32,
    row_repeat: u32,
    row_style: Option<String>,
    col: u32,
    row_cells: Vec<RowCell>,
}

/// A non-blank or merged cell of the row under way.
#[derive(Debug)]
struct RowCell {
    col: u32,
    repeat: u32,
    shown: Shown,
    rows: u32,
    cols: u32,
}

impl Table {
    fn start(element: &BytesStart<'_>, styles: &Styles) -> Self {
        let mut table = Self::default();
        table.sheet.name = attribute(element, "table:name").unwrap_or_default().into_owned();
        table.sheet.hidden = attribute(element, "table:style-name").is_some_and(|s| styles.hides_table(&s));
        table
    }

    fn column(&mut self, element: &BytesStart<'_>) {
        let first = self.columns;
        if first >= COLUMNS {
            return;
        }
        self.columns = first.saturating_add(repeat(element, "table:number-columns-repeated"));
        let last = self.columns - 1;
        if is_hidden(element) {
            self.sheet.hidden_columns.push((first, last));
        }
        if let Some(style) = attribute(element, "table:default-cell-style-name") {
            self.column_styles.push((first, last, style.into_owned()));
        }
    }

    fn start_row(&mut self, element: &BytesStart<'_>) {
        self.row_repeat = repeat(element, "table:number-rows-repeated");
        self.row_style = attribute(element, "table:default-cell-style-name").map(std::borrow::Cow::into_owned);
        self.col = 0;
        if is_hidden(element) && self.row < ROWS {
            self.sheet.hidden_rows.push((self.row, self.row.saturating_add(self.row_repeat - 1)));
        }
    }

    fn cell(&mut self, cell: OpenCell, styles: &mut Styles) -> Result<(), Fault> {
        let col = self.col;
        let (repeat, rows, cols) = (cell.repeat, cell.rows, cell.cols);
        self.col = col.saturating_add(repeat);
        let column_style = || {
            let after = self.column_styles.partition_point(|(first, ..)| *first <= col);
            self.column_styles[..after].last().filter(|(_, last, _)| *last >= col).map(|(.., style)| style.as_str())
        };
        let style = cell.style.as_deref().or(self.row_style.as_deref()).or_else(column_style).unwrap_or("Default");
        let format = styles.format(style);
        let shown = cell.shown(format.as_deref());
        let blank = matches!(&shown, Shown::Text(text) if text.trim().is_empty());
        if !blank || rows > 1 || cols > 1 {
            super::check_place(self.row, col)?;
            self.row_cells.push(RowCell { col, repeat, shown, rows, cols });
        }
        Ok(())
    }

    /// Puts the cells of the row into the sheet, as often as the row repeats.
    fn end_row(&mut self, budget: &mut Budget) -> Result<(), Fault> {
        let cells = std::mem::take(&mut self.row_cells);
        let last = self.row.saturating_add(self.row_repeat);
        for row in self.row..if cells.is_empty() { self.row } else { last } {
            for cell in &cells {
                for col in cell.col..cell.col.saturating_add(cell.repeat) {
                    self.sheet.put(row, col, cell.shown.clone(), budget)?;
                    if cell.rows > 1 || cell.cols > 1 {
                        budget.take("")?;
                        self.sheet.merges.push(CellRange {
                            top: row,
                            left: col,
                            bottom: row.saturating_add(cell.rows - 1),
                            right: col.saturating_add(cell.cols - 1),
                        });
                    }
                }
            }
        }
        self.row = last;
        Ok(())
    }
}

/// How often an element stands for itself: at least once.
fn repeat(element: &BytesStart<'_>, key: &str) -> u32 {
    number(element, key).unwrap_or(1).max(1)
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "table:visibility").is_some_and(|v| v != "visible")
}
