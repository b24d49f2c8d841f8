//! A column of numbers beside the objectives: theirs, unless they count the rows.

use std::collections::{BTreeMap, BTreeSet};

use super::fill::Entry;
use crate::grammar::heading;
use crate::normalise::draft::Field;
use crate::normalise::words::fold;
use crate::trace::{How, Inference, Traced};

const BESIDE: &str = "the number beside the title; no objective has two rows to show that it does not count them";

/// What the rows of a run say about numbers and titles.
#[derive(Debug, Default)]
struct Seen {
    /// The number of each title.
    of: BTreeMap<String, u32>,
    numbers: BTreeSet<u32>,
    /// One title has two numbers, or two titles have one.
    clash: bool,
    /// A title stands in several rows with the one number.
    again: bool,
}

/// Puts the numbers before the titles of their objectives; `3 | Promozione` is `3. Promozione`.
/// Where they count rows, they are given back: sheet and cell of the header of each.
pub fn join(entries: &mut [Entry]) -> Vec<(usize, usize)> {
    let mut runs: BTreeMap<usize, Seen> = BTreeMap::new();
    for entry in entries.iter() {
        let Some((number, _)) = &entry.number else { continue };
        let seen = runs.entry(entry.run).or_default();
        match (whole(&number.value), entry.row.get(Field::Objective)) {
            (Some(number), Some(title)) if heading::parse(&title.value).is_none() => {
                seen.add(fold(&title.value), number);
            }
            _ => seen.clash = true,
        }
    }
    let mut aside = Vec::new();
    for entry in entries.iter_mut() {
        let Some((number, header)) = entry.number.take() else { continue };
        let seen = &runs[&entry.run];
        let title = entry.row.get(Field::Objective).filter(|_| !seen.clash);
        let Some(title) = title else {
            aside.push(header);
            continue;
        };
        let mut both = before(&number, title);
        if !seen.again {
            both = both.doubted(Inference::new(BESIDE, 0.75));
        }
        entry.row.set(Field::Objective, both);
    }
    aside
}

/// A number before its title.
pub fn before(number: &Traced<String>, title: &Traced<String>) -> Traced<String> {
    let mut places = number.places().clone();
    title.places().iter().for_each(|place| places.push(place.clone()));
    let text = format!("{}. {}", number.value.trim().trim_end_matches(['.', ')']), title.value);
    let both = Traced::new(text, places, How::Joined);
    [title.inference(), number.inference()].into_iter().flatten().cloned().fold(both, Traced::doubted)
}

impl Seen {
    fn add(&mut self, title: String, number: u32) {
        match self.of.get(&title) {
            Some(&known) if known == number => self.again = true,
            Some(_) => self.clash = true,
            None => {
                self.clash |= !self.numbers.insert(number);
                self.of.insert(title, number);
            }
        }
    }
}

/// Plans number their objectives from 1, with two digits at most.
pub fn whole(text: &str) -> Option<u32> {
    let digits = text.trim().trim_end_matches(['.', ')']);
    digits.parse().ok().filter(|number| (1..100).contains(number))
}
