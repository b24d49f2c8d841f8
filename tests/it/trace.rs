//! Every value can be followed back: what stands at its places holds its text.

use cruscotto::plan::FieldView;
use cruscotto::read::{self, ReadOptions};
use cruscotto::source::Source;
use cruscotto::{document::Document, plan_of};

/// Fields whose value is an id or a reading, not the text that is printed.
const DERIVED: [&str; 6] = ["objective", "perspective", "mission", "in_tree", "productivity", "title"];

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn found(document: &Document, field: &FieldView<'_>) -> bool {
    let mut there = String::new();
    for place in field.places.iter() {
        for (_, piece) in document.at(place) {
            there.push_str(&letters(piece));
        }
    }
    // A number may be printed in another shape than it is kept in.
    let wanted = letters(&field.text);
    there.contains(&wanted) || wanted.chars().all(|c| there.contains(c)) && field.name.starts_with("weight")
}

fn check(path: &str) {
    let bytes = std::fs::read(format!("{}/fixtures/{path}", env!("CARGO_MANIFEST_DIR"))).expect("the fixture is there");
    let name = path.rsplit('/').next().expect("a path has a last part");
    let source = Source { name, bytes: &bytes };
    let document = read::read(source, &ReadOptions::default()).expect("the fixture is readable");
    let plan = plan_of(source, &ReadOptions::default()).expect("the fixture is readable");
    let rows = plan.rows();
    assert!(rows.len() > 50, "{path}: {} rows", rows.len());
    let mut lost = Vec::new();
    for row in &rows {
        for field in &row.fields {
            let somewhere = field.places.iter().any(|place| !document.at(place).is_empty());
            let derived = DERIVED.contains(&field.name.as_str());
            if !somewhere || (!derived && !found(&document, field)) {
                lost.push(format!("{} {}: {:?} is not at {}", row.id, field.name, field.text, field.places.first()));
            }
        }
    }
    assert!(lost.is_empty(), "{path}:\n{}", lost.join("\n"));
}

#[test]
fn of_a_workbook() {
    check("corpus/101/annex.xlsx");
    check("corpus/105/annex.ods");
}

#[test]
fn of_a_pdf() {
    check("corpus/103/annex.pdf");
}
