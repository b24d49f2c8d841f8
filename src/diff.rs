//! What a rolling update changed (aggiornamento *rolling*): two plans to a list of changes.
//!
//! ```text
//! rows of both ─ pair ─▶ pairs ─ compare ─▶ changes ─ remarks ─▶ resolutions, disagreements
//! ```
//!
//! A difference that comes only from the form (white space, a hyphen at a line break, `>=` and `≥`,
//! `1,0` and `1`, the order of rows) is no change, nor is one that the older or newer reading
//! itself names as its alternative. Printed totals follow from the weights and are not compared.

mod compare;
mod direction;
mod form;
mod objectives;
mod pair;
mod remarks;
mod rows;

pub(crate) use compare::{same_cell, same_values_other_years};
pub(crate) use direction::direction;
pub(crate) use form::{loose, same_note, same_target, same_text};
pub(crate) use objectives::Objectives;
pub(crate) use pair::{Pairing, pair};
pub(crate) use rows::{Cell, Row, Section, rows};

use std::collections::BTreeMap;

use crate::plan::Plan;

/// The difference between two plans.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diff {
    /// What changed: by section, in the order of the newer plan, what is gone last.
    pub changes: Vec<Change>,
    /// Where a remark and the change disagree.
    pub disagreements: Vec<Disagreement>,
}

/// How a row changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Only the newer plan has it.
    Inserted,
    /// Only the older plan has it.
    Removed,
    /// It stands in another objective, programme or operational objective.
    Moved,
    /// A field differs.
    Changed,
}

impl Kind {
    /// The name used in the contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inserted => "inserted",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Changed => "changed",
        }
    }
}

/// Whether a target asks for more or for less than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// More is asked for.
    Tightened,
    /// Less is asked for.
    Relaxed,
}

impl Direction {
    /// The name used in the contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tightened => "tightened",
            Self::Relaxed => "relaxed",
        }
    }
}

/// One change of one row (contract, section 5).
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// How.
    pub kind: Kind,
    /// Key of `plan.json`.
    pub section: &'static str,
    /// Id in the older plan.
    pub old_id: Option<String>,
    /// Id in the newer plan.
    pub new_id: Option<String>,
    /// The row's text, the newer one if there is one.
    pub indicator: String,
    /// The field, for what changed or moved.
    pub field: Option<&'static str>,
    /// The year, for targets of the dashboard.
    pub year: Option<i32>,
    /// As printed before.
    pub before: Option<String>,
    /// As printed now.
    pub after: Option<String>,
    /// Whether more or less is asked for, where that can be told.
    pub direction: Option<Direction>,
    /// Id of the resolution that the new remark names.
    pub resolution: Option<String>,
    /// How sure it is that this is a change, 0 to 1.
    pub confidence: f64,
}

/// A remark and a change that do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// `remark-without-change` or `change-without-remark`.
    pub code: &'static str,
    /// Key of `plan.json`.
    pub section: &'static str,
    /// The row's text.
    pub indicator: String,
    /// Id in the newer plan.
    pub new_id: String,
    /// In words.
    pub because: String,
}

/// Compares an older plan with a newer one.
#[must_use]
pub fn diff(old: &Plan, new: &Plan) -> Diff {
    let objectives = Objectives::pair(old, new);
    let mut result = Diff { changes: objectives.changes(), disagreements: Vec::new() };
    for section in Section::ALL {
        let (before, after) = (rows(old, section), rows(new, section));
        let pairing = pair(&before, &after, &objectives.renumbered);
        let named = compare::Renames::find(&before, &after, &pairing);
        let mut partner: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
        for p in &pairing {
            partner.insert(p.new, (p.old, p.confidence));
        }
        // A table without a column for remarks accuses nobody.
        let remarked = before.iter().chain(&after).any(|r| !r.notes.is_empty());
        for (at, row) in after.iter().enumerate() {
            let changes = match partner.get(&at) {
                Some((old_at, sure)) => compare::changes(&before[*old_at], row, *sure, &named, &objectives),
                None => vec![compare::inserted(row)],
            };
            let older = partner.get(&at).map(|(old_at, _)| &before[*old_at]);
            if remarked {
                result.disagreements.extend(remarks::disagreement(older, row, &changes));
            }
            result.changes.extend(changes);
        }
        let gone = (0..before.len()).filter(|at| pairing.iter().all(|p| p.old != *at));
        result.changes.extend(gone.map(|at| compare::removed(&before[at])));
    }
    result
}
