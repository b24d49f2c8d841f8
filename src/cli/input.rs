//! Files that a command reads, and the options that say how.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::limits::LimitArgs;
use crate::correct::{self, Correction};
use crate::plan::Plan;
use crate::read::ReadOptions;
use crate::registry::Registry;
use crate::source::Source;

/// The file of corrections that is looked for beside an input.
const BESIDE: &str = "corrections.toml";

/// How sources are read; the same for every command.
#[derive(Debug, Clone, clap::Args)]
pub struct ReadArgs {
    /// Take hidden rows, columns and sheets of workbooks in
    #[arg(long)]
    pub include_hidden: bool,
    /// Corrections to apply [default: corrections.toml beside the input, if there is one]
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// Give rows the ids that last (see `cruscotto register`)
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitArgs,
}

/// How inputs are made plans.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How the source is read.
    pub read: ReadOptions,
    registry: Option<(Registry, String)>,
    corrections: Option<(Vec<Correction>, String)>,
    also: Option<(String, Vec<u8>)>,
}

impl ReadArgs {
    /// The same, with the files that are named in it.
    ///
    /// # Errors
    /// When one of the files cannot be read.
    pub fn options(&self) -> Result<Options> {
        let mut options = Options {
            read: ReadOptions { include_hidden: self.include_hidden, limits: self.limits.limits() },
            ..Options::default()
        };
        if let Some(path) = &self.registry {
            let text = text(path)?;
            let registry = Registry::parse(&text).with_context(|| path.display().to_string())?;
            options.registry = Some((registry, text));
        }
        if let Some(path) = &self.corrections {
            let text = text(path)?;
            let corrections = correct::parse(&text).with_context(|| path.display().to_string())?;
            options.corrections = Some((corrections, text));
        }
        Ok(options)
    }
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| explain(&e)).with_context(|| path.display().to_string())
}

impl Options {
    /// The same for a file that needs no other beside it: no registry, corrections or second form.
    #[must_use]
    pub fn alone(&self) -> Self {
        Self { read: self.read.clone(), ..Self::default() }
    }

    /// The same, with another form of the annex to be read beside each input.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn with_also(mut self, path: &Path) -> Result<Self> {
        let bytes = bytes(path, &self).with_context(|| path.display().to_string())?;
        self.also = Some((name(path), bytes));
        Ok(self)
    }

    /// The text of the corrections that stand beside an input, if none were given.
    fn beside(&self, path: &Path) -> Option<String> {
        let none_given = self.corrections.is_none() && path != Path::new("-");
        none_given.then(|| std::fs::read_to_string(path.with_file_name(BESIDE)).ok()).flatten()
    }

    /// A fingerprint of what an input is amended with: registry, corrections, another form.
    #[must_use]
    pub fn amended_with(&self, path: &Path) -> Option<String> {
        let registry = self.registry.as_ref().map(|(_, text)| text.clone());
        let corrections = self.corrections.as_ref().map(|(_, text)| text.clone()).or_else(|| self.beside(path));
        let also = self.also.as_ref().map(|(name, bytes)| format!("{name} {}", crate::sha256(bytes)));
        let texts: Vec<String> = [registry, corrections, also].into_iter().flatten().collect();
        (!texts.is_empty()).then(|| crate::sha256(texts.join("\0").as_bytes()))
    }

    /// Gives the rows the ids that last and sets what a person corrected.
    fn amend(&self, path: &Path, plan: &mut Plan) -> Result<()> {
        if let Some((registry, _)) = &self.registry {
            registry.apply(plan);
        }
        if let Some((corrections, _)) = &self.corrections {
            correct::apply(plan, corrections);
        } else if let Some(text) = self.beside(path) {
            let corrections = correct::parse(&text).with_context(|| format!("{BESIDE} beside it"))?;
            correct::apply(plan, &corrections);
        }
        Ok(())
    }
}

/// Reads one input, `-` being standard input.
///
/// # Errors
/// When there is no such file, it cannot be read, or it is larger than the limit.
pub fn bytes(path: &Path, options: &Options) -> Result<Vec<u8>> {
    let limit = options.read.limits.file_bytes;
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
pub fn plan(path: &Path, bytes: &[u8], options: &Options) -> Result<Plan> {
    let mut plan = as_read(path, bytes, options)?;
    options.amend(path, &mut plan)?;
    Ok(plan)
}

/// The plan of one input with the ids that last, as it is before any correction.
///
/// # Errors
/// See [`plan`].
pub fn uncorrected(path: &Path, bytes: &[u8], options: &Options) -> Result<Plan> {
    let mut plan = as_read(path, bytes, options)?;
    if let Some((registry, _)) = &options.registry {
        registry.apply(&mut plan);
    }
    Ok(plan)
}

fn as_read(path: &Path, bytes: &[u8], options: &Options) -> Result<Plan> {
    let name = name(path);
    let source = Source { name: &name, bytes };
    let read = match &options.also {
        Some((name, bytes)) => crate::plan_of_both(source, Source { name, bytes }, &options.read),
        None => crate::plan_of(source, &options.read),
    };
    read.map_err(|e| {
        let text = e.to_string();
        anyhow::anyhow!(text.strip_prefix(&format!("{name}: ")).unwrap_or(&text).to_owned())
    })
}
