//! Every written plan holds to the JSON Schema that `cruscotto schema` prints.

use cruscotto::json::{FIELDS, schema};
use cruscotto::plan::Plan;
use cruscotto::write::json::{artifact, to_json};
use serde_json::{Value, json};

use crate::sample;

fn faults(plan: &Value) -> Vec<String> {
    let validator = jsonschema::options().should_validate_formats(true).build(&schema()).expect("the schema is valid");
    validator.iter_errors(plan).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// What is wrong with a plan as it is written.
pub fn faults_of(plan: &Plan) -> Vec<String> {
    faults(&serde_json::from_slice(&artifact(plan).bytes).expect("plan.json is JSON"))
}

fn written() -> Value {
    serde_json::to_value(to_json(&sample::plan())).expect("a plan serialises")
}

#[test]
fn a_written_plan_holds_to_the_schema() {
    assert_eq!(faults_of(&sample::plan()), [""; 0]);
}

#[test]
fn the_schema_refuses_what_breaks_the_contract() {
    type Break = fn(&mut Value);
    let breaks: &[(&str, Break)] = &[
        ("unknown key", |p| p["annex"]["colour"] = json!("red")),
        ("no id", |p| {
            p["strategic_indicators"][0].as_object_mut().expect("a row").remove("id");
        }),
        ("null left out", |p| {
            p["executive_objectives"][0].as_object_mut().expect("a row").remove("weight");
        }),
        ("unknown status", |p| p["strategic_indicators"][0]["status"] = json!("asleep")),
        ("unknown kind", |p| p["operational_indicators"][0]["target"]["kind"] = json!("wish")),
        ("a deadline without a date", |p| {
            p["operational_indicators"][0]["target"] = json!({ "raw": "x", "kind": "deadline" });
        }),
        ("a day that does not exist", |p| p["resolutions"][0]["date"] = json!("2019-02-30")),
        ("a confidence above one", |p| p["strategic_objectives"][0]["inferred"][0]["confidence"] = json!(1.5)),
        ("a place that is half of one", |p| p["totals"][0]["provenance"] = json!({ "page": 1 })),
        ("another major version", |p| p["schema_version"] = json!("2.0.0")),
        ("a hash cut short", |p| p["source"]["sha256"] = json!("0123")),
    ];
    for (what, spoil) in breaks {
        let mut plan = written();
        spoil(&mut plan);
        assert_ne!(plan, written(), "{what}: nothing was changed");
        assert!(!faults(&plan).is_empty(), "the schema lets through: {what}");
    }
}

#[test]
fn every_key_has_a_description_and_marks_name_fields_that_exist() {
    let schema = schema();
    let mut known: Vec<&str> = Vec::new();
    for (name, of) in schema["$defs"].as_object().expect("definitions") {
        for (key, value) in of["properties"].as_object().expect("properties") {
            assert!(value.get("description").is_some(), "{name}.{key} has no description");
            known.push(key);
        }
    }
    for field in FIELDS {
        assert!(known.contains(&field), "{field} is no key of plan.json");
    }
}

#[test]
fn numbers_are_written_as_people_write_them() {
    let text = String::from_utf8(artifact(&sample::plan()).bytes).expect("UTF-8");
    assert!(text.contains("\"weight\": 10,"), "a whole weight has no decimal part");
    assert!(text.contains("\"weight_assessed\": 0.5,"));
    assert!(text.contains("\"value\": 85,"));
}

#[test]
fn a_mark_on_some_years_names_them_and_on_all_years_names_none() {
    let json = to_json(&sample::plan());
    let fields = |row: usize| -> Vec<&str> {
        json.strategic_indicators[row].inferred.iter().map(|mark| mark.field.as_str()).collect()
    };
    assert_eq!(fields(0), ["targets"]);
    assert_eq!(fields(1), ["targets.2018"]);
    assert_eq!(fields(2), ["status"]);
}
