//! Rows of a draft to rows of the plan.

use std::collections::HashMap;

use super::objectives::Map;
use super::units::Splitter;
use crate::diag::{Diagnostic, UNPLACED_TEXT};
use crate::grammar::{note, number, target, text, tick};
use crate::normalise::draft::{DraftRow, Field, Section};
use crate::plan::{
    Action, ExecutiveObjective, Note, OfficerObjective, OperationalIndicator, Plan, RowBase, Status,
    StrategicIndicator, StrategicObjective, Subject, Target, Total, Weight, YearTarget,
};
use crate::trace::{Inference, Traced};

/// What targets were read as: most are printed in many rows.
#[derive(Default)]
pub(super) struct Targets(HashMap<String, Target>);

impl Targets {
    fn read(&mut self, cell: &Traced<String>) -> Traced<Target> {
        cell.with(|lines| {
            if let Some(known) = self.0.get(lines) {
                return known.clone();
            }
            let target = target::parse(lines);
            self.0.insert(lines.clone(), target.clone());
            target
        })
    }
}

/// Adds a row to its section.
pub(super) fn add(
    plan: &mut Plan,
    row: &DraftRow,
    map: &mut Map,
    splitter: &mut Splitter,
    targets: &mut Targets,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut target_of = |field| row.get(field).map(|cell| targets.read(cell));
    let objective = row.get(Field::Objective).map(|printed| map.objective(printed, row, diagnostics));
    let perspective = row.get(Field::Perspective).map(|printed| map.perspective(printed));
    let mut base = base(row, objective);
    match row.section {
        Section::Strategic => plan.strategic.push(StrategicIndicator {
            status: status(&base.notes),
            owners: splitter.split(row.get(Field::Owners)),
            targets: row
                .years
                .iter()
                .map(|(year, cell)| YearTarget { year: *year, target: targets.read(cell) })
                .collect(),
            base,
        }),
        Section::Operational => plan.operational.push(OperationalIndicator {
            programme: joined(row, Field::Programme),
            operational_objective: joined(row, Field::OperationalObjective),
            target: target_of(Field::Target),
            services: splitter.split(row.get(Field::Services)),
            areas: row.get(Field::Area).map(|cell| splitter.areas(cell)).unwrap_or_default(),
            base,
        }),
        Section::Executive => plan.executive.push(ExecutiveObjective {
            role: joined(row, Field::Role),
            perspective,
            action: joined(row, Field::Action),
            target: target_of(Field::Target),
            weight: checked_weight(row, Field::Weight, &mut base, diagnostics),
            actual: target_of(Field::Actual),
            progress: target_of(Field::Progress),
            weight_assessed: checked_weight(row, Field::WeightAssessed, &mut base, diagnostics),
            base,
        }),
        Section::Officer => plan.officer.push(OfficerObjective {
            role: joined(row, Field::Role),
            operational_objective: joined(row, Field::OperationalObjective),
            target: target_of(Field::Target),
            weight: checked_weight(row, Field::Weight, &mut base, diagnostics),
            area: joined(row, Field::Area),
            in_tree: checked_mark(row, Field::InTree, &mut base, diagnostics),
            productivity: checked_mark(row, Field::Productivity, &mut base, diagnostics),
            base,
        }),
    }
}

/// A printed total.
pub(super) fn total(row: &DraftRow) -> Total {
    Total {
        role: joined(row, Field::Role),
        weight: row.get(Field::Weight).map(weight),
        weight_assessed: row.get(Field::WeightAssessed).map(weight),
    }
}

fn base(row: &DraftRow, objective: Option<Traced<String>>) -> RowBase {
    let indicator = joined(row, Field::Indicator).unwrap_or_else(|| {
        let why = Inference::new("no text of this row was recognised as its indicator", 0.5);
        Traced::inferred(String::new(), row.places.clone(), why)
    });
    let notes =
        row.notes.iter().flat_map(|cell| note::parse_all(&cell.value).into_iter().map(|note| cell.with(|_| note)));
    RowBase {
        id: String::new(),
        places: row.places.clone(),
        objective,
        indicator,
        notes: notes.collect(),
        doubts: row.doubts.clone(),
    }
}

/// The text of a field, its lines joined.
fn joined(row: &DraftRow, field: Field) -> Option<Traced<String>> {
    row.get(field).map(|cell| cell.with(|lines| text::join_lines(lines))).filter(|text| !text.value.is_empty())
}

fn weight(cell: &Traced<String>) -> Traced<Weight> {
    cell.with(|lines| {
        let raw = text::join_lines(lines);
        let value = number::parse(raw.trim_end_matches('%').trim_end());
        Weight { raw, value }
    })
}

/// The weight of a row; a text that is no number is reported and none.
fn checked_weight(
    row: &DraftRow,
    field: Field,
    base: &mut RowBase,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Traced<Weight>> {
    let weight = row.get(field).map(weight)?;
    if weight.value.value.is_some() {
        return Some(weight);
    }
    let message = format!("`{}` stands in a column of weights", weight.value.raw);
    report(diagnostics, message, &weight);
    let name = if field == Field::Weight { "weight" } else { "weight_assessed" };
    base.doubts.push((name, Inference::new("what stands in its column is no number", 0.5)));
    None
}

/// Reports a text that its column has no use for, once however many rows it covers.
fn report<T>(diagnostics: &mut Vec<Diagnostic>, message: String, cell: &Traced<T>) {
    let found = Diagnostic::new(&UNPLACED_TEXT, message).at(cell.places().clone());
    if !diagnostics.contains(&found) {
        diagnostics.push(found);
    }
}

/// A tick of a row. What else stands in its column is reported; a tick on a line of its own among it,
/// as under a remark that runs into the column, is taken and marked.
fn checked_mark(
    row: &DraftRow,
    field: Field,
    base: &mut RowBase,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Traced<bool>> {
    let cell = row.get(field)?;
    if let Some(value) = tick::parse(&cell.value) {
        return Some(cell.clone().map(|_| value));
    }
    report(diagnostics, format!("`{}` stands in a column of yes and no", text::normalise(&cell.value)), cell);
    let among = cell.value.lines().any(|line| tick::parse(line) == Some(true));
    let why = Inference::new("what stands in its column is neither yes nor no, at least not alone", 0.6);
    if among {
        return Some(cell.clone().map(|_| true).doubted(why));
    }
    base.doubts.push((if field == Field::InTree { "in_tree" } else { "productivity" }, why));
    None
}

/// A row is removed if the last remark that removes or inserts it removes it.
fn status(notes: &[Traced<Note>]) -> Status {
    let of_row = notes.iter().map(|note| &note.value).filter(|note| note.subject == Subject::Row);
    let mut actions = of_row.filter_map(|note| note.action).filter(|action| *action != Action::Updated);
    if actions.next_back() == Some(Action::Removed) { Status::Removed } else { Status::Active }
}

/// Reads blank cells in a column of marks as no. A plan none of whose rows has a mark has no such
/// column.
pub(super) fn fill_marks(rows: &mut [OfficerObjective]) {
    fill_mark(rows, |row| &mut row.in_tree);
    fill_mark(rows, |row| &mut row.productivity);
}

fn fill_mark(rows: &mut [OfficerObjective], mark: impl Fn(&mut OfficerObjective) -> &mut Option<Traced<bool>>) {
    if !rows.iter_mut().any(|row| mark(row).is_some()) {
        return;
    }
    for row in rows {
        let places = row.base.places.clone();
        mark(row).get_or_insert_with(|| Traced::read(false, places));
    }
}

/// Gives executives' rows that print no perspective the one that their objective has on the map.
pub(super) fn fill_perspectives(rows: &mut [ExecutiveObjective], objectives: &[StrategicObjective]) {
    if rows.iter().all(|row| row.perspective.is_none()) {
        return;
    }
    for row in rows.iter_mut().filter(|row| row.perspective.is_none()) {
        let Some(objective) = &row.base.objective else { continue };
        let on_map = objectives.iter().find(|known| known.id == objective.value);
        row.perspective = on_map.and_then(|known| known.perspective.clone()).map(|perspective| {
            perspective
                .doubted(Inference::new("not printed here; the perspective of the objective on the strategy map", 0.9))
        });
    }
}
