//! The rows of the plan's tables.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::schema::one_of;
use super::{InferredJson, NoteJson, ProvenanceJson, TargetJson, UnitRefJson, YearTargetJson, number};
use crate::plan::Status;

/// A row of the strategic dashboard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrategicIndicatorJson {
    /// Stable id.
    pub id: String,
    /// Id of the strategic objective.
    pub objective: Option<String>,
    /// The indicator.
    pub indicator: String,
    /// `active` or `removed`.
    #[schemars(extend("enum" = one_of(&Status::ALL, Status::name)))]
    pub status: String,
    /// Those in charge.
    pub owners: Vec<UnitRefJson>,
    /// The years that have a value.
    pub targets: Vec<YearTargetJson>,
    /// Remarks.
    pub notes: Vec<NoteJson>,
    /// What was deduced.
    pub inferred: Vec<InferredJson>,
    /// Where it stands.
    pub provenance: ProvenanceJson,
}

/// A row of the operational objectives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperationalIndicatorJson {
    /// Stable id.
    pub id: String,
    /// Id of the strategic objective.
    pub objective: Option<String>,
    /// Programme (programma di intervento).
    pub programme: Option<String>,
    /// Operational objective (obiettivo operativo).
    pub operational_objective: Option<String>,
    /// The indicator.
    pub indicator: String,
    /// Target of the plan's year.
    pub target: Option<TargetJson>,
    /// Services involved.
    pub services: Vec<UnitRefJson>,
    /// Areas as printed.
    pub areas: Vec<String>,
    /// Remarks.
    pub notes: Vec<NoteJson>,
    /// What was deduced.
    pub inferred: Vec<InferredJson>,
    /// Where it stands.
    pub provenance: ProvenanceJson,
}

/// A row of the executives' objectives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExecutiveObjectiveJson {
    /// Stable id.
    pub id: String,
    /// The executive.
    pub role: Option<String>,
    /// Id of the perspective.
    pub perspective: Option<String>,
    /// Id of the strategic objective.
    pub objective: Option<String>,
    /// Weight; `50%` is 50.
    #[serde(serialize_with = "number::optional")]
    pub weight: Option<f64>,
    /// Action.
    pub action: Option<String>,
    /// The indicator.
    pub indicator: String,
    /// Target.
    pub target: Option<TargetJson>,
    /// Value reached at a date.
    pub actual: Option<TargetJson>,
    /// Progress at a date (SAL).
    pub progress: Option<TargetJson>,
    /// Weight again, last column.
    #[serde(serialize_with = "number::optional")]
    pub weight_assessed: Option<f64>,
    /// Remarks.
    pub notes: Vec<NoteJson>,
    /// What was deduced.
    pub inferred: Vec<InferredJson>,
    /// Where it stands.
    pub provenance: ProvenanceJson,
}

/// A row of the officers' objectives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficerObjectiveJson {
    /// Stable id.
    pub id: String,
    /// The officer.
    pub role: Option<String>,
    /// Id of the strategic objective.
    pub objective: Option<String>,
    /// Operational objective.
    pub operational_objective: Option<String>,
    /// The indicator.
    pub indicator: String,
    /// Target.
    pub target: Option<TargetJson>,
    /// Weight; `50%` is 50.
    #[serde(serialize_with = "number::optional")]
    pub weight: Option<f64>,
    /// Area as printed.
    pub area: Option<String>,
    /// In the performance tree; null if the table has no such column.
    pub in_tree: Option<bool>,
    /// Counts for productivity; null if the table has no such column.
    pub productivity: Option<bool>,
    /// Remarks.
    pub notes: Vec<NoteJson>,
    /// What was deduced.
    pub inferred: Vec<InferredJson>,
    /// Where it stands.
    pub provenance: ProvenanceJson,
}
