//! Texts that a document prints more than once, or with changing neighbours: cells of their own, wherever they
//! stand on a line.

use std::collections::{HashMap, HashSet};

use super::kinds;
use super::lines::{Line, trailing_values, words};

/// Texts that stand alone on a line, or before or after the values of one, and how often.
pub type Phrases<'a> = HashMap<&'a str, u32>;

/// Collects the phrases of a document.
pub fn of<'a>(pages: &[Vec<Line<'a>>]) -> Phrases<'a> {
    let mut found = Phrases::new();
    for (cell, neighbours) in followed(pages).into_iter().chain(preceded(pages)) {
        if neighbours.len() > 1 {
            *found.entry(cell).or_default() += 2;
        }
    }
    for line in pages.iter().flatten() {
        let mut add = |text: &'a str| {
            let text = text.trim();
            if text.len() > 3 && !kinds::is_value(text) {
                *found.entry(text).or_default() += 1;
            }
        };
        add(line.text);
        let words = words(line.text);
        let token = |&(a, b): &(usize, usize)| kinds::value_word(&line.text[a..b]);
        let values = trailing_values(line.text, &words);
        if 0 < values && values < line.text.len() {
            add(&line.text[..values]);
        }
        if let Some(last) = words.iter().rposition(token)
            && last + 1 < words.len()
        {
            add(&line.text[words[last + 1].0..]);
        }
    }
    found
}

/// Adds names that are cells of their own wherever they stand.
pub fn with<'a>(mut phrases: Phrases<'a>, names: &'a [String]) -> Phrases<'a> {
    const KNOWN: u32 = 2;
    for name in names {
        *phrases.entry(name).or_default() += KNOWN;
    }
    phrases
}

/// The beginnings of lines, and of missions inside them, with the capitalised words that stand after
/// them: a beginning that other words follow elsewhere is a cell of its own.
fn followed<'a>(pages: &[Vec<Line<'a>>]) -> HashMap<&'a str, HashSet<&'a str>> {
    const SHORTEST: usize = 14;
    let mut out: HashMap<&'a str, HashSet<&'a str>> = HashMap::new();
    for line in pages.iter().flatten() {
        let text = line.text;
        let words = words(text);
        let mission = words.iter().skip(1).map(|w| w.0).find(|&from| kinds::is_mission(&text[from..]));
        for from in std::iter::once(0).chain(mission) {
            for pair in words.windows(2).filter(|pair| pair[0].0 >= from) {
                let (start, next) = (&text[from..pair[0].1], &text[pair[1].0..pair[1].1]);
                if start.len() > SHORTEST && next.starts_with(char::is_uppercase) {
                    out.entry(start).or_default().insert(next);
                }
            }
        }
    }
    out
}

/// The ends of lines, but for values, that begin with a capital, and the words that stand before them:
/// an end that follows other words elsewhere is a cell of its own.
fn preceded<'a>(pages: &[Vec<Line<'a>>]) -> HashMap<&'a str, HashSet<&'a str>> {
    const SHORTEST: usize = 14;
    let mut out: HashMap<&'a str, HashSet<&'a str>> = HashMap::new();
    for line in pages.iter().flatten() {
        let text = line.text;
        let words = words(text);
        let values = trailing_values(text, &words);
        for pair in words.windows(2).filter(|pair| pair[1].0 < values) {
            let (before, end) = (&text[pair[0].0..pair[0].1], text[pair[1].0..values].trim());
            let parts = end.len() > SHORTEST && end.starts_with(char::is_uppercase) && end.contains(' ');
            let plain = before.ends_with(char::is_alphanumeric) && !kinds::open_ending(&text[..pair[0].1]);
            if parts && plain && !kinds::value_word(before) && before.len() > 3 {
                out.entry(end).or_default().insert(before);
            }
        }
    }
    out
}
