//! Whose weights a sum adds up, where its line says it as the rows do: `Totale DIR 1 70`.

use std::collections::BTreeSet;

use super::decode::Cell;
use super::kinds;
use super::looks::fold;
use super::row::{Assembled, Sum, Text};
use crate::normalise::draft::Field;
use crate::normalise::headers::total_label;

/// Gives sums the role that their label names, as rows name it: a code tells nobody by itself.
pub fn settle(assembled: &mut Assembled) {
    let (rows, sums) = (&assembled.rows, &mut assembled.sums);
    let roles: BTreeSet<String> =
        rows.iter().filter_map(|row| row.get(Field::Role)).map(|role| fold(&role.cell.text)).collect();
    for sum in sums {
        if let Some(text) = labels(sum).into_iter().find(|label| roles.contains(&fold(label))) {
            let cell = Cell { text, ..sum.cell.clone() };
            sum.role = Some(Text { cell, page: sum.page, why: None, merged: false });
        }
    }
}

/// What a sum's label may say behind its first word, longest first: a number may be the name's own, as in
/// `Totale Dirigente AREA 1 50`.
fn labels(sum: &Sum) -> Vec<String> {
    let flat = sum.cell.flat();
    let words: Vec<&str> = total_label(&flat).map(|label| label.split(' ').collect()).unwrap_or_default();
    let ends = (1..words.len()).rev();
    ends.take_while(|end| kinds::is_weight(words[*end])).map(|end| words[..end].join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::normalise::draft::{Field, Section};
    use crate::normalise::flow::columns::{Name, columns_of};
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::row::{Assembled, Row, Sum, Text};

    fn cell(text: &str) -> Cell {
        Cell { text: text.to_owned(), lines: (1, 1), cost: 0.0, why: None }
    }

    #[test]
    fn a_label_names_who_has_rows() {
        let fields = [Field::Role, Field::Indicator, Field::Target, Field::Weight];
        let columns = columns_of(&fields.map(Name::Field)).expect("these are columns of a sheet").columns;
        let role = columns.iter().position(|c| c.is(Field::Role)).expect("it was named");
        let section = Section::Executive;
        let row = |name: &str| {
            let cells = vec![(role, Text { cell: cell(name), page: 1, why: None, merged: false })];
            let (headings, doubts) = (Vec::new(), Vec::new());
            Row { section, page: 1, table: 0, columns: columns.clone(), cells, headings, doubts }
        };
        let sum = |text: &str| Sum { role: None, section, page: 1, cell: cell(text), after: 2, twice: true };
        let texts = ["Totale DIR 1 60 60", "Totale DIR 1 60", "Totale DIR 2 40 40", "Totale pesi 40 40"];
        let sums = texts.map(sum).to_vec();
        let mut assembled = Assembled { rows: vec![row("DIR 1"), row("DIR 2")], sums, ..Assembled::default() };
        settle(&mut assembled);
        let names: Vec<Option<String>> =
            assembled.sums.iter().map(|sum| sum.role.as_ref().map(|role| role.cell.flat())).collect();
        let name = |text: &str| Some(text.to_owned());
        assert_eq!(names, [name("DIR 1"), name("DIR 1"), name("DIR 2"), None]);
    }
}
