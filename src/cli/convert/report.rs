//! What a run did, for people and for schedulers.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::Failure;
use super::facts::{Facts, count};
use super::find::Found;
use crate::cli::console::Console;
use crate::cli::store::manifest::{Entry, Manifest};

/// The run's report.
#[derive(Debug)]
pub struct Report {
    output: PathBuf,
    /// Annexes converted, and what is in them.
    pub converted: Vec<(Found, Facts)>,
    /// Inputs whose outputs are as they should be.
    pub unchanged: Vec<Found>,
    /// Files found in folders that are no annex.
    pub passed_over: Vec<String>,
    /// What could not be converted.
    pub failures: Vec<Failure>,
    /// Entries whose input is there no more.
    pub gone: Vec<Entry>,
    /// Whether their outputs were removed.
    pub pruned: bool,
    /// How long the run took.
    pub seconds: f64,
}

impl Report {
    /// A report of nothing yet.
    #[must_use]
    pub fn new(output: &Path, pruned: bool) -> Self {
        Self {
            output: output.to_owned(),
            converted: Vec::new(),
            unchanged: Vec::new(),
            passed_over: Vec::new(),
            failures: Vec::new(),
            gone: Vec::new(),
            pruned,
            seconds: 0.0,
        }
    }

    /// Says what is left to say at the end of a run.
    pub fn say(&self, console: &Console) {
        for entry in &self.gone {
            let folder = self.output.join(entry.annex.as_deref().unwrap_or_default());
            let what = if self.pruned { "removed" } else { "kept; --prune removes it" };
            console.note(&format!("gone: {}, its output {} is {what}", entry.input, folder.display()));
        }
        if self.converted.len() + self.unchanged.len() + self.failures.len() > 1 || !self.unchanged.is_empty() {
            console.note(&format!(
                "{} converted, {} unchanged, {} failed{} in {:.2} s",
                self.converted.len(),
                self.unchanged.len(),
                self.failures.len(),
                match self.passed_over.len() {
                    0 => String::new(),
                    n => format!(", {} passed over as no annex", count(n, "file")),
                },
                self.seconds
            ));
        }
        if self.failures.len() > 1 {
            console.warn(&format!("\n{} failed:", count(self.failures.len(), "input")));
        }
        for Failure { input, reason } in &self.failures {
            console.warn(&format!("error: {input}: {reason}"));
        }
    }

    /// The report for machines. What was written is told by the manifest.
    #[must_use]
    pub fn json(&self, manifest: &Manifest) -> Vec<u8> {
        let mut annexes: Vec<(String, Value)> = Vec::new();
        for (found, facts) in &self.converted {
            let rows: Map<String, Value> = facts.rows.iter().map(|&(k, n)| (k.to_owned(), n.into())).collect();
            let [error, warning, info] = facts.diagnostics;
            let mut annex = known(found, "converted", manifest);
            annex["rows"] = Value::Object(rows);
            annex["coverage"] = json!({ "unit": facts.pieces, "read": facts.read, "placed": facts.placed });
            annex["inferred"] = facts.inferred.into();
            annex["diagnostics"] = json!({ "error": error, "warning": warning, "info": info });
            annex["seconds"] = facts.seconds.into();
            annexes.push((found.shown(), annex));
        }
        annexes.extend(self.unchanged.iter().map(|found| (found.shown(), known(found, "unchanged", manifest))));
        annexes.extend(self.failures.iter().map(|failure| {
            let Failure { input, reason } = failure;
            (input.clone(), json!({ "input": input, "status": "failed", "reason": reason }))
        }));
        annexes.sort_by(|a, b| a.0.cmp(&b.0));
        let report = json!({
            "generator": { "name": "cruscotto", "version": env!("CARGO_PKG_VERSION") },
            "output": self.output.display().to_string(),
            "converted": self.converted.len(),
            "unchanged": self.unchanged.len(),
            "failed": self.failures.len(),
            "passed_over": self.passed_over,
            "gone": self.gone.iter().map(|e| json!({ "input": e.input, "annex": e.annex, "removed": self.pruned })).collect::<Vec<_>>(),
            "seconds": self.seconds,
            "inputs": annexes.into_iter().map(|(_, annex)| annex).collect::<Vec<_>>(),
        });
        let mut bytes = serde_json::to_vec_pretty(&report).expect("string keys and finite numbers always serialise");
        bytes.push(b'\n');
        bytes
    }
}

fn known(found: &Found, status: &str, manifest: &Manifest) -> Value {
    let entry = manifest.get(&found.key);
    let outputs: Vec<&str> = entry.iter().flat_map(|e| &e.outputs).map(|o| o.path.as_str()).collect();
    json!({ "input": found.shown(), "status": status, "annex": entry.and_then(|e| e.annex.as_ref()), "outputs": outputs })
}
