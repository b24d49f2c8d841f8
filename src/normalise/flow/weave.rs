//! Weaves the wrapped cells of a page back into its rows.
//!
//! Some programs write a page in two passes: first every cell of one line, row by row, then every
//! wrapped cell, row by row again. Both passes keep the order of rows and of columns in a row, so
//! the second is laid along the first: each cell goes to a row not above the one before it, into a
//! column that the row lacks and that lies to the right of what it was given last. The cheapest such
//! path is taken. A cell that stands in its first row and covers more is found there, too: rows that
//! still lack a column of groups take it from the row above.

use super::columns::{Column, Look, Slot};
use super::looks::{Glance, Vocabulary};
use super::place::json_name;
use super::rows::{Row, Text};
use crate::normalise::draft::{Field, Section};
use crate::trace::Inference;

/// A cell may lie this many rows below the one before it.
const REACH: usize = 8;

#[derive(Debug, Clone, Copy)]
struct Step {
    cost: f64,
    from: usize,
    by: Option<(usize, usize)>,
}

/// Gives wrapped cells to rows; returns those that fit nowhere.
pub fn weave(rows: &mut [Row], cells: Vec<Text>, vocabulary: &Vocabulary) -> Vec<Text> {
    if rows.is_empty() {
        return cells;
    }
    let seats: Vec<(usize, usize)> =
        rows.iter().enumerate().flat_map(|(row, r)| (0..r.columns.len()).map(move |column| (row, column))).collect();
    let start = |row: usize| seats.iter().position(|s| s.0 == row).unwrap_or(seats.len());
    let starts: Vec<usize> = (0..=rows.len()).map(start).collect();
    let costs: Vec<Vec<f64>> = cells.iter().map(|cell| costs(cell, rows, vocabulary)).collect();
    // A state is the seat taken last; state 0 is none.
    let mut layer = vec![Step { cost: f64::INFINITY, from: 0, by: None }; seats.len() + 1];
    layer[0].cost = 0.0;
    let lack = lacks(rows, &seats);
    let mut layers = vec![layer];
    for index in 0..cells.len() {
        let before = &layers[index];
        let mut next = vec![Step { cost: f64::INFINITY, from: 0, by: None }; seats.len() + 1];
        for (state, step) in before.iter().enumerate().filter(|(_, s)| s.cost.is_finite()) {
            let left = step.cost + 5.0;
            if left < next[state].cost {
                next[state] = Step { cost: left, from: state, by: None };
            }
            let row = if state == 0 { 0 } else { seats[state - 1].0 };
            let last = starts[(row + REACH).min(rows.len())];
            // Notes take several cells of one row.
            let first = if state > 0 && takes_several(rows, seats[state - 1]) { state - 1 } else { state };
            for (seat, &(r, c)) in seats.iter().enumerate().take(last).skip(first) {
                if costs[index][seat] >= 9.0 || (rows[r].has(c) && !takes_several(rows, (r, c))) {
                    continue;
                }
                let cost = step.cost + costs[index][seat] + (lack[seat] - lack[state.min(seat)]);
                if cost < next[seat + 1].cost {
                    next[seat + 1] = Step { cost, from: state, by: Some((r, c)) };
                }
            }
        }
        layers.push(next);
    }
    let end = |state: usize, step: &Step| step.cost + lack[seats.len()] - lack[state];
    let last = layers.last().map_or(0, |layer| {
        (0..layer.len()).min_by(|a, b| end(*a, &layer[*a]).total_cmp(&end(*b, &layer[*b]))).unwrap_or(0)
    });
    let mut state = last;
    let mut taken: Vec<Option<(usize, usize)>> = vec![None; cells.len()];
    for index in (0..cells.len()).rev() {
        let step = layers[index + 1][state];
        taken[index] = step.by;
        state = step.from;
    }
    let mut left = Vec::new();
    for (index, (mut cell, seat)) in cells.into_iter().zip(taken).enumerate() {
        let Some((row, column)) = seat else {
            left.push(cell);
            continue;
        };
        cell.merged = false;
        let flat = starts[row] + column;
        let rival = costs[index]
            .iter()
            .enumerate()
            .filter(|(s, _)| *s != flat && seats[*s].0.abs_diff(row) <= 1)
            .map(|(_, c)| *c);
        let margin = rival.fold(f64::INFINITY, f64::min) - costs[index][flat];
        let confidence = if costs[index][flat] > 2.5 {
            0.75
        } else if margin > 2.0 {
            0.95
        } else {
            0.9
        };
        cell.why = Some(Inference::new(
            "the page prints wrapped cells after all others; they were laid along the rows in order",
            confidence,
        ));
        // The year of the first measurement comes before the years that have values.
        let baseline = cell.cell.flat().to_lowercase().contains("rilevazione");
        let first = rows[row].cells.iter().position(|(c, _)| *c == column).filter(|_| baseline);
        match first {
            Some(at) => {
                let after = rows[row].cells[at..]
                    .iter()
                    .take_while(|(c, t)| *c == column && t.cell.flat().to_lowercase().contains("rilevazione"))
                    .count();
                rows[row].cells.insert(at + after, (column, cell));
            }
            None => rows[row].cells.push((column, cell)),
        }
    }
    left
}

/// Whether a row may have several cells of a column: remarks, and values of years.
fn takes_several(rows: &[Row], (row, column): (usize, usize)) -> bool {
    match &rows[row].columns[column].slot {
        Slot::Notes => true,
        Slot::Years(years) => rows[row].cells.iter().filter(|(c, _)| *c == column).count() < years.len(),
        _ => false,
    }
}

/// What each cell costs at each seat.
fn costs(cell: &Text, rows: &[Row], vocabulary: &Vocabulary) -> Vec<f64> {
    let glance = Glance::of(&cell.cell.text);
    let mut out: Vec<f64> = Vec::new();
    let mut known: Vec<(usize, usize, f64)> = Vec::new();
    for row in rows {
        for (index, column) in row.columns.iter().enumerate() {
            let found = known.iter().find(|(t, i, _)| *t == row.table && *i == index).map(|k| k.2);
            let cost = found.unwrap_or_else(|| {
                let too_long = column.chars.is_some_and(|chars| glance.longest * 8 > chars * 10 + 16);
                let cost = f64::from(glance.cost(column, vocabulary)) + if too_long { 1.5 } else { 0.0 };
                known.push((row.table, index, cost));
                cost
            });
            out.push(cost);
        }
    }
    out
}

/// Cost of leaving the first `i` seats without a cell.
fn lacks(rows: &[Row], seats: &[(usize, usize)]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for &(row, column) in seats {
        let lacks = !rows[row].has(column);
        let needed = if lacks { needed(&rows[row].columns[column]) } else { 0.0 };
        sums.push(sums[sums.len() - 1] + needed);
    }
    sums
}

/// How much a row misses a column.
fn needed(column: &Column) -> f64 {
    match column.look {
        Look::Indicator => 4.0,
        Look::Value => match column.slot {
            Slot::Field(Field::Actual | Field::Progress) => 0.0,
            _ => 1.5,
        },
        Look::Unit => 1.0,
        Look::Area | Look::Word => 0.7,
        Look::Text | Look::Name => 0.5,
        Look::Objective | Look::Mission | Look::Weight | Look::Tick | Look::Code | Look::Measure => 0.3,
        Look::Note => 0.0,
    }
}

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

fn covers_rows(column: &Column, section: Section) -> bool {
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
