//! Quantities: a number, perhaps with a comparison, a unit, the name of what is measured.

use super::super::scan::Scan;
use super::super::{date, note};
use super::{parts, time};
use crate::plan::{Comparator, TargetKind};

pub(super) fn quantity(text: &str) -> Option<TargetKind> {
    // `100% entro il 31/12/2020`: the day stays in the raw text only.
    let text = match time::clauses(text).find(|at| *at > 0) {
        Some(at) if time::deadline(&text[at..]).is_some() => text[..at].trim_end(),
        _ => text,
    };
    let (text, limit) = trailing_limit(text);
    let mut scan = Scan::new(without_comment(text));
    let mut metric = None;
    parts::number_sign(&mut scan);
    let comparator = match parts::comparator(&mut scan) {
        Some(comparator) => Some(comparator),
        None => named_measure(&mut scan).map(|(name, comparator)| {
            metric = Some(name);
            comparator
        }),
    };
    if limit.is_some() && comparator.is_some() {
        return None;
    }
    let comparator = comparator.or(limit).unwrap_or(Comparator::Equal);
    parts::number_sign(&mut scan);
    let currency = currency(&mut scan);
    let in_digits = scan.rest().starts_with(|c: char| !c.is_alphabetic());
    let value = parts::numeral(&mut scan)? * parts::multiple(&mut scan);
    let unit = unit(scan, currency)?;
    if names_a_year(text) {
        return None;
    }
    // A number in words needs a noun: `uno` and `sei` are words of many uses.
    (in_digits || unit.is_some()).then_some(TargetKind::Quantity { comparator, value, unit, metric })
}

/// `ITP <`: the words before a sign name what is measured.
fn named_measure(scan: &mut Scan) -> Option<(String, Comparator)> {
    let text = scan.rest();
    let at = text.find(['<', '>', '=', '≤', '≥'])?;
    let name = text[..at].trim();
    let plain = |c: char| c.is_alphabetic() || " '’.-_".contains(c);
    let short = name.starts_with(char::is_alphabetic) && name.chars().all(plain) && name.split(' ').count() <= 5;
    if !short {
        return None;
    }
    let mut ahead = Scan::new(&text[at..]);
    let comparator = parts::sign(&mut ahead)?;
    *scan = ahead;
    Some((name.to_owned(), comparator))
}

/// A text without the words in parentheses at its end.
fn without_comment(text: &str) -> &str {
    let cut = || {
        let (head, inside) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        // `(base 2023: 75%)`, `(scala 1-5)` say what the number is held against.
        let known = Scan::new(inside).eat_any(&[
            "baseline",
            "base",
            "anno",
            "valore",
            "dato",
            "media",
            "rispetto",
            "scala",
            "nel",
            "consuntivo",
            "era",
        ]);
        let plain = !inside.chars().any(|c| c.is_numeric() || "<>=≤≥%".contains(c));
        let words = !head.trim().is_empty() && (plain || known);
        words.then_some(head.trim_end())
    };
    cut().unwrap_or(text)
}

/// Whether a text ends in a year behind an article, `superiore al 2019`: that year's value is meant.
fn names_a_year(text: &str) -> bool {
    let mut words = text.rsplit(' ');
    let year = words.next().and_then(note::plan_year);
    let article = words.next().unwrap_or_default().to_lowercase();
    year.is_some() && ["al", "del", "il", "nel", "anno", "dell'anno", "all'anno"].contains(&article.as_str())
}

/// `10 (max)`, `3 o più`: the comparison behind the number.
fn trailing_limit(text: &str) -> (&str, Option<Comparator>) {
    const LIMITS: [(&str, Comparator); 12] = [
        (" (max)", Comparator::AtMost),
        (" (max.)", Comparator::AtMost),
        (" max", Comparator::AtMost),
        (" massimo", Comparator::AtMost),
        (" al massimo", Comparator::AtMost),
        (" (min)", Comparator::AtLeast),
        (" (min.)", Comparator::AtLeast),
        (" minimo", Comparator::AtLeast),
        (" o più", Comparator::AtLeast),
        (" e oltre", Comparator::AtLeast),
        (" o superiore", Comparator::AtLeast),
        (" o inferiore", Comparator::AtMost),
    ];
    let fits = |(tail, limit): &(&str, Comparator)| {
        let at = text.len().checked_sub(tail.len())?;
        let (head, end) = text.split_at_checked(at)?;
        (end.to_lowercase() == *tail && head.starts_with(|c: char| !c.is_alphabetic()))
            .then_some((head.trim_end_matches(" al"), Some(*limit)))
    };
    LIMITS.iter().find_map(fits).unwrap_or((text, None))
}

fn currency(scan: &mut Scan) -> bool {
    scan.eat_any(&["€", "euro", "eur"])
}

/// What is counted; the outer `None` if the rest of the text is no unit.
#[expect(clippy::option_option, reason = "a target without a unit is not one whose rest cannot be read")]
fn unit(mut scan: Scan, money: bool) -> Option<Option<String>> {
    if scan.eat("%") || scan.eat_any(&["per cento", "percento"]) {
        return complement(scan).then(|| Some("%".to_owned()));
    }
    if scan.eat("‰") || scan.eat("per mille") {
        return complement(scan).then(|| Some("‰".to_owned()));
    }
    if money || currency(&mut scan) {
        return scan.done().then(|| Some("EUR".to_owned()));
    }
    if scan.done() {
        return Some(None);
    }
    let mut ahead = scan;
    if let Some(unit) = parts::time_unit(&mut ahead)
        && ahead.done()
    {
        return Some(Some(unit.to_owned()));
    }
    noun(scan.rest()).map(Some)
}

/// Whether what follows a percent sign only says of what: `delle pratiche`.
fn complement(mut scan: Scan) -> bool {
    let rest = scan.rest();
    rest.is_empty()
        || (scan.eat_any(&[
            "dell'", "degli", "delle", "della", "dello", "dei", "del", "di", "sugli", "sulle", "sulla", "sui", "sul",
            "su", "entro",
        ]) && !rest.contains(['%', '<', '>', '=', '≤', '≥'])
            && rest.split(' ').count() <= 12)
}

/// The noun printed behind a number.
fn noun(text: &str) -> Option<String> {
    const NOT_FIRST: [&str; 34] = [
        "e", "ed", "o", "od", "a", "ad", "al", "alla", "all", "di", "del", "della", "dei", "delle", "da", "dal",
        "dalla", "in", "nel", "nella", "con", "su", "sul", "per", "tra", "fra", "ogni", "rispetto", "x", "anno", "il",
        "la", "prima", "vs",
    ];
    let plain = |c: char| c.is_alphabetic() || " '’.-/".contains(c);
    let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let fits = !first.is_empty()
        && text.chars().all(plain)
        && text.split(' ').count() <= 8
        && !NOT_FIRST.contains(&first.as_str())
        && date::month(&first).is_none();
    fits.then(|| text.trim_end_matches('.').to_owned())
}
