//! Columns from headers and from the texts that stand above one another.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Column, lone};
use crate::read::layout_text::header::{Head, Zone};
use crate::read::layout_text::line::{Line, Segment};
use crate::read::layout_text::looks::width;

/// Finds columns from headers and texts that stand above one another; from those alone on their
/// lines only if they are `listed`, for they may be headings.
pub fn by_texts(lines: &[Line], zones: &[&Zone], bodies: &[Range<usize>], listed: bool) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for zone in zones {
        for head in zone.heads.iter().filter(|h| !h.spans) {
            add_head(&mut columns, head, zone.lines.start);
        }
    }
    let framed = !zones.is_empty() && zones.iter().all(|zone| !zone.map);
    let lone = if framed { lone::of_columns(lines, bodies) } else { BTreeSet::new() };
    let mut items: Vec<(usize, &Segment, bool)> = Vec::new();
    for at in bodies.iter().cloned().flatten() {
        let alone = lines[at].segments.len() == 1 && !listed && !lone.contains(&at);
        items.extend(lines[at].segments.iter().map(|s| (at, s, alone)));
    }
    // The narrow ones first: a wide text may be those of two columns run together. Last the ones
    // that stand alone.
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
pub fn measure(lines: &[Line], bodies: &[Range<usize>], columns: &mut [Column]) {
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
