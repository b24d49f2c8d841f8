//! Where the remarks and the changes disagree.

use super::form::same_act;
use super::rows::Row;
use super::{Change, Disagreement, Kind};
use crate::plan::{Action, Subject};

/// Fields that are filled in while the year runs and need no remark, and the remarks themselves.
const NEED_NO_REMARK: [&str; 3] = ["actual", "progress", "notes"];

/// A change below this confidence accuses nobody.
const SURE_ENOUGH: f64 = 0.5;

/// What does not agree in one row of the newer plan, if something does not.
pub fn disagreement(old: Option<&Row<'_>>, new: &Row<'_>, changes: &[Change]) -> Option<Disagreement> {
    let fresh: Vec<_> = match old {
        Some(old) => new.notes.iter().filter(|n| !old.notes.iter().any(|o| same_act(o, n))).collect(),
        None => new.notes.iter().collect(),
    };
    let real: Vec<&Change> =
        changes.iter().filter(|c| c.field.is_none_or(|field| !NEED_NO_REMARK.contains(&field))).collect();
    let found = |code, because| {
        let new_id = new.id.to_owned();
        Some(Disagreement { code, section: new.section.key(), indicator: new.indicator.to_owned(), new_id, because })
    };
    if real.is_empty() {
        // An update of the project plan behind a row leaves no trace in the row.
        let claim =
            fresh.iter().find(|n| n.action.is_some_and(|a| a != Action::Removed) && n.subject == Subject::Row)?;
        return found("remark-without-change", format!("the remark `{}` is new, the row is as it was", claim.raw));
    }
    if fresh.is_empty() && new.notes_sure >= SURE_ENOUGH && real.iter().any(|c| c.confidence >= SURE_ENOUGH) {
        let because = if real[0].kind == Kind::Inserted {
            "the row is new and no remark says so".to_owned()
        } else {
            let mut fields: Vec<&str> = real.iter().filter_map(|c| c.field).collect();
            fields.dedup();
            format!("changed without a new remark: {}", fields.join(", "))
        };
        return found("change-without-remark", because);
    }
    None
}
