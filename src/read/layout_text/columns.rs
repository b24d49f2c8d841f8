//! The columns of a table, and which text stands in which.

mod continued;
mod cuts;
mod fit;
mod lone;
mod says;
mod texts;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use super::header::{Head, Zone};
use super::line::Line;
use super::looks::width;
use crate::grammar::{heading, mission};
use crate::normalise::draft::Field;
use crate::normalise::headers::Header;

use fit::Edges;
use says::Says;
use texts::{by_texts, measure};
use words::Text;

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
    /// Where its texts stand.
    edges: Option<Edges>,
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
            edges: None,
        }
    }

    /// A column that has no text yet.
    fn bare((from, to): (usize, usize)) -> Self {
        Self { from, to, means: None, headed: false, room: 0, lines: BTreeSet::new(), filled: false, edges: None }
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
    let found = by_texts(lines, zones, bodies, false);
    if heads.len() < 2 || zones.iter().any(|zone| zone.map) {
        return best(lines, bodies, vec![found]);
    }
    let with_bare = headed(lines, &heads, bodies);
    let bare = |head: &Head| Column { means: head.means, headed: true, ..Column::bare((head.from, head.to)) };
    let named = heads.iter().map(bare).chain(with_bare.last().filter(|c| !c.headed).cloned()).collect();
    best(lines, bodies, vec![found, with_bare, named])
}

/// The columns of a table that goes on without its header.
pub fn go_on(lines: &[Line], known: &[Column], body: &Range<usize>) -> Vec<Column> {
    let bodies = std::slice::from_ref(body);
    let found = by_texts(lines, &[], bodies, false);
    let mut ways = vec![below(lines, known, body), known.to_vec()];
    if found.len() == known.len() {
        let named = found.iter().zip(known);
        ways.push(named.map(|(c, known)| Column { from: c.from, to: c.to, ..known.clone() }).collect());
    }
    ways.extend(continued::ways(found, known, &lines[body.clone()]));
    best(lines, bodies, ways)
}

/// The columns in which the texts stand best: with most headers above them, and where least must be
/// cut, or shares its place.
fn best(lines: &[Line], bodies: &[Range<usize>], ways: Vec<Vec<Column>>) -> Vec<Column> {
    /// What a column without a header between others costs.
    const BARE: f32 = 5.0;
    /// What a column without a text costs, one that often has none, and one by which rows are told.
    const EMPTY: f32 = 4.0;
    const OFTEN_EMPTY: f32 = 1.0;
    const NEVER_EMPTY: f32 = 12.0;
    // A text alone on its line may be a heading across the table.
    let listed = |line: &&Line| line.segments.len() > 1 || !is_heading(&line.segments[0].text);
    let texts: Vec<Text<'_>> =
        bodies.iter().cloned().flatten().map(|at| &lines[at]).filter(listed).map(Text::of).collect();
    let way = |columns: Vec<Column>| {
        let last = columns.iter().rposition(|c| c.headed).unwrap_or(0);
        let bare = columns[..last].iter().filter(|c| !c.headed).count();
        let headed = columns.iter().filter(|c| c.headed).count();
        let (columns, cost) = settled(&texts, columns);
        let empty = columns.iter().filter(|c| c.headed && !c.filled).map(|c| match c.means {
            Some(Header::Note | Header::Extra | Header::Year(_) | Header::Field(Field::Actual | Field::Progress)) => {
                OFTEN_EMPTY
            }
            Some(Header::Field(Field::Indicator)) => NEVER_EMPTY,
            _ => EMPTY,
        });
        let bare = BARE * f32::from(u16::try_from(bare).unwrap_or(u16::MAX));
        (Reverse(headed), cost + bare + empty.sum::<f32>(), columns)
    };
    let best = ways.into_iter().map(way).min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    best.map(|(_, _, columns)| columns).unwrap_or_default()
}

/// Columns with the edges that their texts have, and how badly the texts stand there.
fn settled(texts: &[Text<'_>], columns: Vec<Column>) -> (Vec<Column>, f32) {
    let (edges, slots, cost) = fit::settle(texts, edges(&columns));
    let mut columns: Vec<Column> = columns
        .into_iter()
        .zip(edges.iter().copied())
        .map(|(column, edges)| Column { edges: Some(edges), ..column })
        .collect();
    let mut extents: Vec<Option<(usize, usize)>> = vec![None; columns.len()];
    for slot in slots {
        let (from, to) = extents[slot.column].unwrap_or(slot.range);
        extents[slot.column] = Some((from.min(slot.range.0), to.max(slot.range.1)));
        if !slot.cut {
            columns[slot.column].room = columns[slot.column].room.max(width(&slot.text));
        }
    }
    for (column, extent) in columns.iter_mut().zip(extents) {
        column.filled = extent.is_some();
        if let Some((from, to)) = extent {
            (column.from, column.to) = (from, to);
        }
    }
    (columns, cost)
}

/// The columns of texts that no header names, those that stand alone on their lines too.
pub fn unnamed(lines: &[Line], body: &Range<usize>) -> Vec<Column> {
    let bodies = std::slice::from_ref(body);
    best(lines, bodies, vec![by_texts(lines, &[], bodies, true)])
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
    let texts = cuts::Cuts::new(lines, bodies);
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
    let texts = cuts::Cuts::new(lines, bodies);
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
    let lone = lone::of_columns(lines, bodies);
    for (seed, range) in seeds.into_iter().zip(edges.windows(2)) {
        let clip = |x: usize| x.min(range[1]).max(range[0]);
        let mut column = seed.map(|c| Column { from: clip(c.from), to: clip(c.to), ..c });
        let listed = |at: &usize| lines[*at].segments.len() > 1 || lone.contains(at);
        for at in bodies.iter().cloned().flatten().filter(listed) {
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

fn is_heading(text: &str) -> bool {
    heading::parse(text).is_some() || mission::parse(text).is_some()
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

/// The edges of columns before it is known where their texts stand.
fn edges(columns: &[Column]) -> Vec<Edges> {
    Edges::of(&columns.iter().map(|c| (c.from, c.to, Says::of(c.means))).collect::<Vec<_>>())
}

/// The texts of a line, each in its column.
pub fn assign(line: &Line, columns: &[Column]) -> Vec<Piece> {
    let edges: Option<Vec<Edges>> = columns.iter().map(|c| c.edges).collect();
    let edges = edges.unwrap_or_else(|| self::edges(columns));
    let slots = fit::lay(&Text::of(line), &edges).0;
    slots.into_iter().map(|slot| Piece { column: slot.column, text: slot.text, cut: slot.cut }).collect()
}
