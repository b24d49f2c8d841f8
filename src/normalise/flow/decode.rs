//! The cheapest reading of a run of lines as rows of a table.
//!
//! A dynamic programme over gaps between atoms and columns of the table: a cell is a run of atoms, a
//! row is a run of cells with ascending columns, and after the rows the cells that a text export
//! detaches from theirs may follow. Costs: the gaps cut and joined, what each text looks like, and
//! the columns that a row leaves out. The work is linear in the atoms of a page.

use super::columns::{Column, Look, Slot};
use super::lines::Stream;
use super::looks::{Glance, Vocabulary};
use crate::grammar::text;
use crate::normalise::draft::Field;
use crate::trace::{Inference, Place};

/// A run of atoms read as one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its text, lines parted by `\n`.
    pub text: String,
    /// First and last line of the file.
    pub lines: (u32, u32),
    /// What the reading cost: the higher, the less sure.
    pub cost: f32,
    /// Why it is believed to belong to its row, where that was deduced.
    pub why: Option<Inference>,
}

impl Cell {
    /// Where it stands.
    pub fn place(&self, page: u32) -> Place {
        Place::Lines { page, first: self.lines.0, last: self.lines.1 }
    }

    /// The text on one line.
    pub fn flat(&self) -> String {
        text::normalise(&self.text)
    }
}

/// What a run of lines was read as.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A row: cells with the index of their column.
    Row(Vec<(usize, Cell)>),
    /// A heading that spans the table.
    Band(Cell),
    /// A sum of weights.
    Total(Cell),
    /// A cell that stands apart from its rows.
    Detached(Cell),
}

/// What may follow the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Cells detached from their rows: the table is the last of its page.
    Cells,
    /// Headings of the next table.
    Headings,
    /// Nothing: headings stand in their place between the rows.
    None,
}

/// What was seen in the texts of a stream: for each first atom, by the number of atoms.
pub type Glances = Vec<Vec<Option<Box<Glance>>>>;

/// A place for a cell: a column, or one of the places of a column that takes several.
#[derive(Debug, Clone, Copy)]
struct Seat {
    column: usize,
    nth: usize,
    skip: f32,
}

const LONGEST_LINES: usize = 13;
const LONGEST_ATOMS: usize = 32;
/// What is longer than any page and has no table is no map, either: it is not looked at in all ways.
const LONGER_THAN_A_PAGE: usize = 1_000;
/// Nor is what is longer than any annex.
const LONGER_THAN_AN_ANNEX: usize = 20_000;
/// The longest cell of such a text.
const LONGEST_OF_MANY: usize = 8;
/// A row may leave out a whole block that is merged elsewhere; it costs no more than this.
const DEAREST_GAP: f32 = 6.0;
/// Where headings follow the rows, one between them is dearer: it is the cell of a column without a header.
const MIDWAY: f32 = 2.0;
/// No cell ends where the words so plainly go on.
const DEAREST_CUT: f32 = 3.2;
const HIGHEST_JOIN: f32 = 6.5;

#[derive(Debug, Clone, Copy)]
enum Move {
    Start,
    Seat,
    Band,
    Total,
    Detached,
    EndRow,
    EnterTail,
}

#[derive(Debug, Clone, Copy)]
struct Back {
    cost: f32,
    from: (u32, u16),
    by: Move,
}

const NOWHERE: Back = Back { cost: f32::INFINITY, from: (0, 0), by: Move::Start };

/// Reads a stream; `roles` tells whether a heading may name an executive or officer.
pub fn decode(
    stream: &Stream<'_>,
    columns: &[Column],
    vocabulary: &Vocabulary,
    bands: &dyn Fn(&str) -> bool,
    tail: Tail,
    roles: bool,
    glances: &mut Glances,
) -> Vec<Piece> {
    let seats = seats(columns);
    let best = best(stream, columns, &seats, vocabulary, bands, tail, roles, glances);
    trace_back(stream, &best, seats.len() + 3, &seats)
}

/// What the cheapest reading of a stream costs, nothing known of its words.
pub fn price(stream: &Stream<'_>, columns: &[Column], tail: Tail, roles: bool, glances: &mut Glances) -> f32 {
    let seats = seats(columns);
    let best = best(stream, columns, &seats, &Vocabulary::default(), &|_| false, tail, roles, glances);
    best[best.len() - 3..].iter().map(|end| end.cost).fold(f32::INFINITY, f32::min)
}

/// The cheapest way to every state at every gap.
#[expect(clippy::too_many_arguments, reason = "those of its two callers")]
fn best(
    stream: &Stream<'_>,
    columns: &[Column],
    seats: &[Seat],
    vocabulary: &Vocabulary,
    bands: &dyn Fn(&str) -> bool,
    tail: Tail,
    roles: bool,
    glances: &mut Glances,
) -> Vec<Back> {
    let weighted = columns.iter().any(|c| c.is(Field::Weight));
    // Sheets of executives and officers have no such column: what looks like it is detached.
    let headed = weighted || columns.iter().any(|c| c.is(Field::Objective));
    let states = seats.len() + 3;
    let (between, apart, fresh) = (seats.len(), seats.len() + 1, seats.len() + 2);
    let n = stream.atoms.len();
    let (longest, kept) = reach(n, columns);
    let mut best = vec![NOWHERE; (n + 1) * states];
    let at = |gap: usize, state: usize| gap * states + state;
    best[at(0, fresh)].cost = 0.0;
    let before: Vec<f32> = prefix(seats);
    glances.resize_with(n, Vec::new);
    let (mut looks, mut costs) = (Vec::new(), Vec::new());
    let mut ways = Ways::default();
    for gap in 0..=n {
        for state in 0..seats.len() {
            let end = best[at(gap, state)].cost + rest_cost(&before, seats, state);
            relax(&mut best[at(gap, between)], end, (gap, state), Move::EndRow);
        }
        if tail != Tail::None {
            for from in [between, fresh] {
                let enter = best[at(gap, from)].cost + 0.6;
                relax(&mut best[at(gap, apart)], enter, (gap, from), Move::EnterTail);
            }
        }
        let cheapest = (0..states).map(|s| best[at(gap, s)].cost).fold(f32::INFINITY, f32::min);
        if gap == n || cheapest.is_infinite() {
            continue;
        }
        let new_line = gap == 0 || stream.atoms[gap].line != stream.atoms[gap - 1].last;
        ways.find(&best[at(gap, 0)..at(gap + 1, 0)], &before, seats, |between| match (between, new_line) {
            // A row begins with a line, and its cells of one line share it.
            (true, false) => 4.0,
            (false, true) if tail == Tail::None => 1.2,
            _ => 0.0,
        });
        let mut joined = 0.0;
        for end in gap + 1..=n.min(gap + longest) {
            if end > gap + 1 {
                // A remark is a cell of its own, or one of a cell of remarks.
                if stream.atoms[end - 1].remark != stream.atoms[gap].remark {
                    break;
                }
                joined += stream.join[end - 1];
                if joined > HIGHEST_JOIN || stream.atoms[end - 1].line - stream.atoms[gap].last >= LONGEST_LINES {
                    break;
                }
            }
            // A wrapped cell begins and ends with a line, unless the words say otherwise.
            let wrapped = stream.atoms[end - 1].last != stream.atoms[gap].line;
            let ends_line = end == n || stream.atoms[end].line != stream.atoms[end - 1].last;
            let loose = wrapped && (!ends_line || !new_line);
            if stream.cut[end] > DEAREST_CUT
                || (loose && !ends_line && stream.cut[end] > 1.0)
                || (loose && !new_line && stream.cut[gap] > 2.1)
            {
                continue;
            }
            let seen = &mut glances[gap];
            seen.resize_with(seen.len().max(end - gap), || None);
            let glance = seen[end - gap - 1].get_or_insert_with(|| Box::new(Glance::of(&stream.text(gap, end))));
            let shared = joined + stream.cut[end];
            let seen = vocabulary.seen(&glance.folded);
            looks.clear();
            looks.extend(columns.iter().map(|c| glance.cost_if(c, seen) + glance.two_cells_cost(c)));
            costs.clear();
            costs.extend(columns.iter().zip(&looks).map(|(c, look)| look + width_cost(c, glance)));
            for way in &ways.0 {
                let cost = way.so_far + shared + way.skipped + way.turn + costs[seats[way.next].column];
                relax(&mut best[at(end, way.next)], cost, (gap, way.state), Move::Seat);
            }
            let known = bands(&glance.folded);
            let band = glance.band_cost(known, roles);
            let opening = best[at(gap, fresh)].cost + shared + band - if gap == 0 { 0.8 } else { 0.0 };
            relax(&mut best[at(end, fresh)], opening, (gap, fresh), Move::Band);
            let free = best[at(gap, between)].cost + shared;
            if tail == Tail::None {
                relax(&mut best[at(end, between)], free + band, (gap, between), Move::Band);
            } else if !headed && glance.is_objective() {
                relax(&mut best[at(end, between)], free + band + MIDWAY, (gap, between), Move::Band);
            }
            let total = weighted && glance.is_total();
            if total {
                let step = if end > gap + 1 { -0.9 } else { 0.1 };
                relax(&mut best[at(end, between)], free + step, (gap, between), Move::Total);
                let first = best[at(gap, fresh)].cost + shared + step;
                relax(&mut best[at(end, fresh)], first, (gap, fresh), Move::Total);
            }
            let loose = best[at(gap, apart)].cost + shared;
            match tail {
                Tail::Cells => {
                    let cost = glance.detached_cost(columns, &looks).min(band + 0.3);
                    relax(&mut best[at(end, apart)], loose + cost, (gap, apart), Move::Detached);
                    if total {
                        relax(&mut best[at(end, apart)], loose + 1.2, (gap, apart), Move::Total);
                    }
                }
                Tail::Headings => relax(&mut best[at(end, apart)], loose + band, (gap, apart), Move::Band),
                Tail::None => {}
            }
        }
        glances[gap].truncate(kept);
    }
    best
}

/// The most atoms that are looked at as one cell in a stream of so many, and how many such looks at each are
/// kept for the second reading.
const fn reach(atoms: usize, columns: &[Column]) -> (usize, usize) {
    match atoms {
        n if n > LONGER_THAN_AN_ANNEX => (if columns.is_empty() { 1 } else { LONGEST_OF_MANY }, 0),
        n if n > LONGER_THAN_A_PAGE && columns.is_empty() => (1, 1),
        _ => (LONGEST_ATOMS, LONGEST_ATOMS),
    }
}

/// A way into a seat: the state that it comes from and what it costs before the cell is looked at.
#[derive(Debug, Clone, Copy)]
struct Way {
    next: usize,
    state: usize,
    so_far: f32,
    skipped: f32,
    turn: f32,
}

/// The ways into the seats at a gap that may be the cheapest, whatever the cell.
#[derive(Debug, Default)]
struct Ways(Vec<Way>);

impl Ways {
    fn find(&mut self, states: &[Back], before: &[f32], seats: &[Seat], turn: impl Fn(bool) -> f32) {
        /// A state that is so much dearer than another is none of the cheapest later on.
        const BEAM: f32 = 25.0;
        let (between, fresh) = (seats.len(), seats.len() + 2);
        let cheapest = states.iter().map(|s| s.cost).fold(f32::INFINITY, f32::min);
        self.0.clear();
        for next in 0..seats.len() {
            let first = self.0.len();
            let mut least = f32::INFINITY;
            let open = (0..next).chain([between, fresh]).filter(|s| states[*s].cost <= cheapest + BEAM);
            for state in open {
                let Some(skipped) = skip_cost(before, seats, state, next) else { continue };
                let way = Way { next, state, so_far: states[state].cost, skipped, turn: turn(state >= between) };
                least = least.min(way.so_far + way.skipped + way.turn);
                self.0.push(way);
            }
            // What is dearer by more than sums are rounded stays dearer.
            let most = least + 0.01 + least.abs() * 1e-5;
            let mut at = 0;
            self.0.retain(|way| {
                at += 1;
                at <= first || way.so_far + way.skipped + way.turn <= most
            });
        }
    }
}

fn trace_back(stream: &Stream<'_>, best: &[Back], states: usize, seats: &[Seat]) -> Vec<Piece> {
    let (between, apart, fresh) = (seats.len(), seats.len() + 1, seats.len() + 2);
    let n = stream.atoms.len();
    let cost = |state: usize| best[n * states + state].cost;
    let last = [between, apart, fresh].into_iter().min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(between);
    let mut pieces = Vec::new();
    let mut row: Vec<(usize, Cell)> = Vec::new();
    let (mut gap, mut state) = (n, last);
    while gap > 0 || state != fresh {
        let step = best[gap * states + state];
        if step.cost.is_infinite() {
            break;
        }
        let (from, origin) = (step.from.0 as usize, usize::from(step.from.1));
        let cell = || Cell {
            text: stream.text(from, gap),
            lines: (stream.lines[stream.atoms[from].line].number, stream.lines[stream.atoms[gap - 1].last].number),
            cost: step.cost - best[from * states + origin].cost,
            why: None,
        };
        match step.by {
            Move::Start => break,
            Move::EndRow | Move::EnterTail => {}
            Move::Band => pieces.push(Piece::Band(cell())),
            Move::Total => pieces.push(Piece::Total(cell())),
            Move::Detached => pieces.push(Piece::Detached(cell())),
            Move::Seat => {
                row.push((seats[state].column, cell()));
                if origin >= between {
                    row.reverse();
                    pieces.push(Piece::Row(std::mem::take(&mut row)));
                }
            }
        }
        (gap, state) = (from, origin);
    }
    pieces.reverse();
    pieces
}

fn relax(back: &mut Back, cost: f32, from: (usize, usize), by: Move) {
    if cost < back.cost {
        let from = (u32::try_from(from.0).unwrap_or(u32::MAX), u16::try_from(from.1).unwrap_or(u16::MAX));
        *back = Back { cost, from, by };
    }
}

fn seats(columns: &[Column]) -> Vec<Seat> {
    let mut seats = Vec::new();
    for (column, c) in columns.iter().enumerate() {
        for nth in 0..c.width() {
            seats.push(Seat { column, nth, skip: if nth == 0 { c.skip } else { 0.0 } });
        }
    }
    seats
}

/// Cost of leaving out the first `i` seats.
fn prefix(seats: &[Seat]) -> Vec<f32> {
    let mut sums = vec![0.0];
    for seat in seats {
        sums.push(sums[sums.len() - 1] + seat.skip);
    }
    sums
}

fn rest_cost(before: &[f32], seats: &[Seat], state: usize) -> f32 {
    before[seats.len()] - before[state + 1]
}

/// Cost of the columns between two cells of a row; `None` where the second cannot follow.
fn skip_cost(before: &[f32], seats: &[Seat], state: usize, next: usize) -> Option<f32> {
    let seat = seats[next];
    if seat.nth > 0 {
        return (state + 1 == next && state < seats.len()).then_some(0.0);
    }
    let passed = if state >= seats.len() { 0 } else { state + 1 };
    Some((before[next] - before[passed]).min(DEAREST_GAP))
}

/// A line that is longer than its column is wide holds more than one cell.
#[expect(clippy::cast_possible_truncation, reason = "a small number")]
fn width_cost(column: &Column, glance: &Glance) -> f32 {
    const STEEP: f64 = 8.0;
    const DEAREST: f64 = 1.5;
    const TORN: f64 = 3.0;
    if column.apart {
        return 9.0;
    }
    // Weights go to columns of weights before they go to one that is nearly always empty.
    if matches!(column.slot, Slot::Field(Field::Actual | Field::Progress)) && glance.is_weight() {
        return 1.5;
    }
    let room = column.room.map_or(0.0, |room| room.off(glance.bounds));
    // A line that the next word would have fitted ends a cell, whatever the column's width.
    let torn = if matches!(column.look, Look::Text | Look::Indicator) { glance.bounds.torn() } else { 0.0 };
    let breaks = (STEEP * room).min(DEAREST).max((STEEP * torn).min(TORN)) as f32;
    breaks
        + match column.chars {
            Some(chars) if glance.longest * 4 > chars * 5 + 8 => 3.0,
            _ => 0.0,
        }
}
