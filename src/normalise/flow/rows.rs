//! Tables to rows of the plan: headings handed out, detached cells placed, doubts kept.
//!
//! A heading that stands before its table is the table's. Headings that the export moved to the end
//! of the page are handed to the page's tables in the order of their numbers, since objectives run
//! down the page in that order; one that is left over heads the first table of the next page.

use std::collections::VecDeque;

use super::bands::{self, Given};
use super::columns::{Column, Slot};
use super::cut;
use super::decode::{Cell, Piece};
use super::headings::{Heading, Names, heading, mission_and_objective};
use super::kinds;
use super::lone;
use super::looks::Vocabulary;
use super::place::{self, Loose};
use super::rooms;
use super::row::{Assembled, Row, Sum, Text};
use super::seats::{self, Seat};
use super::tables::Table;
use crate::normalise::draft::{Field, Section};
use crate::trace::Inference;

/// Headings that wait for a table.
#[derive(Debug, Default)]
struct Waiting {
    objectives: VecDeque<Text>,
    roles: VecDeque<Text>,
}

/// The headings in force.
#[derive(Debug, Default, Clone)]
struct Current {
    objective: Option<Text>,
    mission: Option<Text>,
    perspective: Option<Text>,
    role: Option<Text>,
    section: Option<Section>,
    /// Whether the role's total was printed: the next table is another's.
    closed: bool,
}

/// Turns tables into rows.
pub fn assemble(tables: &[Table], names: &Names, vocabulary: &Vocabulary) -> Assembled {
    let mut out = Assembled::default();
    let mut waiting = Waiting::default();
    let mut current = Current::default();
    let mut from = 0;
    while from < tables.len() {
        let page = tables[from].page;
        let to = from + tables[from..].iter().take_while(|t| t.page == page).count();
        page_rows(&tables[from..to], from, names, vocabulary, &mut waiting, &mut current, &mut out);
        from = to;
    }
    out
}

fn page_rows(
    tables: &[Table],
    offset: usize,
    names: &Names,
    vocabulary: &Vocabulary,
    waiting: &mut Waiting,
    current: &mut Current,
    out: &mut Assembled,
) {
    let page = tables[0].page;
    let in_passes = tables.iter().any(|t| t.in_passes);
    let mut rows = bare_rows(tables, offset);
    lone::align(&mut rows);
    let mut cells = apart(tables, names, page);
    if !cells.is_empty() {
        doubt_last_remarks(&mut rows);
        rooms::measure(&mut rows, &cells, vocabulary);
    }
    let mut bands = Vec::new();
    if in_passes {
        super::spread::fill_down(&mut rows);
        bands = cells;
    } else {
        if let Some(last) = rows.last() {
            cells = cut::split(cells, &last.columns.clone(), vocabulary);
        }
        seats::tell(tables, offset, &rows, &mut cells, (names, vocabulary));
        let has_column = |field: Field| tables.iter().any(|t| t.columns.iter().any(|c| c.is(field)));
        let (heads, own): (Vec<Loose>, Vec<Loose>) = cells.into_iter().partition(|c| match (c.seat, c.heading) {
            (Some(seat), _) => matches!(seat, Seat::Heading(_)),
            (None, Heading::Objective(_)) => !has_column(Field::Objective),
            (None, Heading::Role) => !has_column(Field::Role),
            (None, heading) => heading != Heading::Other,
        });
        bands.extend(heads);
        for left in place::fill(&mut rows, own, vocabulary) {
            match left.heading {
                Heading::Other => {
                    if kinds::starts_note(&left.text.cell.flat()) {
                        doubt_missing_remarks(&mut rows);
                    }
                    out.left.push(left.text);
                }
                _ => bands.push(left),
            }
        }
    }
    let heads = head_tables(tables, offset, &rows, bands, waiting, current, out);
    walk(tables, offset, heads, names, waiting, current, &mut rows, out);
    out.rows.extend(rows);
}

/// The rows of a page, without what stands apart from them.
fn bare_rows(tables: &[Table], offset: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        let Some(section) = table.section else { continue };
        let mut blanks = table.blanks.iter();
        for piece in &table.pieces {
            let Piece::Row(cells) = piece else { continue };
            rows.push(Row {
                section,
                page: table.page,
                table: offset + index,
                columns: table.columns.clone(),
                cells: cells.iter().map(|(c, cell)| (*c, Text::own(cell, table.page))).collect(),
                headings: Vec::new(),
                doubts: blanks.next().map_or_else(Vec::new, |b| super::spread::doubts(b, &table.columns)),
            });
        }
    }
    rows
}

/// Hands the headings at the page's end to its tables; what is left over waits for the next page, or
/// is a strategy map.
fn head_tables(
    tables: &[Table],
    offset: usize,
    rows: &[Row],
    bands: Vec<Loose>,
    waiting: &mut Waiting,
    current: &mut Current,
    out: &mut Assembled,
) -> Heads {
    const MAP: usize = 3;
    let numbered = |c: &&Loose| matches!(c.heading, Heading::Objective(_));
    let mixed = tables.iter().filter_map(|t| t.section).collect::<std::collections::BTreeSet<_>>().len() > 1;
    let shared = mixed && bands.iter().filter(numbered).count() == 1;
    let mut bands = bands;
    if shared && let Some(at) = bands.iter().position(|c| matches!(c.heading, Heading::Objective(_))) {
        let mut only = bands.remove(at).text;
        only.why = Some(Inference::new("the one objective of the page heads all its tables", 0.95));
        current.objective = Some(only);
    }
    let attached: Vec<bool> = (0..tables.len()).map(|i| shared || bands::ends_in_objective(&tables[..i])).collect();
    let order: Vec<(u32, u32)> = bands.iter().map(|b| b.text.cell.lines).collect();
    let (given, mut left) = bands::give(tables, offset, rows, bands, &attached);
    left.sort_by_key(|l| order.iter().position(|lines| *lines == l.text.cell.lines));
    let is_map = left.iter().filter(numbered).count() >= MAP;
    for loose in left {
        match loose.heading {
            Heading::Objective(_) | Heading::Perspective | Heading::Mission if is_map => out.map.push(loose.text),
            Heading::Objective(_) => waiting.objectives.push_back(loose.text),
            Heading::Role => waiting.roles.push_back(loose.text),
            Heading::Mission | Heading::Perspective | Heading::Title => out.titles.push(loose.text),
            Heading::Other => out.left.push(loose.text),
        }
    }
    Heads { given, attached }
}

/// The headings of a page's tables.
struct Heads {
    given: Vec<Given>,
    attached: Vec<bool>,
}

/// Walks over a page and gives its rows the headings in force.
#[expect(clippy::too_many_arguments, reason = "the state of a walk over the document")]
fn walk(
    tables: &[Table],
    offset: usize,
    heads: Heads,
    names: &Names,
    waiting: &mut Waiting,
    current: &mut Current,
    rows: &mut [Row],
    out: &mut Assembled,
) {
    let page = tables[0].page;
    let first_row = out.rows.len();
    let mut at = 0;
    for (index, (table, given)) in tables.iter().zip(heads.given).enumerate() {
        let Some(section) = table.section else {
            take_bands(&table.pieces, names, page, current, out);
            continue;
        };
        if index == 0 {
            current.perspective = None;
        }
        if current.section != Some(section) {
            if current.section == Some(Section::Executive) {
                current.role = None;
            }
            current.section = Some(section);
            current.closed = true;
        }
        if !table.continued {
            hand_out(table, section, waiting, current, given, index == 0, heads.attached[index]);
        }
        for piece in &table.pieces {
            match piece {
                Piece::Row(_) => {
                    if let Some(row) = rows.get_mut(at).filter(|r| r.table == offset + index) {
                        row.headings = headings(table, section, current);
                    }
                    at += 1;
                }
                Piece::Band(cell) => {
                    take_band(
                        cell,
                        names,
                        page,
                        current,
                        out,
                        !table.in_passes && is_last_of(table, cell) && index + 1 == tables.len(),
                    );
                }
                Piece::Total(cell) => {
                    let (role, cell) = (current.role.clone(), cell.clone());
                    let twice = table.columns.iter().any(|c| c.is(Field::WeightAssessed));
                    add_sum(Sum { role, section, page, cell, after: first_row + at, twice }, &mut out.sums);
                    current.closed = true;
                }
                Piece::Detached(cell) if table.in_passes => {
                    out.left.push(Text { cell: cell.clone(), page, why: None, merged: false });
                }
                Piece::Detached(_) => {}
            }
        }
    }
}

/// Adds a sum, or the second number of the one before: a line may hold but one of the two.
pub fn add_sum(sum: Sum, sums: &mut Vec<Sum>) {
    let plain = |cell: &Cell| kinds::is_weight(&cell.flat());
    match sums.last_mut() {
        Some(before)
            if sum.twice
                && (before.after, before.page) == (sum.after, sum.page)
                && plain(&before.cell)
                && before.cell.flat() == sum.cell.flat() =>
        {
            before.cell.text = format!("{}\n{}", before.cell.text, sum.cell.text);
            before.cell.lines.1 = sum.cell.lines.1;
        }
        _ => sums.push(sum),
    }
}

/// A remark that found no place belongs to some row of its page.
fn doubt_missing_remarks(rows: &mut [Row]) {
    for row in rows {
        if !row.cells.iter().any(|(c, _)| is_notes(&row.columns[*c])) {
            row.doubts.push(("notes", Inference::new("a remark of the page found no place", 0.7)));
        }
    }
}

/// The last remark before the detached cells may be detached itself, and cover other rows than the
/// one it follows.
fn doubt_last_remarks(rows: &mut [Row]) {
    const NEAR: usize = 3;
    let Some(last) = rows.last_mut() else { return };
    let columns = last.columns.clone();
    let mut printed = false;
    for (_, note) in last.cells.iter_mut().filter(|(c, _)| is_notes(&columns[*c])) {
        printed = true;
        note.why =
            Some(Inference::new("the remark stands between the last row and the cells detached from theirs", 0.85));
    }
    if printed {
        for row in rows.iter_mut().rev().skip(1).take(NEAR) {
            if !row.cells.iter().any(|(c, _)| is_notes(&row.columns[*c])) {
                row.doubts.push(("notes", Inference::new("a remark below may be merged over this row", 0.85)));
            }
        }
    }
}

/// Whether a band is part of a page's end: nothing but bands and detached cells follow it.
fn is_last_of(table: &Table, cell: &Cell) -> bool {
    let tail = table.pieces.iter().rev().take_while(|p| matches!(p, Piece::Band(_) | Piece::Detached(_)));
    tail.into_iter().any(|p| matches!(p, Piece::Band(c) if c == cell))
}

/// What stands at the end of a page, apart from its rows.
fn apart(tables: &[Table], names: &Names, page: u32) -> Vec<Loose> {
    let mut apart = Vec::new();
    let Some(last) = tables.last().filter(|t| !t.in_passes) else { return apart };
    for piece in &last.pieces {
        let cell = match piece {
            Piece::Detached(cell) => cell,
            Piece::Band(cell) if is_last_of(last, cell) && last.section.is_some() => cell,
            _ => continue,
        };
        let text = Text { cell: cell.clone(), page, why: None, merged: true };
        apart.extend(parted(text).into_iter().map(|text| Loose {
            heading: heading(&text.cell.flat(), names),
            text,
            seat: None,
            margins: Vec::new(),
        }));
    }
    apart
}

/// A mission and an objective that stand on one line.
fn parted(text: Text) -> Vec<Text> {
    let flat = text.cell.flat();
    let Some((mission, objective)) = mission_and_objective(&flat) else { return vec![text] };
    let part = |part: String| {
        let mut text = text.clone();
        text.cell.text = part;
        text
    };
    vec![part(mission), part(objective)]
}

/// Gives a table its headings: those printed before it are in force already.
fn hand_out(
    table: &Table,
    section: Section,
    waiting: &mut Waiting,
    current: &mut Current,
    given: Given,
    first: bool,
    attached: bool,
) {
    if let Some(objective) = given.objective {
        current.objective = Some(objective);
    } else if !attached && !table.columns.iter().any(|c| c.is(Field::Objective)) {
        if let Some(mut next) = waiting.objectives.pop_front() {
            next.why =
                Some(Inference::new("the heading stands at the end of an earlier page, where no table lacks one", 0.8));
            current.objective = Some(next);
        } else if let Some(objective) = &mut current.objective {
            objective.why = Some(Inference::new("the table repeats its header without a heading of its own", 0.8));
        }
    }
    if !matches!(section, Section::Executive | Section::Officer) {
        return;
    }
    if given.role.is_some() {
        current.role = given.role;
    } else if (current.closed || current.role.is_none() || (first && waiting.roles.len() == 1))
        && let Some(mut role) = waiting.roles.pop_front()
    {
        role.why = Some(Inference::new("the name stands at the end of an earlier page", 0.6));
        current.role = Some(role);
    }
    current.closed = false;
}

fn take_bands(pieces: &[Piece], names: &Names, page: u32, current: &mut Current, out: &mut Assembled) {
    for piece in pieces {
        if let Piece::Band(cell) | Piece::Detached(cell) | Piece::Total(cell) = piece {
            take_band(cell, names, page, current, out, false);
        }
    }
}

fn take_band(cell: &Cell, names: &Names, page: u32, current: &mut Current, out: &mut Assembled, at_end: bool) {
    if at_end {
        return;
    }
    let mut text = Text { cell: cell.clone(), page, why: None, merged: true };
    let kind = heading(&cell.flat(), names);
    if matches!(kind, Heading::Objective(_) | Heading::Perspective) {
        kinds::unlabelled(&cell.flat()).clone_into(&mut text.cell.text);
    }
    match kind {
        Heading::Objective(_) => current.objective = Some(text.clone()),
        Heading::Mission => current.mission = Some(text.clone()),
        Heading::Perspective => current.perspective = Some(text.clone()),
        Heading::Role => {
            current.role = Some(text.clone());
            current.closed = false;
        }
        Heading::Title => {}
        Heading::Other => {
            out.left.push(text);
            return;
        }
    }
    out.titles.push(text);
}

fn headings(table: &Table, section: Section, current: &Current) -> Vec<(Field, Text)> {
    let mut out = Vec::new();
    let has = |field: Field| table.columns.iter().any(|c| c.is(field));
    if !has(Field::Objective) {
        out.extend(current.objective.clone().map(|t| (Field::Objective, t)));
    }
    if section == Section::Executive && !has(Field::Perspective) {
        out.extend(current.perspective.clone().map(|t| (Field::Perspective, t)));
    }
    if matches!(section, Section::Executive | Section::Officer) && !has(Field::Role) {
        out.extend(current.role.clone().map(|t| (Field::Role, t)));
    }
    out
}

/// Whether the column is one of remarks.
fn is_notes(column: &Column) -> bool {
    column.slot == Slot::Notes
}

#[cfg(test)]
mod tests {
    use super::{Sum, add_sum};
    use crate::normalise::draft::Section;
    use crate::normalise::flow::decode::Cell;

    #[test]
    fn a_sum_of_two_numbers_may_take_two_lines() {
        let sum = |line: u32, twice: bool| Sum {
            role: None,
            section: Section::Executive,
            page: 1,
            cell: Cell { text: "70".to_owned(), lines: (line, line), cost: 0.0, why: None },
            after: 4,
            twice,
        };
        let count = |twice: bool| {
            let mut sums = Vec::new();
            for line in [8, 9] {
                add_sum(sum(line, twice), &mut sums);
            }
            sums.len()
        };
        assert_eq!((count(true), count(false)), (1, 2));
    }
}
