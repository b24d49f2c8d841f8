//! How a target was read, in words.

use crate::plan::{Comparator, Target, TargetKind};
use crate::write::Lang;
use crate::write::label::Label;
use crate::write::workbook::cell::day;
use crate::write::workbook::layout::name;

/// What a target means, in words; nothing of one that could not be read.
pub fn means(target: &Target, lang: Lang) -> Option<String> {
    const OF: Label = Label::new("dal momento", "from");
    const BEFORE: Label = Label::new("anni prima", "years before");
    const WITHIN: Label = Label::new("scarto ammesso", "tolerance");
    let kind = target.kind.name();
    let label = name::KINDS.iter().find(|(known, _)| *known == kind).map_or(kind, |(_, label)| label.text(lang));
    let rest = match &target.kind {
        TargetKind::Quantity { comparator, value, unit, metric } => {
            let parts = [metric.as_deref().unwrap_or_default(), sign(*comparator), &decimal(*value, lang)];
            format!("{} {}", parts.join(" "), unit_name(unit.as_deref().unwrap_or_default(), lang))
        }
        TargetKind::Deadline { date } => format!("≤ {}", day(*date)),
        TargetKind::Duration { comparator, value, unit, from } => {
            let from = from.as_ref().map(|event| format!(", {}: {event}", OF.text(lang))).unwrap_or_default();
            format!("{} {} {}{from}", sign(*comparator), decimal(*value, lang), unit_name(unit, lang))
        }
        TargetKind::Relative { comparator, offset } => {
            format!("{} {offset} {}", sign(*comparator), BEFORE.text(lang))
        }
        TargetKind::Benchmark { comparator, reference, tolerance } => {
            let within = tolerance.map(|t| format!(", {} {}", WITHIN.text(lang), decimal(t, lang)));
            format!("{} {reference}{}", sign(*comparator), within.unwrap_or_default())
        }
        TargetKind::Qualitative { comparator, level } => format!("{} {level}", sign(*comparator)),
        TargetKind::Baseline => String::new(),
        TargetKind::Text => return None,
    };
    let rest = rest.trim();
    Some(if rest.is_empty() { label.to_owned() } else { format!("{label}: {rest}") })
}

/// The sign of a comparison as one prints it.
pub const fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::AtMost => "≤",
        Comparator::AtLeast => "≥",
        other => other.sign(),
    }
}

/// Whether a reading adds nothing to what is printed: `quantità: = 100 %` to `100%`.
pub fn says_the_same(means: &str, raw: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let value = means.split_once(": ").map_or(means, |(_, value)| value);
    bare(value.strip_prefix('=').unwrap_or(value)) == bare(raw) || bare(value.trim_start_matches('≤')) == bare(raw)
}

fn decimal(value: f64, lang: Lang) -> String {
    let text = value.to_string();
    if lang == Lang::It { text.replace('.', ",") } else { text }
}

/// The name of a unit of measure; the nouns of the source stay as they are.
fn unit_name(unit: &str, lang: Lang) -> &str {
    match (unit, lang) {
        ("hours", Lang::It) => "ore",
        ("days", Lang::It) => "giorni",
        ("weeks", Lang::It) => "settimane",
        ("months", Lang::It) => "mesi",
        ("years", Lang::It) => "anni",
        _ => unit,
    }
}
