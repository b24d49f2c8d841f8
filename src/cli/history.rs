//! `cruscotto history`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::{input, output};
use crate::history::history;
use crate::write::Lang;
use crate::write::history::{csv, json, workbook};

const EXAMPLES: &str = "\
Examples:
  cruscotto history 2018/annex.txt 2019/annex.pdf 2020/annex.xlsx > history.csv
  cruscotto history output/*/plan.json --format json
  cruscotto history 2019.xlsx 2020.xlsx --format xlsx -o history.xlsx

One line for each value that an indicator had: from which resolution to which. The order of the
inputs does not matter where the annexes name their resolution's date.";

/// Show each target after each resolution, over any number of versions of one plan
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Versions of one plan: annexes or their plan.json
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Form::Csv)]
    format: Form,
    /// File to write instead of standard output
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Language of the headings in a workbook
    #[arg(long, value_parser = ["it", "en"], default_value = "it")]
    lang: String,
    #[command(flatten)]
    read: input::ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For programs: commas, decimal points, UTF-8
    Csv,
    /// An array of objects
    Json,
    /// A workbook
    Xlsx,
}

/// Reads all versions and writes their history.
pub fn run(args: &Args) -> Result<ExitCode> {
    let options = args.read.options()?;
    let mut plans = Vec::with_capacity(args.inputs.len());
    for path in &args.inputs {
        let plan = input::bytes(path, &options).and_then(|bytes| input::plan(path, &bytes, &options));
        plans.push(plan.with_context(|| path.display().to_string())?);
    }
    let spans = history(&plans);
    let bytes = match args.format {
        Form::Csv => csv(&spans)?,
        Form::Json => json(&spans),
        Form::Xlsx => workbook(&spans, if args.lang == "en" { Lang::En } else { Lang::It })?,
    };
    match &args.output {
        Some(path) => output::file(path, &bytes).map(|()| ExitCode::SUCCESS),
        None => output::print(&bytes),
    }
}
