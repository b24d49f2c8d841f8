//! What is deduced is marked; what is stated is not; what is not understood is reported.

use cruscotto::trace::{How, Inference};

use super::{check, plan, plan_of, said, sheet, show};

/// Checks the rows of a sheet, whatever else it holds.
#[track_caller]
fn check_shown(drawing: &str, expect: &[&str]) {
    assert_eq!(show(&plan_of(drawing)), expect);
}

#[test]
fn blanks_under_the_first_row_of_a_group_are_filled_with_a_mark() {
    check(
        "
        Obiettivo strategico | Programma | Obiettivo operativo | Indicatore | Target | Servizi
        1. Uno | Archivi | Pulire | Posizioni | 10 | Servizio Registro
         | | | Tempi | < 5 | Servizio Registro
         | Sportello | Aprire | Orari | 20 | Servizio URP
        2. Due | Fiere | Esporre | Espositori | 30 | Servizio Promozione
        ",
        &[
            "O os-01 | Archivi | Pulire | Posizioni | 10 | Servizio Registro",
            "O os-01? | Archivi? | Pulire? | Tempi | < 5 | Servizio Registro",
            "O os-01? | Sportello | Aprire | Orari | 20 | Servizio URP",
            "O os-02 | Fiere | Esporre | Espositori | 30 | Servizio Promozione",
        ],
    );
}

#[test]
fn a_blank_stays_blank_where_the_column_merges() {
    check(
        "
        Obiettivo strategico | Programma | Obiettivo operativo | Indicatore | Target
        1. Uno | Archivi | Pulire | Posizioni | 10
        ^ | ^ | Aprire | Tempi | < 5
        2. Due | | Esporre | Espositori | 30
        ",
        &[
            "O os-01 | Archivi | Pulire | Posizioni | 10",
            "O os-01 | Archivi | Aprire | Tempi | < 5",
            "O os-02 |  | Esporre | Espositori | 30",
        ],
    );
}

#[test]
fn a_new_group_ends_what_was_filled_in_the_old_one() {
    check(
        "
        Obiettivo strategico | Programma | Indicatore | Target
        1. Uno | Archivi | Posizioni | 10
        2. Due | | Espositori | 30
        ",
        &["O os-01 | Archivi |  | Posizioni | 10", "O os-02 |  |  | Espositori | 30"],
    );
}

#[test]
fn remarks_and_values_are_never_filled() {
    check(
        "
        Obiettivo strategico | Programma | Indicatore | Target | Note
        1. Uno | Archivi | Posizioni | 10 | Aggiornato con delibera n. 1 del 2/3/2020
         | | Tempi | |
        ",
        &[
            "O os-01 | Archivi |  | Posizioni | 10 | Aggiornato con delibera n. 1 del 2/3/2020",
            "O os-01? | Archivi? |  | Tempi",
        ],
    );
}

#[test]
fn a_remark_that_may_reach_further_is_a_doubt() {
    let plan = plan_of(
        "
        Obiettivo strategico | Programma | Indicatore | Target | Note
        1. Uno | Archivi | Posizioni | 10 | Aggiornato con delibera n. 1 del 2/3/2020
         | | Tempi | < 5 |
        2. Due | Fiere | Espositori | 30 |
        ",
    );
    let doubts = |at: usize| plan.operational[at].base.doubts.iter().map(|(field, _)| *field).collect::<Vec<_>>();
    assert_eq!(doubts(0), Vec::<&str>::new());
    assert_eq!(doubts(1), ["notes"]);
    assert_eq!(doubts(2), Vec::<&str>::new());
}

#[test]
fn the_sheets_name_gives_a_role_that_nothing_else_gives() {
    let table = "1. Uno | < | < | <\nPeso | Azione | Indicatore | Target\n10 | Cloud | Servizi | 80%";
    let named = plan(vec![sheet("DIR AIII", table)]);
    assert_eq!(show(&named), ["E os-01 | DIR AIII? |  | Cloud | Servizi | 80% | 10"]);
    let stated = plan(vec![sheet("DIR AIII", &format!("OBIETTIVI 2020 DIR AII | < | < | <\n{table}"))]);
    assert_eq!(show(&stated), ["E os-01 | DIR AII |  | Cloud | Servizi | 80% | 10"]);
}

#[test]
fn a_readers_doubt_is_kept() {
    let mut drawn = sheet("1", "Ob. strategico | Programma | Indicatore | Target\n1. Uno | Archivi | Posizioni | 10");
    let target = drawn.cells.last_mut().expect("a target");
    target.doubt = Some(Inference::new("two columns touch", 0.8));
    let plan = plan(vec![drawn]);
    let target = plan.operational[0].target.as_ref().expect("a target");
    assert_eq!(target.how(), &How::Inferred(Inference::new("two columns touch", 0.8)));
    assert!(plan.operational[0].programme.as_ref().is_some_and(|p| p.inference().is_none()));
}

#[test]
fn a_merged_value_says_where_it_stands() {
    let plan = plan_of(
        "
        Obiettivo strategico | Programma | Indicatore | Target
        1. Uno | Archivi | Posizioni | 10
        ^ | Sportello | Tempi | < 5
        ",
    );
    let row = &plan.operational[1];
    let objective = row.base.objective.as_ref().expect("an objective");
    assert_eq!(objective.how(), &How::Merged);
    assert_eq!(objective.places().first().to_string(), "Foglio1!A2:A3");
    assert_eq!(row.base.places.first().to_string(), "Foglio1!B3:D3");
}

#[test]
fn a_remark_in_a_line_below_is_the_rows_with_a_mark() {
    check(
        "
        Obiettivo strategico | Programma | Indicatore | Target | Note
        1. Uno | Archivi | Posizioni | 10 |
        | | | | Aggiornato con delibera n. 1 del 2/3/2020
        ",
        &["O os-01 | Archivi |  | Posizioni | 10 | Aggiornato con delibera n. 1 del 2/3/2020?"],
    );
}

#[test]
fn what_is_not_understood_is_reported_word_for_word() {
    let plan = plan_of(
        "
        1. Semplificazione | 2019 | 2020 | Owner
        Pratiche | 1 | 2 | Servizio Registro
        (*) Il valore è rilevato al 30 giugno
        ",
    );
    assert_eq!(show(&plan), ["S os-01 | Pratiche | 2019: 1 | 2020: 2 | Servizio Registro"]);
    assert_eq!(said(&plan, "unplaced-text"), ["`(*) Il valore è rilevato al 30 giugno`"]);
    assert_eq!((plan.coverage.read, plan.coverage.placed), (9, 8));
}

#[test]
fn a_foreign_table_is_named_and_its_rows_are_not_read() {
    let plan = plan_of(
        "
        Obiettivo strategico | Programma | Indicatore | Target
        1. Uno | Archivi | Posizioni | 10
        Codice | Descrizione | Budget
        A1 | Cancelleria | 1.000,00
        ",
    );
    assert_eq!(show(&plan), ["O os-01 | Archivi |  | Posizioni | 10"]);
    let message = "the table with the headers `Codice`, `Descrizione`, `Budget` is no part of a plan that is known";
    assert_eq!(said(&plan, "unknown-table"), [message]);
    assert_eq!(said(&plan, "unplaced-text"), ["`A1`", "`Cancelleria`", "`1.000,00`"]);
}

#[test]
fn an_unknown_heading_makes_what_was_held_doubtful() {
    check_shown(
        "
        OBIETTIVI 2020 SG | < | < | <
        7. Efficienza | < | < | <
        Peso | Azione | Indicatore | Target
        60 | Cloud | Servizi migrati | 80%
        Varie ed eventuali | < | < | <
        40 | Sito | Pagine | 10
        ",
        &["E os-07 | SG |  | Cloud | Servizi migrati | 80% | 60", "E os-07? | SG? |  | Sito | Pagine | 10 | 40"],
    );
}

#[test]
fn a_name_below_a_total_is_taken_for_the_next_role() {
    check_shown(
        "
        OBIETTIVI 2020 SG | < | < | <
        7. Efficienza | < | < | <
        Peso | Azione | Indicatore | Target
        100 | Cloud | Servizi migrati | 80%
        100 | | |
        Dott. Rossi | < | < | <
        7. Efficienza | < | < | <
        Peso | Azione | Indicatore | Target
        100 | Sito | Pagine | 10
        ",
        &[
            "E os-07 | SG |  | Cloud | Servizi migrati | 80% | 100",
            "E os-07 | Dott. Rossi? |  | Sito | Pagine | 10 | 100",
            "T SG = 100",
        ],
    );
}

#[test]
fn one_target_of_several_years_is_a_deduction_unless_a_title_names_the_year() {
    let table =
        "Programma | Ob. operativo | Indicatore | Target 2020 | Target 2021\nArchivi | Pulire | Posizioni | 10 | 20";
    assert_eq!(show(&plan_of(table)), ["O  | Archivi | Pulire | Posizioni | 10?"]);
    let titled = format!("Obiettivi operativi 2021 | < | <\n{table}");
    assert_eq!(show(&plan_of(&titled)), ["O  | Archivi | Pulire | Posizioni | 20"]);
}

#[test]
fn a_dashboards_target_without_a_year_is_the_titles() {
    let plan = plan_of(
        "CRUSCOTTO STRATEGICO 2020 | < | <\nOb. strategico | Indicatore | Target | Owner\n1. Uno | Pratiche | 90% | Servizio Registro",
    );
    assert_eq!(show(&plan), ["S os-01 | Pratiche | 2020: 90%? | Servizio Registro"]);
}

#[test]
fn a_column_that_the_section_has_no_field_for_is_kept_aside() {
    let plan = plan_of("Ob. strategico | Indicatore | 2019 | 2020 | Peso\n1. Uno | Pratiche | 1 | 2 | 30%");
    assert_eq!(show(&plan), ["S os-01 | Pratiche | 2019: 1 | 2020: 2"]);
    assert_eq!(said(&plan, "extra-column"), ["the column `Peso` is kept aside with 1 values"]);
}

#[test]
fn a_column_that_is_not_understood_leaves_what_is_missing_open() {
    let plan = plan_of(
        "
        Obiettivo strategico | Obiettivo operativo | Indicatore | Target | Kzw
        1. Uno | Pulire | Posizioni | 10 | Archivi
        1. Uno | Aprire | Tempi | < 5 | Sportello
        ",
    );
    let doubted: Vec<&str> = plan.operational[0].base.doubts.iter().map(|(field, _)| *field).collect();
    assert_eq!(doubted, ["programme", "services", "areas"]);
    // With all columns understood nothing is open.
    let plan = plan_of(
        "
        Obiettivo strategico | Obiettivo operativo | Indicatore | Target | Fonte
        1. Uno | Pulire | Posizioni | 10 | Archivi
        ",
    );
    assert!(plan.operational[0].base.doubts.is_empty());
}

#[test]
fn the_one_group_that_is_missing_is_the_one_column_that_is_not_understood() {
    check_shown(
        "
        Obiettivo strategico | Kzw | Obiettivo operativo | Indicatore | Target | Servizi
        1. Uno | Archivi | Pulire | Posizioni | 10 | Servizio Registro
        ",
        &["O os-01 | Archivi? | Pulire | Posizioni | 10 | Servizio Registro"],
    );
}

#[test]
fn values_that_look_like_headers_begin_no_table() {
    check(
        "
        Obiettivo strategico | Programma | Obiettivo operativo | Indicatore | Target | Servizi | Area
        1. Uno | Archivi | Obiettivo uno | Posizioni | >= 2020 | Servizio A | AREA I
        ",
        &["O os-01 | Archivi | Obiettivo uno | Posizioni | >= 2020 | Servizio A | AREA I"],
    );
}

#[test]
fn a_row_that_names_nobody_is_marked_where_others_name_somebody() {
    let doubts = |drawing: &str| -> Vec<bool> {
        let rows = plan_of(drawing).officer;
        rows.iter().map(|row| row.base.doubts.iter().any(|(field, _)| *field == "role")).collect()
    };
    let named = "
        Obiettivo operativo | Indicatore | Target | Peso | P.O.
        Pulire              | Posizioni  | 10     | 40   |
        Aprire              | Tempi      | < 5    | 60   | P.O. Registro
        ";
    assert_eq!(doubts(named), [true, false]);
    let nobody = "
        Obiettivo operativo | Indicatore | Target | Peso | Produttività
        Pulire              | Posizioni  | 10     | 40   | X
        Aprire              | Tempi      | < 5    | 60   | X
        ";
    assert_eq!(doubts(nobody), [false, false]);
}
