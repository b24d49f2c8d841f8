//! The words of the pages that are not the source's.

use std::collections::BTreeMap;

use crate::write::Lang;
use crate::write::label::Label;

/// The words that templates ask for, by the name by which they do.
const WORDS: &[(&str, Label)] = &[
    ("skip", Label::new("Vai al contenuto", "Skip to the content")),
    ("aside", Label::new("Cerca, filtra, vai a", "Search, filter, go to")),
    ("sections", Label::new("Sezioni", "Sections")),
    ("search", Label::new("Cerca nelle righe", "Search the rows")),
    ("objective", Label::new("Obiettivo strategico", "Strategic objective")),
    ("unit", Label::new("Unità o incaricato", "Unit or role")),
    ("units", Label::new("Unità organizzative", "Organisational units")),
    ("roles", Label::new("Incaricati", "Roles")),
    ("year", Label::new("Anno", "Year")),
    ("section", Label::new("Sezione", "Section")),
    ("all_m", Label::new("Tutti", "All")),
    ("all_f", Label::new("Tutte", "All")),
    ("only_changed", Label::new("Solo righe cambiate da delibere", "Only rows that resolutions changed")),
    ("only_inferred", Label::new("Solo righe con valori dedotti", "Only rows with deduced values")),
    ("reason_of", Label::new("Motivo della deduzione", "Reason of the deduction")),
    ("confidence", Label::new("Certezza", "Confidence")),
    ("reason", Label::new("Motivo", "Reason")),
    ("values", Label::new("Valori", "Values")),
    ("clear", Label::new("Togli i filtri", "Clear filters")),
    ("open_all", Label::new("Apri i dettagli", "Open details")),
    ("close_all", Label::new("Chiudi i dettagli", "Close details")),
    ("of", Label::new("di", "of")),
    ("rows", Label::new("righe", "rows")),
    ("none", Label::new("Nessuna riga corrisponde.", "No row matches.")),
    (
        "none_here",
        Label::new("Nessuna riga di questa sezione corrisponde ai filtri.", "No row of this section matches."),
    ),
    ("summary", Label::new("In sintesi", "At a glance")),
    ("legend", Label::new("Legenda", "Legend")),
    ("map", Label::new("Mappa strategica", "Strategy map")),
    (
        "map_says",
        Label::new(
            "Gli obiettivi strategici al loro posto, fra prospettive e missioni. Il colore dice quanta parte delle \
             righe di ciascuno è stata cambiata da una delibera; ogni riquadro apre le righe dell’obiettivo.",
            "The strategic objectives in their places, between perspectives and missions. The colour tells how much \
             of each one’s rows a resolution changed; each box opens the objective’s rows.",
        ),
    ),
    ("matrix", Label::new("Chi risponde di che cosa", "Who answers for what")),
    (
        "matrix_says",
        Label::new(
            "Quante righe di ciascun obiettivo strategico sono affidate a ciascuna unità e a ciascun incaricato. Un \
             numero apre le sue righe.",
            "How many rows of each strategic objective are entrusted to each unit and each person. A number opens \
             its rows.",
        ),
    ),
    ("matrix_head", Label::new("Unità o incarico", "Unit or role")),
    ("total", Label::new("Totale", "Total")),
    ("resolutions", Label::new("Delibere", "Resolutions")),
    (
        "resolutions_says",
        Label::new(
            "Che cosa ha toccato ciascuna delibera, secondo le note accanto alle righe.",
            "What each resolution touched, by the remarks beside the rows.",
        ),
    ),
    ("touched_rows", Label::new("Righe toccate", "Rows touched")),
    ("findings", Label::new("Anomalie", "Findings")),
    ("findings_says", Label::new("Che cosa non torna nel documento.", "What is odd in the document.")),
    ("no_findings", Label::new("Nessuna anomalia.", "Nothing is odd.")),
    ("see_row", Label::new("vai alla riga", "go to the row")),
    ("deductions", Label::new("Valori dedotti", "Deduced values")),
    (
        "deductions_says",
        Label::new(
            "Valori che il documento non dice in quel punto e che il programma ha dedotto, per motivo. La percentuale \
             dice quanto spesso una deduzione così è giusta: le meno certe stanno in alto, e sono le prime da \
             controllare. Un motivo apre le sue righe, con i valori e il punto del documento.",
            "Values that the document does not state in that place and that the program deduced, by reason. The \
             percentage tells how often such a deduction is right: the least sure come first, and are the first to \
             check. A reason opens its rows, with the values and their place in the document.",
        ),
    ),
    ("no_deductions", Label::new("Nessun valore è stato dedotto.", "No value was deduced.")),
    ("about", Label::new("Il documento", "The document")),
    ("how_to_read", Label::new("Come si legge", "How to read this")),
    ("sign_deduced", Label::new("valore dedotto", "deduced value")),
    (
        "says_deduced",
        Label::new(
            "non sta in quel punto del documento: la riga, aperta, dice perché e quanto è certo. Con lo sfondo, la \
             certezza è sotto il 90%.",
            "does not stand in that place of the document: the row, opened, says why and how sure it is. With a \
             ground, it is less than 90% sure.",
        ),
    ),
    ("sign_removed", Label::new("riga eliminata", "removed row")),
    ("says_removed", Label::new("una nota deliberativa la toglie dal piano.", "a remark takes it out of the plan.")),
    (
        "says_chart",
        Label::new(
            "i target negli anni: lo sfondo è la zona in cui il target è raggiunto, il rombo vuoto l’anno di \
             rilevazione, il quadrato un target che non è un numero.",
            "the targets over the years: the ground is where the target is met, the hollow diamond the baseline \
             year, the square a target that is no number.",
        ),
    ),
    (
        "says_row",
        Label::new(
            "Sotto ogni riga sta il punto del documento da cui viene: si apre, e mostra note, deduzioni e come sono \
             stati letti i target. L’indirizzo della pagina tiene filtri e riga: lo si può copiare e spedire.",
            "Under each row stands the place in the document where it comes from: it opens, and shows remarks, \
             deductions and how targets were read. The page’s address keeps filters and row: copy and send it.",
        ),
    ),
    ("deduced", Label::new("Dedotto", "Deduced")),
    ("corrected", Label::new("Corretto", "Corrected")),
    ("was", Label::new("era stato letto", "it was read as")),
    ("otherwise", Label::new("altrimenti", "otherwise")),
    ("readings", Label::new("Come è stato letto", "How it was read")),
    ("places", Label::new("Sta altrove", "Stands elsewhere")),
    (
        "self_contained",
        Label::new(
            "questa pagina sta in un solo file e non chiede nulla alla rete.",
            "this page is a single file and asks nothing of the network.",
        ),
    ),
    ("annexes", Label::new("Allegati", "Annexes")),
    (
        "index_says",
        Label::new("Un piano per riga; il nome apre il suo rapporto.", "A plan a row; its name opens its report."),
    ),
    ("search_annexes", Label::new("Cerca fra gli allegati", "Search the annexes")),
    ("organisation", Label::new("Ente", "Organisation")),
    ("before", Label::new("Prima", "Before")),
    ("after", Label::new("Dopo", "After")),
    ("change", Label::new("Modifica", "Change")),
    ("direction", Label::new("Verso dei target", "Direction of targets")),
    ("no_changes", Label::new("Nessuna differenza fra i due documenti.", "No difference between the two documents.")),
    ("disagreements", Label::new("Note e modifiche che non concordano", "Remarks and changes that disagree")),
    (
        "disagreements_says",
        Label::new(
            "Righe in cui la nota deliberativa dice una cosa e i valori un’altra. Le spiegazioni del programma sono \
             in inglese.",
            "Rows whose remark says one thing and whose values another.",
        ),
    ),
];

/// The words in a language.
pub fn table(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    WORDS.iter().map(|(name, label)| (*name, label.text(lang))).collect()
}

/// `1 riga`, `2 righe`.
pub fn count(number: usize, one: &Label, many: &Label, lang: Lang) -> String {
    format!("{} {}", grouped(number, lang), if number == 1 { one } else { many }.text(lang))
}

/// A count with a sign between its thousands.
pub fn grouped(number: usize, lang: Lang) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(if lang == Lang::It { '.' } else { ',' });
        }
        out.push(digit);
    }
    out
}

/// The beginning of a text, and a sign if there is more.
pub fn short(text: &str, longest: usize) -> String {
    let mut short: String = text.chars().take(longest).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// A share in whole percent.
pub fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// A section of rows: its anchor, name, and what it holds.
pub struct Section {
    /// Key of `plan.json`.
    pub key: &'static str,
    /// Anchor in the page.
    pub id: &'static str,
    /// Its name.
    pub name: Label,
    /// What it holds.
    pub says: Label,
}

/// The sections in the order of the page.
pub const SECTIONS: [Section; 5] = [
    Section {
        key: "strategic_objectives",
        id: "s-os",
        name: Label::new("Obiettivi strategici", "Strategic objectives"),
        says: Label::new("Gli obiettivi della mappa, uno per riga.", "The objectives of the map, one a row."),
    },
    Section {
        key: "strategic_indicators",
        id: "s-si",
        name: Label::new("Cruscotto strategico", "Strategic dashboard"),
        says: Label::new(
            "Gli indicatori di ciascun obiettivo strategico e i loro target anno per anno.",
            "The indicators of each strategic objective and their targets, year by year.",
        ),
    },
    Section {
        key: "operational_indicators",
        id: "s-oi",
        name: Label::new("Obiettivi operativi", "Operational objectives"),
        says: Label::new(
            "Programmi di intervento, obiettivi operativi e indicatori dell’anno del piano.",
            "Programmes, operational objectives and indicators of the plan’s year.",
        ),
    },
    Section {
        key: "executive_objectives",
        id: "s-eo",
        name: Label::new("Obiettivi dei dirigenti", "Executives’ objectives"),
        says: Label::new(
            "Gli obiettivi del segretario generale e dei dirigenti, con i pesi.",
            "The objectives of the secretary general and the executives, with their weights.",
        ),
    },
    Section {
        key: "officer_objectives",
        id: "s-po",
        name: Label::new("Obiettivi delle posizioni organizzative", "Officers’ objectives"),
        says: Label::new(
            "Gli obiettivi dei responsabili di posizione organizzativa, con i pesi.",
            "The objectives of the officers, with their weights.",
        ),
    },
];

/// The section of a key of `plan.json`.
pub fn section(key: &str) -> &'static Section {
    SECTIONS.iter().find(|s| s.key == key).unwrap_or(&SECTIONS[4])
}

#[cfg(test)]
mod tests {
    use super::{Lang, WORDS, grouped};

    #[test]
    fn names_are_unique() {
        for (at, (name, _)) in WORDS.iter().enumerate() {
            assert!(WORDS[..at].iter().all(|(other, _)| other != name), "{name} is there twice");
        }
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(1_234_567, Lang::It), "1.234.567");
        assert_eq!(grouped(999, Lang::En), "999");
    }
}
