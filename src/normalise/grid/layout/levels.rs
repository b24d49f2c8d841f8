//! The cells of a header, and headers of two or three levels.

use super::{Column, MOST_COLUMNS, counted};
use crate::grammar::text;
use crate::normalise::draft::Field;
use crate::normalise::grid::view::{View, bottom, columns};
use crate::normalise::headers::{self, Header};

/// A header cell, or the part of a two-level header above one column.
#[derive(Debug, Clone)]
pub struct Leaf {
    pub left: u32,
    pub right: u32,
    pub header: Option<Header>,
    pub cell: usize,
}

impl Leaf {
    pub const fn column(&self, header: Header) -> Column {
        Column { left: self.left, right: self.right, header, cell: self.cell, known: self.header.is_some() }
    }
}

pub fn leaf(view: &View, index: usize) -> Leaf {
    let cell = view.cell(index);
    let (left, right) = columns(cell);
    // A narrow header may break a word: `Indica-\ntore`.
    let joined = cell.text.contains('\n').then(|| text::join_lines(&cell.text));
    let header = headers::of_cell(&cell.text).or_else(|| headers::of_cell(joined.as_deref()?));
    Leaf { left, right, header, cell: index }
}

/// Puts the lower levels of a header under the upper one; how many lines they take. `plan` is its first
/// and last year.
pub fn lower_levels(view: &View, line: usize, leaves: &mut Vec<Leaf>, plan: Option<(i32, i32)>) -> usize {
    const DEEPEST: usize = 2;
    let first = &view.lines[line];
    let last_row = leaves.iter().map(|leaf| bottom(view.cell(leaf.cell))).max().unwrap_or(first.row);
    let mut taken = 0;
    while taken < DEEPEST {
        let Some(next) = view.lines.get(line + taken + 1) else { break };
        let beside = next.row <= last_row;
        if (!beside && next.row != first.row + u32::try_from(taken).unwrap_or(u32::MAX) + 1)
            || next.cells.len() > MOST_COLUMNS
        {
            break;
        }
        let mut below: Vec<Leaf> = next.cells.clone().map(|index| leaf(view, index)).collect();
        counted::name(view, &mut below, plan);
        let fits = below
            .iter()
            .all(|sub| sub.header.is_some() && leaves.iter().all(|leaf| !overlaps(leaf, sub) || may_head(leaf, sub)));
        if !fits || (!beside && below.len() < 2) {
            break;
        }
        let mut merged: Vec<Leaf> =
            leaves.iter().filter(|leaf| !below.iter().any(|sub| overlaps(leaf, sub))).cloned().collect();
        for mut sub in below {
            let head = leaves.iter().rfind(|leaf| leaf.left <= sub.left);
            let head = head.filter(|leaf| overlaps(leaf, &sub) || is_group(leaf.header));
            sub.header = combined(head.and_then(|leaf| leaf.header), sub.header);
            merged.push(sub);
        }
        merged.sort_by_key(|leaf| leaf.left);
        *leaves = merged;
        taken += 1;
    }
    taken
}

const fn overlaps(a: &Leaf, b: &Leaf) -> bool {
    a.left <= b.right && b.left <= a.right
}

/// Whether a header can stand above another as the name of a group of columns.
fn may_head(above: &Leaf, below: &Leaf) -> bool {
    above.right - above.left > below.right - below.left || is_group(above.header)
}

const fn is_group(header: Option<Header>) -> bool {
    matches!(header, None | Some(Header::Field(Field::Target) | Header::Year(_) | Header::RowYear | Header::Extra))
}

/// What a column means under the name of its group.
fn combined(above: Option<Header>, below: Option<Header>) -> Option<Header> {
    match (above, below) {
        // `Consuntivo` over years, or under one: figures of the past.
        (Some(Header::Extra | Header::Field(Field::Actual)), Some(Header::Year(_)))
        | (Some(Header::Year(_)), Some(Header::Field(Field::Actual | Field::Progress))) => Some(Header::Extra),
        (Some(year @ Header::Year(_)), Some(Header::Field(Field::Target))) => Some(year),
        (_, below) => below,
    }
}
