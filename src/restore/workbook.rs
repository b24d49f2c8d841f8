//! Our own workbook back to the plan.
//!
//! What a person sees is what counts: texts are taken from the sheets of the sections and read
//! again by the grammars, so a change made there comes through. The sheets that take texts apart
//! (targets, remarks) add only what no text says: which resolution a remark means.

mod rows;
mod table;

use std::collections::BTreeMap;

use super::json::{from_json, same_version};
use super::{Fault, RestoreError};
use crate::diag::Severity;
use crate::document::{Body, Document, Sheet};
use crate::json::{
    AnnexJson, AnnexResolutionJson, DiagnosticJson, Generator, InferredJson, MissionJson, PerspectiveJson, PlanJson,
    ResolutionJson, SCHEMA_VERSION, SourceJson, StrategicObjectiveJson, TotalJson, UnitJson,
};
use crate::plan::{Coverage, Plan, SourceInfo};
use crate::write::italian;
use crate::write::label::Label;
use crate::write::workbook::layout::{self, MARKER, SUMMARY, fact, head, name};
use table::{Entry, Table, optional};

/// Whether a document is a workbook of ours: it has the first sheet with the version on it.
#[must_use]
pub fn is_own(document: &Document) -> bool {
    version(document).is_some()
}

/// See [`super::workbook`].
pub fn plan(document: &Document, source: &SourceInfo) -> Result<Option<Plan>, RestoreError> {
    let Some(version) = version(document) else { return Ok(None) };
    same_version(&source.file, version)?;
    let invalid = |reason| RestoreError::Invalid { name: source.file.clone(), reason };
    let json = plan_json(sheets(document), source).map_err(invalid)?;
    let mut plan = from_json(json).map_err(invalid)?;
    let cells = sheets(document).iter().map(|sheet| sheet.cells.len()).sum();
    plan.coverage = Coverage { read: cells, placed: cells };
    Ok(Some(plan))
}

fn sheets(document: &Document) -> &[Sheet] {
    match &document.body {
        Body::Grid(sheets) => sheets,
        Body::Flow(_) => &[],
    }
}

fn version(document: &Document) -> Option<&str> {
    let summary = sheets(document).iter().find(|sheet| SUMMARY.is(&sheet.name))?;
    summary.cells.iter().find_map(|cell| cell.text.strip_prefix(MARKER))
}

/// The value beside a label on the first sheet.
fn fact<'a>(sheets: &'a [Sheet], label: &Label) -> Option<&'a str> {
    let summary = sheets.iter().find(|sheet| SUMMARY.is(&sheet.name))?;
    let row = summary.cells.iter().find(|cell| cell.col == 0 && label.is(&cell.text))?.row;
    summary.cells.iter().find(|cell| cell.row == row && cell.col == 1).map(|cell| cell.text.as_str())
}

/// What the rows of the sections refer to.
struct References {
    /// Ids of perspectives by name.
    perspectives: BTreeMap<String, String>,
    /// Ids of units by spelling.
    units: BTreeMap<String, String>,
    /// Ids of resolutions by row, number and text of the remark.
    resolutions: BTreeMap<(String, String, String), String>,
    /// Deductions by row.
    inferred: BTreeMap<String, Vec<InferredJson>>,
}

impl References {
    fn marks(&self, id: &str) -> Vec<InferredJson> {
        self.inferred.get(id).cloned().unwrap_or_default()
    }
}

fn plan_json(sheets: &[Sheet], source: &SourceInfo) -> Result<PlanJson, Fault> {
    let table = |sheet: &layout::Sheet| Table::find(sheets, sheet);
    let (perspectives, missions) = frame(&table(&layout::FRAME)?)?;
    let units = table(&layout::UNITS)?.each(unit)?;
    let spellings = |unit: &UnitJson| {
        let id = unit.id.clone();
        unit.aliases.clone().into_iter().map(move |alias| (alias, id.clone()))
    };
    let references = References {
        perspectives: perspectives.iter().map(|p| (p.name.clone(), p.id.clone())).collect(),
        units: units.iter().rev().flat_map(spellings).collect(),
        resolutions: table(&layout::NOTES)?.each(meant)?.into_iter().collect(),
        inferred: inferred(&table(&layout::INFERRED)?)?,
    };
    Ok(PlanJson {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator { name: String::new(), version: String::new() },
        source: SourceJson {
            file: source.file.clone(),
            format: source.format.name().to_owned(),
            sha256: source.sha256.clone(),
            pages: source.pages,
        },
        annex: annex(sheets)?,
        strategic_objectives: table(&layout::OBJECTIVES)?.each(|entry| objective(entry, &references))?,
        strategic_indicators: rows::strategic(&table(&layout::STRATEGIC)?, &references)?,
        operational_indicators: rows::operational(&table(&layout::OPERATIONAL)?, &references)?,
        executive_objectives: rows::executive(&table(&layout::EXECUTIVE)?, &references)?,
        officer_objectives: rows::officer(&table(&layout::OFFICER)?, &references)?,
        totals: table(&layout::TOTALS)?.each(total)?,
        resolutions: table(&layout::RESOLUTIONS)?.each(resolution)?,
        diagnostics: table(&layout::DIAGNOSTICS)?.each(diagnostic)?,
        perspectives,
        missions,
        units,
    })
}

fn annex(sheets: &[Sheet]) -> Result<AnnexJson, Fault> {
    let text = |label: &Label| fact(sheets, label).map(str::to_owned);
    let number = fact(sheets, &fact::NUMBER).map(table::whole).transpose()?;
    let date = fact(sheets, &fact::DATE).map(table::day).transpose()?;
    let body = text(&fact::BODY);
    let years = fact(sheets, &fact::YEARS).unwrap_or_default();
    Ok(AnnexJson {
        label: text(&fact::LABEL),
        organisation: text(&fact::ORGANISATION),
        resolution: (body.is_some() || number.is_some() || date.is_some()).then_some(AnnexResolutionJson {
            body,
            number,
            date,
        }),
        years: years.split(',').filter(|year| !year.trim().is_empty()).map(table::year).collect::<Result<_, _>>()?,
    })
}

/// Perspectives and missions, which share a sheet.
fn frame(table: &Table<'_>) -> Result<(Vec<PerspectiveJson>, Vec<MissionJson>), Fault> {
    let (mut perspectives, mut missions) = (Vec::new(), Vec::new());
    for entry in table.entries() {
        let code = entry.text(&head::CODE)?.to_owned();
        let name = entry.text(&head::NAME)?.to_owned();
        if head::MISSION.is(entry.text(&head::KIND)?) {
            missions.push(MissionJson { code, name });
        } else {
            perspectives.push(PerspectiveJson { id: code, name });
        }
    }
    Ok((perspectives, missions))
}

fn objective(entry: &Entry<'_>, references: &References) -> Result<StrategicObjectiveJson, Fault> {
    let id = entry.id()?;
    let perspective = entry.option(&head::PERSPECTIVE)?;
    Ok(StrategicObjectiveJson {
        number: entry.value(&head::NUMBER, table::whole)?,
        title: entry.text(&head::OBJECTIVE_TITLE)?.to_owned(),
        perspective: perspective.map(|name| references.perspectives.get(&name).cloned().unwrap_or(name)),
        mission: entry.option(&head::MISSION)?,
        inferred: references.marks(&id),
        provenance: entry.provenance(),
        id,
    })
}

fn total(entry: &Entry<'_>) -> Result<TotalJson, Fault> {
    Ok(TotalJson {
        role: entry.option(&head::ROLE)?,
        weight: entry.number(&head::WEIGHT)?,
        weight_assessed: entry.number(&head::WEIGHT_ASSESSED)?,
        provenance: Some(entry.provenance()),
    })
}

fn unit(entry: &Entry<'_>) -> Result<UnitJson, Fault> {
    Ok(UnitJson {
        id: entry.id()?,
        name: entry.text(&head::NAME)?.to_owned(),
        aliases: entry.lines(&head::ALIASES)?.map(str::to_owned).collect(),
    })
}

/// Which resolution a remark means: row, number and text of the remark, id of the resolution.
fn meant(entry: &Entry<'_>) -> Result<((String, String, String), String), Fault> {
    let remark = (entry.id()?, entry.text(&head::NUMBER)?.to_owned(), entry.text(&head::RAW)?.to_owned());
    Ok((remark, entry.text(&head::RESOLUTION)?.to_owned()))
}

fn resolution(entry: &Entry<'_>) -> Result<ResolutionJson, Fault> {
    Ok(ResolutionJson {
        id: entry.id()?,
        body: entry.text(&head::BODY)?.to_owned(),
        number: entry.value(&head::NUMBER, table::whole)?,
        date: entry.value(&head::DATE, table::day)?,
    })
}

fn diagnostic(entry: &Entry<'_>) -> Result<DiagnosticJson, Fault> {
    Ok(DiagnosticJson {
        code: entry.text(&head::CODE)?.to_owned(),
        severity: entry.one_of(&head::SEVERITY, &Severity::ALL, name::severity)?.name().to_owned(),
        message: italian::english_message(entry.text(&head::MESSAGE)?),
        row: entry.option(&head::ROW)?,
        provenance: Some(entry.provenance()),
    })
}

fn inferred(table: &Table<'_>) -> Result<BTreeMap<String, Vec<InferredJson>>, Fault> {
    let mut by_row: BTreeMap<String, Vec<InferredJson>> = BTreeMap::new();
    for entry in table.entries() {
        let mark = InferredJson {
            field: field(entry.text(&head::FIELD)?)?,
            because: italian::english_reason(entry.text(&head::BECAUSE)?),
            confidence: optional(entry.text(&head::CONFIDENCE)?, table::number)?.map_or(0.0, |percent| percent / 100.0),
            alternatives: entry.lines(&head::ALTERNATIVES)?.map(str::to_owned).collect(),
        };
        by_row.entry(entry.id()?).or_default().push(mark);
    }
    Ok(by_row)
}

/// The field of `plan.json` that a name on the sheet of deductions stands for.
fn field(text: &str) -> Result<String, Fault> {
    let whole = name::FIELDS.iter().find(|(_, label)| label.is(text)).map(|(field, _)| (*field).to_owned());
    let of_year = || {
        let (name, year) = text.rsplit_once(' ')?;
        let (field, _) = name::FIELDS.iter().find(|(_, label)| label.is(name))?;
        table::year(year).ok().map(|year| format!("{field}.{year}"))
    };
    whole.or_else(of_year).ok_or_else(|| format!("`{text}` is no field"))
}
