//! Workbooks: xlsx, xlsm, xlsb, xls, ods.

use super::{ReadError, ReadOptions};
use crate::document::{Body, Document, Format};
use crate::source::Source;

/// The sheets of a workbook.
pub fn read(_source: Source<'_>, format: Format, _options: &ReadOptions) -> Result<Document, ReadError> {
    Ok(Document { format, pages: None, body: Body::Grid(Vec::new()), hidden: Vec::new() })
}
