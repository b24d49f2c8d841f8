//! Whatever cells a sheet holds, each of them is placed or quoted.

#![no_main]

use std::collections::BTreeSet;

use arbitrary::Arbitrary;
use cruscotto::document::{Body, Cell, Document, Format, Sheet};
use cruscotto::normalise::normalise;
use cruscotto::plan::SourceInfo;
use cruscotto::trace::{CellRange, Place};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Drawn<'a> {
    place: (u8, u8),
    span: (u8, u8),
    word: u8,
    text: &'a str,
}

/// Words by which tables and sections are known: a text that a fuzzer would be long in finding.
const WORDS: [&str; 15] = [
    "Indicatore",
    "Target",
    "Target 2020",
    "2019",
    "2020",
    "Peso",
    "Owner",
    "Obiettivo strategico",
    "Programma",
    "Obiettivo operativo",
    "Note",
    "Area",
    "1. Semplificazione",
    "OBIETTIVI 2020 SG",
    "Totale",
];

fuzz_target!(|drawn: Vec<Drawn<'_>>| {
    let sheet = sheet(&drawn);
    let read = sheet.cells.len();
    let document = Document { format: Format::Xlsx, pages: None, body: Body::Grid(vec![sheet]), hidden: Vec::new() };
    let info =
        SourceInfo { file: "annex.xlsx".to_owned(), format: Format::Xlsx, sha256: String::new(), pages: None };
    let plan = normalise(&document, info);
    let quoted = plan.diagnostics.iter().filter(|d| d.code.id == "unplaced-text").count();
    assert_eq!(plan.coverage.read, read);
    assert_eq!(plan.coverage.placed + quoted, read);
});

/// The cells that lie over no other.
fn sheet(drawn: &[Drawn<'_>]) -> Sheet {
    let name: std::sync::Arc<str> = "1".into();
    let mut taken = BTreeSet::new();
    let mut cells = Vec::new();
    for one in drawn {
        let (row, col) = (u32::from(one.place.0 % 64), u32::from(one.place.1 % 24));
        let (rows, cols) = (u32::from(one.span.0 % 4) + 1, u32::from(one.span.1 % 4) + 1);
        let text = WORDS.get(usize::from(one.word)).map_or(one.text, |word| word).trim();
        let places: Vec<_> = (row..row + rows).flat_map(|r| (col..col + cols).map(move |c| (r, c))).collect();
        if !text.is_empty() && places.iter().all(|place| !taken.contains(place)) {
            taken.extend(places);
            let range = CellRange { top: row, left: col, bottom: row + rows - 1, right: col + cols - 1 };
            let place = Place::Cells { sheet: name.clone(), range };
            cells.push(Cell { row, col, rows, cols, text: text.to_owned(), place, doubt: None });
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Sheet { name, cells }
}
