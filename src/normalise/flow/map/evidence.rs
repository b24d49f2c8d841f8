//! What the pages beside the map say of perspectives and missions.

use std::collections::{BTreeMap, BTreeSet};

use super::topics;
use crate::document::Page;
use crate::normalise::draft::{Field, Section};
use crate::normalise::flow::columns::Slot;
use crate::normalise::flow::decode::{Cell, Piece};
use crate::normalise::flow::header_row;
use crate::normalise::flow::headings::{self, Heading, Names};
use crate::normalise::flow::kinds;
use crate::normalise::flow::lines;
use crate::normalise::flow::looks::fold;
use crate::normalise::flow::row::{Assembled, Row, Text};
use crate::normalise::flow::tables::Table;

/// Whether a text of the map may name a perspective.
pub fn is_perspective(text: &str) -> bool {
    kinds::heading_number(text).is_none()
        && !kinds::is_mission(text)
        && !headings::is_title(text)
        && !headings::is_role(text)
        && text.starts_with(char::is_uppercase)
        && text.split(' ').count() <= 8
        && text.len() > 4
        && !kinds::is_indicator(text)
        && !kinds::is_value(text)
        && !kinds::starts_note(text)
        && !text.contains(|c: char| c.is_ascii_digit())
        && header_row::loose_names(text).is_empty()
}

/// The names among those that a map may give to perspectives: where two or more speak of a side of a
/// balanced scorecard, the others are something else.
pub fn sides(names: Vec<String>) -> Vec<String> {
    if names.iter().filter(|name| looks_at(name)).count() < 2 {
        return names;
    }
    names.into_iter().filter(|name| looks_at(name)).collect()
}

/// Short names of what a balanced scorecard looks at, where no page is a map: those that stand
/// directly before numbered objectives more than once, and with them those that do so once and stand
/// alone wherever they stand; a unit, which may be named alike, stands beside others, too.
pub fn repeated(pages: &[Page]) -> Vec<String> {
    let lines: Vec<Vec<lines::Line<'_>>> = pages.iter().map(lines::of_page).collect();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for pair in lines.iter().flat_map(|page| page.windows(2)) {
        let (name, next) = (&pair[0], &pair[1]);
        let heads = kinds::heading_number(next.text).is_some_and(|_| !next.text.ends_with(','));
        if (heads || headings::mission_and_objective(next.text).is_some()) && is_side(name) {
            *counts.entry(name.text).or_default() += 1;
        }
    }
    let all = || lines.iter().flatten();
    let alone = |name: &str| {
        all().filter(|l| l.text == name).count() > 1 && !all().any(|l| l.text != name && l.text.contains(name))
    };
    let sure = counts.values().any(|count| *count > 1);
    let taken = counts.into_iter().filter(|(name, count)| *count > 1 || (sure && alone(name)));
    taken.map(|(name, _)| name.to_owned()).collect()
}

/// Whether a line is the name of a side of a balanced scorecard and of nothing else.
fn is_side(name: &lines::Line<'_>) -> bool {
    is_perspective(name.text)
        && name.text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '-' | '\'' | '’' | '/'))
        && name.text.starts_with(char::is_uppercase)
        && !name.wraps
        && !kinds::open_ending(name.text)
        && !kinds::is_unit(name.text)
        && !kinds::is_area(name.text)
        && !kinds::is_indicator(name.text)
        && looks_at(name.text)
        && header_row::loose_names(name.text).is_empty()
}

/// Whether a name speaks of users, processes, growth or means: the sides of a balanced scorecard.
pub fn looks_at(name: &str) -> bool {
    const SIDES: [&str; 20] = [
        "utent",
        "stakeholder",
        "imprese",
        "territori",
        "cittadin",
        "consumator",
        "clienti",
        "process",
        "organizz",
        "crescita",
        "apprend",
        "innovazion",
        "econom",
        "finanz",
        "risorse",
        "salute",
        "capitale",
        "persone",
        "qualità",
        "patrimon",
    ];
    let lower = name.to_lowercase();
    SIDES.iter().any(|side| lower.contains(side))
}

/// The missions that lines name, with what follows on the next line if the name cannot end there, and the
/// perspectives that stand behind them on their lines.
pub fn missions_named(pages: &[Page]) -> (Vec<Text>, Vec<Text>) {
    const LONGEST: usize = 110;
    let (mut missions, mut sides) = (Vec::new(), Vec::new());
    let all: Vec<Vec<lines::Line<'_>>> = pages.iter().map(lines::of_page).collect();
    let printed: Vec<&str> = all.iter().flatten().map(|l| l.text).filter(|t| kinds::is_mission(t)).collect();
    for (page, lines) in pages.iter().zip(&all) {
        let named = |text: &str, line: u32, last: u32| Text {
            cell: Cell { text: text.to_owned(), lines: (line, last), cost: 0.0, why: None },
            page: page.number,
            why: None,
            merged: false,
        };
        for (at, line) in lines.iter().enumerate().filter(|(_, l)| kinds::is_mission(l.text)) {
            if let Some((mission, side)) = mission_and_side(line.text, &printed) {
                missions.push(named(mission, line.number, line.number));
                sides.push(named(side, line.number, line.number));
            } else if let Some((mission, _)) = headings::mission_and_objective(line.text) {
                missions.push(named(&mission, line.number, line.number));
            } else if line.text.len() < LONGEST {
                let goes_on = |next: &&lines::Line<'_>| {
                    kinds::open_ending(line.text) || next.text.starts_with(char::is_lowercase)
                };
                let next = lines.get(at + 1).filter(goes_on);
                let text = next.map_or_else(|| line.text.to_owned(), |next| format!("{}\n{}", line.text, next.text));
                missions.push(named(&text, line.number, next.map_or(line.number, |n| n.number)));
            }
        }
    }
    (missions, sides)
}

/// A mission and a perspective on one line: the mission stands on another line with another behind it, or
/// the perspective behind another mission.
fn mission_and_side<'a>(line: &'a str, printed: &[&str]) -> Option<(&'a str, &'a str)> {
    const SHORTEST: usize = 3;
    let cuts = line.match_indices(' ').map(|(at, _)| (&line[..at], &line[at + 1..]));
    let mut cuts = cuts.skip(SHORTEST - 1).filter(|(before, rest)| {
        rest.starts_with(char::is_uppercase) && !kinds::open_ending(before) && topics::side(rest).is_some()
    });
    cuts.find(|(before, rest)| {
        let others = || printed.iter().filter(|other| **other != line);
        let elsewhere = |other: &&str| other.strip_prefix(before).is_some_and(|tail| tail.starts_with(' '));
        let behind = |other: &&str| {
            rest.contains(' ')
                && other.strip_suffix(rest).is_some_and(|head| head.ends_with(' ') && head.trim() != *before)
        };
        others().any(|other| elsewhere(other) || behind(other))
    })
}

/// The sides of a scorecard that lines name on a page which lists missions, more than once in all; with two or
/// more of them, a side that only one line of these pages names.
pub fn sides_named(pages: &[Page]) -> Vec<Text> {
    const LISTED: usize = 3;
    let all: Vec<Vec<lines::Line<'_>>> = pages.iter().map(lines::of_page).collect();
    let mut out: Vec<Text> = Vec::new();
    let mut once: BTreeMap<u8, Vec<Text>> = BTreeMap::new();
    for (page, lines) in pages.iter().zip(&all) {
        if lines.iter().filter(|l| kinds::is_mission(l.text)).count() < LISTED {
            continue;
        }
        // One word may be the end of a longer name.
        let alone = |l: &lines::Line<'_>| l.text.contains([' ', '-']) || l.text.to_lowercase().contains("stakeholder");
        let first = |at: usize| at.checked_sub(1).is_none_or(|before| !lines[before].wraps);
        for (at, line) in lines.iter().enumerate().filter(|(_, l)| is_side(l) && alone(l)) {
            let cell = Cell { text: line.text.to_owned(), lines: (line.number, line.number), cost: 0.0, why: None };
            let text = Text { cell, page: page.number, why: None, merged: false };
            if all.iter().flatten().filter(|l| l.text == line.text).count() > 1 {
                out.push(text);
            } else if let Some(side) = topics::side(line.text).filter(|_| first(at)) {
                once.entry(side).or_default().push(text);
            }
        }
    }
    let known: BTreeSet<u8> = out.iter().filter_map(|text| topics::side(&text.cell.text)).collect();
    let missing = once.into_iter().filter(|(side, lines)| known.len() > 1 && lines.len() == 1 && !known.contains(side));
    out.extend(missing.flat_map(|(_, lines)| lines));
    out
}

fn number(text: &Text) -> Option<u32> {
    kinds::heading_number(&text.cell.flat())
}

/// What a page says of an objective: its number, a name, and how sure it is.
pub type Said = (u32, String, f32);

/// How sure a field of a row is, if it is surer than not.
fn trust(text: &Text) -> Option<f32> {
    #[expect(clippy::cast_possible_truncation, reason = "a share")]
    let sure = text.why.as_ref().map_or(1.0, |w| w.confidence as f32);
    (sure > 0.5).then_some(sure)
}

/// What rows say of a field, with the number of their objective.
fn said<'a>(rows: impl Iterator<Item = &'a Row>, field: Field) -> Vec<Said> {
    let both = rows.filter_map(|row| Some((row.get(Field::Objective)?, row.get(field)?)));
    both.filter_map(|(objective, name)| Some((number(objective)?, name.cell.flat(), trust(objective)? * trust(name)?)))
        .collect()
}

/// The perspectives that head executives' rows and operational pages, by objective. Those that a
/// merged cell spreads over rows were placed by what the map says, so they say nothing of it.
pub fn perspectives(assembled: &Assembled, names: &Names) -> Vec<Said> {
    const SURE: f32 = 0.8;
    let headed = |row: &&Row| row.headings.iter().any(|(field, _)| *field == Field::Perspective);
    let mut out = said(assembled.rows.iter().filter(headed), Field::Perspective);
    let heads = |title: &&Text| headings::heading(&title.cell.flat(), names) == Heading::Perspective;
    for title in assembled.titles.iter().filter(heads) {
        if assembled.titles.iter().filter(heads).filter(|other| other.page == title.page).count() > 1 {
            continue;
        }
        let here = assembled.rows.iter().filter(|r| r.page == title.page && r.section == Section::Operational);
        let mut numbers: Vec<u32> = here.filter_map(|r| r.get(Field::Objective).and_then(number)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        out.extend(numbers.into_iter().map(|n| (n, title.cell.flat(), SURE)));
    }
    out
}

/// Whether the sheets of the executives print perspectives at all, be it apart from their rows.
pub fn on_sheets(assembled: &Assembled, names: &Names) -> bool {
    let rows: Vec<&Row> = assembled.rows.iter().filter(|r| r.section == Section::Executive).collect();
    let pages: BTreeSet<u32> = rows.iter().map(|r| r.page).collect();
    let apart = assembled.titles.iter().chain(&assembled.map).chain(&assembled.left);
    let mut apart = apart.filter(|text| pages.contains(&text.page));
    rows.iter().any(|r| r.get(Field::Perspective).is_some() || r.columns.iter().any(|c| c.is(Field::Perspective)))
        || apart.any(|text| headings::heading(&text.cell.flat(), names) == Heading::Perspective)
}

/// The perspectives that head pages, with the objectives that these pages repeat below: a page is
/// headed by the only perspective on it, before any objective. `pages` are their folded lines.
pub fn heads(pages: &[Vec<String>], objectives: &[(u32, Text)], perspectives: &[Text]) -> Vec<Said> {
    const SURE: f32 = 0.8;
    let titles: Vec<(u32, String)> = objectives.iter().map(|(n, t)| (*n, fold(&t.cell.flat()))).collect();
    let mut out = Vec::new();
    for lines in pages {
        let text = lines.concat();
        let at = |line: usize| lines[..line].iter().map(String::len).sum::<usize>();
        let stands = |name: &str| {
            let one = lines.iter().position(|l| l == name);
            one.or_else(|| lines.windows(2).position(|w| w[0].len() < name.len() && w.concat() == name)).map(at)
        };
        let mut found = perspectives.iter().filter_map(|p| Some((p, stands(&fold(&p.cell.flat()))?)));
        let (Some((name, head)), None) = (found.next(), found.next()) else { continue };
        let here: Vec<(u32, usize)> =
            titles.iter().filter_map(|(n, title)| Some((*n, text.find(title.as_str())?))).collect();
        if here.iter().all(|(_, at)| *at > head) {
            out.extend(here.into_iter().map(|(n, _)| (n, name.cell.flat(), SURE)));
        }
    }
    out
}

/// The missions that rows and the dashboard's headings name, by objective; the map has so many.
pub fn missions(tables: &[Table], assembled: &Assembled, names: &Names, missions: usize) -> Vec<Said> {
    let mut printed: Vec<Said> = Vec::new();
    let strategic =
        |t: &Table| t.section == Some(Section::Strategic) && t.columns.iter().any(|c| matches!(c.slot, Slot::Years(_)));
    let mut from = 0;
    while from < tables.len() {
        let page = tables[from].page;
        let to = from + tables[from..].iter().take_while(|t| t.page == page).count();
        let (mut objectives, mut heads) = (Vec::new(), Vec::new());
        if tables[from..to].iter().filter(|t| t.section.is_some()).all(strategic) {
            for piece in tables[from..to].iter().flat_map(|t| &t.pieces) {
                let (Piece::Band(cell) | Piece::Detached(cell)) = piece else { continue };
                match headings::heading(&cell.flat(), names) {
                    Heading::Objective(n) => objectives.push(n),
                    Heading::Mission => heads.push(cell.flat()),
                    _ => {}
                }
            }
        }
        if heads.len() == objectives.len() || heads.len() == 1 {
            printed.extend(objectives.into_iter().zip(heads).map(|(number, name)| (number, name, 1.0)));
        }
        from = to;
    }
    // A dashboard that names some missions only names them for some objectives only.
    let code = |name: &str| name.split(|c: char| !c.is_ascii_digit()).find(|w| !w.is_empty()).map(str::to_owned);
    let codes: BTreeSet<String> = printed.iter().filter_map(|(_, name, _)| code(name)).collect();
    let weight = if codes.len() < missions { 0.2 } else { 1.0 };
    for said in &mut printed {
        said.2 *= weight;
    }
    printed.extend(said(assembled.rows.iter(), Field::Mission));
    printed
}

#[cfg(test)]
mod tests {
    use super::sides_named;
    use crate::document::{Line, Page};

    #[test]
    fn a_page_that_lists_missions_names_perspectives() {
        let page = |(number, text): (u32, &str)| Page {
            number,
            lines: (1..).zip(text.split('\n')).map(|(n, l)| Line { number: n, text: l.to_owned() }).collect(),
        };
        let named = |map: &str, sheet: &str| -> Vec<String> {
            let pages: Vec<Page> = (1..).zip([map, sheet]).map(page).collect();
            sides_named(&pages).into_iter().map(|text| text.cell.text).collect()
        };
        let map = "Processi interni\n\n011_Imprese\n\n032_Servizi\n\nUfficio Risorse Umane e \n\n\
                   Processi Economici\n\nRisorse finanziarie\n\nImprese e Mercato\n\n012_Tutela";
        let sheet = "Imprese e Mercato\n1. Fare rete\nProcessi interni\n2. Lavorare bene";
        assert_eq!(named(map, sheet), ["Processi interni", "Imprese e Mercato", "Risorse finanziarie"]);
        assert_eq!(named(map, "1. Fare rete"), [""; 0]);
        assert_eq!(named(&map.replace("012_", ""), sheet), [""; 0]);
    }
}
