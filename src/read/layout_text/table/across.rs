//! Lines that are no row: headings across the table, and totals.

use super::super::columns::Piece;
use super::Body;
use crate::grammar::{heading, mission, number};
use crate::normalise::draft::Field;
use crate::normalise::headers::Header;

/// Headings of the next table are at most so many lines.
const MOST_HEADINGS: usize = 4;

/// A text so many characters wider than its column still stands in it.
const BEYOND: usize = 6;

impl Body<'_> {
    /// What it costs to read a line as one across the table.
    pub(super) fn band(&self, line: usize) -> Option<f32> {
        let [segment] = &self.lines[line].segments[..] else { return None };
        let framed = self.columns.iter().rfind(|c| c.headed).or(self.columns.last())?;
        let (from, to) = (self.columns.first()?.from, framed.to);
        let met = self.pieces[line].len();
        let home = &self.columns[self.pieces[line].first()?.column];
        let inside = segment.to <= home.to + BEYOND && segment.from + BEYOND >= home.from;
        let heading = heading::parse(&segment.text).is_some();
        let named = mission::parse(&segment.text).is_some() || heading;
        if self.map {
            let mission = mission::parse(&segment.text).is_some();
            let below = self.lines[line].blank > 1 && line + 1 == self.lines.len();
            let across = if self.matrix { mission && self.pieces[line][0].column > 0 } else { !mission && !heading };
            return (across || below).then_some(0.0);
        }
        let middle = (segment.from + segment.to).abs_diff(from + to) <= 16;
        if !named && self.trails(line) {
            return Some(0.3);
        }
        // In a column of objectives, or of missions, it is one of them.
        let own = match home.means {
            Some(Header::Field(Field::Objective)) => heading,
            Some(Header::Field(Field::Mission)) => named,
            _ => false,
        };
        if own {
            return None;
        }
        let across = met > 1 || !inside;
        match (across, named, middle) {
            (true, true, _) => Some(0.0),
            (true, false, true) => Some(0.3),
            // Two texts of neighbouring columns run together begin where the left one does.
            (true, false, false)
                if segment.from.abs_diff(home.from) <= 1 && self.is_left(self.pieces[line][0].column) =>
            {
                Some(1.8)
            }
            (true, false, false) => Some(1.0),
            // In a column of objectives it is one of them.
            (false, true, _) => {
                let listed = matches!(home.means, Some(Header::Field(Field::Objective | Field::Mission)));
                (!listed).then_some(0.8)
            }
            // In a column of texts that all begin at its left, one that does not.
            (false, false, true) if segment.from > home.from + 3 && self.is_left(self.pieces[line][0].column) => {
                Some(0.4)
            }
            (false, false, true) => Some(2.5),
            (false, false, false) => None,
        }
    }

    /// Whether nothing but headings of the next table stands from a line on.
    fn trails(&self, line: usize) -> bool {
        let alone = |at: usize| self.lines[at].segments.len() == 1;
        let heads = |at: usize| {
            let text = &self.lines[at].segments[0].text;
            heading::parse(text).is_some() || mission::parse(text).is_some()
        };
        let rest = self.lines.len() - line;
        if rest > MOST_HEADINGS || !(line..self.lines.len()).all(alone) {
            return false;
        }
        let parted = self.lines[line].blank > 0 || (rest > 1 && heads(line + 1));
        parted || (line > 0 && alone(line - 1) && self.trails(line - 1))
    }

    /// Whether most texts of a column begin at its left edge.
    fn is_left(&self, column: usize) -> bool {
        let from = self.columns[column].from;
        let begins = self.lines.iter().flat_map(|l| &l.segments).filter(|s| s.from.abs_diff(from) <= 1).count();
        let all = self.pieces.iter().flatten().filter(|p| p.column == column && !p.cut).count();
        begins * 2 >= all
    }

    /// What it costs to read a line as nothing but totals.
    pub(super) fn total(&self, line: usize) -> Option<f32> {
        let is_weight = |p: &&Piece| {
            matches!(self.means(p.column), Some(Field::Weight | Field::WeightAssessed))
                && number::parse(p.text.trim_end_matches(['%', ' '])).is_some()
        };
        let pieces = &self.pieces[line];
        let weights = pieces.iter().filter(is_weight).count();
        if weights == 0 || pieces.iter().any(|p| !is_weight(&p) && !names_total(p)) {
            return None;
        }
        let said = self.says_total(line);
        let later = (line + 1..self.lines.len()).any(|l| self.own.iter().any(|c| self.text(l, *c).is_some()));
        Some(if said || !later { 0.0 } else { 0.5 })
    }

    /// Whether a line names its numbers totals.
    pub(super) fn says_total(&self, line: usize) -> bool {
        self.pieces[line].iter().any(names_total)
    }
}

fn names_total(piece: &Piece) -> bool {
    piece.text.to_lowercase().starts_with("total")
}
