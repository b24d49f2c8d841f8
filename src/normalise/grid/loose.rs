//! Blanks that may be none: in a table that no lines frame the text may stand in a neighbour's cell,
//! and the end of a page may cut the cell that holds it.

use super::fill::{Entry, GROUPS, Run};
use crate::normalise::draft::{DraftRow, Field, Section};
use crate::trace::{Inference, Place};

const LOOSE: &str = "blank, in a table without lines; a text that stands nearby may belong here";

const CUT: &str = "blank, where other rows of the table share merged cells; a page's end may cut one of them";
const NOBODY: &str = "nothing names whose row it is, as the other rows of the section do";

/// The fields that a row of a section may have, with their names in the plan.
const fn fields(section: Section) -> &'static [(Field, &'static str)] {
    match section {
        Section::Strategic => &[(Field::Objective, "objective"), (Field::Owners, "owners")],
        Section::Operational => &[
            (Field::Objective, "objective"),
            (Field::Programme, "programme"),
            (Field::OperationalObjective, "operational_objective"),
            (Field::Target, "target"),
            (Field::Services, "services"),
            (Field::Area, "areas"),
        ],
        Section::Executive => &[
            (Field::Role, "role"),
            (Field::Perspective, "perspective"),
            (Field::Objective, "objective"),
            (Field::Weight, "weight"),
            (Field::Action, "action"),
            (Field::Target, "target"),
            (Field::WeightAssessed, "weight_assessed"),
        ],
        Section::Officer => &[
            (Field::Role, "role"),
            (Field::Objective, "objective"),
            (Field::OperationalObjective, "operational_objective"),
            (Field::Target, "target"),
            (Field::Weight, "weight"),
            (Field::Area, "area"),
            (Field::InTree, "in_tree"),
            (Field::Productivity, "productivity"),
        ],
    }
}

/// Marks the blanks of rows whose very place the reader has deduced, and what a table with a column
/// that is not understood has no column for.
pub fn mark(entries: &mut [Entry], runs: &[Run]) {
    entries.iter_mut().for_each(mark_unknown);
    for entry in entries.iter_mut() {
        mark_cut(entry, runs);
    }
    for row in entries.iter_mut().map(|entry| &mut entry.row) {
        if row.get(Field::Indicator).is_none_or(|indicator| indicator.inference().is_none()) {
            continue;
        }
        let mut blank: Vec<&'static str> =
            fields(row.section).iter().filter(|(field, _)| row.get(*field).is_none()).map(|(_, name)| *name).collect();
        if row.section == Section::Strategic {
            blank.push("targets");
        }
        if row.notes.is_empty() {
            blank.push("notes");
        }
        for name in blank {
            doubt(row, name, Inference::new(LOOSE, 0.8));
        }
    }
}

/// Marks the blanks of a print in columns of merged cells. In a workbook such a blank is one.
fn mark_cut(entry: &mut Entry, runs: &[Run]) {
    let row = &mut entry.row;
    if !matches!(row.places.first(), Place::Region { .. }) {
        return;
    }
    let blank = |field: &Field| {
        GROUPS.contains(field)
            && row.get(*field).is_none()
            && entry.blank.contains(field)
            && runs[entry.run].merged.contains(field)
    };
    let cut: Vec<&str> = fields(row.section).iter().filter(|(field, _)| blank(field)).map(|(_, name)| *name).collect();
    for name in cut {
        doubt(row, name, Inference::new(CUT, 0.7));
    }
}

/// Marks rows of individual objectives that name nobody, where others of their section do.
pub fn mark_nobodys(rows: &mut [DraftRow]) {
    for section in [Section::Executive, Section::Officer] {
        let named = |row: &DraftRow| row.section == section && row.get(Field::Role).is_some();
        if rows.iter().any(named) {
            let nobodys = rows.iter_mut().filter(|row| row.section == section && row.get(Field::Role).is_none());
            for row in nobodys {
                doubt(row, "role", Inference::new(NOBODY, 0.6));
            }
        }
    }
}

fn doubt(row: &mut DraftRow, name: &'static str, why: Inference) {
    if row.doubts.iter().all(|(known, _)| *known != name) {
        row.doubts.push((name, why));
    }
}

fn mark_unknown(entry: &mut Entry) {
    let Some(header) = &entry.unknown else { return };
    let row = &mut entry.row;
    let has_column = |field: &Field| row.get(*field).is_some() || entry.blank.contains(field);
    let missing = fields(row.section).iter().filter(|(field, _)| !has_column(field)).map(|(_, name)| *name);
    let years = (row.section == Section::Strategic && row.years.is_empty()).then_some("targets");
    for name in missing.chain(years).collect::<Vec<_>>() {
        let because = format!("no column is known to give it, and what the column `{header}` gives is not known");
        doubt(row, name, Inference::new(because, 0.6));
    }
}
