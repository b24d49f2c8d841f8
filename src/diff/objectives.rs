//! Which strategic objective became which.

use std::collections::BTreeMap;

use super::form::{Grams, likeness, same_text};
use super::{Change, Kind};
use crate::plan::{Plan, StrategicObjective};

/// The strategic objectives of both plans, paired.
pub struct Objectives<'a> {
    old: &'a Plan,
    new: &'a Plan,
    pairs: Vec<(usize, usize)>,
    /// The newer id of each older objective.
    pub renumbered: BTreeMap<String, String>,
}

const SECTION: &str = "strategic_objectives";

impl<'a> Objectives<'a> {
    /// Pairs by title first, then by number: an objective may be renumbered or renamed.
    pub fn pair(old: &'a Plan, new: &'a Plan) -> Self {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let likes: [fn(&StrategicObjective, &StrategicObjective) -> bool; 4] = [
            |a, b| a.id == b.id && same_text(&a.title.value, &b.title.value),
            |a, b| same_text(&a.title.value, &b.title.value),
            |a, b| likeness(&Grams::of(&a.title.value), &Grams::of(&b.title.value)) > 0.6,
            |a, b| a.id == b.id,
        ];
        for like in likes {
            for (i, a) in old.objectives.iter().enumerate() {
                for (j, b) in new.objectives.iter().enumerate() {
                    if pairs.iter().all(|(x, y)| *x != i && *y != j) && like(a, b) {
                        pairs.push((i, j));
                    }
                }
            }
        }
        let renumbered =
            pairs.iter().map(|(i, j)| (old.objectives[*i].id.clone(), new.objectives[*j].id.clone())).collect();
        Self { old, new, pairs, renumbered }
    }

    /// The printed title of an objective, by id.
    pub fn title(plan: &Plan, id: &str) -> String {
        let found = plan.objectives.iter().find(|o| o.id == id);
        found.map_or_else(|| id.to_owned(), |o| o.title.value.clone())
    }

    /// Title of an older and of a newer objective.
    pub fn titles(&self, old: Option<&str>, new: Option<&str>) -> (Option<String>, Option<String>) {
        (old.map(|id| Self::title(self.old, id)), new.map(|id| Self::title(self.new, id)))
    }

    /// What changed in the objectives themselves.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (j, now) in self.new.objectives.iter().enumerate() {
            match self.pairs.iter().find(|p| p.1 == j) {
                Some((i, _)) => self.fields(&self.old.objectives[*i], now, &mut changes),
                None => changes.push(blank(Kind::Inserted, None, Some(now))),
            }
        }
        for (i, was) in self.old.objectives.iter().enumerate() {
            if self.pairs.iter().all(|p| p.0 != i) {
                changes.push(blank(Kind::Removed, Some(was), None));
            }
        }
        changes
    }

    fn fields(&self, was: &StrategicObjective, now: &StrategicObjective, changes: &mut Vec<Change>) {
        let name = |plan: &Plan, o: &StrategicObjective| {
            let id = o.perspective.as_ref().map(|p| p.value.clone());
            id.map(|id| plan.perspectives.iter().find(|p| p.id == id).map_or(id, |p| p.name.value.clone()))
        };
        let sure = |a: Option<f64>, b: Option<f64>| a.unwrap_or(1.0).min(b.unwrap_or(1.0));
        let doubt =
            |t: &Option<crate::trace::Traced<String>>| t.as_ref().and_then(|t| t.inference()).map(|why| why.confidence);
        let fields = [
            ("number", was.number.map(|n| n.to_string()), now.number.map(|n| n.to_string()), 1.0),
            ("title", Some(was.title.value.clone()), Some(now.title.value.clone()), 1.0),
            (
                "perspective",
                name(self.old, was),
                name(self.new, now),
                sure(doubt(&was.perspective), doubt(&now.perspective)),
            ),
            (
                "mission",
                was.mission.as_ref().map(|m| m.value.clone()),
                now.mission.as_ref().map(|m| m.value.clone()),
                sure(doubt(&was.mission), doubt(&now.mission)),
            ),
        ];
        for (field, before, after, confidence) in fields {
            if !same_text(before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default()) {
                let change = blank(Kind::Changed, Some(was), Some(now));
                changes.push(Change { field: Some(field), before, after, confidence, ..change });
            }
        }
    }
}

fn blank(kind: Kind, old: Option<&StrategicObjective>, new: Option<&StrategicObjective>) -> Change {
    Change {
        kind,
        section: SECTION,
        old_id: old.map(|o| o.id.clone()),
        new_id: new.map(|o| o.id.clone()),
        indicator: new.or(old).map(|o| o.title.value.clone()).unwrap_or_default(),
        field: None,
        year: None,
        before: None,
        after: None,
        direction: None,
        resolution: None,
        confidence: 1.0,
    }
}
