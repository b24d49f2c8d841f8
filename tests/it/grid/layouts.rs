//! Tables in the layouts in which plans come.

use super::{check, plan, plan_of, said, sheet, show};

#[test]
fn a_dashboard_with_the_objective_in_its_header() {
    check(
        "
        1. Semplificazione | 2019 | 2020 | Owner |
        Tempo medio di rilascio | < 5 | < 4 | Servizio Registro | Aggiornato con delibera n. 1 del 2/3/2020
        2. Promozione | 2019 | 2020 | Owner |
        Imprese assistite | | 100 | Servizio Promozione |
        ",
        &[
            "S os-01 | Tempo medio di rilascio | 2019: < 5 | 2020: < 4 | Servizio Registro | Aggiornato con delibera n. 1 del 2/3/2020",
            "S os-02 | Imprese assistite | 2020: 100 | Servizio Promozione",
        ],
    );
}

#[test]
fn values_that_look_like_years_are_no_header() {
    check(
        "
        Obiettivo strategico | Indicatore | 2018 | 2019 | 2020
        1. Semplificazione   | Imprese iscritte | 2019 | 2020 | 2021
        ^                    | Pratiche evase   | 2000 | 2100 | 2200
        ",
        &[
            "S os-01 | Imprese iscritte | 2018: 2019 | 2019: 2020 | 2020: 2021",
            "S os-01 | Pratiche evase | 2018: 2000 | 2019: 2100 | 2020: 2200",
        ],
    );
}

#[test]
fn a_header_of_two_levels() {
    check(
        "
        Obiettivo strategico | Indicatore | Valori attesi | <    | Responsabile
        ^                    | ^          | 2019          | 2020 | ^
        1. Semplificazione   | Pratiche   | 90%           | 95%  | Servizio Registro
        ",
        &["S os-01 | Pratiche | 2019: 90% | 2020: 95% | Servizio Registro"],
    );
}

#[test]
fn years_over_targets_and_results() {
    check(
        "
        Obiettivo strategico | Indicatore | 2019   | <          | 2020   | <
                             |            | Target | Consuntivo | Target | Consuntivo
        1. Semplificazione   | Pratiche   | 90%    | 88%        | 95%    | n.d.
        ",
        &["S os-01 | Pratiche | 2019: 90% | 2020: 95%"],
    );
}

#[test]
fn baselines_and_past_results_are_no_targets() {
    let plan = plan_of(
        "
        Ob. strategico     | Cod. | KPI      | U.M. | Baseline 2018 | Atteso 2019 | Atteso 2020 | Fonte | Owner
        1. Semplificazione | 1.1  | Pratiche | %    | 80%           | 90%         | 95%         | Interna | Servizio Registro
        ^                  | 1.2  | Archivi  | n.   | 10            | 20          | 30          | Interna | Servizio Registro
        ",
    );
    assert_eq!(
        show(&plan),
        [
            "S os-01 | Pratiche | 2019: 90% | 2020: 95% | Servizio Registro",
            "S os-01 | Archivi | 2019: 20 | 2020: 30 | Servizio Registro",
        ]
    );
    assert_eq!(
        said(&plan, "extra-column"),
        [
            "the column `Baseline 2018` is kept aside with 2 values",
            "the column `Cod.` is kept aside with 2 values",
            "the column `Fonte` is kept aside with 2 values",
            "the column `U.M.` is kept aside with 2 values",
        ]
    );
    assert_eq!(plan.coverage.placed, plan.coverage.read);
}

#[test]
fn a_value_merged_over_two_years_is_the_target_of_both() {
    check(
        "
        Obiettivo strategico | Indicatore | 2018 | 2019 | 2020
        1. Semplificazione   | Pratiche   | 90%  | <    | 95%
        ",
        &["S os-01 | Pratiche | 2018: 90% | 2019: 90% | 2020: 95%"],
    );
}

#[test]
fn merged_cells_hold_for_the_rows_they_cover() {
    check(
        "
        Obiettivi strategici | Programmi | Obiettivo operativo | Indicatore | Target | Servizi coinvolti | Area |
        1. Semplificazione   | Archivi   | Pulire              | Posizioni  | 10     | Servizio Registro | I    | Inserito con delibera n. 4 del 1/2/2020
        ^                    | ^         | ^                   | Tempi      | < 5 gg | ^                 | I    | ^
        ^                    | Sportello | Aprire              | Orari      | 20     | Servizio URP      | II   |
        ",
        &[
            "O os-01 | Archivi | Pulire | Posizioni | 10 | Servizio Registro | I | Inserito con delibera n. 4 del 1/2/2020",
            "O os-01 | Archivi | Pulire | Tempi | < 5 gg | Servizio Registro | I | Inserito con delibera n. 4 del 1/2/2020",
            "O os-01 | Sportello | Aprire | Orari | 20 | Servizio URP | II",
        ],
    );
}

#[test]
fn bands_across_the_table() {
    check(
        "
        Imprese e Territorio | < | < | < | <
        011_Competitività | < | < | < | <
        1. Semplificazione | < | < | < | <
        Programma | Obiettivo operativo | Indicatore | Target 2020 | Servizi
        Archivi | Pulire | Posizioni | 10 | Servizio Registro
        2. Promozione | < | < | < | <
        Fiere | Esporre | Espositori | 20 | Servizio Promozione
        ",
        &[
            "O os-01 | Archivi | Pulire | Posizioni | 10 | Servizio Registro",
            "O os-02 | Fiere | Esporre | Espositori | 20 | Servizio Promozione",
        ],
    );
}

#[test]
fn a_programme_as_a_heading_is_taken_for_one_with_a_mark() {
    check(
        "
        OBIETTIVI OPERATIVI 2020 | < | < | <
        1. Semplificazione | < | < | <
        Pulizia degli archivi | < | < | <
        Obiettivo operativo | Indicatore | Target | Servizi
        Pulire | Posizioni | 10 | Servizio Registro
        ",
        &["O os-01 | Pulizia degli archivi? | Pulire | Posizioni | 10 | Servizio Registro"],
    );
}

#[test]
fn the_card_of_an_objective() {
    check(
        "
        Missione | 011_Competitività | < | <
        Prospettiva | Stakeholder | < | <
        Obiettivo strategico | 1. Semplificazione | < | <
        Indicatori strategici | < | < | <
        Indicatore | 2019 | 2020 | Owner
        Pratiche | 90% | 95% | Servizio Registro
        Programmi e obiettivi operativi 2020 | < | < | <
        Programma | Obiettivo operativo | Indicatore | Target
        Archivi | Pulire | Posizioni | 10
        ",
        &[
            "S os-01 | Pratiche | 2019: 90% | 2020: 95% | Servizio Registro",
            "O os-01 | Archivi | Pulire | Posizioni | 10",
        ],
    );
}

#[test]
fn an_executive_with_bands_and_both_weights() {
    check(
        "
        OBIETTIVI 2020 DIR AII | < | < | < | < | < | <
        Processi interni | < | < | < | < | < | <
        7. Efficienza | < | < | < | < | < | <
        Peso | Azione | Indicatori | Target | Valore 30/06/2020 | SAL 30/06/2020 | Peso
        60 | Cloud | Servizi migrati | 80% | 40% | 50% | 60
        40 | ^ | Tempi | < 5 gg | | | 40

        100 | | | | | | 100
        ",
        &[
            "E os-07 | DIR AII | processi-interni? | Cloud | Servizi migrati | 80% | 40% | 50% | 60 | 60",
            "E os-07 | DIR AII | processi-interni? | Cloud | Tempi | < 5 gg | 40 | 40",
            "T DIR AII = 100, 100",
        ],
    );
}

#[test]
fn officers_in_one_table_with_totals() {
    check(
        "
        Responsabile | Obiettivo strategico | Obiettivo operativo | Indicatore | Target 2020 | Peso | Area | Albero
        P.O. Registro | 1. Semplificazione | Pulire | Posizioni | 10 | 60% | I | X
        ^ | ^ | Aprire | Orari | 20 | 40% | I |
        Totale | < | < | < | < | 100% | |
        P.O. Affari | 2. Promozione | Esporre | Fiere | 3 | 100% | II | X
        Totale P.O. Affari | < | < | < | < | 100% | |
        ",
        &[
            "P os-01 | P.O. Registro | Pulire | Posizioni | 10 | 60% | I",
            "P os-01 | P.O. Registro | Aprire | Orari | 20 | 40% | I",
            "P os-02 | P.O. Affari | Esporre | Fiere | 3 | 100% | II",
            "T P.O. Registro = 100%",
            "T P.O. Affari = 100%",
        ],
    );
}

#[test]
fn a_sheet_without_a_header_goes_on_with_the_table() {
    let plan = plan(vec![
        sheet(
            "1",
            "Ob. strategico | Programma | Ob. operativo | Indicatore | Target | Area\n1. Uno | A | B | Pratiche evase | 1 | I",
        ),
        sheet("2", "2. Due | C | D | Imprese assistite | 2 | II"),
    ]);
    assert_eq!(
        show(&plan),
        ["O os-01 | A | B | Pratiche evase | 1 | I", "O os-02 | C | D | Imprese assistite | 2 | II"]
    );
}

#[test]
fn several_tables_on_one_sheet_under_titles() {
    check(
        "
        CCIAA di Rivamara | < | < | <
        SEZIONE 1 - CRUSCOTTO STRATEGICO | < | < | <
        OS 1: Uno | Anno 2019 | Anno 2020 | Owner
        Pratiche | 1 | 2 | Servizio Registro
        SEZIONE 2 - OBIETTIVI DELLA DIRIGENZA | < | < | <
        Obiettivi 2020 - Segretario Generale | < | < | <
        OS 1: Uno | < | < | <
        Peso | Azione | Indicatore | Target
        10 | Cloud | Servizi | 80%
        ",
        &[
            "S os-01 | Pratiche | 2019: 1 | 2020: 2 | Servizio Registro",
            "E os-01 | Segretario Generale |  | Cloud | Servizi | 80% | 10",
        ],
    );
}

#[test]
fn an_outline_names_a_group_in_a_line_of_its_own() {
    check(
        "
        Obiettivo strategico | Programma | Obiettivo operativo | Indicatore | Target
        1. Semplificazione | | | |
         | Archivi | | |
         | | Pulire | Posizioni | 10
         | | Aprire | Orari | 20
        ",
        &["O os-01 | Archivi | Pulire | Posizioni | 10", "O os-01 | Archivi | Aprire | Orari | 20"],
    );
}

#[test]
fn a_row_of_several_lines() {
    check(
        "
        Obiettivo strategico | Programma | Indicatore | Target | Servizi | Note
        1. Uno | Archivi | Posizioni | 10 | Servizio Registro | Aggiornato con delibera n. 1 del 2/3/2019
        ^ | ^ | ^ | | Servizio URP | Aggiornato con delibera n. 5 del 6/7/2020
        ^ | ^ | Tempi | < 5 | Servizio URP |
        ",
        &[
            "O os-01 | Archivi |  | Posizioni | 10 | Servizio Registro | Servizio URP | Aggiornato con delibera n. 1 del 2/3/2019 | Aggiornato con delibera n. 5 del 6/7/2020",
            "O os-01 | Archivi |  | Tempi | < 5 | Servizio URP",
        ],
    );
}

#[test]
fn two_targets_of_one_indicator_are_two_rows() {
    check(
        "
        Obiettivo strategico | Programma | Indicatore | Target | Area
        1. Uno | Archivi | Posizioni | 10 | I
        ^ | ^ | ^ | 20 | II
        ",
        &["O os-01 | Archivi |  | Posizioni | 10 | I", "O os-01 | Archivi |  | Posizioni | 20 | II"],
    );
}

#[test]
fn a_sheet_for_each_service() {
    check(
        "
        Area dirigenziale | AREA II | <
        Servizio | Servizio Registro | <
        Obiettivo strategico | Obiettivo operativo | Indicatore | Target
        1. Uno | Pulire | Posizioni | 10
        ",
        &["O os-01 |  | Pulire | Posizioni | 10 | Servizio Registro | AREA II"],
    );
}

#[test]
fn what_is_not_known_beside_a_high_header_is_header_too() {
    check(
        "
        Obiettivo strategico | Indicatore | Target 2023 | <         | Target 2024 | <         | Ufficio
        ^                    | ^          | Atteso      | Raggiunto | Di piano    | Nel mezzo | ^
        1. Digitale          | N. utenti  | >= 30       | 28        | >= 40       | 12        | PID
        ",
        &["S os-01 | N. utenti | 2023: >= 30 | 2024: >= 40? | PID"],
    );
}

#[test]
fn ticks_stand_for_the_names_above_them() {
    check(
        "
        Obiettivo operativo | Indicatore   | Target | Uffici coinvolti | <                | Area | <
        ^                   | ^            | ^      | PID              | Registro Imprese | I    | II
        Ridurre i tempi     | Tempo medio  | 5 gg   | X                | X                | X    | X
        Crescere            | Soddisfatti  | 80%    | -                | x                |      | X
        ",
        &[
            "O  |  | Ridurre i tempi | Tempo medio | 5 gg | PID | Registro Imprese | Area I | Area II",
            "O  |  | Crescere | Soddisfatti | 80% | Registro Imprese | Area II",
        ],
    );
}

#[test]
fn several_cells_under_one_target_are_parts_of_it_or_a_doubt() {
    check(
        "
        Obiettivo operativo | Indicatore  | Target | <   | Ufficio
        Ridurre i tempi     | Tempo medio | <=     | 5   | PID
        Crescere            | Spese       | 10     | 20  | PID
        ",
        &["O  |  | Ridurre i tempi | Tempo medio | <= 5 | PID", "O  |  | Crescere | Spese | 10 20? | PID"],
    );
}

#[test]
fn tables_side_by_side_are_read_one_after_the_other() {
    check(
        "
        Obiettivi strategici |            |      |  | Obiettivi operativi |            |
        Obiettivo strategico | Indicatore | 2024 |  | Obiettivo operativo | Indicatore | Target
        1. Digitale          | N. utenti  | 30   |  | Formare             | N. corsi   | 3
        2. Estero            | N. imprese | 20   |  | Partire             | N. viaggi  | 2
        ",
        &[
            "S os-01 | N. utenti | 2024: 30",
            "S os-02 | N. imprese | 2024: 20",
            "O  |  | Formare | N. corsi | 3",
            "O  |  | Partire | N. viaggi | 2",
        ],
    );
}

#[test]
fn signs_in_a_column_of_their_own_are_the_targets() {
    check(
        "
        Obiettivo operativo | Indicatore  | Segno | Target | U.M. | Ufficio
        Ridurre i tempi     | Tempo medio | <=    | 5      | gg   | PID
        Crescere            | Soddisfatti | >=    | 80     | %    | PID
        ",
        &["O  |  | Ridurre i tempi | Tempo medio | <= 5 | PID", "O  |  | Crescere | Soddisfatti | >= 80 | PID"],
    );
}

#[test]
fn a_table_of_another_kind_ends_the_one_above() {
    let plan = plan_of(
        "
        Dirigente Area I |
        Obiettivo        | Indicatore  | Target  | Peso
        Ridurre i tempi  | Tempo medio | <= 5 gg | 100
        Comportamenti    | Descrizione | Punteggio massimo | Peso
        Leadership       | Guida       | 10      | 50
        ",
    );
    assert_eq!(show(&plan), ["E  | Dirigente Area I |  | Ridurre i tempi | Tempo medio | <= 5 gg | 100"]);
    assert_eq!(said(&plan, "unknown-table").len(), 1);
}

#[test]
fn years_of_two_digits_are_marked() {
    check(
        "
        Obiettivo  | Indicatore | Target 24 | Target 25 | Resp.
        1. Estero  | N. viaggi  | 3         | 4         | PID
        ",
        &["S os-01 | N. viaggi | 2024: 3? | 2025: 4? | PID"],
    );
}

#[test]
fn lines_over_objectives_are_perspectives() {
    let plan = plan_of(
        "
        Linea strategica | Obiettivo strategico | Indicatore | 2024
        A. Crescita      | 1. Digitale          | N. utenti  | 30
        ^                | 2. Estero            | N. imprese | 20
        ",
    );
    assert_eq!(show(&plan), ["S os-01 | N. utenti | 2024: 30", "S os-02 | N. imprese | 2024: 20"]);
    assert_eq!(plan.perspectives.len(), 1);
    assert!(plan.objectives.iter().all(|objective| objective.perspective.is_some()));
}

#[test]
fn an_area_over_the_headings_of_objectives_holds_for_all_of_them() {
    check(
        "
        AREA 1 - PROMOZIONE |
        Obiettivo strategico: 1 - Sviluppo |
        Obiettivo operativo | Indicatore | Target 2023
        Organizzare eventi  | N. eventi  | 5
        Obiettivo strategico: 2 - Estero |
        Assistere           | N. imprese | 120
        AREA 2 - ANAGRAFE |
        Obiettivo strategico: 3 - Tempi |
        Evadere             | % entro 5 gg | 95%
        ",
        &[
            "O os-01 |  | Organizzare eventi | N. eventi | 5 | AREA 1 - PROMOZIONE?",
            "O os-02 |  | Assistere | N. imprese | 120 | AREA 1 - PROMOZIONE?",
            "O os-03 |  | Evadere | % entro 5 gg | 95% | AREA 2 - ANAGRAFE?",
        ],
    );
}

#[test]
fn a_unit_as_a_heading() {
    check(
        "
        OBIETTIVI OPERATIVI 2020 | < | < | <
        Servizio: Registro Imprese | < | < | <
        Obiettivo strategico | Obiettivo operativo | Indicatore | Target
        1. Uno | Pulire | Posizioni | 10
        Servizio Promozione | < | < | <
        2. Due | Esporre | Fiere | 3
        ",
        &[
            "O os-01 |  | Pulire | Posizioni | 10 | Registro Imprese",
            "O os-02 |  | Esporre | Fiere | 3 | Servizio Promozione?",
        ],
    );
}
