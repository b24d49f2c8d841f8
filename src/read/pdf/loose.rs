//! Texts above, between and below the framed tables: titles, headers that no line frames though
//! their table has lines, and tables without any.

use std::ops::Range;

use super::assemble::place;
use super::pieces::Text;
use super::ruled::Ruled;
use super::unruled::is_head;
use crate::read::table::area::{Area, cluster};
use crate::read::table::sheet::Placed;
use crate::read::table::unruled::{Align, Block, Page, Region};
use crate::trace::Inference;

/// Edges this near to each other are one.
const NEAR: f32 = 1.5;

/// The cells of the texts above, between and below the tables.
pub fn cells(page: &Ruled, align: Option<Align>) -> Vec<Placed> {
    let mut tables = page.tables.clone();
    tables.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let above = |text: &Text| tables.iter().filter(|t| t.y1 <= text.place.middle().1).count();
    let mut found = Vec::new();
    for stretch in 0..=tables.len() {
        let mut texts: Vec<&Text> = page.loose.iter().filter(|t| above(t) == stretch).collect();
        if let Some(table) = tables.get(stretch) {
            found.extend(header(page, table, &mut texts));
        }
        found.extend(others(page, &texts, align));
    }
    found
}

/// The header of a table whose lines begin below it; takes its texts out of `texts`.
fn header(page: &Ruled, table: &Area, texts: &mut Vec<&Text>) -> Vec<Placed> {
    /// How many ems above the table's first line the header's lowest text may end.
    const ABOVE: f32 = 2.0;
    texts.sort_by(|a, b| b.place.y1.total_cmp(&a.place.y1));
    let mut count = 0;
    let mut top = f32::INFINITY;
    while let Some(text) = texts.get(count) {
        let beside = text.place.y1 > top + 0.1 * text.em;
        let first = count == 0 && table.y0 - text.place.y1 <= ABOVE * text.em;
        let level = || {
            let end = texts[count..].iter().take_while(|t| t.place.y1 > text.place.y1 - 0.3 * t.em).count();
            top - text.place.y1 <= text.em && are_heads(texts[count..count + end].iter().copied())
        };
        if !(first || count > 0 && (beside || level())) {
            break;
        }
        top = top.min(text.place.y0);
        count += 1;
    }
    let columns = edges(page, Some(table));
    let head: Vec<Text> = texts[..count].iter().flat_map(|text| parted(text, &columns)).collect();
    if !are_heads(head.iter()) || head.len() < 2 {
        return Vec::new();
    }
    texts.drain(..count);
    let spans: Vec<Range<usize>> = head.iter().map(|t| span(&columns, t)).collect();
    let floors: Vec<f32> =
        head.iter().zip(&spans).map(|(text, span)| floor(page, table, text, &columns, span)).collect();
    let mut cuts = vec![top, table.y0];
    cuts.extend(&floors);
    for (i, upper) in head.iter().enumerate() {
        for (j, lower) in head.iter().enumerate() {
            let shared = spans[i].start < spans[j].end && spans[j].start < spans[i].end;
            if shared && upper.place.y1 <= lower.place.y0 + 0.2 * lower.em {
                cuts.push(f32::midpoint(upper.place.y1, lower.place.y0));
            }
        }
    }
    let rows = cluster(cuts, 0.5 * head[0].em);
    let last = rows.len() - 1;
    let cell = |((text, span), floor): ((&Text, &Range<usize>), &f32)| {
        let slack = 0.2 * text.em;
        let first = rows.partition_point(|y| *y <= text.place.y0 + slack).clamp(1, last) - 1;
        let end = rows.partition_point(|y| *y < text.place.y1.min(*floor) - slack).clamp(first + 1, last);
        placed(
            page,
            text,
            Area { x0: columns[span.start], x1: columns[span.end], y0: rows[first], y1: rows[end] },
            None,
        )
    };
    head.iter().zip(&spans).zip(&floors).map(cell).collect()
}

/// The headers that are drawn as one text, a blank between them on the line between their columns: a
/// year at its column's right edge beside one at its left.
fn parted(text: &Text, columns: &[f32]) -> Vec<Text> {
    let between = |first: &Text, second: &Text| {
        let middle = f32::midpoint(first.place.x1, second.place.x0);
        columns.iter().any(|edge| (edge - middle).abs() <= 0.5 * text.em)
    };
    let whole = is_head(&text.text);
    let cut = |(first, second): &(Text, Text)| {
        is_head(&first.text) && second.text.split(' ').next().is_some_and(is_head) && between(first, second)
    };
    match text.halves().find(|halves| !whole && cut(halves)) {
        Some((first, second)) => [vec![first], parted(&second, columns)].concat(),
        None => vec![text.clone()],
    }
}

/// Where the table begins below a text: not everywhere at its top, where lines frame a part of the
/// header only.
fn floor(page: &Ruled, table: &Area, text: &Text, columns: &[f32], span: &Range<usize>) -> f32 {
    let below = Area { x0: columns[span.start], x1: columns[span.end], y0: text.place.middle().1, y1: table.y1 };
    let frames = page.cells.iter().map(|c| c.frame.area);
    let tops =
        frames.filter(|f| f.overlap_x(&below) > NEAR && f.y0 >= below.y0 && f.y1 <= table.y1 + NEAR).map(|f| f.y0);
    tops.fold(f32::INFINITY, f32::min).min(table.y1).max(table.y0)
}

/// Whether most texts name columns.
fn are_heads<'a>(texts: impl Iterator<Item = &'a Text> + Clone) -> bool {
    let named = texts.clone().filter(|t| is_head(&t.text)).count();
    named > 0 && named * 2 >= texts.count()
}

/// The columns that a text covers.
fn span(edges: &[f32], text: &Text) -> Range<usize> {
    let slack = 0.3 * text.em;
    let last = edges.len().saturating_sub(2);
    let column = |x: f32| edges.partition_point(|e| *e <= x).saturating_sub(1).min(last);
    let from = column(text.place.x0 + slack);
    from..column(text.place.x1 - slack).max(from) + 1
}

/// The edges of the columns of a table, or of all tables of a page.
fn edges(page: &Ruled, table: Option<&Area>) -> Vec<f32> {
    let within = |area: &Area| table.is_none_or(|t| area.overlap_y(t) > 0.0 && area.overlap_x(t) > 0.0);
    let areas = page.cells.iter().map(|c| c.frame.area).filter(within);
    cluster(areas.flat_map(|a| [a.x0, a.x1]).collect(), NEAR)
}

/// Tables without lines, and texts that stand by themselves.
fn others(page: &Ruled, texts: &[&Text], align: Option<Align>) -> Vec<Placed> {
    let blocks: Vec<Block> = texts.iter().map(|t| Block::new(t.place, t.cell, t.em)).collect();
    let heads: Vec<bool> = texts.iter().map(|t| is_head(&t.text)).collect();
    let align = align.unwrap_or_else(|| Align::of(std::slice::from_ref(&blocks)));
    let laid = Page::new(blocks, &heads, align);
    let guesses = laid.guesses(laid.upwards() > 0);
    let edges = edges(page, None);
    let mut kinds = vec![Kind::Alone; texts.len()];
    for region in laid.regions.iter().filter(|r| r.is_table()) {
        let kind = if fits(region, &edges) { Kind::Continued } else { Kind::Tabular };
        region.blocks().for_each(|block| kinds[block] = kind);
    }
    let cells = texts.iter().zip(guesses).zip(kinds).map(|((text, guess), kind)| {
        if kind == Kind::Tabular {
            return placed(page, text, guess.area, guess.doubt);
        }
        if kind == Kind::Continued {
            let span = span(&edges, text);
            let area = Area { x0: edges[span.start], x1: edges[span.end], ..guess.area };
            return placed(page, text, area, guess.doubt);
        }
        let area = text.place;
        let x0 = edges.iter().rev().find(|e| **e <= area.x0 + NEAR).copied().unwrap_or(area.x0);
        let x1 = edges.iter().find(|e| **e >= area.x1 - NEAR).copied().unwrap_or(area.x1);
        placed(page, text, Area { x0, x1, ..area }, None)
    });
    cells.collect()
}

/// How a text without a frame stands on a page with framed tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By itself.
    Alone,
    /// In a table of its own.
    Tabular,
    /// In a table with the columns of the framed ones.
    Continued,
}

/// Whether each column of a region stands in one of the framed tables.
fn fits(region: &Region, edges: &[f32]) -> bool {
    let homes = region.columns.iter().map(|(from, to)| {
        let home = edges.partition_point(|e| *e <= from + NEAR);
        (home > 0 && edges.get(home).is_some_and(|end| *to <= end + NEAR)).then_some(home)
    });
    homes.collect::<Option<Vec<usize>>>().is_some_and(|homes| homes.windows(2).all(|w| w[0] < w[1]))
}

fn placed(page: &Ruled, text: &Text, area: Area, doubt: Option<Inference>) -> Placed {
    Placed { area, text: text.text.clone(), place: place(page.number, text.place), doubt, goes_on: Vec::new() }
}
