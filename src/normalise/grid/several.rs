//! Several indicators in one cell: `1) imprese` and `2) eventi`, with `1) >= 100` and `2) 3` beside them.

use crate::normalise::draft::{DraftRow, Field};
use crate::trace::{Inference, Traced};

const PART: &str = "one cell lists several; this is the part with the row's number in the list";
const SHARED: &str = "one value beside a cell that lists several indicators; it may be of one of them only";

/// More than this in one cell is no list of indicators.
const MOST: usize = 20;

/// The rows that a row stands for: as many as its indicator's cell lists, if a value beside it lists
/// as many; else the row itself.
pub fn rows(row: DraftRow) -> Vec<DraftRow> {
    split(&row).unwrap_or_else(|| vec![row])
}

fn split(row: &DraftRow) -> Option<Vec<DraftRow>> {
    let indicators = listed(&row.get(Field::Indicator)?.value)?;
    let count = indicators.len();
    let mut rows = vec![DraftRow { fields: Vec::new(), years: Vec::new(), ..row.clone() }; count];
    let mut agreed = false;
    for (field, text) in &row.fields {
        let parts = match field {
            Field::Indicator => Some(indicators.clone()),
            field if is_value(*field) => Some(parts(&text.value, count)?),
            _ => None,
        };
        agreed |= is_value(*field) && parts.as_ref().is_some_and(|parts| parts.len() == count);
        for (at, row) in rows.iter_mut().enumerate() {
            row.fields.push((*field, parts.as_ref().map_or_else(|| text.clone(), |parts| part(text, parts, at))));
        }
    }
    for (year, text) in &row.years {
        let parts = parts(&text.value, count)?;
        agreed |= parts.len() == count;
        for (at, row) in rows.iter_mut().enumerate() {
            row.years.push((*year, part(text, &parts, at)));
        }
    }
    agreed.then_some(rows)
}

/// What each indicator has a value of its own for.
const fn is_value(field: Field) -> bool {
    matches!(field, Field::Target | Field::Actual | Field::Progress)
}

/// A value's parts: as many as there are indicators, or one for all; `None` if neither.
fn parts(text: &str, count: usize) -> Option<Vec<&str>> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let parts = listed(text).unwrap_or(lines);
    (parts.len() == count || parts.len() == 1).then_some(parts)
}

fn part(text: &Traced<String>, parts: &[&str], at: usize) -> Traced<String> {
    let (part, why) = match parts.get(at) {
        Some(part) if parts.len() > 1 => (*part, Inference::new(PART, 0.9)),
        _ => (parts[0], Inference::new(SHARED, 0.6)),
    };
    text.clone().map(|_| part.to_owned()).doubted(why)
}

/// The entries of a list, without their numbers: `1)`, `1.`, `a)`, each at the beginning of a line.
fn listed(text: &str) -> Option<Vec<&str>> {
    let mut starts = Vec::new();
    let mut lettered = false;
    for line in text.split_inclusive('\n') {
        let at = line.as_ptr() as usize - text.as_ptr() as usize;
        if let Some((number, is_letter, length)) = number(line)
            && number == starts.len() + 1
            && (starts.is_empty() || is_letter == lettered)
        {
            lettered = is_letter;
            starts.push((at, at + length));
        } else if starts.is_empty() {
            return None;
        }
    }
    if !(2..=MOST).contains(&starts.len()) {
        return None;
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    Some(starts.iter().zip(ends).map(|((_, from), to)| text[*from..to].trim()).collect())
}

/// The number with which a line begins, whether it is a letter, and its length; text follows it.
fn number(line: &str) -> Option<(usize, bool, usize)> {
    let trimmed = line.trim_start();
    let length = trimmed.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (word, rest) = trimmed.split_at(length);
    let closed = rest.strip_prefix(')').or_else(|| rest.strip_prefix(". "))?;
    let number = match word.as_bytes() {
        [letter @ b'a'..=b'z'] if rest.starts_with(')') => (usize::from(letter - b'a') + 1, true),
        digits if digits.len() <= 2 => (word.parse().ok()?, false),
        _ => return None,
    };
    let text = closed.trim_start();
    (!text.is_empty()).then(|| (number.0, number.1, line.len() - text.len()))
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn a_list_is_numbered_from_its_first_line_on() {
        assert_eq!(listed("1) imprese\n2) eventi\ne fiere"), Some(vec!["imprese", "eventi\ne fiere"]));
        assert_eq!(listed("a) >= 100\nb) 3"), Some(vec![">= 100", "3"]));
        assert_eq!(listed("1. imprese\n2. eventi"), Some(vec!["imprese", "eventi"]));
        for text in ["1) imprese", "imprese\n1) eventi", "1) imprese\n3) eventi", "1) imprese\nb) eventi", "100\n200"] {
            assert_eq!(listed(text), None, "{text}");
        }
    }
}
