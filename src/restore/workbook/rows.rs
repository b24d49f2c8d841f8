//! The rows of the sections.

use super::super::Fault;
use super::References;
use super::table::{Entry, Table};
use crate::grammar;
use crate::json::{
    ExecutiveObjectiveJson, NoteJson, OfficerObjectiveJson, OperationalIndicatorJson, StrategicIndicatorJson,
    TargetJson, UnitRefJson, YearTargetJson,
};
use crate::plan::Status;
use crate::write::json as written;
use crate::write::label::Label;
use crate::write::workbook::layout::{head, name};

pub fn strategic(table: &Table<'_>, references: &References) -> Result<Vec<StrategicIndicatorJson>, Fault> {
    let mut years: Vec<(u32, i32)> = table.years().collect();
    years.sort_by_key(|(_, year)| *year);
    table.each(|entry| {
        let id = entry.id()?;
        let targets = years
            .iter()
            .filter_map(|(col, year)| target_of(entry.at(*col)).map(|target| YearTargetJson { year: *year, target }));
        Ok(StrategicIndicatorJson {
            objective: entry.option(&head::OBJECTIVE)?,
            indicator: entry.text(&head::INDICATOR)?.to_owned(),
            status: entry.one_of(&head::STATUS, &Status::ALL, name::status)?.name().to_owned(),
            owners: units(entry, &head::OWNERS, references)?,
            targets: targets.collect(),
            notes: notes(entry, &id, references)?,
            inferred: references.marks(&id),
            provenance: entry.provenance(),
            id,
        })
    })
}

pub fn operational(table: &Table<'_>, references: &References) -> Result<Vec<OperationalIndicatorJson>, Fault> {
    table.each(|entry| {
        let id = entry.id()?;
        Ok(OperationalIndicatorJson {
            objective: entry.option(&head::OBJECTIVE)?,
            programme: entry.option(&head::PROGRAMME)?,
            operational_objective: entry.option(&head::OPERATIONAL_OBJECTIVE)?,
            indicator: entry.text(&head::INDICATOR)?.to_owned(),
            target: target(entry, &head::TARGET)?,
            services: units(entry, &head::SERVICES, references)?,
            areas: entry.lines(&head::AREA)?.map(str::to_owned).collect(),
            notes: notes(entry, &id, references)?,
            inferred: references.marks(&id),
            provenance: entry.provenance(),
            id,
        })
    })
}

pub fn executive(table: &Table<'_>, references: &References) -> Result<Vec<ExecutiveObjectiveJson>, Fault> {
    table.each(|entry| {
        let id = entry.id()?;
        let perspective = entry.option(&head::PERSPECTIVE)?;
        Ok(ExecutiveObjectiveJson {
            role: entry.option(&head::ROLE)?,
            perspective: perspective.map(|name| references.perspectives.get(&name).cloned().unwrap_or(name)),
            objective: entry.option(&head::OBJECTIVE)?,
            weight: entry.number(&head::WEIGHT)?,
            action: entry.option(&head::ACTION)?,
            indicator: entry.text(&head::INDICATOR)?.to_owned(),
            target: target(entry, &head::TARGET)?,
            actual: target(entry, &head::ACTUAL)?,
            progress: target(entry, &head::PROGRESS)?,
            weight_assessed: entry.number(&head::WEIGHT_ASSESSED)?,
            notes: notes(entry, &id, references)?,
            inferred: references.marks(&id),
            provenance: entry.provenance(),
            id,
        })
    })
}

pub fn officer(table: &Table<'_>, references: &References) -> Result<Vec<OfficerObjectiveJson>, Fault> {
    table.each(|entry| {
        let id = entry.id()?;
        Ok(OfficerObjectiveJson {
            role: entry.option(&head::ROLE)?,
            objective: entry.option(&head::OBJECTIVE)?,
            operational_objective: entry.option(&head::OPERATIONAL_OBJECTIVE)?,
            indicator: entry.text(&head::INDICATOR)?.to_owned(),
            target: target(entry, &head::TARGET)?,
            weight: entry.number(&head::WEIGHT)?,
            area: entry.option(&head::AREA)?,
            in_tree: flag(entry, &head::IN_TREE)?,
            productivity: flag(entry, &head::PRODUCTIVITY)?,
            notes: notes(entry, &id, references)?,
            inferred: references.marks(&id),
            provenance: entry.provenance(),
            id,
        })
    })
}

fn target(entry: &Entry<'_>, head: &Label) -> Result<Option<TargetJson>, Fault> {
    Ok(target_of(entry.text(head)?))
}

fn target_of(text: &str) -> Option<TargetJson> {
    (!text.is_empty()).then(|| written::target(&grammar::target::parse(text)))
}

fn flag(entry: &Entry<'_>, head: &Label) -> Result<Option<bool>, Fault> {
    let yes = |yes: bool| if yes { name::YES } else { name::NO };
    if entry.text(head)?.is_empty() { Ok(None) } else { entry.one_of(head, &[true, false], yes).map(Some) }
}

/// Units, one a line; a spelling that no unit has is left to be reconciled.
fn units(entry: &Entry<'_>, head: &Label, references: &References) -> Result<Vec<UnitRefJson>, Fault> {
    let unit =
        |raw: &str| UnitRefJson { unit: references.units.get(raw).cloned().unwrap_or_default(), raw: raw.to_owned() };
    Ok(entry.lines(head)?.map(unit).collect())
}

/// Remarks, one a line.
fn notes(entry: &Entry<'_>, id: &str, references: &References) -> Result<Vec<NoteJson>, Fault> {
    let remarks = entry.lines(&head::NOTES)?.flat_map(grammar::note::parse_all);
    let meant = |(number, mut note): (u32, crate::plan::Note)| {
        let key = (id.to_owned(), number.to_string(), note.raw.clone());
        note.resolution = references.resolutions.get(&key).filter(|id| !id.is_empty()).cloned();
        written::note(&note)
    };
    Ok((1..).zip(remarks).map(meant).collect())
}
