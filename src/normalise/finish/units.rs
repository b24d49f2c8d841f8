//! Organisational units: cells that name several are split, spellings of one are reconciled.
//!
//! By rule, never by a list of names: abbreviations, particles, singular and plural, slips of
//! typing, initials.

mod name;
mod split;

pub use split::Splitter;

use std::collections::BTreeMap;

use super::slugs::{Taken, slug};
use crate::diag::{DOUBTFUL_UNIT, Diagnostic};
use crate::plan::{Plan, Unit, UnitRef};
use crate::trace::{Inference, Traced};
use name::{Name, Sameness};

/// Above so many different names only equal ones are joined: no chamber has as many units, and
/// comparing all with all takes its time.
const MANY: usize = 300;

/// The units of all rows, in order of appearance. Every reference is pointed at its unit; one whose
/// spelling may be another's unit is marked.
pub(super) fn reconcile(plan: &mut Plan, diagnostics: &mut Vec<Diagnostic>) -> Vec<Unit> {
    let names = spellings(plan);
    let mut units: Vec<Unit> = Vec::new();
    let mut ids = Taken::default();
    let mut found: BTreeMap<String, (String, Option<Inference>)> = BTreeMap::new();
    for cluster in cluster(&names) {
        let Some(fullest) =
            cluster.classes.iter().flat_map(|class| &class.members).max_by_key(|at| names[**at].fullness())
        else {
            continue;
        };
        let own = cluster.classes.iter().position(|class| class.members.contains(fullest));
        let fullest = &names[*fullest];
        let id = ids.give(slug(&distinguishing(cluster.names(&names), fullest)));
        let mut members: Vec<usize> = Vec::new();
        let mut doubt: Option<Inference> = None;
        for (at, class) in cluster.classes.iter().enumerate() {
            for member in &class.members {
                let level = if own == Some(at) {
                    names[*member].contradicts(fullest).then_some(Sameness::Kind)
                } else {
                    class.joined
                };
                let why = level.map(Sameness::doubt);
                found.insert(names[*member].raw.clone(), (id.clone(), why.clone()));
                members.push(*member);
                doubt = [doubt, why].into_iter().flatten().min_by(|a, b| a.confidence.total_cmp(&b.confidence));
            }
        }
        members.sort_unstable();
        let aliases: Vec<String> = members.into_iter().map(|at| names[at].raw.clone()).collect();
        if let Some(doubt) = &doubt {
            let spelt: Vec<String> = aliases.iter().map(|alias| format!("`{alias}`")).collect();
            let message = format!("{} were taken for one unit: {}", spelt.join(", "), doubt.because);
            diagnostics.push(Diagnostic::new(&DOUBTFUL_UNIT, message));
        }
        units.push(Unit { id, name: fullest.raw.clone(), aliases, doubt });
    }
    for_each_unit(plan, |unit| {
        let Some((id, why)) = found.get(&unit.value.raw) else { return };
        unit.value.unit.clone_from(id);
        if let Some(why) = why {
            *unit = unit.clone().doubted(why.clone());
        }
    });
    units
}

/// All spellings with the times that each is met, in order of appearance.
fn spellings(plan: &mut Plan) -> Vec<Name> {
    let mut times: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for_each_unit(plan, |unit| {
        let next = times.len();
        times.entry(unit.value.raw.clone()).or_insert((next, 0)).1 += 1;
    });
    let mut ordered: Vec<_> = times.into_iter().map(|(raw, (first, times))| (first, raw, times)).collect();
    ordered.sort_unstable();
    ordered.into_iter().map(|(_, raw, times)| Name::new(&raw, times)).collect()
}

/// The words of the fullest name, in the singular where one of its spellings has it: the singular
/// in -o, -a, -e sorts behind the plural in -i.
fn distinguishing<'n>(names: impl Iterator<Item = &'n Name>, fullest: &Name) -> Vec<String> {
    let same = names.filter(|name| name.stems == fullest.stems);
    same.map(|name| name.words.clone()).max().unwrap_or_else(|| fullest.words.clone())
}

/// Spellings that are the same beyond doubt.
#[derive(Debug, Clone)]
struct Class {
    members: Vec<usize>,
    /// How it came into its cluster, if it did not begin it.
    joined: Option<Sameness>,
}

/// Spellings of one unit.
#[derive(Debug, Clone)]
struct Cluster {
    classes: Vec<Class>,
}

impl Cluster {
    fn names<'n>(&self, names: &'n [Name]) -> impl Iterator<Item = &'n Name> {
        self.classes.iter().flat_map(|class| &class.members).map(|at| &names[*at])
    }

    fn first(&self) -> usize {
        self.classes.iter().filter_map(|class| class.members.first()).copied().min().unwrap_or(usize::MAX)
    }
}

/// Joins spellings, the surest likenesses first. A name that fits two others equally well is
/// neither: it stays on its own.
fn cluster(names: &[Name]) -> Vec<Cluster> {
    let mut same: BTreeMap<(&[String], bool), Class> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let class = same.entry((&name.stems, name.is_wider())).or_insert(Class { members: Vec::new(), joined: None });
        class.members.push(at);
    }
    let mut clusters: Vec<Cluster> = same.into_values().map(|class| Cluster { classes: vec![class] }).collect();
    clusters.sort_by_key(Cluster::first);
    if clusters.len() <= MANY {
        for level in Sameness::LEVELS {
            while let Some((from, into)) = next_join(level, names, &clusters) {
                let mut taken = clusters.remove(from);
                let into = &mut clusters[if into > from { into - 1 } else { into }];
                for class in taken.classes.iter_mut().chain(&mut into.classes) {
                    class.joined = Some(class.joined.map_or(level, |old| old.max(level)));
                }
                into.classes.append(&mut taken.classes);
            }
        }
    }
    clusters.sort_by_key(Cluster::first);
    clusters
}

/// The first cluster that joins exactly one other at a level.
fn next_join(level: Sameness, names: &[Name], clusters: &[Cluster]) -> Option<(usize, usize)> {
    (0..clusters.len()).find_map(|from| {
        let fits = |into: &usize| {
            *into != from
                && clusters[from].names(names).any(|a| clusters[*into].names(names).any(|b| level.joins(a, b)))
        };
        let mut fitting = (0..clusters.len()).filter(fits);
        let into = fitting.next()?;
        fitting.next().is_none().then_some((from, into))
    })
}

fn for_each_unit(plan: &mut Plan, mut visit: impl FnMut(&mut Traced<UnitRef>)) {
    plan.strategic.iter_mut().flat_map(|row| &mut row.owners).for_each(&mut visit);
    plan.operational.iter_mut().flat_map(|row| &mut row.services).for_each(&mut visit);
}

#[cfg(test)]
mod tests;
