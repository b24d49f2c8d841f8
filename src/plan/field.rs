//! The fields of any row, one by one: for whoever shows or traces rows without caring which table
//! they are of.

use super::{Plan, RowBase, Target, UnitRef, Weight};
use crate::trace::{How, Inference, Places, Traced};

/// One field of a row.
#[derive(Debug, Clone)]
pub struct FieldView<'a> {
    /// Key of `plan.json`; of a dashboard's target with its year: `targets.2020`.
    pub name: String,
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub places: &'a Places,
    /// How it was got.
    pub how: &'a How,
}

/// A row with its fields.
#[derive(Debug, Clone)]
pub struct RowView<'a> {
    /// Key of `plan.json` of its table.
    pub section: &'static str,
    /// Its id.
    pub id: &'a str,
    /// Where the row itself stands.
    pub places: &'a Places,
    /// Its fields that have a value, in the order of `plan.json`.
    pub fields: Vec<FieldView<'a>>,
    /// Deductions about fields without a value, and about whole lists.
    pub doubts: &'a [(&'static str, Inference)],
}

impl Plan {
    /// All rows of all tables, in the order of `plan.json`.
    #[must_use]
    pub fn rows(&self) -> Vec<RowView<'_>> {
        let mut rows = Vec::new();
        for o in &self.objectives {
            let mut row = RowView {
                section: "strategic_objectives",
                id: &o.id,
                places: o.title.places(),
                fields: Vec::new(),
                doubts: &o.doubts,
            };
            row.text("title", Some(&o.title));
            row.text("perspective", o.perspective.as_ref());
            row.text("mission", o.mission.as_ref());
            rows.push(row);
        }
        for r in &self.strategic {
            let mut row = RowView::of("strategic_indicators", &r.base);
            row.units("owners", &r.owners);
            for t in &r.targets {
                row.see(format!("targets.{}", t.year), t.target.value.raw.clone(), &t.target);
            }
            rows.push(row.with_notes(&r.base));
        }
        for r in &self.operational {
            let mut row = RowView::of("operational_indicators", &r.base);
            row.text("programme", r.programme.as_ref());
            row.text("operational_objective", r.operational_objective.as_ref());
            row.target("target", r.target.as_ref());
            row.units("services", &r.services);
            for area in &r.areas {
                row.text("areas", Some(area));
            }
            rows.push(row.with_notes(&r.base));
        }
        for r in &self.executive {
            let mut row = RowView::of("executive_objectives", &r.base);
            row.text("role", r.role.as_ref());
            row.text("perspective", r.perspective.as_ref());
            row.weight("weight", r.weight.as_ref());
            row.text("action", r.action.as_ref());
            row.target("target", r.target.as_ref());
            row.target("actual", r.actual.as_ref());
            row.target("progress", r.progress.as_ref());
            row.weight("weight_assessed", r.weight_assessed.as_ref());
            rows.push(row.with_notes(&r.base));
        }
        for r in &self.officer {
            let mut row = RowView::of("officer_objectives", &r.base);
            row.text("role", r.role.as_ref());
            row.text("operational_objective", r.operational_objective.as_ref());
            row.target("target", r.target.as_ref());
            row.weight("weight", r.weight.as_ref());
            row.text("area", r.area.as_ref());
            for (name, tick) in [("in_tree", &r.in_tree), ("productivity", &r.productivity)] {
                if let Some(t) = tick {
                    row.see(name, t.value.to_string(), t);
                }
            }
            rows.push(row.with_notes(&r.base));
        }
        rows
    }
}

impl<'a> RowView<'a> {
    fn of(section: &'static str, base: &'a RowBase) -> Self {
        let mut row = Self { section, id: &base.id, places: &base.places, fields: Vec::new(), doubts: &base.doubts };
        row.text("objective", base.objective.as_ref());
        row.text("indicator", Some(&base.indicator));
        row
    }

    fn with_notes(mut self, base: &'a RowBase) -> Self {
        for note in &base.notes {
            self.see("notes", note.value.raw.clone(), note);
        }
        self
    }

    fn see<T>(&mut self, name: impl Into<String>, text: String, value: &'a Traced<T>) {
        self.fields.push(FieldView { name: name.into(), text, places: value.places(), how: value.how() });
    }

    fn text(&mut self, name: &str, value: Option<&'a Traced<String>>) {
        if let Some(t) = value {
            self.see(name, t.value.clone(), t);
        }
    }

    fn target(&mut self, name: &str, value: Option<&'a Traced<Target>>) {
        if let Some(t) = value {
            self.see(name, t.value.raw.clone(), t);
        }
    }

    fn weight(&mut self, name: &str, value: Option<&'a Traced<Weight>>) {
        if let Some(t) = value {
            self.see(name, t.value.raw.clone(), t);
        }
    }

    fn units(&mut self, name: &str, values: &'a [Traced<UnitRef>]) {
        for t in values {
            self.see(name, t.value.raw.clone(), t);
        }
    }
}
