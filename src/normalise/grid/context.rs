//! The headings in force: what bands, cards and outline rows above say of the rows below.

use super::number;
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
    depth: u8,
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

    /// The last heading, if it is of a card and a mere number: `Obiettivo operativo n. │ 1`.
    pub fn numbered(&self) -> Option<(Field, Traced<String>)> {
        let last = self.held.last().filter(|held| held.from == From::Card)?;
        number::whole(&last.text.value).map(|_| (last.field, last.text.clone()))
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
        self.set_at(depth(field), field, from, text);
    }

    /// A unit's heading under which objectives stand, not the other way about.
    pub fn set_outer(&mut self, unit: Field, text: Traced<String>) {
        self.set_at(depth(Field::Perspective), unit, From::Band, text);
    }

    fn set_at(&mut self, depth: u8, field: Field, from: From, text: Traced<String>) {
        // The labels of one card stand in any order.
        let beside = |held: &Held| from == From::Card && held.from == From::Card && !held.has_rows;
        if let Some(at) = self.held.iter().position(|held| held.field == field) {
            let under: Vec<Held> = self.held.drain(at..).collect();
            let (kept, ended) = under.into_iter().partition(|held| held.field != field && beside(held));
            self.held.extend::<Vec<Held>>(kept);
            self.let_go(ended);
        }
        self.keep(|held| held.depth <= depth || beside(held));
        self.held.push(Held { field, depth, from, text, has_rows: false, used: false });
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
    fn units_may_stand_over_objectives_or_under_them() {
        let mut context = Context::default();
        context.set_outer(Field::Area, text("AREA I"));
        context.set(Field::Objective, From::Band, text("8."));
        assert!(context.get(Field::Area).is_some());
        context.set(Field::Area, From::Band, text("AREA II"));
        assert!(context.get(Field::Objective).is_none());
        context.set(Field::Objective, From::Band, text("9."));
        assert!(context.get(Field::Area).is_none());
    }

    #[test]
    fn labels_of_a_card_stand_in_any_order() {
        let mut context = Context::default();
        context.set(Field::OperationalObjective, From::Card, text("Ridurre i tempi"));
        context.set(Field::Role, From::Card, text("SG"));
        assert!(context.get(Field::OperationalObjective).is_some());
        context.pass_row();
        context.set(Field::Role, From::Card, text("Dirigente"));
        assert!(context.get(Field::OperationalObjective).is_none());
    }

    #[test]
    fn a_section_title_leaves_a_card_alone() {
        let mut context = Context::default();
        context.set(Field::Objective, From::Card, text("OS 1"));
        context.end_bands();
        assert!(context.get(Field::Objective).is_some());
    }
}
