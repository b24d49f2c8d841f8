//! Headings of objectives that stand together above rows of all of them.
//!
//! An export that prints what has no frame before the cells of its page prints the headings of a page
//! one after the other, and then the rows of all. The rows are in the order of the headings, and each
//! has one at least; where they part, the words that rows share with a heading must tell. The first
//! rows may go on from the page before.

use super::walk::end_of;
use crate::normalise::draft::Field;
use crate::normalise::flow::decode::Piece;
use crate::normalise::flow::headings::{Heading, Names, content_words, heading};
use crate::normalise::flow::row::{Row, Text};
use crate::normalise::flow::tables::Table;
use crate::trace::Inference;

/// Headings without a row between them, and the rows below.
#[derive(Debug, Default)]
struct Heap {
    headings: Vec<(u32, Text)>,
    /// Indices of rows.
    rows: Vec<usize>,
    /// For each row, how many headers stand between it and the headings.
    under: Vec<usize>,
    headers: usize,
}

/// Parts the rows of a page below such headings; `before` is the objective that its first rows may go
/// on with.
pub fn part(tables: &[Table], offset: usize, rows: &mut [Row], names: &Names, before: Option<&Text>) {
    let mut heap = Heap::default();
    let mut before = before.cloned();
    let mut at = 0;
    for (index, table) in tables.iter().enumerate() {
        let end = end_of(table);
        heap.headers += usize::from(!table.continued && table.section.is_some());
        for (nth, piece) in table.pieces.iter().enumerate() {
            match piece {
                Piece::Band(cell) => {
                    let apart = table.section.is_some() && nth >= end && index + 1 == tables.len();
                    let Heading::Objective(number) = heading(&cell.flat(), names) else { continue };
                    if apart {
                        continue;
                    }
                    if !heap.rows.is_empty() {
                        std::mem::take(&mut heap).hand(rows, before.take().as_ref());
                    }
                    // A number that does not rise begins anew: what stood above was a list of them all.
                    if heap.headings.last().is_some_and(|(last, _)| *last >= number) {
                        heap.headings.clear();
                    }
                    let text = Text { cell: cell.clone(), page: table.page, why: None, merged: true };
                    heap.headings.push((number, text));
                }
                Piece::Row(_) if table.section.is_some() => {
                    if rows.get(at).is_some_and(|r| r.table == offset + index) {
                        heap.rows.push(at);
                        heap.under.push(heap.headers);
                    }
                    at += 1;
                }
                _ => {}
            }
        }
    }
    heap.hand(rows, before.as_ref());
}

impl Heap {
    /// Gives each row the heading that is likely its own.
    fn hand(self, rows: &mut [Row], before: Option<&Text>) {
        /// As many rows as no page has.
        const MOST: usize = 200;
        const HEADED: &str = "the headings stand together; they go to the tables below in order";
        const PARTED: &str = "the headings stand together above rows of all; which rows are whose was deduced";
        if self.headings.len() < 2 || self.rows.is_empty() || self.rows.len() > MOST {
            return;
        }
        let headings: Vec<&Text> = before.into_iter().chain(self.headings.iter().map(|(_, text)| text)).collect();
        let own = headings.len() - self.headings.len();
        let first = self.under[0];
        let tables = self.under[self.under.len() - 1] + 1 - first;
        let (parts, confidence, why) = if tables == self.headings.len() {
            (self.under.iter().map(|under| own + under - first).collect(), 0.85, HEADED)
        } else {
            (cuts(&self.costs(&headings, rows), own), 0.4, PARTED)
        };
        for (at, part) in self.rows.iter().zip(parts) {
            let heading = headings[part];
            let others = headings.iter().map(|h| h.cell.flat()).filter(|h| *h != heading.cell.flat());
            let why = Inference::new(why, confidence).or(others.take(4));
            let text = Text { why: Some(why), ..heading.clone() };
            for (_, own) in rows[*at].headings.iter_mut().filter(|(field, _)| *field == Field::Objective) {
                *own = text.clone();
            }
        }
    }

    /// What it costs each row to belong to each heading, by the words they share.
    fn costs(&self, headings: &[&Text], rows: &[Row]) -> Vec<Vec<f64>> {
        const MOST: usize = 4;
        const SHARED: f64 = 0.4;
        let titles: Vec<Vec<String>> = headings.iter().map(|h| content_words(&h.cell.flat())).collect();
        let cost = |at: &usize| {
            let mut words: Vec<String> =
                rows[*at].cells.iter().flat_map(|(_, text)| content_words(&text.cell.flat())).collect();
            words.sort_unstable();
            words.dedup();
            let shared = |title: &Vec<String>| words.iter().filter(|w| title.contains(w)).count().min(MOST);
            titles.iter().map(|title| -SHARED * f64::from(u32::try_from(shared(title)).unwrap_or(0))).collect()
        };
        self.rows.iter().map(cost).collect()
    }
}

/// The cheapest way to part rows among headings in their order, parts of about one size; the first
/// `free` of the headings may have no row.
fn cuts(costs: &[Vec<f64>], free: usize) -> Vec<usize> {
    const UNEVEN: f64 = 0.08;
    let rows = costs.len();
    let headings = costs.first().map_or(0, Vec::len);
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let even = count(rows) / count(headings);
    // best[h][r]: the first r rows belong to the first h headings; and where the last of them begins.
    let mut best = vec![vec![(f64::INFINITY, 0); rows + 1]; headings + 1];
    best[0][0].0 = 0.0;
    for heading in 0..headings {
        for to in 0..=rows {
            let mut own = 0.0;
            for from in (0..=to).rev() {
                if from < to {
                    own += costs[from][heading];
                }
                // Where there are fewer rows than headings, some have none.
                let blank = from == to && heading >= free;
                let size = count(to - from) - even;
                let cost = best[heading][from].0 + own + UNEVEN * size * size + if blank { 10.0 } else { 0.0 };
                if cost < best[heading + 1][to].0 {
                    best[heading + 1][to] = (cost, from);
                }
            }
        }
    }
    let mut out = vec![0; rows];
    let mut to = rows;
    for heading in (0..headings).rev() {
        let from = best[heading + 1][to].1;
        out[from..to].fill(heading);
        to = from;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::cuts;

    #[test]
    fn words_part_the_rows_and_else_their_number() {
        let none = vec![0.0; 2];
        assert_eq!(cuts(&vec![none.clone(); 4], 0), [0, 0, 1, 1]);
        let told = |heading: usize| (0..2).map(|h| if h == heading { -0.8 } else { 0.0 }).collect::<Vec<f64>>();
        assert_eq!(cuts(&[told(0), told(1), none.clone(), told(1)], 0), [0, 1, 1, 1]);
        assert_eq!(cuts(&[told(1), told(1)], 1), [1, 1]);
        assert_eq!(cuts(&[none], 0).len(), 1);
    }
}
