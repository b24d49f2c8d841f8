//! Forms: labels down the left, their values beside them, an indicator or a few a form.
//!
//! ```text
//! Obiettivo operativo │ Ridurre i tempi          Obiettivo operativo │ Indicatore │ Target 2020
//! Indicatore          │ Tempo medio       ─▶     Ridurre i tempi     │ Tempo medio │ <= 5 gg
//! Target 2020         │ <= 5 gg
//! ```
//!
//! A form is turned into the table that says the same, in the rows in which it stands, and read as
//! any other. The cells keep their places.

use crate::document::Cell;
use crate::normalise::draft::Field;
use crate::normalise::headers::{self, Header};
use crate::trace::Inference;

/// Fewer labels are a card above a table.
const FEWEST_LABELS: usize = 4;
/// More indicators side by side are a table that lies on its side.
const MOST_RECORDS: usize = 64;

const BELOW: &str = "it stands once in its form, below several indicators; it may be the last one's alone";

/// A label and the cells beside it, as indices.
#[derive(Debug)]
struct Pair {
    header: Header,
    label: usize,
    values: Vec<usize>,
}

/// The cells of a sheet with its forms as tables; `None` if it has none.
pub fn upright(cells: &[Cell]) -> Option<Vec<Cell>> {
    let mut turned: Option<Vec<Cell>> = None;
    let mut at = 0;
    while at < cells.len() {
        let (form, end) = form(cells, at);
        let table = form.and_then(|pairs| table(cells, &pairs));
        match (table, &mut turned) {
            (Some(table), all) => all.get_or_insert_with(|| cells[..at].to_vec()).extend(table),
            (None, Some(all)) => all.extend_from_slice(&cells[at..end]),
            (None, None) => {}
        }
        at = end;
    }
    turned
}

/// The pairs of the lines that begin at a cell, if they are a form, and where they end: behind the
/// lines that could have been one.
fn form(cells: &[Cell], from: usize) -> (Option<Vec<Pair>>, usize) {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut end = from;
    let has = |pairs: &[Pair], header: Header| pairs.iter().any(|pair| pair.header == header);
    let indicator = Header::Field(Field::Indicator);
    while let Some((line, after)) = line(cells, end, &pairs) {
        let begins_again = has(&pairs, indicator) && pairs[0].header != indicator && has(&line, pairs[0].header);
        if begins_again {
            break;
        }
        pairs.extend(line);
        end = after;
    }
    let measured = pairs.iter().any(|pair| matches!(pair.header, Header::Year(_) | Header::Field(Field::Target)));
    if pairs.len() >= FEWEST_LABELS && has(&pairs, indicator) && measured {
        return (Some(pairs), end);
    }
    // No part of what is no form is one.
    let row = cells[from].row;
    (None, end.max(from + cells[from..].iter().take_while(|cell| cell.row == row).count()))
}

/// The pairs of one line, and where it ends. The labels of a form stand in one column, one below the
/// other.
fn line(cells: &[Cell], from: usize, above: &[Pair]) -> Option<(Vec<Pair>, usize)> {
    let first = cells.get(from)?;
    let above = above.iter().rev().map(|pair| &cells[pair.label]).find(|label| label.col == first.col);
    if above.is_some_and(|above| above.row + above.rows != first.row) {
        return None;
    }
    let length = cells[from..].iter().take_while(|cell| cell.row == first.row).take(MOST_RECORDS + 2).count();
    let mut pairs: Vec<Pair> = Vec::new();
    for (index, cell) in cells.iter().enumerate().skip(from).take(length) {
        match (of_label(&cell.text), pairs.last_mut()) {
            (Some(header), _) => pairs.push(Pair { header, label: index, values: Vec::new() }),
            (None, Some(pair)) => pair.values.push(index),
            (None, None) => return None,
        }
    }
    let good = match &pairs[..] {
        // `Note` with nothing beside it; alone, other labels are titles.
        [only] if only.values.is_empty() => above.is_some() && matches!(only.header, Header::Note | Header::Extra),
        [only] => only.values.len() <= MOST_RECORDS,
        // Several to the line: `Area │ Area II │ Responsabile │ Registro Imprese`.
        several => several.iter().all(|pair| pair.values.len() == 1),
    };
    good.then_some((pairs, from + length))
}

/// What a label says: `Indicatore 2` and `Target 2020:` are labels too.
fn of_label(text: &str) -> Option<Header> {
    let label = text.trim().trim_end_matches(':');
    headers::of_cell(label).or_else(|| uncounted(label).and_then(headers::of_cell))
}

/// A label as a header: without its colon, and without its number where it is none with it.
pub fn name(label: &str) -> &str {
    let label = label.trim().trim_end_matches(':');
    let known = |text: &&str| headers::of_cell(text).is_some();
    Some(label).filter(known).or_else(|| uncounted(label).filter(known)).unwrap_or(label)
}

/// A label without the number that tells it from its like: `Indicatore n. 2` is `Indicatore`, and so
/// is `Indicatore n.`, whose number stands beside it.
fn uncounted(text: &str) -> Option<&str> {
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - words.len();
    let bare = words.trim_end_matches([' ', '.', '°']);
    let said = bare.strip_suffix(" n").or_else(|| bare.strip_suffix(" nr"));
    let counts = (1..=2).contains(&digits) && words.ends_with([' ', '.', '°']) || digits == 0 && said.is_some();
    counts.then(|| said.unwrap_or(bare))
}

/// A column of the table that a form becomes.
#[derive(Debug)]
struct Column {
    header: Header,
    label: Cell,
    /// The first row that it still has free, counted from the header's.
    free: u32,
}

/// The table of a form: its labels as headers in its first row, a row for each indicator below.
fn table(cells: &[Cell], pairs: &[Pair]) -> Option<Vec<Cell>> {
    let indicators: Vec<&Pair> = pairs.iter().filter(|p| p.header == Header::Field(Field::Indicator)).collect();
    let beside: Vec<&Cell> = indicators.first()?.values.iter().map(|&value| &cells[value]).collect();
    let several = u32::try_from(indicators.len()).ok()?;
    let records = if several > 1 { several } else { u32::try_from(beside.len()).ok()? };
    let (first, last) = (cells[pairs.first()?.label].row, cells[pairs.last()?.label].row);
    if (several > 1 && pairs.iter().any(|pair| pair.values.len() > 1)) || records > last - first {
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut values: Vec<Cell> = Vec::new();
    let mut begun = 0;
    for pair in pairs {
        let label = &cells[pair.label];
        begun += u32::from(pair.header == Header::Field(Field::Indicator));
        let once = pairs.iter().filter(|other| other.header == pair.header).count() == 1;
        // Rows behind the header's: of the whole form, or of the indicator that came last.
        let rows = if several == 1 || once { 1..=records } else { begun.max(1)..=begun.max(1) };
        let free = |c: &Column| c.header == pair.header && c.free <= *rows.start() && c.header != Header::Extra;
        let at = columns.iter().position(free).unwrap_or(columns.len());
        if let Some(column) = columns.get_mut(at) {
            column.free = rows.end() + 1;
            // The label is there already: it stands in both places.
            column.label.place = column.label.place.union(&label.place)?;
        } else {
            let text = name(&label.text).to_owned();
            columns.push(Column { header: pair.header, label: Cell { text, ..label.clone() }, free: rows.end() + 1 });
        }
        let col = u32::try_from(at).ok()?;
        for &value in &pair.values {
            let cell = &cells[value];
            let (top, high) = match &pair.values[..] {
                [_] => (*rows.start(), rows.end() + 1 - rows.start()),
                _ => under(cell, &beside)?,
            };
            let below = several > 1 && once && begun == several && rows.contains(&several);
            let doubt = cell.doubt.clone().or_else(|| below.then(|| Inference::new(BELOW, 0.7)));
            values.push(Cell { row: first + top, rows: high, col, cols: 1, doubt, ..cell.clone() });
        }
    }
    let heads = (0..).zip(columns).map(|(col, column)| Cell { row: first, rows: 1, col, cols: 1, ..column.label });
    values.extend(heads);
    values.sort_by_key(|cell| (cell.row, cell.col));
    Some(values)
}

/// The first of the indicators side by side under which a value stands, counted from 1, and under
/// how many it stands.
fn under(value: &Cell, indicators: &[&Cell]) -> Option<(u32, u32)> {
    let covers =
        |indicator: &&Cell| value.col < indicator.col + indicator.cols && indicator.col < value.col + value.cols;
    let first = indicators.iter().position(covers)?;
    let high = indicators[first..].iter().take_while(|indicator| covers(indicator)).count();
    Some((u32::try_from(first + 1).ok()?, u32::try_from(high).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Header, of_label, upright};
    use crate::document::Cell;
    use crate::normalise::draft::Field;
    use crate::trace::{CellRange, Place};

    fn sheet(rows: &[&[&str]]) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (row, texts) in (0..).zip(rows) {
            for (col, text) in (0..).zip(*texts).filter(|(_, text)| !text.is_empty()) {
                let place = Place::Cells { sheet: "S".into(), range: CellRange::cell(row, col) };
                cells.push(Cell { row, col, rows: 1, cols: 1, text: (*text).to_owned(), place, doubt: None });
            }
        }
        cells
    }

    /// Each cell as `row,column+rows text`.
    fn turned(rows: &[&[&str]]) -> Vec<String> {
        let cell = |c: &Cell| format!("{},{}+{} {}", c.row, c.col, c.rows, c.text);
        upright(&sheet(rows)).expect("a form").iter().map(cell).collect()
    }

    #[test]
    fn labels_become_headers() {
        let form: &[&[&str]] =
            &[&["Programma", "P"], &["Obiettivo operativo", "O"], &["Indicatore", "I"], &["Target 2020", "5"]];
        assert_eq!(
            turned(form),
            [
                "0,0+1 Programma",
                "0,1+1 Obiettivo operativo",
                "0,2+1 Indicatore",
                "0,3+1 Target 2020",
                "1,0+1 P",
                "1,1+1 O",
                "1,2+1 I",
                "1,3+1 5"
            ]
        );
    }

    #[test]
    fn indicators_below_each_other_are_rows_that_share_what_stands_once() {
        let form: &[&[&str]] = &[
            &["Obiettivo operativo", "O"],
            &["Indicatore 1", "I"],
            &["Target 1", "5"],
            &["Indicatore 2", "J"],
            &["Target 2", "6"],
        ];
        let turned = turned(form);
        assert!(turned.contains(&"1,0+2 O".to_owned()), "{turned:?}");
        assert_eq!(turned[4..], ["1,1+1 I", "1,2+1 5", "2,1+1 J", "2,2+1 6"], "{turned:?}");
    }

    #[test]
    fn a_table_on_its_side_is_turned() {
        let form: &[&[&str]] = &[
            &["Obiettivo operativo", "O", "O", "Q"],
            &["Programma", "P"],
            &["Indicatore", "I", "J", "K"],
            &["Target", "5", "", "7"],
        ];
        let turned = turned(form);
        assert!(turned.contains(&"1,1+3 P".to_owned()), "{turned:?}");
        assert!(turned.contains(&"3,3+1 7".to_owned()), "{turned:?}");
        assert!(!turned.iter().any(|cell| cell.starts_with("2,3")), "{turned:?}");
    }

    #[test]
    fn what_is_no_form_stays() {
        let table: &[&[&str]] = &[&["Indicatore", "Target"], &["I", "5"], &["J", "6"], &["K", "7"]];
        let card: &[&[&str]] = &[&["Missione", "011"], &["Programma", "P"], &["Area", "II"], &["Servizio", "S"]];
        for sheet_rows in [table, card] {
            assert_eq!(upright(&sheet(sheet_rows)), None);
        }
    }

    #[test]
    fn a_label_may_be_counted() {
        assert_eq!(of_label("Indicatore n. 2"), Some(Header::Field(Field::Indicator)));
        assert_eq!(of_label("Indicatore n°"), Some(Header::Field(Field::Indicator)));
        assert_eq!(of_label("Target 2020:"), Some(Header::Year(2020)));
        assert_eq!(of_label("Servizio Registro 2"), None);
    }
}
