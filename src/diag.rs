//! Diagnostics: what is odd in a source, with a stable code and a place.

use crate::trace::{Place, Places};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably a slip in the source, or content that could not be placed.
    Warning,
    /// The plan contradicts itself or cannot be used as it is.
    Error,
}

impl Severity {
    /// All of them, the gravest last.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Error];

    /// The name used in `plan.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A kind of finding: one entry of a table of codes.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable name in kebab-case, as in `unplaced-text`.
    pub id: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// One sentence: what it means.
    pub says: &'static str,
    /// What the reader can do about it.
    pub help: &'static str,
}

/// A finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What kind.
    pub code: &'static Code,
    /// The finding in words, with the values concerned.
    pub message: String,
    /// Id of the row concerned, if one is.
    pub row: Option<String>,
    /// Where, if it stands somewhere.
    pub places: Option<Places>,
}

impl Diagnostic {
    /// A finding without a row.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), row: None, places: None }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, places: impl Into<Places>) -> Self {
        self.places = Some(places.into());
        self
    }

    /// The same about a row.
    #[must_use]
    pub fn about(mut self, row: impl Into<String>) -> Self {
        self.row = Some(row.into());
        self
    }

    /// Where to look first.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.places.as_ref().map(Places::first)
    }
}

/// Text of the source that no field, heading or column header took.
pub const UNPLACED_TEXT: Code = Code {
    id: "unplaced-text",
    severity: Severity::Warning,
    says: "a piece of the source was read but has no place in the plan",
    help: "look at the place named; if it belongs to a row, set the field in corrections.toml",
};

/// Rows, columns or sheets that the source hides.
pub const HIDDEN: Code = Code {
    id: "hidden",
    severity: Severity::Info,
    says: "a hidden row, column or sheet was left out, as it is when the plan is printed",
    help: "use --include-hidden to take it in",
};

/// Formulas that no spreadsheet program has calculated since the workbook was written.
pub const NOT_CALCULATED: Code = Code {
    id: "not-calculated",
    severity: Severity::Error,
    says: "cells hold formulas whose values the workbook does not hold: no spreadsheet program has calculated it",
    help: "open the workbook in a spreadsheet program, save it there, and convert it again",
};

/// A table that belongs to no section of a plan.
pub const UNKNOWN_TABLE: Code = Code {
    id: "unknown-table",
    severity: Severity::Warning,
    says: "a table has none of the headers by which a section of the plan is recognised",
    help: "check the headers; the words known for each column are listed in src/normalise/headers.rs",
};

/// A column that the plan has no field for: code, unit of measure, source, formula, baseline.
pub const EXTRA_COLUMN: Code = Code {
    id: "extra-column",
    severity: Severity::Info,
    says: "a column of a table has no field in the plan and was kept aside",
    help: "nothing, unless the column holds what a field of the plan asks for under another name",
};

/// A finding of another version of this program, in a file of ours that is read back.
pub const FOREIGN: Code = Code {
    id: "foreign",
    severity: Severity::Info,
    says: "the file holds a finding of a kind that this version does not know",
    help: "read its message; convert the original again to have it examined by this version",
};

/// A row names an objective that the strategy map does not have.
pub const OBJECTIVE_NOT_ON_MAP: Code = Code {
    id: "objective-not-on-map",
    severity: Severity::Warning,
    says: "a row names a strategic objective that stands nowhere on the strategy map",
    help: "add the objective to the map, or correct the row's objective",
};

/// Number and title of a row's objective are not those of one objective.
pub const OBJECTIVE_MISMATCH: Code = Code {
    id: "objective-mismatch",
    severity: Severity::Warning,
    says: "the number and the title of a row's objective do not belong together on the strategy map",
    help: "correct whichever of the two is wrong in the source",
};

/// A row gives an objective another title than the map.
pub const OBJECTIVE_RETITLED: Code = Code {
    id: "objective-retitled",
    severity: Severity::Info,
    says: "a table shortens or words the title of a strategic objective otherwise than the map",
    help: "use one title; the plan keeps the map's",
};

/// A comma after an objective's number.
pub const NUMBERING_SLIP: Code = Code {
    id: "numbering-slip",
    severity: Severity::Info,
    says: "the number of a strategic objective is followed by a comma instead of a point",
    help: "correct the heading in the source",
};

/// Names of units that were taken for one and may be two.
pub const DOUBTFUL_UNIT: Code = Code {
    id: "doubtful-unit",
    severity: Severity::Info,
    says: "names of organisational units that differ were taken for one unit",
    help: "check that the names mean one unit; use one spelling in the source",
};

/// Two forms of one annex state different values.
pub const FORMS_DISAGREE: Code = Code {
    id: "forms-disagree",
    severity: Severity::Warning,
    says: "two forms of the annex that were read together state different values",
    help: "look at both places; set the right value in corrections.toml, or correct the form that is wrong",
};

/// A row that only one of two forms has.
pub const ONLY_IN_ONE_FORM: Code = Code {
    id: "only-in-one-form",
    severity: Severity::Warning,
    says: "of two forms of the annex that were read together only one has a row",
    help: "check that both are forms of the same version of the annex",
};

/// Values that the second form of an annex gave.
pub const TAKEN_FROM_OTHER_FORM: Code = Code {
    id: "taken-from-other-form",
    severity: Severity::Info,
    says: "fields of a row were taken from the second form of the annex, and so were their places",
    help: "nothing; the places of these fields are to be looked up in the second form",
};

/// What a second form of the annex came to.
pub const READ_BESIDE: Code = Code {
    id: "read-beside",
    severity: Severity::Info,
    says: "a second form of the annex was read together with the first",
    help: "nothing",
};

/// The codes of the stages; those of the checks are in `check::CHECKS`.
pub const CODES: &[&Code] = &[
    &UNPLACED_TEXT,
    &HIDDEN,
    &NOT_CALCULATED,
    &UNKNOWN_TABLE,
    &EXTRA_COLUMN,
    &FOREIGN,
    &OBJECTIVE_NOT_ON_MAP,
    &OBJECTIVE_MISMATCH,
    &OBJECTIVE_RETITLED,
    &NUMBERING_SLIP,
    &DOUBTFUL_UNIT,
    &FORMS_DISAGREE,
    &ONLY_IN_ONE_FORM,
    &TAKEN_FROM_OTHER_FORM,
    &READ_BESIDE,
];
