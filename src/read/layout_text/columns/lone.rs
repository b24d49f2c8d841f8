//! Texts alone on their lines that are no headings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::is_heading;
use crate::read::layout_text::line::Line;

/// The lines of tables with nothing but a text of a column: one of several that begin at the same
/// place, right of where the table does. A heading is centred or begins where the table does; the
/// lines of an indicator stand alone where the values of its row are on the line between them.
pub fn of_columns(lines: &[Line], bodies: &[Range<usize>]) -> BTreeSet<usize> {
    const AGAIN: usize = 2;
    let all = || bodies.iter().cloned().flatten();
    let left = all().map(|at| lines[at].segments[0].from).min().unwrap_or(0);
    let alone = |at: &usize| match &lines[*at].segments[..] {
        [text] => text.from > left + 1 && !is_heading(&text.text),
        _ => false,
    };
    let mut starts: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for at in all().filter(alone) {
        starts.entry(lines[at].segments[0].from).or_default().insert(at);
    }
    starts.into_values().filter(|at| at.len() >= AGAIN).flatten().collect()
}
