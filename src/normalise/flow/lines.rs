//! Lines of a page as atoms: pieces of text that no cell boundary divides.
//!
//! An extractor prints a cell line by line, and several cells on one line where they stand at one
//! height. What it leaves of the layout are three cues: a blank at a line's end (the text wraps
//! on), an empty line (the cell ended), and the words themselves. They become a price for cutting
//! and one for joining at every gap between atoms; the decoder finds the cheapest reading.

mod split;

use std::borrow::Cow;

use super::kinds;
use super::phrases::Phrases;
use crate::document::Page;
pub use split::{ends_in_area, words};
use split::{gap_price, measured_first, openings, unglued};

/// A piece of a line.
#[derive(Debug, Clone)]
pub struct Atom<'a> {
    /// Its words.
    pub text: Cow<'a, str>,
    /// Index of its line in [`Stream::lines`].
    pub line: usize,
    /// Index of its last line: a remark is one atom, however many lines it has.
    pub last: usize,
    /// Whether it is a whole remark.
    pub remark: bool,
    /// Whether no blank parts it from the atom before.
    pub glued: bool,
}

/// A non-blank line.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// 1-based line of the file.
    pub number: u32,
    /// The text, trimmed.
    pub text: &'a str,
    /// Whether a blank ends it: its cell goes on.
    pub wraps: bool,
    /// Blank lines before it.
    pub gap: usize,
}

/// The non-blank lines of a page.
pub fn of_page(page: &Page) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut gap = 0;
    for line in &page.lines {
        let text = line.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() {
            gap += 1;
            continue;
        }
        let wraps = line.text.ends_with([' ', '\u{a0}']);
        match split::glued_line(text) {
            Some(at) => {
                lines.push(Line { number: line.number, text: &text[..at], wraps: false, gap });
                lines.push(Line { number: line.number, text: &text[at..], wraps, gap: 1 });
            }
            None => lines.push(Line { number: line.number, text, wraps, gap }),
        }
        gap = 0;
    }
    lines
}

/// What the lines of a document have in common.
#[derive(Debug, Clone, Copy, Default)]
pub struct Habits {
    /// Whether wrapped lines end in a blank.
    pub trailing_blanks: bool,
    /// Whether an empty line ends a cell and single line breaks do not.
    pub gaps_part_cells: bool,
}

impl Habits {
    /// The habits of a document.
    pub fn of(pages: &[Vec<Line<'_>>]) -> Self {
        let all: usize = pages.iter().map(Vec::len).sum();
        let wrapped = pages.iter().flatten().filter(|l| l.wraps).count();
        let gaps = pages.iter().flatten().filter(|l| l.gap > 0).count();
        Self { trailing_blanks: wrapped * 6 > all, gaps_part_cells: gaps * 5 > all }
    }
}

/// Price of joining a stray word to its neighbours.
const STRAY: f32 = 7.0;

/// Price of joining what is printed without a blank though it looks like two cells.
const GLUED: f32 = 2.5;

/// The same where a name may be written so.
const CAMEL: f32 = 1.5;

/// A run of lines as atoms with the price of every gap.
#[derive(Debug, Clone, Default)]
pub struct Stream<'a> {
    /// The lines.
    pub lines: Vec<Line<'a>>,
    /// Their atoms.
    pub atoms: Vec<Atom<'a>>,
    /// Price of a cell boundary before atom `i`.
    pub cut: Vec<f32>,
    /// Price of no boundary there.
    pub join: Vec<f32>,
    /// Whether the lines of a cell follow each other without an empty line.
    single_spaced: bool,
    /// Whether a line holds as many cells of a row as have one line.
    dense: bool,
}

impl<'a> Stream<'a> {
    /// Cuts lines into atoms.
    pub fn new(lines: Vec<Line<'a>>, habits: Habits, phrases: &Phrases<'a>, dense: bool) -> Self {
        let pairs = || lines.windows(2).filter(|w| w[0].wraps);
        let close = pairs().filter(|w| w[1].gap == 0).count();
        let single_spaced = close * 10 > pairs().count() * 6 && close > 2;
        let mut stream = Stream { lines, single_spaced, dense, ..Stream::default() };
        for index in 0..stream.lines.len() {
            stream.add_line(index, habits, phrases);
        }
        stream.cut.push(0.0);
        stream.join.push(f32::INFINITY);
        stream.fuse_remarks();
        stream
    }

    /// Makes one atom of every remark: nothing else begins and ends as they do.
    fn fuse_remarks(&mut self) {
        const LONGEST: usize = 24;
        let mut atoms = Vec::with_capacity(self.atoms.len());
        let (mut cut, mut join) = (Vec::new(), Vec::new());
        let mut at = 0;
        let mut after_remark = false;
        while at < self.atoms.len() {
            let starts = kinds::starts_note(&self.text(at, at + 3));
            let ends = at + 1..=if starts { self.atoms.len().min(at + LONGEST) } else { at };
            let end = ends.into_iter().find(|&end| self.ends_remark(at, end));
            cut.push(if end.is_some() || after_remark { self.cut[at].min(0.1) } else { self.cut[at] });
            join.push(if end.is_some() || after_remark { self.join[at].max(5.0) } else { self.join[at] });
            if let Some(end) = end {
                let (line, last) = (self.atoms[at].line, self.atoms[end - 1].last);
                atoms.push(Atom { text: Cow::Owned(self.text(at, end)), line, last, remark: true, glued: false });
                at = end;
            } else {
                atoms.push(self.atoms[at].clone());
                at += 1;
            }
            after_remark = end.is_some();
        }
        cut.push(0.0);
        join.push(f32::INFINITY);
        (self.atoms, self.cut, self.join) = (atoms, cut, join);
    }

    /// Whether a remark that begins at an atom is whole before another: its day, its footnote.
    fn ends_remark(&self, from: usize, end: usize) -> bool {
        let text = self.text(from, end);
        let next = self.atoms.get(end).map_or("", |a| a.text.as_ref());
        let footnote = next.strip_prefix('(').is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
        kinds::whole_remark(&text) && !footnote
    }

    fn add_line(&mut self, index: usize, habits: Habits, phrases: &Phrases<'a>) {
        let text = self.lines[index].text;
        let words = unglued(text, words(text));
        let mut start = words[0].0;
        let values = trailing_values(text, &words);
        let (cut, join) = self.break_price(index, habits);
        self.cut.push(cut);
        self.join.push(join);
        let mut glued = false;
        // Up to here runs the code of a mission and the dash after it.
        let mut coded = 0;
        for pair in words.windows(2) {
            let (left, right) = (&text[pair[0].0..pair[0].1], &text[pair[1].0..pair[1].1]);
            if kinds::is_mission(&text[pair[0].0..]) {
                let code = pair[0].0 + text[pair[0].0..].find(|c: char| c.is_ascii_digit()).unwrap_or(0);
                coded = code + text[code..].find(char::is_alphabetic).unwrap_or(0);
            }
            if pair[1].0 <= coded {
                continue;
            }
            let rest = text[pair[1].0..].trim();
            let known_phrase = |phrase: &str| phrases.get(phrase.trim()).copied().unwrap_or(0) > 1;
            let begun = right.starts_with(char::is_uppercase)
                && (known_phrase(&text[..pair[0].1]) || known_phrase(&text[start..pair[0].1]));
            let mission = right.starts_with("Missione") && kinds::is_mission(rest);
            let known = begun || mission || phrases.get(rest).copied().unwrap_or(0) > 1 || {
                let head = rest.get(..values.saturating_sub(pair[1].0)).unwrap_or_default().trim();
                head.len() > 3 && phrases.get(head).copied().unwrap_or(0) > 1
            };
            let coded_area = right.starts_with(char::is_uppercase) && ends_in_area(&text[..pair[0].1]);
            let opens_known = right.starts_with(char::is_uppercase)
                && !kinds::open_ending(left)
                && !kinds::heads(left)
                && openings(rest).any(known_phrase);
            let touching = pair[0].1 == pair[1].0;
            let camel = touching && kinds::camel(&text[pair[0].0..pair[1].1]).is_some();
            let known = known
                || coded_area
                || opens_known
                || (touching && !camel)
                || (kinds::opens_cell(rest) && !kinds::open_ending(left) && !kinds::heads(left));
            if let Some(cut) = gap_price(left, right, known) {
                let cut = if self.dense { cut * 0.35 } else { cut };
                let atom = Cow::Borrowed(text[start..pair[0].1].trim());
                self.atoms.push(Atom { text: atom, line: index, last: index, remark: false, glued });
                glued = touching;
                self.cut.push(cut);
                // `n. 40`, `Entro 30/06` and `Area 1` are one cell.
                let one =
                    matches!(left, "n." | "n°" | "nr." | "Entro" | "Area" | "Settore") && kinds::value_word(right);
                self.join.push(match (glued, pair[1].0 >= values) {
                    (true, _) if camel => CAMEL,
                    (true, _) => GLUED,
                    (false, true) if !one => 0.9,
                    _ => 0.0,
                });
                start = pair[1].0;
            }
        }
        let text = Cow::Borrowed(text[start..].trim());
        self.atoms.push(Atom { text, line: index, last: index, remark: false, glued });
    }

    /// Prices of a boundary and of none between a line and the one before it.
    fn break_price(&self, index: usize, habits: Habits) -> (f32, f32) {
        let Some(before) = index.checked_sub(1).map(|i| &self.lines[i]) else { return (0.0, f32::INFINITY) };
        let line = &self.lines[index];
        let first = line.text.chars().next().unwrap_or(' ');
        let continues = first.is_lowercase() && !kinds::lower_opening(line.text);
        let open = left_open(before.text);
        let heads = kinds::heading_number(line.text).is_some()
            || kinds::is_mission(line.text)
            || super::headings::is_role(line.text);
        let valued =
            kinds::value_word(line.text.split(' ').next().unwrap_or_default()) || kinds::opens_comparison(line.text);
        let ended = kinds::whole_note(before.text) && first != '(';
        let aside = line.text.starts_with("NOTA") || line.text.starts_with("Nota");
        let continues = continues || aside;
        if habits.trailing_blanks && (self.is_stray(index) || self.is_stray(index - 1)) {
            (0.0, STRAY)
        } else if habits.trailing_blanks {
            match (before.wraps, line.gap > 0) {
                (true, true) if self.single_spaced && !open => (if continues { 1.8 } else { 0.7 }, 1.3),
                (true, _) if heads => (0.2, 2.0),
                (true, _) if ended => (0.4, 0.4),
                (true, _) if continues || open => (4.0, 0.0),
                (false, _) if aside => (1.5, 0.3),
                (true, _) if valued => (0.4, 0.9),
                (true, true) if kinds::lower_opening(line.text) => (0.7, 0.7),
                (true, _) if before.text.ends_with([')', '.']) => (1.2, 0.0),
                (true, _) => (2.4, 0.0),
                (false, true) => (0.0, if continues || open { 1.8 } else { 4.5 }),
                (false, false) if self.single_spaced && !continues && !open => (0.3, 1.0),
                (false, false) => (0.0, if continues || open { 1.2 } else { 2.4 }),
            }
        } else if habits.gaps_part_cells {
            match line.gap > 0 {
                true => (0.0, if continues || open { 1.5 } else { 3.0 }),
                false if continues || open => (3.0, 0.0),
                false => (1.2, 0.3),
            }
        } else if continues || open {
            (3.0, 0.0)
        } else {
            (0.6, 0.7)
        }
    }

    /// Whether a line is nothing but a word that links others, after a cell that has ended: it belongs
    /// to no cell that the text tells.
    fn is_stray(&self, index: usize) -> bool {
        let ended = |before: &Line<'_>| !before.wraps && !kinds::open_ending(before.text);
        kinds::is_connective(self.lines[index].text) && index.checked_sub(1).is_some_and(|i| ended(&self.lines[i]))
    }

    /// The text of a run of atoms, lines parted by `\n`.
    pub fn text(&self, from: usize, to: usize) -> String {
        let mut out = String::new();
        for i in from..to.min(self.atoms.len()) {
            if i > from {
                let (line, before) = (self.atoms[i].line, self.atoms[i - 1].last);
                if (line == before && !self.atoms[i].glued) || (line != before && self.lines[before].wraps) {
                    out.push(' ');
                }
                if line != before {
                    out.push('\n');
                }
            }
            out.push_str(&self.atoms[i].text);
        }
        out
    }
}

/// Whether a line breaks off where no cell ends.
pub(super) fn left_open(text: &str) -> bool {
    text.ends_with(['-', '/', ',', '(', ':']) || kinds::open_ending(text)
}

/// Where the run of values begins that ends a line, or that only a name follows: those of a table's
/// columns rather than of a sentence. At the line's end if there is none.
pub(super) fn trailing_values(text: &str, words: &[(usize, usize)]) -> usize {
    let word = |i: usize| &text[words[i].0..words[i].1];
    let value = |i: usize| kinds::value_word(word(i));
    let mut end = words.len();
    while end > 1 && !value(end - 1) && words.len() - end < 6 {
        end -= 1;
    }
    if end == 0 || !value(end - 1) {
        return text.len();
    }
    let mut first = end;
    loop {
        if first > 0 && (value(first - 1) || matches!(word(first - 1), "gg" | "gg." | "n.")) {
            first -= 1;
        } else if let Some(begin) = measured_first(first, &word) {
            first = begin;
        } else {
            break;
        }
    }
    let cells = (first..end).filter(|&i| value(i)).count();
    if end == words.len() || cells > 1 { words[first.min(words.len() - 1)].0 } else { text.len() }
}

#[cfg(test)]
mod tests {
    use super::{Habits, Stream, of_page};
    use crate::document::{self, Page};
    use crate::normalise::flow::phrases;

    fn atoms(text: &str) -> Vec<(String, f32, f32)> {
        let lines =
            (1..).zip(text.lines()).map(|(number, text)| document::Line { number, text: text.to_owned() }).collect();
        let page = Page { number: 1, lines };
        let pages = vec![of_page(&page)];
        let stream = Stream::new(pages[0].clone(), Habits::of(&pages), &phrases::of(&pages), false);
        let prices = stream.atoms.iter().zip(stream.cut.iter().zip(&stream.join));
        prices.map(|(atom, (cut, join))| (atom.text.to_string(), *cut, *join)).collect()
    }

    #[test]
    fn a_mission_ends_where_other_words_follow_it_elsewhere() {
        let found = atoms(
            "1 Servizi di qualità Missione 032 - Servizi generali Processi Interni\n\
             2 Bilancio in ordine Missione 032 - Servizi generali Salute Economica\n",
        );
        let ends = found.iter().find(|(text, ..)| text.starts_with("Processi"));
        assert!(ends.is_some_and(|(_, cut, _)| *cut < 1.0), "{found:?}");
        assert!(found.iter().all(|(text, ..)| text != "Missione 032"), "{found:?}");
    }

    #[test]
    fn a_wrapped_cell_may_end_before_an_area_a_unit_or_a_value() {
        let found = atoms(
            "Tariffario della \ncamera arbitrale Uff. Tutela del Mercato n. 40\n\n\
             Orientamento e \nLavoro Area 3 Studenti\n\nDirigente Area 3\n",
        );
        let cut = |text: &str| found.iter().find(|(t, ..)| t.starts_with(text)).map(|(_, cut, _)| *cut);
        assert!(cut("Uff.").is_some_and(|cut| cut < 1.0), "{found:?}");
        assert!(cut("n.").is_some_and(|cut| cut < 1.0), "{found:?}");
        let areas: Vec<f32> = found.iter().filter(|(t, ..)| t == "Area").map(|(_, cut, _)| *cut).collect();
        assert!(areas.len() == 2 && areas[0] < 1.0 && areas[1] > 1.0, "{found:?}");
    }

    #[test]
    fn what_is_printed_without_a_blank_is_parted() {
        let found = atoms("Piano di progetto 100%5\n\nRelazione sulla gestioneEntro 30/06/2022\n");
        let texts: Vec<&str> = found.iter().map(|(text, ..)| text.as_str()).collect();
        assert!(
            texts.ends_with(&["Entro", "30/06/2022"]) && texts.contains(&"100%") && texts.contains(&"5"),
            "{texts:?}"
        );
        let entro = texts.iter().position(|text| *text == "Entro").expect("an atom of its own");
        assert!(found[entro].1 < found[entro].2, "{found:?}");
    }

    #[test]
    fn a_stray_word_joins_no_neighbour() {
        let found = atoms("5. Cultura e \n\nTurismo\n e \n\n6. Tutela del \n\nmercato\n");
        let stray = found.iter().position(|(text, ..)| text == "e").expect("the stray word is an atom");
        assert!(found[stray].2 > 5.0 && found[stray + 1].2 > 5.0, "{found:?}");
    }
}
