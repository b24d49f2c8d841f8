//! Reads both passes of a page at once: all readings worth keeping, as a lattice.
//!
//! Each row takes its columns from left to right, a cell either from the first pass (one line) or
//! from the second (wrapped). Both passes print rows from top to bottom, so both are read from front
//! to back; a page's reading is a way through the grid of the two positions.

mod offers;

use std::collections::{BTreeMap, HashMap};

use super::super::lines::Stream;
use super::super::looks::{Glance, Vocabulary};
use super::Web;
use super::lattice::{Lattice, Step};
use super::prices::Prices;
use super::seats::{BEGUN, CARRIED, FIRST, PLAIN, Ready};
use offers::Offer;

/// Readings that cost this much more than the best at their place are dropped.
const BEAM: f32 = 14.0;
/// The same while the habits of columns are still being learnt.
const ROUGH_BEAM: f32 = 13.0;
/// Readings that are behind the best of their layer by more than this are dropped.
const LAYER_BEAM: f32 = 30.0;
/// What a line of the second pass costs by and large.
const PER_LINE: f32 = 0.5;
/// Positions in the second pass that are followed at each of the first.
const WIDEST: usize = 80;
const ROUGH_WIDEST: usize = 80;
const LEFT_OVER: f32 = 4.5;

/// The walk in the making.
pub struct Walk<'a> {
    pub ready: Vec<Ready<'a>>,
    pub lattice: Lattice,
    wrapped: &'a Stream<'a>,
    gates: Vec<Option<usize>>,
    vocabulary: &'a Vocabulary,
    bands: &'a dyn Fn(&str) -> bool,
    turn: [(f32, f32); 2],
    blanks: bool,
    perspectives: &'a [String],
    beam: f32,
    widest: usize,
    /// The best score of the layer that is being gone on from.
    front: f32,
    /// The first layer of each strand.
    pub starts: Vec<usize>,
    glances: HashMap<(usize, usize), Glance>,
    offers: HashMap<(usize, usize), std::rc::Rc<Vec<Offer>>>,
}

impl<'a> Walk<'a> {
    /// Reads a page; the node where the cheapest reading ends.
    pub fn of(
        web: &'a Web<'a>,
        vocabulary: &'a Vocabulary,
        bands: &'a dyn Fn(&str) -> bool,
        prices: &Prices,
        rough: bool,
    ) -> (Self, u32) {
        let gates = web.strands.iter().map(|strand| strand.gate).collect();
        let (walk, end) = Self::through(web, gates, vocabulary, bands, prices, rough);
        if walk.lattice.cost(end).is_finite() {
            (walk, end)
        } else {
            Self::through(web, Vec::new(), vocabulary, bands, prices, rough)
        }
    }

    /// Reads a page whose second pass goes on to its tables at the gates.
    fn through(
        web: &'a Web<'a>,
        gates: Vec<Option<usize>>,
        vocabulary: &'a Vocabulary,
        bands: &'a dyn Fn(&str) -> bool,
        prices: &Prices,
        rough: bool,
    ) -> (Self, u32) {
        let ready: Vec<Ready<'a>> = web.strands.iter().map(|s| Ready::new(s, prices)).collect();
        let mut starts = vec![0];
        for strand in &web.strands {
            starts.push(starts[starts.len() - 1] + strand.stream.atoms.len() + 1);
        }
        let mut walk = Walk {
            ready,
            lattice: Lattice::new(!rough),
            wrapped: &web.wrapped,
            gates,
            vocabulary,
            bands,
            turn: prices.turn,
            blanks: web.blanks,
            perspectives: &web.perspectives,
            beam: if rough { ROUGH_BEAM } else { BEAM },
            widest: if rough { ROUGH_WIDEST } else { WIDEST },
            front: f32::INFINITY,
            starts,
            glances: HashMap::new(),
            offers: HashMap::new(),
        };
        let end = walk.run();
        if !rough {
            walk.lattice.weigh();
        }
        (walk, end)
    }

    fn run(&mut self) -> u32 {
        let fresh = self.ready[0].fresh();
        let states = self.ready[0].states();
        let start = self.lattice.node(0, 0, fresh, states);
        self.lattice.start(start);
        // Positions in the second pass reached at each layer.
        let mut open: Vec<BTreeMap<usize, f32>> = vec![BTreeMap::new(); self.starts[self.ready.len()] + 1];
        open[0].insert(0, 0.0);
        for table in 0..self.ready.len() {
            for at in 0..=self.ready[table].strand.stream.atoms.len() {
                self.layer(table, at, &mut open);
            }
        }
        // What is left of the second pass fits nowhere.
        let (last, table) = (self.starts[self.ready.len()], self.ready.len() - 1);
        let all = self.wrapped.atoms.len();
        let end = self.lattice.node(last, all, 0, 1);
        let ready = &self.ready[table];
        let (between, fresh) = (ready.between(), ready.fresh());
        for &position in open[last - 1].keys() {
            let left = LEFT_OVER * (lines_before(self.wrapped, all) - lines_before(self.wrapped, position));
            for state in [between, fresh] {
                if let Some(from) = self.lattice.find(last - 1, position, state) {
                    self.lattice.join(from, end, left, Step::Drop);
                }
            }
        }
        end
    }

    /// Goes on from all nodes of a layer.
    fn layer(&mut self, table: usize, at: usize, open: &mut [BTreeMap<usize, f32>]) {
        let layer = self.starts[table] + at;
        let last = at == self.ready[table].strand.stream.atoms.len();
        let wrapped = self.wrapped;
        let ahead = |position: usize| PER_LINE * lines_before(wrapped, position);
        let mut worst = f32::INFINITY;
        if open[layer].len() > self.widest {
            let mut scores: Vec<f32> = open[layer].iter().map(|(p, c)| c - ahead(*p)).collect();
            scores.sort_by(f32::total_cmp);
            worst = scores[self.widest];
        }
        self.front = open[layer].iter().map(|(p, c)| c - ahead(*p)).fold(f32::INFINITY, f32::min);
        let first = self.first_pass(table, at);
        let mut done = None;
        loop {
            let from = done.map_or(0, |d: usize| d + 1);
            let Some((&position, &cost)) = open[layer].range(from..).next() else { break };
            done = Some(position);
            let score = cost - ahead(position);
            if !last && (score > self.front + LAYER_BEAM || score > worst) {
                continue;
            }
            self.place(table, at, position, &first, open);
        }
    }

    /// Goes on from the nodes of one place.
    fn place(&mut self, table: usize, at: usize, position: usize, first: &[Offer], open: &mut [BTreeMap<usize, f32>]) {
        let layer = self.starts[table] + at;
        self.end_rows(table, at, position);
        let states = self.ready[table].states();
        let Some(block) = self.lattice.known(layer, position) else { return };
        let ids = (0..states).zip(block..).map(|(state, id)| (id, self.lattice.cost(id), state));
        let mut live: Vec<(u32, f32, usize)> = ids.filter(|l| l.1.is_finite()).collect();
        let best = live.iter().map(|l| l.1).fold(f32::INFINITY, f32::min);
        live.retain(|l| l.1 <= best + self.beam);
        let start = self.line_start(table, at);
        for offer in first {
            self.take(table, &live, offer, (offer.end, position), start, 0, open);
        }
        let gate = self.gates.iter().skip(table + 1).find_map(|gate| *gate);
        if position < self.wrapped.atoms.len() {
            let offers = self.second_pass(table, position);
            for offer in offers.iter().filter(|offer| gate.is_none_or(|gate| offer.end <= gate)) {
                self.take(table, &live, offer, (at, offer.end), None, 1, open);
            }
        }
        let last = at == self.ready[table].strand.stream.atoms.len() && table + 1 < self.ready.len();
        let own = self.gates.get(table + 1).copied().flatten();
        if last && own.is_none_or(|gate| gate == position) {
            let (between, fresh) = (self.ready[table].between(), self.ready[table].fresh());
            let (next, to) = (self.ready[table + 1].states(), self.ready[table + 1].fresh());
            for state in [between, fresh] {
                if let Some(from) = self.lattice.find(layer, position, state) {
                    let node = self.lattice.node(layer + 1, position, to, next);
                    self.reach(from, node, 0.0, Step::Pass, open);
                }
            }
        }
    }

    fn reach(&mut self, from: u32, to: u32, cost: f32, step: Step, open: &mut [BTreeMap<usize, f32>]) {
        let cost = self.lattice.join(from, to, cost, step);
        let node = self.lattice.get(to);
        let known = open[node.layer as usize].entry(node.wrapped as usize).or_insert(f32::INFINITY);
        *known = known.min(cost);
    }

    /// At the start of a line: whether an empty line stands before it. `None` within a line.
    fn line_start(&self, table: usize, at: usize) -> Option<bool> {
        let stream = &self.ready[table].strand.stream;
        let atom = stream.atoms.get(at)?;
        let starts = at == 0 || stream.atoms[at - 1].last != atom.line;
        starts.then(|| stream.lines[atom.line].gap > 0)
    }

    fn end_rows(&mut self, table: usize, at: usize, position: usize) {
        let layer = self.starts[table] + at;
        let turn = match self.line_start(table, at) {
            Some(gap) => self.turn[usize::from(gap)].1,
            None if at == self.ready[table].strand.stream.atoms.len() => 0.0,
            None => 6.0,
        };
        let between = self.ready[table].between();
        let Some(block) = self.lattice.known(layer, position) else { return };
        let ready = &self.ready[table];
        let to = (block..).nth(between).unwrap_or(block);
        for (state, from) in (0..between).zip(block..) {
            if self.lattice.cost(from).is_infinite() {
                continue;
            }
            let (kind, seat) = (state / ready.seats.len(), ready.seats[state % ready.seats.len()]);
            let cost = ready.end(kind, seat) + if kind / BEGUN == 1 { turn } else { 0.0 };
            self.lattice.join(from, to, cost, Step::EndRow);
        }
    }

    /// Lets every live node take an offer of a pass.
    #[expect(clippy::too_many_arguments, reason = "a step of the programme: both positions and what is read")]
    fn take(
        &mut self,
        table: usize,
        live: &[(u32, f32, usize)],
        offer: &Offer,
        (at, position): (usize, usize),
        start: Option<bool>,
        pass: usize,
        open: &mut [BTreeMap<usize, f32>],
    ) {
        let layer = self.starts[table] + at;
        let Walk { ready, lattice, turn: turns, beam, .. } = self;
        let ready = &ready[table];
        let states = ready.states();
        let (between, fresh, width) = (ready.between(), ready.fresh(), ready.seats.len());
        let continued = table == 0 && ready.strand.continued;
        // What is so much dearer than another reading of the same place would not be followed.
        let mut best = open[layer].get(&position).copied().unwrap_or(f32::INFINITY);
        let (mut block, mut least) = (lattice.known(layer, position), f32::INFINITY);
        let mut reach = |from: u32, state: usize, cost: f32, step: Step| {
            let block = *block.get_or_insert_with(|| lattice.block(layer, position, states));
            let to = block + u32::try_from(state).unwrap_or(u32::MAX);
            least = least.min(lattice.join(from, to, cost, step));
        };
        for &(id, so_far, state) in live {
            if so_far + offer.shared + offer.cheapest > best + *beam + 2.0 {
                continue;
            }
            let inside = state < between;
            let kinds: &[(usize, f32)] = match state {
                s if s < between => &[(usize::MAX, 0.0)],
                s if s == fresh && continued => &[(FIRST, 0.4), (CARRIED, 0.6)],
                s if s == fresh => &[(FIRST, 0.3)],
                _ => &[(PLAIN, 0.3)],
            };
            for &(kind, opening) in kinds {
                let (kind, after) = if inside { (state / width, Some(state % width)) } else { (kind, None) };
                let turn = if kind / BEGUN == 1 { start.map_or(0.0, |gap| turns[usize::from(gap)].0) } else { 0.0 };
                let next = if pass == 0 { kind % BEGUN + BEGUN } else { kind };
                let from = after.map_or(0, |_| state % width + 1);
                let steps = ready.steps(kind, after);
                for &(seat, own, of_pass) in &offer.fits {
                    if seat < from {
                        continue;
                    }
                    let cost = opening + turn + steps[seat] + own + offer.shared + of_pass;
                    if cost > 24.0 || so_far + cost > best + *beam + 2.0 {
                        continue;
                    }
                    best = best.min(so_far + cost);
                    reach(id, next * width + seat, cost, Step::Cell);
                }
            }
            if inside {
                continue;
            }
            if pass == 1 || start.is_some() {
                reach(id, fresh, offer.band + offer.shared + 0.2, Step::Band);
            }
            if offer.total && pass == 0 {
                let sums = if offer.pieces > 1.0 { -0.9 } else { 0.1 };
                reach(id, fresh, offer.shared + sums, Step::Total);
            }
            let drop = if offer.header { 0.3 } else { LEFT_OVER * offer.pieces };
            reach(id, state, offer.shared + drop, Step::Drop);
        }
        if least.is_finite() {
            let known = open[layer].entry(position).or_insert(f32::INFINITY);
            *known = known.min(least);
            if pass == 1 {
                self.front = self.front.min(least - PER_LINE * lines_before(self.wrapped, position));
            }
        }
    }
}

/// How many lines of a stream are read before a position.
fn lines_before(stream: &Stream<'_>, position: usize) -> f32 {
    let line = stream.atoms.get(position).map_or(stream.lines.len(), |a| a.line);
    f32::from(u16::try_from(line).unwrap_or(u16::MAX))
}
