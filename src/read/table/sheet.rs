//! Cells placed on pages to a sheet with rows and columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::area::{Area, cluster, nearest};
use crate::document::{Cell, Sheet};
use crate::trace::{Inference, Place};

/// A text with the box that it fills on its page.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The box whose edges make rows and columns.
    pub area: Area,
    /// The text, lines parted by `\n`.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// Why it is not sure.
    pub doubt: Option<Inference>,
    /// The page's end cuts it: the boxes that it fills on the next pages.
    pub goes_on: Vec<Area>,
}

/// The texts of one page and the boxes of its empty cells.
#[derive(Debug, Clone, Default)]
pub struct PageCells {
    /// Texts.
    pub cells: Vec<Placed>,
    /// Boxes without text: they make rows and columns too.
    pub empty: Vec<Area>,
}

/// Edges this near to each other are one.
const NEAR: f32 = 1.5;

/// Lays the pages of one table below one another.
pub fn sheet(name: Arc<str>, pages: Vec<PageCells>) -> Sheet {
    let areas = |page: &PageCells| -> Vec<Area> {
        page.cells.iter().map(|c| c.area).chain(page.empty.iter().copied()).collect()
    };
    let xs = cluster(pages.iter().flat_map(areas).flat_map(|a| [a.x0, a.x1]).collect(), NEAR);
    let ys: Vec<Vec<f32>> =
        pages.iter().map(|page| cluster(areas(page).iter().flat_map(|a| [a.y0, a.y1]).collect(), NEAR)).collect();
    let heights: Vec<usize> = ys.iter().map(|ys| ys.len().saturating_sub(1)).collect();
    let mut cells = Vec::new();
    let mut offset = 0;
    for (i, page) in pages.into_iter().enumerate() {
        for placed in page.cells {
            let (top, mut bottom) = span(&ys[i], placed.area.y0, placed.area.y1);
            let (left, right) = span(&xs, placed.area.x0, placed.area.x1);
            if let Some((last, n)) = placed.goes_on.last().zip(heights.get(i + placed.goes_on.len())) {
                let before: usize = heights[i..i + placed.goes_on.len()].iter().sum();
                bottom = before + span(&ys[i + placed.goes_on.len()], last.y0, last.y1).1.min(*n);
            }
            cells.push(Cell {
                row: number(offset + top),
                col: number(left),
                rows: number(bottom - top),
                cols: number(right - left),
                text: placed.text,
                place: placed.place,
                doubt: placed.doubt,
            });
        }
        offset += heights[i];
    }
    Sheet { name, cells: apart(cells) }
}

/// The edges nearest to both ends, at least one apart.
fn span(edges: &[f32], from: f32, to: f32) -> (usize, usize) {
    let last = edges.len().saturating_sub(2);
    let from = nearest(edges, from).min(last);
    (from, nearest(edges, to).max(from + 1))
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Row-major order, no two cells overlapping: a cell gives way as far as the ones before it reach,
/// and where nothing is left of it its text joins theirs.
fn apart(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.sort_by_key(|c| (c.row, c.col, c.rows, c.cols));
    let mut taken: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let mut kept: Vec<Cell> = Vec::new();
    for mut cell in cells {
        if let Some(&holder) = taken.get(&(cell.row, cell.col)) {
            let free = (cell.col..cell.col + cell.cols).find(|col| !taken.contains_key(&(cell.row, *col)));
            let Some(col) = free else {
                let holder: &mut Cell = &mut kept[holder];
                holder.text = format!("{}\n{}", holder.text, cell.text);
                holder.doubt = Some(Inference::new("two texts stand in one place", 0.5));
                continue;
            };
            cell.cols -= col - cell.col;
            cell.col = col;
            cell.rows = 1;
        }
        let free = |row: u32, col: u32| !taken.contains_key(&(row, col));
        let cols = (0..cell.cols).take_while(|i| free(cell.row, cell.col + i)).count();
        cell.cols = number(cols);
        let whole = |row: u32| (cell.col..cell.col + cell.cols).all(|col| free(row, col));
        cell.rows = number((0..cell.rows).take_while(|i| whole(cell.row + i)).count());
        for row in cell.row..cell.row + cell.rows {
            for col in cell.col..cell.col + cell.cols {
                taken.insert((row, col), kept.len());
            }
        }
        kept.push(cell);
    }
    kept.sort_by_key(|c| (c.row, c.col));
    kept
}
