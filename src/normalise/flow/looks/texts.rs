//! Forms of a text, and what a text holds beside what it is.

use crate::normalise::flow::kinds;

/// The form under which texts are compared: lower case, letters and digits only.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            }
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Whether a value stands before a unit or an area: the end of a row.
pub fn valued_unit(text: &str) -> bool {
    let valued = |before: &str| {
        let last = before.rsplit(' ').next().unwrap_or_default();
        kinds::value_word(last) && !is_year(last) && !kinds::is_date(last)
    };
    let counts = |rest: &str| rest.starts_with(['n', 'N']);
    let mut gaps = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
    gaps.any(|(before, rest)| {
        rest.starts_with(char::is_uppercase) && !counts(rest) && valued(before) && kinds::opens_cell(rest)
    })
}

/// Whether a text of several cells ends in a sector and its code: `Ufficio Brevetti Settore A`.
pub fn with_sector(text: &str) -> bool {
    let mut words = text.rsplit(' ');
    let code = words.next().unwrap_or_default();
    words.next() == Some("Settore") && kinds::area_code(code) && words.next().is_some() && !kinds::is_sectors(text)
}

/// Whether a percent stands before a capital: a value between two cells.
pub fn value_inside(text: &str) -> bool {
    let mut before = "";
    text.split(' ').any(|word| {
        let found = before.len() > 1
            && before.ends_with('%')
            && word.starts_with(char::is_uppercase)
            && kinds::value_word(before);
        before = word;
        found
    })
}

/// Whether a word is a year.
pub fn is_year(word: &str) -> bool {
    word.parse::<i32>().is_ok_and(|y| (1990..2100).contains(&y))
}

/// Whether a text opens like an indicator and ends in a value, or its end does: two cells on one line or more.
pub fn measured(text: &str) -> bool {
    let plain = |before: &str| !kinds::open_ending(before) && before.ends_with(char::is_alphanumeric);
    let mut gaps = text.match_indices(' ').filter(|(at, _)| plain(&text[..*at]));
    counted(text) || gaps.any(|(at, _)| text[at + 1..].starts_with(['n', 'N']) && counted(&text[at + 1..]))
}

fn counted(text: &str) -> bool {
    let Some((before, last)) = text.rsplit_once(' ') else { return false };
    let things = before.rsplit(' ').next().is_some_and(|count| kinds::counts_things(&format!("{count} {last}")));
    let opens = kinds::opens_indicator(text) || text.starts_with("n.") || text.starts_with("n°");
    opens && (things || kinds::value_word(last) && !is_year(last))
}

/// Whether a text holds a value that compares years: `… x < x-1 …`.
pub fn compares(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(3).any(|w| kinds::is_comparator(w[1]) && kinds::is_value(&w.join(" ")))
}

/// Whether a line of several holds nothing but a value or an area: the cell of another column.
pub fn value_line(text: &str) -> bool {
    if !text.contains('\n') {
        return false;
    }
    let mut open = true;
    let mut found = false;
    for line in text.lines() {
        let line = line.trim();
        let area = line.rfind("AREA ").or_else(|| line.rfind("Area ")).map(|at| line[..at].trim());
        let bare = match area {
            Some(before) => before.is_empty() || kinds::is_value(before),
            None => kinds::is_value(line) && !kinds::is_date(line),
        };
        found |= bare && !open && text.lines().count() > 1;
        open = kinds::open_ending(line) || line.ends_with(['/', '-', '(', ',']);
    }
    found
}

/// Whether a text ends in what stands in a column of values: a percent, `≥ 1`, `Anno di rilevazione`.
pub fn ends_in_value(text: &str) -> bool {
    const LONGEST: usize = 4;
    let last = text.rsplit(' ').next().unwrap_or_default();
    if kinds::value_word(last)
        && !kinds::is_date(last)
        && (last.ends_with('%') || last.starts_with(['<', '>', '=', '≥', '≤']))
    {
        return true;
    }
    let opening = |w: &str| kinds::is_comparator(w) || kinds::lower_opening(w) || kinds::value_word(w);
    text.rmatch_indices(' ').take(LONGEST).skip(1).any(|(blank, _)| {
        let tail = &text[blank + 1..];
        opening(tail.split(' ').next().unwrap_or_default()) && kinds::is_value(tail)
    })
}

/// Whether a text ends in several values, or holds one that was never taken: cells of year columns behind
/// the text of another.
pub fn ends_in_values(text: &str) -> bool {
    const LONGEST: usize = 4;
    if text.contains(" n.d. ") || text.ends_with(" n.d.") {
        return true;
    }
    let starts = |tail: &str| {
        let first = tail.split(' ').next().unwrap_or_default();
        (kinds::is_comparator(first) || kinds::lower_opening(first) || kinds::value_word(first)) && !is_year(first)
    };
    // Where a value begins that runs to the text's end.
    let value_at = |text: &str| {
        let tails = text.rmatch_indices(' ').take(LONGEST).map(|(blank, _)| blank);
        tails.filter(|blank| starts(&text[blank + 1..]) && kinds::is_value(&text[blank + 1..])).last()
    };
    value_at(text).and_then(|at| value_at(&text[..at])).is_some()
}

#[cfg(test)]
mod tests {
    use super::{ends_in_values, measured, valued_unit, with_sector};

    #[test]
    fn values_of_several_years_are_no_end_of_a_text() {
        for row in ["n. moli 100 unità 120 unità", "Tempo di sosta entro 9 giorni entro 8 giorni", "Soste n.d. %"] {
            assert!(ends_in_values(row), "{row}");
        }
        for one in
            ["n. moli (anno 2020 / anno 2021)", "Piano 2020 2021", "Entro 5 gg", "valore anno n / valore anno n-1"]
        {
            assert!(!ends_in_values(one), "{one}");
        }
    }

    #[test]
    fn a_value_before_a_unit_or_an_area_parts_cells() {
        for row in ["n. moli collaudati 12 Ufficio Porti", "30% Settore A", "Redazione del piano 4 Area III"] {
            assert!(valued_unit(row), "{row}");
        }
        for one in ["Ufficio Porti", "Piano 2022 Settore A", "n. 3 moli", "Registro delle Imprese"] {
            assert!(!valued_unit(one), "{one}");
        }
        assert!(with_sector("Ufficio Porti Settore A") && with_sector("n. 3 Settore B"));
        assert!(!with_sector("Settore A") && !with_sector("Settore A Settore B") && !with_sector("Settore Porti"));
    }

    #[test]
    fn an_indicator_and_its_value_on_one_line_are_two_cells() {
        assert!(measured("Tempo medio di rilascio delle concessioni 20"));
        assert!(measured("n. contatti con le imprese 3 incontri"));
        assert!(measured("Redazione del piano 31/12/2020"));
        assert!(measured("Porti e approdi Ridurre le soste n. moli collaudati 3"));
        for one in [
            "Redazione del piano 2022",
            "n. contatti con le imprese",
            "Avviare 3 incontri",
            "Riduzione del 20% dei tempi",
            "Porti del n. ro 3",
        ] {
            assert!(!measured(one), "{one}");
        }
    }
}
