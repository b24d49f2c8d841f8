//! Organisational units: cells that name several are split, spellings of one are reconciled.
//!
//! By rule, never by a list of names: abbreviations, particles, singular and plural, slips of
//! typing, initials.

mod name;
mod split;

pub use split::Splitter;

use std::collections::BTreeMap;

use super::likeness::slug;
use crate::plan::{Plan, Unit, UnitRef};
use crate::trace::{Inference, Traced};
use name::{Name, Sameness};

/// The units of all rows, in order of appearance; every reference is pointed at its unit.
pub(super) fn reconcile(plan: &mut Plan) -> Vec<Unit> {
    let mut spellings: Vec<(String, usize)> = Vec::new();
    for_each_unit(plan, |unit| match spellings.iter_mut().find(|(raw, _)| *raw == unit.value.raw) {
        Some((_, times)) => *times += 1,
        None => spellings.push((unit.value.raw.clone(), 1)),
    });
    let names: Vec<Name> = spellings.iter().map(|(raw, times)| Name::new(raw, *times)).collect();
    let clusters = cluster(&names);
    let mut units: Vec<Unit> = Vec::new();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for Cluster { members, doubt } in clusters {
        let fullest = members.iter().map(|at| &names[*at]).max_by_key(|name| name.fullness());
        let Some(fullest) = fullest else { continue };
        let wanted = slug(&distinguishing(&names, &members, fullest));
        let id = free(wanted, &units);
        let mut aliases: Vec<String> = members.iter().map(|at| names[*at].raw.clone()).collect();
        ids.extend(aliases.iter().map(|raw| (raw.clone(), id.clone())));
        aliases.dedup();
        units.push(Unit { id, name: fullest.raw.clone(), aliases, doubt });
    }
    for_each_unit(plan, |unit| {
        if let Some(id) = ids.get(&unit.value.raw) {
            unit.value.unit.clone_from(id);
        }
    });
    units
}

/// The words of the fullest name, in the singular where one of its spellings has it: the singular
/// in -o, -a, -e sorts behind the plural in -i.
fn distinguishing(names: &[Name], members: &[usize], fullest: &Name) -> Vec<String> {
    let same = members.iter().map(|at| &names[*at]).filter(|name| name.stems == fullest.stems);
    same.map(|name| name.words.clone()).max().unwrap_or_else(|| fullest.words.clone())
}

fn free(wanted: String, units: &[Unit]) -> String {
    let wanted = if wanted.is_empty() { "unit".to_owned() } else { wanted };
    let taken = |id: &str| units.iter().any(|unit| unit.id == id);
    if !taken(&wanted) {
        return wanted;
    }
    (2..).map(|n| format!("{wanted}-{n}")).find(|id| !taken(id)).unwrap_or(wanted)
}

/// Spellings of one unit, in order of appearance.
struct Cluster {
    members: Vec<usize>,
    doubt: Option<Inference>,
}

/// Joins spellings, the surest likenesses first, so that a doubtful one cannot come between two
/// that are the same beyond doubt.
fn cluster(names: &[Name]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = (0..names.len()).map(|at| Cluster { members: vec![at], doubt: None }).collect();
    for level in Sameness::LEVELS {
        let mut at = 0;
        while at < clusters.len() {
            let fits =
                |other: &usize| *other != at && level.joins(names, &clusters[at].members, &clusters[*other].members);
            let others: Vec<usize> = (0..clusters.len()).filter(fits).collect();
            // A short name that fits two units is neither: it stays on its own.
            let joins = if level.needs_one() { others.len() == 1 } else { !others.is_empty() };
            if !joins {
                at += 1;
                continue;
            }
            let taken = clusters.remove(at);
            let into = &mut clusters[if others[0] > at { others[0] - 1 } else { others[0] }];
            into.members.extend(taken.members);
            into.members.sort_unstable();
            let doubts = [into.doubt.take(), taken.doubt, level.doubt()];
            into.doubt = doubts.into_iter().flatten().min_by(|a, b| a.confidence.total_cmp(&b.confidence));
            at = 0;
        }
    }
    clusters.sort_by_key(|cluster| cluster.members[0]);
    clusters
}

fn for_each_unit(plan: &mut Plan, mut visit: impl FnMut(&mut Traced<UnitRef>)) {
    plan.strategic.iter_mut().flat_map(|row| &mut row.owners).for_each(&mut visit);
    plan.operational.iter_mut().flat_map(|row| &mut row.services).for_each(&mut visit);
}

#[cfg(test)]
mod tests;
