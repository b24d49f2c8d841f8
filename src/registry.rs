//! Ids that last: which row of one version of a plan is which row of the next.
//!
//! A row's own id is made of its words, so that it is the same in every form of an annex and does
//! not depend on the rows around it; a row that is reworded or moved gets another. The registry
//! keeps, for each row, the id it had first and all ids its later wordings gave it, with the
//! confidence of each match. It is a text file, to be kept under version control and corrected by
//! hand: `convert --registry` only looks ids up in it, so a run never depends on the order of its
//! inputs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diff::{Objectives, Section, loose, pair, rows};
use crate::plan::{Plan, RowBase};

/// Rows of all plans, with the ids they had.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// The rows, in the order in which they were met.
    #[serde(default)]
    pub row: Vec<Known>,
}

/// A row through the versions of its plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The id that lasts: the first one.
    pub id: String,
    /// Whose plan it is in.
    pub organisation: String,
    /// Its words in the newest version.
    pub indicator: String,
    /// Its ids, version by version.
    pub seen: Vec<Seen>,
}

/// What a row was called in one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The id its words gave it.
    pub id: String,
    /// The version: the annex's resolution, or the file.
    pub version: String,
    /// How sure it is that it is the same row as in the version before, 0 to 1.
    pub confidence: f64,
}

/// Why a registry cannot be read.
#[derive(Debug, Error)]
#[error("not a registry: {0}; restore it from version control, or make a new one with `cruscotto register`")]
pub struct RegistryError(#[from] toml_edit::de::Error);

impl Registry {
    /// Reads a registry file.
    ///
    /// # Errors
    /// When it is no TOML or has other keys than those of a [`Known`] row.
    pub fn parse(text: &str) -> Result<Self, RegistryError> {
        Ok(toml_edit::de::from_str(text)?)
    }

    /// The registry as a file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let body = toml_edit::ser::to_string_pretty(self).unwrap_or_default();
        format!(
            "# Ids that last (cruscotto register). To part two rows that were taken for one, move a `seen` entry.\n\n{body}"
        )
    }

    /// Takes versions of plans in, oldest first, and matches each with the one before it.
    pub fn learn(&mut self, plans: &[Plan]) {
        let mut order: Vec<&Plan> = plans.iter().collect();
        order.sort_by_key(|p| (owner(p), p.annex.resolution.as_ref().and_then(|r| r.value.date)));
        let mut before: Option<&Plan> = None;
        for plan in order {
            let earlier = before.filter(|b| owner(b) == owner(plan));
            self.take(earlier, plan);
            before = Some(plan);
        }
    }

    fn take(&mut self, older: Option<&Plan>, plan: &Plan) {
        let organisation = owner(plan);
        let version = version(plan);
        for section in Section::ALL {
            let now = rows(plan, section);
            let was = older.map(|o| (rows(o, section), Objectives::pair(o, plan).renumbered));
            let pairs = was.as_ref().map(|(was, renumbered)| pair(was, &now, renumbered)).unwrap_or_default();
            for (at, row) in now.iter().enumerate() {
                if let Some(known) = self.find(&organisation, row.id) {
                    row.indicator.clone_into(&mut self.row[known].indicator);
                    continue;
                }
                let partner = pairs.iter().find(|p| p.new == at).zip(was.as_ref());
                let known = partner.and_then(|(p, (was, _))| self.find(&organisation, was[p.old].id));
                let confidence = partner.map_or(1.0, |(p, _)| (p.confidence * 100.0).round() / 100.0);
                let seen = Seen { id: row.id.to_owned(), version: version.clone(), confidence };
                match known {
                    Some(known) => {
                        row.indicator.clone_into(&mut self.row[known].indicator);
                        self.row[known].seen.push(seen);
                    }
                    None => self.row.push(Known {
                        id: row.id.to_owned(),
                        organisation: organisation.clone(),
                        indicator: row.indicator.to_owned(),
                        seen: vec![Seen { confidence: 1.0, ..seen }],
                    }),
                }
            }
        }
    }

    fn find(&self, organisation: &str, id: &str) -> Option<usize> {
        self.row.iter().position(|k| k.organisation == organisation && k.seen.iter().any(|s| s.id == id))
    }

    /// Gives the rows of a plan the ids that last. A row that the registry does not know keeps its
    /// own; so does one whose lasting id another row of the plan already has.
    pub fn apply(&self, plan: &mut Plan) {
        let organisation = owner(plan);
        let ours = self.row.iter().filter(|k| k.organisation == organisation);
        let lasting: BTreeMap<&str, &str> =
            ours.flat_map(|k| k.seen.iter().map(move |s| (s.id.as_str(), k.id.as_str()))).collect();
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        for base in bases(plan) {
            if let Some(id) = lasting.get(base.id.as_str())
                && !given.values().any(|taken| taken == id)
            {
                let own = std::mem::replace(&mut base.id, (*id).to_owned());
                given.insert(own, (*id).to_owned());
            }
        }
        for row in plan.diagnostics.iter_mut().filter_map(|d| d.row.as_mut()) {
            if let Some(id) = given.get(row) {
                row.clone_from(id);
            }
        }
    }
}

fn bases(plan: &mut Plan) -> impl Iterator<Item = &mut RowBase> {
    let strategic = plan.strategic.iter_mut().map(|r| &mut r.base);
    let operational = plan.operational.iter_mut().map(|r| &mut r.base);
    let executive = plan.executive.iter_mut().map(|r| &mut r.base);
    let officer = plan.officer.iter_mut().map(|r| &mut r.base);
    strategic.chain(operational).chain(executive).chain(officer)
}

/// Whose plan it is, in letters that do not depend on how the name is set.
fn owner(plan: &Plan) -> String {
    plan.annex.organisation.as_ref().map(|o| loose(&o.value)).unwrap_or_default()
}

fn version(plan: &Plan) -> String {
    let named = plan.annex.resolution.as_ref().map(|r| {
        let date = r.value.date.map(|d| d.to_string());
        let number = r.value.number.map(|n| format!("n. {n}"));
        [number, date].into_iter().flatten().collect::<Vec<_>>().join(" of ")
    });
    named.filter(|text| !text.is_empty()).unwrap_or_else(|| plan.source.file.clone())
}
