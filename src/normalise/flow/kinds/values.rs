//! Whether a text looks like what stands in columns of targets, values and weights.

/// Whether a text is a number and a noun: `1 open day`, `12 incontri`. Not every number and noun is a value.
pub fn counts_things(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let number = words.next().unwrap_or_default();
    let mut rest = words.peekable();
    number.starts_with(|c: char| c.is_ascii_digit())
        && value_word(number)
        && rest.peek().is_some()
        && rest.all(|w| w.chars().all(char::is_alphabetic) && !UNITS.contains(&w.to_lowercase().as_str()))
}

/// Words that begin a value even in the middle of a line.
const VALUE_OPENINGS: [&str; 12] =
    ["anno", "entro", "almeno", "scostamento", "n.d.", "x", "itp", "n.", "minimo", "massimo", "max", "min"];

/// Units that follow a number.
const UNITS: [&str; 19] = [
    "gg",
    "gg.",
    "giorni",
    "giorno",
    "mesi",
    "mese",
    "ore",
    "ora",
    "anni",
    "anno",
    "settimane",
    "%",
    "euro",
    "€",
    "minuti",
    "h",
    "punti",
    "volte",
    "unità",
];

/// Whether a word is a number, a percent, a date, a comparator or a mixture of them.
pub fn value_word(word: &str) -> bool {
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let bare = word.trim_start_matches(['<', '>', '=', '≥', '≤', '±']);
    if bare.is_empty() {
        return !word.is_empty();
    }
    let bare = bare.strip_suffix("gg.").or_else(|| bare.strip_suffix("gg")).unwrap_or(bare);
    let bare = bare.strip_suffix('%').unwrap_or(bare);
    let bare = bare.strip_prefix('-').unwrap_or(bare);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.ends_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/'))
        && bare.len() <= 12
}

/// Whether a word is a day: `31/12/2020`.
pub fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split('/').collect();
    parts.len() == 3
        && parts.iter().all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_digit()))
        && parts[2].len() == 4
}

/// A mark in a column of yes and no.
pub fn is_tick(word: &str) -> bool {
    matches!(word, "X" | "x" | "✓" | "✔" | "Sì" | "SI" | "Si")
}

/// Whether the whole text is a value: the sort of thing that stands under a target or a year.
pub fn is_value(text: &str) -> bool {
    if !opens_value(text) {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    match words.as_slice() {
        [] => false,
        ["x" | "n" | "anno", ..] if relative(&words) => true,
        ["anno", "rilevazione"]
        | ["anno", "di", "rilevazione"]
        | ["n.d." | "nd" | "n.d" | "-"]
        | [">" | "<" | ">=" | "≥", "a" | "al", _]
        | [">" | "<" | ">=" | "≥", "medio" | "alto" | "basso" | "buono" | "sufficiente"] => true,
        ["scostamento", rest @ ..] => rest.iter().any(|w| value_word(w)) && rest.len() < 10,
        ["entro" | "almeno" | "minimo" | "massimo", rest @ ..] => {
            let sentence = text.split_whitespace().skip(1).any(|w| w.starts_with(char::is_uppercase));
            // A percent after a time is another value, and so is what begins alike: `almeno 6 almeno 7`.
            let percent = rest.len() > 2 && rest.last().is_some_and(|w| w.ends_with('%') && value_word(w));
            let two = percent || rest.contains(&words[0]);
            !sentence
                && !two
                && rest.len() < 12
                && rest.iter().take(3).any(|w| value_word(w) || w.starts_with(|c: char| c.is_ascii_digit()))
        }
        [">" | "<" | ">=" | "≥", "media", rest @ ..] | ["media", rest @ ..] => rest.len() < 4,
        [metric, comparator, number] if is_metric(metric) && is_comparator(comparator) => value_word(number),
        ["n." | "n°" | "nr.", number] => value_word(number) && !is_date(number),
        _ => quantity(&words, text),
    }
}

/// Whether the first words leave it open that a text is a value. Nearly all texts are none, and this
/// tells it without a copy.
fn opens_value(text: &str) -> bool {
    const OPENINGS: [&str; 14] = [
        "x",
        "n",
        "anno",
        "n.d.",
        "nd",
        "n.d",
        "scostamento",
        "entro",
        "almeno",
        "minimo",
        "massimo",
        "media",
        "n.",
        "nr.",
    ];
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    first.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '<' | '>' | '=' | '-'))
        || !first.is_ascii()
        || OPENINGS.iter().any(|o| first.eq_ignore_ascii_case(o))
        || words.next().is_some_and(is_comparator)
}

/// `x < x-1`, `anno n < anno n-1`
fn relative(words: &[&str]) -> bool {
    let sides: Vec<&[&str]> = words.split(|w| is_comparator(w)).collect();
    let side = |s: &[&str]| {
        s.last().is_some_and(|w| w.starts_with(['x', 'n']) && w.len() <= 4)
            && (s.len() == 1 || (s.len() == 2 && s[0] == "anno"))
    };
    sides.len() == 2 && sides.iter().all(|s| side(s))
}

/// Whether a text begins with a value that compares years: `x < x-1 …`.
pub fn opens_comparison(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    words.len() == 3 && relative(&words)
}

/// Whether a word is a comparator: `>=`.
pub fn is_comparator(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '<' | '>' | '=' | '≥' | '≤'))
}

pub(super) fn is_metric(word: &str) -> bool {
    word.len() <= 5 && word.chars().all(char::is_alphabetic)
}

/// `>= 90%`, `<=40 gg`, `2 mesi da approvazione decreto`, `1 open day`; the words are those of the text
/// in lower case.
fn quantity(words: &[&str], text: &str) -> bool {
    let mut rest = words;
    let mut compared = false;
    while let [first, tail @ ..] = rest {
        if !is_comparator(first) {
            break;
        }
        compared = true;
        rest = tail;
    }
    let [number, tail @ ..] = rest else { return false };
    if !value_word(number) || is_comparator(number) {
        return false;
    }
    compared |= number.starts_with(['<', '>', '=', '≥', '≤']);
    match tail {
        [] => true,
        [unit] => {
            UNITS.contains(unit)
                || (!compared && !is_date(number) && unit.len() > 3 && unit.chars().all(char::is_lowercase))
        }
        [unit, next, ..] if UNITS.contains(unit) => {
            tail.len() < 9
                && (next.starts_with("da")
                    || next.starts_with("dop")
                    || next.starts_with("pri")
                    || *next == "lavorativi")
        }
        [a, b] => {
            !is_date(number)
                && number.len() <= 3
                && a.len() <= 7
                && b.len() <= 7
                && a.chars().chain(b.chars()).all(char::is_lowercase)
                && text.ends_with(b)
                && text.split_whitespace().rev().nth(1) == Some(*a)
        }
        _ => false,
    }
}

/// Whether the text is a bare number or percent: a weight.
pub fn is_weight(text: &str) -> bool {
    let text = text.trim();
    value_word(text)
        && text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains('/')
        && !text.ends_with("gg")
        && text.trim_end_matches('%').replace(',', ".").parse::<f64>().is_ok_and(|w| w <= 100.0)
}

/// Whether a lower-case word begins a cell: `n° …`, `anno di rilevazione`, `x < x-1`.
pub fn lower_opening(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    VALUE_OPENINGS.iter().any(|opening| word.eq_ignore_ascii_case(opening))
        || word.strip_prefix(['n', 'N']).is_some_and(|r| r.starts_with('°') || (r.starts_with('.') && r.len() > 1))
}
