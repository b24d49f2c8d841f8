//! From the plan to artefacts. Knows the plan and the output's schema; never the document or the disk.
//!
//! A format is one entry of [`WRITERS`]: to add one is a module, a line there and a fixture.

pub mod csv;
pub mod datapackage;
pub mod diff;
pub mod history;
#[cfg(feature = "html")]
pub mod html;
pub mod italian;
pub mod json;
pub mod label;
pub mod ndjson;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "sqlite")]
pub mod sqlite;
pub mod stratml;
pub mod tables;
pub mod workbook;

use std::sync::OnceLock;

use self::tables::Rows;
use crate::json::PlanJson;
use crate::plan::Plan;

/// A file to be written: a path relative to the annex's folder, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative path with `/`, made by the writer and never from the source's text.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The language of headings, legends and sheet names; the source's own text is never translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Italian.
    #[default]
    It,
    /// English.
    En,
}

impl Lang {
    /// Its code, as in `lang="it"`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
        }
    }
}

/// What a writer may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteOptions {
    /// Language of headings and legends.
    pub lang: Lang,
    /// The annex's name in the output: safe as a file name. Its workbook is `<name>.xlsx`.
    pub name: String,
}

/// Why an artefact could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The plan holds more than the format can.
    #[error("{format}: {what} is {found}, more than the {limit} that the format holds; leave it out with --format")]
    TooLarge {
        /// Name of the format.
        format: &'static str,
        /// What was measured.
        what: &'static str,
        /// What was found.
        found: usize,
        /// What the format holds.
        limit: usize,
    },
    /// The library that writes the format gave up.
    #[error("{format}: {source}")]
    Library {
        /// Name of the format.
        format: &'static str,
        /// Its reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl WriteError {
    /// A library's error while writing `format`; for `map_err`.
    pub fn library<E>(format: &'static str) -> impl Fn(E) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        move |source| Self::Library { format, source: source.into() }
    }
}

/// A plan, and what several formats are made from, made once.
#[derive(Debug)]
pub struct Content<'p> {
    plan: &'p Plan,
    json: OnceLock<PlanJson>,
    tables: OnceLock<Vec<Rows>>,
}

impl<'p> Content<'p> {
    /// The content of a plan.
    #[must_use]
    pub const fn new(plan: &'p Plan) -> Self {
        Self { plan, json: OnceLock::new(), tables: OnceLock::new() }
    }

    /// The plan itself.
    #[must_use]
    pub const fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// The plan in the form of `plan.json`.
    #[must_use]
    pub fn json(&self) -> &PlanJson {
        self.json.get_or_init(|| json::to_json(self.plan))
    }

    /// The plan as flat tables.
    #[must_use]
    pub fn tables(&self) -> &[Rows] {
        self.tables.get_or_init(|| tables::tables_of_json(self.json()))
    }
}

/// What a writer does: a plan to the files of one format.
pub type Write = fn(&Content<'_>, &WriteOptions) -> Result<Vec<Artifact>, WriteError>;

/// A format that plans are written in.
#[derive(Debug)]
pub struct Writer {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words, for `--help`.
    pub says: &'static str,
    /// Whether it is written when no format is asked for.
    pub default: bool,
    /// What makes it.
    pub write: Write,
}

/// All formats, in the order in which they are listed and written.
pub static WRITERS: &[Writer] = &[
    Writer {
        name: "json",
        says: "plan.json, the whole plan with provenance",
        default: true,
        write: |content, _| Ok(vec![json::artifact_of(content.json())]),
    },
    Writer {
        name: "xlsx",
        says: "workbook, one sheet a section as a real table",
        default: true,
        write: |content, options| Ok(vec![workbook::artifact_of(content, options)?]),
    },
    #[cfg(feature = "html")]
    Writer {
        name: "html",
        says: "report, one page to read and search in a browser",
        default: true,
        write: |content, options| Ok(vec![html::artifact(content, options)?]),
    },
    Writer {
        name: "csv",
        says: "flat tables for programs, with their description (datapackage.json)",
        default: true,
        write: |content, _| {
            let tables = content.tables();
            let mut files = csv::MACHINE.artifacts(tables)?;
            files.push(datapackage::artifact(tables, &files));
            Ok(files)
        },
    },
    Writer {
        name: "csv-excel",
        says: "flat tables that Excel in Italian opens: `;`, decimal comma",
        default: false,
        write: |content, _| csv::EXCEL_IT.artifacts(content.tables()),
    },
    #[cfg(feature = "parquet")]
    Writer {
        name: "parquet",
        says: "flat tables, typed and small, for DuckDB, polars, Spark, Power BI",
        default: false,
        write: |content, _| parquet::artifacts(content.tables()),
    },
    #[cfg(feature = "sqlite")]
    Writer {
        name: "sqlite",
        says: "one database with keys, indexes and views",
        default: false,
        write: |content, _| Ok(vec![sqlite::artifact(content.tables())?]),
    },
    Writer {
        name: "ndjson",
        says: "flat tables, one JSON object a row",
        default: false,
        write: |content, _| ndjson::artifacts(content.tables()),
    },
    Writer {
        name: "stratml",
        says: "StratML Part 2, the XML of performance plans (ANSI/AIIM 22)",
        default: false,
        write: |content, _| Ok(vec![stratml::artifact(content.json())]),
    },
    Writer {
        name: "review",
        says: "corrections.toml with every deduction as a proposal to confirm or change (--review)",
        default: false,
        write: |content, _| {
            let bytes = crate::correct::review(content.plan()).into_bytes();
            Ok(vec![Artifact { path: "corrections.toml".to_owned(), bytes }])
        },
    },
];

/// The format of that name.
#[must_use]
pub fn writer(name: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|w| w.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for (i, entry) in WRITERS.iter().enumerate() {
            assert!(WRITERS[..i].iter().all(|other| other.name != entry.name), "{} is there twice", entry.name);
            assert!(writer(entry.name).is_some_and(|found| found.name == entry.name));
        }
    }
}
