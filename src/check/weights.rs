//! Weights and their printed totals.

use std::collections::BTreeMap;

use super::sure;
use crate::diag::{Code, Diagnostic, Severity};
use crate::document::Format;
use crate::plan::{Plan, Weight};
use crate::trace::{Place, Traced};

/// Weights that do not add up to their printed total.
pub const SUM_DIFFERS: Code = Code {
    id: "weights-do-not-add-up",
    severity: Severity::Error,
    says: "the weights of an executive or officer do not add up to the printed total",
    help: "correct the weight or the total in the source; a weight merged over several rows counts once",
};

/// No total where the others have one.
pub const TOTAL_MISSING: Code = Code {
    id: "total-missing",
    severity: Severity::Warning,
    says: "an executive or officer has no printed total of weights, though others of the same table have",
    help: "add the total to the source, or check that its line was not cut off",
};

/// A total other than all of it.
pub const NOT_HUNDRED: Code = Code {
    id: "total-is-not-100",
    severity: Severity::Info,
    says: "the weights of an executive or officer add up to the printed total, but that is not 100",
    help: "nothing if the rest is assessed elsewhere; if not, complete the weights",
};

/// The weights of one role: those of the first column, those of the last.
#[derive(Default)]
struct Sheet<'a> {
    officer: bool,
    /// Whether a row has no weight: in a text export it may stand where it could not be read.
    gap: bool,
    columns: [Vec<&'a Traced<Weight>>; 2],
}

fn sheets(plan: &Plan) -> BTreeMap<&str, Sheet<'_>> {
    let mut sheets: BTreeMap<&str, Sheet<'_>> = BTreeMap::new();
    for r in &plan.executive {
        let Some(role) = &r.role else { continue };
        let sheet = sheets.entry(&role.value).or_default();
        sheet.gap |= r.weight.is_none();
        sheet.columns[0].extend(&r.weight);
        sheet.columns[1].extend(&r.weight_assessed);
    }
    for r in &plan.officer {
        let Some(role) = &r.role else { continue };
        let sheet = sheets.entry(&role.value).or_default();
        sheet.officer = true;
        sheet.gap |= r.weight.is_none();
        sheet.columns[0].extend(&r.weight);
    }
    sheets
}

/// The sum of a column, a merged weight counted once; `None` if a weight is doubtful or no number.
fn sum(weights: &[&Traced<Weight>]) -> Option<f64> {
    let mut counted: Vec<&Place> = Vec::new();
    let mut sum = 0.0;
    for weight in weights {
        let at = weight.places().first();
        if !counted.contains(&at) {
            counted.push(at);
            sum += weight.value.value.filter(|_| sure(weight))?;
        }
    }
    (!weights.is_empty()).then_some(sum)
}

pub(super) fn sum_differs(plan: &Plan) -> Vec<Diagnostic> {
    let sheets = sheets(plan);
    let mut found = Vec::new();
    for total in &plan.totals {
        let Some(role) = &total.role else { continue };
        let Some(sheet) = sheets.get(role.value.as_str()) else { continue };
        if sheet.gap && matches!(plan.source.format, Format::FlowText | Format::LayoutText) {
            continue;
        }
        for (printed, column) in [&total.weight, &total.weight_assessed].into_iter().zip(&sheet.columns) {
            let Some(printed) = printed.as_ref().filter(|p| sure(p)) else { continue };
            let (Some(value), Some(sum)) = (printed.value.value, sum(column)) else { continue };
            // A total may be a share (1) of weights in percent, or the other way about.
            let same = [1.0, 100.0, 0.01].iter().any(|k| (sum - value * k).abs() < 1e-6);
            if !same {
                let message =
                    format!("{}: the weights add up to {sum}, the total says {}", role.value, printed.value.raw);
                found.push(Diagnostic::new(&SUM_DIFFERS, message).at(printed.places().clone()));
            }
        }
    }
    found
}

pub(super) fn not_hundred(plan: &Plan) -> Vec<Diagnostic> {
    let part =
        |w: &&Traced<Weight>| w.value.value.is_some_and(|v| [100.0, 1.0].iter().all(|all| (v - all).abs() > 1e-6));
    let said = plan.totals.iter().filter_map(|total| {
        let printed = total.weight.as_ref().filter(|w| sure(w)).filter(part)?;
        let role = total.role.as_ref().map(|r| r.value.as_str()).unwrap_or_default();
        let message = format!("{role}: the total of the weights is {}", printed.value.raw);
        Some(Diagnostic::new(&NOT_HUNDRED, message).at(printed.places().clone()))
    });
    said.collect()
}

pub(super) fn total_missing(plan: &Plan) -> Vec<Diagnostic> {
    let sheets = sheets(plan);
    let has_total = |role: &str| plan.totals.iter().any(|t| t.role.as_ref().is_some_and(|r| r.value == role));
    let mut found = Vec::new();
    for (role, sheet) in &sheets {
        let others = sheets.iter().any(|(other, s)| s.officer == sheet.officer && has_total(other));
        if let Some(weight) = sheet.columns[0].last().filter(|_| others && !has_total(role)) {
            let message = format!("{role}: no total of the weights is printed");
            found.push(Diagnostic::new(&TOTAL_MISSING, message).at(weight.places().clone()));
        }
    }
    found
}
