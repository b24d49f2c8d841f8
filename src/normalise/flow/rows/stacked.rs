//! Names of executives or officers that stand before rows other than their own.
//!
//! An export that prints headings without a frame before the cells of their page prints the names of
//! all its tables so: one after the other, or at the head of a page whose first rows go on from the page
//! before. They go to the tables in order where they are as many. Where no header parts the tables, the
//! objectives do, which run in the order of their numbers for each executive or officer. Otherwise
//! nothing tells whose the rows are, and each row says so.

use std::collections::BTreeMap;

use super::walk::end_of;
use crate::normalise::draft::{Field, Section};
use crate::normalise::flow::decode::Piece;
use crate::normalise::flow::headings::{Heading, Names, heading};
use crate::normalise::flow::kinds;
use crate::normalise::flow::row::{Row, Text};
use crate::normalise::flow::tables::Table;
use crate::trace::Inference;

/// Names by the place of what they head: the index of the table, and of the piece unless it is the
/// table's header.
pub type Stacked = BTreeMap<(usize, Option<usize>), Text>;

/// What stands below names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    /// The header of a table.
    Header,
    /// A row with the number of its objective.
    Row(Option<u32>),
    /// A sum of weights, printed after so many of the names.
    Sum(usize),
}

/// Names without a row between them, and what follows until the next name.
#[derive(Debug, Default)]
struct Stack {
    names: Vec<Text>,
    below: Vec<((usize, Option<usize>), Below)>,
    /// Whether the first rows below go on from the page before.
    leads: bool,
    /// Whether they may, if the numbers of the objectives say so: the name is the first of its page.
    opens: bool,
    /// Whether headers stand between the names: they part no rows.
    titled: bool,
}

/// What the page before leaves in force.
#[derive(Debug, Default)]
pub struct Before {
    /// The name.
    pub name: Option<Text>,
    /// The objective of the last row.
    pub number: Option<u32>,
    /// Whether names stood with their headers before rows other than their own.
    pub titled: bool,
}

/// The names of rows and sums below stacks, and whether headers stand between them.
pub fn roles(tables: &[Table], offset: usize, rows: &[Row], names: &Names, mut before: Before) -> (Stacked, bool) {
    let mut out = Stacked::new();
    let mut titled = false;
    let mut stack = Stack { opens: true, ..Stack::default() };
    let mut rows = rows.iter();
    for (index, table) in tables.iter().enumerate() {
        let end = end_of(table);
        let takes = takes_role(table);
        if takes && !table.continued {
            stack.below.push(((index, None), Below::Header));
        }
        for (at, piece) in table.pieces.iter().enumerate() {
            let place = (index, Some(at));
            match piece {
                Piece::Band(cell) if heading(&cell.flat(), names) == Heading::Role => {
                    let apart = index + 1 == tables.len() && table.section.is_some() && at >= end;
                    if apart {
                        continue;
                    }
                    if stack.below.iter().any(|(_, below)| matches!(below, Below::Row(_))) {
                        let name = stack.names.last().cloned();
                        titled |= stack.titled;
                        out.extend(std::mem::take(&mut stack).handed(&before));
                        before = Before { name: name.or(before.name), number: None, titled: false };
                    }
                    stack.titled |= before.titled
                        || !stack.names.is_empty() && stack.below.iter().any(|(_, b)| *b == Below::Header);
                    let text = Text { cell: cell.clone(), page: table.page, why: None, merged: true };
                    stack.names.push(text);
                }
                Piece::Row(_) if table.section.is_some() => {
                    let row = rows.next().filter(|r| r.table == offset + index);
                    let number = row.and_then(|r| kinds::heading_number(&r.get(Field::Objective)?.cell.flat()));
                    if takes && !stack.names.is_empty() {
                        stack.leads |= table.continued || before.titled;
                        stack.below.push((place, Below::Row(number)));
                    }
                    stack.opens &= takes && !stack.names.is_empty();
                }
                Piece::Total(_) if takes && !stack.names.is_empty() => {
                    stack.below.push((place, Below::Sum(stack.names.len())));
                }
                _ => {}
            }
        }
    }
    titled |= stack.titled;
    out.extend(stack.handed(&before));
    (out, titled)
}

/// Whether the rows of a table have the name of an executive or officer from above.
pub fn takes_role(table: &Table) -> bool {
    matches!(table.section, Some(Section::Executive | Section::Officer))
        && !table.in_passes
        && !table.columns.iter().any(|c| c.is(Field::Role))
}

impl Stack {
    /// Hands the names out in order, or each to all with doubt.
    fn handed(self, before: &Before) -> Stacked {
        const NAMED: &str = "the names of the page's tables stand together; they go to the tables in order";
        const RISING: &str = "the names stand together; a new one begins where the numbers of the objectives fall";
        const OPEN: &str = "several names stand above the rows, and nothing tells whose they are";
        const LED: &str = "the name stands above rows that may go on from the page before";
        let Some(last) = self.names.last() else { return Stacked::new() };
        if self.opens && !self.leads && self.names.len() == 1 {
            return self.risen(before);
        }
        // What goes on from the page before has the name in force there.
        let goes_on = before.name.as_ref().filter(|_| self.leads);
        if self.names.len() < 2 && goes_on.is_none() {
            return Stacked::new();
        }
        let names: Vec<&Text> = goes_on.into_iter().chain(&self.names).collect();
        let fits = |parts: &Vec<usize>| parts.last() == Some(&(names.len() - 1));
        let above = before.number.filter(|_| goes_on.is_some());
        let (parts, why) = match [self.parts(false, None), self.parts(true, above)] {
            [headed, _] if fits(&headed) => (headed, Inference::new(NAMED, 0.9)),
            [_, rising] if fits(&rising) => (rising, Inference::new(RISING, 0.8)),
            _ if self.names.len() < 2 => (Vec::new(), Inference::new(LED, 0.6)),
            _ => (Vec::new(), Inference::new(OPEN, 0.3)),
        };
        let opened = self.below.iter().position(|(_, below)| !matches!(below, Below::Sum(_)));
        let name = |nth: usize, below: Below| {
            let text = match (below, parts.get(nth)) {
                (Below::Sum(after), Some(_)) if opened.is_none_or(|first| nth < first) => &self.names[after - 1],
                (_, Some(part)) => names[*part],
                (_, None) => last,
            };
            let others = names.iter().map(|n| n.cell.flat()).filter(|n| *n != text.cell.flat());
            Text { why: Some(why.clone().or(others)), ..text.clone() }
        };
        (0..).zip(&self.below).map(|(nth, (place, below))| (*place, name(nth, *below))).collect()
    }

    /// Hands the first rows of a page, above which the export prints the name of the next, to the name of
    /// the page before: the numbers of their objectives go on rising and fall once below.
    fn risen(&self, before: &Before) -> Stacked {
        const LED: &str = "the numbers of the objectives go on from the page before, whose name it is; they fall below";
        const RISE: &str = "the numbers of the objectives go on from the page before: the rows may be of its last name";
        let (Some(name), Some(above)) = (&before.name, before.number) else { return Stacked::new() };
        let mut above = above;
        let mut falls = 0;
        let parts: Vec<usize> = self
            .below
            .iter()
            .map(|(_, below)| {
                if let Below::Row(Some(number)) = below {
                    falls += usize::from(*number < above);
                    above = *number;
                }
                falls
            })
            .collect();
        let first = self.below.iter().zip(&parts).find(|((_, below), _)| matches!(below, Below::Row(Some(_))));
        if falls > 1 || first.is_none_or(|(_, part)| *part != 0) {
            return Stacked::new();
        }
        // Where they do not fall, either may be.
        let (why, own) = match falls {
            0 => (Inference::new(RISE, 0.6), 1),
            _ => (Inference::new(LED, 0.8), 0),
        };
        let rows = self.below.iter().zip(parts).filter(|((_, below), _)| *below != Below::Header);
        rows.map(|((place, _), part)| {
            let (own, other) = if part + own == 0 { (name, &self.names[0]) } else { (&self.names[0], name) };
            (*place, Text { why: Some(why.clone().or([other.cell.flat()])), ..own.clone() })
        })
        .collect()
    }

    /// For each of what stands below the part that it belongs to: a header begins one, and where `falls`
    /// are looked for a row whose objective comes before that of the row `above`.
    fn parts(&self, falls: bool, mut above: Option<u32>) -> Vec<usize> {
        let mut part = 0;
        let mut begun = self.leads;
        let mut opened = false;
        let mut out = Vec::with_capacity(self.below.len());
        for (_, below) in &self.below {
            match below {
                Below::Header if self.titled && !opened => {}
                Below::Header => {
                    part += usize::from(begun);
                    (begun, above) = (true, None);
                }
                Below::Row(number) => {
                    (begun, opened) = (true, true);
                    if falls && above.zip(*number).is_some_and(|(above, number)| number < above) {
                        part += 1;
                    }
                    above = number.or(above);
                }
                Below::Sum(_) => {}
            }
            out.push(part);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{Before, Below, Stack, Stacked};
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::row::Text;

    const BALANCE: &str = "P.O. Bilancio";
    const FINES: &str = "P.O. Sanzioni";
    const STAFF: &str = "P.O. Personale";

    fn name(text: &str) -> Text {
        let cell = Cell { text: text.to_owned(), lines: (1, 1), cost: 0.0, why: None };
        Text { cell, page: 1, why: None, merged: true }
    }

    fn handed(leads: bool, before: Option<&str>, names: &[&str], below: &[Below]) -> Stacked {
        let below = below.iter().enumerate().map(|(at, below)| ((0, Some(at)), *below)).collect();
        let names = names.iter().copied().map(name).collect();
        Stack { names, below, leads, opens: false, titled: false }
            .handed(&Before { name: before.map(name), ..Before::default() })
    }

    fn texts(handed: &Stacked) -> Vec<String> {
        handed.values().map(|t| t.cell.flat()).collect()
    }

    #[test]
    fn as_many_names_as_tables_go_in_order() {
        let row = Below::Row(None);
        let found = handed(false, None, &[BALANCE, FINES], &[Below::Header, row, row, Below::Header, row]);
        assert_eq!(texts(&found), [BALANCE, BALANCE, BALANCE, FINES, FINES]);
    }

    #[test]
    fn rows_above_the_first_header_are_of_the_name_before() {
        let row = Below::Row(None);
        let found = handed(true, Some(STAFF), &[BALANCE], &[row, Below::Header, row]);
        assert_eq!(texts(&found), [STAFF, BALANCE, BALANCE]);
    }

    #[test]
    fn a_sum_between_names_is_of_the_first() {
        let below = [Below::Sum(1), Below::Header, Below::Row(None), Below::Header];
        let found = handed(false, Some(STAFF), &[BALANCE, FINES], &below);
        assert_eq!(texts(&found), [BALANCE, BALANCE, BALANCE, FINES]);
    }

    #[test]
    fn without_headers_the_objectives_part_the_names() {
        let below = [4, 9, 11, 6, 9].map(|number| Below::Row(Some(number)));
        let found = handed(false, None, &[BALANCE, FINES], &below);
        assert_eq!(texts(&found), [BALANCE, BALANCE, BALANCE, FINES, FINES]);
    }

    #[test]
    fn below_the_first_name_of_a_page_numbers_tell_the_rows_of_the_page_before() {
        let risen = |numbers: &[u32]| {
            let below = [Below::Header].into_iter().chain(numbers.iter().map(|n| Below::Row(Some(*n))));
            let below = below.enumerate().map(|(at, below)| ((0, Some(at)), below)).collect();
            let stack = Stack { names: vec![name(FINES)], below, leads: false, opens: true, titled: false };
            texts(&stack.handed(&Before { name: Some(name(BALANCE)), number: Some(6), titled: false }))
        };
        assert_eq!(risen(&[7, 9, 2, 4]), [BALANCE, BALANCE, FINES, FINES]);
        assert_eq!(risen(&[7, 9]), [FINES, FINES]);
        assert!(risen(&[2, 4]).is_empty());
    }

    #[test]
    fn two_names_above_one_table_leave_it_open() {
        let found = handed(false, None, &[BALANCE, FINES], &[Below::Header, Below::Row(None), Below::Row(None)]);
        assert!(found.values().all(|t| t.why.as_ref().is_some_and(|why| why.confidence < 0.5)));
    }
}
