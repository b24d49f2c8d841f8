//! From bytes to a document. Knows file formats; never the plan.
//!
//! The format is told from the content, not from the name: see [`sniff`].

mod archive;
mod compound;
mod delimited;
mod fault;
mod flow_text;
mod layout_text;
mod limits;
#[cfg(feature = "pdf")]
mod pdf;
mod sniff;
mod table;
mod text;
mod workbook;
mod xml;

pub use limits::Limits;
use limits::Measure;
use sniff::Sniffed;
pub use sniff::format;
use thiserror::Error;

use crate::document::{Body, Document, Format};
use crate::grammar::divided;
use crate::source::Source;

/// What a reader may do and how much it may use.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Take hidden rows, columns and sheets in.
    pub include_hidden: bool,
    /// How much a source may ask for.
    pub limits: Limits,
}

/// Why a source could not be read. The message says what, where and what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no content.
    #[error("{0}: the file is empty")]
    Empty(String),
    /// The format is none that can be read.
    #[error("{name}: {found}; give a workbook (xlsx, xlsm, xlsb, xls, ods), a text (csv, tsv, txt) or a PDF")]
    UnknownFormat {
        /// File name.
        name: String,
        /// What the content looks like.
        found: &'static str,
    },
    /// The format is known, the content is damaged.
    #[error("{name}: damaged {} file: {reason}; open it in the program that made it and save it again", format.name())]
    Damaged {
        /// File name.
        name: String,
        /// Its format.
        format: Format,
        /// What is wrong with it.
        reason: String,
    },
    /// The content cannot be had without help: a password, OCR, another export.
    #[error("{name}: {reason}; {help}")]
    Locked {
        /// File name.
        name: String,
        /// What stands in the way.
        reason: String,
        /// What to do.
        help: &'static str,
    },
    /// A limit that guards the machine was passed.
    #[error("{name}: {what} is {found}, more than the limit of {limit}; raise it with {option} if you trust the file")]
    Limit {
        /// File name.
        name: String,
        /// What was measured.
        what: &'static str,
        /// What was found.
        found: u64,
        /// What is allowed.
        limit: u64,
        /// The command line's option that raises it.
        option: &'static str,
    },
}

/// Reads a source in whatever format its content shows.
///
/// # Errors
/// When the format is unknown, the file is damaged or encrypted, or a limit is passed.
pub fn read(source: Source<'_>, options: &ReadOptions) -> Result<Document, ReadError> {
    let limits = &options.limits;
    limits.check(Measure::FileBytes, source.bytes.len() as u64).map_err(|fault| fault.of(source, Format::FlowText))?;
    let sniffed = sniff::sniff(source, limits)?;
    if let Sniffed::Delimited(text, _) | Sniffed::Layout(text) | Sniffed::Flow(text) = &sniffed {
        limits.check(Measure::TextBytes, text.len() as u64).map_err(|fault| fault.of(source, Format::FlowText))?;
        let lines = text.bytes().filter(|b| *b == b'\n').count();
        limits.check(Measure::Lines, lines as u64).map_err(|fault| fault.of(source, Format::FlowText))?;
    }
    match sniffed {
        #[cfg(feature = "pdf")]
        Sniffed::Binary(Format::Pdf) => pdf::read(source, options).map(whole_words),
        #[cfg(not(feature = "pdf"))]
        Sniffed::Binary(Format::Pdf) => Err(ReadError::UnknownFormat {
            name: source.name.to_owned(),
            found: "a PDF, and this build reads none (feature `pdf`)",
        }),
        Sniffed::Binary(format) => workbook::read(source, format, options),
        Sniffed::Delimited(text, delimiter) => delimited::read(source.stem(), &text, delimiter, limits)
            .map_err(|fault| fault.of(source, Format::Delimited)),
        Sniffed::Layout(text) => Ok(whole_words(layout_text::read(&text))),
        Sniffed::Flow(text) => Ok(flow_text::read(&text)),
    }
}

/// The document of a print, words that its cells were too narrow for as one.
fn whole_words(mut document: Document) -> Document {
    if let Body::Grid(sheets) = &mut document.body {
        let cells = sheets.iter_mut().flat_map(|sheet| &mut sheet.cells);
        divided::join(&mut cells.map(|cell| &mut cell.text).collect::<Vec<_>>());
    }
    document
}
