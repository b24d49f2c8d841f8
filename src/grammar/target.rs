//! What an indicator is to reach: the kinds of the contract and how people write them.

mod parts;
mod reference;
mod time;
mod value;

use super::scan::Scan;
use super::{Rule, text};
use crate::plan::{Target, TargetKind};

/// How a target is written; the most particular first.
pub const RULES: &[Rule<TargetKind>] = &[
    Rule {
        id: "baseline",
        says: "the year in which the indicator is first measured",
        examples: &[
            "Anno di rilevazione",
            "Anno rilevazione",
            "anno di prima rilevazione",
            "ANNO DI RILEVAZIONE",
            "baseline",
            "Anno zero",
        ],
        refuses: &["Anno 2020", "anno n < anno n-1", "Rilevazione annuale della soddisfazione", "Anno"],
        parse: reference::baseline,
    },
    Rule {
        id: "relative",
        says: "this year's value against the one of an earlier year",
        examples: &[
            "x < x-1",
            "x>x-2",
            "anno n < anno n-1",
            "valore anno x >= valore anno x - 1",
            "anno 2020 > anno 2019",
            "≥ anno precedente",
            "> x-1",
            "In riduzione rispetto all'anno precedente",
        ],
        refuses: &[
            "x < 1",
            "x < y-1",
            "x < x",
            "anno 2019 > anno 2020",
            "> media cluster",
            "+5% rispetto all'anno precedente",
        ],
        parse: reference::relative,
    },
    Rule {
        id: "benchmark",
        says: "the value of others, or a distance allowed from it",
        examples: &[
            "> media cluster",
            "≥ media nazionale",
            "scostamento max 0,02 da media cluster",
            "scostamento massimo 5% dalla media di settore",
            "superiore alla media nazionale",
            "in linea con la media cluster",
        ],
        refuses: &["> medio", "> 3", "scostamento max 0,02", "tempo medio < 5"],
        parse: reference::benchmark,
    },
    Rule {
        id: "qualitative",
        says: "a level of a scale of words",
        examples: &[
            "> a medio",
            "> Medio",
            "≥ buono",
            "almeno sufficiente",
            "Medio-alto",
            "livello alto",
            "non inferiore a buono",
        ],
        refuses: &["> media cluster", "Medio termine", "> 3", "alto gradimento degli utenti"],
        parse: reference::qualitative,
    },
    Rule {
        id: "deadline",
        says: "a day, or the last day of a month, part of a year or year",
        examples: &[
            "31/12/2020",
            "Entro 31/12/2019",
            "entro il 15/10/2019",
            "entro e non oltre il 30/06/2020",
            "30 giugno 2020",
            "<= 31.12.2020",
            "entro giugno 2020",
            "Dicembre 2020",
            "dic-20",
            "II semestre 2020",
            "entro il mese di giugno 2020",
            "entro il 2020",
            "entro la fine dell'anno 2020",
            "entro il I semestre 2020",
            "Entro il 2° trimestre del 2020",
        ],
        refuses: &[
            "> 31/12/2020",
            "dal 01/01/2020 al 31/12/2020",
            "2020",
            "30 giugno",
            "entro 30 giorni",
            "31/02/2020",
        ],
        parse: time::deadline,
    },
    Rule {
        id: "duration",
        says: "a time, perhaps counted from an event",
        examples: &[
            "<=40 gg",
            "30gg",
            "9,5 gg",
            "entro 4 giorni",
            "5 giorni lavorativi",
            "5 gg. medi",
            "max 48 ore",
            "gg. 30",
            "Entro 30 gg. dall'assegnazione di risorse umane aggiuntive",
            "6 mesi dallo svolgimento prova scritta",
            "< 1 mese da approvazione decreto",
            "entro trenta giorni dalla richiesta",
            "entro 10 giorni successivi alla pubblicazione",
        ],
        refuses: &[
            "2 giornate",
            "anno 2020",
            "30 giorni prima della scadenza",
            "tra 5 e 10 gg",
            "5 giorni di formazione",
        ],
        parse: time::duration,
    },
    Rule {
        id: "quantity",
        says: "a number, perhaps with a comparison, a unit or the name of what is measured",
        examples: &[
            "≥ 90%",
            ">= 3,5",
            "=> 75%",
            "=< 5%",
            "0%",
            "100,00%",
            "n. 1",
            "N° 12",
            "1 open day",
            "n. ≥ 2",
            "2 report/anno",
            "3 incontri (in presenza)",
            "ITP < -10",
            "tempo medio ≤ 5 gg",
            "almeno 3",
            "non oltre 5%",
            "max 10",
            "più di due incontri",
            "€ 15.000",
            "1.296,29",
            "40.000,00 euro",
            "maggiore o uguale a 3",
            "90% delle pratiche",
            "100% entro il 31/12/2020",
            "2 incontri entro il 30/06/2020",
            "10 (max)",
            "3 o più",
            "50 mila euro",
            ">= 80% (base 2023: 75%)",
            "≥ 3,5 (scala 1-5)",
        ],
        refuses: &[
            "tra 5 e 10",
            "5-10",
            "80% - 90%",
            "3/4",
            "SI/NO",
            "30 giugno",
            "2 e 3",
            "1. Semplificazione",
            "5 per mille abitanti e 10",
            "uno",
            "10% rispetto al 2019",
            "superiore al 2019",
            "≥ dell'anno 2019",
        ],
        parse: value::quantity,
    },
    Rule {
        id: "duration-in-sentence",
        says: "a sentence that says within how long something is to be done",
        examples: &[
            "Pubblicazione sul sito di informazioni, istruzioni etc. entro 2 giorni dalla intervenuta novità normativa",
            "Risposta entro 5 gg",
        ],
        refuses: &["Risposta entro 5 gg o 10 gg", "Pubblicazione entro 30 giorni prima della scadenza"],
        parse: time::duration_in_sentence,
    },
    Rule {
        id: "deadline-in-sentence",
        says: "a sentence that says by which day something is to be done",
        examples: &["Approvazione del regolamento entro il 31/12/2020", "Avvio entro il 30 giugno 2020"],
        refuses: &["Avvio entro il 30/06/2020 e chiusura entro il 31/12/2020", "Situazione al 31/12/2020"],
        parse: time::deadline_in_sentence,
    },
];

/// Whether a text is a sign of comparison and nothing else: `>=`, `≤`.
#[must_use]
pub fn is_sign(text: &str) -> bool {
    let mut scan = Scan::new(text.trim());
    parts::sign(&mut scan).is_some() && scan.done()
}

/// Reads a target, an actual value or a progress; what no rule takes is `text`.
#[must_use]
pub fn parse(cell: &str) -> Target {
    let raw = text::join_lines(cell);
    let kind = super::read(RULES, &raw).map_or(TargetKind::Text, |(_, kind)| kind);
    Target { raw, kind }
}

/// Whether a text, alone, is clearly a target and not a piece of something else: no bare year, no
/// day in words (they end remarks), no sentence.
#[must_use]
pub fn looks_like(line: &str) -> bool {
    let line = text::normalise(line);
    let Some((rule, kind)) = super::read(RULES, &line) else { return false };
    let compared = line.starts_with(['<', '>', '=', '≤', '≥']);
    let lower = line.to_lowercase();
    match kind {
        TargetKind::Baseline | TargetKind::Relative { .. } | TargetKind::Benchmark { .. } => true,
        TargetKind::Qualitative { .. } => compared,
        TargetKind::Deadline { .. } => {
            rule.id == "deadline"
                && (compared
                    || lower.starts_with("entro")
                    || line.bytes().all(|b| b.is_ascii_digit() || b"/.-".contains(&b)))
        }
        TargetKind::Duration { .. } => rule.id == "duration",
        TargetKind::Quantity { value, unit, .. } => match unit.as_deref() {
            None => compared || !(1990.0..=2100.0).contains(&value) || line.len() != 4,
            Some("%") => line.ends_with('%'),
            Some(noun) => noun.starts_with(char::is_lowercase) && noun.split(' ').count() <= 2,
        },
        TargetKind::Text => false,
    }
}

#[cfg(test)]
mod tests;
