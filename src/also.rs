//! One annex in two forms (its workbook and its PDF, say) to one plan.
//!
//! Each value comes from the form that states it outright. A deduction that the other form states
//! is none any more, one that it contradicts gives way; where both state a value and differ, the
//! first form's stays, marked, and a diagnostic shows both. A value keeps the place of the form it
//! was taken from, and a diagnostic of its row names that form.

mod rows;
mod value;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::check;
use crate::diag::{DOUBTFUL_UNIT, Diagnostic, ONLY_IN_ONE_FORM, READ_BESIDE};
use crate::diff::{Objectives, Pairing, Section, loose, pair, rows};
use crate::normalise;
use crate::plan::{Plan, RowBase};
use crate::trace::{Inference, Traced};
use rows::Fields;
use value::Work;

/// Two sources that are not one annex in two forms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{other} is not another form of {first}: of {of} rows only {both} are in both; give two forms of one annex")]
pub struct NotOneAnnex {
    first: String,
    other: String,
    both: usize,
    of: usize,
}

/// Reads the plan of a second form of the same annex into the plan of the first.
///
/// # Errors
/// When the two have less than a quarter of their rows in common.
pub fn merge(plan: Plan, other: &Plan) -> Result<Plan, NotOneAnnex> {
    let objectives = Objectives::pair(other, &plan);
    let partners = Section::ALL.map(|section| {
        let (theirs, mine) = (rows(other, section), rows(&plan, section));
        pair(&theirs, &mine, &objectives.renumbered)
    });
    let count = |plan: &Plan| Section::ALL.iter().map(|section| rows(plan, *section).len()).sum::<usize>();
    let both = partners.iter().map(Vec::len).sum();
    let of = count(&plan).min(count(other));
    if both * 4 < of || of == 0 {
        return Err(NotOneAnnex { first: plan.source.file, other: other.source.file.clone(), both, of });
    }
    let renumbered = objectives.renumbered;
    let mut plan = plan;
    let own = Heads::of(&plan);
    let other = in_words_of(&mut plan, other, &renumbered);
    let mut work = Work::new(&plan, &other);
    let stated = if work.first_is == Ordering::Less { Heads::of(&other) } else { own };
    work.heads(&mut plan, &other);
    let [strategic, operational, executive, officer] = &partners;
    join(&mut work, Section::Strategic, &mut plan.strategic, &other.strategic, strategic);
    join(&mut work, Section::Operational, &mut plan.operational, &other.operational, operational);
    join(&mut work, Section::Executive, &mut plan.executive, &other.executive, executive);
    join(&mut work, Section::Officer, &mut plan.officer, &other.officer, officer);
    work.totals(&mut plan.totals, &other.totals);
    stated.prune(&mut plan);
    settle(&mut plan, work, &other);
    Ok(plan)
}

/// Perspectives, missions and objectives of a plan, by id or code.
struct Heads {
    perspectives: BTreeSet<String>,
    missions: BTreeSet<String>,
    objectives: BTreeSet<String>,
}

impl Heads {
    fn of(plan: &Plan) -> Self {
        Self {
            perspectives: plan.perspectives.iter().map(|known| known.id.clone()).collect(),
            missions: plan.missions.iter().map(|known| known.code.value.clone()).collect(),
            objectives: plan.objectives.iter().map(|known| known.id.clone()).collect(),
        }
    }

    /// Leaves out of a plan what is none of these and nothing refers to.
    fn prune(mut self, plan: &mut Plan) {
        each_base(plan, |base| self.objectives.extend(base.objective.as_ref().map(|id| id.value.clone())));
        plan.objectives.retain(|known| self.objectives.contains(&known.id));
        let named = plan.objectives.iter().filter_map(|objective| objective.perspective.as_ref());
        let named = named.chain(plan.executive.iter().filter_map(|row| row.perspective.as_ref()));
        self.perspectives.extend(named.map(|id| id.value.clone()));
        self.missions.extend(plan.objectives.iter().filter_map(|o| Some(o.mission.as_ref()?.value.clone())));
        plan.perspectives.retain(|known| self.perspectives.contains(&known.id));
        plan.missions.retain(|known| self.missions.contains(&known.code.value));
    }
}

/// The other plan with the ids that the first one has for the same perspectives and objectives;
/// what the first one lacks of these is added to it.
fn in_words_of(plan: &mut Plan, other: &Plan, renumbered: &BTreeMap<String, String>) -> Plan {
    let mut other = other.clone();
    let mut perspectives: BTreeMap<String, String> = BTreeMap::new();
    for theirs in &other.perspectives {
        let known = plan.perspectives.iter().find(|mine| loose(&mine.name.value) == loose(&theirs.name.value));
        perspectives.insert(theirs.id.clone(), known.map_or_else(|| theirs.id.clone(), |mine| mine.id.clone()));
        if known.is_none() && plan.perspectives.iter().all(|mine| mine.id != theirs.id) {
            plan.perspectives.push(theirs.clone());
        }
    }
    for theirs in &other.missions {
        if plan.missions.iter().all(|mine| mine.code.value != theirs.code.value) {
            plan.missions.push(theirs.clone());
        }
    }
    let mut objectives = renumbered.clone();
    for theirs in other.objectives.iter().filter(|theirs| !renumbered.contains_key(&theirs.id)) {
        let mut mine = theirs.clone();
        while plan.objectives.iter().any(|known| known.id == mine.id) {
            mine.id.push_str("-bis");
        }
        objectives.insert(theirs.id.clone(), mine.id.clone());
        rename(&mut mine.perspective, &perspectives);
        plan.objectives.push(mine);
    }
    for objective in &mut other.objectives {
        rename(&mut objective.perspective, &perspectives);
        if let Some(id) = objectives.get(&objective.id) {
            objective.id.clone_from(id);
        }
    }
    for row in &mut other.executive {
        rename(&mut row.perspective, &perspectives);
    }
    each_base(&mut other, |base| rename(&mut base.objective, &objectives));
    other
}

fn rename(value: &mut Option<Traced<String>>, names: &BTreeMap<String, String>) {
    if let Some(value) = value
        && let Some(name) = names.get(&value.value)
    {
        value.value.clone_from(name);
    }
}

fn each_base(plan: &mut Plan, mut see: impl FnMut(&mut RowBase)) {
    let strategic = plan.strategic.iter_mut().map(|row| &mut row.base);
    let operational = plan.operational.iter_mut().map(|row| &mut row.base);
    let executive = plan.executive.iter_mut().map(|row| &mut row.base);
    let officer = plan.officer.iter_mut().map(|row| &mut row.base);
    strategic.chain(operational).chain(executive).chain(officer).for_each(&mut see);
}

/// Joins the rows of one section: what both forms have field by field, then what one has alone.
fn join<R: Fields>(work: &mut Work, section: Section, mine: &mut Vec<R>, theirs: &[R], pairs: &[Pairing]) {
    for p in pairs {
        let (row, other) = (&mut mine[p.new], &theirs[p.old]);
        work.open(section.key(), row.base().id.clone(), &mut row.base_mut().doubts, &other.base().doubts);
        work.base(row.base_mut(), other.base());
        row.join(other, work);
        row.base_mut().doubts = work.close(Some(&row.base().places));
    }
    // A form that has none of these rows says nothing about them.
    if mine.is_empty() || theirs.is_empty() {
        if mine.is_empty() {
            mine.extend(theirs.iter().cloned());
        }
        return;
    }
    let met: BTreeSet<usize> = pairs.iter().map(|p| p.new).collect();
    let partner: BTreeMap<usize, usize> = pairs.iter().map(|p| (p.old, p.new)).collect();
    // The place of a row: its own, or right behind the last one above it that both forms have.
    let mut all: Vec<((usize, usize), R)> = Vec::new();
    for (at, row) in std::mem::take(mine).into_iter().enumerate() {
        let alone = !met.contains(&at);
        // A row that a text makes out and that the cells do not show is none.
        let stays = !alone || work.first_is != Ordering::Less;
        if alone {
            work.alone(section.key(), row.base(), [true, stays]);
        }
        all.extend(stays.then_some(((at + 1, 0), row)));
    }
    for (at, row) in theirs.iter().enumerate().filter(|(at, _)| !partner.contains_key(at)) {
        let stays = match work.first_is {
            Ordering::Greater => false,
            Ordering::Less => true,
            Ordering::Equal => row.base().indicator.inference().is_none(),
        };
        let mut row = row.clone();
        let base = row.base_mut();
        base.id = format!("{}:{}", work.other, base.id);
        work.alone(section.key(), base, [false, stays]);
        if work.first_is == Ordering::Equal {
            let why = Inference::new(format!("only {} has this row", work.other), 0.7);
            base.indicator = base.indicator.clone().doubted(why);
        }
        let above = (0..at).rev().find_map(|above| partner.get(&above));
        all.extend(stays.then_some(((above.map_or(0, |row| row + 1), at + 1), row)));
    }
    all.sort_by_key(|(place, _)| *place);
    mine.extend(all.into_iter().map(|(_, row)| row));
}

/// Works out what depends on all rows together, and puts the findings under the rows' last ids.
fn settle(plan: &mut Plan, work: Work, other: &Plan) {
    let of_checks = |code: &str| check::CHECKS.iter().any(|check| check.code.id == code);
    plan.diagnostics.retain(|found| found.code.id != DOUBTFUL_UNIT.id && !of_checks(found.code.id));
    plan.annex.years.extend(&other.annex.years);
    plan.annex.years.sort_unstable();
    plan.annex.years.dedup();
    let mut before = Vec::new();
    each_base(plan, |base| before.push(base.id.clone()));
    let mut findings = normalise::settle(plan);
    let mut ids = before.into_iter();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    each_base(plan, |base| {
        renamed.extend(ids.next().map(|old| (old, base.id.clone())));
    });
    findings.extend(work.finish(other));
    plan.diagnostics.extend(findings);
    for row in plan.diagnostics.iter_mut().filter_map(|found| found.row.as_mut()) {
        if let Some(id) = renamed.get(row) {
            row.clone_from(id);
        }
    }
    let found = check::check(plan);
    plan.diagnostics.extend(found);
}

impl Work {
    /// A row that one form has alone: whether it is the first, and whether the plan has the row.
    fn alone(&mut self, section: &str, base: &RowBase, [in_first, stays]: [bool; 2]) {
        let (with, without) = if in_first { (&self.first, &self.other) } else { (&self.other, &self.first) };
        let fate = if stays { "" } else { "; it was left out" };
        let message = format!("{section}: {with} has a row `{}` and {without} has not{fate}", base.indicator.value);
        let found = Diagnostic::new(&ONLY_IN_ONE_FORM, message).at(base.places.clone());
        self.found.push(if stays { found.about(base.id.clone()) } else { found });
    }

    /// The findings, the sum of them first.
    fn finish(self, other: &Plan) -> Vec<Diagnostic> {
        let message = format!(
            "{} ({}, sha256 {}) was read beside {}: {} values taken from it, {} deductions confirmed, {} disagreements",
            self.other,
            other.source.format.name(),
            other.source.sha256,
            self.first,
            self.taken,
            self.confirmed,
            self.disagreements,
        );
        std::iter::once(Diagnostic::new(&READ_BESIDE, message)).chain(self.found).collect()
    }
}
