//! Blanks in a table that no lines frame: the text may stand in a neighbour's cell.

use super::fill::Entry;
use crate::normalise::draft::{Field, Section};
use crate::trace::Inference;

const LOOSE: &str = "blank, in a table without lines; a text that stands nearby may belong here";

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
pub fn mark(entries: &mut [Entry]) {
    entries.iter_mut().for_each(mark_unknown);
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
            if row.doubts.iter().all(|(known, _)| *known != name) {
                row.doubts.push((name, Inference::new(LOOSE, 0.8)));
            }
        }
    }
}

fn mark_unknown(entry: &mut Entry) {
    let Some(header) = &entry.unknown else { return };
    let row = &mut entry.row;
    let has_column = |field: &Field| row.get(*field).is_some() || entry.blank.contains(field);
    let missing = fields(row.section).iter().filter(|(field, _)| !has_column(field)).map(|(_, name)| *name);
    let years = (row.section == Section::Strategic && row.years.is_empty()).then_some("targets");
    for name in missing.chain(years).collect::<Vec<_>>() {
        if row.doubts.iter().all(|(known, _)| *known != name) {
            let because = format!("no column is known to give it, and what the column `{header}` gives is not known");
            row.doubts.push((name, Inference::new(because, 0.6)));
        }
    }
}
