//! The sheets of the plan's sections: a row of the plan is a row of the sheet.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ChartEmptyCells, Sparkline, Worksheet, XlsxError};

use super::cell::{self, Mark, Shown, Value};
use super::layout::{self, Sheet, head, name};
use super::place;
use super::sheet::{self, Column, Pen, column};
use super::style;
use crate::plan::{
    Comparator, ExecutiveObjective, OfficerObjective, OperationalIndicator, Plan, RowBase, Status, StrategicIndicator,
    Target, TargetKind, Weight,
};
use crate::trace::Traced;
use crate::write::{Lang, WriteError};

/// A row of any section.
pub trait Row {
    /// The sheet of its section.
    const SHEET: &'static Sheet;

    /// What every row has.
    fn base(&self) -> &RowBase;

    /// Its targets: the field of `plan.json`, the year where the field has one, the target.
    fn targets(&self) -> Vec<(&'static str, Option<i32>, &Traced<Target>)>;
}

fn named<'a>(
    fields: &[(&'static str, Option<&'a Traced<Target>>)],
) -> Vec<(&'static str, Option<i32>, &'a Traced<Target>)> {
    fields.iter().filter_map(|(field, target)| target.map(|target| (*field, None, target))).collect()
}

impl Row for StrategicIndicator {
    const SHEET: &'static Sheet = &layout::STRATEGIC;

    fn base(&self) -> &RowBase {
        &self.base
    }

    fn targets(&self) -> Vec<(&'static str, Option<i32>, &Traced<Target>)> {
        self.targets.iter().map(|t| ("targets", Some(t.year), &t.target)).collect()
    }
}

impl Row for OperationalIndicator {
    const SHEET: &'static Sheet = &layout::OPERATIONAL;

    fn base(&self) -> &RowBase {
        &self.base
    }

    fn targets(&self) -> Vec<(&'static str, Option<i32>, &Traced<Target>)> {
        named(&[("target", self.target.as_ref())])
    }
}

impl Row for ExecutiveObjective {
    const SHEET: &'static Sheet = &layout::EXECUTIVE;

    fn base(&self) -> &RowBase {
        &self.base
    }

    fn targets(&self) -> Vec<(&'static str, Option<i32>, &Traced<Target>)> {
        named(&[
            ("target", self.target.as_ref()),
            ("actual", self.actual.as_ref()),
            ("progress", self.progress.as_ref()),
        ])
    }
}

impl Row for OfficerObjective {
    const SHEET: &'static Sheet = &layout::OFFICER;

    fn base(&self) -> &RowBase {
        &self.base
    }

    fn targets(&self) -> Vec<(&'static str, Option<i32>, &Traced<Target>)> {
        named(&[("target", self.target.as_ref())])
    }
}

/// The columns that sections share.
struct Shared<'a> {
    lang: Lang,
    titles: BTreeMap<&'a str, &'a str>,
    perspectives: BTreeMap<&'a str, &'a str>,
}

impl<'a> Shared<'a> {
    fn new(plan: &'a Plan, lang: Lang) -> Self {
        let titles = plan.objectives.iter().map(|o| (o.id.as_str(), o.title.value.as_str())).collect();
        let perspectives = plan.perspectives.iter().map(|p| (p.id.as_str(), p.name.value.as_str())).collect();
        Self { lang, titles, perspectives }
    }

    fn text<R: Row>(
        &self,
        head: &crate::write::label::Label,
        field: &'static str,
        width: f64,
        get: fn(&'a R) -> Option<&'a Traced<String>>,
    ) -> Column<'a, R> {
        column(self.lang, head, width, move |row: &'a R| shown(row, field, get(row), |text| Value::text(text.as_str())))
    }

    /// Id and title of the strategic objective.
    fn objective<R: Row>(&self) -> [Column<'a, R>; 2] {
        let titles = self.titles.clone();
        let title = move |row: &'a R| match &row.base().objective {
            Some(id) => Value::text(titles.get(id.value.as_str()).copied().unwrap_or_default()).into(),
            None => Shown::BLANK,
        };
        [
            self.text(&head::OBJECTIVE, "objective", 7.0, |row: &'a R| row.base().objective.as_ref()),
            column(self.lang, &head::OBJECTIVE_TITLE, 22.0, title).derived(),
        ]
    }

    fn indicator<R: Row>(&self) -> Column<'a, R> {
        self.text(&head::INDICATOR, "indicator", 40.0, |row: &'a R| Some(&row.base().indicator))
    }

    /// The target as printed, and taken apart.
    fn target<R: Row>(&self, get: fn(&'a R) -> Option<&'a Traced<Target>>) -> [Column<'a, R>; 4] {
        let part = move |part: fn(&'a Target) -> Value<'a>| {
            move |row: &'a R| get(row).map_or(Shown::BLANK, |target| part(&target.value).into())
        };
        [
            self.target_text(&head::TARGET, "target", get),
            column(self.lang, &head::COMPARATOR, 10.0, part(|t| Value::text(parts(t).0))).derived(),
            column(self.lang, &head::VALUE, 11.0, part(|t| parts(t).1)).derived(),
            column(self.lang, &head::UNIT, 11.0, part(|t| Value::text(parts(t).2))).derived(),
        ]
    }

    fn target_text<R: Row>(
        &self,
        head: &crate::write::label::Label,
        field: &'static str,
        get: fn(&'a R) -> Option<&'a Traced<Target>>,
    ) -> Column<'a, R> {
        column(self.lang, head, 15.0, move |row: &'a R| shown(row, field, get(row), cell::target))
    }

    fn weight<R: Row>(
        &self,
        head: &crate::write::label::Label,
        field: &'static str,
        get: fn(&'a R) -> Option<&'a Traced<Weight>>,
    ) -> Column<'a, R> {
        column(self.lang, head, 9.0, move |row: &'a R| shown(row, field, get(row), cell::weight)).bars()
    }

    fn flag<R: Row>(
        &self,
        head: &crate::write::label::Label,
        field: &'static str,
        get: fn(&'a R) -> Option<&'a Traced<bool>>,
    ) -> Column<'a, R> {
        let lang = self.lang;
        let word = move |yes: &bool| Value::text((if *yes { name::YES } else { name::NO }).text(lang));
        column(lang, head, 11.0, move |row: &'a R| shown(row, field, get(row), word))
    }

    /// Remarks, place in the source, id: the end of every row.
    fn tail<R: Row>(&self) -> [Column<'a, R>; 3] {
        let lang = self.lang;
        let notes = |row: &'a R| Shown::lines(&row.base().notes, |note| note.raw.as_str()).or_mark(doubt(row, "notes"));
        [
            column(lang, &head::NOTES, 28.0, notes),
            column(lang, &head::SOURCE, 17.0, move |row: &'a R| Value::text(place(&row.base().places, lang)).into())
                .unprinted(),
            column(lang, &head::ID, 14.0, |row: &'a R| Value::text(row.base().id.as_str()).into()).unprinted(),
        ]
    }
}

/// A field's value; where there is none, the row's doubt about it.
fn shown<'a, R: Row, T>(
    row: &'a R,
    field: &str,
    value: Option<&'a Traced<T>>,
    show: impl FnOnce(&'a T) -> Value<'a>,
) -> Shown<'a> {
    value.map_or(Shown::BLANK, |value| Shown::traced(value, show)).or_mark(doubt(row, field))
}

fn doubt<'a>(row: &'a impl Row, field: &str) -> Option<Mark<'a>> {
    row.base().doubts.iter().find(|(about, _)| *about == field).map(|(_, why)| Mark::Inferred(why))
}

/// Comparator, value and unit of a target.
pub fn parts(target: &Target) -> (&'static str, Value<'_>, &str) {
    match &target.kind {
        TargetKind::Quantity { comparator, value, unit, .. } => {
            let unit = unit.as_deref().unwrap_or_default();
            let value = if unit == "%" { Value::percent(*value) } else { Value::number(*value) };
            (comparator.sign(), value, unit)
        }
        TargetKind::Deadline { date } => (Comparator::AtMost.sign(), Value::Day(*date), ""),
        TargetKind::Duration { comparator, value, unit, .. } => {
            (comparator.sign(), Value::number(*value), unit.as_str())
        }
        TargetKind::Relative { comparator, .. }
        | TargetKind::Benchmark { comparator, .. }
        | TargetKind::Qualitative { comparator, .. } => (comparator.sign(), Value::Blank, ""),
        TargetKind::Baseline | TargetKind::Text => ("", Value::Blank, ""),
    }
}

/// The dashboard. Its years are columns; the trend is drawn from the sheet of targets.
pub fn strategic<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let shared = Shared::new(plan, pen.lang);
    let lang = pen.lang;
    let mut columns: Vec<Column<'a, StrategicIndicator>> = Vec::new();
    columns.extend(shared.objective());
    columns.push(shared.indicator());
    for year in years(plan) {
        let target = move |row: &'a StrategicIndicator| {
            let target = row.targets.iter().find(|t| t.year == year).map(|t| &t.target);
            target.map_or(Shown::BLANK, |target| Shown::traced(target, cell::target))
        };
        columns.push(column(lang, &head::YEAR, 11.0, target).named(year.to_string()));
    }
    columns.push(column(lang, &head::TREND, 12.0, |_| Shown::BLANK).derived());
    columns.push(column(lang, &head::OWNERS, 20.0, |row: &'a StrategicIndicator| {
        Shown::lines(&row.owners, |unit| unit.raw.as_str()).or_mark(doubt(row, "owners"))
    }));
    columns.push(column(lang, &head::STATUS, 10.0, move |row: &'a StrategicIndicator| {
        Shown::from(Value::text(name::status(row.status).text(lang))).or_mark(doubt(row, "status"))
    }));
    columns.extend(shared.tail());
    let mut sheet =
        sheet::write(pen, &layout::STRATEGIC, &columns, &plan.strategic, |row| row.status == Status::Removed)?;
    trends(&mut sheet, plan, lang).map_err(WriteError::library("xlsx"))?;
    Ok(sheet)
}

/// The years that have a column: those of the annex and any other that a row has.
pub fn years(plan: &Plan) -> Vec<i32> {
    let mut years = plan.annex.years.clone();
    years.extend(plan.strategic.iter().flat_map(|row| row.targets.iter().map(|t| t.year)));
    years.sort_unstable();
    years.dedup();
    years
}

/// The operational objectives.
pub fn operational<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let shared = Shared::new(plan, pen.lang);
    let lang = pen.lang;
    let mut columns: Vec<Column<'a, OperationalIndicator>> = Vec::new();
    columns.extend(shared.objective());
    columns.push(shared.text(&head::PROGRAMME, "programme", 22.0, |row| row.programme.as_ref()));
    columns.push(
        shared.text(&head::OPERATIONAL_OBJECTIVE, "operational_objective", 26.0, |row| {
            row.operational_objective.as_ref()
        }),
    );
    columns.push(shared.indicator());
    columns.extend(shared.target(|row: &OperationalIndicator| row.target.as_ref()));
    columns.push(column(lang, &head::SERVICES, 20.0, |row: &'a OperationalIndicator| {
        Shown::lines(&row.services, |unit| unit.raw.as_str()).or_mark(doubt(row, "services"))
    }));
    columns.push(column(lang, &head::AREA, 11.0, |row: &'a OperationalIndicator| {
        Shown::lines(&row.areas, String::as_str).or_mark(doubt(row, "areas"))
    }));
    columns.extend(shared.tail());
    sheet::write(pen, &layout::OPERATIONAL, &columns, &plan.operational, |_| false)
}

/// The executives' objectives.
pub fn executive<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let shared = Shared::new(plan, pen.lang);
    let lang = pen.lang;
    let perspectives = shared.perspectives.clone();
    let perspective = move |row: &'a ExecutiveObjective| {
        let name = |id: &'a String| Value::text(perspectives.get(id.as_str()).copied().unwrap_or(id.as_str()));
        shown(row, "perspective", row.perspective.as_ref(), name)
    };
    let mut columns: Vec<Column<'a, ExecutiveObjective>> = Vec::new();
    columns.push(shared.text(&head::ROLE, "role", 12.0, |row| row.role.as_ref()));
    columns.push(column(lang, &head::PERSPECTIVE, 20.0, perspective));
    columns.extend(shared.objective());
    columns.push(shared.weight(&head::WEIGHT, "weight", |row| row.weight.as_ref()));
    columns.push(shared.text(&head::ACTION, "action", 30.0, |row| row.action.as_ref()));
    columns.push(shared.indicator());
    columns.extend(shared.target(|row: &ExecutiveObjective| row.target.as_ref()));
    columns.push(shared.target_text(&head::ACTUAL, "actual", |row| row.actual.as_ref()));
    columns.push(shared.target_text(&head::PROGRESS, "progress", |row| row.progress.as_ref()));
    columns.push(shared.weight(&head::WEIGHT_ASSESSED, "weight_assessed", |row| row.weight_assessed.as_ref()));
    columns.extend(shared.tail());
    sheet::write(pen, &layout::EXECUTIVE, &columns, &plan.executive, |_| false)
}

/// The officers' objectives.
pub fn officer<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let shared = Shared::new(plan, pen.lang);
    let mut columns: Vec<Column<'a, OfficerObjective>> = Vec::new();
    columns.push(shared.text(&head::ROLE, "role", 24.0, |row| row.role.as_ref()));
    columns.extend(shared.objective());
    columns.push(
        shared.text(&head::OPERATIONAL_OBJECTIVE, "operational_objective", 26.0, |row| {
            row.operational_objective.as_ref()
        }),
    );
    columns.push(shared.indicator());
    columns.extend(shared.target(|row: &OfficerObjective| row.target.as_ref()));
    columns.push(shared.weight(&head::WEIGHT, "weight", |row| row.weight.as_ref()));
    columns.push(shared.text(&head::AREA, "area", 11.0, |row| row.area.as_ref()));
    columns.push(shared.flag(&head::IN_TREE, "in_tree", |row| row.in_tree.as_ref()));
    columns.push(shared.flag(&head::PRODUCTIVITY, "productivity", |row| row.productivity.as_ref()));
    columns.extend(shared.tail());
    sheet::write(pen, &layout::OFFICER, &columns, &plan.officer, |_| false)
}

/// Remarks of all rows.
pub fn count_notes(plan: &Plan) -> usize {
    fn of<R: Row>(rows: &[R]) -> usize {
        rows.iter().map(|row| row.base().notes.len()).sum()
    }
    of(&plan.strategic) + of(&plan.operational) + of(&plan.executive) + of(&plan.officer)
}

/// Draws the trend of each dashboard row from its numbers on the sheet of targets, where there are
/// two or more of one unit.
fn trends(sheet: &mut Worksheet, plan: &Plan, lang: Lang) -> Result<(), XlsxError> {
    /// Column of the values on the sheet of targets.
    const VALUES: u16 = 8;
    let targets = layout::TARGETS.name.text(lang);
    let col = u16::try_from(years(plan).len() + 3).unwrap_or(u16::MAX);
    let mut first = 1;
    for (row, indicator) in (1..).zip(&plan.strategic) {
        let count = u32::try_from(indicator.targets.len()).unwrap_or(0);
        let units: Vec<&str> = indicator
            .targets
            .iter()
            .map(|t| parts(&t.target.value))
            .filter_map(|(_, value, unit)| matches!(value, Value::Number(..)).then_some(unit))
            .collect();
        if units.len() > 1 && units.iter().all(|unit| *unit == units[0]) {
            let line = Sparkline::new()
                .set_range((targets, first, VALUES, first + count - 1, VALUES))
                .set_sparkline_color(style::BLUE)
                .set_line_weight(1.5)
                .show_markers(true)
                .show_last_point(true)
                .show_empty_cells_as(ChartEmptyCells::Connected);
            sheet.add_sparkline(row, col, &line)?;
        }
        first += count;
    }
    Ok(())
}
