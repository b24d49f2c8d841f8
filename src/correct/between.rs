//! The corrections that a person made in a copy: the difference of two plans as corrections.

use std::fmt::Write as _;

use super::Correction;
use super::review::quoted;
use crate::grammar::{number, text};
use crate::plan::{Plan, RowView};
use crate::trace::How;

/// The corrections by which `read`, the plan of an annex, becomes `edited`, the same plan changed by
/// hand. A deduction whose mark was taken away is confirmed. Rows that only one of them has cannot
/// be said by corrections: their ids come second.
#[must_use]
pub fn between(read: &Plan, edited: &Plan, reason: &str) -> (Vec<Correction>, Vec<String>) {
    let (ours, theirs) = (read.rows(), edited.rows());
    let mut corrections = Vec::new();
    let mut alone: Vec<String> = Vec::new();
    for row in &ours {
        let Some(other) = theirs.iter().find(|r| r.id == row.id) else {
            alone.push(row.id.to_owned());
            continue;
        };
        for field in names(row, other) {
            let (was, value) = (value(row, &field), value(other, &field));
            let confirmed = doubted(row, &field) && !doubted(other, &field);
            if confirmed || !same(&field, &was, &value) {
                corrections.push(Correction {
                    row: row.id.to_owned(),
                    field,
                    was,
                    value,
                    reason: reason.to_owned(),
                    file: Some(read.source.file.clone()),
                });
            }
        }
    }
    alone.extend(theirs.iter().filter(|r| ours.iter().all(|o| o.id != r.id)).map(|r| r.id.to_owned()));
    (corrections, alone)
}

/// The fields of either row, those with values first.
fn names(row: &RowView<'_>, other: &RowView<'_>) -> Vec<String> {
    let doubts = row.doubts.iter().map(|(field, _)| (*field).to_owned());
    let mut names: Vec<String> = Vec::new();
    for name in row.fields.iter().chain(&other.fields).map(|f| f.name.clone()).chain(doubts) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn value(row: &RowView<'_>, field: &str) -> String {
    let texts: Vec<&str> = row.fields.iter().filter(|f| f.name == field).map(|f| f.text.as_str()).collect();
    texts.join("\n")
}

fn doubted(row: &RowView<'_>, field: &str) -> bool {
    row.fields.iter().any(|f| f.name == field && matches!(f.how, How::Inferred(_)))
        || row.doubts.iter().any(|(doubted, _)| *doubted == field)
}

/// Whether two values differ in form alone; a weight is a number however it is printed.
fn same(field: &str, a: &str, b: &str) -> bool {
    let weight = |text: &str| number::parse(text.trim_end_matches('%').trim_end());
    text::normalise(a) == text::normalise(b) || field.starts_with("weight") && weight(a) == weight(b)
}

/// Corrections as a `corrections.toml`.
#[must_use]
pub fn to_toml(corrections: &[Correction]) -> String {
    let mut out =
        String::from("# Corrections (cruscotto correct): applied in every run while `was` is what the source says.\n");
    for c in corrections {
        let _ = writeln!(out, "\n[[correction]]");
        if let Some(file) = &c.file {
            let _ = writeln!(out, "file = {}", quoted(file));
        }
        for (key, value) in
            [("row", &c.row), ("field", &c.field), ("was", &c.was), ("value", &c.value), ("reason", &c.reason)]
        {
            let _ = writeln!(out, "{key} = {}", quoted(value));
        }
    }
    out
}
