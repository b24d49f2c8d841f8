//! What became of every cell: each is claimed once, and what is left is reported.

use crate::diag::{Diagnostic, UNPLACED_TEXT};
use crate::document::Sheet;
use crate::plan::Coverage;

/// The claims on the cells of all sheets.
#[derive(Debug)]
pub struct Ledger {
    claimed: Vec<Vec<bool>>,
}

impl Ledger {
    pub fn new(sheets: &[Sheet]) -> Self {
        Self { claimed: sheets.iter().map(|sheet| vec![false; sheet.cells.len()]).collect() }
    }

    /// Takes a cell; a cell that covers several rows is taken by the first of them.
    pub fn claim(&mut self, sheet: usize, cell: usize) {
        self.claimed[sheet][cell] = true;
    }

    pub fn is_claimed(&self, sheet: usize, cell: usize) -> bool {
        self.claimed[sheet][cell]
    }

    /// How much was placed, and a diagnostic for each cell that was not.
    pub fn close(&self, sheets: &[Sheet]) -> (Coverage, Vec<Diagnostic>) {
        let mut coverage = Coverage::default();
        let mut unplaced = Vec::new();
        for (sheet, claimed) in sheets.iter().zip(&self.claimed) {
            for (cell, &claimed) in sheet.cells.iter().zip(claimed) {
                coverage.read += 1;
                if claimed {
                    coverage.placed += 1;
                } else {
                    unplaced.push(Diagnostic::new(&UNPLACED_TEXT, format!("`{}`", cell.text)).at(cell.place.clone()));
                }
            }
        }
        (coverage, unplaced)
    }
}
