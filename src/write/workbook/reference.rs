//! What the rows refer to: objectives, perspectives, missions, units, resolutions; totals; findings.

use rust_xlsxwriter::Worksheet;

use super::cell::{self, Mark, Shown, Value};
use super::layout::{self, head, name};
use super::place;
use super::rows::Row;
use super::sheet::{self, Column, Pen, column};
use crate::diag::Diagnostic;
use crate::plan::{Action, Mission, Perspective, Plan, Resolution, StrategicObjective, Total, Unit};
use crate::trace::Places;
use crate::write::label::Label;
use crate::write::{WriteError, italian};

/// The strategy map as a list.
pub fn objectives<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let lang = pen.lang;
    let perspective = |id: &'a str| plan.perspectives.iter().find(|p| p.id == id).map_or(id, |p| p.name.value.as_str());
    let mission =
        |code: &str| plan.missions.iter().find(|m| m.code.value == code).map_or("", |m| m.name.value.as_str());
    let columns: [Column<'a, StrategicObjective>; 7] = [
        column(lang, &head::NUMBER, 9.0, |o: &'a StrategicObjective| {
            o.number.map_or(Shown::BLANK, |number| Value::count(number).into())
        }),
        column(lang, &head::OBJECTIVE_TITLE, 60.0, |o: &'a StrategicObjective| Shown::text(&o.title)),
        column(lang, &head::PERSPECTIVE, 32.0, move |o: &'a StrategicObjective| {
            o.perspective.as_ref().map_or(Shown::BLANK, |id| Shown::traced(id, |id| Value::text(perspective(id))))
        }),
        column(lang, &head::MISSION, 10.0, |o: &'a StrategicObjective| {
            o.mission.as_ref().map_or(Shown::BLANK, Shown::text)
        }),
        column(lang, &head::MISSION_NAME, 40.0, move |o: &'a StrategicObjective| {
            Value::text(o.mission.as_ref().map_or("", |code| mission(&code.value))).into()
        })
        .derived(),
        column(lang, &head::SOURCE, 17.0, move |o: &'a StrategicObjective| {
            Value::text(place(o.title.places(), lang)).into()
        })
        .derived(),
        column(lang, &head::ID, 14.0, |o: &'a StrategicObjective| Value::text(o.id.as_str()).into()).derived(),
    ];
    sheet::write(pen, &layout::OBJECTIVES, &columns, &plan.objectives, |_| false)
}

/// A perspective or a mission.
enum Frame<'a> {
    Perspective(&'a Perspective),
    Mission(&'a Mission),
}

/// Perspectives and missions in their order on the map.
pub fn frame(pen: &Pen, plan: &Plan) -> Result<Worksheet, WriteError> {
    let lang = pen.lang;
    let rows: Vec<Frame<'_>> =
        plan.perspectives.iter().map(Frame::Perspective).chain(plan.missions.iter().map(Frame::Mission)).collect();
    let objectives = |frame: &Frame<'_>| {
        let here = |o: &&StrategicObjective| match frame {
            Frame::Perspective(p) => o.perspective.as_ref().is_some_and(|id| id.value == p.id),
            Frame::Mission(m) => o.mission.as_ref().is_some_and(|code| code.value == m.code.value),
        };
        plan.objectives.iter().filter(here).count()
    };
    let columns = [
        column(lang, &head::KIND, 16.0, |f: &Frame<'_>| {
            let kind = match f {
                Frame::Perspective(_) => head::PERSPECTIVE,
                Frame::Mission(_) => head::MISSION,
            };
            Value::text(kind.text(lang)).into()
        }),
        column(lang, &head::CODE, 32.0, |f: &Frame<'_>| match f {
            Frame::Perspective(p) => Value::text(p.id.as_str()).into(),
            Frame::Mission(m) => Shown::text(&m.code),
        }),
        column(lang, &head::NAME, 60.0, |f: &Frame<'_>| match f {
            Frame::Perspective(p) => Shown::text(&p.name),
            Frame::Mission(m) => Shown::text(&m.name),
        }),
        column(lang, &Label::new("Obiettivi", "Objectives"), 10.0, move |f: &Frame<'_>| count(objectives(f))).derived(),
    ];
    sheet::write(pen, &layout::FRAME, &columns, &rows, |_| false)
}

/// Totals as printed.
pub fn totals<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let lang = pen.lang;
    let source = move |t: &Total| {
        let weights = [&t.weight, &t.weight_assessed].into_iter().flatten().flat_map(|w| w.places().iter());
        let places = weights.chain(t.role.iter().flat_map(|r| r.places().iter())).cloned();
        Value::text(Places::collect(places).map(|p| place(&p, lang)).unwrap_or_default())
    };
    let columns: [Column<'a, Total>; 4] = [
        column(lang, &head::ROLE, 44.0, |t: &'a Total| t.role.as_ref().map_or(Shown::BLANK, Shown::text)),
        column(lang, &head::WEIGHT, 12.0, |t: &'a Total| {
            t.weight.as_ref().map_or(Shown::BLANK, |w| Shown::traced(w, cell::weight))
        }),
        column(lang, &head::WEIGHT_ASSESSED, 12.0, |t: &'a Total| {
            t.weight_assessed.as_ref().map_or(Shown::BLANK, |w| Shown::traced(w, cell::weight))
        }),
        column(lang, &head::SOURCE, 20.0, move |t: &'a Total| source(t).into()).derived(),
    ];
    sheet::write(pen, &layout::TOTALS, &columns, &plan.totals, |_| false)
}

/// Units with their spellings, and how many rows name them.
pub fn units<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let lang = pen.lang;
    let rows_of = |unit: &Unit| {
        let named = |refs: &[crate::trace::Traced<crate::plan::UnitRef>]| refs.iter().any(|r| r.value.unit == unit.id);
        plan.strategic.iter().filter(|r| named(&r.owners)).count()
            + plan.operational.iter().filter(|r| named(&r.services)).count()
    };
    let columns: [Column<'a, Unit>; 7] = [
        column(lang, &head::NAME, 44.0, |u: &'a Unit| Shown {
            value: Value::text(u.name.as_str()),
            mark: u.doubt.as_ref().map(Mark::Inferred),
        }),
        column(lang, &head::ALIASES, 44.0, |u: &'a Unit| Value::text(u.aliases.join("\n")).into()),
        column(lang, &head::ROWS, 8.0, move |u: &'a Unit| count(rows_of(u))).derived().bars(),
        column(lang, &head::BECAUSE, 40.0, move |u: &'a Unit| {
            Value::text(u.doubt.as_ref().map(|why| italian::because(&why.because, lang)).unwrap_or_default()).into()
        }),
        column(lang, &head::CONFIDENCE, 11.0, |u: &'a Unit| {
            u.doubt.as_ref().map_or(Shown::BLANK, |why| Value::percent((why.confidence * 100.0).round()).into())
        }),
        column(lang, &head::ALTERNATIVES, 30.0, |u: &'a Unit| {
            Value::text(u.doubt.as_ref().map(|why| why.alternatives.join("\n")).unwrap_or_default()).into()
        }),
        column(lang, &head::ID, 24.0, |u: &'a Unit| Value::text(u.id.as_str()).into()).derived(),
    ];
    sheet::write(pen, &layout::UNITS, &columns, &plan.units, |_| false)
}

/// How many remarks of a resolution did this to a row.
pub fn touched(plan: &Plan, resolution: &str, action: Action) -> usize {
    fn of<R: Row>(rows: &[R], resolution: &str, action: Action) -> usize {
        let notes = rows.iter().flat_map(|row| &row.base().notes);
        notes.filter(|n| n.value.action == Some(action) && n.value.resolution.as_deref() == Some(resolution)).count()
    }
    of(&plan.strategic, resolution, action)
        + of(&plan.operational, resolution, action)
        + of(&plan.executive, resolution, action)
        + of(&plan.officer, resolution, action)
}

/// Resolutions and what each touched.
pub fn resolutions<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let lang = pen.lang;
    let touch = |head: &Label, action: Action| {
        column(lang, head, 11.0, move |r: &'a Resolution| count(touched(plan, &r.id, action))).derived().bars()
    };
    let columns: [Column<'a, Resolution>; 7] = [
        column(lang, &head::ID, 28.0, |r: &'a Resolution| Value::text(r.id.as_str()).into()).derived(),
        column(lang, &head::BODY, 16.0, |r: &'a Resolution| Value::text(r.body.as_str()).into()),
        column(lang, &head::NUMBER, 9.0, |r: &'a Resolution| r.number.map_or(Shown::BLANK, |n| Value::count(n).into())),
        column(lang, &head::DATE, 12.0, |r: &'a Resolution| r.date.map_or(Shown::BLANK, |d| Value::Day(d).into())),
        touch(&head::INSERTED, Action::Inserted),
        touch(&head::UPDATED, Action::Updated),
        touch(&head::REMOVED, Action::Removed),
    ];
    sheet::write(pen, &layout::RESOLUTIONS, &columns, &plan.resolutions, |_| false)
}

/// Findings.
pub fn diagnostics<'a>(pen: &Pen, plan: &'a Plan) -> Result<Worksheet, WriteError> {
    let lang = pen.lang;
    let columns: [Column<'a, Diagnostic>; 5] = [
        column(lang, &head::SEVERITY, 13.0, move |d: &'a Diagnostic| {
            Value::text(name::severity(d.code.severity).text(lang)).into()
        }),
        column(lang, &head::CODE, 22.0, |d: &'a Diagnostic| Value::text(d.code.id).into()),
        column(lang, &head::MESSAGE, 90.0, move |d: &'a Diagnostic| {
            Value::text(italian::message(&d.message, lang)).into()
        }),
        column(lang, &head::ROW, 16.0, |d: &'a Diagnostic| Value::text(d.row.as_deref().unwrap_or_default()).into()),
        column(lang, &head::SOURCE, 24.0, move |d: &'a Diagnostic| {
            Value::text(d.places.as_ref().map(|p| place(p, lang)).unwrap_or_default()).into()
        })
        .derived(),
    ];
    sheet::write(pen, &layout::DIAGNOSTICS, &columns, &plan.diagnostics, |_| false)
}

fn count(number: usize) -> Shown<'static> {
    Value::count(u32::try_from(number).unwrap_or(u32::MAX)).into()
}
