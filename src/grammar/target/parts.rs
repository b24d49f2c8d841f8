//! The parts of which targets are made: comparisons, numerals, units.

use super::super::scan::Scan;
use crate::plan::Comparator;

/// A comparison as a sign.
pub(super) fn sign(scan: &mut Scan) -> Option<Comparator> {
    const SIGNS: [(&str, Comparator); 16] = [
        (">=", Comparator::AtLeast),
        ("=>", Comparator::AtLeast),
        ("> =", Comparator::AtLeast),
        ("= >", Comparator::AtLeast),
        ("≥", Comparator::AtLeast),
        ("⩾", Comparator::AtLeast),
        ("≧", Comparator::AtLeast),
        ("<=", Comparator::AtMost),
        ("=<", Comparator::AtMost),
        ("< =", Comparator::AtMost),
        ("= <", Comparator::AtMost),
        ("≤", Comparator::AtMost),
        ("⩽", Comparator::AtMost),
        (">", Comparator::Greater),
        ("<", Comparator::Less),
        ("=", Comparator::Equal),
    ];
    SIGNS.iter().find(|(sign, _)| scan.eat(sign)).map(|(_, comparator)| *comparator)
}

/// A comparison as a sign or in words.
pub(super) fn comparator(scan: &mut Scan) -> Option<Comparator> {
    const WORDS: [(Comparator, &[&str]); 5] = [
        (
            Comparator::AtLeast,
            &[
                "maggiore o uguale",
                "superiore o uguale",
                "pari o superiore",
                "uguale o superiore",
                "non meno",
                "non inferiore",
                "non minore",
                "almeno",
                "minimo",
                "minino",
                "min.",
                "min",
            ],
        ),
        (
            Comparator::AtMost,
            &[
                "minore o uguale",
                "inferiore o uguale",
                "pari o inferiore",
                "uguale o inferiore",
                "non più",
                "non superiore",
                "non maggiore",
                "entro e non oltre",
                "non oltre",
                "al massimo",
                "massimo",
                "max.",
                "max",
                "entro",
                "fino",
            ],
        ),
        (Comparator::Greater, &["maggiore", "superiore", "più", "oltre"]),
        (Comparator::Less, &["minore", "inferiore", "meno"]),
        (Comparator::Equal, &["pari", "uguale"]),
    ];
    let found = sign(scan)
        .or_else(|| WORDS.iter().find(|(_, words)| scan.eat_any(words)).map(|(comparator, _)| *comparator))?;
    article(scan);
    Some(found)
}

/// Passes over an article or a preposition with one.
pub(super) fn article(scan: &mut Scan) {
    scan.eat_any(&[
        "all'", "dell'", "l'", "alla", "allo", "agli", "alle", "della", "dello", "degli", "delle", "dei", "del", "al",
        "ai", "a", "di", "il", "lo", "la", "gli", "le", "i",
    ]);
}

/// A number in digits, or a small one in words.
pub(super) fn numeral(scan: &mut Scan) -> Option<f64> {
    const WORDS: [(&[&str], f64); 19] = [
        (&["un", "uno", "una"], 1.0),
        (&["due"], 2.0),
        (&["tre"], 3.0),
        (&["quattro"], 4.0),
        (&["cinque"], 5.0),
        (&["sei"], 6.0),
        (&["sette"], 7.0),
        (&["otto"], 8.0),
        (&["nove"], 9.0),
        (&["dieci"], 10.0),
        (&["dodici"], 12.0),
        (&["quindici"], 15.0),
        (&["venti"], 20.0),
        (&["trenta"], 30.0),
        (&["quaranta"], 40.0),
        (&["quarantacinque"], 45.0),
        (&["sessanta"], 60.0),
        (&["novanta"], 90.0),
        (&["cento"], 100.0),
    ];
    scan.number().or_else(|| WORDS.iter().find(|(words, _)| scan.eat_any(words)).map(|(_, value)| *value))
}

/// `mila`, `milioni` behind a number.
pub(super) fn multiple(scan: &mut Scan) -> f64 {
    if scan.eat("mila") {
        1e3
    } else if scan.eat_any(&["milioni", "milione", "mln"]) {
        scan.eat("di");
        1e6
    } else {
        1.0
    }
}

/// `n.`, `n°`, `nr.` before a count.
pub(super) fn number_sign(scan: &mut Scan) {
    scan.eat_any(&["numero", "num.", "nr.", "nr", "n.ro", "n.°", "n°", "nº", "n.", "n"]);
}

/// A unit of time in singular, plural or cut short, under its English name.
pub(super) fn time_unit(scan: &mut Scan) -> Option<&'static str> {
    const UNITS: [(&str, &[&str]); 6] = [
        ("days", &["giorni", "giorno", "gg.", "gg", "g.", "gior."]),
        ("months", &["mesi", "mese"]),
        ("years", &["anni", "anno"]),
        ("weeks", &["settimane", "settimana"]),
        ("hours", &["ore", "ora", "h"]),
        ("minutes", &["minuti", "minuto", "min.", "min"]),
    ];
    let unit = UNITS.iter().find(|(_, words)| scan.eat_any(words)).map(|(unit, _)| *unit)?;
    if unit != "days" {
        return Some(unit);
    }
    if scan.eat_any(&["lavorativi", "lavorativo", "lavor.", "lav.", "lav"]) {
        return Some("working days");
    }
    scan.eat_any(&["solari", "naturali e consecutivi", "naturali", "consecutivi", "di calendario", "medi", "in media"]);
    Some(unit)
}
