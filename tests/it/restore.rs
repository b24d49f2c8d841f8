//! What `cruscotto` wrote can be given back to it.

use std::io::{Cursor, Read, Write};

use cruscotto::document::{Body, Document, Sheet};
use cruscotto::grammar::note;
use cruscotto::plan::{Plan, SourceInfo};
use cruscotto::plan_of;
use cruscotto::read::{ReadOptions, read};
use cruscotto::restore::{RestoreError, plan_json, plan_workbook};
use cruscotto::source::Source;
use cruscotto::write::json::{artifact, to_json};
use cruscotto::write::{Lang, italian};
use serde_json::Value;

use crate::sample;
use crate::workbook::written;

fn restore(bytes: &[u8]) -> Result<Option<cruscotto::plan::Plan>, RestoreError> {
    plan_json(Source { name: "plan.json", bytes })
}

#[test]
fn plan_json_comes_back_byte_for_byte() {
    let written = artifact(&sample::plan()).bytes;
    let plan = restore(&written).expect("it is valid").expect("it is a plan");
    assert_eq!(to_json(&plan), to_json(&sample::plan()));
    assert_eq!(artifact(&plan).bytes, written);
}

/// The contract's form of a plan without what a way through a workbook must change: where it
/// stands and which file it was read from.
pub fn content(plan: &Plan) -> serde_json::Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("provenance");
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut json = serde_json::to_value(to_json(plan)).expect("a plan serialises");
    json.as_object_mut().expect("an object").remove("source");
    strip(&mut json);
    json
}

pub fn through_a_workbook(plan: &Plan, lang: Lang) -> Plan {
    let bytes = written(plan, lang);
    plan_of(Source { name: "piano.xlsx", bytes: &bytes }, &ReadOptions::default()).expect("it is ours")
}

pub fn through_plan_json(plan: &Plan) -> Plan {
    restore(&artifact(plan).bytes).expect("it is valid").expect("it is a plan")
}

#[test]
fn the_workbook_gives_the_same_plan_in_either_language() {
    for lang in [Lang::It, Lang::En] {
        let back = through_a_workbook(&sample::plan(), lang);
        assert_same(&content(&back), &content(&sample::plan()));
        assert_eq!(back.source.file, "piano.xlsx");
    }
}

pub fn assert_same(got: &Value, want: &Value) {
    let lines = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    let (got, want) = (lines(got), lines(want));
    for (line, (a, b)) in got.lines().zip(want.lines()).enumerate() {
        assert_eq!(a, b, "line {line} of the plan");
    }
    assert_eq!(got.lines().count(), want.lines().count());
}

#[test]
fn a_broken_plan_json_is_named_with_its_fault() {
    let written = String::from_utf8(artifact(&sample::plan()).bytes).expect("UTF-8");
    let cases = [
        ("\"status\": \"active\"", "\"status\": \"asleep\"", "si-10: `asleep` is no status"),
        ("\"date\": \"2020-12-31\"", "\"date\": \"2020-12-32\"", "`2020-12-32` is not a day"),
        ("\"raw\": \"85%\"", "\"row\": \"85%\"", "unknown field `row`"),
        ("\"page\": 2,", "\"page\": -2,", "invalid value"),
        ("\"schema_version\": \"1.", "\"schema_version\": \"9.", "written with version 9.0.0"),
    ];
    for (good, bad, says) in cases {
        let broken = written.replacen(good, bad, 1);
        assert_ne!(broken, written, "{good} does not occur");
        let error = restore(broken.as_bytes()).expect_err(bad).to_string();
        assert!(error.contains(says) && error.starts_with("plan.json: "), "{bad}: {error}");
    }
}

#[test]
fn other_files_are_none_of_ours() {
    for bytes in [&b""[..], b"{", b"{}", b"{\"schema_version\": \"1.0.0\"}", b"All. 2.1", b"PK\x03\x04"] {
        assert_eq!(restore(bytes), Ok(None), "{}", String::from_utf8_lossy(bytes));
    }
}

/// The document of a written workbook, to be edited as a person would.
fn opened(plan: &Plan) -> Document {
    let bytes = written(plan, Lang::It);
    read(Source { name: "piano.xlsx", bytes: &bytes }, &ReadOptions::default()).expect("it is a workbook")
}

fn restored(document: &Document) -> Result<Option<Plan>, RestoreError> {
    let source = SourceInfo { file: "piano.xlsx".to_owned(), ..sample::plan().source };
    plan_workbook(document, &source)
}

/// The sheet of that name.
fn sheet<'a>(document: &'a mut Document, name: &str) -> &'a mut Sheet {
    let Body::Grid(sheets) = &mut document.body else { panic!("a workbook has sheets") };
    sheets.iter_mut().find(|sheet| &*sheet.name == name).expect("the sheet is there")
}

/// Replaces the text of a cell.
fn edit(document: &mut Document, name: &str, old: &str, new: &str) {
    let cell = sheet(document, name).cells.iter_mut().find(|cell| cell.text == old).expect("the cell is there");
    new.clone_into(&mut cell.text);
}

#[test]
fn a_persons_changes_come_through() {
    let mut document = opened(&sample::plan());
    edit(&mut document, "Obiettivi operativi", "≥ 90%", "≥ 95%");
    edit(&mut document, "Cruscotto strategico", "1 open day", "2 open day");
    edit(&mut document, "Obiettivi PO", "Trasparenza", "Trasparenza e integrità");
    edit(&mut document, "Obiettivi dirigenti", "10", "15");
    edit(&mut document, "Note", "Eliminato in sede di rolling annuale 2020", "scritto nel foglio sbagliato");

    let mut wanted = sample::plan();
    let target = wanted.operational[1].target.as_mut().expect("a target");
    target.value = cruscotto::grammar::target::parse("≥ 95%");
    wanted.strategic[1].targets[0].target.value = cruscotto::grammar::target::parse("2 open day");
    let objective = wanted.officer[0].operational_objective.as_mut().expect("an objective");
    "Trasparenza e integrità".clone_into(&mut objective.value);
    wanted.executive[0].weight.as_mut().expect("a weight").value.value = Some(15.0);
    let got = restored(&document).expect("it is valid").expect("it is ours");
    assert_same(&content(&got), &content(&wanted));
}

#[test]
fn columns_may_be_moved_and_rows_sorted() {
    let mut document = opened(&sample::plan());
    let sheet = sheet(&mut document, "Obiettivi operativi");
    for cell in &mut sheet.cells {
        cell.col = 40 - cell.col;
        cell.row = if cell.row == 0 { 0 } else { 40 - cell.row };
    }
    let got = restored(&document).expect("it is valid").expect("it is ours");
    let mut wanted = sample::plan();
    wanted.operational.reverse();
    assert_same(&content(&got), &content(&wanted));
}

#[test]
fn what_is_missing_is_named() {
    let fault = |spoil: &dyn Fn(&mut Document)| {
        let mut document = opened(&sample::plan());
        spoil(&mut document);
        restored(&document).expect_err("it is spoilt").to_string()
    };
    let says = fault(&|d| edit(d, "Obiettivi PO", "Peso", "Pesi"));
    assert!(says.contains("sheet `Obiettivi PO`, row 2: the column `Peso` is missing"), "{says}");
    let says = fault(&|d| edit(d, "Obiettivi PO", "oo-1", ""));
    assert!(says.contains("sheet `Obiettivi PO`, row 2: the row has no id"), "{says}");
    let says = fault(&|d| edit(d, "Cruscotto strategico", "eliminato", "tolto"));
    assert!(says.contains("row 4: `tolto` under `Stato` is none of its values"), "{says}");
    let says = fault(&|d| sheet(d, "Unità").name = "Altro".into());
    assert!(says.contains("the sheet `Unità` is missing"), "{says}");
    let says = fault(&|d| edit(d, "Leggimi", "cruscotto-workbook/1.0.0", "cruscotto-workbook/2.0.0"));
    assert!(says.contains("version 2.0.0 of the schema"), "{says}");
}

#[test]
fn rows_that_a_filter_hides_are_still_in_the_plan() {
    let filtered = with_part(&written(&sample::plan(), Lang::It), "xl/worksheets/sheet5.xml", |xml| {
        let hidden = xml.replace("<row r=\"3\" ", "<row r=\"3\" hidden=\"1\" ");
        assert_ne!(hidden, xml, "the row is there");
        hidden
    });
    let plan = plan_of(Source { name: "piano.xlsx", bytes: &filtered }, &ReadOptions::default()).expect("it is ours");
    assert_same(&content(&plan), &content(&sample::plan()));
}

/// The archive with one part changed.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let part_name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("readable");
        if part_name == name {
            content = change(std::str::from_utf8(&content).expect("XML")).into_bytes();
        }
        new.start_file(part_name, zip::write::SimpleFileOptions::default()).expect("room");
        new.write_all(&content).expect("room");
    }
    new.finish().expect("room").into_inner()
}

/// What the program says of a plan in its own words has its Italian.
fn assert_italian(plan: &Plan, place: &str) {
    let json = serde_json::to_value(to_json(plan)).expect("a plan serialises");
    let sections = json.as_object().expect("an object").values().filter_map(Value::as_array);
    for mark in sections.flatten().filter_map(|row| row["inferred"].as_array()).flatten() {
        let because = mark["because"].as_str().expect("a reason");
        assert!(italian::reason(because, Lang::It).is_some(), "{place}: no Italian for the reason {because:?}");
    }
    for found in &plan.diagnostics {
        let shown = italian::message(&found.message, Lang::It);
        // What stands between backticks, or after a guillemet, is the source's.
        let own: Vec<&str> = shown.split('«').next().unwrap_or_default().split('`').step_by(2).collect();
        let own = own.join(" ");
        let english = ["the", "is", "has", "with", "and", "of", "for", "was"];
        let word = own.split_whitespace().find(|word| english.contains(word));
        assert_eq!(word, None, "{place}: no Italian for the message {:?}", found.message);
        assert_eq!(italian::english_message(&shown), found.message, "{place}: there and back by {shown:?}");
    }
}

/// No text of a remark ends up in an indicator.
fn assert_no_remark_in_an_indicator(plan: &Plan, place: &str) {
    for row in plan.rows() {
        for field in row.fields.iter().filter(|field| field.name == "indicator") {
            let words = field.text.match_indices(' ').map(|(at, _)| &field.text[at + 1..]);
            let remark = words.filter(|rest| note::starts(rest)).find(|rest| note::is_complete(rest));
            assert_eq!(remark, None, "{place}: {} has a remark in its indicator", row.id);
        }
    }
}

/// Whatever is read in any of the fixtures can be written, is valid, and comes back.
#[test]
fn the_plans_of_all_fixtures_come_back() {
    let mut seen = 0;
    for entry in walkdir::WalkDir::new("fixtures").sort_by_file_name() {
        let entry = entry.expect("readable");
        let name = entry.file_name().to_string_lossy();
        let Ok(bytes) = std::fs::read(entry.path()) else { continue };
        let Ok(plan) = plan_of(Source { name: &name, bytes: &bytes }, &ReadOptions::default()) else { continue };
        seen += 1;
        let place = entry.path().display();
        assert_eq!(crate::schema::faults_of(&plan), [""; 0], "{place}");
        assert_italian(&plan, &place.to_string());
        assert_no_remark_in_an_indicator(&plan, &place.to_string());
        let json = artifact(&plan).bytes;
        let back = restore(&json).expect("it is valid").expect("it is a plan");
        assert!(artifact(&back).bytes == json, "{place}: plan.json comes back changed");
        assert_same(&content(&through_a_workbook(&plan, Lang::It)), &content(&plan));
    }
    assert!(seen > 0, "no fixture was read");
}
