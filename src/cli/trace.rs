//! `cruscotto trace`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{input, output};
use crate::document::Document;
use crate::plan::{FieldView, Plan, RowView};
use crate::read;
use crate::source::Source;
use crate::trace::{How, Place};
use crate::write::json::place_json;

const EXAMPLES: &str = "\
Examples:
  cruscotto trace annex.txt si-0a1b2c3d4e            a row, its values and the lines they came from
  cruscotto trace annex.xlsx os-07                   a strategic objective
  cruscotto trace annex.pdf oi-5f6e7d8c9b --format json
  cruscotto trace annex.txt all > trace.txt          every row

Ids are those of plan.json; the first letters are enough where only one row has them.";

/// Show where each value of a row stands in the source, and how it was got
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The annex
    input: PathBuf,
    /// Id of a row in plan.json, or its first letters; `all` for every row
    id: String,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    #[command(flatten)]
    read: input::ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people
    Text,
    /// An array of rows
    Json,
}

/// Reads the annex and traces.
pub fn run(args: &Args) -> Result<ExitCode> {
    let options = args.read.options()?;
    let name = input::name(&args.input);
    let (document, plan) = input::bytes(&args.input, &options)
        .and_then(|bytes| {
            let plan = input::plan(&args.input, &bytes, &options)?;
            let document = read::read(Source { name: &name, bytes: &bytes }, &options.read);
            Ok((document.context("a plan.json has no source beside it; give the annex it was made from")?, plan))
        })
        .with_context(|| args.input.display().to_string())?;
    let rows = plan.rows();
    let chosen: Vec<&RowView<'_>> =
        rows.iter().filter(|r| args.id == "all" || r.id.starts_with(args.id.as_str())).collect();
    let exact: Vec<&RowView<'_>> = chosen.iter().copied().filter(|r| r.id == args.id).collect();
    let chosen = if exact.is_empty() { chosen } else { exact };
    if chosen.is_empty() {
        bail!(
            "{}: no row has the id `{}`; plan.json lists them: cruscotto convert … -o -",
            args.input.display(),
            args.id
        );
    }
    if chosen.len() > 1 && args.id != "all" {
        let ids: Vec<&str> = chosen.iter().take(5).map(|r| r.id).collect();
        bail!("{} rows have an id that begins with `{}`: {} …", chosen.len(), args.id, ids.join(", "));
    }
    match args.format {
        Form::Text => {
            let shown: Vec<String> = chosen.iter().map(|row| text(&document, &plan, row)).collect();
            output::print(shown.join("\n").as_bytes())
        }
        Form::Json => {
            let shown: Vec<Value> = chosen.iter().map(|row| to_json(&document, row)).collect();
            output::print(format!("{:#}\n", Value::Array(shown)).as_bytes())
        }
    }
}

fn text(document: &Document, plan: &Plan, row: &RowView<'_>) -> String {
    let mut out = format!("{} ({}, {})\n", row.id, row.section, plan.source.file);
    for field in &row.fields {
        let _ = writeln!(out, "\n  {}: {}", field.name, harmless(&field.text));
        let _ = writeln!(out, "    {}", how(field));
        for (place, piece) in pieces(document, field) {
            let _ = writeln!(out, "    {place} | {}", harmless(&piece));
        }
    }
    for (field, why) in row.doubts {
        let _ = writeln!(out, "\n  {field}: inferred ({:.0}%): {}", why.confidence * 100.0, why.because);
    }
    out
}

fn to_json(document: &Document, row: &RowView<'_>) -> Value {
    let fields: Vec<Value> = row
        .fields
        .iter()
        .map(|field| {
            let source: Vec<Value> = pieces(document, field)
                .into_iter()
                .map(|(place, text)| json!({ "provenance": place_json(&place), "text": text }))
                .collect();
            json!({ "field": field.name, "text": field.text, "how": how(field), "source": source })
        })
        .collect();
    json!({ "id": row.id, "section": row.section, "fields": fields })
}

/// The pieces of the source that a field came from.
fn pieces(document: &Document, field: &FieldView<'_>) -> Vec<(Place, String)> {
    let mut pieces: Vec<(Place, String)> = Vec::new();
    for place in field.places.iter() {
        for (at, text) in document.at(place) {
            if !pieces.iter().any(|(known, _)| *known == at) {
                pieces.push((at, text.to_owned()));
            }
        }
    }
    pieces
}

fn how(field: &FieldView<'_>) -> String {
    match field.how {
        How::Read => "read as it stands".to_owned(),
        How::Joined => "joined from its lines".to_owned(),
        How::Merged => "from a merged cell that covers the row".to_owned(),
        How::Inferred(why) => {
            let mut text = format!("inferred ({:.0}%): {}", why.confidence * 100.0, why.because);
            if !why.alternatives.is_empty() {
                let _ = write!(text, "; or else: {}", why.alternatives.join(" | "));
            }
            harmless(&text)
        }
        How::Corrected(correction) if correction.was.as_ref() == Some(&field.text) => {
            harmless(&format!("confirmed by hand: {}", correction.reason))
        }
        How::Corrected(correction) => {
            let was = correction.was.as_deref().unwrap_or("nothing");
            harmless(&format!("corrected by hand, was {was}: {}", correction.reason))
        }
    }
}

/// Source text on one line, without what moves the cursor.
fn harmless(text: &str) -> String {
    text.replace('\n', " / ").chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::how;
    use crate::plan::FieldView;
    use crate::trace::{Correction, How, Place, Places};

    #[test]
    fn a_value_that_was_right_was_confirmed() {
        let said = |was: Option<&str>| {
            let correction = Correction { was: was.map(str::to_owned), reason: "letto nella fonte".to_owned() };
            let places = Places::from(Place::Lines { page: 1, first: 1, last: 1 });
            let how_got = How::Corrected(correction);
            how(&FieldView { name: "target".to_owned(), text: "98%".to_owned(), places: &places, how: &how_got })
        };
        assert_eq!(said(Some("98%")), "confirmed by hand: letto nella fonte");
        assert_eq!(said(Some("97%")), "corrected by hand, was 97%: letto nella fonte");
        assert_eq!(said(None), "corrected by hand, was nothing: letto nella fonte");
    }
}
