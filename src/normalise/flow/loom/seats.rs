//! The seats of a table's rows: where in a row a reading may stand, and what it costs to go on.
//!
//! A seat is a column's nth cell in a row of some kind; a state is a seat, or stands between rows.

use super::super::columns::Look;
use super::super::looks::Glance;
use super::super::spread::covers_rows;
use super::Strand;
use super::prices::{Prices, Rate};
use crate::normalise::draft::Field;

/// How many kinds of rows there are.
const KINDS: usize = 6;
/// A row like any other.
pub const PLAIN: usize = 0;
/// The first row under its header or heading.
pub const FIRST: usize = 1;
/// What the page above left over.
pub const CARRIED: usize = 2;
/// Added to a kind once the row has taken a cell of one line.
pub const BEGUN: usize = 3;

/// A strand made ready: its seats and what they cost.
pub struct Ready<'a> {
    pub strand: &'a Strand<'a>,
    pub rates: Vec<Rate>,
    /// Column and rank of each seat.
    pub seats: Vec<(usize, usize)>,
    spreads: Vec<bool>,
    pub weighted: bool,
    /// What it costs to go on to a seat: by kind of row, seat before (or none), and seat.
    moves: Vec<f32>,
}

impl<'a> Ready<'a> {
    pub fn new(strand: &'a Strand<'a>, prices: &Prices) -> Self {
        let columns = &strand.columns;
        let spreads = columns.iter().map(|c| strand.section.is_some_and(|s| covers_rows(c, s))).collect();
        let mut ready = Self {
            strand,
            rates: columns.iter().map(|c| prices.of(strand.section, c)).collect(),
            seats: columns
                .iter()
                .enumerate()
                .flat_map(|(c, column)| (0..column.width()).map(move |n| (c, n)))
                .collect(),
            spreads,
            weighted: columns.iter().any(|c| c.is(Field::Weight)),
            moves: Vec::new(),
        };
        ready.moves = ready.all_moves();
        ready
    }

    fn all_moves(&self) -> Vec<f32> {
        let mut moves = Vec::new();
        for kind in 0..BEGUN {
            for after in std::iter::once(None).chain(self.seats.iter().copied().map(Some)) {
                moves.extend(self.seats.iter().map(|to| self.onward(kind, after, *to).unwrap_or(f32::INFINITY)));
            }
        }
        moves
    }

    /// What it costs to go on to each seat from another, or from between rows; infinite where a row cannot.
    pub fn steps(&self, kind: usize, after: Option<usize>) -> &[f32] {
        let width = self.seats.len();
        &self.moves[(kind % BEGUN * (width + 1) + after.map_or(0, |a| a + 1)) * width..][..width]
    }

    pub const fn states(&self) -> usize {
        self.seats.len() * KINDS + 2
    }
    pub const fn between(&self) -> usize {
        self.seats.len() * KINDS
    }
    pub const fn fresh(&self) -> usize {
        self.seats.len() * KINDS + 1
    }

    /// The seat of a state within a row, and whether the row is what the page above left over.
    pub fn seat(&self, state: usize) -> Option<((usize, usize), bool)> {
        let seat = self.seats.get(state % self.seats.len().max(1)).filter(|_| state < self.between())?;
        Some((*seat, state / self.seats.len() % BEGUN == CARRIED))
    }

    /// What a heading pays on top where the rows have a column for what it names.
    pub fn own_heading(&self, glance: &Glance) -> f32 {
        const COLUMN: f32 = 2.5;
        let has = |field: Field| self.strand.columns.iter().any(|c| c.is(field));
        let column = (glance.is_objective() && has(Field::Objective)) || (glance.is_role() && has(Field::Role));
        if column { COLUMN } else { 0.0 }
    }

    /// What a row of a kind pays for printing `k` cells in a column.
    fn count(&self, kind: usize, column: usize, k: usize) -> f32 {
        let rate = &self.rates[column];
        let plain = rate.count.get(k).copied().unwrap_or(9.0);
        match (kind % BEGUN, k, self.spreads[column]) {
            (FIRST, 0, true) => plain.max(rate.first),
            (FIRST, _, true) | (CARRIED, 0, _) => 0.1,
            (CARRIED, _, true) => 0.7,
            (CARRIED, _, false) => {
                if self.strand.columns[column].look == Look::Note {
                    1.5
                } else {
                    30.0
                }
            }
            _ => plain,
        }
    }

    fn skipped(&self, kind: usize, from: usize, to: usize) -> f32 {
        (from..to).map(|c| self.count(kind, c, 0)).sum()
    }

    /// What it costs to go on to a seat; `None` where a row cannot.
    fn onward(&self, kind: usize, after: Option<(usize, usize)>, to: (usize, usize)) -> Option<f32> {
        match after {
            None => (to.1 == 0).then(|| self.skipped(kind, 0, to.0)),
            Some((column, rank)) if column == to.0 => (to.1 == rank + 1).then_some(0.0),
            Some((column, rank)) => (to.1 == 0 && column < to.0)
                .then(|| self.count(kind, column, rank + 1) + self.skipped(kind, column + 1, to.0)),
        }
    }

    pub fn end(&self, kind: usize, (column, rank): (usize, usize)) -> f32 {
        self.count(kind, column, rank + 1) + self.skipped(kind, column + 1, self.rates.len())
    }
}
