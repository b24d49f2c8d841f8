//! What `check` says of the corpus' workbooks is what their truth holds: no error, each warning a
//! true oddity, and none left out.

use std::collections::{BTreeMap, BTreeSet};

use cruscotto::diag::Severity;
use cruscotto::read::ReadOptions;
use serde_json::Value;

use crate::diff::plan;

type Counts = BTreeMap<String, usize>;

/// The rows of the tables that have one target a row.
fn single(truth: &Value) -> impl Iterator<Item = &Value> {
    ["operational", "executives", "officers"]
        .into_iter()
        .flat_map(|table| truth[table].as_array().into_iter().flatten())
}

fn notes(row: &Value) -> impl DoubleEndedIterator<Item = &Value> {
    row["notes_parsed"].as_array().into_iter().flatten()
}

/// `30/09/2019`, alone or after `entro il`, as `2019-09-30`.
fn day(target: &str) -> Option<String> {
    let lower = target.trim().to_lowercase();
    let text = lower.trim_start_matches("entro ").trim_start_matches("il ");
    let parts: Vec<&str> = text.split('/').collect();
    let whole = parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    whole.then(|| format!("{}-{}-{}", parts[2], parts[1], parts[0]))
}

/// The warnings that a careful reader of the truth would write down.
fn expected(truth: &Value) -> Counts {
    let mut counts = Counts::new();
    let mut add = |code: &str, n: usize| {
        if n > 0 {
            counts.insert(code.to_owned(), n);
        }
    };
    let strategic = || truth["strategic_indicators"].as_array().into_iter().flatten();
    let all = || strategic().chain(single(truth)).flat_map(notes).filter(|n| n["action"] != "");
    let unnumbered: BTreeSet<&str> =
        all().filter(|n| n["number"].is_null()).filter_map(|n| n["date"].as_str()).collect();
    add("resolution-without-number", unnumbered.len());
    let undated: BTreeSet<Option<u64>> = all().filter(|n| n["date"].is_null()).map(|n| n["number"].as_u64()).collect();
    add("resolution-without-date", undated.len());
    let late = single(truth).filter(|row| {
        let due = day(row["target"].as_str().unwrap_or_default());
        let set =
            notes(row).rfind(|n| (n["action"] == "Aggiornato" || n["action"] == "Inserito") && n["date"].is_string());
        due.zip(set.and_then(|n| n["date"].as_str())).is_some_and(|(due, set)| due.as_str() < set)
    });
    add("deadline-before-resolution", late.count());
    let mut numbers: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    for note in all() {
        if let (Some(date), Some(number)) = (note["date"].as_str(), note["number"].as_u64()) {
            numbers.entry(date).or_default().insert(number);
        }
    }
    add("date-with-two-numbers", numbers.values().filter(|n| n.len() > 1).count());
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for (table, heads) in [
        ("strategic_indicators", &["objective"][..]),
        ("operational", &["objective", "programme", "operational_objective"]),
        ("executives", &["objective", "role", "action"]),
        ("officers", &["objective", "role", "operational_objective"]),
    ] {
        for row in truth[table].as_array().into_iter().flatten() {
            let heads: Vec<String> = heads.iter().map(|head| row[head].to_string()).collect();
            let words: String = row["indicator"].to_string().chars().filter(|c| c.is_alphanumeric()).collect();
            *rows.entry(format!("{table} {heads:?} {}", words.to_lowercase())).or_default() += 1;
        }
    }
    add("duplicate-indicator", rows.values().map(|n| n - 1).sum());
    counts
}

#[test]
fn warnings_on_clean_workbooks_are_true_and_complete() {
    for case in ["101", "102", "103", "104", "105", "106"] {
        let path = format!("{}/fixtures/corpus/{case}/truth.json", env!("CARGO_MANIFEST_DIR"));
        let truth: Value = serde_json::from_slice(&std::fs::read(path).expect("there")).expect("JSON");
        let wanted = expected(&truth);
        for form in ["annex.xlsx", "annex.ods"] {
            let plan = plan(&format!("corpus/{case}/{form}"));
            let errors: Vec<_> = plan.diagnostics.iter().filter(|d| d.code.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{case}/{form}: {errors:?}");
            let mut found = Counts::new();
            for d in plan.diagnostics.iter().filter(|d| d.code.severity == Severity::Warning) {
                *found.entry(d.code.id.to_owned()).or_default() += 1;
            }
            assert_eq!(found, wanted, "{case}/{form}");
        }
    }
}

#[test]
fn what_is_hidden_is_named_unless_it_is_taken_in() {
    let bytes = include_bytes!("../../../fixtures/corpus/102/annex.xlsx");
    let count = |include_hidden| {
        let source = cruscotto::source::Source { name: "annex.xlsx", bytes };
        let options = ReadOptions { include_hidden, ..ReadOptions::default() };
        let plan = cruscotto::plan_of(source, &options).expect("readable");
        plan.diagnostics.iter().filter(|d| d.code.id == "hidden").count()
    };
    assert!(count(false) > 0);
    assert_eq!(count(true), 0);
}
