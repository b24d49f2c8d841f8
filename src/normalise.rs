//! From a document to the plan. Cannot fail: what is odd is a diagnostic.
//!
//! ```text
//! Grid ─ grid ─┐
//!              ├─▶ Draft ─ finish ─▶ Plan
//! Flow ─ flow ─┘
//! ```
//!
//! Knows documents, grammars and the plan; never file formats or the disk.

pub(crate) mod draft;
mod finish;
mod flow;
mod grid;
pub(crate) mod headers;
mod words;

use crate::diag::Diagnostic;
use crate::document::{Body, Document};
use crate::plan::{Plan, SourceInfo};

/// Makes the plan of a document.
#[must_use]
pub fn normalise(document: &Document, source: SourceInfo) -> Plan {
    let draft = match &document.body {
        Body::Grid(sheets) => grid::draft(sheets),
        Body::Flow(pages) => flow::draft(pages),
    };
    finish::finish(draft, document, source)
}

/// Works out again what depends on all rows of a plan together, after rows were changed: units, the
/// resolutions that remarks mean, ids. Gives what it found odd.
#[must_use]
pub fn settle(plan: &mut Plan) -> Vec<Diagnostic> {
    finish::settle(plan)
}
