//! The order of the columns, where a header does not tell it.
//!
//! Some programs print the wrapped cells of a header after those of one line, so that a header reads
//! `Target Owner Obiettivo strategico` over rows that begin with the objective. The rows themselves
//! tell: of all orders that keep those of one line and the wrapped ones each in theirs, the one
//! under which the rows of the table read most cheaply is taken. So it is where the header of an owner
//! is merged over two lines and stands elsewhere.

use super::columns::{Column, Name, Slot};
use super::decode::{self, Glances};
use super::lines::Stream;
use super::segments::Segment;
use crate::normalise::draft::Field;

/// More orders than that are not tried.
const MOST: usize = 64;
/// How much cheaper, of the whole, another order must be than the printed one.
const BETTER: f32 = 0.04;
/// Rows of so many atoms tell an order.
const ENOUGH: usize = 400;

/// The orders other than the printed one that names may have, the last `late` of which were printed
/// apart.
pub fn of(names: &[Name], late: usize) -> Vec<Vec<Name>> {
    if late == 0 {
        return Vec::new();
    }
    let (early, late) = names.split_at(names.len() - late);
    let mut orders = vec![early.to_vec()];
    // Each name goes behind the one before it, which all orders so far have.
    let mut before: Option<&Name> = None;
    for name in late {
        let mut longer = Vec::new();
        for order in &orders {
            let first = before.and_then(|b| order.iter().rposition(|n| n == b)).map_or(0, |at| at + 1);
            let year = |at: usize| matches!(order.get(at), Some(Name::Year(_)));
            let free = (first..=order.len()).filter(|at| *at == 0 || !(year(at - 1) && year(*at)));
            longer.extend(free.map(|at| {
                let mut with = order.clone();
                with.insert(at, name.clone());
                with
            }));
        }
        orders = longer;
        before = Some(name);
        if orders.len() > MOST {
            return vec![late.iter().chain(early).cloned().collect()];
        }
    }
    orders.retain(|order| order != names);
    orders
}

/// The order that columns may have whose header names years and no owner: an unnamed owner may stand
/// before the years as well as behind.
pub fn unnamed_owner(names: &[Name], columns: &[Column]) -> Option<Vec<Column>> {
    let stated = names.contains(&Name::Field(Field::Owners));
    let owner = columns.iter().position(|c| c.is(Field::Owners)).filter(|_| !stated)?;
    let years = columns.iter().position(|c| matches!(c.slot, Slot::Years(_))).filter(|years| *years < owner)?;
    let mut order = columns.to_vec();
    order[years..=owner].rotate_right(1);
    Some(order)
}

/// Gives the tables whose header leaves it open the order of columns under which their rows read best.
pub fn settle(segments: &mut [Segment<'_>], streams: &[Stream<'_>]) {
    let mut settled = vec![false; segments.len()];
    for at in 0..segments.len() {
        if settled[at] || segments[at].orders.is_empty() {
            continue;
        }
        let one = |other: &Segment<'_>| other.columns == segments[at].columns && other.orders == segments[at].orders;
        let alike: Vec<usize> = (at..segments.len()).filter(|other| one(&segments[*other])).collect();
        let best = cheapest(&segments[at], &sample(&alike, segments, streams));
        for other in alike {
            settled[other] = true;
            if let Some(best) = &best {
                segments[other].columns.clone_from(best);
            }
        }
    }
}

/// The first pages of a table that hold rows enough to tell.
fn sample<'a>(
    alike: &[usize],
    segments: &'a [Segment<'a>],
    streams: &'a [Stream<'a>],
) -> Vec<(&'a Segment<'a>, &'a Stream<'a>)> {
    let mut atoms = 0;
    let filled = alike.iter().map(|at| (&segments[*at], &streams[*at]));
    filled
        .take_while(|(_, stream)| {
            let before = atoms;
            atoms += stream.atoms.len();
            before < ENOUGH
        })
        .collect()
}

/// The order that is cheaper than the printed one and all others.
fn cheapest(segment: &Segment<'_>, sample: &[(&Segment<'_>, &Stream<'_>)]) -> Option<Vec<Column>> {
    let mut glances: Vec<Glances> = vec![Glances::new(); sample.len()];
    let mut price = |columns: &[Column]| {
        let prices = sample.iter().zip(&mut glances);
        prices
            .map(|((segment, stream), glances)| {
                decode::price(stream, columns, segment.tail(), segment.takes_role(), glances)
            })
            .sum::<f32>()
    };
    let printed = price(&segment.columns);
    let others = segment.orders.iter().map(|columns| (price(columns), columns));
    let (best, columns) = others.min_by(|a, b| a.0.total_cmp(&b.0))?;
    (best < printed * (1.0 - BETTER)).then(|| columns.clone())
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::normalise::draft::Field::{Indicator, Objective, Owners};
    use crate::normalise::flow::columns::Name::{self, Field, Year};

    #[test]
    fn wrapped_cells_stand_anywhere_among_the_others_but_in_their_order() {
        let names = [Year(2020), Year(2021), Field(Owners), Field(Objective), Field(Indicator)];
        let orders = of(&names, 2);
        let has = |order: &[Name]| orders.iter().any(|o| o == order);
        assert!(has(&[Field(Objective), Field(Indicator), Year(2020), Year(2021), Field(Owners)]));
        assert!(has(&[Field(Objective), Year(2020), Year(2021), Field(Indicator), Field(Owners)]));
        assert!(!has(&names) && !has(&[Year(2020), Field(Objective), Year(2021), Field(Owners), Field(Indicator)]));
        assert!(of(&names, 0).is_empty());
    }
}
