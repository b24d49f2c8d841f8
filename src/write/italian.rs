//! The program's own sentences in Italian: reasons of deductions, messages of findings, what their
//! kinds mean.
//!
//! The plan holds them in English, and `plan.json` and the tables keep them so. The workbook and the
//! report show the Italian; the way back from a workbook finds the English again. A sentence that is
//! not in the tables stays as it is.

mod codes;
mod messages;
mod reasons;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use self::codes::CODES;
use super::Lang;
use super::workbook::layout::name::FIELDS;
use crate::diag::Code;

/// Words that stand in the holes of sentences, beside the names of fields.
const WORDS: &[(&str, &str)] = &[
    ("nothing", "nulla"),
    ("row", "riga"),
    ("column", "colonna"),
    ("cell", "cella"),
    ("strategic_objectives", "obiettivi strategici"),
    ("strategic_indicators", "cruscotto strategico"),
    ("operational_indicators", "obiettivi operativi"),
    ("executive_objectives", "obiettivi dei dirigenti"),
    ("officer_objectives", "obiettivi delle posizioni organizzative"),
];

/// A reason in a language; `None` if it is known in English only.
#[must_use]
pub fn reason(because: &str, lang: Lang) -> Option<Cow<'_, str>> {
    in_language(&REASONS, because, lang)
}

/// A reason in a language, or else in English.
#[must_use]
pub fn because(because: &str, lang: Lang) -> Cow<'_, str> {
    reason(because, lang).unwrap_or(Cow::Borrowed(because))
}

/// A finding's message in a language; one without words of its own stays as it is.
#[must_use]
pub fn message(text: &str, lang: Lang) -> Cow<'_, str> {
    in_language(&MESSAGES, text, lang).unwrap_or(Cow::Borrowed(text))
}

/// The English of a reason in either language.
#[must_use]
pub fn english_reason(text: &str) -> String {
    translated(&REASONS, text, Lang::En).unwrap_or_else(|| text.to_owned())
}

/// The English of a finding's message in either language.
#[must_use]
pub fn english_message(text: &str) -> String {
    translated(&MESSAGES, text, Lang::En).unwrap_or_else(|| text.to_owned())
}

/// What a kind of finding means and what to do; `None` if it is known in English only.
#[must_use]
pub fn code(code: &Code, lang: Lang) -> Option<(&'static str, &'static str)> {
    match lang {
        Lang::En => Some((code.says, code.help)),
        Lang::It => CODES.iter().find(|(id, ..)| *id == code.id).map(|(_, says, help)| (*says, *help)),
    }
}

fn in_language<'a>(sentences: &Sentences, text: &'a str, lang: Lang) -> Option<Cow<'a, str>> {
    match lang {
        Lang::En => Some(Cow::Borrowed(text)),
        Lang::It => translated(sentences, text, lang).map(Cow::Owned),
    }
}

fn translated(sentences: &Sentences, text: &str, to: Lang) -> Option<String> {
    let (from, into) = if to == Lang::It { (0, 1) } else { (1, 0) };
    if let Some(pair) = sentences.whole[from].get(text) {
        return Some(pair[into].to_owned());
    }
    sentences.with_holes.iter().find_map(|pair| Some(filled(pair[into], &held(pair[from], text)?, to)))
}

/// Sentences in English and in Italian.
struct Sentences {
    /// Those without holes, by their English and by their Italian: a lookup, where the others are tried in turn.
    whole: [HashMap<&'static str, [&'static str; 2]>; 2],
    /// Those with holes, in the order of the table.
    with_holes: Vec<[&'static str; 2]>,
}

impl Sentences {
    fn new(table: impl Iterator<Item = &'static (&'static str, &'static str)>) -> Self {
        let pairs = table.map(|&(english, italian)| [english, italian]);
        let (with_holes, whole): (Vec<_>, Vec<_>) = pairs.partition(|pair| pair[0].contains('{'));
        Self { whole: [0, 1].map(|by| whole.iter().map(|pair| (pair[by], *pair)).collect()), with_holes }
    }
}

static REASONS: LazyLock<Sentences> = LazyLock::new(|| Sentences::new(reasons::all()));
static MESSAGES: LazyLock<Sentences> = LazyLock::new(|| Sentences::new(messages::MESSAGES.iter()));

/// A template's texts and holes in turn: `a {word} b` is `a `, `word`, ` b`.
fn parts(template: &str) -> impl Iterator<Item = &str> {
    template.split(['{', '}'])
}

/// What stands in the holes of a template, if a text is made by it. A hole ends where the text after
/// it begins first.
fn held<'a>(template: &str, text: &'a str) -> Option<Vec<&'a str>> {
    // Most templates begin otherwise, and with their first letter already: no need to take them apart.
    let start = template.bytes().take_while(|b| *b != b'{');
    if !start.zip(text.bytes().map(Some).chain(std::iter::repeat(None))).all(|(ours, theirs)| theirs == Some(ours)) {
        return None;
    }
    let mut texts = parts(template).step_by(2);
    let mut rest = text.strip_prefix(texts.next()?)?;
    let mut texts = texts.peekable();
    if texts.peek().is_none() {
        return rest.is_empty().then(Vec::new);
    }
    let mut held = Vec::new();
    while let Some(after) = texts.next() {
        let (hole, left) = match texts.peek() {
            None => (rest.strip_suffix(after)?, ""),
            Some(_) => rest.split_once(after)?,
        };
        held.push(hole);
        rest = left;
    }
    Some(held)
}

/// A template with its holes filled: those of the program's words in its language.
fn filled(template: &str, held: &[&str], to: Lang) -> String {
    let mut held = held.iter();
    let mut text = String::new();
    for (at, part) in parts(template).enumerate() {
        if at % 2 == 0 {
            text.push_str(part);
            continue;
        }
        let hole = held.next().copied().unwrap_or_default();
        match part {
            "key" => text.push_str(&key(hole, to)),
            "keys" => {
                let names: Vec<String> = hole.split(", ").map(|name| key(name, to)).collect();
                text.push_str(&names.join(", "));
            }
            "word" => text.push_str(&word(hole, to)),
            "because" => match translated(&REASONS, hole, to) {
                Some(because) => text.push_str(&because),
                None => text.push_str(hole),
            },
            _ => text.push_str(hole),
        }
    }
    text
}

/// The key of a field, with the year that may stand behind it, as a name; and back.
fn key(text: &str, to: Lang) -> String {
    let mark = if to == Lang::It { '.' } else { ' ' };
    let (name, year) = match text.rsplit_once(mark) {
        Some((name, year)) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => (name, Some(year)),
        _ => (text, None),
    };
    let known = FIELDS.iter().find_map(|(key, label)| match to {
        Lang::It => (*key == name).then(|| label.it.to_lowercase()),
        Lang::En => (label.it.to_lowercase() == name).then(|| (*key).to_owned()),
    });
    match (known, year, to) {
        (None, ..) => text.to_owned(),
        (Some(known), None, _) => known,
        (Some(known), Some(year), Lang::It) => format!("{known} {year}"),
        (Some(known), Some(year), Lang::En) => format!("{known}.{year}"),
    }
}

/// A word of the program, or a field's key whose underscores were written as blanks.
fn word(text: &str, to: Lang) -> String {
    let known = WORDS.iter().find_map(|&(english, italian)| match to {
        Lang::It => (english == text).then_some(italian),
        Lang::En => (italian == text).then_some(english),
    });
    match (known, to) {
        (Some(word), _) => word.to_owned(),
        (None, Lang::It) => {
            let spaced = text.replace(' ', "_");
            let name = key(&spaced, to);
            if name == spaced { text.to_owned() } else { name }
        }
        (None, Lang::En) => {
            let name = key(text, to);
            if name == text { name } else { name.replace('_', " ") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_finding_has_its_italian() {
        for known in crate::check::codes() {
            assert!(code(known, Lang::It).is_some(), "{} has none", known.id);
        }
        for (id, ..) in CODES {
            assert!(crate::check::code(id).is_some(), "{id} is no code");
        }
    }

    #[test]
    fn both_languages_have_the_same_holes() {
        for (english, italian) in reasons::all().chain(messages::MESSAGES) {
            let holes = |template: &'static str| parts(template).skip(1).step_by(2).collect::<Vec<_>>();
            assert_eq!(holes(english), holes(italian), "{english}");
        }
    }

    /// Each sentence, its holes filled, there and back: none is taken for another.
    #[test]
    fn the_italian_leads_back_to_the_english() {
        let reasons = reasons::all().map(|pair| (&*REASONS, pair));
        let messages = messages::MESSAGES.iter().map(|pair| (&*MESSAGES, pair));
        for (table, (english, _)) in reasons.chain(messages) {
            let made = english
                .replace("{key}", "operational_objective")
                .replace("{keys}", "target, weight")
                .replace("{word}", "nothing")
                .replace("{because}", "one name under two kinds of unit")
                .replace("{}", "7");
            let italian = translated(table, &made, Lang::It).expect("it is in the table");
            assert_ne!(italian, made);
            assert_eq!(translated(table, &italian, Lang::En).as_ref(), Some(&made), "by way of {italian}");
        }
    }

    #[test]
    fn what_a_sentence_names_is_kept() {
        for (english, italian) in [
            ("`90% {x}` is `y` on the map", "`90% {x}` sulla mappa è `y`"),
            ("`a`: no operational objective", "`a`: manca: obiettivo operativo"),
            (
                "strategic_indicators, `targets.2020`: a.pdf says nothing, b.txt says `3` (page 1)",
                "cruscotto strategico, `target degli anni 2020`: a.pdf dice nulla, b.txt dice `3` (page 1)",
            ),
            ("somebody's own words", "somebody's own words"),
        ] {
            assert_eq!(message(english, Lang::It), italian);
            assert_eq!(english_message(italian), english);
        }
        assert_eq!(reason("because I say so", Lang::It), None);
        assert_eq!(reason("because I say so", Lang::En).as_deref(), Some("because I say so"));
    }
}
