//! Gives the detached cells of a page to its rows, column by column.

use super::columns::{Column, Look, Slot};
use super::decode::Piece;
use super::headings::Heading;
use super::kinds;
use super::looks::{Glance, Vocabulary};
use super::merged::Placed;
use super::row::{Row, Text};
use super::seats::Seat;
use super::solve::{self, solve};
use super::tables::Table;
use crate::normalise::draft::Field;
use crate::trace::Inference;

/// A cell that stands apart from its rows.
#[derive(Debug, Clone)]
pub struct Loose {
    /// The cell.
    pub text: Text,
    /// What it names, if it is a heading.
    pub heading: Heading,
    /// Where it begins, as far as the order of the text tells.
    pub seat: Option<Seat>,
    /// What it costs the cell, by that order, to begin at each row, or table, of the page.
    pub margins: Vec<f64>,
}

impl Loose {
    /// The row and the column at which it begins, as far as the order of the text tells.
    pub const fn at(&self) -> Option<(usize, usize)> {
        match self.seat {
            Some(Seat::Cell(row, column)) => Some((row, column)),
            _ => None,
        }
    }

    /// Its text on one line.
    pub fn flat(&self) -> String {
        self.text.cell.flat()
    }
}

/// Fills the rows of a page; returns the cells that found no place.
pub fn fill(rows: &mut [Row], cells: Vec<Loose>, vocabulary: &Vocabulary) -> Vec<Loose> {
    if rows.is_empty() {
        return cells;
    }
    let mut sections = Vec::new();
    let mut from = 0;
    for at in 1..=rows.len() {
        if at == rows.len() || !same_table(&rows[at], &rows[from]) {
            sections.push((from, at));
            from = at;
        }
    }
    // Indicators go to the table that lacks them; of the other cells at the page's end most are the
    // last table's.
    let lacking =
        |&(from, to): &(usize, usize)| rows[from..to].iter().filter(|r| r.get(Field::Indicator).is_none()).count();
    let poor: Vec<(usize, usize)> = sections.iter().copied().filter(|s| lacking(s) > 1).collect();
    let (mut told, mut cells): (Vec<Loose>, Vec<Loose>) = cells.into_iter().partition(|c| c.at().is_some());
    if let ([(from, to)], true) = (poor.as_slice(), sections.len() > 1 && told.is_empty()) {
        let (own, others): (Vec<Loose>, Vec<Loose>) =
            cells.into_iter().partition(|c| kinds::is_indicator(&c.flat()) && !kinds::starts_note(&c.flat()));
        cells = others;
        cells.extend(fill_section(&mut rows[*from..*to], own, vocabulary));
    }
    for (from, to) in sections.into_iter().rev() {
        let (own, others): (Vec<Loose>, Vec<Loose>) =
            told.into_iter().partition(|c| c.at().is_some_and(|(row, _)| (from..to).contains(&row)));
        told = others;
        let own = own.into_iter().map(|c| Loose {
            seat: c.at().map(|(row, column)| Seat::Cell(row - from, column)),
            margins: c.margins.get(from..to).map(<[f64]>::to_vec).unwrap_or_default(),
            ..c
        });
        cells.splice(0..0, own);
        cells = fill_section(&mut rows[from..to], cells, vocabulary);
        // What found no place here has none that the order tells.
        for cell in &mut cells {
            cell.seat = None;
            cell.margins.clear();
        }
    }
    cells
}

/// Whether rows have the same columns.
fn same_table(a: &Row, b: &Row) -> bool {
    a.section == b.section && a.columns.iter().map(|c| &c.slot).eq(b.columns.iter().map(|c| &c.slot))
}

fn fill_section(rows: &mut [Row], cells: Vec<Loose>, vocabulary: &Vocabulary) -> Vec<Loose> {
    let columns = rows[0].columns.clone();
    let mut by_column: Vec<Vec<Loose>> = vec![Vec::new(); columns.len()];
    let mut free: Vec<(Loose, Vec<(usize, f64)>)> = Vec::new();
    let mut left = Vec::new();
    for cell in cells {
        if let Some((_, column)) = cell.at() {
            by_column[column].push(cell);
            continue;
        }
        let options = options(&cell, &columns, rows, vocabulary);
        match options.as_slice() {
            [] => left.push(cell),
            [(only, _)] => by_column[*only].push(cell),
            [(best, a), (_, b), ..] if b - a > 2.0 => by_column[*best].push(cell),
            _ => free.push((cell, options)),
        }
    }
    settle(rows, &columns, &mut by_column, free);
    // The outermost column comes last: its cells begin where the inner ones do.
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|&c| (columns[c].look == Look::Objective, c));
    for column in order {
        let cells = join_lists(rows, &columns, column, std::mem::take(&mut by_column[column]));
        if cells.is_empty() {
            doubt_blanks(rows, &columns, column);
            continue;
        }
        let cells = in_order(cells, &columns[column]);
        let placed = solve(rows, &columns, column, &cells);
        left.extend(put(rows, &columns[column], column, cells, &placed));
    }
    left
}

/// A list of units may have been taken for several cells, one a line: joined where that leaves fewer
/// cells over.
fn join_lists(rows: &[Row], columns: &[Column], column: usize, mut cells: Vec<Loose>) -> Vec<Loose> {
    const MOST: usize = 24;
    if columns[column].look != Look::Unit || cells.len() > MOST {
        return cells;
    }
    while cells.len() > 1 {
        let cost = solve(rows, columns, column, &cells).cost;
        let mut best: Option<(f64, Vec<Loose>)> = None;
        for at in 0..cells.len() - 1 {
            let (cell, next) = (&cells[at], &cells[at + 1]);
            if cell.text.cell.lines.1 + 1 != next.text.cell.lines.0 {
                continue;
            }
            let mut trial = cells.clone();
            let next = trial.remove(at + 1);
            let joined = &mut trial[at].text.cell;
            joined.text = format!("{}\n{}", joined.text, next.text.cell.text);
            joined.lines.1 = next.text.cell.lines.1;
            let joined = solve(rows, columns, column, &trial).cost;
            if joined + 1.0 < cost && best.as_ref().is_none_or(|(least, _)| joined < *least) {
                best = Some((joined, trial));
            }
        }
        match best {
            Some((_, joined)) => cells = joined,
            None => break,
        }
    }
    cells
}

/// Objectives run down the page in the order of their numbers and remarks in that of their footnotes,
/// other cells as they stand.
fn in_order(mut cells: Vec<Loose>, column: &Column) -> Vec<Loose> {
    if column.look == Look::Objective {
        cells.sort_by_key(|t| kinds::heading_number(&t.flat()).unwrap_or(u32::MAX));
    } else {
        cells.sort_by_key(|c| c.at().map_or(usize::MAX, |(row, _)| row));
    }
    if column.look == Look::Note {
        cells.sort_by_key(|c| solve::footnote(c).unwrap_or(0));
    }
    cells
}

/// Whether a table is the first of its executive or officer: no table stands before it, or a sum.
pub fn closed_before(tables: &[Table], table: usize) -> bool {
    tables[..table].iter().rev().find(|t| t.section.is_some()).is_none_or(|above| {
        let last = above.pieces.iter().rev().find(|p| matches!(p, Piece::Row(_) | Piece::Total(_)));
        matches!(last, Some(Piece::Total(_)))
    })
}

/// The columns that may take a cell, cheapest first.
fn options(cell: &Loose, columns: &[Column], rows: &[Row], vocabulary: &Vocabulary) -> Vec<(usize, f64)> {
    let text = &cell.text;
    let glance = Glance::of(&text.cell.text);
    let mut out: Vec<(usize, f64)> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let missing = rows.iter().filter(|r| !r.has(index)).count();
        if missing == 0 || (column.look == Look::Code && missing < 2) {
            continue;
        }
        if !column.takes(cell.heading) {
            continue;
        }
        let known = f64::from(glance.cost(column, vocabulary));
        let plain = f64::from(glance.cost(column, &Vocabulary::default()));
        // Until the year is over these stay empty.
        let later = if column.is(Field::Actual) || column.is(Field::Progress) { 1.5 } else { 0.0 };
        let cost = f64::midpoint(known, plain) + width(text, column) + later;
        if cost < 6.0 {
            out.push((index, cost));
        }
    }
    out.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    out
}

/// What it costs to take a text for one of a column, going by where its lines were broken.
pub fn width(text: &Text, column: &Column) -> f64 {
    let Some(chars) = column.chars else { return 0.0 };
    let lines: Vec<&str> = text.cell.text.lines().map(str::trim).collect();
    let longest = lines.iter().map(|l| l.chars().count()).max().unwrap_or(0);
    if longest * 8 > chars * 10 + 8 {
        return 2.5;
    }
    // A line was broken although the next word would have fitted: the column is narrower.
    let broken = lines
        .windows(2)
        .map(|w| w[0].chars().count() + 1 + w[1].split(' ').next().unwrap_or_default().chars().count())
        .min();
    match broken {
        Some(fits) if fits * 10 < chars * 8 => 1.5,
        _ => 0.0,
    }
}

/// Chooses columns for the cells that several columns could take: the choice under which the rows
/// are filled with the least left over.
fn settle(rows: &[Row], columns: &[Column], by_column: &mut [Vec<Loose>], free: Vec<(Loose, Vec<(usize, f64)>)>) {
    const MOST: usize = 6;
    if free.is_empty() {
        return;
    }
    let mut best: Option<(f64, Vec<usize>)> = None;
    let narrow: Vec<Vec<(usize, f64)>> = free.iter().map(|(_, o)| o.iter().take(2).copied().collect()).collect();
    let ways = if free.len() <= MOST { 1_usize << free.len() } else { 1 };
    for way in 0..ways {
        let choice: Vec<(usize, f64)> = narrow
            .iter()
            .enumerate()
            .map(|(i, o)| o[usize::from(i < MOST && way >> i & 1 == 1).min(o.len() - 1)])
            .collect();
        let mut trial: Vec<Vec<Loose>> = by_column.to_vec();
        for ((text, _), (column, _)) in free.iter().zip(&choice) {
            trial[*column].push(text.clone());
        }
        let touched: std::collections::BTreeSet<usize> = narrow.iter().flatten().map(|(c, _)| *c).collect();
        let fit: f64 =
            touched.iter().map(|&c| solve(rows, columns, c, &in_order(trial[c].clone(), &columns[c])).cost).sum();
        // Of two neighbours the outer one is more often written first.
        let turned = choice.windows(2).filter(|w| w[0].0 > w[1].0).count();
        let cost =
            fit + 0.4 * f64::from(u32::try_from(turned).unwrap_or(0)) + choice.iter().map(|(_, c)| c).sum::<f64>();
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, choice.iter().map(|(c, _)| *c).collect()));
        }
    }
    if let Some((_, choice)) = best {
        for ((mut text, _), column) in free.into_iter().zip(choice) {
            text.text.why = Some(Inference::new("which column this detached cell belongs to was deduced", 0.75));
            by_column[column].push(text);
        }
    }
}

/// Puts placed cells into their rows; returns those that cover none.
fn put(rows: &mut [Row], column: &Column, index: usize, cells: Vec<Loose>, placed: &Placed) -> Vec<Loose> {
    const BECAUSE: &str = "the cell stands apart at the end of its page and covers rows that print none of their own";
    let mut used = vec![false; cells.len()];
    for (row, choice) in placed.cells.iter().enumerate() {
        let Some(cell) = *choice else {
            if !rows[row].has(index) {
                let others: Vec<String> = cells.iter().map(Loose::flat).collect();
                let why = Inference::new(
                    "nothing is printed at the row, and the detached cells seem to be others'",
                    placed.confidence[row].min(0.9),
                );
                rows[row].doubts.push((json_name(column), why.or(others)));
            }
            continue;
        };
        used[cell] = true;
        let mut text = cells[cell].text.clone();
        let mut confidence = (placed.confidence[row] * 0.97).clamp(0.05, 0.97);
        if let Some(why) = &text.why {
            confidence *= why.confidence;
        }
        let others = placed.others[row].iter().map(|o| cells[*o].flat());
        text.why = Some(Inference::new(BECAUSE, confidence).or(others));
        rows[row].cells.push((index, text));
    }
    cells.into_iter().zip(used).filter(|(_, used)| !used).map(|(cell, _)| cell).collect()
}

/// Rows that print nothing in a column for which nothing detached was found either.
fn doubt_blanks(rows: &mut [Row], columns: &[Column], index: usize) {
    let column = &columns[index];
    if matches!(column.look, Look::Note | Look::Code | Look::Measure | Look::Word)
        || matches!(column.slot, Slot::Extra(_) | Slot::Field(Field::Actual | Field::Progress))
    {
        return;
    }
    for row in rows.iter_mut().filter(|r| !r.has(index)) {
        let why = Inference::new("nothing is printed at the row, and no detached cell is left for it", 0.6);
        row.doubts.push((json_name(column), why));
    }
}

/// The field of `plan.json` that a column ends in.
pub fn json_name(column: &Column) -> &'static str {
    match &column.slot {
        Slot::Years(_) => "targets",
        Slot::Notes => "notes",
        Slot::Extra(_) => "extra",
        Slot::Field(field) => match field {
            Field::Objective => "objective",
            Field::Perspective => "perspective",
            Field::Mission => "mission",
            Field::Programme => "programme",
            Field::OperationalObjective => "operational_objective",
            Field::Indicator => "indicator",
            Field::Target => "target",
            Field::Owners => "owners",
            Field::Services => "services",
            Field::Area => "area",
            Field::Role => "role",
            Field::Weight => "weight",
            Field::Action => "action",
            Field::Actual => "actual",
            Field::Progress => "progress",
            Field::WeightAssessed => "weight_assessed",
            Field::InTree => "in_tree",
            Field::Productivity => "productivity",
        },
    }
}
