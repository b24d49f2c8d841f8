//! Tables side by side: an empty column parts them, and each has indicators and objectives of its own.
//!
//! The ones on the right are read after the one on the left, as if they stood below it. The cells keep
//! their places.

use super::view::{bottom, columns};
use crate::document::Cell;
use crate::normalise::draft::Field;
use crate::normalise::headers::{self, Header};

/// More tables side by side than any sheet has.
const MOST: usize = 16;

/// The cells of a sheet whose tables stand side by side, moved below one another; `None` if there is but
/// one.
pub fn stacked(cells: &[Cell]) -> Option<Vec<Cell>> {
    let mut gap = gap(cells)?;
    let mut done: Vec<Cell> = Vec::new();
    let mut rest = cells.to_vec();
    for _ in 0..MOST {
        // What lies over the gap is a title or a legend of all.
        let (left, right): (Vec<Cell>, Vec<Cell>) = rest.into_iter().partition(|cell| cell.col <= gap);
        push_below(&mut done, left);
        rest = right;
        match self::gap(&rest) {
            Some(next) => gap = next,
            None => break,
        }
    }
    push_below(&mut done, rest);
    Some(done)
}

fn push_below(done: &mut Vec<Cell>, cells: Vec<Cell>) {
    let Some(first) = cells.first().map(|cell| cell.row) else { return };
    // An empty row parts them.
    let from = done.iter().map(bottom).max().map_or(first, |last| last.saturating_add(2));
    done.extend(cells.into_iter().map(|cell| Cell { row: from.saturating_add(cell.row - first), ..cell }));
}

/// The empty column between the first two tables whose headers stand in one line.
fn gap(cells: &[Cell]) -> Option<u32> {
    /// Columns of one table between its indicators and the next table.
    const WIDEST: usize = 64;
    cells.chunk_by(|a, b| a.row == b.row).find_map(|line| {
        let indicators: Vec<&Cell> = line.iter().filter(|cell| is_indicator(&cell.text)).collect();
        let [first, second, ..] = indicators[..] else { return None };
        let below = || cells.iter().filter(|cell| cell.row >= line[0].row);
        let empty = |col: &u32| below().all(|cell| !(columns(cell).0..=columns(cell).1).contains(col));
        // The table on the right begins with its first objective behind the gap.
        let objective = line.iter().filter(|cell| first.col < cell.col && cell.col < second.col);
        let objective = objective.filter(|cell| is_objective(&cell.text)).map(|cell| cell.col).next()?;
        (columns(first).1 + 1..objective).rev().take(WIDEST).find(empty)
    })
}

fn is_indicator(text: &str) -> bool {
    // Nearly all cells of a sheet are told by their first letter.
    text.trim_start().starts_with(['I', 'i', 'K', 'k', 'M', 'm'])
        && headers::of_cell(text) == Some(Header::Field(Field::Indicator))
}

fn is_objective(text: &str) -> bool {
    let names = |field| {
        matches!(field, Field::Objective | Field::OperationalObjective | Field::Programme | Field::Action | Field::Role)
    };
    headers::of_cell(text).and_then(Header::field).is_some_and(names)
}
