//! The strategy map: which objective stands in which perspective and mission.
//!
//! The map is a table of perspectives (rows) and missions (columns). Its objectives are numbered
//! down the columns and printed along the rows, so the numbers themselves tell where a column
//! begins: at one whose predecessor is not printed yet. The last missions' objectives, those of the
//! chamber's own running, follow when all the others are printed.

use std::collections::BTreeMap;

use super::columns::Slot;
use super::decode::{Cell, Piece};
use super::emit;
use super::kinds;
use super::lines;
use super::rows::{self, Assembled, Heading, Names, Text, content_words};
use super::tables::{self, Table};
use crate::document::Page;
use crate::normalise::draft::{Draft, DraftObjective, Field, Section};
use crate::trace::{Inference, Traced};

/// Names that the map gives to perspectives.
pub fn names(pages: &[Page]) -> Names {
    let mut names = Names::default();
    for page in pages {
        let lines = lines::of_page(page);
        if !super::columns::headers(&lines).is_empty() || !tables::is_map(&lines) {
            continue;
        }
        for cell in cells(page) {
            let flat = cell.flat();
            if is_perspective(&flat) && !names.perspectives.contains(&flat) {
                names.perspectives.push(flat);
            }
        }
    }
    if names.perspectives.is_empty() {
        names.perspectives = repeated(pages);
    }
    names
}

/// Short names of what a balanced scorecard looks at, where no page is a map: those that stand
/// directly before numbered objectives more than once, and with them those that do so once and stand
/// alone wherever they stand; a unit, which may be named alike, stands beside others, too.
fn repeated(pages: &[Page]) -> Vec<String> {
    let lines: Vec<Vec<lines::Line<'_>>> = pages.iter().map(lines::of_page).collect();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for pair in lines.iter().flat_map(|page| page.windows(2)) {
        let (name, next) = (&pair[0], &pair[1]);
        let heads = kinds::heading_number(next.text).is_some_and(|_| !next.text.ends_with(','));
        if (heads || rows::mission_and_objective(next.text).is_some()) && is_side(name) {
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
        && !name.wraps
        && !kinds::open_ending(name.text)
        && !kinds::is_unit(name.text)
        && !kinds::is_area(name.text)
        && !kinds::is_indicator(name.text)
        && looks_at(name.text)
        && super::columns::loose_names(name.text).is_empty()
}

/// The cells of a map's page.
fn cells(page: &Page) -> Vec<Cell> {
    let pages = [page.clone()];
    let read = tables::read(&pages, &Names::default());
    let pieces = read.tables.into_iter().flat_map(|t| t.pieces);
    pieces.filter_map(|p| if let Piece::Band(cell) | Piece::Detached(cell) = p { Some(cell) } else { None }).collect()
}

/// Whether a name speaks of users, processes, growth or means: the sides of a balanced scorecard.
fn looks_at(name: &str) -> bool {
    const SIDES: [&str; 16] = [
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
    ];
    let lower = name.to_lowercase();
    SIDES.iter().any(|side| lower.contains(side))
}

fn is_perspective(text: &str) -> bool {
    kinds::heading_number(text).is_none()
        && !kinds::is_mission(text)
        && !rows::is_title(text)
        && !rows::is_role(text)
        && text.split(' ').count() <= 8
        && text.len() > 4
        && text.starts_with(char::is_uppercase)
}

/// One thing printed on the map.
enum Item {
    Objective(u32, Text),
    Mission(Text),
    Perspective(Text),
}

/// Writes the map's objectives, perspectives and missions.
pub fn write(tables: &[Table], assembled: &Assembled, names: &Names, trust: f64, draft: &mut Draft) {
    let mut items = items(tables, names);
    add_shared(&assembled.map, names, &mut items);
    let items = items;
    for item in &items {
        match item {
            Item::Mission(text)
                if text.why.is_none()
                    && text.cell.cost < 1.0
                    && !draft.missions.iter().any(|m| same(&m.value, &text.cell.text)) =>
            {
                draft.missions.push(emit::traced(text));
            }
            Item::Perspective(text) if !draft.perspectives.iter().any(|p| same(&p.value, &text.cell.text)) => {
                draft.perspectives.push(emit::traced(text));
            }
            _ => {}
        }
    }
    let numbers: Vec<u32> =
        items.iter().filter_map(|i| if let Item::Objective(n, _) = i { Some(*n) } else { None }).collect();
    let inner = inner_start(&numbers);
    let (perspectives, missions) = if assembled.map.is_empty() {
        let missions = missions(&items, &numbers, inner, tables, names);
        (perspectives(&items, &numbers, inner, assembled, names), missions)
    } else {
        super::shared_map::spread(&assembled.map, names, rank)
    };
    for item in items {
        let Item::Objective(number, mut text) = item else { continue };
        let mut lines = text.cell.text.lines();
        if lines.clone().count() > 1 && lines.next_back().is_some_and(|l| kinds::is_connective(l.trim())) {
            text.why =
                Some(Inference::new("the last word stands alone on its line and may be no part of the title", 0.5));
        } else if trust < 1.0 || text.cell.cost > 1.2 {
            text.why = Some(Inference::new("where the title begins and ends was deduced from its words", 0.85 * trust));
        }
        draft.objectives.push(DraftObjective {
            heading: emit::traced(&text),
            perspective: perspectives.get(&number).cloned().or_else(|| nearest(&perspectives, number)),
            mission: missions.get(&number).cloned(),
        });
    }
    bridge(draft);
    for row in draft.rows.iter_mut().filter(|r| r.section == Section::Executive && r.get(Field::Perspective).is_none())
    {
        let number = row.get(Field::Objective).and_then(|o| kinds::heading_number(&o.value));
        if let Some(found) = number.and_then(|n| perspectives.get(&n)) {
            let why = Inference::new(
                "the perspective of the row's strategic objective",
                found.inference().map_or(0.93, |w| w.confidence),
            );
            row.set(Field::Perspective, found.clone().doubted(why));
        }
    }
}

/// Gives rows whose objective is printed nowhere the one whose number is missing between those of the
/// rows around them: objectives run through the operational pages in the order of their numbers.
fn bridge(draft: &mut Draft) {
    let printed: Vec<(usize, Option<u32>)> = (0..)
        .zip(&draft.rows)
        .filter(|(_, row)| row.section == Section::Operational)
        .map(|(at, row)| (at, row.get(Field::Objective).map(|o| kinds::heading_number(&o.value).unwrap_or(0))))
        .collect();
    for (at, (row, _)) in printed.iter().enumerate().filter(|(_, (_, number))| number.is_none()) {
        let before = printed[..at].iter().rev().find_map(|(_, number)| *number);
        let after = printed[at..].iter().find_map(|(_, number)| *number);
        let Some(number) = before.map(|b| b + 1).filter(|n| after == Some(n + 1)) else { continue };
        let named = |o: &&DraftObjective| kinds::heading_number(&o.heading.value) == Some(number);
        let Some(found) = draft.objectives.iter().find(named) else { continue };
        let why = "no objective is printed for the row; this one's number is missing before the next";
        let heading = found.heading.clone().doubted(Inference::new(why, 0.75));
        draft.rows[*row].set(Field::Objective, heading);
    }
}

/// The perspective of the objective before, or after: neighbours mostly share it.
fn nearest(perspectives: &BTreeMap<u32, Traced<String>>, number: u32) -> Option<Traced<String>> {
    let before = perspectives.range(..number).next_back().or_else(|| perspectives.range(number..).next());
    before.map(|(_, text)| {
        let why = Inference::new("no perspective was found for the objective; its neighbour's is taken", 0.4);
        text.clone().doubted(why)
    })
}

fn same(a: &str, b: &str) -> bool {
    super::looks::fold(a) == super::looks::fold(b)
}

/// Adds what a map that shares its page with tables left over.
fn add_shared(shared: &[Text], names: &Names, items: &mut Vec<Item>) {
    for text in shared {
        let mut text = text.clone();
        text.merged = false;
        match rows::heading(&text.cell.flat(), names) {
            Heading::Objective(n) if !items.iter().any(|i| matches!(i, Item::Objective(m, _) if *m == n)) => {
                items.push(Item::Objective(n, text));
            }
            Heading::Mission => items.push(Item::Mission(text)),
            Heading::Perspective => items.push(Item::Perspective(text)),
            _ => {}
        }
    }
}

fn items(tables: &[Table], names: &Names) -> Vec<Item> {
    let mut items = Vec::new();
    let mut seen = Vec::new();
    for table in tables.iter().filter(|t| t.section.is_none()) {
        list_items(table, &mut items, &mut seen);
        for piece in &table.pieces {
            let (Piece::Band(cell) | Piece::Detached(cell)) = piece else { continue };
            let text = Text { cell: cell.clone(), page: table.page, why: None, merged: false };
            match rows::heading(&cell.flat(), names) {
                Heading::Objective(n) if !seen.contains(&n) => {
                    seen.push(n);
                    items.push(Item::Objective(n, text));
                }
                Heading::Mission => items.push(Item::Mission(text)),
                Heading::Perspective => items.push(Item::Perspective(text)),
                _ => {}
            }
        }
    }
    items
}

/// A map printed as a list: every row names the objective's mission and perspective.
fn list_items(table: &Table, items: &mut Vec<Item>, seen: &mut Vec<u32>) {
    for piece in &table.pieces {
        let Piece::Row(cells) = piece else { continue };
        let cell = |field: Field| cells.iter().find(|(c, _)| table.columns[*c].is(field)).map(|(_, cell)| cell);
        let number = cells.iter().find_map(|(c, cell)| match table.columns[*c].slot {
            Slot::Extra(_) => cell.flat().parse::<u32>().ok(),
            _ => None,
        });
        let Some(title) = cell(Field::Objective) else { continue };
        let Some(number) = number.or_else(|| kinds::heading_number(&title.flat())) else { continue };
        let text = |cell: &Cell| Text { cell: cell.clone(), page: table.page, why: None, merged: false };
        // Names on one line with their neighbours may have lost or won a word.
        let crowded = |cell: &Cell| {
            cells.iter().filter(|(_, other)| other.lines.0 <= cell.lines.1 && cell.lines.0 <= other.lines.1).count() > 1
        };
        let name = |cell: &Cell| {
            let why = crowded(cell).then(|| Inference::new("the name shares its line with others", 0.8));
            Text { why, ..text(cell) }
        };
        items.extend(cell(Field::Mission).map(|c| Item::Mission(name(c))));
        items.extend(cell(Field::Perspective).map(|c| Item::Perspective(name(c))));
        let mut heading = text(title);
        if crowded(title) {
            heading.cell.cost = heading.cell.cost.max(2.0);
        }
        if kinds::heading_number(&title.flat()).is_none() {
            heading.cell.text = format!("{number}. {}", heading.cell.text);
        }
        seen.push(number);
        items.push(Item::Objective(number, heading));
    }
}

/// The first objective of the chamber's own running: all before it are printed, and the one printed
/// just before it is not its predecessor.
fn inner_start(numbers: &[u32]) -> Option<u32> {
    (1..numbers.len()).find_map(|at| {
        let number = numbers[at];
        let whole = (1..number).all(|n| numbers[..at].contains(&n)) && at + 1 == number as usize;
        (whole && numbers[at - 1] + 1 != number).then_some(number)
    })
}

/// The first numbers of the map's columns, from left to right.
fn column_starts(numbers: &[u32]) -> Vec<u32> {
    let mut columns: Vec<(u32, u32)> = Vec::new();
    let mut last = 0;
    for (at, &number) in numbers.iter().enumerate() {
        let below = columns.iter().position(|(_, end)| *end + 1 == number);
        // Directly after its predecessor while a column to the left goes on: it stands beside it.
        let beside = below.is_some_and(|c| {
            c == last && c > 0 && columns[..c].iter().any(|(_, end)| numbers[at..].contains(&(end + 1)))
        });
        match below {
            Some(c) if !beside => {
                columns[c].1 = number;
                last = c;
            }
            _ => {
                columns.push((number, number));
                last = columns.len() - 1;
            }
        }
    }
    columns.into_iter().map(|(start, _)| start).collect()
}

/// The mission of each objective.
fn missions(
    items: &[Item],
    numbers: &[u32],
    inner: Option<u32>,
    tables: &[Table],
    names: &Names,
) -> BTreeMap<u32, Traced<String>> {
    let mut out = BTreeMap::new();
    let found: Vec<&Text> =
        items.iter().filter_map(|i| if let Item::Mission(t) = i { Some(t) } else { None }).collect();
    if found.is_empty() {
        return out;
    }
    if let Some(placed) = in_place(items, |i| if let Item::Mission(t) = i { Some(t) } else { None }) {
        return placed;
    }
    let mut listed = found.clone();
    listed.dedup_by(|a, b| same(&a.cell.text, &b.cell.text));
    let outer: Vec<u32> = numbers.iter().copied().filter(|n| inner.is_none_or(|i| *n < i)).collect();
    let starts = column_starts(&outer);
    let own = listed.iter().position(|m| code(&m.cell.flat()).is_some_and(|c| c >= 30));
    let from_dashboard = dashboard_missions(tables, names);
    // A dashboard that names some missions only names them for some objectives only.
    let codes: std::collections::BTreeSet<u32> =
        from_dashboard.values().filter_map(|text| code(&text.cell.flat())).collect();
    let whole = codes.len() >= listed.len();
    let others: Vec<&Text> = listed.iter().enumerate().filter(|(i, _)| Some(*i) != own).map(|(_, t)| *t).collect();
    for &number in numbers {
        let dashboard = from_dashboard.range(..=number).next_back().map(|(_, text)| text.clone());
        let column =
            starts.iter().enumerate().filter(|(_, s)| **s <= number).max_by_key(|(_, s)| **s).map_or(0, |(c, _)| c);
        let by_map = match own {
            Some(own) if inner.is_some_and(|i| number >= i) => Some(listed[own]),
            _ => others.get(column).copied(),
        };
        let (text, confidence) = match (&dashboard, by_map) {
            (Some(d), Some(m)) if same(&d.cell.text, &m.cell.text) => (m.clone(), 0.96),
            (Some(_), Some(m)) if !whole && starts.len() == others.len() => (m.clone(), 0.85),
            (Some(d), _) => (d.clone(), 0.85),
            (None, Some(m)) => (m.clone(), if starts.len() == others.len() { 0.93 } else { 0.6 }),
            (None, None) => continue,
        };
        let why = Inference::new("objectives are numbered down the map's columns; this column's mission", confidence);
        let others = listed.iter().filter(|m| !same(&m.cell.text, &text.cell.text)).map(|m| m.cell.flat());
        out.insert(number, emit::traced(&text).doubted(why.or(others)));
    }
    out
}

fn code(text: &str) -> Option<u32> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Names that stand directly before what they head, one after the other.
fn in_place<'a>(
    items: &'a [Item],
    pick: impl Fn(&'a Item) -> Option<&'a Text>,
) -> Option<BTreeMap<u32, Traced<String>>> {
    let mut out = BTreeMap::new();
    let mut current: Option<&Text> = None;
    let mut heads = 0;
    let mut fresh = false;
    for item in items {
        if let Some(text) = pick(item) {
            current = Some(text);
            fresh = true;
        } else if let Item::Objective(number, _) = item {
            heads += usize::from(fresh);
            fresh = false;
            let why = Inference::new("the name stands before the objective on the map", 0.9);
            out.insert(*number, emit::traced(current?).doubted(why));
        }
    }
    (heads > 2 && !fresh).then_some(out)
}

/// The missions that the dashboard prints, by the first objective under each.
fn dashboard_missions(tables: &[Table], names: &Names) -> BTreeMap<u32, Text> {
    let mut out = BTreeMap::new();
    let mut from = 0;
    let strategic =
        |t: &Table| t.section == Some(Section::Strategic) && t.columns.iter().any(|c| matches!(c.slot, Slot::Years(_)));
    while from < tables.len() {
        let page = tables[from].page;
        let to = from + tables[from..].iter().take_while(|t| t.page == page).count();
        let (mut objectives, mut missions) = (Vec::new(), Vec::new());
        if tables[from..to].iter().filter(|t| t.section.is_some()).all(strategic) {
            for piece in tables[from..to].iter().flat_map(|t| &t.pieces) {
                let (Piece::Band(cell) | Piece::Detached(cell)) = piece else { continue };
                match rows::heading(&cell.flat(), names) {
                    Heading::Objective(n) => objectives.push(n),
                    Heading::Mission => missions.push(Text { cell: cell.clone(), page, why: None, merged: true }),
                    _ => {}
                }
            }
        }
        if missions.len() == objectives.len() || missions.len() == 1 {
            out.extend(objectives.into_iter().zip(missions));
        }
        from = to;
    }
    out
}

/// The perspective of each objective.
fn perspectives(
    items: &[Item],
    numbers: &[u32],
    inner: Option<u32>,
    assembled: &Assembled,
    names: &Names,
) -> BTreeMap<u32, Traced<String>> {
    let mut out: BTreeMap<u32, Traced<String>> = BTreeMap::new();
    let all: Vec<&Text> =
        items.iter().filter_map(|i| if let Item::Perspective(t) = i { Some(t) } else { None }).collect();
    if let Some(placed) = in_place(items, |i| if let Item::Perspective(t) = i { Some(t) } else { None }) {
        return placed;
    }
    // Those of one row stand before its objectives; those of several rows at the page's end.
    let mut current: Option<&Text> = None;
    for item in items {
        match item {
            Item::Perspective(text) => current = Some(text),
            Item::Objective(number, _) if inner.is_some_and(|i| *number >= i) => {
                if let Some(text) = current {
                    let why = Inference::new("the perspective stands before the objective on the map", 0.93);
                    out.insert(*number, emit::traced(text).doubted(why));
                }
            }
            _ => {}
        }
    }
    for (number, name) in pages_perspectives(assembled, names) {
        if let (None, Some(text)) = (out.get(&number), all.iter().find(|t| likeness(&t.cell.flat(), &name) > 0)) {
            let why = Inference::new("the pages of the objective's rows are headed by this perspective", 0.85);
            out.insert(number, emit::traced(text).doubted(why));
        }
    }
    let mut free: Vec<&Text> =
        all.iter().copied().filter(|t| !out.values().any(|v| same(&v.value, &t.cell.text))).collect();
    free.sort_by_key(|t| rank(&t.cell.flat()));
    let blank: Vec<u32> = numbers.iter().copied().filter(|n| !out.contains_key(n)).collect();
    let mut blank: Vec<u32> = blank;
    blank.sort_unstable();
    let outer: Vec<u32> = blank.iter().copied().filter(|n| inner.is_none_or(|i| *n < i)).collect();
    let rest: Vec<u32> = blank.iter().copied().filter(|n| !outer.contains(n)).collect();
    let mut give = |numbers: &[u32], text: &Text, confidence: f64| {
        for number in numbers {
            let why =
                Inference::new("perspectives run down the map in the usual order, from users to resources", confidence);
            let others = all.iter().filter(|t| !same(&t.cell.text, &text.cell.text)).map(|t| t.cell.flat());
            out.insert(*number, emit::traced(text).doubted(why.or(others)));
        }
    };
    if let (false, Some(first)) = (outer.is_empty(), free.first().copied()) {
        give(&outer, first, 0.93);
        free.remove(0);
    }
    let share = rest.len().div_ceil(free.len().max(1)).max(1);
    for (index, chunk) in rest.chunks(share).enumerate() {
        if let Some(text) = free.get(index) {
            give(chunk, text, if free.len() == 1 { 0.9 } else { 0.5 });
        }
    }
    out
}

/// Perspectives of a balanced scorecard, from users to resources.
fn rank(name: &str) -> u8 {
    let lower = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    if has(&["finanz", "economico", "risorse", "patrimon", "bilancio"]) && !has(&["sistema economico"]) {
        3
    } else if has(&["apprend", "crescita", "innovazion", "capitale umano"]) {
        2
    } else {
        u8::from(has(&["process", "organizz"]))
    }
}

fn likeness(a: &str, b: &str) -> usize {
    let words = content_words(a);
    content_words(b).iter().filter(|w| words.contains(w)).count()
}

/// Perspectives printed at the head of pages, with the objectives whose rows stand on them.
fn pages_perspectives(assembled: &Assembled, names: &Names) -> Vec<(u32, String)> {
    let mut out = Vec::new();
    for title in &assembled.titles {
        let flat = title.cell.flat();
        if rows::heading(&flat, names) != Heading::Perspective {
            continue;
        }
        for row in assembled.rows.iter().filter(|r| r.page == title.page && r.section == Section::Operational) {
            let number = row.get(Field::Objective).and_then(|o| kinds::heading_number(&o.cell.flat()));
            if let Some(number) = number.filter(|n| !out.iter().any(|(o, _)| o == n)) {
                out.push((number, flat.clone()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{column_starts, inner_start};

    #[test]
    fn columns_begin_where_the_predecessor_is_missing() {
        assert_eq!(column_starts(&[1, 7, 6, 2, 8, 3, 4, 5]), [1, 7, 6]);
        assert_eq!(column_starts(&[1, 2, 3, 6, 7, 4, 5]), [1, 6, 7]);
    }

    #[test]
    fn the_chamber_itself_comes_when_all_others_are_printed() {
        assert_eq!(inner_start(&[1, 7, 6, 2, 8, 3, 4, 5, 9, 10, 11]), Some(9));
        assert_eq!(inner_start(&[1, 2, 3]), None);
    }
}
