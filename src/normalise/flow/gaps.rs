//! Objectives whose heading was not seen: their rows were given to the one before.
//!
//! The objectives run through the dashboard and the operational pages in the order of their numbers.
//! Where one is passed over though the document has it, the rows since the last heading may be its own.

use std::collections::BTreeSet;

use super::kinds;
use super::row::{Row, Text};
use crate::normalise::draft::{Field, Section};
use crate::trace::Inference;

/// Doubts the objectives of rows before a number that is passed over; `known` are those of the document.
pub fn doubt(rows: &mut [Row], known: &BTreeSet<u32>) {
    for section in [Section::Strategic, Section::Operational] {
        let own: Vec<(usize, u32)> = (0..)
            .zip(rows.iter())
            .filter(|(_, row)| row.section == section)
            .filter_map(|(at, row)| Some((at, number(row.get(Field::Objective)?)?)))
            .collect();
        for run in own.chunk_by(|a, b| a.1 == b.1) {
            let (last, number) = run[run.len() - 1];
            let next = own.iter().find(|(at, _)| *at > last).map(|(_, next)| *next).filter(|next| *next > number);
            let passed: Vec<u32> = known.range(number + 1..next.unwrap_or(u32::MAX)).copied().collect();
            if passed.is_empty() {
                continue;
            }
            // The first row stands directly below its heading.
            for (at, _) in &run[1..] {
                let row = &mut rows[*at];
                if let Some((_, text)) = row.headings.iter_mut().find(|(field, _)| *field == Field::Objective)
                    && text.why.as_ref().is_none_or(|why| why.confidence > PASSED)
                {
                    let others = passed.iter().map(u32::to_string);
                    text.why = Some(
                        Inference::new("the next number has no heading; the row may be that objective's", PASSED)
                            .or(others),
                    );
                }
            }
        }
    }
}

/// How sure a row is below a heading whose successor is missing.
const PASSED: f64 = 0.55;

fn number(text: &Text) -> Option<u32> {
    kinds::heading_number(&text.cell.flat())
}

#[cfg(test)]
mod tests {
    use super::doubt;
    use crate::normalise::draft::{Field, Section};
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::row::{Row, Text};

    #[test]
    fn rows_before_a_number_that_is_passed_over_are_doubted() {
        let row = |number: u32| {
            let text = format!("{number}. Promozione del territorio");
            let cell = Cell { text, lines: (number, number), cost: 0.0, why: None };
            Row {
                section: Section::Operational,
                page: 1,
                table: 0,
                columns: Vec::new(),
                cells: Vec::new(),
                headings: vec![(Field::Objective, Text { cell, page: 1, why: None, merged: true })],
                doubts: Vec::new(),
            }
        };
        let mut rows: Vec<Row> = [1, 1, 2, 2, 4].map(row).into();
        doubt(&mut rows, &(1..=4).collect());
        let doubted: Vec<bool> = rows.iter().map(|r| r.headings[0].1.why.is_some()).collect();
        assert_eq!(doubted, [false, false, false, true, false]);
    }
}
