//! The draft of a plan: which text stands in which field of which row, before any text is parsed.
//!
//! The grid and the flow normaliser both end here, so that targets, remarks, headings, units and
//! ids are worked out once, in [`finish`](super::finish).

use crate::diag::Diagnostic;
use crate::plan::Coverage;
use crate::trace::{Inference, Places, Traced};

/// A plan as texts in fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// Lines that name the annex, its resolution, the chamber: titles, page headers and footers.
    /// [`finish`](super::finish) reads label, resolution and organisation out of them.
    pub titles: Vec<Traced<String>>,
    /// Perspectives of the strategy map, in its order.
    pub perspectives: Vec<Traced<String>>,
    /// Missions with their code, as printed, in the order of the map.
    pub missions: Vec<Traced<String>>,
    /// Cells of the strategy map.
    pub objectives: Vec<DraftObjective>,
    /// Rows of all sections, in document order.
    pub rows: Vec<DraftRow>,
    /// Printed totals, in document order. Only role and weights are set.
    pub totals: Vec<DraftRow>,
    /// Years of the dashboard's columns, whether or not a row has a value there.
    pub years: Vec<i32>,
    /// What was odd or found no place.
    pub diagnostics: Vec<Diagnostic>,
    /// Pieces read and placed.
    pub coverage: Coverage,
}

/// An objective on the strategy map.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftObjective {
    /// Number and title as printed: `3, Promozione integrata del territorio`.
    pub heading: Traced<String>,
    /// The perspective's name as in [`Draft::perspectives`].
    pub perspective: Option<Traced<String>>,
    /// The mission as in [`Draft::missions`].
    pub mission: Option<Traced<String>>,
}

/// The tables of a plan that have rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Whether its rows have a field. Perspective and mission belong to the row's objective.
    pub const fn has(self, field: Field) -> bool {
        use Field::{
            Action, Actual, Area, InTree, Indicator, Mission, Objective, OperationalObjective, Owners, Perspective,
            Productivity, Programme, Progress, Role, Services, Target, Weight, WeightAssessed,
        };
        match field {
            Objective | Perspective | Mission | Indicator => true,
            Target => !matches!(self, Section::Strategic),
            Owners => matches!(self, Section::Strategic),
            Programme | Services => matches!(self, Section::Operational),
            OperationalObjective | Area => matches!(self, Section::Operational | Section::Officer),
            Role | Weight => matches!(self, Section::Executive | Section::Officer),
            Action | Actual | Progress | WeightAssessed => matches!(self, Section::Executive),
            InTree | Productivity => matches!(self, Section::Officer),
        }
    }
}

/// The fields of a row, whatever a source calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Strategic objective, number and title as printed.
    Objective,
    /// Perspective.
    Perspective,
    /// Mission.
    Mission,
    /// Programme.
    Programme,
    /// Operational objective.
    OperationalObjective,
    /// Indicator.
    Indicator,
    /// Target of the plan's year.
    Target,
    /// Owners of a strategic indicator, all in one text.
    Owners,
    /// Services involved, all in one text.
    Services,
    /// Area or areas.
    Area,
    /// Executive or officer.
    Role,
    /// Weight, first column.
    Weight,
    /// Action.
    Action,
    /// Actual value at a date.
    Actual,
    /// Progress at a date.
    Progress,
    /// Weight, last column.
    WeightAssessed,
    /// In the performance tree.
    InTree,
    /// Counts for productivity.
    Productivity,
}

/// A row: texts in fields.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftRow {
    /// Its table.
    pub section: Section,
    /// Where the row itself stands, merged cells that reach beyond it left out.
    pub places: Places,
    /// Each field at most once; a blank cell has no entry. Lines of a cell are parted by `\n`.
    pub fields: Vec<(Field, Traced<String>)>,
    /// Texts under year columns, ascending, blank ones left out.
    pub years: Vec<(i32, Traced<String>)>,
    /// Remarks; a text may hold several of them.
    pub notes: Vec<Traced<String>>,
    /// Deductions about fields that are empty: the field of `plan.json` and the reason.
    pub doubts: Vec<(&'static str, Inference)>,
}

impl DraftRow {
    /// A row without fields.
    #[must_use]
    pub fn new(section: Section, places: impl Into<Places>) -> Self {
        Self {
            section,
            places: places.into(),
            fields: Vec::new(),
            years: Vec::new(),
            notes: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// The text of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Traced<String>> {
        self.fields.iter().find(|(f, _)| *f == field).map(|(_, text)| text)
    }

    /// Sets a field, in place of what it held.
    pub fn set(&mut self, field: Field, text: Traced<String>) {
        match self.fields.iter_mut().find(|(f, _)| *f == field) {
            Some((_, old)) => *old = text,
            None => self.fields.push((field, text)),
        }
    }
}
