//! Every deduction on the real annex answered from its hand transcription, and what a changed source
//! leaves of the answers.

use std::collections::{BTreeMap, BTreeSet};

use cruscotto::correct::{Correction, apply, parse, review};
use cruscotto::plan::Plan;
use cruscotto::read::ReadOptions;
use cruscotto::source::Source;
use cruscotto::trace::Place;
use cruscotto::{plan_of, write};
use serde_json::Value;

use super::{codes, confirmed, inferred};
use crate::score::{partners, score};

const ANNEX: &str = include_str!("../../../fixtures/giunta-92-2020/annex.txt");

fn plan(text: &str) -> Plan {
    plan_of(Source { name: "annex.txt", bytes: text.as_bytes() }, &ReadOptions::default()).expect("readable")
}

fn truth() -> Value {
    serde_json::from_str(include_str!("../../../fixtures/giunta-92-2020/truth.json")).expect("JSON")
}

fn json(plan: &Plan) -> Value {
    serde_json::from_slice(&write::json::artifact(plan).bytes).expect("our own JSON")
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

/// What the transcription has in a field of a row, in the words of a correction; `None` where it has no such field.
fn answer(row: &Value, field: &str, plan: &Plan) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    Some(match field {
        "objective" => row["objective"].as_u64().map(|n| format!("os-{n:02}"))?,
        "perspective" => {
            let name = letters(row["perspective"].as_str()?);
            plan.perspectives.iter().find(|p| letters(&p.name.value) == name)?.id.clone()
        }
        "areas" => text(&row["area"]),
        "weight_assessed" => text(&row["weight_right"]),
        "in_tree" => (row["tree"] == "X").to_string(),
        "productivity" => (row["productivity"] == "X").to_string(),
        "targets" => return None,
        _ => match field.strip_prefix("targets.") {
            Some(year) => text(&row["targets"][year]),
            None => text(row.get(field)?),
        },
    })
}

/// The proposals of the review, each with the transcription's answer.
fn answered(plan: &Plan, truth: &Value) -> Vec<Correction> {
    let partners = partners(truth, &json(plan));
    let mut corrections =
        parse(&confirmed(&review(plan))).expect("a person who follows the file's head writes valid TOML");
    for c in &mut corrections {
        let row = partners.get(&c.row).map(|(table, at)| &truth[*table][*at]);
        if let Some(value) = row.and_then(|row| answer(row, &c.field, plan)) {
            let kept = value.is_empty() && (c.field == "indicator" || c.field == "title");
            c.value = if kept { c.was.clone() } else { value };
        }
        "read in the annex".clone_into(&mut c.reason);
    }
    corrections
}

/// Every field that has a value, by row and name.
fn fields(plan: &Plan) -> BTreeMap<(String, String), String> {
    let mut fields: BTreeMap<(String, String), String> = BTreeMap::new();
    for row in plan.rows() {
        for field in row.fields {
            let text = fields.entry((row.id.to_owned(), field.name)).or_default();
            text.push_str(&field.text);
            text.push('\n');
        }
    }
    fields
}

#[test]
fn all_proposals_answered_leave_no_deduction_and_a_changed_source_is_noticed() {
    let (read, truth) = (plan(ANNEX), truth());
    let corrections = answered(&read, &truth);
    assert!(corrections.len() > 50, "the annex has much to confirm");
    let mut corrected = read.clone();
    apply(&mut corrected, &corrections);
    assert_eq!(codes(&corrected, "correction-stale"), [""; 0]);
    assert_eq!(codes(&corrected, "corrected").len(), corrections.len());
    assert_eq!(inferred(&corrected), 0);
    let (before, after) = (score(&truth, &json(&read)), score(&truth, &json(&corrected)));
    assert!(after.share() > before.share(), "{} and then {}", before.share(), after.share());

    let (changed, line) = with_another_percent(&read, &corrections);
    let changed_plan = plan(&changed);
    let (was, now) = (fields(&read), fields(&changed_plan));
    let ids: BTreeSet<String> = changed_plan.rows().iter().map(|r| r.id.to_owned()).collect();
    let stale: Vec<&Correction> = corrections
        .iter()
        .filter(|c| {
            let key = (c.row.clone(), c.field.clone());
            !ids.contains(&c.row) || was.get(&key) != now.get(&key)
        })
        .collect();
    assert!((1..=3).contains(&stale.len()), "line {line} is one value: {stale:?}");
    let mut again = changed_plan;
    apply(&mut again, &corrections);
    let said = codes(&again, "correction-stale");
    assert_eq!(said.len(), stale.len(), "{said:?}");
    for c in stale {
        assert!(said.iter().any(|m| m.starts_with(&format!("{} {}: ", c.row, c.field))), "{c:?}");
    }
}

/// The annex with one percent changed that a correction was made for, and the line of it.
fn with_another_percent(plan: &Plan, corrections: &[Correction]) -> (String, u32) {
    for c in corrections.iter().filter(|c| c.field.starts_with("target")) {
        let rows = plan.rows();
        let row = rows.iter().find(|r| r.id == c.row).expect("a correction is of a row");
        let Some(field) = row.fields.iter().find(|f| f.name == c.field) else { continue };
        let Place::Lines { first, last, .. } = field.places.first() else { continue };
        let at = usize::try_from(*first).expect("a line") - 1;
        let printed = ANNEX.lines().nth(at).expect("the line is there");
        if first == last && printed.matches(field.text.as_str()).count() == 1 && field.text.ends_with("5%") {
            let other = printed.replace(&field.text, &field.text.replace("5%", "4%"));
            let lines = ANNEX.lines().enumerate().map(|(n, line)| if n == at { other.as_str() } else { line });
            return (lines.collect::<Vec<_>>().join("\n"), *first);
        }
    }
    panic!("no correction of a percent that stands once on its line");
}
