//! Columns of years whose headers do not say what their values are; totals without a role.

use super::{check, plan_of, show};

#[test]
fn values_of_years_are_targets_where_nothing_else_is() {
    check(
        "
        Obiettivo strategico | Indicatore | Valore 2024 | Valore 2025 | Owner
        1. Uno | Imprese | 10 | 20 | Servizio A
        ",
        &["S os-01 | Imprese | 2024: 10? | 2025: 20? | Servizio A"],
    );
    let beside_targets = plan_of(
        "
        Obiettivo strategico | Indicatore | Valore 2024 | Valore 2025 | Target 2026
        1. Uno | Imprese | 10 | 20 | 30
        ",
    );
    assert_eq!(show(&beside_targets), ["S os-01 | Imprese | 2026: 30"]);
}

#[test]
fn values_of_years_are_what_their_group_says() {
    check(
        "
        Obiettivo strategico | Indicatore | Consuntivo |             | Target      |
                             |            | Valore 2022 | Valore 2023 | Valore 2024 | Valore 2025
        1. Uno               | Imprese    | 10          | 20          | 30          | 40
        ",
        &["S os-01 | Imprese | 2024: 30 | 2025: 40"],
    );
}

#[test]
fn a_column_of_positions_names_the_officer() {
    check(
        "
        OBIETTIVI DELLE POSIZIONI ORGANIZZATIVE | < | < | < | <
        Posizione | Obiettivo operativo | Indicatore | Target | Peso
        RESPONSABILE PO ALBI | Pulire | Posizioni | 10 | 100%
        Totale | | | | 100%
        ",
        &["P  | RESPONSABILE PO ALBI | Pulire | Posizioni | 10 | 100%", "T RESPONSABILE PO ALBI = 100%"],
    );
}

#[test]
fn a_total_is_not_of_a_role_of_another_section() {
    let plan = plan_of(
        "
        OBIETTIVI 2020 SG | < | < | < | <
        Peso | Azione | Indicatore | Target | SAL 30/06/2020
        100 | Aprire | Orari | 5 | 1
        SEZIONE 5 - OBIETTIVI DEI RESPONSABILI | < | < | < | <
        Peso | Obiettivo operativo | Indicatore | Target | Albero
        100 | Pulire | Posizioni | 10 | X
        100 | Totale | | |
        ",
    );
    assert_eq!(show(&plan).last().map(String::as_str), Some("T  = 100"));
}

#[test]
fn a_total_whose_weights_are_missing_is_no_row() {
    let plan = plan_of(
        "
        OBIETTIVI 2020 SG | < | < | < | <
        Peso | Azione | Indicatore | Target | SAL 30/06/2020
        100 | Aprire | Orari | 5 | 1
        | | Totale | |
        ",
    );
    assert_eq!(show(&plan), ["E  | SG |  | Aprire | Orari | 5 | 1 | 100"]);
}
