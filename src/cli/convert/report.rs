//! What a run did, for people and for schedulers.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

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

    /// Writes the report for machines, input by input. What was written is told by the manifest.
    ///
    /// # Errors
    /// When `to` takes no more.
    pub fn write(&self, manifest: &Manifest, mut to: impl Write) -> io::Result<()> {
        let removed = self.pruned;
        let report = ReportJson {
            generator: json!({ "name": "cruscotto", "version": env!("CARGO_PKG_VERSION") }),
            output: self.output.display().to_string(),
            converted: self.converted.len(),
            unchanged: self.unchanged.len(),
            failed: self.failures.len(),
            passed_over: &self.passed_over,
            gone: self.gone.iter().map(|e| json!({ "input": e.input, "annex": e.annex, "removed": removed })).collect(),
            seconds: self.seconds,
            inputs: Inputs(self, manifest),
        };
        serde_json::to_writer_pretty(&mut to, &report)?;
        to.write_all(b"\n")
    }
}

#[derive(Serialize)]
struct ReportJson<'a> {
    generator: Value,
    output: String,
    converted: usize,
    unchanged: usize,
    failed: usize,
    passed_over: &'a [String],
    gone: Vec<Value>,
    seconds: f64,
    inputs: Inputs<'a>,
}

/// All inputs that are annexes or should be, in the order of their paths.
struct Inputs<'a>(&'a Report, &'a Manifest);

enum Input<'a> {
    Converted(&'a Found, &'a Facts),
    Unchanged(&'a Found),
    Failed(&'a Failure),
}

impl Serialize for Inputs<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(report, manifest) = self;
        let converted = report.converted.iter().map(|(found, facts)| (found.shown(), Input::Converted(found, facts)));
        let unchanged = report.unchanged.iter().map(|found| (found.shown(), Input::Unchanged(found)));
        let failed = report.failures.iter().map(|failure| (failure.input.clone(), Input::Failed(failure)));
        let mut inputs: Vec<(String, Input<'_>)> = converted.chain(unchanged).chain(failed).collect();
        inputs.sort_by(|a, b| a.0.cmp(&b.0));
        to.collect_seq(inputs.iter().map(|(shown, input)| input.json(shown, manifest)))
    }
}

impl Input<'_> {
    fn json(&self, shown: &str, manifest: &Manifest) -> Value {
        match self {
            Self::Failed(failure) => json!({ "input": shown, "status": "failed", "reason": failure.reason }),
            Self::Unchanged(found) => known(shown, "unchanged", manifest.get(&found.key)),
            Self::Converted(found, facts) => {
                let [error, warning, info] = facts.diagnostics;
                let mut input = known(shown, "converted", manifest.get(&found.key));
                input["rows"] = facts.rows.iter().map(|&(name, count)| (name, count)).collect();
                input["coverage"] = json!({ "unit": facts.pieces, "read": facts.read, "placed": facts.placed });
                input["inferred"] = facts.inferred.into();
                input["diagnostics"] = json!({ "error": error, "warning": warning, "info": info });
                input["seconds"] = facts.seconds.into();
                input
            }
        }
    }
}

fn known(shown: &str, status: &str, entry: Option<&Entry>) -> Value {
    let outputs: Vec<&str> = entry.iter().flat_map(|e| &e.outputs).map(|o| o.path.as_str()).collect();
    json!({ "input": shown, "status": status, "annex": entry.and_then(|e| e.annex.as_ref()), "outputs": outputs })
}
