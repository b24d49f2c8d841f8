//! Names of organisational units.

use crate::diag::{Code, Diagnostic, Severity};
use crate::plan::Plan;

/// Several spellings of one unit.
pub const SPELLINGS: Code = Code {
    id: "unit-spellings",
    severity: Severity::Info,
    says: "one organisational unit is written in several ways",
    help: "use one spelling in the source, so that others can count by unit too",
};

pub(super) fn spellings(plan: &Plan) -> Vec<Diagnostic> {
    let said = plan.units.iter().filter(|unit| unit.aliases.len() > 1).map(|unit| {
        let spelt: Vec<String> = unit.aliases.iter().map(|alias| format!("`{alias}`")).collect();
        Diagnostic::new(&SPELLINGS, format!("{}: {}", unit.name, spelt.join(", ")))
    });
    said.collect()
}
