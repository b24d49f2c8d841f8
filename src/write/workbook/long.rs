//! The long sheets: one target a row, one remark a row, one deduction a row.

use rust_xlsxwriter::Worksheet;

use super::cell::{Shown, Value};
use super::layout::{self, Sheet, head, name};
use super::place;
use super::rows::{Row, parts};
use super::sheet::{self, Pen, column};
use crate::json::{InferredJson, PlanJson};
use crate::plan::{Note, Plan, Target, TargetKind};
use crate::trace::Traced;
use crate::write::label::Label;
use crate::write::{Lang, WriteError, italian};

/// A target with the row and the field that it belongs to.
pub struct TargetRow<'a> {
    sheet: &'static Sheet,
    id: &'a str,
    indicator: &'a str,
    field: &'static str,
    year: Option<i32>,
    target: &'a Traced<Target>,
}

/// All targets in the order of the sections.
pub fn all_targets(plan: &Plan) -> Vec<TargetRow<'_>> {
    fn of<R: Row>(rows: &[R]) -> impl Iterator<Item = TargetRow<'_>> {
        rows.iter().flat_map(|row| {
            row.targets().into_iter().map(|(field, year, target)| TargetRow {
                sheet: R::SHEET,
                id: &row.base().id,
                indicator: &row.base().indicator.value,
                field,
                year,
                target,
            })
        })
    }
    of(&plan.strategic).chain(of(&plan.operational)).chain(of(&plan.executive)).chain(of(&plan.officer)).collect()
}

/// The sheet of targets.
pub fn targets<'a>(pen: &Pen, rows: &'a [TargetRow<'a>]) -> Result<Worksheet, WriteError> {
    let lang = pen.lang;
    let kind = move |t: &Target| {
        let label = name::KINDS.iter().find(|(kind, _)| *kind == t.kind.name()).map(|(_, label)| label.text(lang));
        Value::text(label.unwrap_or_default())
    };
    let text = |text: Option<&'a str>| Shown::from(Value::text(text.unwrap_or_default()));
    let columns = [
        column(lang, &head::SECTION, 20.0, move |r: &'a TargetRow<'a>| Value::text(r.sheet.name.text(lang)).into()),
        column(lang, &head::ID, 14.0, |r: &'a TargetRow<'a>| Value::text(r.id).into()),
        column(lang, &head::INDICATOR, 44.0, |r: &'a TargetRow<'a>| Value::text(r.indicator).into()),
        column(lang, &head::FIELD, 16.0, move |r: &'a TargetRow<'a>| Value::text(field_name(r.field, lang)).into()),
        column(lang, &head::YEAR, 8.0, |r: &'a TargetRow<'a>| r.year.map_or(Shown::BLANK, |y| Value::count(y).into())),
        column(lang, &head::RAW, 24.0, |r: &'a TargetRow<'a>| Shown::traced(r.target, |t| Value::text(t.raw.as_str()))),
        column(lang, &head::KIND, 17.0, move |r: &'a TargetRow<'a>| kind(&r.target.value).into()),
        column(lang, &head::COMPARATOR, 10.0, |r: &'a TargetRow<'a>| Value::text(parts(&r.target.value).0).into()),
        column(lang, &head::VALUE, 11.0, |r: &'a TargetRow<'a>| match parts(&r.target.value).1 {
            Value::Day(_) => Shown::BLANK,
            value => value.into(),
        }),
        column(lang, &head::UNIT, 13.0, |r: &'a TargetRow<'a>| Value::text(parts(&r.target.value).2).into()),
        column(lang, &head::DATE, 12.0, |r: &'a TargetRow<'a>| match parts(&r.target.value).1 {
            day @ Value::Day(_) => day.into(),
            _ => Shown::BLANK,
        }),
        column(lang, &head::METRIC, 14.0, move |r: &'a TargetRow<'a>| match &r.target.value.kind {
            TargetKind::Quantity { metric, .. } => text(metric.as_deref()),
            _ => Shown::BLANK,
        }),
        column(lang, &head::FROM, 20.0, move |r: &'a TargetRow<'a>| match &r.target.value.kind {
            TargetKind::Duration { from, .. } => text(from.as_deref()),
            _ => Shown::BLANK,
        }),
        column(lang, &head::OFFSET, 9.0, |r: &'a TargetRow<'a>| match &r.target.value.kind {
            TargetKind::Relative { offset, .. } => Value::count(*offset).into(),
            _ => Shown::BLANK,
        }),
        column(lang, &head::REFERENCE, 18.0, move |r: &'a TargetRow<'a>| match &r.target.value.kind {
            TargetKind::Benchmark { reference, .. } => text(Some(reference)),
            _ => Shown::BLANK,
        }),
        column(lang, &head::TOLERANCE, 11.0, |r: &'a TargetRow<'a>| match &r.target.value.kind {
            TargetKind::Benchmark { tolerance: Some(tolerance), .. } => Value::number(*tolerance).into(),
            _ => Shown::BLANK,
        }),
        column(lang, &head::LEVEL, 12.0, move |r: &'a TargetRow<'a>| match &r.target.value.kind {
            TargetKind::Qualitative { level, .. } => text(Some(level)),
            _ => Shown::BLANK,
        }),
        column(lang, &head::SOURCE, 17.0, move |r: &'a TargetRow<'a>| {
            Value::text(place(r.target.places(), lang)).into()
        }),
    ];
    let columns = columns.map(sheet::Column::derived);
    sheet::write(pen, &layout::TARGETS, &columns, rows, |_| false)
}

/// A remark with the row that it belongs to.
struct NoteRow<'a> {
    sheet: &'static Sheet,
    id: &'a str,
    indicator: &'a str,
    number: u32,
    note: &'a Traced<Note>,
}

/// The sheet of remarks.
pub fn notes(pen: &Pen, plan: &Plan) -> Result<Worksheet, WriteError> {
    fn of<R: Row>(rows: &[R]) -> impl Iterator<Item = NoteRow<'_>> {
        rows.iter().flat_map(|row| {
            let base = row.base();
            (1..).zip(&base.notes).map(|(number, note)| NoteRow {
                sheet: R::SHEET,
                id: &base.id,
                indicator: &base.indicator.value,
                number,
                note,
            })
        })
    }
    let rows: Vec<NoteRow<'_>> =
        of(&plan.strategic).chain(of(&plan.operational)).chain(of(&plan.executive)).chain(of(&plan.officer)).collect();
    let lang = pen.lang;
    let columns = [
        column(lang, &head::SECTION, 20.0, |r: &NoteRow<'_>| Value::text(r.sheet.name.text(lang)).into()),
        column(lang, &head::ID, 14.0, |r: &NoteRow<'_>| Value::text(r.id).into()),
        column(lang, &head::INDICATOR, 44.0, |r: &NoteRow<'_>| Value::text(r.indicator).into()),
        column(lang, &head::NUMBER, 8.0, |r: &NoteRow<'_>| Value::count(r.number).into()),
        column(lang, &head::RAW, 44.0, |r: &NoteRow<'_>| Shown::traced(r.note, |n| Value::text(n.raw.as_str()))),
        column(lang, &head::NOTE_ACTION, 13.0, |r: &NoteRow<'_>| {
            Value::text(r.note.value.action.map_or("", |action| name::action(action).text(lang))).into()
        }),
        column(lang, &head::SUBJECT, 16.0, |r: &NoteRow<'_>| {
            Value::text(name::subject(r.note.value.subject).text(lang)).into()
        }),
        column(lang, &head::OCCASION, 15.0, |r: &NoteRow<'_>| {
            Value::text(if r.note.value.annual_rolling { name::ANNUAL_ROLLING.text(lang) } else { "" }).into()
        }),
        column(lang, &head::YEAR, 8.0, |r: &NoteRow<'_>| {
            r.note.value.occasion_year.map_or(Shown::BLANK, |year| Value::count(year).into())
        }),
        column(lang, &head::RESOLUTION, 23.0, |r: &NoteRow<'_>| {
            Value::text(r.note.value.resolution.as_deref().unwrap_or_default()).into()
        }),
        column(lang, &head::DATE, 12.0, |r: &NoteRow<'_>| {
            r.note.value.date.map_or(Shown::BLANK, |d| Value::Day(d).into())
        }),
        column(lang, &head::FOOTNOTE, 10.0, |r: &NoteRow<'_>| {
            r.note.value.footnote.map_or(Shown::BLANK, |number| Value::count(number).into())
        }),
        column(lang, &head::SOURCE, 17.0, |r: &NoteRow<'_>| Value::text(place(r.note.places(), lang)).into()),
    ];
    let columns = columns.map(sheet::Column::derived);
    sheet::write(pen, &layout::NOTES, &columns, &rows, |_| false)
}

/// A deduction with the row that it is about.
pub struct InferredRow<'a> {
    sheet: &'static Sheet,
    id: &'a str,
    says: &'a str,
    mark: &'a InferredJson,
}

impl InferredRow<'_> {
    /// The sheet on which the deduced value stands.
    pub const fn sheet(&self) -> &'static Sheet {
        self.sheet
    }

    /// The row's id.
    pub const fn id(&self) -> &str {
        self.id
    }
}

/// All deductions in the order of the sections: exactly those of `plan.json`.
pub fn all_inferred(json: &PlanJson) -> Vec<InferredRow<'_>> {
    let mut all = Vec::new();
    for o in &json.strategic_objectives {
        all.extend(of_row(&layout::OBJECTIVES, &o.id, &o.title, &o.inferred));
    }
    for r in &json.strategic_indicators {
        all.extend(of_row(&layout::STRATEGIC, &r.id, &r.indicator, &r.inferred));
    }
    for r in &json.operational_indicators {
        all.extend(of_row(&layout::OPERATIONAL, &r.id, &r.indicator, &r.inferred));
    }
    for r in &json.executive_objectives {
        all.extend(of_row(&layout::EXECUTIVE, &r.id, &r.indicator, &r.inferred));
    }
    for r in &json.officer_objectives {
        all.extend(of_row(&layout::OFFICER, &r.id, &r.indicator, &r.inferred));
    }
    all
}

fn of_row<'a>(
    sheet: &'static Sheet,
    id: &'a str,
    says: &'a str,
    marks: &'a [InferredJson],
) -> impl Iterator<Item = InferredRow<'a>> {
    marks.iter().map(move |mark| InferredRow { sheet, id, says, mark })
}

/// The sheet of deductions.
pub fn inferred<'a>(pen: &Pen, rows: &'a [InferredRow<'a>]) -> Result<Worksheet, WriteError> {
    const SAYS: Label = Label::new("Indicatore o titolo", "Indicator or title");
    let lang = pen.lang;
    let columns = [
        column(lang, &head::SECTION, 20.0, move |r: &'a InferredRow<'a>| Value::text(r.sheet.name.text(lang)).into()),
        column(lang, &head::ID, 14.0, |r: &'a InferredRow<'a>| Value::text(r.id).into()),
        column(lang, &SAYS, 44.0, |r: &'a InferredRow<'a>| Value::text(r.says).into()).derived(),
        column(lang, &head::FIELD, 22.0, move |r: &'a InferredRow<'a>| {
            Value::text(field_name(&r.mark.field, lang)).into()
        }),
        column(lang, &head::BECAUSE, 60.0, move |r: &'a InferredRow<'a>| {
            Value::text(italian::because(&r.mark.because, lang)).into()
        }),
        column(lang, &head::CONFIDENCE, 11.0, |r: &'a InferredRow<'a>| {
            Value::percent((r.mark.confidence * 100.0).round()).into()
        })
        .bars(),
        column(lang, &head::ALTERNATIVES, 40.0, |r: &'a InferredRow<'a>| {
            Value::text(r.mark.alternatives.join("\n")).into()
        }),
    ];
    sheet::write(pen, &layout::INFERRED, &columns, rows, |_| false)
}

/// The name of a field of `plan.json`; of a year of the dashboard, with the year.
fn field_name(field: &str, lang: Lang) -> String {
    let (whole, part) = field.split_once('.').unwrap_or((field, ""));
    let label = name::FIELDS.iter().find(|(name, _)| *name == whole).map_or(whole, |(_, label)| label.text(lang));
    format!("{label} {part}").trim_end().to_owned()
}
