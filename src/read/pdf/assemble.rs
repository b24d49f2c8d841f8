//! Pages to sheets: which pages show one table, which cells the page's end cuts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::beside::{self, Column};
use super::centring::Centring;
use super::cut;
use super::ruled::Ruled;
use super::unruled::{self, Laid, Unruled};
use crate::document::Sheet;
use crate::read::table::area::{Area, cluster};
use crate::read::table::sheet::{PageCells, Placed, sheet};
use crate::read::table::unruled::unify;
use crate::trace::Place;

/// Edges this near to each other are one.
const NEAR: f32 = 2.0;

/// A page sorted out, by its lines or without.
#[derive(Debug)]
pub enum Sorted {
    /// A page with ruling lines around its texts.
    Ruled(Ruled),
    /// A page without.
    Unruled(Unruled),
}

/// The sheets that were printed.
pub fn sheets(pages: Vec<Sorted>) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let (mut ruled, mut unruled) = (Vec::new(), Vec::new());
    for page in pages {
        match page {
            Sorted::Ruled(page) => {
                sheets.extend(unruled_sheets(std::mem::take(&mut unruled)));
                ruled.push(page);
            }
            Sorted::Unruled(page) => {
                sheets.extend(ruled_sheets(std::mem::take(&mut ruled)));
                unruled.push(page);
            }
        }
    }
    sheets.extend(ruled_sheets(ruled));
    sheets.extend(unruled_sheets(unruled));
    sheets.retain(|sheet| !sheet.cells.is_empty());
    sheets
}

fn unruled_sheets(mut pages: Vec<Unruled>) -> Vec<Sheet> {
    unruled::keep_furniture_once(&mut pages);
    let mut pages: Vec<Laid> = pages.into_iter().map(Unruled::laid).collect();
    let counts: Vec<usize> = pages.iter().map(|p| p.page.regions.len()).collect();
    let mut regions: Vec<_> = pages.iter_mut().flat_map(|p| &mut p.page.regions).collect();
    let goes_on = unify(&mut regions);
    let mut groups: Vec<Vec<Laid>> = Vec::new();
    let mut seen = 0;
    for (page, count) in pages.into_iter().zip(counts) {
        let joins = seen > 0 && count > 0 && goes_on.get(seen - 1).is_some_and(|g| *g);
        seen += count;
        match groups.last_mut() {
            Some(group) if joins => group.push(page),
            _ => groups.push(vec![page]),
        }
    }
    let one = |pages: Vec<Laid>| {
        let name = name(pages[0].number, pages[pages.len() - 1].number);
        sheet(name, pages.into_iter().map(Laid::cells).collect())
    };
    groups.into_iter().map(one).collect()
}

fn name(first: u32, last: u32) -> Arc<str> {
    Arc::from(if first == last { format!("page {first}") } else { format!("pages {first}-{last}") })
}

fn ruled_sheets(mut pages: Vec<Ruled>) -> Vec<Sheet> {
    keep_furniture_once(&mut pages);
    let mut groups: Vec<(Vec<f32>, Vec<Ruled>)> = Vec::new();
    for page in pages {
        let edges = edges(&page);
        match groups.last_mut() {
            Some((known, group)) if agree(known, &edges) => {
                known.extend(&edges);
                *known = cluster(std::mem::take(known), NEAR);
                group.push(page);
            }
            _ => groups.push((edges, vec![page])),
        }
    }
    groups.into_iter().map(|(_, group)| one(group)).collect()
}

/// The columns' edges on a page.
fn edges(page: &Ruled) -> Vec<f32> {
    cluster(page.cells.iter().filter(|c| c.ruled).flat_map(|c| [c.frame.area.x0, c.frame.area.x1]).collect(), NEAR)
}

/// Whether two pages have the same columns: they begin at the same edge, and one page has no edge
/// that the other lacks.
fn agree(known: &[f32], edges: &[f32]) -> bool {
    let (fewer, more) = if known.len() <= edges.len() { (known, edges) } else { (edges, known) };
    let same = |a: &f32, b: &f32| (a - b).abs() <= NEAR;
    fewer.len() > 2
        && fewer.first().zip(more.first()).is_some_and(|(a, b)| same(a, b))
        && fewer.iter().all(|x| more.iter().any(|e| same(x, e)))
}

/// A text without its numbers, which change from page to page.
pub fn masked(text: &str) -> String {
    text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#")
}

/// Page headers and footers: lines at one place on several pages, but for their numbers, stay on
/// the first page only.
fn keep_furniture_once(pages: &mut [Ruled]) {
    let mut seen: BTreeSet<(String, i64)> = BTreeSet::new();
    for page in pages {
        let mut here = Vec::new();
        let inner = page.tables.iter().copied().reduce(Area::hull);
        page.outside.retain(|line| {
            if inner.is_some_and(|t| line.area.overlap_y(&t) > 0.0) {
                return true;
            }
            let masked = masked(&line.text);
            #[expect(clippy::cast_possible_truncation, reason = "a rounded coordinate")]
            let place = (line.base / NEAR).round() as i64;
            let known = (-1..=1).any(|d| seen.contains(&(masked.clone(), place + d)));
            here.push((masked, place));
            !known
        });
        seen.extend(here);
    }
}

/// The pages of one sheet.
fn one(mut pages: Vec<Ruled>) -> Sheet {
    let name = name(pages[0].number, pages[pages.len() - 1].number);
    cut::join(&mut pages);
    let columns = beside::columns(&pages);
    let centring = Centring::of(&pages);
    sheet(name, pages.into_iter().map(|page| page_cells(page, &columns, centring)).collect())
}

fn page_cells(page: Ruled, columns: &[Column], centring: Centring) -> PageCells {
    let mut cells = beside::cells(&page, columns, centring);
    let mut empty = Vec::new();
    for cell in page.cells {
        let area = cell.frame.area;
        let lines: Vec<&str> = cell.lines.iter().map(|l| l.text.as_str()).filter(|t| !t.is_empty()).collect();
        let text = lines.join("\n").trim_end().to_owned();
        if text.is_empty() {
            empty.push(area);
            continue;
        }
        cells.push(Placed { area, text, place: place(page.number, area), doubt: cell.doubt, goes_on: cell.goes_on });
    }
    PageCells { cells, empty }
}

/// A box on a page.
pub fn place(page: u32, area: Area) -> Place {
    Place::Region { page, bbox: [area.x0, area.y0, area.x1, area.y1] }
}
