//! `cruscotto register`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::{console, input, output};
use crate::registry::Registry;

const EXAMPLES: &str = "\
Examples:
  cruscotto register 2018/annex.txt 2019/annex.pdf 2020/annex.xlsx --into registry.toml
      matches the rows of each version with those of the version before, and keeps their first ids
  cruscotto register 2020/annex.xlsx 2021/annex.xlsx --into registry.toml
      takes a new version in; give the one before it too
  cruscotto convert chambers/ -o output --registry registry.toml
      the rows of all versions get the ids that last

The registry is a text file to be kept under version control; doubtful matches can be parted by hand.";

/// Match the rows of a plan's versions, so that their ids last
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Versions of plans: annexes or their plan.json, in any order
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The registry file; made if it is not there
    #[arg(long, value_name = "FILE")]
    into: PathBuf,
    #[command(flatten)]
    read: input::ReadArgs,
}

/// Reads all versions and brings the registry up to date.
pub fn run(args: &Args) -> Result<ExitCode> {
    let options = args.read.options()?;
    let mut registry = match std::fs::read_to_string(&args.into) {
        Ok(text) => Registry::parse(&text).with_context(|| args.into.display().to_string())?,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Registry::default(),
        Err(e) => return Err(e).with_context(|| format!("cannot read {}", args.into.display())),
    };
    let before = registry.row.len();
    let mut plans = Vec::with_capacity(args.inputs.len());
    for path in &args.inputs {
        let plan = input::bytes(path, &options).and_then(|bytes| input::plan(path, &bytes, &options));
        plans.push(plan.with_context(|| path.display().to_string())?);
    }
    registry.learn(&plans);
    output::file(&args.into, registry.to_toml().as_bytes())?;
    let doubtful = registry.row.iter().flat_map(|k| &k.seen).filter(|s| s.confidence < 0.8).count();
    console::line(&format!(
        "{}: {} rows, {} of them new; {doubtful} matches below 80% are worth a look",
        args.into.display(),
        registry.row.len(),
        registry.row.len() - before
    ));
    Ok(ExitCode::SUCCESS)
}
