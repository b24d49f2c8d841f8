//! What changed in a pair of rows.

use std::collections::{BTreeMap, BTreeSet};

use super::direction::direction;
use super::form::{same_act, same_note, same_target, same_text};
use super::objectives::Objectives;
use super::pair::Pairing;
use super::rows::{Cell, Row};
use super::{Change, Kind, form};
use crate::plan::Note;

/// A row that only the newer plan has.
pub fn inserted(row: &Row<'_>) -> Change {
    let resolution = row.notes.iter().rev().find_map(|n| n.resolution.clone());
    Change { resolution, ..blank(Kind::Inserted, None, Some(row), 1.0) }
}

/// A row that only the older plan has.
pub fn removed(row: &Row<'_>) -> Change {
    blank(Kind::Removed, Some(row), None, 1.0)
}

fn blank(kind: Kind, old: Option<&Row<'_>>, new: Option<&Row<'_>>, confidence: f64) -> Change {
    let row = new.or(old);
    Change {
        kind,
        section: row.map_or("", |r| r.section.key()),
        old_id: old.map(|r| r.id.to_owned()),
        new_id: new.map(|r| r.id.to_owned()),
        indicator: row.map(|r| r.indicator.to_owned()).unwrap_or_default(),
        field: None,
        year: None,
        before: None,
        after: None,
        direction: None,
        resolution: None,
        confidence: confidence.min(row.map_or(1.0, |r| r.indicator_sure)),
    }
}

/// Groups (programmes, operational objectives) that were renamed rather than left.
#[derive(Debug, Default)]
pub struct Renames(BTreeSet<(&'static str, String, String)>);

impl Renames {
    /// A group was renamed if its old name is gone, its new name is new, and all its rows went along.
    pub fn find(old: &[Row<'_>], new: &[Row<'_>], pairs: &[Pairing]) -> Self {
        let names = |rows: &[Row<'_>]| -> BTreeSet<(&'static str, String)> {
            let groups = rows.iter().flat_map(|r| &r.groups);
            groups.filter_map(|(field, text, _)| text.map(|t| (*field, form::plain(t)))).collect()
        };
        let (before, after) = (names(old), names(new));
        let mut heirs: BTreeMap<(&'static str, String), BTreeSet<String>> = BTreeMap::new();
        for p in pairs {
            for (field, text, _) in &old[p.old].groups {
                if let (Some(was), Some(now)) = (text, new[p.new].group_text(field)) {
                    heirs.entry((*field, form::plain(was))).or_default().insert(form::plain(now));
                }
            }
        }
        let renamed = heirs.into_iter().filter_map(|((field, was), now)| {
            let mut names = now.into_iter();
            let (Some(now), None) = (names.next(), names.next()) else { return None };
            let fresh = !before.contains(&(field, now.clone())) && !after.contains(&(field, was.clone()));
            (now != was && fresh).then_some((field, was, now))
        });
        Self(renamed.collect())
    }

    fn has(&self, field: &'static str, was: &str, now: &str) -> bool {
        self.0.contains(&(field, form::plain(was), form::plain(now)))
    }
}

/// All changes of a pair, each with the resolution that its new remark names.
pub fn changes(old: &Row<'_>, new: &Row<'_>, sure: f64, renames: &Renames, objectives: &Objectives<'_>) -> Vec<Change> {
    let mut all = Vec::new();
    let base = |kind, confidence: f64| blank(kind, Some(old), Some(new), sure.min(confidence));
    place(old, new, renames, objectives, &base, &mut all);
    if !same_text(old.indicator, new.indicator) {
        all.push(Change {
            field: Some("indicator"),
            before: Some(old.indicator.to_owned()),
            after: Some(new.indicator.to_owned()),
            ..base(Kind::Changed, old.indicator_sure)
        });
    }
    cells(old, new, &base, &mut all);
    let fresh = notes(old, new, &base, &mut all);
    let resolution = fresh.iter().rev().find_map(|n| n.resolution.clone());
    for change in &mut all {
        change.resolution.clone_from(&resolution);
    }
    all
}

type Base<'b> = dyn Fn(Kind, f64) -> Change + 'b;

fn place(
    old: &Row<'_>,
    new: &Row<'_>,
    renames: &Renames,
    objectives: &Objectives<'_>,
    base: &Base<'_>,
    all: &mut Vec<Change>,
) {
    let (was, now) = (old.objective, new.objective);
    let followed = was.map(|(id, _)| objectives.renumbered.get(id).map_or(id, String::as_str));
    let mut moved = followed != now.map(|(id, _)| id);
    if moved {
        let sure = was.map_or(1.0, |o| o.1) * now.map_or(1.0, |o| o.1);
        let (before, after) = objectives.titles(was.map(|o| o.0), now.map(|o| o.0));
        all.push(Change { field: Some("objective"), before, after, ..base(Kind::Moved, sure) });
    }
    for (field, text, sure) in &old.groups {
        let other = new.groups.iter().find(|g| g.0 == *field);
        let (now, theirs) = other.map_or((None, 1.0), |g| (g.1, g.2));
        let (a, b) = (text.unwrap_or_default(), now.unwrap_or_default());
        if same_text(a, b) {
            continue;
        }
        let kind = if renames.has(field, a, b) { Kind::Changed } else { Kind::Moved };
        if kind == Kind::Moved && std::mem::replace(&mut moved, true) {
            continue; // one `moved` for the outermost
        }
        let change = base(kind, sure * theirs);
        all.push(Change {
            field: Some(field),
            before: text.map(str::to_owned),
            after: now.map(str::to_owned),
            ..change
        });
    }
}

fn cells(old: &Row<'_>, new: &Row<'_>, base: &Base<'_>, all: &mut Vec<Change>) {
    let years_moved_only = same_values_other_years(old, new);
    let mut keys: Vec<(&'static str, Option<i32>)> = Vec::new();
    for cell in old.cells.iter().chain(&new.cells) {
        if !keys.contains(&(cell.field, cell.year)) {
            keys.push((cell.field, cell.year));
        }
    }
    // The years of a dashboard row in order, wherever either side has them.
    keys.sort_by_key(|(_, year)| *year);
    for (field, year) in keys {
        let find = |row: &'_ Row<'_>| row.cells.iter().position(|c| c.field == field && c.year == year);
        let (a, b) = (find(old).map(|i| &old.cells[i]), find(new).map(|i| &new.cells[i]));
        if (field == "targets" && years_moved_only) || same_cell(a, b) {
            continue;
        }
        let confidence = a.map_or(1.0, |c| c.sure) * b.map_or(1.0, |c| c.sure);
        let target = |c: Option<&Cell<'_>>| c.and_then(|c| c.target).cloned();
        let asked = matches!(field, "target" | "targets");
        let direction = match (target(a), target(b)) {
            (Some(was), Some(now)) if asked => direction(new.indicator, &was, &now),
            _ => None,
        };
        let raw = |c: Option<&Cell<'_>>| c.map(|c| c.raw.clone()).filter(|r| !r.is_empty());
        let change = base(Kind::Changed, confidence);
        all.push(Change { field: Some(field), year, before: raw(a), after: raw(b), direction, ..change });
    }
}

/// Whether the rows have the same values in the same order and a reading that is unsure of the years.
pub fn same_values_other_years(old: &Row<'_>, new: &Row<'_>) -> bool {
    let values = |row: &Row<'_>| -> Vec<String> {
        let targets = row.cells.iter().filter(|c| c.field == "targets");
        targets.map(|c| form::plain(&c.raw)).collect()
    };
    let unsure = |row: &Row<'_>| row.cells.iter().any(|c| c.field == "targets" && c.sure < 1.0);
    (unsure(old) || unsure(new)) && values(old) == values(new)
}

/// Whether two values are the same but for their form, or one is what the other's reading names as
/// its alternative.
pub fn same_cell(a: Option<&Cell<'_>>, b: Option<&Cell<'_>>) -> bool {
    let (was, now) = (a.map_or("", |c| c.raw.as_str()), b.map_or("", |c| c.raw.as_str()));
    if same_text(was, now) {
        return true;
    }
    if let (Some(x), Some(y)) = (a.and_then(|c| c.target), b.and_then(|c| c.target))
        && same_target(x, y)
    {
        return true;
    }
    let among = |c: Option<&Cell<'_>>, text: &str| {
        c.is_some_and(|c| c.alternatives.iter().any(|alternative| same_text(alternative, text)))
    };
    among(a, now) || among(b, was)
}

/// Changes of the remarks; gives those that are new.
fn notes<'a>(old: &Row<'_>, new: &Row<'a>, base: &Base<'_>, all: &mut Vec<Change>) -> Vec<&'a Note> {
    let mut gone: Vec<&Note> = old.notes.clone();
    let mut fresh: Vec<&'a Note> = new.notes.clone();
    cancel(&mut gone, &mut fresh, same_note);
    let sure = old.notes_sure * new.notes_sure;
    let mut change = |before: Option<&Note>, after: Option<&Note>| {
        let raw = |n: Option<&Note>| n.map(|n| n.raw.clone());
        all.push(Change { field: Some("notes"), before: raw(before), after: raw(after), ..base(Kind::Changed, sure) });
    };
    for (was, now) in cancel(&mut gone, &mut fresh, same_act) {
        change(Some(was), Some(now)); // the footnote's number alone
    }
    let both = gone.len().max(fresh.len());
    for at in 0..both {
        change(gone.get(at).copied(), fresh.get(at).copied());
    }
    fresh
}

/// Takes out of both lists what `same` pairs, and gives the pairs.
fn cancel<'a, 'b>(
    gone: &mut Vec<&'a Note>,
    fresh: &mut Vec<&'b Note>,
    same: fn(&Note, &Note) -> bool,
) -> Vec<(&'a Note, &'b Note)> {
    let mut pairs = Vec::new();
    gone.retain(|was| match fresh.iter().position(|now| same(was, now)) {
        Some(at) => {
            pairs.push((*was, fresh.remove(at)));
            false
        }
        None => true,
    });
    pairs
}
