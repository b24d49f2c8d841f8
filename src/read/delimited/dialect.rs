//! Whether a text is delimited, and by what.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::fields::fields;

/// The character between fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter {
    /// The character.
    pub character: char,
    /// The first line says so (`sep=;`) and holds nothing else.
    pub declared: bool,
}

impl Delimiter {
    /// A delimiter that no line declares.
    pub const fn of(character: char) -> Self {
        Self { character, declared: false }
    }
}

/// What makes a text a table: how many of its records must have one number of fields, at least how
/// many fields, and in at least how many records.
struct Habit {
    character: char,
    /// In hundredths.
    share: usize,
    fields: u32,
    records: usize,
}

/// Prose is full of commas, and now and then has a semicolon, but never as many on every line.
const HABITS: [Habit; 4] = [
    Habit { character: '\t', share: 80, fields: 2, records: 3 },
    Habit { character: ';', share: 80, fields: 3, records: 3 },
    Habit { character: '|', share: 95, fields: 3, records: 3 },
    Habit { character: ',', share: 95, fields: 3, records: 4 },
];

/// Bytes that are looked at.
const SAMPLE: usize = 1 << 18;

/// The delimiter of a text, `None` if it is no table. A name ending in `csv`, `tsv` or `tab` settles
/// cases that the content leaves open.
pub fn tell(name: &str, text: &str) -> Option<Delimiter> {
    if let Some(declared) = text.lines().next().and_then(|line| line.trim().strip_prefix("sep=")) {
        let mut characters = declared.chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            return Some(Delimiter { character, declared: true });
        }
    }
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let named = matches!(extension.as_str(), "csv" | "tsv" | "tab");
    let sample = sample(text);
    let fits = |(habit, found): &(&Habit, Consistency)| {
        let strict = found.fields >= habit.fields
            && found.records >= habit.records
            && found.same * 100 >= found.records * habit.share;
        strict || (named && found.fields >= 2 && found.same * 2 >= found.records)
    };
    let habits = HABITS.iter().map(|habit| (habit, Consistency::of(sample, habit.character)));
    let (best, _) = habits.filter(fits).max_by_key(|(habit, found)| {
        let share = found.same * 100 / found.records.max(1);
        // The habit that asks for less wins a tie: it is the rarer character.
        (share, found.fields, Reverse(habit.share))
    })?;
    Some(Delimiter::of(best.character))
}

/// The beginning of a text, up to the end of a line.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let head = &text[..text.floor_char_boundary(SAMPLE)];
    head.rfind('\n').map_or(head, |end| &head[..end])
}

/// How far records agree on their number of fields.
struct Consistency {
    /// The most frequent number of fields.
    fields: u32,
    /// Records with that number.
    same: usize,
    /// Records that are not blank.
    records: usize,
}

impl Consistency {
    fn of(text: &str, character: char) -> Self {
        let mut counts = BTreeMap::new();
        let mut record = Record::default();
        let mut records = 0;
        for (row, col, field) in fields(text, Delimiter::of(character)) {
            if row != record.row {
                records += record.close(&mut counts);
                record.row = row;
            }
            record.fields = col + 1;
            record.shows |= !field.trim().is_empty();
        }
        records += record.close(&mut counts);
        let (fields, same) = counts.into_iter().max_by_key(|(fields, count)| (*count, *fields)).unwrap_or((0, 0));
        Self { fields, same, records }
    }
}

/// The record that is being counted.
#[derive(Default)]
struct Record {
    row: u32,
    fields: u32,
    shows: bool,
}

impl Record {
    /// Counts the record unless it is a blank line; gives how many were counted.
    fn close(&mut self, counts: &mut BTreeMap<u32, usize>) -> usize {
        let counted = self.fields > 1 || self.shows;
        if counted {
            *counts.entry(self.fields).or_insert(0) += 1;
        }
        (self.fields, self.shows) = (0, false);
        usize::from(counted)
    }
}

#[cfg(test)]
mod tests {
    use super::tell;

    #[track_caller]
    fn check(name: &str, text: &str, delimiter: Option<char>) {
        assert_eq!(tell(name, text).map(|d| d.character), delimiter, "{name}: {text:?}");
    }

    #[test]
    fn tables() {
        check("a.txt", "Indicatore\t2020\t2021\nGrado\t80%\t\nTempi\t\t\"< 2,5\"\n", Some('\t'));
        check("a.csv", "Indicatore;Target;Peso\n\"Tempi, medi; rilevati\";1,5;10\nGrado;≥ 90%;20\n", Some(';'));
        check("a", "a,b,c\n1,2,3\n\"x,y\",5,6\n7,8,9\n", Some(','));
        check("a.csv", "a,b\n1,2\n", Some(','));
        check("a.txt", "sep=;\na;b\n", Some(';'));
    }

    #[test]
    fn prose_is_no_table() {
        let prose = "Vista la legge 580/1993, come modificata;\nvisto il D.Lgs. 150/2009, art. 10, comma 3;\n\
                     considerato che il piano, approvato con deliberazione n. 5, va aggiornato,\n\
                     delibera di approvare, con effetto immediato, l'allegato 2.1\n";
        check("a.txt", prose, None);
        check("a.csv", "Un solo titolo\nuna riga\naltra riga\n", None);
        check("a.txt", "a; b\nc\nd\n", None);
    }
}
