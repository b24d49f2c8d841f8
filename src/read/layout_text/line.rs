//! Lines of a page and the segments on them.

use std::collections::{BTreeMap, BTreeSet};

use crate::grammar::annex;

/// Words parted from others on their line by two blanks or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The first column, in characters.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// What it says.
    pub text: String,
}

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// 1-based line of the file.
    pub number: u32,
    /// How many blank lines stand right above it.
    pub blank: u32,
    /// Its segments, from left to right.
    pub segments: Vec<Segment>,
}

/// A page with its lines; never without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// 1-based number.
    pub number: u32,
    /// Its lines, downwards.
    pub lines: Vec<Line>,
}

/// Splits a text at its form feeds into pages and segments.
pub fn pages(text: &str) -> Vec<Page> {
    let mut pages = vec![Page { number: 1, lines: Vec::new() }];
    let mut blank = 0;
    for (number, line) in (1..).zip(text.lines()) {
        for (n, piece) in line.split('\u{c}').enumerate() {
            if n > 0 {
                let number = pages.last().map_or(1, |page| page.number + 1);
                pages.push(Page { number, lines: Vec::new() });
                blank = 0;
            }
            let segments = segments(piece);
            if segments.is_empty() {
                blank += u32::from(n == 0);
            } else if let Some(page) = pages.last_mut() {
                page.lines.push(Line { number, blank, segments });
                blank = 0;
            }
        }
    }
    pages.retain(|page| !page.lines.is_empty());
    pages
}

fn segments(line: &str) -> Vec<Segment> {
    const TAB: usize = 8;
    let mut segments: Vec<Segment> = Vec::new();
    let mut at = 0;
    for c in line.chars() {
        if c == '\t' {
            at += TAB - at % TAB;
        } else if c.is_whitespace() || c == '\u{feff}' {
            at += 1;
        } else {
            match segments.last_mut() {
                Some(last) if at <= last.to + 1 => {
                    if at > last.to {
                        last.text.push(' ');
                    }
                    last.text.push(c);
                    last.to = at + 1;
                }
                _ => segments.push(Segment { from: at, to: at + 1, text: c.to_string() }),
            }
            at += 1;
        }
    }
    segments
}

/// The number of a page, or what annex it belongs to.
fn is_label(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let first = words[0].trim_end_matches('.').to_lowercase();
    let page = matches!(first.as_str(), "pag" | "pagina" | "pg")
        && words.len() <= 4
        && text.contains(|c: char| c.is_ascii_digit());
    page || (annex::label(text).is_some() && annex::resolution(text).is_some())
}

/// Page headers and footers: what stands first or last on most pages, but for its numbers, stays
/// on the first of them.
pub fn keep_furniture_once(pages: &mut [Page]) {
    const DEEP: usize = 2;
    let masked = |line: &Line| -> String {
        line.segments[0]
            .text
            .split(|c: char| c.is_ascii_digit())
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join("#")
    };
    let outer =
        |page: &Page, at: usize| page.lines[at].segments.len() == 1 && (at < DEEP || at + DEEP >= page.lines.len());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let here: BTreeSet<String> =
            (0..page.lines.len()).filter(|at| outer(page, *at)).map(|at| masked(&page.lines[at])).collect();
        for line in here {
            *counts.entry(line).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1 && *count * 2 >= pages.len());
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut labels: BTreeSet<String> = BTreeSet::new();
    for page in pages {
        // A merged cell that the page's end cuts may stand beside them.
        for line in page.lines.iter_mut().filter(|line| line.segments.len() > 1) {
            line.segments.retain(|s| !is_label(&s.text));
        }
        for line in page.lines.iter_mut().filter(|line| line.segments.len() == 1) {
            let again = is_label(&line.segments[0].text) && !labels.insert(masked(line));
            line.segments.retain(|_| !again);
        }
        page.lines.retain(|line| !line.segments.is_empty());
        let again: Vec<bool> = (0..page.lines.len())
            .map(|at| {
                let text = masked(&page.lines[at]);
                outer(page, at) && counts.contains_key(&text) && !seen.insert(text)
            })
            .collect();
        let mut again = again.into_iter();
        page.lines.retain(|_| !again.next().unwrap_or(false));
    }
}

#[cfg(test)]
mod tests {
    use super::{keep_furniture_once, pages};

    #[test]
    fn two_blanks_part_segments() {
        let pages = pages("a b  c\n\n\n    d\u{c}e");
        let found: Vec<_> = pages
            .iter()
            .flat_map(|p| p.lines.iter().map(move |l| (p.number, l)))
            .flat_map(|(p, l)| l.segments.iter().map(move |s| (p, l.number, l.blank, s.from, s.to, s.text.as_str())))
            .collect();
        assert_eq!(found, [(1, 1, 0, 0, 3, "a b"), (1, 1, 0, 5, 6, "c"), (1, 4, 2, 4, 5, "d"), (2, 4, 0, 0, 1, "e")]);
    }

    #[test]
    fn a_footer_stays_once() {
        let mut pages = pages("x  y\nPagina 1 di 2\u{c}x  y\nPagina 2 di 2");
        keep_furniture_once(&mut pages);
        assert_eq!((pages[0].lines.len(), pages[1].lines.len()), (2, 1));
    }
}
