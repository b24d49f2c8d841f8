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
    let mut budget = Budget::new(limits);
    let name: Arc<str> = name.into();
    let mut cells = Vec::new();
    for (row, col, field) in fields::fields(text, delimiter) {
        let text = field.trim();
        if text.is_empty() {
            continue;
        }
        budget.take(text)?;
        let text = text.replace("\r\n", "\n");
        let place = Place::Cells { sheet: Arc::clone(&name), range: CellRange::cell(row, col) };
        cells.push(Cell { row, col, rows: 1, cols: 1, text, place, doubt: None });
    }
    let body = Body::Grid(vec![Sheet { name, cells }]);
    Ok(Document { format: Format::Delimited, pages: None, body, hidden: Vec::new() })
}
