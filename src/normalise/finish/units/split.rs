//! Cells that name several units or areas.

use std::collections::{BTreeMap, BTreeSet};

use super::name::{Name, begins_with_kind};
use crate::document::Format;
use crate::grammar::text;
use crate::normalise::draft::{DraftRow, Field};
use crate::normalise::finish::likeness::is_particle;
use crate::plan::UnitRef;
use crate::trace::Traced;

/// Splits cells at line ends, strokes and conjunctions, where both sides are names of units: one
/// begins with a kind of unit, or both stand alone elsewhere in the document. In doubt a cell is
/// one name.
pub struct Splitter {
    /// Names, as stems, that are all of some cell.
    known: BTreeSet<Vec<String>>,
    /// Areas that are all of some cell, in lower case.
    areas: BTreeSet<String>,
    /// Whether line ends were typed by a person, not made by the width of a cell.
    typed_lines: bool,
    /// Cells split before: most are printed in many rows.
    seen: BTreeMap<String, Vec<String>>,
}

/// Longer texts name no units.
const LONGEST: usize = 400;

impl Splitter {
    pub fn new(rows: &[DraftRow], format: Format) -> Self {
        // Each once: most are printed in many rows.
        let texts = |fields: &[Field]| -> BTreeSet<&str> {
            let cells = rows.iter().flat_map(|row| fields.iter().filter_map(|field| row.get(*field)));
            cells.map(|cell| cell.value.as_str()).collect()
        };
        let names = texts(&[Field::Owners, Field::Services]).into_iter();
        Self {
            known: names.map(|cell| stems(&text::join_lines(cell))).filter(|stems| !stems.is_empty()).collect(),
            areas: texts(&[Field::Area]).into_iter().map(|cell| text::join_lines(cell).to_lowercase()).collect(),
            typed_lines: !matches!(format, Format::FlowText | Format::LayoutText | Format::Pdf),
            seen: BTreeMap::new(),
        }
    }

    /// The units that a cell names, in order, each as printed.
    pub fn split(&mut self, cell: Option<&Traced<String>>) -> Vec<Traced<UnitRef>> {
        let Some(cell) = cell else { return Vec::new() };
        if !self.seen.contains_key(&cell.value) {
            let names = self.names(&cell.value);
            self.seen.insert(cell.value.clone(), names);
        }
        let names = self.seen.get(&cell.value).into_iter().flatten();
        names.map(|raw| cell.clone().map(|_| UnitRef { unit: String::new(), raw: raw.clone() })).collect()
    }

    fn names(&self, cell: &str) -> Vec<String> {
        if self.typed_lines {
            let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            if lines.len() > 1 && lines.windows(2).all(|pair| parts_names(pair[0], pair[1])) {
                return lines.into_iter().flat_map(|line| self.names(line)).collect();
            }
        }
        let whole = text::join_lines(cell);
        match self.cut(&whole) {
            Some((left, right)) => [left, right].into_iter().flat_map(|part| self.names(part)).collect(),
            None if whole.is_empty() => Vec::new(),
            None => vec![whole],
        }
    }

    /// The first place where a text falls into two names.
    fn cut<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        if text.len() > LONGEST {
            return None;
        }
        let parts = |at: usize, separator: &str| {
            let (left, right) = (text[..at].trim(), text[at + separator.len()..].trim());
            (!left.is_empty() && !right.is_empty()).then_some((left, right))
        };
        let at_all =
            |separator: &'static str| text.match_indices(separator).filter_map(move |(at, _)| parts(at, separator));
        let strokes = at_all("/").chain(at_all(";"));
        let conjunctions = at_all(" e ").chain(at_all(" ed "));
        let either = |(left, right): &(&str, &str)| self.knows(left) || self.knows(right);
        let both = |(left, right): &(&str, &str)| self.knows(left) && self.knows(right);
        let kind = |(_, right): &(&str, &str)| begins_with_kind(right) && right.starts_with(char::is_uppercase);
        // Italian lists have one `e`: of two, one may stand between two names.
        let nested = conjunctions.clone().nth(1).is_some();
        at_all(" / ")
            .next()
            .or_else(|| strokes.clone().find(either))
            .or_else(|| strokes.clone().chain(conjunctions.clone()).chain(at_all(" - ")).find(kind))
            .or_else(|| at_all(" ").find(|(left, right)| begins_with_kind(left) && runs_on(left, right)))
            .or_else(|| conjunctions.clone().chain(at_all(" - ")).chain(at_all(", ")).chain(at_all(" ")).find(both))
            .or_else(|| conjunctions.filter(|_| nested).find(either))
    }

    fn knows(&self, name: &str) -> bool {
        self.known.contains(&stems(name))
    }

    /// The areas that a cell names, each as printed. A stroke between two of them is part of what
    /// is printed and parts nothing.
    pub fn areas(&self, cell: &Traced<String>) -> Vec<Traced<String>> {
        let whole = text::join_lines(&cell.value);
        let mut names: Vec<String> = Vec::new();
        let mut rest = whole.as_str();
        while let Some(at) = self.next_area(rest) {
            names.push(rest[..at].trim().to_owned());
            rest = rest[at..].trim_start();
        }
        names.push(rest.to_owned());
        names.into_iter().filter(|name| !name.is_empty()).map(|name| cell.clone().map(|_| name)).collect()
    }

    /// Where the second area of a text begins: at the word `Area`, or where both sides stand alone
    /// elsewhere.
    fn next_area(&self, text: &str) -> Option<usize> {
        let known = |part: &str| self.areas.contains(&part.trim().to_lowercase());
        text.match_indices(' ').map(|(at, _)| at + 1).find(|at| {
            let (left, right) = text.split_at(*at);
            let named = right.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("area "));
            let closed = !left.trim_end().ends_with(['/', '-', ',']) && !is_joined(left);
            closed && (named || known(left) && known(right))
        })
    }
}

/// Whether a text ends in a conjunction or preposition: the name goes on.
fn is_joined(left: &str) -> bool {
    let last = left.split_whitespace().next_back().unwrap_or_default();
    // `AREA I` is closed: the numeral is no article.
    last != "I" && last.chars().count() <= 4 && is_particle(&last.to_lowercase())
}

/// Whether two typed lines are two names: the first is closed, the second begins with a capital.
fn parts_names(first: &str, second: &str) -> bool {
    !first.ends_with([',', '-', '/', '(']) && !is_joined(first) && second.starts_with(char::is_uppercase)
}

/// Whether a name of a kind runs on into another: `Servizio di Staff Servizio Gestione`. The plural
/// may be part of a name: `Ufficio Gestione Servizi Interni`.
fn runs_on(left: &str, right: &str) -> bool {
    let first = right.split_whitespace().next().unwrap_or_default().to_lowercase();
    begins_with_kind(right)
        && right.starts_with(char::is_uppercase)
        && !["servizi", "uffici", "settori", "aree", "area"].contains(&first.as_str())
        && !is_joined(left)
        && !stems(left).is_empty()
}

fn stems(name: &str) -> Vec<String> {
    Name::new(name, 1).stems
}
