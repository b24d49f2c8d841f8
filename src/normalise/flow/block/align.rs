//! Lays cells that an export printed column by column, or nearly so, back into rows.
//!
//! Two things hold however a layout analysis orders the blocks of a page: the cells of one column
//! come from top to bottom, and a cell stands near the one printed before it: to its right in the
//! row, below it in the column, or at the start of a row or column. So the cells are taken in the
//! order of the text and each is given a seat (row, column) below the last one of its column; the
//! path with the least cost in looks, jumps and seats left empty is the reading. Only the likeliest
//! states are kept, and the weight of all kept paths through a seat is its confidence.

mod steps;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use steps::{rest, rows_for, step};

/// A column of the table, or one of its year columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lane {
    /// What it costs a row to have no cell there.
    pub skip: f32,
    /// What it costs a header row to lack its name.
    pub nameless: f32,
    /// Whether a row may have several cells there.
    pub several: bool,
    /// Whether it is the column of indicators, of which every row has one.
    pub indicator: bool,
    /// Whether its cells have to fit the row's indicator.
    pub fits: bool,
}

/// A cell to be seated.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// The lanes that may take it and what that costs.
    pub lanes: Vec<(usize, f32)>,
    /// Whether it is the name of a column.
    pub head: bool,
}

/// The reading.
#[derive(Debug, Clone, Default)]
pub struct Aligned {
    /// For each item its row and lane.
    pub seats: Vec<Option<(usize, usize)>>,
    /// How sure the seat is.
    pub confidence: Vec<f64>,
    /// For each row whether it is a header.
    pub heads: Vec<bool>,
}

impl Aligned {
    /// Adds the reading of a table that stands below.
    pub fn append(&mut self, below: Self) {
        let rows = self.heads.len();
        self.seats.extend(below.seats.into_iter().map(|seat| seat.map(|(row, lane)| (rows + row, lane))));
        self.confidence.extend(below.confidence);
        self.heads.extend(below.heads);
    }
}

/// States kept after each item.
const WIDTH: usize = 80;
/// A state dearer than the best by this is given up.
const MARGIN: f32 = 10.0;
const DROP: f32 = 6.0;
const DROP_HEAD: f32 = 1.5;
/// Costs are no exact logarithms of probabilities: they are read as if they were smaller.
const HEAT: f64 = 1.3;

/// What the way on from here depends on, and how it was got to.
#[derive(Debug, Clone)]
struct Node {
    /// The last row filled of each lane, 1-based.
    last: Vec<u8>,
    /// The row and lane filled last.
    at: (u8, u8),
    /// Rows that are headers.
    heads: u64,
    /// Whether the item has a seat.
    placed: bool,
    /// Rows of which anything is known.
    seen: u64,
    /// The indicator of each row.
    indicators: Vec<u16>,
    cost: f32,
    best: usize,
    arcs: Vec<(usize, f32)>,
    /// Of the lanes' last rows.
    hash: u64,
}

/// A seat taken from a node.
#[derive(Debug, Clone, Copy)]
struct Move {
    /// Row and lane; `None` if the item is left over.
    to: Option<(u8, usize)>,
    from: usize,
    step: f32,
    head: bool,
    /// The item, if it is an indicator.
    indicator: Option<u16>,
}

/// Aligns items; `misfit(indicator, value)` is what it costs to find two items in one row.
pub fn align(items: &[Item], lanes: &[Lane], misfit: &dyn Fn(usize, usize) -> f32) -> Aligned {
    let start = Node {
        last: vec![0; lanes.len()],
        at: (0, 0),
        heads: 0,
        placed: true,
        seen: 0,
        indicators: Vec::new(),
        cost: 0.0,
        best: 0,
        arcs: Vec::new(),
        hash: 0,
    };
    let mut layers = vec![vec![start]];
    let mut rows = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mut next = Layer::default();
        let mut fits: HashMap<u16, f32> = HashMap::new();
        for (from, node) in layers[index].iter().enumerate() {
            let drop = if item.head { DROP_HEAD } else { DROP };
            next.offer(node, Move { to: None, from, step: drop, head: item.head, indicator: None });
            for &(lane, look) in &item.lanes {
                let indicator = u16::try_from(index).ok().filter(|_| lanes[lane].indicator && !item.head);
                rows_for(node, lane, &lanes[lane], item.head, &mut rows);
                for &row in &rows {
                    let fit = match node.indicators.get(usize::from(row)) {
                        Some(&indicator) if lanes[lane].fits && !item.head && indicator != u16::MAX => {
                            *fits.entry(indicator).or_insert_with(|| misfit(usize::from(indicator), index))
                        }
                        _ => 0.0,
                    };
                    let step = look + fit + step(node, lanes, lane, row, item.head);
                    next.offer(node, Move { to: Some((row, lane)), from, step, head: item.head, indicator });
                }
            }
        }
        layers.push(next.pruned(&layers[index], lanes));
    }
    finish(&layers, lanes)
}

/// A state in the making: the node that the cheapest way comes from, and the seat it takes.
#[derive(Debug, Clone, Copy)]
struct State {
    by: Move,
    at: (u8, u8),
    heads: u64,
    hash: u64,
    cost: f32,
}

/// The states after an item, each once.
#[derive(Default)]
struct Layer {
    states: Vec<State>,
    known: HashMap<(u64, u64), usize, BuildHasherDefault<Mixed>>,
    /// The ways into the states: each with its state, and the node and the cost of the move.
    arcs: Vec<(usize, (usize, f32))>,
    best: Option<f32>,
}

/// Hashes keys that are mixed already.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Layer {
    fn offer(&mut self, node: &Node, by: Move) {
        let cost = node.cost + by.step;
        let best = self.best.unwrap_or(cost);
        if cost > best + MARGIN {
            return;
        }
        self.best = Some(best.min(cost));
        let (mut hash, mut heads, mut at) = (node.hash, node.heads, node.at);
        if let Some((row, lane)) = by.to {
            hash ^= mixed(lane, node.last[lane]) ^ mixed(lane, row);
            heads |= u64::from(by.head) << row;
            at = (row, u8::try_from(lane).unwrap_or(u8::MAX));
        }
        let place = u64::from(at.0) << 16 | u64::from(at.1) << 8 | u64::from(by.to.is_some());
        let key = (hash ^ place.wrapping_mul(0x9E37_79B9_7F4A_7C15), heads);
        let state = *self.known.entry(key).or_insert(self.states.len());
        self.arcs.push((state, (by.from, by.step)));
        match self.states.get_mut(state) {
            None => self.states.push(State { by, at, heads, hash, cost }),
            Some(known) if cost < known.cost => (known.cost, known.by) = (cost, by),
            Some(_) => {}
        }
    }

    /// The likeliest states, in that order.
    fn pruned(self, before: &[Node], lanes: &[Lane]) -> Vec<Node> {
        let indicator = lanes.iter().position(|l| l.indicator);
        let tops: Vec<u8> = before.iter().map(rows).collect();
        // What a state is likely to cost yet: rows begun that still lack their indicator.
        let owed = |state: &State| {
            let (from, to) = (state.by.from, state.by.to);
            let top = to.map_or(tops[from], |(row, _)| tops[from].max(row));
            indicator.map_or(0.0, |lane| {
                let last = to.filter(|to| to.1 == lane).map_or(before[from].last[lane], |to| to.0);
                0.5 * f32::from(top - last)
            })
        };
        let mut ranked: Vec<(f32, usize)> =
            self.states.iter().enumerate().map(|(index, state)| (state.cost + owed(state), index)).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
        let best = ranked.first().map_or(0.0, |r| r.0);
        ranked.truncate(WIDTH);
        ranked.retain(|r| r.0 <= best + MARGIN);
        let mut places = vec![None; self.states.len()];
        let mut kept: Vec<Node> = Vec::with_capacity(ranked.len());
        for (_, index) in ranked {
            let state = self.states[index];
            places[index] = Some(kept.len());
            kept.push(before[state.by.from].after(&state));
        }
        for (state, arc) in self.arcs {
            if let Some(place) = places[state] {
                kept[place].arcs.push(arc);
            }
        }
        kept
    }
}

impl Node {
    /// The node to which a state makes this one.
    fn after(&self, state: &State) -> Self {
        let mut new = Self {
            last: self.last.clone(),
            at: state.at,
            heads: state.heads,
            placed: state.by.to.is_some(),
            seen: self.seen,
            indicators: self.indicators.clone(),
            cost: state.cost,
            best: state.by.from,
            arcs: Vec::new(),
            hash: state.hash,
        };
        if let Some((row, lane)) = state.by.to {
            new.last[lane] = row;
        }
        new.remember(state.by);
        new
    }

    fn remember(&mut self, by: Move) {
        let Some((row, _)) = by.to else { return };
        self.seen |= 1 << row;
        if let Some(indicator) = by.indicator {
            let at = usize::from(row);
            self.indicators.resize(self.indicators.len().max(at + 1), u16::MAX);
            self.indicators[at] = indicator;
        }
    }
}

/// A number for a lane's last row, so that those of all lanes can be told apart by their sum.
fn mixed(lane: usize, row: u8) -> u64 {
    let mut x = (lane as u64 + 1) << 8 | u64::from(row);
    x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    if row == 0 { 0 } else { x ^ x >> 31 }
}

fn rows(node: &Node) -> u8 {
    node.last.iter().copied().max().unwrap_or(0)
}

fn finish(layers: &[Vec<Node>], lanes: &[Lane]) -> Aligned {
    let ends: Vec<f32> = layers[layers.len() - 1].iter().map(|n| n.cost + rest(n, lanes)).collect();
    let Some(mut at) = (0..ends.len()).min_by(|&a, &b| ends[a].total_cmp(&ends[b])) else {
        return Aligned::default();
    };
    let last = &layers[layers.len() - 1][at];
    let heads = (1..=rows(last)).map(|row| last.heads >> row & 1 == 1).collect();
    let shares = shares(layers, &ends);
    let mut aligned = Aligned { heads, ..Aligned::default() };
    for index in (1..layers.len()).rev() {
        let node = &layers[index][at];
        let seat = |n: &Node| n.placed.then(|| (usize::from(n.at.0) - 1, usize::from(n.at.1)));
        let own = seat(node);
        let all: f64 = shares[index].iter().sum();
        let agreeing = layers[index].iter().zip(&shares[index]).filter(|(n, _)| seat(n) == own).map(|(_, s)| s);
        aligned.seats.push(own);
        aligned.confidence.push(if all > 0.0 { agreeing.sum::<f64>() / all } else { 0.5 });
        at = node.best;
    }
    aligned.seats.reverse();
    aligned.confidence.reverse();
    aligned
}

/// The weight of all paths through each state.
fn shares(layers: &[Vec<Node>], ends: &[f32]) -> Vec<Vec<f64>> {
    let weight = |cost: f32| (-f64::from(cost) / HEAT).exp();
    let mut forward: Vec<Vec<f64>> = vec![vec![1.0]];
    for index in 1..layers.len() {
        let before = &forward[index - 1];
        let own: Vec<f64> = layers[index]
            .iter()
            .map(|n| n.arcs.iter().map(|&(from, step)| before[from] * weight(step)).sum())
            .collect();
        forward.push(scaled(own));
    }
    let last = layers.len() - 1;
    let tail = |(n, end): (&Node, &f32)| weight(end - n.cost);
    let mut backward: Vec<f64> = scaled(layers[last].iter().zip(ends).map(tail).collect());
    let mut out = vec![Vec::new(); layers.len()];
    for index in (0..layers.len()).rev() {
        out[index] = forward[index].iter().zip(&backward).map(|(f, b)| f * b).collect();
        if index > 0 {
            let mut before = vec![0.0; layers[index - 1].len()];
            for (node, b) in layers[index].iter().zip(&backward) {
                for &(from, step) in &node.arcs {
                    before[from] += b * weight(step);
                }
            }
            backward = scaled(before);
        }
    }
    out
}

/// Keeps weights from vanishing: only their ratios matter.
fn scaled(mut weights: Vec<f64>) -> Vec<f64> {
    let most = weights.iter().copied().fold(0.0, f64::max);
    if most > 0.0 {
        for weight in &mut weights {
            *weight /= most;
        }
    }
    weights
}
