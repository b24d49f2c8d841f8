//! What the texts of a column say: numbers, values, or anything.
//!
//! A weight at the right of its column touches the text of the next one; that it is a number, and
//! its column one of numbers, tells where one ends and the other begins.

use crate::grammar::{note, number, target};
use crate::normalise::draft::Field;
use crate::normalise::headers::Header;
use crate::read::layout_text::line::Line;

/// What the texts of a column say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Numbers, with or without a percent sign.
    Numbers,
    /// Values that are to be reached, or were.
    Values,
    /// Remarks, or anything, where no header says what.
    Remarks,
    /// What is done or measured, or by whom: in words.
    Words,
    /// Anything else.
    Text,
}

/// What the texts in a part of a table say: how many of them are values, and remarks.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    texts: f32,
    values: f32,
    remarks: f32,
}

impl Said {
    /// Of texts that stand within some characters.
    pub fn of(lines: &[Line], (from, to): (usize, usize)) -> Self {
        let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
        let within = || lines.iter().flat_map(|line| &line.segments).filter(|s| from <= s.from && s.to <= to);
        let value = |text: &str| Run::of(text) != Run::Text;
        Self {
            texts: count(within().count()),
            values: count(within().filter(|s| value(&s.text)).count()),
            remarks: count(within().filter(|s| note::starts(&s.text)).count()),
        }
    }

    /// How unlike they are what a column says, from 0 to 1.
    pub fn unlike(self, says: Says) -> f32 {
        /// A remark has so many lines at least, of which one begins it.
        const LINES: f32 = 2.0;
        if self.texts == 0.0 {
            return 0.0;
        }
        let (values, remarks) = (self.values / self.texts, (self.remarks * LINES / self.texts).min(1.0));
        match says {
            Says::Numbers | Says::Values => 1.0 - values,
            Says::Words => values.max(remarks),
            Says::Text => remarks,
            Says::Remarks => values,
        }
    }
}

/// What some words in a row are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// A number.
    Number,
    /// A value of a target.
    Value,
    /// Anything.
    Text,
    /// More words than a value has.
    Long,
}

impl Says {
    /// What a header announces.
    pub const fn of(header: Option<Header>) -> Self {
        match header {
            Some(Header::Field(Field::Weight | Field::WeightAssessed)) => Self::Numbers,
            Some(Header::Field(Field::Target | Field::Actual | Field::Progress) | Header::Year(_)) => Self::Values,
            Some(Header::Note) | None => Self::Remarks,
            Some(Header::Field(
                Field::Objective
                | Field::Programme
                | Field::OperationalObjective
                | Field::Action
                | Field::Indicator
                | Field::Owners
                | Field::Services,
            )) => Self::Words,
            _ => Self::Text,
        }
    }

    /// What it costs that a remark begins in the column.
    pub const fn remarks(self, begins: bool) -> f32 {
        match (self, begins) {
            (Self::Numbers | Self::Values | Self::Words | Self::Text, true) => 1.5,
            _ => 0.0,
        }
    }

    /// How badly some words stand in the column for what they say; `joined` to others with one
    /// blank between.
    pub const fn misfit(self, run: Run, joined: bool) -> f32 {
        match (self, run, joined) {
            (Self::Numbers, Run::Number, true) => -1.0,
            (Self::Numbers, Run::Number, false) => -0.5,
            (Self::Numbers, Run::Value | Run::Text | Run::Long, _) | (Self::Values, Run::Long, _) => 0.5,
            (Self::Values, Run::Number | Run::Value, true) => -0.4,
            // A sentence may be broken before a number, and after it.
            (Self::Words, Run::Number | Run::Value, _) => 0.8,
            _ => 0.0,
        }
    }
}

impl Run {
    /// Values have no more words than this.
    pub const LONGEST: usize = 4;

    /// What the first words of a text are: one, two, and so on.
    pub fn from(text: &str) -> [Self; Self::LONGEST] {
        let mut runs = [Self::Text; Self::LONGEST];
        let begins = |c: char| c.is_ascii_digit() || "<>=≤≥".contains(c);
        let worded = ["entro ", "Entro ", "n. ", "N. ", "Anno ", "anno "];
        if !text.starts_with(begins) && !worded.iter().any(|word| text.starts_with(word)) {
            return runs;
        }
        let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
        for (run, end) in runs.iter_mut().zip(ends) {
            *run = Self::of(&text[..end]);
        }
        runs
    }

    fn of(text: &str) -> Self {
        if number::parse(text.trim_end_matches(['%', ' '])).is_some() {
            Self::Number
        } else if target::looks_like(text) {
            Self::Value
        } else {
            Self::Text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Run;

    #[test]
    fn the_first_words_may_be_a_value() {
        assert_eq!(Run::from("10 recupero crediti")[0], Run::Number);
        assert_eq!(Run::from("15/10/2022 maggio 2022 (13)")[..2], [Run::Value, Run::Text]);
        assert_eq!(Run::from("≥ 90%"), [Run::Text, Run::Value, Run::Text, Run::Text]);
        assert_eq!(Run::from("recupero 5"), [Run::Text; 4]);
    }
}
