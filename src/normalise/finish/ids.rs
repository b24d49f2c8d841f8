//! Ids that stay when other rows come, go or are reworded, and that do not depend on the form of
//! the source.
//!
//! An id is a hash of what makes the row that row: its section, the objective or person it belongs
//! to, the letters of its indicator. Rows that share all of it are told apart by more of their
//! context, and by their order only if nothing else differs.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::likeness::letters;
use crate::plan::{
    ExecutiveObjective, OfficerObjective, OperationalIndicator, Plan, RowBase, StrategicIndicator, Target,
};
use crate::trace::Traced;

/// Gives every row its id.
pub(super) fn assign(plan: &mut Plan) {
    let keys: Vec<Key> = plan.strategic.iter().map(strategic).collect();
    give("si", &keys, plan.strategic.iter_mut().map(|row| &mut row.base));
    let keys: Vec<Key> = plan.operational.iter().map(operational).collect();
    give("oi", &keys, plan.operational.iter_mut().map(|row| &mut row.base));
    let keys: Vec<Key> = plan.executive.iter().map(executive).collect();
    give("eo", &keys, plan.executive.iter_mut().map(|row| &mut row.base));
    let keys: Vec<Key> = plan.officer.iter().map(officer).collect();
    give("po", &keys, plan.officer.iter_mut().map(|row| &mut row.base));
}

/// What tells a row from others: the first texts always count, each further one only where those
/// before it do not suffice.
struct Key {
    own: Vec<String>,
    context: Vec<String>,
}

fn strategic(row: &StrategicIndicator) -> Key {
    let targets = row.targets.iter().flat_map(|t| [t.year.to_string(), letters(&t.target.value.raw)]).collect();
    let owners: String = row.owners.iter().map(|owner| letters(&owner.value.raw)).collect();
    Key { own: vec![objective(&row.base), indicator(&row.base)], context: vec![targets, owners] }
}

fn operational(row: &OperationalIndicator) -> Key {
    Key {
        own: vec![objective(&row.base), indicator(&row.base)],
        context: vec![
            text(row.programme.as_ref()),
            text(row.operational_objective.as_ref()),
            target(row.target.as_ref()),
        ],
    }
}

fn executive(row: &ExecutiveObjective) -> Key {
    Key {
        own: vec![text(row.role.as_ref()), text(row.action.as_ref()), indicator(&row.base)],
        context: vec![objective(&row.base), target(row.target.as_ref())],
    }
}

fn officer(row: &OfficerObjective) -> Key {
    Key {
        own: vec![text(row.role.as_ref()), indicator(&row.base)],
        context: vec![text(row.operational_objective.as_ref()), objective(&row.base), target(row.target.as_ref())],
    }
}

fn objective(base: &RowBase) -> String {
    base.objective.as_ref().map(|objective| objective.value.clone()).unwrap_or_default()
}

fn indicator(base: &RowBase) -> String {
    letters(&base.indicator.value)
}

fn text(value: Option<&Traced<String>>) -> String {
    value.map(|text| letters(&text.value)).unwrap_or_default()
}

fn target(value: Option<&Traced<Target>>) -> String {
    value.map(|target| letters(&target.value.raw)).unwrap_or_default()
}

fn give<'a>(prefix: &str, keys: &[Key], bases: impl Iterator<Item = &'a mut RowBase>) {
    let mut parts: Vec<Vec<String>> = keys.iter().map(|key| key.own.clone()).collect();
    let longest = keys.iter().map(|key| key.context.len()).max().unwrap_or(0);
    for level in 0..longest {
        for at in shared(&parts).concat() {
            parts[at].extend(keys[at].context.get(level).cloned());
        }
    }
    for group in shared(&parts) {
        for (nth, at) in group.into_iter().enumerate() {
            parts[at].push(nth.to_string());
        }
    }
    for (base, parts) in bases.zip(parts) {
        let digest = Sha256::digest(format!("{prefix}\n{}", parts.join("\n")));
        let five = digest.iter().take(5).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        base.id = format!("{prefix}-{five:010x}");
    }
}

/// The groups of rows that have the same key, each in document order.
fn shared(parts: &[Vec<String>]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (at, key) in parts.iter().enumerate() {
        groups.entry(key).or_default().push(at);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}
