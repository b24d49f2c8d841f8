//! `check`: for each code a plan that has it, and one that nearly has it.
//!
//! The plans are that of an annex of the corpus with one edit. What the annex itself has is taken
//! away first, so that a finding can only come from the edit.

mod corpus;
mod more;
mod real;

use cruscotto::check::{CHECKS, check, codes};
use cruscotto::grammar::note;
use cruscotto::plan::Plan;
use serde_json::{Value, json};

use crate::diff::{edited, old, target};

/// The messages of one code that the edit brings and the annex does not have.
fn brings(code: &str, edit: &dyn Fn(&mut Value)) -> Vec<String> {
    let before = messages(old(), code);
    let after = messages(&edited(old(), edit), code);
    after.into_iter().filter(|m| !before.contains(m)).collect()
}

fn messages(plan: &Plan, code: &str) -> Vec<String> {
    check(plan).into_iter().filter(|d| d.code.id == code).map(|d| d.message).collect()
}

/// A remark as the program reads it.
fn remark(raw: &str) -> Value {
    let read = note::parse_all(raw).into_iter().next().expect("a remark");
    json!({
        "raw": read.raw, "action": read.action.map(cruscotto::plan::Action::name), "subject": read.subject.name(),
        "occasion": read.annual_rolling.then_some("annual-rolling"), "occasion_year": read.occasion_year,
        "resolution": null, "body": read.body, "number": read.number,
        "date": read.date.map(|d| d.to_string()), "footnote": read.footnote
    })
}

fn with_remark(raw: &'static str) -> impl Fn(&mut Value) {
    // A row that has none in the annex.
    move |p| p["operational_indicators"][0]["notes"] = json!([remark(raw)])
}

type Edit = fn(&mut Value);

#[test]
fn resolutions() {
    let of = |code, raw| brings(code, &with_remark(raw)).len();
    let number = "resolution-without-number";
    assert_eq!(
        of(number, "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. del 3 maggio 2018"),
        1
    );
    assert_eq!(
        of(number, "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 8 del 3 maggio 2018"),
        0
    );
    let date = "resolution-without-date";
    assert_eq!(of(date, "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 8"), 1);
    assert_eq!(
        of(date, "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 8 del 3 maggio 2018"),
        0
    );
    // The annex is of 1 April 2019, n. 97.
    let two = "date-with-two-numbers";
    assert_eq!(
        of(two, "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 79 del 1 aprile 2019"),
        1
    );
    assert_eq!(
        of(two, "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 97 del 1 aprile 2019"),
        0
    );
    let later = "resolution-after-annex";
    assert_eq!(
        of(later, "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 98 del 2 aprile 2019"),
        1
    );
    assert_eq!(
        of(later, "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 97 del 1 aprile 2019"),
        0
    );
}

#[test]
fn footnotes() {
    // The annex numbers its footnotes from 1 to the last without a gap or a repetition.
    let gap = "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 97 del 1 aprile 2019 (90)";
    let again = "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 97 del 1 aprile 2019 (5)";
    assert_eq!(brings("footnote-missing", &with_remark(gap)).len(), 1);
    assert_eq!(brings("footnote-missing", &with_remark(again)).len(), 0);
    assert_eq!(brings("footnote-repeated", &with_remark(again)).len(), 1);
    assert_eq!(brings("footnote-repeated", &with_remark(gap)).len(), 0);
}

#[test]
fn weights() {
    let wrong: Edit = |p| p["executive_objectives"][0]["weight"] = json!(99);
    assert_eq!(brings("weights-do-not-add-up", &wrong).len(), 1);
    // Two weights that change against one another leave the sum as it is.
    let shifted: Edit = |p| {
        p["executive_objectives"][0]["weight"] = json!(6);
        p["executive_objectives"][1]["weight"] =
            json!(p["executive_objectives"][1]["weight"].as_f64().unwrap_or(0.0) - 1.0);
    };
    assert_eq!(brings("weights-do-not-add-up", &shifted).len(), 0);
    let no_total: Edit = |p| {
        p["totals"].as_array_mut().expect("a list").remove(0);
    };
    assert_eq!(brings("total-missing", &no_total).len(), 1);
    let none_at_all: Edit = |p| p["totals"] = json!([]);
    assert_eq!(brings("total-missing", &none_at_all).len(), 0);
}

/// The dashboard's third row has `<= 25 gg`, `<= 24,5 gg`, `<= 24,5 gg`, `<= 24 gg`.
#[test]
fn targets_along_the_years() {
    let unit: Edit = |p| p["strategic_indicators"][2]["targets"][3]["target"] = target("<= 24%");
    assert_eq!(brings("unit-changes", &unit).len(), 1);
    let baseline: Edit = |p| p["strategic_indicators"][2]["targets"][0]["target"] = target("Anno di rilevazione");
    assert_eq!(brings("unit-changes", &baseline).len(), 0);
    let easier: Edit = |p| p["strategic_indicators"][2]["targets"][3]["target"] = target("<= 26 gg");
    assert_eq!(brings("target-gets-easier", &easier).len(), 1);
    let harder: Edit = |p| p["strategic_indicators"][2]["targets"][3]["target"] = target("<= 20 gg");
    assert_eq!(brings("target-gets-easier", &harder).len(), 0);
    // A deadline that moves on by a year is no easier.
    let deadlines: Edit = |p| {
        p["strategic_indicators"][2]["targets"] = json!([
            {"year": 2018, "target": target("30/06/2018")}, {"year": 2019, "target": target("30/06/2019")}
        ]);
    };
    assert_eq!(brings("target-gets-easier", &deadlines).len(), 0);
}

#[test]
fn targets_against_words_and_remarks() {
    let late: Edit = |p| {
        p["operational_indicators"][0]["target"] = target("31/03/2019");
        p["operational_indicators"][0]["notes"] = json!([remark(
            "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 97 del 1 aprile 2019"
        )]);
    };
    assert_eq!(brings("deadline-before-resolution", &late).len(), 1);
    let same_day: Edit = |p| {
        p["operational_indicators"][0]["target"] = target("01/04/2019");
        p["operational_indicators"][0]["notes"] = json!([remark(
            "Aggiornato in sede di rolling annuale con deliberazione della Giunta n. 97 del 1 aprile 2019"
        )]);
    };
    assert_eq!(brings("deadline-before-resolution", &same_day).len(), 0);
    let turned: Edit = |p| {
        p["operational_indicators"][0]["indicator"] = json!("Pianificazione entro 30 giorni dalla variazione");
        p["operational_indicators"][0]["target"] = target(">= 30gg");
    };
    assert_eq!(brings("comparator-contradicts-words", &turned).len(), 1);
    let share: Edit = |p| {
        p["operational_indicators"][0]["indicator"] = json!("Percentuale di pratiche evase entro 5 giorni");
        p["operational_indicators"][0]["target"] = target(">= 98%");
    };
    assert_eq!(brings("comparator-contradicts-words", &share).len(), 0);
    let removed: Edit = |p| {
        p["strategic_indicators"][2]["status"] = json!("removed");
        p["strategic_indicators"][2]["notes"] = json!([remark("Eliminato in sede di rolling annuale 2018")]);
    };
    assert_eq!(brings("target-after-removal", &removed).len(), 1);
    let at_the_end: Edit = |p| {
        p["strategic_indicators"][2]["status"] = json!("removed");
        p["strategic_indicators"][2]["notes"] = json!([remark("Eliminato in sede di rolling annuale 2020")]);
    };
    assert_eq!(brings("target-after-removal", &at_the_end).len(), 0);
}

#[test]
fn rows_that_lack_something_or_stand_twice() {
    let no_owner: Edit = |p| p["strategic_indicators"][2]["owners"] = json!([]);
    assert_eq!(brings("indicator-without-owner", &no_owner).len(), 1);
    let no_owner_of_removed: Edit = |p| {
        p["strategic_indicators"][2]["owners"] = json!([]);
        p["strategic_indicators"][2]["status"] = json!("removed");
    };
    assert_eq!(brings("indicator-without-owner", &no_owner_of_removed).len(), 0);
    let no_target: Edit = |p| p["operational_indicators"][0]["target"] = Value::Null;
    assert_eq!(brings("indicator-without-target", &no_target).len(), 1);
    let weightless: Edit = |p| {
        p["executive_objectives"][0]["target"] = Value::Null;
        p["executive_objectives"][0]["weight"] = json!(0);
    };
    assert_eq!(brings("indicator-without-target", &weightless).len(), 0);
    let twice: Edit = |p| {
        let mut row = p["strategic_indicators"][2].clone();
        row["id"] = json!("si-0000000000");
        p["strategic_indicators"].as_array_mut().expect("a list").push(row);
    };
    assert_eq!(brings("duplicate-indicator", &twice).len(), 1);
    let elsewhere: Edit = |p| {
        let mut row = p["strategic_indicators"][2].clone();
        row["id"] = json!("si-0000000000");
        row["objective"] = json!("os-05");
        p["strategic_indicators"].as_array_mut().expect("a list").push(row);
    };
    assert_eq!(brings("duplicate-indicator", &elsewhere).len(), 0);
}

#[test]
fn spellings_of_one_unit() {
    let spelt: Edit = |p| p["units"][0]["aliases"] = json!(["S.Staff", "S. Staff"]);
    assert_eq!(brings("unit-spellings", &spelt).len(), 1);
    let one: Edit = |p| p["units"][0]["aliases"] = json!(["S. Staff"]);
    assert_eq!(brings("unit-spellings", &one).len(), 0);
}

#[test]
fn codes_are_unique_and_explained() {
    let mut ids: Vec<&str> = codes().map(|c| c.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), codes().count());
    assert!(codes().all(|c| !c.says.is_empty() && !c.help.is_empty()));
    assert!(CHECKS.len() >= 29);
}
