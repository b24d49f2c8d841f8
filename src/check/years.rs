//! Targets along the year columns: signs that come and go, and years that do not fit.

use super::{short, sure};
use crate::diag::{Code, Diagnostic, Severity};
use crate::grammar::annex;
use crate::plan::{Comparator, Plan, StrategicIndicator, TargetKind, YearTarget};

/// A comparator that is there in one year and not in the next.
pub const COMPARATOR_CHANGES: Code = Code {
    id: "comparator-changes",
    severity: Severity::Info,
    says: "the comparator of a target changes along the years, or is left out in some of them",
    help: "check whether a sign was forgotten",
};

/// A relative target whose year of reference moves.
pub const REFERENCE_MOVES: Code = Code {
    id: "reference-year-moves",
    severity: Severity::Info,
    says: "a target compares with one year for some years, and then with another",
    help: "check how many years back the last targets are meant to look",
};

/// A target for a year after the one that the indicator names.
pub const NAMED_YEAR_PAST: Code = Code {
    id: "named-year-is-past",
    severity: Severity::Info,
    says: "an indicator names a year and has targets for years after it",
    help: "check whether the year in the indicator's words should have moved on",
};

fn surely(row: &StrategicIndicator) -> impl Iterator<Item = &YearTarget> {
    row.targets.iter().filter(|t| sure(&t.target))
}

fn said(code: &'static Code, message: String, row: &StrategicIndicator, at: &YearTarget) -> Diagnostic {
    Diagnostic::new(code, message).about(&*row.base.id).at(at.target.places().clone())
}

fn sign(kind: &TargetKind) -> Option<Comparator> {
    match kind {
        // Nothing is above all of it, nothing below none: `100%` and `0%` need no sign.
        TargetKind::Quantity { value, unit, .. } if *value >= 100.0 && unit.as_deref() == Some("%") => None,
        TargetKind::Quantity { value, .. } if *value <= 0.0 => None,
        TargetKind::Quantity { comparator, .. } | TargetKind::Duration { comparator, .. } => Some(*comparator),
        _ => None,
    }
}

pub(super) fn comparator_changes(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for row in &plan.strategic {
        let signed: Vec<_> = surely(row).filter_map(|t| Some((t, sign(&t.target.value.kind)?))).collect();
        let broken = signed.windows(2).find_map(|pair| match pair {
            [(a, x), (b, y)] if x != y => Some((*a, *b)),
            _ => None,
        });
        if let Some((a, b)) = broken {
            let (was, now) = (&a.target.value.raw, &b.target.value.raw);
            let message = format!("`{}`: `{was}` and then `{now}`", short(&row.base.indicator.value));
            found.push(said(&COMPARATOR_CHANGES, message, row, b));
        }
    }
    found
}

pub(super) fn reference_moves(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for row in &plan.strategic {
        let compared: Vec<(&YearTarget, i32)> = surely(row)
            .filter_map(|t| match t.target.value.kind {
                TargetKind::Relative { offset, .. } => Some((t, t.year - i32::try_from(offset).ok()?)),
                _ => None,
            })
            .collect();
        let offsets_vary = compared.windows(2).any(|p| p[0].0.year - p[0].1 != p[1].0.year - p[1].1);
        let moved = compared.windows(2).find(|p| p[0].1 != p[1].1);
        if let Some([(a, x), (b, y)]) = moved.filter(|_| offsets_vary) {
            let (was, now) = (&a.target.value.raw, &b.target.value.raw);
            let indicator = short(&row.base.indicator.value);
            let message =
                format!("`{indicator}`: `{was}` in {} compares with {x}, `{now}` in {} with {y}", a.year, b.year);
            found.push(said(&REFERENCE_MOVES, message, row, b));
        }
    }
    found
}

pub(super) fn named_year_past(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // An earlier year than any that has targets is one to compare with: `dati 2016`.
    let first_used = plan.strategic.iter().flat_map(|r| &r.targets).map(|t| t.year).min();
    for row in plan.strategic.iter().filter(|r| sure(&r.base.indicator)) {
        let words = &row.base.indicator.value;
        let named = annex::years_in(words).into_iter().max();
        let Some(named) = named.filter(|year| plan.annex.years.contains(year) && Some(*year) >= first_used) else {
            continue;
        };
        let later: Vec<_> = surely(row).filter(|t| t.year > named).collect();
        if let Some(first) = later.first() {
            let years: Vec<String> = later.iter().map(|t| t.year.to_string()).collect();
            let message = format!("`{}` names {named}, with targets for {}", short(words), years.join(", "));
            found.push(said(&NAMED_YEAR_PAST, message, row, first));
        }
    }
    found
}
