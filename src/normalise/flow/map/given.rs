//! What rows take from the map that they do not print themselves.

use std::collections::BTreeMap;

use crate::normalise::draft::{Draft, DraftObjective, DraftRow, Field, Section};
use crate::normalise::flow::kinds;
use crate::trace::{Inference, Traced};

/// Gives executives' rows the perspective of their objective, by its number.
pub fn perspectives(perspectives: &BTreeMap<u32, Traced<String>>, draft: &mut Draft) {
    for row in executives(draft).filter(|row| row.get(Field::Perspective).is_none()) {
        let number = row.get(Field::Objective).and_then(|o| kinds::heading_number(&o.value));
        if let Some(found) = number.and_then(|n| perspectives.get(&n)) {
            let why = Inference::new(
                "the perspective of the row's strategic objective",
                found.inference().map_or(0.93, |w| w.confidence),
            );
            row.set(Field::Perspective, found.clone().doubted(why));
        }
    }
    // Perspectives are printed on these sheets, and it cannot be told whose they are.
    if executives(draft).all(|row| row.get(Field::Perspective).is_none()) {
        let why = Inference::new("nothing is printed that is surely the row's", 0.3);
        for row in executives(draft).filter(|row| !row.doubts.iter().any(|(name, _)| *name == "perspective")) {
            row.doubts.push(("perspective", why.clone()));
        }
    }
}

fn executives(draft: &mut Draft) -> impl Iterator<Item = &mut DraftRow> {
    draft.rows.iter_mut().filter(|row| row.section == Section::Executive)
}

/// Gives rows whose objective is printed nowhere the one whose number is missing between those of the
/// rows around them: objectives run through the operational pages in the order of their numbers.
pub fn bridge(draft: &mut Draft) {
    let printed: Vec<(usize, Option<u32>)> = (0..)
        .zip(&draft.rows)
        .filter(|(_, row)| row.section == Section::Operational)
        .map(|(at, row)| (at, row.get(Field::Objective).map(|o| kinds::heading_number(&o.value).unwrap_or(0))))
        .collect();
    for (at, (row, _)) in printed.iter().enumerate().filter(|(_, (_, number))| number.is_none()) {
        let before = printed[..at].iter().rev().find_map(|(_, number)| *number);
        let after = printed[at..].iter().find_map(|(_, number)| *number);
        let Some(number) = before.map(|b| b + 1).filter(|n| after == Some(n + 1)) else { continue };
        let named = |o: &&DraftObjective| kinds::heading_number(&o.heading.value) == Some(number);
        let Some(found) = draft.objectives.iter().find(named) else { continue };
        let why = "no objective is printed for the row; this one's number is missing before the next";
        let heading = found.heading.clone().doubted(Inference::new(why, 0.75));
        draft.rows[*row].set(Field::Objective, heading);
    }
}
