//! Names of executives or officers that stand one after the other, no row between them.
//!
//! An export that prints headings without a frame before the cells of their page prints the names of
//! all its tables so. They go to the tables in order where they are as many; otherwise nothing tells
//! whose the rows are, and each row says so.

use std::collections::BTreeMap;

use super::walk::end_of;
use crate::normalise::draft::{Field, Section};
use crate::normalise::flow::decode::Piece;
use crate::normalise::flow::headings::{Heading, Names, heading};
use crate::normalise::flow::row::Text;
use crate::normalise::flow::tables::Table;
use crate::trace::Inference;

/// Names by the place of their row or sum: the index of the table and of the piece.
pub type Stacked = BTreeMap<(usize, usize), Text>;

/// Names without a row between them, and what follows until the next name.
#[derive(Debug, Default)]
struct Stack {
    names: Vec<Text>,
    below: Vec<(usize, usize)>,
}

/// The names of rows and sums below stacks.
pub fn roles(tables: &[Table], names: &Names) -> Stacked {
    let mut out = Stacked::new();
    let mut stack = Stack::default();
    for (index, table) in tables.iter().enumerate() {
        let end = end_of(table);
        for (at, piece) in table.pieces.iter().enumerate() {
            match piece {
                Piece::Band(cell) if heading(&cell.flat(), names) == Heading::Role => {
                    let apart = index + 1 == tables.len() && table.section.is_some() && at >= end;
                    if apart {
                        continue;
                    }
                    if !stack.below.is_empty() {
                        out.extend(std::mem::take(&mut stack).handed());
                    }
                    let text = Text { cell: cell.clone(), page: table.page, why: None, merged: true };
                    stack.names.push(text);
                }
                Piece::Row(_) | Piece::Total(_) if takes_role(table) && !stack.names.is_empty() => {
                    stack.below.push((index, at));
                }
                _ => {}
            }
        }
    }
    out.extend(stack.handed());
    out
}

fn takes_role(table: &Table) -> bool {
    matches!(table.section, Some(Section::Executive | Section::Officer))
        && !table.in_passes
        && !table.columns.iter().any(|c| c.is(Field::Role))
}

impl Stack {
    /// Hands the names out in order, or each to all with doubt.
    fn handed(self) -> Stacked {
        const NAMED: &str = "the names of the page's tables stand together; they go to the tables in order";
        const OPEN: &str = "several names stand above the rows, and nothing tells whose they are";
        let Some(last) = self.names.last().filter(|_| self.names.len() > 1) else { return Stacked::new() };
        let mut tables: Vec<usize> = self.below.iter().map(|(table, _)| *table).collect();
        tables.dedup();
        let alike = tables.len() == self.names.len();
        let name = |table: usize| {
            let own = tables.iter().position(|t| *t == table).filter(|_| alike).and_then(|at| self.names.get(at));
            let why = match own {
                Some(_) => Inference::new(NAMED, 0.9),
                None => Inference::new(OPEN, 0.3),
            };
            let text = own.unwrap_or(last);
            let others = self.names.iter().map(|n| n.cell.flat()).filter(|n| *n != text.cell.flat());
            Text { why: Some(why.or(others)), ..text.clone() }
        };
        self.below.iter().map(|place| (*place, name(place.0))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Stack;
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::row::Text;

    fn stack(below: &[(usize, usize)]) -> Stack {
        let name = |(line, text): (u32, &str)| Text {
            cell: Cell { text: text.to_owned(), lines: (line, line), cost: 0.0, why: None },
            page: 1,
            why: None,
            merged: true,
        };
        Stack { names: (1..).zip(["P.O. Bilancio", "P.O. Sanzioni"]).map(name).collect(), below: below.to_vec() }
    }

    #[test]
    fn as_many_names_as_tables_go_in_order() {
        let handed = stack(&[(1, 0), (1, 1), (2, 0)]).handed();
        let names: Vec<String> = handed.values().map(|t| t.cell.flat()).collect();
        assert_eq!(names, ["P.O. Bilancio", "P.O. Bilancio", "P.O. Sanzioni"]);
    }

    #[test]
    fn two_names_above_one_table_leave_it_open() {
        let handed = stack(&[(1, 0), (1, 1)]).handed();
        assert!(handed.values().all(|t| t.why.as_ref().is_some_and(|why| why.confidence < 0.5)));
    }
}
