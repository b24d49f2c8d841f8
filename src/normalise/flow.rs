//! Lines in reading order to a draft: tokens → cells → rows under the grammar of each section.

use super::draft::Draft;
use crate::document::Page;

/// Decodes the pages.
pub fn draft(_pages: &[Page]) -> Draft {
    Draft::default()
}
