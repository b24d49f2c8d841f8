//! What a person wants to know of a converted annex at a glance.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::diag::Severity;
use crate::document::Format;
use crate::plan::Plan;
use crate::write::Content;

/// Counts of one annex.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Rows of each section, by its key in `plan.json`.
    pub rows: [(&'static str, usize); 5],
    /// What the source was counted in.
    pub pieces: &'static str,
    /// Non-blank pieces read.
    pub read: usize,
    /// Of these, the ones that were placed.
    pub placed: usize,
    /// Fields that were deduced.
    pub inferred: usize,
    /// Diagnostics: errors, warnings, infos.
    pub diagnostics: [usize; 3],
    /// How long it took.
    pub seconds: f64,
}

/// Refuses a source in which nothing of a plan was found.
///
/// # Errors
/// When there is not one row in it.
pub fn must_be_annex(plan: &Plan) -> Result<()> {
    if rows(plan).iter().any(|&(_, count)| count > 0) {
        return Ok(());
    }
    bail!(
        "no table of a performance plan was recognised ({} of {} {} placed); check that it is the annex with \
         the plan's tables and not the resolution itself",
        plan.coverage.placed,
        plan.coverage.read,
        pieces(plan.source.format)
    )
}

fn rows(plan: &Plan) -> [(&'static str, usize); 5] {
    [
        ("strategic_objectives", plan.objectives.len()),
        ("strategic_indicators", plan.strategic.len()),
        ("operational_indicators", plan.operational.len()),
        ("executive_objectives", plan.executive.len()),
        ("officer_objectives", plan.officer.len()),
    ]
}

const fn pieces(format: Format) -> &'static str {
    match format {
        Format::FlowText => "lines",
        Format::Pdf => "words",
        _ => "cells",
    }
}

impl Facts {
    /// Counts what is in a plan.
    #[must_use]
    pub fn of(content: &Content<'_>, time: Duration) -> Self {
        let (plan, written) = (content.plan(), content.json());
        let with = |severity| plan.diagnostics.iter().filter(|d| d.code.severity == severity).count();
        let inferred = written.strategic_objectives.iter().map(|r| r.inferred.len()).sum::<usize>()
            + written.strategic_indicators.iter().map(|r| r.inferred.len()).sum::<usize>()
            + written.operational_indicators.iter().map(|r| r.inferred.len()).sum::<usize>()
            + written.executive_objectives.iter().map(|r| r.inferred.len()).sum::<usize>()
            + written.officer_objectives.iter().map(|r| r.inferred.len()).sum::<usize>();
        Self {
            rows: rows(plan),
            pieces: pieces(plan.source.format),
            read: plan.coverage.read,
            placed: plan.coverage.placed,
            inferred,
            diagnostics: [with(Severity::Error), with(Severity::Warning), with(Severity::Info)],
            seconds: time.as_secs_f64(),
        }
    }

    /// A few lines, for a run with one annex.
    #[must_use]
    pub fn block(&self, input: &str, output: &str) -> String {
        let rows: Vec<String> =
            self.rows.iter().map(|(name, count)| format!("  {:<24}{count:>6}", name.replace('_', " "))).collect();
        let Self { placed, read, pieces, inferred, .. } = self;
        format!(
            "{input} → {output}\n{}\n  {placed} of {read} {pieces} placed, {inferred} fields inferred\n  {}\n  {}",
            rows.join("\n"),
            self.findings(),
            self.time(),
        )
    }

    /// One line, for a run with many.
    #[must_use]
    pub fn line(&self, input: &str, output: &str) -> String {
        let rows: Vec<String> =
            self.rows.iter().map(|(name, count)| format!("{count} {}", name.replace('_', " "))).collect();
        let Self { placed, read, pieces, inferred, .. } = self;
        format!(
            "{input} → {output}: {}; {placed} of {read} {pieces} placed, {inferred} inferred; {}; {}",
            rows.join(", "),
            self.findings(),
            self.time(),
        )
    }

    fn findings(&self) -> String {
        let [errors, warnings, infos] = self.diagnostics;
        format!("{}, {}, {}", count(errors, "error"), count(warnings, "warning"), count(infos, "note"))
    }

    fn time(&self) -> String {
        format!("{:.0} ms", self.seconds * 1e3)
    }
}

/// `1 error`, `2 errors`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
