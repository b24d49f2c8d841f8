//! Pages that a layout analysis printed block by block, often column by column.
//!
//! ```text
//! lines ─ cells ─▶ names of columns, headings, cells ─ segments ─▶ tables ─ align ─▶ seats ─ tables, spread ─▶ rows
//! ```
//!
//! Every block is parted from the next by an empty line, and a line rarely holds more than one cell.
//! What makes a row is not said by the order alone; everything read here is marked.

mod align;
mod cells;
mod heads;
mod segments;
mod spread;
mod tables;

use super::headings::Names;
use super::kinds;
use super::lines::{self, Habits};
use super::looks::{self, Vocabulary};
use super::phrases;
use super::row::{Assembled, Row};
use super::trust;
use crate::document::Page;
use segments::Segment;

/// No order of blocks is surer than this.
const TRUST: f64 = 0.95;

/// What was read, and from which pages.
#[derive(Debug, Default)]
pub struct Read {
    /// Rows and the rest.
    pub assembled: Assembled,
    /// Numbers of the pages.
    pub pages: Vec<u32>,
    /// Years of the dashboard.
    pub years: Vec<i32>,
}

/// Whether a text was printed block by block: most lines begin after an empty one, and no line holds
/// the values of a row.
pub fn is_blocks(pages: &[Page]) -> bool {
    let (mut all, mut apart, mut lone, mut several) = (0_usize, 0_usize, 0_usize, 0_usize);
    for line in pages.iter().flat_map(lines::of_page) {
        let number = |w: &str| kinds::value_word(w) && w.contains(|c: char| c.is_ascii_digit());
        let values: Vec<bool> = line.text.split_whitespace().map(number).collect();
        all += 1;
        apart += usize::from(line.gap > 0);
        lone += usize::from(values == [true]);
        several += usize::from(values.windows(2).any(|w| w[0] && w[1]));
    }
    apart * 20 > all * 11 && lone > 8 && lone > several * 4
}

/// Reads the pages that show tables.
pub fn read(pages: &[Page], names: &Names) -> Read {
    let all: Vec<Vec<lines::Line<'_>>> = pages.iter().map(lines::of_page).collect();
    let habits = Habits { gaps_part_cells: true, ..Habits::of(&all) };
    let phrases = phrases::with(phrases::of(&all), &names.perspectives);
    let segments = segments::of(pages, &all);
    let mut vocabulary = Vocabulary::default();
    let mut assembled = Assembled::default();
    for _ in 0..2 {
        assembled = tables::assemble(&segments, habits, &phrases, names, &vocabulary);
        vocabulary = learnt(&assembled.rows);
    }
    let mut pages: Vec<u32> = segments.iter().map(|s| s.page).collect();
    pages.dedup();
    let years = segments.iter().find_map(Segment::years).unwrap_or_default();
    Read { assembled, pages, years }
}

/// Takes the pages that were read as blocks out of what was read line by line.
pub fn merged(mut lines: Assembled, mut blocks: Read) -> Assembled {
    let read = |page: u32| blocks.pages.contains(&page);
    lines.titles.retain(|t| !read(t.page));
    lines.left.retain(|t| !read(t.page));
    trust::doubt(&mut blocks.assembled.rows, TRUST);
    let mut out = blocks.assembled;
    out.titles.splice(0..0, lines.titles);
    out.left.splice(0..0, lines.left);
    out
}

/// The words of cells whose seats are nearly sure.
fn learnt(rows: &[Row]) -> Vocabulary {
    const SURE: f64 = 0.8;
    let mut vocabulary = Vocabulary::default();
    for row in rows {
        for (column, text) in &row.cells {
            if !text.merged && text.why.as_ref().is_none_or(|w| w.confidence > SURE) {
                vocabulary.learn(looks::key(&row.columns[*column]), &text.cell.text);
            }
        }
    }
    vocabulary
}
