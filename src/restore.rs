//! From our own output back to the plan: `plan.json`, and the workbook that was written from one.
//!
//! Both are recognised by their content. What a writer derives is not read, so a person's change
//! to a value's text counts and a contradiction cannot arise.

mod json;
mod workbook;

use thiserror::Error;

use crate::document::Document;
use crate::plan::{Plan, SourceInfo};
use crate::source::Source;

/// Why something of our own could not be taken back.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// It looks like ours and is not as the schema says.
    #[error("{name}: not a valid plan: {reason}; convert the original again, or undo the last change to the file")]
    Invalid {
        /// File name.
        name: String,
        /// What is wrong, and where.
        reason: String,
    },
    /// It was written under another major version of the schema.
    #[error(
        "{name}: written with version {found} of the schema, this program knows {known}; convert the original again"
    )]
    Version {
        /// File name.
        name: String,
        /// The file's version.
        found: String,
        /// Ours.
        known: &'static str,
    },
}

/// The plan in a `plan.json`; `None` if the source is something else.
///
/// # Errors
/// When it is a `plan.json` that breaks the schema or has another major version.
pub fn plan_json(source: Source<'_>) -> Result<Option<Plan>, RestoreError> {
    json::plan(source)
}

/// Whether a document is a workbook that was written from a plan.
#[must_use]
pub fn is_own_workbook(document: &Document) -> bool {
    workbook::is_own(document)
}

/// The plan in a workbook that was written from one; `None` if the document is something else.
///
/// # Errors
/// When a sheet, a column or an id is missing, or the workbook has another major version.
pub fn plan_workbook(document: &Document, source: &SourceInfo) -> Result<Option<Plan>, RestoreError> {
    workbook::plan(document, source)
}

/// A fault in a text that should be as the schema says: what is wrong, without the file's name.
type Fault = String;

/// The variant of that name.
fn by_name<T: Copy>(what: &str, all: &[T], name: impl Fn(T) -> &'static str, found: &str) -> Result<T, Fault> {
    all.iter().copied().find(|v| name(*v) == found).ok_or_else(|| format!("`{found}` is no {what}"))
}
