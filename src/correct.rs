//! Corrections that persist: what a person decided once, applied in every run.
//!
//! A `corrections.toml` names a row by its id, a field, the value that was read and the one that is
//! right. A correction whose old value is no longer what the source says is not applied but
//! reported: the source has changed and somebody must look again.

mod apply;
mod between;
mod review;

pub use apply::apply;
pub use between::{between, to_toml};
pub use review::review;

use serde::Deserialize;
use thiserror::Error;

use crate::diag::{Code, Severity};

/// One correction.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Id of the row, as in `plan.json`.
    pub row: String,
    /// The field: a key of `plan.json`; of a dashboard's target with its year, `targets.2020`.
    pub field: String,
    /// What the program reads; blank if it reads nothing. Entries of a list are parted by line breaks.
    #[serde(default)]
    pub was: String,
    /// What is right; blank to empty the field. The same as `was` confirms a deduction.
    pub value: String,
    /// Why, for whoever reads the plan.
    #[serde(default)]
    pub reason: String,
    /// Name of the file it is meant for, where a folder holds several; any if left out.
    #[serde(default)]
    pub file: Option<String>,
}

/// Why corrections cannot be read.
#[derive(Debug, Error)]
#[error("not a list of corrections: {0}; each is a [[correction]] with row, field, was, value and reason")]
pub struct CorrectionsError(#[from] toml_edit::de::Error);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    correction: Vec<Correction>,
}

/// Reads a `corrections.toml`.
///
/// # Errors
/// When it is no TOML or has other keys than those of a [`Correction`].
pub fn parse(text: &str) -> Result<Vec<Correction>, CorrectionsError> {
    Ok(toml_edit::de::from_str::<File>(text)?.correction)
}

/// A value that a person set.
pub const CORRECTED: Code = Code {
    id: "corrected",
    severity: Severity::Info,
    says: "a value was set by a person, in place of what the program read",
    help: "nothing; the correction and its reason are in corrections.toml",
};

/// A correction that no longer fits.
pub const STALE: Code = Code {
    id: "correction-stale",
    severity: Severity::Warning,
    says: "a correction no longer fits: the row is gone, or the source says something else than when it was made",
    help: "look at the row in the source, then change or remove the correction",
};
