//! Remarks that do not go with the values of their row, or with the remarks of like rows.

use std::collections::{BTreeMap, BTreeSet};

use super::{short, sure};
use crate::diag::{Code, Diagnostic, Severity};
use crate::grammar::text::letters;
use crate::plan::{Action, Date, ExecutiveObjective, Note, Plan, RowBase, Status, Subject};
use crate::trace::Traced;

/// A row with targets for years before it was inserted.
pub const BEFORE_INSERTION: Code = Code {
    id: "target-before-insertion",
    severity: Severity::Info,
    says: "a remark says that a row was inserted, and it has targets for years before that",
    help: "check the remark: the row may have been updated, or the targets stand under the wrong years",
};

/// A row updated before it was inserted.
pub const UPDATED_EARLIER: Code = Code {
    id: "updated-before-inserted",
    severity: Severity::Warning,
    says: "by its remarks a row was updated or removed by an earlier resolution than the one that inserted it",
    help: "check the dates of the two remarks and which of them says `Inserito`",
};

/// A row without the remark that all others have.
pub const MISSING: Code = Code {
    id: "remark-missing",
    severity: Severity::Info,
    says: "nearly all rows of the dashboard that are in force have a remark of one resolution, and this one has not",
    help: "check whether the resolution left the row as it was or its remark was forgotten",
};

/// One action of several executives, with remarks that differ.
pub const DIFFERS: Code = Code {
    id: "remark-differs-between-sheets",
    severity: Severity::Info,
    says: "the same action and indicator stand on the sheets of several executives, and only some have the remark",
    help: "check whether the resolution changed it for all of them",
};

fn acts(base: &RowBase) -> impl Iterator<Item = &Traced<Note>> {
    base.notes.iter().filter(|n| sure(n) && n.value.subject == Subject::Row)
}

fn inserted(base: &RowBase) -> Option<(&Traced<Note>, Date)> {
    acts(base).find_map(|n| n.value.date.filter(|_| n.value.action == Some(Action::Inserted)).map(|date| (n, date)))
}

pub(super) fn before_insertion(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for row in &plan.strategic {
        let Some((note, date)) = inserted(&row.base) else { continue };
        let earlier: Vec<_> = row.targets.iter().filter(|t| t.year < date.year() && sure(&t.target)).collect();
        if let Some(first) = earlier.first() {
            let years: Vec<String> = earlier.iter().map(|t| t.year.to_string()).collect();
            let indicator = short(&row.base.indicator.value);
            let message = format!("`{indicator}`: inserted on {date}, with targets for {}", years.join(", "));
            let mut at = first.target.places().clone();
            note.places().iter().for_each(|place| at.push(place.clone()));
            found.push(Diagnostic::new(&BEFORE_INSERTION, message).about(&*row.base.id).at(at));
        }
    }
    found
}

pub(super) fn updated_earlier(plan: &Plan) -> Vec<Diagnostic> {
    let rows = plan.strategic.iter().map(|r| &r.base).chain(plan.operational.iter().map(|r| &r.base));
    let mut found = Vec::new();
    for base in rows {
        let Some((_, date)) = inserted(base) else { continue };
        let early = acts(base).find(|n| {
            matches!(n.value.action, Some(Action::Updated | Action::Removed)) && n.value.date.is_some_and(|d| d < date)
        });
        if let Some(note) = early {
            let indicator = short(&base.indicator.value);
            let message = format!("`{indicator}`: inserted on {date}, and before that `{}`", note.value.raw);
            found.push(Diagnostic::new(&UPDATED_EARLIER, message).about(&*base.id).at(note.places().clone()));
        }
    }
    found
}

pub(super) fn missing(plan: &Plan) -> Vec<Diagnostic> {
    /// So many rows make a rule, and one in so many is the exception from it.
    const RULE: usize = 10;
    let living: Vec<_> = plan.strategic.iter().filter(|r| r.status == Status::Active).collect();
    let mut dates: BTreeMap<Date, usize> = BTreeMap::new();
    for row in &living {
        let own: BTreeSet<Date> = row.base.notes.iter().filter_map(|n| n.value.date).collect();
        for date in own {
            *dates.entry(date).or_default() += 1;
        }
    }
    let mut found = Vec::new();
    for (date, with) in dates {
        if with < RULE || (living.len() - with) * RULE > living.len() {
            continue;
        }
        for row in living.iter().filter(|r| r.base.notes.iter().all(|n| n.value.date != Some(date))) {
            let doubtful =
                row.base.doubts.iter().any(|(field, _)| *field == "notes") || !row.base.notes.iter().all(sure);
            if !doubtful {
                let indicator = short(&row.base.indicator.value);
                let message =
                    format!("`{indicator}` has no remark of {date}, as {with} of {} rows in force have", living.len());
                let at = row.base.indicator.places().clone();
                found.push(Diagnostic::new(&MISSING, message).about(&*row.base.id).at(at));
            }
        }
    }
    found
}

pub(super) fn differs(plan: &Plan) -> Vec<Diagnostic> {
    let mut actions: BTreeMap<(String, String), Vec<&ExecutiveObjective>> = BTreeMap::new();
    for row in &plan.executive {
        if let Some(action) = row.action.as_ref().filter(|a| sure(a)) {
            actions.entry((letters(&action.value), letters(&row.base.indicator.value))).or_default().push(row);
        }
    }
    let role = |r: &ExecutiveObjective| r.role.as_ref().map(|role| role.value.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for rows in actions.into_values() {
        let acts = |r: &ExecutiveObjective| -> BTreeSet<(Option<&str>, Option<Date>)> {
            r.base.notes.iter().map(|n| (n.value.action.map(Action::name), n.value.date)).collect()
        };
        let doubtful = rows.iter().any(|r| !r.base.notes.iter().all(sure));
        let with: Vec<_> = rows.iter().filter(|r| !r.base.notes.is_empty()).collect();
        let without: Vec<_> = rows.iter().filter(|r| r.base.notes.is_empty()).collect();
        let (Some(first), false) = (with.first(), doubtful || without.is_empty()) else { continue };
        if with.iter().all(|r| acts(r) == acts(first)) {
            let names = |rows: &[&&ExecutiveObjective]| rows.iter().map(|r| role(r)).collect::<Vec<_>>().join(", ");
            let action = first.action.as_ref().map(|a| short(&a.value)).unwrap_or_default();
            let message = format!("`{action}` has a remark for {}, none for {}", names(&with), names(&without));
            let mut at = first.base.indicator.places().clone();
            for row in without {
                at.push(row.base.indicator.places().first().clone());
            }
            found.push(Diagnostic::new(&DIFFERS, message).about(&*first.base.id).at(at));
        }
    }
    found
}
