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

/// Whether a text opens like an indicator and ends in a value: two cells on one line.
pub fn measured(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::measured;

    #[test]
    fn an_indicator_and_its_value_on_one_line_are_two_cells() {
        assert!(measured("Tempo medio di rilascio delle concessioni 20"));
        assert!(measured("n. contatti con le imprese 3 incontri"));
        assert!(measured("Redazione del piano 31/12/2020"));
        for one in [
            "Redazione del piano 2022",
            "n. contatti con le imprese",
            "Avviare 3 incontri",
            "Riduzione del 20% dei tempi",
        ] {
            assert!(!measured(one), "{one}");
        }
    }
}
