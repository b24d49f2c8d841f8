//! Pages to segments: the lines under each header, and those above the first.

use rayon::prelude::*;

use super::columns::{self, Column};
use super::decode::Tail;
use super::gates::{self, Piece};
use super::header_row::{self, Header};
use super::kinds;
use super::lines::Line;
use super::passes;
use crate::document::Page;
use crate::normalise::draft::{Field, Section};

/// The lines under one header.
#[derive(Debug)]
pub struct Segment<'a> {
    /// Its page.
    pub page: u32,
    /// The columns that the header promises, or the one that goes on from before.
    pub columns: Vec<Column>,
    /// Other orders that they may have.
    pub orders: Vec<Vec<Column>>,
    /// The table that it heads.
    pub section: Option<Section>,
    /// Whether the table goes on from the page before.
    pub continued: bool,
    /// Whether it is the last of its page, or of its pass.
    pub last_of_page: bool,
    /// Which cells it holds.
    pub pass: Pass,
    /// On a page in two passes: the line of the second pass behind which its cells begin.
    pub gate: Option<u32>,
    /// Its lines.
    pub lines: Vec<Line<'a>>,
}

impl Segment<'_> {
    /// Whether the name of an executive or officer may stand above the rows.
    pub fn takes_role(&self) -> bool {
        !self.columns.iter().any(|c| c.is(Field::Role))
    }

    /// What may follow its rows.
    pub const fn tail(&self) -> Tail {
        if self.last_of_page { Tail::Cells } else { Tail::Headings }
    }
}

/// Which cells of its page a segment holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// All.
    Only,
    /// Those of one line.
    First,
    /// The wrapped ones.
    Second,
}

/// A page and the headers on it.
struct Headed<'a> {
    page: u32,
    pass: Pass,
    /// Its lines without the pieces of headers that stand apart.
    lines: Vec<Line<'a>>,
    /// The lines of its second pass.
    wrapped: Vec<Line<'a>>,
    headers: Vec<Header>,
    /// Of each header the piece that stands in the second pass.
    pieces: Vec<Option<Piece>>,
    loose: Loose,
    /// Whether it is a map, which ends the table before.
    map: bool,
}

impl<'a> Headed<'a> {
    fn of(page: u32, mut lines: Vec<Line<'a>>, two_passes: bool) -> Self {
        let first = two_passes && !is_map(&lines);
        let mut wrapped = if first { lines.split_off(passes::second(&lines).0) } else { Vec::new() };
        let headers = header_row::headers(&lines);
        let map = headers.is_empty() && is_map(&lines);
        let loose = Loose::of(&lines, &headers);
        let lines = loose.without(lines);
        let headers = if loose.lines.is_empty() { headers } else { header_row::headers(&lines) };
        let pieces = gates::part(&mut wrapped, &headers);
        Self { page, pass: if first { Pass::First } else { Pass::Only }, lines, wrapped, headers, pieces, loose, map }
    }
}

/// The segments of a document in its order. Pages that print no header go on with the table before.
pub fn of_pages<'a>(pages: &[Page], all: Vec<Vec<Line<'a>>>, two_passes: bool) -> Vec<Segment<'a>> {
    let numbered = pages.par_iter().zip(all);
    let headed: Vec<Headed<'a>> = numbered.map(|(page, lines)| Headed::of(page.number, lines, two_passes)).collect();
    let mut out = Vec::new();
    let mut carried: (Vec<Column>, Vec<Vec<Column>>, Option<Section>) = (Vec::new(), Vec::new(), None);
    for Headed { page, pass, lines, wrapped, headers, pieces, loose, map } in headed {
        if map {
            carried = (Vec::new(), Vec::new(), None);
        }
        let mut segment = Segment {
            page,
            columns: carried.0.clone(),
            orders: carried.1.clone(),
            section: carried.2,
            continued: true,
            last_of_page: false,
            pass,
            gate: None,
            lines: Vec::new(),
        };
        let mut from = 0;
        for (mut header, piece) in headers.into_iter().zip(pieces) {
            if let Some(section) = header.section {
                let wrapped = piece.as_ref().map_or(&[][..], |piece| &piece.fields);
                let extras = piece.as_ref().map_or(&[][..], |piece| &piece.extras);
                for columns in [&mut header.columns].into_iter().chain(&mut header.orders) {
                    columns::add_loose(columns, section, &loose.fields);
                    columns::add_wrapped(columns, section, wrapped);
                    gates::add_measures(columns, extras);
                }
            }
            segment.lines.extend(lines[from..header.first].iter().cloned());
            let title = lines[header.first].text[..header.start].trim();
            if !title.is_empty() {
                segment.lines.push(Line { text: title, wraps: false, ..lines[header.first].clone() });
            }
            out.push(segment);
            carried = (header.columns.clone(), header.orders.clone(), header.section);
            segment = Segment {
                page,
                columns: header.columns,
                orders: header.orders,
                section: header.section,
                continued: false,
                last_of_page: false,
                pass,
                gate: piece.map(|piece| piece.line),
                lines: Vec::new(),
            };
            from = header.last + 1;
        }
        segment.lines.extend(lines[from..].iter().cloned());
        segment.last_of_page = true;
        out.push(segment);
        if pass == Pass::First {
            out.push(Segment {
                page,
                columns: Vec::new(),
                orders: Vec::new(),
                section: None,
                continued: true,
                last_of_page: true,
                pass: Pass::Second,
                gate: None,
                lines: wrapped,
            });
        }
    }
    out.retain(|s| !s.lines.is_empty() || !s.continued || s.pass != Pass::Only);
    out
}

/// Pieces of headers that an export printed apart from the header's line.
#[derive(Debug, Default)]
struct Loose {
    /// The lines that hold nothing else.
    lines: Vec<u32>,
    /// What they name.
    fields: Vec<Field>,
}

impl Loose {
    fn of(lines: &[Line<'_>], headers: &[Header]) -> Self {
        let mut loose = Self::default();
        for (index, line) in lines.iter().enumerate() {
            if headers.is_empty() || headers.iter().any(|h| (h.first..=h.last).contains(&index)) {
                continue;
            }
            let wrapped = line.wraps || index.checked_sub(1).is_some_and(|before| lines[before].wraps);
            let names = if wrapped { Vec::new() } else { header_row::loose_names(line.text) };
            // `Note` alone may head the notes of a page; behind another piece it heads their column.
            let behind = index.checked_sub(1).is_some_and(|before| loose.lines.last() == Some(&lines[before].number));
            if !names.is_empty() || behind && header_row::is_notes(line.text) {
                loose.lines.push(line.number);
                // Before the first header they are labels of the page's headings.
                if headers.first().is_some_and(|h| index > h.last) {
                    loose.fields.extend(names);
                }
            }
        }
        loose
    }

    fn without<'a>(&self, lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
        lines.into_iter().filter(|l| !self.lines.contains(&l.number)).collect()
    }
}

/// Whether a page without a header is a strategy map: missions and numbered objectives.
pub fn is_map(lines: &[Line<'_>]) -> bool {
    let missions = lines.iter().filter(|l| kinds::is_mission(l.text)).count();
    let headings = lines.iter().filter(|l| kinds::heading_number(l.text).is_some()).count();
    missions >= 1 && headings >= 4 && headings * 2 >= missions && header_row::headers(lines).is_empty()
}
