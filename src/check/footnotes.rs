//! Footnote numbers in remarks.

use std::collections::BTreeMap;

use super::resolutions::remarks;
use crate::diag::{Code, Diagnostic, Severity};
use crate::plan::{Note, Plan};
use crate::trace::{Places, Traced};

/// A footnote number that no remark has.
pub const MISSING: Code = Code {
    id: "footnote-missing",
    severity: Severity::Warning,
    says: "the footnotes of the remarks are numbered through, and a number is left out",
    help: "look for a remark that lost its footnote, or for a row that was left out",
};

/// A footnote number that several remarks have.
pub const REPEATED: Code = Code {
    id: "footnote-repeated",
    severity: Severity::Info,
    says: "several remarks point to one footnote",
    help: "check that the footnote is meant for all of them",
};

fn by_number(plan: &Plan) -> BTreeMap<u32, Vec<&Traced<Note>>> {
    let mut numbers: BTreeMap<u32, Vec<&Traced<Note>>> = BTreeMap::new();
    for (_, note) in remarks(plan) {
        if let Some(number) = note.value.footnote {
            numbers.entry(number).or_default().push(note);
        }
    }
    numbers
}

pub(super) fn missing(plan: &Plan) -> Vec<Diagnostic> {
    let numbers = by_number(plan);
    let mut found = Vec::new();
    for ((a, before), (b, after)) in numbers.iter().zip(numbers.iter().skip(1)) {
        let gap: Vec<String> = (a + 1..*b).take(10).map(|n| format!("({n})")).collect();
        let near = before.last().zip(after.first());
        if let Some((last, first)) = near.filter(|_| !gap.is_empty()) {
            let message = format!("no remark has the footnote {}: after ({a}) comes ({b})", gap.join(", "));
            let places = last.places().iter().chain(first.places().iter()).cloned();
            found.extend(Places::collect(places).map(|at| Diagnostic::new(&MISSING, message).at(at)));
        }
    }
    found
}

pub(super) fn repeated(plan: &Plan) -> Vec<Diagnostic> {
    let said = by_number(plan).into_iter().filter(|(_, notes)| notes.len() > 1).filter_map(|(number, notes)| {
        let message = format!("{} remarks have the footnote ({number})", notes.len());
        let at = Places::collect(notes.iter().flat_map(|n| n.places().iter().cloned()))?;
        Some(Diagnostic::new(&REPEATED, message).at(at))
    });
    said.collect()
}
