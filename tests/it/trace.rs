//! Every value can be followed back: what stands at its places holds its text.

use cruscotto::plan::{FieldView, Plan};
use cruscotto::read::{self, ReadOptions};
use cruscotto::source::Source;
use cruscotto::trace::How;
use cruscotto::{document::Document, plan_of};

/// The words that name what an id or a reading stands for; `None` for a text that is printed as it is.
fn stands_for(plan: &Plan, field: &FieldView<'_>) -> Option<Vec<String>> {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(letters).collect()
    };
    let named = match field.name.as_str() {
        "objective" => words(&plan.objectives.iter().find(|o| o.id == field.text)?.title.value),
        "perspective" => words(&plan.perspectives.iter().find(|p| p.id == field.text)?.name.value),
        "mission" => vec![field.text.clone()],
        // A mark, or the row that has none.
        "in_tree" | "productivity" if field.text == "true" => vec!["x".to_owned()],
        "in_tree" | "productivity" => Vec::new(),
        _ => return None,
    };
    Some(named)
}

/// Whether most of the words stand there: tables shorten and reword the names of the map.
fn most(words: &[String], there: &str) -> bool {
    2 * words.iter().filter(|word| there.contains(word.as_str())).count() >= words.len()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn source_of(document: &Document, field: &FieldView<'_>) -> String {
    field.places.iter().flat_map(|place| document.at(place)).map(|(_, piece)| letters(piece)).collect()
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
            let there = source_of(&document, field);
            let shown = match stands_for(&plan, field) {
                // What was deduced may rest on a line that names something else.
                Some(_) if matches!(field.how, How::Inferred(_)) => !there.is_empty(),
                Some(words) => !there.is_empty() && most(&words, &there),
                None => there.contains(&letters(&field.text)),
            };
            if !shown {
                lost.push(format!("{} {}: {:?} is not at {}", row.id, field.name, field.text, field.places.first()));
            }
        }
    }
    assert!(lost.is_empty(), "{path}:\n{}", lost.join("\n"));
}

#[test]
fn of_the_real_annex() {
    check("giunta-92-2020/annex.txt");
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
