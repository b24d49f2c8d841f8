//! Lets a cell that covers several rows stand in all of them.
//!
//! A page in two passes prints such a cell with its first row; the rows under it print nothing there.

use super::columns::{Column, Look, Slot};
use super::place::json_name;
use super::row::Row;
use crate::normalise::draft::{Field, Section};
use crate::trace::Inference;

/// Lets rows that lack a cell of a group take it from the row above.
pub fn fill_down(rows: &mut [Row]) {
    for at in 1..rows.len() {
        let (above, below) = rows.split_at_mut(at);
        let (Some(above), Some(row)) = (above.last(), below.first_mut()) else { continue };
        if above.section != row.section || (above.table != row.table && row.page == above.page) {
            continue;
        }
        for (index, column) in row.columns.clone().iter().enumerate() {
            if row.has(index) || !covers_rows(column, row.section) {
                continue;
            }
            let Some((_, text)) = above.cells.iter().find(|(c, _)| above.columns[*c].slot == column.slot) else {
                continue;
            };
            let mut text = text.clone();
            let before = text.why.as_ref().map_or(1.0, |w| w.confidence);
            text.merged = true;
            text.why = Some(Inference::new(
                "nothing is printed at the row; the cell above is taken to cover it",
                0.9 * before,
            ));
            row.cells.push((index, text));
        }
    }
    for row in rows {
        for (index, column) in row.columns.clone().iter().enumerate() {
            if !row.has(index) && !matches!(column.look, Look::Note) && !matches!(column.slot, Slot::Extra(_)) {
                row.doubts.push((json_name(column), Inference::new("nothing is printed at the row or above it", 0.7)));
            }
        }
    }
}

/// Whether cells of a column may cover several rows.
pub fn covers_rows(column: &Column, section: Section) -> bool {
    match &column.slot {
        Slot::Field(field) => match field {
            Field::Objective
            | Field::Mission
            | Field::Perspective
            | Field::Programme
            | Field::OperationalObjective
            | Field::Role
            | Field::Action
            | Field::Services
            | Field::Area => true,
            Field::Weight | Field::InTree | Field::Productivity => section == Section::Officer,
            _ => false,
        },
        _ => false,
    }
}

/// What is in doubt about the columns that a row leaves empty.
pub fn doubts(blanks: &[(usize, f64)], columns: &[Column]) -> Vec<(&'static str, Inference)> {
    let named = blanks.iter().filter(|(c, _)| !matches!(columns[*c].slot, Slot::Extra(_)));
    named
        .map(|(c, confidence)| {
            let why = Inference::new("no cell of either pass of the page seems to belong here", *confidence);
            (json_name(&columns[*c]), why)
        })
        .collect()
}
