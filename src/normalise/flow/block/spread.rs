//! Spreads the cells of a column over the rows that they cover.
//!
//! A merged cell stands in the middle of its rows, and its column's cells keep their order; where
//! one ends and the next begins is told by the outer columns, the tables and shared words.

use crate::normalise::draft::{Field, Section};
use crate::normalise::flow::columns::{Column, Look, Slot};
use crate::normalise::flow::headings::content_words;
use crate::normalise::flow::merged::{self, Gap};
use crate::normalise::flow::place::json_name;
use crate::normalise::flow::row::{Row, Text};
use crate::normalise::flow::solve::is_group;
use crate::normalise::flow::spread;
use crate::trace::Inference;

/// Spreads the cells of all columns that rows share.
pub fn spread(rows: &mut [Row]) {
    let Some(first) = rows.first() else { return };
    let columns = first.columns.clone();
    let section = first.section;
    for (index, column) in columns.iter().enumerate() {
        let own = rows.iter().filter(|r| r.has(index)).count();
        if covers_rows(column, section) && own < rows.len() && own > 0 {
            spread_column(rows, &columns, index);
        }
    }
    for row in rows {
        for (index, column) in columns.iter().enumerate() {
            let named =
                !matches!(column.slot, Slot::Years(_) | Slot::Extra(_) | Slot::Field(Field::Actual | Field::Progress));
            if named && !row.has(index) {
                let sure = if column.look == Look::Note { 0.4 } else { 0.2 };
                row.doubts
                    .push((json_name(column), Inference::new("nothing is printed that is surely the row's", sure)));
            }
        }
    }
}

/// In blocks the owners of a row may be another's too.
fn covers_rows(column: &Column, section: Section) -> bool {
    column.slot == Slot::Field(Field::Owners) || spread::covers_rows(column, section)
}

fn spread_column(rows: &mut [Row], columns: &[Column], index: usize) {
    let mut cells: Vec<(usize, Text)> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        if let Some(own) = row.cells.iter().position(|(c, _)| *c == index) {
            cells.push((at, row.cells.remove(own).1));
        }
    }
    let count = rows.len();
    // Nearly every row has its own: those that lack one lost it.
    let full = cells.len() * 10 >= count * 9;
    let grouped = is_group(&columns[index]);
    let mut begin = vec![0.5; count];
    let mut stay = vec![0.0; count];
    for row in 1..count {
        let (above, here) = (&rows[row - 1], &rows[row]);
        let outer = (0..index).filter(|c| is_group(&columns[*c])).any(|c| match (above.cell(c), here.cell(c)) {
            (Some(a), Some(b)) => a.cell.lines != b.cell.lines,
            _ => false,
        });
        if outer && grouped {
            begin[row] -= 0.5;
            stay[row] += 2.0;
        }
        if here.table != above.table {
            stay[row] += 4.0;
        }
    }
    let blank = if grouped { 3.0 } else { 1.5 };
    let gap = Gap {
        missing: vec![true; count],
        begin,
        stay,
        blank,
        disorder: 6.0,
        single: if full { 0.0 } else { 0.7 },
        free: vec![false; cells.len()],
        astray: vec![Vec::new(); cells.len()],
    };
    let affinity: Vec<Vec<f64>> = cells
        .iter()
        .map(|(anchor, cell)| {
            let words = content_words(&cell.cell.flat());
            let near = |row: usize| {
                let distance = f64::from(u32::try_from(row.abs_diff(*anchor)).unwrap_or(u32::MAX));
                let sure = cell.why.as_ref().map_or(0.9, |w| w.confidence);
                distance.min(6.0) * 0.35 * sure
            };
            rows.iter()
                .enumerate()
                .map(|(at, row)| near(at) + if grouped { likeness(&words, row) } else { 0.0 })
                .collect()
        })
        .collect();
    let placed = merged::place(&gap, &affinity);
    for (row, choice) in placed.cells.iter().enumerate() {
        let Some(cell) = *choice else { continue };
        let (anchor, text) = &cells[cell];
        let mut text = text.clone();
        let own = text.why.as_ref().map_or(1.0, |w| w.confidence);
        let confidence = if *anchor == row { own.max(placed.confidence[row]) } else { placed.confidence[row] };
        let others = placed.others[row].iter().map(|o| cells[*o].1.cell.flat());
        text.merged = *anchor != row;
        text.why = Some(
            Inference::new("which rows the cell covers was deduced from order and words", confidence.min(0.95))
                .or(others),
        );
        rows[row].cells.push((index, text));
    }
}

/// What it costs a cell to cover a row, by the words they share.
fn likeness(words: &[String], row: &Row) -> f64 {
    let mut shared = 0_u32;
    for (column, text) in &row.cells {
        if matches!(row.columns[*column].look, Look::Text | Look::Indicator | Look::Objective) {
            let own = content_words(&text.cell.flat());
            shared += u32::try_from(words.iter().filter(|w| own.contains(w)).count()).unwrap_or(0);
        }
    }
    -0.55 * f64::from(shared.min(4))
}
