//! Which rows a text covers: its own, or those in whose middle it stands.

use super::rows::{Row, Table};
use super::{Align, Block, Guess};
use crate::read::table::area::Area;
use crate::trace::Inference;

/// How many ems off the middle of its rows a text may stand.
const OFF: f32 = 0.6;
/// The cost of a row without a text, in ems; a total needs none.
const BARE: f32 = 1.5;

/// The cell of each block of a region. `upwards`: where texts stand at the bottom of their cells,
/// those of merged cells do so, too.
pub fn spans(blocks: &[Block], table: &Table, upwards: bool) -> Vec<(usize, Guess)> {
    let mut found = Vec::new();
    let mut merged: Vec<usize> = Vec::new();
    let known = known(blocks, table);
    for (block, rows) in &known {
        let doubt =
            Inference::new("no lines frame the text; its cell is the part of the page in which it is drawn", 0.95);
        merged.push(*block);
        found.push((*block, guess(blocks, table, *block, *rows, Some(doubt))));
    }
    for column in 0..table.edges.len().saturating_sub(1) {
        let here = |b: usize| table.span(&blocks[b]) == (column, column + 1);
        let inside = |b: &&usize| here(**b) && known.iter().all(|(k, _)| k != *b);
        let between: Vec<usize> = table.between.iter().filter(inside).copied().collect();
        // The middle of an odd number of rows is that of a row; such columns stand on the left.
        let left = table.align == Align::Middle && column < table.fullest;
        if between.is_empty() && !left {
            continue;
        }
        let taken: Vec<(usize, usize)> = known.iter().filter(|(b, _)| here(*b)).map(|(_, rows)| *rows).collect();
        for body in bodies(table).into_iter().flat_map(|body| without(body, &taken)) {
            let (top, bottom) = (table.rows[body.0].top, table.rows[body.1 - 1].bottom);
            let mut items: Vec<usize> =
                table.rows[body.0..body.1].iter().flat_map(|r| &r.blocks).filter(inside).copied().collect();
            let within = |b: &&usize| (top..bottom).contains(&blocks[**b].area.middle().1);
            items.extend(between.iter().filter(within));
            items.sort_by(|a, b| blocks[*a].area.y0.total_cmp(&blocks[*b].area.y0));
            let odd = !items.iter().any(|b| between.contains(b));
            if items.is_empty() || odd && !left {
                continue;
            }
            let laid = tile(blocks, table, &items, body);
            if odd && (laid.iter().any(|(.., sure)| !sure) || laid.iter().all(|(_, from, to, _)| to - from == 1)) {
                continue;
            }
            for (block, from, to, sure) in laid {
                let because = "the text stands in the middle of these rows";
                let doubt = Some(Inference::new(because, if sure { 0.93 } else { 0.6 }));
                merged.push(block);
                found.push((block, guess(blocks, table, block, (from, to), doubt)));
            }
        }
    }
    for (i, row) in table.rows.iter().enumerate() {
        for block in row.blocks.iter().filter(|b| !merged.contains(b)) {
            let doubt = Inference::new("no lines frame the text; its row and column are where it stands", 0.9);
            let rows = reach(blocks, table, *block, (i, upwards));
            found.push((*block, guess(blocks, table, *block, rows, Some(doubt))));
        }
    }
    for block in table.between.iter().filter(|b| !merged.contains(b)) {
        let row = nearest(table, blocks[*block].area.middle().1);
        let doubt = Inference::new("the text stands between rows", 0.5);
        found.push((*block, guess(blocks, table, *block, (row, row + 1), Some(doubt))));
    }
    found
}

fn guess(blocks: &[Block], table: &Table, block: usize, (from, to): (usize, usize), doubt: Option<Inference>) -> Guess {
    let (left, right) = table.span(&blocks[block]);
    let (top, bottom) = (table.rows[from].top, table.rows[to - 1].bottom);
    Guess { area: Area { x0: table.edges[left], y0: top, x1: table.edges[right], y1: bottom }, doubt }
}

/// The blocks whose cells are known, with their rows.
fn known(blocks: &[Block], table: &Table) -> Vec<(usize, (usize, usize))> {
    let all = table.rows.iter().flat_map(|r| &r.blocks).chain(&table.between);
    let rows = |block: &usize| {
        let cell = blocks[*block].area;
        let within = |r: &Row| (cell.y0..cell.y1).contains(&f32::midpoint(r.top, r.bottom));
        let first = table.rows.iter().position(within)?;
        Some((*block, (first, first + table.rows[first..].iter().take_while(|r| within(r)).count())))
    };
    all.filter(|b| blocks[**b].framed).filter_map(rows).collect()
}

/// What is left of a range of rows without those that are taken.
fn without((start, end): (usize, usize), taken: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut left = vec![(start, end)];
    for (from, to) in taken {
        left =
            left.into_iter().flat_map(|(s, e)| [(s, e.min(*from)), (s.max(*to), e)]).filter(|(s, e)| s < e).collect();
    }
    left
}

/// The rows of a block that stands in one of them; `upwards`, also those above it that say nothing
/// in its column.
fn reach(blocks: &[Block], table: &Table, block: usize, (row, upwards): (usize, bool)) -> (usize, usize) {
    let (column, to) = table.span(&blocks[block]);
    let groups = upwards && to == column + 1 && column < table.fullest && !table.rows[row].band;
    let bare = |r: &&Row| !r.band && r.blocks.iter().all(|b| table.span(&blocks[*b]).0 > column);
    let above = if groups { table.rows[..row].iter().rev().take_while(bare).count() } else { 0 };
    (row - above, row + 1)
}

/// How often the first row of a body leaves the first column blank that its last row fills, less how
/// often it is the other way about: the texts of merged cells stand in their last rows, those that
/// are given once for a group in its first. Further columns may be those of a map, which end anywhere.
pub fn upwards(blocks: &[Block], table: &Table) -> i32 {
    if table.align != Align::Bottom || table.fullest == 0 {
        return 0;
    }
    let fills = |row: usize| table.rows[row].blocks.iter().any(|b| table.span(&blocks[*b]) == (0, 1));
    // What a page begins with may go on from the page before.
    let bodies = bodies(table).into_iter().filter(|body| body.0 > 0);
    bodies.map(|(first, end)| i32::from(fills(end - 1)) - i32::from(fills(first))).sum()
}

fn nearest(table: &Table, y: f32) -> usize {
    table.rows.iter().position(|r| y < r.bottom).unwrap_or(table.rows.len() - 1)
}

/// Rows between bands: no merged cell reaches over one.
fn bodies(table: &Table) -> Vec<(usize, usize)> {
    let mut bodies = Vec::new();
    let mut start = 0;
    for (i, row) in table.rows.iter().enumerate() {
        if row.band {
            bodies.push((start, i));
            start = i + 1;
        }
    }
    bodies.push((start, table.rows.len()));
    bodies.retain(|(from, to)| from < to);
    bodies
}

/// Lays texts over rows, in order: each in the middle of its rows, as few rows as possible bare.
/// Gives block, first row, one past the last, and whether no row is left bare.
fn tile(
    blocks: &[Block],
    table: &Table,
    items: &[usize],
    (start, end): (usize, usize),
) -> Vec<(usize, usize, usize, bool)> {
    /// Rows times texts beyond which this is no table.
    const MOST: usize = 40_000;
    let n = end - start;
    if n * items.len() > MOST {
        return Vec::new();
    }
    let width = items.len() + 1;
    // best[r][j]: the least cost of laying the first j texts over the first r rows.
    let mut best = vec![f32::INFINITY; (n + 1) * width];
    let mut came: Vec<Option<usize>> = vec![None; (n + 1) * width];
    best[0] = 0.0;
    for r in 0..n {
        for j in 0..width {
            let cost = best[r * width + j];
            if !cost.is_finite() {
                continue;
            }
            let bare = (r + 1) * width + j;
            let without = cost + if table.rows[start + r].full { BARE } else { BARE / 5.0 };
            if without < best[bare] {
                best[bare] = without;
                came[bare] = None;
            }
            let Some(item) = items.get(j) else { continue };
            let block = &blocks[*item];
            for last in r..n {
                let (top, bottom) = (table.rows[start + r].top, table.rows[start + last].bottom);
                let off = (block.area.middle().1 - f32::midpoint(top, bottom)).abs() / block.em;
                let over = ((top - block.area.y0).max(0.0) + (block.area.y1 - bottom).max(0.0)) / block.em;
                let total = cost + (off / OFF).powi(2) + over;
                let at = (last + 1) * width + j + 1;
                if total < best[at] {
                    best[at] = total;
                    came[at] = Some(r);
                }
            }
        }
    }
    let (mut r, mut j) = (n, items.len());
    if !best[r * width + j].is_finite() {
        return Vec::new();
    }
    let mut laid = Vec::new();
    let mut bare = 0;
    while r > 0 {
        if let Some(from) = came[r * width + j] {
            j -= 1;
            laid.push((items[j], start + from, start + r));
            r = from;
        } else {
            bare += usize::from(table.rows[start + r - 1].full);
            r -= 1;
        }
    }
    let sure = bare == 0 && best[n * width + items.len()] < 2.0;
    laid.reverse();
    laid.into_iter().map(|(block, from, to)| (block, from, to, sure)).collect()
}
