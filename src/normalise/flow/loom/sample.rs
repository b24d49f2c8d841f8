//! Ways through the lattice to rows of cells, and how sure each cell is.

use super::super::columns::{Column, Slot};
use super::super::decode::{Cell, Piece};
use super::super::lines::Stream;
use super::super::spread::covers_rows;
use super::Web;
use super::lattice::{Chance, Hop, Step};
use super::walk::Walk;
use crate::normalise::draft::Field;
use crate::trace::Inference;

/// How many ways are drawn for each page.
pub const DRAWS: usize = 60;

/// A run of atoms of one pass: table (none for the second pass), first, and the one after the last.
type Span = (Option<usize>, usize, usize);

/// A row of a way.
#[derive(Debug, Default, Clone)]
struct Row {
    table: usize,
    /// Whether these are cells that the page above left over.
    carried: bool,
    cells: Vec<(usize, Span, f32)>,
    /// What covers the row from above, in columns where it prints nothing.
    covered: Vec<(usize, Span)>,
}

#[derive(Debug, Clone)]
enum Item {
    Row(Row),
    Band(usize, Span, f32),
    Total(usize, Span, f32),
    Drop(usize, Span, f32, bool),
}

/// Empty columns of each row, and how sure it is that they are.
pub type Blanks = Vec<Vec<(usize, f64)>>;

/// The pieces of each table by the cheapest way, with the confidence that drawn ways give them.
pub fn pieces(web: &Web<'_>, walk: &Walk<'_>, end: u32, draws: usize) -> Vec<(Vec<Piece>, Blanks)> {
    let best = items(web, walk, &walk.lattice.cheapest(end));
    let mut chance = Chance::new(0x5eed_0000 + u64::from(web.page));
    let others: Vec<Vec<Row>> =
        (0..draws).map(|_| rows(items(web, walk, &walk.lattice.draw(end, &mut chance)))).collect();
    let mut out: Vec<(Vec<Piece>, Blanks)> = web.strands.iter().map(|_| (Vec::new(), Vec::new())).collect();
    let mut carried: Vec<(usize, usize, Cell)> = Vec::new();
    for item in best {
        match item {
            Item::Row(row) if row.carried => {
                let cells = row.cells.iter().map(|(column, span, cost)| (row.table, *column, cell(web, *span, *cost)));
                carried.extend(cells);
            }
            Item::Row(row) => {
                let columns = &web.strands[row.table].columns;
                let against = rivals(&row, columns, &others);
                let cells = row.cells.iter().map(|(column, span, cost)| {
                    let mut cell = cell(web, *span, *cost);
                    cell.why = (draws > 0).then(|| judge(web, &row, *column, &against));
                    (*column, cell)
                });
                let mut cells: Vec<(usize, Cell)> = cells.collect();
                for (table, column, mut cell) in carried.drain(..) {
                    if table != row.table || cells.iter().any(|(c, _)| *c == column) {
                        out[table].0.push(Piece::Detached(cell));
                    } else {
                        cell.why = (draws > 0).then(|| judge(web, &row, column, &against));
                        cells.push((column, cell));
                    }
                }
                cells.sort_by_key(|(c, _)| *c);
                let empty = (0..columns.len()).filter(|c| row.spans(*c).is_empty());
                let blanks = empty.map(|c| (c, agreement(&row, c, &against))).collect();
                out[row.table].0.push(Piece::Row(cells));
                out[row.table].1.push(blanks);
            }
            Item::Band(table, span, cost) => out[table].0.push(Piece::Band(cell(web, span, cost))),
            Item::Total(table, span, cost) => out[table].0.push(Piece::Total(cell(web, span, cost))),
            Item::Drop(table, span, cost, header) if !header => {
                out[table].0.push(Piece::Detached(cell(web, span, cost)));
            }
            Item::Drop(..) => {}
        }
    }
    out
}

fn cell(web: &Web<'_>, span: Span, cost: f32) -> Cell {
    let (stream, from, to) = located(web, span);
    let line = |atom: usize, last: bool| {
        let atom = &stream.atoms[atom];
        stream.lines[if last { atom.last } else { atom.line }].number
    };
    Cell { text: stream.text(from, to), lines: (line(from, false), line(to - 1, true)), cost, why: None }
}

fn located<'w, 'a>(web: &'w Web<'a>, (table, from, to): Span) -> (&'w Stream<'a>, usize, usize) {
    (table.map_or(&web.wrapped, |t| &web.strands[t].stream), from, to)
}

fn items(web: &Web<'_>, walk: &Walk<'_>, hops: &[Hop]) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut row: Option<Row> = None;
    for hop in hops {
        let (from, to) = (hop.from.layer as usize, hop.to.layer as usize);
        let table = walk.starts.partition_point(|s| *s <= from) - 1;
        let start = walk.starts[table];
        let last = to == walk.starts[walk.ready.len()];
        let span = if to > from && !last {
            (Some(table), from - start, to - start)
        } else {
            (None, hop.from.wrapped as usize, hop.to.wrapped as usize)
        };
        match hop.step {
            Step::Cell => {
                let ready = &walk.ready[table];
                let Some(((column, _), carried)) = ready.seat(usize::from(hop.to.state)) else { continue };
                row.get_or_insert_with(|| Row { table, carried, ..Row::default() })
                    .cells
                    .push((column, span, hop.cost));
            }
            Step::EndRow => out.extend(row.take().map(Item::Row)),
            Step::Band => out.push(Item::Band(table, span, hop.cost)),
            Step::Total => out.push(Item::Total(table, span, hop.cost)),
            Step::Drop => {
                let table = table.min(web.strands.len() - 1);
                if span.2 > span.1 {
                    out.push(Item::Drop(table, span, hop.cost, hop.cost < 4.0));
                }
            }
            Step::Pass => {}
        }
    }
    cover(web, &mut out);
    out
}

/// Tells for each row what covers it from above.
fn cover(web: &Web<'_>, items: &mut [Item]) {
    let mut above: Vec<(usize, Span)> = Vec::new();
    let mut table = usize::MAX;
    for item in items {
        let Item::Row(row) = item else {
            if matches!(item, Item::Band(..)) {
                above.clear();
            }
            continue;
        };
        if row.table != table {
            above.clear();
            table = row.table;
        }
        let strand = &web.strands[table];
        for (index, column) in strand.columns.iter().enumerate() {
            let spreads = strand.section.is_some_and(|s| covers_rows(column, s));
            let own = row.cells.iter().find(|(c, ..)| *c == index).map(|(_, span, _)| *span);
            match own {
                Some(span) => {
                    above.retain(|(c, _)| *c != index);
                    above.push((index, span));
                }
                None if spreads => row.covered.extend(above.iter().find(|(c, _)| *c == index)),
                None => {}
            }
        }
    }
}

fn rows(items: Vec<Item>) -> Vec<Row> {
    items.into_iter().filter_map(|i| if let Item::Row(row) = i { Some(row) } else { None }).collect()
}

impl Row {
    /// What stands in a column, its own or what covers it.
    fn spans(&self, column: usize) -> Vec<Span> {
        let own: Vec<Span> = self.cells.iter().filter(|(c, ..)| *c == column).map(|(_, span, _)| *span).collect();
        if own.is_empty() { self.covered.iter().filter(|(c, _)| *c == column).map(|(_, s)| *s).collect() } else { own }
    }
}

/// The same row in each of the other ways: the one with its indicator, or with most of its cells.
fn rivals<'r>(row: &Row, columns: &[Column], others: &'r [Vec<Row>]) -> Vec<Option<&'r Row>> {
    let key = columns.iter().position(|c| c.is(Field::Indicator)).filter(|c| !row.spans(*c).is_empty());
    let shares = |other: &Row| row.cells.iter().filter(|(c, span, _)| other.spans(*c).contains(span)).count();
    others
        .iter()
        .map(|rows| {
            let same = rows.iter().filter(|other| other.table == row.table);
            match key {
                Some(key) => {
                    let begins = row.spans(key)[0];
                    same.into_iter().find(|o| o.spans(key).iter().any(|s| (s.0, s.1) == (begins.0, begins.1)))
                }
                None => same.into_iter().max_by_key(|o| shares(o)).filter(|o| shares(o) > 0),
            }
        })
        .collect()
}

/// How many of the other ways have the same in a column, as a share; few draws tell little.
fn agreement(row: &Row, column: usize, rivals: &[Option<&Row>]) -> f64 {
    let own = row.spans(column);
    let same = rivals.iter().filter(|r| r.is_some_and(|r| r.spans(column) == own)).count();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    (count(same) + 0.5) / (count(rivals.len()) + 1.0)
}

fn judge(web: &Web<'_>, row: &Row, column: usize, rivals: &[Option<&Row>]) -> Inference {
    let own = row.spans(column);
    let mut seen: Vec<(Vec<Span>, usize)> = Vec::new();
    for spans in rivals.iter().flatten().map(|r| r.spans(column)).filter(|s| *s != own && !s.is_empty()) {
        match seen.iter_mut().find(|(known, _)| *known == spans) {
            Some((_, n)) => *n += 1,
            None => seen.push((spans, 1)),
        }
    }
    seen.retain(|(_, n)| n * 20 > rivals.len());
    seen.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let text = |spans: &[Span]| {
        let texts = spans.iter().map(|span| {
            let (stream, from, to) = located(web, *span);
            stream.text(from, to).split_whitespace().collect::<Vec<_>>().join(" ")
        });
        texts.collect::<Vec<_>>().join("; ")
    };
    let notes = web.strands[row.table].columns[column].slot == Slot::Notes;
    let because = if notes {
        "the page prints one-line and wrapped cells apart; which row a remark stands at was deduced from their order"
    } else {
        "the page prints one-line and wrapped cells apart; they were joined to rows in their order"
    };
    Inference::new(because, agreement(row, column, rivals)).or(seen.into_iter().take(3).map(|(s, _)| text(&s)))
}
