//! The graph of all readings of a page that are worth keeping.
//!
//! A node says how far both passes have been read and where in a row the reading stands. Nodes keep
//! all their edges, so that beside the cheapest reading others can be drawn as often as they are
//! likely.

/// What an edge reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A cell of the column that the node's state names.
    Cell,
    /// A heading between rows.
    Band,
    /// A sum of weights.
    Total,
    /// A piece of a header, or a text that fits nowhere.
    Drop,
    /// The end of a row.
    EndRow,
    /// The next table, or another kind of first row.
    Pass,
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    from: u32,
    next: u32,
    cost: f32,
    step: Step,
}

/// How far a reading has come.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Position in the first pass.
    pub layer: u32,
    /// Position in the second pass.
    pub wrapped: u32,
    /// Place in the row.
    pub state: u16,
    /// Cost of the cheapest way here.
    pub cost: f32,
    /// Logarithm of the weight of all ways here.
    weight: f64,
    best: u32,
    edges: u32,
}

const NONE: u32 = u32::MAX;

/// One step of a reading: the edge's kind and the nodes that it joins.
#[derive(Debug, Clone, Copy)]
pub struct Hop {
    /// What it reads.
    pub step: Step,
    /// Where it begins.
    pub from: Node,
    /// Where it ends.
    pub to: Node,
    /// What it costs.
    pub cost: f32,
}

/// The graph.
#[derive(Debug, Default)]
pub struct Lattice {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// For each layer its positions in the second pass, in their order, with their first nodes.
    blocks: Vec<Vec<(u32, u32)>>,
    /// Whether ways will be drawn: otherwise the cheapest edges do.
    drawn: bool,
}

impl Lattice {
    /// An empty graph, from which ways will be drawn or only the cheapest be taken.
    pub fn new(drawn: bool) -> Self {
        Self { drawn, ..Self::default() }
    }

    /// The first node of a place; `states` is how many there are at it.
    pub fn block(&mut self, layer: usize, wrapped: usize, states: usize) -> u32 {
        if self.blocks.len() <= layer {
            self.blocks.resize_with(layer + 1, Vec::new);
        }
        let (row, wrapped) = (&mut self.blocks[layer], short(wrapped));
        match row.binary_search_by_key(&wrapped, |block| block.0) {
            Ok(at) => row[at].1,
            Err(at) => {
                let base = short(self.nodes.len());
                row.insert(at, (wrapped, base));
                let layer = short(layer);
                self.nodes.extend((0..states).map(|state| Node {
                    layer,
                    wrapped,
                    state: u16::try_from(state).unwrap_or(u16::MAX),
                    cost: f32::INFINITY,
                    weight: f64::NEG_INFINITY,
                    best: NONE,
                    edges: NONE,
                }));
                base
            }
        }
    }

    /// The node of a place; `states` is how many there are at it.
    pub fn node(&mut self, layer: usize, wrapped: usize, state: usize, states: usize) -> u32 {
        self.block(layer, wrapped, states) + short(state)
    }

    /// The first node of a place, if any way was looked for there.
    pub fn known(&self, layer: usize, wrapped: usize) -> Option<u32> {
        let row = self.blocks.get(layer)?;
        let at = row.binary_search_by_key(&short(wrapped), |block| block.0).ok()?;
        Some(row[at].1)
    }

    /// The node of a place, if any way leads there.
    pub fn find(&self, layer: usize, wrapped: usize, state: usize) -> Option<u32> {
        let id = self.known(layer, wrapped)? + short(state);
        self.cost(id).is_finite().then_some(id)
    }

    /// Cost of the cheapest way to a node; infinite where there is none.
    pub fn cost(&self, id: u32) -> f32 {
        self.nodes.get(id as usize).map_or(f32::INFINITY, |n| n.cost)
    }

    /// A node.
    pub fn get(&self, id: u32) -> Node {
        self.nodes[id as usize]
    }

    /// Begins at a node.
    pub fn start(&mut self, id: u32) {
        let node = &mut self.nodes[id as usize];
        node.cost = 0.0;
        node.weight = 0.0;
    }

    /// Adds an edge; returns what the node that it leads to costs then.
    pub fn join(&mut self, from: u32, to: u32, cost: f32, step: Step) -> f32 {
        let total = self.nodes[from as usize].cost + cost;
        let node = &mut self.nodes[to as usize];
        // A way that costs so much more is never drawn.
        if total > if self.drawn { node.cost + 14.0 } else { node.cost } {
            return node.cost;
        }
        let edge = short(self.edges.len());
        self.edges.push(Edge { from, next: node.edges, cost, step });
        node.edges = edge;
        if total < node.cost {
            node.cost = total;
            node.best = edge;
        }
        node.cost
    }

    /// Weighs all ways to each node, once all edges are known; no edge leads to an earlier place.
    pub fn weigh(&mut self) {
        for layer in 0..self.blocks.len() {
            for block in 0..self.blocks[layer].len() {
                let (wrapped, first) = self.blocks[layer][block];
                let same = |n: &&Node| n.layer == short(layer) && n.wrapped == wrapped;
                let states = self.nodes[first as usize..].iter().take_while(same).count();
                for id in first as usize..first as usize + states {
                    self.nodes[id].weight = self.weight(&self.nodes[id]);
                }
            }
        }
    }

    fn weight(&self, node: &Node) -> f64 {
        let edges = || {
            let next = |at: &u32| Some(self.edges[*at as usize].next).filter(|next| *next != NONE);
            std::iter::successors(Some(node.edges).filter(|first| *first != NONE), next)
        };
        let of = |at: u32| {
            let edge = &self.edges[at as usize];
            self.nodes[edge.from as usize].weight - f64::from(edge.cost)
        };
        let most = edges().map(of).fold(f64::NEG_INFINITY, f64::max);
        if most == f64::NEG_INFINITY {
            return node.weight;
        }
        most + edges().map(|at| (of(at) - most).exp()).sum::<f64>().ln()
    }

    /// The cheapest way to a node.
    pub fn cheapest(&self, end: u32) -> Vec<Hop> {
        self.way(end, |node| node.best)
    }

    /// A way to a node, drawn as often as it is likely.
    pub fn draw(&self, end: u32, chance: &mut Chance) -> Vec<Hop> {
        self.way(end, |node| {
            let mut left = chance.next();
            let mut at = node.edges;
            while at != NONE {
                let edge = &self.edges[at as usize];
                left -= (self.nodes[edge.from as usize].weight - f64::from(edge.cost) - node.weight).exp();
                if left <= 0.0 {
                    return at;
                }
                at = edge.next;
            }
            node.best
        })
    }

    fn way(&self, end: u32, mut choose: impl FnMut(&Node) -> u32) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut at = end;
        loop {
            let node = &self.nodes[at as usize];
            let edge = choose(node);
            let Some(edge) = self.edges.get(edge as usize).filter(|_| edge != NONE) else { break };
            hops.push(Hop { step: edge.step, from: self.get(edge.from), to: *node, cost: edge.cost });
            at = edge.from;
        }
        hops.reverse();
        hops
    }
}

fn short(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Numbers that look drawn at random and are the same in every run.
#[derive(Debug)]
pub struct Chance(u64);

impl Chance {
    /// The same numbers for the same seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// The next number, from 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        f64::from(u32::try_from(self.0 >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, Lattice, Step};

    #[test]
    fn ways_are_drawn_as_often_as_they_are_likely() {
        let mut lattice = Lattice::new(true);
        let (start, cheap, dear) = (lattice.node(0, 0, 0, 1), lattice.node(1, 0, 0, 1), lattice.node(0, 1, 0, 1));
        let end = lattice.node(1, 1, 0, 1);
        lattice.start(start);
        lattice.join(start, cheap, 0.0, Step::Cell);
        lattice.join(start, dear, 1.0, Step::Cell);
        lattice.join(cheap, end, 0.0, Step::Cell);
        lattice.join(dear, end, 0.0, Step::Cell);
        lattice.weigh();
        assert_eq!(lattice.cheapest(end).first().map(|h| h.to.layer), Some(1));
        let mut chance = Chance::new(7);
        let drawn =
            (0..400).filter(|_| lattice.draw(end, &mut chance).first().is_some_and(|h| h.to.layer == 0)).count();
        // e⁻¹ to 1: about 27 in 100.
        assert!((80..140).contains(&drawn), "{drawn}");
    }
}
