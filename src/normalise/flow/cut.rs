//! Cuts detached lines that hold the cells of several columns.

use super::columns::{Column, Look};
use super::headings::Heading;
use super::kinds;
use super::looks::{Glance, Vocabulary};
use super::place::Loose;
use crate::normalise::draft::Field;

/// A detached line may hold the cells of several columns: `50% SG X X`, `Regolazione Mercato AREA III`.
pub fn split(cells: Vec<Loose>, columns: &[Column], vocabulary: &Vocabulary) -> Vec<Loose> {
    let mut out = Vec::new();
    for cell in cells {
        let flat = cell.flat();
        let flat = unglued(&flat).unwrap_or(flat);
        let mut parts = if cell.heading == Heading::Other { parts(&flat, columns, vocabulary) } else { Vec::new() };
        if parts.len() < 2 && cell.heading == Heading::Other {
            parts = action_and_indicator(&flat, columns);
        }
        if parts.len() < 2 {
            out.push(cell);
        } else {
            out.extend(parts.iter().map(|p| part(&cell, p)));
        }
    }
    out
}

/// Where both are merged across columns, what is to be done and how it is measured may share a line.
fn action_and_indicator(flat: &str, columns: &[Column]) -> Vec<String> {
    const SHORTEST: usize = 3;
    let aim = |c: &&Column| c.is(Field::Action) || c.is(Field::OperationalObjective);
    let apart = columns.iter().any(|c| c.apart && c.is(Field::Indicator));
    if !apart || !columns.iter().any(|c| aim(&c)) || kinds::starts_note(flat) {
        return Vec::new();
    }
    let words: Vec<&str> = flat.split(' ').collect();
    let at = (SHORTEST..words.len().saturating_sub(1)).find(|&at| {
        let (before, rest) = (words[..at].join(" "), words[at..].join(" "));
        kinds::opens_indicator(&rest) && !kinds::open_ending(&before) && !before.ends_with(['/', ':', '-', ','])
    });
    at.map_or_else(Vec::new, |at| vec![words[..at].join(" "), words[at..].join(" ")])
}

/// Marks printed without a blank between them and a code: `XSG X`, `X2`.
fn unglued(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let loose = |word: &str| -> Option<String> {
        let rest = word.strip_prefix('X').filter(|r| kinds::area_code(r));
        let before = word.strip_suffix('X').filter(|r| kinds::area_code(r));
        rest.map(|r| format!("X {r}")).or_else(|| before.map(|b| format!("{b} X")))
    };
    let short = words.len() <= 4 && words.iter().all(|w| w.chars().count() <= 5);
    let changed = words.iter().any(|w| !kinds::area_code(w) && loose(w).is_some());
    (short && changed).then(|| {
        let parts: Vec<String> = words.iter().map(|w| loose(w).unwrap_or_else(|| (*w).to_owned())).collect();
        parts.join(" ")
    })
}

/// The cheapest cut of a line into cells of the table's columns.
fn parts(flat: &str, columns: &[Column], vocabulary: &Vocabulary) -> Vec<String> {
    const LONGEST: usize = 18;
    const CUT: f32 = 1.1;
    let words: Vec<&str> = flat.split(' ').collect();
    let n = words.len();
    if !(2..=LONGEST).contains(&n) {
        return Vec::new();
    }
    let price = |from: usize, to: usize| {
        let glance = Glance::of(&words[from..to].join(" "));
        let short = columns.iter().filter(|c| {
            !matches!(c.look, Look::Text | Look::Indicator | Look::Name | Look::Role | Look::Word | Look::Code)
        });
        let free = if from == 0 && to == n { Some(columns) } else { None };
        let best = short.map(|c| glance.cost(c, vocabulary)).fold(f32::INFINITY, f32::min);
        free.into_iter().flatten().map(|c| glance.cost(c, vocabulary)).fold(best, f32::min)
    };
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); n + 1];
    best[0].0 = 0.0;
    for to in 1..=n {
        for from in 0..to {
            let cost = best[from].0 + price(from, to).max(0.0) + if from > 0 { CUT } else { 0.0 };
            let ticks = kinds::is_tick(words[to - 1]) || kinds::is_weight(words[to - 1]);
            let cost = if ticks && to == from + 1 && from > 0 { cost - 0.8 } else { cost };
            if cost < best[to].0 {
                best[to] = (cost, from);
            }
        }
    }
    let mut out = Vec::new();
    let mut to = n;
    while to > 0 {
        let from = best[to].1;
        out.push(words[from..to].join(" "));
        to = from;
    }
    out.reverse();
    out
}

fn part(whole: &Loose, text: &str) -> Loose {
    let mut part = whole.clone();
    text.clone_into(&mut part.text.cell.text);
    part
}
