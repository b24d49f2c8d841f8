//! The plan: what a document means, as pure data. Every value knows its place ([`Traced`]).
//!
//! Names follow the contract; the Italian term of the source is given in parentheses.

mod date;
mod field;
mod note;
mod row;
mod target;

pub use date::Date;
pub use field::{FieldView, RowView};
pub use note::{Action, Note, Subject};
pub use row::{
    ExecutiveObjective, OfficerObjective, OperationalIndicator, RowBase, Status, StrategicIndicator, Total, UnitRef,
    Weight, YearTarget,
};
pub use target::{Comparator, Target, TargetKind};

use crate::diag::Diagnostic;
use crate::document::Format;
use crate::trace::Traced;

/// A performance plan (piano della performance) as one annex (allegato) states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The file it was read from.
    pub source: SourceInfo,
    /// The annex.
    pub annex: Annex,
    /// Perspectives (prospettive, aree strategiche), rows of the strategy map.
    pub perspectives: Vec<Perspective>,
    /// Missions (missioni), columns of the strategy map.
    pub missions: Vec<Mission>,
    /// Strategic objectives (obiettivi strategici).
    pub objectives: Vec<StrategicObjective>,
    /// Rows of the strategic dashboard (cruscotto strategico).
    pub strategic: Vec<StrategicIndicator>,
    /// Rows of the operational objectives (obiettivi operativi).
    pub operational: Vec<OperationalIndicator>,
    /// Rows of the objectives of the secretary general and the executives (obiettivi SG, dirigenti).
    pub executive: Vec<ExecutiveObjective>,
    /// Rows of the officers' objectives (responsabili di posizione organizzativa).
    pub officer: Vec<OfficerObjective>,
    /// Printed totals of weights.
    pub totals: Vec<Total>,
    /// Organisational units (unità organizzative), reconciled.
    pub units: Vec<Unit>,
    /// Resolutions (deliberazioni) named anywhere in the annex.
    pub resolutions: Vec<Resolution>,
    /// What is odd.
    pub diagnostics: Vec<Diagnostic>,
    /// How much of the source was placed.
    pub coverage: Coverage,
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceInfo {
    /// File name without folder.
    pub file: String,
    /// Its form.
    pub format: Format,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Pages, where the form has them.
    pub pages: Option<u32>,
}

/// The annex (allegato) to a resolution.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annex {
    /// As printed: `All. 2.1`.
    pub label: Option<Traced<String>>,
    /// The chamber (camera di commercio).
    pub organisation: Option<Traced<String>>,
    /// The resolution to which it is annexed.
    pub resolution: Option<Traced<ResolutionRef>>,
    /// The dashboard's year columns, ascending.
    pub years: Vec<i32>,
}

/// A resolution as a text names it: each part may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResolutionRef {
    /// The body that took it: `Giunta`, `Consiglio`.
    pub body: Option<String>,
    /// Its number.
    pub number: Option<u32>,
    /// Its date.
    pub date: Option<Date>,
}

/// A perspective (prospettiva, area strategica) of the strategy map.
#[derive(Debug, Clone, PartialEq)]
pub struct Perspective {
    /// Slug of the name.
    pub id: String,
    /// As printed.
    pub name: Traced<String>,
}

/// A mission (missione) of the budget classification.
#[derive(Debug, Clone, PartialEq)]
pub struct Mission {
    /// Three digits.
    pub code: Traced<String>,
    /// Without the code.
    pub name: Traced<String>,
}

/// A strategic objective (obiettivo strategico).
#[derive(Debug, Clone, PartialEq)]
pub struct StrategicObjective {
    /// `os-01`.
    pub id: String,
    /// Its printed number.
    pub number: Option<u32>,
    /// Its title on the map, or where it first stands if there is no map.
    pub title: Traced<String>,
    /// Id of the perspective.
    pub perspective: Option<Traced<String>>,
    /// Code of the mission.
    pub mission: Option<Traced<String>>,
    /// Deductions about fields that are empty: field name of `plan.json` and reason.
    pub doubts: Vec<(&'static str, crate::trace::Inference)>,
}

/// An organisational unit (unità organizzativa: servizio, ufficio, area).
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Slug of the name's distinguishing words.
    pub id: String,
    /// Its fullest spelling.
    pub name: String,
    /// All spellings met, in order of appearance.
    pub aliases: Vec<String>,
    /// Why the spellings were taken for one unit, where that is doubtful.
    pub doubt: Option<crate::trace::Inference>,
}

/// A resolution (deliberazione) named in the annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// `giunta-2019-12-02-129`; a part that is not known is left out.
    pub id: String,
    /// The body that took it.
    pub body: String,
    /// Its number.
    pub number: Option<u32>,
    /// Its date.
    pub date: Option<Date>,
}

/// How much of the source was placed, in the source's own pieces: lines, cells or words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Non-blank pieces read.
    pub read: usize,
    /// Of these, the ones that ended in a field, a heading or a column header.
    pub placed: usize,
}
