//! The codes that need several rows or years to show.

use serde_json::{Value, json};

use super::{Edit, brings, remark};
use crate::diff::target;

const INSERTED: &str = "Inserito in sede di rolling annuale con deliberazione della Giunta n. 161 del 25 marzo 2018";

/// The dashboard's third row with these targets from 2017 on.
fn years(raw: [&'static str; 4]) -> impl Fn(&mut Value) {
    move |p| {
        let years = (2017..).zip(raw).map(|(year, raw)| json!({"year": year, "target": target(raw)}));
        p["strategic_indicators"][2]["targets"] = years.collect();
    }
}

#[test]
fn remarks_against_the_row() {
    let inserted = |p: &mut Value| p["strategic_indicators"][2]["notes"] = json!([remark(INSERTED)]);
    // The row has targets from 2017 on.
    assert_eq!(brings("target-before-insertion", &inserted).len(), 1);
    let from_then_on: Edit = |p| {
        p["strategic_indicators"][2]["notes"] = json!([remark(INSERTED)]);
        p["strategic_indicators"][2]["targets"].as_array_mut().expect("a list").remove(0);
    };
    assert_eq!(brings("target-before-insertion", &from_then_on).len(), 0);

    let early = "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 12 del 3 marzo 2017";
    let late = "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 12 del 3 marzo 2019";
    let both =
        |other| move |p: &mut Value| p["strategic_indicators"][2]["notes"] = json!([remark(other), remark(INSERTED)]);
    assert_eq!(brings("updated-before-inserted", &both(early)).len(), 1);
    assert_eq!(brings("updated-before-inserted", &both(late)).len(), 0);
}

#[test]
fn a_remark_that_one_row_lacks() {
    let all = |p: &mut Value, but: usize| {
        for (at, row) in p["strategic_indicators"].as_array_mut().expect("a list").iter_mut().enumerate() {
            row["status"] = json!("active");
            row["notes"] = if at < but { json!([]) } else { json!([remark(INSERTED)]) };
        }
    };
    assert_eq!(brings("remark-missing", &|p| all(p, 1)).len(), 1);
    assert_eq!(brings("remark-missing", &|p| all(p, 0)).len(), 0);
    // A quarter of the rows is no exception.
    assert_eq!(brings("remark-missing", &|p| all(p, 9)).len(), 0);
}

#[test]
fn a_remark_on_some_sheets() {
    let twins = |p: &mut Value, second: Value| {
        let mut row = p["executive_objectives"][0].clone();
        row["action"] = json!("Comunicazione ai nuovi iscritti");
        row["notes"] = json!([remark(INSERTED)]);
        let mut twin = row.clone();
        twin["role"] = json!("DIR AII");
        twin["id"] = json!("eo-0000000000");
        twin["notes"] = second;
        p["executive_objectives"][0] = row;
        p["executive_objectives"].as_array_mut().expect("a list").push(twin);
    };
    let code = "remark-differs-between-sheets";
    assert_eq!(brings(code, &|p| twins(p, json!([]))).len(), 1);
    assert_eq!(brings(code, &|p| twins(p, json!([remark(INSERTED)]))).len(), 0);
}

#[test]
fn signs_and_years_along_the_years() {
    let signs = "comparator-changes";
    assert_eq!(brings(signs, &years([">= 80%", ">= 85%", "90%", "95%"])).len(), 1);
    assert_eq!(brings(signs, &years([">= 80%", "≥85%", "=> 90%", "100%"])).len(), 0);
    assert_eq!(brings(signs, &years(["< 10%", "<5%", "0%", "0%"])).len(), 0);

    let reference = "reference-year-moves";
    assert_eq!(brings(reference, &years(["x < x-1", "x < x-2", "x < x-3", "x < x-3"])).len(), 1);
    assert_eq!(brings(reference, &years(["x < x-1", "x < x-2", "x < x-3", "x < x-4"])).len(), 0);
    assert_eq!(brings(reference, &years(["x < x-1", "x < x-1", "x < x-1", "x < x-1"])).len(), 0);

    let named = |words: &'static str| move |p: &mut Value| p["strategic_indicators"][2]["indicator"] = json!(words);
    let past = "named-year-is-past";
    assert_eq!(brings(past, &named("Definizione del piano ispettivo 2018")).len(), 1);
    // The last year with a target, and a year that is only compared with.
    assert_eq!(brings(past, &named("Definizione del piano ispettivo 2020")).len(), 0);
    assert_eq!(brings(past, &named("Riscossioni rispetto ai dati 2015")).len(), 0);
}

#[test]
fn one_indicator_in_two_tables() {
    let twice = |raw: &'static str| {
        move |p: &mut Value| {
            p["operational_indicators"][0]["objective"] = p["strategic_indicators"][2]["objective"].clone();
            p["operational_indicators"][0]["indicator"] = p["strategic_indicators"][2]["indicator"].clone();
            p["operational_indicators"][0]["target"] = target(raw);
        }
    };
    // The annex is of 2019, for which the dashboard asks `<= 24,5 gg`.
    assert_eq!(brings("targets-differ-between-tables", &twice("<= 26 gg")).len(), 1);
    assert_eq!(brings("targets-differ-between-tables", &twice("≤24,50 gg")).len(), 0);
}

#[test]
fn deadlines_that_had_passed() {
    let due = |raw: &'static str| {
        move |p: &mut Value| {
            p["operational_indicators"][0]["target"] = target(raw);
            p["operational_indicators"][0]["notes"] = json!([]);
        }
    };
    // The annex is of 1 April 2019.
    assert_eq!(brings("deadline-before-annex", &due("31/03/2019")).len(), 1);
    assert_eq!(brings("deadline-before-annex", &due("30/04/2019")).len(), 0);
}

#[test]
fn texts_that_break_off_or_send_elsewhere() {
    let words = |words: &'static str| move |p: &mut Value| p["operational_indicators"][0]["indicator"] = json!(words);
    assert_eq!(brings("unbalanced-parenthesis", &words("Atti redatti (statuto, regolamento")).len(), 1);
    assert_eq!(brings("unbalanced-parenthesis", &words("Atti redatti (statuto, regolamento)")).len(), 0);
    let asked = |raw: &'static str| move |p: &mut Value| p["operational_indicators"][0]["target"] = target(raw);
    assert_eq!(brings("target-stands-elsewhere", &asked("vedi allegato 3")).len(), 1);
    assert_eq!(brings("target-stands-elsewhere", &asked("Pubblicazione dell'allegato")).len(), 0);
}

#[test]
fn totals_other_than_hundred() {
    let total = |weight: f64| move |p: &mut Value| p["totals"][0]["weight"] = json!(weight);
    assert_eq!(brings("total-is-not-100", &total(70.0)).len(), 1);
    assert_eq!(brings("total-is-not-100", &total(100.0)).len(), 0);
}

#[test]
fn a_value_that_a_text_does_not_show() {
    let doubt = |field: &'static str, value: Value| {
        move |p: &mut Value| {
            p["operational_indicators"][0][field] = value.clone();
            p["operational_indicators"][0]["inferred"] = json!([{"field": field, "because": "nothing is printed at the row", "confidence": 0.6, "alternatives": []}]);
        }
    };
    let programme = json!("Un programma");
    assert_eq!(brings("value-not-found", &doubt("programme", Value::Null)).len(), 1);
    assert_eq!(brings("value-not-found", &doubt("programme", programme)).len(), 0);
}
