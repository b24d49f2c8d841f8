//! The empty places of a page, and what it costs its detached cells to take them.
//!
//! In document order: the headings of a table, then its rows, each from left to right. The search
//! for the order of the cells ([`order`](super::order)) runs over them.

use std::collections::HashMap;

use super::bands;
use super::choose;
use super::columns::{Column, Look, Slot};
use super::headings::{Heading, Names};
use super::lacking::{self, Lack};
use super::looks::{Glance, Vocabulary};
use super::order::{self, Search};
use super::place::{self, Loose};
use super::row::Row;
use super::solve::{self, Said, is_group};
use super::tables::Table;
use crate::normalise::draft::{Field, Section};

/// A place that a detached cell may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// The headings of a table of the page.
    Heading(usize),
    /// The column of a row.
    Cell(usize, usize),
}

/// A cell that costs more does not belong there.
const DEAREST: f64 = 6.0;

/// Tells from the order of the cells where they belong, as far as they keep one. Returns whether
/// they do, and puts them into the order of the document.
pub fn tell(
    tables: &[Table],
    offset: usize,
    rows: &[Row],
    cells: &mut Vec<Loose>,
    known: (&Names, &Vocabulary),
) -> bool {
    /// Of many cells more than half must follow the order, of a few nearly all.
    const FEW: usize = 8;
    /// So many cells can tell an order from chance.
    const MANY: usize = 12;
    const TELLING: f64 = 1.0;
    let places = places(tables, offset, rows);
    let runs = runs(rows);
    let said: Vec<Said> = rows.iter().map(solve::said).collect();
    let lacking = lacking::table(rows);
    let search = Search {
        costs: cells
            .iter()
            .map(|cell| costs(cell, tables, (rows, &said, lacking.as_ref()), &places, &runs, known))
            .collect(),
        needs: places.iter().map(|place| place.1).collect(),
        many: places.iter().map(|place| matches!(place.0, Seat::Heading(_))).collect(),
        before: cells.iter().map(before).collect(),
    };
    let Some(laid) = order::lay(&search) else { return false };
    // Where the cells were printed in no order at all, the cheapest is one by chance.
    if cells.len() >= MANY && laid.gain < TELLING {
        return false;
    }
    if laid.share < if cells.len() > FEW { 0.6 } else { 0.7 } {
        return false;
    }
    for ((cell, place), margins) in cells.iter_mut().zip(&laid.places).zip(&laid.margins) {
        cell.seat = place.map(|place| places[place].0);
        cell.margins = margins_at(cell.seat, &places, margins, rows.len().max(tables.len()));
    }
    keep_numbers(cells, |cell| if let Heading::Objective(number) = cell.heading { Some(number) } else { None });
    keep_numbers(cells, solve::footnote);
    let mut ordered: Vec<Option<Loose>> = std::mem::take(cells).into_iter().map(Some).collect();
    cells.extend(laid.order.iter().filter_map(|&index| ordered[index].take()));
    true
}

/// The margins of the places in a cell's column, or of the page's headings.
fn margins_at(seat: Option<Seat>, places: &[(Seat, f64)], margins: &[f64], length: usize) -> Vec<f64> {
    let mut out = vec![0.0; length];
    for ((other, _), margin) in places.iter().zip(margins) {
        match (seat, other) {
            (Some(Seat::Cell(_, column)), Seat::Cell(at, c)) if *c == column => out[*at] = *margin,
            (Some(Seat::Heading(_)), Seat::Heading(at)) => out[*at] = *margin,
            _ => {}
        }
    }
    out
}

/// Objectives and footnotes run down a page in the order of their numbers: those that would not lose
/// their seat.
fn keep_numbers(cells: &mut [Loose], number: impl Fn(&Loose) -> Option<u32>) {
    let number = |cell: &Loose| cell.at().and_then(|(row, _)| Some((row, number(cell)?)));
    let mut seated: Vec<(usize, (usize, u32))> =
        cells.iter().enumerate().filter_map(|(index, cell)| Some((index, number(cell)?))).collect();
    seated.sort_by_key(|(_, (row, _))| *row);
    // The longest run of rising numbers that ends at each cell.
    let mut longest: Vec<(usize, Option<usize>)> = Vec::new();
    for at in 0..seated.len() {
        let before = (0..at).filter(|&b| seated[b].1.1 < seated[at].1.1).max_by_key(|&b| longest[b].0);
        longest.push((before.map_or(1, |b| longest[b].0 + 1), before));
    }
    let mut kept = vec![false; seated.len()];
    let mut at = (0..seated.len()).max_by_key(|&a| longest[a].0);
    while let Some(here) = at {
        kept[here] = true;
        at = longest[here].1;
    }
    for ((index, _), _) in seated.iter().zip(kept).filter(|(_, kept)| !kept) {
        cells[*index].seat = None;
    }
}

/// Headings of a strategy map stand before all tables.
const fn before(cell: &Loose) -> f64 {
    match cell.heading {
        Heading::Objective(_) | Heading::Perspective | Heading::Mission | Heading::Title => 0.1,
        _ => f64::INFINITY,
    }
}

/// The places with what it costs to leave them empty.
fn places(tables: &[Table], offset: usize, rows: &[Row]) -> Vec<(Seat, f64)> {
    let mut out = Vec::new();
    let mut row = 0;
    for (index, table) in tables.iter().enumerate() {
        let Some(section) = table.section else { continue };
        if !table.continued {
            let headed =
                bands::ends_in_objective(&tables[..index]) || table.columns.iter().any(|c| c.is(Field::Objective));
            out.push((Seat::Heading(index), if headed { 0.0 } else { 2.0 }));
        }
        while row < rows.len() && rows[row].table == offset + index {
            let above = row.checked_sub(1).map(|above| &rows[above]).filter(|above| above.table == rows[row].table);
            let wide = rows[row].columns.iter().any(|c| c.apart);
            for (column, c) in rows[row].columns.iter().enumerate() {
                if !rows[row].has(column) {
                    let opens = above.is_none_or(|above| above.has(column));
                    out.push((Seat::Cell(row, column), need(c, section, opens, wide)));
                }
            }
            row += 1;
        }
    }
    out
}

/// How much a row misses a column; `opens` where the row above prints it.
fn need(column: &Column, section: Section, opens: bool, wide: bool) -> f64 {
    match &column.slot {
        Slot::Notes | Slot::Extra(_) | Slot::Field(Field::Actual | Field::Progress) => 0.0,
        Slot::Years(_) | Slot::Field(Field::Target) if wide || opens => 0.8,
        Slot::Field(Field::Indicator) if wide || opens => 1.0,
        Slot::Field(Field::Weight | Field::WeightAssessed | Field::InTree | Field::Productivity)
            if section == Section::Executive || !opens =>
        {
            0.2
        }
        Slot::Field(Field::Weight | Field::InTree | Field::Productivity | Field::Services | Field::Area) if opens => {
            1.0
        }
        Slot::Field(_) if opens => 1.6,
        Slot::Field(_) | Slot::Years(_) => 0.0,
    }
}

/// What each place costs a cell.
fn costs(
    cell: &Loose,
    tables: &[Table],
    (rows, said, lacking): (&[Row], &[Said], Option<&Lack>),
    places: &[(Seat, f64)],
    runs: &[Vec<usize>],
    (names, vocabulary): (&Names, &Vocabulary),
) -> Vec<f64> {
    let glance = Glance::of(&cell.text.cell.text);
    let words = super::headings::content_words(&glance.text);
    let mut known: HashMap<(usize, usize), f64> = HashMap::new();
    let price = |&(seat, need): &(Seat, f64)| match seat {
        Seat::Heading(table) => heading_cost(cell, tables, table),
        Seat::Cell(at, column) => {
            let row = &rows[at];
            let c = &row.columns[column];
            // The table that prints no indicators takes those that were told to be its own, and no others.
            let own = lacking.is_some_and(|(rows, indicator)| rows.contains(&at) && column == *indicator);
            if own != cell.claimed {
                return f64::INFINITY;
            }
            let looks = *known.entry((row.table, column)).or_insert_with(|| {
                let measures = super::kinds::is_indicator(&glance.text);
                let told = match c.look {
                    Look::Indicator if !measures => 3.0,
                    // A stroke may stand in any text.
                    Look::Text if super::kinds::opens_indicator(&glance.text) => 2.5,
                    Look::Text if measures => 0.9,
                    _ => 0.0,
                };
                let short = if c.look == Look::Indicator && glance.text.split(' ').count() < 4 { 1.2 } else { 0.0 };
                let speech = choose::speech(&glance, c, &row.columns, vocabulary);
                let looks = f64::from(glance.cost(c, vocabulary)) + choose::width(&cell.text, c) + speech;
                looks + told + short + unlike(cell, c, names)
            });
            if looks >= DEAREST {
                return f64::INFINITY;
            }
            let misfit = match c.look {
                Look::Indicator => solve::value_misfit(&glance.text, row),
                Look::Value => {
                    row.get(Field::Indicator).map_or(0.0, |i| super::pairs::misfit(&i.cell.flat(), &glance.text))
                }
                _ => 0.0,
            };
            // A cell that begins in the middle of a run of empty rows cuts it.
            let inside = if is_group(c) && need == 0.0 { 0.6 } else { 0.0 };
            // A cell that is merged over rows covers two at least.
            let lone = if runs[at][column] < 2 && !row.columns.iter().any(|c| c.apart) { 2.5 } else { 0.0 };
            looks + misfit + inside + lone + solve::likeness(&words, cell, &said[at], c.look)
        }
    };
    places.iter().map(price).collect()
}

/// What it costs a heading of one kind, or none, to be a cell of a column.
fn unlike(cell: &Loose, column: &Column, names: &Names) -> f64 {
    let only = |field: Field| if column.is(field) { 0.0 } else { f64::INFINITY };
    match cell.heading {
        Heading::Objective(_) => only(Field::Objective),
        Heading::Mission => only(Field::Mission),
        Heading::Perspective => only(Field::Perspective),
        Heading::Role => only(Field::Role),
        Heading::Title => 2.5,
        Heading::Other if column.is(Field::Perspective) && !names.perspectives.is_empty() => 3.0,
        Heading::Other => 0.0,
    }
}

/// For each row and column, how many rows of one table print nothing there from this row on.
fn runs(rows: &[Row]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = rows.iter().map(|r| vec![0; r.columns.len()]).collect();
    for row in (0..rows.len()).rev() {
        let (above, below) = runs.split_at_mut(row + 1);
        let same_table = rows.get(row + 1).is_some_and(|next| next.table == rows[row].table);
        for (column, run) in above[row].iter_mut().enumerate().filter(|(column, _)| !rows[row].has(*column)) {
            *run = 1 + if same_table { below[0][column] } else { 0 };
        }
    }
    runs
}

fn heading_cost(cell: &Loose, tables: &[Table], table: usize) -> f64 {
    match cell.heading {
        Heading::Role if place::closed_before(tables, table) => -1.0,
        Heading::Role => 4.0,
        Heading::Objective(_) | Heading::Perspective | Heading::Mission | Heading::Title => 0.2,
        Heading::Other => f64::INFINITY,
    }
}
