//! A strategy map printed as a list: each row an objective, its mission and its perspective.
//!
//! Codes of missions and numbers of objectives begin cells wherever they stand. The perspectives have
//! neither; what tells them is that they come back: one name behind different missions or titles,
//! different names behind one mission, a line that repeats. A page is read only if all of its cells
//! then make whole rows ([`seating`]); otherwise the list is left to others.

mod names;
mod seating;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::list::List;
use crate::document::Page;
use crate::normalise::flow::decode::{Cell, Piece};
use crate::normalise::flow::header_row;
use crate::normalise::flow::lines::{self, Line};
use crate::normalise::flow::row::Text;
use crate::normalise::flow::tables::Table;
use crate::trace::Inference;
use names::Sides;
use seating::{Seated, Token};
use words::{Part, Start, Word};

/// The list and the lines that it was read from.
#[derive(Debug)]
pub struct Roster {
    /// What its rows say.
    pub list: List,
    lines: BTreeSet<u32>,
}

/// The kinds of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number and a title.
    Objective(u32),
    /// A code and a name.
    Mission(u32),
    /// A name.
    Perspective(usize),
}

/// A list has more rows than that.
const FEWEST: usize = 3;

/// Reads the list, if the document has one.
pub fn read(pages: &[Page]) -> Option<Roster> {
    let all: Vec<(u32, Vec<Line<'_>>)> = pages.iter().map(|page| (page.number, lines::of_page(page))).collect();
    let mut found: Vec<(u32, Vec<Part<'_>>)> = Vec::new();
    let mut next = 1;
    for (page, lines) in &all {
        // The codes of missions begin with a zero: most pages have none and need not be looked at.
        if !lines.iter().any(|line| line.text.contains('0')) {
            continue;
        }
        let headers = header_row::headers(lines);
        let end = headers.iter().find(|h| h.section.is_some()).map_or(lines.len(), |h| h.first);
        let words = words::of(&lines[..end]);
        let starts = words::starts(&words, next);
        let numbers = || starts.iter().filter(|(_, start)| matches!(start, Start::Objective(_)));
        let missions = starts.len() - numbers().count();
        if numbers().count() == 0 || missions == 0 {
            if found.is_empty() {
                continue;
            }
            break;
        }
        if numbers().count() != missions {
            return None;
        }
        next += u32::try_from(missions).ok()?;
        found.push((*page, words::parts(&words, &starts)));
    }
    let rows = usize::try_from(next).ok()? - 1;
    if rows < FEWEST {
        return None;
    }
    let parts = || found.iter().flat_map(|(_, parts)| parts);
    // Without a side to each row the list may still tell the missions.
    names::guesses(parts(), rows).into_iter().find_map(|sides| whole(&found, &sides))
}

/// The list, if the cells of every page make whole rows.
fn whole(found: &[(u32, Vec<Part<'_>>)], sides: &Sides) -> Option<Roster> {
    let mut list = List::default();
    let mut claimed = BTreeSet::new();
    for (page, parts) in found {
        let tokens: Vec<Token<'_>> = parts.iter().flat_map(|part| names::tokens(part, sides)).collect();
        let rows = seating::rows(&tokens)?;
        let crowded = |at: usize| {
            let line = |word: &Word<'_>| word.line;
            let (from, to) = (tokens[at].words.first().map(line), tokens[at].words.last().map(line));
            let before = at.checked_sub(1).and_then(|b| tokens[b].words.last().map(line));
            let after = tokens.get(at + 1).and_then(|t| t.words.first().map(line));
            (at > 0 && before == from) || (after.is_some() && after == to)
        };
        let text = |at: usize, known: bool| {
            let cell = tokens[at].cell();
            // A code or a number tells where a cell begins, a name that comes back where it ends.
            let why = (crowded(at) && !known).then(|| Inference::new("the name shares its line with others", 0.9));
            Text { cell, page: *page, why, merged: false }
        };
        for Seated { objective, mission, perspective } in rows {
            let Kind::Objective(number) = tokens[objective].kind else { return None };
            list.objectives.push((number, text(objective, true)));
            list.missions.extend(mission.map(|at| (number, text(at, false))));
            list.perspectives.extend(perspective.map(|at| (number, text(at, false))));
        }
        let lines = |token: &Token<'_>| token.words.iter().map(|w| w.number).collect::<Vec<_>>();
        claimed.extend(tokens.iter().flat_map(lines));
    }
    one_name(&list.missions).then_some(Roster { list, lines: claimed })
}

/// Whether each code has one name.
fn one_name(missions: &BTreeMap<u32, Text>) -> bool {
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    missions.values().all(|text| {
        let flat = text.cell.flat();
        let Some(code) = super::code(&flat) else { return false };
        *names.entry(code).or_insert_with(|| flat.clone()) == flat
    })
}

impl Roster {
    /// Takes the cells of the list out of tables.
    pub fn clear(&self, tables: &mut [Table]) {
        let own = |cell: &Cell| (cell.lines.0..=cell.lines.1).all(|line| self.lines.contains(&line));
        for table in tables.iter_mut().filter(|t| t.section.is_none()) {
            for piece in &mut table.pieces {
                if let Piece::Row(cells) = piece {
                    cells.retain(|(_, cell)| !own(cell));
                }
            }
            table.pieces.retain(|piece| match piece {
                Piece::Row(cells) => !cells.is_empty(),
                Piece::Band(cell) | Piece::Total(cell) | Piece::Detached(cell) => !own(cell),
            });
        }
    }

    /// The names of the perspectives, each once.
    pub fn sides(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for name in self.list.perspectives.values().map(|text| text.cell.flat()) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{Roster, read};
    use crate::document::{Line, Page};

    fn page(text: &str) -> Page {
        Page {
            number: 1,
            lines: (1..).zip(text.split('\n')).map(|(n, l)| Line { number: n, text: l.to_owned() }).collect(),
        }
    }

    fn said(roster: &Roster) -> Vec<(u32, String, String, String)> {
        let flat = |names: &std::collections::BTreeMap<u32, super::Text>, n: u32| {
            names.get(&n).map(|t| t.cell.flat()).unwrap_or_default()
        };
        let list = &roster.list;
        let row = |(n, title): &(u32, super::Text)| {
            (*n, title.cell.flat(), flat(&list.missions, *n), flat(&list.perspectives, *n))
        };
        list.objectives.iter().map(row).collect()
    }

    fn row(number: u32, title: &str, mission: &str, perspective: &str) -> (u32, String, String, String) {
        (number, format!("{number}. {title}"), mission.to_owned(), perspective.to_owned())
    }

    #[test]
    fn rows_are_parted_by_codes_numbers_and_names_that_come_back() {
        let text = "Obiettivo Missione Prospettiva\n\n1. Fare rete \nfra imprese 011 Sviluppo Utenti e Mercato\n\n\
                    2. Vigilare 012 Tutela dei \nConsumatori Utenti e Mercato\n\n\
                    3. Lavorare bene 032 Servizi generali Processi interni\n\n\
                    4. Spendere meno 032 Servizi generali Salute economica";
        let roster = read(&[page(text)]).expect("all rows are whole");
        assert_eq!(
            said(&roster),
            [
                row(1, "Fare rete fra imprese", "011 Sviluppo", "Utenti e Mercato"),
                row(2, "Vigilare", "012 Tutela dei Consumatori", "Utenti e Mercato"),
                row(3, "Lavorare bene", "032 Servizi generali", "Processi interni"),
                row(4, "Spendere meno", "032 Servizi generali", "Salute economica"),
            ]
        );
    }

    #[test]
    fn rows_in_two_passes_take_from_each() {
        let text = "Prospettiva Missione Obiettivo\n\nUtenti e Mercato\n\nUtenti e Mercato 012 Tutela\n\n\
                    Processi interni 032 Servizi\n\nAllegato A alla \ndelibera\n\n\
                    011 Sviluppo \nImprese\n\n1. Fare rete fra \nimprese\n\n2. Vigilare sul \nmercato\n\n3. Lavorare \nbene";
        let roster = read(&[page(text)]).expect("all rows are whole");
        assert_eq!(
            said(&roster),
            [
                row(1, "Fare rete fra imprese", "011 Sviluppo Imprese", "Utenti e Mercato"),
                row(2, "Vigilare sul mercato", "012 Tutela", "Utenti e Mercato"),
                row(3, "Lavorare bene", "032 Servizi", "Processi interni"),
            ]
        );
    }

    #[test]
    fn a_list_with_a_cell_too_few_is_left_alone() {
        let text = "Obiettivo Missione Prospettiva\n\n1. Fare rete 011 Sviluppo Utenti e Mercato\n\n\
                    2. Vigilare 012 Tutela Utenti e Mercato\n\n3. Lavorare bene 032 Servizi generali";
        assert!(read(&[page(text)]).is_none());
    }
}
