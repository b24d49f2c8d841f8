//! A sheet as lines: the cells that begin in a row, and those that reach into it from above.

use std::ops::Range;

use crate::document::{Cell, Sheet};

/// Cells that reach down are followed in this many columns at once; a plan's table has a dozen.
const MOST_OPEN: usize = 512;

/// A row in which at least one cell begins.
#[derive(Debug, Clone)]
pub struct Line {
    /// The sheet's row, 0-based.
    pub row: u32,
    /// Indices of its cells.
    pub cells: Range<usize>,
}

/// A sheet read from top to bottom.
#[derive(Debug)]
pub struct View<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its lines, top to bottom.
    pub lines: Vec<Line>,
    /// Cells that begin in an earlier line and cover the current one.
    open: Vec<usize>,
    next: usize,
}

impl<'a> View<'a> {
    pub fn new(sheet: &'a Sheet) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for (index, cell) in sheet.cells.iter().enumerate() {
            match lines.last_mut() {
                Some(line) if line.row == cell.row => line.cells.end = index + 1,
                _ => lines.push(Line { row: cell.row, cells: index..index + 1 }),
            }
        }
        Self { sheet, lines, open: Vec::new(), next: 0 }
    }

    pub fn cell(&self, index: usize) -> &'a Cell {
        &self.sheet.cells[index]
    }

    /// Goes on to a line, at or below the current one.
    pub fn go_to(&mut self, line: usize) {
        while self.next < line {
            for index in self.lines[self.next].cells.clone() {
                if self.cell(index).rows > 1 && self.open.len() < MOST_OPEN {
                    self.open.push(index);
                }
            }
            self.next += 1;
        }
        let row = self.lines[line].row;
        let cells = &self.sheet.cells;
        self.open.retain(|&index| cells[index].covers_row(row));
    }

    /// The cells that reach into the current line from above.
    pub fn reaching_in(&self) -> impl Iterator<Item = usize> + '_ {
        self.open.iter().copied()
    }
}

/// First and last column of a cell.
pub fn columns(cell: &Cell) -> (u32, u32) {
    (cell.col, cell.col.saturating_add(cell.cols.max(1) - 1))
}

/// Last row of a cell.
pub fn bottom(cell: &Cell) -> u32 {
    cell.row.saturating_add(cell.rows.max(1) - 1)
}
