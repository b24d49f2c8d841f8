//! A target from its kind and parts.

use super::super::{Fault, by_name};
use crate::json::TargetJson;
use crate::plan::{Comparator, Target, TargetKind};

/// The target, or none.
pub fn option(json: Option<TargetJson>) -> Result<Option<Target>, Fault> {
    json.map(target).transpose()
}

/// The target; each kind must have its parts.
pub fn target(json: TargetJson) -> Result<Target, Fault> {
    let fault = |part: &str| format!("the {} target `{}` has no {part}", json.kind, json.raw);
    let comparator = || {
        let sign = json.comparator.as_deref().ok_or_else(|| fault("comparator"))?;
        by_name("comparator", &Comparator::ALL, Comparator::sign, sign)
    };
    let value = || json.value.filter(|v| v.is_finite()).ok_or_else(|| fault("value"));
    let unit = json.unit.clone().flatten();
    let kind = match json.kind.as_str() {
        "quantity" => {
            TargetKind::Quantity { comparator: comparator()?, value: value()?, unit, metric: json.metric.clone() }
        }
        "deadline" => TargetKind::Deadline { date: json.date.as_deref().ok_or_else(|| fault("date"))?.parse()? },
        "duration" => TargetKind::Duration {
            comparator: comparator()?,
            value: value()?,
            unit: unit.ok_or_else(|| fault("unit"))?,
            from: json.from.clone(),
        },
        "baseline" => TargetKind::Baseline,
        "relative" => {
            TargetKind::Relative { comparator: comparator()?, offset: json.offset.ok_or_else(|| fault("offset"))? }
        }
        "benchmark" => TargetKind::Benchmark {
            comparator: comparator()?,
            reference: json.reference.clone().ok_or_else(|| fault("reference"))?,
            tolerance: json.tolerance,
        },
        "qualitative" => TargetKind::Qualitative {
            comparator: comparator()?,
            level: json.level.clone().ok_or_else(|| fault("level"))?,
        },
        "text" => TargetKind::Text,
        other => return Err(format!("`{other}` is no kind of target")),
    };
    Ok(Target { raw: json.raw, kind })
}
