//! The cells of a strategy map, from the lines of its page.
//!
//! A number or a mission's code begins a cell. What else begins one shows in the marks that the
//! export leaves (a blank at the end of a wrapped line, an empty line between cells) and in the rest
//! of the document, which repeats most titles and names: words that stand together elsewhere belong
//! together here.

use super::evidence;
use super::topics;
use crate::document::Page;
use crate::normalise::flow::decode::Cell;
use crate::normalise::flow::header_row;
use crate::normalise::flow::headings;
use crate::normalise::flow::kinds;
use crate::normalise::flow::lines::{self, Habits, Line};
use crate::normalise::flow::looks::fold;
use crate::normalise::flow::row::Text;

/// The cells of one map in the order of the text.
#[derive(Debug)]
pub struct Map {
    /// The cells.
    pub cells: Vec<Text>,
    /// The first cell of the second pass, if the page prints its wrapped cells after the others.
    pub second: usize,
}

impl Map {
    /// The cells above the first that only another table can hold.
    pub fn own(&self) -> &[Text] {
        let first = self.cells.iter().position(|t| begins(&t.cell.flat())).unwrap_or(0);
        let foreign = |text: &Text| {
            let flat = text.cell.flat();
            kinds::is_value(&flat) || kinds::starts_note(&flat) || kinds::opens_indicator(&flat)
        };
        let end = self.cells[first..].iter().position(foreign).map_or(self.cells.len(), |at| first + at);
        &self.cells[..end]
    }
}

/// Finds and reads the maps of a document; with them the folded lines of the pages that show none.
pub fn read(pages: &[Page]) -> (Vec<Map>, Vec<Vec<String>>) {
    let all: Vec<Vec<Line<'_>>> = pages.iter().map(lines::of_page).collect();
    let regions = regions(&all);
    let blanks = Habits::of(&all).trailing_blanks;
    let mut maps = Vec::new();
    for (index, (page, region)) in pages.iter().zip(&regions).enumerate() {
        let Some(end) = *region else { continue };
        let rest = all.iter().enumerate().flat_map(|(i, p)| if i == index { &p[end..] } else { &p[..] });
        let elsewhere = rest.map(|l| fold(l.text)).collect::<String>();
        let parts = parts(&all[index][..end]);
        let reader = Reader { page: page.number, elsewhere: &elsewhere, parts, blanks };
        let cells = reader.read(&all[index][..end]);
        let second = second(&cells);
        maps.push(Map { cells, second });
    }
    let others = all.iter().zip(&regions).filter(|(_, region)| region.is_none());
    (maps, others.map(|(lines, _)| lines.iter().map(|l| fold(l.text)).collect()).collect())
}

/// How many lines of each page are a map. One that fills its page may go on over the next.
fn regions(all: &[Vec<Line<'_>>]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = Vec::new();
    for (index, lines) in all.iter().enumerate() {
        let before = index.checked_sub(1).filter(|before| out[*before] == Some(all[*before].len()));
        out.push(region(lines).or_else(|| before.filter(|_| goes_on(lines)).map(|_| lines.len())));
    }
    out
}

/// Whether a page holds nothing but objectives and names, as the rest of a map does.
fn goes_on(lines: &[Line<'_>]) -> bool {
    const FEWEST: usize = 2;
    let foreign = |l: &Line<'_>| kinds::is_value(l.text) || kinds::starts_note(l.text) || kinds::is_indicator(l.text);
    lines.iter().filter(|l| begins(l.text)).count() >= FEWEST
        && lines.iter().any(|l| evidence::is_perspective(l.text) && topics::side(l.text).is_some())
        && !lines.iter().any(foreign)
        && header_row::headers(lines).is_empty()
}

/// How many lines of a page are a map: all of them, or those above its first table.
fn region(lines: &[Line<'_>]) -> Option<usize> {
    let counted = |lines: &[Line<'_>]| {
        let heads: Vec<&str> = lines.iter().flat_map(|l| heads(l.text)).collect();
        let missions = heads.iter().filter(|h| kinds::is_mission(h)).count();
        (missions, heads.iter().filter(|h| !kinds::is_mission(h) && begins(h)).count())
    };
    let are_map = |(missions, numbered): (usize, usize)| missions >= 1 && numbered >= 4;
    // To look for headers takes longest, and most pages hold too little for a map.
    if !are_map(counted(lines)) {
        return None;
    }
    let end = header_row::headers(lines).first().map_or(lines.len(), |h| h.first);
    let (missions, numbered) = counted(&lines[..end]);
    let whole = end == lines.len() || (missions + numbered) * 2 >= end;
    (are_map((missions, numbered)) && numbered * 2 >= missions && whole).then_some(end)
}

/// The parts of a line that begin with a number or a mission's code; the whole line if there is but
/// one.
fn heads(line: &str) -> Vec<&str> {
    let Some(start) = first_head(line) else { return vec![line] };
    let mut cuts = vec![0];
    cuts.extend(Some(start).filter(|start| *start > 0));
    let mut before = "";
    let mut at = start;
    for word in line[start..].split(' ') {
        let label = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ')')
            || ["strategico", "missione", "os", "obiettivo", "n"].contains(&before.to_lowercase().as_str());
        if at > start && !label && before.chars().count() > 1 && begins(&line[at..]) {
            cuts.push(at);
        }
        before = word;
        at += word.len() + 1;
    }
    cuts.push(line.len());
    cuts.windows(2).map(|w| line[w[0]..w[1]].trim()).collect()
}

/// Where the first number or code of a line stands: at its begin, behind the map's own label
/// (`Prospettiva / Missione 011 - …`), or behind the name of a perspective.
fn first_head(line: &str) -> Option<usize> {
    if begins(line) {
        return Some(0);
    }
    let words = line.match_indices(' ').map(|(at, _)| at + 1);
    words.into_iter().find(|&at| {
        let (before, rest) = (line[..at].trim(), &line[at..]);
        let code = rest.starts_with('0') && kinds::is_mission(rest);
        // `Sezione 1 - Mappa` is a title; a number of its own has its mark on it.
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let marked = rest.starts_with(char::is_alphabetic) || number.starts_with([')', '.', ':']);
        code || (marked && begins(rest) && evidence::is_perspective(before))
    })
}

/// Whether a line begins with a mission's code or an objective's number, the title on it or below.
fn begins(line: &str) -> bool {
    kinds::is_mission(line) || kinds::heading_number(&format!("{line} Titolo")).is_some()
}

/// Whether empty lines stand between cells and not within them: told by lines that begin in small
/// letters, which go on for sure.
fn parts(lines: &[Line<'_>]) -> bool {
    let within: Vec<&Line<'_>> = lines.iter().skip(1).filter(|l| l.text.starts_with(char::is_lowercase)).collect();
    let apart = within.iter().filter(|l| l.gap > 0).count();
    lines.iter().filter(|l| l.gap > 0).count() * 4 > lines.len() && apart * 5 <= within.len()
}

/// Where the wrapped cells begin, if all others stand before them.
fn second(cells: &[Text]) -> usize {
    let wrapped = |t: &Text| t.cell.text.contains('\n');
    let cost = |at: usize| {
        cells[..at].iter().filter(|t| wrapped(t)).count() + cells[at..].iter().filter(|t| !wrapped(t)).count()
    };
    let best = (0..=cells.len()).min_by_key(|at| cost(*at)).unwrap_or(0);
    let parted = best > 1 && best + 2 < cells.len() && cost(best) * 8 <= cells.len();
    if parted { best } else { 0 }
}

struct Reader<'a> {
    page: u32,
    elsewhere: &'a str,
    /// Whether empty lines part cells.
    parts: bool,
    /// Whether wrapped lines end in a blank.
    blanks: bool,
}

impl Reader<'_> {
    fn read(&self, lines: &[Line<'_>]) -> Vec<Text> {
        let mut cells: Vec<Text> = Vec::new();
        // The cells of the last line that began some.
        let mut open: Vec<usize> = Vec::new();
        let mut titled = false;
        for (index, line) in lines.iter().enumerate() {
            let heads = heads(line.text);
            let begins = begins(heads[0]);
            let title = !begins && headings::is_title(line.text);
            let goes_on = |cell: &Text| self.goes_on(&cell.cell.text, &lines[index - 1], line);
            if !begins && !title && open.iter().any(|at| goes_on(&cells[*at])) {
                let known = |at: &&usize| self.knows(&joined(&cells[**at].cell.text, line.text));
                let guess = open.iter().min_by_key(|at| (cells[**at].cell.lines.1, **at));
                let sure = open.len() == 1 || open.iter().any(|at| known(&at));
                if let Some(&at) = open.iter().find(known).or(guess) {
                    let cell = &mut cells[at].cell;
                    cell.text = format!("{}\n{}", cell.text, line.text);
                    cell.lines.1 = line.number;
                    cell.cost = if sure { cell.cost } else { 3.0 };
                }
                continue;
            }
            // A title goes on like a cell does: the chamber's name takes several lines.
            if !begins && titled && !title && lines[index - 1].wraps {
                if let Some(last) = cells.last_mut() {
                    last.cell.text = format!("{}\n{}", last.cell.text, line.text);
                    last.cell.lines.1 = line.number;
                }
                continue;
            }
            titled = title;
            open.clear();
            for head in heads {
                if !title {
                    open.push(cells.len());
                }
                let cell = Cell { text: head.to_owned(), lines: (line.number, line.number), cost: 0.0, why: None };
                cells.push(Text { cell, page: self.page, why: None, merged: false });
            }
        }
        cells.into_iter().flat_map(parted).collect()
    }

    /// Whether these words stand together elsewhere in the document.
    fn knows(&self, text: &str) -> bool {
        const TELLING: usize = 9;
        let folded = fold(text);
        folded.len() >= TELLING && self.elsewhere.contains(&folded)
    }

    fn goes_on(&self, cell: &str, before: &Line<'_>, line: &Line<'_>) -> bool {
        // Names that stand below each other may do so on other pages, too.
        let named = || begins(cell) && evidence::is_perspective(line.text) && topics::side(line.text).is_some();
        let parted = self.blanks && !before.wraps && line.gap > 0 && (self.parts || named());
        let ended = parted && line.text.starts_with(char::is_uppercase) && !kinds::open_ending(before.text);
        if !ended && self.knows(&joined(cell, line.text)) {
            return true;
        }
        let stray = !line.text.contains(' ') && kinds::open_ending(line.text);
        if begins(cell) && self.knows(cell) && (stray || line.text.starts_with(char::is_uppercase)) {
            return false;
        }
        if line.text.starts_with(char::is_lowercase) || kinds::open_ending(before.text) || before.text.ends_with('-') {
            return true;
        }
        (before.wraps || !self.blanks && self.parts) && (line.gap == 0 || !self.parts)
    }
}

/// Two perspectives that stand one below the other, of two sides of the scorecard, or a mission and one of
/// the chamber's own sides.
fn parted(text: Text) -> Vec<Text> {
    let lines: Vec<&str> = text.cell.text.lines().map(str::trim).collect();
    let mission = kinds::is_mission(lines[0]);
    if lines.len() < 2 || (begins(lines[0]) && !mission) {
        return vec![text];
    }
    let cut = (1..lines.len()).find(|&at| {
        let (above, below) = (lines[..at].join(" "), lines[at..].join(" "));
        let name = |name: &str| topics::side(name).filter(|_| name.split(' ').count() > 1);
        let apart = !kinds::open_ending(&above) && below.starts_with(char::is_uppercase);
        let other = if mission { Some(0) } else { name(&above) };
        apart && other.zip(name(&below)).is_some_and(|(a, b)| a != b)
    });
    let Some(at) = cut else { return vec![text] };
    let number = u32::try_from(at).unwrap_or(0);
    let (first, last) = text.cell.lines;
    let part = |lines: &[&str], span: (u32, u32)| {
        let cell = Cell { text: lines.join("\n"), lines: span, ..text.cell.clone() };
        Text { cell, ..text.clone() }
    };
    let middle = (first + number).min(last);
    vec![part(&lines[..at], (first, middle.saturating_sub(1).max(first))), part(&lines[at..], (middle, last))]
}

fn joined(cell: &str, line: &str) -> String {
    format!("{cell} {line}")
}

#[cfg(test)]
mod tests {
    use super::{heads, read};
    use crate::document::{Line, Page};

    fn pages(texts: &[&str]) -> Vec<Page> {
        let page = |(number, text): (u32, &&str)| Page {
            number,
            lines: (1..).zip(text.split('\n')).map(|(n, l)| Line { number: n, text: l.to_owned() }).collect(),
        };
        (1..).zip(texts).map(page).collect()
    }

    #[test]
    fn cells_of_one_height_are_parted() {
        assert_eq!(heads("012_Tutela OS 7: Vigilanza"), ["012_Tutela", "OS 7: Vigilanza"]);
        assert_eq!(heads("Missione 011 - Imprese 032 - Servizi"), ["Missione 011 - Imprese", "032 - Servizi"]);
        assert_eq!(heads("Prospettiva / Missione 011 - Imprese"), ["Prospettiva / Missione", "011 - Imprese"]);
        assert_eq!(heads("Crescita e apprendimento 11) Persone"), ["Crescita e apprendimento", "11) Persone"]);
        assert_eq!(heads("Sezione 1 - Mappa strategica"), ["Sezione 1 - Mappa strategica"]);
        assert_eq!(heads("Obiettivo strategico 7 – Vigilanza"), ["Obiettivo strategico 7 – Vigilanza"]);
        assert_eq!(heads("1. Imprese in rete: 7. Mercato"), ["1. Imprese in rete: 7. Mercato"]);
        assert_eq!(heads("1. Imprese in rete e 7. Mercato"), ["1. Imprese in rete e 7. Mercato"]);
        assert_eq!(heads("1. Imprese in rete con 7. Mercato"), ["1. Imprese in rete con", "7. Mercato"]);
    }

    #[test]
    fn the_rest_of_the_document_tells_where_titles_end() {
        let map = "011_Imprese\n1. Fare rete\n2. Creare\nvalore\nUtenti\n3. Tutela del\nMercato\n4. Persone";
        let (maps, _) = read(&pages(&[map, "2. Creare valore 2019 2020\n3. Tutela del Mercato 2019"]));
        let cells: Vec<String> = maps[0].cells.iter().map(|c| c.cell.flat()).collect();
        assert_eq!(
            cells,
            ["011_Imprese", "1. Fare rete", "2. Creare valore", "Utenti", "3. Tutela del Mercato", "4. Persone"]
        );
    }

    #[test]
    fn a_title_goes_on_and_a_map_goes_on() {
        let map = "Camera di Commercio Industria \nArtigianato e Agricoltura Dorsale \nMurgense\n\n011_Imprese\n\n\
                   Utenti e Mercato\n\n1. Fare rete\n\n2. Creare valore\n\n3. Tutela del consumo\n\n4. Fare scuola";
        let (maps, _) = read(&pages(&[map, "Processi interni\n\n5. Lavorare bene\n\n6. Rispondere presto"]));
        let cells: Vec<String> = maps.iter().flat_map(|map| &map.cells).map(|c| c.cell.flat()).collect();
        assert_eq!(cells[0], "Camera di Commercio Industria Artigianato e Agricoltura Dorsale Murgense");
        assert_eq!(cells[cells.len() - 3..], ["Processi interni", "5. Lavorare bene", "6. Rispondere presto"]);
    }

    #[test]
    fn a_perspective_below_a_title_that_does_not_wrap_is_a_cell_of_its_own() {
        let map = "011_Imprese \n\ne Lavoro\n\n1. Fare \n\nrete\n\n2. Creare \n\nvalore\n\nProcessi Interni\n\n\
                   3. Lavorare \n\nbene\n\nEconomico-\n\nFinanziario\n\n4. Spendere \n\nmeno";
        let sheet = "2. Creare valore\nProcessi Interni\n3. Lavorare bene\nEconomico-Finanziario";
        let (maps, _) = read(&pages(&[map, sheet]));
        let cells: Vec<String> = maps[0].cells.iter().map(|c| c.cell.flat()).collect();
        assert_eq!(cells[2..5], ["2. Creare valore", "Processi Interni", "3. Lavorare bene"]);
        assert_eq!(cells[6], "4. Spendere meno");
    }
}
