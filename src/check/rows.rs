//! Rows that lack something, or stand twice.

use std::collections::HashMap;

use super::short;
use crate::diag::{Code, Diagnostic, Severity};
use crate::grammar::text::letters;
use crate::plan::{Plan, RowBase, Status};
use crate::trace::Traced;

/// An indicator without anyone in charge.
pub const WITHOUT_OWNER: Code = Code {
    id: "indicator-without-owner",
    severity: Severity::Warning,
    says: "nobody is named as responsible for an indicator, though others of its table have someone",
    help: "add the unit in charge to the source",
};

/// An indicator without a target.
pub const WITHOUT_TARGET: Code = Code {
    id: "indicator-without-target",
    severity: Severity::Warning,
    says: "an indicator has no target, though it is in force and has a weight other than zero",
    help: "add the target to the source",
};

/// The same indicator twice under the same heads.
pub const DUPLICATE: Code = Code {
    id: "duplicate-indicator",
    severity: Severity::Warning,
    says: "an indicator stands twice under the same objective, programme and person",
    help: "remove one of the two, or say in their words what tells them apart",
};

/// A field that the reading of a text found nowhere.
pub const NOT_FOUND: Code = Code {
    id: "value-not-found",
    severity: Severity::Info,
    says: "nothing is printed in a field of a row that other rows fill, and in a text export it cannot be told whether a \
           cell that covers several rows was meant for it",
    help: "compare with the source: it may lack the value; if not, set it in corrections.toml",
};

/// Whether a field that is empty was left empty by the source, not by a doubtful reading.
fn surely_empty(base: &RowBase, field: &str) -> bool {
    base.doubts.iter().all(|(doubted, _)| *doubted != field)
}

pub(super) fn without_owner(plan: &Plan) -> Vec<Diagnostic> {
    let owned = plan.strategic.iter().any(|r| !r.owners.is_empty());
    let strategic = plan
        .strategic
        .iter()
        .filter(|r| owned && r.status == Status::Active && r.owners.is_empty() && surely_empty(&r.base, "owners"))
        .map(|r| &r.base);
    let served = plan.operational.iter().any(|r| !r.services.is_empty());
    let operational = plan
        .operational
        .iter()
        .filter(|r| served && r.services.is_empty() && surely_empty(&r.base, "services"))
        .map(|r| &r.base);
    strategic.chain(operational).map(|base| said(&WITHOUT_OWNER, base)).collect()
}

pub(super) fn without_target(plan: &Plan) -> Vec<Diagnostic> {
    let strategic = plan
        .strategic
        .iter()
        .filter(|r| r.status == Status::Active && r.targets.is_empty() && surely_empty(&r.base, "targets"))
        .map(|r| &r.base);
    let operational = plan.operational.iter().filter(|r| r.target.is_none()).map(|r| &r.base);
    let weighs = |weight: &Option<Traced<crate::plan::Weight>>| {
        weight.as_ref().and_then(|w| w.value.value).is_none_or(|value| value > 0.0)
    };
    let executive = plan.executive.iter().filter(|r| r.target.is_none() && weighs(&r.weight)).map(|r| &r.base);
    let officer = plan.officer.iter().filter(|r| r.target.is_none() && weighs(&r.weight)).map(|r| &r.base);
    let single = operational.chain(executive).chain(officer).filter(|base| surely_empty(base, "target"));
    strategic.chain(single).map(|base| said(&WITHOUT_TARGET, base)).collect()
}

pub(super) fn not_found(plan: &Plan) -> Vec<Diagnostic> {
    let strategic = plan.strategic.iter().flat_map(|r| [(&r.base, "owners", r.owners.is_empty())]);
    let operational = plan.operational.iter().flat_map(|r| {
        [
            (&r.base, "programme", r.programme.is_none()),
            (&r.base, "operational_objective", r.operational_objective.is_none()),
            (&r.base, "target", r.target.is_none()),
            (&r.base, "services", r.services.is_empty()),
            (&r.base, "areas", r.areas.is_empty()),
        ]
    });
    let executive = plan.executive.iter().map(|r| (&r.base, "target", r.target.is_none()));
    let officer = plan.officer.iter().map(|r| (&r.base, "target", r.target.is_none()));
    let empty = strategic.chain(operational).chain(executive).chain(officer);
    let doubted = empty.filter(|(base, field, empty)| *empty && !surely_empty(base, field));
    doubted
        .map(|(base, field, _)| {
            let message = format!("`{}`: no {}", short(&base.indicator.value), field.replace('_', " "));
            Diagnostic::new(&NOT_FOUND, message).about(&*base.id).at(base.indicator.places().clone())
        })
        .collect()
}

fn text(value: Option<&Traced<String>>) -> &str {
    value.map(|text| text.value.as_str()).unwrap_or_default()
}

pub(super) fn duplicate(plan: &Plan) -> Vec<Diagnostic> {
    let mut rows: Vec<(&RowBase, [&str; 3])> = Vec::new();
    rows.extend(plan.strategic.iter().map(|r| (&r.base, ["strategic", "", ""])));
    for r in &plan.operational {
        rows.push((&r.base, ["operational", text(r.programme.as_ref()), text(r.operational_objective.as_ref())]));
    }
    for r in &plan.executive {
        rows.push((&r.base, ["executive", text(r.role.as_ref()), text(r.action.as_ref())]));
    }
    for r in &plan.officer {
        rows.push((&r.base, ["officer", text(r.role.as_ref()), text(r.operational_objective.as_ref())]));
    }
    let mut seen: HashMap<(&str, [&str; 3], String), &RowBase> = HashMap::with_capacity(rows.len());
    let mut found = Vec::new();
    for (base, heads) in rows {
        let letters = letters(&base.indicator.value);
        let doubtful = base.objective.iter().any(|o| o.inference().is_some()) || base.indicator.inference().is_some();
        let key = (text(base.objective.as_ref()), heads, letters);
        match seen.get(&key) {
            Some(first) if !doubtful => {
                let message =
                    format!("`{}` stands also at {}", short(&base.indicator.value), first.indicator.places().first());
                found.push(Diagnostic::new(&DUPLICATE, message).about(&*base.id).at(base.indicator.places().clone()));
            }
            Some(_) => {}
            None => {
                seen.insert(key, base);
            }
        }
    }
    found
}

fn said(code: &'static Code, base: &RowBase) -> Diagnostic {
    let message = format!("`{}`", short(&base.indicator.value));
    Diagnostic::new(code, message).about(&*base.id).at(base.indicator.places().clone())
}
