//! The report: one page of an annex for whoever reads a plan rather than computes with it, one page
//! of a difference, and an index over many annexes.
//!
//! A page is a single file that asks for nothing: style and script stand in it, and its
//! Content-Security-Policy allows these two by their hash and nothing else. Text of the source only
//! ever goes through autoescaping templates or [`svg::escape`]. The page is whole without its
//! script, which adds search, filters, sorting and deep links.

mod chart;
mod difference;
mod findings;
pub mod index;
mod map;
mod matrix;
mod page;
mod reading;
mod report;
mod resolutions;
mod rows;
mod sections;
mod summary;
mod svg;
mod table;
mod words;

pub use difference::difference;

use super::{Artifact, Content, WriteError, WriteOptions};

/// The plan as a page: the same plan gives the same bytes.
///
/// # Errors
/// When a template fails, which is a fault of this program.
pub fn artifact(content: &Content<'_>, options: &WriteOptions) -> Result<Artifact, WriteError> {
    let bytes = report::report(content, options).map_err(WriteError::library("html"))?;
    Ok(Artifact { path: format!("{}.html", options.name), bytes })
}
