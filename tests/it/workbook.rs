//! The workbook as the library's own reader sees it.

use cruscotto::document::{Body, Sheet};
use cruscotto::plan::Plan;
use cruscotto::read::{ReadOptions, read};
use cruscotto::source::Source;
use cruscotto::write::workbook::artifact;
use cruscotto::write::{Lang, WriteOptions};

use crate::sample;

pub fn written(plan: &Plan, lang: Lang) -> Vec<u8> {
    artifact(plan, &WriteOptions { lang, name: "piano".to_owned() }).expect("it fits").bytes
}

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let document = read(Source { name: "piano.xlsx", bytes }, &ReadOptions::default()).expect("it is a workbook");
    match document.body {
        Body::Grid(sheets) => sheets,
        Body::Flow(_) => panic!("a workbook has sheets"),
    }
}

/// The text of the cell under a heading, in a row counted from 1 under the header.
fn cell<'a>(sheets: &'a [Sheet], sheet: &str, heading: &str, row: u32) -> &'a str {
    let sheet = sheets.iter().find(|s| &*s.name == sheet).expect("the sheet is there");
    let head = sheet.cells.iter().find(|c| c.row == 0 && c.text == heading).expect("the heading is there");
    sheet.cells.iter().find(|c| c.row == row && c.col == head.col).map_or("", |c| &c.text)
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    assert!(written(&sample::plan(), Lang::It) == written(&sample::plan(), Lang::It));
}

#[test]
fn a_target_is_shown_as_printed_and_taken_apart() {
    let sheets = sheets(&written(&sample::plan(), Lang::It));
    let row = |row| {
        ["Target", "Confronto", "Valore", "Unità di misura"].map(|head| cell(&sheets, "Obiettivi operativi", head, row))
    };
    assert_eq!(row(1), ["85%", "=", "85%", "%"]);
    assert_eq!(row(2), ["≥ 90%", ">=", "90%", "%"]);
    assert_eq!(row(3), ["99,5%", "=", "99,5%", "%"]);
    assert_eq!(row(5), ["1.234.567,8", "=", "1234567,8", ""]);
    assert_eq!(row(8), ["31/12/2020", "<=", "31/12/2020", ""]);
    assert_eq!(row(15), ["=cmd|'/c calc'!A1", "", "", ""]);
}

#[test]
fn years_are_columns_and_a_year_without_values_has_one_too() {
    let sheets = sheets(&written(&sample::plan(), Lang::It));
    let row = |row| ["2016", "2017", "2018", "2021"].map(|year| cell(&sheets, "Cruscotto strategico", year, row));
    assert_eq!(row(1), ["", "85%", "≥ 90%", "1.234.567,8"]);
    assert_eq!(row(2), ["", "1 open day", "ITP < -10", "Entro 30 gg. dall'assegnazione"]);
}

#[test]
fn headings_and_names_follow_the_language_and_the_source_does_not() {
    let sheets = sheets(&written(&sample::plan(), Lang::En));
    let names: Vec<&str> = sheets.iter().map(|s| &*s.name).collect();
    assert_eq!(names[..4], ["Read me", "Strategy map", "Perspectives and missions", "Strategic dashboard"]);
    assert_eq!(cell(&sheets, "Strategic dashboard", "Status", 3), "removed");
    assert_eq!(cell(&sheets, "Notes", "Effect", 1), "inserted");
    assert_eq!(cell(&sheets, "Notes", "Text", 2), "Eliminato in sede di rolling annuale 2020");
}

#[test]
fn a_plan_without_rows_still_has_every_table() {
    let mut empty = sample::plan();
    empty.objectives.clear();
    empty.strategic.clear();
    empty.operational.clear();
    empty.executive.clear();
    empty.officer.clear();
    empty.totals.clear();
    empty.resolutions.clear();
    empty.diagnostics.clear();
    let sheets = sheets(&written(&empty, Lang::It));
    assert_eq!(sheets.len(), 14);
    assert_eq!(cell(&sheets, "Obiettivi PO", "Indicatore", 1), "");
}
