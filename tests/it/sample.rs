//! A small plan made by hand: every section, every kind of target, marks of all sorts.

use cruscotto::diag::{Diagnostic, UNPLACED_TEXT};
use cruscotto::document::Format;
use cruscotto::grammar::{note, target};
use cruscotto::plan::{
    Annex, Coverage, Date, ExecutiveObjective, Mission, Note, OfficerObjective, OperationalIndicator, Perspective,
    Plan, Resolution, ResolutionRef, RowBase, SourceInfo, Status, StrategicIndicator, StrategicObjective, Target,
    Total, Unit, UnitRef, Weight, YearTarget,
};
use cruscotto::trace::{CellRange, Correction, How, Inference, Place, Traced};

/// A line of page 2.
pub fn line(number: u32) -> Place {
    Place::Lines { page: 2, first: number, last: number }
}

fn read<T>(value: T, at: u32) -> Traced<T> {
    Traced::read(value, line(at))
}

fn text(value: &str, at: u32) -> Traced<String> {
    read(value.to_owned(), at)
}

pub fn date(text: &str) -> Date {
    text.parse().expect("the day exists")
}

/// One target of each kind, and the awkward ones.
pub fn targets() -> Vec<Target> {
    const PRINTED: [&str; 15] = [
        "85%",
        "≥ 90%",
        "99,5%",
        "1,45",
        "1.234.567,8",
        "1 open day",
        "ITP < -10",
        "31/12/2020",
        "<=40 gg",
        "Entro 30 gg. dall'assegnazione",
        "Anno di rilevazione",
        "x < x-1",
        "scostamento max 0,02 da media cluster",
        "> a medio",
        "=cmd|'/c calc'!A1",
    ];
    PRINTED.map(target::parse).to_vec()
}

fn base(id: &str, at: u32, indicator: &str) -> RowBase {
    RowBase {
        id: id.to_owned(),
        places: line(at).into(),
        objective: Some(text("os-01", 1)),
        indicator: text(indicator, at),
        notes: Vec::new(),
        doubts: Vec::new(),
    }
}

fn remark(text: &str, resolution: Option<&str>) -> Note {
    let mut notes = note::parse_all(text);
    assert_eq!(notes.len(), 1, "one remark");
    Note { resolution: resolution.map(str::to_owned), ..notes.remove(0) }
}

fn inserted() -> Note {
    remark("Inserito con delibera di Giunta n. 129 del 02/12/2019 (3)", Some("giunta-2019-12-02-129"))
}

fn removed() -> Note {
    remark("Eliminato in sede di rolling annuale 2020", None)
}

fn unit(id: &str, raw: &str, at: u32) -> Traced<UnitRef> {
    read(UnitRef { unit: id.to_owned(), raw: raw.to_owned() }, at)
}

fn weight(raw: &str, value: f64) -> Weight {
    Weight { raw: raw.to_owned(), value: Some(value) }
}

fn strategic() -> Vec<StrategicIndicator> {
    let why = Inference::new("quattro valori sotto sei colonne", 0.9).or(["95%".to_owned(), "99%".to_owned()]);
    let years = |from: i32, targets: &[Target]| -> Vec<YearTarget> {
        (from..).zip(targets).map(|(year, t)| YearTarget { year, target: read(t.clone(), 10) }).collect()
    };
    let all = targets();
    let mut kinds: Vec<StrategicIndicator> = all
        .chunks(5)
        .zip(10..)
        .map(|(chunk, at)| StrategicIndicator {
            base: base(&format!("si-{at}"), at, &format!("Indicatore alla riga {at}")),
            status: Status::Active,
            owners: vec![unit("staff", "S. Staff", at), unit("sviluppo", "Servizio Sviluppo", at)],
            targets: years(2017, chunk),
        })
        .collect();
    for t in &mut kinds[0].targets {
        t.target = t.target.clone().doubted(why.clone());
    }
    kinds[1].targets[1].target = kinds[1].targets[1].target.clone().doubted(why);
    kinds[2].status = Status::Removed;
    kinds[2].base.notes = vec![read(inserted(), 12), read(removed(), 13)];
    kinds[2].base.doubts = vec![("status", Inference::new("il testo non dice da quando", 0.8))];
    kinds[2].owners.clear();
    kinds
}

fn operational() -> Vec<OperationalIndicator> {
    let detached = Inference::new("cella unita staccata dalla riga", 0.75);
    targets()
        .into_iter()
        .zip(30..)
        .map(|(target, at)| OperationalIndicator {
            base: base(&format!("oi-{at}"), at, &format!("<b>Misura</b> & prova {at}")),
            programme: Some(Traced::inferred("Programma di intervento".to_owned(), line(60), detached.clone())),
            operational_objective: Some(text("=SOMMA(A1:A9)", 61)),
            target: Some(read(target, at)),
            services: vec![unit("staff", "Servizio Staff", at)],
            areas: vec![text("AREA I", at), text("AREA II", at)],
        })
        .collect()
}

fn executive() -> ExecutiveObjective {
    let mut base = base("eo-1", 70, "Riduzione dei tempi di pagamento");
    base.notes = vec![read(remark("Aggiornato piano di progetto", None), 70)];
    ExecutiveObjective {
        base,
        role: Some(text("SG", 69)),
        perspective: Some(text("processi-interni", 68)),
        action: Some(text("Miglioramento del ciclo passivo", 70)),
        target: Some(read(targets().remove(6), 70)),
        weight: Some(read(weight("10", 10.0), 70)),
        actual: Some(read(targets().remove(3), 70)),
        progress: Some(read(targets().remove(0), 70)),
        weight_assessed: Some(read(weight("0,5", 0.5), 70)),
    }
}

fn officer() -> OfficerObjective {
    let corrected = How::Corrected(Correction { was: Some("AREA 1".to_owned()), reason: "refuso".to_owned() });
    OfficerObjective {
        base: base("oo-1", 80, "Pubblicazione degli atti"),
        role: Some(text("RESPONSABILE PO SERVIZIO SEGRETERIA GENERALE", 79)),
        operational_objective: Some(text("Trasparenza", 80)),
        target: Some(read(targets().remove(7), 80)),
        weight: Some(read(weight("50%", 50.0), 80)),
        area: Some(Traced::new("AREA I".to_owned(), line(80), corrected)),
        in_tree: Some(read(true, 80)),
        productivity: Some(read(false, 80)),
    }
}

/// The plan.
pub fn plan() -> Plan {
    let cell = Place::Cells { sheet: "Obiettivi PO".into(), range: CellRange::cell(6, 1) };
    Plan {
        source: SourceInfo {
            file: "annex.txt".to_owned(),
            format: Format::FlowText,
            sha256: "0123456789abcdef".repeat(4),
            pages: Some(2),
        },
        annex: Annex {
            label: Some(text("All. 2.1", 1)),
            organisation: Some(text("CCIAA di Prova", 1)),
            resolution: Some(read(
                ResolutionRef { body: Some("Giunta".to_owned()), number: Some(92), date: Some(date("2020-07-21")) },
                1,
            )),
            years: (2016..=2021).collect(),
        },
        perspectives: vec![
            Perspective { id: "imprese".to_owned(), name: text("Imprese e territorio", 3) },
            Perspective { id: "processi-interni".to_owned(), name: text("Processi interni", 4) },
        ],
        missions: vec![
            Mission { code: text("011", 5), name: text("Competitività delle imprese", 5) },
            Mission { code: text("032", 5), name: text("Servizi istituzionali", 5) },
        ],
        objectives: vec![
            StrategicObjective {
                id: "os-01".to_owned(),
                number: Some(1),
                title: text("Una Camera più semplice", 6),
                perspective: Some(text("imprese", 3)),
                mission: Some(Traced::inferred("011".to_owned(), line(5), Inference::new("posto nella pagina", 0.88))),
                doubts: Vec::new(),
            },
            StrategicObjective {
                id: "os-trasparenza".to_owned(),
                number: None,
                title: text("Trasparenza", 7),
                perspective: None,
                mission: None,
                doubts: Vec::new(),
            },
        ],
        strategic: strategic(),
        operational: operational(),
        executive: vec![executive()],
        officer: vec![officer()],
        totals: vec![Total {
            role: Some(text("SG", 69)),
            weight: Some(read(weight("10", 10.0), 71)),
            weight_assessed: Some(read(weight("0,5", 0.5), 71)),
        }],
        units: vec![
            Unit {
                id: "staff".to_owned(),
                name: "Servizio Staff".to_owned(),
                aliases: vec!["S. Staff".to_owned(), "Servizio Staff".to_owned()],
                doubt: Some(Inference::new("differiscono per l'abbreviazione", 0.95)),
            },
            Unit {
                id: "sviluppo".to_owned(),
                name: "Servizio Sviluppo".to_owned(),
                aliases: vec!["Servizio Sviluppo".to_owned()],
                doubt: None,
            },
        ],
        resolutions: vec![Resolution {
            id: "giunta-2019-12-02-129".to_owned(),
            body: "Giunta".to_owned(),
            number: Some(129),
            date: Some(date("2019-12-02")),
        }],
        diagnostics: vec![
            Diagnostic::new(&UNPLACED_TEXT, "«Pagina 1 di 2» non ha posto").at(line(99)),
            Diagnostic::new(&UNPLACED_TEXT, "resto di riga").about("oo-1").at(cell),
        ],
        coverage: Coverage { read: 120, placed: 118 },
    }
}
