//! Blanks that stand for the text above: the habit of tables that merge nothing.

use std::collections::BTreeSet;

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
    /// Fields that have a column and no text in this row.
    pub blank: Vec<Field>,
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
const SHARED: [Field; 2] = [Field::Services, Field::Area];

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
    for entry in entries {
        let mut within_group = false;
        for (depth, &field) in GROUPS.iter().enumerate() {
            if let Some(text) = entry.row.get(field) {
                if carried[depth].as_ref().is_none_or(|old| old.value != text.value) {
                    carried[depth + 1..].fill(None);
                    within_group = false;
                }
                carried[depth] = Some(text.clone());
            } else if entry.blank.contains(&field) && !run.merged.contains(&field) {
                if let Some(text) = &carried[depth] {
                    let why = "blank under the text of the row above; the table fills the first row of a group and merges nothing in this column";
                    entry.row.set(field, deduced(text, why, 0.95));
                    within_group = true;
                }
            }
        }
        for (above, &field) in shared.iter_mut().zip(&SHARED) {
            match entry.row.get(field) {
                Some(text) => *above = Some(text.clone()),
                None if !within_group || !run.merged.is_empty() || !entry.blank.contains(&field) => *above = None,
                None => {
                    if let Some(text) = above {
                        let why =
                            "blank in a row that shares the objective of the row above, in a table that merges nothing";
                        entry.row.set(field, deduced(text, why, 0.8));
                    }
                }
            }
        }
    }
}

fn deduced(text: &Traced<String>, why: &str, confidence: f64) -> Traced<String> {
    Traced::inferred(text.value.clone(), text.places().clone(), Inference::new(why, confidence))
}
