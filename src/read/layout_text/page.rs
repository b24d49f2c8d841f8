//! Pages to sheets: tables one below the other, and what stands between them.

mod map;

use std::collections::BTreeMap;
use std::ops::Range;

use super::columns::{self, Column};
use super::header::{Zone, zones};
use super::line::{Line, Page, Segment};
use super::rows::Align;
use super::table::{Body, Found};
use crate::document::Cell;
use crate::grammar::{heading, mission};
use crate::normalise::draft::Field;
use crate::normalise::headers::Header;
use crate::trace::Place;

/// A page of more lines, or of more texts, is no print of a table: it is left as it stands.
const MOST_LINES: usize = 2_000;
const MOST_SEGMENTS: usize = 20_000;

/// A sheet under way.
#[derive(Debug, Default)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: Vec<Cell>,
    rows: usize,
}

/// A part of a page.
#[derive(Debug)]
enum Part {
    /// Lines outside any table.
    Loose(Range<usize>),
    /// A table: its header, if it has one here, and its body.
    Table(Option<Zone>, Range<usize>, Vec<Column>),
    /// A map that goes on: its body, and which of its columns each one is.
    Map(Range<usize>, Vec<Column>, Option<Vec<usize>>),
}

/// The table that a page may go on with.
#[derive(Debug)]
struct Last {
    columns: Vec<Column>,
    /// The numbers in its columns, if it is a strategy map.
    map: Option<Vec<map::Numbers>>,
}

/// How the texts of a table stand, and whether it goes on above and below, on other pages.
type How = (Align, (bool, bool));

/// The sheets of the pages.
pub fn sheets(pages: &[Page]) -> Vec<Made> {
    let mut last: Option<Last> = None;
    let mut parted: Vec<(Vec<Part>, bool)> =
        pages.iter().enumerate().map(|(i, page)| parts(page, pages.get(i + 1), &mut last)).collect();
    widen(&mut parted);
    let mut bodies: Vec<Vec<Option<Body<'_>>>> = Vec::new();
    for (page, (parts, _)) in pages.iter().zip(&parted) {
        bodies.push(parts.iter().map(|part| part.body(page)).collect());
    }
    let align = alignment(&bodies);
    let mut sheets: Vec<Made> = Vec::new();
    for (i, ((page, (parts, goes_on)), bodies)) in pages.iter().zip(&parted).zip(&bodies).enumerate() {
        if !goes_on || sheets.is_empty() {
            sheets.push(Made { name: format!("page {}", page.number), ..Made::default() });
        }
        let Some(sheet) = sheets.last_mut() else { continue };
        let goes_on_below = parted.get(i + 1).is_some_and(|(_, goes_on)| *goes_on);
        let tables: Vec<usize> = (0..parts.len()).filter(|part| bodies[*part].is_some()).collect();
        for (at, (part, body)) in parts.iter().zip(bodies).enumerate() {
            let open = (*goes_on && tables.first() == Some(&at), goes_on_below && tables.last() == Some(&at));
            sheet.add(page, part, body.as_ref(), (align, open));
        }
    }
    sheets.retain(|sheet| !sheet.cells.is_empty());
    sheets
}

/// Columns of one table are as wide on all pages.
fn widen(parted: &mut [(Vec<Part>, bool)]) {
    let key = |columns: &[Column]| -> Vec<Option<Header>> { columns.iter().map(|c| c.means).collect() };
    let mut rooms: BTreeMap<Vec<Option<Header>>, Vec<u32>> = BTreeMap::new();
    for part in parted.iter().flat_map(|(parts, _)| parts) {
        if let Part::Table(_, _, columns) = part {
            let known = rooms.entry(key(columns)).or_insert_with(|| vec![0; columns.len()]);
            known.iter_mut().zip(columns).for_each(|(room, c)| *room = (*room).max(c.room));
        }
    }
    for part in parted.iter_mut().flat_map(|(parts, _)| parts) {
        if let Part::Table(_, _, columns) = part
            && let Some(known) = rooms.get(&key(columns))
        {
            columns.iter_mut().zip(known).for_each(|(c, room)| c.room = *room);
        }
    }
}

/// The way in which texts stand that reads best over all tables.
fn alignment(bodies: &[Vec<Option<Body<'_>>>]) -> Align {
    let tables = || bodies.iter().flatten().flatten().filter(|body| !body.map);
    let cost = |align: Align| -> f32 { tables().map(|body| body.cost(align)).sum() };
    Align::ALL.into_iter().min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(Align::Middle)
}

impl Part {
    /// The texts of a table, in its columns.
    fn body<'a>(&'a self, page: &'a Page) -> Option<Body<'a>> {
        match self {
            Self::Table(zone, lines, columns) if !lines.is_empty() => {
                let map = zone.as_ref().is_some_and(|z| z.map);
                Some(Body::new(&page.lines[lines.clone()], columns, map))
            }
            Self::Map(lines, columns, _) if !lines.is_empty() => {
                Some(Body::new(&page.lines[lines.clone()], columns, true))
            }
            Self::Table(..) | Self::Map(..) | Self::Loose(_) => None,
        }
    }
}

/// Lines before the first table: among them may be a strategy map under headings.
fn outside(lines: &[Line], end: usize) -> Vec<Part> {
    let says = |line: &Line, what: fn(&str) -> bool| line.segments.iter().any(|s| what(&s.text));
    let objective = |at: &usize| says(&lines[*at], |text| heading::parse(text).is_some());
    let mission = |at: &usize| says(&lines[*at], |text| mission::parse(text).is_some());
    let both = (0..end).filter(|at| objective(at) && mission(at)).count();
    let (Some(first), Some(last)) = ((0..end).find(objective), (0..end).rev().find(|at| objective(at) || mission(at)))
    else {
        return vec![Part::Loose(0..end)];
    };
    if both == 0 || (0..end).filter(mission).count() < 2 {
        return vec![Part::Loose(0..end)];
    }
    // The heading right above the first objective is a part of the map.
    let first =
        first.saturating_sub(usize::from(first > 0 && lines[first].blank == 0 && lines[first - 1].segments.len() == 1));
    let body = first..last + 1;
    let columns = columns::find(lines, &[], std::slice::from_ref(&body));
    let zone = Zone { lines: first..first, heads: Vec::new(), map: true };
    let mut parts = vec![Part::Loose(0..first), Part::Table(Some(zone), body, columns)];
    if last + 1 < end {
        parts.push(Part::Loose(last + 1..end));
    }
    parts
}

impl Last {
    /// Whether lines at the top of a page go on with it.
    fn goes_on(&self, lines: &[Line]) -> bool {
        if self.map.is_some() {
            return map::has_objectives(lines);
        }
        let wide = self.columns.len().saturating_sub(1).clamp(1, 2);
        let crowded = lines.iter().any(|line| line.segments.len() > wide);
        crowded || (lines.iter().any(|line| line.segments.len() > 1) && self.lists_objectives(lines))
    }

    /// Whether objectives stand in a column of theirs: they are rows all the same.
    fn lists_objectives(&self, lines: &[Line]) -> bool {
        let Some(list) = self.columns.iter().find(|c| c.means == Some(Header::Field(Field::Objective))) else {
            return false;
        };
        let within = |s: &Segment| s.from < list.to && list.from < s.to && heading::parse(&s.text).is_some();
        lines.iter().any(|line| line.segments.iter().any(within))
    }
}

/// The parts of a page, and whether the first of them goes on with the last table of the page before.
fn parts(page: &Page, next: Option<&Page>, last: &mut Option<Last>) -> (Vec<Part>, bool) {
    let lines = &page.lines;
    let segments: usize = lines.iter().map(|line| line.segments.len()).sum();
    if lines.len() > MOST_LINES || segments > MOST_SEGMENTS {
        *last = None;
        return (vec![Part::Loose(0..lines.len())], false);
    }
    let zones = zones(lines);
    let first = zones.first().map_or(lines.len(), |z| z.lines.start);
    let mut parts = Vec::new();
    let mut goes_on = false;
    if first > 0 {
        match last.as_mut().filter(|last| last.goes_on(&lines[..first])) {
            Some(Last { map: Some(known), .. }) => {
                let end = map::end(lines, 0..first);
                let (columns, places) =
                    map::go_on(lines, &(0..end), known, end < lines.len() || !next.is_some_and(map::is_on));
                for (numbers, at) in map::numbers(&lines[..end], &columns).into_iter().zip(places.iter().flatten()) {
                    known[*at] = map::both(known[*at], numbers);
                }
                goes_on = places.is_some();
                parts.push(Part::Map(0..end, columns, places));
                parts.push(Part::Loose(end..first));
            }
            Some(Last { columns, map: None }) => {
                let columns = columns::go_on(lines, columns, &(0..first));
                parts.push(Part::Table(None, 0..first, columns));
                goes_on = true;
            }
            None => parts.extend(outside(lines, first)),
        }
    }
    let bodies: Vec<Range<usize>> = (0..zones.len())
        .map(|i| zones[i].lines.end..zones.get(i + 1).map_or(lines.len(), |next| next.lines.start))
        .collect();
    let mut groups: BTreeMap<Vec<usize>, Vec<Column>> = BTreeMap::new();
    for (zone, body) in zones.iter().zip(&bodies) {
        let alike: Vec<usize> = (0..zones.len()).filter(|i| zone.alike(&zones[*i])).collect();
        let find = |alike: &Vec<usize>| {
            let (same, ranges): (Vec<&Zone>, Vec<Range<usize>>) =
                alike.iter().map(|i| (&zones[*i], bodies[*i].clone())).unzip();
            columns::find(lines, &same, &ranges)
        };
        let columns = groups.entry(alike).or_insert_with_key(find).clone();
        let means = |columns: &[Column]| -> Vec<Option<Header>> {
            columns.iter().filter(|c| c.headed).map(|c| c.means).collect()
        };
        if zone.map {
            let end = map::end(lines, body.clone());
            let map = || Some(map::numbers(&lines[body.start..end], &columns));
            *last = (end == lines.len()).then(|| Last { columns: columns.clone(), map: map() });
            parts.push(Part::Table(Some(zone.clone()), body.start..end, columns));
            parts.push(Part::Loose(end..body.end));
            continue;
        }
        if parts.iter().all(|p| matches!(p, Part::Loose(lines) if lines.is_empty()))
            && last.as_ref().is_some_and(|last| last.map.is_none() && means(&last.columns) == means(&columns))
        {
            goes_on = true;
        }
        *last = Some(Last { columns: columns.clone(), map: None });
        parts.push(Part::Table(Some(zone.clone()), body.clone(), columns));
    }
    (parts, goes_on)
}

impl Made {
    fn add(&mut self, page: &Page, part: &Part, body: Option<&Body<'_>>, how: How) {
        match part {
            Part::Loose(lines) => self.loose(page, &page.lines[lines.clone()]),
            Part::Table(zone, _, columns) => {
                if let Some(zone) = zone.as_ref().filter(|z| !z.heads.is_empty()) {
                    self.header(page, zone, columns);
                }
                if let Some(body) = body {
                    self.body(page, body, how, None);
                }
            }
            Part::Map(_, _, places) => {
                if let Some(body) = body {
                    self.body(page, body, how, places.as_deref());
                }
            }
        }
    }

    /// The texts of a table, in other columns than its own if `places` says so.
    fn body(&mut self, page: &Page, body: &Body<'_>, (align, open): How, places: Option<&[usize]>) {
        let usual = body.map && align == Align::Middle;
        let (mut found, rows) = body.read(if usual { align } else { body.align(align) }, open);
        let perspective = found.iter_mut().filter(|f| f.columns == (0, 1)).min_by_key(|f| f.rows.0);
        if let Some(first) = perspective.filter(|_| body.matrix && places.is_none()) {
            // The first one stands in the middle of its rows, though the page ends before they do.
            first.rows = (0, first.rows.0 + first.rows.1);
        }
        for found in &mut found {
            found.columns.0 = places.and_then(|places| places.get(found.columns.0)).copied().unwrap_or(found.columns.0);
        }
        self.put(page.number, found);
        self.rows += rows;
    }

    fn put(&mut self, page: u32, found: Vec<Found>) {
        for found in found {
            self.cells.push(Cell {
                row: number(self.rows + found.rows.0),
                col: number(found.columns.0),
                rows: number(found.rows.1),
                cols: number(found.columns.1),
                text: found.text,
                place: Place::Lines { page, first: found.lines.0, last: found.lines.1 },
                doubt: found.doubt,
            });
        }
    }

    /// Lines outside any table: each a row of its own.
    fn loose(&mut self, page: &Page, lines: &[Line]) {
        for line in lines {
            let found = line.segments.iter().enumerate().map(|(i, segment)| Found {
                rows: (0, 1),
                columns: (i, 1),
                text: segment.text.clone(),
                lines: (line.number, line.number),
                doubt: None,
            });
            self.put(page.number, found.collect());
            self.rows += 1;
        }
    }

    /// A header: one row, or two where some of its cells stand over others.
    fn header(&mut self, page: &Page, zone: &Zone, columns: &[Column]) {
        let rows = if zone.heads.iter().any(|h| h.spans) { 2 } else { 1 };
        let own = zone.heads.iter().filter(|h| !h.spans).map(|h| (h.from, h.to));
        let headed = (0..columns.len()).filter(|c| columns[*c].headed);
        let mut places: Vec<((usize, usize), usize)> = own.zip(headed.clone()).collect();
        if headed.count() != zone.heads.iter().filter(|h| !h.spans).count() {
            places = columns.iter().enumerate().map(|(c, column)| ((column.from, column.to), c)).collect();
        }
        let under = |range: (usize, usize)| -> Vec<usize> {
            places.iter().filter(|(at, _)| at.0 < range.1 && range.0 < at.1).map(|(_, c)| *c).collect()
        };
        let spanned: Vec<usize> = zone.heads.iter().filter(|h| h.spans).flat_map(|h| under((h.from, h.to))).collect();
        let mut found: Vec<Found> = Vec::new();
        for head in &zone.heads {
            let at = under((head.from, head.to));
            let Some(&first) = at.first() else { continue };
            let below = !head.spans && at.iter().any(|c| spanned.contains(c));
            let row = match (rows, head.spans, below) {
                (1, ..) | (_, true, _) => (0, 1),
                (_, false, true) => (1, 1),
                (_, false, false) => (0, 2),
            };
            let width = if head.spans { at.len() } else { 1 };
            let lines = (page.lines[head.lines.0].number, page.lines[head.lines.1].number);
            found.push(Found { rows: row, columns: (first, width), text: head.text.clone(), lines, doubt: None });
        }
        found.sort_by_key(|f| (f.rows.0, f.columns.0));
        self.put(page.number, found);
        self.rows += rows;
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
