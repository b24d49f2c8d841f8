//! `plan.json` (contract, section 2).

mod trail;

use super::Artifact;
use crate::diag::Diagnostic;
use crate::json::{
    AnnexJson, AnnexResolutionJson, DiagnosticJson, ExecutiveObjectiveJson, Generator, MissionJson, NoteJson,
    OfficerObjectiveJson, OperationalIndicatorJson, PerspectiveJson, PlanJson, ResolutionJson, SCHEMA_VERSION,
    SourceJson, StrategicIndicatorJson, StrategicObjectiveJson, TargetJson, TotalJson, UnitJson, UnitRefJson,
    YearTargetJson,
};
use crate::plan::{
    ExecutiveObjective, Note, OfficerObjective, OperationalIndicator, Plan, RowBase, StrategicIndicator,
    StrategicObjective, Target, TargetKind, Total, UnitRef, Weight,
};
use crate::trace::{Places, Traced};

pub use trail::place_json;
use trail::{Trail, places_json};

/// The plan as `plan.json`: the same plan gives the same bytes.
///
/// # Panics
/// Never: what is written has string keys, and numbers that are none become null.
#[must_use]
pub fn artifact(plan: &Plan) -> Artifact {
    artifact_of(&to_json(plan))
}

/// The same from the plan in the form of the contract.
pub(super) fn artifact_of(plan: &PlanJson) -> Artifact {
    let mut bytes = serde_json::to_vec_pretty(plan).expect("string keys and plain values always serialise");
    bytes.push(b'\n');
    Artifact { path: "plan.json".to_owned(), bytes }
}

/// The plan in the versioned form of the contract.
#[must_use]
pub fn to_json(plan: &Plan) -> PlanJson {
    PlanJson {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator { name: "cruscotto".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        source: SourceJson {
            file: plan.source.file.clone(),
            format: plan.source.format.name().to_owned(),
            sha256: plan.source.sha256.clone(),
            pages: plan.source.pages,
        },
        annex: annex(plan),
        perspectives: plan
            .perspectives
            .iter()
            .map(|p| PerspectiveJson { id: p.id.clone(), name: p.name.value.clone() })
            .collect(),
        missions: plan
            .missions
            .iter()
            .map(|m| MissionJson { code: m.code.value.clone(), name: m.name.value.clone() })
            .collect(),
        strategic_objectives: plan.objectives.iter().map(objective).collect(),
        strategic_indicators: plan.strategic.iter().map(strategic).collect(),
        operational_indicators: plan.operational.iter().map(operational).collect(),
        executive_objectives: plan.executive.iter().map(executive).collect(),
        officer_objectives: plan.officer.iter().map(officer).collect(),
        totals: plan.totals.iter().map(total).collect(),
        units: plan
            .units
            .iter()
            .map(|u| UnitJson { id: u.id.clone(), name: u.name.clone(), aliases: u.aliases.clone() })
            .collect(),
        resolutions: plan
            .resolutions
            .iter()
            .map(|r| ResolutionJson {
                id: r.id.clone(),
                body: r.body.clone(),
                number: r.number,
                date: r.date.map(|d| d.to_string()),
            })
            .collect(),
        diagnostics: plan.diagnostics.iter().map(diagnostic).collect(),
    }
}

fn annex(plan: &Plan) -> AnnexJson {
    let annex = &plan.annex;
    AnnexJson {
        label: annex.label.as_ref().map(|t| t.value.clone()),
        organisation: annex.organisation.as_ref().map(|t| t.value.clone()),
        resolution: annex.resolution.as_ref().map(|t| AnnexResolutionJson {
            body: t.value.body.clone(),
            number: t.value.number,
            date: t.value.date.map(|d| d.to_string()),
        }),
        years: annex.years.clone(),
    }
}

fn objective(o: &StrategicObjective) -> StrategicObjectiveJson {
    let mut trail = Trail::new(o.title.places());
    trail.see("title", Some(&o.title));
    trail.see("perspective", o.perspective.as_ref());
    trail.see("mission", o.mission.as_ref());
    for (field, why) in &o.doubts {
        trail.infer(field, why);
    }
    let (inferred, provenance) = trail.end();
    StrategicObjectiveJson {
        id: o.id.clone(),
        number: o.number,
        title: o.title.value.clone(),
        perspective: o.perspective.as_ref().map(|t| t.value.clone()),
        mission: o.mission.as_ref().map(|t| t.value.clone()),
        inferred,
        provenance,
    }
}

fn strategic(r: &StrategicIndicator) -> StrategicIndicatorJson {
    let mut trail = Trail::of_row(&r.base);
    trail.see_all("owners", &r.owners);
    for t in &r.targets {
        trail.see(&format!("targets.{}", t.year), Some(&t.target));
    }
    trail.fold("targets", r.targets.len());
    let (inferred, provenance) = trail.end();
    StrategicIndicatorJson {
        id: r.base.id.clone(),
        objective: text(r.base.objective.as_ref()),
        indicator: r.base.indicator.value.clone(),
        status: r.status.name().to_owned(),
        owners: units(&r.owners),
        targets: r.targets.iter().map(|t| YearTargetJson { year: t.year, target: target(&t.target.value) }).collect(),
        notes: notes(&r.base),
        inferred,
        provenance,
    }
}

fn operational(r: &OperationalIndicator) -> OperationalIndicatorJson {
    let mut trail = Trail::of_row(&r.base);
    trail.see("programme", r.programme.as_ref());
    trail.see("operational_objective", r.operational_objective.as_ref());
    trail.see("target", r.target.as_ref());
    trail.see_all("services", &r.services);
    trail.see_all("areas", &r.areas);
    let (inferred, provenance) = trail.end();
    OperationalIndicatorJson {
        id: r.base.id.clone(),
        objective: text(r.base.objective.as_ref()),
        programme: text(r.programme.as_ref()),
        operational_objective: text(r.operational_objective.as_ref()),
        indicator: r.base.indicator.value.clone(),
        target: r.target.as_ref().map(|t| target(&t.value)),
        services: units(&r.services),
        areas: r.areas.iter().map(|t| t.value.clone()).collect(),
        notes: notes(&r.base),
        inferred,
        provenance,
    }
}

fn executive(r: &ExecutiveObjective) -> ExecutiveObjectiveJson {
    let mut trail = Trail::of_row(&r.base);
    trail.see("role", r.role.as_ref());
    trail.see("perspective", r.perspective.as_ref());
    trail.see("weight", r.weight.as_ref());
    trail.see("action", r.action.as_ref());
    trail.see("target", r.target.as_ref());
    trail.see("actual", r.actual.as_ref());
    trail.see("progress", r.progress.as_ref());
    trail.see("weight_assessed", r.weight_assessed.as_ref());
    let (inferred, provenance) = trail.end();
    ExecutiveObjectiveJson {
        id: r.base.id.clone(),
        role: text(r.role.as_ref()),
        perspective: text(r.perspective.as_ref()),
        objective: text(r.base.objective.as_ref()),
        weight: weight(r.weight.as_ref()),
        action: text(r.action.as_ref()),
        indicator: r.base.indicator.value.clone(),
        target: r.target.as_ref().map(|t| target(&t.value)),
        actual: r.actual.as_ref().map(|t| target(&t.value)),
        progress: r.progress.as_ref().map(|t| target(&t.value)),
        weight_assessed: weight(r.weight_assessed.as_ref()),
        notes: notes(&r.base),
        inferred,
        provenance,
    }
}

fn officer(r: &OfficerObjective) -> OfficerObjectiveJson {
    let mut trail = Trail::of_row(&r.base);
    trail.see("role", r.role.as_ref());
    trail.see("operational_objective", r.operational_objective.as_ref());
    trail.see("target", r.target.as_ref());
    trail.see("weight", r.weight.as_ref());
    trail.see("area", r.area.as_ref());
    trail.see("in_tree", r.in_tree.as_ref());
    trail.see("productivity", r.productivity.as_ref());
    let (inferred, provenance) = trail.end();
    OfficerObjectiveJson {
        id: r.base.id.clone(),
        role: text(r.role.as_ref()),
        objective: text(r.base.objective.as_ref()),
        operational_objective: text(r.operational_objective.as_ref()),
        indicator: r.base.indicator.value.clone(),
        target: r.target.as_ref().map(|t| target(&t.value)),
        weight: weight(r.weight.as_ref()),
        area: text(r.area.as_ref()),
        in_tree: r.in_tree.as_ref().map(|t| t.value),
        productivity: r.productivity.as_ref().map(|t| t.value),
        notes: notes(&r.base),
        inferred,
        provenance,
    }
}

fn total(t: &Total) -> TotalJson {
    let weights = [&t.weight, &t.weight_assessed].into_iter().flatten().flat_map(|w| w.places().iter());
    let places = weights.chain(t.role.iter().flat_map(|r| r.places().iter())).cloned();
    TotalJson {
        role: text(t.role.as_ref()),
        weight: weight(t.weight.as_ref()),
        weight_assessed: weight(t.weight_assessed.as_ref()),
        provenance: Places::collect(places).map(|p| places_json(&p)),
    }
}

fn diagnostic(d: &Diagnostic) -> DiagnosticJson {
    DiagnosticJson {
        code: d.code.id.to_owned(),
        severity: d.code.severity.name().to_owned(),
        message: d.message.clone(),
        row: d.row.clone(),
        provenance: d.places.as_ref().map(places_json),
    }
}

fn text(t: Option<&Traced<String>>) -> Option<String> {
    t.map(|t| t.value.clone())
}

fn weight(t: Option<&Traced<Weight>>) -> Option<f64> {
    t.and_then(|t| t.value.value)
}

fn units(units: &[Traced<UnitRef>]) -> Vec<UnitRefJson> {
    units.iter().map(|u| UnitRefJson { unit: u.value.unit.clone(), raw: u.value.raw.clone() }).collect()
}

fn notes(base: &RowBase) -> Vec<NoteJson> {
    base.notes.iter().map(|n| note(&n.value)).collect()
}

/// A remark in the contract's form.
#[must_use]
pub fn note(n: &Note) -> NoteJson {
    NoteJson {
        raw: n.raw.clone(),
        action: n.action.map(|a| a.name().to_owned()),
        subject: n.subject.name().to_owned(),
        occasion: n.annual_rolling.then(|| "annual-rolling".to_owned()),
        occasion_year: n.occasion_year,
        resolution: n.resolution.clone(),
        body: n.body.clone(),
        number: n.number,
        date: n.date.map(|d| d.to_string()),
        footnote: n.footnote,
    }
}

/// A target in the contract's form.
#[must_use]
pub fn target(t: &Target) -> TargetJson {
    let json = TargetJson { raw: t.raw.clone(), kind: t.kind.name().to_owned(), ..TargetJson::default() };
    let sign = |c: crate::plan::Comparator| Some(c.sign().to_owned());
    match &t.kind {
        TargetKind::Quantity { comparator, value, unit, metric } => TargetJson {
            comparator: sign(*comparator),
            value: Some(*value),
            unit: Some(unit.clone()),
            metric: metric.clone(),
            ..json
        },
        TargetKind::Deadline { date } => {
            TargetJson { comparator: Some("<=".to_owned()), date: Some(date.to_string()), ..json }
        }
        TargetKind::Duration { comparator, value, unit, from } => TargetJson {
            comparator: sign(*comparator),
            value: Some(*value),
            unit: Some(Some(unit.clone())),
            from: from.clone(),
            ..json
        },
        TargetKind::Relative { comparator, offset } => {
            TargetJson { comparator: sign(*comparator), offset: Some(*offset), ..json }
        }
        TargetKind::Benchmark { comparator, reference, tolerance } => TargetJson {
            comparator: sign(*comparator),
            reference: Some(reference.clone()),
            tolerance: *tolerance,
            ..json
        },
        TargetKind::Qualitative { comparator, level } => {
            TargetJson { comparator: sign(*comparator), level: Some(level.clone()), ..json }
        }
        TargetKind::Baseline | TargetKind::Text => json,
    }
}
