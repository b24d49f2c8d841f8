//! Deadlines and durations.

use super::super::scan::Scan;
use super::super::{date, note};
use super::parts;
use crate::plan::{Comparator, Date, TargetKind};

pub(super) fn deadline(text: &str) -> Option<TargetKind> {
    let mut scan = Scan::new(text);
    let date = day_by(&mut scan)?;
    scan.done().then_some(TargetKind::Deadline { date })
}

/// A day, with or without `entro`.
fn day_by(scan: &mut Scan) -> Option<Date> {
    let by = match parts::comparator(scan) {
        Some(Comparator::AtMost) => true,
        Some(_) => return None,
        None => false,
    };
    if !by {
        parts::article(scan);
    }
    scan.eat_any(&["data del", "giorno"]);
    let at_end = scan.eat("fine");
    if at_end {
        parts::article(scan);
    }
    let mut ahead = *scan;
    if let Some(date) = date::leading(&mut ahead) {
        *scan = ahead;
        return Some(date);
    }
    end_of_period(scan, by)
}

/// The last day of a month, part of a year or, behind `entro`, a year.
fn end_of_period(scan: &mut Scan, by: bool) -> Option<Date> {
    const PARTS: [(&str, u32); 4] = [("semestre", 6), ("quadrimestre", 4), ("trimestre", 3), ("bimestre", 2)];
    const ORDINALS: [(&[&str], u32); 4] = [
        (&["primo", "1°", "1º", "i"], 1),
        (&["secondo", "2°", "2º", "ii"], 2),
        (&["terzo", "3°", "3º", "iii"], 3),
        (&["quarto", "4°", "4º", "iv"], 4),
    ];
    let year = |scan: &mut Scan| {
        parts::article(scan);
        scan.eat("anno");
        note::plan_year(scan.digits(4)?)
    };
    let mut ahead = *scan;
    if let Some((_, nth)) = ORDINALS.iter().find(|(words, _)| ahead.eat_any(words)) {
        let (_, months) = PARTS.iter().find(|(word, _)| ahead.eat(word))?;
        let year = year(&mut ahead)?;
        *scan = ahead;
        return date::last_of(year, nth * months);
    }
    ahead = *scan;
    ahead.eat("mese di");
    if let Some(month) = ahead.word().and_then(date::month) {
        // `dic-24`, as spreadsheets show a month.
        let mut dashed = ahead;
        let short = dashed.eat("-").then(|| dashed.digits(2)).flatten().and_then(|digits| digits.parse::<i32>().ok());
        let year = match short.filter(|_| dashed.done()) {
            Some(year) => 2000 + year,
            None => year(&mut ahead)?,
        };
        *scan = if short.is_some() && dashed.done() { dashed } else { ahead };
        return date::last_of(year, month);
    }
    if by { date::last_of(year(scan)?, 12) } else { None }
}

pub(super) fn duration(text: &str) -> Option<TargetKind> {
    let mut scan = Scan::new(text);
    let comparator = parts::comparator(&mut scan).unwrap_or(Comparator::Equal);
    timed(scan, comparator)
}

/// A length of time, and the event from which it runs, to the end of the text.
fn timed(mut scan: Scan, comparator: Comparator) -> Option<TargetKind> {
    let mut ahead = scan;
    parts::number_sign(&mut ahead);
    let (value, unit) = if let Some(value) = parts::numeral(&mut ahead) {
        scan = ahead;
        (value, parts::time_unit(&mut scan)?)
    } else {
        // `gg. 30`; `anno 2020` is no length.
        let unit = parts::time_unit(&mut scan).filter(|unit| *unit != "years")?;
        (scan.number()?, unit)
    };
    if value < 0.0 {
        return None;
    }
    let from = event(&mut scan);
    scan.done().then(|| TargetKind::Duration { comparator, value, unit: unit.to_owned(), from })
}

/// The event from which a time runs, without the preposition; takes the rest of the text.
fn event(scan: &mut Scan) -> Option<String> {
    let mut ahead = *scan;
    ahead.eat_any(&["a partire", "a decorrere", "decorrenti"]);
    let since = ahead.eat_any(&["dall'", "dall", "dalla", "dallo", "dagli", "dalle", "dai", "dal", "da"]);
    let after = !since && ahead.eat_any(&["successivi", "successive", "dopo"]);
    if after {
        parts::article(&mut ahead);
    }
    let event = ahead.rest();
    let named = (since || after) && event.starts_with(|c: char| c.is_alphabetic() || c == '"' || c == '“');
    named.then(|| {
        *scan = Scan::new("");
        event.trim_end_matches('.').to_owned()
    })
}

pub(super) fn duration_in_sentence(text: &str) -> Option<TargetKind> {
    let clause = only_clause(text)?;
    let mut scan = Scan::new(clause);
    let comparator = parts::comparator(&mut scan)?;
    timed(scan, comparator)
}

pub(super) fn deadline_in_sentence(text: &str) -> Option<TargetKind> {
    let clause = only_clause(text)?;
    deadline(clause.trim_end_matches('.'))
}

/// The part of a sentence from its only `entro` on.
fn only_clause(text: &str) -> Option<&str> {
    let mut places = clauses(text);
    let start = places.next().filter(|start| *start > 0)?;
    let prose = text[..start].chars().filter(|c| c.is_alphabetic()).count() >= 4;
    (places.next().is_none() && prose).then_some(&text[start..])
}

/// Where `entro` stands as a word.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(' ').map(|(at, _)| at + 1).chain(text.starts_with(['E', 'e']).then_some(0)).filter(|at| {
        let mut scan = Scan::new(&text[*at..]);
        !text[*at..].starts_with(' ') && scan.eat("entro")
    })
}
