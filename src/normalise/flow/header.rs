//! Header rows in running text: where one stands, and the names in it.

use super::columns::{Column, Name, columns_of};
use super::lines::{Line, words};
use crate::normalise::draft::{Field, Section};

/// A header row.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// First line, an index.
    pub first: usize,
    /// Byte where the header begins on its first line: a title may stand before it.
    pub start: usize,
    /// Last line, inclusive.
    pub last: usize,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// The table it heads.
    pub section: Option<Section>,
}

const SYNONYMS: [(&str, Field); 46] = [
    ("obiettivi strategici", Field::Objective),
    ("obiettivo strategico", Field::Objective),
    ("ob. strategico", Field::Objective),
    ("ambito", Field::Objective),
    ("missione", Field::Mission),
    ("prospettiva", Field::Perspective),
    ("prospettiva bsc", Field::Perspective),
    ("area strategica", Field::Perspective),
    ("programmi di intervento", Field::Programme),
    ("programma di intervento", Field::Programme),
    ("programma", Field::Programme),
    ("programmi", Field::Programme),
    ("azioni", Field::Programme),
    ("linea", Field::Programme),
    ("obiettivo operativo", Field::OperationalObjective),
    ("obiettivi operativi", Field::OperationalObjective),
    ("ob. operativo", Field::OperationalObjective),
    ("indicatore", Field::Indicator),
    ("indicatori", Field::Indicator),
    ("indicatore di risultato", Field::Indicator),
    ("kpi", Field::Indicator),
    ("misura", Field::Indicator),
    ("target", Field::Target),
    ("valore atteso", Field::Target),
    ("servizi interni coinvolti", Field::Services),
    ("servizi coinvolti", Field::Services),
    ("uffici coinvolti", Field::Services),
    ("servizi", Field::Services),
    ("responsabile", Field::Owners),
    ("servizio responsabile", Field::Owners),
    ("owner", Field::Owners),
    ("unità organizzativa", Field::Owners),
    ("area", Field::Area),
    ("area dirigenziale", Field::Area),
    ("dirigente", Field::Role),
    ("peso", Field::Weight),
    ("peso %", Field::Weight),
    ("azione", Field::Action),
    ("valore", Field::Actual),
    ("valore al", Field::Actual),
    ("consuntivo al", Field::Actual),
    ("sal", Field::Progress),
    ("stato avanz.", Field::Progress),
    ("stato di avanzamento", Field::Progress),
    ("albero", Field::InTree),
    ("produttività", Field::Productivity),
];

const EXTRAS: [&str; 14] = [
    "cod.",
    "codice",
    "u.m.",
    "unità di misura",
    "fonte dati",
    "fonte",
    "baseline",
    "algoritmo",
    "polarità",
    "consuntivo",
    "formula",
    "valori attesi",
    "n.",
    "produttvità",
];

/// Whether a name may begin with a word: most words begin none.
fn begins(word: &str) -> bool {
    const OTHERS: [&str; 8] =
        ["note", "aggiornamenti", "annotazioni", "nota", "anno", "atteso", "previsto", "produttivita"];
    let word = word.trim_end_matches(':');
    let begins = |name: &str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    !word.is_ascii()
        || word.starts_with(|c: char| c.is_ascii_digit() || c == '+')
        || SYNONYMS.iter().any(|(name, _)| begins(name))
        || EXTRAS.iter().chain(&OTHERS).any(|name| begins(name))
}

fn name_of(phrase: &str) -> Option<Name> {
    const LONGEST: usize = 48;
    if phrase.trim_end_matches(':').len() > LONGEST {
        return None;
    }
    let lower = phrase.to_lowercase();
    let lower = lower.trim_end_matches(':');
    if let Some((_, field)) = SYNONYMS.iter().find(|(name, _)| *name == lower) {
        return Some(Name::Field(*field));
    }
    if matches!(lower, "note" | "aggiornamenti" | "annotazioni" | "nota" | "note deliberative") {
        return Some(Name::Notes);
    }
    if lower == "produttvità" || lower == "produttivita" {
        return Some(Name::Field(Field::Productivity));
    }
    if EXTRAS.contains(&lower) {
        return Some(Name::Extra(lower.to_owned()));
    }
    if super::kinds::is_date(lower) {
        return Some(Name::Day);
    }
    let (head, year) = lower.rsplit_once(' ').unwrap_or(("", lower));
    let year: i32 = year.parse().ok().filter(|y| year.len() == 4 && (1990..2100).contains(y))?;
    match head {
        "" | "anno" | "target" | "atteso" | "valore atteso" | "previsto" => Some(Name::Year(year)),
        "baseline" | "consuntivo" => Some(Name::Extra(lower.to_owned())),
        _ => None,
    }
}

/// Whether a name stands at a byte of a line: nearly everywhere there is none.
fn opens(lines: &[Line<'_>], first: usize, start: usize) -> bool {
    let mut phrase = String::new();
    let after = lines[first + 1..].iter().flat_map(|l| l.text.split_whitespace());
    if !lines[first].text[start..].split_whitespace().next().is_some_and(begins) {
        return false;
    }
    lines[first].text[start..].split_whitespace().chain(after).take(4).any(|word| {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
        name_of(&phrase).is_some()
    })
}

/// Whether a word is a year, as [`name_of`] reads one.
fn is_year(word: &str) -> bool {
    word.trim_end_matches(':').parse().is_ok_and(|year: i32| (1990..2100).contains(&year))
}

/// Reads a header that begins at a byte of a line.
fn read(lines: &[Line<'_>], first: usize, start: usize) -> Option<Header> {
    const LONGEST: usize = 4;
    if !opens(lines, first, start) {
        return None;
    }
    let mut stock: Vec<(usize, &str)> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(first).take(16) {
        let from = if index == first { start } else { 0 };
        stock.extend(words(line.text).iter().filter(|w| w.0 >= from).map(|w| (index, &line.text[w.0..w.1])));
    }
    let mut names = Vec::new();
    let mut at = 0;
    let mut whole = None;
    while at < stock.len() {
        let found = (1..=LONGEST.min(stock.len() - at)).rev().find_map(|n| {
            let phrase: Vec<&str> = stock[at..at + n].iter().map(|(_, w)| *w).collect();
            name_of(&phrase.join(" ")).map(|name| (name, n))
        });
        let Some((name, n)) = found else { break };
        if name == Name::Day && names.is_empty() {
            break;
        }
        names.push(name);
        at += n;
        if stock.get(at).is_none_or(|next| next.0 != stock[at - 1].0) {
            whole = Some((names.len(), stock[at - 1].0));
        }
    }
    let (count, last) = whole?;
    // Labels of a sheet's head, one a line, are no columns.
    let label = |name: &Name| matches!(name, Name::Field(Field::Mission | Field::Perspective | Field::Objective));
    let alone = name_of(&lines[first].text[start..]).is_some_and(|n| label(&n));
    if alone && lines.get(first + 1).is_some_and(|l| l.gap > 0) {
        return None;
    }
    names.truncate(count);
    // Years alone, one a line, may be a piece of a list of numbers.
    if last > first && names.iter().all(|name| matches!(name, Name::Year(_))) {
        let number = |at: Option<usize>| lines.get(at?)?.text.parse::<i32>().ok();
        let (above, below) = (number(first.checked_sub(1)), number(Some(last + 1)));
        let goes_on = |name: Option<&Name>, by: i32, next: Option<i32>| matches!((name, next), (Some(Name::Year(year)), Some(next)) if year + by == next);
        if goes_on(names.first(), -1, above) || goes_on(names.last(), 1, below) {
            return None;
        }
    }
    let (columns, section) = columns_of(&names)?;
    Some(Header { first, start, last, columns, section })
}

/// The header rows of a page.
pub fn headers(lines: &[Line<'_>]) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let header = starts(lines[at].text).into_iter().find_map(|start| read(lines, at, start));
        match header {
            Some(header) => {
                at = header.last + 1;
                found.push(header);
            }
            None => at += 1,
        }
    }
    found
}

/// The fields that a line of nothing but header names names: a piece of a header whose cells are
/// merged, which the export printed apart.
pub fn loose_names(text: &str) -> Vec<Field> {
    if !text.split_whitespace().next().is_some_and(begins) {
        return Vec::new();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = (1..=4.min(words.len() - at))
            .rev()
            .find_map(|n| name_of(&words[at..at + n].join(" ")).map(|name| (name, n)));
        match found {
            Some((Name::Field(field), n)) => {
                out.push(field);
                at += n;
            }
            Some((Name::Notes | Name::Extra(_) | Name::Day, n)) => at += n,
            _ => return Vec::new(),
        }
    }
    out
}

/// Bytes of a line where a header may begin: its start, and its first year after a title.
fn starts(text: &str) -> Vec<usize> {
    let words = words(text);
    let mut starts = vec![words.first().map_or(0, |w| w.0)];
    let year = |w: &(usize, usize)| is_year(&text[w.0..w.1]);
    if let Some(first) = words.iter().position(year) {
        if words.len() > first + 1 && words[first..].iter().take(2).all(year) {
            let labelled =
                first > 0 && matches!(text[words[first - 1].0..words[first - 1].1].to_lowercase().as_str(), "anno");
            starts.push(words[first - usize::from(labelled)].0);
        } else if first > 0 && text[words[first - 1].0..words[first - 1].1].eq_ignore_ascii_case("anno") {
            starts.push(words[first - 1].0);
        }
    }
    starts
}
