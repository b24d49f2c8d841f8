//! Hands the headings at a page's end to the page's tables.

use super::columns::Column;
use super::decode::Piece;
use super::headings::{Heading, content_words};
use super::kinds;
use super::merged::{self, Gap, Placed};
use super::place::{self, Loose};
use super::row::{Row, Text};
use super::tables::Table;
use crate::normalise::draft::{Field, Section};
use crate::trace::Inference;

/// The headings of a table that stand at the end of its page.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Its executive or officer.
    pub role: Option<Text>,
    /// Its objective.
    pub objective: Option<Text>,
}

/// Hands out headings; returns what each table gets, and the headings left over.
pub fn give(
    tables: &[Table],
    offset: usize,
    rows: &[Row],
    cells: Vec<Loose>,
    attached: &[bool],
) -> (Vec<Given>, Vec<Loose>) {
    let mut given = vec![Given::default(); tables.len()];
    let mut left = Vec::new();
    let of = |wanted: fn(&Heading) -> bool, cells: &mut Vec<Loose>| {
        let (own, others): (Vec<Loose>, Vec<Loose>) = cells.drain(..).partition(|c| wanted(&c.heading));
        *cells = others;
        own
    };
    let mut cells = cells;
    let roles = of(|h| *h == Heading::Role, &mut cells);
    let objectives = of(|h| matches!(h, Heading::Objective(_)), &mut cells);
    left.extend(cells);
    let page = Page { tables, offset, rows, attached };
    let needs = page.needs(Field::Objective).iter().filter(|n| **n).count();
    let (objectives, mapped) = parted(objectives, needs);
    left.extend(mapped);
    let begins: Vec<bool> = {
        let placed = page.roles(&roles);
        page.put(&roles, &placed, &mut left, |g| &mut g.role, &mut given, "the name stands at the end of its page");
        (0..tables.len()).map(|t| place::closed_before(tables, t)).collect()
    };
    let several = roles.len() > 1 || begins.iter().skip(1).any(|b| *b);
    let mut placed = page.objectives(&objectives, several);
    if several {
        Page::sort(&objectives, &begins, &mut placed);
    }
    let because = "the heading stands at the end of its page; headings go to tables by their order and their words";
    page.put(&objectives, &placed, &mut left, |g| &mut g.objective, &mut given, because);
    (given, left)
}

/// A strategy map that shares the page names every objective once: those named twice head tables, if
/// they are as many as the tables that lack one.
fn parted(objectives: Vec<Loose>, needs: usize) -> (Vec<Loose>, Vec<Loose>) {
    const MAP: usize = 3;
    let again = |at: usize| objectives[..at].iter().any(|o| o.heading == objectives[at].heading);
    let twice: Vec<bool> = (0..objectives.len()).map(again).collect();
    let second = twice.iter().filter(|t| **t).count();
    if second == 0 || second < needs || objectives.len() < second + MAP {
        return (objectives, Vec::new());
    }
    let mut twice = twice.into_iter();
    objectives.into_iter().partition(|_| twice.next().unwrap_or(false))
}

struct Page<'a> {
    tables: &'a [Table],
    offset: usize,
    rows: &'a [Row],
    attached: &'a [bool],
}

impl Page<'_> {
    fn needs(&self, field: Field) -> Vec<bool> {
        let personal = |t: &Table| matches!(t.section, Some(Section::Executive | Section::Officer));
        let open = |(index, t): (usize, &Table)| {
            let has = |c: &Column| c.is(field);
            let mine = if field == Field::Role { personal(t) } else { !self.attached[index] };
            !t.continued && t.section.is_some() && mine && !t.columns.iter().any(has)
        };
        self.tables.iter().enumerate().map(open).collect()
    }

    fn gap(&self, cells: &[Loose], field: Field) -> Gap {
        let n = self.tables.len();
        let told = cells.iter().any(|c| c.seat.is_some());
        Gap {
            missing: self.needs(field),
            begin: vec![0.0; n],
            stay: vec![0.0; n],
            blank: 2.5,
            disorder: if told { 0.3 } else { 1.0 },
            single: 0.0,
            free: cells.iter().map(|c| !told || c.seat.is_none()).collect(),
            astray: cells.iter().map(|c| if c.seat.is_some() { c.margins.clone() } else { Vec::new() }).collect(),
        }
    }

    fn roles(&self, cells: &[Loose]) -> Placed {
        let mut gap = self.gap(cells, Field::Role);
        for table in 0..self.tables.len() {
            if place::closed_before(self.tables, table) {
                gap.stay[table] = 3.0;
            } else {
                gap.begin[table] = 4.0;
            }
        }
        let affinity: Vec<Vec<f64>> = cells
            .iter()
            .map(|cell| {
                let officer = is_officer(&cell.text.cell.flat());
                let fits = |t: &Table| t.section.is_none_or(|s| (s == Section::Officer) == officer);
                self.tables.iter().map(|t| if fits(t) { 0.0 } else { 3.0 }).collect()
            })
            .collect();
        merged::place(&gap, &affinity)
    }

    /// Every table has its objective; within a role, and on a page without roles, the objectives run
    /// in the order of their numbers.
    fn objectives(&self, cells: &[Loose], several: bool) -> Placed {
        let mut gap = self.gap(cells, Field::Objective);
        gap.stay = vec![3.0; self.tables.len()];
        let mut order: Vec<usize> = (0..cells.len()).collect();
        if !several {
            order.sort_by_key(|&c| match cells[c].heading {
                Heading::Objective(number) => number,
                _ => u32::MAX,
            });
            gap.free = vec![false; cells.len()];
            gap.astray = vec![Vec::new(); cells.len()];
        }
        let affinity: Vec<Vec<f64>> = order
            .iter()
            .map(|&c| {
                let words = content_words(&cells[c].text.cell.flat());
                (0..self.tables.len()).map(|t| self.likeness(&words, t)).collect()
            })
            .collect();
        let mut placed = merged::place(&gap, &affinity);
        for cell in placed.cells.iter_mut().flatten() {
            *cell = order[*cell];
        }
        for other in placed.others.iter_mut().flatten() {
            *other = order[*other];
        }
        placed
    }

    /// Puts the objectives of each executive or officer into the order of their numbers.
    fn sort(cells: &[Loose], begins: &[bool], placed: &mut Placed) {
        let number = |cell: usize| match cells[cell].heading {
            Heading::Objective(number) => number,
            _ => u32::MAX,
        };
        let mut from = 0;
        for (to, _) in (1..).zip(begins.iter().skip(1).chain([&true])).filter(|(_, begins)| **begins) {
            let taken: Vec<usize> = (from..to).filter(|t| placed.cells[*t].is_some()).collect();
            let mut own: Vec<usize> = taken.iter().filter_map(|t| placed.cells[*t]).collect();
            own.sort_by_key(|c| number(*c));
            for (table, cell) in taken.into_iter().zip(own) {
                if placed.cells[table] != Some(cell) {
                    placed.cells[table] = Some(cell);
                    placed.confidence[table] = placed.confidence[table].min(0.7);
                }
            }
            from = to;
        }
    }

    /// What it costs a heading to stand over a table, by the words they share.
    fn likeness(&self, words: &[String], table: usize) -> f64 {
        let rows = self.rows.iter().filter(|r| r.table == self.offset + table);
        let texts = rows.flat_map(|r| &r.cells).flat_map(|(_, t)| content_words(&t.cell.flat()));
        let mut shared: Vec<String> = texts.filter(|w| words.contains(w)).collect();
        shared.sort_unstable();
        shared.dedup();
        -0.4 * f64::from(u32::try_from(shared.len().min(4)).unwrap_or(0))
    }

    fn put(
        &self,
        cells: &[Loose],
        placed: &Placed,
        left: &mut Vec<Loose>,
        field: fn(&mut Given) -> &mut Option<Text>,
        given: &mut [Given],
        because: &str,
    ) {
        let mut used = vec![false; cells.len()];
        for (table, given) in given.iter_mut().enumerate().take(self.tables.len()) {
            let Some(cell) = placed.cells[table] else { continue };
            used[cell] = true;
            let mut text = cells[cell].text.clone();
            let confidence = (placed.confidence[table] * 0.96).clamp(0.05, 0.96);
            let others = placed.others[table].iter().map(|o| cells[*o].text.cell.flat());
            text.why = Some(Inference::new(because, confidence).or(others));
            *field(given) = Some(text);
        }
        left.extend(cells.iter().zip(used).filter(|(_, used)| !used).map(|(cell, _)| cell.clone()));
    }
}

/// Whether a name is an officer's (posizione organizzativa) rather than an executive's.
fn is_officer(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["responsabile", "p.o.", "po ", "posizione organizzativa"].iter().any(|start| lower.starts_with(start))
}

/// Whether tables end in the heading of an objective, directly before the next.
pub fn ends_in_objective(tables: &[Table]) -> bool {
    let Some(last) = tables.last() else { return false };
    let bands = last.pieces.iter().rev().take_while(|p| matches!(p, Piece::Band(_)));
    bands.into_iter().any(|p| matches!(p, Piece::Band(c) if kinds::heading_number(&c.flat()).is_some()))
}
