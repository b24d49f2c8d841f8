//! Header words wherever an export put them: in a row, one below the other, or among the cells.

use crate::normalise::draft::{Field, Section};
use crate::normalise::flow::columns::{self, Column, Name};
use crate::normalise::headers::{self, Header};

/// Words of the longest name of a column.
const LONGEST: usize = 6;

/// The names of columns that a text consists of, if it consists of nothing else.
pub fn names(text: &str) -> Option<Vec<Name>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.first()?.chars().next()?;
    if first.is_lowercase() || words.len() > 24 {
        return None;
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = LONGEST.min(words.len() - at);
        let (name, n) = (1..=longest).rev().find_map(|n| {
            let phrase = words[at..at + n].join(" ");
            headers::of_cell(&phrase).and_then(|h| name(h, &phrase)).map(|name| (name, n))
        })?;
        out.push(name);
        at += n;
    }
    Some(out)
}

fn name(header: Header, phrase: &str) -> Option<Name> {
    Some(match header {
        Header::Field(field) => Name::Field(field),
        Header::Year(year) => Name::Year(year),
        Header::Note => Name::Notes,
        Header::Extra => Name::Extra(phrase.to_lowercase()),
        Header::Number | Header::RowYear => return None,
    })
}

/// Tables that are told apart by their columns' names alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Year columns.
    Years,
    /// Weights, progress, marks.
    Weights,
    /// Programmes, services involved.
    Programmes,
}

/// The kind of table that names belong to, if they say.
pub fn kind(names: &[Name]) -> Option<Kind> {
    let has = |fields: &[Field]| names.iter().any(|n| matches!(n, Name::Field(f) if fields.contains(f)));
    if names.iter().filter(|n| matches!(n, Name::Year(_))).count() > 1 {
        Some(Kind::Years)
    } else if has(&[Field::Weight, Field::WeightAssessed, Field::InTree, Field::Productivity, Field::Progress]) {
        Some(Kind::Weights)
    } else if has(&[Field::Programme, Field::Services]) {
        Some(Kind::Programmes)
    } else {
        None
    }
}

/// The names, each once; a header may have two columns of weights.
pub fn distinct(names: &[Name]) -> Vec<Name> {
    const WEIGHT: Name = Name::Field(Field::Weight);
    let mut out: Vec<Name> = Vec::new();
    let mut again = false;
    for name in names {
        let twice = *name == WEIGHT && !again && out.iter().filter(|n| **n == WEIGHT).count() == 1;
        if !out.contains(name) || twice {
            out.push(name.clone());
        } else {
            again = true;
        }
    }
    out
}

/// A header with all its columns in order.
#[derive(Debug, Clone)]
pub struct Signature {
    /// Its names.
    pub names: Vec<Name>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The table it heads.
    pub section: Section,
}

impl Signature {
    /// Reads names as a header.
    pub fn of(names: &[Name]) -> Option<Self> {
        let mut own = distinct(names);
        let mut years: Vec<i32> = own.iter().filter_map(year).collect();
        years.sort_unstable();
        let mut years = years.into_iter();
        for name in own.iter_mut().filter(|n| matches!(n, Name::Year(_))) {
            *name = years.next().map_or_else(|| name.clone(), Name::Year);
        }
        let promise = columns::columns_of(&own)?;
        Some(Self { columns: promise.columns, section: promise.section?, names: own })
    }

    /// How many of the names it has.
    pub fn shares(&self, names: &[Name]) -> usize {
        names.iter().filter(|n| self.names.contains(n)).count()
    }
}

fn year(name: &Name) -> Option<i32> {
    if let Name::Year(year) = name { Some(*year) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Name, distinct, kind, names};
    use crate::normalise::draft::Field;

    #[test]
    fn a_line_of_names_is_a_header_and_a_cell_is_none() {
        assert_eq!(names("Target 2021 Target 2022 Polarità").map(|n| n.len()), Some(3));
        assert_eq!(names("Servizi interni\ncoinvolti").map(|n| n.len()), Some(1));
        for text in ["Area 3", "rilevazione", "100%", "Registro Imprese", "n."] {
            assert_eq!(names(text), None, "{text}");
        }
    }

    #[test]
    fn names_tell_the_kind_of_table() {
        let of = |text: &str| names(text).and_then(|n| kind(&n));
        assert_eq!(of("2019 2020 2021 Owner"), Some(Kind::Years));
        assert_eq!(of("Obiettivo operativo Peso Albero"), Some(Kind::Weights));
        assert_eq!(of("Programma di intervento Indicatore"), Some(Kind::Programmes));
        assert_eq!(of("Indicatore Target"), None);
    }

    #[test]
    fn a_header_may_have_two_weights_and_is_printed_for_each_table() {
        let [weight, action, target] = [Field::Weight, Field::Action, Field::Target].map(Name::Field);
        let once = [weight.clone(), action.clone(), target.clone(), weight.clone()];
        assert_eq!(distinct(&once), once);
        let tables = [action.clone(), weight.clone(), action.clone(), weight.clone()];
        assert_eq!(distinct(&tables), [action, weight]);
    }
}
