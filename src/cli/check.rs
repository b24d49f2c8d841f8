//! `cruscotto check`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::{console, input, output};
use crate::check::{code, codes};
use crate::diag::{Code, Diagnostic, Severity};
use crate::trace::Place;
use crate::write::json::place_json;

const EXAMPLES: &str = "\
Examples:
  cruscotto check annex.xlsx
  cruscotto check chambers/*.pdf --deny warnings
  cruscotto check annex.txt --format sarif > findings.sarif
  cruscotto check --explain weights-do-not-add-up
  cruscotto check --explain all

Exit status: 0 no errors, 1 errors (with --deny warnings: or warnings) or an input that cannot be read.";

/// Say what is odd in the source, with the place
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Annexes to examine
    #[arg(required_unless_present = "explain", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// How to show the findings
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    /// Exit with status 1 on these too
    #[arg(long, value_name = "SEVERITY", value_parser = ["warnings", "notes"])]
    deny: Option<String>,
    /// Explain a code, or `all` of them
    #[arg(long, value_name = "CODE", conflicts_with = "inputs")]
    explain: Option<String>,
    #[command(flatten)]
    read: input::ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people
    Human,
    /// An array of findings
    Json,
    /// SARIF 2.1.0, for code review tools
    Sarif,
}

/// Examines all inputs.
pub fn run(args: &Args) -> Result<ExitCode> {
    if let Some(id) = &args.explain {
        return explain(id);
    }
    let options = args.read.options()?;
    let mut failed = false;
    let mut found: Vec<(String, Diagnostic)> = Vec::new();
    for path in &args.inputs {
        let plan = input::bytes(path, &options).and_then(|bytes| input::plan(path, &bytes, &options));
        match plan {
            Ok(plan) => {
                let shown = path.display().to_string();
                found.extend(plan.diagnostics.into_iter().map(|d| (shown.clone(), d)));
            }
            Err(error) => {
                failed = true;
                console::line(&format!("{}: {error:#}", path.display()));
            }
        }
    }
    // The gravest first; within a severity the order of the source.
    found.sort_by_key(|(_, d)| std::cmp::Reverse(d.code.severity));
    let text = match args.format {
        Form::Human => human(&found),
        Form::Json => format!("{:#}\n", Value::Array(found.iter().map(|(file, d)| finding(file, d)).collect())),
        Form::Sarif => format!("{:#}\n", sarif(&found)),
    };
    output::print(text.as_bytes())?;
    let limit = match args.deny.as_deref() {
        Some("warnings") => Severity::Warning,
        Some(_) => Severity::Info,
        None => Severity::Error,
    };
    let denied = found.iter().any(|(_, d)| d.code.severity >= limit);
    Ok(if failed || denied { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn explain(id: &str) -> Result<ExitCode> {
    let chosen: Vec<&Code> = if id == "all" { codes().collect() } else { code(id).into_iter().collect() };
    if chosen.is_empty() {
        let known: Vec<&str> = codes().map(|c| c.id).collect();
        bail!("there is no code `{id}`; the codes are: {}", known.join(", "));
    }
    let texts: Vec<String> = chosen
        .iter()
        .map(|c| format!("{} ({})\n  {}.\n  What to do: {}.\n", c.id, c.severity.name(), c.says, c.help))
        .collect();
    output::print(texts.join("\n").as_bytes())
}

fn human(found: &[(String, Diagnostic)]) -> String {
    let mut out = String::new();
    for (file, d) in found {
        let at = d.place().map_or_else(String::new, |p| format!(", {p}"));
        let _ = writeln!(out, "{}[{}]: {}", d.code.severity.name(), d.code.id, harmless(&d.message));
        let row = d.row.as_ref().map_or_else(String::new, |row| format!(" ({row})"));
        let _ = writeln!(out, "  {}", harmless(&format!("{file}{at}{row}")));
        let more = d.places.as_ref().map_or(0, |p| p.iter().count().saturating_sub(1));
        if more > 0 {
            let _ = writeln!(out, "  and {more} more places");
        }
    }
    let count = |severity| found.iter().filter(|(_, d)| d.code.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let _ = writeln!(out, "{errors} errors, {warnings} warnings, {notes} notes");
    out
}

fn finding(file: &str, d: &Diagnostic) -> Value {
    let places: Vec<_> = d.places.iter().flat_map(|p| p.iter().map(place_json)).collect();
    json!({
        "file": file,
        "code": d.code.id,
        "severity": d.code.severity.name(),
        "message": d.message,
        "row": d.row,
        "places": places,
        "help": d.code.help,
    })
}

/// SARIF 2.1.0 (OASIS). Lines are given as regions, cells and boxes in words.
fn sarif(found: &[(String, Diagnostic)]) -> Value {
    let rules: Vec<Value> = codes()
        .map(|c| {
            json!({
                "id": c.id,
                "shortDescription": { "text": c.says },
                "help": { "text": c.help },
                "defaultConfiguration": { "level": level(c.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = found
        .iter()
        .map(|(file, d)| {
            let uri = file.replace('\\', "/").replace('%', "%25").replace(' ', "%20");
            let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri } } });
            match d.place() {
                Some(Place::Lines { first, last, .. }) => {
                    location["physicalLocation"]["region"] = json!({ "startLine": first, "endLine": last });
                }
                Some(place) => location["message"] = json!({ "text": place.to_string() }),
                None => {}
            }
            json!({
                "ruleId": d.code.id,
                "level": level(d.code.severity),
                "message": { "text": d.message },
                "locations": [location],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "cruscotto", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "results": results,
        }],
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Source text that cannot move the cursor.
fn harmless(text: &str) -> String {
    text.replace('\n', " / ").chars().filter(|c| !c.is_control()).collect()
}
