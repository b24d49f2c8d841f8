//! `diff --format json` (contract, section 5).

use serde_json::{Value, json};

use super::Comparison;
use crate::diff::{Change, Direction, Disagreement};
use crate::plan::Plan;
use crate::write::json::to_json;

/// The difference as JSON: the same plans give the same bytes.
#[must_use]
pub fn json(comparison: &Comparison<'_>) -> Vec<u8> {
    let value = json!({
        "old": head(comparison.old),
        "new": head(comparison.new),
        "changes": comparison.diff.changes.iter().map(change).collect::<Vec<_>>(),
        "disagreements": comparison.diff.disagreements.iter().map(disagreement).collect::<Vec<_>>(),
    });
    format!("{value:#}\n").into_bytes()
}

fn head(plan: &Plan) -> Value {
    let plan = to_json(plan);
    json!({ "annex": plan.annex, "source": plan.source })
}

fn change(c: &Change) -> Value {
    json!({
        "kind": c.kind.name(),
        "section": c.section,
        "old_id": c.old_id,
        "new_id": c.new_id,
        "indicator": c.indicator,
        "field": c.field,
        "year": c.year,
        "before": c.before,
        "after": c.after,
        "direction": c.direction.map(Direction::name),
        "resolution": c.resolution,
        "confidence": (c.confidence * 100.0).round() / 100.0,
    })
}

fn disagreement(d: &Disagreement) -> Value {
    json!({
        "code": d.code,
        "section": d.section,
        "indicator": d.indicator,
        "new_id": d.new_id,
        "because": d.because,
    })
}
