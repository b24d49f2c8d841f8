//! Pages to sheets: which pages show one table, which cells the page's end cuts.

use std::sync::Arc;

use super::beside::{self, Column};
use super::centring::Centring;
use super::cut;
use super::furniture::{End, Furniture};
use super::loose;
use super::pitch::Pitch;
use super::ruled::{Filled, Ruled};
use super::text::Line;
use super::unruled::{self, Laid, Unruled};
use crate::document::Sheet;
use crate::read::table::area::{Area, cluster};
use crate::read::table::sheet::{PageCells, Placed, sheet};
use crate::read::table::unruled::{Align, unify};
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

impl Sorted {
    /// All that it says.
    pub fn texts(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Ruled(page) => Box::new(page.texts()),
            Self::Unruled(page) => Box::new(page.texts()),
        }
    }
}

/// The sheets that were printed.
pub fn sheets(pages: Vec<Sorted>, pitch: &Pitch) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let setting = Setting { pitch, align: stance(&pages) };
    let (mut ruled, mut unruled) = (Vec::new(), Vec::new());
    for page in pages {
        match page {
            Sorted::Ruled(mut page) => {
                page.join(pitch, setting.align);
                sheets.extend(unruled_sheets(std::mem::take(&mut unruled), setting.align));
                ruled.push(page);
            }
            Sorted::Unruled(mut page) => {
                page.join(pitch);
                sheets.extend(ruled_sheets(std::mem::take(&mut ruled), setting));
                unruled.push(page);
            }
        }
    }
    sheets.extend(ruled_sheets(ruled, setting));
    sheets.extend(unruled_sheets(unruled, setting.align));
    sheets.retain(|sheet| !sheet.cells.is_empty());
    sheets
}

/// How a document sets its texts.
#[derive(Clone, Copy)]
struct Setting<'a> {
    pitch: &'a Pitch,
    /// Where in their cells, if frames show it.
    align: Option<Align>,
}

/// Where texts stand in their frames, if nearly all of those with room stand alike.
fn stance(pages: &[Sorted]) -> Option<Align> {
    const LEAST: usize = 8;
    let mut counts = [(Align::Middle, 0_usize), (Align::Top, 0), (Align::Bottom, 0)];
    let ruled = pages.iter().filter_map(|p| if let Sorted::Ruled(page) = p { Some(page) } else { None });
    for cell in ruled.flat_map(|p| &p.cells).filter(|c| c.ruled && !c.frame.open_top && !c.frame.open_bottom) {
        let Some(text) = cell.lines.iter().map(|l| l.area).reduce(Area::hull) else { continue };
        let em = cell.lines[0].size;
        let (above, below) = (text.y0 - cell.frame.area.y0, cell.frame.area.y1 - text.y1);
        if above + below > 1.5 * em {
            let off = above - below;
            counts[if off.abs() <= 0.7 * em { 0 } else { 1 + usize::from(off > 0.0) }].1 += 1;
        }
    }
    let all: usize = counts.iter().map(|c| c.1).sum();
    counts.into_iter().find(|c| all >= LEAST && c.1 * 4 >= all * 3).map(|c| c.0)
}

fn unruled_sheets(mut pages: Vec<Unruled>, align: Option<Align>) -> Vec<Sheet> {
    unruled::keep_furniture_once(&mut pages);
    let align = align.unwrap_or_else(|| Align::of(&pages.iter().map(Unruled::blocks).collect::<Vec<_>>()));
    let mut pages: Vec<Laid> = pages.into_iter().map(|page| page.laid(align)).collect();
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
        let upwards = pages.iter().map(|p| p.page.upwards()).sum::<i32>() > 0;
        sheet(name, pages.into_iter().map(|page| page.cells(upwards)).collect())
    };
    groups.into_iter().map(one).collect()
}

fn name(first: u32, last: u32) -> Arc<str> {
    Arc::from(if first == last { format!("page {first}") } else { format!("pages {first}-{last}") })
}

fn ruled_sheets(mut pages: Vec<Ruled>, setting: Setting<'_>) -> Vec<Sheet> {
    keep_furniture_once(&mut pages);
    let mut groups: Vec<(Vec<f32>, Vec<Ruled>)> = Vec::new();
    for page in pages {
        let edges = edges(&page);
        match groups.last_mut() {
            Some((known, group))
                if agree(known, &edges)
                    || group.last().is_some_and(|last| agree(&self::edges(last), &edges) || goes_on(last, &page)) =>
            {
                known.extend(&edges);
                *known = cluster(std::mem::take(known), NEAR);
                group.push(page);
            }
            _ => groups.push((edges, vec![page])),
        }
    }
    groups.into_iter().map(|(_, group)| one(group, setting)).collect()
}

/// The columns' edges on a page.
fn edges(page: &Ruled) -> Vec<f32> {
    edges_of(page, |_| true)
}

/// The edges of some cells of a page.
fn edges_of(page: &Ruled, of: impl Fn(Area) -> bool) -> Vec<f32> {
    let areas = page.cells.iter().filter(|c| c.ruled).map(|c| c.frame.area).filter(|area| of(*area));
    cluster(areas.flat_map(|area| [area.x0, area.x1]).collect(), NEAR)
}

/// Whether a page goes on with the table that the page above ends with: the cells at its top have
/// the edges of those at the bottom above. There may be other tables on both.
fn goes_on(above: &Ruled, below: &Ruled) -> bool {
    let bottom = above.tables.iter().map(|table| table.y1).fold(f32::NEG_INFINITY, f32::max);
    let top = below.tables.iter().map(|table| table.y0).fold(f32::INFINITY, f32::min);
    let last = edges_of(above, |cell| cell.y1 + NEAR >= bottom);
    let first = edges_of(below, |cell| cell.y0 - NEAR <= top);
    let end = |edges: &[f32]| edges.last().copied().unwrap_or_default();
    agree(&last, &first) && (end(&last) - end(&first)).abs() <= NEAR
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

/// Page headers and footers stand above or below all tables.
fn keep_furniture_once(pages: &mut [Ruled]) {
    let mut furniture = Furniture::default();
    for page in pages {
        let inner = page.tables.iter().copied().reduce(Area::hull);
        let end = |i: usize| {
            let (area, inner) = (page.loose[i].place, inner?);
            let bottom = (area.y0 >= inner.y1).then_some(End::Bottom);
            if area.y1 <= inner.y0 { Some(End::Top) } else { bottom }
        };
        let mut again = furniture.again(&page.loose, end).into_iter();
        page.loose.retain(|_| !again.next().unwrap_or(false));
    }
}

/// The pages of one sheet.
fn one(mut pages: Vec<Ruled>, setting: Setting<'_>) -> Sheet {
    let name = name(pages[0].number, pages[pages.len() - 1].number);
    cut::join(&mut pages);
    let columns = beside::columns(&pages);
    let centring = Centring::of(&pages);
    sheet(name, pages.into_iter().map(|page| page_cells(page, &columns, centring, setting)).collect())
}

fn page_cells(page: Ruled, columns: &[Column], centring: Centring, setting: Setting<'_>) -> PageCells {
    let mut cells = beside::cells(&page, columns, centring);
    cells.extend(loose::cells(&page, setting.align));
    let mut empty = Vec::new();
    for cell in page.cells {
        let area = cell.frame.area;
        let text = if setting.pitch.shows_blanks() { rejoined(&cell) } else { lines(&cell.lines) };
        if text.is_empty() {
            empty.push(area);
            continue;
        }
        cells.push(Placed { area, text, place: place(page.number, area), doubt: cell.doubt, goes_on: cell.goes_on });
    }
    PageCells { cells, empty }
}

/// Lines parted by `\n`.
pub fn lines(lines: &[Line]) -> String {
    let texts: Vec<&str> = lines.iter().map(|l| l.text.as_str()).filter(|t| !t.is_empty()).collect();
    texts.join("\n").trim_end().to_owned()
}

/// The lines of a cell; a word too long for its cell is one again. It stands alone on its line and
/// fills it, and no blank is drawn after it, as there is after words.
fn rejoined(cell: &Filled) -> String {
    let mut all = String::new();
    for (i, line) in cell.lines.iter().enumerate().filter(|(_, l)| !l.text.is_empty()) {
        let divided = i.checked_sub(1).map(|above| &cell.lines[above]).is_some_and(|above| {
            let full = cell.frame.area.width() - above.area.width() < above.size;
            let letters = above.text.chars().all(char::is_alphabetic) && above.text.chars().count() > 1;
            full && letters && line.text.starts_with(char::is_lowercase)
        });
        if !divided && !all.is_empty() {
            all.push('\n');
        }
        all.push_str(&line.text);
    }
    all.trim_end().to_owned()
}

/// A box on a page.
pub fn place(page: u32, area: Area) -> Place {
    Place::Region { page, bbox: [area.x0, area.y0, area.x1, area.y1] }
}
