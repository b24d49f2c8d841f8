//! `plan.json` as types: the versioned form of a plan that other systems rely on.
//!
//! The JSON Schema that `cruscotto schema` prints is derived from these types, so the two cannot
//! drift apart. The meaning of a field changes only together with [`SCHEMA_VERSION`].

mod leaf;
mod number;
mod row;
mod schema;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use leaf::{
    DiagnosticJson, InferredJson, NoteJson, ProvenanceJson, ResolutionJson, TargetJson, TotalJson, UnitJson,
    UnitRefJson, YearTargetJson,
};
pub use row::{ExecutiveObjectiveJson, OfficerObjectiveJson, OperationalIndicatorJson, StrategicIndicatorJson};
pub use schema::schema;

use crate::document::Format;

/// Version of the output's schema (semantic versioning).
pub const SCHEMA_VERSION: &str = "1.0.0";

/// The fields that a mark of deduction can be about, in the order of the marks. A year of the
/// dashboard is `targets.2020`, all of its years together `targets`.
pub const FIELDS: [&str; 23] = [
    "title",
    "role",
    "perspective",
    "mission",
    "objective",
    "programme",
    "operational_objective",
    "weight",
    "action",
    "indicator",
    "status",
    "owners",
    "targets",
    "target",
    "actual",
    "progress",
    "weight_assessed",
    "services",
    "areas",
    "area",
    "in_tree",
    "productivity",
    "notes",
];

/// A performance plan as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Performance plan")]
pub struct PlanJson {
    /// Version of this schema (semantic versioning).
    #[schemars(regex(pattern = r"^1\.[0-9]+\.[0-9]+$"))]
    pub schema_version: String,
    /// The program that wrote the file.
    pub generator: Generator,
    /// The file that was read.
    pub source: SourceJson,
    /// The annex and the resolution to which it belongs.
    pub annex: AnnexJson,
    /// Perspectives (prospettive): rows of the strategy map.
    pub perspectives: Vec<PerspectiveJson>,
    /// Missions (missioni): columns of the strategy map.
    pub missions: Vec<MissionJson>,
    /// Strategic objectives (obiettivi strategici).
    pub strategic_objectives: Vec<StrategicObjectiveJson>,
    /// Strategic dashboard (cruscotto strategico).
    pub strategic_indicators: Vec<StrategicIndicatorJson>,
    /// Operational objectives (obiettivi operativi).
    pub operational_indicators: Vec<OperationalIndicatorJson>,
    /// Executives' objectives (obiettivi SG, dirigenti).
    pub executive_objectives: Vec<ExecutiveObjectiveJson>,
    /// Officers' objectives (responsabili PO).
    pub officer_objectives: Vec<OfficerObjectiveJson>,
    /// Printed totals of weights.
    pub totals: Vec<TotalJson>,
    /// Organisational units, reconciled.
    pub units: Vec<UnitJson>,
    /// Resolutions named in the annex.
    pub resolutions: Vec<ResolutionJson>,
    /// What is odd in the source or found no place.
    pub diagnostics: Vec<DiagnosticJson>,
}

/// The program that wrote the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Generator {
    /// `cruscotto`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceJson {
    /// File name without folder.
    pub file: String,
    /// Its form.
    #[schemars(extend("enum" = schema::one_of(&Format::ALL, Format::name)))]
    pub format: String,
    /// SHA-256 of its bytes, hexadecimal.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// Pages, where the form has them.
    pub pages: Option<u32>,
}

/// The annex (allegato).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnexJson {
    /// As printed: `All. 2.1`.
    pub label: Option<String>,
    /// The chamber of commerce.
    pub organisation: Option<String>,
    /// The resolution to which it is annexed.
    pub resolution: Option<AnnexResolutionJson>,
    /// The dashboard's year columns.
    pub years: Vec<i32>,
}

/// The resolution to which the annex belongs; a part that the source leaves out is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnexResolutionJson {
    /// The body that took it.
    pub body: Option<String>,
    /// Its number.
    pub number: Option<u32>,
    /// Its date, ISO 8601.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
}

/// A perspective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerspectiveJson {
    /// Slug of the name.
    pub id: String,
    /// As printed.
    pub name: String,
}

/// A mission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissionJson {
    /// Three digits.
    pub code: String,
    /// Name without the code.
    pub name: String,
}

/// A strategic objective.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrategicObjectiveJson {
    /// `os-01`.
    pub id: String,
    /// Printed number.
    pub number: Option<u32>,
    /// Title without the number.
    pub title: String,
    /// Id of the perspective.
    pub perspective: Option<String>,
    /// Code of the mission.
    pub mission: Option<String>,
    /// What was deduced.
    pub inferred: Vec<InferredJson>,
    /// Where it stands.
    pub provenance: ProvenanceJson,
}
