//! Cells that the end of a page cuts are joined with what is left of them on the next page.
//!
//! A merged cell may go on over a page's end: without a line there, its text drawn on both pages;
//! or with a line, its text on one of them only. The header may be repeated in between.

use super::assemble::lines;
use super::centring::Centring;
use super::ruled::{Filled, Ruled};
use super::text::Line;
use super::unruled::is_head;
use crate::grammar::text;
use crate::read::table::area::Area;
use crate::trace::Inference;

/// Edges this near to each other are one.
const NEAR: f32 = 2.0;

/// Joins the cut cells of the pages of one sheet.
pub fn join(pages: &mut [Ruled]) {
    let columns = merged_and_full(pages);
    let centring = Centring::of(pages);
    for i in (1..pages.len()).rev() {
        let header = repeated_header(&pages[..i], &pages[i]);
        let (before, after) = pages.split_at_mut(i);
        let (page, next) = (&mut before[i - 1].cells, &mut after[0].cells);
        let seam = Seam {
            bottom: page.iter().filter(|c| c.ruled).map(|c| c.frame.area.y1).fold(f32::NEG_INFINITY, f32::max),
            top: header.unwrap_or_else(|| next.iter().map(|c| c.frame.area.y0).fold(f32::INFINITY, f32::min)),
            centring,
        };
        let joined = seam.join(page, next, &columns);
        if let Some(end) = header.filter(|_| joined) {
            next.retain(|c| c.frame.area.y0 >= end - NEAR);
        }
    }
}

/// Where a page's table ends, where the next one's goes on, and how texts stand in their cells.
struct Seam {
    bottom: f32,
    top: f32,
    centring: Centring,
}

impl Seam {
    fn join(&self, page: &mut [Filled], next: &mut [Filled], columns: &[Area]) -> bool {
        let ends = |c: &Filled| (c.frame.area.y1 - self.bottom).abs() <= NEAR;
        // Where no cell at all is closed, the table is drawn without a last line.
        let some_closed = page.iter().filter(|c| ends(c) && c.ruled).any(|c| !c.frame.open_bottom);
        let some_open = page.iter().any(|c| c.frame.open_bottom);
        let mut ending: Vec<&mut Filled> = page.iter_mut().filter(|c| ends(c)).collect();
        ending.sort_by(|a, b| a.frame.area.x0.total_cmp(&b.frame.area.x0));
        let mut joined = false;
        for (i, cell) in ending.into_iter().enumerate() {
            let rest = next
                .iter_mut()
                .find(|r| (r.frame.area.y0 - self.top).abs() <= NEAR && same_column(&r.frame.area, &cell.frame.area));
            let Some(rest) = rest else { continue };
            let one_part = cell.lines.is_empty() != rest.lines.is_empty();
            if some_closed && (cell.frame.open_bottom || rest.frame.open_top) || self.crosses(cell, rest) {
                // Nothing parts them.
            } else if one_part && self.centred_on_both(cell, rest) {
                // The text shows how large its cell is.
            } else if one_part
                && !some_open
                && (i == 0 || joined)
                && columns.iter().any(|a| same_column(a, &cell.frame.area))
            {
                // Groups stand on the left: what is cut within one is cut with it.
                let because = "one half of a cell over two pages is empty, as no other of its column";
                cell.doubt = Some(Inference::new(because, 0.93));
            } else {
                continue;
            }
            join_cell(cell, rest);
            joined = true;
        }
        joined
    }

    /// Whether a line of text crosses the cut, or stands off the middle towards it in both parts.
    fn crosses(&self, cell: &Filled, rest: &Filled) -> bool {
        /// The part of a letter's height by which a text may touch a line.
        const TOUCH: f32 = 0.25;
        cell.lines.iter().any(|l| l.area.y1 > self.bottom + TOUCH * l.size)
            || rest.lines.iter().any(|l| l.area.y0 < self.top - TOUCH * l.size)
            || self.centring.leans(cell) > 0.0 && self.centring.leans(rest) < 0.0
    }

    /// Whether the text in one part is centred on both parts together, and not on its own.
    fn centred_on_both(&self, cell: &Filled, rest: &Filled) -> bool {
        let (first, second) = (cell.frame.area, rest.frame.area);
        let (lines, own, both) = if rest.lines.is_empty() {
            (&cell.lines, first.middle().1, f32::midpoint(first.y0, first.y1 + second.height()))
        } else {
            (&rest.lines, second.middle().1, f32::midpoint(second.y0 - first.height(), second.y1))
        };
        self.centring.on(lines, both) && !self.centring.on(lines, own)
    }
}

fn join_cell(cell: &mut Filled, rest: &mut Filled) {
    let lines = std::mem::take(&mut rest.lines);
    let twice = drawn_twice(&cell.lines, &lines);
    let again = cell.lines.len() - twice;
    for (line, whole) in cell.lines[again..].iter_mut().zip(&lines) {
        if whole.text.len() > line.text.len() {
            line.text.clone_from(&whole.text);
        }
    }
    cell.lines.extend(lines.into_iter().skip(twice));
    rest.above = cell.frame.area.height();
    cell.goes_on.push(rest.frame.area);
    cell.goes_on.append(&mut rest.goes_on);
    cell.doubt = cell.doubt.take().or_else(|| rest.doubt.take());
}

fn same_column(a: &Area, b: &Area) -> bool {
    (a.x0 - b.x0).abs() <= NEAR && (a.x1 - b.x1).abs() <= NEAR
}

/// How many lines at the end of the first part stand at the beginning of the second as well.
fn drawn_twice(first: &[Line], second: &[Line]) -> usize {
    (1..=first.len().min(second.len()))
        .rev()
        .find(|&n| first[first.len() - n..].iter().zip(second).all(|(a, b)| is_drawn_again(&a.text, &b.text)))
        .unwrap_or(0)
}

/// Whether a line at the page's end is the one at the next page's begin. A comma below the cut shows on
/// the second page only.
fn is_drawn_again(line: &str, next: &str) -> bool {
    let letters = text::letters(line);
    line.trim_end() == next.trim_end() || !letters.is_empty() && letters == text::letters(next)
}

/// Columns with merged cells, and without an empty one but at the pages' ends.
fn merged_and_full(pages: &[Ruled]) -> Vec<Area> {
    struct Seen {
        column: Area,
        merged: bool,
        empty: bool,
    }
    let mut columns: Vec<Seen> = Vec::new();
    for page in pages {
        let mut tops: Vec<f32> = page.cells.iter().map(|c| c.frame.area.y0).collect();
        tops.sort_by(f32::total_cmp);
        let bottom = page.cells.iter().map(|c| c.frame.area.y1).fold(f32::NEG_INFINITY, f32::max);
        let start = repeated_header(pages, page).or(tops.first().copied()).unwrap_or_default();
        for cell in &page.cells {
            let column = cell.frame.area;
            let merged = tops.iter().any(|y| column.y0 + NEAR < *y && *y < column.y1 - NEAR);
            let empty = cell.lines.is_empty() && column.y0 > start + NEAR && column.y1 < bottom - NEAR;
            match columns.iter_mut().find(|seen| same_column(&seen.column, &column)) {
                Some(seen) => {
                    seen.merged |= merged;
                    seen.empty |= empty;
                }
                None => columns.push(Seen { column, merged, empty }),
            }
        }
    }
    columns.into_iter().filter(|seen| seen.merged && !seen.empty).map(|seen| seen.column).collect()
}

/// Where the rows at a page's top end that an earlier page shows in the same way.
fn repeated_header(earlier: &[Ruled], page: &Ruled) -> Option<f32> {
    let first = earlier.first().filter(|f| f.number != page.number)?;
    let mut end = None;
    let mut tops: Vec<f32> = page.cells.iter().map(|c| c.frame.area.y0).collect();
    tops.sort_by(f32::total_cmp);
    tops.dedup_by(|a, b| (*a - *b).abs() <= NEAR);
    for top in tops {
        let row: Vec<&Filled> = page.cells.iter().filter(|c| (c.frame.area.y0 - top).abs() <= NEAR).collect();
        let shown = |cell: &&Filled| {
            first.cells.iter().any(|f| {
                same_column(&f.frame.area, &cell.frame.area)
                    && f.lines.iter().map(|l| &l.text).eq(cell.lines.iter().map(|l| &l.text))
            })
        };
        if row.iter().all(|c| c.lines.is_empty()) || !row.iter().all(shown) {
            break;
        }
        // Rows of a plan say the same here and there; those of a header name columns.
        if row.iter().any(|c| is_head(&lines(&c.lines))) {
            end = row.iter().map(|c| c.frame.area.y1).reduce(f32::max);
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::is_drawn_again;

    #[test]
    fn a_line_is_drawn_again_though_the_cut_hides_a_comma() {
        assert!(is_drawn_again("ristoranti alberghi e ", "ristoranti, alberghi e"));
        assert!(is_drawn_again("%", "%"));
        assert!(!is_drawn_again("ristoranti", "ristoranti e alberghi"));
        assert!(!is_drawn_again("≥", "%"));
    }
}
