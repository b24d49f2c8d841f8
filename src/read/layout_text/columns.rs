//! The columns of a table, and which text stands in which.

mod continued;

use std::collections::BTreeSet;

use super::header::{Head, Zone};
use super::line::{Line, Segment};
use super::looks::{EM, width};
use crate::grammar::{heading, mission};
use crate::normalise::headers::Header;

pub use continued::continued;

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The first column of characters that its texts cover.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// What its header says, if it has one that says something.
    pub means: Option<Header>,
    /// Whether it has a header.
    pub headed: bool,
    /// How wide its widest text is.
    pub room: u32,
    /// The lines on which it has a text.
    lines: BTreeSet<usize>,
    /// Whether a text of a row stands in it.
    filled: bool,
}

impl Column {
    fn of(segment: (usize, usize), line: usize) -> Self {
        Self {
            from: segment.0,
            to: segment.1,
            means: None,
            headed: false,
            room: 0,
            lines: BTreeSet::from([line]),
            filled: true,
        }
    }

    /// Whether a text stands in the column, and does not only touch it.
    fn overlaps(&self, (from, to): (usize, usize)) -> bool {
        const TOUCH: usize = 3;
        let lap = self.to.min(to).saturating_sub(self.from.max(from));
        lap >= TOUCH || (lap > 0 && lap * 2 >= (to - from).min(self.to - self.from))
    }

    fn take(&mut self, other: &Self) {
        self.from = self.from.min(other.from);
        self.to = self.to.max(other.to);
        self.headed |= other.headed;
        self.means = self.means.or(other.means);
        self.filled |= other.filled;
        self.lines.extend(&other.lines);
    }

    fn apart(&self, other: &Self) -> bool {
        (self.headed && other.headed) || !self.lines.is_disjoint(&other.lines)
    }
}

/// Finds the columns of tables that have the same ones: by their headers, and by the texts below.
pub fn find(lines: &[Line], zones: &[&Zone], bodies: &[std::ops::Range<usize>]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for zone in zones {
        for head in zone.heads.iter().filter(|h| !h.spans) {
            add_head(&mut columns, head, zone.lines.start);
        }
    }
    let mut items: Vec<(usize, &Segment, bool)> = Vec::new();
    for at in bodies.iter().cloned().flatten() {
        let alone = lines[at].segments.len() == 1;
        items.extend(lines[at].segments.iter().map(|s| (at, s, alone)));
    }
    // The narrow ones first: a wide text may be those of two columns run together. Last the ones
    // that stand alone, which may be headings.
    items.sort_by_key(|(at, s, alone)| (*alone, s.to - s.from, *at));
    let mut wide = Vec::new();
    for (at, segment, alone) in items {
        let own = Column::of((segment.from, segment.to), at);
        let met = meets(&columns, segment);
        match met.as_slice() {
            [] if !alone => columns.push(own),
            [one] if !alone || !columns[*one].headed || within(&columns[*one], segment) => columns[*one].take(&own),
            [_, _, ..] if !alone => wide.push((at, segment)),
            _ => {}
        }
        columns.sort_by_key(|c| c.from);
    }
    adopt(&mut columns);
    // A text over columns that never stand side by side shows that they are one.
    for (at, segment) in wide {
        let met = meets(&columns, segment);
        // Right of the last header stand remarks, which are no part of its column.
        let beyond = columns
            .iter()
            .rposition(|c| c.headed)
            .is_some_and(|last| met.contains(&last) && met.iter().any(|c| *c > last));
        if !zones.is_empty() && !beyond && met.len() > 1 && met.windows(2).all(|w| !columns[w[0]].apart(&columns[w[1]]))
        {
            let mut all = Column::of((segment.from, segment.to), at);
            for &c in met.iter().rev() {
                all.take(&columns.remove(c));
            }
            columns.push(all);
            columns.sort_by_key(|c| c.from);
        }
    }
    adopt(&mut columns);
    measure(lines, bodies, &mut columns);
    columns
}

fn meets(columns: &[Column], segment: &Segment) -> Vec<usize> {
    (0..columns.len()).filter(|&c| columns[c].overlaps((segment.from, segment.to))).collect()
}

fn within(column: &Column, segment: &Segment) -> bool {
    column.filled && segment.from >= column.from && segment.to <= column.to + 2
}

fn add_head(columns: &mut Vec<Column>, head: &Head, line: usize) {
    let range = (head.from, head.to);
    if let Some(column) = columns.iter_mut().find(|c| c.overlaps(range)) {
        column.from = column.from.min(head.from);
        column.to = column.to.max(head.to);
        column.means = column.means.or(head.means);
        column.lines.insert(line);
    } else {
        let column = Column { means: head.means, headed: true, filled: false, ..Column::of(range, line) };
        columns.push(column);
    }
    columns.sort_by_key(|c| c.from);
}

/// Gives a header below which nothing stands the texts beside it that have none.
fn adopt(columns: &mut Vec<Column>) {
    let mut at = 0;
    while at < columns.len() {
        if columns[at].headed && !columns[at].filled {
            let free = |c: usize| !columns[c].headed && columns[c].lines.is_disjoint(&columns[at].lines);
            let before = at.checked_sub(1).filter(|c| free(*c));
            let after = Some(at + 1).filter(|c| *c < columns.len() && free(*c));
            let gap = |c: usize| {
                columns[c].from.saturating_sub(columns[at].to) + columns[at].from.saturating_sub(columns[c].to)
            };
            let nearest = before.into_iter().chain(after).min_by_key(|c| gap(*c));
            if let Some(c) = nearest.filter(|c| gap(*c) <= MOST_ASIDE && *c + 1 < columns.len()) {
                let other = columns.remove(c);
                at = at.min(c).min(columns.len() - 1);
                columns[at].take(&other);
            }
        }
        at += 1;
    }
}

/// A text so many characters beside its header is not under it.
const MOST_ASIDE: usize = 30;

/// Measures the texts that stand in one column alone.
fn measure(lines: &[Line], bodies: &[std::ops::Range<usize>], columns: &mut [Column]) {
    for at in bodies.iter().cloned().flatten() {
        let alone = lines[at].segments.len() == 1;
        for segment in &lines[at].segments {
            let met = meets(columns, segment);
            if let [one] = met[..]
                && (!alone || within(&columns[one], segment))
            {
                columns[one].room = columns[one].room.max(width(&segment.text));
            }
        }
    }
}

/// A text in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Position of the column.
    pub column: usize,
    /// What it says.
    pub text: String,
    /// Whether it was cut off a text that runs on into the next column.
    pub cut: bool,
}

/// The texts of a line, each in its column.
pub fn assign(line: &Line, columns: &[Column]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for segment in &line.segments {
        let met = meets(columns, segment);
        let found = match met.as_slice() {
            [] => vec![Piece { column: nearest(columns, segment), text: segment.text.clone(), cut: false }],
            [one] => vec![Piece { column: *one, text: segment.text.clone(), cut: false }],
            many => split(segment, columns, many),
        };
        for piece in found {
            // Columns go on from left to right.
            match pieces.last_mut() {
                Some(last) if last.column >= piece.column => {
                    last.text.push(' ');
                    last.text.push_str(&piece.text);
                    last.cut = true;
                }
                _ => pieces.push(piece),
            }
        }
    }
    pieces
}

fn nearest(columns: &[Column], segment: &Segment) -> usize {
    let gap = |c: &Column| c.from.saturating_sub(segment.to) + segment.from.saturating_sub(c.to);
    (0..columns.len()).min_by_key(|c| gap(&columns[*c])).unwrap_or(0)
}

/// A text that reaches so many characters into the next column may only be long.
const MOST_LAP: usize = 5;

/// Cuts a text that is those of several columns run together. A print leaves less than a blank
/// or two between such columns: what stands in the left one fills it.
fn split(segment: &Segment, columns: &[Column], met: &[usize]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let lap = segment.to.saturating_sub(columns[met[1]].from);
    if lap <= MOST_LAP && width(&segment.text) <= columns[met[0]].room {
        return vec![Piece { column: met[0], text: segment.text.clone(), cut: false }];
    }
    if let Some(part) = repeated(&segment.text, met.len()) {
        return met.iter().map(|c| Piece { column: *c, text: part.clone(), cut: true }).collect();
    }
    let mut rest = segment.text.as_str();
    let mut from = segment.from;
    for (n, &column) in met.iter().enumerate() {
        if n + 1 == met.len() {
            pieces.push(Piece { column, text: rest.to_owned(), cut: n > 0 });
            break;
        }
        let Some(at) = cut(rest, from, columns, column, met[n + 1]) else { continue };
        pieces.push(Piece { column, text: rest[..at].trim_end().to_owned(), cut: true });
        from += rest[..at].chars().count();
        rest = &rest[at..];
    }
    pieces
}

/// The part of a text that says one thing `n` times: the same value in columns side by side.
fn repeated(text: &str, n: usize) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let length = words.len() / n;
    let part = words.get(..length).filter(|_| length > 0 && length * n == words.len())?;
    words.chunks(length).all(|chunk| chunk == part).then(|| part.join(" "))
}

/// The byte at which the next column's text begins; none if all of it does.
fn cut(text: &str, from: usize, columns: &[Column], column: usize, next: usize) -> Option<usize> {
    // The print's columns are as wide as their widest text, or wider.
    let chars = columns[next].from.saturating_sub(columns[column].from.min(from) + 1);
    let room = columns[column].room.max(u32::try_from(chars).unwrap_or(0).saturating_mul(EM * 47 / 100));
    let middle = usize::midpoint(columns[column].to, columns[next].from);
    let breaks = text.match_indices(' ').map(|(at, _)| at + 1);
    let cost = |at: usize| -> u32 {
        let (left, right) = (text[..at].trim_end(), &text[at..]);
        let filled = width(left);
        let over = filled.saturating_sub(room) * 2;
        let short = room.saturating_sub(filled) * 2 / 5;
        let start = from + text[..at].chars().count();
        // The texts of the next column begin further right than here, or here, never before.
        let late = u32::try_from(start.saturating_sub(columns[next].from)).unwrap_or(u32::MAX).saturating_mul(EM / 4);
        let aside = u32::try_from(start.abs_diff(middle)).unwrap_or(u32::MAX).saturating_mul(EM / 8).min(2 * EM);
        let headed = heading::parse(right).is_some() || mission::parse(right).is_some();
        let small = right.chars().next().is_some_and(char::is_lowercase);
        let looks = if small {
            EM * 27 / 10
        } else if headed {
            0
        } else {
            2 * EM
        };
        over.saturating_add(short).saturating_add(late.min(4 * EM)).saturating_add(aside) + looks
    };
    if from >= columns[column].to {
        return None;
    }
    breaks.min_by_key(|at| cost(*at))
}
