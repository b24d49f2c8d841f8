//! Whether a text looks like a remark, and where it ends.

use super::values::is_date;
use crate::italian::MONTHS;

/// Whether a text begins like a remark: `Aggiornato in sede di`, `Eliminata con deliberazione`, `Target
/// modificato con`.
pub fn starts_note(text: &str) -> bool {
    /// As long as the verbs below, and the nouns that may stand before them.
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=11;
    let mut words = text.split_whitespace();
    let mut next = || words.next().filter(|word| LENGTHS.contains(&word.len())).map(str::to_lowercase);
    let Some(mut verb) = next() else { return false };
    if matches!(verb.as_str(), "obiettivo" | "indicatore" | "target" | "valore" | "peso" | "azione") {
        let Some(behind) = next() else { return false };
        verb = behind;
    }
    let stem = verb.strip_suffix(['o', 'a', 'i', 'e']).unwrap_or(&verb);
    let known = [
        "aggiornat",
        "inserit",
        "eliminat",
        "modificat",
        "soppress",
        "introdott",
        "rimodulat",
        "rettificat",
        "variat",
        "sostituit",
        "stralciat",
        "aggiunt",
        "annullat",
    ];
    known.contains(&stem)
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

#[cfg(test)]
mod tests {
    use super::starts_note;

    #[test]
    fn a_remark_may_begin_with_what_was_changed() {
        for text in ["Aggiornato in sede di", "Target rettificato con delibera", "Obiettivo stralciato in sede"] {
            assert!(starts_note(text), "{text}");
        }
        for text in ["Obiettivo di qualità in sede", "Indicatore con deliberazione", "Target 2020", "Valore inserito"]
        {
            assert!(!starts_note(text), "{text}");
        }
    }
}
