//! How far the order of a text can be trusted, and the marks that follow from it.
//!
//! An export that writes a page column by column, or in two passes, or without the blanks that tell
//! a wrapped line, leaves rows that look whole and are not. Where that is so, everything read from
//! it is marked, with the confidence that such texts deserve.

use super::columns::{Look, Slot};
use super::decode::Piece;
use super::kinds;
use super::place::json_name;
use super::row::{Row, Text};
use super::tables::Table;
use crate::normalise::draft::{Field, Section};
use crate::trace::Inference;

/// How sure a field is that nothing else speaks against: 1 where rows read as they stand.
pub fn of(tables: &[Table], trailing_blanks: bool) -> f64 {
    let (mut rows, mut broken) = (0_u32, 0_u32);
    for table in tables.iter().filter(|t| !t.in_passes && t.section.is_some()) {
        let apart = table.columns.iter().any(|c| c.apart);
        for piece in &table.pieces {
            let Piece::Row(cells) = piece else { continue };
            let has = |wanted: &dyn Fn(&Slot) -> bool| cells.iter().any(|(c, _)| wanted(&table.columns[*c].slot));
            let indicator = has(&|s| *s == Slot::Field(Field::Indicator));
            let value = has(&|s| matches!(s, Slot::Years(_) | Slot::Field(Field::Target | Field::Weight)));
            rows += 1;
            broken += u32::from(!apart && (!indicator || !value));
        }
    }
    let share = f64::from(broken) / f64::from(rows.max(1));
    let passes = tables.iter().any(|t| t.in_passes);
    match (passes, trailing_blanks) {
        (false, _) if share > 0.25 => 0.3,
        (true, _) => 0.97,
        (false, false) => 0.75,
        (false, true) => 1.0,
    }
}

/// Columns that nearly every row of their section fills.
fn usual(rows: &[Row]) -> Vec<(Section, Slot)> {
    let mut counts: Vec<(Section, Slot, usize, usize)> = Vec::new();
    for row in rows {
        for (index, column) in row.columns.iter().enumerate() {
            let filled = usize::from(row.has(index));
            match counts.iter_mut().find(|(s, slot, ..)| *s == row.section && *slot == column.slot) {
                Some(known) => {
                    known.2 += filled;
                    known.3 += 1;
                }
                None => counts.push((row.section, column.slot.clone(), filled, 1)),
            }
        }
    }
    counts.retain(|(_, slot, filled, all)| *slot != Slot::Notes && filled * 10 >= all * 7 && *all > 3);
    counts.into_iter().map(|(section, slot, ..)| (section, slot)).collect()
}

/// Marks cells that may hold a neighbour's text, or lack some of their own.
fn doubt_neighbours(row: &mut Row, usual: &[(Section, Slot)]) {
    let lacks = row.columns.iter().enumerate().any(|(index, column)| {
        !row.has(index) && usual.iter().any(|(section, slot)| *section == row.section && *slot == column.slot)
    });
    let columns = row.columns.clone();
    for (index, text) in row.cells.iter_mut().filter(|(_, t)| t.why.is_none()) {
        let look = columns[*index].look;
        let prose = matches!(
            look,
            Look::Text | Look::Indicator | Look::Unit | Look::Name | Look::Role | Look::Value | Look::Objective
        );
        let flat = text.cell.flat();
        let ends_in_value =
            matches!(look, Look::Text | Look::Indicator) && flat.split(' ').next_back().is_some_and(kinds::value_word);
        if lacks && prose {
            text.why =
                Some(Inference::new("the row lacks a cell that others have: its text may stand in this one", 0.85));
        } else if ends_in_value {
            text.why = Some(Inference::new("the text ends like a value, which may be the next cell's", 0.94));
        }
    }
    let values: Vec<String> = row
        .cells
        .iter()
        .filter(|(c, _)| matches!(columns[*c].slot, Slot::Years(_)))
        .map(|(_, t)| t.cell.flat())
        .collect();
    let timed = values.iter().filter(|v| v.to_lowercase().starts_with("entro")).count();
    if timed > 0 && timed < values.len() {
        for (_, text) in &mut row.cells {
            text.why.get_or_insert_with(|| Inference::new("the first value may be the end of the indicator", 0.6));
        }
    }
    if row.cells.iter().any(|(c, text)| columns[*c].look == Look::Text && swallows(text)) {
        for (_, text) in &mut row.cells {
            text.why.get_or_insert_with(|| {
                Inference::new("where this cell begins and ends was deduced from its words", 0.6)
            });
        }
    }
    let ticks: Vec<usize> = (0..columns.len()).filter(|&c| columns[c].look == Look::Tick).collect();
    // A detached mark tells nothing of the columns of those in the row.
    let marks = ticks.iter().filter(|c| row.cell(**c).is_some_and(|t| !t.merged)).count();
    if marks > 0 && marks < ticks.len() {
        let why = || Inference::new("one mark stands for two columns of marks", 0.5);
        for (_, text) in row.cells.iter_mut().filter(|(c, t)| columns[*c].look == Look::Tick && !t.merged) {
            text.why = Some(why());
        }
        row.doubts.extend(
            ticks.iter().filter(|c| !row.cells.iter().any(|(i, _)| i == *c)).map(|c| (json_name(&columns[*c]), why())),
        );
    }
    if row.section == Section::Operational {
        for field in [Field::Services, Field::Area] {
            if !columns.iter().any(|c| c.is(field)) {
                let name = if field == Field::Area { "area" } else { "services" };
                row.doubts.push((name, Inference::new("the page's table shows no such column", 0.6)));
            }
        }
    }
}

/// Whether a text is an indicator or a value rather than the name of anything, or its last line is nothing but
/// a value: the row was cut at the wrong places.
fn swallows(text: &Text) -> bool {
    if kinds::is_count(&text.cell.flat()) {
        return true;
    }
    let lines: Vec<&str> = text.cell.text.lines().map(str::trim).collect();
    let open = |before: &str| kinds::open_ending(before) || before.ends_with(['/', '-', '(', ',']);
    matches!(lines.as_slice(), [.., before, last] if kinds::is_value(last) && !open(before))
}

/// Marks rows whose indicator begins in the middle, and the row above, where the rest of it may stand.
fn doubt_torn(rows: &mut [Row]) {
    const FEW: usize = 4;
    let torn = |row: &Row| row.get(Field::Indicator).is_some_and(|text| kinds::is_torn(&text.cell.flat()));
    let torn: Vec<usize> = (0..rows.len()).filter(|at| torn(&rows[*at])).collect();
    // A document may write all of its indicators so.
    if torn.len() * FEW > rows.len() {
        return;
    }
    for at in torn {
        let above = at.checked_sub(1).filter(|above| rows[*above].page == rows[at].page);
        for row in above.into_iter().chain([at]) {
            for (_, text) in &mut rows[row].cells {
                text.why.get_or_insert_with(|| {
                    let because = "a text of the row begins in the middle; the rest may stand in another cell";
                    Inference::new(because, if row == at { 0.5 } else { 0.9 })
                });
            }
        }
    }
}

/// Marks what a row says, as far as its indicator or the whole text is in doubt.
pub fn doubt(rows: &mut [Row], trust: f64) {
    let usual = usual(rows);
    doubt_torn(rows);
    for row in rows {
        doubt_neighbours(row, &usual);
        let indicator =
            row.get(Field::Indicator).filter(|t| t.merged || t.why.as_ref().is_some_and(|w| w.confidence < 0.7));
        let own = indicator.and_then(|t| t.why.as_ref()).map_or(1.0, |w| w.confidence);
        let level = trust * own;
        if level > 0.99 {
            continue;
        }
        let why = || Inference::new("the order of the text does not tell for certain which cells make a row", level);
        let mark = |text: &mut Text| {
            let confidence = text.why.as_ref().map_or(level, |w| w.confidence.min(level));
            match &mut text.why {
                Some(known) => known.confidence = confidence,
                None => text.why = Some(why()),
            }
        };
        row.cells.iter_mut().for_each(|(_, text)| mark(text));
        row.headings.iter_mut().for_each(|(_, text)| mark(text));
        let printed: Vec<&'static str> = row
            .cells
            .iter()
            .map(|(c, _)| json_name(&row.columns[*c]))
            .chain(row.headings.iter().map(|(f, _)| field_name(*f)))
            .collect();
        let names: &[&'static str] = match row.section {
            Section::Strategic => &["objective", "targets", "owners", "notes"],
            Section::Operational => {
                &["objective", "programme", "operational_objective", "target", "services", "area", "notes"]
            }
            Section::Executive => &[
                "role",
                "objective",
                "perspective",
                "weight",
                "action",
                "target",
                "actual",
                "progress",
                "weight_assessed",
                "notes",
            ],
            Section::Officer => &[
                "role",
                "objective",
                "operational_objective",
                "target",
                "weight",
                "area",
                "in_tree",
                "productivity",
                "notes",
            ],
        };
        for name in names.iter().filter(|n| !printed.contains(n)) {
            row.doubts.push((name, why()));
        }
    }
}

const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Objective => "objective",
        Field::Perspective => "perspective",
        Field::Role => "role",
        _ => "",
    }
}
