//! Data to standard output or to one file.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

/// Writes data to standard output.
///
/// # Errors
/// See [`stream`].
pub fn print(data: &[u8]) -> Result<ExitCode> {
    stream(|out| out.write_all(data))
}

/// Lets `write` write to standard output. A reader that has seen enough (`| head`) is no failure.
///
/// # Errors
/// When standard output takes no more for another reason, as a full disk.
pub fn stream(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<ExitCode> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(e).context("cannot write to standard output"),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Writes a file whole or not at all: what stood there stays until the new content is on the disk.
///
/// # Errors
/// When the folder is not there, cannot be written to, or the disk is full.
pub fn file(path: &Path, data: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let mut staged = readable(&mut tempfile::Builder::new()).tempfile_in(folder)?;
        staged.write_all(data)?;
        staged.as_file().sync_all()?;
        staged.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

/// Temporary files are for their owner alone; what they become is for whoever the user lets read.
#[cfg(unix)]
fn readable<'a>(builder: &'a mut tempfile::Builder<'static, 'static>) -> &'a tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn readable<'a>(builder: &'a mut tempfile::Builder<'static, 'static>) -> &'a tempfile::Builder<'static, 'static> {
    builder
}
