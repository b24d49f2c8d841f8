//! The words of a list, and where its cells begin.

use crate::normalise::flow::decode::Cell;
use crate::normalise::flow::headings;
use crate::normalise::flow::kinds;
use crate::normalise::flow::lines::Line;

/// A word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// The index of its line.
    pub line: usize,
    /// The line of the file.
    pub number: u32,
    /// Whether it begins its line.
    pub first: bool,
    /// Whether it begins a line after an empty one.
    pub after_gap: bool,
    /// Whether a blank ends its line: the cell goes on.
    pub wraps: bool,
}

/// What begins a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The number of an objective.
    Objective(u32),
    /// The code of a mission.
    Mission(u32),
}

/// The words from one start to the next; before the first start there is none.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// What begins it.
    pub start: Option<Start>,
    /// Its words.
    pub words: Vec<Word<'a>>,
    /// Words of titles that stand after it.
    pub foreign: Vec<Word<'a>>,
}

/// The words of lines.
pub fn of<'a>(lines: &[Line<'a>]) -> Vec<Word<'a>> {
    let words = lines.iter().enumerate().flat_map(|(index, line)| {
        line.text.split_whitespace().enumerate().map(move |(at, text)| Word {
            text,
            line: index,
            number: line.number,
            first: at == 0,
            after_gap: at == 0 && line.gap > 0,
            wraps: line.wraps,
        })
    });
    words.collect()
}

/// Words on one line.
pub fn flat(words: &[Word<'_>]) -> String {
    words.iter().map(|w| w.text).collect::<Vec<_>>().join(" ")
}

/// Words as a cell.
pub fn cell(words: &[Word<'_>]) -> Cell {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        match at.checked_sub(1).map(|before| words[before].line == word.line) {
            None => {}
            Some(true) => text.push(' '),
            Some(false) => text.push('\n'),
        }
        text.push_str(word.text);
    }
    let line = |word: Option<&Word<'_>>| word.map_or(0, |w| w.number);
    Cell { text, lines: (line(words.first()), line(words.last())), cost: 0.0, why: None }
}

/// Where objectives, numbered on from `next`, and missions begin.
pub fn starts(words: &[Word<'_>], next: u32) -> Vec<(usize, Start)> {
    const AHEAD: usize = 12;
    let mut next = next;
    let mut out: Vec<(usize, Start)> = Vec::new();
    for at in 0..words.len() {
        let ahead = &words[at..words.len().min(at + AHEAD)];
        let labelled = at > 0 && words[at - 1].text.eq_ignore_ascii_case("missione");
        let text = flat(ahead);
        if !labelled && kinds::is_mission(&text) {
            out.extend(super::super::code(&text).map(|code| (at, Start::Mission(code))));
        } else if kinds::heading_number(&text) == Some(next) && numbered(ahead) {
            out.push((at, Start::Objective(next)));
            next += 1;
        }
    }
    out
}

/// Whether the number stands on the line of the first word, or on the next if that one goes on: a
/// header `Obiettivo strategico` is no part of the heading below it.
fn numbered(words: &[Word<'_>]) -> bool {
    let digits = |word: &&Word<'_>| word.text.contains(|c: char| c.is_ascii_digit());
    let Some(number) = words.iter().find(digits) else { return false };
    let open = |word: &Word<'_>| word.wraps || matches!(word.text, "n." | "n°" | "N.");
    number.line == words[0].line || words.iter().take_while(|w| w.line < number.line).last().is_some_and(open)
}

/// The words between the starts, titles apart.
pub fn parts<'a>(words: &[Word<'a>], starts: &[(usize, Start)]) -> Vec<Part<'a>> {
    let mut bounds = vec![(0, None)];
    bounds.extend(starts.iter().map(|(at, start)| (*at, Some(*start))));
    let ends = bounds.iter().skip(1).map(|(at, _)| *at).chain([words.len()]);
    let part = |((from, start), to): (&(usize, Option<Start>), usize)| {
        let own = &words[*from..to];
        let skip = usize::from(start.is_some());
        let title = (skip..own.len()).find(|at| is_foreign(&own[*at..], own[at.saturating_sub(1)]));
        let (own, foreign) = own.split_at(title.unwrap_or(own.len()));
        Part { start: *start, words: own.to_vec(), foreign: foreign.to_vec() }
    };
    bounds.iter().zip(ends).map(part).collect()
}

/// Whether a title begins here.
fn is_foreign(words: &[Word<'_>], before: Word<'_>) -> bool {
    const TELLING: usize = 5;
    words[0].first
        && words[0].text.starts_with(char::is_uppercase)
        && (words[0].after_gap || !before.wraps)
        && headings::is_title(&flat(&words[..words.len().min(TELLING)]))
}
