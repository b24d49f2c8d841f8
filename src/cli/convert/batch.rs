//! Many inputs at once: which of them need work, and the work.
//!
//! One pool of threads reads and writes annexes, one at a time each, and keeps nothing of them but
//! counts; another waits for the disk, so that the processors need not.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Failure;
use super::facts::{self, Facts};
use super::find::Found;
use super::report::Report;
use crate::cli::console::Console;
use crate::cli::input;
use crate::cli::store::manifest::{Entry, MadeWith, Manifest, Output};
use crate::cli::store::names::{self, Given, Unnamed};
use crate::cli::store::{Staged, Store};
use crate::read::{self, ReadError};
use crate::source::Source;
use crate::write::{Artifact, Content, Lang, WriteOptions, Writer};

/// Threads that wait for the disk: it takes many requests in the time of one.
const DISK_THREADS: usize = 8;

const NO_THREADS: &str = "cannot start threads";

/// What is the same for all inputs of a run.
pub struct Batch<'a> {
    pub store: &'a Store,
    pub console: &'a Console,
    pub writers: &'a [&'static Writer],
    pub lang: Lang,
    pub read: &'a input::Options,
    pub made_with: &'a MadeWith,
    /// Keys of the run's inputs, folded: none of them is ever written to.
    pub inputs: &'a HashSet<String>,
    pub force: bool,
    pub jobs: usize,
}

/// What is to be done about an input.
enum Need {
    /// Nothing: its outputs are there.
    Nothing,
    /// Nothing: it is still no annex.
    PassOver,
    /// To be converted, and the entry that will be replaced.
    Convert(Option<Entry>),
    /// It cannot be read.
    Fail(String),
}

/// An input to convert, with its name in the output.
struct Job {
    found: Found,
    name: String,
    before: Option<Entry>,
    /// Whether its line, or the whole block, is said of it.
    alone: bool,
}

/// What became of an input.
enum Outcome {
    Converted(Entry, Facts),
    NoAnnex(Entry),
    Failed(String),
}

impl Batch<'_> {
    /// Converts what needs to be, and notes all in the manifest and the report.
    ///
    /// # Errors
    /// When no threads can be had.
    pub fn run(&self, found: Vec<Found>, manifest: &mut Manifest, report: &mut Report) -> Result<()> {
        // This thread is one of them: one less to start, and its memory grows in larger steps than another's.
        let workers = pool(self.jobs).use_current_thread().build().context(NO_THREADS)?;
        let found_in_all = found.len();
        let needs: Vec<Need> = workers.install(|| found.par_iter().map(|f| self.need(f, manifest)).collect());
        let mut todo = Vec::new();
        for (found, need) in found.into_iter().zip(needs) {
            match need {
                Need::Nothing => report.unchanged.push(found),
                Need::PassOver => report.passed_over.push(found.shown()),
                Need::Fail(reason) => report.failures.push(Failure { input: found.shown(), reason }),
                Need::Convert(before) => todo.push((found, before)),
            }
        }
        if todo.is_empty() {
            return Ok(());
        }
        let alone = found_in_all == 1 && report.failures.is_empty();
        let jobs = jobs(todo, self.inputs, manifest, alone);
        for (job, outcome) in self.convert_all(&jobs, &workers)? {
            match outcome {
                Outcome::Converted(entry, facts) => {
                    manifest.set(entry);
                    report.converted.push((job.found.clone(), facts));
                }
                Outcome::NoAnnex(entry) => {
                    manifest.set(entry);
                    report.passed_over.push(job.found.shown());
                }
                Outcome::Failed(reason) => report.failures.push(Failure { input: job.found.shown(), reason }),
            }
        }
        Ok(())
    }

    /// What an input is converted with: what is the same for all, and what amends this one.
    fn made_with(&self, path: &Path) -> MadeWith {
        MadeWith { amended: self.read.amended_with(path), ..self.made_with.clone() }
    }

    /// Compares an input with what the manifest tells of it.
    fn need(&self, found: &Found, manifest: &Manifest) -> Need {
        let before = manifest.get(&found.key);
        if before.is_none() && found.named {
            return Need::Convert(None);
        }
        if !found.path.is_file() {
            // Standard input or a pipe, which can be read but once.
            return Need::Convert(before.cloned());
        }
        let bytes = match input::bytes(&found.path, self.read) {
            Ok(bytes) => bytes,
            Err(e) => return Need::Fail(format!("{e:#}")),
        };
        let Some(before) = before else {
            // Found in a folder: what is not even the form of an annex needs no name.
            return match read::format(Source { name: "", bytes: &bytes }) {
                Err(ReadError::UnknownFormat { .. } | ReadError::Empty(_)) => Need::PassOver,
                _ => Need::Convert(None),
            };
        };
        let same = !self.force
            && before.made_with == self.made_with(&found.path)
            && before.sha256 == crate::sha256(&bytes)
            && before.is_there(self.store.root());
        match (same, &before.annex) {
            (true, Some(_)) => Need::Nothing,
            (true, None) if !found.named => Need::PassOver,
            _ => Need::Convert(Some(before.clone())),
        }
    }

    /// Converts the jobs at once; gives the outcomes in their order.
    fn convert_all<'j>(&self, jobs: &'j [Job], workers: &ThreadPool) -> Result<Vec<(&'j Job, Outcome)>> {
        let outcomes: Mutex<Vec<(usize, Outcome)>> = Mutex::new(Vec::with_capacity(jobs.len()));
        let done = |index: usize, outcome: Outcome| {
            self.tell(&jobs[index], &outcome);
            outcomes.lock().unwrap_or_else(PoisonError::into_inner).push((index, outcome));
        };
        self.console.begin(jobs.len());
        if let [job] = jobs {
            // Nothing is left to do while the disk is waited for.
            done(0, workers.install(|| self.stage(job).commit(job)));
        } else {
            let disk = pool(DISK_THREADS).build().context(NO_THREADS)?;
            disk.in_place_scope(|scope| {
                let done = &done;
                workers.install(|| {
                    jobs.par_iter().enumerate().with_max_len(1).for_each(|(index, job)| {
                        let stage = self.stage(job);
                        scope.spawn(move |_| done(index, stage.commit(job)));
                    });
                });
            });
        }
        self.console.end();
        let mut outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
        outcomes.sort_by_key(|&(index, _)| index);
        Ok(outcomes.into_iter().map(|(index, outcome)| (&jobs[index], outcome)).collect())
    }
}

/// An input that was read: its outputs on their way, or nothing to write.
enum Stage<'s> {
    Staged(Staged<'s>, Facts, Instant),
    Done(Outcome),
}

impl Stage<'_> {
    /// Puts what was written in its place, which waits for the disk.
    fn commit(self, job: &Job) -> Outcome {
        match self {
            Self::Done(outcome) => outcome,
            Self::Staged(staged, facts, start) => match staged.commit() {
                Ok(entry) => Outcome::Converted(entry, Facts { seconds: start.elapsed().as_secs_f64(), ..facts }),
                Err(e) => Outcome::Failed(job.explain(&e)),
            },
        }
    }
}

impl Batch<'_> {
    /// Reads an input and writes its outputs where nobody looks yet.
    fn stage(&self, job: &Job) -> Stage<'_> {
        self.try_stage(job).unwrap_or_else(|e| Stage::Done(Outcome::Failed(job.explain(&e))))
    }

    fn try_stage(&self, job: &Job) -> Result<Stage<'_>> {
        let start = Instant::now();
        let path = &job.found.path;
        let bytes = input::bytes(path, self.read)?;
        let plan = input::plan(path, &bytes, self.read)?;
        let sha256 = crate::sha256(&bytes);
        drop(bytes);
        let entry = Entry {
            input: job.found.key.clone(),
            sha256,
            made_with: self.made_with(path),
            annex: None,
            outputs: Vec::new(),
        };
        if let Err(e) = facts::must_be_annex(&plan) {
            let may_be_none = !job.found.named && job.before().is_empty();
            return if may_be_none { Ok(Stage::Done(Outcome::NoAnnex(entry))) } else { Err(e) };
        }
        let content = Content::new(&plan);
        let artifacts = self.artifacts(&content, &WriteOptions { lang: self.lang, name: job.name.clone() })?;
        if let Some(artifact) =
            artifacts.iter().find(|a| self.inputs.contains(&names::folded(&format!("{}/{}", job.name, a.path))))
        {
            bail!(
                "{}/{} is an input of this run and would be replaced; choose another folder",
                job.name,
                artifact.path
            );
        }
        let facts = Facts::of(&content, start.elapsed());
        let staged = self.store.stage(entry, &job.name, &artifacts, job.before(), self.force)?;
        Ok(Stage::Staged(staged, facts, start))
    }

    /// The files of all formats, made side by side; of two formats that fail the first is told.
    fn artifacts(&self, content: &Content<'_>, options: &WriteOptions) -> Result<Vec<Artifact>> {
        let mut made: Vec<_> = self.writers.iter().map(|_| Ok(Vec::new())).collect();
        // Another thread takes what was spawned first, and this one what was last: it begins with the small
        // formats while the workbook, by far the slowest, is on its way.
        rayon::scope(|scope| {
            for (writer, made) in self.writers.iter().zip(&mut made) {
                scope.spawn(move |_| *made = (writer.write)(content, options));
            }
        });
        let made: Vec<Vec<Artifact>> = made.into_iter().collect::<Result<_, _>>()?;
        Ok(made.into_iter().flatten().collect())
    }

    fn tell(&self, job: &Job, outcome: &Outcome) {
        self.console.step(&job.name);
        let input = job.found.shown();
        match outcome {
            Outcome::Converted(_, facts) => {
                let output = self.store.shown().join(&job.name).display().to_string();
                let text = if job.alone { facts.block(&input, &output) } else { facts.line(&input, &output) };
                self.console.note(&text);
            }
            // Told at the end of the run, where it is not overlooked.
            Outcome::NoAnnex(_) | Outcome::Failed(_) => {}
        }
    }
}

impl Job {
    /// The outputs that will be replaced.
    fn before(&self) -> &[Output] {
        self.before.as_ref().map_or(&[], |entry| &entry.outputs)
    }

    fn explain(&self, error: &anyhow::Error) -> String {
        let kept = if self.before().is_empty() { "" } else { " (its earlier output is kept)" };
        format!("{error:#}{kept}")
    }
}

/// Gives each input its name: the one it had, or a new one.
fn jobs(todo: Vec<(Found, Option<Entry>)>, inputs: &HashSet<String>, manifest: &Manifest, alone: bool) -> Vec<Job> {
    let mut given: Vec<Given<'_>> =
        manifest.iter().filter_map(|e| Some(Given { key: &e.input, name: e.annex.as_deref()? })).collect();
    // A folder of the output that holds an input is not for somebody else's outputs.
    given.extend(inputs.iter().filter_map(|key| Some(Given { key, name: key.split_once('/')?.0 })));
    let had = |before: &Option<Entry>| before.as_ref().and_then(|entry| entry.annex.clone());
    let unnamed: Vec<Unnamed> =
        todo.iter().filter(|(_, before)| had(before).is_none()).map(|(f, _)| Unnamed::new(&f.key, &f.path)).collect();
    let mut new = names::allocate(&unnamed, &given).into_iter();
    todo.into_iter()
        .map(|(found, before)| {
            let name = had(&before).or_else(|| new.next()).expect("a name was made for each that had none");
            Job { found, name, before, alone }
        })
        .collect()
}

fn pool(threads: usize) -> ThreadPoolBuilder {
    ThreadPoolBuilder::new().num_threads(threads)
}
