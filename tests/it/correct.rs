//! Corrections that persist, and ids that last.

mod real;

use cruscotto::correct::{apply, between, parse, review, to_toml};
use cruscotto::plan::Plan;
use cruscotto::plan_of;
use cruscotto::read::ReadOptions;
use cruscotto::registry::Registry;
use cruscotto::source::Source;
use cruscotto::trace::How;
use cruscotto::write::{Content, Lang, WRITERS, WriteOptions};
use serde_json::json;

use crate::diff::{edited, old, plan};

/// How many fields of a plan are deduced.
fn inferred(plan: &Plan) -> usize {
    let rows = plan.rows();
    let fields = rows.iter().flat_map(|r| &r.fields).filter(|f| matches!(f.how, How::Inferred(_))).count();
    fields + rows.iter().map(|r| r.doubts.len()).sum::<usize>()
}

/// The proposals with their comment signs taken off, as a person does who has looked at each.
fn confirmed(proposals: &str) -> String {
    let keys = ["# [[correction]]", "# file =", "# row =", "# field =", "# was =", "# value =", "# reason ="];
    let line = |l: &str| if keys.iter().any(|k| l.starts_with(k)) { l[2..].to_owned() } else { l.to_owned() };
    proposals.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn codes<'a>(plan: &'a Plan, code: &str) -> Vec<&'a str> {
    plan.diagnostics.iter().filter(|d| d.code.id == code).map(|d| d.message.as_str()).collect()
}

#[test]
fn all_proposals_answered_leave_no_deduction() {
    let mut plan = plan("corpus/106/annex.xlsx");
    let before = inferred(&plan);
    assert!(before > 0, "the annex has deductions to confirm");
    let corrections =
        parse(&confirmed(&review(&plan))).expect("a person who follows the file's head writes valid TOML");
    apply(&mut plan, &corrections);
    assert_eq!(inferred(&plan), 0);
    assert_eq!(codes(&plan, "correction-stale"), [""; 0]);
    assert_eq!(codes(&plan, "corrected").len(), corrections.len());
}

#[test]
fn a_correction_sets_the_value_and_says_so() {
    let mut plan = old().clone();
    let id = plan.strategic[2].base.id.clone();
    let text = format!(
        "[[correction]]\nrow = \"{id}\"\nfield = \"targets.2018\"\nwas = \"<= 24,5 gg\"\nvalue = \"<= 23 gg\"\nreason = \"resolution 161\"\n"
    );
    apply(&mut plan, &parse(&text).expect("valid"));
    let target = &plan.strategic[2].targets[1].target;
    assert_eq!(target.value.raw, "<= 23 gg");
    assert!(matches!(target.how(), How::Corrected(c) if c.reason == "resolution 161"));
    assert_eq!(codes(&plan, "corrected"), ["targets.2018: `<= 23 gg` in place of `<= 24,5 gg`: resolution 161"]);
}

#[test]
fn a_correction_that_no_longer_fits_is_reported_and_not_applied() {
    let id = old().strategic[2].base.id.clone();
    let text = format!(
        "[[correction]]\nrow = \"{id}\"\nfield = \"targets.2018\"\nwas = \"<= 24,5 gg\"\nvalue = \"<= 23 gg\"\n\
         [[correction]]\nrow = \"{id}\"\nfield = \"targets.2019\"\nwas = \"<= 24,5 gg\"\nvalue = \"<= 22 gg\"\n\
         [[correction]]\nrow = \"si-0000000000\"\nfield = \"indicator\"\nwas = \"x\"\nvalue = \"y\"\n"
    );
    let corrections = parse(&text).expect("valid");
    let mut changed =
        edited(old(), &|p| p["strategic_indicators"][2]["targets"][1]["target"]["raw"] = json!("<= 24 gg"));
    apply(&mut changed, &corrections);
    assert_eq!(changed.strategic[2].targets[1].target.value.raw, "<= 24 gg", "the source changed: left alone");
    assert_eq!(changed.strategic[2].targets[2].target.value.raw, "<= 22 gg", "still fits");
    let stale = codes(&changed, "correction-stale");
    assert_eq!(stale.len(), 2, "{stale:?}");
    assert!(stale[0].contains("<= 24 gg") && stale[1].contains("no such row"));
}

#[test]
fn a_field_that_is_none_is_an_error_in_words() {
    assert!(parse("[[correction]]\nrow = 1").is_err());
    assert!(parse("[[correction]]\nrow = \"a\"\nfield = \"b\"\nvalue = \"c\"\nmistake = \"d\"").is_err());
}

#[test]
fn a_row_keeps_its_id_when_it_is_reworded_and_when_it_moves() {
    let first = old();
    let second = edited(first, &|p| {
        p["annex"]["resolution"] = json!({"body": "Giunta", "number": 12, "date": "2020-02-03"});
        // What the program gives: an id made of the new words.
        p["strategic_indicators"][2]["indicator"] = json!("Tempistica di rilascio dei dispositivi");
        p["strategic_indicators"][2]["id"] = json!("si-1111111111");
        p["strategic_indicators"][3]["objective"] = json!("os-05");
        p["strategic_indicators"][3]["id"] = json!("si-2222222222");
    });
    let mut registry = Registry::default();
    registry.learn(&[second.clone(), first.clone()]);
    let kept = Registry::parse(&registry.to_toml()).expect("our own file");
    assert_eq!(kept, registry);

    let mut amended = second;
    kept.apply(&mut amended);
    assert_eq!(amended.strategic[2].base.id, first.strategic[2].base.id);
    assert_eq!(amended.strategic[3].base.id, first.strategic[3].base.id);
    let known = kept.row.iter().find(|k| k.id == first.strategic[2].base.id).expect("registered");
    assert_eq!(known.seen.len(), 2);
    assert!(known.seen[1].confidence < 1.0, "a reworded row is matched with less than certainty");
}

#[test]
fn rows_keep_their_ids_when_their_objective_is_renumbered() {
    let first = old();
    let second = edited(first, &|p| {
        p["annex"]["resolution"] = json!({"body": "Giunta", "number": 12, "date": "2020-02-03"});
        p["strategic_objectives"][1]["id"] = json!("os-22");
        p["strategic_objectives"][1]["number"] = json!(22);
        for section in ["strategic_indicators", "operational_indicators"] {
            for (at, row) in p[section].as_array_mut().expect("a list").iter_mut().enumerate() {
                if row["objective"] == "os-02" {
                    row["objective"] = json!("os-22");
                    // What the program gives: the objective's number is part of an id.
                    row["id"] = json!(format!("{}-{at:010}", &section[..1]));
                }
            }
        }
    });
    let mut registry = Registry::default();
    registry.learn(&[first.clone(), second.clone()]);
    let mut amended = second.clone();
    registry.apply(&mut amended);
    let ids = |plan: &Plan| plan.rows().iter().skip(plan.objectives.len()).map(|r| r.id.to_owned()).collect::<Vec<_>>();
    assert_ne!(ids(&second), ids(first));
    assert_eq!(ids(&amended), ids(first));
}

#[test]
fn learning_the_same_versions_again_changes_nothing() {
    let mut registry = Registry::default();
    registry.learn(std::slice::from_ref(old()));
    let once = registry.clone();
    registry.learn(std::slice::from_ref(old()));
    assert_eq!(registry, once);
}

#[test]
fn a_workbook_edited_by_hand_gives_the_same_corrections() {
    let mut plan = plan("corpus/106/annex.xlsx");
    let options = WriteOptions { lang: Lang::It, name: "annex".to_owned() };
    let writer = WRITERS.iter().find(|w| w.name == "xlsx").expect("the workbook");
    let back = |plan: &Plan| {
        let bytes = (writer.write)(&Content::new(plan), &options).expect("written").remove(0).bytes;
        plan_of(Source { name: "annex.xlsx", bytes: &bytes }, &ReadOptions::default()).expect("our own workbook")
    };
    assert_eq!(between(&plan, &back(&plan), "x"), (Vec::new(), Vec::new()), "nothing was edited");

    let id = |at: usize| plan.operational[at].base.id.clone();
    let text = format!(
        "[[correction]]\nfile = \"annex.xlsx\"\nrow = \"{}\"\nfield = \"target\"\nwas = \"{}\"\nvalue = \"31/10/2022\"\nreason = \"x\"\n\
         [[correction]]\nfile = \"annex.xlsx\"\nrow = \"{}\"\nfield = \"programme\"\nwas = \"{}\"\nvalue = \"Un altro programma\"\nreason = \"x\"\n",
        id(0),
        plan.operational[0].target.as_ref().expect("a target").value.raw,
        id(1),
        plan.operational[1].programme.as_ref().expect("a programme").value,
    );
    let corrections = parse(&text).expect("valid");
    let read = plan.clone();
    apply(&mut plan, &corrections);
    let (made, alone) = between(&read, &back(&plan), "x");
    assert_eq!((&made, alone), (&corrections, Vec::new()));
    assert_eq!(parse(&to_toml(&made)).expect("our own file"), corrections);
}

#[test]
fn a_correction_to_what_the_plan_does_not_have_is_refused() {
    let mut plan = old().clone();
    let id = plan.strategic[2].base.id.clone();
    let was = plan.strategic[2].base.objective.as_ref().expect("named").value.clone();
    let text = format!("[[correction]]\nrow = \"{id}\"\nfield = \"objective\"\nwas = \"{was}\"\nvalue = \"os-99\"\n");
    apply(&mut plan, &parse(&text).expect("valid"));
    assert_eq!(plan.strategic[2].base.objective.as_ref().map(|o| o.value.as_str()), Some(was.as_str()));
    assert!(codes(&plan, "correction-stale")[0].contains("no objective `os-99`"));
}
