//! Workbooks: xlsx, xlsm, xlsb, xls, ods.
//!
//! Each format has a reader of its own on a general parser (zip, XML), because the plan needs what
//! the usual library gives for one format only or for none: number formats, merged cells, hidden
//! rows and columns, all in one bounded pass. All of them give [`RawSheet`]s, and [`assemble`] makes
//! sheets of those: what is true of every workbook is written there once.

mod assemble;
mod format_code;
mod ods;
mod value;
mod xls;
mod xlsb;
mod xlsx;

use super::fault::Fault;
use super::limits::Budget;
use super::{ReadError, ReadOptions};
use crate::document::{Body, Document, Format};
use crate::source::Source;
use crate::trace::CellRange;

/// Rows and columns of the largest sheet that spreadsheet programs know.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// A sheet as the file holds it, hidden parts and all.
#[derive(Debug, Default)]
struct RawSheet {
    name: String,
    hidden: bool,
    /// Row, column, text as shown.
    cells: Vec<(u32, u32, String)>,
    /// Cells whose number format shows nothing, with what they hold.
    concealed: Vec<(u32, u32, String)>,
    /// Cells whose formula was never calculated, with the formula.
    uncalculated: Vec<(u32, u32, String)>,
    merges: Vec<CellRange>,
    /// First and last of the hidden rows and columns.
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
}

impl RawSheet {
    /// Adds what a cell shows.
    fn put(&mut self, row: u32, col: u32, shown: value::Shown, budget: &mut Budget) -> Result<(), Fault> {
        check_place(row, col)?;
        let (cells, text) = match shown {
            value::Shown::Text(text) => (&mut self.cells, text),
            value::Shown::Concealed(text) => (&mut self.concealed, text),
            value::Shown::Uncalculated(formula) => (&mut self.uncalculated, formula),
        };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(());
        }
        budget.take(trimmed)?;
        let text = if trimmed.len() == text.len() { text } else { trimmed.to_owned() };
        cells.push((row, col, text));
        Ok(())
    }
}

/// Refuses a cell outside the largest sheet.
fn check_place(row: u32, col: u32) -> Result<(), Fault> {
    if row < ROWS && col < COLUMNS {
        return Ok(());
    }
    Err(Fault::damaged(format!("a cell in row {} and column {}", u64::from(row) + 1, u64::from(col) + 1)))
}

/// The sheets of a workbook.
pub fn read(source: Source<'_>, format: Format, options: &ReadOptions) -> Result<Document, ReadError> {
    let mut budget = Budget::new(&options.limits);
    let raw = match format {
        Format::Xlsx => xlsx::read(source.bytes, &options.limits, &mut budget),
        Format::Ods => ods::read(source.bytes, &options.limits, &mut budget),
        Format::Xls => xls::read(source.bytes, &options.limits, &mut budget),
        Format::Xlsb => xlsb::read(source.bytes, &options.limits, &mut budget),
        Format::Delimited | Format::FlowText | Format::LayoutText | Format::Pdf => Ok(Vec::new()),
    };
    let raw = raw.map_err(|fault| fault.of(source, format))?;
    let (sheets, hidden) = assemble::assemble(raw, options.include_hidden);
    Ok(Document { format, pages: None, body: Body::Grid(sheets), hidden })
}
