//! `history`: each value an indicator had, from which resolution to which.

use cruscotto::history::history;
use serde_json::json;

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
