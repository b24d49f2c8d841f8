//! Ids that stay when other rows come, go or are reworded, and that do not depend on the form of
//! the source.
//!
//! An id is a hash of what makes the row that row: its section, the objective or person it belongs
//! to, the letters of its indicator. Rows that share all of it are told apart by more of their
//! context, and by their order only if nothing else differs.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use crate::grammar::text::letters;
use crate::plan::{
    ExecutiveObjective, OfficerObjective, OperationalIndicator, Plan, RowBase, StrategicIndicator, Target,
};
use crate::trace::Traced;

/// Gives every row its id.
pub(super) fn assign(plan: &mut Plan) {
    let keys = keys(&plan.strategic, |row| vec![objective(&row.base), indicator(&row.base)], &[targets, owners]);
    give("si", keys, plan.strategic.iter_mut().map(|row| &mut row.base));
    let keys = operational(&plan.operational);
    give("oi", keys, plan.operational.iter_mut().map(|row| &mut row.base));
    let keys = executive(&plan.executive);
    give("eo", keys, plan.executive.iter_mut().map(|row| &mut row.base));
    let keys = officer(&plan.officer);
    give("po", keys, plan.officer.iter_mut().map(|row| &mut row.base));
}

fn targets(row: &StrategicIndicator) -> String {
    row.targets.iter().flat_map(|t| [t.year.to_string(), letters(&t.target.value.raw)]).collect()
}

fn owners(row: &StrategicIndicator) -> String {
    row.owners.iter().map(|owner| letters(&owner.value.raw)).collect()
}

fn operational(rows: &[OperationalIndicator]) -> Vec<Vec<String>> {
    let own = |row: &OperationalIndicator| vec![objective(&row.base), indicator(&row.base)];
    let context: [fn(&OperationalIndicator) -> String; 3] = [
        |row| text(row.programme.as_ref()),
        |row| text(row.operational_objective.as_ref()),
        |row| target(row.target.as_ref()),
    ];
    keys(rows, own, &context)
}

fn executive(rows: &[ExecutiveObjective]) -> Vec<Vec<String>> {
    let own = |row: &ExecutiveObjective| vec![text(row.role.as_ref()), text(row.action.as_ref()), indicator(&row.base)];
    keys(rows, own, &[|row| objective(&row.base), |row| target(row.target.as_ref())])
}

fn officer(rows: &[OfficerObjective]) -> Vec<Vec<String>> {
    let own = |row: &OfficerObjective| vec![text(row.role.as_ref()), indicator(&row.base)];
    let context: [fn(&OfficerObjective) -> String; 3] =
        [|row| text(row.operational_objective.as_ref()), |row| objective(&row.base), |row| target(row.target.as_ref())];
    keys(rows, own, &context)
}

/// What tells each row from the others: its own texts always count, each one of its context only
/// where those before it do not suffice.
fn keys<T>(rows: &[T], own: impl Fn(&T) -> Vec<String>, context: &[fn(&T) -> String]) -> Vec<Vec<String>> {
    let mut keys: Vec<Vec<String>> = rows.iter().map(own).collect();
    for more in context {
        for at in shared(&keys).concat() {
            keys[at].push(more(&rows[at]));
        }
    }
    for group in shared(&keys) {
        for (nth, at) in group.into_iter().enumerate() {
            keys[at].push(nth.to_string());
        }
    }
    keys
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

fn give<'a>(prefix: &str, keys: Vec<Vec<String>>, bases: impl Iterator<Item = &'a mut RowBase>) {
    for (base, parts) in bases.zip(keys) {
        let digest = Sha256::digest(format!("{prefix}\n{}", parts.join("\n")));
        let five = digest.iter().take(5).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        base.id = format!("{prefix}-{five:010x}");
    }
}

/// The groups of rows that have the same key, each in document order.
fn shared(parts: &[Vec<String>]) -> Vec<Vec<usize>> {
    let mut first: HashMap<&[String], usize> = HashMap::with_capacity(parts.len());
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, key) in parts.iter().enumerate() {
        let first = *first.entry(key).or_insert(at);
        if first != at {
            groups.entry(first).or_insert_with(|| vec![first]).push(at);
        }
    }
    groups.into_values().collect()
}
