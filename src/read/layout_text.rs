//! Text whose columns are aligned with blanks (`pdftotext -layout`) to cells with spans.
//!
//! ```text
//! line ─▶ header ─▶ columns ─▶ rows ─▶ spans ─▶ sheet
//! ```
//!
//! Texts that stand side by side are parted by blanks; the lines of wrapped texts of neighbouring
//! columns stand between one another. A header says which columns there are, and which of them no
//! row shares; of those the rows are made. What stands in the other columns is laid over the rows.

mod columns;
mod header;
mod line;
mod looks;
mod page;
mod rows;
mod spans;
mod table;
mod wrapped;

use std::sync::Arc;

use crate::document::{Body, Cell, Document, Format, Sheet};
use crate::trace::Inference;

/// Whether a text shows columns aligned with blanks.
pub fn looks_like(text: &str) -> bool {
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    let (aligned, all) = lines.fold((0, 0), |(a, n), l| (a + usize::from(l.trim().contains("     ")), n + 1));
    aligned * 4 > all
}

/// The tables of all pages.
pub fn read(text: &str) -> Document {
    let mut pages = line::pages(text);
    let count = pages.last().map(|page| page.number);
    line::keep_furniture_once(&mut pages);
    for page in &mut pages {
        header::part_joined(&mut page.lines);
    }
    let mut sheets = page::sheets(&pages);
    for sheet in &mut sheets {
        wrapped::join(&mut sheet.cells);
    }
    space_out(sheets.iter_mut().flat_map(|sheet| &mut sheet.cells));
    let sheets = sheets.into_iter().map(|s| Sheet { name: Arc::from(s.name), cells: s.cells }).collect();
    Document { format: Format::LayoutText, pages: count, body: Body::Grid(sheets), hidden: Vec::new() }
}

/// A print's text has no blank between two words of one character: `> 1` has become `>1`. Whether
/// one was there, the other values tell.
fn space_out<'a>(cells: impl Iterator<Item = &'a mut Cell>) {
    let parts = |text: &str| -> Option<(char, bool, usize)> {
        let mut chars = text.chars();
        let sign = chars.next().filter(|c| "<>=≤≥".contains(*c))?;
        let rest = chars.as_str();
        let value = rest.trim_start();
        value.starts_with(|c: char| c.is_ascii_digit()).then_some((sign, value.len() < rest.len(), value.len()))
    };
    let cells: Vec<&mut Cell> = cells.filter(|cell| parts(&cell.text).is_some()).collect();
    let (mut apart, mut close) = (0_usize, 0_usize);
    for (_, blank, _) in cells.iter().filter_map(|cell| parts(&cell.text)).filter(|(.., length)| *length > 1) {
        if blank { apart += 1 } else { close += 1 }
    }
    for cell in cells {
        let Some((sign, false, 1)) = parts(&cell.text) else { continue };
        if apart > close {
            cell.text.insert(sign.len_utf8(), ' ');
        }
        let because = "this export leaves out the blank between single characters; written as the other values are";
        cell.doubt.get_or_insert_with(|| Inference::new(because, 0.8));
    }
}
