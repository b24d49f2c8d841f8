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
use crate::trace::{Inference, Places, Traced};
use name::{Name, Sameness};

/// Above so many different names only equal ones are joined: no chamber has as many units, and
/// comparing all with all takes its time.
const MANY: usize = 300;

/// The units of all rows, in order of appearance. Every reference is pointed at its unit; one whose
/// spelling may be another's unit is marked.
pub(super) fn reconcile(plan: &mut Plan, diagnostics: &mut Vec<Diagnostic>) -> Vec<Unit> {
    let (names, places) = spellings(plan);
    let mut units: Vec<Unit> = Vec::new();
    let mut ids = Taken::default();
    let mut found: BTreeMap<String, (String, Option<Inference>)> = BTreeMap::new();
    for cluster in cluster(&names) {
        let Some(fullest) = cluster.names(&names).max_by_key(|name| name.fullness()) else { continue };
        let id = ids.give(slug(&distinguishing(cluster.names(&names), fullest)));
        let members = cluster.members(&names, fullest);
        for (at, level) in &members {
            found.insert(names[*at].raw.clone(), (id.clone(), level.map(Sameness::doubt)));
        }
        let aliases: Vec<String> = members.iter().map(|(at, _)| names[*at].raw.clone()).collect();
        let doubtful = members.iter().filter_map(|(at, level)| Some((*at, level.as_ref()?.doubt())));
        let worst = doubtful.min_by(|a, b| a.1.confidence.total_cmp(&b.1.confidence));
        if let Some((at, why)) = &worst {
            let spelt: Vec<String> = aliases.iter().map(|alias| format!("`{alias}`")).collect();
            let message = format!("{} were taken for one unit: {}", spelt.join(", "), why.because);
            diagnostics.push(Diagnostic::new(&DOUBTFUL_UNIT, message).at(places[*at].clone()));
        }
        units.push(Unit { id, name: fullest.raw.clone(), aliases, doubt: worst.map(|(_, why)| why) });
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

/// All spellings, in order of appearance, and where each is first met.
fn spellings(plan: &mut Plan) -> (Vec<Name>, Vec<Places>) {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut times: Vec<usize> = Vec::new();
    let mut places: Vec<Places> = Vec::new();
    for_each_unit(plan, |unit| {
        let at = *met.entry(unit.value.raw.clone()).or_insert(times.len());
        if at == times.len() {
            times.push(0);
            places.push(unit.places().clone());
        }
        times[at] += 1;
    });
    let mut ordered: Vec<(usize, String)> = met.into_iter().map(|(raw, at)| (at, raw)).collect();
    ordered.sort_unstable();
    (ordered.into_iter().map(|(at, raw)| Name::new(&raw, times[at])).collect(), places)
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

    /// All spellings in order of appearance, each with the likeness by which it is the fullest
    /// one's unit, if that can be doubted.
    fn members(&self, names: &[Name], fullest: &Name) -> Vec<(usize, Option<Sameness>)> {
        let mut members: Vec<(usize, Option<Sameness>)> = Vec::new();
        for class in &self.classes {
            let own = class.members.iter().any(|at| names[*at] == *fullest);
            members.extend(class.members.iter().map(|at| {
                let other_kind = names[*at].contradicts(fullest).then_some(Sameness::Kind);
                (*at, if own { other_kind } else { class.joined })
            }));
        }
        members.sort_unstable();
        members
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
