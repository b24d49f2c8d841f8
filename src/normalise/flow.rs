//! Lines in reading order to a draft: tokens → cells → rows under the grammar of each section.
//!
//! ```text
//! pages ─ lines ─▶ atoms ─ columns ─▶ tables ─ decode ─▶ rows and detached cells ─ place ─▶ rows ─ years ─▶ draft
//! ```

mod bands;
mod columns;
mod decode;
mod emit;
mod kinds;
mod lines;
mod looks;
mod map;
mod merged;
mod order;
mod pairs;
mod place;
mod rows;
mod seats;
mod shared_map;
mod solve;
mod tables;
mod trust;
mod weave;
mod years;

use super::draft::{Draft, Section};
use crate::document::Page;
use crate::plan::Coverage;
use columns::Slot;
use years::Calendar;

/// Decodes the pages.
pub fn draft(pages: &[Page]) -> Draft {
    let mut draft = Draft::default();
    let names = map::names(pages);
    let read = tables::read(pages, &names);
    let mut assembled = rows::assemble(&read.tables, &names, &read.vocabulary);
    trust::doubt(&mut assembled.rows, read.trust);
    let assembled = assembled;
    draft.years = read
        .tables
        .iter()
        .flat_map(|t| &t.columns)
        .find_map(|c| if let Slot::Years(years) = &c.slot { Some(years.clone()) } else { None })
        .unwrap_or_default();
    let calendar = Calendar::of(&draft.years, &values(&assembled.rows));
    emit::write(&assembled, &calendar, read.trust, &mut draft);
    map::write(&read.tables, &assembled, &names, read.trust, &mut draft);
    let lines: usize = pages.iter().flat_map(|p| &p.lines).filter(|l| !l.text.trim().is_empty()).count();
    let left: usize = draft.diagnostics.len();
    draft.coverage = Coverage { read: lines, placed: lines.saturating_sub(left) };
    draft
}

/// The values of every row of the dashboard.
fn values(rows: &[rows::Row]) -> Vec<Vec<String>> {
    let dashboard = rows.iter().filter(|r| r.section == Section::Strategic);
    dashboard
        .map(|r| {
            let years = r.cells.iter().filter(|(c, _)| matches!(r.columns[*c].slot, Slot::Years(_)));
            years.map(|(_, t)| t.cell.flat()).collect()
        })
        .collect()
}
