//! What `cruscotto` wrote can be given back to it.

use cruscotto::plan::Plan;
use cruscotto::plan_of;
use cruscotto::read::ReadOptions;
use cruscotto::restore::{RestoreError, plan_json};
use cruscotto::source::Source;
use cruscotto::write::Lang;
use cruscotto::write::json::{artifact, to_json};
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
fn content(plan: &Plan) -> serde_json::Value {
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

fn through_a_workbook(plan: &Plan, lang: Lang) -> Plan {
    let bytes = written(plan, lang);
    plan_of(Source { name: "piano.xlsx", bytes: &bytes }, &ReadOptions::default()).expect("it is ours")
}

#[test]
fn the_workbook_gives_the_same_plan_in_either_language() {
    for lang in [Lang::It, Lang::En] {
        let back = through_a_workbook(&sample::plan(), lang);
        pretty_assert(&content(&back), &content(&sample::plan()));
        assert_eq!(back.source.file, "piano.xlsx");
    }
}

fn pretty_assert(got: &Value, want: &Value) {
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
