//! What rows are made of: targets, remarks, units, deductions, places.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::number;
use super::schema::{by_kind, one_of, one_of_or_null, one_place};
use crate::diag::Severity;
use crate::plan::{Action, Comparator, Subject, TargetKind};

/// A printed total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TotalJson {
    /// Whose weights.
    pub role: Option<String>,
    /// Total of the first weight column.
    #[serde(serialize_with = "number::optional")]
    pub weight: Option<f64>,
    /// Total of the last one.
    #[serde(serialize_with = "number::optional")]
    pub weight_assessed: Option<f64>,
    /// Where it stands; null if none of its parts was read.
    pub provenance: Option<ProvenanceJson>,
}

/// A unit as a row names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitRefJson {
    /// Id of the unit.
    pub unit: String,
    /// As printed.
    pub raw: String,
}

/// The target of one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearTargetJson {
    /// The year.
    pub year: i32,
    /// Its target.
    pub target: TargetJson,
}

/// A target: the text and what its kind has.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = by_kind()))]
pub struct TargetJson {
    /// As printed.
    pub raw: String,
    /// `quantity`, `deadline`, `duration`, `baseline`, `relative`, `benchmark`, `qualitative`, `text`.
    #[schemars(extend("enum" = TargetKind::NAMES))]
    pub kind: String,
    /// `=`, `<`, `<=`, `>`, `>=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", extend("enum" = one_of(&Comparator::ALL, Comparator::sign)))]
    pub comparator: Option<String>,
    /// Number in the unit named.
    #[serde(default, serialize_with = "number::optional", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub value: Option<f64>,
    /// `%`, `days`, `months` … or the noun printed; null where none is. Of a quantity or a duration.
    #[serde(default, with = "double_option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub unit: Option<Option<String>>,
    /// The measure named in the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub metric: Option<String>,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub date: Option<String>,
    /// The event from which a duration runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub from: Option<String>,
    /// Years back, for `relative`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u32")]
    pub offset: Option<u32>,
    /// What a `benchmark` compares with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub reference: Option<String>,
    /// Distance allowed from the reference.
    #[serde(default, serialize_with = "number::optional", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "f64")]
    pub tolerance: Option<f64>,
    /// The level of a `qualitative` target.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub level: Option<String>,
}

/// A remark; what it leaves out is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteJson {
    /// As printed.
    pub raw: String,
    /// `updated`, `inserted`, `removed`; null for a remark of another kind.
    #[schemars(extend("enum" = one_of_or_null(&Action::ALL, Action::name)))]
    pub action: Option<String>,
    /// `row` or `project-plan`.
    #[schemars(extend("enum" = one_of(&Subject::ALL, Subject::name)))]
    pub subject: String,
    /// `annual-rolling` or null.
    #[schemars(extend("enum" = ["annual-rolling", null]))]
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
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    /// Number of the footnote in parentheses.
    pub footnote: Option<u32>,
}

/// A deduction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InferredJson {
    /// The field of the row.
    pub field: String,
    /// The reason.
    pub because: String,
    /// How often such a deduction is right, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// What else it might be.
    pub alternatives: Vec<String>,
}

/// An organisational unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub struct ResolutionJson {
    /// `giunta-2019-12-02-129`.
    pub id: String,
    /// The body that took it.
    pub body: String,
    /// Its number.
    pub number: Option<u32>,
    /// Its date, ISO 8601.
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiagnosticJson {
    /// Stable code.
    pub code: String,
    /// `info`, `warning`, `error`.
    #[schemars(extend("enum" = one_of(&Severity::ALL, Severity::name)))]
    pub severity: String,
    /// The finding in words.
    pub message: String,
    /// Id of the row concerned.
    pub row: Option<String>,
    /// Where.
    pub provenance: Option<ProvenanceJson>,
}

/// Where something stands: `sheet` and `range`, or `page` and `lines`, or `page` and `bbox`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = one_place()))]
pub struct ProvenanceJson {
    /// Sheet of a workbook, or the stem of a delimited file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub sheet: Option<String>,
    /// Cells in A1 notation: `B7:H7`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", regex(pattern = "^[A-Z]{1,7}[1-9][0-9]*(:[A-Z]{1,7}[1-9][0-9]*)?$"))]
    pub range: Option<String>,
    /// Page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u32")]
    pub page: Option<u32>,
    /// First and last line of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "[u32; 2]")]
    pub lines: Option<[u32; 2]>,
    /// Box on the page in points from its top left corner: x0, y0, x1, y1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "[f64; 4]")]
    pub bbox: Option<[f64; 4]>,
    /// Further places of the same row or field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<ProvenanceJson>,
    /// Fields of the row that stand elsewhere than the row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, ProvenanceJson>,
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
