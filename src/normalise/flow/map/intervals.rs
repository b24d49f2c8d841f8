//! Names over numbered places: each covers a run of neighbours, and the cheapest way to lay all of
//! them is sought, with what it would cost to have another name at each place.

/// A name and the first place that it covers.
pub type Span = (usize, usize);

/// What is to be laid, and what speaks for and against.
pub struct Puzzle<'a> {
    /// How many places there are.
    pub places: usize,
    /// How many names.
    pub names: usize,
    /// What it costs a name to cover the places from one to before another.
    pub cover: &'a dyn Fn(usize, usize, usize) -> f32,
    /// What it costs a name to follow those before it.
    pub follow: &'a dyn Fn(usize, &[Span]) -> f32,
    /// What a whole laying costs: names with their first places.
    pub whole: &'a dyn Fn(&[Span]) -> f32,
    /// What it costs to leave a name out.
    pub omit: f32,
}

/// The name of a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// The name.
    pub name: usize,
    /// How much dearer the cheapest laying with another name is.
    pub margin: f32,
}

/// Layings that cost so much more than the cheapest are not looked at.
const WIDEST: f32 = 2.0;
/// More steps than any printed map takes.
const BUDGET: usize = 300_000;

struct Search<'a> {
    puzzle: &'a Puzzle<'a>,
    costs: Vec<f32>,
    /// The least that the places from here on can cost.
    least: Vec<f32>,
    spans: Vec<Span>,
    best: f32,
    /// By place and name, the cheapest laying with that name there.
    table: Vec<f32>,
    steps: usize,
}

/// Lays the names; `None` where there are too many ways to try.
pub fn lay(puzzle: &Puzzle<'_>) -> Option<Vec<Choice>> {
    let (n, k) = (puzzle.places, puzzle.names);
    if n == 0 || k == 0 || n > 60 || k > 8 {
        return None;
    }
    let mut costs = vec![0.0; k * n * (n + 1)];
    for name in 0..k {
        for from in 0..n {
            for to in from + 1..=n {
                costs[(name * n + from) * (n + 1) + to] = (puzzle.cover)(name, from, to);
            }
        }
    }
    let mut search = Search {
        puzzle,
        costs,
        least: vec![0.0; n + 1],
        spans: Vec::new(),
        best: f32::INFINITY,
        table: vec![f32::INFINITY; n * k],
        steps: 0,
    };
    for from in (0..n).rev() {
        let ways = (0..k).flat_map(|name| (from + 1..=n).map(move |to| (name, to)));
        let least = ways.map(|(name, to)| search.cost(name, from, to) + search.least[to]).fold(f32::INFINITY, f32::min);
        search.least[from] = least;
    }
    search.go(0, 0, 0.0);
    if search.steps > BUDGET || !search.best.is_finite() {
        return None;
    }
    Some((0..n).map(|place| search.choice(place)).collect())
}

impl Search<'_> {
    fn cost(&self, name: usize, from: usize, to: usize) -> f32 {
        let n = self.puzzle.places;
        self.costs[(name * n + from) * (n + 1) + to]
    }

    fn go(&mut self, from: usize, used: u32, cost: f32) {
        self.steps += 1;
        if self.steps > BUDGET || cost + self.least[from] > self.best + WIDEST {
            return;
        }
        if from == self.puzzle.places {
            self.finish(cost);
            return;
        }
        for name in (0..self.puzzle.names).filter(|name| used & (1 << name) == 0) {
            let follow = (self.puzzle.follow)(name, &self.spans);
            for to in from + 1..=self.puzzle.places {
                let next = cost + follow + self.cost(name, from, to);
                self.spans.push((name, from));
                self.go(to, used | (1 << name), next);
                self.spans.pop();
            }
        }
    }

    fn finish(&mut self, cost: f32) {
        let omitted = f32::from(u8::try_from(self.puzzle.names - self.spans.len()).unwrap_or(u8::MAX));
        let total = cost + omitted * self.puzzle.omit + (self.puzzle.whole)(&self.spans);
        self.best = self.best.min(total);
        for (index, (name, from)) in self.spans.iter().enumerate() {
            let to = self.spans.get(index + 1).map_or(self.puzzle.places, |(_, next)| *next);
            for place in *from..to {
                let known = &mut self.table[place * self.puzzle.names + name];
                *known = known.min(total);
            }
        }
    }

    fn choice(&self, place: usize) -> Choice {
        let k = self.puzzle.names;
        let own = &self.table[place * k..(place + 1) * k];
        let name = (0..k).min_by(|a, b| own[*a].total_cmp(&own[*b])).unwrap_or(0);
        let second = (0..k).filter(|other| *other != name).map(|other| own[other]).fold(f32::INFINITY, f32::min);
        Choice { name, margin: (second - own[name]).min(WIDEST) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Puzzle, lay};

    #[test]
    fn what_is_settled_has_a_margin_and_what_is_not_has_none() {
        // The second name may begin at place 2 or 3.
        let cover = |name: usize, from: usize, _: usize| match name {
            0 => {
                if from == 0 {
                    0.0
                } else {
                    1.0
                }
            }
            _ => {
                if from == 2 || from == 3 {
                    0.0
                } else {
                    1.0
                }
            }
        };
        let puzzle = Puzzle { places: 5, names: 2, cover: &cover, follow: &|_, _| 0.0, whole: &|_| 0.0, omit: 2.0 };
        let laid = lay(&puzzle).expect("it is small");
        assert_eq!(laid[1], Choice { name: 0, margin: 1.0 });
        assert!(laid[2].margin < 0.01);
        assert_eq!(laid[4].name, 1);
    }
}
