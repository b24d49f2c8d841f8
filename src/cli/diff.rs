//! `cruscotto diff`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::{input, output};
use crate::diff::diff;
use crate::write::Lang;
use crate::write::diff::{Comparison, json, markdown, terminal, workbook};

const EXAMPLES: &str = "\
Examples:
  cruscotto diff 2019/annex.txt 2020/annex.xlsx           what the rolling update changed
  cruscotto diff old/plan.json new/plan.json --format json
  cruscotto diff old.pdf new.pdf --format xlsx -o changes.xlsx
  cruscotto diff old.pdf new.pdf --format html -o changes.html

OLD and NEW may be of different formats: a difference of form alone (spacing, a hyphen at a line
break, >= and ≥, 1,0 and 1, the order of rows) is no change.";

/// Say what a rolling update changed, and on which resolution
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The older annex, or its plan.json
    old: PathBuf,
    /// The newer annex, or its plan.json
    new: PathBuf,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// File to write instead of standard output
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Language of the words around the source's own
    #[arg(long, value_parser = ["it", "en"], default_value = "it")]
    lang: String,
    /// Exit with status 1 if anything changed
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    read: input::ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For the terminal
    Text,
    /// For programs (contract, section 5)
    Json,
    /// Markdown
    Md,
    /// A workbook
    Xlsx,
    /// A page to read and search in a browser
    #[cfg(feature = "html")]
    Html,
}

/// Compares and shows.
pub fn run(args: &Args) -> Result<ExitCode> {
    let options = args.read.options()?;
    let plan = |path: &PathBuf| {
        let bytes = input::bytes(path, &options)?;
        input::plan(path, &bytes, &options)
    };
    let old = plan(&args.old).with_context(|| args.old.display().to_string())?;
    let new = plan(&args.new).with_context(|| args.new.display().to_string())?;
    let diff = diff(&old, &new);
    let comparison = Comparison { old: &old, new: &new, diff: &diff };
    let lang = if args.lang == "en" { Lang::En } else { Lang::It };
    let colour = args.output.is_none() && std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let bytes = match args.format {
        Form::Text => terminal(&comparison, lang, colour).into_bytes(),
        Form::Json => json(&comparison),
        Form::Md => markdown(&comparison, lang).into_bytes(),
        Form::Xlsx => workbook(&comparison, lang)?,
        #[cfg(feature = "html")]
        Form::Html => crate::write::html::difference(&comparison, lang)?,
    };
    match &args.output {
        Some(path) => output::file(path, &bytes)?,
        None => {
            output::print(&bytes)?;
        }
    }
    let changed = args.exit_code && !diff.changes.is_empty();
    Ok(if changed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
