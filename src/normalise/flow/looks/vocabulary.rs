//! The texts that were seen where their column was sure.

use std::collections::HashMap;

use super::texts::fold;
use crate::normalise::draft::Field;
use crate::normalise::flow::columns::{Column, Look, Slot};

/// A text seen where its column was sure, and how often in which column.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    seen: HashMap<String, HashMap<&'static str, u32>>,
    /// Whether operational objectives begin with a verb, and programmes do not.
    pub verbs: bool,
}

/// The key under which a column's texts are remembered: the same for a column of all pages.
pub fn key(column: &Column) -> &'static str {
    match &column.slot {
        Slot::Field(field) => match field {
            Field::Objective => "objective",
            Field::Perspective => "perspective",
            Field::Mission => "mission",
            Field::Programme => "programme",
            Field::OperationalObjective => "operational",
            Field::Indicator => "indicator",
            Field::Owners | Field::Services => "unit",
            Field::Area => "area",
            Field::Role => "role",
            Field::Action => "action",
            Field::Target | Field::Actual | Field::Progress => "value",
            Field::Weight | Field::WeightAssessed => "weight",
            Field::InTree | Field::Productivity => "tick",
        },
        Slot::Years(_) => "value",
        Slot::Notes => "note",
        Slot::Extra(label) => match column.look {
            Look::Code => "code",
            Look::Measure => "measure",
            Look::Value => "value",
            _ if label.starts_with("fonte") => "source",
            _ if label.starts_with("polarit") => "polarity",
            _ => "extra",
        },
    }
}

impl Vocabulary {
    /// Remembers a text of a column.
    pub fn learn(&mut self, column: &'static str, text: &str) {
        let folded = fold(text);
        if folded.len() > 2 {
            *self.seen.entry(folded).or_default().entry(column).or_default() += 1;
        }
    }

    /// Where a text was seen.
    pub fn seen(&self, folded: &str) -> Seen<'_> {
        Seen(self.seen.get(folded))
    }
}

/// How often a text was seen in each column.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a>(Option<&'a HashMap<&'static str, u32>>);

impl Seen<'_> {
    /// How often in this column, and in others.
    pub fn counts(self, column: &Column) -> (u32, u32) {
        let Some(columns) = self.0 else { return (0, 0) };
        let here = columns.get(key(column)).copied().unwrap_or(0);
        (here, columns.values().sum::<u32>() - here)
    }
}
