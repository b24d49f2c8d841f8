//! What a text looks like, before it is known in which column it stands.
//!
//! These are looks, not readings: the grammar reads a text once its place is known. They are cheap,
//! since the decoder asks for many more texts than there are cells.

use crate::italian::MONTHS;

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
const UNITS: [&str; 18] = [
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
            // A percent after a time is another value.
            let two = rest.len() > 2 && rest.last().is_some_and(|w| w.ends_with('%') && value_word(w));
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

fn is_metric(word: &str) -> bool {
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

/// Whether a text begins like a cell of its own, wherever it stands on a line: a unit, an area, a number
/// with its sign `n. 40`, a named measure `ITP < -10`.
pub fn opens_cell(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let rates = |word: &str| word.eq_ignore_ascii_case("rilevazione");
    match first {
        "Anno" | "anno" => rates(second) || (second == "di" && words.next().is_some_and(rates)),
        "x" => opens_comparison(text),
        "n." | "n°" | "nr." => value_word(second) && !is_date(second),
        "Area" | "AREA" | "Ufficio" | "Uff." | "U.O." | "Settore" | "Servizio" | "Serv." | "S." => {
            second.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        }
        _ => is_metric(first) && first.chars().all(char::is_uppercase) && is_comparator(second),
    }
}

/// Where the next cell begins in a word that is printed without a blank before it: `100%5`,
/// `gestioneEntro 30/06`, `PatrimonioArea 1`.
pub fn glued(word: &str, next: &str) -> Option<usize> {
    if let Some(at) = word.find('%').map(|at| at + 1) {
        let parts = at < word.len() && value_word(&word[..at]) && is_weight(&word[at..]);
        return parts.then_some(at);
    }
    if word.is_ascii() && !word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let mut chars = word.char_indices().zip(word.chars().skip(1));
    let ((at, before), _) = chars.find(|((_, before), next)| before.is_lowercase() && next.is_uppercase())?;
    let at = at + before.len_utf8();
    let tail = &word[at..];
    let timed =
        matches!(tail, "Entro" | "Almeno") && (next.is_empty() || next.starts_with(|c: char| c.is_ascii_digit()));
    let first = next.split(' ').next().unwrap_or_default();
    (timed || opens_cell(&format!("{tail} {first}"))).then_some(at)
}

/// Whether a word names somebody by what he heads, which follows: `Dirigente AREA I`.
pub fn heads(word: &str) -> bool {
    const HEADS: [&str; 7] =
        ["dirigente", "dirigenza", "responsabile", "direttore", "capo", "coordinatore", "incaricato"];
    HEADS.iter().any(|head| word.eq_ignore_ascii_case(head))
}

/// Whether a text ends in a word that never ends a cell: an article or a preposition.
pub fn open_ending(text: &str) -> bool {
    const OPEN: [&str; 49] = [
        "di", "a", "da", "in", "con", "su", "per", "tra", "fra", "e", "ed", "o", "il", "lo", "la", "i", "gli", "le",
        "un", "una", "uno", "del", "dello", "della", "dei", "degli", "delle", "al", "allo", "alla", "ai", "agli",
        "alle", "dal", "dalla", "nel", "nella", "nei", "sul", "sulla", "che", "n.", "art.", "entro", "Entro", "Almeno",
        "almeno", "-", "–",
    ];
    const LONGEST: usize = 6;
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let last = last.rsplit(['\'', '’']).next().unwrap_or_default();
    last.len() <= LONGEST && OPEN.contains(&last)
}

/// Whether a text is nothing but a word that links others: `e`, `di`.
pub fn is_connective(text: &str) -> bool {
    !text.contains(' ') && text.chars().all(char::is_lowercase) && open_ending(text)
}

/// Whether a text begins like a remark: `Aggiornato in sede di`, `Eliminata con deliberazione`.
pub fn starts_note(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    // As long as the verbs below.
    if !(7..=10).contains(&first.len()) {
        return false;
    }
    let first = first.to_lowercase();
    let stem = first.strip_suffix(['o', 'a', 'i', 'e']).unwrap_or(&first);
    matches!(stem, "aggiornat" | "inserit" | "eliminat" | "modificat" | "soppress" | "introdott" | "rimodulat")
        && words
            .next()
            .is_some_and(|w| matches!(w.to_lowercase().as_str(), "in" | "con" | "piano" | "dalla" | "da" | "nel" | "a"))
}

/// Whether a remark is whole: it ends in a day, a year, a footnote.
pub fn whole_note(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_end_matches('.');
    let year = last.rsplit(['/', '.', '-']).next().unwrap_or_default();
    (year.len() == 4 && year.starts_with(['1', '2']) && year.chars().all(|c| c.is_ascii_digit()))
        || (last.starts_with('(') && last.ends_with(')') && last.len() <= 5)
}

/// Whether a text is a remark from its first word to its last: `… del 26 luglio 2018 (3)`.
pub fn whole_remark(text: &str) -> bool {
    if !whole_note(text) {
        return false;
    }
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let mut words = words.as_slice();
    if let [rest @ .., foot] = words
        && foot.starts_with('(')
    {
        words = rest;
    }
    match words {
        [.., month, year] if year.len() == 4 => MONTHS.contains(&month.as_str()) || month == "annuale",
        [.., day] => is_date(&day.replace(['.', '-'], "/")),
        [] => false,
    }
}

/// The number of the footnote that ends a remark: `… del 26 luglio 2018 (3)`.
pub fn footnote(text: &str) -> Option<u32> {
    text.trim_end().strip_suffix(')')?.rsplit_once('(')?.1.parse().ok()
}

/// The number of a strategic objective's heading: `3, Promozione`, `OS 3: …`, `Obiettivo strategico 3 – …`.
pub fn heading_number(text: &str) -> Option<u32> {
    let lower = unlabelled(text.trim_start());
    let mut rest = lower;
    let mut named = false;
    let mut labelled = false;
    for prefix in ["Obiettivo strategico", "OBIETTIVO STRATEGICO", "Ob. strategico", "OS", "O.S.", "Obiettivo"] {
        if let Some(tail) = lower.strip_prefix(prefix) {
            rest = tail.trim_start_matches([' ', '\n', '.', 'n', '°']);
            named = true;
            labelled = prefix != "Obiettivo";
            break;
        }
    }
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let number = rest[..digits].parse().ok()?;
    let tail = rest[digits..].trim_start_matches([' ', '\n']);
    let separator = tail.starts_with(['.', ',', ':', '–', '-', ')']);
    let title = tail.trim_start_matches(['.', ',', ':', '–', '-', ')', ' ', '\n']);
    let first = title.chars().next()?;
    let worded = first.is_alphabetic() && (first.is_uppercase() || named);
    let parted = separator || (labelled && first.is_uppercase());
    (parted && worded && title.len() > 5).then_some(number)
}

/// A heading without the label of its line: `Obiettivo strategico OS 3: …`, `Missione 011_…`.
pub fn unlabelled(text: &str) -> &str {
    const LABELS: [&str; 4] = ["obiettivo strategico", "ob. strategico", "prospettiva", "area strategica"];
    let label = LABELS.iter().find_map(|l| text.get(..l.len()).filter(|head| head.eq_ignore_ascii_case(l)));
    let rest = label.map_or(text, |l| text[l.len()..].trim_start_matches([':', ' ']));
    let telling = rest.starts_with(char::is_uppercase) && !rest.is_empty();
    if telling { rest } else { text }
}

/// Whether a text names a mission of the budget: `011_Competitività delle imprese`.
pub fn is_mission(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("Missione").unwrap_or(text).trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
        && text.as_bytes().first() == Some(&b'0')
        && text[digits..].trim_start_matches([' ', '_', '-', '–', '.', ':']).starts_with(|c: char| c.is_uppercase())
}

/// Whether a text is a code of an indicator: `01.3.99`.
pub fn is_code(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['.', '-']).collect();
    parts.len() >= 3
        && parts.iter().all(|p| (1..=3).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric()))
        && parts.iter().any(|p| p.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text begins like the name of a unit.
pub fn is_unit(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    if !first.starts_with(['s', 'S', 'u', 'U', 't', 'T']) {
        return false;
    }
    let lower = first.to_lowercase();
    matches!(
        lower.as_str(),
        "servizio"
            | "servizi"
            | "sevizio"
            | "settore"
            | "ufficio"
            | "uff."
            | "u.o."
            | "uo"
            | "unità"
            | "serv."
            | "segreteria"
            | "trasversale"
    ) || (lower.starts_with("s.") && first.len() > 2 && first.chars().nth(2).is_some_and(char::is_alphabetic))
        || (first == "S." || first == "S")
}

/// Whether a text looks like an area: `AREA II`, `SG`, `Area 3`, `Trasversale`, `III`.
pub fn is_area(text: &str) -> bool {
    let mut words = text.split_whitespace();
    match (words.next(), words.next()) {
        (Some("AREA" | "Area" | "STAFF" | "Staff" | "Segretario" | "Trasversale"), _) => {}
        (Some(one), None) => return area_code(one),
        _ => return false,
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["AREA" | "Area", code] => code.chars().next().is_some_and(char::is_alphanumeric),
        ["AREA" | "Area", code, rest @ ..] if area_code(code) => {
            is_area(&rest.join(" ")) || (rest.len() <= 3 && rest.iter().all(|w| w.starts_with(char::is_uppercase)))
        }
        ["AREA" | "Area", rest @ ..] => {
            rest.len() <= 8
                && rest.iter().all(|w| {
                    w.len() <= 2 || w.starts_with(char::is_uppercase) || w.contains('/') || w.starts_with("de")
                })
        }
        ["Trasversale" | "STAFF" | "Staff"] | ["Segretario", "Generale"] | ["STAFF", "AREA", _] => true,
        [one] => area_code(one),
        _ => false,
    }
}

/// Whether a word is a short code of an area: `SG`, `II`, `3`, `AN`.
pub fn area_code(word: &str) -> bool {
    ((1..=4).contains(&word.len()) && word.chars().all(char::is_uppercase) && !is_tick(word))
        || (word.len() == 1 && word.chars().all(|c| c.is_ascii_digit() || c.is_uppercase()) && !is_tick(word))
}

/// Whether a word is the initials of a name (`SUAP`): longer than an area's code mostly is, and no number.
pub fn is_acronym(word: &str) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=6;
    LENGTHS.contains(&word.len())
        && word.chars().all(|c| c.is_ascii_uppercase())
        && !word.chars().all(|c| "IVX".contains(c))
        && !matches!(word, "AREA" | "STAFF")
}

/// Whether a text is a unit of measure as a column prints it.
pub fn is_measure(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "%" | "n."
            | "n°"
            | "nr."
            | "num."
            | "numero"
            | "gg"
            | "gg."
            | "giorni"
            | "mesi"
            | "data"
            | "rapporto"
            | "punteggio"
            | "euro"
            | "€"
            | "ore"
            | "indice"
            | "valore"
            | "sì/no"
            | "si/no"
    )
}

/// Whether a text begins like an indicator: a count, a share, a time, an act and its day.
pub fn is_indicator(text: &str) -> bool {
    opening(text) || text.contains('/') || text.contains("valore assoluto")
}

/// Whether a text opens like an indicator in the middle of a line: with a capital.
pub fn opens_indicator(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && opening(text)
}

fn opening(text: &str) -> bool {
    const OPENINGS: [&str; 30] = [
        "n",
        "numero",
        "percentuale",
        "grado",
        "stato",
        "tempo",
        "tempi",
        "tempistica",
        "rispetto",
        "valutazione",
        "valutazioni",
        "indice",
        "indicatore",
        "incidenza",
        "redazione",
        "approvazione",
        "pubblicazione",
        "predisposizione",
        "realizzazione",
        "giudizi",
        "riduzione",
        "importo",
        "data",
        "aggiornamento",
        "definizione",
        "livello",
        "emanazione",
        "adozione",
        "scostamento",
        "ore",
    ];
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    OPENINGS.iter().any(|opening| text[..end].eq_ignore_ascii_case(opening))
}
