//! What is odd, by kind, and what was deduced, by reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::page::encoded;
use super::table::Table;
use super::words::short;
use crate::diag::{Diagnostic, Severity};
use crate::plan::Plan;
use crate::write::Lang;
use crate::write::italian;
use crate::write::workbook::layout::name;
use crate::write::workbook::place;

/// Findings of one kind.
#[derive(Debug, Serialize)]
pub struct Finding {
    code: &'static str,
    class: &'static str,
    severity: &'static str,
    title: &'static str,
    help: &'static str,
    foreign: bool,
    count: usize,
    messages: Vec<Message>,
    #[serde(skip)]
    rank: Severity,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
    place: String,
    link: Option<String>,
}

/// Deductions for one reason: how many, and how sure the least and the most of them.
#[derive(Debug, Serialize)]
pub struct Reason {
    id: String,
    because: String,
    short: String,
    foreign: bool,
    count: usize,
    least: u32,
    most: u32,
}

/// Findings by kind, the gravest first.
pub fn findings(plan: &Plan, tables: &[Table], lang: Lang) -> Vec<Finding> {
    let rows: BTreeSet<&str> = tables.iter().flat_map(Table::rows).map(|row| row.id.as_str()).collect();
    let mut kinds: Vec<Finding> = Vec::new();
    for d in &plan.diagnostics {
        let message = message(d, &rows, lang);
        if let Some(kind) = kinds.iter_mut().find(|kind| kind.code == d.code.id) {
            kind.count += 1;
            kind.messages.push(message);
            continue;
        }
        let known = italian::code(d.code, lang);
        let (title, help) = known.unwrap_or((d.code.says, d.code.help));
        kinds.push(Finding {
            code: d.code.id,
            class: d.code.severity.name(),
            severity: name::severity(d.code.severity).text(lang),
            title,
            help,
            foreign: known.is_none(),
            count: 1,
            messages: vec![message],
            rank: d.code.severity,
        });
    }
    kinds.sort_by(|a, b| b.rank.cmp(&a.rank).then(b.count.cmp(&a.count)).then(a.code.cmp(b.code)));
    kinds
}

fn message(d: &Diagnostic, rows: &BTreeSet<&str>, lang: Lang) -> Message {
    Message {
        text: italian::message(&d.message, lang).into_owned(),
        place: d.places.as_ref().map(|p| place(p, lang)).unwrap_or_default(),
        link: d.row.as_deref().filter(|id| rows.contains(id)).map(encoded),
    }
}

/// Deductions by reason, the least sure first; each row is told the reasons that it has.
pub fn deductions(tables: &mut [Table]) -> Vec<Reason> {
    let mut by: BTreeMap<String, Reason> = BTreeMap::new();
    for d in tables.iter().flat_map(Table::rows).flat_map(|row| &row.deductions) {
        let reason = by.entry(d.because.clone()).or_insert_with(|| Reason {
            id: String::new(),
            because: d.because.clone(),
            short: short(&d.because, 60),
            foreign: d.foreign,
            count: 0,
            least: u32::MAX,
            most: 0,
        });
        for field in &d.fields {
            reason.count += 1;
            reason.least = reason.least.min(field.percent);
            reason.most = reason.most.max(field.percent);
        }
    }
    let mut all: Vec<Reason> = by.into_values().collect();
    all.sort_by(|a, b| a.least.cmp(&b.least).then(b.count.cmp(&a.count)).then(a.because.cmp(&b.because)));
    for (at, reason) in all.iter_mut().enumerate() {
        reason.id = (at + 1).to_string();
    }
    let ids: BTreeMap<&str, &str> = all.iter().map(|r| (r.because.as_str(), r.id.as_str())).collect();
    for row in tables.iter_mut().flat_map(Table::rows_mut) {
        let mut reasons: Vec<&str> =
            row.deductions.iter().filter_map(|d| ids.get(d.because.as_str()).copied()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        row.reasons = reasons.join(" ");
    }
    all
}
