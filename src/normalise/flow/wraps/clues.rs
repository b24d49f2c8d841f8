//! What the words on both sides of a line break say: a line that goes on in small letters, or after a
//! preposition, is the same cell; what stands together elsewhere belongs together here.

use std::collections::{HashMap, HashSet};

use crate::italian::MONTHS;
use crate::normalise::flow::header_cells;
use crate::normalise::flow::headings;
use crate::normalise::flow::kinds;
use crate::normalise::flow::lines::{self, Line, trailing_values, words};

/// What the lines of a document say of each other.
pub struct Clues<'a> {
    /// Whether empty lines part cells.
    gaps: bool,
    /// How often a line follows another.
    pairs: HashMap<(&'a str, &'a str), u32>,
    /// What follows a line, and what it follows.
    next: HashMap<&'a str, HashSet<&'a str>>,
    before: HashMap<&'a str, HashSet<&'a str>>,
    /// The lines that hold a whole row or header.
    rows: HashSet<&'a str>,
    /// How rows begin, up to their values, that stand below another row.
    openings: HashSet<&'a str>,
    /// Three words that stand side by side on a line, maybe in two cells.
    runs: HashSet<[&'a str; 3]>,
    /// Three words on both sides of a break that is surely within a cell.
    broken: HashSet<[&'a str; 3]>,
    /// All lines.
    lines: HashSet<&'a str>,
}

impl<'a> Clues<'a> {
    /// Reads a document; `gaps` tells whether empty lines part its cells.
    pub fn of(pages: &[Vec<Line<'a>>], gaps: bool) -> Self {
        let all = || pages.iter().flatten().map(|line| line.text);
        let mut out = Self {
            gaps,
            pairs: HashMap::new(),
            next: HashMap::new(),
            before: HashMap::new(),
            rows: all().filter(|line| row(line).is_some() || header_cells::whole(line).is_some()).collect(),
            openings: HashSet::new(),
            runs: HashSet::new(),
            broken: HashSet::new(),
            lines: all().collect(),
        };
        for line in all() {
            let words: Vec<&str> = line.split_whitespace().collect();
            out.runs.extend(words.windows(3).map(|w| [w[0], w[1], w[2]]));
        }
        for pair in pages.iter().flat_map(|page| page.windows(2)) {
            let (a, b) = (pair[0].text, pair[1].text);
            *out.pairs.entry((a, b)).or_default() += 1;
            out.next.entry(a).or_default().insert(b);
            out.before.entry(b).or_default().insert(a);
            if out.rows.contains(a) {
                out.openings.extend(row(b).filter(|opening| !opening.is_empty()));
            } else if goes_on(a, b) {
                let mut words: Vec<&str> = a.split_whitespace().rev().take(2).collect();
                words.reverse();
                words.extend(b.split_whitespace().take(2));
                out.broken.extend(words.windows(3).map(|w| [w[0], w[1], w[2]]));
            }
        }
        out
    }

    /// What speaks against two lines being one cell, and against a boundary between them.
    pub fn prices(&self, above: &Line<'a>, below: &Line<'a>) -> (f32, f32) {
        let (a, b) = (above.text, below.text);
        let gap = match (self.gaps, below.gap > 0) {
            (false, _) => 0.0,
            (true, true) => 2.5,
            (true, false) => -1.0,
        };
        if kinds::starts_note(b) {
            return (4.0 + gap, 0.0);
        }
        let opens = row(b).is_some_and(|opening| self.openings.contains(opening)) && !kinds::open_ending(a);
        if goes_on(a, b) && !self.rows.contains(a) && !opens {
            let whole = self.rows.contains(b) && !kinds::open_ending(a);
            return (gap - self.known(a, b), if whole { 1.0 } else { 3.0 });
        }
        let mut within = 1.5 + gap - self.known(a, b);
        if kinds::heading_number(b).is_some() || kinds::is_mission(b) || headings::is_role(b) {
            within += 2.0;
        }
        if kinds::is_unit(b) || kinds::opens_indicator(b) {
            within += 1.5;
        }
        if kinds::is_area(b) {
            within += 2.0;
        }
        if valued(a) || valued(b) || self.rows.contains(a) || self.rows.contains(b) {
            within += 2.0;
        }
        if kinds::whole_note(a) {
            within += 1.0;
        }
        (within, 0.0)
    }

    /// What speaks for two lines to be one cell by what stands elsewhere.
    fn known(&self, a: &str, b: &str) -> f32 {
        if self.lines.contains(format!("{a} {b}").as_str()) {
            return 2.0;
        }
        let often = self.pairs.get(&(a, b)).copied().unwrap_or(0) > 1;
        let only = |map: &HashMap<&str, HashSet<&str>>, line: &str| map.get(line).is_some_and(|set| set.len() == 1);
        let together = match (often, only(&self.next, a), only(&self.before, b)) {
            (true, true, true) => 1.2,
            (true, true, _) | (true, _, true) => 0.7,
            (true, ..) => 0.3,
            _ if runs_on(&self.broken, a, b) => 1.6,
            _ if runs_on(&self.runs, a, b) => 1.0,
            _ => 0.0,
        };
        // A cell of one word is rarer than one that ends in it.
        let word = b.len() > 4 && b.chars().all(char::is_alphabetic);
        let word = match (word, often) {
            (false, _) => 0.0,
            (true, true) => 1.0,
            (true, false) => 0.4,
        };
        together + word
    }
}

/// Whether words on both sides of a line break are among these.
fn runs_on(runs: &HashSet<[&str; 3]>, a: &str, b: &str) -> bool {
    let (mut ends, mut begins) = (a.split_whitespace().rev(), b.split_whitespace());
    let (Some(last), Some(first)) = (ends.next(), begins.next()) else { return false };
    let before = ends.next().is_some_and(|before| runs.contains(&[before, last, first]));
    before || begins.next().is_some_and(|second| runs.contains(&[last, first, second]))
}

/// Whether a line goes on with the one above it by its words.
fn goes_on(a: &str, b: &str) -> bool {
    let first = b.chars().next().unwrap_or(' ');
    let last = a.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let dated = MONTHS.contains(&last.as_str()) && first.is_ascii_digit();
    let yearly = last == "anno" && b.starts_with(['x', 'n']);
    dated
        || yearly
        || (first.is_lowercase() && !kinds::lower_opening(b))
        || first == '('
        || lines::left_open(a)
        || b.starts_with("NOTA")
}

/// Whether a line holds several cells or values.
fn valued(text: &str) -> bool {
    kinds::is_value(text) || trailing_values(text, &words(text)) < text.len()
}

/// What stands before the values of a line that holds a row: it ends in several values, or in an area.
fn row(text: &str) -> Option<&str> {
    let words = words(text);
    let values = trailing_values(text, &words);
    let word = |w: &(usize, usize)| &text[w.0..w.1];
    let last = words.iter().filter(|w| w.0 >= values && kinds::value_word(word(w))).count();
    // `x > x-1 x > x-1 >1,2`
    let numbers = || words.iter().filter(|w| kinds::value_word(word(w)) && !kinds::is_date(word(w))).count();
    let area = text.contains(' ') && lines::ends_in_area(text);
    (last > 1 || (values < text.len() && numbers() > 2) || area).then(|| {
        let first = words.iter().find(|w| kinds::value_word(word(w))).map_or(values, |w| w.0);
        text[..first.min(values)].trim()
    })
}

/// How many lines the remark has that begins here.
pub fn remark(lines: &[Line<'_>]) -> usize {
    const LONGEST: usize = 8;
    let mut text = String::new();
    for (at, line) in lines.iter().take(LONGEST).enumerate() {
        if kinds::starts_note(line.text) != (at == 0) {
            return 0;
        }
        if at > 0 {
            text.push(' ');
        }
        text.push_str(line.text);
        let footnote = lines.get(at + 1).is_some_and(|next| {
            next.text.strip_prefix('(').is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
        });
        if !footnote && kinds::whole_remark(&text) {
            return at + 1;
        }
    }
    0
}
