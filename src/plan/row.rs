//! The rows of the plan's five tables.

use super::{Note, Target};
use crate::trace::{Inference, Places, Traced};

/// What rows of every section have.
#[derive(Debug, Clone, PartialEq)]
pub struct RowBase {
    /// Stable id, unique in the plan.
    pub id: String,
    /// Where the row itself stands; a field that stands elsewhere has its own places.
    pub places: Places,
    /// Id of the strategic objective, `os-07`.
    pub objective: Option<Traced<String>>,
    /// The indicator (indicatore, KPI).
    pub indicator: Traced<String>,
    /// The remarks, in the order of the source.
    pub notes: Vec<Traced<Note>>,
    /// Deductions about a field that is empty or a list: field name of `plan.json` and reason. A
    /// deduction about a value is kept in the value.
    pub doubts: Vec<(&'static str, Inference)>,
}

/// Whether a dashboard row is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// In force.
    #[default]
    Active,
    /// A remark says that it was removed.
    Removed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Active, Self::Removed];

    /// The name used in `plan.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Removed => "removed",
        }
    }
}

/// A unit as a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRef {
    /// Id in [`Plan::units`](super::Plan::units); empty until units are reconciled.
    pub unit: String,
    /// As printed.
    pub raw: String,
}

/// The target of one year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearTarget {
    /// The year of the column.
    pub year: i32,
    /// The value in it.
    pub target: Traced<Target>,
}

/// A weight (peso) as printed and as a number: `50%` is 50, `0,5` is 0.5.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// As printed.
    pub raw: String,
    /// Its value; `None` if it is no number.
    pub value: Option<f64>,
}

/// A row of the strategic dashboard.
#[derive(Debug, Clone, PartialEq)]
pub struct StrategicIndicator {
    /// What every row has.
    pub base: RowBase,
    /// Whether it is in force.
    pub status: Status,
    /// Those in charge (owner, responsabile).
    pub owners: Vec<Traced<UnitRef>>,
    /// The years that have a value, ascending.
    pub targets: Vec<YearTarget>,
}

/// A row of the operational objectives.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationalIndicator {
    /// What every row has.
    pub base: RowBase,
    /// Programme (programma di intervento).
    pub programme: Option<Traced<String>>,
    /// Operational objective (obiettivo operativo).
    pub operational_objective: Option<Traced<String>>,
    /// The target of the plan's year.
    pub target: Option<Traced<Target>>,
    /// Services involved (servizi interni coinvolti).
    pub services: Vec<Traced<UnitRef>>,
    /// Areas (aree dirigenziali) as printed.
    pub areas: Vec<Traced<String>>,
}

/// A row of the executives' objectives.
#[derive(Debug, Clone, PartialEq)]
pub struct ExecutiveObjective {
    /// What every row has.
    pub base: RowBase,
    /// The executive: `SG`, `DIR AII`.
    pub role: Option<Traced<String>>,
    /// Id of the perspective.
    pub perspective: Option<Traced<String>>,
    /// Action (azione).
    pub action: Option<Traced<String>>,
    /// The target.
    pub target: Option<Traced<Target>>,
    /// Weight (peso), first column.
    pub weight: Option<Traced<Weight>>,
    /// Value reached at a date (valore al, consuntivo).
    pub actual: Option<Traced<Target>>,
    /// Progress at a date (stato di avanzamento, SAL).
    pub progress: Option<Traced<Target>>,
    /// Weight again, last column.
    pub weight_assessed: Option<Traced<Weight>>,
}

/// A row of the officers' objectives.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficerObjective {
    /// What every row has.
    pub base: RowBase,
    /// The officer (responsabile PO).
    pub role: Option<Traced<String>>,
    /// Operational objective.
    pub operational_objective: Option<Traced<String>>,
    /// The target.
    pub target: Option<Traced<Target>>,
    /// Weight.
    pub weight: Option<Traced<Weight>>,
    /// Area as printed.
    pub area: Option<Traced<String>>,
    /// In the performance tree (albero); `None` if the table has no such column.
    pub in_tree: Option<Traced<bool>>,
    /// Counts for productivity (produttività); `None` if the table has no such column.
    pub productivity: Option<Traced<bool>>,
}

/// A printed total of weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Whose weights.
    pub role: Option<Traced<String>>,
    /// Total of the first weight column.
    pub weight: Option<Traced<Weight>>,
    /// Total of the last one.
    pub weight_assessed: Option<Traced<Weight>>,
}
