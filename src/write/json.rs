//! `plan.json` (contract, section 2).

use serde_json::{Map, Value, json};

use super::Artifact;
use crate::diag::Diagnostic;
use crate::json::{
    AnnexJson, AnnexResolutionJson, DiagnosticJson, ExecutiveObjectiveJson, Generator, InferredJson, MissionJson,
    NoteJson, OfficerObjectiveJson, OperationalIndicatorJson, PerspectiveJson, PlanJson, ResolutionJson,
    SCHEMA_VERSION, SourceJson, StrategicIndicatorJson, StrategicObjectiveJson, TargetJson, TotalJson, UnitJson,
    UnitRefJson, YearTargetJson,
};
use crate::plan::{
    ExecutiveObjective, Note, OfficerObjective, OperationalIndicator, Plan, RowBase, StrategicIndicator,
    StrategicObjective, Target, TargetKind, Total, UnitRef, Weight,
};
use crate::trace::{Inference, Place, Places, Traced};

/// The plan as `plan.json`: the same plan gives the same bytes.
#[must_use]
pub fn artifact(plan: &Plan) -> Artifact {
    let mut bytes = serde_json::to_vec_pretty(&to_json(plan)).expect("string keys and finite numbers always serialise");
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
    trail.fold("targets");
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
    let places = [&t.weight, &t.weight_assessed].into_iter().flatten().flat_map(|w| w.places().iter().cloned());
    let provenance = Places::collect(places).map(|p| place_json(&p.hull())).unwrap_or_default();
    TotalJson {
        role: text(t.role.as_ref()),
        weight: weight(t.weight.as_ref()),
        weight_assessed: weight(t.weight_assessed.as_ref()),
        provenance,
    }
}

fn diagnostic(d: &Diagnostic) -> DiagnosticJson {
    DiagnosticJson {
        code: d.code.id.to_owned(),
        severity: d.code.severity.name().to_owned(),
        message: d.message.clone(),
        row: d.row.clone(),
        provenance: d.place().map(place_json),
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

fn note(n: &Note) -> NoteJson {
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

/// Gathers `inferred` and `provenance` while a row's fields go by.
struct Trail<'a> {
    row: &'a Places,
    inferred: Vec<InferredJson>,
    fields: Map<String, Value>,
}

impl<'a> Trail<'a> {
    fn new(row: &'a Places) -> Self {
        Self { row, inferred: Vec::new(), fields: Map::new() }
    }

    fn of_row(base: &'a RowBase) -> Self {
        let mut trail = Self::new(&base.places);
        trail.see("objective", base.objective.as_ref());
        trail.see("indicator", Some(&base.indicator));
        trail.see_all("notes", &base.notes);
        for (field, why) in &base.doubts {
            trail.infer(field, why);
        }
        trail
    }

    fn see<T>(&mut self, field: &str, value: Option<&Traced<T>>) {
        let Some(value) = value else { return };
        if let Some(why) = value.inference() {
            self.infer(field, why);
        }
        self.elsewhere(field, value.places().iter());
    }

    fn see_all<T>(&mut self, field: &str, values: &[Traced<T>]) {
        let least = values.iter().filter_map(Traced::inference).min_by(|a, b| a.confidence.total_cmp(&b.confidence));
        if let Some(why) = least {
            self.infer(field, why);
        }
        self.elsewhere(field, values.iter().flat_map(|v| v.places().iter()));
    }

    fn infer(&mut self, field: &str, why: &Inference) {
        self.inferred.push(InferredJson {
            field: field.to_owned(),
            because: why.because.clone(),
            confidence: (why.confidence * 100.0).round() / 100.0,
            alternatives: why.alternatives.clone(),
        });
    }

    fn elsewhere<'p>(&mut self, field: &str, places: impl Iterator<Item = &'p Place>) {
        let outside = places.filter(|p| !self.row.iter().any(|r| r.contains(p))).cloned();
        if let Some(places) = Places::collect(outside) {
            self.fields.insert(field.to_owned(), Value::Object(places_json(&places)));
        }
    }

    /// Joins the marks of `field.…` into one of `field` where they all say the same.
    fn fold(&mut self, field: &str) {
        let prefix = format!("{field}.");
        let same = |a: &InferredJson, b: &InferredJson| {
            a.because == b.because && a.confidence.total_cmp(&b.confidence).is_eq() && a.alternatives == b.alternatives
        };
        let mut marks = self.inferred.iter().enumerate().filter(|(_, i)| i.field.starts_with(&prefix));
        let Some((at, first)) = marks.next() else { return };
        if marks.all(|(_, i)| same(first, i)) {
            self.inferred[at].field = field.to_owned();
            self.inferred.retain(|i| !i.field.starts_with(&prefix));
        }
    }

    fn end(self) -> (Vec<InferredJson>, Map<String, Value>) {
        let mut provenance = places_json(self.row);
        if !self.fields.is_empty() {
            provenance.insert("fields".to_owned(), Value::Object(self.fields));
        }
        (self.inferred, provenance)
    }
}

/// The first place; the others, if any, under `also`.
fn places_json(places: &Places) -> Map<String, Value> {
    let mut json = place_json(places.first());
    let also: Vec<Value> = places.iter().skip(1).map(|p| Value::Object(place_json(p))).collect();
    if !also.is_empty() {
        json.insert("also".to_owned(), Value::Array(also));
    }
    json
}

/// A place in the contract's form.
#[must_use]
pub fn place_json(place: &Place) -> Map<String, Value> {
    let value = match place {
        Place::Cells { sheet, range } => json!({ "sheet": &**sheet, "range": range.to_string() }),
        Place::Lines { page, first, last } => json!({ "page": page, "lines": [first, last] }),
        Place::Region { page, bbox } => {
            let tenths = bbox.map(|v| (f64::from(v) * 10.0).round() / 10.0);
            json!({ "page": page, "bbox": tenths })
        }
    };
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
