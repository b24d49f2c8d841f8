//! Lines in reading order to a draft: tokens → cells → rows under the grammar of each section.
//!
//! ```text
//! pages ─ lines ─▶ atoms ─ columns ─▶ tables ─ decode ─▶ rows and detached cells ─ place ─▶ rows ─ years ─▶ draft
//! ```

mod apart;
mod bands;
mod block;
mod choose;
mod columns;
mod cut;
mod decode;
mod emit;
mod gaps;
mod gates;
mod header_cells;
mod header_row;
mod headings;
mod kinds;
mod lacking;
mod lines;
mod lone;
mod looks;
mod loom;
mod map;
mod merged;
mod order;
mod orders;
mod pairs;
mod passes;
mod phrases;
mod place;
mod rooms;
mod row;
mod rows;
mod seats;
mod segments;
mod sides;
mod solve;
mod spread;
mod sums;
mod swallowed;
mod tables;
mod trust;
mod twofold;
mod width;
mod wraps;
mod years;

use std::collections::BTreeSet;

use super::draft::{Draft, Field, Section};
use crate::diag::Diagnostic;
use crate::document::Page;
use crate::grammar::divided;
use crate::plan::Coverage;
use crate::trace::{Place, Places};
use columns::Slot;
use years::Calendar;

/// Decodes the pages.
pub fn draft(pages: &[Page]) -> Draft {
    // Where nothing marks the ends of cells no text is surer than this.
    const DEDUCED: f64 = 0.93;
    if wraps::unmarked(pages) { decoded(&wraps::marked(pages), DEDUCED) } else { decoded(pages, 1.0) }
}

/// Decodes pages that mark where cells end; `most` is how far that can be trusted.
fn decoded(pages: &[Page], most: f64) -> Draft {
    let mut draft = Draft::default();
    let sketch = map::Sketch::of(pages);
    let mut names = sketch.names(pages);
    let mut read = tables::read(pages, &names);
    read.trust = read.trust.min(most);
    sketch.clear(&mut read.tables);
    let listed = map::listed_perspectives(&read.tables);
    names.perspectives.extend(listed.into_iter().filter(|name| !names.perspective(name)).collect::<Vec<_>>());
    let mut assembled = rows::assemble(&read.tables, &names, &read.vocabulary);
    let blocks = if block::is_blocks(pages) { block::read(pages, &names) } else { block::Read::default() };
    let years = blocks.years.clone();
    swallowed::give_back(&mut assembled.rows);
    let mut assembled = if blocks.pages.is_empty() {
        trust::doubt(&mut assembled.rows, read.trust);
        assembled
    } else {
        block::merged(assembled, blocks)
    };
    let known = assembled.rows.iter().filter_map(|row| kinds::heading_number(&row.get(Field::Objective)?.cell.flat()));
    let known = known.chain(sketch.numbers()).collect();
    gaps::doubt(&mut assembled.rows, &known);
    sides::settle(&mut assembled, &names);
    sums::settle(&mut assembled);
    let mut slots = read.tables.iter().flat_map(|t| &t.columns).map(|c| &c.slot);
    let first = slots.find_map(|slot| if let Slot::Years(years) = slot { Some(years.clone()) } else { None });
    draft.years = if years.is_empty() { first.unwrap_or_default() } else { years };
    let calendar = Calendar::of(&draft.years, &values(&assembled.rows));
    emit::write(&assembled, &calendar, read.trust, &mut draft);
    map::write(&sketch, &read.tables, &assembled, &names, read.trust, &mut draft);
    divided::join(&mut texts(&mut draft));
    draft.coverage = coverage(pages, &draft.diagnostics);
    draft
}

/// The texts of a draft in which a narrow cell may have divided a word.
fn texts(draft: &mut Draft) -> Vec<&mut String> {
    let rows = draft.rows.iter_mut().flat_map(|row| {
        let fields = row.fields.iter_mut().map(|(_, text)| &mut text.value);
        fields.chain(row.notes.iter_mut().map(|note| &mut note.value))
    });
    let headings = draft.objectives.iter_mut().flat_map(|objective| {
        let names = objective.perspective.iter_mut().chain(&mut objective.mission);
        names.chain([&mut objective.heading]).map(|text| &mut text.value)
    });
    let names = draft.perspectives.iter_mut().chain(&mut draft.missions).map(|text| &mut text.value);
    rows.chain(headings).chain(names).collect()
}

/// How many lines show something, and how many of them no finding says to be without a place.
fn coverage(pages: &[Page], left: &[Diagnostic]) -> Coverage {
    let shown = pages.iter().flat_map(|page| page.lines.iter().map(|line| (page.number, line)));
    let shown: BTreeSet<(u32, u32)> =
        shown.filter(|(_, line)| !line.text.trim().is_empty()).map(|(page, line)| (page, line.number)).collect();
    let places = left.iter().filter_map(|found| found.places.as_ref()).flat_map(Places::iter);
    let unplaced: BTreeSet<(u32, u32)> = places
        .filter_map(
            |place| if let Place::Lines { page, first, last } = place { Some((page, first, last)) } else { None },
        )
        .flat_map(|(page, first, last)| shown.range((*page, *first)..=(*page, *last)).copied())
        .collect();
    Coverage { read: shown.len(), placed: shown.len() - unplaced.len() }
}

/// The values of every row of the dashboard.
fn values(rows: &[row::Row]) -> Vec<Vec<String>> {
    let dashboard = rows.iter().filter(|r| r.section == Section::Strategic);
    dashboard
        .map(|r| {
            let years = r.cells.iter().filter(|(c, _)| matches!(r.columns[*c].slot, Slot::Years(_)));
            years.map(|(_, t)| t.cell.flat()).collect()
        })
        .collect()
}
