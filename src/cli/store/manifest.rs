//! `manifest.json`: what an output folder was made from, and what was made.
//!
//! It tells the next run what need not be done again, which files are ours to replace or remove,
//! and which name each input was given. Paths are relative to the output folder and nothing in it
//! tells of the clock or the machine, so that it can be kept under version control with the rest.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::names;

/// File name in the output folder.
pub const FILE: &str = "manifest.json";

/// What the manifest says of itself; a file without it is none of ours.
const GENERATOR: &str = "cruscotto";

/// The whole file, its entries owned (read) or borrowed (written).
#[derive(Debug, Serialize, Deserialize)]
struct Written<Entries> {
    generator: String,
    manifest_version: u32,
    inputs: Entries,
}

/// What became of one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its path, relative to the output folder, with `/`; `-` is standard input.
    pub input: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What made the outputs, apart from the input's bytes.
    pub made_with: MadeWith,
    /// Name of the annex's folder; none if the input, found in a folder, is no annex.
    pub annex: Option<String>,
    /// What was written.
    pub outputs: Vec<Output>,
}

/// Program and options that made an annex's outputs: when one of them differs, the outputs are old.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeWith {
    /// Version of the program.
    pub version: String,
    /// Names of the formats, in the order in which they are written.
    pub formats: Vec<String>,
    /// Language of headings.
    pub lang: String,
    /// Whether hidden rows, columns and sheets were taken in.
    pub include_hidden: bool,
    /// Fingerprint of the registry and the corrections that were applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amended: Option<String>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path, relative to the output folder, with `/`.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Entry {
    /// Whether all outputs are there with the size that was written.
    #[must_use]
    pub fn is_there(&self, root: &Path) -> bool {
        self.outputs
            .iter()
            .all(|o| root.join(&o.path).symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == o.size))
    }

    /// Whether all outputs are there with the bytes that were written.
    #[must_use]
    pub fn is_whole(&self, root: &Path) -> bool {
        self.is_there(root)
            && self
                .outputs
                .iter()
                .all(|o| std::fs::read(root.join(&o.path)).is_ok_and(|bytes| crate::sha256(&bytes) == o.sha256))
    }

    /// Whether it could have been written by this program: a manifest is a file that others may
    /// have changed, and its paths are used to remove files.
    fn is_sound(&self) -> bool {
        match &self.annex {
            None => self.outputs.is_empty(),
            Some(name) => {
                names::safe(name) == *name && self.outputs.iter().all(|o| super::inside(name, &o.path).is_some())
            }
        }
    }
}

/// The entries by input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    entries: BTreeMap<String, Entry>,
    changed: bool,
}

impl Manifest {
    /// Reads the file's bytes; the error says what is wrong with them.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let written: Written<Vec<Entry>> = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
        if written.generator != GENERATOR || written.manifest_version != 1 {
            return Err(format!("written by {} {}", written.generator, written.manifest_version));
        }
        let mut manifest = Self::default();
        for entry in written.inputs {
            if !entry.is_sound() {
                return Err(format!("the entry of {} names files outside its folder", entry.input));
            }
            manifest.set(entry);
        }
        manifest.changed = false;
        Ok(manifest)
    }

    /// Reads one entry as [`Manifest::line`] wrote it; `None` if it was cut short.
    #[must_use]
    pub fn parse_line(line: &[u8]) -> Option<Entry> {
        serde_json::from_slice(line).ok().filter(Entry::is_sound)
    }

    /// One entry as a line of the journal.
    #[must_use]
    pub fn line(entry: &Entry) -> Vec<u8> {
        let mut line = serde_json::to_vec(entry).expect("string keys and integers always serialise");
        line.push(b'\n');
        line
    }

    /// Writes the file's content.
    ///
    /// # Errors
    /// When `to` takes no more.
    pub fn write(&self, mut to: impl Write) -> io::Result<()> {
        let inputs: Vec<&Entry> = self.entries.values().collect();
        let written = Written { generator: GENERATOR.to_owned(), manifest_version: 1, inputs };
        serde_json::to_writer_pretty(&mut to, &written)?;
        to.write_all(b"\n")?;
        to.flush()
    }

    /// Whether it says anything else than when it was read.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        self.changed
    }

    /// What became of an input on an earlier run.
    #[must_use]
    pub fn get(&self, input: &str) -> Option<&Entry> {
        self.entries.get(input)
    }

    /// Notes what became of an input.
    pub fn set(&mut self, entry: Entry) {
        self.changed |= self.entries.get(&entry.input) != Some(&entry);
        self.entries.insert(entry.input.clone(), entry);
    }

    /// Forgets an input.
    pub fn remove(&mut self, input: &str) {
        self.changed |= self.entries.remove(input).is_some();
    }

    /// All entries, in the order of their inputs' paths.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(annex: Option<&str>, output: Option<&str>) -> Entry {
        Entry {
            input: "../in/a.txt".to_owned(),
            sha256: "00".to_owned(),
            made_with: MadeWith {
                version: "1.0.0".to_owned(),
                formats: vec!["json".to_owned()],
                lang: "it".to_owned(),
                include_hidden: false,
                amended: None,
            },
            annex: annex.map(str::to_owned),
            outputs: output
                .map(|path| Output { path: path.to_owned(), size: 2, sha256: "11".to_owned() })
                .into_iter()
                .collect(),
        }
    }

    fn reread(entry: Entry) -> Result<Manifest, String> {
        let mut manifest = Manifest::default();
        manifest.set(entry);
        let mut bytes = Vec::new();
        manifest.write(&mut bytes).expect("memory takes it");
        Manifest::parse(&bytes)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let whole = entry(Some("a"), Some("a/csv/targets.csv"));
        assert_eq!(reread(whole.clone()).expect("sound").get("../in/a.txt"), Some(&whole));
        assert_eq!(Manifest::parse_line(&Manifest::line(&whole)), Some(whole));
    }

    #[test]
    fn an_entry_that_names_files_elsewhere_is_refused() {
        for (annex, output) in [
            (Some("a"), Some("b/plan.json")),
            (Some("a"), Some("a/../../etc/passwd")),
            (Some("a"), Some("/etc/passwd")),
            (Some("a"), Some("a")),
            (Some(".."), Some("../plan.json")),
            (Some("a/b"), Some("a/b/plan.json")),
            (None, Some("a/plan.json")),
        ] {
            assert!(reread(entry(annex, output)).is_err(), "{annex:?} {output:?}");
        }
    }

    #[test]
    fn a_line_cut_short_is_no_entry() {
        let line = Manifest::line(&entry(Some("a"), Some("a/plan.json")));
        assert_eq!(Manifest::parse_line(&line[..line.len() / 2]), None);
    }
}
