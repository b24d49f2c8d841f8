//! The headings in force: what bands, cards and outline rows above say of the rows below.

use crate::normalise::draft::Field;
use crate::trace::{Inference, Traced};

/// Where a heading stands; a card's attributes hold for the whole sheet, tables' titles included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    Band,
    Card,
}

/// A heading in force.
#[derive(Debug)]
struct Held {
    field: Field,
    from: From,
    text: Traced<String>,
    /// Rows came below it.
    has_rows: bool,
    /// One of them has what it says.
    used: bool,
}

/// The headings, outermost first.
#[derive(Debug, Default)]
pub struct Context {
    held: Vec<Held>,
    /// Headings that are over and that none of the rows below them had a field for.
    lost: Vec<Traced<String>>,
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
        self.held.iter().find(|held| held.field == field).map(|held| &held.text)
    }

    /// What a row has from the headings above it.
    pub fn given(&self, field: Field) -> Option<Traced<String>> {
        let held = self.held.iter().find(|held| held.field == field)?;
        if self.unsettled && held.from == From::Band {
            let why = "a heading that was not understood stands between this one and the row";
            return Some(held.text.clone().doubted(Inference::new(why, 0.6)));
        }
        Some(held.text.clone())
    }

    /// A row has what the heading says.
    pub fn use_up(&mut self, field: Field) {
        self.held.iter_mut().filter(|held| held.field == field).for_each(|held| held.used = true);
    }

    /// A row was read below the headings.
    pub fn pass_row(&mut self) {
        self.held.iter_mut().for_each(|held| held.has_rows = true);
    }

    /// What stands here may be a heading; nothing says of what.
    pub const fn unsettle(&mut self) {
        self.unsettled = true;
    }

    /// A heading begins: the one of its kind ends with all that were given under it.
    pub fn set(&mut self, field: Field, from: From, text: Traced<String>) {
        if let Some(at) = self.held.iter().position(|held| held.field == field) {
            let ended = self.held.split_off(at);
            self.let_go(ended);
        }
        self.keep(|held| depth(held.field) <= depth(field));
        self.held.push(Held { field, from, text, has_rows: false, used: false });
        self.unsettled = false;
        self.changes += 1;
    }

    /// The title of a section ends the bands of the one before.
    pub fn end_bands(&mut self) {
        self.keep(|held| held.from == From::Card);
        self.changes += 1;
    }

    /// A table with a column of the kind begins: what bands above it said of that is over.
    pub fn end(&mut self, field: Field) {
        self.keep(|held| held.field != field || held.from == From::Card);
    }

    /// A new sheet.
    pub fn clear(&mut self) {
        self.keep(|_| false);
        self.unsettled = false;
        self.changes += 1;
    }

    /// Ends all headings; those that stood over rows of which none has a field for what they say.
    pub fn close(mut self) -> Vec<Traced<String>> {
        self.clear();
        self.lost
    }

    fn keep(&mut self, holds: impl Fn(&Held) -> bool) {
        let (kept, ended) = std::mem::take(&mut self.held).into_iter().partition(holds);
        self.held = kept;
        self.let_go(ended);
    }

    fn let_go(&mut self, ended: Vec<Held>) {
        self.lost.extend(ended.into_iter().filter(|held| held.has_rows && !held.used).map(|held| held.text));
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
