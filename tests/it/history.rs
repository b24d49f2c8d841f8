//! `history`: each value an indicator had, from which resolution to which.

use cruscotto::document::Body;
use cruscotto::history::history;
use cruscotto::read::{ReadOptions, read};
use cruscotto::source::Source;
use cruscotto::write::{Lang, history as write};
use serde_json::{Value, json};

use crate::diff::{edited, old, target};

#[test]
fn a_value_lasts_from_the_version_that_brought_it_to_the_one_that_changed_it() {
    let first = old();
    let second = edited(first, &|p| {
        p["annex"]["resolution"] = json!({"body": "Giunta", "number": 12, "date": "2020-02-03"});
        p["strategic_indicators"][2]["targets"][1]["target"] = target("<= 20 gg");
        p["strategic_indicators"][2]["indicator"] = json!("Tempistica di rilascio dei dispositivi");
    });
    let third = edited(&second, &|p| {
        p["annex"]["resolution"] = json!({"body": "Giunta", "number": 40, "date": "2020-07-21"});
        p["strategic_indicators"].as_array_mut().expect("a list").remove(2);
    });
    // The order in which versions are given does not matter.
    let spans = history(&[third, first.clone(), second.clone()]);

    let id = &second.strategic[2].base.id;
    let of_2018: Vec<_> = spans.iter().filter(|s| s.id == *id && s.year == Some(2018)).collect();
    let told: Vec<_> = of_2018
        .iter()
        .map(|s| (s.value.as_str(), s.from.name.as_str(), s.to.as_ref().map(|v| v.name.as_str())))
        .collect();
    let expected = [
        ("<= 24,5 gg", "giunta-2019-04-01-97", Some("giunta-2020-02-03-12")),
        ("<= 20 gg", "giunta-2020-02-03-12", Some("giunta-2020-07-21-40")),
    ];
    assert_eq!(told, expected);
    assert!(
        of_2018.iter().all(|s| s.indicator == "Tempistica di rilascio dei dispositivi"),
        "named as it is named last"
    );

    // Every other value is in force since the first version.
    let targets = |p: &cruscotto::plan::Plan| p.strategic.iter().map(|r| r.targets.len()).sum::<usize>();
    let open = spans.iter().filter(|s| s.section == "strategic_indicators" && s.to.is_none()).count();
    assert_eq!(open, targets(first) - first.strategic[2].targets.len());
}

#[test]
fn versions_that_do_not_differ_give_one_line_a_value() {
    let first = old();
    let again = edited(first, &|p| p["annex"]["resolution"]["number"] = json!(98));
    let once = history(std::slice::from_ref(first));
    let twice = history(&[first.clone(), again]);
    assert_eq!(once.len(), twice.len());
    assert!(twice.iter().all(|s| s.to.is_none()));
}

#[test]
fn csv_json_and_workbook_hold_the_same_lines() {
    let first = old();
    let second = edited(first, &|p| {
        p["annex"]["resolution"] = json!({"body": "Giunta", "number": 12, "date": "2020-02-03"});
        p["operational_indicators"][0]["target"] = target("2 gg");
    });
    let third = edited(&second, &|p| {
        p["annex"]["resolution"] = json!({"body": "Giunta", "number": 40, "date": "2020-07-21"});
        p["operational_indicators"][0]["target"] = target("1 gg");
    });
    let spans = history(&[first.clone(), second, third]);
    let rows: Value = serde_json::from_slice(&write::json(&spans)).expect("JSON");
    let values: Vec<&str> = rows.as_array().expect("a list").iter().filter_map(|r| r["value"].as_str()).collect();
    let wanted: Vec<&str> = spans.iter().map(|s| s.value.as_str()).collect();
    assert_eq!(values, wanted);
    for value in ["4 gg", "2 gg", "1 gg"] {
        let of_it = |s: &&cruscotto::history::Span| s.value == value && s.id == first.operational[0].base.id;
        assert_eq!(spans.iter().filter(of_it).count(), 1, "{value}");
    }

    let text = write::csv(&spans).expect("written");
    let mut table = csv::Reader::from_reader(text.as_slice());
    let column = table.headers().expect("a header").iter().position(|h| h == "value").expect("the column");
    let values: Vec<String> = table.records().map(|r| r.expect("a record")[column].to_owned()).collect();
    assert_eq!(values, wanted);

    let bytes = write::workbook(&spans, Lang::It).expect("written");
    let book = read(Source { name: "storia.xlsx", bytes: &bytes }, &ReadOptions::default()).expect("a workbook");
    let Body::Grid(sheets) = &book.body else { panic!("a workbook has sheets") };
    let cells = &sheets[0].cells;
    let column = cells.iter().find(|c| c.row == 0 && c.text == "Valore").expect("the column").col;
    let values: Vec<&str> = cells.iter().filter(|c| c.row > 0 && c.col == column).map(|c| c.text.as_str()).collect();
    assert_eq!(values, wanted);
}
