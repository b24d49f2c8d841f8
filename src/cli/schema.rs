//! `cruscotto schema`.

use std::io::{ErrorKind, Write, stdout};
use std::process::ExitCode;

use anyhow::Result;

use crate::json::schema;

/// Prints the JSON Schema of `plan.json`. A reader that has seen enough is no failure.
pub fn run() -> Result<ExitCode> {
    let text = serde_json::to_string_pretty(&schema())?;
    match writeln!(stdout(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}
