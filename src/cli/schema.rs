//! `cruscotto schema`.

use std::process::ExitCode;

use anyhow::Result;

use super::output;
use crate::json::schema;

const EXAMPLES: &str = "\
Examples:
  cruscotto schema > plan.schema.json
  check-jsonschema --schemafile plan.schema.json output/*/plan.json";

/// Print the JSON Schema (2020-12) of plan.json
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {}

/// Prints it.
pub fn run(_: &Args) -> Result<ExitCode> {
    let mut text = serde_json::to_vec_pretty(&schema())?;
    text.push(b'\n');
    output::print(&text)
}
