//! The headings in force: what bands, cards and outline rows above say of the rows below.

use crate::normalise::draft::Field;
use crate::trace::{Inference, Traced};

/// Where a heading stands; a card's attributes hold for the whole sheet, tables' titles included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    Band,
    Card,
}

/// The headings, outermost first.
#[derive(Debug, Default)]
pub struct Context {
    held: Vec<(Field, From, Traced<String>)>,
    /// A heading was not understood since the last one that was.
    unsettled: bool,
    changes: usize,
}

/// How deep a field lies; setting one ends those that lie deeper.
const fn depth(field: Field) -> u8 {
    match field {
        Field::Role => 0,
        Field::Perspective | Field::Mission => 1,
        Field::Objective => 2,
        Field::Programme => 3,
        Field::OperationalObjective | Field::Action => 4,
        _ => 5,
    }
}

impl Context {
    /// Counts changes: rows with equal counts stand under the same headings.
    pub const fn changes(&self) -> usize {
        self.changes
    }

    pub fn get(&self, field: Field) -> Option<&Traced<String>> {
        self.held.iter().find(|(held, ..)| *held == field).map(|(.., text)| text)
    }

    /// What a row has from the headings above it.
    pub fn given(&self, field: Field) -> Option<Traced<String>> {
        let (_, from, text) = self.held.iter().find(|(held, ..)| *held == field)?;
        if self.unsettled && *from == From::Band {
            let why = "a heading that was not understood stands between this one and the row";
            return Some(text.clone().doubted(Inference::new(why, 0.6)));
        }
        Some(text.clone())
    }

    /// What stands here may be a heading; nothing says of what.
    pub const fn unsettle(&mut self) {
        self.unsettled = true;
    }

    /// A heading begins: the one of its kind ends with all that were given under it.
    pub fn set(&mut self, field: Field, from: From, text: Traced<String>) {
        if let Some(at) = self.held.iter().position(|(held, ..)| *held == field) {
            self.held.truncate(at);
        }
        self.held.retain(|(held, ..)| depth(*held) <= depth(field));
        self.held.push((field, from, text));
        self.unsettled = false;
        self.changes += 1;
    }

    /// The title of a section ends the bands of the one before.
    pub fn end_bands(&mut self) {
        self.held.retain(|(_, from, _)| *from == From::Card);
        self.changes += 1;
    }

    /// A table with a column of the kind begins: what bands above it said of that is over.
    pub fn end(&mut self, field: Field) {
        self.held.retain(|(held, from, _)| *held != field || *from == From::Card);
    }

    /// A new sheet.
    pub fn clear(&mut self) {
        self.held.clear();
        self.unsettled = false;
        self.changes += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, Field, From};
    use crate::trace::{Place, Traced};

    fn text(text: &str) -> Traced<String> {
        Traced::read(text.to_owned(), Place::Lines { page: 1, first: 1, last: 1 })
    }

    #[test]
    fn an_outer_heading_ends_the_inner_ones() {
        let mut context = Context::default();
        context.set(Field::Perspective, From::Band, text("Processi"));
        context.set(Field::Mission, From::Band, text("032"));
        context.set(Field::Objective, From::Band, text("8."));
        context.set(Field::Mission, From::Band, text("011"));
        assert!(context.get(Field::Perspective).is_some());
        assert!(context.get(Field::Objective).is_none());
        context.set(Field::Role, From::Band, text("SG"));
        assert!(context.get(Field::Perspective).is_none());
    }

    #[test]
    fn a_section_title_leaves_a_card_alone() {
        let mut context = Context::default();
        context.set(Field::Objective, From::Card, text("OS 1"));
        context.end_bands();
        assert!(context.get(Field::Objective).is_some());
    }
}
