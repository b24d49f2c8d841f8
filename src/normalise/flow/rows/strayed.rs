//! Units of a list that strayed into a neighbouring cell.
//!
//! A list of units prints one below the other, as cells do that stand below each other. The first of
//! them may have been read as the target or its end, the last as the beginning of the next row. Both
//! are known from the other rows, which print them as units.

use crate::normalise::draft::Field;
use crate::normalise::flow::columns::{Column, Look};
use crate::normalise::flow::kinds;
use crate::normalise::flow::looks::{Vocabulary, fold};
use crate::normalise::flow::row::{Row, Text};
use crate::trace::Inference;

/// How sure a list is that was put together again.
const SURE: f64 = 0.85;

/// Puts the lists of units of a page's rows together again.
pub fn gather(rows: &mut [Row], vocabulary: &Vocabulary) {
    for at in 0..rows.len() {
        let Some(unit) = rows[at].columns.iter().position(|c| c.look == Look::Unit) else { continue };
        from_target(&mut rows[at], unit, vocabulary);
        if at > 0 {
            let (above, below) = rows.split_at_mut(at);
            from_next(&mut above[at - 1], &mut below[0], unit, vocabulary);
        }
    }
}

fn why() -> Inference {
    Inference::new("the name of a unit stands beside the row's others, where other cells are expected", SURE)
}

fn is_known(text: &str, unit: &Column, vocabulary: &Vocabulary) -> bool {
    text.starts_with(char::is_uppercase) && vocabulary.seen(&fold(text)).counts(unit).0 > 0
}

/// Takes a unit from the end of the target; the value may then be the end of the indicator.
fn from_target(row: &mut Row, unit: usize, vocabulary: &Vocabulary) -> Option<()> {
    let target = row.columns.iter().position(|c| c.is(Field::Target))?;
    let flat = row.cell(target)?.cell.flat();
    let known = |name: &str| is_known(name, &row.columns[unit], vocabulary);
    if kinds::is_value(&flat) {
        return None;
    }
    let mut parts = flat.match_indices(' ').map(|(gap, _)| (&flat[..gap], &flat[gap + 1..]));
    let (value, name) =
        if known(&flat) { ("", flat.as_str()) } else { parts.find(|(v, n)| kinds::is_value(v) && known(n))? };
    let value = if value.is_empty() { from_indicator(row) } else { Some(value.to_owned()) };
    // Without a value the row has lost more than a name.
    let value = value?;
    let lines = row.cell(target)?.cell.lines;
    let name = name.to_owned();
    if let Some((_, list)) = row.cells.iter_mut().find(|(c, _)| *c == unit) {
        list.cell.text = format!("{name} \n{}", list.cell.text);
        list.cell.lines.0 = list.cell.lines.0.min(lines.0);
        list.why = Some(why());
    } else {
        let mut list = row.cell(target)?.clone();
        (list.cell.text, list.why) = (name, Some(why()));
        let place = row.cells.iter().position(|(c, _)| *c > unit).unwrap_or(row.cells.len());
        row.cells.insert(place, (unit, list));
    }
    let (_, cell) = row.cells.iter_mut().find(|(c, _)| *c == target)?;
    (cell.cell.text, cell.why) = (value, Some(why()));
    Some(())
}

/// Takes the value from the end of a row's indicator.
fn from_indicator(row: &mut Row) -> Option<String> {
    const LONGEST: usize = 4;
    let indicator = row.columns.iter().position(|c| c.is(Field::Indicator))?;
    let (_, text) = row.cells.iter_mut().find(|(c, _)| *c == indicator)?;
    let whole = text.cell.text.trim_end();
    let gaps = whole.match_indices(char::is_whitespace).map(|(gap, _)| gap).rev().take(LONGEST);
    let at = gaps.filter(|gap| kinds::is_value(whole[*gap..].trim())).last()?;
    let (rest, value) = (whole[..at].trim_end().to_owned(), whole[at..].trim().to_owned());
    (text.cell.text, text.why) = (rest, Some(why()));
    Some(value)
}

/// Gives a row the unit with which the next one seems to begin, on the line below its own.
fn from_next(above: &mut Row, row: &mut Row, unit: usize, vocabulary: &Vocabulary) -> Option<()> {
    if above.table != row.table {
        return None;
    }
    let (column, first) = row.cells.first()?;
    let flat = first.cell.flat();
    let prose = matches!(row.columns[*column].look, Look::Objective | Look::Text | Look::Name);
    let alone = row.cells.iter().skip(1).all(|(_, other)| other.cell.lines.0 > first.cell.lines.1);
    let ends = above.cells.iter().map(|(_, text)| text.cell.lines.1).max()?;
    let (_, list) = above.cells.iter_mut().find(|(c, _)| *c == unit)?;
    let follows = list.cell.lines.1 == ends && list.cell.lines.1 < first.cell.lines.0;
    let joins = prose && alone && follows && is_known(&flat, &row.columns[unit], vocabulary);
    if !joins || kinds::heading_number(&flat).is_some() {
        return None;
    }
    let (_, name): (usize, Text) = row.cells.remove(0);
    list.cell.text = format!("{} \n{}", list.cell.text, name.cell.text);
    list.cell.lines.1 = name.cell.lines.1;
    list.why = Some(why());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::gather;
    use crate::normalise::draft::{Field, Section};
    use crate::normalise::flow::columns::{Name, columns_of};
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::looks::Vocabulary;
    use crate::normalise::flow::row::{Row, Text};

    const FIELDS: [Field; 4] = [Field::Programme, Field::Indicator, Field::Target, Field::Services];

    fn row(cells: &[(usize, &str, u32)]) -> Row {
        let columns = columns_of(&FIELDS.map(Name::Field)).expect("these are columns of a table").columns;
        let text = |text: &str, line: u32| {
            let cell = Cell { text: text.to_owned(), lines: (line, line), cost: 0.0, why: None };
            Text { cell, page: 1, why: None, merged: false }
        };
        let cells = cells.iter().map(|(column, from, line)| (*column, text(from, *line))).collect();
        let (headings, doubts) = (Vec::new(), Vec::new());
        Row { section: Section::Operational, page: 1, table: 0, columns, cells, headings, doubts }
    }

    #[test]
    fn a_list_of_units_is_put_together_again() {
        let mut vocabulary = Vocabulary::default();
        for name in ["Affari Generali", "Porti e Moli"] {
            vocabulary.learn("unit", name);
        }
        let mut rows = vec![
            row(&[(1, "N. moli 12", 1), (2, "Affari Generali", 3), (3, "Porti e Moli", 5)]),
            row(&[(1, "N. soste", 7), (2, "> 3 Porti e Moli", 8), (3, "Affari Generali", 9)]),
            row(&[(0, "Porti e Moli", 11), (1, "N. visite", 13), (2, "4", 13), (3, "Affari Generali", 13)]),
            row(&[(0, "Riordino dei moli", 15), (1, "N. visite", 17), (2, "entro l'anno", 17)]),
        ];
        gather(&mut rows, &vocabulary);
        let texts = |row: &Row| -> Vec<String> { row.cells.iter().map(|(_, text)| text.cell.flat()).collect() };
        assert_eq!(texts(&rows[0]), ["N. moli", "12", "Affari Generali Porti e Moli"]);
        assert_eq!(texts(&rows[1]), ["N. soste", "> 3", "Porti e Moli Affari Generali Porti e Moli"]);
        assert_eq!(texts(&rows[2]), ["N. visite", "4", "Affari Generali"]);
        assert_eq!(texts(&rows[3]), ["Riordino dei moli", "N. visite", "entro l'anno"]);
        assert!(rows[0].cells.iter().all(|(_, text)| text.why.is_some()));
    }
}
