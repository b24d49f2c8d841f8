//! Indicators of a table whose rows print none.
//!
//! Where indicators are merged across columns, the export prints all of a table's at the page's end, among
//! the merged cells of the page's other tables. Rows without any have one each, so as many cells are wanted
//! as there are rows: those that look least like cells of any other column, and whose words measure what
//! the rows hold.

use std::ops::Range;

use super::columns::{Column, Look};
use super::headings::Heading;
use super::kinds;
use super::looks::{Glance, Vocabulary};
use super::pairs::pair;
use super::place::{self, Loose};
use super::row::Row;
use super::solve;
use crate::normalise::draft::Field;

/// What a row pays for the lack of its indicator.
const NEED: f64 = 2.5;
/// A cell that costs more in every column is nobody's.
const NOBODY: f64 = 4.0;
/// The price of what cannot be; a sum of it with others must still be a number.
const NEVER: f64 = 1e3;
/// Cells and rows beyond this are on no printed page; pairing takes the cube of them.
const MOST: usize = 200;

/// Rows that print no indicator, and the column of theirs.
pub type Lack = (Range<usize>, usize);

/// The rows of the one table of a page that prints no indicators, where another table beside it prints its
/// own, and the column of theirs.
pub fn table(rows: &[Row]) -> Option<Lack> {
    let sections = place::sections(rows);
    let lacks = |range: &&Range<usize>| rows[(*range).clone()].iter().all(|row| row.get(Field::Indicator).is_none());
    let mut poor = sections.iter().filter(lacks);
    let (range, None, true) = (poor.next()?, poor.next(), sections.len() > 1) else { return None };
    let column = rows[range.start].columns.iter().position(|c| c.is(Field::Indicator))?;
    Some((range.clone(), column))
}

/// Claims those of a page's detached cells that are the indicators of a table that prints none.
pub fn claim(rows: &[Row], cells: &mut [Loose], vocabulary: &Vocabulary) {
    let Some((range, column)) = table(rows).filter(|_| cells.len().max(rows.len()) <= MOST) else { return };
    let indicator = &rows[range.start].columns[column];
    let columns: Vec<&Column> = place::sections(rows).iter().flat_map(|range| &rows[range.start].columns).collect();
    let costs: Vec<Vec<f64>> = cells
        .iter()
        .map(|cell| {
            let gain = gain(cell, indicator, &columns, vocabulary);
            rows[range.clone()].iter().map(|row| solve::value_misfit(&cell.flat(), row) - gain - NEED).collect()
        })
        .collect();
    for (row, cell) in pair(&costs, range.len()).into_iter().enumerate() {
        if let Some(cell) = cell.filter(|&cell| costs[cell][row] < 0.0) {
            cells[cell].claimed = true;
        }
    }
}

/// How much likelier a cell is an indicator than anything else on the page.
fn gain(cell: &Loose, indicator: &Column, columns: &[&Column], vocabulary: &Vocabulary) -> f64 {
    let glance = Glance::of(&cell.text.cell.text);
    // A list of areas is longer than what else is taken for the name of one.
    let names_area = glance.text.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("area"));
    let names_unit = names_area || kinds::is_area(&glance.text) || kinds::is_unit(&glance.text);
    if cell.heading != Heading::Other || kinds::starts_note(&glance.text) || names_unit {
        return -NEVER;
    }
    let measures = kinds::is_indicator(&glance.text);
    let cost = |column: &Column| {
        let told = match column.look {
            Look::Indicator if !measures => 2.0,
            Look::Text if measures => 2.0,
            _ => 0.0,
        };
        f64::from(glance.cost(column, vocabulary)) + told
    };
    let other = columns.iter().filter(|c| !c.is(Field::Indicator)).map(|c| cost(c)).fold(NOBODY, f64::min);
    other - cost(indicator)
}
