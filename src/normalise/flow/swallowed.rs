//! Cells that the text before them swallowed.
//!
//! Where a wrapped text ends on the line on which the next cell stands, nothing but the words parts
//! them. A text ends in the name of a unit that other rows print in its column, or in what they print in a
//! column that the plan has no field for, when the row lacks one.

use std::collections::HashMap;

use super::columns::{Column, Look, Slot};
use super::kinds;
use super::looks::key;
use super::row::{Row, Text};
use crate::normalise::draft::Field;
use crate::trace::Inference;

/// The texts of a column, and how many rows print each.
type Known = HashMap<(&'static str, String), usize>;

/// Gives rows back the cells that they lack.
pub fn give_back(rows: &mut [Row]) {
    let known = known(rows);
    for row in rows {
        for at in (0..row.columns.len()).rev().filter(|at| !row.has(*at)).collect::<Vec<_>>() {
            let column = row.columns[at].clone();
            if !is_unit(&column) && !is_extra(&column) {
                continue;
            }
            let measured = (0..at).rev().take_while(|c| !row.has(*c)).any(|c| row.columns[c].look == Look::Measure);
            if let Some(cell) = before(row, at).and_then(|text| part(text, &column, measured, &known)) {
                let place = row.cells.iter().position(|(c, _)| *c > at).unwrap_or(row.cells.len());
                row.cells.insert(place, (at, cell));
            }
        }
    }
}

fn is_unit(column: &Column) -> bool {
    column.is(Field::Owners) || column.is(Field::Services)
}

/// Whether rows print the same few texts in a column that the plan has no field for.
const fn is_extra(column: &Column) -> bool {
    matches!(column.slot, Slot::Extra(_)) && !matches!(column.look, Look::Code)
}

/// What rows surely print in such columns: units of several words, and what several rows print.
fn known(rows: &[Row]) -> Known {
    const SURE: f64 = 0.9;
    const SEVERAL: usize = 2;
    let mut known = Known::new();
    for (column, text) in rows.iter().flat_map(|row| row.cells.iter().map(|(c, text)| (&row.columns[*c], text))) {
        if (is_unit(column) || is_extra(column)) && text.why.as_ref().is_none_or(|why| why.confidence >= SURE) {
            *known.entry((key(column), text.cell.flat())).or_default() += 1;
        }
    }
    let kept = |name: &str, count: usize| if name == "unit" { 1 } else { SEVERAL } <= count;
    known.retain(|(name, text), count| kept(name, *count) && (*name != "unit" || text.contains(' ')));
    // A number may be the text's own.
    known.retain(|(_, text), _| !text.contains(|c: char| c.is_ascii_digit()) || text.contains(' '));
    known
}

/// The running text of a row before a column, with none but columns without a field between them.
fn before(row: &mut Row, at: usize) -> Option<&mut Text> {
    let column = (0..at).rev().find(|c| row.has(*c) || !is_extra(&row.columns[*c]))?;
    let told = matches!(row.columns[column].look, Look::Text | Look::Indicator);
    row.cells.iter_mut().find(|(c, text)| told && *c == column && !text.merged).map(|(_, text)| text)
}

/// Parts a cell from the end of a text; `measured` tells whether a unit of measure may stand before it.
fn part(text: &mut Text, column: &Column, measured: bool, known: &Known) -> Option<Text> {
    const UNIT: &str = "the text ends in the name of a unit, which the row otherwise lacks";
    const EXTRA: &str = "the text ends as the next column's cells do, which the row otherwise lacks";
    const LONGEST: usize = 8;
    let whole = &text.cell.text;
    let is_known = |at: &usize| {
        let tail = whole[*at..].split_whitespace().collect::<Vec<_>>().join(" ");
        known.contains_key(&(key(column), tail))
    };
    let words = whole.match_indices(char::is_whitespace).map(|(at, blank)| at + blank.len()).rev();
    let words = words.filter(|at| whole[*at..].starts_with(|c: char| !c.is_whitespace())).take(LONGEST);
    // A unit's cell stands on the line on which the text ends.
    let in_line = |at: &usize| !is_unit(column) || !whole[*at..].contains('\n');
    let at = words.filter(in_line).filter(is_known).min()?;
    let (rest, cell) = (whole[..at].trim_end(), whole[at..].trim());
    let last = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    let counted = column.look == Look::Measure && kinds::value_word(last);
    let measured = measured && kinds::is_measure(last);
    let open = (kinds::open_ending(rest) && !measured)
        || rest.ends_with(['/', '-', ',', '(', ':'])
        || kinds::is_comparator(last);
    if open || counted || !rest.contains(char::is_whitespace) {
        return None;
    }
    let why = || Inference::new(if is_unit(column) { UNIT } else { EXTRA }, 0.85);
    let (rest, name) = (rest.to_owned(), cell.to_owned());
    let mut cell = text.clone();
    if !name.contains('\n') {
        cell.cell.lines.0 = cell.cell.lines.1;
    }
    (cell.cell.text, cell.why) = (name, Some(why()));
    (text.cell.text, text.why) = (rest, Some(why()));
    Some(cell)
}

#[cfg(test)]
mod tests {
    use super::{give_back, part};
    use crate::normalise::draft::{Field, Section};
    use crate::normalise::flow::columns::{Column, Name, columns_of};
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::row::{Row, Text};

    fn text(text: &str) -> Text {
        let cell = Cell { text: text.to_owned(), lines: (3, 4), cost: 0.0, why: None };
        Text { cell, page: 1, why: None, merged: false }
    }

    fn table() -> Vec<Column> {
        let extra = |label: &str| Name::Extra(label.to_owned());
        let fields = [Field::OperationalObjective, Field::Indicator].map(Name::Field);
        let rest = [extra("U.M."), extra("Fonte"), Name::Field(Field::Target), Name::Field(Field::Services)];
        columns_of(&fields.into_iter().chain(rest).collect::<Vec<_>>()).expect("these are columns of a table").columns
    }

    #[test]
    fn a_unit_known_from_other_rows_ends_a_text() {
        let known = [(("unit", "Registro Imprese".to_owned()), 1)].into();
        let services = table().into_iter().find(|c| c.is(Field::Services)).expect("it was named");
        let parted = |from: &str| {
            let mut text = text(from);
            part(&mut text, &services, false, &known).map(|unit| (text.cell.flat(), unit.cell.text))
        };
        let found = parted("Ridurre i tempi delle \nistanze Registro Imprese");
        assert_eq!(found, Some(("Ridurre i tempi delle istanze".to_owned(), "Registro Imprese".to_owned())));
        assert_eq!(parted("Aggiornare i dati del Registro Imprese"), None);
        assert_eq!(parted("Registro Imprese"), None);
    }

    #[test]
    fn what_columns_without_a_field_print_ends_an_indicator() {
        let row = |cells: &[(usize, &str)]| Row {
            section: Section::Operational,
            page: 1,
            table: 0,
            columns: table(),
            cells: cells.iter().map(|(column, from)| (*column, text(from))).collect(),
            headings: Vec::new(),
            doubts: Vec::new(),
        };
        let whole = row(&[(1, "N. moli"), (2, "n."), (3, "Registro dei \nmoli"), (4, "3")]);
        let lacking = |indicator: &str| row(&[(1, indicator), (4, "3")]);
        let texts =
            ["N. soste brevi n. Registro dei moli", "N. soste n.\nRegistro dei \nmoli", "Stato del Registro dei moli"];
        let mut rows = vec![whole.clone(), whole];
        rows.extend(texts.map(lacking));
        give_back(&mut rows);
        let found: Vec<(String, bool)> = rows[2..]
            .iter()
            .map(|row| (row.get(Field::Indicator).expect("it has one").cell.flat(), row.has(2) && row.has(3)))
            .collect();
        let expected = [("N. soste brevi", true), ("N. soste", true), (texts[2], false)];
        assert_eq!(found, expected.map(|(text, parted)| (text.to_owned(), parted)));
        assert!(rows[2].get(Field::Indicator).is_some_and(|text| text.why.is_some()));
    }
}
