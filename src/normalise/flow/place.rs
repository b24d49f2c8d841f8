//! Gives the detached cells of a page to its rows, column by column.

use std::ops::Range;

use super::choose::{self, Free};
use super::columns::{Column, Look, Slot};
use super::decode::Piece;
use super::headings::Heading;
use super::kinds;
use super::lacking;
use super::looks::Vocabulary;
use super::merged::Placed;
use super::row::{Row, Text};
use super::seats::Seat;
use super::solve::{self, solve};
use super::tables::Table;
use crate::normalise::draft::Field;
use crate::trace::Inference;

/// A cell that stands apart from its rows.
#[derive(Debug, Clone)]
pub struct Loose {
    /// The cell.
    pub text: Text,
    /// What it names, if it is a heading.
    pub heading: Heading,
    /// Where it begins, as far as the order of the text tells.
    pub seat: Option<Seat>,
    /// What it costs the cell, by that order, to begin at each row, or table, of the page.
    pub margins: Vec<f64>,
    /// Whether the table that prints no indicators claims it as one of its own ([`lacking`]).
    pub claimed: bool,
}

impl Loose {
    /// The row and the column at which it begins, as far as the order of the text tells.
    pub const fn at(&self) -> Option<(usize, usize)> {
        match self.seat {
            Some(Seat::Cell(row, column)) => Some((row, column)),
            _ => None,
        }
    }

    /// Its text on one line.
    pub fn flat(&self) -> String {
        self.text.cell.flat()
    }
}

/// Fills the rows of a page; returns the cells that found no place.
pub fn fill(rows: &mut [Row], mut cells: Vec<Loose>, vocabulary: &Vocabulary) -> Vec<Loose> {
    if rows.is_empty() {
        return cells;
    }
    let sections = sections(rows);
    // Indicators go to the table that lacks them; of the other cells at the page's end most are the
    // last table's.
    if let Some((range, column)) = lacking::table(rows) {
        let (own, others): (Vec<Loose>, Vec<Loose>) = cells.into_iter().partition(|c| c.claimed);
        cells = others;
        let own = own.into_iter().map(|cell| moved(cell, &range)).collect();
        cells.extend(fill_column(&mut rows[range], column, own));
    }
    let (mut told, mut cells): (Vec<Loose>, Vec<Loose>) = cells.into_iter().partition(|c| c.at().is_some());
    for range in sections.into_iter().rev() {
        let (own, others): (Vec<Loose>, Vec<Loose>) =
            told.into_iter().partition(|c| c.at().is_some_and(|(row, _)| range.contains(&row)));
        told = others;
        cells.splice(0..0, own.into_iter().map(|cell| moved(cell, &range)));
        cells = fill_section(&mut rows[range], cells, vocabulary);
        // What found no place here has none that the order tells.
        for cell in &mut cells {
            cell.seat = None;
            cell.margins.clear();
        }
    }
    cells
}

/// A cell with its seat and margins counted from the first of some rows.
fn moved(cell: Loose, rows: &Range<usize>) -> Loose {
    Loose {
        seat: cell.at().map(|(row, column)| Seat::Cell(row - rows.start, column)),
        margins: cell.margins.get(rows.clone()).map(<[f64]>::to_vec).unwrap_or_default(),
        ..cell
    }
}

/// The runs of rows with the same columns.
pub fn sections(rows: &[Row]) -> Vec<Range<usize>> {
    let mut sections = Vec::new();
    let mut from = 0;
    for at in 1..=rows.len() {
        if at == rows.len() || !same_table(&rows[at], &rows[from]) {
            sections.push(from..at);
            from = at;
        }
    }
    sections
}

/// Gives rows the detached cells of one column; returns the cells that found no place.
pub fn fill_column(rows: &mut [Row], column: usize, cells: Vec<Loose>) -> Vec<Loose> {
    let columns = rows[0].columns.clone();
    let placed = solve(rows, &columns, column, &cells);
    put(rows, &columns[column], column, cells, &placed)
}

/// Whether rows have the same columns.
fn same_table(a: &Row, b: &Row) -> bool {
    a.section == b.section && a.columns.iter().map(|c| &c.slot).eq(b.columns.iter().map(|c| &c.slot))
}

/// So many cells are tried in another column.
const MOST_RESEATED: usize = 4;

fn fill_section(rows: &mut [Row], cells: Vec<Loose>, vocabulary: &Vocabulary) -> Vec<Loose> {
    let columns = rows[0].columns.clone();
    let mut by_column: Vec<Vec<Loose>> = vec![Vec::new(); columns.len()];
    let mut free: Vec<Free> = Vec::new();
    let mut left = Vec::new();
    for cell in cells {
        if let Some((_, column)) = cell.at() {
            by_column[column].push(cell);
            continue;
        }
        let options = choose::options(&cell, &columns, rows, vocabulary);
        match choose::only(&options) {
            Some(column) => by_column[column].push(cell),
            None if options.is_empty() => left.push(cell),
            None => free.push((cell, options)),
        }
    }
    choose::release(rows, &columns, &mut by_column, &mut free, vocabulary);
    choose::settle(rows, &columns, &mut by_column, free);
    let mut laid = lay(rows, &columns, by_column.clone());
    // A cell for which its column has no rows left may be another column's.
    for at in 0..laid.1.len().min(MOST_RESEATED) {
        let Some((cell, other)) = laid.1.get(at).and_then(|c| Some((c, choose::other(c, &columns, rows, vocabulary)?)))
        else {
            continue;
        };
        let mut trial = by_column.clone();
        // Cells cut from one line share it: only the very same text may leave its column.
        let before: usize = trial.iter().map(Vec::len).sum();
        for cells in &mut trial {
            cells.retain(|c| c.text.cell != cell.text.cell);
        }
        if trial.iter().map(Vec::len).sum::<usize>() + 1 != before {
            continue;
        }
        trial[other].push(Loose { seat: None, margins: Vec::new(), ..cell.clone() });
        let with = lay(rows, &columns, trial.clone());
        if with.1.len() < laid.1.len() {
            (laid, by_column) = (with, trial);
        }
    }
    rows.clone_from_slice(&laid.0);
    left.extend(laid.1);
    left
}

/// Puts cells into the rows, column by column; the rows, and the cells that found no place.
fn lay(rows: &[Row], columns: &[Column], mut by_column: Vec<Vec<Loose>>) -> (Vec<Row>, Vec<Loose>) {
    let (mut rows, mut left) = (rows.to_vec(), Vec::new());
    // The outermost column comes last: its cells begin where the inner ones do.
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|&c| (columns[c].look == Look::Objective, c));
    for column in order {
        let cells = join_lists(&rows, columns, column, std::mem::take(&mut by_column[column]));
        if cells.is_empty() {
            doubt_blanks(&mut rows, columns, column);
            continue;
        }
        let cells = in_order(cells, &columns[column]);
        let placed = solve(&rows, columns, column, &cells);
        left.extend(put(&mut rows, &columns[column], column, cells, &placed));
    }
    (rows, left)
}

/// A list of units may have been taken for several cells, one a line: joined where that leaves fewer
/// cells over.
fn join_lists(rows: &[Row], columns: &[Column], column: usize, mut cells: Vec<Loose>) -> Vec<Loose> {
    const MOST: usize = 24;
    if columns[column].look != Look::Unit || cells.len() > MOST {
        return cells;
    }
    while cells.len() > 1 {
        let cost = solve(rows, columns, column, &cells).cost;
        let mut best: Option<(f64, Vec<Loose>)> = None;
        for at in 0..cells.len() - 1 {
            let (cell, next) = (&cells[at], &cells[at + 1]);
            if cell.text.cell.lines.1 + 1 != next.text.cell.lines.0 {
                continue;
            }
            let mut trial = cells.clone();
            let next = trial.remove(at + 1);
            let joined = &mut trial[at].text.cell;
            joined.text = format!("{}\n{}", joined.text, next.text.cell.text);
            joined.lines.1 = next.text.cell.lines.1;
            let joined = solve(rows, columns, column, &trial).cost;
            if joined + 1.0 < cost && best.as_ref().is_none_or(|(least, _)| joined < *least) {
                best = Some((joined, trial));
            }
        }
        match best {
            Some((_, joined)) => cells = joined,
            None => break,
        }
    }
    cells
}

/// Objectives run down the page in the order of their numbers and remarks in that of their footnotes,
/// other cells as they stand.
pub fn in_order(mut cells: Vec<Loose>, column: &Column) -> Vec<Loose> {
    if column.look == Look::Objective {
        cells.sort_by_key(|t| kinds::heading_number(&t.flat()).unwrap_or(u32::MAX));
    } else {
        cells.sort_by_key(|c| c.at().map_or(usize::MAX, |(row, _)| row));
    }
    if column.look == Look::Note {
        cells.sort_by_key(|c| solve::footnote(c).unwrap_or(0));
    }
    cells
}

/// Whether a table is the first of its executive or officer: no table stands before it, or a sum.
pub fn closed_before(tables: &[Table], table: usize) -> bool {
    tables[..table].iter().rev().find(|t| t.section.is_some()).is_none_or(|above| {
        let last = above.pieces.iter().rev().find(|p| matches!(p, Piece::Row(_) | Piece::Total(_)));
        matches!(last, Some(Piece::Total(_)))
    })
}

/// Puts placed cells into their rows; returns those that cover none.
fn put(rows: &mut [Row], column: &Column, index: usize, cells: Vec<Loose>, placed: &Placed) -> Vec<Loose> {
    const BECAUSE: &str = "the cell stands apart at the end of its page and covers rows that print none of their own";
    let mut used = vec![false; cells.len()];
    for (row, choice) in placed.cells.iter().enumerate() {
        let Some(cell) = *choice else {
            if !rows[row].has(index) {
                let others: Vec<String> = cells.iter().map(Loose::flat).collect();
                let why = Inference::new(
                    "nothing is printed at the row, and the detached cells seem to be others'",
                    placed.confidence[row].min(0.9),
                );
                rows[row].doubts.push((json_name(column), why.or(others)));
            }
            continue;
        };
        used[cell] = true;
        let mut text = cells[cell].text.clone();
        let mut confidence = (placed.confidence[row] * 0.97).clamp(0.05, 0.97);
        if let Some(why) = &text.why {
            confidence *= why.confidence;
        }
        let others = placed.others[row].iter().map(|o| cells[*o].flat());
        text.why = Some(Inference::new(BECAUSE, confidence).or(others));
        rows[row].cells.push((index, text));
    }
    cells.into_iter().zip(used).filter(|(_, used)| !used).map(|(cell, _)| cell).collect()
}

/// Rows that print nothing in a column for which nothing detached was found either.
fn doubt_blanks(rows: &mut [Row], columns: &[Column], index: usize) {
    let column = &columns[index];
    if matches!(column.look, Look::Note | Look::Code | Look::Measure | Look::Word)
        || matches!(column.slot, Slot::Extra(_) | Slot::Field(Field::Actual | Field::Progress))
    {
        return;
    }
    for row in rows.iter_mut().filter(|r| !r.has(index)) {
        let why = Inference::new("nothing is printed at the row, and no detached cell is left for it", 0.6);
        row.doubts.push((json_name(column), why));
    }
}

/// The field of `plan.json` that a column ends in.
pub fn json_name(column: &Column) -> &'static str {
    match &column.slot {
        Slot::Years(_) => "targets",
        Slot::Notes => "notes",
        Slot::Extra(_) => "extra",
        Slot::Field(field) => match field {
            Field::Objective => "objective",
            Field::Perspective => "perspective",
            Field::Mission => "mission",
            Field::Programme => "programme",
            Field::OperationalObjective => "operational_objective",
            Field::Indicator => "indicator",
            Field::Target => "target",
            Field::Owners => "owners",
            Field::Services => "services",
            Field::Area => "area",
            Field::Role => "role",
            Field::Weight => "weight",
            Field::Action => "action",
            Field::Actual => "actual",
            Field::Progress => "progress",
            Field::WeightAssessed => "weight_assessed",
            Field::InTree => "in_tree",
            Field::Productivity => "productivity",
        },
    }
}
