//! `diff`: each kind of edit is found, and nothing else is reported.
//!
//! The older plan is that of an annex of the corpus; the newer one is the same with one known edit.

use std::sync::LazyLock;

use cruscotto::diff::{Change, Diff, diff};
use cruscotto::plan::Plan;
use cruscotto::read::ReadOptions;
use cruscotto::source::Source;
use cruscotto::{plan_of, restore, write};
use serde_json::{Value, json};

pub fn plan(path: &str) -> Plan {
    let bytes = std::fs::read(format!("{}/fixtures/{path}", env!("CARGO_MANIFEST_DIR"))).expect("the fixture is there");
    let name = path.rsplit('/').next().expect("a path has a last part");
    plan_of(Source { name, bytes: &bytes }, &ReadOptions::default()).expect("the fixture is readable")
}

pub fn old() -> &'static Plan {
    static OLD: LazyLock<Plan> = LazyLock::new(|| plan("corpus/101/annex.xlsx"));
    &OLD
}

/// The older plan with one edit made in its `plan.json`.
pub fn edited(old: &Plan, edit: &dyn Fn(&mut Value)) -> Plan {
    let bytes = write::json::artifact(old).bytes;
    let mut value: Value = serde_json::from_slice(&bytes).expect("our own JSON");
    edit(&mut value);
    let bytes = value.to_string().into_bytes();
    let source = Source { name: "plan.json", bytes: &bytes };
    restore::plan_json(source).expect("still a valid plan").expect("still a plan.json")
}

/// What one change says, without ids and texts.
fn says(c: &Change) -> (&'static str, &'static str, Option<&'static str>, Option<i32>) {
    (c.kind.name(), c.section, c.field, c.year)
}

fn after(edit: &dyn Fn(&mut Value)) -> Diff {
    diff(old(), &edited(old(), edit))
}

const REMARK: &str = "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 97 del 1 aprile 2019";

fn remark(action: &str) -> Value {
    json!({
        "raw": REMARK, "action": action, "subject": "row", "occasion": "annual-rolling", "occasion_year": null,
        "resolution": "giunta-2019-04-01-97", "body": "Giunta", "number": 97, "date": "2019-04-01", "footnote": null
    })
}

pub fn target(raw: &str) -> Value {
    let read = cruscotto::grammar::target::parse(raw);
    serde_json::to_value(write::json::target(&read)).expect("a target serialises")
}

#[test]
fn the_same_plan_has_no_difference() {
    assert_eq!(diff(old(), old()), Diff::default());
}

#[test]
fn another_form_of_the_same_annex_has_no_difference() {
    for form in ["annex.xls", "annex.ods"] {
        let found = diff(old(), &plan(&format!("corpus/101/{form}")));
        assert_eq!(found, Diff::default(), "{form}");
    }
}

type Edit = (&'static str, fn(&mut Value), &'static [(&'static str, &'static str, Option<&'static str>, Option<i32>)]);

/// Kinds of edit: a name, the edit, what must be found. Row 2 of the dashboard is `<= 25 gg`.
#[rustfmt::skip]
const EDITS: &[Edit] = &[
    ("a target of a year", |p| p["strategic_indicators"][2]["targets"][1]["target"] = target("<= 20 gg"),
        &[("changed", "strategic_indicators", Some("targets"), Some(2018))]),
    ("a target written otherwise", |p| p["strategic_indicators"][2]["targets"][1]["target"] = target("≤24,50gg"), &[]),
    ("a new year", |p| push(&mut p["strategic_indicators"][2]["targets"], json!({"year": 2021, "target": target("<= 22 gg")})),
        &[("changed", "strategic_indicators", Some("targets"), Some(2021))]),
    ("a year dropped", |p| drop_at(&mut p["strategic_indicators"][2]["targets"], 0),
        &[("changed", "strategic_indicators", Some("targets"), Some(2017))]),
    ("an indicator reworded", |p| p["strategic_indicators"][2]["indicator"] = json!("Tempistica di rilascio dei dispositivi"),
        &[("changed", "strategic_indicators", Some("indicator"), None)]),
    ("an indicator with all new words", |p| p["strategic_indicators"][2]["indicator"] = json!("Code allo sportello polivalente"),
        &[("changed", "strategic_indicators", Some("indicator"), None)]),
    ("an indicator with other spacing", |p| p["strategic_indicators"][2]["indicator"] = json!("Tempistica massima di rilascio  dei dispo- sitivi di firma"), &[]),
    ("an owner", |p| p["strategic_indicators"][2]["owners"] = json!([{"unit": "legale", "raw": "Uff. Legale"}]),
        &[("changed", "strategic_indicators", Some("owners"), None)]),
    ("an owner gone", |p| p["strategic_indicators"][2]["owners"] = json!([]),
        &[("changed", "strategic_indicators", Some("owners"), None)]),
    ("a remark", |p| push(&mut p["strategic_indicators"][2]["notes"], remark("updated")),
        &[("changed", "strategic_indicators", Some("notes"), None)]),
    ("a remark gone", |p| p["strategic_indicators"][2]["notes"] = json!([]),
        &[("changed", "strategic_indicators", Some("notes"), None)]),
    ("a row marked as removed", |p| {
        push(&mut p["strategic_indicators"][2]["notes"], remark("removed"));
        p["strategic_indicators"][2]["status"] = json!("removed");
    }, &[("changed", "strategic_indicators", Some("status"), None), ("changed", "strategic_indicators", Some("notes"), None)]),
    ("a row gone", |p| drop_at(&mut p["strategic_indicators"], 2), &[("removed", "strategic_indicators", None, None)]),
    ("a row more", |p| insert(p, "strategic_indicators", 2, "Nuove imprese accompagnate alla quotazione"),
        &[("inserted", "strategic_indicators", None, None)]),
    ("a row in another objective", |p| p["strategic_indicators"][2]["objective"] = json!("os-05"),
        &[("moved", "strategic_indicators", Some("objective"), None)]),
    ("rows in another order", |p| swap(&mut p["strategic_indicators"], 0, 3), &[]),
    ("an operational target", |p| p["operational_indicators"][0]["target"] = target("3 gg"),
        &[("changed", "operational_indicators", Some("target"), None)]),
    ("a programme renamed", |p| rename(&mut p["operational_indicators"], "programme", 0, "Un ecosistema per il digitale"),
        &[("changed", "operational_indicators", Some("programme"), None); 3]),
    ("a row in another programme", |p| p["operational_indicators"][0]["programme"] = p["operational_indicators"][20]["programme"].clone(),
        &[("moved", "operational_indicators", Some("programme"), None)]),
    ("a service", |p| p["operational_indicators"][0]["services"] = json!([{"unit": "legale", "raw": "Ufficio Legale"}]),
        &[("changed", "operational_indicators", Some("services"), None)]),
    ("an area", |p| p["operational_indicators"][0]["areas"] = json!(["Area 9"]),
        &[("changed", "operational_indicators", Some("areas"), None)]),
    ("an operational row gone", |p| drop_at(&mut p["operational_indicators"], 5), &[("removed", "operational_indicators", None, None)]),
    ("an operational row more", |p| insert(p, "operational_indicators", 5, "Domande di contributo istruite in una settimana"),
        &[("inserted", "operational_indicators", None, None)]),
    ("an executive's weight", |p| p["executive_objectives"][0]["weight"] = json!(15),
        &[("changed", "executive_objectives", Some("weight"), None)]),
    ("an executive's actual value", |p| p["executive_objectives"][0]["actual"] = target("45%"),
        &[("changed", "executive_objectives", Some("actual"), None)]),
    ("an executive's action", |p| p["executive_objectives"][0]["action"] = json!("Recupero straordinario"),
        &[("changed", "executive_objectives", Some("action"), None)]),
    ("an officer's weight", |p| p["officer_objectives"][0]["weight"] = json!(40),
        &[("changed", "officer_objectives", Some("weight"), None)]),
    ("an officer's tick", |p| p["officer_objectives"][0]["productivity"] = json!(false),
        &[("changed", "officer_objectives", Some("productivity"), None)]),
    ("an officer's target", |p| p["officer_objectives"][0]["target"] = target("90%"),
        &[("changed", "officer_objectives", Some("target"), None)]),
    ("an objective renamed", |p| p["strategic_objectives"][0]["title"] = json!("Imprese connesse e digitali"),
        &[("changed", "strategic_objectives", Some("title"), None)]),
    ("an objective's mission", |p| p["strategic_objectives"][0]["mission"] = json!("012"),
        &[("changed", "strategic_objectives", Some("mission"), None)]),
];

fn push(list: &mut Value, item: Value) {
    list.as_array_mut().expect("a list").push(item);
}

fn drop_at(list: &mut Value, at: usize) {
    list.as_array_mut().expect("a list").remove(at);
}

fn swap(list: &mut Value, a: usize, b: usize) {
    list.as_array_mut().expect("a list").swap(a, b);
}

fn insert(plan: &mut Value, section: &str, at: usize, indicator: &str) {
    let rows = plan[section].as_array_mut().expect("a list");
    let mut row = rows[at].clone();
    row["indicator"] = json!(indicator);
    row["id"] = json!("new-0123456789");
    row["notes"] = json!([remark("inserted")]);
    rows.insert(at, row);
}

fn rename(rows: &mut Value, field: &str, like: usize, name: &str) {
    let was = rows[like][field].clone();
    for row in rows.as_array_mut().expect("a list") {
        if row[field] == was {
            row[field] = json!(name);
        }
    }
}

#[test]
fn each_edit_is_found_and_nothing_else() {
    for (name, edit, expected) in EDITS {
        let found: Vec<_> = after(edit).changes.iter().map(says).collect();
        assert_eq!(&found, expected, "{name}");
    }
}

#[test]
fn a_change_says_before_after_direction_and_resolution() {
    let found = after(&|p| {
        p["strategic_indicators"][2]["targets"][1]["target"] = target("<= 20 gg");
        push(&mut p["strategic_indicators"][2]["notes"], remark("updated"));
    });
    let change = &found.changes[0];
    assert_eq!(change.before.as_deref(), Some("<= 24,5 gg"));
    assert_eq!(change.after.as_deref(), Some("<= 20 gg"));
    assert_eq!(change.direction.map(cruscotto::diff::Direction::name), Some("tightened"));
    assert_eq!(change.resolution.as_deref(), Some("giunta-2019-04-01-97"));
    assert_eq!(found.disagreements, []);
}

#[test]
fn remarks_and_changes_that_disagree_are_named() {
    let silent = after(&|p| p["operational_indicators"][0]["target"] = target("3 gg"));
    assert_eq!(silent.disagreements.iter().map(|d| d.code).collect::<Vec<_>>(), ["change-without-remark"]);
    let idle = after(&|p| push(&mut p["strategic_indicators"][2]["notes"], remark("updated")));
    assert_eq!(idle.disagreements.iter().map(|d| d.code).collect::<Vec<_>>(), ["remark-without-change"]);
    let filled = after(&|p| p["executive_objectives"][0]["actual"] = target("45%"));
    assert_eq!(filled.disagreements, []);
}
