//! Rows of the plan's tables, with the marks and places of their fields.

use super::super::{Fault, by_name};
use super::{date, places, target, weight};
use crate::json::{
    ExecutiveObjectiveJson, FIELDS, InferredJson, NoteJson, OfficerObjectiveJson, OperationalIndicatorJson,
    ProvenanceJson, StrategicIndicatorJson, UnitRefJson,
};
use crate::plan::{
    Action, ExecutiveObjective, Note, OfficerObjective, OperationalIndicator, RowBase, Status, StrategicIndicator,
    Subject, UnitRef, YearTarget,
};
use crate::trace::{How, Inference, Places, Traced};

/// Gives the values of a row their places and marks: the way back of what `plan.json` gathered.
pub struct Tracer<'a> {
    places: Places,
    provenance: &'a ProvenanceJson,
    marks: Vec<(&'a InferredJson, bool)>,
}

impl<'a> Tracer<'a> {
    pub fn new(provenance: &'a ProvenanceJson, inferred: &'a [InferredJson]) -> Result<Self, Fault> {
        let marks = inferred.iter().map(|mark| (mark, false)).collect();
        Ok(Self { places: places(provenance)?, provenance, marks })
    }

    /// A value of a field, or of a part of it: `targets.2020`.
    pub fn value<T>(&mut self, field: &str, value: T) -> Result<Traced<T>, Fault> {
        let whole = field.split('.').next().unwrap_or(field);
        let named = |name| self.marks.iter().position(|(mark, _)| mark.field == name);
        let how = match named(field).or_else(|| named(whole)) {
            Some(at) => {
                self.marks[at].1 = true;
                How::Inferred(inference(self.marks[at].0))
            }
            None => How::Read,
        };
        let places = self.provenance.fields.get(field).map_or_else(|| Ok(self.places.clone()), places)?;
        Ok(Traced::new(value, places, how))
    }

    pub fn option<T>(&mut self, field: &str, value: Option<T>) -> Result<Option<Traced<T>>, Fault> {
        value.map(|value| self.value(field, value)).transpose()
    }

    pub fn list<T>(&mut self, field: &str, values: Vec<T>) -> Result<Vec<Traced<T>>, Fault> {
        values.into_iter().map(|value| self.value(field, value)).collect()
    }

    /// Marks about fields that have no value.
    pub fn rest(self) -> Result<Vec<(&'static str, Inference)>, Fault> {
        let unused = self.marks.into_iter().filter(|(_, used)| !used);
        unused
            .map(|(mark, _)| {
                let field = FIELDS.into_iter().find(|field| *field == mark.field);
                field.map(|field| (field, inference(mark))).ok_or_else(|| format!("there is no field `{}`", mark.field))
            })
            .collect()
    }
}

fn inference(mark: &InferredJson) -> Inference {
    Inference::new(mark.because.clone(), mark.confidence).or(mark.alternatives.iter().cloned())
}

/// The parts that rows of every section have.
struct Common {
    id: String,
    objective: Option<String>,
    indicator: String,
    notes: Vec<NoteJson>,
}

/// The base of a row; takes the tracer last, so that marks nobody used become doubts.
fn base(mut trace: Tracer<'_>, common: Common) -> Result<RowBase, Fault> {
    let notes = common.notes.into_iter().map(note).collect::<Result<Vec<_>, _>>()?;
    Ok(RowBase {
        id: common.id,
        places: trace.places.clone(),
        objective: trace.option("objective", common.objective)?,
        indicator: trace.value("indicator", common.indicator)?,
        notes: trace.list("notes", notes)?,
        doubts: trace.rest()?,
    })
}

pub fn strategic(json: StrategicIndicatorJson) -> Result<StrategicIndicator, Fault> {
    let mut trace = Tracer::new(&json.provenance, &json.inferred)?;
    let year = |y: crate::json::YearTargetJson, trace: &mut Tracer<'_>| {
        let target = trace.value(&format!("targets.{}", y.year), target::target(y.target)?)?;
        Ok(YearTarget { year: y.year, target })
    };
    Ok(StrategicIndicator {
        status: by_name("status", &Status::ALL, Status::name, &json.status)?,
        owners: trace.list("owners", units(json.owners))?,
        targets: json.targets.into_iter().map(|y| year(y, &mut trace)).collect::<Result<_, Fault>>()?,
        base: base(
            trace,
            Common { id: json.id, objective: json.objective, indicator: json.indicator, notes: json.notes },
        )?,
    })
}

pub fn operational(json: OperationalIndicatorJson) -> Result<OperationalIndicator, Fault> {
    let mut trace = Tracer::new(&json.provenance, &json.inferred)?;
    Ok(OperationalIndicator {
        programme: trace.option("programme", json.programme)?,
        operational_objective: trace.option("operational_objective", json.operational_objective)?,
        target: trace.option("target", target::option(json.target)?)?,
        services: trace.list("services", units(json.services))?,
        areas: trace.list("areas", json.areas)?,
        base: base(
            trace,
            Common { id: json.id, objective: json.objective, indicator: json.indicator, notes: json.notes },
        )?,
    })
}

pub fn executive(json: ExecutiveObjectiveJson) -> Result<ExecutiveObjective, Fault> {
    let mut trace = Tracer::new(&json.provenance, &json.inferred)?;
    Ok(ExecutiveObjective {
        role: trace.option("role", json.role)?,
        perspective: trace.option("perspective", json.perspective)?,
        action: trace.option("action", json.action)?,
        target: trace.option("target", target::option(json.target)?)?,
        weight: trace.option("weight", json.weight.map(weight))?,
        actual: trace.option("actual", target::option(json.actual)?)?,
        progress: trace.option("progress", target::option(json.progress)?)?,
        weight_assessed: trace.option("weight_assessed", json.weight_assessed.map(weight))?,
        base: base(
            trace,
            Common { id: json.id, objective: json.objective, indicator: json.indicator, notes: json.notes },
        )?,
    })
}

pub fn officer(json: OfficerObjectiveJson) -> Result<OfficerObjective, Fault> {
    let mut trace = Tracer::new(&json.provenance, &json.inferred)?;
    Ok(OfficerObjective {
        role: trace.option("role", json.role)?,
        operational_objective: trace.option("operational_objective", json.operational_objective)?,
        target: trace.option("target", target::option(json.target)?)?,
        weight: trace.option("weight", json.weight.map(weight))?,
        area: trace.option("area", json.area)?,
        in_tree: trace.option("in_tree", json.in_tree)?,
        productivity: trace.option("productivity", json.productivity)?,
        base: base(
            trace,
            Common { id: json.id, objective: json.objective, indicator: json.indicator, notes: json.notes },
        )?,
    })
}

fn units(json: Vec<UnitRefJson>) -> Vec<UnitRef> {
    json.into_iter().map(|u| UnitRef { unit: u.unit, raw: u.raw }).collect()
}

fn note(json: NoteJson) -> Result<Note, Fault> {
    let action = json.action.map(|name| by_name("action", &Action::ALL, Action::name, &name)).transpose()?;
    Ok(Note {
        action,
        subject: by_name("subject", &Subject::ALL, Subject::name, &json.subject)?,
        annual_rolling: json.occasion.is_some(),
        occasion_year: json.occasion_year,
        resolution: json.resolution,
        body: json.body,
        number: json.number,
        date: date(json.date)?,
        footnote: json.footnote,
        raw: json.raw,
    })
}
