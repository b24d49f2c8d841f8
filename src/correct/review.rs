//! A file of proposals: every deduction as a correction that a person can confirm or change.

use std::fmt::Write as _;

use super::apply::current;
use crate::plan::Plan;
use crate::trace::{How, Inference};

/// The `corrections.toml` of a plan's deductions, all commented out: to confirm one, take the `#`
/// away; to correct it, change `value` as well.
#[must_use]
pub fn review(plan: &Plan) -> String {
    let mut out = format!(
        "# Corrections for {}: what the program deduced, one proposal each.\n\
         # To confirm a value take the `#` off its lines; to correct it change `value` too.\n\
         # Save as corrections.toml beside the annex, or give it with --corrections.\n",
        plan.source.file
    );
    for row in plan.rows() {
        let mut proposed: Vec<(String, &Inference)> = Vec::new();
        for field in &row.fields {
            if let How::Inferred(why) = field.how
                && !proposed.iter().any(|(name, _)| *name == field.name)
            {
                proposed.push((field.name.clone(), why));
            }
        }
        for (field, why) in row.doubts {
            if !proposed.iter().any(|(name, _)| name == field) {
                proposed.push(((*field).to_owned(), why));
            }
        }
        for (field, why) in proposed {
            // A whole dashboard row in doubt is answered year by year.
            let value = current(plan, row.id, &field).unwrap_or_default();
            proposal(&mut out, plan, row.id, &field, &value, why, &row.places.first().to_string());
        }
    }
    out
}

fn proposal(out: &mut String, plan: &Plan, row: &str, field: &str, value: &str, why: &Inference, at: &str) {
    let _ = writeln!(out, "\n# {at}: {} ({:.0}%)", one_line(&why.because), why.confidence * 100.0);
    for alternative in &why.alternatives {
        let _ = writeln!(out, "# or else: {}", one_line(alternative));
    }
    let lines = [
        "[[correction]]".to_owned(),
        format!("file = {}", quoted(&plan.source.file)),
        format!("row = {}", quoted(row)),
        format!("field = {}", quoted(field)),
        format!("was = {}", quoted(value)),
        format!("value = {}", quoted(value)),
        format!("reason = {}", quoted("")),
    ];
    for line in lines {
        let _ = writeln!(out, "# {line}");
    }
}

/// A text as a TOML string on one line: JSON's escapes are TOML's too.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text.replace('\u{7f}', "")).to_string()
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " / ")
}
