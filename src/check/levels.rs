//! The same indicator in several tables.

use std::collections::BTreeMap;

use super::{short, sure};
use crate::diag::{Code, Diagnostic, Severity};
use crate::diff::same_target;
use crate::grammar::text::letters;
use crate::plan::{Plan, RowBase, Target};
use crate::trace::Traced;

/// One indicator with two targets for one year.
pub const TARGETS_DIFFER: Code = Code {
    id: "targets-differ-between-tables",
    severity: Severity::Info,
    says: "an indicator stands in two places under one strategic objective, and its targets for the year differ",
    help: "check which of the two is meant",
};

/// An indicator under an objective, with its target for the plan's year.
type Asked<'a> = (&'a RowBase, &'a Traced<Target>);

pub(super) fn targets_differ(plan: &Plan) -> Vec<Diagnostic> {
    let Some(year) = plan.annex.resolution.as_ref().and_then(|r| r.value.date).map(crate::plan::Date::year) else {
        return Vec::new();
    };
    let dashboard = plan
        .strategic
        .iter()
        .filter_map(|r| Some((&r.base, r.targets.iter().find(|t| t.year == year).map(|t| &t.target)?)));
    let operational = plan.operational.iter().filter_map(|r| Some((&r.base, r.target.as_ref()?)));
    let officer = plan.officer.iter().filter_map(|r| Some((&r.base, r.target.as_ref()?)));
    let mut seen: BTreeMap<(&str, String), Asked<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for (base, target) in dashboard.chain(operational).chain(officer) {
        let Some(objective) = base.objective.as_ref().filter(|o| sure(o)) else { continue };
        if !sure(target) || !sure(&base.indicator) {
            continue;
        }
        let key = (objective.value.as_str(), letters(&base.indicator.value));
        let Some((_, first)) = seen.get(&key) else {
            seen.insert(key, (base, target));
            continue;
        };
        if !same_target(&first.value, &target.value) {
            let indicator = short(&base.indicator.value);
            let message =
                format!("`{indicator}`: `{}` in one place and `{}` in another", first.value.raw, target.value.raw);
            let mut at = target.places().clone();
            first.places().iter().for_each(|place| at.push(place.clone()));
            found.push(Diagnostic::new(&TARGETS_DIFFER, message).about(&*base.id).at(at));
        }
    }
    found
}
