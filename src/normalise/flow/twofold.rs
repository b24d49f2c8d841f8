//! Texts that hold a programme and the operational objective behind it.
//!
//! Where both stand at one height the export prints them on one line, and nothing but the words parts them.
//! One of the two that stands alone elsewhere does; or the verb with which objectives begin, where those of
//! the document begin so.

use super::columns::Column;
use super::decode::Piece;
use super::kinds;
use super::looks::{Vocabulary, fold};
use super::place::Loose;
use super::row::{Row, Text};
use super::tables::Table;
use crate::normalise::draft::Field;
use crate::trace::Inference;

/// What tells where such a text is to be parted.
#[derive(Debug)]
pub struct Habit<'a> {
    vocabulary: &'a Vocabulary,
    /// Whether the operational objectives of the document begin with a verb, and its programmes do not.
    verbs: bool,
}

/// Where a text is parted, in words, and how sure that is.
type Cut = (usize, f64);

impl<'a> Habit<'a> {
    /// The habit of a document.
    pub const fn of(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary, verbs: vocabulary.verbs }
    }

    /// Parts texts of rows that print one for both columns.
    pub fn part_rows(&self, rows: &mut [Row]) {
        for row in rows {
            let Some((programme, aim)) = columns(&row.columns) else { continue };
            let mut own = row.cells.iter().enumerate().filter(|(_, (c, _))| *c == programme || *c == aim);
            let (Some((at, _)), None) = (own.next(), own.next()) else { continue };
            let text = &row.cells[at].1;
            let Some(cut) = self.cut(&text.cell.flat(), &row.columns[programme], &row.columns[aim]) else { continue };
            let (first, second) = parts(text, cut);
            row.cells.splice(at..=at, [(programme, first), (aim, second)]);
        }
    }

    /// Parts cells that stand apart from their rows.
    pub fn part_cells(&self, cells: Vec<Loose>, all: &[Column]) -> Vec<Loose> {
        let Some((programme, aim)) = columns(all) else { return cells };
        let part = |cell: Loose| match self.cut(&cell.flat(), &all[programme], &all[aim]) {
            Some(cut) if cell.heading == super::headings::Heading::Other => {
                let (first, second) = parts(&cell.text, cut);
                vec![Loose { text: first, ..cell.clone() }, Loose { text: second, ..cell }]
            }
            _ => vec![cell],
        };
        cells.into_iter().flat_map(part).collect()
    }

    /// Where a text is to be parted, if it holds both.
    fn cut(&self, flat: &str, programme: &Column, aim: &Column) -> Option<Cut> {
        const SHORTEST: usize = 2;
        const LONGEST: usize = 40;
        let words: Vec<&str> = flat.split(' ').collect();
        if words.len() > LONGEST || kinds::starts_note(flat) {
            return None;
        }
        let known = |words: &[&str], column: &Column| {
            let (here, there) = self.vocabulary.seen(&fold(&words.concat())).counts(column);
            here > there
        };
        let mut best: Option<Cut> = None;
        for at in SHORTEST..=words.len().saturating_sub(SHORTEST) {
            let (head, tail) = words.split_at(at);
            let open = kinds::open_ending(head[at - 1]) || head[at - 1].ends_with(['/', ':', '-', ',', '(', '\'']);
            if open || !tail[0].starts_with(char::is_uppercase) {
                continue;
            }
            let verb = self.verbs && begins_with_verb(tail[0]) && !begins_with_verb(head[0]);
            let confidence = match (known(head, programme), known(tail, aim), verb) {
                (true, true, _) => 0.95,
                (true, false, true) | (false, true, true) => 0.92,
                (true, false, false) | (false, true, false) if !self.verbs => 0.8,
                (false, false, true) => 0.75,
                _ => continue,
            };
            if best.is_none_or(|(_, most)| confidence > most) {
                best = Some((at, confidence));
            }
        }
        best
    }
}

/// The columns of programmes and of operational objectives, where they stand side by side.
fn columns(columns: &[Column]) -> Option<(usize, usize)> {
    let programme = columns.iter().position(|c| c.is(Field::Programme))?;
    columns.get(programme + 1).is_some_and(|c| c.is(Field::OperationalObjective)).then_some((programme, programme + 1))
}

/// Whether the operational objectives of a document begin with a verb, and its programmes do not.
pub fn verbs(tables: &[Table]) -> bool {
    const FEWEST: usize = 4;
    // An objective that stands behind its programme begins with a verb all the same.
    let holds = |text: &str| text.split_whitespace().any(begins_with_verb);
    let count = |field: Field, verb: &dyn Fn(&str) -> bool| {
        let rows = tables.iter().flat_map(|table| table.pieces.iter().map(move |piece| (table, piece)));
        let cells = rows.flat_map(|(table, piece)| {
            let cells = if let Piece::Row(cells) = piece { cells.as_slice() } else { &[] };
            cells.iter().filter(move |(column, _)| table.columns[*column].is(field))
        });
        let verbs: Vec<bool> = cells.map(|(_, cell)| verb(&cell.text)).collect();
        (verbs.iter().filter(|verb| **verb).count(), verbs.len())
    };
    let (aims, all_aims) = count(Field::OperationalObjective, &holds);
    let (programmes, all) = count(Field::Programme, &begins_with_verb);
    all_aims >= FEWEST && aims * 3 >= all_aims * 2 && programmes * 4 <= all
}

/// Whether a text begins with the infinitive of a verb: `Rafforzare`, `Ridurre`, `Dotarsi`.
pub fn begins_with_verb(text: &str) -> bool {
    const SHORTEST: usize = 5;
    let word = text.split_whitespace().next().unwrap_or_default();
    let stem = word.strip_suffix("si").filter(|stem| stem.ends_with('r')).map(|stem| format!("{stem}e"));
    let stem = stem.as_deref().unwrap_or(word);
    word.len() > SHORTEST
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && ["are", "ere", "ire", "rre"].iter().any(|ending| stem.ends_with(ending))
}

/// The two parts of a text.
fn parts(text: &Text, (words, confidence): Cut) -> (Text, Text) {
    let mut starts = text.cell.text.match_indices(|c: char| !c.is_whitespace()).map(|(at, _)| at);
    let begins = |at: &usize| *at == 0 || text.cell.text[..*at].ends_with(char::is_whitespace);
    let at = starts.by_ref().filter(begins).nth(words).unwrap_or(text.cell.text.len());
    let before = text.why.as_ref().map_or(1.0, |why| why.confidence);
    let why = Inference::new("one text holds the programme and the objective", confidence.min(before));
    let (mut first, mut second) = (text.clone(), text.clone());
    text.cell.text[..at].trim_end().clone_into(&mut first.cell.text);
    text.cell.text[at..].clone_into(&mut second.cell.text);
    if !first.cell.text.contains('\n') {
        first.cell.lines.1 = first.cell.lines.0;
    }
    (first.why, second.why) = (Some(why.clone()), Some(why));
    (first, second)
}

#[cfg(test)]
mod tests {
    use super::{Habit, begins_with_verb, columns, parts};
    use crate::normalise::draft::Field;
    use crate::normalise::flow::columns::{Column, Name, columns_of};
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::looks::Vocabulary;
    use crate::normalise::flow::row::Text;

    fn table() -> Vec<Column> {
        let names = [Field::Programme, Field::OperationalObjective, Field::Indicator, Field::Target];
        columns_of(&names.map(Name::Field)).expect("these are columns of a table").columns
    }

    fn cut(text: &str, verbs: bool, known: &[(&'static str, &str)]) -> Option<(String, String)> {
        let mut vocabulary = Vocabulary::default();
        for (column, text) in known {
            vocabulary.learn(column, text);
        }
        let table = table();
        let (programme, aim) = columns(&table)?;
        let cell = Cell { text: text.to_owned(), lines: (3, 4), cost: 0.0, why: None };
        let text = Text { cell, page: 1, why: None, merged: false };
        let cut = Habit { vocabulary: &vocabulary, verbs }.cut(&text.cell.flat(), &table[programme], &table[aim])?;
        let (first, second) = parts(&text, cut);
        assert!(first.why.is_some() && second.why.is_some());
        Some((first.cell.text, second.cell.text))
    }

    #[test]
    fn a_verb_or_a_known_text_parts_programme_and_objective() {
        let both = Some(("Porti e approdi".to_owned(), "Ridurre i tempi \ndi sosta".to_owned()));
        assert_eq!(cut("Porti e approdi Ridurre i tempi \ndi sosta", true, &[]), both);
        assert_eq!(cut("Porti e approdi Ridurre i tempi \ndi sosta", false, &[]), None);
        let known = [("programme", "Porti e approdi")];
        assert_eq!(cut("Porti e approdi Ridurre i tempi \ndi sosta", false, &known), both);
        let known = [("operational", "Vigilanza sui moli")];
        let both = Some(("Porti e approdi".to_owned(), "Vigilanza sui moli".to_owned()));
        assert_eq!(cut("Porti e approdi Vigilanza sui moli", false, &known), both);
        assert_eq!(cut("Porti e approdi Vigilanza sui moli", true, &known), None);
        for one in ["Porti e approdi", "Ridurre i tempi di sosta", "Piano per Ridurre i tempi"] {
            assert_eq!(cut(one, true, &[("programme", one)]), None, "{one}");
        }
    }

    #[test]
    fn an_infinitive_is_a_verb() {
        for verb in ["Rafforzare i moli", "Ridurre", "Diffondere", "Dotarsi di mezzi"] {
            assert!(begins_with_verb(verb), "{verb}");
        }
        for other in ["Mare pulito", "Porti", "ridurre i tempi", "SOFTWARE", "Tesi"] {
            assert!(!begins_with_verb(other), "{other}");
        }
    }
}
