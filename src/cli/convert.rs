//! `cruscotto convert`: files in, a folder of outputs an annex out; only what is new is done.

mod batch;
mod facts;
mod find;
#[cfg(feature = "html")]
mod index;
mod report;

use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::console::Console;
use super::input::ReadArgs;
use super::store::manifest::{Entry, MadeWith, Manifest};
use super::store::{Store, names};
use super::{Usage, input, output};
use crate::source::Source;
use crate::write::{self, Content, Lang, WRITERS, WriteOptions, Writer};
use facts::Facts;
use report::Report;

const EXAMPLES: &str = "\
Examples:
  cruscotto convert annex.xlsx -o output
      writes output/annex/plan.json, output/annex/annex.xlsx …
  cruscotto convert chambers/ 'archive/**/*.ods' -o output --prune
      all annexes below chambers/ and the ods files below archive/; outputs whose input is gone are removed
  cruscotto convert annex.txt -o output --format json,csv --lang en
  cruscotto convert chambers/ -o output --quiet --json > report.json
      for a scheduler: nothing on standard error but failures, the run's report on standard output
  cruscotto convert chambers/ -o output --combine
      and output/combined/: one dataset of all annexes, in which a changed annex replaces its own rows
  cruscotto convert annex.pdf --also annex.txt -o output
      one annex in two forms: deductions that the other form states are confirmed, differences reported
  pdftotext -raw annex.pdf - | cruscotto convert - -o -
      plan.json of standard input on standard output

A second run converts what changed since: inputs are compared by their content with output/manifest.json.
Each annex's outputs are replaced as a whole or not at all, also when the program is killed.";

/// Convert annexes into a workbook, JSON and tables
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Args {
    /// Files, folders (searched to the bottom) or patterns; `-` is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the results, one folder an annex in it; `-` is standard output
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Another form of the one annex given, its PDF beside its text say: each value is taken from
    /// the form that states it outright
    #[arg(long, value_name = "FILE")]
    also: Option<PathBuf>,
    /// Formats to write, parted by commas
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    format: Vec<String>,
    /// Language of headings and legends
    #[arg(long, value_parser = ["it", "en"], default_value = "it")]
    lang: String,
    /// Also write corrections.toml, with every deduced value as a proposal to confirm or change
    #[arg(long)]
    review: bool,
    /// Convert all inputs, also those that did not change, and replace files that are in the way
    #[arg(long)]
    force: bool,
    /// Remove the outputs of inputs that are gone
    #[arg(long)]
    prune: bool,
    /// Also write DIR/combined: one dataset of all annexes in DIR, as CSV, SQLite and Parquet
    #[cfg(feature = "sqlite")]
    #[arg(long)]
    combine: bool,
    /// Annexes to convert at once [default: one a processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Print the run's report as JSON to standard output
    #[arg(long)]
    json: bool,
    /// Say nothing on standard error but what failed
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    read: ReadArgs,
}

fn formats() -> PossibleValuesParser {
    let values = WRITERS.iter().map(|writer| {
        let mark = if writer.default { " (default)" } else { "" };
        PossibleValue::new(writer.name).help(format!("{}{mark}", writer.says))
    });
    PossibleValuesParser::new(values)
}

/// An input that could not be converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// As one would name it from here.
    pub input: String,
    /// Why, and what to do.
    pub reason: String,
}

/// Converts all inputs.
pub fn run(args: &Args) -> Result<ExitCode> {
    if args.output == Path::new("-") {
        return to_stdout(args);
    }
    let console = Console::new(args.quiet);
    let start = Instant::now();
    let options = args.options()?;
    let was_there = args.output.exists();
    let (store, mut manifest) = Store::open(&args.output, |text| console.warn(text))?;
    let mut report = Report::new(&args.output, args.prune);
    let found = find::find(&args.inputs, store.root(), &mut report.failures);
    let inputs: HashSet<String> = found.iter().map(|f| names::folded(&f.key)).collect();
    report.gone = remove_gone(&store, &mut manifest, &inputs, args.prune)?;
    let batch = batch::Batch {
        store: &store,
        console: &console,
        writers: &args.writers(),
        lang: args.lang(),
        read: &options,
        made_with: &args.made_with(),
        inputs: &inputs,
        force: args.force,
        jobs: args.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, Into::into), usize::from),
    };
    batch.run(found, &mut manifest, &mut report)?;
    #[cfg(feature = "sqlite")]
    let combined = args.combine.then(|| crate::cli::combine::update(store.root(), &manifest));
    #[cfg(feature = "html")]
    if let Err(e) = index::update(&store, &manifest, args.lang(), args.force) {
        console.warn(&format!("{e:#}"));
    }
    let finished = store.finish(&manifest);
    if !was_there {
        // Stays if anything is in it: a run that wrote nothing leaves nothing.
        let _ = std::fs::remove_dir(&args.output);
    }

    report.seconds = start.elapsed().as_secs_f64();
    report.say(&console);
    finished?;
    #[cfg(feature = "sqlite")]
    if let Some(combined) = combined {
        combined?.say(&console);
    }
    if args.json {
        output::stream(|to| report.write(&manifest, to))?;
    }
    Ok(if report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

impl Args {
    fn options(&self) -> Result<input::Options> {
        let options = self.read.options()?;
        let Some(also) = &self.also else { return Ok(options) };
        let [input] = &self.inputs[..] else {
            return Err(Usage("--also takes one annex: give one input and another form of it".to_owned()).into());
        };
        if input.is_dir() || also.is_dir() {
            return Err(Usage("--also takes two files, not folders".to_owned()).into());
        }
        options.with_also(also)
    }

    fn lang(&self) -> Lang {
        if self.lang == "en" { Lang::En } else { Lang::It }
    }

    /// The formats asked for, each once, in the order of the table.
    fn writers(&self) -> Vec<&'static Writer> {
        let asked = |w: &&Writer| {
            let named = if self.format.is_empty() { w.default } else { self.format.iter().any(|f| f == w.name) };
            named || (w.name == "json" && self.combines()) || (w.name == "review" && self.review)
        };
        WRITERS.iter().filter(asked).collect()
    }

    /// Whether `plan.json` of all annexes is needed for the combined dataset.
    fn combines(&self) -> bool {
        #[cfg(feature = "sqlite")]
        return self.combine;
        #[cfg(not(feature = "sqlite"))]
        false
    }

    fn made_with(&self) -> MadeWith {
        MadeWith {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            formats: self.writers().iter().map(|w| w.name.to_owned()).collect(),
            lang: self.lang().code().to_owned(),
            include_hidden: self.read.include_hidden,
            amended: None,
        }
    }
}

/// Finds the entries whose input is there no more, and removes their outputs if asked to.
fn remove_gone(store: &Store, manifest: &mut Manifest, inputs: &HashSet<String>, prune: bool) -> Result<Vec<Entry>> {
    let is_gone = |entry: &&Entry| {
        // A name that is no Unicode cannot be told from the manifest: better to keep than to remove.
        entry.input != "-"
            && !entry.outputs.iter().any(|o| inputs.contains(&names::folded(&o.path)))
            && !entry.input.contains(char::REPLACEMENT_CHARACTER)
            && store
                .root()
                .join(&entry.input)
                .symlink_metadata()
                .is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound)
    };
    let gone: Vec<Entry> = manifest.iter().filter(is_gone).cloned().collect();
    for entry in &gone {
        if prune {
            store.remove(entry)?;
        }
        if prune || entry.annex.is_none() {
            manifest.remove(&entry.input);
        }
    }
    Ok(gone.into_iter().filter(|entry| entry.annex.is_some()).collect())
}

/// One input and one format, to standard output.
fn to_stdout(args: &Args) -> Result<ExitCode> {
    let ([path], [] | [_]) = (&args.inputs[..], &args.format[..]) else {
        return Err(Usage("`-o -` takes one input and one --format; give a folder for more".to_owned()).into());
    };
    if path.is_dir() || args.json {
        return Err(Usage("`-o -` takes one file, and no --json; give a folder for more".to_owned()).into());
    }
    if std::io::stdout().is_terminal() && args.format.first().is_some_and(|f| f != "json") {
        return Err(
            Usage("this format is not for a terminal; redirect it to a file, or give a folder".to_owned()).into()
        );
    }
    let console = Console::new(args.quiet);
    let start = Instant::now();
    let options = args.options()?;
    let convert = || -> Result<_> {
        let plan = input::plan(path, &input::bytes(path, &options)?, &options)?;
        facts::must_be_annex(&plan)?;
        let writer = write::writer(args.format.first().map_or("json", String::as_str)).expect("clap checked the name");
        let name = names::safe(Source { name: &input::name(path), bytes: &[] }.stem());
        let content = Content::new(&plan);
        let artifacts = (writer.write)(&content, &WriteOptions { lang: args.lang(), name })?;
        Ok((Facts::of(&content, start.elapsed()), artifacts))
    };
    let (facts, artifacts) = convert().map_err(|e| e.context(path.display().to_string()))?;
    let [artifact] = &artifacts[..] else {
        return Err(Usage("this format has several files; give a folder".to_owned()).into());
    };
    console.note(&facts.block(&path.display().to_string(), "standard output"));
    output::print(&artifact.bytes)
}
