//! Blanks that stand for the text above: the habit of tables that merge nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::normalise::draft::{DraftRow, Field};
use crate::trace::{Inference, Traced};

/// A row and what its table said of it.
#[derive(Debug)]
pub struct Entry {
    pub row: DraftRow,
    /// Index of its run in [`Run`]s.
    pub run: usize,
    /// Rows with equal groups stand under the same headings.
    pub group: usize,
    /// A number beside the objective, and the header of its column: sheet and cell, since a table may
    /// go on over sheets.
    pub number: Option<(Traced<String>, (usize, usize))>,
    /// Fields that have a column and no text in this row.
    pub blank: Vec<Field>,
    /// The header of a column of the table that is not known, if one is.
    pub unknown: Option<Arc<str>>,
    /// The sheet, and the last row it takes there.
    pub sheet: usize,
    pub bottom: u32,
}

/// Tables of one layout, one after the other.
#[derive(Debug, Default)]
pub struct Run {
    /// Fields for which a cell was merged over several rows.
    pub merged: BTreeSet<Field>,
}

/// Columns that group rows, outermost first.
pub const GROUPS: [Field; 7] = [
    Field::Role,
    Field::Perspective,
    Field::Mission,
    Field::Objective,
    Field::Programme,
    Field::OperationalObjective,
    Field::Action,
];

/// Columns that may be given once for a group.
const SHARED: [Field; 5] = [Field::Services, Field::Area, Field::Weight, Field::InTree, Field::Productivity];

/// Why a blank below a filled cell is taken for the same text.
pub const FIRST_OF_GROUP: &str =
    "blank under the text of the row above; the table fills the first row of a group and merges nothing in this column";
const SHARES: &str = "blank in a row that shares the objective of the row above, in a table that merges nothing";
const UNREMARKED: &str = "no remark, in a table that merges nothing; the one above may hold for this row too";

/// Fills what the first row of a group says and the others leave blank.
pub fn fill(entries: &mut [Entry], runs: &[Run]) {
    let mut start = 0;
    while start < entries.len() {
        let key = |entry: &Entry| (entry.run, entry.group);
        let length = entries[start..].iter().take_while(|e| key(e) == key(&entries[start])).count();
        let run = entries[start].run;
        fill_group(&mut entries[start..start + length], &runs[run]);
        start += length;
    }
}

fn fill_group(entries: &mut [Entry], run: &Run) {
    let mut carried: [Option<Traced<String>>; GROUPS.len()] = Default::default();
    let mut shared: [Option<Traced<String>>; SHARED.len()] = Default::default();
    let mut remarked = false;
    for entry in entries {
        let within = fill_heads(entry, run, &mut carried) && run.merged.is_empty();
        for (above, &field) in shared.iter_mut().zip(&SHARED) {
            if entry.row.get(field).is_none() && entry.blank.contains(&field) && within {
                if let Some(text) = above {
                    entry.row.set(field, deduced(text, SHARES, 0.8));
                }
            } else {
                *above = entry.row.get(field).cloned();
            }
        }
        let bare = entry.row.notes.is_empty();
        if bare && within && remarked {
            entry.row.doubts.push(("notes", Inference::new(UNREMARKED, 0.75)));
        }
        remarked = !bare || (remarked && within);
    }
}

/// Fills the columns that group rows; whether the row is a further one of a group.
fn fill_heads(entry: &mut Entry, run: &Run, carried: &mut [Option<Traced<String>>; GROUPS.len()]) -> bool {
    let mut within = false;
    for (depth, &field) in GROUPS.iter().enumerate() {
        if let Some(text) = entry.row.get(field) {
            if carried[depth].as_ref().is_none_or(|old| old.value != text.value) {
                carried[depth + 1..].fill(None);
                within = false;
            }
            carried[depth] = Some(text.clone());
        } else if entry.blank.contains(&field)
            && !run.merged.contains(&field)
            && let Some(text) = &carried[depth]
        {
            entry.row.set(field, deduced(text, FIRST_OF_GROUP, 0.95));
            within = true;
        }
    }
    within
}

fn deduced(text: &Traced<String>, why: &str, confidence: f64) -> Traced<String> {
    Traced::inferred(text.value.clone(), text.places().clone(), Inference::new(why, confidence))
}
