//! Comma, semicolon or tab separated text.

use super::{ReadError, ReadOptions};
use crate::document::{Body, Document, Format};
use crate::source::Source;

/// One sheet of cells, named after the file.
pub fn read(_source: Source<'_>, _options: &ReadOptions) -> Result<Document, ReadError> {
    Ok(Document { format: Format::Delimited, pages: None, body: Body::Grid(Vec::new()), hidden: Vec::new() })
}
