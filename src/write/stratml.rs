//! StratML Part 2 (ANSI/AIIM 22): the plan as a performance plan of the standard.
//!
//! | plan | StratML |
//! |---|---|
//! | strategic objective | `Goal`: pursued over several years |
//! | dashboard, operational objective, objectives of an executive or officer | `Objective` of that goal: for one cycle |
//! | indicator | `PerformanceIndicator` |
//! | target, actual value | `MeasurementInstance` with `TargetResult`, `ActualResult` |
//! | owners, services, executives, officers | `Stakeholder` of the objective, role `Performer` |
//!
//! `NumberOfUnits` is a bare number, so how to compare with it is said in the `Description`.

mod element;
mod words;

use std::collections::HashSet;

use super::Artifact;
use super::tables::{annex_id, organisation_id};
use crate::json::{InferredJson, NoteJson, PlanJson, TargetJson, UnitRefJson};
use element::Element;

/// The namespace of the standard's schema.
const NAMESPACE: &str = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport";

/// The plan as a StratML document.
#[must_use]
pub fn artifact(plan: &PlanJson) -> Artifact {
    Artifact { path: "plan.stratml.xml".to_owned(), bytes: document(plan).document() }
}

fn document(plan: &PlanJson) -> Element {
    let annex = &plan.annex;
    let organisation = annex.organisation.as_deref().unwrap_or_default();
    let about = [annex.organisation.as_deref(), annex.label.as_deref()].into_iter().flatten().collect::<Vec<_>>();
    let name = if about.is_empty() { plan.source.file.clone() } else { about.join(", ") };
    let mut ids = Ids::default();
    let mut core = vec![Element::branch(
        "Organization",
        vec![
            Element::leaf("Name", organisation),
            Element::leaf("Identifier", ids.give("organisation", &organisation_id(annex).unwrap_or_default())),
        ],
    )];
    core.extend(goals(plan, &mut ids));
    let mut administrative = vec![Element::leaf("Identifier", ids.give("annex", &annex_id(annex, &plan.source)))];
    if let (Some(first), Some(last)) = (annex.years.iter().min(), annex.years.iter().max()) {
        administrative.push(Element::leaf("StartDate", format!("{first:04}-01-01")));
        administrative.push(Element::leaf("EndDate", format!("{last:04}-12-31")));
    }
    if let Some(date) = annex.resolution.as_ref().and_then(|r| r.date.as_deref()) {
        administrative.push(Element::leaf("PublicationDate", date));
    }
    Element::branch(
        "PerformancePlanOrReport",
        vec![
            Element::leaf("Name", format!("Performance plan: {name}")),
            Element::leaf("OtherInformation", origin(plan)),
            Element::branch("StrategicPlanCore", core),
            Element::branch("AdministrativeInformation", administrative),
        ],
    )
    .with("xmlns", NAMESPACE)
    .with("Type", "Performance_Plan")
}

/// From what the document was made.
fn origin(plan: &PlanJson) -> String {
    let resolution = plan.annex.resolution.as_ref().map(|r| {
        let number = r.number.map(|n| format!("no. {n}"));
        let date = r.date.as_ref().map(|d| format!("of {d}"));
        let parts = [Some("resolution".to_owned()), number, date, r.body.as_ref().map(|b| format!("({b})"))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let file = format!("made by cruscotto {} from {}", plan.generator.version, plan.source.file);
    [resolution, Some(file)].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// A goal for each strategic objective, and one for rows that name none.
fn goals(plan: &PlanJson, ids: &mut Ids) -> Vec<Element> {
    let known: HashSet<&str> = plan.strategic_objectives.iter().map(|o| o.id.as_str()).collect();
    let mut goals = Vec::new();
    for objective in &plan.strategic_objectives {
        let perspective = plan.perspectives.iter().find(|p| Some(&p.id) == objective.perspective.as_ref());
        let mission = plan.missions.iter().find(|m| Some(&m.code) == objective.mission.as_ref());
        let mut children = vec![
            Element::leaf("Name", &objective.title),
            Element::leaf("Description", &objective.title),
            Element::leaf("Identifier", ids.give("goal", &objective.id)),
        ];
        if let Some(number) = objective.number {
            children.push(Element::leaf("SequenceIndicator", number.to_string()));
        }
        let place = [
            perspective.map(|p| format!("perspective: {}", p.name)),
            mission.map(|m| format!("mission: {} {}", m.code, m.name)),
        ];
        let place: Vec<String> = place.into_iter().flatten().collect();
        if !place.is_empty() {
            children.push(Element::leaf("OtherInformation", place.join("; ")));
        }
        children.extend(objectives(plan, |id| id == Some(&objective.id), ids));
        goals.push(Element::branch("Goal", children));
    }
    let rest = objectives(plan, |id| !id.is_some_and(|id| known.contains(id)), ids);
    if !rest.is_empty() || goals.is_empty() {
        let name = "Without a strategic objective";
        let mut children = vec![Element::leaf("Name", name), Element::leaf("Description", "")];
        children.extend(rest);
        goals.push(Element::branch("Goal", children));
    }
    goals
}

/// What one `Objective` of the standard is made of.
struct Group {
    name: String,
    description: String,
    performers: Vec<(String, &'static str)>,
    indicators: Vec<Element>,
}

/// The rows whose strategic objective is `wanted`, as objectives of the standard.
fn objectives(plan: &PlanJson, wanted: impl Fn(Option<&str>) -> bool, ids: &mut Ids) -> Vec<Element> {
    let mut groups: Vec<Group> = Vec::new();
    for r in plan.strategic_indicators.iter().filter(|r| wanted(r.objective.as_deref())) {
        let group = group(&mut groups, "Strategic dashboard", "");
        performers(plan, group, &r.owners, "owner");
        let instances = r.targets.iter().map(|t| instance(Some(t.year), Some(&t.target), None)).collect();
        let mut said = vec![(r.status == "removed").then(|| "removed".to_owned())];
        said.extend(remarks(&r.notes, &r.inferred));
        let first = r.targets.first().map(|t| &t.target);
        group.indicators.push(indicator(&r.indicator, first, ids.give("indicator", &r.id), instances, said));
    }
    for r in plan.operational_indicators.iter().filter(|r| wanted(r.objective.as_deref())) {
        let programme = r.programme.as_deref().unwrap_or_default();
        let name = r.operational_objective.as_deref().unwrap_or("Operational objectives");
        let group = group(&mut groups, name, programme);
        performers(plan, group, &r.services, "service involved");
        let instances = r.target.iter().map(|t| instance(None, Some(t), None)).collect();
        let mut said = vec![(!r.areas.is_empty()).then(|| format!("areas: {}", r.areas.join(", ")))];
        said.extend(remarks(&r.notes, &r.inferred));
        group.indicators.push(indicator(
            &r.indicator,
            r.target.as_ref(),
            ids.give("indicator", &r.id),
            instances,
            said,
        ));
    }
    for r in plan.executive_objectives.iter().filter(|r| wanted(r.objective.as_deref())) {
        let role = r.role.as_deref().unwrap_or("executive");
        let group = group(&mut groups, &format!("Objectives of {role}"), "");
        performer(group, role, "executive");
        let results = r.target.is_some() || r.actual.is_some();
        let instances = results.then(|| instance(None, r.target.as_ref(), r.actual.as_ref())).into_iter().collect();
        let mut said = vec![
            r.action.as_ref().map(|a| format!("action: {a}")),
            r.weight.map(|w| format!("weight: {w}")),
            r.progress.as_ref().map(|p| format!("progress: {}", p.raw)),
        ];
        said.extend(remarks(&r.notes, &r.inferred));
        group.indicators.push(indicator(
            &r.indicator,
            r.target.as_ref(),
            ids.give("indicator", &r.id),
            instances,
            said,
        ));
    }
    for r in plan.officer_objectives.iter().filter(|r| wanted(r.objective.as_deref())) {
        let role = r.role.as_deref().unwrap_or("officer");
        let name = r.operational_objective.clone().unwrap_or_else(|| format!("Objectives of {role}"));
        let group = group(&mut groups, &name, role);
        performer(group, role, "officer");
        let instances = r.target.iter().map(|t| instance(None, Some(t), None)).collect();
        let mut said = vec![r.area.as_ref().map(|a| format!("area: {a}")), r.weight.map(|w| format!("weight: {w}"))];
        said.extend(remarks(&r.notes, &r.inferred));
        group.indicators.push(indicator(
            &r.indicator,
            r.target.as_ref(),
            ids.give("indicator", &r.id),
            instances,
            said,
        ));
    }
    groups.into_iter().map(objective).collect()
}

/// The group of that name and description: the one that is there, or a new one.
fn group<'g>(groups: &'g mut Vec<Group>, name: &str, description: &str) -> &'g mut Group {
    let at = groups.iter().position(|g| g.name == name && g.description == description).unwrap_or_else(|| {
        groups.push(Group {
            name: name.to_owned(),
            description: description.to_owned(),
            performers: Vec::new(),
            indicators: Vec::new(),
        });
        groups.len() - 1
    });
    &mut groups[at]
}

fn performers(plan: &PlanJson, group: &mut Group, units: &[UnitRefJson], role: &'static str) {
    for unit in units {
        let name = plan.units.iter().find(|u| u.id == unit.unit).map_or(&unit.raw, |u| &u.name);
        performer(group, name, role);
    }
}

fn performer(group: &mut Group, name: &str, role: &'static str) {
    if !group.performers.iter().any(|(n, r)| n == name && *r == role) {
        group.performers.push((name.to_owned(), role));
    }
}

fn objective(group: Group) -> Element {
    let mut children = vec![Element::leaf("Name", group.name), Element::leaf("Description", group.description)];
    for (name, role) in group.performers {
        let role = Element::branch("Role", vec![Element::leaf("Name", role), Element::leaf("RoleType", "Performer")]);
        children.push(Element::branch("Stakeholder", vec![Element::leaf("Name", name), role]));
    }
    children.extend(group.indicators);
    Element::branch("Objective", children)
}

fn indicator(
    name: &str,
    target: Option<&TargetJson>,
    id: String,
    instances: Vec<Element>,
    said: Vec<Option<String>>,
) -> Element {
    let unit = target.and_then(|t| t.unit.as_ref()).and_then(Option::as_deref).unwrap_or_default();
    let mut children = vec![
        Element::leaf("MeasurementDimension", name),
        Element::leaf("UnitOfMeasurement", unit),
        Element::leaf("Identifier", id),
    ];
    children.extend(instances);
    let said: Vec<String> = said.into_iter().flatten().collect();
    if !said.is_empty() {
        children.push(Element::leaf("OtherInformation", said.join("; ")));
    }
    let element = Element::branch("PerformanceIndicator", children);
    match target.map(|t| t.kind.as_str()) {
        Some("quantity" | "duration") => element.with("PerformanceIndicatorType", "Quantitative"),
        Some("qualitative") => element.with("PerformanceIndicatorType", "Qualitative"),
        _ => element,
    }
}

fn instance(year: Option<i32>, target: Option<&TargetJson>, actual: Option<&TargetJson>) -> Element {
    let mut results = Vec::new();
    results.extend(target.map(|t| result("TargetResult", year, t)));
    results.extend(actual.map(|t| result("ActualResult", year, t)));
    Element::branch("MeasurementInstance", results)
}

fn result(element: &'static str, year: Option<i32>, target: &TargetJson) -> Element {
    let mut children = Vec::new();
    if let Some(year) = year {
        children.push(Element::leaf("StartDate", format!("{year:04}-01-01")));
    }
    match (&target.date, year) {
        (Some(date), _) => children.push(Element::leaf("EndDate", date)),
        (None, Some(year)) => children.push(Element::leaf("EndDate", format!("{year:04}-12-31"))),
        (None, None) => {}
    }
    if let Some(value) = target.value {
        children.push(Element::leaf("NumberOfUnits", value.to_string()));
    }
    if let Some(level) = &target.level {
        let parts = vec![Element::leaf("DescriptorName", "level"), Element::leaf("DescriptorValue", level)];
        children.push(Element::branch("Descriptor", parts));
    }
    children.push(Element::leaf("Description", words::describe(target)));
    Element::branch(element, children)
}

/// The remarks of a row as printed, and what was deduced about it.
fn remarks(notes: &[NoteJson], inferred: &[InferredJson]) -> Vec<Option<String>> {
    let notes = notes.iter().map(|n| Some(n.raw.clone()));
    let deduced = inferred
        .iter()
        .map(|i| Some(format!("deduced: {}, because {} (confidence {})", i.field, i.because, i.confidence)));
    notes.chain(deduced).collect()
}

/// Identifiers of the document: XML names, each once.
#[derive(Default)]
struct Ids {
    given: HashSet<String>,
}

impl Ids {
    fn give(&mut self, kind: &str, id: &str) -> String {
        let name = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
        let wanted = format!("{kind}-{}", id.chars().map(name).collect::<String>());
        let mut found = wanted.clone();
        let mut again = 1;
        while !self.given.insert(found.clone()) {
            again += 1;
            found = format!("{wanted}.{again}");
        }
        found
    }
}
