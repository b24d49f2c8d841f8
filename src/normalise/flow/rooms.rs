//! How wide the columns of a page are, told by where the lines of their texts are broken.
//!
//! A text that is broken though its next word would have fitted, or that has a line too long, is of
//! another column. Sheets print each with columns of its own, so every page is measured by itself:
//! by the texts in its rows, then by the detached ones that only one column can take.

use super::choose;
use super::headings::Heading;
use super::looks::Vocabulary;
use super::place::Loose;
use super::row::{Row, Text};
use super::width::{Bounds, Room, bounds};

/// A cell whose extent cost more may hold a part of another's text.
const WHOLE: f32 = 2.0;
/// Once the wide columns are known from the narrow ones, others can be told from those.
const ROUNDS: usize = 2;

/// Measures the columns of a page's rows.
pub fn measure(rows: &mut [Row], cells: &[Loose], vocabulary: &Vocabulary) {
    let Some(first) = rows.first() else { return };
    let columns = first.columns.clone();
    let alike = rows.iter().all(|row| row.columns.iter().map(|c| &c.slot).eq(columns.iter().map(|c| &c.slot)));
    if !alike {
        return;
    }
    let printed: Vec<Vec<Bounds>> = (0..columns.len()).map(|column| own(rows, column)).collect();
    set(rows, &printed);
    for _ in 0..ROUNDS {
        let mut all = printed.clone();
        for cell in cells.iter().filter(|c| c.heading == Heading::Other) {
            let options = choose::options(cell, &rows[0].columns, rows, vocabulary);
            if let Some(column) = choose::only(&options) {
                all[column].push(of(&cell.text));
            }
        }
        set(rows, &all);
    }
}

fn own(rows: &[Row], column: usize) -> Vec<Bounds> {
    rows.iter().filter_map(|row| row.cell(column)).filter(|text| text.cell.cost < WHOLE).map(of).collect()
}

fn of(text: &Text) -> Bounds {
    bounds(&text.cell.text, false)
}

fn set(rows: &mut [Row], all: &[Vec<Bounds>]) {
    let rooms: Vec<Option<Room>> = all.iter().map(|bounds| Room::of(bounds)).collect();
    for column in rows.iter_mut().flat_map(|row| row.columns.iter_mut().zip(&rooms)) {
        let (column, room) = column;
        column.room = *room;
        // What was counted in the whole section says less than the breaks of this page.
        column.chars = column.chars.filter(|_| rooms.iter().all(Option::is_none));
    }
}
