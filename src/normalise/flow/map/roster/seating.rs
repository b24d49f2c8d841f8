//! The cells of a page of the list as rows.
//!
//! Rows are printed one after the other, or in two passes: all cells of one line first, then the
//! wrapped ones. Either way each row takes the next cell of every column from one of the passes.

use std::collections::HashSet;

use super::Kind;
use super::words::{self, Word};
use crate::normalise::flow::decode::Cell;

/// A cell.
#[derive(Debug, Clone)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub words: Vec<Word<'a>>,
}

impl Token<'_> {
    /// The cell.
    pub fn cell(&self) -> Cell {
        words::cell(&self.words)
    }

    fn column(&self) -> usize {
        match self.kind {
            Kind::Objective(_) => 0,
            Kind::Mission(_) => 1,
            Kind::Perspective(_) => 2,
        }
    }

    fn lines(&self) -> (usize, usize) {
        (self.words.first().map_or(0, |w| w.line), self.words.last().map_or(0, |w| w.line))
    }
}

/// The cells of a row, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seated {
    /// Its objective.
    pub objective: usize,
    /// Its mission, if that is settled.
    pub mission: Option<usize>,
    /// Its perspective, if there is one and it is settled.
    pub perspective: Option<usize>,
}

/// The orders of the columns.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
/// More ways to seat the cells than a list leaves open.
const MOST: usize = 2_000;

type Row = [Option<usize>; 3];

/// The rows, if the cells make whole ones.
pub fn rows(tokens: &[Token<'_>]) -> Option<Vec<Seated>> {
    let count = |column: usize| tokens.iter().filter(|t| t.column() == column).count();
    let rows = count(0);
    if rows == 0 || count(1) != rows || !(count(2) == rows || count(2) == 0) {
        return None;
    }
    let mut found = Vec::new();
    for split in splits(tokens) {
        for order in ORDERS {
            let columns: Vec<usize> = order.into_iter().filter(|column| count(*column) > 0).collect();
            let mut search = Search {
                tokens,
                split,
                columns: &columns,
                rows,
                found: &mut found,
                taken: Vec::new(),
                dead: HashSet::new(),
            };
            search.go(0, split);
        }
        if !found.is_empty() {
            break;
        }
    }
    if found.len() >= MOST {
        return None;
    }
    let least = found.iter().map(|rows| changes(tokens, rows)).min()?;
    let best: Vec<&Vec<Row>> = found.iter().filter(|rows| changes(tokens, rows) == least).collect();
    let agreed = |row: usize, column: usize| {
        let kind = |rows: &Vec<Row>| rows[row][column].map(|at| tokens[at].kind);
        let first = kind(best[0]);
        best.iter().all(|rows| kind(rows) == first).then_some(best[0][row][column]).flatten()
    };
    (0..rows)
        .map(|row| {
            let objective = best[0][row][0]?;
            Some(Seated { objective, mission: agreed(row, 1), perspective: agreed(row, 2) })
        })
        .collect()
}

/// Where the second pass may begin: after all cells, where rows are printed whole, or after the last
/// cell of one line.
fn splits(tokens: &[Token<'_>]) -> Vec<usize> {
    let wrapped = |t: &Token<'_>| t.lines().0 < t.lines().1;
    let first = tokens.iter().position(wrapped).unwrap_or(tokens.len());
    let passes = first > 0 && tokens[first..].iter().all(wrapped);
    let mut out = vec![tokens.len()];
    out.extend((passes && first < tokens.len()).then_some(first));
    out
}

/// How often the mission or the perspective changes from row to row: neighbours share theirs.
fn changes(tokens: &[Token<'_>], rows: &[Row]) -> usize {
    let kind = |row: &Row, column: usize| row[column].map(|at| tokens[at].kind);
    rows.windows(2).flat_map(|pair| [1, 2].map(|c| usize::from(kind(&pair[0], c) != kind(&pair[1], c)))).sum()
}

struct Search<'a, 'b> {
    tokens: &'a [Token<'b>],
    /// Where the second pass begins.
    split: usize,
    columns: &'a [usize],
    rows: usize,
    found: &'a mut Vec<Vec<Row>>,
    taken: Vec<Row>,
    /// Where no way leads on.
    dead: HashSet<(usize, usize)>,
}

impl Search<'_, '_> {
    /// Fills the rows from the next cells of the two passes.
    fn go(&mut self, first: usize, second: usize) {
        if self.found.len() >= MOST || self.dead.contains(&(first, second)) {
            return;
        }
        if self.taken.len() == self.rows {
            if first == self.split && second == self.tokens.len() {
                self.found.push(self.taken.clone());
            }
            return;
        }
        let before = self.found.len();
        for wrapped in 0..1u8 << self.columns.len() {
            let (mut i, mut j) = (first, second);
            let mut row: Row = [None; 3];
            let fits = self.columns.iter().enumerate().all(|(nth, column)| {
                let (at, end) =
                    if wrapped & (1 << nth) == 0 { (&mut i, self.split) } else { (&mut j, self.tokens.len()) };
                let fits = *at < end && self.tokens[*at].column() == *column;
                row[*column] = Some(*at);
                *at += 1;
                fits
            });
            if fits && self.apart(i, self.split) && self.apart(j, self.tokens.len()) && self.counted(&row) {
                self.taken.push(row);
                self.go(i, j);
                self.taken.pop();
            }
        }
        if self.found.len() == before {
            self.dead.insert((first, second));
        }
    }

    /// Whether a row may end before a cell: it shares no line with the one before it.
    fn apart(&self, at: usize, end: usize) -> bool {
        at == 0 || at >= end || self.tokens[at].lines().0 > self.tokens[at - 1].lines().1
    }

    /// Whether the objectives run on.
    fn counted(&self, row: &Row) -> bool {
        let number = |row: &Row| match row[0].map(|at| self.tokens[at].kind) {
            Some(Kind::Objective(number)) => number,
            _ => 0,
        };
        self.taken.last().is_none_or(|before| number(before) < number(row))
    }
}
