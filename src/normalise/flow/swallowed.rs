//! Units that the text before them swallowed.
//!
//! Where a wrapped text ends on the line on which the next cell stands, nothing but the words parts
//! them. The name of a unit that other rows print in its column ends such a text when the row lacks one.

use std::collections::HashSet;

use super::columns::{Column, Look};
use super::kinds;
use super::row::{Row, Text};
use crate::normalise::draft::Field;
use crate::trace::Inference;

/// Gives units back to rows that lack one.
pub fn give_back(rows: &mut [Row]) {
    let units = units(rows);
    for row in rows {
        let Some(at) = row.columns.iter().position(is_unit).filter(|at| !row.has(*at)) else { continue };
        if let Some(unit) = before(row, at).and_then(|text| part(text, &units)) {
            let place = row.cells.iter().position(|(c, _)| *c > at).unwrap_or(row.cells.len());
            row.cells.insert(place, (at, unit));
        }
    }
}

fn is_unit(column: &Column) -> bool {
    column.is(Field::Owners) || column.is(Field::Services)
}

/// The units that rows print, in names of several words.
fn units(rows: &[Row]) -> HashSet<String> {
    const SURE: f64 = 0.9;
    let cells = rows.iter().flat_map(|row| row.cells.iter().filter(|(c, _)| is_unit(&row.columns[*c])));
    let sure = cells.filter(|(_, text)| text.why.as_ref().is_none_or(|why| why.confidence >= SURE));
    sure.map(|(_, text)| text.cell.flat()).filter(|name| name.contains(' ')).collect()
}

/// The running text of a row directly before a column.
fn before(row: &mut Row, at: usize) -> Option<&mut Text> {
    let column = at.checked_sub(1).filter(|c| matches!(row.columns[*c].look, Look::Text | Look::Indicator))?;
    row.cells.iter_mut().find(|(c, text)| *c == column && !text.merged).map(|(_, text)| text)
}

/// Parts the unit from the end of a text.
fn part(text: &mut Text, units: &HashSet<String>) -> Option<Text> {
    let (above, last) = text.cell.text.rsplit_once('\n').unwrap_or(("", &text.cell.text));
    let starts = last.match_indices(' ').map(|(blank, _)| blank + 1).filter(|at| units.contains(last[*at..].trim()));
    let at = starts.min()?;
    let (rest, name) = (last[..at].trim_end(), last[at..].trim().to_owned());
    if rest.is_empty() || kinds::open_ending(rest) || (above.is_empty() && !rest.contains(' ')) {
        return None;
    }
    let rest = if above.is_empty() { rest.to_owned() } else { format!("{above}\n{rest}") };
    let why = || Inference::new("the text ends in the name of a unit, which the row otherwise lacks", 0.85);
    let mut unit = text.clone();
    unit.cell.text = name;
    unit.cell.lines.0 = unit.cell.lines.1;
    unit.why = Some(why());
    text.cell.text = rest;
    text.why = Some(why());
    Some(unit)
}

#[cfg(test)]
mod tests {
    use super::part;
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::row::Text;

    #[test]
    fn a_unit_known_from_other_rows_ends_a_text() {
        let units = ["Registro Imprese".to_owned()].into();
        let parted = |text: &str| {
            let cell = Cell { text: text.to_owned(), lines: (3, 4), cost: 0.0, why: None };
            let mut text = Text { cell, page: 1, why: None, merged: false };
            part(&mut text, &units).map(|unit| (text.cell.flat(), unit.cell.text))
        };
        let found = parted("Ridurre i tempi delle \nistanze Registro Imprese");
        assert_eq!(found, Some(("Ridurre i tempi delle istanze".to_owned(), "Registro Imprese".to_owned())));
        assert_eq!(parted("Aggiornare i dati del Registro Imprese"), None);
        assert_eq!(parted("Registro Imprese"), None);
    }
}
