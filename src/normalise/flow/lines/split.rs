//! The words of a line, and where between them a cell may end.

use crate::normalise::flow::{header_cells, kinds};

/// Byte ranges of the words of a line.
pub fn words(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(s)) => {
                out.push((s, i));
                start = None;
            }
            (false, None) => start = Some(i),
            _ => {}
        }
    }
    if let Some(s) = start {
        out.push((s, text.len()));
    }
    out
}

/// Parts words that are the end of a cell and the beginning of the next, printed without a blank.
pub fn unglued(text: &str, words: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut out = Vec::with_capacity(words.len());
    for (from, to) in words {
        let next = text[to..].trim_start();
        let word = &text[from..to];
        match kinds::glued(word, next).or_else(|| kinds::camel(word)) {
            Some(at) => out.extend([(from, from + at), (from + at, to)]),
            None => out.push((from, to)),
        }
    }
    out
}

/// The first words of a text, two of them and more: what may be a cell of its own.
pub fn openings(text: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 6;
    text.match_indices(' ').skip(1).take(LONGEST).map(|(end, _)| &text[..end]).filter(|start| {
        const SHORTEST: usize = 11;
        start.len() > SHORTEST
    })
}

/// Whether a text ends in an area and its code: `AREA B`.
pub fn ends_in_area(text: &str) -> bool {
    let mut words = text.rsplit(' ');
    let code = words.next().unwrap_or_default();
    matches!(words.next(), Some("AREA" | "Area")) && kinds::area_code(code)
}

/// Where `Anno di rilevazione` begins that ends before a word.
pub fn measured_first<'a>(end: usize, word: &dyn Fn(usize) -> &'a str) -> Option<usize> {
    let is = |back: usize, wanted: &str| end >= back && word(end - back).eq_ignore_ascii_case(wanted);
    let begin = if is(2, "di") { 3 } else { 2 };
    (is(1, "rilevazione") && is(begin, "anno")).then(|| end - begin)
}

/// Price of a boundary between two words of one line; `None` where no cell can end.
pub fn gap_price(left: &str, right: &str, known: bool) -> Option<f32> {
    let first = right.chars().next().unwrap_or(' ');
    let last = left.chars().next_back().unwrap_or(' ');
    // No cell begins with a stroke, and few end in one.
    if matches!(first, '/' | ')') {
        return None;
    }
    if left == "/" {
        return Some(5.0);
    }
    // `valore anno n / valore anno n-1` is one thing.
    if left == "valore" && right == "anno" {
        return None;
    }
    if known {
        return Some(0.5);
    }
    if kinds::is_comparator(left) {
        return None;
    }
    // `Settore 1`: the word asks for its code.
    if matches!(left, "Settore" | "Area" | "AREA") && kinds::area_code(right) {
        return Some(2.5);
    }
    if kinds::value_word(right) || kinds::value_word(left) || kinds::is_tick(left) || kinds::is_tick(right) {
        return Some(0.4);
    }
    if kinds::is_measure(right) && right != "valore" && right != "indice" {
        return Some(1.8);
    }
    if kinds::lower_opening(right) {
        return Some(1.0);
    }
    if first.is_uppercase() {
        return Some(if matches!(last, '/' | '-' | ',' | '(' | '\'') { 5.0 } else { 2.0 });
    }
    if !first.is_alphabetic() {
        return Some(1.5);
    }
    (!last.is_alphanumeric() && last != ',' && last != '/').then_some(3.5)
}

/// Where a line goes on with a cell that has no room before it: a mission, or the next cell of a header.
pub fn glued_line(text: &str) -> Option<usize> {
    glued_mission(text).or_else(|| glued_header(text))
}

/// Where a mission's code stands right behind a word, as cells do that have no room between them.
fn glued_mission(text: &str) -> Option<usize> {
    let codes = text.match_indices('0').map(|(at, _)| at);
    let mut behind = codes.filter(|at| text[..*at].ends_with(char::is_lowercase));
    behind.find(|at| kinds::is_mission(&text[*at..]))
}

/// Where the next cell of a header stands right behind one: `Valore attesoIndicatore`.
fn glued_header(text: &str) -> Option<usize> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST || text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bounds = text
        .char_indices()
        .zip(text.chars().skip(1))
        .filter(|((_, before), next)| before.is_alphabetic() && next.is_uppercase());
    let mut ends = bounds.map(|((at, before), _)| at + before.len_utf8());
    ends.find(|at| header_cells::name_of(&text[..*at]).is_some() && header_cells::name_of(&text[*at..]).is_some())
}

#[cfg(test)]
mod tests {
    use super::{gap_price, glued_line};

    #[test]
    fn no_cell_ends_within_a_ratio() {
        assert_eq!(gap_price("collaudati", "/", true), None);
        assert_eq!(gap_price("valore", "anno", false), None);
        assert!(gap_price("/", "N.", false) > gap_price("moli", "N.", false));
    }

    #[test]
    fn a_mission_s_code_right_behind_a_word_begins_a_line() {
        let parts = |text: &'static str| glued_line(text).map(|at| text.split_at(at));
        assert_eq!(parts("3. Tutela dei consumi012 Mercati"), Some(("3. Tutela dei consumi", "012 Mercati")));
        assert_eq!(parts("3. Tutela 012 Mercati"), None);
        assert_eq!(parts("Codice a012"), None);
    }

    #[test]
    fn cells_of_a_header_are_parted_where_no_blank_stands() {
        let parts = |text: &'static str| glued_line(text).map(|at| text.split_at(at));
        assert_eq!(parts("Valore attesoKPI"), Some(("Valore atteso", "KPI")));
        assert_eq!(parts("KPIAzione"), Some(("KPI", "Azione")));
        assert_eq!(parts("Servizio InfoCamere"), None);
    }
}
