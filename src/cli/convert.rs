//! `cruscotto convert`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::read::ReadOptions;
use crate::source::Source;
use crate::{plan_of, write};

/// Converts each input into `output/<stem>/`.
pub fn run(inputs: &[PathBuf], output: &Path) -> Result<ExitCode> {
    for input in inputs {
        let bytes = std::fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
        let name = input.file_name().unwrap_or_default().to_string_lossy();
        let source = Source { name: &name, bytes: &bytes };
        let plan = plan_of(source, &ReadOptions::default())?;
        let folder = output.join(source.stem());
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        let artifact = write::json::artifact(&plan);
        std::fs::write(folder.join(&artifact.path), &artifact.bytes)?;
    }
    Ok(ExitCode::SUCCESS)
}
