//! Where one cell of a header ends and the next begins.
//!
//! A text export prints a header's cells with nothing but blanks between them. Which words make a
//! cell is told by the table of header words ([`headers`]), by capitals, since a cell begins with
//! one and most go on without, and by the row as a whole: no field twice, years ascending, an
//! indicator among them. The cheapest reading of the words wins.

use super::columns::Name;
use super::kinds;
use crate::normalise::draft::Field;
use crate::normalise::headers;

/// A word of the lines in which a header may stand.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// Its line, an index.
    pub line: usize,
    /// Whether the line before it ended a cell, by its looks.
    pub broken: bool,
}

/// Words of the longest cell.
const LONGEST: usize = 7;

/// A reading of the first words as cells.
#[derive(Debug, Clone, Default)]
struct Reading {
    cost: f32,
    names: Vec<Name>,
    /// The word behind each of them.
    ends: Vec<usize>,
    /// Whether of some cell only the first words are known.
    qualified: bool,
}

/// Whether a text may begin with a header: most begin with none.
pub fn opens(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(LONGEST).collect();
    headers::may_begin(text) && (1..=words.len()).any(|n| name_of(&words[..n].join(" ")).is_some())
}

/// What a phrase names, if it is a cell of a header.
pub fn name_of(phrase: &str) -> Option<Name> {
    use headers::Header;
    let phrase = phrase.trim_end_matches(':');
    Some(match headers::of_cell(phrase)? {
        Header::Field(field) => Name::Field(field),
        Header::Year(year) => Name::Year(year),
        Header::Note => Name::Notes,
        Header::Number => Name::Extra("n.".to_owned()),
        Header::RowYear | Header::Extra => Name::Extra(phrase.to_lowercase()),
    })
}

/// The cells of a header row.
#[derive(Debug)]
pub struct Cells {
    /// What they name.
    pub names: Vec<Name>,
    /// The row's last line.
    pub last: usize,
    /// How many of the last ones are wrapped, where those before them all share a line: an export
    /// that prints the wrapped cells of a header after the others does not tell where they stand.
    pub late: usize,
}

/// The cells of a header row that begins with the first of the words, for every line where it may
/// end.
pub fn rows(words: &[Word<'_>]) -> Vec<Cells> {
    let best = readings(words);
    let ends_line = |at: usize| words.get(at).is_none_or(|next| next.line != words[at - 1].line);
    let cheapest = |at: usize| best[at].iter().min_by(|a, b| a.as_row().total_cmp(&b.as_row()));
    let ends = (1..=words.len()).filter(|at| ends_line(*at));
    let cells = |at: usize| {
        let row = cheapest(at)?;
        Some(Cells { names: row.names.clone(), last: words[at - 1].line, late: row.late(words) })
    };
    ends.filter_map(cells).collect()
}

/// The cells of a line that is nothing but header, in words that are all known.
pub fn whole(text: &str) -> Option<Vec<Name>> {
    if !text.starts_with(char::is_uppercase) || !headers::may_begin(text) {
        return None;
    }
    let word = |text| Word { text, line: 0, broken: false };
    let words: Vec<Word<'_>> = text.split_whitespace().map(word).collect();
    let mut best = readings(&words);
    let known = best.pop()?.into_iter().filter(|reading| !reading.qualified);
    known.min_by(|a, b| a.as_row().total_cmp(&b.as_row())).map(|reading| reading.names)
}

/// The cheapest readings by the number of words that they cover.
fn readings(words: &[Word<'_>]) -> Vec<Vec<Reading>> {
    const BEAM: usize = 8;
    let mut best: Vec<Vec<Reading>> = vec![Vec::new(); words.len() + 1];
    best[0].push(Reading::default());
    let mut reach = 0;
    for at in 0..words.len() {
        if at > reach {
            break;
        }
        best[at].sort_by(|a, b| a.cost.total_cmp(&b.cost));
        best[at].truncate(BEAM);
        if best[at].is_empty() || !headers::may_begin(words[at].text) {
            continue;
        }
        for end in at + 1..=words.len().min(at + LONGEST) {
            let Some(found) = cell(words, at, end) else { continue };
            reach = reach.max(end);
            let longer: Vec<Reading> = best[at].iter().map(|reading| reading.with(&found, end)).collect();
            best[end].extend(longer);
        }
    }
    best
}

/// Words as one cell.
#[derive(Debug)]
struct Cell {
    name: Name,
    /// What it costs to believe that they are.
    cost: f32,
    qualified: bool,
}

/// What words name if they are one cell.
fn cell(words: &[Word<'_>], from: usize, to: usize) -> Option<Cell> {
    let phrase = |from: usize, to: usize| {
        let texts: Vec<&str> = words[from..to].iter().map(|w| w.text).collect();
        texts.join(" ")
    };
    let numbered = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let first = words[from].text.chars().next()?;
    // Only the cell of a year begins in lower case: `anno 2020`.
    let runs_on = first.is_lowercase() && !words[from..to].iter().any(|w| numbered(w.text));
    if runs_on || matches!(first, '(' | '-' | '–') || kinds::open_ending(words[to - 1].text) {
        return None;
    }
    let text = phrase(from, to);
    let capitals = !text.contains(char::is_lowercase);
    let known = name_of(&text);
    let qualified = known.is_none();
    let (name, mut cost) = match known {
        Some(name) => (name, 1.0),
        None => (qualified_name(words, from, to, &text, capitals)?, 1.5),
    };
    let year = matches!(name, Name::Year(_));
    if first.is_lowercase() && !year {
        return None;
    }
    for (inner, word) in (from..to).zip(&words[from..to]).skip(1) {
        let begins = word.text.starts_with(char::is_uppercase) && !capitals;
        if begins
            && !year
            && let Some(own) = name_of(&phrase(inner, to))
        {
            cost += if family(&own) == family(&name) { 0.6 } else { 1.2 };
        }
        cost += if word.broken { 0.6 } else { 0.0 };
    }
    let is_year = |word: Option<&Word<'_>>| {
        word.is_some_and(|w| numbered(w.text) && matches!(name_of(w.text), Some(Name::Year(_))))
    };
    if !year && is_year(words.get(to - 1)) && is_year(words.get(to)) {
        cost += 1.2;
    }
    // `Valore` and `Risultato` begin other headers more often than they are one.
    if to == from + 1 && matches!(name, Name::Field(Field::Actual | Field::Progress)) {
        cost += 0.8;
    }
    Some(Cell { name, cost, qualified })
}

/// What words name whose first ones do, if the others only say more about it: `Obiettivo strategico di
/// riferimento`.
fn qualified_name(words: &[Word<'_>], from: usize, to: usize, text: &str, capitals: bool) -> Option<Name> {
    const MOST: usize = 2;
    let known = (to.saturating_sub(MOST).max(from + 1)..to).rev().find(|&end| {
        let texts: Vec<&str> = words[from..end].iter().map(|w| w.text).collect();
        !kinds::open_ending(words[end - 1].text) && name_of(&texts.join(" ")).is_some()
    })?;
    let rest = &words[known..to];
    let lower =
        rest.iter().all(|w| w.text.starts_with(char::is_lowercase)) && !matches!(rest[0].text, "e" | "ed" | "o");
    let alone = rest.iter().all(|w| !headers::may_begin(w.text) || w.text.starts_with(char::is_lowercase));
    let same_line = words[from].line == words[to - 1].line || !words[known].broken;
    if !(lower || capitals) || !alone || !same_line {
        return None;
    }
    match headers::of_first_words(text)? {
        headers::Header::Field(field) => Some(Name::Field(field)),
        headers::Header::Note => Some(Name::Notes),
        _ => None,
    }
}

/// What sort of thing a column holds: two words for one sort are rather one cell than two.
const fn family(name: &Name) -> u8 {
    use Field::{
        Action, Actual, Area, InTree, Indicator, Mission, Objective, OperationalObjective, Owners, Perspective,
        Productivity, Programme, Progress, Role, Services, Target, Weight, WeightAssessed,
    };
    match name {
        Name::Field(Owners | Role | Services | Area) => 0,
        Name::Field(Objective | OperationalObjective | Programme | Action) => 1,
        Name::Field(Target | Actual | Progress) | Name::Year(_) => 2,
        Name::Field(Indicator) => 3,
        Name::Field(Weight | WeightAssessed) => 4,
        Name::Field(Perspective | Mission) => 5,
        Name::Field(InTree | Productivity) => 6,
        Name::Notes => 7,
        Name::Extra(_) => 8,
    }
}

impl Reading {
    /// The reading with one more cell.
    fn with(&self, cell: &Cell, end: usize) -> Self {
        let name = &cell.name;
        let mut cost = self.cost + cell.cost;
        match name {
            Name::Field(Field::Weight) => {}
            Name::Field(_) if self.names.contains(name) => cost += 2.0,
            Name::Year(year) => {
                let descends = self.names.iter().any(|n| matches!(n, Name::Year(other) if other >= year));
                cost += if descends { 3.0 } else { 0.0 };
            }
            _ => {}
        }
        let mut names = self.names.clone();
        names.push(name.clone());
        let ends = self.ends.iter().copied().chain([end]).collect();
        Self { cost, names, ends, qualified: self.qualified || cell.qualified }
    }

    /// How many of the last cells are wrapped, if the others stand on the first line, two at least.
    fn late(&self, words: &[Word<'_>]) -> usize {
        let begins = [0].into_iter().chain(self.ends.iter().copied());
        let lines: Vec<(usize, usize)> =
            begins.zip(&self.ends).map(|(from, end)| (words[from].line, words[end - 1].line)).collect();
        let early = lines.iter().take_while(|(first, last)| *first == words[0].line && first == last).count();
        let wrapped = lines[early..].iter().all(|(first, last)| first < last);
        if early > 1 && wrapped { lines.len() - early } else { 0 }
    }

    /// What it costs to believe that these are all the cells of a row.
    fn as_row(&self) -> f32 {
        let has = |field: Field| self.names.contains(&Name::Field(field));
        let years = self.names.iter().filter(|n| matches!(n, Name::Year(_))).count();
        let unmeasured = !has(Field::Indicator) && !has(Field::Mission) && !has(Field::Perspective);
        let two_targets = years == 1 && has(Field::Target);
        self.cost + if unmeasured { 1.0 } else { 0.0 } + if two_targets { 1.5 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, Word, rows, whole};
    use crate::normalise::draft::Field::{self, *};

    fn first_line(text: &str) -> Vec<Name> {
        let word = |text| Word { text, line: 0, broken: false };
        let words: Vec<Word<'_>> = text.split(' ').map(word).collect();
        rows(&words).pop().map(|cells| cells.names).unwrap_or_default()
    }

    fn fields(text: &str) -> Vec<Field> {
        let names = first_line(text);
        names.into_iter().filter_map(|n| if let Name::Field(field) = n { Some(field) } else { None }).collect()
    }

    #[test]
    fn capitals_part_the_cells_of_a_header() {
        assert_eq!(
            fields("Obiettivo strategico Peso Azione Indicatore Target"),
            [Objective, Weight, Action, Indicator, Target]
        );
        assert_eq!(
            fields("Ambito di intervento Obiettivo Uffici interessati Area organizzativa Misura Valore target"),
            [Programme, OperationalObjective, Services, Area, Indicator, Target]
        );
        assert_eq!(
            fields("Linea Strategica Obiettivo Operativo Indicatore Valore Atteso"),
            [Objective, OperationalObjective, Indicator, Target]
        );
        assert_eq!(
            fields("PROSPETTIVA BSC OBIETTIVO STRATEGICO TRIENNALE KPI PESO TARGET"),
            [Perspective, Objective, Indicator, Weight, Target]
        );
        assert_eq!(fields("Obiettivo strategico di riferimento Indicatore"), [Objective, Indicator]);
    }

    #[test]
    fn a_year_is_the_next_columns_own() {
        let years = |text: &str| -> Vec<i32> {
            let names = first_line(text);
            names.into_iter().filter_map(|n| if let Name::Year(year) = n { Some(year) } else { None }).collect()
        };
        assert_eq!(years("Indicatore 2020 2021 2022 Referente"), [2020, 2021, 2022]);
        assert_eq!(years("KPI Target 2020 Target 2021 Owner"), [2020, 2021]);
        assert_eq!(years("Misura 2020 (target) 2021 (target)"), [2020, 2021]);
        assert_eq!(years("Indicatore Consuntivo 2019 Target 2020 Target 2021"), [2020, 2021]);
    }

    #[test]
    fn content_is_no_header() {
        assert_eq!(whole("Stato di attuazione del piano"), None);
        assert_eq!(whole("Target raggiunto dal Servizio"), None);
    }

    #[test]
    fn a_row_may_take_several_lines() {
        let lines = ["Indicatore Target", "Servizi interni", "coinvolti", "Numero di visite 12"];
        let words: Vec<Word<'_>> = lines
            .iter()
            .enumerate()
            .flat_map(|(line, text)| {
                let word = move |text| Word { text, line, broken: false };
                text.split(' ').map(word)
            })
            .collect();
        let found = rows(&words).pop().expect("the lines begin with a header");
        assert_eq!(found.names, [Name::Field(Indicator), Name::Field(Target), Name::Field(Services)]);
        assert_eq!((found.last, found.late), (2, 1));
    }
}
