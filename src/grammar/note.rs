//! Remarks to the right of a row (note deliberative): which resolution did what to it.

use super::scan::Scan;
use super::{Rule, date, resolution, text};
use crate::plan::{Action, Note, ResolutionRef, Subject};

/// What a remark can say was done: the first words of a remark.
pub const RULES: &[Rule<Action>] = &[
    Rule {
        id: "removed",
        says: "the row was taken out of the plan",
        examples: &[
            "Eliminato in sede di rolling annuale 2018",
            "Soppressa con deliberazione della Giunta n. 3 del 1/2/2020",
            "Indicatore eliminato dalla Giunta",
            "Stralciato in sede di rolling annuale",
            "Eliminazione con delibera di Giunta n. 3 del 1/2/2020",
            "Eliminato - delibera di Giunta n. 77 del 28/11/2023",
            "Annullato con deliberazione della Giunta n. 12 del 5 marzo 2023",
        ],
        refuses: &["Eliminazione di anomalie", "Numero pratiche eliminate", "Eliminati doppioni"],
        parse: |text| {
            let participles = ["eliminat", "soppress", "stralciat", "abrogat", "cancellat", "rimoss", "annullat"];
            says(text, &participles, &["eliminazione", "soppressione", "stralcio"], Action::Removed)
        },
    },
    Rule {
        id: "inserted",
        says: "the row was added to the plan",
        examples: &[
            "Inserito in sede di rolling annuale con delibera della Giunta n. 1 del 2/3/2020",
            "Introdotto con deliberazione della Giunta n. 5 del 1° luglio 2020",
            "Aggiunta con delibera n. 4",
            "Nuovo inserito in sede di rolling",
        ],
        refuses: &["Inserimento dati", "Schede inserite nel portale", "Inserite tutte le schede"],
        parse: |text| {
            says(text, &["inserit", "introdott", "aggiunt"], &["inserimento", "introduzione"], Action::Inserted)
        },
    },
    Rule {
        id: "updated",
        says: "a value, the wording or the project plan was changed",
        examples: &[
            "Aggiornato in sede di rolling annuale con deliberazione della Giunta n.92  del 21 luglio 2020 (1)",
            "Aggiornato piano di progetto in sede di rolling annuale",
            "Modificato con deliberazione della Giunta camerale n. 4 del 3/2/2020",
            "Target modificato dalla Giunta n. 5 del 1/2/2020",
            "Modifica deliberazione G.C. n. 5/2020",
            "Aggiornato DGC 12 del 5/3/2023",
            "Modificato (delib. n. 12 del 5.3.2023)",
            "Agg. con DGC n. 12 del 5/3/2023",
            "Variazione approvata con deliberazione della Giunta n. 12 del 5/3/2023",
            "Aggiornata descrizione con delibera n. 12 del 5/3/2023",
            "Aggiornato",
        ],
        refuses: &[
            "Aggiornamento del sito",
            "Aggiornamento con cadenza mensile",
            "Sito aggiornato entro 2 giorni",
            "Modificati 3 regolamenti",
            "Agg. del sito",
            "Aggiornato - sito istituzionale",
        ],
        parse: |text| {
            let participles =
                ["aggiornat", "modificat", "rimodulat", "variat", "sostituit", "riformulat", "rettificat"];
            let abbreviated = says_short(text, &["agg.", "aggiorn.", "mod.", "modif."]);
            let nouns = ["aggiornamento", "modifica", "rimodulazione", "variazione"];
            says(text, &participles, &nouns, Action::Updated).or_else(|| abbreviated.then_some(Action::Updated))
        },
    },
];

/// The remarks of a cell, in order; one that begins with none of the known verbs is one remark
/// without an action.
#[must_use]
pub fn parse_all(cell: &str) -> Vec<Note> {
    pieces(&text::join_lines(cell)).into_iter().map(parse).collect()
}

/// Whether a remark begins here.
#[must_use]
pub fn starts(text: &str) -> bool {
    super::read(RULES, text.trim_start()).is_some()
}

/// Whether a remark has come to its end: at a whole date, at a year of the rolling update, or at
/// the footnote behind either.
#[must_use]
pub fn is_complete(text: &str) -> bool {
    let note = parse(&text::join_lines(text));
    let body = without_footnote(&note.raw).0;
    let ends =
        |wanted: &dyn Fn(&str) -> bool| body.rmatch_indices(' ').map(|(at, _)| &body[at + 1..]).take(3).any(wanted);
    note.action.is_some()
        && (note.date.is_some() && ends(&|tail| date::parse(tail).is_some())
            || note.occasion_year.is_some() && ends(&|tail| plan_year(tail).is_some()))
}

/// Cuts a text before every remark that begins in it with a capital. One that begins with what was
/// changed (`Target modificato`) may be inside another, unless that one has come to an end.
fn pieces(text: &str) -> Vec<&str> {
    let mut starts_at = vec![0];
    for (at, _) in text.match_indices(' ') {
        let rest = &text[at + 1..];
        let ended = || text[..at].ends_with(|c: char| c == ')' || c.is_ascii_digit());
        if rest.starts_with(char::is_uppercase)
            && super::read(RULES, rest).is_some()
            && (!opens_with_noun(rest) || ended())
        {
            starts_at.push(at + 1);
        }
    }
    let ends = starts_at.iter().skip(1).copied().chain([text.len()]);
    let pieces = starts_at.iter().zip(ends).map(|(start, end)| text[*start..end].trim());
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn parse(raw: &str) -> Note {
    let action = super::read(RULES, raw).map(|(_, action)| action);
    let (body, footnote) = without_footnote(raw);
    let mut note = Note { raw: raw.to_owned(), action, footnote, ..Note::default() };
    if action.is_none() {
        note.footnote = None;
    }
    let lower = body.to_lowercase();
    if lower.contains("piano di progetto") || lower.contains("piani di progetto") {
        note.subject = Subject::ProjectPlan;
    }
    if let Some(at) = lower.find("rolling") {
        note.annual_rolling = true;
        note.occasion_year = occasion_year(&lower[at..]);
    }
    ResolutionRef { body: note.body, number: note.number, date: note.date } = resolution::read(body);
    note
}

/// The year right behind `rolling annuale`.
fn occasion_year(text: &str) -> Option<i32> {
    let mut scan = Scan::new(text);
    scan.eat("rolling");
    scan.eat("annuale");
    scan.eat_any(&["dell'", "del", "per"]);
    scan.eat_any(&["anno", "l'anno"]);
    plan_year(scan.digits(4)?)
}

/// A year in which a plan can run.
pub(super) fn plan_year(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| text.parse().ok())?.filter(|year| (1990..=2100).contains(year))
}

/// A text without the number in parentheses at its end, and that number.
fn without_footnote(text: &str) -> (&str, Option<u32>) {
    let cut = || {
        let (body, inside) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        let number = inside.trim();
        let plain = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        Some((body.trim_end(), plain.then(|| number.parse().ok())??))
    };
    cut().map_or((text.trim_end(), None), |(body, number)| (body, Some(number)))
}

/// The noun with which some remarks begin: what was changed.
const NOUNS: [&str; 10] =
    ["nuovo", "nuova", "indicatore", "target", "obiettivo", "valore", "peso", "azione", "riga", "kpi"];

fn opens_with_noun(text: &str) -> bool {
    Scan::new(text).eat_any(&NOUNS)
}

/// Whether a text begins with one of the participles in the singular, followed by what follows it
/// in a remark and not in an indicator; or with one of the nouns and the way in which it was done.
///
/// A dash, a colon or a parenthesis may stand between.
fn says(text: &str, participles: &[&str], nouns: &[&str], action: Action) -> Option<Action> {
    const FOLLOWS: [&str; 18] = [
        "con",
        "dalla",
        "dal",
        "a seguito",
        "piano",
        "nel rolling",
        "nell'ambito",
        "per effetto",
        "ai sensi",
        "in",
        "giusta",
        "target",
        "indicatore",
        "valore",
        "peso",
        "descrizione",
        "denominazione",
        "formula",
    ];
    let mut scan = Scan::new(text);
    for _ in 0..2 {
        scan.eat_any(&NOUNS);
    }
    let word = scan.word()?.to_lowercase();
    let ends = scan.done() || scan.peek() == Some('(');
    let aside = scan.eat_any(&["-", "–", ":", ",", "("]);
    let done = word.strip_suffix(['o', 'a']).is_some_and(|stem| participles.contains(&stem));
    let is_remark = if done {
        ends || how(&mut scan) || (!aside && scan.eat_any(&FOLLOWS))
    } else {
        nouns.contains(&word.as_str()) && {
            scan.eat_any(&["approvata", "approvato", "disposta", "disposto", "deliberata", "deliberato"]);
            how(&mut scan)
        }
    };
    is_remark.then_some(action)
}

/// The way in which a row was changed: by which act, on which occasion.
fn how(scan: &mut Scan) -> bool {
    const ACTS: [&str; 15] = [
        "deliberazione",
        "delibera",
        "delib.",
        "del.",
        "determinazione",
        "determina",
        "d.g.c.",
        "d.g.",
        "d.c.c.",
        "dgc",
        "dg",
        "dcc",
        "provvedimento",
        "atto",
        "rolling",
    ];
    if scan.eat("in sede") {
        return true;
    }
    scan.eat("con");
    scan.eat_any(&ACTS)
}

/// A verb cut short, and the way in which it was done.
fn says_short(text: &str, verbs: &[&str]) -> bool {
    let mut scan = Scan::new(text);
    scan.eat_any(verbs) && how(&mut scan)
}

#[cfg(test)]
mod tests {
    use super::{is_complete, parse_all, starts};
    use crate::plan::{Action, Note, Subject};

    fn one(text: &str) -> Note {
        let mut notes = parse_all(text);
        assert_eq!(notes.len(), 1, "{text}");
        notes.remove(0)
    }

    #[test]
    fn a_whole_remark() {
        let note = one(
            "Aggiornato in sede di rolling \n\nannuale con deliberazione della \n\nGiunta n.92  del 21 luglio 2020 \n\n(1)",
        );
        assert_eq!(
            note.raw,
            "Aggiornato in sede di rolling annuale con deliberazione della Giunta n.92 del 21 luglio 2020 (1)"
        );
        assert_eq!((note.action, note.subject, note.annual_rolling), (Some(Action::Updated), Subject::Row, true));
        assert_eq!((note.body.as_deref(), note.number, note.footnote), (Some("Giunta"), Some(92), Some(1)));
        assert_eq!(note.date.map(|d| d.to_string()).as_deref(), Some("2020-07-21"));
        assert_eq!(note.occasion_year, None);
    }

    #[test]
    fn what_is_left_out_stays_out() {
        let note = one("Eliminato in sede di rolling annuale con deliberazione della Giunta n. del 31 gennaio 2019");
        assert_eq!((note.number, note.date.is_some()), (None, true));
        let note = one("Eliminato in sede di rolling annuale 2018");
        assert_eq!((note.body, note.number, note.date, note.occasion_year), (None, None, None, Some(2018)));
        let note = one("Inserito con delibera della Giunta camerale n. 129/2019");
        assert_eq!(
            (note.body.as_deref(), note.number, note.date, note.annual_rolling),
            (Some("Giunta"), Some(129), None, false)
        );
    }

    #[test]
    fn project_plans_are_another_subject() {
        let note = one(
            "Aggiornato piano di progetto in sede di rolling annuale con deliberazione della Giunta n. 92 del 21 luglio 2020 (13)",
        );
        assert_eq!((note.subject, note.footnote), (Subject::ProjectPlan, Some(13)));
    }

    #[test]
    fn several_remarks_in_one_cell() {
        let text = "Inserito in sede di rolling annuale con delibera della Giunta n. 97 del 26 luglio 2018 (2) Aggiornato in sede di rolling annuale 2019\nEliminato in sede di rolling annuale 2020";
        let notes = parse_all(text);
        let actions: Vec<_> = notes.iter().map(|n| n.action).collect();
        assert_eq!(actions, [Some(Action::Inserted), Some(Action::Updated), Some(Action::Removed)]);
        assert_eq!(notes[0].footnote, Some(2));
        assert_eq!(notes[1].raw, "Aggiornato in sede di rolling annuale 2019");
    }

    #[test]
    fn remarks_that_begin_with_what_was_changed() {
        let text = "Obiettivo inserito con delibera di Giunta n. 7 del 17.03.2019\nTarget modificato con delibera di \nGiunta n. 12 del 06.06.2020 (2)\nNuovo indicatore inserito con DGC n. 5/2021";
        let notes = parse_all(text);
        let said: Vec<_> = notes.iter().map(|n| (n.action, n.number, n.footnote)).collect();
        assert_eq!(
            said,
            [
                (Some(Action::Inserted), Some(7), None),
                (Some(Action::Updated), Some(12), Some(2)),
                (Some(Action::Inserted), Some(5), None)
            ]
        );
        one("Aggiornato Target modificato con delibera n. 12 del 5/3/2023");
    }

    #[test]
    fn a_remark_of_another_kind_is_kept_whole() {
        let note = one("vedi allegato (3)");
        assert_eq!((note.action, note.raw.as_str(), note.footnote), (None, "vedi allegato (3)", None));
        assert_eq!(parse_all(" \n "), []);
    }

    #[test]
    fn where_a_remark_starts_and_ends() {
        assert!(starts("Aggiornato in sede di rolling "));
        assert!(!starts("annuale con deliberazione"));
        let lines = [
            "Aggiornato in sede",
            "di rolling annuale",
            "con deliberazione della Giunta",
            "n. 129 del",
            "2 Dicembre",
            "2019",
        ];
        for n in 1..lines.len() {
            assert!(!is_complete(&lines[..n].join(" \n")), "{n} lines");
        }
        assert!(is_complete(&lines.join(" \n")));
        assert!(is_complete(&(lines.join("\n") + "\n(1)")));
        assert!(is_complete("Eliminato in sede di rolling annuale 2018"));
        assert!(!is_complete("2 Dicembre 2019"));
    }
}
