//! One view of the rows of all sections.

use crate::plan::{Note, Plan, RowBase, Target};
use crate::trace::{Inference, Traced};

/// The tables that have rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Strategic dashboard.
    Strategic,
    /// Operational objectives.
    Operational,
    /// Executives' objectives.
    Executive,
    /// Officers' objectives.
    Officer,
}

impl Section {
    /// All of them, in the order of `plan.json`.
    pub const ALL: [Self; 4] = [Self::Strategic, Self::Operational, Self::Executive, Self::Officer];

    /// Its key in `plan.json`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Strategic => "strategic_indicators",
            Self::Operational => "operational_indicators",
            Self::Executive => "executive_objectives",
            Self::Officer => "officer_objectives",
        }
    }
}

/// A row: what names it, where it stands, what it says.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// Its table.
    pub section: Section,
    /// Its id.
    pub id: &'a str,
    /// The indicator.
    pub indicator: &'a str,
    /// Confidence in the indicator's text.
    pub indicator_sure: f64,
    /// Id of the strategic objective.
    pub objective: Option<(&'a str, f64)>,
    /// What it stands under, from the outside in: field of `plan.json`, text, confidence.
    pub groups: Vec<(&'static str, Option<&'a str>, f64)>,
    /// What it says.
    pub cells: Vec<Cell<'a>>,
    /// Its remarks.
    pub notes: Vec<&'a Note>,
    /// Confidence in the remarks.
    pub notes_sure: f64,
}

/// A value of a row.
#[derive(Debug, Clone)]
pub struct Cell<'a> {
    /// Key of `plan.json`.
    pub field: &'static str,
    /// The year, under a year column.
    pub year: Option<i32>,
    /// As printed.
    pub raw: String,
    /// Its reading, if it is a target.
    pub target: Option<&'a Target>,
    /// Confidence in the value.
    pub sure: f64,
    /// What else it might be.
    pub alternatives: &'a [String],
}

/// The rows of one section.
pub fn rows(plan: &Plan, section: Section) -> Vec<Row<'_>> {
    match section {
        Section::Strategic => plan.strategic.iter().map(strategic).collect(),
        Section::Operational => plan.operational.iter().map(operational).collect(),
        Section::Executive => plan.executive.iter().map(executive).collect(),
        Section::Officer => plan.officer.iter().map(officer).collect(),
    }
}

fn strategic(r: &crate::plan::StrategicIndicator) -> Row<'_> {
    let mut row = Row::of(Section::Strategic, &r.base);
    row.list("owners", &r.owners, |u| &u.raw, &r.base);
    for t in &r.targets {
        row.target("targets", Some(t.year), Some(&t.target));
    }
    row.plain("status", r.status.name().to_owned(), row.notes_sure);
    row
}

fn operational(r: &crate::plan::OperationalIndicator) -> Row<'_> {
    let mut row = Row::of(Section::Operational, &r.base);
    row.group("programme", r.programme.as_ref());
    row.group("operational_objective", r.operational_objective.as_ref());
    row.target("target", None, r.target.as_ref());
    row.list("services", &r.services, |u| &u.raw, &r.base);
    row.list("areas", &r.areas, |a| a, &r.base);
    row
}

fn executive(r: &crate::plan::ExecutiveObjective) -> Row<'_> {
    let mut row = Row::of(Section::Executive, &r.base);
    row.text("role", r.role.as_ref());
    row.text("action", r.action.as_ref());
    row.target("target", None, r.target.as_ref());
    row.weight("weight", r.weight.as_ref());
    row.target("actual", None, r.actual.as_ref());
    row.target("progress", None, r.progress.as_ref());
    row.weight("weight_assessed", r.weight_assessed.as_ref());
    row
}

fn officer(r: &crate::plan::OfficerObjective) -> Row<'_> {
    let mut row = Row::of(Section::Officer, &r.base);
    row.group("operational_objective", r.operational_objective.as_ref());
    row.text("role", r.role.as_ref());
    row.target("target", None, r.target.as_ref());
    row.weight("weight", r.weight.as_ref());
    row.text("area", r.area.as_ref());
    for (field, tick) in [("in_tree", &r.in_tree), ("productivity", &r.productivity)] {
        // No mark and a column without one say the same.
        let marked = tick.as_ref().is_some_and(|t| t.value);
        row.plain(field, marked.to_string(), tick.as_ref().map_or(1.0, sure));
    }
    row
}

fn sure<T>(value: &Traced<T>) -> f64 {
    value.inference().map_or(1.0, |why| why.confidence)
}

impl<'a> Row<'a> {
    fn of(section: Section, base: &'a RowBase) -> Self {
        let doubt = |field| base.doubts.iter().find(|(f, _)| *f == field).map_or(1.0, |(_, why)| why.confidence);
        Self {
            section,
            id: &base.id,
            indicator: &base.indicator.value,
            indicator_sure: sure(&base.indicator),
            objective: base.objective.as_ref().map(|o| (o.value.as_str(), sure(o))),
            groups: Vec::new(),
            cells: Vec::new(),
            notes: base.notes.iter().map(|n| &n.value).collect(),
            notes_sure: base.notes.iter().map(sure).fold(doubt("notes"), f64::min),
        }
    }

    /// The value of a field, blank where there is none.
    pub fn raw(&self, field: &str, year: Option<i32>) -> &str {
        self.cells.iter().find(|c| c.field == field && c.year == year).map_or("", |c| &c.raw)
    }

    /// The text of a group.
    pub fn group_text(&self, field: &str) -> Option<&'a str> {
        self.groups.iter().find(|g| g.0 == field).and_then(|g| g.1)
    }

    fn group(&mut self, field: &'static str, text: Option<&'a Traced<String>>) {
        self.groups.push((field, text.map(|t| t.value.as_str()), text.map_or(1.0, sure)));
    }

    fn cell(&mut self, field: &'static str, raw: String, sure: f64, why: Option<&'a Inference>) {
        let alternatives = why.map_or(&[][..], |why| &why.alternatives);
        self.cells.push(Cell { field, year: None, raw, target: None, sure, alternatives });
    }

    fn plain(&mut self, field: &'static str, raw: String, sure: f64) {
        self.cell(field, raw, sure, None);
    }

    fn text(&mut self, field: &'static str, text: Option<&'a Traced<String>>) {
        if let Some(t) = text {
            self.cell(field, t.value.clone(), sure(t), t.inference());
        }
    }

    fn target(&mut self, field: &'static str, year: Option<i32>, target: Option<&'a Traced<Target>>) {
        if let Some(t) = target {
            let alternatives = t.inference().map_or(&[][..], |why| &why.alternatives);
            let raw = t.value.raw.clone();
            self.cells.push(Cell { field, year, raw, target: Some(&t.value), sure: sure(t), alternatives });
        }
    }

    fn weight(&mut self, field: &'static str, weight: Option<&'a Traced<crate::plan::Weight>>) {
        if let Some(w) = weight {
            let raw = w.value.value.map_or_else(|| w.value.raw.clone(), |v| v.to_string());
            self.cell(field, raw, sure(w), w.inference());
        }
    }

    fn list<T>(&mut self, field: &'static str, items: &'a [Traced<T>], raw: fn(&T) -> &String, base: &'a RowBase) {
        let doubt = base.doubts.iter().find(|(f, _)| *f == field).map(|(_, why)| why);
        let least = items.iter().filter_map(Traced::inference).chain(doubt);
        let why = least.min_by(|a, b| a.confidence.total_cmp(&b.confidence));
        let texts: Vec<&str> = items.iter().map(|t| raw(&t.value).as_str()).collect();
        if !texts.is_empty() || why.is_some() {
            self.cell(field, texts.join("\n"), why.map_or(1.0, |w| w.confidence), why);
        }
    }
}
