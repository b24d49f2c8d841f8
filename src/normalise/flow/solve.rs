//! Which rows each detached cell of a column covers.

use super::columns::{Column, Look, Slot};
use super::headings::content_words;
use super::kinds;
use super::merged::{self, Gap, Placed};
use super::pairs;
use super::place::Loose;
use super::row::Row;
use crate::normalise::draft::Field;

/// Pairing takes the cube of its size; no printed page comes near this.
const MOST_PAIRS: usize = 400;

/// Places the cells of one column.
pub fn solve(rows: &[Row], columns: &[Column], column: usize, cells: &[Loose]) -> Placed {
    let n = rows.len();
    let missing: Vec<bool> = rows.iter().map(|r| !r.has(column)).collect();
    let look = columns[column].look;
    let ordered = look == Look::Objective;
    let counted = |cell: &Loose| look == Look::Note && footnote(cell).is_some();
    let mut begin = vec![1.0; n];
    let mut stay = vec![0.0; n];
    for row in 1..n {
        let (above, here) = (&rows[row - 1], &rows[row]);
        let differs = |field: Field| match (above.get(field), here.get(field)) {
            (Some(a), Some(b)) => a.cell.flat() != b.cell.flat(),
            _ => false,
        };
        let other_unit = differs(Field::Services) || differs(Field::Owners);
        let other_area = differs(Field::Area);
        if other_unit || other_area {
            begin[row] -= 0.5;
            stay[row] += 0.3;
        }
        // An outer column's own cell begins a group; an inner one does not reach over it.
        let begins = |c: usize| match (above.cell(c), here.cell(c)) {
            (Some(a), Some(b)) => a.cell != b.cell,
            (None, Some(_)) => true,
            _ => false,
        };
        let outer = (0..column).any(|c| is_group(&columns[c]) && begins(c));
        let leaves = (0..column).any(|c| is_group(&columns[c]) && above.has(c) && !here.has(c));
        // An outer cell does not end in the middle of an inner one.
        let splits = (column + 1..columns.len()).any(|c| {
            is_group(&columns[c]) && above.cell(c).zip(here.cell(c)).is_some_and(|(a, b)| a.merged && a.cell == b.cell)
        });
        if splits {
            begin[row] += 3.0;
        }
        if (outer || leaves) && is_group(&columns[column]) {
            begin[row] -= 0.5;
            stay[row] += 1.5;
        }
        // A new table is a new group.
        if here.table != above.table {
            begin[row] -= 0.5;
            stay[row] += 2.0;
        }
    }
    let wide = columns.iter().any(|c| c.apart);
    let blank = match look {
        Look::Note if wide => 0.1,
        Look::Note => 0.4,
        Look::Tick | Look::Weight | Look::Value => 1.5,
        _ => 2.5,
    };
    let open = missing.iter().filter(|m| **m).count();
    let said: Vec<Said> =
        if is_likened(look) { rows.iter().map(said).collect() } else { vec![Said::new(); rows.len()] };
    let pairable = cells.len().max(open) <= MOST_PAIRS;
    if pairable
        && !cells.iter().any(counted)
        && cells.len() > 1
        && cells.len() * 3 > open * 2
        && !is_group_of_rows(&columns[column])
    {
        return paired(rows, &said, &missing, cells, look);
    }
    let single = if n == 1 || open == 1 || wide { 0.5 } else { 3.5 };
    let told = cells.iter().any(|c| c.at().is_some()) && !ordered;
    if wide {
        lone(rows, look, &mut stay);
    }
    let affinity: Vec<Vec<f64>> = cells
        .iter()
        .map(|cell| {
            let words = content_words(&cell.text.cell.flat());
            said.iter().map(|said| likeness(&words, cell, said, look)).collect()
        })
        .collect();
    let gap = Gap {
        missing,
        begin,
        stay,
        blank,
        disorder: match (ordered, told) {
            (true, _) => 4.0,
            (false, true) => 0.0,
            (false, false) => 0.5,
        },
        single,
        free: cells.iter().map(|c| !counted(c) && (!told || c.at().is_none())).collect(),
        astray: cells.iter().map(|c| if c.at().is_some() { c.margins.clone() } else { Vec::new() }).collect(),
    };
    merged::place(&gap, &affinity)
}

/// Where cells are merged across columns, most of those that stand apart cover one row all the same: what
/// it costs values, indicators and remarks to go on from the row above.
fn lone(rows: &[Row], look: Look, stay: &mut [f64]) {
    for row in 1..rows.len() {
        let aim = |row: &Row| row.get(Field::OperationalObjective).map(|t| t.cell.clone());
        let above = aim(&rows[row - 1]);
        stay[row] += match look {
            Look::Value | Look::Weight | Look::Indicator | Look::Tick => 1.0,
            Look::Note if above.is_some() && above == aim(&rows[row]) => 0.2,
            Look::Note => 0.4,
            _ => 0.0,
        };
    }
}

/// The number of the footnote that ends a remark.
pub fn footnote(cell: &Loose) -> Option<u32> {
    let text = &cell.text.cell.text;
    kinds::starts_note(text).then(|| kinds::footnote(text)).flatten()
}

/// Columns whose cells are expected to cover several rows.
fn is_group_of_rows(column: &Column) -> bool {
    matches!(column.slot, Slot::Field(Field::Objective | Field::Programme | Field::OperationalObjective | Field::Role))
}

/// Pairs cells with rows one to one: about as many as there are rows without one.
fn paired(rows: &[Row], said: &[Said], missing: &[bool], cells: &[Loose], look: Look) -> Placed {
    let open: Vec<usize> = missing.iter().enumerate().filter(|(_, m)| **m).map(|(row, _)| row).collect();
    let share = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let scale = share(cells.len()) / share(open.len().max(1));
    let told = cells.iter().any(|c| c.at().is_some());
    let costs: Vec<Vec<f64>> = cells
        .iter()
        .enumerate()
        .map(|(rank, cell)| {
            let flat = cell.text.cell.flat();
            let words = content_words(&flat);
            open.iter()
                .enumerate()
                .map(|(position, &row)| {
                    let distance = match cell.at() {
                        Some(_) => cell.margins.get(row).copied().unwrap_or(0.0),
                        None if told => 0.5,
                        None => (share(position) * scale - share(rank)).abs().min(8.0) * 0.3,
                    };
                    let fit = if look == Look::Indicator { value_misfit(&flat, &rows[row]) } else { 0.0 };
                    distance + fit + likeness(&words, cell, &said[row], look)
                })
                .collect()
        })
        .collect();
    let pairs = pairs::pair(&costs, open.len());
    let mut placed = Placed {
        cells: vec![None; rows.len()],
        confidence: vec![0.6; rows.len()],
        others: vec![Vec::new(); rows.len()],
        cost: 0.0,
    };
    for (position, &row) in open.iter().enumerate() {
        let Some(cell) = pairs[position] else {
            placed.cost += 2.5;
            continue;
        };
        placed.cells[row] = Some(cell);
        placed.cost += costs[cell][position];
        let text = cells[cell].text.cell.flat();
        let weight = |c: usize| (-1.2 * (costs[c][position] - costs[cell][position])).exp().min(1.0);
        let rivals: Vec<usize> = (0..cells.len()).filter(|&c| cells[c].text.cell.flat() != text).collect();
        let against: f64 = rivals.iter().map(|&c| weight(c)).sum();
        placed.confidence[row] = 1.0 / (1.0 + 0.7 * against);
        let mut others: Vec<usize> = rivals.into_iter().filter(|&c| weight(c) > 0.2).collect();
        others.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
        others.truncate(3);
        placed.others[row] = others;
    }
    let used = placed.cells.iter().flatten().count();
    placed.cost += 5.0 * share(cells.len().saturating_sub(used));
    placed
}

/// What it costs to believe that an indicator has the values of a row.
pub fn value_misfit(indicator: &str, row: &Row) -> f64 {
    let values = row.cells.iter().filter(|(c, _)| row.columns[*c].look == Look::Value);
    values.map(|(_, t)| pairs::misfit(indicator, &t.cell.flat())).fold(0.0, f64::max)
}

/// Columns by which rows are grouped.
pub fn is_group(column: &Column) -> bool {
    matches!(
        column.slot,
        Slot::Field(
            Field::Objective
                | Field::Mission
                | Field::Perspective
                | Field::Programme
                | Field::OperationalObjective
                | Field::Role
                | Field::Action
        )
    )
}

/// The words of a row's texts, each with its lines.
pub type Said = Vec<((u32, u32), Vec<String>)>;

/// The words by which cells are likened to a row.
pub fn said(row: &Row) -> Said {
    let told = |column: usize| matches!(row.columns[column].look, Look::Text | Look::Indicator | Look::Objective);
    let texts = row.cells.iter().filter(|(column, _)| told(*column));
    texts.map(|(_, text)| (text.cell.lines, content_words(&text.cell.flat()))).collect()
}

/// Whether cells of a column are likened to rows by their words.
pub const fn is_likened(look: Look) -> bool {
    matches!(look, Look::Objective | Look::Text | Look::Name | Look::Role | Look::Indicator)
}

/// What it costs a cell to cover a row, by the words they share.
pub fn likeness(words: &[String], cell: &Loose, said: &Said, look: Look) -> f64 {
    if !is_likened(look) {
        return 0.0;
    }
    let others = said.iter().filter(|(lines, _)| *lines != cell.text.cell.lines);
    let shared: usize = others.map(|(_, own)| words.iter().filter(|w| own.contains(w)).count()).sum();
    -0.55 * f64::from(u32::try_from(shared.min(4)).unwrap_or(4))
}
