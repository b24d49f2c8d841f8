//! Where one column ends and the next begins: between two headers, where fewest texts reach across
//! and fewest lines would have two texts in one column.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lone;
use crate::grammar::note;
use crate::read::layout_text::line::{Line, Segment};

/// A header, or the column of a table above: from, to.
pub type Anchor = (usize, usize);

/// How badly a cut parts the texts.
const CROSSED: f32 = 1.0;
/// The same between two words, where two texts may have run together.
const BETWEEN_WORDS: f32 = 0.5;
/// What it costs that two texts of a line stand in one column.
const CLASH: f32 = 1.0;
/// What it costs to cut through a header.
const BEHEADED: f32 = 3.0;

/// The lines of a table, as cuts see them.
#[derive(Debug)]
pub struct Cuts<'a> {
    /// Those with more than one text, or with one of a column.
    lines: Vec<&'a [Segment]>,
    /// The places where remarks begin, on any line.
    remarks: Vec<usize>,
}

impl<'a> Cuts<'a> {
    /// The lines of a body.
    pub fn new(lines: &'a [Line], bodies: &[Range<usize>]) -> Self {
        /// Enough of them tell where the columns are.
        const MOST: usize = 600;
        let lone = lone::of_columns(lines, bodies);
        let all = || bodies.iter().cloned().flatten().take(MOST).map(|at| (at, lines[at].segments.as_slice()));
        let begins = |s: &&Segment| note::starts(&s.text);
        let remarks = all().flat_map(|(_, segments)| segments).filter(begins).map(|s| s.from).collect();
        let listed =
            |(at, segments): (usize, &'a [Segment])| (segments.len() > 1 || lone.contains(&at)).then_some(segments);
        Self { lines: all().filter_map(listed).collect(), remarks }
    }

    /// The best cuts between anchors, each within its window: a column begins at its cut. What begins
    /// from `end` on may be a column without an anchor.
    pub fn between(
        &self,
        anchors: &[Anchor],
        end: usize,
        window: impl Fn(usize) -> Range<usize>,
        price: impl Fn(usize, usize) -> f32,
    ) -> Vec<usize> {
        let Some(last) = anchors.len().checked_sub(1) else { return Vec::new() };
        let candidates: Vec<Vec<usize>> = (0..last).map(|i| self.candidates(window(i), anchors[i + 1].0)).collect();
        let first = vec![0; self.lines.len()];
        // best[i]: for each candidate of a cut the least cost of it and of those before it.
        let mut best: Vec<Vec<(f32, usize)>> = Vec::new();
        let mut before: Vec<(usize, Vec<usize>, f32)> = vec![(0, first, 0.0)];
        for (i, at) in candidates.iter().enumerate() {
            let mut costs = Vec::new();
            let mut next = Vec::new();
            for x in at {
                let counts = self.left_of(*x);
                let headed = [anchors[i], anchors[i + 1]].iter().filter(|a| a.0 < *x && *x < a.1).count();
                let own = self.crossed(*x) + if headed > 0 { BEHEADED } else { 0.0 } + price(i, *x);
                let ways = before.iter().enumerate().map(|(k, (from, left, cost))| {
                    let room = if from < x || i == 0 { 0.0 } else { f32::INFINITY };
                    (cost + clashes(left, &counts) + room, k)
                });
                let (cost, k) = ways.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((f32::INFINITY, 0));
                costs.push((cost + own, k));
                next.push((*x, counts, cost + own));
            }
            best.push(costs);
            before = next;
        }
        let all: Vec<usize> = self.lines.iter().map(|line| line.partition_point(|s| s.from < end)).collect();
        let ends = before.iter().enumerate().map(|(k, (_, left, cost))| (cost + clashes(left, &all), k));
        let Some((_, mut k)) = ends.min_by(|a, b| a.0.total_cmp(&b.0)) else { return Vec::new() };
        let mut cuts = Vec::new();
        for i in (0..last).rev() {
            cuts.push(candidates[i][k]);
            k = best[i][k].1;
        }
        cuts.reverse();
        cuts
    }

    /// A further cut within a column, if some lines have two texts in it: where a column has no header.
    pub fn within(&self, column: Range<usize>, head: Option<Anchor>) -> Option<usize> {
        const GAIN: f32 = 2.0;
        let (low, high) = (self.left_of(column.start), self.left_of(column.end));
        let whole = clashes(&low, &high);
        if whole < GAIN {
            return None;
        }
        let apart = |x: &usize| head.is_none_or(|(from, to)| *x <= from || to <= *x);
        let mut starts: Vec<usize> = self.starts(column.start + 1..column.end).into_keys().filter(apart).collect();
        starts.truncate(200);
        let gain = |x: &usize| {
            let middle = self.left_of(*x);
            whole - clashes(&low, &middle) - clashes(&middle, &high) - self.crossed(*x)
        };
        let best = starts.into_iter().map(|x| (gain(&x), x)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.filter(|(gain, _)| *gain >= GAIN).map(|(_, x)| x)
    }

    /// A cut between the last header and remarks that stand right of it.
    pub fn before_remarks(&self, last: Anchor) -> Option<usize> {
        let first = self.remarks.iter().copied().filter(|x| *x > last.0).min()?;
        let starts = self.starts(last.0 + 1..first + 1).into_keys();
        let best = starts.map(|x| (self.crossed(x), x)).min_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.map(|(_, x)| x)
    }

    /// Where texts begin, and how many.
    fn starts(&self, window: Range<usize>) -> BTreeMap<usize, usize> {
        let mut starts = BTreeMap::new();
        for segment in self.lines.iter().copied().flatten().filter(|s| window.contains(&s.from)) {
            *starts.entry(segment.from).or_default() += 1;
        }
        starts
    }

    fn candidates(&self, window: Range<usize>, anchor: usize) -> Vec<usize> {
        const MOST: usize = 30;
        let mut starts: Vec<(usize, usize)> = self.starts(window).into_iter().collect();
        if starts.len() > MOST {
            starts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            starts.truncate(MOST);
        }
        let mut found: Vec<usize> = starts.into_iter().map(|(x, _)| x).chain([anchor]).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many texts of each line stand left of a place.
    fn left_of(&self, x: usize) -> Vec<usize> {
        self.lines.iter().map(|segments| segments.partition_point(|s| usize::midpoint(s.from, s.to) < x)).collect()
    }

    fn crossed(&self, x: usize) -> f32 {
        let across = self.lines.iter().copied().flatten().filter(|s| s.from < x && x < s.to);
        let cost = |s: &Segment| {
            let parts = s.text.chars().nth(x - s.from - 1) == Some(' ');
            if parts { BETWEEN_WORDS } else { CROSSED }
        };
        across.map(cost).sum()
    }
}

fn clashes(left: &[usize], right: &[usize]) -> f32 {
    let more = left.iter().zip(right).map(|(a, b)| b.saturating_sub(*a).saturating_sub(1)).sum::<usize>();
    CLASH * f32::from(u16::try_from(more).unwrap_or(u16::MAX))
}
