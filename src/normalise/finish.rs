//! A draft to the plan: texts are parsed, units reconciled, objectives resolved, ids given.
//!
//! Everything here is worked out once, whatever the form of the source. A value keeps the place
//! and the origin of the text that it was made from.

mod annex;
mod ids;
mod likeness;
mod objectives;
mod pieced;
mod remarks;
mod rows;
mod slugs;
mod units;

use super::draft::Draft;
use crate::diag::{Diagnostic, HIDDEN, NOT_CALCULATED, UNPLACED_TEXT};
use crate::document::{Body, Document, Hidden};
use crate::plan::{Plan, SourceInfo};
use crate::trace::Places;

/// Works out everything that does not depend on the form of the source.
pub fn finish(draft: Draft, document: &Document, source: SourceInfo) -> Plan {
    let mut diagnostics = draft.diagnostics;
    let annex = annex::read(&draft.titles, draft.years);
    let mut map = objectives::Map::new(&draft.perspectives, &draft.missions, &draft.objectives, &mut diagnostics);
    let mut plan = Plan {
        source,
        annex,
        perspectives: Vec::new(),
        missions: Vec::new(),
        objectives: Vec::new(),
        strategic: Vec::new(),
        operational: Vec::new(),
        executive: Vec::new(),
        officer: Vec::new(),
        totals: Vec::new(),
        units: Vec::new(),
        resolutions: Vec::new(),
        diagnostics: Vec::new(),
        coverage: draft.coverage,
    };
    let flow = matches!(document.body, Body::Flow(_));
    let drafted = draft.rows;
    let mut splitter = units::Splitter::new(&drafted, document.format);
    let mut targets = rows::Targets::default();
    let unplaced = |found: &[Diagnostic]| found.iter().filter(|d| d.code.id == UNPLACED_TEXT.id).count();
    let before = unplaced(&diagnostics);
    if flow {
        for row in &drafted {
            rows::add(&mut plan, row, &mut map, &mut splitter, &mut targets, &mut diagnostics);
        }
        map.follow_rows(&plan.executive);
        map.doubt_order(&drafted);
    } else {
        // Each row is let go once it is read: a long sheet is not held twice.
        for row in drafted {
            rows::add(&mut plan, &row, &mut map, &mut splitter, &mut targets, &mut diagnostics);
        }
    }
    map.mend_titles();
    plan.coverage.placed = plan.coverage.placed.saturating_sub(unplaced(&diagnostics) - before);
    plan.totals = draft.totals.iter().map(rows::total).collect();
    (plan.perspectives, plan.missions, plan.objectives) = map.into_parts();
    rows::fill_marks(&mut plan.officer);
    // A text export parts a band from its rows; a blank cell of a workbook is meant to be blank.
    if flow {
        rows::fill_perspectives(&mut plan.executive, &plan.objectives);
    }
    diagnostics.extend(settle(&mut plan));
    let (formulas, others): (Vec<&Hidden>, Vec<&Hidden>) =
        document.hidden.iter().partition(|hidden| hidden.what == "formula");
    diagnostics.extend(others.into_iter().map(hidden));
    diagnostics.extend(not_calculated(&formulas));
    plan.diagnostics = diagnostics;
    plan
}

/// What depends on all rows together.
pub fn settle(plan: &mut Plan) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    plan.units = units::reconcile(plan, &mut diagnostics);
    plan.resolutions = remarks::collect(plan);
    ids::assign(plan);
    diagnostics
}

fn hidden(hidden: &Hidden) -> Diagnostic {
    const SHOWN: usize = 3;
    let mut texts: Vec<String> = hidden.texts.iter().take(SHOWN).map(|text| format!("`{text}`")).collect();
    if hidden.texts.len() > SHOWN {
        texts.push(format!("{} more", hidden.texts.len() - SHOWN));
    }
    Diagnostic::new(&HIDDEN, format!("hidden {} left out: {}", hidden.what, texts.join(", "))).at(hidden.place.clone())
}

/// The formulas of a workbook that was never calculated: all in one finding, the first of them by name.
fn not_calculated(formulas: &[&Hidden]) -> Option<Diagnostic> {
    const SHOWN: usize = 8;
    let cell = |formula: &&Hidden| format!("{} `{}`", formula.place, formula.texts.join(" "));
    let mut cells: Vec<String> = formulas.iter().take(SHOWN).map(cell).collect();
    if formulas.len() > SHOWN {
        cells.push("…".to_owned());
    }
    let message =
        format!("{} formulas were never calculated, so their cells are empty: {}", formulas.len(), cells.join(", "));
    let places = Places::collect(formulas.iter().map(|formula| formula.place.clone()))?;
    Some(Diagnostic::new(&NOT_CALCULATED, message).at(places))
}

#[cfg(test)]
mod tests;
