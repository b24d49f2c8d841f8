//! Resolutions that remarks name badly.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Severity};
use crate::plan::{Date, Note, Plan, RowBase};
use crate::trace::{Place, Places, Traced};

/// A remark names a resolution without its number.
pub const WITHOUT_NUMBER: Code = Code {
    id: "resolution-without-number",
    severity: Severity::Warning,
    says: "remarks name a resolution by its date alone: its number was left out",
    help: "add the number to the remarks in the source",
};

/// A remark names no resolution at all.
pub const WITHOUT_DATE: Code = Code {
    id: "resolution-without-date",
    severity: Severity::Warning,
    says: "a remark says that a row was changed, but not by which resolution of which day",
    help: "add number and date of the resolution to the remark in the source",
};

/// One day with two resolution numbers.
pub const TWO_NUMBERS: Code = Code {
    id: "date-with-two-numbers",
    severity: Severity::Warning,
    says: "remarks give two numbers to what looks like one resolution: the same body, the same day",
    help: "check both numbers against the resolutions of that day; one is probably a slip",
};

/// A remark names a resolution later than the annex.
pub const AFTER_ANNEX: Code = Code {
    id: "resolution-after-annex",
    severity: Severity::Warning,
    says: "a remark names a resolution that is later than the one to which the annex belongs",
    help: "check the date of the remark, and that of the annex",
};

/// Remarks with the row they stand at; one that covers several rows counts once.
pub(super) fn remarks(plan: &Plan) -> Vec<(&RowBase, &Traced<Note>)> {
    let bases = plan
        .strategic
        .iter()
        .map(|r| &r.base)
        .chain(plan.operational.iter().map(|r| &r.base))
        .chain(plan.executive.iter().map(|r| &r.base))
        .chain(plan.officer.iter().map(|r| &r.base));
    let mut seen: Vec<(&Place, &str)> = Vec::new();
    let mut found = Vec::new();
    for base in bases {
        for note in &base.notes {
            let at = (note.places().first(), note.value.raw.as_str());
            // Rows that share a remark follow one another.
            if !seen.iter().rev().take(64).any(|known| *known == at) {
                seen.push(at);
                found.push((base, note));
            }
        }
    }
    found
}

fn places<'a>(notes: impl Iterator<Item = &'a Traced<Note>>) -> Option<Places> {
    Places::collect(notes.flat_map(|n| n.places().iter().cloned()))
}

fn grouped(code: &'static Code, groups: BTreeMap<String, Vec<(&RowBase, &Traced<Note>)>>) -> Vec<Diagnostic> {
    let said = groups.into_iter().filter_map(|(words, notes)| {
        let rows = if notes.len() == 1 { "in 1 remark".to_owned() } else { format!("in {} remarks", notes.len()) };
        let at = places(notes.iter().map(|(_, n)| *n))?;
        let (base, first) = notes.first()?;
        let found = Diagnostic::new(code, format!("{words}, {rows}; the first is `{}`", first.value.raw)).at(at);
        Some(if notes.len() == 1 { found.about(&*base.id) } else { found })
    });
    said.collect()
}

pub(super) fn without_number(plan: &Plan) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (base, note) in remarks(plan) {
        if let (Some(_), None, Some(date)) = (note.value.action, note.value.number, note.value.date) {
            groups.entry(format!("no number for the resolution of {date}")).or_default().push((base, note));
        }
    }
    grouped(&WITHOUT_NUMBER, groups)
}

pub(super) fn without_date(plan: &Plan) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (base, note) in remarks(plan) {
        if note.value.action.is_some() && note.value.date.is_none() {
            let what = match note.value.number {
                Some(number) => format!("no date for resolution n. {number}"),
                None => "neither number nor date".to_owned(),
            };
            groups.entry(what).or_default().push((base, note));
        }
    }
    grouped(&WITHOUT_DATE, groups)
}

pub(super) fn two_numbers(plan: &Plan) -> Vec<Diagnostic> {
    type Day = (String, Date);
    let mut days: BTreeMap<Day, BTreeMap<u32, Vec<&Traced<Note>>>> = BTreeMap::new();
    for (_, note) in remarks(plan) {
        if let (Some(number), Some(date)) = (note.value.number, note.value.date) {
            let body = note.value.body.clone().unwrap_or_default().to_lowercase();
            days.entry((body, date)).or_default().entry(number).or_default().push(note);
        }
    }
    let annex = plan.annex.resolution.as_ref().map(|r| &r.value);
    let said = days.into_iter().filter_map(|((body, date), mut numbers)| {
        let own =
            annex.filter(|r| r.date == Some(date) && r.body.as_deref().unwrap_or_default().to_lowercase() == body);
        if let Some(number) = own.and_then(|r| r.number) {
            numbers.entry(number).or_default();
        }
        if numbers.len() < 2 {
            return None;
        }
        let list: Vec<String> = numbers.keys().map(|n| format!("n. {n}")).collect();
        let often: Vec<String> = numbers.values().map(|notes| notes.len().to_string()).collect();
        let rare = numbers.values().filter(|notes| !notes.is_empty()).min_by_key(|notes| notes.len())?;
        let found = Diagnostic::new(
            &TWO_NUMBERS,
            format!("{date} has {}, in so many remarks each: {}", list.join(" and "), often.join(", ")),
        );
        Some(found.at(places(rare.iter().copied())?))
    });
    said.collect()
}

pub(super) fn after_annex(plan: &Plan) -> Vec<Diagnostic> {
    let Some(annex) = plan.annex.resolution.as_ref().and_then(|r| r.value.date) else { return Vec::new() };
    let mut said = BTreeSet::new();
    let mut found = Vec::new();
    for (base, note) in remarks(plan) {
        if let Some(date) = note.value.date.filter(|d| *d > annex)
            && said.insert(date)
        {
            let message = format!("`{}` is later than the annex's resolution of {annex}", note.value.raw);
            found.push(Diagnostic::new(&AFTER_ANNEX, message).about(&*base.id).at(note.places().clone()));
        }
    }
    found
}
