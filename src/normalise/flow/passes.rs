//! Pages that print every one-line cell first and every wrapped cell after them.

use super::header_cells;
use super::header_row;
use super::kinds;
use super::lines::Line;
use super::segments::is_map;

/// Where the wrapped cells of a page begin, if it prints them after all others, and how many lines
/// speak against it.
pub fn second(lines: &[Line<'_>]) -> (usize, usize) {
    let headers = header_row::headers(lines);
    // One that begins with a wrapped cell is the rest of a header above; some programs print a name a line.
    let parted = |i: usize| opens_wrapped(lines, i) && header_cells::whole(lines[i].text).is_none();
    let whole = headers.iter().filter(|h| !(opens_wrapped(lines, h.first) && (h.first..=h.last).any(parted)));
    let named: Vec<(usize, usize)> = whole.map(|h| (h.first, own_lines(lines, h.first, h.last))).collect();
    let soft = |i: usize| {
        // A header's line may end in a blank of its own.
        if named.iter().any(|&(first, end)| (first..end).contains(&i)) {
            return false;
        }
        let next = lines.get(i + 1);
        lines[i].wraps
            || next.is_some_and(|n| n.gap == 0 && goes_on(n.text))
            || lines[i].text.ends_with(':')
            || kinds::open_ending(lines[i].text)
    };
    let wrapped: Vec<bool> = (0..lines.len()).map(|i| soft(i) || (i > 0 && soft(i - 1))).collect();
    let mut against = wrapped.iter().filter(|w| !**w).count();
    // No header stands among the wrapped cells.
    let least = named.last().map_or(0, |&(_, end)| end);
    let mut best = (0, usize::MAX);
    for (index, wrapped) in wrapped.iter().enumerate() {
        if *wrapped {
            against += 1;
        } else {
            against -= 1;
        }
        if index + 1 >= least && against < best.1 {
            best = (index + 1, against);
        }
    }
    best
}

/// Whether a line goes on with the cell above it: in the middle of a sentence, or with an aside.
fn goes_on(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || c == '(') || text.starts_with("NOTA") || text.starts_with("Nota ")
}

/// Where a header ends that the wrapped cells of a page may follow: these may begin with a part of it.
fn own_lines(lines: &[Line<'_>], first: usize, last: usize) -> usize {
    (first + 1..=last).find(|&i| lines[i].gap > 0 && opens_wrapped(lines, i)).unwrap_or(last + 1)
}

fn opens_wrapped(lines: &[Line<'_>], at: usize) -> bool {
    lines[at].wraps && lines.get(at + 1).is_some_and(|next| next.gap == 0)
}

/// So many lines on which a wrapped cell ends and values follow are no chance.
const SHARED: usize = 2;

/// Whether the last line of a wrapped cell goes on with the values of its row: such a page prints each
/// row whole.
fn shares_values(before: &Line<'_>, line: &Line<'_>) -> bool {
    let mut words = line.text.split(' ').rev();
    let value = |word: Option<&str>| word.is_some_and(kinds::value_word);
    let ends = value(words.next()) && value(words.next());
    before.wraps && ends && words.next().is_some() && !value(line.text.split(' ').next())
}

/// Whether the values of a row go on with the first line of a wrapped cell: such a page prints each row
/// whole, too.
fn leads_on(line: &Line<'_>) -> bool {
    let mut words = line.text.split(' ');
    let number = |word: &&str| kinds::value_word(word) && word.contains(|c: char| c.is_ascii_digit());
    // `< 2 mesi da approvazione` is one value.
    let starts = words.clone().next().is_some_and(kinds::value_word) && words.clone().filter(number).count() > 1;
    let last = words.next_back();
    line.wraps && starts && last.is_some_and(|word| word.starts_with(char::is_alphabetic))
}

/// Whether the document prints the wrapped cells of each page after its one-line cells.
pub fn are_two(pages: &[Vec<Line<'_>>]) -> bool {
    // No printed page has so many lines; to weave them would take too long.
    const MOST: usize = 1200;
    if pages.iter().any(|p| p.len() > MOST) {
        return false;
    }
    let shared = pages.iter().flat_map(|page| page.windows(2)).filter(|pair| shares_values(&pair[0], &pair[1]));
    let leading = pages.iter().flatten().filter(|line| leads_on(line));
    if shared.count() >= SHARED || leading.count() >= SHARED {
        return false;
    }
    let (mut lines, mut against, mut mixed) = (0, 0, 0);
    for page in pages.iter().filter(|p| p.len() > 20 && !is_map(p)) {
        let (at, cost) = second(page);
        if at > 4 && page.len() - at > 4 {
            mixed += 1;
        }
        lines += page.len();
        against += cost;
    }
    mixed > 1 && against * 7 < lines
}

#[cfg(test)]
mod tests {
    use super::{Line, leads_on};

    #[test]
    fn values_before_a_wrapped_cell_are_of_its_row() {
        let line = |text: &'static str, wraps: bool| Line { number: 1, text, wraps, gap: 0 };
        assert!(leads_on(&line("80% 85% Servizi digitali e", true)));
        assert!(!leads_on(&line("80% 85% Servizi digitali", false)));
        assert!(!leads_on(&line("2020 con deliberazione della", true)));
        assert!(!leads_on(&line("80% 85%", true)));
        assert!(!leads_on(&line("< 2 mesi da approvazione", true)));
    }
}
