//! The difference between two plans, for programs and for people.

mod json;
pub(super) mod table;
mod text;
mod workbook;

pub use json::json;
pub use text::{markdown, terminal};
pub use workbook::workbook;

use super::Lang;
use crate::diff::{Change, Diff, Direction, Kind};
use crate::plan::Plan;

/// What the writers need: both plans and what changed between them.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// The older plan.
    pub old: &'a Plan,
    /// The newer plan.
    pub new: &'a Plan,
    /// The difference.
    pub diff: &'a Diff,
}

impl Comparison<'_> {
    /// How a person names the two plans: label and resolution, or the file.
    fn title(plan: &Plan) -> String {
        let annex = &plan.annex;
        let resolution = annex.resolution.as_ref().map(|r| {
            let number = r.value.number.map(|n| format!("n. {n}")).unwrap_or_default();
            let date = r.value.date.map(|d| d.to_string()).unwrap_or_default();
            format!("{} {number} {date}", r.value.body.as_deref().unwrap_or_default())
        });
        let parts: Vec<String> =
            [annex.label.as_ref().map(|l| l.value.clone()), resolution].into_iter().flatten().collect();
        let words: Vec<&str> = parts.iter().flat_map(|p| p.split_whitespace()).collect();
        if words.is_empty() { plan.source.file.clone() } else { words.join(" ") }
    }
}

/// A word in the reader's language.
fn word(lang: Lang, it: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::It => it,
        Lang::En => en,
    }
}

fn section(lang: Lang, key: &str) -> &'static str {
    match key {
        "strategic_objectives" => word(lang, "Obiettivi strategici", "Strategic objectives"),
        "strategic_indicators" => word(lang, "Cruscotto strategico", "Strategic dashboard"),
        "operational_indicators" => word(lang, "Obiettivi operativi", "Operational objectives"),
        "executive_objectives" => word(lang, "Obiettivi dei dirigenti", "Executives' objectives"),
        _ => word(lang, "Obiettivi dei responsabili", "Officers' objectives"),
    }
}

pub(super) fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Inserted => word(lang, "inserito", "inserted"),
        Kind::Removed => word(lang, "tolto", "removed"),
        Kind::Moved => word(lang, "spostato", "moved"),
        Kind::Changed => word(lang, "modificato", "changed"),
    }
}

pub(super) fn direction(lang: Lang, direction: Direction) -> &'static str {
    match direction {
        Direction::Tightened => word(lang, "più impegnativo", "tightened"),
        Direction::Relaxed => word(lang, "meno impegnativo", "relaxed"),
    }
}

pub(super) fn field(lang: Lang, change: &Change) -> String {
    let name = match change.field {
        None => return String::new(),
        Some("objective") => word(lang, "obiettivo strategico", "strategic objective"),
        Some("programme") => word(lang, "programma", "programme"),
        Some("operational_objective") => word(lang, "obiettivo operativo", "operational objective"),
        Some("indicator") => word(lang, "indicatore", "indicator"),
        Some("targets" | "target") => "target",
        Some("owners") => word(lang, "responsabili", "owners"),
        Some("services") => word(lang, "servizi", "services"),
        Some("areas" | "area") => "area",
        Some("notes") => word(lang, "nota", "remark"),
        Some("status") => word(lang, "stato", "status"),
        Some("weight") => word(lang, "peso", "weight"),
        Some("weight_assessed") => word(lang, "peso (ultima colonna)", "weight (last column)"),
        Some("actual") => word(lang, "valore raggiunto", "actual value"),
        Some("progress") => word(lang, "avanzamento", "progress"),
        Some("role") => word(lang, "incaricato", "role"),
        Some("action") => word(lang, "azione", "action"),
        Some("in_tree") => word(lang, "albero", "in the tree"),
        Some("productivity") => word(lang, "produttività", "productivity"),
        Some("title") => word(lang, "titolo", "title"),
        Some("number") => word(lang, "numero", "number"),
        Some("perspective") => word(lang, "prospettiva", "perspective"),
        Some("mission") => word(lang, "missione", "mission"),
        Some(other) => other,
    };
    change.year.map_or_else(|| name.to_owned(), |year| format!("{name} {year}"))
}
