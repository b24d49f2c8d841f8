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

pub(crate) use grid::is_section_title;

use crate::diag::Diagnostic;
use crate::document::{Body, Document};
use crate::plan::{Plan, SourceInfo};

/// Makes the plan of a document.
#[must_use]
pub fn normalise(document: &Document, source: SourceInfo) -> Plan {
    finish::finish(draft(&document.body), document, source)
}

/// The same for a document that nobody needs any more: a long one is let go once it is drafted.
#[must_use]
pub fn consume(mut document: Document, source: SourceInfo) -> Plan {
    let draft = draft(&document.body);
    match &mut document.body {
        Body::Grid(sheets) => sheets.clear(),
        Body::Flow(pages) => pages.clear(),
    }
    finish::finish(draft, &document, source)
}

fn draft(body: &Body) -> draft::Draft {
    match body {
        Body::Grid(sheets) => grid::draft(sheets),
        Body::Flow(pages) => flow::draft(pages),
    }
}

/// Works out again what depends on all rows of a plan together, after rows were changed: units, the
/// resolutions that remarks mean, ids. Gives what it found odd.
#[must_use]
pub fn settle(plan: &mut Plan) -> Vec<Diagnostic> {
    finish::settle(plan)
}
