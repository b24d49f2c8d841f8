//! How a text looks: how wide it is, whether it goes on.

use crate::grammar::{heading, target};

/// How wide a text is in a common proportional font, in thousandths of its size.
pub fn width(text: &str) -> u32 {
    text.chars().map(advance).sum()
}

/// The font's size in the unit of [`width`].
pub const EM: u32 = 1000;

/// Advance widths of the Helvetica family, which most print fonts are made to match.
fn advance(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '’' | 'ì' | '|' => 222,
        ' ' | 'f' | 't' | 'I' | '.' | ',' | ':' | ';' | '/' | '!' | '[' | ']' | 'Ì' => 278,
        'r' | '-' | '(' | ')' | '`' | '"' | '“' | '”' => 333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'F' | 'T' | 'Z' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | 'À' | 'È' | 'É' | '&' => 667,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'w' | 'Ù' => 722,
        'G' | 'O' | 'Q' | 'Ò' => 778,
        'm' | 'M' => 833,
        'W' => 944,
        '%' => 889,
        '<' | '>' | '=' | '+' | '≥' | '≤' | '~' => 584,
        '°' => 400,
        '—' | '@' | '…' => 1000,
        _ => 556,
    }
}

/// Words after which a text goes on.
const OPEN: &[&str] = &[
    "a", "ad", "al", "allo", "alla", "ai", "agli", "alle", "all'", "con", "d'", "da", "dal", "dallo", "dalla", "dai",
    "dagli", "dalle", "dall'", "di", "del", "dello", "della", "dei", "degli", "delle", "dell'", "e", "ed", "gli", "i",
    "il", "in", "l'", "la", "le", "lo", "nel", "nello", "nella", "nei", "negli", "nelle", "nell'", "o", "per", "su",
    "sul", "sullo", "sulla", "sui", "sugli", "sulle", "sull'", "tra", "fra", "che", "un", "uno", "una", "n.", "n°",
    "entro", "anno", "media", "max",
];

/// Whether a line cannot be the last of its text.
pub fn is_open(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let opened = line.matches('(').count() > line.matches(')').count();
    opened
        || OPEN.contains(&last.as_str())
        || line.ends_with(['/', ',', '-', '–', '(', ':', '\'', '’', '&', '+'])
        || matches!(last.as_str(), "<" | ">" | "=" | "<=" | ">=" | "=<" | "=>" | "≤" | "≥")
}

/// Whether a text begins with what counts something: `n. imprese`, `n° imprese`.
pub fn counts(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(word.as_str(), "n." | "n°" | "nº" | "nr." | "num.")
}

/// Whether a text ends with a word after which a number comes.
pub fn asks_number(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    counts(&word)
        || matches!(word.as_str(), "max" | "min" | "max." | "min." | "almeno" | "entro" | "<" | ">" | "≤" | "≥" | "=")
}

/// Whether a line cannot be the first of its text.
pub fn goes_on(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    // `n. 12`, `x < x-1`, `entro 5 gg` and `anno di rilevazione` begin small.
    let word: String = line.chars().take_while(|c| !c.is_whitespace()).collect();
    let begins =
        matches!(word.to_lowercase().as_str(), "n." | "n" | "nr." | "n°" | "x" | "entro" | "anno" | "scostamento");
    // `almeno 3`, `oltre 20 giorni`.
    let counts = line.contains(|c: char| c.is_ascii_digit()) && line.split(' ').count() <= 3;
    (first.is_lowercase() && !begins && !counts && !word.starts_with("n°") && !word.starts_with("n."))
        || matches!(first, ')' | ',' | ';' | '/' | ':')
        || (first == '(' && !line.ends_with(')'))
}

/// What it costs that two lines that follow one another in a column are of one text.
pub fn join_cost(above: &str, below: &str, room: u32) -> f32 {
    let word = below.split(' ').next().unwrap_or_default();
    let fits = width(above) + width(" ") + width(word) + EM / 2 <= room;
    let going = is_open(above) || goes_on(below);
    let mut cost = 0.0;
    if heading::parse(below).is_some() {
        cost += 2.0;
    }
    if going {
        cost -= 0.5;
    } else {
        cost += 0.4;
        // Two values are those of two rows.
        if target::looks_like(above) && target::looks_like(below) {
            cost += 2.0;
        }
    }
    if fits {
        // A line that ends before its cell does was ended by hand, or is the last.
        cost += if going { 0.8 } else { 1.6 };
    }
    cost
}

/// What it costs that they are of two texts.
pub fn part_cost(above: &str, below: &str) -> f32 {
    let mut cost = 0.0;
    if is_open(above) {
        cost += 1.5;
    }
    if goes_on(below) {
        cost += 2.0;
    }
    cost
}
