//! `cruscotto` turns the performance plans of Italian public bodies into data.
//!
//! ```text
//! bytes ─ read ─▶ Document ─ normalise ─▶ Plan ─ write ─▶ artefacts
//! ```
//!
//! Read the crate in that order: [`source`], [`document`], [`mod@read`], [`plan`],
//! [`mod@normalise`], [`write`]. [`trace`] holds what all of them share: a value without a place
//! does not compile.

pub mod also;
pub mod check;
pub mod cli;
pub mod correct;
pub mod diag;
pub mod diff;
pub mod document;
pub mod grammar;
pub mod history;
mod italian;
pub mod json;
pub mod normalise;
pub mod plan;
pub mod read;
pub mod registry;
pub mod restore;
pub mod schema;
pub mod source;
pub mod trace;
pub mod write;

use plan::{Plan, SourceInfo};
use read::{ReadError, ReadOptions};
use restore::RestoreError;
use source::Source;

/// Why a source gives no plan.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub enum PlanError {
    /// It cannot be read.
    Read(#[from] ReadError),
    /// It is of our own making and was spoilt.
    Restore(#[from] RestoreError),
    /// It and the form read beside it are not one annex.
    Also(#[from] also::NotOneAnnex),
}

/// Reads two forms of one annex, its workbook and its PDF say, and makes one plan of them: each
/// value from the form that states it outright.
///
/// # Errors
/// When one of them cannot be read, or they are not the same annex.
pub fn plan_of_both(source: Source<'_>, also: Source<'_>, options: &ReadOptions) -> Result<Plan, PlanError> {
    let other = plan_of(also, options)?;
    Ok(also::merge(plan_of(source, options)?, &other)?)
}

/// Reads a source and makes its plan: the main job in one call. A `plan.json` or a workbook
/// that was written from a plan gives that plan.
///
/// # Errors
/// When the source cannot be read; see [`ReadError`] and [`RestoreError`].
pub fn plan_of(source: Source<'_>, options: &ReadOptions) -> Result<Plan, PlanError> {
    if let Some(plan) = restore::plan_json(source)? {
        return Ok(plan);
    }
    let mut document = read::read(source, options)?;
    let own = restore::is_own_workbook(&document);
    if own && !document.hidden.is_empty() {
        // In a workbook of ours a hidden row is one that a filter hides: it is still in the plan.
        document = read::read(source, &ReadOptions { include_hidden: true, ..options.clone() })?;
    }
    let info = SourceInfo {
        file: source.name.to_owned(),
        format: document.format,
        sha256: sha256(source.bytes),
        pages: document.pages,
    };
    if own && let Some(plan) = restore::plan_workbook(&document, &info)? {
        return Ok(plan);
    }
    let mut plan = normalise::consume(document, info);
    plan.diagnostics.extend(check::check(&plan));
    Ok(plan)
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    let mut text = String::with_capacity(64);
    for byte in sha2::Sha256::digest(bytes) {
        text.extend([byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or('0')));
    }
    text
}
