//! Perspectives of rows that are none: texts of a neighbouring column that took their place.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::Names;
use super::looks::fold;
use super::map;
use super::row::{Assembled, Row, Text};
use crate::normalise::draft::Field;
use crate::trace::Inference;

/// Parts perspectives from the roles before them and takes out of rows what names none.
pub fn settle(assembled: &mut Assembled, names: &Names) {
    part_roles(&mut assembled.rows, names);
    let mut printed: BTreeMap<String, u32> = BTreeMap::new();
    let mut others: BTreeSet<String> = BTreeSet::new();
    for row in &assembled.rows {
        for (column, text) in &row.cells {
            if row.columns[*column].is(Field::Perspective) {
                *printed.entry(fold(&text.cell.text)).or_default() += 1;
            } else {
                others.insert(fold(&text.cell.text));
            }
        }
    }
    let comes_back = |folded: &str| printed.get(folded).is_some_and(|count| *count > 1) && !others.contains(folded);
    let is_name = |text: &Text| {
        let flat = text.cell.flat();
        map::is_perspective(&flat) && (map::is_side(&flat) || names.perspective(&flat) || comes_back(&fold(&flat)))
    };
    for row in &mut assembled.rows {
        let title = row.get(Field::Objective).map(|text| text.cell.flat());
        let columns = &row.columns;
        let is_none = |column: usize, text: &Text| columns[column].is(Field::Perspective) && !is_name(text);
        let (none, cells) = std::mem::take(&mut row.cells).into_iter().partition(|(c, text)| is_none(*c, text));
        let none: Vec<(usize, Text)> = none;
        row.cells = cells;
        if let Some(title) = title {
            doubt_contradicted(row, &title);
        }
        if !none.is_empty() {
            row.doubts.push(("perspective", Inference::new("the text in its place names no perspective", 0.3)));
        }
        for (_, text) in none {
            // What is merged over rows is left over once.
            if !assembled.left.iter().any(|known| (known.page, known.cell.lines) == (text.page, text.cell.lines)) {
                assembled.left.push(text);
            }
        }
    }
}

/// Gives rows the role and the perspective that stand on one line and were taken for one of both:
/// `Dirigente Processi interni`.
fn part_roles(rows: &mut [Row], names: &Names) {
    let known: BTreeSet<String> = names.perspectives.iter().map(|name| fold(name)).collect();
    let is_name = |text: &str| known.contains(&fold(text));
    for row in rows {
        let columns = row.columns.clone();
        let at = |field: Field| columns.iter().position(|c| c.is(field));
        let (Some(role), Some(side)) = (at(Field::Role), at(Field::Perspective)) else { continue };
        let (taken, lacking) = match (row.has(role), row.has(side)) {
            (true, false) => (role, side),
            (false, true) => (side, role),
            _ => continue,
        };
        let Some((_, text)) = row.cells.iter_mut().find(|(c, _)| *c == taken) else { continue };
        let flat = text.cell.flat();
        let mut gaps = flat.match_indices(' ').map(|(gap, _)| flat.split_at(gap));
        let Some((head, name)) = gaps.find(|(_, name)| is_name(name)) else { continue };
        let why = || Inference::new("a role and a perspective stand on one line, and the row lacks one of both", 0.95);
        let (head, name) = (head.to_owned(), name.trim_start().to_owned());
        let (own, other) = if taken == role { (head, name) } else { (name, head) };
        let mut cell = text.clone();
        (text.cell.text, text.why) = (own, Some(why()));
        (cell.cell.text, cell.why) = (other, Some(why()));
        let place = row.cells.iter().position(|(c, _)| *c > lacking).unwrap_or(row.cells.len());
        row.cells.insert(place, (lacking, cell));
    }
}

/// A perspective that was deduced and is not what the title speaks of is none to build on.
fn doubt_contradicted(row: &mut Row, title: &str) {
    const LEFT: f64 = 0.4;
    let columns = &row.columns;
    for (_, text) in row.cells.iter_mut().filter(|(c, _)| columns[*c].is(Field::Perspective)) {
        if let Some(why) = &mut text.why
            && map::contradicts(title, &text.cell.flat())
        {
            why.confidence = why.confidence.min(LEFT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::normalise::draft::{Field, Section};
    use crate::normalise::flow::columns::{Name, columns_of};
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::headings::Names;
    use crate::normalise::flow::row::{Assembled, Row, Text};

    #[test]
    fn a_role_and_a_perspective_on_one_line_are_two_cells() {
        let fields = [Field::Role, Field::Perspective, Field::Indicator, Field::Target, Field::Weight];
        let columns = columns_of(&fields.map(Name::Field)).expect("these are columns of a sheet").columns;
        let row = |(column, text): (usize, &str)| {
            let cell = Cell { text: text.to_owned(), lines: (1, 1), cost: 0.0, why: None };
            let cells = vec![(column, Text { cell, page: 1, why: None, merged: false })];
            let (headings, doubts) = (Vec::new(), Vec::new());
            Row { section: Section::Executive, page: 1, table: 0, columns: columns.clone(), cells, headings, doubts }
        };
        let at = |field: Field| columns.iter().position(|c| c.is(field)).expect("it was named");
        let rows = [
            (at(Field::Role), "DIR 1 Cittadini"),
            (at(Field::Perspective), "DIR 2 Cittadini"),
            (at(Field::Role), "DIR 3"),
        ];
        let mut assembled = Assembled { rows: rows.into_iter().map(row).collect(), ..Assembled::default() };
        settle(&mut assembled, &Names { perspectives: vec!["Cittadini".to_owned()], ..Names::default() });
        let text = |row: &Row, field| row.get(field).map(|t: &Text| t.cell.flat());
        let found: Vec<_> =
            assembled.rows.iter().map(|r| (text(r, Field::Role), text(r, Field::Perspective))).collect();
        let two = |role: &str| (Some(role.to_owned()), Some("Cittadini".to_owned()));
        assert_eq!(found, [two("DIR 1"), two("DIR 2"), (Some("DIR 3".to_owned()), None)]);
    }

    #[test]
    fn what_names_no_perspective_is_left_over() {
        let names = [Field::Perspective, Field::Action, Field::Indicator, Field::Target, Field::Weight];
        let columns = columns_of(&names.map(Name::Field)).expect("these are columns of a sheet").columns;
        let row = |(line, text): (u32, &str)| {
            let cell = Cell { text: text.to_owned(), lines: (line, line), cost: 0.0, why: None };
            let at = columns.iter().position(|c| c.is(Field::Perspective)).expect("it was named");
            Row {
                section: Section::Executive,
                page: 1,
                table: 0,
                columns: columns.clone(),
                cells: vec![(at, Text { cell, page: 1, why: None, merged: false })],
                headings: Vec::new(),
                doubts: Vec::new(),
            }
        };
        let rows = (1..).zip(["Processi interni", "Totale 60", "Clima e paesaggio", "Clima e paesaggio"]).map(row);
        let mut assembled = Assembled { rows: rows.collect(), ..Assembled::default() };
        settle(&mut assembled, &Names::default());
        let kept: Vec<bool> = assembled.rows.iter().map(|r| r.get(Field::Perspective).is_some()).collect();
        assert_eq!(kept, [true, false, true, true]);
        assert_eq!(assembled.left.len(), 1);
    }
}
