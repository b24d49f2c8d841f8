//! `plan.json` back to the plan.

mod row;
mod target;

use serde::Deserialize;

use super::{Fault, RestoreError, by_name};
use crate::check;
use crate::diag::{self, Diagnostic};
use crate::document::Format;
use crate::json::{
    AnnexJson, DiagnosticJson, PlanJson, ProvenanceJson, ResolutionJson, SCHEMA_VERSION, StrategicObjectiveJson,
    TotalJson,
};
use crate::plan::{
    Annex, Coverage, Date, Mission, Perspective, Plan, Resolution, ResolutionRef, SourceInfo, StrategicObjective,
    Total, Unit, Weight,
};
use crate::source::Source;
use crate::trace::{CellRange, Place, Places, Traced};

use row::Tracer;

/// See [`super::plan_json`].
pub fn plan(source: Source<'_>) -> Result<Option<Plan>, RestoreError> {
    let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source.bytes);
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Ok(None);
    }
    let Ok(head) = serde_json::from_slice::<Head>(bytes) else { return Ok(None) };
    same_version(source.name, &head.schema_version)?;
    let invalid = |reason| RestoreError::Invalid { name: source.name.to_owned(), reason };
    let json: PlanJson = serde_json::from_slice(bytes).map_err(|e| invalid(e.to_string()))?;
    from_json(json).map(Some).map_err(invalid)
}

/// What tells a `plan.json` from any other JSON.
#[derive(Deserialize)]
struct Head {
    schema_version: String,
    #[expect(dead_code, reason = "its presence is the test")]
    annex: serde::de::IgnoredAny,
    #[expect(dead_code, reason = "its presence is the test")]
    strategic_indicators: serde::de::IgnoredAny,
}

/// Fails for another major version of the schema.
pub fn same_version(name: &str, found: &str) -> Result<(), RestoreError> {
    if found.split('.').next() == SCHEMA_VERSION.split('.').next() {
        return Ok(());
    }
    Err(RestoreError::Version { name: name.to_owned(), found: found.to_owned(), known: SCHEMA_VERSION })
}

/// The plan of its versioned form.
pub fn from_json(json: PlanJson) -> Result<Plan, Fault> {
    let source = SourceInfo {
        file: json.source.file,
        format: by_name("format", &Format::ALL, Format::name, &json.source.format)?,
        sha256: json.source.sha256,
        pages: json.source.pages,
    };
    let here = whole(&source);
    let traced = |text: String| Traced::read(text, here.clone());
    Ok(Plan {
        annex: annex(json.annex, &here)?,
        perspectives: json.perspectives.into_iter().map(|p| Perspective { id: p.id, name: traced(p.name) }).collect(),
        missions: json.missions.into_iter().map(|m| Mission { code: traced(m.code), name: traced(m.name) }).collect(),
        objectives: each(json.strategic_objectives, |o| o.id.clone(), objective)?,
        strategic: each(json.strategic_indicators, |r| r.id.clone(), row::strategic)?,
        operational: each(json.operational_indicators, |r| r.id.clone(), row::operational)?,
        executive: each(json.executive_objectives, |r| r.id.clone(), row::executive)?,
        officer: each(json.officer_objectives, |r| r.id.clone(), row::officer)?,
        totals: each(json.totals, |t| t.role.clone().unwrap_or_default(), |t| total(t, &here))?,
        units: json
            .units
            .into_iter()
            .map(|u| Unit { id: u.id, name: u.name, aliases: u.aliases, doubt: None })
            .collect(),
        resolutions: each(json.resolutions, |r| r.id.clone(), resolution)?,
        diagnostics: each(json.diagnostics, |d| d.code.clone(), diagnostic)?,
        coverage: Coverage::default(),
        source,
    })
}

/// The place of what `plan.json` gives no place for: the source as a whole.
fn whole(source: &SourceInfo) -> Place {
    match source.pages {
        Some(_) => Place::Lines { page: 1, first: 1, last: 1 },
        None => Place::Cells { sheet: source.file.as_str().into(), range: CellRange::cell(0, 0) },
    }
}

/// Converts each entry of a list; a fault names the entry.
fn each<A, B>(
    list: Vec<A>,
    name: impl Fn(&A) -> String,
    convert: impl Fn(A) -> Result<B, Fault>,
) -> Result<Vec<B>, Fault> {
    list.into_iter()
        .map(|entry| {
            let name = name(&entry);
            convert(entry).map_err(|fault| format!("{name}: {fault}"))
        })
        .collect()
}

fn annex(json: AnnexJson, here: &Place) -> Result<Annex, Fault> {
    let traced = |text: String| Traced::read(text, here.clone());
    let resolution = match json.resolution {
        Some(r) => Some(ResolutionRef { body: r.body, number: r.number, date: date(r.date)? }),
        None => None,
    };
    Ok(Annex {
        label: json.label.map(traced),
        organisation: json.organisation.map(traced),
        resolution: resolution.map(|r| Traced::read(r, here.clone())),
        years: json.years,
    })
}

fn objective(json: StrategicObjectiveJson) -> Result<StrategicObjective, Fault> {
    let mut trace = Tracer::new(&json.provenance, &json.inferred)?;
    Ok(StrategicObjective {
        id: json.id,
        number: json.number,
        title: trace.value("title", json.title)?,
        perspective: trace.option("perspective", json.perspective)?,
        mission: trace.option("mission", json.mission)?,
        doubts: trace.rest()?,
    })
}

fn total(json: TotalJson, here: &Place) -> Result<Total, Fault> {
    let places = json.provenance.as_ref().map_or_else(|| Ok(here.clone().into()), places)?;
    let weight = |number: Option<f64>| number.map(|n| Traced::read(weight(n), places.clone()));
    Ok(Total {
        role: json.role.map(|role| Traced::read(role, places.clone())),
        weight: weight(json.weight),
        weight_assessed: weight(json.weight_assessed),
    })
}

/// A weight from its number; how it was printed is not known.
fn weight(number: f64) -> Weight {
    Weight { raw: number.to_string().replace('.', ","), value: Some(number) }
}

fn resolution(json: ResolutionJson) -> Result<Resolution, Fault> {
    Ok(Resolution { id: json.id, body: json.body, number: json.number, date: date(json.date)? })
}

fn diagnostic(json: DiagnosticJson) -> Result<Diagnostic, Fault> {
    let known = check::code(&json.code);
    let message = if known.is_some() { json.message } else { format!("{}: {}", json.code, json.message) };
    Ok(Diagnostic {
        code: known.unwrap_or(&diag::FOREIGN),
        message,
        row: json.row,
        places: json.provenance.as_ref().map(places).transpose()?,
    })
}

fn date(text: Option<String>) -> Result<Option<Date>, Fault> {
    text.map(|text| text.parse()).transpose()
}

/// The places of a provenance, those of its fields left out.
fn places(json: &ProvenanceJson) -> Result<Places, Fault> {
    let mut all = Places::from(place(json)?);
    for also in &json.also {
        all.push(place(also)?);
    }
    Ok(all)
}

fn place(json: &ProvenanceJson) -> Result<Place, Fault> {
    match (&json.sheet, &json.range, json.page, json.lines, json.bbox) {
        (Some(sheet), Some(range), None, None, None) => {
            Ok(Place::Cells { sheet: sheet.as_str().into(), range: range.parse()? })
        }
        (None, None, Some(page), Some([first, last]), None) => Ok(Place::Lines { page, first, last }),
        #[expect(clippy::cast_possible_truncation, reason = "points on a page, to a tenth")]
        (None, None, Some(page), None, Some(bbox)) => Ok(Place::Region { page, bbox: bbox.map(|v| v as f32) }),
        _ => Err("a place has `sheet` and `range`, `page` and `lines`, or `page` and `bbox`".to_owned()),
    }
}
