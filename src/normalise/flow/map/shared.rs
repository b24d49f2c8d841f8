//! A strategy map that shares its page with tables.
//!
//! Its cells are merged across the sheet, so the export prints them all at the page's end, in the
//! order of the map but for some: a name, then the objectives that it covers. A name between two
//! neighbouring numbers begins at the second; the others go where the map lacks one.

use std::collections::BTreeMap;

use crate::normalise::flow::emit;
use crate::normalise::flow::headings::{self, Heading, Names};
use crate::normalise::flow::merged::{self, Gap};
use crate::normalise::flow::row::Text;
use crate::trace::{Inference, Traced};

/// Names by the numbers of the objectives that they cover.
pub type Covered = BTreeMap<u32, Traced<String>>;

/// The perspectives and the missions of the map's objectives.
pub fn spread(shared: &[Text], names: &Names, rank: fn(&str) -> u8) -> (Covered, Covered) {
    let headings: Vec<(Heading, &Text)> =
        shared.iter().map(|t| (headings::heading(&t.cell.flat(), names), t)).collect();
    let mut numbers: Vec<u32> =
        headings.iter().filter_map(|(h, _)| if let Heading::Objective(n) = h { Some(*n) } else { None }).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let breaks = vec![false; numbers.len()];
    let mut perspectives = starts(&headings, Heading::Perspective, &numbers);
    perspectives.sort_by_key(|(text, start)| (start.is_none(), rank(&text.cell.flat())));
    let (perspectives, begins) = cover(&perspectives, &numbers, &breaks);
    let mut missions = starts(&headings, Heading::Mission, &numbers);
    missions.sort_by_key(|(text, _)| code(&text.cell.flat()));
    let (missions, _) = cover(&missions, &numbers, &begins);
    (perspectives, missions)
}

fn code(text: &str) -> u32 {
    let digits = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit);
    digits.collect::<String>().parse().unwrap_or(u32::MAX)
}

/// The names of one kind, and the place among the numbers where each begins if its neighbours tell.
fn starts<'a>(headings: &[(Heading, &'a Text)], kind: Heading, numbers: &[u32]) -> Vec<(&'a Text, Option<usize>)> {
    let mut out = Vec::new();
    let objective = |h: &Heading| if let Heading::Objective(n) = h { Some(*n) } else { None };
    for (at, (_, text)) in headings.iter().enumerate().filter(|(_, (h, _))| *h == kind) {
        let before = headings[..at].iter().rev().find_map(|(h, _)| objective(h));
        let after = headings[at + 1..].iter().find_map(|(h, _)| objective(h));
        let place = |number: u32| numbers.binary_search(&number).ok();
        let start = match (before, after.and_then(place)) {
            (None, Some(0)) => Some(0),
            (Some(before), Some(after)) if after > 0 && numbers[after - 1] == before => Some(after),
            (Some(before), _) => place(before).map(|b| b + 1).filter(|b| *b < numbers.len() && *b + 1 == numbers.len()),
            _ => None,
        };
        out.push((*text, start));
    }
    out
}

/// Lets names cover numbers; also tells where one begins.
fn cover(names: &[(&Text, Option<usize>)], numbers: &[u32], breaks: &[bool]) -> (Covered, Vec<bool>) {
    let n = numbers.len();
    let far = |start: usize, row: usize| 1.5 + f64::from(u32::try_from(start.abs_diff(row)).unwrap_or(9).min(9)) * 0.2;
    let gap = Gap {
        missing: vec![true; n],
        begin: breaks.iter().map(|b| if *b { 0.0 } else { 0.5 }).collect(),
        stay: breaks.iter().map(|b| if *b { 2.0 } else { 0.0 }).collect(),
        blank: 3.0,
        disorder: 0.6,
        single: 0.0,
        free: vec![true; names.len()],
        astray: names
            .iter()
            .map(|(_, start)| {
                start.map_or_else(Vec::new, |s| (0..n).map(|row| if row == s { 0.0 } else { far(s, row) }).collect())
            })
            .collect(),
    };
    let placed = merged::place(&gap, &vec![vec![0.0; n]; names.len()]);
    let mut out = Covered::new();
    let mut begins = vec![false; n];
    for (row, cell) in placed.cells.iter().enumerate() {
        begins[row] = row == 0 || *cell != placed.cells[row - 1];
        let Some(cell) = *cell else { continue };
        let others = placed.others[row].iter().map(|o| names[*o].0.cell.flat());
        let confidence = (placed.confidence[row] * 0.95).clamp(0.05, 0.95);
        let why = Inference::new("the name stands before the objectives that it covers on the map", confidence);
        out.insert(numbers[row], emit::traced(names[cell].0).doubted(why.or(others)));
    }
    (out, begins)
}

#[cfg(test)]
mod tests {
    use super::{Names, Text, spread};
    use crate::normalise::flow::decode::Cell;

    #[test]
    fn names_cover_the_objectives_after_them() {
        let text = |(line, text): (u32, &str)| Text {
            cell: Cell { text: text.to_owned(), lines: (line, line), cost: 0.0, why: None },
            page: 1,
            why: None,
            merged: true,
        };
        let lines = [
            "011_Competitività",
            "OS 1: Sviluppo digitale",
            "OS 2: Turismo sostenibile",
            "Processi e qualità",
            "OS 3: Qualità dei servizi",
            "Utenti e sistema economico",
            "032_Servizi generali",
        ];
        let shared: Vec<Text> = (1..).zip(lines).map(text).collect();
        let names = Names {
            perspectives: vec!["Processi e qualità".to_owned(), "Utenti e sistema economico".to_owned()],
            stated: true,
        };
        let (perspectives, missions) = spread(&shared, &names, |name| u8::from(name.starts_with("Processi")));
        let of = |number: u32| (perspectives[&number].value.as_str(), missions[&number].value.as_str());
        assert_eq!(of(1), ("Utenti e sistema economico", "011_Competitività"));
        assert_eq!(of(2), ("Utenti e sistema economico", "011_Competitività"));
        assert_eq!(of(3), ("Processi e qualità", "032_Servizi generali"));
    }
}
