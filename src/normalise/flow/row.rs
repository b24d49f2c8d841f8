//! Rows in the making, and the texts they are made of.

use super::columns::Column;
use super::decode::Cell;
use crate::normalise::draft::{Field, Section};
use crate::trace::Inference;

/// A cell with its page and, where it was deduced, the reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The cell.
    pub cell: Cell,
    /// Its page.
    pub page: u32,
    /// Why it is believed to belong to the row.
    pub why: Option<Inference>,
    /// Whether it covers several rows.
    pub merged: bool,
}

/// A reading that cost no more than this is stated by the page itself.
const SURE: f32 = 0.75;

impl Text {
    /// A cell that stands in its row.
    pub fn own(cell: &Cell, page: u32) -> Self {
        if let Some(why) = &cell.why {
            return Self { cell: cell.clone(), page, why: Some(why.clone()), merged: false };
        }
        let why = (cell.cost > SURE).then(|| {
            let confidence = match cell.cost {
                c if c > 4.5 => 0.5,
                c if c > 2.5 => 0.75,
                c if c > 1.6 => 0.9,
                _ => 0.96,
            };
            Inference::new("where this cell begins and ends was deduced from its words", confidence)
        });
        Self { cell: cell.clone(), page, why, merged: false }
    }
}

/// A row in the making.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its section.
    pub section: Section,
    /// Its page.
    pub page: u32,
    /// The table it stands in, an index.
    pub table: usize,
    /// The columns of the table.
    pub columns: Vec<Column>,
    /// Cells with the index of their column.
    pub cells: Vec<(usize, Text)>,
    /// Fields that come from headings.
    pub headings: Vec<(Field, Text)>,
    /// Deductions about fields that are empty.
    pub doubts: Vec<(&'static str, Inference)>,
}

impl Row {
    /// The cell of a field.
    pub fn get(&self, field: Field) -> Option<&Text> {
        let own = self.cells.iter().find(|(c, _)| self.columns[*c].is(field)).map(|(_, t)| t);
        own.or_else(|| self.headings.iter().find(|(f, _)| *f == field).map(|(_, t)| t))
    }

    /// The cell of a column.
    pub fn cell(&self, column: usize) -> Option<&Text> {
        self.cells.iter().find(|(c, _)| *c == column).map(|(_, t)| t)
    }

    /// Whether a column has a cell.
    pub fn has(&self, column: usize) -> bool {
        self.cells.iter().any(|(c, _)| *c == column)
    }
}

/// A printed sum of weights.
#[derive(Debug, Clone)]
pub struct Sum {
    /// Whose.
    pub role: Option<Text>,
    /// Its section.
    pub section: Section,
    /// Its page.
    pub page: u32,
    /// The sums as printed, with their label.
    pub cell: Cell,
    /// The row after which it stands.
    pub after: usize,
    /// Whether its table has a second column of weights.
    pub twice: bool,
}

/// What the tables were turned into.
#[derive(Debug, Default)]
pub struct Assembled {
    /// Rows in document order.
    pub rows: Vec<Row>,
    /// Sums.
    pub sums: Vec<Sum>,
    /// Headings and titles: placed, but in no row.
    pub titles: Vec<Text>,
    /// Headings of a strategy map that shares its page with tables.
    pub map: Vec<Text>,
    /// Cells for which no place was found.
    pub left: Vec<Text>,
}
