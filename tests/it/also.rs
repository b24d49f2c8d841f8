//! Two forms of one annex read together: each value from the form that states it outright.

use cruscotto::read::ReadOptions;
use cruscotto::source::Source;
use cruscotto::write::json;
use cruscotto::{PlanError, plan_of_both};
use serde_json::Value;

const HEADER: &str =
    "Obiettivo strategico;Programma;Obiettivo operativo;Indicatore;Target 2020;Servizi coinvolti;Area\n";

/// The plan of two delimited texts, as it is written.
fn both(first: &str, other: &str) -> Result<Value, PlanError> {
    let (first, other) = (format!("{HEADER}{first}"), format!("{HEADER}{other}"));
    let plan = plan_of_both(
        Source { name: "a.csv", bytes: first.as_bytes() },
        Source { name: "b.csv", bytes: other.as_bytes() },
        &ReadOptions::default(),
    )?;
    Ok(serde_json::from_slice(&json::artifact(&plan).bytes).expect("our own JSON"))
}

fn found<'a>(plan: &'a Value, code: &str) -> Vec<&'a Value> {
    let all = plan["diagnostics"].as_array().expect("a list");
    all.iter().filter(|found| found["code"] == code).collect()
}

const FIRST: &str =
    "1. Sostegno alle imprese;Promozione;Accompagnare le imprese;Imprese assistite;>= 40;Servizio Promozione;AREA II\n";
const SECOND: &str = "1. Sostegno alle imprese;Promozione;Accompagnare le imprese;Grado di soddisfazione;>= 85%;Servizio Promozione;AREA II\n";

#[test]
fn a_deduction_that_the_other_form_states_is_confirmed() {
    let blank = ";;;Grado di soddisfazione;>= 85%;Servizio Promozione;AREA II\n";
    let plan = both(&format!("{FIRST}{blank}"), &format!("{FIRST}{SECOND}")).expect("one annex");
    let row = &plan["operational_indicators"][1];
    assert_eq!(row["programme"], "Promozione");
    assert_eq!(row["inferred"], serde_json::json!([]), "both forms say the same");
    assert_eq!(row["provenance"]["range"], "D3:G3");
    assert_eq!(row["provenance"]["fields"]["programme"]["sheet"], "b", "the place is the form's that states it");
    let message = found(&plan, "read-beside")[0]["message"].as_str().expect("text").to_owned();
    assert!(message.contains("0 values taken from it, 3 deductions confirmed, 0 disagreements"), "{message}");
}

#[test]
fn a_deduction_that_the_other_form_contradicts_gives_way() {
    let blank = ";;;Grado di soddisfazione;>= 85%;Servizio Promozione;AREA II\n";
    let stated = SECOND.replace(";Promozione;", ";Formazione;");
    let plan = both(&format!("{FIRST}{blank}"), &format!("{FIRST}{stated}")).expect("one annex");
    let row = &plan["operational_indicators"][1];
    assert_eq!((&row["programme"], &row["inferred"]), (&"Formazione".into(), &serde_json::json!([])));
    let taken = found(&plan, "taken-from-other-form");
    assert_eq!(taken[0]["message"], "`programme` taken from b.csv, which states it outright");
    assert_eq!((&taken[0]["row"], &taken[0]["provenance"]["range"]), (&row["id"], &"B3".into()));
    // The other way about nothing is taken: the first form states all.
    let plan = both(&format!("{FIRST}{stated}"), &format!("{FIRST}{blank}")).expect("one annex");
    assert_eq!(plan["operational_indicators"][1]["programme"], "Formazione");
    assert!(found(&plan, "taken-from-other-form").is_empty());
}

#[test]
fn values_that_both_state_and_that_differ_are_shown_with_their_places() {
    let plan = both(&format!("{FIRST}{SECOND}"), &format!("{FIRST}{}", SECOND.replace("85", "90"))).expect("one annex");
    let row = &plan["operational_indicators"][1];
    assert_eq!(row["target"]["raw"], ">= 85%");
    assert_eq!(
        (&row["inferred"][0]["field"], &row["inferred"][0]["alternatives"][0]),
        (&"target".into(), &">= 90%".into())
    );
    let [found] = found(&plan, "forms-disagree")[..] else { panic!("one disagreement") };
    let message = "operational_indicators, `target`: a.csv says `>= 85%` (a!E3), b.csv says `>= 90%` (b!E3)";
    assert_eq!((&found["message"], &found["row"]), (&message.into(), &row["id"]));
}

#[test]
fn a_difference_of_form_alone_is_none_and_a_row_of_one_form_is_told() {
    let plan = both(FIRST, &format!("{}{SECOND}", FIRST.replace(">= 40", "≥40"))).expect("one annex");
    assert!(found(&plan, "forms-disagree").is_empty());
    assert_eq!(plan["operational_indicators"][0]["target"]["raw"], ">= 40");
    let row = &plan["operational_indicators"][1];
    assert_eq!(
        (&row["indicator"], &row["inferred"][0]["field"]),
        (&"Grado di soddisfazione".into(), &"indicator".into())
    );
    assert_eq!(found(&plan, "only-in-one-form")[0]["row"], row["id"]);
}

#[test]
fn two_annexes_are_not_one() {
    let other = "2. Semplificazione;Registro;Ridurre i tempi;Pratiche evase;>= 90%;Servizio Registro;AREA III\n";
    let error = both(FIRST, other).expect_err("nothing in common").to_string();
    assert!(error.starts_with("b.csv is not another form of a.csv: of 1 rows only 0 are in both"), "{error}");
}

#[test]
fn a_workbook_and_its_print_agree() {
    let read = |file: &str| {
        let path = format!("{}/fixtures/corpus/103/{file}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
    };
    let (workbook, print) = (read("annex.xlsx"), read("annex.pdf"));
    let plan = plan_of_both(
        Source { name: "annex.xlsx", bytes: &workbook },
        Source { name: "annex.pdf", bytes: &print },
        &ReadOptions::default(),
    )
    .expect("one annex");
    let alone = cruscotto::plan_of(Source { name: "annex.xlsx", bytes: &workbook }, &ReadOptions::default());
    let codes: Vec<&str> = plan.diagnostics.iter().map(|found| found.code.id).collect();
    assert!(!codes.contains(&"forms-disagree") && !codes.contains(&"only-in-one-form"), "{codes:?}");
    let rows = |plan: &cruscotto::plan::Plan| plan.rows().len();
    assert_eq!(rows(&plan), rows(&alone.expect("readable")));
}
