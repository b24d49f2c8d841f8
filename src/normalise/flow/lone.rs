//! Rows of which all but one text is merged elsewhere: where several follow one another, their texts
//! are of one column.
//!
//! Each text alone may look like another column's; what one row prints and the next leaves out is a
//! matter of how the cells of the table are merged, and that does not change from row to row.

use super::columns::{Column, Look, Slot};
use super::row::Row;
use super::solve::is_group;
use crate::trace::Inference;

/// So many rows in a row tell of a merge.
const FEWEST: usize = 3;

/// Puts the lone texts of neighbouring rows into the column that most of them are in.
pub fn align(rows: &mut [Row]) {
    let mut from = 0;
    while from < rows.len() {
        let table = rows[from].table;
        let run = rows[from..].iter().take_while(|row| row.table == table && lone(row).is_some()).count();
        if run >= FEWEST {
            settle(&mut rows[from..from + run]);
        }
        from += run.max(1);
    }
}

fn settle(rows: &mut [Row]) {
    let columns: Vec<usize> = rows.iter().filter_map(lone).collect();
    let count = |column: usize| columns.iter().filter(|c| **c == column).count();
    let Some(most) = columns.iter().copied().max_by_key(|c| (count(*c), std::cmp::Reverse(*c))) else { return };
    if count(most) == rows.len() || count(most) * 2 <= rows.len() {
        return;
    }
    for row in rows {
        let Some(other) = lone(row).filter(|column| *column != most) else { continue };
        for (column, text) in row.cells.iter_mut().filter(|(column, _)| *column == other) {
            *column = most;
            text.why = Some(Inference::new("the rows around it print nothing but a cell of this column", 0.85));
        }
    }
}

/// The column of a row's one text, beside remarks.
fn lone(row: &Row) -> Option<usize> {
    let mut own = row.cells.iter().map(|(column, _)| *column).filter(|c| row.columns[*c].slot != Slot::Notes);
    let only = own.next().filter(|_| own.next().is_none())?;
    is_text_of_group(&row.columns[only]).then_some(only)
}

fn is_text_of_group(column: &Column) -> bool {
    column.look == Look::Text && is_group(column)
}
