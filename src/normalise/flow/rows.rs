//! Tables to rows of the plan: headings handed out, detached cells placed, doubts kept.
//!
//! A heading that stands before its table is the table's. Headings that the export moved to the end
//! of the page are handed to the page's tables in the order of their numbers, since objectives run
//! down the page in that order; one that is left over heads the first table of the next page.

mod heaped;
mod stacked;
mod strayed;
mod walk;

use super::bands;
use super::columns::{Column, Slot};
use super::cut;
use super::decode::Piece;
use super::headings::{Heading, Names, heading, mission_and_objective};
use super::kinds;
use super::lacking;
use super::lone;
use super::looks::Vocabulary;
use super::place::{self, Loose};
use super::rooms;
use super::row::{Assembled, Row, Text};
use super::seats::{self, Seat};
use super::tables::Table;
use super::twofold::Habit;
use crate::normalise::draft::Field;
use crate::trace::Inference;
pub use walk::add_sum;
use walk::{Current, Heads, Waiting, end_of, walk};

/// Turns tables into rows.
pub fn assemble(tables: &[Table], names: &Names, vocabulary: &Vocabulary) -> Assembled {
    let mut out = Assembled::default();
    let mut waiting = Waiting::default();
    let mut current = Current::default();
    let habit = Habit::of(vocabulary);
    let mut from = 0;
    while from < tables.len() {
        let page = tables[from].page;
        let to = from + tables[from..].iter().take_while(|t| t.page == page).count();
        page_rows(&tables[from..to], from, names, (vocabulary, &habit), &mut waiting, &mut current, &mut out);
        from = to;
    }
    out
}

fn page_rows(
    tables: &[Table],
    offset: usize,
    names: &Names,
    (vocabulary, habit): (&Vocabulary, &Habit<'_>),
    waiting: &mut Waiting,
    current: &mut Current,
    out: &mut Assembled,
) {
    let page = tables[0].page;
    let in_passes = tables.iter().any(|t| t.in_passes);
    let mut rows = bare_rows(tables, offset);
    habit.part_rows(&mut rows);
    strayed::gather(&mut rows, vocabulary);
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
            cells = habit.part_cells(cut::split(cells, &last.columns, vocabulary), &last.columns);
        }
        lacking::claim(&rows, &mut cells, vocabulary);
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
    let first = tables.iter().find(|t| t.section.is_some());
    let goes_on = first.is_some_and(|t| t.section == current.section);
    let before = current.objective.clone().filter(|_| goes_on);
    walk(tables, offset, heads, names, waiting, current, &mut rows, out);
    heaped::part(tables, offset, &mut rows, names, before.as_ref());
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

/// What stands at the end of a page, apart from its rows.
fn apart(tables: &[Table], names: &Names, page: u32) -> Vec<Loose> {
    let mut apart = Vec::new();
    let Some(last) = tables.last().filter(|t| !t.in_passes) else { return apart };
    let end = end_of(last);
    for (at, piece) in last.pieces.iter().enumerate() {
        let cell = match piece {
            Piece::Detached(cell) => cell,
            Piece::Band(cell) if at >= end && last.section.is_some() => cell,
            _ => continue,
        };
        let text = Text { cell: cell.clone(), page, why: None, merged: true };
        apart.extend(parted(text).into_iter().map(|text| Loose {
            heading: heading(&text.cell.flat(), names),
            text,
            seat: None,
            margins: Vec::new(),
            claimed: false,
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

/// Whether the column is one of remarks.
fn is_notes(column: &Column) -> bool {
    column.slot == Slot::Notes
}
