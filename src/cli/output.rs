//! Data to standard output or to one file.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};

/// Writes data to standard output. A reader that has seen enough (`| head`) is no failure.
///
/// # Errors
/// When standard output takes no more for another reason, as a full disk.
pub fn print(data: &[u8]) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    match out.write_all(data).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(e).context("cannot write to standard output"),
        _ => Ok(ExitCode::SUCCESS),
    }
}
