//! PDF: glyph runs and ruling lines to cells with spans.

use super::ReadError;
use crate::document::{Body, Document, Format};
use crate::source::Source;

/// The tables of all pages.
pub fn read(_source: Source<'_>) -> Result<Document, ReadError> {
    Ok(Document { format: Format::Pdf, pages: None, body: Body::Grid(Vec::new()), hidden: Vec::new() })
}
