//! A target in words, for a standard that has no place for a comparator.

use crate::json::TargetJson;

/// What is asked for, and the text as printed.
pub fn describe(target: &TargetJson) -> String {
    let words = words(target);
    if words.is_empty() { target.raw.clone() } else { format!("{words}; as printed: {}", target.raw) }
}

fn words(t: &TargetJson) -> String {
    let comparator = match t.comparator.as_deref() {
        Some("<") => "less than",
        Some("<=") => "at most",
        Some(">") => "more than",
        Some(">=") => "at least",
        _ => "",
    };
    let value = t.value.map(|v| v.to_string());
    let unit = t.unit.as_ref().and_then(Option::as_deref);
    let text = |parts: &[Option<&str>]| {
        parts.iter().copied().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    match t.kind.as_str() {
        "quantity" => text(&[t.metric.as_deref(), Some(comparator), value.as_deref(), unit]),
        "duration" => {
            let from = t.from.as_ref().map(|event| format!("from {event}"));
            text(&[Some(comparator), value.as_deref(), unit, from.as_deref()])
        }
        "deadline" => text(&[Some("by"), t.date.as_deref()]),
        "baseline" => "the year in which the indicator is first measured".to_owned(),
        "relative" => match t.offset.unwrap_or(1) {
            1 => text(&[Some(comparator), Some("the value of the year before")]),
            years => text(&[Some(comparator), Some(&format!("the value of {years} years before"))]),
        },
        "benchmark" => match t.tolerance {
            Some(tolerance) => text(&[Some(&format!("no further than {tolerance} from")), t.reference.as_deref()]),
            None => text(&[Some(comparator), t.reference.as_deref()]),
        },
        "qualitative" => text(&[Some(comparator), t.level.as_deref()]),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparators_become_words() {
        let target = |kind: &str, comparator: &str| TargetJson {
            raw: "raw".to_owned(),
            kind: kind.to_owned(),
            comparator: Some(comparator.to_owned()),
            ..TargetJson::default()
        };
        let percent = TargetJson { value: Some(90.0), unit: Some(Some("%".to_owned())), ..target("quantity", ">=") };
        assert_eq!(describe(&percent), "at least 90 %; as printed: raw");
        let index = TargetJson { value: Some(-10.5), metric: Some("ITP".to_owned()), ..target("quantity", "<") };
        assert_eq!(words(&index), "ITP less than -10.5");
        let bare = TargetJson { value: Some(1.0), unit: Some(None), ..target("quantity", "=") };
        assert_eq!(words(&bare), "1");
        let trend = TargetJson { offset: Some(1), ..target("relative", "<") };
        assert_eq!(words(&trend), "less than the value of the year before");
        let near = TargetJson {
            reference: Some("media cluster".to_owned()),
            tolerance: Some(0.02),
            ..target("benchmark", "<=")
        };
        assert_eq!(words(&near), "no further than 0.02 from media cluster");
        assert_eq!(describe(&target("text", "=")), "raw");
    }
}
