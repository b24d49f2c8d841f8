//! What is seen in a text at one glance, and what it costs to read it in a column: little where it looks
//! like the column's texts.
//!
//! Costs are about the negative logarithm of a probability, so that they add up along a page and the
//! cheapest reading is the likeliest one.

mod costs;
mod texts;
mod vocabulary;

use super::kinds;
use super::width::{Bounds, bounds};
use crate::grammar::text::normalise;
pub use texts::fold;
use texts::{
    compares, ends_in_value, ends_in_values, is_year, measured, value_inside, value_line, valued_unit, with_sector,
};
pub use vocabulary::{Seen, Vocabulary, key};

/// What is seen in a text at one glance.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question asked of the text, none a state")]
pub struct Glance {
    /// The text on one line.
    pub text: String,
    /// Its folded form.
    pub folded: String,
    /// Characters of its longest line.
    pub longest: usize,
    /// Between which widths a column must lie for its lines to be broken where they are.
    pub bounds: Bounds,
    chars: usize,
    words: usize,
    value: bool,
    weight: bool,
    tick: bool,
    area: bool,
    unit: bool,
    bare_unit: bool,
    note: bool,
    note_inside: bool,
    note_run: bool,
    whole_note: bool,
    heading: bool,
    mission: bool,
    code: bool,
    measure: bool,
    indicator: bool,
    lower: bool,
    open: bool,
    year: bool,
    things: bool,
    aside: bool,
    full: bool,
    ends_in_value: bool,
    starts_in_value: bool,
    across: bool,
    with_area: bool,
    value_line: bool,
    value_inside: bool,
    compares: bool,
    ends_in_values: bool,
    two_headings: bool,
    digits: bool,
    acronym: bool,
    measured: bool,
    valued_unit: bool,
}

impl Glance {
    /// Looks at a text.
    pub fn of(text: &str) -> Self {
        let line = normalise(text);
        let first = line.chars().next().unwrap_or(' ');
        let words = line.bytes().filter(|b| *b == b' ').count() + 1;
        let note = kinds::starts_note(&line);
        Self {
            folded: fold(&line),
            longest: text.lines().map(|l| l.trim().chars().count()).max().unwrap_or(0),
            bounds: bounds(text, false),
            chars: line.chars().count(),
            words,
            value: words <= 14 && kinds::is_value(&line),
            weight: words == 1 && kinds::is_weight(&line),
            tick: words == 1 && kinds::is_tick(&line),
            area: words <= 10 && kinds::is_area(&line),
            unit: kinds::is_unit(&line),
            bare_unit: words == 1 && kinds::is_bare_unit(&line),
            note,
            note_inside: !note
                && (line.contains("rolling annuale")
                    || line.contains("della Giunta n")
                    || line.contains("sede di rolling")),
            things: words > 1 && kinds::counts_things(&line),
            aside: first == '(',
            full: matches!(line.as_str(), "100%" | "100,00%" | "100" | "100,0%"),
            year: words == 1 && is_year(&line),
            note_run: note && line.matches("rolling annuale").count() > 1,
            starts_in_value: words > 1 && line.split(' ').next().is_some_and(kinds::value_word),
            value_line: value_line(text),
            value_inside: value_inside(&line),
            compares: words > 3 && compares(&line),
            ends_in_values: words > 2 && ends_in_values(&line),
            two_headings: text.lines().skip(1).any(|l| kinds::heading_number(l.trim()).is_some()),
            with_area: line.contains(" AREA ")
                || line.contains(" Area ")
                || line.ends_with(" Area")
                || line.ends_with(" AREA")
                || line.ends_with(" STAFF")
                || kinds::after_area(&line)
                || with_sector(&line),
            across: words > 1 && line.contains("Trasversale"),
            ends_in_value: words > 1 && ends_in_value(&line),
            whole_note: kinds::whole_note(&line),
            heading: kinds::heading_number(&line).is_some(),
            mission: kinds::is_mission(&line),
            code: words == 1 && kinds::is_code(&line),
            measure: words <= 2 && kinds::is_measure(&line),
            indicator: kinds::is_indicator(&line),
            lower: first.is_lowercase() && !kinds::lower_opening(&line),
            open: kinds::open_ending(&line),
            digits: line.contains(|c: char| c.is_ascii_digit()),
            acronym: words == 1 && kinds::is_acronym(&line),
            measured: words > 3 && measured(&line),
            valued_unit: words > 2 && valued_unit(&line),
            text: line,
        }
    }

    /// Whether the text is the heading of a numbered objective.
    pub const fn is_objective(&self) -> bool {
        self.heading
    }

    /// Whether the text measures something.
    pub const fn is_indicator(&self) -> bool {
        self.indicator
    }

    /// Whether the text is a number of things: `13 eventi`.
    pub const fn counts_things(&self) -> bool {
        self.things
    }

    /// Whether the text is a bare number or percent.
    pub const fn is_weight(&self) -> bool {
        self.weight
    }

    /// Whether the text is a sum of weights: `70 70`, `Totale 60`, `100,00%`.
    pub fn is_total(&self) -> bool {
        /// A smaller number without a label is the weight of a row.
        const LEAST: f64 = 20.0;
        let labels = self.text.starts_with(['t', 'T']);
        if !labels && (self.words > 2 || !(self.full || self.words == 2)) {
            return false;
        }
        let mut words: Vec<&str> = self.text.split(' ').collect();
        let labelled = words[0].to_lowercase().starts_with("total");
        if labelled {
            while words.last().is_some_and(|w| !kinds::is_weight(w)) {
                words.pop();
            }
            return words.last().is_some_and(|w| kinds::is_weight(w)) && self.words < 16;
        }
        (self.full || words.len() == 2)
            && (1..=2).contains(&words.len())
            && words.iter().all(|w| {
                kinds::is_weight(w)
                    && w.trim_end_matches('%').replace(',', ".").parse::<f64>().is_ok_and(|n| n >= LEAST)
            })
            && words.first() == words.last()
    }
}
