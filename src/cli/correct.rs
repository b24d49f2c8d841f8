//! `cruscotto correct`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::{console, input, output};
use crate::correct::{between, to_toml};

const EXAMPLES: &str = "\
Examples:
  cruscotto convert annex.txt -o out                       writes out/annex/annex.xlsx
  cruscotto correct annex.txt out/annex/annex.xlsx -o corrections.toml
      after it was edited by hand: what was changed, as corrections that every later run applies

A deduction is confirmed by deleting its line on the sheet of deductions (Deduzioni).";

/// Make corrections of what a person changed in the workbook written from an annex
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The annex
    input: PathBuf,
    /// The workbook or plan.json written from it, edited by hand
    edited: PathBuf,
    /// Reason to give for each of them
    #[arg(long, default_value = "")]
    reason: String,
    /// Where to write the corrections; standard output if left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    read: input::ReadArgs,
}

/// Reads both and writes the corrections.
pub fn run(args: &Args) -> Result<ExitCode> {
    let options = args.read.options()?;
    let plan = |path: &PathBuf, options: &input::Options| {
        let plan = input::bytes(path, options).and_then(|bytes| input::uncorrected(path, &bytes, options));
        plan.with_context(|| path.display().to_string())
    };
    let read = plan(&args.input, &options)?;
    // The ids in what was written are those that last already, and it stands alone.
    let edited = plan(&args.edited, &options.alone())?;
    let (corrections, alone) = between(&read, &edited, &args.reason);
    for id in alone {
        console::line(&format!("{id}: only one of the two has this row; corrections set fields, not rows"));
    }
    let text = to_toml(&corrections);
    match &args.output {
        Some(path) => output::file(path, text.as_bytes()).map(|()| ExitCode::SUCCESS),
        None => output::print(text.as_bytes()),
    }
}
