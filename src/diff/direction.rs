//! Whether a target asks for more or for less than before.

use std::cmp::Ordering;

use super::Direction;
use crate::grammar::phrase;
use crate::plan::{Comparator, Target, TargetKind};

/// The side on which an actual value has to lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// At least the value.
    Floor,
    /// At most the value.
    Ceiling,
}

/// What an indicator begins with that measures a time, a cost or a delay: less is better, so a bare
/// value is the most that is allowed.
const LESS_IS_BETTER: &str = "n|numero|percentuale|grado|indice|indicatore|valore|media|livello? \
    medio|media|massimo|massima|annuale|di|del|dei|delle|della? \
    tempo|tempi|tempistic*|tempestivit*|durata|giorni|ritard*|costo|costi|spesa|spese|onere|oneri|scostament*";

/// What may stand before it, with other words between.
const LESS_OF: &str = "riduzione|contenimento|incidenza";

/// A share of what went wrong.
const OUT_OF_TIME: [&str; 5] =
    ["fuori termine", "in ritardo", "oltre i termini", "oltre il termine", "incidenza dei|del costo|costi"];

/// Whether less of what an indicator measures is better.
fn less_is_better(indicator: &str) -> bool {
    let words = phrase::words(indicator);
    let measured = if phrase::begins(&words, &[LESS_OF]) { phrase::stands_in } else { phrase::begins };
    measured(&words, &[LESS_IS_BETTER]) || phrase::stands_in(&words, &OUT_OF_TIME)
}

/// More or less than before; `None` where the two cannot be compared.
pub fn direction(indicator: &str, was: &Target, now: &Target) -> Option<Direction> {
    match (&was.kind, &now.kind) {
        (TargetKind::Deadline { date: a }, TargetKind::Deadline { date: b }) => tighter_when(b.cmp(a), Ordering::Less),
        (
            TargetKind::Quantity { comparator: c, value: a, unit: u, metric: m },
            TargetKind::Quantity { comparator: d, value: b, unit: v, metric: n },
        ) if u == v && m == n => bounds(indicator, u.as_deref(), (*c, *a), (*d, *b)),
        (
            TargetKind::Duration { comparator: c, value: a, unit: u, .. },
            TargetKind::Duration { comparator: d, value: b, unit: v, .. },
        ) => bounds(indicator, Some("days"), (*c, in_days(*a, u)?), (*d, in_days(*b, v)?)),
        (
            TargetKind::Benchmark { comparator: c, reference: r, tolerance: Some(a) },
            TargetKind::Benchmark { comparator: d, reference: s, tolerance: Some(b) },
        ) if c == d && r == s => tighter_when(b.total_cmp(a), Ordering::Less),
        _ => None,
    }
}

fn bounds(indicator: &str, unit: Option<&str>, was: (Comparator, f64), now: (Comparator, f64)) -> Option<Direction> {
    let side = side(indicator, unit, was.0);
    if side != self::side(indicator, unit, now.0) {
        return None;
    }
    let strict = |c| matches!(c, Comparator::Less | Comparator::Greater);
    let order = now.1.total_cmp(&was.1);
    match (order, side) {
        (Ordering::Equal, _) if strict(now.0) && !strict(was.0) => Some(Direction::Tightened),
        (Ordering::Equal, _) if strict(was.0) && !strict(now.0) => Some(Direction::Relaxed),
        (order, Side::Floor) => tighter_when(order, Ordering::Greater),
        (order, Side::Ceiling) => tighter_when(order, Ordering::Less),
    }
}

fn side(indicator: &str, unit: Option<&str>, comparator: Comparator) -> Side {
    match comparator {
        Comparator::Less | Comparator::AtMost => Side::Ceiling,
        Comparator::Greater | Comparator::AtLeast => Side::Floor,
        Comparator::Equal => {
            let time = matches!(unit, Some("hours" | "days" | "weeks" | "months" | "years"));
            let less = time || less_is_better(indicator);
            if less { Side::Ceiling } else { Side::Floor }
        }
    }
}

/// A duration in days, as far as units can be compared.
fn in_days(value: f64, unit: &str) -> Option<f64> {
    let days = match unit {
        "hours" => 1.0 / 24.0,
        "days" => 1.0,
        "weeks" => 7.0,
        "months" => 30.0,
        "years" => 365.0,
        _ => return None,
    };
    Some(value * days)
}

fn tighter_when(order: Ordering, tighter: Ordering) -> Option<Direction> {
    match order {
        Ordering::Equal => None,
        order if order == tighter => Some(Direction::Tightened),
        _ => Some(Direction::Relaxed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::target::parse;

    fn of(indicator: &str, was: &str, now: &str) -> Option<Direction> {
        direction(indicator, &parse(was), &parse(now))
    }

    #[test]
    fn a_comparator_says_which_way() {
        assert_eq!(of("Imprese assistite", ">= 80%", ">= 85%"), Some(Direction::Tightened));
        assert_eq!(of("Imprese assistite", "> 80%", ">= 80%"), Some(Direction::Relaxed));
        assert_eq!(of("Reclami", "< 20%", "< 18%"), Some(Direction::Tightened));
        assert_eq!(of("Reclami", "< 20%", "> 18%"), None);
    }

    #[test]
    fn a_bare_value_is_the_least_unless_a_time_a_cost_or_a_delay_is_measured() {
        assert_eq!(of("n. incontri", "2", "3"), Some(Direction::Tightened));
        assert_eq!(of("Tempo medio di lavorazione delle pratiche", "5", "4,5"), Some(Direction::Tightened));
        assert_eq!(of("Tempestività dei pagamenti: tempi medi", "20", "25"), Some(Direction::Relaxed));
        assert_eq!(of("Percentuale di fatture pagate entro trenta giorni", "80%", "85%"), Some(Direction::Tightened));
        assert_eq!(of("Pratiche concluse fuori termine / totale", "10%", "8%"), Some(Direction::Tightened));
        assert_eq!(of("Istruttoria", "40 gg", "2 mesi"), Some(Direction::Relaxed));
    }

    #[test]
    fn an_earlier_deadline_is_tighter_and_other_kinds_do_not_compare() {
        assert_eq!(of("Bando", "31/12/2020", "30/06/2020"), Some(Direction::Tightened));
        assert_eq!(of("Bando", "31/12/2020", "100%"), None);
        assert_eq!(of("Sito", "Anno di rilevazione", "> 1"), None);
        assert_eq!(of("Riscossione", "5", "10%"), None);
    }
}
