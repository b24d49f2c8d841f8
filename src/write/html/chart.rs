//! The targets of an indicator over the years, as a small drawing.
//!
//! Numbers of the most frequent unit are joined by a line; the ground is tinted where the target is
//! met (above it for `≥`, below it for `≤`). A baseline year is a hollow diamond, a target that is
//! no number a square. The drawing of a removed row is struck through.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::svg::{at, number};
use crate::plan::{Comparator, Status, StrategicIndicator, Target, TargetKind};
use crate::write::Lang;
use crate::write::label::Label;

/// Width of a year, and the drawing's height.
const STEP: f64 = 20.0;
const HEIGHT: f64 = 36.0;
/// Highest and lowest place of a number.
const TOP: f64 = 7.0;
const BOTTOM: f64 = 27.0;

/// How a target is to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    Above,
    Below,
    Exact,
}

/// The number in a target, its unit and how it is to be met.
fn numeric(target: &Target) -> Option<(f64, &str, Aim)> {
    match &target.kind {
        TargetKind::Quantity { comparator, value, unit, .. } => {
            Some((*value, unit.as_deref().unwrap_or_default(), aim(*comparator)))
        }
        TargetKind::Duration { comparator, value, unit, .. } => Some((*value, unit, aim(*comparator))),
        _ => None,
    }
}

const fn aim(comparator: Comparator) -> Aim {
    match comparator {
        Comparator::Greater | Comparator::AtLeast => Aim::Above,
        Comparator::Less | Comparator::AtMost => Aim::Below,
        Comparator::Equal => Aim::Exact,
    }
}

/// The drawing of a row, over the years of the dashboard.
pub fn chart(row: &StrategicIndicator, years: &[i32], lang: Lang) -> String {
    let unit = main_unit(row);
    let place = |year: i32| years.iter().position(|y| *y == year).map(|i| STEP * (number(i) + 0.5));
    let mut points = Vec::new();
    let mut marks = String::new();
    let of_unit = |target| numeric(target).filter(|(_, of, _)| Some(*of) == unit).map(|(value, _, aim)| (value, aim));
    let values: Vec<f64> = row.targets.iter().filter_map(|t| of_unit(&t.target.value)).map(|(v, _)| v).collect();
    let scale = Scale::of(&values);
    for t in &row.targets {
        let Some(x) = place(t.year) else { continue };
        match (of_unit(&t.target.value), &t.target.value.kind) {
            (Some((value, aim)), _) => points.push((x, scale.y(value), aim)),
            (None, TargetKind::Baseline) => {
                let _ = write!(marks, "<path class=\"o\" d=\"M{} 13l4 4-4 4-4-4z\"/>", at(x));
            }
            (None, _) => {
                let _ = write!(marks, "<rect class=\"q\" x=\"{}\" y=\"14.5\" width=\"5\" height=\"5\"/>", at(x - 2.5));
            }
        }
    }
    let width = at(STEP * number(years.len().max(1)));
    let mut svg = format!(
        "<svg class=\"spark\" viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        trend(&values, lang)
    );
    ground(&mut svg, &points);
    let places: Vec<String> = points.iter().map(|(x, y, _)| format!("{} {}", at(*x), at(*y))).collect();
    if points.len() > 1 {
        let _ = write!(svg, "<path class=\"l\" d=\"M{}\"/>", places.join("L"));
    }
    if !points.is_empty() {
        // Lines of no length with round ends are dots.
        let _ = write!(svg, "<path class=\"p\" d=\"M{}h0\"/>", places.join("h0M"));
    }
    svg.push_str(&marks);
    if row.status == Status::Removed {
        let _ = write!(svg, "<path class=\"st\" d=\"M2 31L{} 4\"/>", at(STEP * number(years.len().max(1)) - 2.0));
    }
    svg.push_str("</svg>");
    svg
}

/// A drawing for the legend: rising targets after a baseline year.
pub fn sample() -> String {
    let points = [(30.0, 24.0, Aim::Above), (50.0, 17.0, Aim::Above), (70.0, 12.0, Aim::Above)];
    let mut svg = format!("<svg class=\"spark\" viewBox=\"0 0 100 {HEIGHT}\" aria-hidden=\"true\">");
    ground(&mut svg, &points);
    svg.push_str(
        "<path class=\"o\" d=\"M10 13l4 4-4 4-4-4z\"/><path class=\"l\" d=\"M30 24L50 17L70 12\"/><path class=\"p\" \
         d=\"M30 24h0M50 17h0M70 12h0\"/><rect class=\"q\" x=\"87.5\" y=\"14.5\" width=\"5\" height=\"5\"/></svg>",
    );
    svg
}

/// The unit of most numbers; of equals the first.
fn main_unit(row: &StrategicIndicator) -> Option<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let units: Vec<&str> =
        row.targets.iter().filter_map(|t| numeric(&t.target.value)).map(|(_, unit, _)| unit).collect();
    for unit in &units {
        *counts.entry(unit).or_default() += 1;
    }
    let most = counts.values().max()?;
    units.into_iter().find(|unit| counts.get(unit) == Some(most))
}

/// Tints where each target is met, half a year to either side.
fn ground(svg: &mut String, points: &[(f64, f64, Aim)]) {
    let mut path = String::new();
    for (x, y, aim) in points {
        let (top, bottom) = match aim {
            Aim::Above => (0.0, *y),
            Aim::Below => (*y, HEIGHT),
            Aim::Exact => continue,
        };
        let _ = write!(path, "M{} {}h{STEP}v{}h-{STEP}z", at(x - STEP / 2.0), at(top), at(bottom - top));
    }
    if !path.is_empty() {
        let _ = write!(svg, "<path class=\"f\" d=\"{path}\"/>");
    }
}

/// From numbers to heights.
struct Scale {
    least: f64,
    span: f64,
}

impl Scale {
    fn of(values: &[f64]) -> Self {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Self { least, span: most - least }
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.least) / self.span;
        // Equal numbers, and numbers too large to subtract, lie in the middle.
        let share = if share.is_finite() { share } else { 0.5 };
        BOTTOM - share * (BOTTOM - TOP)
    }
}

/// What the line does, for whoever does not see it.
fn trend(values: &[f64], lang: Lang) -> &'static str {
    const NONE: Label = Label::new("nessun andamento", "no trend");
    const SAME: Label = Label::new("target costanti", "constant targets");
    const UP: Label = Label::new("target in crescita", "rising targets");
    const DOWN: Label = Label::new("target in calo", "falling targets");
    const MIXED: Label = Label::new("target che salgono e scendono", "targets that rise and fall");
    let up = values.windows(2).any(|w| w[1] > w[0]);
    let down = values.windows(2).any(|w| w[1] < w[0]);
    match (values.len(), up, down) {
        (0 | 1, ..) => NONE,
        (_, false, false) => SAME,
        (_, true, false) => UP,
        (_, false, true) => DOWN,
        (_, true, true) => MIXED,
    }
    .text(lang)
}
