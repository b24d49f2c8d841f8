//! A draft by hand, the plan that it must give.

mod stability;

use crate::document::{Body, Document, Format};
use crate::normalise::draft::{Draft, DraftObjective, DraftRow, Field, Section};
use crate::plan::{Plan, SourceInfo, Status};
use crate::trace::{CellRange, How, Inference, Place, Traced};

fn place(row: u32) -> Place {
    Place::Cells { sheet: "Foglio1".into(), range: CellRange::cell(row, 0) }
}

fn cell(text: &str) -> Traced<String> {
    Traced::read(text.to_owned(), place(0))
}

fn row(section: Section, fields: &[(Field, &str)]) -> DraftRow {
    let mut row = DraftRow::new(section, place(0));
    for (field, text) in fields {
        row.set(*field, cell(text));
    }
    row
}

fn plan(draft: Draft) -> Plan {
    plan_as(draft, Body::Grid(Vec::new()))
}

fn plan_as(draft: Draft, body: Body) -> Plan {
    let format = if matches!(body, Body::Flow(_)) { Format::FlowText } else { Format::Xlsx };
    let document = Document { format, pages: None, body, hidden: Vec::new() };
    let source = SourceInfo { file: "annex".to_owned(), format, sha256: String::new(), pages: None };
    super::finish(draft, &document, source)
}

/// A draft with a map of three objectives.
fn mapped(rows: Vec<DraftRow>) -> Draft {
    let objective = |heading: &str, perspective: &str| DraftObjective {
        heading: cell(heading),
        perspective: Some(cell(perspective)),
        mission: Some(cell("011_Competitività delle Imprese")),
    };
    Draft {
        perspectives: vec![cell("Imprese, Territorio e Consumatori"), cell("Processi Interni")],
        missions: vec![cell("011_Competitività delle Imprese")],
        objectives: vec![
            objective("1. Semplificazione Amministrativa", "Imprese, Territorio e Consumatori"),
            objective("2. Tutela della legalità del mercato", "Imprese, Territorio e Consumatori"),
            objective("3.Accountability e \nTrasparenza", "Processi Interni"),
        ],
        rows,
        ..Draft::default()
    }
}

fn strategic(objective: &str, indicator: &str) -> DraftRow {
    row(Section::Strategic, &[(Field::Objective, objective), (Field::Indicator, indicator)])
}

/// The objective that a row's text comes to, its confidence if deduced, the codes of the findings.
fn resolved(objective: &str) -> (String, Option<f64>, Vec<&'static str>) {
    let plan = plan(mapped(vec![strategic(objective, "n. pratiche")]));
    let found = plan.strategic[0].base.objective.as_ref().expect("the row names an objective");
    let codes = plan.diagnostics.iter().map(|finding| finding.code.id).collect();
    (found.value.clone(), found.inference().map(|why| why.confidence), codes)
}

#[test]
fn the_map_is_read_as_printed() {
    let plan = plan(mapped(Vec::new()));
    let shown: Vec<_> = plan
        .objectives
        .iter()
        .map(|o| (o.id.as_str(), o.title.value.as_str(), o.perspective.as_ref().map(|p| p.value.as_str())))
        .collect();
    let imprese = Some("imprese-territorio-consumatori");
    assert_eq!(
        shown,
        [
            ("os-01", "Semplificazione Amministrativa", imprese),
            ("os-02", "Tutela della legalità del mercato", imprese),
            ("os-03", "Accountability e Trasparenza", Some("processi-interni")),
        ]
    );
    assert_eq!(plan.missions[0].code.value, "011");
    assert_eq!(plan.missions[0].name.value, "Competitività delle Imprese");
}

#[test]
fn a_row_names_its_objective_by_number_and_title() {
    for text in ["1. Semplificazione Amministrativa", "OS 1", "1", "semplificazione amministrativa"] {
        assert_eq!(resolved(text), ("os-01".to_owned(), None, Vec::new()), "{text}");
    }
    let (id, confidence, codes) = resolved("1, Semplificazione");
    assert_eq!((id.as_str(), confidence), ("os-01", None), "a shortened title is still the number's");
    assert_eq!(codes, ["numbering-slip", "objective-retitled"]);
}

#[test]
fn number_and_title_that_disagree_are_a_deduction_and_a_finding() {
    let (id, confidence, codes) = resolved("1. Tutela della legalità del mercato");
    assert_eq!((id.as_str(), codes.as_slice()), ("os-02", ["objective-mismatch"].as_slice()));
    assert!(confidence.is_some_and(|c| c < 0.9));
    let (id, confidence, codes) = resolved("3. Patrimonio immobiliare e sedi");
    assert_eq!((id.as_str(), codes.as_slice()), ("os-03", ["objective-mismatch"].as_slice()));
    assert!(confidence.is_some());
}

#[test]
fn a_comma_for_a_point_is_found_on_the_map_too() {
    let mut draft = mapped(Vec::new());
    draft.objectives[1].heading = cell("2, Tutela della legalità del mercato");
    let codes: Vec<&str> = plan(draft).diagnostics.iter().map(|d| d.code.id).collect();
    assert_eq!(codes, ["numbering-slip"]);
    assert!(plan(mapped(Vec::new())).diagnostics.is_empty());
}

#[test]
fn another_particle_is_another_wording() {
    assert_eq!(resolved("2. Tutela e legalità del mercato"), ("os-02".to_owned(), None, vec!["objective-retitled"]));
    assert_eq!(resolved("2. Tutela della legalità del Mercato"), ("os-02".to_owned(), None, vec![]));
}

#[test]
fn an_objective_that_the_map_lacks_is_added_and_reported() {
    assert_eq!(resolved("9. Benessere organizzativo"), ("os-09".to_owned(), None, vec!["objective-not-on-map"]));
    let plan = plan(Draft { rows: vec![strategic("9. Benessere organizzativo", "n. corsi")], ..Draft::default() });
    assert_eq!(plan.objectives[0].id, "os-09");
    assert!(plan.diagnostics.is_empty(), "without a map nothing is missing from it");
}

#[test]
fn perspectives_are_matched_loosely() {
    let perspective = |printed: &str| {
        let fields = [(Field::Objective, "1"), (Field::Indicator, "x"), (Field::Perspective, printed)];
        let plan = plan(mapped(vec![row(Section::Executive, &fields)]));
        let found = plan.executive[0].perspective.clone().expect("the row names a perspective");
        (found.value.clone(), found.inference().is_some(), plan.perspectives.len())
    };
    assert_eq!(
        perspective(" Imprese Territorio Consumatori "),
        ("imprese-territorio-consumatori".to_owned(), false, 2)
    );
    assert_eq!(perspective("PROSPETTIVA: Processi interni"), ("processi-interni".to_owned(), false, 2));
    assert_eq!(perspective("Processi"), ("processi-interni".to_owned(), true, 2));
    assert_eq!(perspective("Economico-Finanziario"), ("economico-finanziario".to_owned(), false, 3));
}

#[test]
fn a_perspective_that_a_text_export_lost_is_the_map_s() {
    let rows = || {
        let printed = [(Field::Objective, "1"), (Field::Indicator, "a"), (Field::Perspective, "Processi Interni")];
        vec![
            row(Section::Executive, &printed),
            row(Section::Executive, &[(Field::Objective, "3"), (Field::Indicator, "b")]),
        ]
    };
    let flow = plan_as(mapped(rows()), Body::Flow(Vec::new()));
    let found = flow.executive[1].perspective.as_ref().expect("the map has it");
    assert_eq!((found.value.as_str(), found.inference().is_some()), ("processi-interni", true));
    assert_eq!(plan(mapped(rows())).executive[1].perspective, None, "a blank cell stays blank");
}

#[test]
fn remarks_point_at_their_resolution() {
    let mut first = strategic("1", "n. pratiche");
    first.notes = vec![cell(
        "Inserito con deliberazione della Giunta n. 5 del 31 gennaio 2019\nAggiornato in sede di rolling annuale con deliberazione della Giunta n. 129 del 2 Dicembre 2019 (4)",
    )];
    let mut second = strategic("1", "n. reclami");
    second.notes = vec![
        cell("Aggiornato con deliberazione della Giunta n.  del 31 gennaio 2019"),
        cell("Aggiornato con deliberazione della Giunta del 1/2/2018"),
        cell("Eliminato in sede di rolling annuale 2018"),
    ];
    let mut draft = mapped(vec![first, second]);
    draft.titles = vec![cell("All. 2.1 D GC n.92 del 21.07.2020"), cell("CCIAA di Rivamara")];
    let plan = plan(draft);
    let ids: Vec<&str> = plan.resolutions.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["giunta-2020-07-21-92", "giunta-2019-01-31-5", "giunta-2019-12-02-129", "giunta-2018-02-01"]);
    let pointed = |row: usize| -> Vec<(Option<&str>, Option<u32>, bool)> {
        let notes = plan.strategic[row].base.notes.iter();
        notes.map(|n| (n.value.resolution.as_deref(), n.value.number, n.inference().is_some())).collect()
    };
    assert_eq!(
        pointed(0),
        [(Some("giunta-2019-01-31-5"), Some(5), false), (Some("giunta-2019-12-02-129"), Some(129), false)]
    );
    assert_eq!(
        pointed(1),
        [(Some("giunta-2019-01-31-5"), None, true), (Some("giunta-2018-02-01"), None, false), (None, None, false)]
    );
    assert_eq!((plan.strategic[0].status, plan.strategic[1].status), (Status::Active, Status::Removed));
    assert_eq!(plan.annex.label.map(|l| l.value).as_deref(), Some("All. 2.1"));
    assert_eq!(plan.annex.organisation.map(|o| o.value).as_deref(), Some("CCIAA di Rivamara"));
}

#[test]
fn a_chamber_may_stand_on_two_lines() {
    let draft = Draft {
        titles: vec![cell("CAMERA DI COMMERCIO"), cell("DI RIVAMARA"), cell("Allegato A")],
        ..Draft::default()
    };
    let annex = plan(draft).annex;
    assert_eq!(annex.organisation.map(|o| o.value).as_deref(), Some("CAMERA DI COMMERCIO DI RIVAMARA"));
    let alone = Draft { titles: vec![cell("CAMERA DI COMMERCIO"), cell("Allegato A")], ..Draft::default() };
    assert_eq!(plan(alone).annex.organisation, None);
}

#[test]
fn two_resolutions_of_one_day_are_not_guessed_between() {
    let mut one = strategic("1", "n. pratiche");
    one.notes = ["n. 97 ", "n. 27 ", ""]
        .iter()
        .map(|n| cell(&format!("Aggiornato con deliberazione della Giunta {n}del 26 luglio 2018")))
        .collect();
    let plan = plan(mapped(vec![one]));
    let last = &plan.strategic[0].base.notes[2];
    assert_eq!(last.value.resolution.as_deref(), Some("giunta-2018-07-26"));
    assert!(last.inference().is_none());
}

#[test]
fn a_value_keeps_how_it_was_got() {
    let why = Inference::new("four values under five columns", 0.6);
    let mut one = strategic("1", "n. \npratiche");
    one.years = vec![(2019, Traced::inferred("≥ 90%".to_owned(), place(7), why.clone()))];
    one.set(Field::Indicator, Traced::new("n. \npratiche".to_owned(), place(3), How::Joined));
    let plan = plan(mapped(vec![one]));
    let row = &plan.strategic[0];
    assert_eq!(row.targets[0].target.inference(), Some(&why));
    assert_eq!(row.targets[0].target.places().first(), &place(7));
    assert_eq!((row.base.indicator.value.as_str(), row.base.indicator.how()), ("n. pratiche", &How::Joined));
}

#[test]
fn weights_marks_and_totals() {
    let officer = |fields: &[(Field, &str)]| {
        let mut row = row(Section::Officer, fields);
        row.set(Field::Indicator, cell("x"));
        row
    };
    let mut draft = mapped(vec![
        officer(&[(Field::Weight, "12,5%"), (Field::InTree, "X")]),
        officer(&[(Field::Weight, "da definire"), (Field::Productivity, "forse")]),
    ]);
    draft.totals = vec![row(Section::Officer, &[(Field::Role, "P.O. Staff"), (Field::Weight, "100%")])];
    let plan = plan(draft);
    let weights: Vec<_> = plan.officer.iter().map(|o| o.weight.as_ref().and_then(|w| w.value.value)).collect();
    assert_eq!(weights, [Some(12.5), None]);
    let marks: Vec<_> = plan.officer.iter().map(|o| o.in_tree.as_ref().map(|t| t.value)).collect();
    assert_eq!(marks, [Some(true), Some(false)], "a blank in a column of marks is no");
    assert!(plan.officer.iter().all(|o| o.productivity.is_none()));
    assert_eq!(plan.diagnostics[0].code.id, "unplaced-text", "`forse` is no mark and must not get lost");
    assert_eq!(plan.totals[0].weight.as_ref().and_then(|w| w.value.value), Some(100.0));
}

#[test]
fn titles_that_a_narrow_column_cuts_are_read_as_one() {
    let titles = [
        "CCIAA Costa dei Gelsi e",
        "Valdoria",
        "Allegato A alla",
        "deliberazione della Giunta",
        "n. 26 del 22/11/2025",
    ];
    let annex = plan(Draft { titles: titles.map(cell).to_vec(), ..Draft::default() }).annex;
    assert_eq!(annex.organisation.map(|o| o.value).as_deref(), Some("CCIAA Costa dei Gelsi e Valdoria"));
    let named = annex.resolution.map(|r| r.value).expect("a resolution is named");
    assert_eq!((named.number, named.date.map(|d| d.to_string()).as_deref()), (Some(26), Some("2025-11-22")));
    // A date that stands in another title is not the resolution's.
    let titles = ["Allegato A alla delibera n. 97", "Situazione al 30/06/2020"];
    let annex = plan(Draft { titles: titles.map(cell).to_vec(), ..Draft::default() }).annex;
    assert_eq!(annex.resolution.and_then(|r| r.value.date), None);
}
