//! Column headers: the one table of the words by which a column is known.
//!
//! A rule is a list of patterns over folded words (lower case, no accents, particles such as `di`
//! left out). A word of a pattern may have alternatives (`target|atteso`), an open end (`uffic*`),
//! or be optional (`serviz*?`); `{year}` and `{date}` stand for any. The order of the table is the
//! precedence. Words that mean one column in one section and another in the next (`Azioni`,
//! `Responsabile`) are read as the commoner one, and [`Header::in_section`] settles them.

mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use self::rules::{Means, RULES, Rule};
use super::draft::{Field, Section};
use super::words::{First, Kind, Word, few_words, first, words};

/// What a column header says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Header {
    /// A field of the plan.
    Field(Field),
    /// The target of a year, under whatever label: `2020`, `Anno 2020`, `Target 2020`.
    Year(i32),
    /// Remarks.
    Note,
    /// The number of the row or of its objective.
    Number,
    /// The year of the row's target, in a table with a row for each year.
    RowYear,
    /// A column that the plan has no field for: code, unit of measure, source, formula, baseline.
    Extra,
}

impl Header {
    /// The field of a column that has one.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Field(field) => Some(field),
            _ => None,
        }
    }

    /// The year of a year column.
    pub const fn year(self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(year),
            _ => None,
        }
    }

    /// The header as a table of `section` means it: a table of operational objectives that says
    /// `Responsabile` names the services, one of officers the officer.
    pub const fn in_section(self, section: Section) -> Self {
        use Field::{Action, Objective, OperationalObjective, Owners, Programme, Role, Services};
        let Self::Field(field) = self else { return self };
        Self::Field(match (section, field) {
            (Section::Strategic, Services | Role) => Owners,
            (Section::Strategic, OperationalObjective) => Objective,
            (Section::Operational, Owners | Role) => Services,
            (Section::Operational, Action) => Programme,
            (Section::Executive | Section::Officer, Owners | Services) => Role,
            (Section::Executive, Programme | OperationalObjective) => Action,
            (Section::Officer, Programme | Action) => OperationalObjective,
            (_, field) => field,
        })
    }
}

/// Whether a text may begin a header, by its first word: most begin none.
pub fn may_begin(text: &str) -> bool {
    match first(text) {
        First::Word(word) => begins(&word),
        First::Number => false,
        First::Open => true,
    }
}

/// What a cell says about the column below it, if it is a header.
pub fn of_cell(text: &str) -> Option<Header> {
    if text.len() > LONGEST_HEADER || !may_begin(text) || is_value(text) {
        return None;
    }
    of_words(&few_words(text, *LONGEST_PATTERN)?)
}

/// What a cell of a header says if its first words do: `Obiettivo strategico di riferimento`,
/// `Target rimodulato`. Only for cells beside headers that are known in full.
pub fn of_first_words(text: &str) -> Option<Header> {
    const LONGEST: usize = 5;
    let words = words(text);
    let numbered = text.contains(|c: char| c.is_ascii_digit());
    if text.len() > LONGEST_HEADER || words.len() > LONGEST || numbered {
        return None;
    }
    (1..words.len()).rev().find_map(|end| of_words(&words[..end])).filter(|header| {
        use Field::{Indicator, Objective, OperationalObjective, Owners, Programme, Services, Target, Weight};
        matches!(
            header,
            Header::Note
                | Header::Field(
                    Indicator | Objective | OperationalObjective | Owners | Programme | Services | Target | Weight
                )
        )
    })
}

/// What follows `Totale` in a text that says so.
pub fn total_label(text: &str) -> Option<&str> {
    const WORDS: [&str; 5] = ["totale", "totali", "total", "tot", "somma"];
    let text = text.trim();
    let word = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let says = WORDS.iter().any(|total| total.eq_ignore_ascii_case(&text[..word]));
    says.then(|| text[word..].trim_matches([' ', '.', ':', '-', '–', '\n']))
}

/// Whether a text that may have the words of a header is none: `>= 2020` compares, `Servizio A` and
/// `AREA I` name one of several; no header ends in a particle.
fn is_value(text: &str) -> bool {
    let compares = text.trim_start().starts_with(['<', '>', '=', '≤', '≥']);
    // A letter of its own, not the end of an abbreviation: `U.O.` is a header.
    let mut names = text.split_whitespace().rev();
    let last = names.next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    let lettered = names.next().is_some() && last.len() == 1 && last.starts_with(['A', 'D', 'E', 'I', 'L', 'O']);
    compares || lettered
}

/// Headers are short; a longer text is content.
const LONGEST_HEADER: usize = 80;

fn of_words(words: &[Word<'_>]) -> Option<Header> {
    rule_of(words).map(|rule| match rule.means {
        Means::Field(field) => Header::Field(field),
        Means::Year => words.iter().find_map(Word::year).map_or(Header::Extra, Header::Year),
        Means::Note => Header::Note,
        Means::Number => Header::Number,
        Means::RowYear => Header::RowYear,
        Means::Extra => Header::Extra,
    })
}

/// Whether any pattern of the table begins with a word.
fn begins(word: &str) -> bool {
    word.bytes().next().and_then(by_initial).is_some_and(|known| known.starts.iter().any(|start| start.is(word)))
}

/// What words with an initial can begin.
fn by_initial(initial: u8) -> Option<&'static Known> {
    Some(&BY_INITIAL.get(BY_INITIAL.binary_search_by_key(&initial, |(byte, _)| *byte).ok()?)?.1)
}

/// The first rule of the table with a pattern that covers the words.
fn rule_of(words: &[Word<'_>]) -> Option<&'static Rule> {
    let known = by_initial(words.first()?.text.bytes().next()?)?;
    known.patterns.iter().find(|(_, pattern)| covers(pattern, words)).map(|(rule, _)| *rule)
}

/// What is known of an initial.
#[derive(Debug, Default)]
struct Known {
    /// The words with which patterns can begin.
    starts: BTreeSet<Literal>,
    /// Those patterns.
    patterns: Vec<(&'static Rule, Vec<Item>)>,
}

/// One word of a pattern.
#[derive(Debug, Clone)]
struct Item {
    alternatives: Vec<Literal>,
    optional: bool,
}

/// An alternative: a word, or the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Literal {
    text: &'static str,
    open: bool,
}

/// The patterns in the table's order by the first letter of the words that they can begin with:
/// every cell of a sheet is asked whether it is a header, and few begin like one.
static BY_INITIAL: LazyLock<Vec<(u8, Known)>> = LazyLock::new(|| {
    let mut index: BTreeMap<u8, Known> = BTreeMap::new();
    for rule in RULES {
        for pattern in rule.patterns {
            let items = items(pattern);
            let needed = items.iter().position(|item| !item.optional).map_or(items.len(), |at| at + 1);
            let starts = || items[..needed].iter().flat_map(|item| &item.alternatives).copied();
            for initial in initials(pattern) {
                let known = index.entry(initial).or_default();
                known.starts.extend(starts().filter(|start| start.text.as_bytes().first() == Some(&initial)));
                known.patterns.push((rule, items.clone()));
            }
        }
    }
    index.into_iter().collect()
});

/// Words of the longest pattern.
static LONGEST_PATTERN: LazyLock<usize> = LazyLock::new(|| {
    let patterns = BY_INITIAL.iter().flat_map(|(_, known)| &known.patterns);
    patterns.map(|(_, pattern)| pattern.len()).max().unwrap_or_default()
});

/// The first letters of the words with which a text that fits a pattern can begin.
fn initials(pattern: &str) -> BTreeSet<u8> {
    let mut initials = BTreeSet::new();
    for item in pattern.split(' ') {
        for alternative in item.trim_end_matches('?').split('|') {
            match alternative.as_bytes().first() {
                Some(b'{') => initials.extend(b'0'..=b'9'),
                Some(&letter) => initials.extend([letter]),
                None => {}
            }
        }
        if !item.ends_with('?') {
            break;
        }
    }
    initials
}

fn items(pattern: &'static str) -> Vec<Item> {
    let item = |item: &'static str| {
        let (alternatives, optional) = item.strip_suffix('?').map_or((item, false), |item| (item, true));
        let literal = |word: &'static str| match word.strip_suffix('*') {
            Some(text) => Literal { text, open: true },
            None => Literal { text: word, open: false },
        };
        Item { alternatives: alternatives.split('|').map(literal).collect(), optional }
    };
    pattern.split(' ').map(item).collect()
}

/// Whether a pattern covers all the words.
fn covers(pattern: &[Item], words: &[Word<'_>]) -> bool {
    let Some((item, rest)) = pattern.split_first() else { return words.is_empty() };
    let here = words.split_first().is_some_and(|(word, after)| is_one_of(word, item) && covers(rest, after));
    here || (item.optional && covers(rest, words))
}

fn is_one_of(word: &Word<'_>, item: &Item) -> bool {
    let named = |name: &str| item.alternatives.iter().any(|literal| literal.text == name);
    match &word.kind {
        Kind::Text => item.alternatives.iter().any(|literal| literal.is(&word.text)),
        Kind::Year(_) => named("{year}"),
        Kind::Date(_) => named("{date}"),
    }
}

impl Literal {
    /// Whether it stands for a word that is no year or date.
    fn is(&self, word: &str) -> bool {
        if self.open { word.starts_with(self.text) } else { word == self.text }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Header, RULES, covers, items, of_cell, of_first_words, rule_of, total_label, words};
    use crate::normalise::draft::{Field, Section};

    #[test]
    fn every_rule_wins_its_examples_and_refuses_its_refusals() {
        let mut ids = BTreeSet::new();
        for rule in RULES {
            assert!(ids.insert(rule.id), "two rules are called {}", rule.id);
            for example in rule.examples {
                let winner = rule_of(&words(example)).map(|rule| rule.id);
                assert_eq!(winner, Some(rule.id), "who reads `{example}`?");
            }
            for text in rule.refuses {
                let taken = rule.patterns.iter().any(|pattern| covers(&items(pattern), &words(text)));
                assert!(!taken, "{} must refuse `{text}`", rule.id);
            }
        }
    }

    #[test]
    fn a_year_is_read_out_of_its_label() {
        for text in ["2020", "Anno 2020", "Target 2020", "Valore atteso\n2020", "TARGET 31/12/2020"] {
            assert_eq!(of_cell(text), Some(Header::Year(2020)), "{text}");
        }
        assert_eq!(of_cell("Consuntivo 2020"), Some(Header::Extra));
        assert_eq!(of_cell("Consuntivo al 30/06/2020"), Some(Header::Field(Field::Actual)));
    }

    #[test]
    fn content_is_no_header() {
        for text in [
            "1. Semplificazione Amministrativa",
            "Stato di attuazione del piano di progetto al 31/12/2019",
            "Uff. Promozione e Sviluppo del Territorio",
            "100%",
            "31/12/2020",
            "X",
            "≥ 90%",
            "Indicatori strategici (2017-2021)",
            "OBIETTIVI 2019 SG",
            "",
        ] {
            assert_eq!(of_cell(text), None, "{text}");
        }
    }

    #[test]
    fn first_words_speak_for_the_rest() {
        assert_eq!(of_first_words("Obiettivo Strategico di riferimento"), Some(Header::Field(Field::Objective)));
        for text in ["Servizio A", "AREA I", "Servizio \"A\"", ">= 2020", "= 2021"] {
            assert_eq!(of_cell(text), None, "{text}");
        }
        assert_eq!(of_cell("U.O."), Some(Header::Field(Field::Owners)));
        assert_eq!(of_cell("P.O."), Some(Header::Field(Field::Role)));
        assert_eq!(of_first_words("Target rimodulato"), Some(Header::Field(Field::Target)));
        assert_eq!(of_first_words("OS 1: Semplificazione"), None);
        assert_eq!(of_first_words("Valore pubblico"), None);
        assert_eq!(of_first_words("Cod. interno"), None);
    }

    #[test]
    fn a_section_settles_what_a_word_means() {
        let (owner, action) = (Header::Field(Field::Owners), Header::Field(Field::Action));
        assert_eq!(owner.in_section(Section::Operational), Header::Field(Field::Services));
        assert_eq!(owner.in_section(Section::Officer), Header::Field(Field::Role));
        assert_eq!(owner.in_section(Section::Strategic), owner);
        assert_eq!(action.in_section(Section::Operational), Header::Field(Field::Programme));
        assert_eq!(Header::Field(Field::Programme).in_section(Section::Executive), action);
    }

    #[test]
    fn a_total_says_so() {
        assert_eq!(total_label("Totale"), Some(""));
        assert_eq!(total_label("TOTALE: "), Some(""));
        assert_eq!(total_label("Totale Dirigente AREA A"), Some("Dirigente AREA A"));
        assert_eq!(total_label("Totalità dei casi"), None);
    }
}
