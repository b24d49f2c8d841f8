//! Labels before a value: `Missione: 011 …`, `Obiettivo operativo 1.2.3 – …`, `AREA II`.

use super::role_section;
use crate::grammar::heading;
use crate::normalise::draft::Field;
use crate::normalise::grid::form;
use crate::normalise::headers::{self, Header};
use crate::normalise::words::{fold, words};

/// A column's name and its value: `Missione: 011 …`, `Servizio: Registro Imprese`, `Prospettiva
/// Processi interni`, `Obiettivo operativo 1.2.3 – Ridurre i tempi`. Without a colon a number tells
/// the label from a sentence; only a perspective needs neither.
pub fn labelled(line: &str) -> Option<(Field, &str)> {
    if let Some((label, value)) = line.split_once(':').filter(|(label, _)| headers::of_cell(label).is_some()) {
        return Some((label_field(label)?, value.trim())).filter(|(_, value)| !value.is_empty());
    }
    numbered(line).or_else(|| {
        let (label, value) = line.split_once(' ')?;
        let value = value.trim_start_matches(['-', '–', ' ']);
        (fold(label) == "prospettiva" && !value.is_empty()).then_some((Field::Perspective, value))
    })
}

/// A label, and what begins with a number behind it. A strategic objective with a whole number is
/// read as a heading.
fn numbered(line: &str) -> Option<(Field, &str)> {
    let (label, value) = line.split_at(line.find(|c: char| c.is_ascii_digit())?);
    let field = label_field(label.trim_end()).filter(|field| {
        matches!(field, Field::Perspective | Field::Objective | Field::Programme | Field::OperationalObjective)
    })?;
    // `Obiettivo 3` may be of any level.
    let says_which = field != Field::OperationalObjective || label.split_whitespace().count() > 1;
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let (number, title) = value.split_at(end);
    let levels = number.trim_end_matches('.').split('.').all(|level| (1..=2).contains(&level.len()));
    let title = title.trim_start_matches([' ', '-', '–', '—', ':', ')']);
    let fits = says_which && levels && title.starts_with(char::is_alphabetic);
    (fits && heading::parse(line).is_none()).then_some((field, value))
}

/// The field that a label names, if headings and cards can give it. Units are owners until the
/// section is known.
pub fn label_field(label: &str) -> Option<Field> {
    match headers::of_cell(label)? {
        Header::Field(Field::Owners) if role_section(label).is_some() => Some(Field::Role),
        Header::Field(Field::Services) => Some(Field::Owners),
        Header::Field(
            field @ (Field::Role
            | Field::Perspective
            | Field::Mission
            | Field::Objective
            | Field::Programme
            | Field::OperationalObjective
            | Field::Owners
            | Field::Area),
        ) => Some(field),
        _ => None,
    }
}

/// What a label of a card says of the value beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The value is a field's.
    Of(Field),
    /// The value is the title of what the card has numbered: `Titolo` below `Obiettivo operativo n.`.
    Title,
}

/// Reads a label of a card.
pub fn label(text: &str) -> Option<Label> {
    let name = form::name(text);
    let titles = || matches!(&*fold(name), "titolo" | "denominazione" | "descrizione" | "oggetto");
    label_field(name).or_else(|| linked(name)).map(Label::Of).or_else(|| titles().then_some(Label::Title))
}

/// The objective to which a label says that the card or the row is linked: `Collegamento con l'obiettivo
/// strategico`, `Rif. OS`. Other words before it make an indicator: `Realizzazione degli obiettivi strategici`.
fn linked(name: &str) -> Option<Field> {
    const LONGEST: usize = 8;
    const LINKS: [&str; 5] = ["colleg", "conness", "correlat", "rif", "cod"];
    let words = words(name);
    let links = words.first().is_some_and(|word| LINKS.iter().any(|stem| word.text.starts_with(stem)));
    let tail = |at: usize| label_field(&name[words[at].start..]);
    let ends = (1..words.len()).filter(|_| links && words.len() <= LONGEST);
    ends.filter_map(tail).find(|field| *field == Field::Objective)
}

/// The unit that a heading names by its first word: `AREA II`, `Servizio Registro Imprese`.
/// Other units than areas are owners until the section is known.
pub fn unit_field(line: &str) -> Option<Field> {
    let words = words(line);
    // `Area di intervento`, `Area strategica` are no units.
    let theme = |word: &str| ["intervent", "strategic", "tematic", "priorit"].iter().any(|stem| word.starts_with(stem));
    match &*words.first()?.text {
        "area" | "aree" if words.get(1).is_some_and(|word| theme(&word.text)) => None,
        "area" | "aree" => Some(Field::Area),
        "servizio" | "servizi" | "ufficio" | "uffici" | "settore" | "uo" | "unita" | "struttura" => Some(Field::Owners),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, label, labelled};
    use crate::normalise::draft::Field;

    #[test]
    fn a_label_and_its_value() {
        assert_eq!(labelled("Prospettiva: Stakeholder"), Some((Field::Perspective, "Stakeholder")));
        assert_eq!(labelled("Prospettiva Processi interni"), Some((Field::Perspective, "Processi interni")));
        assert_eq!(labelled("Servizio: Registro Imprese"), Some((Field::Owners, "Registro Imprese")));
        assert_eq!(labelled("Accesso: canali e orari"), None);
        assert_eq!(labelled("Indicatore: tempo medio"), None);
    }

    #[test]
    fn a_card_numbers_and_names() {
        assert_eq!(label("Obiettivo operativo n."), Some(Label::Of(Field::OperationalObjective)));
        assert_eq!(label("Servizio:"), Some(Label::Of(Field::Owners)));
        assert_eq!(label("Titolo:"), Some(Label::Title));
        assert_eq!(label("Collegamento con l'obiettivo strategico"), Some(Label::Of(Field::Objective)));
        assert_eq!(label("Rif. OS"), Some(Label::Of(Field::Objective)));
        assert_eq!(label("Tempo medio"), None);
        assert_eq!(label("Grado di realizzazione degli obiettivi strategici"), None);
    }

    #[test]
    fn a_number_tells_a_label_from_a_sentence() {
        for (line, field, value) in [
            ("Ambito strategico 1 – Imprese", Field::Perspective, "1 – Imprese"),
            ("Obiettivo strategico 1.1 – Estero", Field::Objective, "1.1 – Estero"),
            ("Obiettivo operativo 1.1.2. Eventi", Field::OperationalObjective, "1.1.2. Eventi"),
            ("Programma 3: Turismo", Field::Programme, "3: Turismo"),
        ] {
            assert_eq!(labelled(line), Some((field, value)), "{line}");
        }
        for line in [
            "Obiettivo strategico 1 – Estero",
            "Obiettivo 3 – Estero",
            "Obiettivi operativi 2020",
            "Programma 2020 – Turismo",
            "Area 2 – Promozione",
            "Programma 3",
            "Avvio di 3 progetti",
        ] {
            assert_eq!(labelled(line), None, "{line}");
        }
    }
}
