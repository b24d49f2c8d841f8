//! Where cells end in an export that marks it by no blank: neither at the end of a wrapped line nor, mostly,
//! as an empty line between cells.
//!
//! What is left are the words and the line breaks themselves. A text is broken where the next word would not
//! have fitted its column, so the lines of one cell agree on a width, and the cells of a column on the same;
//! what the words tell stands in [`clues`]. The cheapest parting of each page is marked as other exports mark
//! it, and everything after reads it as theirs.

mod clues;

use super::kinds;
use super::lines::{self, Habits, Line};
use super::width;
use crate::document::{self, Page};
use clues::Clues;

/// Whether an export leaves no mark where a cell wraps.
pub fn unmarked(pages: &[Page]) -> bool {
    let all: Vec<Vec<Line<'_>>> = pages.iter().map(lines::of_page).collect();
    !Habits::of(&all).trailing_blanks
}

/// The pages with a blank at the end of each line that wraps and an empty line between cells.
pub fn marked(pages: &[Page]) -> Vec<Page> {
    let all: Vec<Vec<Line<'_>>> = pages.iter().map(lines::of_page).collect();
    let gaps = Habits::of(&all).gaps_part_cells;
    let clues = Clues::of(&all, gaps);
    let mark = |(page, lines): (&Page, &Vec<Line<'_>>)| {
        let prices = Prices::of(lines, &clues);
        let rooms = rooms(lines, &prices.fits, &prices.wraps(lines, &[]));
        let mut out = Vec::with_capacity(lines.len() * 2);
        for (at, (line, wraps)) in lines.iter().zip(prices.wraps(lines, &rooms)).enumerate() {
            let blank = if wraps { " " } else { "" };
            out.push(document::Line { number: line.number, text: format!("{}{blank}", line.text) });
            let apart = if gaps { lines.get(at + 1).is_some_and(|next| next.gap > 0) } else { !wraps };
            if apart {
                out.push(document::Line { number: line.number, text: String::new() });
            }
        }
        Page { number: page.number, lines: out }
    };
    pages.iter().zip(&all).map(mark).collect()
}

/// What each line break of a page costs within a cell and between two.
struct Prices {
    within: Vec<f32>,
    between: Vec<f32>,
    /// Between which widths a column lies that breaks a line there.
    fits: Vec<Fit>,
    /// How many lines the remark has that begins at a line.
    remarks: Vec<usize>,
}

impl Prices {
    fn of<'a>(lines: &[Line<'a>], clues: &Clues<'a>) -> Self {
        let (within, between) = lines.windows(2).map(|pair| clues.prices(&pair[0], &pair[1])).unzip();
        Self {
            within,
            between,
            fits: lines.windows(2).map(|pair| Fit::of(pair[0].text, pair[1].text)).collect(),
            remarks: (0..lines.len()).map(|from| clues::remark(&lines[from..])).collect(),
        }
    }

    /// Which lines of a page go on with the next, in the cheapest parting into cells.
    fn wraps(&self, lines: &[Line<'_>], rooms: &[Room]) -> Vec<bool> {
        /// No cell has more lines.
        const LONGEST: usize = 9;
        let mut best = vec![(f32::INFINITY, 0_usize); lines.len() + 1];
        best[0].0 = 0.0;
        for from in 0..lines.len() {
            let opened = best[from].0 + from.checked_sub(1).map_or(0.0, |before| self.between[before]);
            let kind = Kind::of(lines[from].text);
            let mut fit = Fit::default();
            let mut within = 0.0;
            for (count, end) in (1..).zip(best[from + 1..].iter_mut().take(LONGEST)) {
                if count > 1 {
                    fit.add(self.fits[from + count - 2]);
                    within += self.within[from + count - 2];
                }
                let cost = match count {
                    remark if remark == self.remarks[from] => -1.0,
                    1 => 0.0,
                    _ => within + fit.cost(kind, rooms),
                };
                if opened + cost < end.0 {
                    *end = (opened + cost, from);
                }
            }
        }
        let mut wraps = vec![false; lines.len()];
        let mut to = lines.len();
        while to > 0 {
            let from = best[to].1;
            wraps[from..to - 1].fill(true);
            to = from;
        }
        wraps
    }
}

/// What a cell seems to be by its first words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Unit,
    Indicator,
    Other,
}

impl Kind {
    fn of(text: &str) -> Self {
        if kinds::heading_number(text).is_some() || kinds::is_mission(text) {
            Self::Heading
        } else if kinds::is_unit(text) {
            Self::Unit
        } else if kinds::opens_indicator(text) || kinds::lower_opening(text) {
            Self::Indicator
        } else {
            Self::Other
        }
    }
}

/// Between which widths a column lies for the lines of a cell to break as they do.
#[derive(Debug, Clone, Copy)]
struct Fit {
    least: u32,
    most: u32,
}

impl Default for Fit {
    fn default() -> Self {
        Self { least: 0, most: u32::MAX }
    }
}

impl Fit {
    /// Of a line and the one below it.
    fn of(line: &str, next: &str) -> Self {
        let bounds = width::bounds(&format!("{line}\n{next}"), false);
        Self { least: bounds.least, most: bounds.most.unwrap_or(u32::MAX) }
    }

    /// Adds another break of the same cell.
    fn add(&mut self, other: Self) {
        self.least = self.least.max(other.least);
        self.most = self.most.min(other.most);
    }

    /// Whether a column of this width breaks the cell so, give or take what faces differ in.
    const fn holds(self, width: u32) -> bool {
        const SLACK: u32 = 40;
        let slack = width / SLACK;
        self.least <= width.saturating_add(slack) && width <= self.most.saturating_add(slack)
    }

    /// What the widths say against a cell of several lines: it is broken too early by its own longest line, or
    /// as no other on its page.
    fn cost(self, kind: Kind, rooms: &[Room]) -> f32 {
        const TORN: f32 = 1.03;
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let torn = self.least as f32 / self.most.max(1) as f32;
        if torn > TORN {
            return 1.0 + 12.0 * (torn - TORN);
        }
        let fits = |room: &&Room| self.holds(room.least) || self.holds(room.most);
        let mut others = rooms.iter().filter(fits).peekable();
        match (rooms.is_empty(), others.peek().is_some(), others.any(|room| room.kind == kind)) {
            (true, ..) => 0.0,
            (_, _, true) => -0.8,
            (_, true, _) => -0.2,
            _ => 0.6,
        }
    }
}

/// A width that several cells of one kind share.
#[derive(Debug, Clone, Copy)]
struct Room {
    kind: Kind,
    least: u32,
    most: u32,
}

/// The widths on which the wrapped cells of a page agree.
fn rooms(lines: &[Line<'_>], fits: &[Fit], wraps: &[bool]) -> Vec<Room> {
    /// No printed page has so many lines; to compare all their cells would take too long.
    const LONGEST: usize = 1200;
    /// Nor so many columns of texts.
    const MOST: usize = 12;
    if lines.len() > LONGEST {
        return Vec::new();
    }
    let mut cells: Vec<(Kind, Fit)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = (at..lines.len()).find(|i| !wraps[*i]).unwrap_or(lines.len() - 1);
        if end > at && !kinds::starts_note(lines[at].text) {
            let mut fit = Fit::default();
            fits[at..end].iter().for_each(|other| fit.add(*other));
            cells.push((Kind::of(lines[at].text), fit));
        }
        at = end + 1;
    }
    let mut out = Vec::new();
    while out.len() < MOST {
        let agree = |of: Kind, width: u32| cells.iter().filter(|(kind, fit)| *kind == of && fit.holds(width)).count();
        let shared = cells.iter().map(|(kind, fit)| (agree(*kind, fit.least), fit.least, *kind));
        let Some((2.., width, of)) = shared.max_by_key(|(count, width, _)| (*count, *width)) else { break };
        let (held, rest): (Vec<_>, Vec<_>) = cells.into_iter().partition(|(kind, fit)| *kind == of && fit.holds(width));
        let most = held.iter().map(|(_, fit)| fit.most).min().unwrap_or(width).max(width);
        out.push(Room { kind: of, least: width, most });
        cells = rest;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<String> {
        let lines = (1..).zip(text.lines()).map(|(number, text)| document::Line { number, text: text.to_owned() });
        let pages = [Page { number: 1, lines: lines.collect() }];
        assert!(unmarked(&pages));
        let marked = marked(&pages).remove(0);
        let text: Vec<&str> = marked.lines.iter().map(|line| line.text.as_str()).collect();
        text.join("\n").split("\n\n").map(|cell| cell.replace(" \n", " / ").trim().to_owned()).collect()
    }

    #[test]
    fn small_letters_and_prepositions_go_on() {
        let found = cells(
            "Stato di attuazione del piano di\nprogetto\nUff. Promozione e\nSviluppo\n> 50% > 55%\n\
             Aggiornato in sede di rolling annuale con\ndeliberazione della Giunta n. 8 del 12 maggio\n2022 (3)\n100%",
        );
        let wanted = [
            "Stato di attuazione del piano di / progetto",
            "Uff. Promozione e / Sviluppo",
            "> 50% > 55%",
            "Aggiornato in sede di rolling annuale con / deliberazione della Giunta n. 8 del 12 maggio / 2022 (3)",
            "100%",
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_line_that_holds_a_row_ends_its_cells() {
        let found = cells("fasi concluse 100% 100% 100%\ngiudizi positivi 75% 80% 85%\nfasi concluse 90% 95% 95%");
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn lines_agree_on_the_width_of_their_column() {
        // A long line below a short one that it would have gone on is another cell's.
        let found =
            cells("Bandi per\nle imprese\nPrezzi e tariffe\nvigilanza sui prodotti immessi sul mercato interno");
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn words_that_are_broken_elsewhere_belong_together() {
        let found = cells(
            "Missione 011 - Competitività e\nSviluppo Imprese\n1. Fare rete in ogni luogo\n\
             Missione 011 - Competitività e Sviluppo\nImprese\n2. Creare valore per ogni impresa",
        );
        assert_eq!(found.len(), 4, "{found:?}");
    }
}
