//! Header rows in running text: where one stands, and the columns that it promises.

use super::columns::{Column, Name, Promise, columns_of};
use super::header_cells::{self, Cells, Word};
use super::lines::{Line, words};
use super::orders;
use crate::normalise::draft::{Field, Section};
use crate::normalise::headers;

/// A header row.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// First line, an index.
    pub first: usize,
    /// Byte where the header begins on its first line: a title may stand before it.
    pub start: usize,
    /// Last line, inclusive.
    pub last: usize,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// Other orders that they may have.
    pub orders: Vec<Vec<Column>>,
    /// The table it heads.
    pub section: Option<Section>,
    /// Whether two of its names mean one column.
    pub twice: bool,
}

/// Whether a word is a year, as a header prints one.
fn is_year(word: &str) -> bool {
    word.trim_end_matches(':').parse().is_ok_and(|year: i32| (1990..2100).contains(&year))
}

/// Where two names are printed without a blank between them, the second begins: `OwnerObiettivo`,
/// `Annotazioni2022`.
fn glued(word: &str) -> Option<usize> {
    let at = word.char_indices().zip(word.chars().skip(1)).find_map(|((at, before), next)| {
        let parts = before.is_lowercase() && (next.is_uppercase() || next.is_ascii_digit());
        parts.then(|| at + before.len_utf8())
    })?;
    let tail = &word[at..];
    (is_year(tail) || (tail.starts_with(char::is_uppercase) && headers::may_begin(tail))).then_some(at)
}

/// Reads a header that begins at a byte of a line.
fn read(lines: &[Line<'_>], first: usize, start: usize) -> Option<Header> {
    /// Lines of titles that are looked at above a header.
    const TITLES: usize = 3;
    read_below(lines, first, start, TITLES)
}

/// The same, with so many lines of titles left above it.
fn read_below(lines: &[Line<'_>], first: usize, start: usize, titles: usize) -> Option<Header> {
    const TALLEST: usize = 16;
    if !header_cells::opens(&lines[first].text[start..]) {
        return None;
    }
    let mut stock: Vec<Word<'_>> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(first).take(TALLEST) {
        let from = if index == first { start } else { 0 };
        for &(begin, end) in words(line.text).iter().filter(|w| w.0 >= from) {
            let broken = index > first && begin == 0 && !lines[index - 1].wraps;
            let word = &line.text[begin..end];
            let (head, tail) = glued(word).map_or((word, ""), |at| word.split_at(at));
            stock.push(Word { text: head, line: index, broken });
            if !tail.is_empty() {
                stock.push(Word { text: tail, line: index, broken: false });
            }
        }
    }
    // A row ends before a line that would name a column again.
    let mut found = None;
    for Cells { names, last, late } in header_cells::rows(&stock) {
        let Some(table) = columns_of(&names).filter(|table| table.section.is_none() || is_measured(&names)) else {
            continue;
        };
        // `Anno rilevazione` begins the first row.
        let years = names.iter().filter(|name| matches!(name, Name::Year(_))).count();
        let measures = years > 1 && matches!(names.last(), Some(Name::Extra(label)) if label == "anno");
        if found.is_some() && (table.twice || measures) {
            break;
        }
        found = Some((names, last, late, table));
    }
    let (names, last, late, table) = found?;
    // `Programmazione operativa anno 2020` is a title: the targets have a column of their own below.
    let dated = start > 0 && first < last && is_target_year(&names);
    if dated || is_title(lines, first, last, &table, titles) || is_titled_year(lines, first, last, titles) {
        return None;
    }
    // Labels of a sheet's head, one a line, are no columns.
    let label = |name: &Name| matches!(name, Name::Field(Field::Mission | Field::Perspective | Field::Objective));
    let alone = header_cells::name_of(&lines[first].text[start..]).is_some_and(|n| label(&n));
    if alone && lines.get(first + 1).is_some_and(|l| l.gap > 0) {
        return None;
    }
    // Years alone, one a line, may be a piece of a list of numbers.
    if last > first && names.iter().all(|name| matches!(name, Name::Year(_))) {
        let number = |at: Option<usize>| lines.get(at?)?.text.parse::<i32>().ok();
        let (above, below) = (number(first.checked_sub(1)), number(Some(last + 1)));
        let goes_on = |name: Option<&Name>, by: i32, next: Option<i32>| matches!((name, next), (Some(Name::Year(year)), Some(next)) if year + by == next);
        if goes_on(names.first(), -1, above) || goes_on(names.last(), 1, below) {
            return None;
        }
    }
    let ordered = orders::of(&names, late).into_iter().filter_map(|names| Some(columns_of(&names)?.columns));
    let orders = ordered.chain(orders::unnamed_owner(&names, &table.columns)).collect();
    Some(Header { first, start, last, columns: table.columns, orders, section: table.section, twice: table.twice })
}

/// Whether a header without its first line is the better one: that line names a column again or stands
/// alone above a line of several cells, as titles do.
fn is_title(lines: &[Line<'_>], first: usize, last: usize, table: &Promise, titles: usize) -> bool {
    let line = &lines[first];
    if first == last || line.wraps || titles == 0 {
        return false;
    }
    let single = header_cells::name_of(line.text).is_some();
    (table.twice || single)
        && read_below(lines, first + 1, 0, titles - 1)
            .is_some_and(|rest| !rest.twice && (table.twice || rest.last == first + 1))
}

/// Whether the first line of a header is the title of a section and its year, above a header of its own:
/// `Obiettivi operativi 2020`.
fn is_titled_year(lines: &[Line<'_>], first: usize, last: usize, titles: usize) -> bool {
    let line = &lines[first];
    let (title, year) = line.text.rsplit_once(' ').unwrap_or_default();
    first < last
        && titles > 0
        && !line.wraps
        && is_year(year)
        && super::headings::is_title(title)
        && header_cells::name_of(title).is_some()
        && read_below(lines, first + 1, 0, titles - 1).is_some()
}

/// Whether names begin with a year though they have a column of targets.
fn is_target_year(names: &[Name]) -> bool {
    let years = names.iter().filter(|name| matches!(name, Name::Year(_))).count();
    years == 1 && matches!(names.first(), Some(Name::Year(_))) && names.contains(&Name::Field(Field::Target))
}

/// Whether names are those of a table with targets. Where rows measure one thing in several places,
/// the columns of its indicator and target are merged and their headers printed elsewhere.
fn is_measured(names: &[Name]) -> bool {
    let has = |field: Field| names.contains(&Name::Field(field));
    let operational = has(Field::Programme) || has(Field::Services);
    let years = names.iter().any(|name| matches!(name, Name::Year(_)));
    has(Field::Target) || years || (operational && has(Field::OperationalObjective))
}

/// The header rows of a page.
pub fn headers(lines: &[Line<'_>]) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let header = starts(lines[at].text).into_iter().find_map(|start| read(lines, at, start));
        match header {
            Some(header) => {
                at = header.last + 1;
                found.push(header);
            }
            None => at += 1,
        }
    }
    found
}

/// The fields that a line of nothing but header names names: a piece of a header whose cells are
/// merged, which the export printed apart.
pub fn loose_names(text: &str) -> Vec<Field> {
    let names = header_cells::whole(text).unwrap_or_default();
    // A title names the plan's year; behind the indicator it is the target's.
    let years = names.iter().filter(|name| matches!(name, Name::Year(_))).count();
    let measured = years < 2 && names.len() > 1 && names.contains(&Name::Field(Field::Indicator));
    let title = !measured && text.split(' ').any(is_year);
    // `Stato di attuazione` begins an indicator more often than it is a header.
    let counted = names.len() == 1
        && text.contains(' ')
        && !text.contains(|c: char| c.is_ascii_digit())
        && !text.contains("avanz");
    if title || names_people(text, &names) {
        return Vec::new();
    }
    let field = |name| match name {
        Name::Field(field) => Some(field),
        Name::Year(_) => Some(Field::Target),
        _ => None,
    };
    let fields = names.into_iter().filter_map(field);
    fields.filter(|field| !(counted && matches!(field, Field::Actual | Field::Progress))).collect()
}

/// Whether a line is the name of the remarks' column and nothing else.
pub fn is_notes(text: &str) -> bool {
    header_cells::whole(text).is_some_and(|names| matches!(names.as_slice(), [Name::Notes]))
}

/// Whether a text that could be names of columns is that of somebody: `Dirigente Servizi di supporto`,
/// `Ufficio Risorse Umane`.
pub fn names_people(text: &str, names: &[Name]) -> bool {
    let people = |name: &Name| matches!(name, Name::Field(Field::Role | Field::Owners | Field::Services));
    let extra = |name: &Name| matches!(name, Name::Extra(_));
    names.iter().any(people) && (names.iter().any(extra) || super::headings::is_role(text) && names.len() > 1)
}

/// Bytes of a line where a header may begin: its start, and its first year after a title, or the word
/// before the first of several years that all have it: `Target 2020 Target 2021`.
fn starts(text: &str) -> Vec<usize> {
    let words = words(text);
    let mut starts = vec![words.first().map_or(0, |w| w.0)];
    let year = |w: &(usize, usize)| is_year(&text[w.0..w.1]);
    let word = |w: (usize, usize)| &text[w.0..w.1];
    let labelled =
        words.windows(4).skip(1).find(|w| year(&w[1]) && year(&w[3]) && !year(&w[0]) && word(w[0]) == word(w[2]));
    starts.extend(labelled.map(|w| w[0].0));
    if let Some(first) = words.iter().position(year) {
        if words.len() > first + 1 && words[first..].iter().take(2).all(year) {
            let labelled =
                first > 0 && matches!(text[words[first - 1].0..words[first - 1].1].to_lowercase().as_str(), "anno");
            starts.push(words[first - usize::from(labelled)].0);
        } else if first > 0 && text[words[first - 1].0..words[first - 1].1].eq_ignore_ascii_case("anno") {
            starts.push(words[first - 1].0);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::{glued, headers, loose_names};
    use crate::normalise::draft::Field::{Indicator, Target};
    use crate::normalise::flow::lines::Line;

    #[test]
    fn the_year_behind_an_indicator_is_the_target_s() {
        assert_eq!(loose_names("Indicatore di risultato Target 2019"), [Indicator, Target]);
        assert_eq!(loose_names("Indicatore Anno 2019"), [Indicator, Target]);
        assert!(loose_names("Obiettivi operativi 2019").is_empty());
    }

    fn found(texts: &[&'static str]) -> Vec<(usize, usize, usize)> {
        let lines: Vec<Line<'_>> =
            (1..).zip(texts).map(|(number, text)| Line { number, text, wraps: false, gap: 0 }).collect();
        headers(&lines).iter().map(|h| (h.first, h.start, h.last)).collect()
    }

    #[test]
    fn years_that_all_have_a_word_before_them_head_columns_behind_a_title() {
        let dashboard = "Obiettivo strategico 2 – Fari e moli Target 2024 Target 2025 Responsabile";
        assert_eq!(found(&[dashboard]), [(0, 39, 0)]);
    }

    #[test]
    fn the_year_at_the_end_of_a_title_is_no_column() {
        let header = "Obiettivo strategico Programma Obiettivo operativo Indicatore Target Uffici coinvolti Area";
        assert_eq!(found(&["Programmazione operativa anno 2026", header]), [(1, 0, 1)]);
        let targets = "Obiettivo strategico Programma Obiettivo operativo Indicatore Uffici coinvolti Area";
        assert_eq!(found(&[targets]), [(0, 0, 0)]);
    }

    #[test]
    fn names_without_a_blank_between_them_are_two() {
        assert_eq!(glued("OwnerObiettivo"), Some(5));
        assert_eq!(glued("Annotazioni2022"), Some(11));
        assert_eq!(glued("InfoCamere"), None);
    }

    #[test]
    fn a_title_with_its_year_is_no_part_of_the_header_below() {
        let texts = ["OBIETTIVI OPERATIVI 2020", "OS Linea di intervento", "Obiettivo annuale KPI Target Area"];
        let lines: Vec<Line<'_>> =
            (1..).zip(texts).map(|(number, text)| Line { number, text, wraps: false, gap: 0 }).collect();
        let found: Vec<(usize, usize)> = headers(&lines).iter().map(|h| (h.first, h.last)).collect();
        assert_eq!(found, [(1, 2)]);
    }
}
