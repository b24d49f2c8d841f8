use super::{looks_like, parse};
use crate::plan::TargetKind;

/// A reading in one line: kind and what it has, in the order of the contract.
fn shown(text: &str) -> String {
    let kind = parse(text).kind;
    let name = kind.name();
    match kind {
        TargetKind::Quantity { comparator, value, unit, metric } => {
            format!("{name} {} {comparator} {value} {}", metric.unwrap_or_default(), unit.unwrap_or_default())
        }
        TargetKind::Deadline { date } => format!("{name} {date}"),
        TargetKind::Duration { comparator, value, unit, from } => {
            format!("{name} {comparator} {value} {unit} {}", from.unwrap_or_default())
        }
        TargetKind::Baseline | TargetKind::Text => name.to_owned(),
        TargetKind::Relative { comparator, offset } => format!("{name} {comparator} {offset}"),
        TargetKind::Benchmark { comparator, reference, tolerance } => {
            format!("{name} {comparator} {reference} {}", tolerance.map(|t| t.to_string()).unwrap_or_default())
        }
        TargetKind::Qualitative { comparator, level } => format!("{name} {comparator} {level}"),
    }
    .split_whitespace()
    .collect::<Vec<_>>()
    .join(" ")
}

#[test]
fn readings_in_full() {
    let cases = [
        ("≥ 90%", "quantity >= 90 %"),
        ("=> 3,0", "quantity >= 3"),
        ("=<5", "quantity <= 5"),
        ("1.296,29", "quantity = 1296.29"),
        (">= 40.000", "quantity >= 40000"),
        ("100,00%", "quantity = 100 %"),
        ("n. 1", "quantity = 1"),
        ("1 open day", "quantity = 1 open day"),
        ("ITP < -10", "quantity ITP < -10"),
        ("€ 15.000", "quantity = 15000 EUR"),
        ("50 mila euro", "quantity = 50000 EUR"),
        ("1,5 milioni di euro", "quantity = 1500000 EUR"),
        ("dic-20", "deadline 2020-12-31"),
        (">= 80% (base 2023: 75%)", "quantity >= 80 %"),
        ("3 (su 5)", "text"),
        ("tempo medio ≤ 5 gg", "quantity tempo medio <= 5 days"),
        ("almeno un incontro", "quantity >= 1 incontro"),
        ("non oltre 5%", "quantity <= 5 %"),
        ("10 (max)", "quantity <= 10"),
        ("31/12/2020", "deadline 2020-12-31"),
        ("entro giugno 2020", "deadline 2020-06-30"),
        ("entro il primo semestre 2021", "deadline 2021-06-30"),
        ("entro il 2020", "deadline 2020-12-31"),
        ("<=40 gg", "duration <= 40 days"),
        (">= 30gg", "duration >= 30 days"),
        ("9,5 gg", "duration = 9.5 days"),
        ("5 giorni lavorativi", "duration = 5 working days"),
        ("< 1 mese da approvazione decreto", "duration < 1 months approvazione decreto"),
        (
            "Entro 30 gg.dall'aggiornam\nento del preventivo economico 2020",
            "duration <= 30 days aggiornamento del preventivo economico 2020",
        ),
        ("6 mesi dallo svolgimento prova scritta", "duration = 6 months svolgimento prova scritta"),
        (
            "Pubblicazione sul sito di informazioni, istruzioni etc. entro 2 giorni dalla intervenuta novità normativa",
            "duration <= 2 days intervenuta novità normativa",
        ),
        ("Approvazione entro il 30/06/2020", "deadline 2020-06-30"),
        ("Anno rilevazione", "baseline"),
        ("x < x-4", "relative < 4"),
        ("anno n < anno n-1", "relative < 1"),
        ("anno 2020 >= anno 2018", "relative >= 2"),
        ("> media cluster", "benchmark > media cluster"),
        ("scostamento max 0,02 da media cluster", "benchmark <= media cluster 0.02"),
        ("> a medio", "qualitative > medio"),
        ("> Medio", "qualitative > Medio"),
        ("tra 5 e 10", "text"),
        ("SI/NO", "text"),
        ("x < x-1, x-2", "text"),
        ("vedi allegato", "text"),
        ("", "text"),
    ];
    for (text, reading) in cases {
        assert_eq!(shown(text), reading, "{text}");
    }
}

#[test]
fn what_is_clearly_a_target() {
    for text in [
        "100%",
        "≥1",
        "< 20%",
        "1",
        "3,5",
        "31/12/2020",
        "Entro 31/12/2019",
        "Anno di rilevazione",
        "x < x-1",
        "30gg",
        "n. 1",
        "1 open day",
        "> media cluster",
        "> a medio",
        "ITP < -10",
        "entro 4 giorni",
    ] {
        assert!(looks_like(text), "{text}");
    }
    for text in [
        "2019",
        "2 Dicembre 2019",
        "2 Dicembre",
        "20% del diritto annuale",
        "S. Staff",
        "1. Semplificazione",
        "(1)",
        "Approvazione entro il 30/06/2020",
        "AREA II",
        "medio",
        "",
        "n. 129 del 2",
    ] {
        assert!(!looks_like(text), "{text}");
    }
}
