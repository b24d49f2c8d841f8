//! Comma, semicolon or tab separated text.

mod dialect;
mod fields;

pub use dialect::{Delimiter, tell};

use std::sync::Arc;

use super::fault::Fault;
use super::limits::{Budget, Limits};
use crate::document::{Body, Cell, Document, Format, Sheet};
use crate::trace::{CellRange, Place};

/// One sheet of cells, named after the file.
pub fn read(name: &str, text: &str, delimiter: Delimiter, limits: &Limits) -> Result<Document, Fault> {
    let told = || fields::fields(text, delimiter).filter(|(_, _, field)| !field.trim().is_empty());
    // Too many are refused before any has memory of its own.
    let mut budget = Budget::new(limits);
    let mut count = 0;
    told().try_for_each(|(_, _, field)| {
        count += 1;
        budget.take(field.trim())
    })?;
    let name: Arc<str> = name.into();
    let mut cells = Vec::with_capacity(count);
    for (row, col, field) in told() {
        let text = field.trim().replace("\r\n", "\n");
        let place = Place::Cells { sheet: Arc::clone(&name), range: CellRange::cell(row, col) };
        cells.push(Cell { row, col, rows: 1, cols: 1, text, place, doubt: None });
    }
    let body = Body::Grid(vec![Sheet { name, cells }]);
    Ok(Document { format: Format::Delimited, pages: None, body, hidden: Vec::new() })
}
