//! The words of a line, and what it costs to part two of them.

use super::super::line::{Line, Segment};
use super::super::looks::{asks_number, counts};
use super::says::Run;
use crate::grammar::{heading, mission, note};

/// What it costs to cut between words with one blank between them.
const CUT: f32 = 0.4;

/// A line and its words.
#[derive(Debug)]
pub struct Text<'a> {
    /// The line.
    pub line: &'a Line,
    /// Its words, from left to right.
    pub words: Vec<Word<'a>>,
}

impl<'a> Text<'a> {
    /// The words of a line.
    pub fn of(line: &'a Line) -> Self {
        Self { line, words: line.segments.iter().flat_map(words).collect() }
    }
}

/// A word of a line.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    segment: &'a Segment,
    /// Its bytes in the segment's text.
    pub bytes: (usize, usize),
    /// Its first character.
    pub from: usize,
    /// One past its last.
    pub to: usize,
    /// What it costs that a text begins here, though no two blanks part it from what stands before.
    pub cut: f32,
    /// What texts are that begin here, of one word, of two, and so on.
    pub runs: [Run; Run::LONGEST],
    /// Whether a remark begins here.
    pub remark: bool,
}

/// What it costs that a text begins at a byte of a segment.
fn cut(text: &str, at: usize) -> f32 {
    let (left, right) = (text[..at].trim_end(), &text[at..]);
    // The same twice are two values.
    if left == right {
        return 0.0;
    }
    let headed = |text: &str| heading::parse(text).is_some() || mission::parse(text).is_some();
    let number = left.rfind(' ').map_or(0, |blank| blank + 1);
    if heading::parse(right).is_some() && mission::parse(left).is_some() {
        // Between a mission and the objective beside it.
        CUT - 2.0
    } else if headed(right) {
        CUT - 0.5
    } else if headed(&text[number..]) {
        // Between a number and what it numbers.
        CUT + 1.0
    } else if right.starts_with(|c: char| c.is_ascii_digit()) && asks_number(left) {
        // Between `max` or `n.` and its number.
        CUT + 0.8
    } else if right.starts_with(char::is_lowercase) && !counts(right) && !again(left, right) {
        CUT + 0.5
    } else {
        CUT
    }
}

/// Whether a text begins with the words after which the one before it came: `entro 9 giorni entro
/// 9 giorni entro 7 giorni` are three values.
fn again(left: &str, right: &str) -> bool {
    let first = right.split(' ').next().unwrap_or_default();
    Run::from(right).contains(&Run::Value) && left.split(' ').next() == Some(first)
}

fn words(segment: &Segment) -> Vec<Word<'_>> {
    let mut from = segment.from;
    let mut at = 0;
    segment
        .text
        .split(' ')
        .map(|word| {
            let bytes = (at, at + word.len());
            let to = from + word.chars().count();
            let cut = if at > 0 { cut(&segment.text, at) } else { 0.0 };
            let runs = Run::from(&segment.text[at..]);
            let rest = &segment.text[at..];
            let remark = rest.starts_with(char::is_uppercase) && note::starts(rest);
            let word = Word { segment, bytes, from, to, cut, runs, remark };
            (at, from) = (bytes.1 + 1, to + 1);
            word
        })
        .collect()
}

/// Words with one blank between each.
pub fn joined(words: &[Word<'_>]) -> String {
    let words: Vec<&str> = words.iter().map(|w| &w.segment.text[w.bytes.0..w.bytes.1]).collect();
    words.join(" ")
}
