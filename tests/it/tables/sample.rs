//! A plan made by hand: every kind of target, every level, deductions, gaps, texts that break
//! careless writers.

use cruscotto::diag::{Diagnostic, UNPLACED_TEXT};
use cruscotto::document::Format;
use cruscotto::plan::*;
use cruscotto::trace::{Inference, Place, Traced};

fn at(line: u32) -> Place {
    Place::Lines { page: 1, first: line, last: line }
}

fn read<T>(value: T) -> Traced<T> {
    Traced::read(value, at(1))
}

fn text(value: &str) -> Traced<String> {
    read(value.to_owned())
}

fn day(year: i32, month: u32, day: u32) -> Date {
    Date::new(year, month, day).expect("a day of the calendar")
}

fn target(raw: &str, kind: TargetKind) -> Traced<Target> {
    read(Target { raw: raw.to_owned(), kind })
}

fn quantity(raw: &str, comparator: Comparator, value: f64, unit: Option<&str>) -> Traced<Target> {
    target(raw, TargetKind::Quantity { comparator, value, unit: unit.map(str::to_owned), metric: None })
}

fn base(id: &str, line: u32, objective: Option<&str>, indicator: &str) -> RowBase {
    RowBase {
        id: id.to_owned(),
        places: at(line).into(),
        objective: objective.map(text),
        indicator: text(indicator),
        notes: Vec::new(),
        doubts: Vec::new(),
    }
}

fn unit(id: &str, raw: &str) -> Traced<UnitRef> {
    read(UnitRef { unit: id.to_owned(), raw: raw.to_owned() })
}

fn weight(raw: &str, value: f64) -> Traced<Weight> {
    read(Weight { raw: raw.to_owned(), value: Some(value) })
}

/// The plan. `number` is that of its resolution and `indicator` the text of its first row.
#[expect(clippy::too_many_lines, reason = "one literal")]
pub fn plan_with(number: u32, indicator: &str) -> Plan {
    let removed = Note {
        raw: "Eliminato con deliberazione della Giunta n. 129 del 2 dicembre 2019 (4)".to_owned(),
        action: Some(Action::Removed),
        resolution: Some("giunta-2019-12-02-129".to_owned()),
        body: Some("Giunta".to_owned()),
        number: Some(129),
        date: Some(day(2019, 12, 2)),
        footnote: Some(4),
        ..Note::default()
    };
    let rolled = Note {
        raw: "Aggiornato in sede di rolling annuale 2018".to_owned(),
        action: Some(Action::Updated),
        annual_rolling: true,
        occasion_year: Some(2018),
        ..Note::default()
    };
    let guess = Inference::new("one value under two year columns", 0.7).or(["2021".to_owned()]);
    let guessed = quantity("< 2", Comparator::Less, 2.0, None).doubted(guess);
    let year = |year, target| YearTarget { year, target };
    let strategic = vec![
        StrategicIndicator {
            base: RowBase { notes: vec![read(rolled)], ..base("st-1", 10, Some("os-01"), indicator) },
            status: Status::Active,
            owners: vec![unit("segreteria", "S.Segreteria"), unit("", "da definire")],
            targets: vec![
                year(2019, quantity("≥ 90%", Comparator::AtLeast, 90.0, Some("%"))),
                year(2020, quantity("1,45", Comparator::Equal, 1.45, None)),
                year(2021, guessed),
            ],
        },
        StrategicIndicator {
            base: RowBase {
                notes: vec![read(removed.clone())],
                ..base("st-2", 12, Some("os-02"), "+ addetti; \"IT\", e altro")
            },
            status: Status::Removed,
            owners: Vec::new(),
            targets: vec![
                year(2019, target("Anno di rilevazione", TargetKind::Baseline)),
                year(2020, target("x < x-1", TargetKind::Relative { comparator: Comparator::Less, offset: 1 })),
                year(
                    2021,
                    target(
                        "scostamento max 0,02 da media cluster",
                        TargetKind::Benchmark {
                            comparator: Comparator::AtMost,
                            reference: "media cluster".to_owned(),
                            tolerance: Some(0.02),
                        },
                    ),
                ),
            ],
        },
    ];
    let operational = |id: &str, line, indicator: &str, target| OperationalIndicator {
        base: base(id, line, Some("os-01"), indicator),
        programme: Some(text("Servizi digitali")),
        operational_objective: Some(text("Potenziare i servizi <digitali> & \"nuovi\"")),
        target: Some(target),
        services: vec![unit("segreteria", "Servizio Segreteria")],
        areas: vec![text("AREA I"), text("AREA II")],
    };
    let after = Some("dall'assegnazione".to_owned());
    let days = |comparator, value, from| TargetKind::Duration { comparator, value, unit: "days".to_owned(), from };
    let mut doubtful = operational("op-2", 22, "Tempo medio", target("<=40 gg", days(Comparator::AtMost, 40.0, None)));
    doubtful.base.objective =
        Some(Traced::inferred("os-02".to_owned(), at(22), Inference::new("detached block", 0.85)));
    doubtful.base.doubts.push(("programme", Inference::new("none of the blocks fits", 0.6)));
    doubtful.programme = None;
    Plan {
        source: SourceInfo {
            file: "allegato.txt".to_owned(),
            format: Format::FlowText,
            sha256: "0123456789abcdef".repeat(4),
            pages: Some(3),
        },
        annex: Annex {
            label: Some(text("All. 2.1")),
            organisation: Some(text("CCIAA di Forlì, Prova")),
            resolution: Some(read(ResolutionRef {
                body: Some("Giunta".to_owned()),
                number: Some(number),
                date: Some(day(2020, 7, 21)),
            })),
            years: vec![2019, 2020, 2021],
        },
        perspectives: vec![Perspective { id: "imprese".to_owned(), name: text("Imprese") }],
        missions: vec![
            Mission { code: text("011"), name: text("Competitività delle Imprese") },
            Mission { code: text("011"), name: text("La stessa, stampata due volte") },
        ],
        objectives: vec![
            StrategicObjective {
                id: "os-01".to_owned(),
                number: Some(1),
                title: text("Semplificare"),
                perspective: Some(text("imprese")),
                mission: Some(text("011")),
                doubts: Vec::new(),
            },
            StrategicObjective {
                id: "os-02".to_owned(),
                number: None,
                title: text("Innovare"),
                perspective: Some(Traced::inferred("imprese".to_owned(), at(3), Inference::new("the only one", 0.9))),
                mission: Some(text("999")),
                doubts: Vec::new(),
            },
        ],
        strategic,
        operational: vec![
            operational(
                "op-1",
                20,
                "Pubblicazione",
                target("31/12/2020", TargetKind::Deadline { date: day(2020, 12, 31) }),
            ),
            doubtful,
            operational(
                "op-3",
                24,
                "Report",
                target("Entro 30 gg. dall'assegnazione", days(Comparator::AtMost, 30.0, after)),
            ),
        ],
        executive: vec![ExecutiveObjective {
            base: RowBase { notes: vec![read(removed)], ..base("ex-1", 30, None, "Soddisfazione degli utenti") },
            role: Some(text("SG")),
            perspective: Some(text("imprese")),
            action: Some(text("Azione\u{200b} di prova")),
            target: Some(target(
                "> a medio",
                TargetKind::Qualitative { comparator: Comparator::Greater, level: "medio".to_owned() },
            )),
            weight: Some(weight("10", 10.0)),
            actual: Some(quantity("97,5%", Comparator::Equal, 97.5, Some("%"))),
            progress: Some(target("in corso", TargetKind::Text)),
            weight_assessed: Some(weight("9,5", 9.5)),
        }],
        officer: vec![OfficerObjective {
            base: base("po-1", 40, Some("os-02"), "Indicatore di tempestività dei pagamenti"),
            role: Some(text("RESPONSABILE PO")),
            operational_objective: None,
            target: Some(target(
                "ITP < -10",
                TargetKind::Quantity {
                    comparator: Comparator::Less,
                    value: -10.0,
                    unit: None,
                    metric: Some("ITP".to_owned()),
                },
            )),
            weight: Some(weight("50%", 50.0)),
            area: Some(text("SG")),
            in_tree: Some(read(true)),
            productivity: Some(read(false)),
        }],
        totals: Vec::new(),
        units: vec![Unit {
            id: "segreteria".to_owned(),
            name: "Servizio Segreteria".to_owned(),
            aliases: vec!["S.Segreteria".to_owned(), "Servizio Segreteria".to_owned()],
            doubt: None,
        }],
        resolutions: vec![Resolution {
            id: "giunta-2019-12-02-129".to_owned(),
            body: "Giunta".to_owned(),
            number: Some(129),
            date: Some(day(2019, 12, 2)),
        }],
        diagnostics: vec![
            Diagnostic::new(&UNPLACED_TEXT, "`=SOMMA(A1)` has no place").at(at(50)),
            Diagnostic::new(&UNPLACED_TEXT, "a row").about("op-2"),
            Diagnostic::new(&UNPLACED_TEXT, "an objective").about("os-02"),
            Diagnostic::new(&UNPLACED_TEXT, "a row that is not there").about("xx-9"),
        ],
        coverage: Coverage { read: 100, placed: 99 },
    }
}

/// The plan with a first row that a spreadsheet would take for a formula.
pub fn plan() -> Plan {
    plan_with(92, "=cmd|' /C calc'!A0")
}

/// A plan of which nothing is known.
pub fn empty() -> Plan {
    Plan {
        annex: Annex::default(),
        perspectives: Vec::new(),
        missions: Vec::new(),
        objectives: Vec::new(),
        strategic: Vec::new(),
        operational: Vec::new(),
        executive: Vec::new(),
        officer: Vec::new(),
        units: Vec::new(),
        resolutions: Vec::new(),
        diagnostics: Vec::new(),
        ..plan()
    }
}
