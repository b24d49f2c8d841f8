//! Reading-order text: lines back to rows, detached cells to the rows they cover.

use std::fs;
use std::path::Path;

use cruscotto::plan::{Plan, Status};
use cruscotto::read::ReadOptions;
use cruscotto::source::Source;

fn plan(case: &str) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(case).join("annex.txt");
    let bytes = fs::read(&path).expect("the fixture is there");
    cruscotto::plan_of(Source { name: "annex.txt", bytes: &bytes }, &ReadOptions::default())
        .expect("a text is readable")
}

fn targets(plan: &Plan, row: usize) -> Vec<(i32, String)> {
    plan.strategic[row].targets.iter().map(|t| (t.year, t.target.value.raw.clone())).collect()
}

fn pairs(expected: &[(i32, &str)]) -> Vec<(i32, String)> {
    expected.iter().map(|(year, text)| (*year, (*text).to_owned())).collect()
}

#[test]
fn cells_of_one_line_are_told_apart_by_what_they_are() {
    let plan = plan("flow-dashboard");
    let row = &plan.strategic[0];
    assert_eq!(row.base.indicator.value, "N. sportelli aperti / N. sportelli previsti");
    assert_eq!(targets(&plan, 0), pairs(&[(2018, "80%"), (2019, "85%"), (2020, "90%"), (2021, "95%")]));
    assert_eq!(row.owners[0].value.raw, "S.Porti");
    assert!(row.base.indicator.inference().is_none());
}

#[test]
fn wrapped_cells_are_joined_and_remarks_kept_whole() {
    let plan = plan("flow-dashboard");
    let row = &plan.strategic[1];
    assert_eq!(
        row.base.indicator.value,
        "Tempo medio di rilascio delle concessioni, dalla domanda completa alla firma dell'atto"
    );
    assert_eq!(row.owners[0].value.raw, "S.Demanio Marittimo");
    let note = &row.base.notes[0].value;
    assert_eq!((note.number, note.footnote), (Some(12), Some(1)));
}

#[test]
fn fewer_values_than_years_are_placed_by_evidence_and_marked() {
    let plan = plan("flow-dashboard");
    // The values name their years.
    assert_eq!(targets(&plan, 2), pairs(&[(2019, "31/12/2019"), (2020, "31/12/2020")]));
    // A removed row keeps its first years.
    assert_eq!(targets(&plan, 3), pairs(&[(2018, "70%"), (2019, "75%")]));
    assert_eq!(plan.strategic[3].status, Status::Removed);
    for row in [2, 3] {
        assert!(plan.strategic[row].targets.iter().all(|t| t.target.inference().is_some()));
    }
}

#[test]
fn detached_cells_cover_the_rows_that_print_nothing() {
    let plan = plan("flow-merged");
    let objectives: Vec<Option<&str>> =
        plan.operational.iter().map(|r| r.base.objective.as_ref().map(|o| o.value.as_str())).collect();
    assert_eq!(objectives, [Some("os-01"), Some("os-01"), Some("os-02"), Some("os-02")]);
    assert!(plan.operational.iter().all(|r| r.base.objective.as_ref().is_some_and(|o| o.inference().is_some())));
    assert_eq!(plan.operational[1].base.notes.len(), 1);
}

#[test]
fn a_table_that_prints_no_indicators_takes_its_own_from_the_detached_cells() {
    let plan = plan("flow-lacking");
    let rows: Vec<(&str, String)> = plan
        .strategic
        .iter()
        .zip(0..)
        .map(|(r, at)| (&*r.base.indicator.value, targets(&plan, at)[0].1.clone()))
        .collect();
    let expected = [
        ("Tempo medio di rilascio delle concessioni", "30 gg"),
        ("Percentuale di concessioni rilasciate nei termini rispetto al totale", "80%"),
        ("Pubblicazione del bilancio sociale sul sito istituzionale", "30/06/2019"),
    ];
    assert_eq!(rows, expected.map(|(indicator, value)| (indicator, value.to_owned())));
    assert!(plan.strategic.iter().all(|r| r.base.indicator.inference().is_some()));
    let own =
        |text: &str| plan.operational.iter().all(|r| r.operational_objective.as_ref().is_none_or(|o| o.value != text));
    assert!(expected.iter().all(|(indicator, _)| own(indicator)));
}

#[test]
fn the_real_annex_is_read_to_its_last_line() {
    let plan = plan("giunta-92-2020");
    assert_eq!(plan.strategic.len(), 54);
    assert_eq!(plan.operational.len(), 86);
    assert_eq!(plan.executive.len(), 21);
    assert_eq!(plan.objectives.len(), 14);
    let unplaced = plan.diagnostics.iter().filter(|d| d.code.id == "unplaced-text").count();
    assert!(unplaced <= 1, "{unplaced} pieces without a place");
}

#[test]
fn a_list_of_numbers_is_no_plan_though_some_are_like_years() {
    for width in [6, 4] {
        let text = (1..2300).map(|n| format!("{n:0width$}")).collect::<Vec<_>>().join("\n");
        let source = Source { name: "numbers.txt", bytes: text.as_bytes() };
        let plan = cruscotto::plan_of(source, &ReadOptions::default()).expect("it is a text");
        assert_eq!(plan.rows().len(), 0, "{width} digits");
        assert_eq!(plan.coverage.placed, 0);
        assert!(plan.diagnostics.iter().any(|d| d.code.id == "unplaced-text"));
    }
}

#[test]
fn perspectives_printed_apart_and_not_placed_are_marked_as_missing() {
    let plan = plan("flow-executives");
    assert_eq!(plan.executive.len(), 6);
    for row in &plan.executive {
        let doubt = row.base.doubts.iter().find(|(field, _)| *field == "perspective");
        assert!(row.perspective.is_none());
        assert!(doubt.is_some_and(|(_, why)| why.confidence < 0.5), "{}", row.base.indicator.value);
    }
}

#[test]
fn a_map_among_the_merged_cells_of_its_sheet_is_told_by_more_than_their_order() {
    let plan = plan("flow-one-sheet");
    let side = |number: u32| {
        let objective = plan.objectives.iter().find(|o| o.number == Some(number)).expect("it is printed");
        objective.perspective.as_ref().filter(|side| side.inference().is_some()).map(|side| side.value.clone())
    };
    let expected = ["imprese-territorio", "imprese-territorio", "processi-interni", "economico-finanziario"];
    assert_eq!([1, 2, 3, 4].map(side), expected.map(|id| Some(id.to_owned())));
    assert_eq!(
        plan.objectives.iter().find(|o| o.number == Some(3)).map(|o| o.title.value.ends_with("processi")),
        Some(true)
    );
    let indicators: Vec<&str> = plan.strategic.iter().map(|row| &*row.base.indicator.value).collect();
    assert_eq!(indicators[0], "N. sportelli aperti / N. sportelli previsti");
    assert!(!indicators.contains(&"Imprese e Territorio"), "{indicators:?}");
}
