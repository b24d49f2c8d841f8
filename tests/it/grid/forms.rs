//! Forms, tables with a row for each year, numbers in a column of their own.

use super::{check, plan, plan_of, said, sheet, show};

#[test]
fn a_form_is_a_row() {
    check(
        "
        SCHEDA OBIETTIVO OPERATIVO |
        Obiettivo strategico | 1. Sviluppo delle imprese
        Programma            | Internazionalizzazione
        Obiettivo operativo  | Favorire la presenza all'estero
        Indicatore           | N. imprese assistite
        Target 2020          | >= 100
        Servizi coinvolti    | Servizio Promozione
        Obiettivo strategico | 2. Qualità dei servizi
        Programma            | Digitale
        Obiettivo operativo  | Ridurre i tempi
        Indicatore           | Tempo medio
        Target 2020          | <= 5 gg
        Servizi coinvolti    | Registro Imprese
        ",
        &[
            "O os-01 | Internazionalizzazione | Favorire la presenza all'estero | N. imprese assistite | >= 100 | Servizio Promozione",
            "O os-02 | Digitale | Ridurre i tempi | Tempo medio | <= 5 gg | Registro Imprese",
        ],
    );
}

#[test]
fn what_stands_below_several_indicators_of_a_form_is_marked() {
    check(
        "
        Programma           | Digitale     | Area          | AREA I
        Obiettivo operativo | Ridurre i tempi
        Indicatore 1        | Tempo medio
        Target 1            | <= 5 gg
        Indicatore 2        | Pratiche evase
        Target 2            | 90%
        Servizi coinvolti   | Registro Imprese
        ",
        &[
            "O  | Digitale | Ridurre i tempi | Tempo medio | <= 5 gg | Registro Imprese? | AREA I",
            "O  | Digitale | Ridurre i tempi | Pratiche evase | 90% | Registro Imprese? | AREA I",
        ],
    );
}

#[test]
fn headings_over_a_small_table_tell_its_section() {
    check(
        "
        Obiettivo strategico | 1. Sviluppo
        Programma            | Estero
        Obiettivo operativo  | Favorire la presenza
        Servizi coinvolti    | Promozione
        Indicatore           | Peso | Target 2020
        N. imprese assistite | 60%  | >= 100
        N. eventi            | 40%  | 3
        ",
        &[
            "O os-01 | Estero | Favorire la presenza | N. imprese assistite | >= 100 | Promozione",
            "O os-01 | Estero | Favorire la presenza | N. eventi | 3 | Promozione",
        ],
    );
}

#[test]
fn cards_number_and_name_what_the_tables_below_them_measure() {
    check(
        "
        Obiettivo operativo n. | 1              | Titolo       | Pagare prima
        Area                   | AREA I         | Responsabile | Servizio Ragioneria
        Indicatore             | Target 2024    | Peso
        Tempestività           | <= -5          | 100%
                               |                |
        Obiettivo operativo n. | 2
        Titolo                 | Diffondere lo SPID
        Responsabile           | Servizio Anagrafe
        Indicatore             | Target 2024    | Peso
        N. identità            | >= 500         | 100%
        ",
        &[
            "O  |  | 1. Pagare prima | Tempestività | <= -5 | Servizio Ragioneria | AREA I",
            "O  |  | 2. Diffondere lo SPID | N. identità | >= 500 | Servizio Anagrafe",
        ],
    );
}

#[test]
fn a_label_of_a_card_is_no_indicator() {
    let plan = plan_of(
        "
        Obiettivo operativo | Pagare prima
        Indicatore          | Target 2024
        Tempestività        | <= -5
        Obiettivo operativo | Diffondere lo SPID
        Finalità            | Avere più utenti
        Denominazione       | SPID
        N. identità         | >= 500
        ",
    );
    let rows: Vec<String> = plan.operational.iter().map(|row| row.base.indicator.value.clone()).collect();
    assert_eq!(rows, ["Tempestività", "N. identità"]);
    assert_eq!(said(&plan, "unplaced-text"), ["`Finalità`", "`Avere più utenti`", "`Denominazione`", "`SPID`"]);
}

#[test]
fn a_card_that_links_its_objective_and_weighs_it() {
    let plan = plan_of(
        "
        Descrizione obiettivo | Pagare prima
        Collegamento con obiettivo strategico | 3. Efficienza
        Area/Servizio         | Servizio Ragioneria
        Indicatore            | Valore atteso
        Giorni                | <= 25
        Descrizione obiettivo | Digitalizzare
        Collegamento con obiettivo strategico | 1. Digitale
        Peso                  | 60%
        N. servizi            | >= 3
        ",
    );
    assert_eq!(
        show(&plan),
        [
            "O os-03 |  | Pagare prima | Giorni | <= 25 | Servizio Ragioneria",
            "O os-01 |  | Digitalizzare | N. servizi | >= 3"
        ]
    );
    assert_eq!(said(&plan, "unplaced-text"), ["`Peso`", "`60%`"]);
}

#[test]
fn numbers_refer_to_objectives_where_no_column_names_them() {
    check(
        "
        Obiettivo strategico | Indicatore   | T 2024 | T 2025
        OS1 Crescita         | Imprese nate | 110    | 120
        OS2 Servizi          | Tempi        | 4      | 3
        Rif. OS              | Obiettivo operativo | Indicatore | Target | Settore
        OS1                  | Bando        | Bandi  | 1 | Promozione
        2                    | Sportello    | Sedi   | 3 | Anagrafe
        ",
        &[
            "S os-01 | Imprese nate | 2024: 110 | 2025: 120",
            "S os-02 | Tempi | 2024: 4 | 2025: 3",
            "O os-01 |  | Bando | Bandi | 1 | Promozione",
            "O os-02 |  | Sportello | Sedi | 3 | Anagrafe",
        ],
    );
}

#[test]
fn an_indicator_that_speaks_of_objectives_is_no_label() {
    check(
        "
        Obiettivo operativo  | Governare bene
        Indicatore           | Target 2024
        Grado di realizzazione degli obiettivi strategici | 90%
        Stato di avanzamento dei programmi | 80%
        ",
        &[
            "O  |  | Governare bene | Grado di realizzazione degli obiettivi strategici | 90%",
            "O  |  | Governare bene | Stato di avanzamento dei programmi | 80%",
        ],
    );
}

#[test]
fn counted_years_are_the_plans() {
    check(
        "
        PIANO TRIENNALE 2022-2024 |
        Obiettivo strategico | Indicatore  | Target  | <       | <       | Servizio
        ^                    | ^           | 1° anno | 2° anno | 3° anno | ^
        1. Semplificare      | Tempo medio | 5 gg    | 4 gg    | 3 gg    | Registro Imprese
        ",
        &["S os-01 | Tempo medio | 2022: 5 gg? | 2023: 4 gg? | 2024: 3 gg? | Registro Imprese"],
    );
    let plan = plan_of(
        "
        Obiettivo strategico | Indicatore  | I anno | II anno | Servizio
        1. Semplificare      | Tempo medio | 5 gg   | 4 gg    | Registro Imprese
        ",
    );
    assert!(plan.strategic[0].targets.is_empty(), "nothing says which years they are");
    assert_eq!(said(&plan, "extra-column").len(), 2);
}

#[test]
fn a_heading_that_no_row_has_a_field_for_is_told() {
    let plan = plan_of(
        "
        Dirigente           | Dirigente Area 1
        Programma           | Estero
        Obiettivo operativo | Favorire la presenza
        Peso | Azione  | Indicatore | Target | Peso
        40   | Bando   | N. bandi   | 1      | 40
        ",
    );
    assert_eq!(
        said(&plan, "unplaced-text"),
        [
            "the rows below the heading `Estero` have no field for it",
            "the rows below the heading `Favorire la presenza` have no field for it"
        ]
    );
}

#[test]
fn a_row_for_each_year() {
    check(
        "
        Obiettivo strategico | Indicatore  | Anno | Valore atteso | Responsabile
        1. Sviluppo          | Imprese     | 2020 | >= 100        | Promozione
        1. Sviluppo          | Imprese     | 2021 | >= 120        | Promozione
        2. Qualità           | Tempo medio | 2020 | <= 5 gg       | Registro
        ^                    | ^           | 2021 | <= 4 gg       | ^
        3. Servizi           | Utenti      | 2020 | 10            | Registro
                             |             | 2021 | 20            |
        ",
        &[
            "S os-01 | Imprese | 2020: >= 100 | 2021: >= 120 | Promozione",
            "S os-02 | Tempo medio | 2020: <= 5 gg | 2021: <= 4 gg | Registro",
            "S os-03 | Utenti | 2020: 10 | 2021: 20? | Registro",
        ],
    );
}

#[test]
fn of_two_days_of_a_year_the_last_has_the_target() {
    check(
        "
        Obiettivo strategico | Indicatore | Target 30/06/2020 | Target 31/12/2020 | Responsabile
        1. Sviluppo          | Imprese    | 50                | 100               | Promozione
        ",
        &["S os-01 | Imprese | 2020: 100 | Promozione"],
    );
}

#[test]
fn a_number_before_the_title_is_the_objectives() {
    check(
        "
        N. | Obiettivo strategico | Indicatore | 2020 | 2021
        4  | Sviluppo             | Imprese    | 10   | 20
        4  | Sviluppo             | Eventi     | 1    | 2
        7  | Qualità              | Tempi      | 5    | 4
        ",
        &[
            "S os-04 | Imprese | 2020: 10 | 2021: 20",
            "S os-04 | Eventi | 2020: 1 | 2021: 2",
            "S os-07 | Tempi | 2020: 5 | 2021: 4",
        ],
    );
}

#[test]
fn numbers_that_count_rows_are_kept_aside() {
    let plan = plan_of(
        "
        N. | Obiettivo strategico | Indicatore | 2020 | 2021
        1  | Sviluppo             | Imprese    | 10   | 20
        2  | Sviluppo             | Eventi     | 1    | 2
        3  | Qualità              | Tempi      | 5    | 4
        ",
    );
    assert!(plan.objectives.iter().all(|objective| objective.number.is_none()));
    assert_eq!(said(&plan, "extra-column"), ["the column `N.` is kept aside with 3 values"]);
}

#[test]
fn headings_numbered_by_level() {
    check(
        "
        Ambito strategico 1 – Competitività
        Obiettivo strategico 1.1 – Estero
        Indicatore | Target 2022 | Target 2023 | Unità organizzativa
        Imprese    | 110         | 120         | Promozione
        Obiettivo operativo 1.1.1 – Eventi
        Indicatore | Target 2022 | Peso | Unità organizzativa
        N. eventi  | 3           |      | Promozione
        Obiettivo strategico 1.2 – Digitale
        Indicatore | Target 2022 | Target 2023 | Unità organizzativa
        Assistiti  | 6           | 7           | Registro
        ",
        &[
            "S os-1-1-estero | Imprese | 2022: 110 | 2023: 120 | Promozione",
            "S os-1-2-digitale | Assistiti | 2022: 6 | 2023: 7 | Registro",
            "O os-1-1-estero |  | 1.1.1 – Eventi | N. eventi | 3 | Promozione",
        ],
    );
}

#[test]
fn weights_alone_are_nobodys_objectives() {
    check(
        "
        Cod. OS | Obiettivo strategico | Cod. OO | Obiettivo operativo | KPI       | Peso KPI | Target 2020 | Struttura responsabile
        OS1     | Sviluppo             | OO1     | Favorire l'estero   | N. eventi | 40%      | 3           | Promozione
        OS2     | Qualità              | OO2     | Ridurre i tempi     | Tempo     | 100%     | <= 5 gg     | Registro
        ",
        &[
            "O os-sviluppo |  | Favorire l'estero | N. eventi | 3 | Promozione",
            "O os-qualita |  | Ridurre i tempi | Tempo | <= 5 gg | Registro",
        ],
    );
}

#[test]
fn a_unit_and_who_heads_it_are_no_individual_objectives() {
    check(
        "
        Obiettivo strategico | Peso | Obiettivo operativo | Peso | Indicatore | Peso | Target | Servizio | Dirigente responsabile
        1. Digitale          | 30%  | Formare             | 50%  | N. corsi   | 100% | 5      | PID      | dott. Rossi
        2. Estero            | 70%  | Partire             | 50%  | N. viaggi  | 100% | 2      | Estero   | dott. Neri
        ",
        &["O os-01 |  | Formare | N. corsi | 5 | PID", "O os-02 |  | Partire | N. viaggi | 2 | Estero"],
    );
}

#[test]
fn a_weight_before_the_target_is_the_indicators() {
    check(
        "
        DIRIGENTE AREA I |
        Obiettivo         | Peso | Indicatore | Peso | Target  | Risultato
        Favorire l'estero | 40%  | N. imprese | 100% | 100     |
        Ridurre i tempi   | 60%  | Tempo      | 100% | <= 5 gg |
        Totale            | 100% |            | 200% |         |
        ",
        &[
            "E  | DIRIGENTE AREA I |  | Favorire l'estero | N. imprese | 100 | 40%",
            "E  | DIRIGENTE AREA I |  | Ridurre i tempi | Tempo | <= 5 gg | 60%",
            "T DIRIGENTE AREA I = 100%",
        ],
    );
}

#[test]
fn several_indicators_in_one_cell() {
    check(
        "
        Obiettivo strategico | Obiettivo operativo | Indicatori                   | Target 2020      | Servizi coinvolti
        1. Sviluppo          | Favorire            | 1) N. imprese\\2) N. eventi  | 1) >= 100\\2) 3  | Promozione
        2. Qualità           | Ridurre             | a) Tempo medio\\b) Reclami   | <= 5 gg\\< 10    | Registro
        3. Altro             | Innovare            | 1) Prima parte\\2) Seconda   | 1)\\2)\\3)       | Registro
        ",
        &[
            "O os-01 |  | Favorire | N. imprese? | >= 100? | Promozione",
            "O os-01 |  | Favorire | N. eventi? | 3? | Promozione",
            "O os-02 |  | Ridurre | Tempo medio? | <= 5 gg? | Registro",
            "O os-02 |  | Ridurre | Reclami? | < 10? | Registro",
            "O os-03 |  | Innovare | 1) Prima parte 2) Seconda | 1) 2) 3) | Registro",
        ],
    );
}

#[test]
fn responsible_people_have_objectives_and_responsible_units_indicators() {
    let drawing = |who: &str| {
        format!(
            "
            Obiettivo strategico | Obiettivo operativo | Indicatore | Target | Peso | Responsabile
            1. Sviluppo          | Favorire l'estero   | N. eventi  | 3      | 40   | {who}
            "
        )
    };
    check(
        &drawing("Responsabile P.O. Promozione"),
        &["P os-01 | Responsabile P.O. Promozione | Favorire l'estero | N. eventi | 3 | 40"],
    );
    check(&drawing("Servizio Promozione"), &["O os-01 |  | Favorire l'estero | N. eventi | 3 | Servizio Promozione"]);
}

#[test]
fn numbers_of_a_table_that_goes_on_over_sheets_are_counted_under_its_header() {
    let first = "
        Piano  |
        Elenco |
        N. | Obiettivo strategico | Indicatore | 2020 | 2021
        1  | Sviluppo             | Imprese    | 10   | 20
        2  | Sviluppo             | Eventi     | 1    | 2
        ";
    let plan = plan(vec![sheet("Uno", first), sheet("Due", "3 | Qualità | Tempi | 5 | 4")]);
    assert_eq!(plan.strategic.len(), 3);
    assert_eq!(said(&plan, "extra-column"), ["the column `N.` is kept aside with 3 values"]);
}
