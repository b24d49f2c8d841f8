//! Lines that are no row: headings across the table, and totals.

use super::super::columns::Piece;
use super::{Body, Found};
use crate::grammar::{heading, mission, number};
use crate::normalise::draft::Field;
use crate::normalise::headers::Header;
use crate::read::layout_text::looks::{goes_on, is_open};

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
            let across = if self.matrix {
                mission && self.pieces[line][0].column > 0
            } else {
                !mission && !heading && !self.wraps(line)
            };
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
        // A perspective stands above its objective.
        if !named && middle && self.lines.get(line + 1).is_some_and(|below| below.blank == 0) && self.titles(line + 1) {
            return Some(0.1);
        }
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

    /// Whether a line has nothing but a numbered title, over more than one column.
    fn titles(&self, line: usize) -> bool {
        let [segment] = &self.lines[line].segments[..] else { return false };
        self.pieces[line].len() > 1 && heading::parse(&segment.text).is_some()
    }

    /// Whether a text alone on its line goes on from the last one above it in its column.
    fn wraps(&self, line: usize) -> bool {
        let [piece] = &self.pieces[line][..] else { return false };
        let above = (0..line).rev().take(2).find_map(|at| self.text(at, piece.column));
        above.is_some_and(|above| goes_on(&piece.text) || is_open(&above.text))
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

/// Gives the label of a total the line on which it goes on: one that names the role of the rows
/// above is broken where the role is, and its last line may stand right above the next row's.
pub(super) fn whole_labels(found: &mut Vec<Found>) {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    for at in 0..found.len() {
        let label = words(&found[at].text);
        if label.first().is_none_or(|word| !word.starts_with("total")) {
            continue;
        }
        let (row, column) = (found[at].rows.0, found[at].columns.0);
        let roles = || found.iter().filter(|f| f.columns.0 == column && f.rows.0 < row);
        let Some(role) = roles().max_by_key(|f| f.rows.0).map(|f| words(&f.text)) else { continue };
        let Some(rest) = role.strip_prefix(&label[1..]).filter(|rest| !rest.is_empty()) else { continue };
        let below = (0..found.len())
            .filter(|i| found[*i].columns.0 == column && found[*i].rows.0 > row)
            .min_by_key(|i| found[*i].rows.0);
        let Some(below) = below else { continue };
        let lines = found[below].text.lines().count();
        let taken = (1..=lines).find(|n| {
            let first: Vec<&str> = found[below].text.lines().take(*n).collect();
            words(&first.join(" ")) == rest
        });
        if let Some(taken) = taken {
            let all: Vec<String> = found[below].text.lines().map(str::to_owned).collect();
            found[at].text = format!("{}\n{}", found[at].text, all[..taken].join("\n"));
            found[at].lines.1 += u32::try_from(taken).unwrap_or(0);
            found[below].text = all[taken..].join("\n");
            found[below].lines.0 += u32::try_from(taken).unwrap_or(0);
        }
    }
    found.retain(|f| !f.text.is_empty());
}

fn names_total(piece: &Piece) -> bool {
    piece.text.to_lowercase().starts_with("total")
}
