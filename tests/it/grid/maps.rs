//! Strategy maps in their forms.

use super::{Plan, plan, plan_of, sheet, show};

/// Every objective on a line: id, title, perspective, mission.
fn objectives(plan: &Plan) -> Vec<String> {
    let id = |id: &Option<cruscotto::trace::Traced<String>>| id.as_ref().map_or("-".to_owned(), |id| id.value.clone());
    let line = |o: &cruscotto::plan::StrategicObjective| {
        format!("{} {} | {} | {}", o.id, o.title.value, id(&o.perspective), id(&o.mission))
    };
    plan.objectives.iter().map(line).collect()
}

const EXPECTED: [&str; 4] = [
    "os-01 Semplificare | imprese-territorio | 011",
    "os-03 Tutelare | imprese-territorio | 012",
    "os-02 Promuovere | imprese-territorio | 011",
    "os-04 Migliorare | processi-interni | 032",
];

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

#[test]
fn perspectives_down_and_missions_across() {
    let plan = plan_of(
        "
        Area strategica /\\ Missione | 011_Competitività | 012_Regolazione
        Imprese e territorio | 1. Semplificare | 3. Tutelare
        ^ | 2. Promuovere |
        | 032_Servizi generali | <
        Processi interni | 4. Migliorare |
        ",
    );
    assert_eq!(objectives(&plan), EXPECTED);
    assert_eq!(plan.coverage.placed, plan.coverage.read);
}

#[test]
fn missions_down_and_perspectives_across() {
    let plan = plan_of(
        "
        Missione / Prospettiva | Imprese e territorio | Processi interni
        011_Competitività | 1. Semplificare |
        ^ | 2. Promuovere |
        012_Regolazione | 3. Tutelare |
        032_Servizi generali | | 4. Migliorare
        ",
    );
    assert_eq!(sorted(objectives(&plan)), sorted(EXPECTED.map(str::to_owned).to_vec()));
}

#[test]
fn bands_and_merged_columns() {
    let plan = plan_of(
        "
        MAPPA STRATEGICA | <
        Imprese e territorio | <
        011_Competitività | OS 1: Semplificare
        ^ | OS 2: Promuovere
        012_Regolazione | OS 3: Tutelare
        Processi interni | <
        032_Servizi generali | OS 4: Migliorare
        ",
    );
    assert_eq!(sorted(objectives(&plan)), sorted(EXPECTED.map(str::to_owned).to_vec()));
    assert_eq!(plan.coverage.placed, plan.coverage.read);
}

#[test]
fn a_list_of_codes_and_descriptions() {
    for header in [
        "Cod. | Descrizione obiettivo strategico | Missioni | Prospettiva BSC",
        "N. | Descrizione | Missione | Prospettiva",
        "Cod. obiettivo | Descrizione dell'obiettivo | Missioni | Area strategica",
        "OS | Titolo | Missioni | Prospettiva BSC",
    ] {
        let plan = plan_of(&format!(
            "
            {header}
            OS1 | Semplificare | 011_Competitività | Imprese e territorio
            OS2 | Promuovere | 011_Competitività | Imprese e territorio
            OS3 | Tutelare | 012_Regolazione | Imprese e territorio
            OS4 | Migliorare | 032_Servizi generali | Processi interni
            "
        ));
        assert_eq!(sorted(objectives(&plan)), sorted(EXPECTED.map(str::to_owned).to_vec()), "{header}");
        assert_eq!(plan.coverage.placed, plan.coverage.read, "{header}");
    }
}

#[test]
fn a_flat_list() {
    let plan = plan_of(
        "
        N. | Obiettivo strategico | Missione | Prospettiva
        1 | Semplificare | 011_Competitività | Imprese e territorio
        2 | Promuovere | 011_Competitività | Imprese e territorio
        3 | Tutelare | 012_Regolazione | Imprese e territorio
        4 | Migliorare | 032_Servizi generali | Processi interni
        ",
    );
    assert_eq!(sorted(objectives(&plan)), sorted(EXPECTED.map(str::to_owned).to_vec()));
    assert_eq!(plan.coverage.placed, plan.coverage.read);
}

#[test]
fn several_objectives_in_one_cell() {
    let plan = plan_of(
        "
        Prospettiva / Missione | 011_Competitività | 012_Regolazione
        Imprese e territorio | 1. Semplificare\\2. Promuovere | 3. Tutelare
        ",
    );
    assert_eq!(sorted(objectives(&plan)), sorted(EXPECTED[..3].iter().map(|&s| s.to_owned()).collect()));
}

#[test]
fn what_is_not_merged_is_deduced_from_the_row_above() {
    let plan = plan_of(
        "
        Prospettiva / Missione | 011_Competitività
        Imprese e territorio | 1. Semplificare
        | 2. Promuovere
        ",
    );
    let of = |at: usize| plan.objectives[at].perspective.as_ref().expect("a perspective");
    assert_eq!(of(0).value, "imprese-territorio");
    assert!(of(0).inference().is_none());
    assert_eq!(of(1).value, "imprese-territorio");
    assert!(of(1).inference().is_some());
}

#[test]
fn without_a_map_rows_name_the_objectives() {
    let plan = plan(vec![
        sheet(
            "OS1",
            "Missione | 011_Competitività\nProspettiva | Stakeholder\nObiettivo strategico | 1. Semplificare\nIndicatore | 2019 | 2020\nPratiche | 1 | 2",
        ),
        sheet(
            "OS2",
            "Missione | 012_Regolazione\nProspettiva | Stakeholder\nObiettivo strategico | 3. Tutelare\nIndicatore | 2019 | 2020\nControlli | 1 | 2",
        ),
    ]);
    assert_eq!(objectives(&plan), ["os-01 Semplificare | stakeholder | 011", "os-03 Tutelare | stakeholder | 012"]);
    assert_eq!(show(&plan).len(), 2);
}

#[test]
fn a_perspective_is_known_by_its_name_on_the_map() {
    let plan = plan(vec![
        sheet("Mappa", "Prospettiva / Missione | 011_Competitività\nValore pubblico | 1. Semplificare"),
        sheet(
            "SG",
            "Valore pubblico | < | <\n1. Semplificare | < | <\nPeso | Azione | Indicatore\n10 | Cloud | Servizi",
        ),
    ]);
    let perspective = plan.executive[0].perspective.as_ref().expect("a perspective");
    assert_eq!(perspective.value, "valore-pubblico");
    assert!(perspective.inference().is_none());
}

#[test]
fn a_list_that_names_the_first_of_a_group_only() {
    let plan = plan_of(
        "
        N. | Obiettivo strategico | Missione | Prospettiva
        1 | Semplificare | 011_Competitività | Imprese e territorio
        2 | Promuovere | |
        ",
    );
    assert_eq!(objectives(&plan)[1], "os-02 Promuovere | imprese-territorio | 011");
    assert!(plan.objectives[1].mission.as_ref().is_some_and(|mission| mission.inference().is_some()));
    assert!(plan.objectives[0].mission.as_ref().is_some_and(|mission| mission.inference().is_none()));
}

#[test]
fn names_in_the_last_row_of_their_groups() {
    let plan = plan_of(
        "
        Area strategica / Missione | 011_Competitività | 012_Regolazione
        | 1. Semplificare | 3. Tutelare
        Imprese e territorio | 2. Promuovere |
        | | 4. Misurare
        Processi interni | | 5. Migliorare
        ",
    );
    let expected = [
        "os-01 Semplificare | imprese-territorio | 011",
        "os-03 Tutelare | imprese-territorio | 012",
        "os-02 Promuovere | imprese-territorio | 011",
        "os-04 Misurare | processi-interni | 012",
        "os-05 Migliorare | processi-interni | 012",
    ];
    assert_eq!(objectives(&plan), expected);
}
