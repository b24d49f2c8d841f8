//! The rows of indicators and of what hangs on them.

use super::{Cell, Maker, Value, doubt, list, place, resolution_year};
use crate::json::{InferredJson, NoteJson, PlanJson, ProvenanceJson, TargetJson, UnitRefJson};

/// What rows of all sections have.
struct Base<'a> {
    level: &'static str,
    position: i32,
    id: &'a str,
    objective: Option<&'a str>,
    indicator: &'a str,
    notes: &'a [NoteJson],
    inferred: &'a [InferredJson],
    provenance: &'a ProvenanceJson,
}

/// What a row has of that, whichever section's it is.
macro_rules! base {
    ($level:literal, $position:expr, $row:expr) => {
        Base {
            level: $level,
            position: $position,
            id: &$row.id,
            objective: $row.objective.as_deref(),
            indicator: &$row.indicator,
            notes: &$row.notes,
            inferred: &$row.inferred,
            provenance: &$row.provenance,
        }
    };
}

/// What rows of some sections have.
#[derive(Default)]
struct Rest<'a> {
    perspective: Option<&'a str>,
    programme: Option<&'a str>,
    operational_objective: Option<&'a str>,
    role: Option<&'a str>,
    action: Option<&'a str>,
    status: Option<&'a str>,
    areas: Vec<&'a str>,
    weight: Option<f64>,
    weight_assessed: Option<f64>,
    in_tree: Option<bool>,
    productivity: Option<bool>,
}

/// The bounds of a target: least and greatest value, and whether they belong to it.
#[derive(Default)]
struct Bounds {
    low: Option<(f64, bool)>,
    high: Option<(f64, bool)>,
}

impl Bounds {
    fn of(target: &TargetJson) -> Self {
        let (Some(comparator), Some(value)) = (target.comparator.as_deref(), target.value) else {
            return Self::default();
        };
        match comparator {
            "=" => Self { low: Some((value, true)), high: Some((value, true)) },
            "<" => Self { high: Some((value, false)), ..Self::default() },
            "<=" => Self { high: Some((value, true)), ..Self::default() },
            ">" => Self { low: Some((value, false)), ..Self::default() },
            ">=" => Self { low: Some((value, true)), ..Self::default() },
            _ => Self::default(),
        }
    }
}

impl Maker {
    pub(super) fn indicators(&mut self, plan: &PlanJson) {
        let year = resolution_year(&plan.annex);
        for (position, r) in (1..).zip(&plan.strategic_indicators) {
            let base = base!("strategic", position, r);
            self.indicator(&base, Rest { status: Some(&r.status), ..Rest::default() });
            for t in &r.targets {
                let column = t.year.to_string();
                let doubt = doubt(about(&r.inferred, "targets", &column));
                self.target(r.id.as_str(), "target", &column, (Some(t.year), "column"), &t.target, doubt);
            }
            self.units(&r.id, "owner", "owners", &r.owners, &r.inferred);
        }
        for (position, r) in (1..).zip(&plan.operational_indicators) {
            let base = base!("operational", position, r);
            let rest = Rest {
                programme: r.programme.as_deref(),
                operational_objective: r.operational_objective.as_deref(),
                areas: r.areas.iter().map(String::as_str).collect(),
                ..Rest::default()
            };
            self.indicator(&base, rest);
            self.undated(&r.id, "target", year, r.target.as_ref(), &r.inferred);
            self.units(&r.id, "service", "services", &r.services, &r.inferred);
        }
        for (position, r) in (1..).zip(&plan.executive_objectives) {
            let base = base!("executive", position, r);
            let rest = Rest {
                perspective: r.perspective.as_deref(),
                role: r.role.as_deref(),
                action: r.action.as_deref(),
                weight: r.weight,
                weight_assessed: r.weight_assessed,
                ..Rest::default()
            };
            self.indicator(&base, rest);
            self.undated(&r.id, "target", year, r.target.as_ref(), &r.inferred);
            self.undated(&r.id, "actual", year, r.actual.as_ref(), &r.inferred);
            self.undated(&r.id, "progress", year, r.progress.as_ref(), &r.inferred);
        }
        for (position, r) in (1..).zip(&plan.officer_objectives) {
            let base = base!("officer", position, r);
            let rest = Rest {
                operational_objective: r.operational_objective.as_deref(),
                role: r.role.as_deref(),
                areas: r.area.iter().map(String::as_str).collect(),
                weight: r.weight,
                in_tree: r.in_tree,
                productivity: r.productivity,
                ..Rest::default()
            };
            self.indicator(&base, rest);
            self.undated(&r.id, "target", year, r.target.as_ref(), &r.inferred);
        }
    }

    fn indicator(&mut self, base: &Base<'_>, rest: Rest<'_>) {
        let gone = |n: &NoteJson| n.action.as_deref() == Some("removed") && n.subject == "row";
        let said = if base.notes.iter().any(gone) { "removed" } else { "active" };
        let mut cells: Vec<Cell> = vec![
            ("indicator_key", self.key(base.id)),
            ("indicator_id", base.id.into()),
            ("level", base.level.into()),
            ("position", base.position.into()),
            ("objective_key", self.reference(base.objective)),
            ("perspective_key", self.reference(rest.perspective)),
            ("programme", rest.programme.into()),
            ("operational_objective", rest.operational_objective.into()),
            ("role", rest.role.into()),
            ("action", rest.action.into()),
            ("indicator", base.indicator.into()),
            ("status", rest.status.unwrap_or(said).into()),
            ("areas", list(rest.areas.into_iter())),
            ("weight", rest.weight.into()),
            ("weight_assessed", rest.weight_assessed.into()),
            ("in_tree", rest.in_tree.into()),
            ("productivity", rest.productivity.into()),
        ];
        cells.extend(doubt(base.inferred.iter()));
        cells.push(("inferred_fields", list(base.inferred.iter().map(|i| i.field.as_str()))));
        cells.push(("place", place(base.provenance)));
        self.push("indicators", cells);
        for (at, note) in (1..).zip(base.notes) {
            self.note(base, at, note);
        }
    }

    fn note(&mut self, base: &Base<'_>, position: i32, note: &NoteJson) {
        let mut cells: Vec<Cell> = vec![
            ("indicator_key", self.key(base.id)),
            ("position", position.into()),
            ("raw", note.raw.as_str().into()),
            ("action", note.action.as_deref().into()),
            ("subject", note.subject.as_str().into()),
            ("occasion", note.occasion.as_deref().into()),
            ("occasion_year", note.occasion_year.into()),
            ("resolution_key", self.reference(note.resolution.as_deref())),
            ("body", note.body.as_deref().into()),
            ("number", note.number.into()),
            ("date", Value::day(note.date.as_deref())),
            ("footnote", note.footnote.into()),
        ];
        cells.extend(doubt(about(base.inferred, "notes", &(position - 1).to_string())));
        self.push("notes", cells);
    }

    fn undated(
        &mut self,
        id: &str,
        role: &'static str,
        year: Option<i32>,
        target: Option<&TargetJson>,
        inferred: &[InferredJson],
    ) {
        if let Some(target) = target {
            self.target(id, role, role, (year, "resolution"), target, doubt(about(inferred, role, "")));
        }
    }

    fn target(
        &mut self,
        id: &str,
        role: &'static str,
        suffix: &str,
        (year, year_from): (Option<i32>, &'static str),
        target: &TargetJson,
        doubt: [Cell; 3],
    ) {
        let bounds = if role == "target" { Bounds::of(target) } else { Bounds::default() };
        let mut cells: Vec<Cell> = vec![
            ("target_key", self.key(&format!("{id}/{suffix}"))),
            ("indicator_key", self.key(id)),
            ("role", role.into()),
            ("year", year.into()),
            ("year_from", year.map(|_| year_from).into()),
            ("raw", target.raw.as_str().into()),
            ("kind", target.kind.as_str().into()),
            ("comparator", target.comparator.as_deref().into()),
            ("value", target.value.into()),
            ("unit", target.unit.as_ref().and_then(Option::as_deref).into()),
            ("metric", target.metric.as_deref().into()),
            ("date", Value::day(target.date.as_deref())),
            ("from_event", target.from.as_deref().into()),
            ("offset_years", target.offset.into()),
            ("reference", target.reference.as_deref().into()),
            ("tolerance", target.tolerance.into()),
            ("level_name", target.level.as_deref().into()),
            ("value_low", bounds.low.map(|b| b.0).into()),
            ("low_included", bounds.low.map(|b| b.1).into()),
            ("value_high", bounds.high.map(|b| b.0).into()),
            ("high_included", bounds.high.map(|b| b.1).into()),
        ];
        cells.extend(doubt);
        self.push("targets", cells);
    }

    fn units(&mut self, id: &str, role: &'static str, field: &str, units: &[UnitRefJson], inferred: &[InferredJson]) {
        for (position, unit) in (1..).zip(units) {
            let mut cells: Vec<Cell> = vec![
                ("indicator_key", self.key(id)),
                ("position", position.into()),
                ("role", role.into()),
                ("unit_key", self.reference(Some(unit.unit.as_str()))),
                ("raw", unit.raw.as_str().into()),
            ];
            cells.extend(doubt(about(inferred, field, &(position - 1).to_string())));
            self.push("indicator_units", cells);
        }
    }
}

/// The deductions about one value: about `field` as a whole, `field.item`, or a part of it.
fn about<'a>(inferred: &'a [InferredJson], field: &'a str, item: &'a str) -> impl Iterator<Item = &'a InferredJson> {
    inferred.iter().filter(move |i| {
        let Some(rest) = i.field.strip_prefix(field) else { return false };
        let Some(rest) = rest.strip_prefix('.') else { return rest.is_empty() };
        item.is_empty() || rest.strip_prefix(item).is_some_and(|after| after.is_empty() || after.starts_with('.'))
    })
}
