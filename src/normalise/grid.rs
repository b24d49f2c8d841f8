//! Sheets of cells to a draft: header recognition by synonyms, bands, merged cells.
//!
//! ```text
//! abreast ─▶ form ─▶ map ─▶ for each line: header │ card │ band │ total │ row ─▶ number ─▶ fill ─▶ several
//! ```
//!
//! A line is read in the light of the table whose header came last and of the headings in force.
//! Every cell is claimed by what it became; the rest is reported as unplaced. One pass over the
//! sheets, whatever their size.

mod abreast;
mod band;
mod context;
mod fill;
mod form;
mod inside;
mod layout;
mod ledger;
mod loose;
mod map;
mod number;
mod reader;
mod record;
mod several;
mod view;

use std::borrow::Cow;

use super::draft::Draft;
use crate::document::{Cell, Sheet};

/// Whether a text is the title of a section with rows: `CRUSCOTTO STRATEGICO`.
pub fn is_section_title(text: &str) -> bool {
    matches!(band::read(text, &band::Names::default()), band::Band::Title(Some(band::Topic::Rows(_))))
}

/// Reads the tables of all sheets.
pub fn draft(sheets: &[Sheet]) -> Draft {
    let sheets = &reshaped(sheets, abreast::stacked)[..];
    let sheets = &reshaped(sheets, form::upright)[..];
    let mut reader = reader::Reader::new(sheets);
    reader.read_maps();
    for sheet in 0..sheets.len() {
        reader.read_sheet(sheet);
    }
    reader.close()
}

/// The sheets, with other cells where `reshape` finds any.
fn reshaped(sheets: &[Sheet], reshape: impl Fn(&[Cell]) -> Option<Vec<Cell>>) -> Cow<'_, [Sheet]> {
    let mut reshaped = Cow::Borrowed(sheets);
    for (index, sheet) in sheets.iter().enumerate() {
        if let Some(cells) = reshape(&sheet.cells) {
            reshaped.to_mut()[index].cells = cells;
        }
    }
    reshaped
}
