//! What it costs a row to have a cell of a column, none, or one that is wrapped.
//!
//! At first these are guesses by the look of the column; once the pages have been read they are
//! counted, and the pages read again.

use super::super::columns::{Column, Look, Slot};
use super::super::decode::Piece;
use super::super::headings;
use super::super::looks::Glance;
use super::super::tables::Table;
use super::super::twofold::begins_with_verb;
use crate::normalise::draft::{Field, Section};
use crate::normalise::flow::width::{self, Bounds};

/// The habits of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// What a row pays for having this many cells there.
    pub count: Vec<f32>,
    /// What the first row under a header or heading pays for having none.
    pub first: f32,
    /// What a cell of one line pays, and a wrapped one.
    pub pass: [f32; 2],
    /// How wide the column is, where that is known.
    pub width: Option<u32>,
    /// What a cell pays for its way of speaking.
    pub speech: Speech,
}

/// What a text pays that begins with a verb or names somebody, one that measures, and any other.
type Speech = [f32; 3];

/// Which way of speaking a text has: objectives begin with a verb, indicators measure, and who is
/// responsible has a title and a name.
pub fn speech(glance: &Glance) -> usize {
    if begins_with_verb(&glance.text) || glance.is_role() && headings::names_one(&glance.text) {
        0
    } else if glance.is_indicator() {
        1
    } else {
        2
    }
}

/// How often texts of a column speak in each way, before any was seen.
fn spoken(column: &Column) -> Option<[f64; 3]> {
    match (&column.slot, column.look) {
        (Slot::Field(Field::Programme), _) => Some([0.12, 0.12, 0.76]),
        (Slot::Field(Field::OperationalObjective), _) => Some([0.6, 0.1, 0.3]),
        (Slot::Field(Field::Action), _) => Some([0.4, 0.2, 0.4]),
        (Slot::Field(Field::Role), _) => Some([0.8, 0.05, 0.15]),
        (_, Look::Indicator) => Some([0.08, 0.7, 0.22]),
        _ => None,
    }
}

/// What the ways of speaking cost in a column, by how many of its texts were seen in each; nothing where
/// all are as likely.
fn speeches(column: &Column, seen: [usize; 3]) -> Speech {
    const EVEN: f32 = 1.1;
    let Some(prior) = spoken(column) else { return Speech::default() };
    let all = seen.iter().sum();
    let mut out = Speech::default();
    for ((cost, seen), prior) in out.iter_mut().zip(seen).zip(prior) {
        *cost = nats(share(seen, all, prior)) - EVEN;
    }
    out
}

/// The habits of all columns, by section.
#[derive(Debug, Clone, Default)]
pub struct Prices {
    rates: Vec<(Option<Section>, Slot, Rate)>,
    /// What a line break within a row's one-line cells costs, by whether an empty line stands there,
    /// and what a row's end costs there.
    pub turn: [(f32, f32); 2],
}

fn nats(share: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a cost of a few units")]
    let cost = -share.clamp(0.015, 0.985).ln() as f32;
    cost
}

fn share(part: usize, whole: usize, prior: f64) -> f64 {
    let real = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    (real(part) + 3.0 * prior) / (real(whole) + 3.0)
}

/// How often a column is filled, and how often its cells wrap, before any was seen.
fn guess(section: Option<Section>, column: &Column) -> (f64, f64) {
    // A strategy map printed as a list fills every column.
    if section.is_none() {
        return (0.97, 0.3);
    }
    match (&column.slot, column.look) {
        (Slot::Field(Field::Actual | Field::Progress), _) => (0.1, 0.2),
        (Slot::Field(Field::Objective | Field::Mission | Field::Perspective), _) => (0.4, 0.6),
        (Slot::Field(Field::Role), _) => (0.4, 0.5),
        (Slot::Field(Field::Programme), _) => (0.6, 0.5),
        (_, Look::Indicator) => (0.985, 0.5),
        (_, Look::Note) => (0.4, 0.93),
        (_, Look::Value) => (0.96, 0.1),
        (_, Look::Weight | Look::Code) => (0.93, 0.03),
        (_, Look::Tick) => (0.5, 0.03),
        (_, Look::Unit) => (0.85, 0.5),
        (_, Look::Area) => (0.85, 0.2),
        (_, Look::Measure) => (0.95, 0.05),
        (_, Look::Text) => (0.8, 0.5),
        _ => (0.8, 0.3),
    }
}

impl Rate {
    fn guess(section: Option<Section>, column: &Column) -> Self {
        let (fill, wraps) = guess(section, column);
        let counts = |k| if k == 0 { 1.0 - fill } else { fill * several(column, k) };
        Self { speech: speeches(column, [0; 3]), ..Self::of(column, &counts, wraps, 0.93, None) }
    }

    fn of(column: &Column, share: &dyn Fn(usize) -> f64, wraps: f64, first: f64, width: Option<u32>) -> Self {
        Self {
            count: (0..=column.width()).map(|k| nats(share(k))).collect(),
            first: nats(1.0 - first),
            pass: [nats(1.0 - wraps), nats(wraps)],
            width,
            speech: Speech::default(),
        }
    }
}

/// How often a column that has cells has this many.
fn several(column: &Column, k: usize) -> f64 {
    match (&column.slot, k) {
        (Slot::Notes, 1) => 0.7,
        (Slot::Notes, 2) => 0.27,
        (Slot::Notes, _) => 0.03,
        (Slot::Years(_), _) if k == column.width() => 0.4,
        (Slot::Years(_), _) if k + 1 == column.width() => 0.25,
        (Slot::Years(_), _) => 0.15,
        _ => 1.0,
    }
}

impl Prices {
    /// Before anything was read: `dense` pages print a row's one-line cells on one line.
    pub fn guess(dense: bool) -> Self {
        let turn = if dense { [(0.3, 1.2), (1.5, 0.2)] } else { [(0.1, 2.5), (1.6, 0.2)] };
        Self { rates: Vec::new(), turn }
    }

    /// The habits of a column.
    pub fn of(&self, section: Option<Section>, column: &Column) -> Rate {
        let known = self
            .rates
            .iter()
            .find(|(s, slot, r)| *s == section && *slot == column.slot && r.count.len() == column.width() + 1);
        known.map_or_else(|| Rate::guess(section, column), |(_, _, rate)| rate.clone())
    }

    /// Counts what the tables show.
    pub fn learn(&mut self, tables: &[Table], blanks: bool) {
        self.rates.clear();
        for table in tables.iter().filter(|t| t.in_passes) {
            for column in &table.columns {
                let known = self.rates.iter().any(|(s, slot, _)| *s == table.section && *slot == column.slot);
                if !known {
                    let rate = count(tables, table.section, column, blanks);
                    self.rates.push((table.section, column.slot.clone(), rate));
                }
            }
        }
    }
}

fn count(tables: &[Table], section: Option<Section>, column: &Column, blanks: bool) -> Rate {
    let mut counts = vec![0; column.width() + 1];
    let (mut rows, mut cells, mut wrapped) = (0, 0, 0);
    let (mut firsts, mut filled) = (0, 0);
    let mut bounds: Vec<Bounds> = Vec::new();
    let mut voices = [0; 3];
    for table in tables.iter().filter(|t| t.in_passes && t.section == section) {
        let Some(index) = table.columns.iter().position(|c| c.slot == column.slot) else { continue };
        let mut fresh = true;
        for piece in &table.pieces {
            let Piece::Row(row) = piece else {
                fresh = true;
                continue;
            };
            let own: Vec<_> = row.iter().filter(|(c, _)| *c == index).map(|(_, cell)| cell).collect();
            rows += 1;
            firsts += usize::from(fresh);
            filled += usize::from(fresh && !own.is_empty());
            fresh = false;
            let most = counts.len() - 1;
            counts[own.len().min(most)] += 1;
            cells += own.len();
            wrapped += own.iter().filter(|c| c.lines.0 != c.lines.1).count();
            if matches!(column.look, Look::Text | Look::Indicator | Look::Role) {
                for cell in &own {
                    voices[speech(&Glance::of(&cell.text))] += 1;
                }
            }
            bounds.extend(own.iter().filter(|c| c.cost < 3.0).map(|c| width::bounds(&c.text, blanks)));
        }
    }
    let (fill, wraps) = guess(section, column);
    let prior = |k: usize| if k == 0 { 1.0 - fill } else { fill * several(column, k) };
    let rate = Rate::of(
        column,
        &|k| share(counts[k], rows, prior(k)),
        share(wrapped, cells, wraps),
        share(filled, firsts, 0.93),
        width::fitting(&bounds),
    );
    Rate { speech: speeches(column, voices), ..rate }
}

#[cfg(test)]
mod tests {
    use super::{Column, Glance, speech, speeches};
    use crate::normalise::draft::Field;
    use crate::normalise::flow::columns::{Name, columns_of};

    #[test]
    fn programmes_objectives_and_indicators_speak_in_their_own_ways() {
        let fields = [Field::Programme, Field::OperationalObjective, Field::Indicator, Field::Target];
        let columns = columns_of(&fields.map(Name::Field)).expect("these are columns of a table").columns;
        let cheapest = |text: &str, seen: [usize; 3]| {
            let cost = |column: &Column| speeches(column, seen)[speech(&Glance::of(text))];
            (0..3).min_by(|a, b| cost(&columns[*a]).total_cmp(&cost(&columns[*b])))
        };
        assert_eq!(cheapest("Fari e moli di qualità", [0; 3]), Some(0));
        assert_eq!(cheapest("Ridurre i tempi di attracco", [0; 3]), Some(1));
        assert_eq!(cheapest("N. moli collaudati / N. moli previsti", [0; 3]), Some(2));
        // What was seen outweighs the habit.
        let cost = |seen: [usize; 3], text: &str| speeches(&columns[1], seen)[speech(&Glance::of(text))];
        assert!(cost([0, 0, 40], "Collaudo dei moli") < cost([0, 0, 40], "Collaudare i moli"));
    }
}
