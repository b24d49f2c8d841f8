//! Targets that name no number of their own: a first measurement, an earlier year, others, a level.

use super::super::note;
use super::super::scan::Scan;
use super::parts;
use crate::plan::{Comparator, TargetKind};

pub(super) fn baseline(text: &str) -> Option<TargetKind> {
    let mut scan = Scan::new(text);
    let named = if scan.eat("anno") {
        scan.eat_any(&["di", "della", "del"]);
        scan.eat("prima");
        scan.eat_any(&["rilevazione", "misurazione", "zero", "base"])
    } else {
        scan.eat_any(&["prima rilevazione", "in rilevazione", "rilevazione", "da rilevare", "baseline", "base line"])
    };
    scan.eat_any(&["(baseline)", "(base line)", "."]);
    (named && scan.done()).then_some(TargetKind::Baseline)
}

pub(super) fn relative(text: &str) -> Option<TargetKind> {
    let mut scan = Scan::new(text);
    let kind = years_compared(&mut scan).or_else(|| against_last_year(Scan::new(text), &mut scan))?;
    scan.done().then_some(kind)
}

/// A year: a letter that stands for this one, with what is taken from it, or its number.
enum Year {
    Named { letter: char, back: u32 },
    Number(i32),
}

fn year(scan: &mut Scan) -> Option<Year> {
    scan.eat_any(&["valore", "dato", "risultato"]);
    parts::article(scan);
    scan.eat("anno");
    let mut ahead = *scan;
    if let Some(number) = ahead.digits(4).and_then(note::plan_year) {
        *scan = ahead;
        return Some(Year::Number(number));
    }
    let letter = scan.word()?.to_lowercase();
    let letter = letter.chars().next().filter(|c| letter.len() == 1 && "xntXNT".contains(*c))?;
    let mut ahead = *scan;
    let back = if ahead.eat_any(&["-", "−", "–"]) { ahead.digits(2)?.parse().ok()? } else { 0 };
    if back > 0 {
        *scan = ahead;
    }
    Some(Year::Named { letter, back })
}

/// `x < x-1`, `anno n < anno n-1`, `anno 2020 > anno 2019`, `> x-1`.
fn years_compared(scan: &mut Scan) -> Option<TargetKind> {
    let mut ahead = *scan;
    let this = year(&mut ahead);
    if this.is_none() {
        ahead = *scan;
    }
    let comparator = parts::sign(&mut ahead)?;
    let other = year(&mut ahead)?;
    let offset = match (this, other) {
        (Some(Year::Named { letter: a, back: 0 }), Year::Named { letter: b, back }) if a == b => back,
        (None, Year::Named { back, .. }) => back,
        (Some(Year::Number(this)), Year::Number(other)) => u32::try_from(this - other).ok()?,
        _ => return None,
    };
    *scan = ahead;
    (offset > 0).then_some(TargetKind::Relative { comparator, offset })
}

/// `≥ anno precedente`, `in aumento rispetto all'anno precedente`.
fn against_last_year<'a>(mut from: Scan<'a>, scan: &mut Scan<'a>) -> Option<TargetKind> {
    from.eat("in");
    let comparator = if from.eat_any(&["aumento", "incremento", "crescita"]) {
        from.eat("rispetto").then_some(Comparator::Greater)
    } else if from.eat_any(&["riduzione", "diminuzione", "decremento", "calo"]) {
        from.eat("rispetto").then_some(Comparator::Less)
    } else {
        parts::comparator(&mut from)
    }?;
    parts::article(&mut from);
    if from.eat_any(&["valore", "dato", "risultato"]) {
        parts::article(&mut from);
    }
    let named = from.eat_any(&[
        "anno precedente",
        "esercizio precedente",
        "anno prec.",
        "precedente anno",
        "precedente esercizio",
    ]);
    *scan = from;
    named.then_some(TargetKind::Relative { comparator, offset: 1 })
}

pub(super) fn benchmark(text: &str) -> Option<TargetKind> {
    let mut scan = Scan::new(text);
    let mut tolerance = None;
    let distance = |scan: &mut Scan| scan.eat_any(&["scostamento", "scarto", "differenza", "distanza"]);
    let mut limited = scan;
    let max_first = limited.eat_any(&["max.", "max", "massimo"]) && distance(&mut limited);
    let comparator = if max_first || distance(&mut scan) {
        if max_first {
            scan = limited;
        }
        parts::comparator(&mut scan);
        tolerance = Some(scan.number()?);
        scan.eat_any(&["%", "punti percentuali", "punti"]);
        scan.eat_any(&["dalla", "dalle", "dal", "da", "rispetto"]).then_some(Comparator::AtMost)?
    } else if scan.eat("in linea con") || scan.eat("allineato") {
        Comparator::Equal
    } else {
        parts::comparator(&mut scan)?
    };
    parts::article(&mut scan);
    let reference = scan.rest();
    let mut ahead = scan;
    let named =
        ahead.eat_any(&["media", "mediana", "valore medio", "valore mediano", "dato medio", "benchmark", "cluster"]);
    named.then(|| TargetKind::Benchmark { comparator, reference: reference.to_owned(), tolerance })
}

pub(super) fn qualitative(text: &str) -> Option<TargetKind> {
    const LEVELS: [&str; 15] = [
        "medio",
        "alto",
        "basso",
        "buono",
        "ottimo",
        "sufficiente",
        "insufficiente",
        "discreto",
        "scarso",
        "eccellente",
        "elevato",
        "adeguato",
        "soddisfacente",
        "positivo",
        "negativo",
    ];
    let mut scan = Scan::new(text);
    let comparator = parts::comparator(&mut scan).unwrap_or(Comparator::Equal);
    parts::article(&mut scan);
    scan.eat_any(&["livello", "giudizio", "rating"]);
    let level = scan.rest();
    let of_scale = |word: &str| {
        let word = word.to_lowercase();
        LEVELS.iter().any(|name| word == *name || name.strip_suffix('o').is_some_and(|stem| word == format!("{stem}a")))
    };
    let words: Vec<&str> = level.split(['-', '/']).map(str::trim).collect();
    (words.len() <= 2 && words.iter().all(|word| of_scale(word)))
        .then(|| TargetKind::Qualitative { comparator, level: level.to_owned() })
}
