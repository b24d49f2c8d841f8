//! Text beside the frames: remarks to the right of their rows.
//!
//! A spreadsheet prints cells without borders, too. Their columns show in where their texts stand
//! on all pages of the sheet, their rows in the frames that they stand beside.

use super::assemble::place;
use super::centring::Centring;
use super::ruled::{Filled, Ruled};
use super::text::Line;
use crate::read::table::area::{Area, cluster};
use crate::read::table::sheet::Placed;
use crate::trace::Inference;

/// A column without frames: from, to.
pub type Column = (f32, f32);

/// Lines further apart than this many ems are no one text.
const PITCH: f32 = 1.5;

/// The columns of the texts beside the tables.
pub fn columns(pages: &[Ruled]) -> Vec<Column> {
    let mut extents: Vec<Column> = pages.iter().flat_map(|p| p.beside.iter().map(|l| (l.area.x0, l.area.x1))).collect();
    // The narrow ones first: a wide text may reach over two columns, and does not make them one.
    extents.sort_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)).then(a.0.total_cmp(&b.0)));
    let mut columns: Vec<Column> = Vec::new();
    for (from, to) in extents {
        let mut met = columns.iter_mut().filter(|c| c.0 < to && from < c.1);
        match (met.next(), met.next()) {
            (None, _) => columns.push((from, to)),
            (Some(column), None) => *column = (column.0.min(from), column.1.max(to)),
            (Some(_), Some(_)) => {}
        }
    }
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    // A column begins where the table or the column before it ends.
    let tables = pages.iter().flat_map(|p| &p.tables).map(|t| t.x1);
    let mut ends: Vec<f32> = tables.chain(columns.iter().map(|c| c.1)).collect();
    ends.sort_by(f32::total_cmp);
    for column in &mut columns {
        column.0 = ends.iter().rev().find(|end| **end <= column.0 + 2.0).copied().unwrap_or(column.0);
    }
    columns
}

/// The cells of all texts beside the tables of a page.
pub fn cells(page: &Ruled, columns: &[Column], centring: Centring) -> Vec<Placed> {
    let rows = Rows::of(page, centring);
    let mut cells = Vec::new();
    let mut left: Vec<&Line> = page.beside.iter().collect();
    for &(from, to) in columns {
        let (here, rest): (Vec<&Line>, _) = left.into_iter().partition(|l| l.area.x0 < to && from < l.area.x1);
        left = rest;
        for (lines, top, bottom, doubt) in rows.texts(&here) {
            let hull = lines.iter().skip(1).fold(lines[0].area, |a, l| a.hull(l.area));
            cells.push(Placed {
                area: Area { x0: from, x1: to, y0: top, y1: bottom },
                text: lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n").trim_end().to_owned(),
                place: place(page.number, hull),
                doubt,
                goes_on: Vec::new(),
            });
        }
    }
    cells
}

/// The rows of the tables of a page.
struct Rows {
    /// Edges of all frames.
    edges: Vec<f32>,
    /// Top and bottom of the frames.
    frames: Vec<(f32, f32)>,
    centring: Centring,
}

/// Lines, top and bottom of the rows that they stand in, and what is not sure about it.
type Text<'a> = (Vec<&'a Line>, f32, f32, Option<Inference>);

impl Rows {
    fn of(page: &Ruled, centring: Centring) -> Self {
        let frames: Vec<(f32, f32)> = page.cells.iter().filter(|c| c.ruled).map(Filled::reach).collect();
        Self {
            edges: cluster(page.cells.iter().flat_map(|c| [c.frame.area.y0, c.frame.area.y1]).collect(), 1.5),
            frames,
            centring,
        }
    }

    /// The texts of one column: lines that follow closely are one text, unless each part of them
    /// is centred in its own row.
    fn texts<'a>(&self, lines: &[&'a Line]) -> Vec<Text<'a>> {
        let mut chains: Vec<Vec<&Line>> = Vec::new();
        for line in lines {
            match chains.last_mut() {
                Some(chain) if line.base - chain[chain.len() - 1].base <= PITCH * line.size => chain.push(line),
                _ => chains.push(vec![line]),
            }
        }
        chains.into_iter().flat_map(|chain| self.chain(chain, lines)).collect()
    }

    fn chain<'a>(&self, chain: Vec<&'a Line>, column: &[&Line]) -> Vec<Text<'a>> {
        let mut parts: Vec<(usize, Vec<&Line>)> = Vec::new();
        for line in chain.iter().copied() {
            let row = self.row(self.centring.level(line));
            match parts.last_mut() {
                Some((last, part)) if *last == row => part.push(line),
                _ => parts.push((row, vec![line])),
            }
        }
        let centred = |(row, part): &(usize, Vec<&Line>)| self.centred(part, *row, *row + 1);
        if parts.iter().all(centred) {
            return parts.into_iter().map(|(row, part)| self.in_row(part, row, column)).collect();
        }
        let (first, last) = (parts[0].0, parts[parts.len() - 1].0 + 1);
        if let Some((top, bottom)) = self.span(&chain, first, last) {
            let (y0, y1) = (self.edges[top], self.edges[bottom]);
            let framed = self.frames.iter().any(|f| (f.0 - y0).abs() < 1.5 && (f.1 - y1).abs() < 1.5);
            let doubt = (!framed).then(|| Inference::new("the remark is centred on these rows", 0.9));
            return vec![self.text(chain, top, bottom, doubt)];
        }
        let unsure = || (parts.len() > 1).then(|| Inference::new("the remark's lines stand beside several rows", 0.7));
        parts.iter().map(|(row, part)| self.text(part.clone(), *row, row + 1, unsure())).collect()
    }

    /// A text that is centred in its row. It may as well be centred on the rows of a merged cell
    /// of which its row is the middle, unless one of these rows has a text of its own.
    fn in_row<'a>(&self, part: Vec<&'a Line>, row: usize, column: &[&Line]) -> Text<'a> {
        let (y0, y1) = (self.edges[row], self.edges[row + 1]);
        let merged = self.frames.iter().find(|(top, bottom)| {
            let free = |l: &&Line| {
                let y = self.centring.level(l);
                (y0..y1).contains(&y) || !(*top..*bottom).contains(&y)
            };
            *top < y0 - 2.0
                && y1 + 2.0 < *bottom
                && self.centring.on(part.iter().copied(), f32::midpoint(*top, *bottom))
                && column.iter().all(free)
        });
        match merged {
            None => self.text(part, row, row + 1, None),
            Some(&(top, bottom)) => {
                let because = "the remark is centred on a row, and on the rows of a merged cell around it";
                (part, top, bottom, Some(Inference::new(because, 0.4)))
            }
        }
    }

    fn text<'a>(&self, lines: Vec<&'a Line>, top: usize, bottom: usize, doubt: Option<Inference>) -> Text<'a> {
        (lines, self.edges[top], self.edges[bottom], doubt)
    }

    /// The row at a height.
    fn row(&self, y: f32) -> usize {
        self.edges.partition_point(|e| *e <= y).saturating_sub(1).min(self.edges.len().saturating_sub(2))
    }

    fn centred(&self, lines: &[&Line], top: usize, bottom: usize) -> bool {
        self.centring.on(lines.iter().copied(), f32::midpoint(self.edges[top], self.edges[bottom]))
    }

    /// The fewest rows on which the lines are centred.
    fn span(&self, lines: &[&Line], first: usize, last: usize) -> Option<(usize, usize)> {
        let count = self.edges.len() - 1;
        let mut spans: Vec<(usize, usize)> =
            (0..=first).rev().take(40).flat_map(|t| (last..=count).take(40).map(move |b| (t, b))).collect();
        spans.sort_by_key(|(t, b)| b - t);
        spans.into_iter().find(|(t, b)| self.centred(lines, *t, *b))
    }
}
