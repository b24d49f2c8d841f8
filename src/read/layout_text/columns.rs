//! The columns of a table, and which text stands in which.

mod continued;
mod cuts;

use std::collections::BTreeSet;
use std::ops::Range;

use super::header::{Head, Zone};
use super::line::{Line, Segment};
use super::looks::{EM, width};
use crate::grammar::{heading, mission};
use crate::normalise::headers::Header;

use continued::continued;

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

    /// A column that has no text yet.
    fn bare((from, to): (usize, usize)) -> Self {
        Self { from, to, means: None, headed: false, room: 0, lines: BTreeSet::new(), filled: false }
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
pub fn find(lines: &[Line], zones: &[&Zone], bodies: &[Range<usize>]) -> Vec<Column> {
    let heads = heads(zones);
    let found = by_texts(lines, zones, bodies);
    if heads.len() < 2 || zones.iter().any(|zone| zone.map) {
        return found;
    }
    better(lines, bodies, [found, headed(lines, &heads, bodies)])
}

/// The columns of a table that goes on without its header.
pub fn go_on(lines: &[Line], known: &[Column], body: &Range<usize>) -> Vec<Column> {
    let bodies = std::slice::from_ref(body);
    let found = continued(by_texts(lines, &[], bodies), known);
    better(lines, bodies, [found, below(lines, known, body)])
}

/// The columns in which the texts stand better: with more headers above them, and fewer texts that
/// must be cut or share their place.
fn better(lines: &[Line], bodies: &[Range<usize>], both: [Vec<Column>; 2]) -> Vec<Column> {
    /// So few texts are no reason to prefer either.
    const CLEAR: usize = 2;
    /// What a column without a header between others counts, in texts.
    const BARE: usize = 3;
    let strain = |columns: &[Column]| -> usize {
        let several = bodies.iter().cloned().flatten().map(|at| &lines[at]).filter(|line| line.segments.len() > 1);
        let last = columns.iter().rposition(|c| c.headed).unwrap_or(0);
        let bare = columns[..last].iter().filter(|c| !c.headed).count();
        several.flat_map(|line| assign(line, columns)).filter(|piece| piece.cut).count() + BARE * bare
    };
    let headed = |columns: &[Column]| columns.iter().filter(|c| c.headed).count();
    let [first, second] = both;
    let clearer = || strain(&second) + CLEAR < strain(&first);
    match headed(&first).cmp(&headed(&second)) {
        std::cmp::Ordering::Less => second,
        std::cmp::Ordering::Equal if clearer() => second,
        _ => first,
    }
}

/// Finds columns from headers and texts that stand above one another.
fn by_texts(lines: &[Line], zones: &[&Zone], bodies: &[Range<usize>]) -> Vec<Column> {
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

/// The columns that the headers of tables name, from left to right, in the same order in all of them.
fn heads(zones: &[&Zone]) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for zone in zones {
        let own: Vec<&Head> = zone.heads.iter().filter(|h| !h.spans).collect();
        if heads.is_empty() {
            heads = own.into_iter().cloned().collect();
        } else if heads.len() == own.len() {
            for (head, other) in heads.iter_mut().zip(own) {
                head.from = head.from.min(other.from);
                head.to = head.to.max(other.to);
                head.means = head.means.or(other.means);
            }
        }
    }
    heads
}

/// The columns of a table below its headers.
fn headed(lines: &[Line], heads: &[Head], bodies: &[Range<usize>]) -> Vec<Column> {
    /// At so many columns of the width of a header nothing is lost if one is overlooked.
    const BARE: usize = 4;
    let texts = cuts::Cuts::new(bodies.iter().cloned().flatten().map(|at| &lines[at]));
    let anchors: Vec<(usize, usize)> = heads.iter().map(|h| (h.from, h.to)).collect();
    let window = |i: usize| anchors[i].0 + 1..anchors[i + 1].0 + 1;
    // Of equal cuts the one nearest to its header.
    let price = |i: usize, x: usize| f32::from(u16::try_from(anchors[i + 1].0.abs_diff(x)).unwrap_or(u16::MAX)) * 0.002;
    let unremarked = heads.last().filter(|h| h.means != Some(Header::Note)).map(|h| (h.from, h.to));
    let remarks = unremarked.and_then(|last| texts.before_remarks(last));
    let end = remarks.or(heads.last().map(|h| h.to)).unwrap_or(usize::MAX);
    let mut edges = vec![0];
    edges.extend(texts.between(&anchors, end, window, price));
    edges.push(usize::MAX);
    let mut named: Vec<Option<&Head>> = heads.iter().map(Some).collect();
    if let Some(x) = remarks {
        edges.insert(heads.len(), x);
        named.push(None);
    }
    for _ in 0..BARE {
        let cut = (0..named.len())
            .find_map(|c| Some((c, texts.within(edges[c]..edges[c + 1], named[c].map(|h| (h.from, h.to)))?)));
        let Some((c, x)) = cut else { break };
        edges.insert(c + 1, x);
        let right = named[c].is_some_and(|h| x <= h.from);
        named.insert(if right { c } else { c + 1 }, None);
    }
    let seeds =
        named.iter().map(|head| head.map(|h| Column { means: h.means, headed: true, ..Column::bare((h.from, h.to)) }));
    fill(lines, bodies, &edges, seeds.collect())
}

/// The columns of a table that goes on without its header: those of the table above, as far as their
/// places are the same.
fn below(lines: &[Line], known: &[Column], body: &Range<usize>) -> Vec<Column> {
    let bodies = std::slice::from_ref(body);
    let texts = cuts::Cuts::new(lines[body.clone()].iter());
    let last = known.len().saturating_sub(1);
    let anchors: Vec<(usize, usize)> =
        known.iter().enumerate().map(|(i, c)| (c.from, if i == last { usize::MAX } else { c.from })).collect();
    let window = |i: usize| known[i].from + 1..known[i + 1].to.max(known[i + 1].from + 1);
    let price = |i: usize, x: usize| f32::from(u16::try_from(known[i + 1].from.abs_diff(x)).unwrap_or(u16::MAX)) * 0.02;
    let mut edges = vec![0];
    edges.extend(texts.between(&anchors, usize::MAX, window, price));
    edges.push(usize::MAX);
    let seeds = (0..known.len()).map(|c| {
        let bare = Column::bare((edges[c], edges[c]));
        Some(Column { means: known[c].means, headed: known[c].headed, room: known[c].room, ..bare })
    });
    fill(lines, bodies, &edges, seeds.collect())
}

/// The columns between edges with their texts; those without a header only where they have some.
fn fill(lines: &[Line], bodies: &[Range<usize>], edges: &[usize], seeds: Vec<Option<Column>>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (seed, range) in seeds.into_iter().zip(edges.windows(2)) {
        let clip = |x: usize| x.clamp(range[0], range[1]);
        let mut column = seed.map(|c| Column { from: clip(c.from), to: clip(c.to), ..c });
        for at in bodies.iter().cloned().flatten().filter(|at| lines[*at].segments.len() > 1) {
            for segment in lines[at].segments.iter().filter(|s| range[0] <= s.from && s.to <= range[1]) {
                let own = Column::of((segment.from, segment.to), at);
                match &mut column {
                    Some(column) if column.to > column.from => column.take(&own),
                    Some(column) => {
                        *column = Column { means: column.means, headed: column.headed, room: column.room, ..own };
                    }
                    None => column = Some(own),
                }
            }
        }
        columns.extend(column);
    }
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
fn measure(lines: &[Line], bodies: &[Range<usize>], columns: &mut [Column]) {
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
