//! What a text says that stands alone in its row: a band across a table, or a title.

mod label;

use std::collections::BTreeSet;

use crate::grammar::{annex, heading, mission, note, text};
use crate::normalise::draft::{Field, Section};
use crate::normalise::words::{Word, fold, words};
use crate::trace::Inference;
pub use label::{Label, label, labelled, unit_field};

/// A lone text, understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Band {
    /// It holds for the rows below: role, perspective, mission, objective.
    Holds(Field, String, Option<Inference>),
    /// The title of a section or of a table, and what it announces.
    Title(Option<Topic>),
    /// A line about the annex: its label, the chamber, a page number.
    Page,
    /// A remark.
    Remark,
    /// None of these.
    Unknown,
}

/// What a title announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The strategy map.
    Map,
    /// A table of rows.
    Rows(Section),
}

/// Names known from the strategy map and from the columns read so far, folded.
#[derive(Debug, Default)]
pub struct Names {
    perspectives: BTreeSet<String>,
    missions: BTreeSet<String>,
    objectives: BTreeSet<String>,
}

impl Names {
    /// Adds a name; whether it is new.
    pub fn learn(&mut self, field: Field, name: &str) -> bool {
        match field {
            Field::Perspective => self.perspectives.insert(fold(name)),
            Field::Mission => self.missions.insert(fold(name)),
            Field::Objective => {
                let title = heading::parse(name).map_or_else(|| fold(name), |heading| fold(&heading.title));
                self.objectives.insert(title)
            }
            _ => false,
        }
    }

    /// The field of which a text is a known name.
    pub fn field(&self, text: &str) -> Option<Field> {
        let folded = fold(text);
        if self.objectives.contains(&folded) {
            Some(Field::Objective)
        } else if self.missions.contains(&folded) {
            Some(Field::Mission)
        } else {
            self.is_perspective(&folded).then_some(Field::Perspective)
        }
    }

    /// Perspectives are spelt freely: `Economico-Finanziario`, `Economico - finanziaria`.
    fn is_perspective(&self, folded: &str) -> bool {
        const ALIKE: f64 = 0.85;
        const MOST: usize = 32;
        self.perspectives.contains(folded)
            || (folded.len() < 100
                && self.perspectives.len() <= MOST
                && self.perspectives.iter().any(|known| strsim::normalized_levenshtein(known, folded) >= ALIKE))
    }

    /// Whether a text names an objective, by its number or as a known name.
    pub fn is_objective(&self, text: &str) -> bool {
        heading::parse(text).is_some() || self.field(text) == Some(Field::Objective)
    }
}

/// Texts longer than this are prose, not bands.
const LONGEST_BAND: usize = 400;

/// Reads a lone text.
pub fn read(raw: &str, names: &Names) -> Band {
    if raw.len() > LONGEST_BAND {
        return Band::Unknown;
    }
    let line = text::normalise(raw);
    if note::starts(&line) {
        return Band::Remark;
    }
    if let Some((field, value)) = labelled(&line) {
        return Band::Holds(field, value.to_owned(), None);
    }
    if let Some(field) = names.field(&line) {
        return Band::Holds(field, raw.to_owned(), None);
    }
    if mission::parse(&line).is_some() {
        return Band::Holds(Field::Mission, raw.to_owned(), None);
    }
    if annex::label(&line).is_some() || annex::organisation(&line).is_some() || annex::resolution(&line).is_some() {
        return Band::Page;
    }
    let words = words(&line);
    if is_title(&words) {
        return Band::Title(topic(&words));
    }
    if let Some(role) = role(&line) {
        return Band::Holds(Field::Role, role.to_owned(), None);
    }
    if heading::parse(&line).is_some() {
        return Band::Holds(Field::Objective, raw.to_owned(), None);
    }
    if is_page(&words) && !line.contains('%') {
        return Band::Page;
    }
    if speaks_of_a_perspective(&words) {
        let why = "a heading in the words of a perspective, which no strategy map names";
        return Band::Holds(Field::Perspective, raw.to_owned(), Some(Inference::new(why, 0.85)));
    }
    Band::Unknown
}

/// Words with which titles begin; a sentence that only contains `obiettivi operativi` is no title.
const TITLE_WORDS: &[&str] = &[
    "sezione",
    "tab",
    "tabella",
    "parte",
    "tavola",
    "cruscotto",
    "mappa",
    "quadro",
    "obiettivi",
    "indicatori",
    "programmi",
    "programmazione",
    "scheda",
    "schede",
    "piano",
    "prospetto",
    "elenco",
    "kpi",
    "azioni",
    "albero",
    "performance",
    "ciclo",
    "relazione",
    "aggiornamento",
    "allegato",
    "allegati",
    "riepilogo",
    "sintesi",
    "anno",
];

/// Whether a text is a title: it begins like one and names no single role, or is numbered.
fn is_title(words: &[Word<'_>]) -> bool {
    let Some(first) = words.iter().find(|w| !is_number(w)) else { return false };
    let numbered = ["sezione", "tab", "tabella", "parte", "tavola"].contains(&&*first.text);
    let several = words.iter().any(|w| SEVERAL_ROLES.contains(&&*w.text));
    TITLE_WORDS.contains(&&*first.text)
        && (numbered || several || !words.iter().any(|w| ROLE_WORDS.iter().any(|(role, _)| w.text == *role)))
}

/// Words for the holders of individual objectives taken together.
const SEVERAL_ROLES: [&str; 5] = ["dirigenti", "dirigenza", "dirigenziali", "responsabili", "posizioni"];

/// What a title announces.
fn topic(words: &[Word<'_>]) -> Option<Topic> {
    let has = |stem: &str| words.iter().any(|w| w.text.starts_with(stem));
    let is = |word: &str| words.iter().any(|w| w.text == word);
    if is("mappa") || is("quadro") || (is("albero") && has("strategic")) {
        Some(Topic::Map)
    } else if is("responsabili") || is("posizioni") || is("po") {
        Some(Topic::Rows(Section::Officer))
    } else if has("dirigen") || is("segretario") || is("individuali") {
        Some(Topic::Rows(Section::Executive))
    } else if has("operativ") || is("programmi") {
        Some(Topic::Rows(Section::Operational))
    } else if is("cruscotto") || has("strategic") || is("pluriennali") {
        Some(Topic::Rows(Section::Strategic))
    } else {
        None
    }
}

fn is_number(word: &Word<'_>) -> bool {
    word.text.bytes().all(|b| b.is_ascii_digit())
}

/// Singular words for the holder of individual objectives, and the section of theirs.
const ROLE_WORDS: &[(&str, Section)] = &[
    ("segretario", Section::Executive),
    ("vicesegretario", Section::Executive),
    ("sg", Section::Executive),
    ("vsg", Section::Executive),
    ("dirigente", Section::Executive),
    ("dir", Section::Executive),
    ("direttore", Section::Executive),
    ("conservatore", Section::Executive),
    ("po", Section::Officer),
    ("posizione", Section::Officer),
    ("eq", Section::Officer),
    ("elevata", Section::Officer),
    ("responsabile", Section::Officer),
    ("titolare", Section::Officer),
    ("incaricato", Section::Officer),
    ("funzionario", Section::Officer),
];

/// Words that may stand before a role without being part of it.
const BEFORE_ROLE: &[&str] = &[
    "scheda",
    "schede",
    "obiettivi",
    "obiettivo",
    "individuali",
    "individuale",
    "assegnati",
    "annuali",
    "anno",
    "performance",
    "piano",
    "valutazione",
    "tab",
    "tabella",
    "sezione",
];

/// With these the name of a person begins, before or instead of the role: `Dott.ssa Anna Rossi - Dirigente`.
const HONORIFICS: &[&str] = &["dott", "dottssa", "dottoressa", "dr", "drssa", "avv", "ing", "rag", "arch", "geom"];
/// Words of a name with its honorific.
const LONGEST_NAME: usize = 6;

/// The role that a heading names, without the words that only announce it: `OBIETTIVI 2020 SG` is
/// about `SG`.
pub fn role(line: &str) -> Option<&str> {
    let words = words(line);
    let at = words.iter().position(|w| ROLE_WORDS.iter().any(|(role, _)| w.text == *role))?;
    if HONORIFICS.contains(&&*words[0].text) && at <= LONGEST_NAME {
        return Some(line.trim());
    }
    let announced = words[..at].iter().all(|w| BEFORE_ROLE.contains(&&*w.text) || w.year().is_some() || is_number(w));
    if !announced {
        return None;
    }
    let end = words[at..]
        .iter()
        .find(|w| matches!(&*w.text, "scheda" | "obiettivi" | "anno") || w.year().is_some())
        .map_or(line.len(), |w| w.start);
    Some(line[words[at].start..end].trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '.' || c == ')')))
}

/// The section to which the objectives of a role belong.
pub fn role_section(text: &str) -> Option<Section> {
    let words = words(text);
    ROLE_WORDS.iter().find(|(role, _)| words.iter().any(|w| w.text == *role)).map(|(_, section)| *section)
}

/// `Pagina 3 di 12`, `3/12`, `3`.
fn is_page(words: &[Word<'_>]) -> bool {
    let numbers = words.iter().filter(|w| is_number(w)).count();
    let labelled = words.first().is_some_and(|w| matches!(&*w.text, "pag" | "pagina" | "pg" | "foglio" | "page"));
    (labelled && words.len() <= 4 && numbers >= 1) || (numbers == words.len() && words.len() <= 2 && numbers >= 1)
}

/// The vocabulary of the balanced scorecard, from which chambers make their perspectives.
fn speaks_of_a_perspective(words: &[Word<'_>]) -> bool {
    const LONGEST: usize = 7;
    let has = |stem: &str| words.iter().any(|w| w.text.starts_with(stem));
    words.len() <= LONGEST
        && ((has("process") && (has("intern") || has("qualit") || has("organizzazion")))
            || has("apprendiment")
            || (has("crescita") && has("innovazion"))
            || (has("economic") && (has("finanziari") || has("salut")))
            || (has("risorse") && has("finanziari"))
            || (has("capitale") && has("umano"))
            || ((has("utent") || has("impres") || has("stakeholder") || has("client"))
                && (has("territori") || has("consumator") || has("sistema") || words.len() == 1)))
}

#[cfg(test)]
mod tests {
    use super::{Band, Names, Section, Topic, read, role};
    use crate::normalise::draft::Field;

    fn field(text: &str) -> Option<Field> {
        match read(text, &Names::default()) {
            Band::Holds(field, ..) => Some(field),
            _ => None,
        }
    }

    #[test]
    fn bands_across_a_table() {
        assert_eq!(field("011_Competitività delle imprese"), Some(Field::Mission));
        assert_eq!(field("Missione: 011 - Competitività"), Some(Field::Mission));
        assert_eq!(field("OS 1: Diffusione della cultura digitale"), Some(Field::Objective));
        assert_eq!(field("3, Promozione integrata del territorio"), Some(Field::Objective));
        assert_eq!(field("RESPONSABILE PO SERVIZIO STAFF"), Some(Field::Role));
        assert_eq!(field("OBIETTIVI 2020 DIR AII"), Some(Field::Role));
        assert_eq!(field("Processi Interni"), Some(Field::Perspective));
        assert_eq!(field("Obiettivo strategico 1.2 – Digitale"), Some(Field::Objective));
        assert_eq!(field("Il target si intende raggiunto anche in caso di parità"), None);
    }

    #[test]
    fn a_known_name_needs_no_number() {
        let mut names = Names::default();
        names.learn(Field::Objective, "4. Sviluppo del turismo");
        names.learn(Field::Perspective, "Economico - finanziaria");
        assert_eq!(names.field("Sviluppo del Turismo"), Some(Field::Objective));
        assert_eq!(names.field("Economico-Finanziario"), Some(Field::Perspective));
        assert_eq!(names.field("Sviluppo"), None);
    }

    #[test]
    fn titles_announce_a_section() {
        let topic = |text: &str| match read(text, &Names::default()) {
            Band::Title(topic) => Some(topic),
            _ => None,
        };
        assert_eq!(topic("SEZIONE 1 - MAPPA STRATEGICA"), Some(Some(Topic::Map)));
        assert_eq!(topic("2. CRUSCOTTO STRATEGICO"), Some(Some(Topic::Rows(Section::Strategic))));
        assert_eq!(topic("Indicatori strategici (2017-2021)"), Some(Some(Topic::Rows(Section::Strategic))));
        assert_eq!(topic("Programmazione operativa anno 2019"), Some(Some(Topic::Rows(Section::Operational))));
        assert_eq!(
            topic("Tab. 3 - Obiettivi 2022 del Segretario Generale e dei Dirigenti"),
            Some(Some(Topic::Rows(Section::Executive)))
        );
        assert_eq!(topic("SEZIONE 5 - OBIETTIVI DEI RESPONSABILI"), Some(Some(Topic::Rows(Section::Officer))));
        assert_eq!(topic("OBIETTIVI 2020 SG"), None);
    }

    #[test]
    fn a_role_is_freed_from_what_announces_it() {
        for (text, name) in [
            ("OBIETTIVI 2020 SG", "SG"),
            ("SCHEDA OBIETTIVI INDIVIDUALI 2019: Dirigente AREA I", "Dirigente AREA I"),
            ("Obiettivi 2025 - Segretario Generale", "Segretario Generale"),
            ("P.O. Affari Generali", "P.O. Affari Generali"),
            ("SG - Obiettivi 2020", "SG"),
            ("Dirigente Area 2 anno 2021", "Dirigente Area 2"),
            ("Dott.ssa Anna Rossi - Segretario Generale", "Dott.ssa Anna Rossi - Segretario Generale"),
        ] {
            assert_eq!(role(text), Some(name));
        }
        assert_eq!(role("Nomina del responsabile della transizione"), None);
    }
}
