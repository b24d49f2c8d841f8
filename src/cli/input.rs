//! Files that a command reads, and the options that say how.

use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::limits::LimitArgs;
use crate::plan::Plan;
use crate::read::ReadOptions;
use crate::source::Source;

/// How sources are read; the same for every command.
#[derive(Debug, Clone, clap::Args)]
pub struct ReadArgs {
    /// Take hidden rows, columns and sheets of workbooks in
    #[arg(long)]
    pub include_hidden: bool,
    #[command(flatten)]
    limits: LimitArgs,
}

impl ReadArgs {
    /// The same for the library.
    #[must_use]
    pub fn options(&self) -> ReadOptions {
        ReadOptions { include_hidden: self.include_hidden, limits: self.limits.limits() }
    }
}

/// Reads one input, `-` being standard input.
///
/// # Errors
/// When there is no such file, it cannot be read, or it is larger than the limit.
pub fn bytes(path: &Path, options: &ReadOptions) -> Result<Vec<u8>> {
    let limit = options.limits.file_bytes;
    let mut bytes = Vec::new();
    let mut size = 0;
    if path == Path::new("-") {
        let stdin = io::stdin().lock();
        stdin.take(limit.saturating_add(1)).read_to_end(&mut bytes).context("standard input cannot be read")?;
    } else {
        let metadata = std::fs::metadata(path).map_err(|e| explain(&e))?;
        if metadata.is_dir() {
            bail!("this is a folder; give a file");
        }
        size = metadata.len();
        if size <= limit {
            let file = std::fs::File::open(path).map_err(|e| explain(&e))?;
            bytes.reserve(usize::try_from(size).unwrap_or(0));
            file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| explain(&e))?;
        }
    }
    let size = size.max(bytes.len() as u64);
    if size > limit {
        bail!(
            "the file has {size} bytes or more, and the limit is {limit}; raise it with --max-file-size if you trust the file"
        );
    }
    Ok(bytes)
}

/// Why a file cannot be read, and what to do.
fn explain(error: &io::Error) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::NotFound => anyhow::anyhow!("there is no such file; check the spelling and the folder"),
        io::ErrorKind::PermissionDenied => anyhow::anyhow!("no permission to read it; see to its permissions"),
        _ => anyhow::anyhow!("cannot be read: {error}"),
    }
}

/// The name by which a source is known in `plan.json`.
#[must_use]
pub fn name(path: &Path) -> String {
    if path == Path::new("-") {
        return "stdin".to_owned();
    }
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The plan of one input; the error does not repeat the input's name.
///
/// # Errors
/// When the input cannot be read, or its content is none that the program knows.
pub fn plan(path: &Path, bytes: &[u8], options: &ReadOptions) -> Result<Plan> {
    let name = name(path);
    crate::plan_of(Source { name: &name, bytes }, options).map_err(|e| {
        let text = e.to_string();
        anyhow::anyhow!(text.strip_prefix(&format!("{name}: ")).unwrap_or(&text).to_owned())
    })
}
