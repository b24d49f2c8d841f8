//! Which format the content shows.

use super::{ReadError, layout_text};
use crate::document::Format;
use crate::source::Source;

/// The format of a source.
pub fn format(source: Source<'_>) -> Result<Format, ReadError> {
    let bytes = source.bytes;
    if bytes.is_empty() {
        return Err(ReadError::Empty(source.name.to_owned()));
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(super::compound::SIGNATURE) {
        return Ok(Format::Xls);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(if source.name.ends_with("ods") { Format::Ods } else { Format::Xlsx });
    }
    let text = String::from_utf8_lossy(bytes);
    Ok(if layout_text::looks_like(&text) { Format::LayoutText } else { Format::FlowText })
}
