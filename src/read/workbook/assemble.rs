//! From raw sheets to the document's sheets: merged cells get their span, hidden parts are set aside.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{COLUMNS, ROWS, RawSheet};
use crate::document::{Cell, Hidden, Sheet};
use crate::trace::{CellRange, Place};

/// The sheets that a reader of the printed workbook sees, and what it does not show.
pub fn assemble(raw: Vec<RawSheet>, include_hidden: bool) -> (Vec<Sheet>, Vec<Hidden>) {
    let mut sheets = Vec::new();
    let mut hidden = Vec::new();
    let mut names = BTreeSet::new();
    for mut raw in raw {
        let name = unique_name(&raw.name, &mut names);
        if include_hidden {
            raw.hidden_rows.clear();
            raw.hidden_columns.clear();
        } else if raw.hidden {
            hidden.extend(hidden_sheet(&name, raw));
            continue;
        }
        let mut splitter = Splitter::new(name, &raw);
        raw.cells.sort_by_key(|(row, col, _)| (*row, *col));
        raw.cells.dedup_by_key(|(row, col, _)| (*row, *col));
        for (row, col, text) in raw.cells {
            splitter.cell(row, col, text);
        }
        for (row, col, text) in raw.concealed {
            splitter.aside("cell", CellRange::cell(row, col), text);
        }
        for (row, col, formula) in raw.uncalculated {
            splitter.aside("formula", CellRange::cell(row, col), formula);
        }
        let (sheet, aside) = splitter.finish();
        sheets.push(sheet);
        hidden.extend(aside);
    }
    (sheets, hidden)
}

/// A name that no other sheet has; programs see to that, damaged files do not.
fn unique_name(name: &str, taken: &mut BTreeSet<String>) -> Arc<str> {
    let mut unique = name.to_owned();
    let mut n = 2;
    while !taken.insert(unique.clone()) {
        unique = format!("{name} ({n})");
        n += 1;
    }
    unique.into()
}

fn hidden_sheet(name: &Arc<str>, raw: RawSheet) -> Option<Hidden> {
    let range = raw.cells.iter().map(|(r, c, _)| CellRange::cell(*r, *c)).reduce(CellRange::union)?;
    let texts = raw.cells.into_iter().map(|(_, _, text)| text).collect();
    Some(Hidden { what: "sheet", place: Place::Cells { sheet: Arc::clone(name), range }, texts })
}

/// Tells the cells of a sheet apart: shown, in a hidden row or column, under a merged cell.
struct Splitter {
    name: Arc<str>,
    merges: Merges,
    rows: Ranges,
    columns: Ranges,
    cells: Vec<Cell>,
    aside: BTreeMap<(&'static str, u32, u32), (CellRange, Vec<String>)>,
}

impl Splitter {
    fn new(name: Arc<str>, raw: &RawSheet) -> Self {
        Self {
            name,
            merges: Merges::new(&raw.merges),
            rows: Ranges::new(&raw.hidden_rows),
            columns: Ranges::new(&raw.hidden_columns),
            cells: Vec::with_capacity(raw.cells.len()),
            aside: BTreeMap::new(),
        }
    }

    /// Takes a cell; cells come in row-major order.
    fn cell(&mut self, row: u32, col: u32, text: String) {
        let range = match self.merges.at(row, col) {
            Some(range) if (range.top, range.left) == (row, col) => range,
            Some(_) => return self.aside("cell", CellRange::cell(row, col), text),
            None => CellRange::cell(row, col),
        };
        let Some((top, bottom)) = self.rows.visible(range.top, range.bottom) else {
            return self.aside("row", range, text);
        };
        let Some((left, right)) = self.columns.visible(range.left, range.right) else {
            return self.aside("column", range, text);
        };
        self.cells.push(Cell {
            row: top,
            col: left,
            rows: bottom - top + 1,
            cols: right - left + 1,
            text,
            place: Place::Cells { sheet: Arc::clone(&self.name), range },
            doubt: None,
        });
    }

    /// Sets a text aside; those of one hidden row or column are one entry.
    fn aside(&mut self, what: &'static str, range: CellRange, text: String) {
        let key = match what {
            "row" => (what, range.top, 0),
            "column" => (what, range.left, 0),
            _ => (what, range.top, range.left),
        };
        let (whole, texts) = self.aside.entry(key).or_insert_with(|| (range, Vec::new()));
        *whole = whole.union(range);
        texts.push(text);
    }

    fn finish(mut self) -> (Sheet, Vec<Hidden>) {
        // A span that loses hidden rows or columns at its start begins later.
        self.cells.sort_by_key(|cell| (cell.row, cell.col));
        let sheet = &self.name;
        let hidden = self.aside.into_iter().map(|((what, ..), (range, texts))| Hidden {
            what,
            place: Place::Cells { sheet: Arc::clone(sheet), range },
            texts,
        });
        let hidden = hidden.collect();
        (Sheet { name: self.name, cells: self.cells }, hidden)
    }
}

/// Sorted, disjoint ranges of hidden rows or columns.
struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    fn new(ranges: &[(u32, u32)]) -> Self {
        let mut sorted: Vec<_> = ranges.iter().copied().filter(|(first, last)| first <= last).collect();
        sorted.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (first, last) in sorted {
            match joined.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        Self(joined)
    }

    /// The range that holds `n`.
    fn holding(&self, n: u32) -> Option<(u32, u32)> {
        let after = self.0.partition_point(|(first, _)| *first <= n);
        self.0[..after].last().copied().filter(|(_, last)| *last >= n)
    }

    /// What remains of `first..=last` when hidden ends are taken off; `None` if nothing does.
    fn visible(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let first = self.holding(first).map_or(first, |(_, end)| end.saturating_add(1));
        if first > last {
            return None;
        }
        let last = self.holding(last).map_or(last, |(start, _)| start - 1);
        Some((first, last))
    }
}

/// Merged ranges, none overlapping another, asked for in row-major order.
struct Merges {
    /// From the bottom up, so that the next one is the last.
    waiting: Vec<CellRange>,
    /// Those begun, by their left column; one that has ended is dropped when another takes its place.
    begun: BTreeMap<u32, CellRange>,
}

impl Merges {
    fn new(ranges: &[CellRange]) -> Self {
        // A damaged file may merge beyond the largest sheet.
        let inside =
            |r: &CellRange| CellRange { bottom: r.bottom.min(ROWS - 1), right: r.right.min(COLUMNS - 1), ..*r };
        let mut waiting: Vec<_> =
            ranges.iter().map(inside).filter(|r| r.top <= r.bottom && r.left <= r.right).collect();
        waiting.sort_unstable();
        waiting.reverse();
        Self { waiting, begun: BTreeMap::new() }
    }

    /// The merged range over a cell.
    fn at(&mut self, row: u32, col: u32) -> Option<CellRange> {
        while let Some(next) = self.waiting.pop_if(|next| next.top <= row) {
            self.begin(next);
        }
        let (_, range) = self.begun.range(..=col).next_back()?;
        (range.right >= col && range.bottom >= row).then_some(*range)
    }

    /// Begins a range, unless it overlaps one that has begun and not ended (programs forbid that).
    fn begin(&mut self, next: CellRange) {
        let overlapping: Vec<u32> = self
            .begun
            .range(..=next.right)
            .rev()
            .take_while(|(_, r)| r.right >= next.left)
            .map(|(left, _)| *left)
            .collect();
        if overlapping.iter().any(|left| self.begun[left].bottom >= next.top) {
            return;
        }
        for left in overlapping {
            self.begun.remove(&left);
        }
        self.begun.insert(next.left, next);
    }
}
