//! The cells of a header, and headers of two or three levels.

use super::lists::value_of;
use super::{Column, MOST_COLUMNS, counted};
use crate::document::Cell;
use crate::grammar::{target, text};
use crate::normalise::draft::Field;
use crate::normalise::grid::view::{View, bottom, columns};
use crate::normalise::headers::{self, Header};
use crate::normalise::words::fold;
use crate::plan::TargetKind;
use crate::trace::Place;

/// A header cell, or the part of a two-level header above one column.
#[derive(Debug, Clone)]
pub struct Leaf {
    pub left: u32,
    pub right: u32,
    pub header: Option<Header>,
    /// Its words are not known; it is what the group above it is called.
    pub guessed: bool,
    pub cell: usize,
}

impl Leaf {
    pub const fn column(&self, header: Header) -> Column {
        Column { left: self.left, right: self.right, header, cell: self.cell, known: self.header.is_some() }
    }
}

/// What a tick stands for in one of the columns of a group: `I` under `Area`.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    left: u32,
    right: u32,
    /// The name, with the group's where it says nothing by itself.
    pub text: String,
    pub place: Place,
}

impl Named {
    fn of(view: &View, head: &Leaf, sub: &Leaf) -> Self {
        let (group, name) = (view.cell(head.cell), view.cell(sub.cell));
        let label = text::normalise(&name.text);
        let counts = label.chars().count() == 1 || label.chars().all(|c| c.is_ascii_digit() || "IVX".contains(c));
        let text = if counts { format!("{} {label}", text::normalise(&group.text)) } else { label };
        Self { left: sub.left, right: sub.right, text, place: name.place.clone() }
    }

    pub const fn covers(&self, cell: &Cell) -> bool {
        self.left <= cell.col && cell.col <= self.right
    }
}

pub fn leaf(view: &View, index: usize) -> Leaf {
    let cell = view.cell(index);
    let (left, right) = columns(cell);
    // A narrow header may break a word: `Indica-\ntore`.
    let joined = cell.text.contains('\n').then(|| text::join_lines(&cell.text));
    let header = headers::of_cell(&cell.text).or_else(|| headers::of_cell(joined.as_deref()?));
    Leaf { left, right, header, guessed: false, cell: index }
}

/// Puts the lower levels of a header under the upper one; how many lines they take. `plan` is its first
/// and last year; what ticks in the columns of a group stand for is added to `named`.
pub fn lower_levels(
    view: &View,
    line: usize,
    leaves: &mut Vec<Leaf>,
    plan: Option<(i32, i32)>,
    named: &mut Vec<Named>,
) -> usize {
    const DEEPEST: usize = 2;
    let first = &view.lines[line];
    let bottom_of = |leaf: &Leaf| bottom(view.cell(leaf.cell));
    let last_row = leaves.iter().map(bottom_of).max().unwrap_or(first.row);
    // A known header that is so high says that the lines beside it are header too, whatever their words.
    let surely = leaves.iter().filter(|leaf| leaf.header.is_some()).map(bottom_of).max().unwrap_or(first.row);
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
        let says = |sub: &Leaf| sub.header.is_some() || value_of(&view.cell(sub.cell).text).is_some();
        let known = |sub: &Leaf| says(sub) || next.row <= surely && may_label(&view.cell(sub.cell).text);
        let fits =
            below.iter().all(|sub| known(sub) && leaves.iter().all(|leaf| !overlaps(leaf, sub) || may_head(leaf, sub)));
        if !fits || (!beside && below.len() < 2) {
            break;
        }
        let mut merged: Vec<Leaf> = Vec::new();
        for head in leaves.iter() {
            let under: Vec<Leaf> = below.iter().filter(|sub| overlaps(head, sub)).cloned().collect();
            if under.is_empty() || is_unit(head.header) && under.iter().all(|sub| sub.header.is_none()) {
                named.extend(under.iter().map(|sub| Named::of(view, head, sub)));
                merged.push(head.clone());
            } else {
                merged.extend(tell_unknown(view, head, under));
            }
        }
        let beyond = below.into_iter().filter(|sub| !leaves.iter().any(|leaf| overlaps(leaf, sub)));
        for mut sub in beyond {
            let head = leaves.iter().rfind(|leaf| leaf.left <= sub.left && is_group(leaf.header));
            let head = head.and_then(|leaf| leaf.header);
            sub.header = combined(head, dated(view, head, &sub));
            merged.push(sub);
        }
        merged.sort_by_key(|leaf| leaf.left);
        merged.dedup_by_key(|leaf| leaf.left);
        *leaves = merged;
        taken += 1;
    }
    taken
}

/// The columns under a group's name. Where the words of one are not known and those of no other say it,
/// it has what the group is called after; of the parts of a year the last has.
fn tell_unknown(view: &View, head: &Leaf, mut under: Vec<Leaf>) -> Vec<Leaf> {
    let measured = matches!(head.header, Some(Header::Year(_) | Header::Field(Field::Target)));
    let part = |leaf: &Leaf| {
        let name = fold(&view.cell(leaf.cell).text);
        leaf.header == Some(Header::Extra) && ["trim", "quadrimestr", "sem"].iter().any(|stem| name.contains(stem))
    };
    let unknown = |sub: &Leaf| sub.header.is_none() && dated(view, head.header, sub).is_none();
    let guess = if under.iter().all(part) { Some(under.len() - 1) } else { under.iter().position(unknown) };
    for (at, sub) in under.iter_mut().enumerate() {
        sub.guessed = measured && guess == Some(at);
        sub.header = if sub.guessed { head.header } else { combined(head.header, dated(view, head.header, sub)) };
    }
    under
}

/// Whether a text may be the label of a column: short, and no value.
pub fn may_label(label: &str) -> bool {
    const LONGEST: usize = 60;
    label.len() <= LONGEST && matches!(target::parse(label).kind, TargetKind::Text)
}

const fn is_unit(header: Option<Header>) -> bool {
    matches!(header, Some(Header::Field(Field::Area | Field::Services | Field::Owners)))
}

const fn overlaps(a: &Leaf, b: &Leaf) -> bool {
    a.left <= b.right && b.left <= a.right
}

/// Whether a header can stand above another as the name of a group of columns.
fn may_head(above: &Leaf, below: &Leaf) -> bool {
    above.right - above.left > below.right - below.left || is_group(above.header)
}

const fn is_group(header: Option<Header>) -> bool {
    matches!(
        header,
        None | Some(Header::Field(Field::Target | Field::Actual) | Header::Year(_) | Header::RowYear | Header::Extra)
    )
}

/// `Valore 2024` below `Target` or `Consuntivo` is the year of either.
fn dated(view: &View, head: Option<Header>, sub: &Leaf) -> Option<Header> {
    let groups = matches!(head, Some(Header::Field(Field::Target | Field::Actual) | Header::Extra));
    value_of(&view.cell(sub.cell).text).filter(|_| groups).map(Header::Year).or(sub.header)
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
