//! Targets that contradict one another, their resolution or their indicator.

use super::{short, sure};
use crate::diag::{Code, Diagnostic, Severity};
use crate::diff::{Direction, direction};
use crate::grammar::phrase;
use crate::plan::{Action, Comparator, Date, Plan, RowBase, Status, Subject, Target, TargetKind};
use crate::trace::Traced;

/// A unit of measure that changes along the years.
pub const UNIT_CHANGES: Code = Code {
    id: "unit-changes",
    severity: Severity::Warning,
    says: "the targets of an indicator are in one unit in one year and in another in the next",
    help: "check whether a percent sign or a unit was forgotten",
};

/// A target that gets easier over the years.
pub const GETS_EASIER: Code = Code {
    id: "target-gets-easier",
    severity: Severity::Info,
    says: "a target asks for less than that of the year before",
    help: "nothing if it is meant; the board should have said why",
};

/// A deadline before the resolution that set it.
pub const BEFORE_RESOLUTION: Code = Code {
    id: "deadline-before-resolution",
    severity: Severity::Warning,
    says: "a deadline lies before the resolution that, by its remark, set it",
    help: "check the deadline and the remark: the update may have forgotten to move it",
};

/// A deadline that had passed when the annex was approved.
pub const BEFORE_ANNEX: Code = Code {
    id: "deadline-before-annex",
    severity: Severity::Info,
    says: "a deadline had already passed when the annex was approved",
    help: "nothing if it was met; the annex does not say",
};

/// A comparator that contradicts the indicator's words.
pub const CONTRADICTS_WORDS: Code = Code {
    id: "comparator-contradicts-words",
    severity: Severity::Warning,
    says: "the indicator asks for something within a time, the target for at least that time",
    help: "turn the comparator round in the source",
};

/// A removed row with a target after its removal.
pub const AFTER_REMOVAL: Code = Code {
    id: "target-after-removal",
    severity: Severity::Info,
    says: "a row was removed, and has targets for years after its removal",
    help: "leave these targets out where only what is in force counts",
};

pub(super) fn unit_changes(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for row in &plan.strategic {
        let measured = row.targets.iter().filter_map(|t| Some((t, unit(&t.target.value)?)));
        let measured: Vec<_> =
            measured.filter(|(t, _)| t.target.inference().is_none_or(|w| w.confidence > 0.0)).collect();
        for pair in measured.windows(2) {
            let [(a, x), (b, y)] = pair else { continue };
            if x != y {
                let (was, now) = (&a.target.value.raw, &b.target.value.raw);
                let indicator = short(&row.base.indicator.value);
                let message = format!("`{indicator}`: `{was}` and then `{now}`");
                found.push(about(&UNIT_CHANGES, message, &row.base, &b.target));
                break;
            }
        }
    }
    found
}

/// The unit of a target that has a number.
fn unit(target: &Target) -> Option<&str> {
    match &target.kind {
        TargetKind::Quantity { unit, .. } => Some(unit.as_deref().unwrap_or_default()),
        TargetKind::Duration { unit, .. } => Some(unit),
        _ => None,
    }
}

pub(super) fn gets_easier(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for row in &plan.strategic {
        for pair in row.targets.windows(2) {
            let [a, b] = pair else { continue };
            let (was, now) = (&a.target.value, &b.target.value);
            // A sign that was only dropped or added between years is a habit of writing.
            let sign_alone = number(was).is_some() && number(was) == number(now);
            let easier = match (&was.kind, &now.kind) {
                // A yearly deadline moves with its year; within the year it gets easier if it is later.
                (TargetKind::Deadline { date: x }, TargetKind::Deadline { date: y }) => {
                    y.year() - x.year() == b.year - a.year && (y.month(), y.day()) > (x.month(), x.day())
                }
                _ => !sign_alone && direction(&row.base.indicator.value, was, now) == Some(Direction::Relaxed),
            };
            if easier {
                let indicator = short(&row.base.indicator.value);
                let message = format!("`{indicator}`: `{}` and then `{}`", was.raw, now.raw);
                found.push(about(&GETS_EASIER, message, &row.base, &b.target));
            }
        }
    }
    found
}

fn number(target: &Target) -> Option<f64> {
    match &target.kind {
        TargetKind::Quantity { value, .. } | TargetKind::Duration { value, .. } => Some(*value),
        _ => None,
    }
}

/// Rows with one target, of every table but the dashboard.
fn single(plan: &Plan) -> impl Iterator<Item = (&RowBase, &Traced<Target>)> {
    let operational = plan.operational.iter().map(|r| (&r.base, &r.target));
    let executive = plan.executive.iter().map(|r| (&r.base, &r.target));
    let officer = plan.officer.iter().map(|r| (&r.base, &r.target));
    operational.chain(executive).chain(officer).filter_map(|(base, target)| Some((base, target.as_ref()?)))
}

/// The day on which, by its remarks, a row was last set, if that is after a deadline.
fn set_after(base: &RowBase, date: Date) -> Option<Date> {
    let set = base.notes.iter().rev().map(|n| &n.value).find(|n| {
        matches!(n.action, Some(Action::Updated | Action::Inserted)) && n.subject == Subject::Row && n.date.is_some()
    });
    set.and_then(|n| n.date).filter(|resolved| *resolved > date && base.notes.iter().all(sure))
}

pub(super) fn before_annex(plan: &Plan) -> Vec<Diagnostic> {
    let Some(annex) = plan.annex.resolution.as_ref().and_then(|r| r.value.date) else { return Vec::new() };
    let mut found = Vec::new();
    for (base, target) in single(plan) {
        let TargetKind::Deadline { date } = target.value.kind else { continue };
        if date < annex && sure(target) && set_after(base, date).is_none() {
            let message = format!("`{}`: due by {date}, approved on {annex}", short(&base.indicator.value));
            found.push(about(&BEFORE_ANNEX, message, base, target));
        }
    }
    found
}

pub(super) fn before_resolution(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (base, target) in single(plan) {
        let TargetKind::Deadline { date } = target.value.kind else { continue };
        if let Some(resolved) = set_after(base, date).filter(|_| sure(target)) {
            let indicator = short(&base.indicator.value);
            let message = format!("`{indicator}`: due by {date}, set by a resolution of {resolved}");
            found.push(about(&BEFORE_RESOLUTION, message, base, target));
        }
    }
    found
}

/// A time within which something is to be done.
const WITHIN: [&str; 2] = [
    "entro i|il|la|gli|n? * giorno|giorni|gg|mese|mesi|settimana|settimane|ora|ore",
    "non oltre i|il|la|gli|n? * giorno|giorni|gg|mese|mesi|settimana|settimane|ora|ore",
];

/// What an indicator begins with that is itself a time.
const IS_A_TIME: [&str; 2] = ["tempo|tempi|tempistic*|durata|giorni|ritardo", "numero medio? di giorni"];

pub(super) fn contradicts_words(plan: &Plan) -> Vec<Diagnostic> {
    let dashboard = plan.strategic.iter().flat_map(|r| r.targets.iter().map(move |t| (&r.base, &t.target)));
    let mut found: Vec<Diagnostic> = Vec::new();
    for (base, target) in single(plan).chain(dashboard) {
        let TargetKind::Duration { comparator: Comparator::Greater | Comparator::AtLeast, .. } = target.value.kind
        else {
            continue;
        };
        let indicator = &base.indicator.value;
        let words = phrase::words(indicator);
        if sure(target) && (phrase::stands_in(&words, &WITHIN) || phrase::begins(&words, &IS_A_TIME)) {
            let message = format!("`{}`: the target is `{}`", short(indicator), target.value.raw);
            found.push(about(&CONTRADICTS_WORDS, message, base, target));
        }
    }
    found
}

pub(super) fn after_removal(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for row in plan.strategic.iter().filter(|r| r.status == Status::Removed) {
        let removal = row.base.notes.iter().map(|n| &n.value).find(|n| n.action == Some(Action::Removed));
        let Some(year) = removal.and_then(|n| n.date.map(Date::year).or(n.occasion_year)) else {
            continue;
        };
        let later: Vec<_> = row.targets.iter().filter(|t| t.year > year && sure(&t.target)).collect();
        if let Some(first) = later.first() {
            let years: Vec<String> = later.iter().map(|t| t.year.to_string()).collect();
            let indicator = short(&row.base.indicator.value);
            let message = format!("`{indicator}`: removed in {year}, with targets for {}", years.join(", "));
            found.push(about(&AFTER_REMOVAL, message, &row.base, &first.target));
        }
    }
    found
}

fn about<T>(code: &'static Code, message: String, base: &RowBase, value: &Traced<T>) -> Diagnostic {
    Diagnostic::new(code, message).about(&*base.id).at(value.places().clone())
}
