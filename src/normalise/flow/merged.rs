//! Places the cells that a text export detaches from their rows.
//!
//! A merged cell covers neighbouring rows that print nothing in its column, and leaves none of them
//! without a value. Where several cells compete, order, breaks between rows and shared words decide.
//! The cheapest placement is taken; how much of the weight of all placements agrees with it is its
//! confidence.

use std::collections::HashMap;

/// A column to fill.
#[derive(Debug, Clone)]
pub struct Gap {
    /// For each row, whether it prints nothing there.
    pub missing: Vec<bool>,
    /// Cost of a cell that begins at a row.
    pub begin: Vec<f64>,
    /// Cost of a cell that goes on from the row above.
    pub stay: Vec<f64>,
    /// Cost of a row left blank.
    pub blank: f64,
    /// Cost of taking a cell before one that stands above it in the text.
    pub disorder: f64,
    /// Cost of a cell that covers one row only.
    pub single: f64,
    /// For each cell whether others may be taken before it: the order of the rest is kept.
    pub free: Vec<bool>,
    /// For each cell and row, what it costs the cell to begin there by the order of the text; empty
    /// where that tells nothing.
    pub astray: Vec<Vec<f64>>,
}

impl Gap {
    fn astray(&self, cell: usize, row: usize) -> f64 {
        self.astray[cell].get(row).copied().unwrap_or(0.0)
    }

    /// The cells whose order is kept and those that are free, which are few.
    fn parts(&self) -> (Vec<usize>, Vec<usize>) {
        let cells = 0..self.free.len();
        let free: Vec<usize> = cells.clone().filter(|c| self.free[*c]).collect();
        if free.len() > UNORDERED {
            return (cells.collect(), Vec::new());
        }
        (cells.filter(|c| !self.free[*c]).collect(), free)
    }
}

/// Where a cell was placed, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// For each row the cell that covers it.
    pub cells: Vec<Option<usize>>,
    /// For each row how sure that is.
    pub confidence: Vec<f64>,
    /// For each row the other cells that might cover it, likeliest first.
    pub others: Vec<Vec<usize>>,
    /// Cost of the placement.
    pub cost: f64,
}

/// With more free cells than this their order in the text is kept.
const UNORDERED: usize = 7;
const UNUSED: f64 = 5.0;
/// So many cells of the kept order may be passed over at once.
const PASSED: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct State {
    /// How many of the cells whose order is kept were used or passed over.
    kept: u16,
    /// Free cells used so far, as bits.
    used: u8,
    /// The cell that covers the row.
    cell: Option<u16>,
    /// Whether it began at this row.
    began: bool,
}

/// Places cells; `affinity[cell][row]` is what it costs a cell to cover a row.
pub fn place(gap: &Gap, affinity: &[Vec<f64>]) -> Placed {
    let rows = gap.missing.len();
    let parts = gap.parts();
    let mut layers: Vec<Vec<(State, f64, f64, usize)>> = Vec::with_capacity(rows + 1);
    layers.push(vec![(State { kept: 0, used: 0, cell: None, began: false }, 0.0, 1.0, 0)]);
    for row in 0..rows {
        let mut next: Vec<(State, f64, f64, usize)> = Vec::new();
        let mut known: HashMap<State, usize> = HashMap::new();
        for (index, &(state, cost, weight, _)) in layers[row].iter().enumerate() {
            for (to, step) in steps(gap, &parts, affinity, row, state) {
                let (total, share) = (cost + step, weight * (-step).exp());
                let at = *known.entry(to).or_insert(next.len());
                if at == next.len() {
                    next.push((to, total, share, index));
                    continue;
                }
                next[at].2 += share;
                if total < next[at].1 {
                    (next[at].1, next[at].3) = (total, index);
                }
            }
        }
        prune(&mut next);
        layers.push(next);
    }
    finish(gap, &parts, affinity, &layers)
}

/// Keeps the work bounded: the likeliest states of a row.
fn prune(states: &mut Vec<(State, f64, f64, usize)>) {
    const MOST: usize = 600;
    if states.len() > MOST {
        states.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        states.truncate(MOST);
    }
}

/// The cells whose order is kept, and the free ones.
type Parts = (Vec<usize>, Vec<usize>);

fn steps(gap: &Gap, parts: &Parts, affinity: &[Vec<f64>], row: usize, state: State) -> Vec<(State, f64)> {
    let close = if state.began { gap.single } else { 0.0 };
    if !gap.missing[row] {
        return vec![(State { cell: None, began: false, ..state }, close)];
    }
    let mut out = vec![(State { cell: None, began: false, ..state }, gap.blank + close)];
    if let Some(cell) = state.cell {
        out.push((State { began: false, ..state }, gap.stay[row] + affinity[usize::from(cell)][row]));
    }
    let (kept, free) = parts;
    let begin = gap.begin[row] + close;
    for (passed, &cell) in kept.iter().skip(usize::from(state.kept)).take(PASSED + 1).enumerate() {
        let number = u16::try_from(passed).unwrap_or(u16::MAX);
        let to = State { kept: state.kept + number + 1, cell: u16::try_from(cell).ok(), began: true, ..state };
        out.push((to, begin + UNUSED * f64::from(number) + gap.astray(cell, row) + affinity[cell][row]));
    }
    for (bit, &cell) in free.iter().enumerate() {
        if state.used >> bit & 1 == 1 {
            continue;
        }
        let passed = (0..bit).filter(|earlier| state.used >> earlier & 1 == 0).count();
        let to = State { used: state.used | 1 << bit, cell: u16::try_from(cell).ok(), began: true, ..state };
        let order = gap.disorder * f64::from(u32::try_from(passed).unwrap_or(u32::MAX));
        out.push((to, begin + order + gap.astray(cell, row) + affinity[cell][row]));
    }
    out
}

fn finish(gap: &Gap, parts: &Parts, affinity: &[Vec<f64>], layers: &[Vec<(State, f64, f64, usize)>]) -> Placed {
    let rows = gap.missing.len();
    let end = |state: &State| {
        let used = usize::from(state.kept) + state.used.count_ones() as usize;
        let unused = affinity.len().saturating_sub(used);
        UNUSED * f64::from(u32::try_from(unused).unwrap_or(u32::MAX)) + if state.began { gap.single } else { 0.0 }
    };
    // Backwards: the weight of all ways on from a state.
    let mut onward: Vec<Vec<f64>> = layers.iter().map(|l| vec![0.0; l.len()]).collect();
    for (index, (state, ..)) in layers[rows].iter().enumerate() {
        onward[rows][index] = (-end(state)).exp();
    }
    for row in (0..rows).rev() {
        let known: HashMap<State, usize> = layers[row + 1].iter().enumerate().map(|(i, (s, ..))| (*s, i)).collect();
        for index in 0..layers[row].len() {
            onward[row][index] = steps(gap, parts, affinity, row, layers[row][index].0)
                .into_iter()
                .filter_map(|(to, step)| Some((-step).exp() * onward[row + 1][*known.get(&to)?]))
                .sum();
        }
    }
    let best = (0..layers[rows].len()).min_by(|&a, &b| {
        (layers[rows][a].1 + end(&layers[rows][a].0)).total_cmp(&(layers[rows][b].1 + end(&layers[rows][b].0)))
    });
    let mut placed =
        Placed { cells: vec![None; rows], confidence: vec![1.0; rows], others: vec![Vec::new(); rows], cost: 0.0 };
    let Some(mut index) = best else { return placed };
    placed.cost = layers[rows][index].1 + end(&layers[rows][index].0);
    for row in (0..rows).rev() {
        let layer = &layers[row + 1];
        placed.cells[row] = layer[index].0.cell.map(usize::from);
        let mut shares = vec![0.0; affinity.len() + 1];
        for (other, (state, _, weight, _)) in layer.iter().enumerate() {
            shares[state.cell.map_or(affinity.len(), usize::from)] += weight * onward[row + 1][other];
        }
        let all: f64 = shares.iter().sum();
        let own = placed.cells[row].unwrap_or(affinity.len());
        placed.confidence[row] = if all > 0.0 { shares[own] / all } else { 0.5 };
        let mut others: Vec<usize> =
            (0..affinity.len()).filter(|c| *c != own && all > 0.0 && shares[*c] / all > 0.03).collect();
        others.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]));
        placed.others[row] = others;
        index = layer[index].3;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::{Gap, place};

    fn gap(missing: &[bool], cells: usize) -> Gap {
        let rows = missing.len();
        Gap {
            missing: missing.to_vec(),
            begin: vec![1.0; rows],
            stay: vec![0.0; rows],
            blank: 3.0,
            disorder: 0.7,
            single: 3.0,
            free: vec![true; cells],
            astray: vec![Vec::new(); cells],
        }
    }

    #[test]
    fn one_cell_covers_the_one_run() {
        let placed = place(&gap(&[false, true, true, true], 1), &[vec![0.0; 4]]);
        assert_eq!(placed.cells, [None, Some(0), Some(0), Some(0)]);
        assert!(placed.confidence.iter().all(|c| *c > 0.9));
    }

    #[test]
    fn cells_keep_their_order_where_nothing_speaks_against_it() {
        let placed = place(&gap(&[true, true, false, true, true], 2), &[vec![0.0; 5], vec![0.0; 5]]);
        assert_eq!(placed.cells, [Some(0), Some(0), None, Some(1), Some(1)]);
    }

    #[test]
    fn shared_words_overrule_the_order() {
        let near = vec![-2.0, -2.0, 0.0, 0.0, 0.0];
        let placed = place(&gap(&[true, true, false, true, true], 2), &[vec![0.0; 5], near]);
        assert_eq!(placed.cells, [Some(1), Some(1), None, Some(0), Some(0)]);
    }

    #[test]
    fn an_open_boundary_is_doubtful() {
        let placed = place(&gap(&[true; 6], 2), &[vec![0.0; 6], vec![0.0; 6]]);
        assert_eq!(placed.cells.first(), Some(&Some(0)));
        assert_eq!(placed.cells.last(), Some(&Some(1)));
        assert!(placed.confidence[3] < 0.8);
    }
}
