//! Lays detached cells along the places that lack one, in the order of the text.
//!
//! A program that prints merged cells after all others takes them from the list in which its file
//! keeps them: mostly row by row, sometimes backwards or from the middle on, and here and there a
//! cell that was merged later stands at some other's place. So the run of cells is laid along the
//! empty places of the page, heading by heading and row by row, where each cell goes to a place
//! behind the one before it; a cell that does not fit into that order is left out and placed by
//! other evidence.

/// Where cells were laid.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// The cells in the order in which they stand in the document.
    pub order: Vec<usize>,
    /// For each cell the place it takes.
    pub places: Vec<Option<usize>>,
    /// For each cell and place, how much dearer the cheapest order is that has the cell there.
    pub margins: Vec<Vec<f64>>,
    /// The share of cells that follow the order.
    pub share: f64,
    /// By how many standard deviations the order is cheaper than one by chance.
    pub gain: f64,
}

/// What is known about cells and places.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// `costs[cell][place]`: what it costs a cell to take a place; infinite where it cannot.
    pub costs: Vec<Vec<f64>>,
    /// What it costs to leave a place empty.
    pub needs: Vec<f64>,
    /// Whether a place takes several cells, one after the other.
    pub many: Vec<bool>,
    /// What it costs a cell to stand before all places: headings of a strategy map do.
    pub before: Vec<f64>,
}

/// Cost of a cell out of order.
const OUT: f64 = 2.5;
/// A place out of order counts for no more than this.
const DEAREST: f64 = 5.0;
/// Cost of an order that is not the plain one.
const UNUSUAL: f64 = 3.0;
/// Orders that begin in the middle are tried for no more cells than this.
const MOST_TURNS: usize = 60;
/// Beyond this many pairs of cell and place nothing is tried: no page has so many.
const MOST_PAIRS: usize = 1_000_000;

/// Finds the order under which the cells are laid at the least cost.
pub fn lay(search: &Search) -> Option<Laid> {
    let cells = search.costs.len();
    if cells == 0 || search.needs.is_empty() || cells * search.needs.len() > MOST_PAIRS {
        return None;
    }
    let plain: Vec<usize> = (0..cells).collect();
    let mut best = path(search, &plain);
    let mut order = plain.clone();
    let mut attempt = |trial: Vec<usize>, best: &mut (f64, Vec<Option<usize>>)| {
        let found = path(search, &trial);
        if found.0 + UNUSUAL < best.0 {
            *best = (found.0 + UNUSUAL, found.1);
            order = trial;
        }
    };
    attempt(plain.iter().rev().copied().collect(), &mut best);
    let out = best.1.iter().filter(|p| p.is_none()).count();
    if out > 1 && cells <= MOST_TURNS {
        for start in 1..cells {
            attempt(plain[start..].iter().chain(&plain[..start]).copied().collect(), &mut best);
        }
    }
    let (mean, spread) = chance(search);
    let gain = (mean - best.0) / spread.max(0.1);
    let (_, taken) = best;
    let mut places = vec![None; cells];
    let mut followed = 0_u32;
    for (&cell, step) in order.iter().zip(taken) {
        followed += u32::from(step.is_some());
        places[cell] = step.and_then(|place| place.checked_sub(1));
    }
    let share = f64::from(followed) / f64::from(u32::try_from(cells).unwrap_or(u32::MAX));
    let margins = margins(search, &order);
    Some(Laid { order, places, margins, share, gain })
}

/// What orders by chance cost: mean and standard deviation.
fn chance(search: &Search) -> (f64, f64) {
    const TRIALS: u32 = 12;
    let mut order: Vec<usize> = (0..search.costs.len()).collect();
    let mut seed = 1_u64;
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..TRIALS {
        for last in (1..order.len()).rev() {
            // The multiplier and the increment of Knuth's MMIX.
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let other = usize::try_from(seed >> 33).unwrap_or(0) % (last + 1);
            order.swap(last, other);
        }
        let cost = path(search, &order).0;
        sum += cost;
        squares += cost * cost;
    }
    let mean = sum / f64::from(TRIALS);
    (mean, (squares / f64::from(TRIALS) - mean * mean).max(0.0).sqrt())
}

/// Cost of leaving the first places empty, for each number of them.
fn lacks(needs: &[f64]) -> Vec<f64> {
    let mut lack = vec![0.0];
    for need in needs {
        lack.push(lack[lack.len() - 1] + need);
    }
    lack
}

#[derive(Debug, Clone, Copy)]
enum By {
    Out,
    Before,
    From(u32),
}

/// One cell further: the cheapest ways to have taken each place last, none being the first.
fn step(search: &Search, lack: &[f64], cell: usize, layer: &[f64]) -> (Vec<f64>, Vec<By>) {
    let mut next: Vec<f64> = layer.iter().map(|cost| cost + OUT).collect();
    let mut by = vec![By::Out; layer.len()];
    if layer[0] + search.before[cell] < next[0] {
        next[0] = layer[0] + search.before[cell];
        by[0] = By::Before;
    }
    let mut cheapest = (f64::INFINITY, 0);
    for (place, own) in search.costs[cell].iter().enumerate() {
        let open = layer[place] - lack[place];
        if open < cheapest.0 {
            cheapest = (open, place);
        }
        let cost = cheapest.0 + lack[place] + own;
        let again = if search.many[place] { layer[place + 1] + own } else { f64::INFINITY };
        let from = if again < cost { place + 1 } else { cheapest.1 };
        if cost.min(again) < next[place + 1] {
            next[place + 1] = cost.min(again);
            by[place + 1] = By::From(u32::try_from(from).unwrap_or(u32::MAX));
        }
    }
    (next, by)
}

/// The cheapest path for cells in an order: for each the place plus one, 0 before all of them.
fn path(search: &Search, order: &[usize]) -> (f64, Vec<Option<usize>>) {
    let places = search.needs.len();
    let lack = lacks(&search.needs);
    let mut layer = vec![f64::INFINITY; places + 1];
    layer[0] = 0.0;
    let mut steps: Vec<Vec<By>> = Vec::with_capacity(order.len());
    for &cell in order {
        let (next, by) = step(search, &lack, cell, &layer);
        layer = next;
        steps.push(by);
    }
    let end = |state: usize| layer[state] + lack[places] - lack[state];
    let mut state = (0..=places).min_by(|a, b| end(*a).total_cmp(&end(*b))).unwrap_or(0);
    let cost = end(state);
    let mut taken = vec![None; order.len()];
    for index in (0..order.len()).rev() {
        match steps[index][state] {
            By::Out => {}
            By::Before => taken[index] = Some(0),
            By::From(from) => {
                taken[index] = Some(state);
                state = from as usize;
            }
        }
    }
    (cost, taken)
}

/// How much dearer the cheapest order gets with a cell at each place, its own cost left aside.
fn margins(search: &Search, order: &[usize]) -> Vec<Vec<f64>> {
    let places = search.needs.len();
    let lack = lacks(&search.needs);
    // Backwards: the cheapest way on from each state.
    let mut onward: Vec<Vec<f64>> = vec![(0..=places).map(|state| lack[places] - lack[state]).collect()];
    for &cell in order.iter().rev() {
        let after = &onward[onward.len() - 1];
        let mut here: Vec<f64> = after.iter().map(|cost| cost + OUT).collect();
        here[0] = here[0].min(after[0] + search.before[cell]);
        let mut cheapest = f64::INFINITY;
        for place in (0..places).rev() {
            let own = search.costs[cell][place] + after[place + 1];
            cheapest = cheapest.min(lack[place] + own);
            here[place] = here[place].min(cheapest - lack[place]);
            if search.many[place] {
                here[place + 1] = here[place + 1].min(own);
            }
        }
        onward.push(here);
    }
    onward.reverse();
    let mut out = vec![Vec::new(); order.len()];
    let mut layer = vec![f64::INFINITY; places + 1];
    layer[0] = 0.0;
    for (index, &cell) in order.iter().enumerate() {
        let mut cheapest = f64::INFINITY;
        let after = &onward[index + 1];
        let ways = (0..places).map(|place| {
            cheapest = cheapest.min(layer[place] - lack[place]);
            let again = if search.many[place] { layer[place + 1] } else { f64::INFINITY };
            (cheapest + lack[place]).min(again) + after[place + 1]
        });
        let ways: Vec<f64> = ways.collect();
        let usable = |place: &usize| search.costs[cell][*place].is_finite();
        let least = (0..places).filter(usable).map(|place| ways[place]).fold(f64::INFINITY, f64::min);
        out[cell] = ways.into_iter().map(|way| (way - least).clamp(0.0, DEAREST)).collect();
        layer = step(search, &lack, cell, &layer).0;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Search, lay};

    const NO: f64 = f64::INFINITY;

    fn search(costs: &[&[f64]]) -> Search {
        Search {
            costs: costs.iter().map(|c| c.to_vec()).collect(),
            needs: vec![2.0; costs[0].len()],
            many: vec![false; costs[0].len()],
            before: vec![NO; costs.len()],
        }
    }

    #[test]
    fn cells_follow_the_places() {
        let laid = lay(&search(&[&[0.5, 0.5, NO], &[0.5, 0.5, NO], &[NO, NO, 0.0]])).expect("cells and places");
        assert_eq!(laid.places, [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn a_cell_out_of_order_is_left_out() {
        let alike = [0.2, NO, 0.2, NO, 0.2];
        let other = [NO, 0.2, NO, 0.2, NO];
        let laid = lay(&search(&[&alike, &other, &[NO, NO, NO, NO, NO], &alike, &other, &alike])).expect("a page");
        assert_eq!(laid.places, [Some(0), Some(1), None, Some(2), Some(3), Some(4)]);
        assert!(laid.share > 0.8);
    }

    #[test]
    fn cells_may_run_backwards() {
        let costs: Vec<Vec<f64>> =
            (0..6).map(|c| (0..6).map(|p| if c + p == 5 { 0.0 } else { NO }).collect()).collect();
        let laid = lay(&search(&costs.iter().map(Vec::as_slice).collect::<Vec<_>>())).expect("cells and places");
        assert_eq!(laid.places, (0..6).rev().map(Some).collect::<Vec<_>>());
        assert_eq!(laid.order, [5, 4, 3, 2, 1, 0]);
    }

    #[test]
    fn an_order_is_told_from_chance() {
        let fits = |place: usize, wanted: usize| if place == wanted { 0.0 } else { NO };
        let laid = |wanted: &dyn Fn(usize) -> usize| {
            let costs: Vec<Vec<f64>> =
                (0..12).map(|cell| (0..12).map(|place| fits(place, wanted(cell))).collect()).collect();
            lay(&search(&costs.iter().map(Vec::as_slice).collect::<Vec<_>>())).expect("cells and places").gain
        };
        assert!(laid(&|cell| cell) > 3.0);
        assert!(laid(&|cell| cell * 5 % 12) < 1.0);
    }
}
