//! `plan.json` as types: the versioned form of a plan that other systems rely on.
//!
//! The JSON Schema that `cruscotto schema` prints is derived from these types, so the two cannot
//! drift apart. The meaning of a field changes only together with [`SCHEMA_VERSION`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Version of the output's schema (semantic versioning).
pub const SCHEMA_VERSION: &str = "1.0.0";

/// A performance plan as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Performance plan")]
pub struct PlanJson {
    /// Version of this schema.
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
pub struct Generator {
    /// `cruscotto`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceJson {
    /// File name without folder.
    pub file: String,
    /// Its form: `xlsx`, `xlsb`, `xls`, `ods`, `delimited`, `flow-text`, `layout-text`, `pdf`.
    pub format: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Pages, where the form has them.
    pub pages: Option<u32>,
}

/// The annex (allegato).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
pub struct AnnexResolutionJson {
    /// The body that took it.
    pub body: Option<String>,
    /// Its number.
    pub number: Option<u32>,
    /// Its date, ISO 8601.
    pub date: Option<String>,
}

/// A perspective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PerspectiveJson {
    /// Slug of the name.
    pub id: String,
    /// As printed.
    pub name: String,
}

/// A mission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MissionJson {
    /// Three digits.
    pub code: String,
    /// Name without the code.
    pub name: String,
}

/// A strategic objective.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    pub provenance: Map<String, Value>,
}

/// A row of the strategic dashboard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StrategicIndicatorJson {
    /// Stable id.
    pub id: String,
    /// Id of the strategic objective.
    pub objective: Option<String>,
    /// The indicator.
    pub indicator: String,
    /// `active` or `removed`.
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
    pub provenance: Map<String, Value>,
}

/// A row of the operational objectives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    pub provenance: Map<String, Value>,
}

/// A row of the executives' objectives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    pub weight_assessed: Option<f64>,
    /// Remarks.
    pub notes: Vec<NoteJson>,
    /// What was deduced.
    pub inferred: Vec<InferredJson>,
    /// Where it stands.
    pub provenance: Map<String, Value>,
}

/// A row of the officers' objectives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    pub provenance: Map<String, Value>,
}

/// A printed total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TotalJson {
    /// Whose weights.
    pub role: Option<String>,
    /// Total of the first weight column.
    pub weight: Option<f64>,
    /// Total of the last one.
    pub weight_assessed: Option<f64>,
    /// Where it stands.
    pub provenance: Map<String, Value>,
}

/// A unit as a row names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnitRefJson {
    /// Id of the unit.
    pub unit: String,
    /// As printed.
    pub raw: String,
}

/// The target of one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct YearTargetJson {
    /// The year.
    pub year: i32,
    /// Its target.
    pub target: TargetJson,
}

/// A target: the text and what its kind has.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct TargetJson {
    /// As printed.
    pub raw: String,
    /// `quantity`, `deadline`, `duration`, `baseline`, `relative`, `benchmark`, `qualitative`, `text`.
    pub kind: String,
    /// `=`, `<`, `<=`, `>`, `>=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparator: Option<String>,
    /// Number in the unit named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// `%`, `days`, `months` … or the noun printed; null where none is. Of a quantity or a duration.
    #[serde(default, with = "double_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub unit: Option<Option<String>>,
    /// The measure named in the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The event from which a duration runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Years back, for `relative`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u32>,
    /// What a `benchmark` compares with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Distance allowed from the reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<f64>,
    /// The level of a `qualitative` target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// A remark; what it leaves out is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteJson {
    /// As printed.
    pub raw: String,
    /// `updated`, `inserted`, `removed`; null for a remark of another kind.
    pub action: Option<String>,
    /// `row` or `project-plan`.
    pub subject: String,
    /// `annual-rolling` or null.
    pub occasion: Option<String>,
    /// The year, where the remark gives only that.
    pub occasion_year: Option<i32>,
    /// Id of the resolution named, or of the one it must be.
    pub resolution: Option<String>,
    /// The body named.
    pub body: Option<String>,
    /// The number named.
    pub number: Option<u32>,
    /// The date named, ISO 8601.
    pub date: Option<String>,
    /// Number of the footnote in parentheses.
    pub footnote: Option<u32>,
}

/// A deduction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InferredJson {
    /// The field of the row.
    pub field: String,
    /// The reason.
    pub because: String,
    /// How often such a deduction is right, 0 to 1.
    pub confidence: f64,
    /// What else it might be.
    pub alternatives: Vec<String>,
}

/// An organisational unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnitJson {
    /// Slug.
    pub id: String,
    /// Fullest spelling.
    pub name: String,
    /// All spellings met.
    pub aliases: Vec<String>,
}

/// A resolution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ResolutionJson {
    /// `giunta-2019-12-02-129`.
    pub id: String,
    /// The body that took it.
    pub body: String,
    /// Its number.
    pub number: Option<u32>,
    /// Its date, ISO 8601.
    pub date: Option<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DiagnosticJson {
    /// Stable code.
    pub code: String,
    /// `info`, `warning`, `error`.
    pub severity: String,
    /// The finding in words.
    pub message: String,
    /// Id of the row concerned.
    pub row: Option<String>,
    /// Where.
    pub provenance: Option<Map<String, Value>>,
}

/// An `Option<Option<T>>` that tells a missing key (`None`) from null (`Some(None)`).
mod double_option {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::option_option, clippy::ref_option, reason = "serde's `with` gives this shape")]
    pub fn serialize<S: Serializer>(value: &Option<Option<String>>, to: S) -> Result<S::Ok, S::Error> {
        value.as_ref().and_then(Option::as_ref).serialize(to)
    }

    #[expect(clippy::option_option, reason = "serde's `with` gives this shape")]
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
        Option::deserialize(from).map(Some)
    }
}
