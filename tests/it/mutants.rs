//! Damaged copies of real files: read or refused, never a panic, and what is read keeps its promises.
//!
//! ```text
//! cargo test --test it mutants                        a few of each format
//! MUTANTS=100000 cargo test --release --test it mutants -- --nocapture
//! MUTANTS=1 MUTANTS_FROM=4711 …                       one of them again
//! ```
//!
//! | variable | meaning |
//! |---|---|
//! | `MUTANTS` | how many of each format |
//! | `MUTANTS_FROM` | the first of them; a mutant depends on seed and number alone |
//! | `MUTANTS_SECONDS` | stop after so many seconds a format |
//! | `MUTANTS_SEED` | other mutants |
//! | `MUTANTS_SLOWEST` | fail when one takes more than so many milliseconds of a processor |
//!
//! The number of the mutant that is being read stands in `target/tmp/mutants/<format>`, for the case
//! that the process is gone.

mod damage;

use std::fmt::Write as _;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use cruscotto::document::Body;
use cruscotto::plan::Plan;
use cruscotto::read::{ReadOptions, read};
use cruscotto::source::Source;
use cruscotto::write::{Content, Lang, WRITERS, WriteError, WriteOptions, json};
use cruscotto::{PlanError, plan_of};

use crate::read::package::xlsb;
use crate::restore::{assert_same, content, through_plan_json};
use damage::Random;

/// What is costly to look at is looked at in one of so many mutants.
const RARELY: u64 = 32;

/// A file to be damaged.
struct Seed {
    name: &'static str,
    bytes: Vec<u8>,
    damage: fn(&[u8], &mut Random) -> Vec<u8>,
}

fn seed(path: &'static str, damage: fn(&[u8], &mut Random) -> Vec<u8>) -> Seed {
    let full = format!("{}/fixtures/{path}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&full).unwrap_or_else(|error| panic!("{full}: {error}"));
    Seed { name: path.rsplit('/').next().expect("a name"), bytes, damage }
}

/// The file itself, byte by byte.
fn raw(original: &[u8], random: &mut Random) -> Vec<u8> {
    let mut mutant = original.to_vec();
    damage::bytes(&mut mutant, random);
    mutant
}

/// The parts of the container, and now and then the container.
fn container(original: &[u8], random: &mut Random) -> Vec<u8> {
    if random.below(4) == 0 { raw(original, random) } else { damage::parts(original, random) }
}

/// A stretch of lines, in disorder.
fn text(original: &[u8], random: &mut Random) -> Vec<u8> {
    const LINES: usize = 120;
    let all: Vec<&[u8]> = original.split_inclusive(|b| *b == b'\n').collect();
    let from = random.below(all.len());
    let mut mutant = all[from..(from + 1 + random.below(LINES)).min(all.len())].concat();
    if random.below(3) != 0 {
        damage::lines(&mut mutant, random);
    }
    if random.below(3) != 0 {
        damage::bytes(&mut mutant, random);
    }
    mutant
}

/// A setting of the environment.
fn setting(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text}: not a whole number")))
}

/// Reads mutants of the seeds in turn.
fn run(format: &str, seeds: &[Seed]) {
    let (first, seed) = (setting("MUTANTS_FROM").unwrap_or(0), setting("MUTANTS_SEED").unwrap_or(0x0C12_05C0));
    let seconds = setting("MUTANTS_SECONDS");
    let count = setting("MUTANTS").unwrap_or(if seconds.is_some() { u64::MAX } else { 30 });
    let (start, current) = (Instant::now(), Current::new(format));
    let mut report = Report::default();
    for n in first..first.saturating_add(count) {
        if seconds.is_some_and(|most| start.elapsed().as_secs() >= most) {
            break;
        }
        current.set(n);
        let random = &mut Random(seed ^ n.wrapping_mul(0xD134_2543_DE82_EF95));
        let from = &seeds[random.below(seeds.len())];
        let mutant = (from.damage)(&from.bytes, random);
        let begun = busy();
        let outcome = std::panic::catch_unwind(|| plan_of(Source { name: from.name, bytes: &mutant }, &options()));
        report.add(n, busy().saturating_sub(begun), matches!(outcome, Ok(Ok(_))));
        let kept = std::panic::catch_unwind(AssertUnwindSafe(|| {
            check_document(from.name, &mutant, n);
            match &outcome {
                Ok(Ok(plan)) => check_plan(plan, from.name, &mutant, n),
                Ok(Err(error)) => check_error(error),
                Err(_) => {}
            }
        }));
        if outcome.is_err() || kept.is_err() {
            let path = current.keep(&mutant, n, from.name);
            panic!("mutant {n} of {format} fails, see {}", path.display());
        }
    }
    report.tell(format);
}

fn options() -> ReadOptions {
    ReadOptions::default()
}

/// What every document promises.
fn check_document(name: &str, bytes: &[u8], n: u64) {
    if n % RARELY != 1 {
        return;
    }
    let Ok(document) = read(Source { name, bytes }, &options()) else { return };
    let Body::Grid(sheets) = &document.body else { return };
    for sheet in sheets {
        assert!(sheet.cells.is_sorted_by_key(|c| (c.row, c.col)), "cells out of order");
        assert!(sheet.cells.iter().all(|c| !c.text.trim().is_empty()), "a blank cell");
    }
}

/// What every plan promises: ids are unique, all of the source is placed or quoted, it comes back
/// from its own JSON, the same file gives the same bytes, and every format can be written.
fn check_plan(plan: &Plan, name: &str, bytes: &[u8], n: u64) {
    let rows = plan.rows();
    let mut ids: Vec<&str> = rows.iter().map(|row| row.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "two rows have one id");
    let quoted = plan.diagnostics.iter().filter(|d| d.code.id == "unplaced-text").count();
    let lost = plan.coverage.read.checked_sub(plan.coverage.placed).expect("no more is placed than was read");
    assert!(lost == 0 || quoted > 0, "{lost} pieces of the source are lost without a word");
    if n % RARELY != 2 {
        return;
    }
    assert_same(&content(&through_plan_json(plan)), &content(plan));
    let again = plan_of(Source { name, bytes }, &options()).expect("it was read once");
    assert!(json::artifact(&again) == json::artifact(plan), "another plan from the same file");
    let options = WriteOptions { lang: Lang::It, name: "annex".to_owned() };
    for writer in WRITERS {
        match (writer.write)(&Content::new(plan), &options) {
            Ok(_) | Err(WriteError::TooLarge { .. }) => {}
            Err(error) => panic!("{}: {error}", writer.name),
        }
    }
}

/// An error says what is wrong with which file, in one line that a terminal can show.
fn check_error(error: &PlanError) {
    let text = error.to_string();
    assert!(!text.is_empty() && text.len() < 2_000, "an error of {} bytes", text.len());
    assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "an error that speaks to the terminal");
}

/// The mutant under way, where it can be found when the process is gone.
struct Current {
    file: PathBuf,
}

impl Current {
    fn new(format: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutants");
        std::fs::create_dir_all(&folder).expect("made");
        Self { file: folder.join(format) }
    }

    fn set(&self, n: u64) {
        std::fs::write(&self.file, n.to_string()).expect("written");
    }

    fn keep(&self, mutant: &[u8], n: u64, name: &str) -> PathBuf {
        let path = self.file.with_file_name(format!("{n}-{name}"));
        std::fs::write(&path, mutant).expect("written");
        path
    }
}

/// How it went.
#[derive(Default)]
struct Report {
    read: u64,
    refused: u64,
    total: Duration,
    slowest: (Duration, u64),
}

impl Report {
    fn add(&mut self, n: u64, took: Duration, read: bool) {
        *(if read { &mut self.read } else { &mut self.refused }) += 1;
        self.total += took;
        self.slowest = self.slowest.max((took, n));
    }

    fn tell(&self, format: &str) {
        let mut line = format!("{format}: {} mutants read, {} refused", self.read, self.refused);
        let (slowest, n) = self.slowest;
        let each = self.total.checked_div(u32::try_from(self.read + self.refused).unwrap_or(u32::MAX).max(1));
        let each = each.unwrap_or_default().as_secs_f64() * 1e3;
        write!(line, ", {each:.1} ms each, the slowest (number {n}) {} ms", slowest.as_millis()).expect("a string");
        if let Some(peak) = peak_memory() {
            write!(line, ", peak memory of the process {peak} MB").expect("a string");
        }
        eprintln!("{line}");
        if let Some(most) = setting("MUTANTS_SLOWEST") {
            assert!(slowest.as_millis() <= u128::from(most), "mutant {n} of {format} took {slowest:?}");
        }
    }
}

/// How long this thread has had a processor, where the system tells: other work on the machine does
/// not make a mutant slow. Elsewhere the time of day.
fn busy() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// The most memory that the process ever had, in MB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}

#[test]
fn of_xlsx() {
    run("xlsx", &["103", "106"].map(|case| seed(of(case, "xlsx"), container)));
}

#[test]
fn of_ods() {
    run("ods", &["103", "106"].map(|case| seed(of(case, "ods"), container)));
}

#[test]
fn of_xls() {
    run("xls", &["103", "106"].map(|case| seed(of(case, "xls"), raw)));
}

#[test]
fn of_xlsb() {
    run("xlsb", &[Seed { name: "annex.xlsb", bytes: xlsb(&small()), damage: container }]);
}

/// The cells of the small annex.
fn small() -> Vec<Vec<&'static str>> {
    include_str!("../../fixtures/small/annex.csv").lines().map(|line| line.split(';').collect()).collect()
}

/// A form of a case of the corpus.
fn of(case: &str, form: &str) -> &'static str {
    format!("corpus/{case}/annex.{form}").leak()
}

#[test]
fn of_delimited_text() {
    let (table, table_of_a_plan) = ("delimited/windows-1252.csv", "small/annex.csv");
    run("csv", &[seed(table, raw), seed("delimited/utf-16.txt", raw), seed(table_of_a_plan, text)]);
}

#[test]
fn of_flow_text() {
    let real = "giunta-92-2020/annex.txt";
    run("text", &[real, real, "flow-dashboard/annex.txt", "flow-merged/annex.txt"].map(|path| seed(path, text)));
}

#[cfg(feature = "pdf")]
#[test]
fn of_pdf() {
    // What a print draws is compressed; in a page made here it can be damaged.
    let plain = || Seed { name: "made.pdf", bytes: page(), damage: raw };
    run("pdf", &[plain(), plain(), seed("corpus/103/annex.pdf", raw), seed("corpus/103/annex_x.pdf", raw)]);
}

/// A page with the small annex in a ruled table.
#[cfg(feature = "pdf")]
fn page() -> Vec<u8> {
    use crate::pdf::made::{Page, pdf};
    let rows = small();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let (width, height) = (760.0 / coordinate(columns), 30.0);
    let mut page = Page::new();
    for line in 0..=rows.len() {
        let y = 40.0 + coordinate(line) * height;
        page.stroke((20.0, y, 780.0, y));
    }
    for line in 0..=columns {
        let x = 20.0 + coordinate(line) * width;
        page.stroke((x, 40.0, x, 40.0 + coordinate(rows.len()) * height));
    }
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let plain: String = text.chars().filter(|c| c.is_ascii_alphanumeric() || " .,%/<>=".contains(*c)).collect();
            page.text(24.0 + coordinate(column) * width, 60.0 + coordinate(row) * height, &plain);
        }
    }
    pdf(&[page])
}

#[cfg(feature = "pdf")]
fn coordinate(count: usize) -> f32 {
    f32::from(u16::try_from(count).expect("small"))
}
