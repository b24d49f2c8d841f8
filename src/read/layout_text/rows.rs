//! Rows: what of the columns that no row shares stands together.
//!
//! A print puts the lines of one cell one below the other, and the cells of a row beside one
//! another: in the middle of the row, at its top or at its bottom. So the lines of one cell stand
//! evenly around a line that is the same for all cells of the row.

use super::looks::{join_cost, part_cost};
use crate::grammar::heading;

/// How the texts of a row are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Around its middle.
    Middle,
    /// From its top downwards.
    Top,
    /// Down to its bottom.
    Bottom,
}

impl Align {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Middle, Self::Top, Self::Bottom];

    /// How badly a cell stands with so many lines above, at and below its row's line.
    pub fn cost(self, above: usize, at: usize, below: usize) -> f32 {
        let fits = |align: Self| align.fits(above, at, below);
        match fits(self) {
            Some(cost) => cost,
            None if Self::ALL.into_iter().any(|align| fits(align) == Some(0.0)) => 1.1,
            None => {
                let lines = u8::try_from(above.abs_diff(below) + at).unwrap_or(u8::MAX);
                f32::from(lines).mul_add(0.8, 1.6)
            }
        }
    }

    fn fits(self, above: usize, at: usize, below: usize) -> Option<f32> {
        match (self, at) {
            (Self::Middle, 0 | 1) if above == below => Some(0.0),
            // Of letters in two sizes, the lower ones may share the line of the higher.
            (Self::Middle, 1) if above == below + 1 => Some(0.2),
            (Self::Middle, 1) if above + 1 == below => Some(0.6),
            (Self::Top, 1) if above == 0 => Some(0.0),
            (Self::Bottom, 1) if below == 0 => Some(0.0),
            _ => None,
        }
    }
}

/// The lines around which the cells of a row stand: the last above, the first below; the same if
/// it is one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Center(pub usize, pub usize);

impl Center {
    /// How many of some lines stand above, at, and below.
    pub fn count(self, lines: impl Iterator<Item = usize>) -> (usize, usize, usize) {
        let mut counts = (0, 0, 0);
        for line in lines {
            if line < self.0 || (line == self.0 && self.0 < self.1) {
                counts.0 += 1;
            } else if line > self.1 || (line == self.1 && self.0 < self.1) {
                counts.2 += 1;
            } else {
                counts.1 += 1;
            }
        }
        counts
    }
}

/// What stands on one line in the columns that no row shares.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// The line.
    pub line: usize,
    /// The texts, one for each of the columns.
    pub texts: Vec<Option<String>>,
    /// Whether something stands in the other columns.
    pub beside: bool,
    /// What it costs to read the line as one across the table, if it may be.
    pub band: Option<f32>,
    /// What it costs to read it as a row of nothing but totals.
    pub total: Option<f32>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of the table's rows.
    Own,
    /// A line across the table.
    Band,
    /// Nothing but totals.
    Total,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its first and last line with a text of its own.
    pub lines: (usize, usize),
    /// Where its cells stand.
    pub center: Center,
    /// What it is.
    pub kind: Kind,
    /// How badly its texts fit together.
    pub cost: f32,
}

/// A row has at most so many lines.
const TALLEST: usize = 14;

/// What the columns ask for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// How wide the columns are.
    pub rooms: &'a [u32],
    /// The lines that blank lines part from the ones above, ascending.
    pub gaps: &'a [u32],
    /// How the texts stand.
    pub align: Align,
    /// Whether each row has a text in the first of the columns.
    pub named: bool,
    /// Whether the texts of the columns begin with a number.
    pub numbered: bool,
}

/// Sorts the lines into rows: the cheapest way, and what it costs.
pub fn rows(events: &[Event], ask: Ask<'_>) -> (Vec<Row>, f32) {
    let known = Known::of(events, ask);
    let mut best: Vec<(f32, usize, Option<Row>)> = vec![(0.0, 0, None)];
    for end in 1..=events.len() {
        let mut chosen = (f32::INFINITY, end - 1, None);
        let mut texts = 0.0;
        for start in (end.saturating_sub(TALLEST)..end).rev() {
            texts += known.goes_on(start, end);
            let before = best[start].0 + known.seams[start];
            for row in known.candidates(start, end, texts) {
                let total = before + row.cost;
                if total < chosen.0 {
                    chosen = (total, start, Some(row));
                }
            }
        }
        best.push(chosen);
    }
    let mut rows = Vec::new();
    let mut end = events.len();
    let cost = best[end].0;
    while end > 0 {
        rows.extend(best[end].2.clone());
        end = best[end].1;
    }
    rows.reverse();
    (rows, cost)
}

/// What it costs that a row ends where the event begins.
fn seam(events: &[Event], start: usize, ask: Ask<'_>) -> f32 {
    let Some(before) = start.checked_sub(1) else { return 0.0 };
    let across = |event: &Event| event.band.is_some_and(|cost| cost < 0.5);
    if across(&events[before]) || across(&events[start]) {
        return 0.0;
    }
    let pairs = events[before].texts.iter().zip(&events[start].texts);
    let mut cost: f32 = pairs.filter_map(|(a, b)| Some(part_cost(a.as_ref()?, b.as_ref()?))).sum();
    // A line further up may be the one that goes on.
    for (column, below) in events[start].texts.iter().enumerate() {
        if let (Some(below), None) = (below, &events[before].texts[column])
            && let Some(above) = before.checked_sub(1).and_then(|i| events[i].texts[column].as_ref())
        {
            cost += part_cost(above, below) * 0.8;
        }
    }
    if gap(events, before, start, ask) > 0 { cost * 0.5 } else { cost }
}

fn gap(events: &[Event], above: usize, below: usize, ask: Ask<'_>) -> u32 {
    ask.gaps[events[above].line + 1..=events[below].line].iter().sum()
}

/// How a text of a column goes on below.
#[derive(Debug, Clone, Copy)]
struct Next {
    /// The event of its next line, if it is one text.
    at: usize,
    /// How badly that line goes on in it.
    cost: f32,
}

/// What is known of events before they are sorted into rows.
#[derive(Debug)]
struct Known<'a> {
    events: &'a [Event],
    ask: Ask<'a>,
    /// What it costs that a row ends where each event begins.
    seams: Vec<f32>,
    /// How many events have a text, for each column: among those above each event.
    counts: Vec<Vec<usize>>,
    /// The next text of each column, for each event that has one there.
    nexts: Vec<Vec<Option<Next>>>,
}

impl<'a> Known<'a> {
    fn of(events: &'a [Event], ask: Ask<'a>) -> Self {
        let columns = events.first().map_or(0, |event| event.texts.len());
        let mut counts = vec![vec![0; events.len() + 1]; columns];
        let mut nexts = vec![vec![None; columns]; events.len()];
        for column in 0..columns {
            let mut above: Option<(usize, &str)> = None;
            for (at, event) in events.iter().enumerate() {
                let text = event.texts[column].as_deref();
                counts[column][at + 1] = counts[column][at] + usize::from(text.is_some());
                let Some(text) = text else { continue };
                if let Some((before, line)) = above.filter(|(before, _)| at - before < TALLEST) {
                    // At most one line of a neighbour stands between two lines of a cell.
                    let apart = if at - before > 2 { 2.0 } else { 0.0 };
                    let cost = join_cost(line, text, ask.rooms[column]) + apart;
                    nexts[before][column] = Some(Next { at, cost });
                }
                above = Some((at, text));
            }
        }
        let seams = (0..events.len()).map(|start| seam(events, start, ask)).collect();
        Self { events, ask, seams, counts, nexts }
    }

    /// How badly the texts of the first of some lines go on in the others.
    fn goes_on(&self, start: usize, end: usize) -> f32 {
        self.nexts[start].iter().flatten().filter(|next| next.at < end).map(|next| next.cost).sum()
    }

    /// How many of some lines have a text in a column.
    fn count(&self, column: usize, start: usize, end: usize) -> usize {
        self.counts[column][end] - self.counts[column][start]
    }

    /// The ways to read some lines as one row; how badly their texts go on is known.
    fn candidates(&self, start: usize, end: usize, goes_on: f32) -> impl Iterator<Item = Row> {
        const ROW: f32 = 0.3;
        let (events, ask) = (self.events, self.ask);
        let slice = &events[start..end];
        let (first, last) = (slice[0].line, slice[slice.len() - 1].line);
        let alone = |kind: Kind, cost: Option<f32>| {
            let cost = cost.filter(|_| slice.len() == 1)?;
            Some(Row { lines: (first, last), center: Center(first, first), kind, cost })
        };
        let broken = gap(events, start, end - 1, ask).min(4);
        let totals: f32 = slice.iter().filter_map(|e| e.total).map(|cost| if cost < 0.1 { 3.0 } else { 1.5 }).sum();
        // A numbered title across the table is no line of a row.
        let titled = slice.iter().filter(|e| ask.named && e.band.is_some_and(|cost| cost < 0.15)).count();
        let texts = f32::from(u8::try_from(titled).unwrap_or(4)) * 2.0
            + f32::from(u8::try_from(broken).unwrap_or(4)) * 2.5
            + totals
            + goes_on
            + if ask.numbered { self.unnumbered(start, end) } else { 0.0 }
            + if ask.named { self.blanks(start, end) + self.lonely(start, end) } else { 0.0 }
            + ROW;
        let (cost, center) = match ask.align {
            Align::Middle => {
                let lines = (start..end).map(|at| (at, at + 1));
                let halves = (start + 1..end).map(|at| (at, at));
                let ways = lines.chain(halves).map(|at| (self.placed(start, at, end), at));
                let (cost, at) = ways.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, (start, end)));
                let above = if at.0 == at.1 { at.0 - 1 } else { at.0 };
                (cost, Center(events[above].line, events[at.0].line))
            }
            Align::Top => (self.placed(start, (start, start + 1), end), Center(first, first)),
            Align::Bottom => (self.placed(start, (end - 1, end), end), Center(last, last)),
        };
        let own = Row { lines: (first, last), center, kind: Kind::Own, cost: cost + texts };
        [alone(Kind::Band, slice[0].band), alone(Kind::Total, slice[0].total), Some(own)].into_iter().flatten()
    }

    /// How badly the cells of a row stand around a line, or around what lies between two.
    fn placed(&self, start: usize, center: (usize, usize), end: usize) -> f32 {
        let cost = |column: usize| {
            let above = self.count(column, start, center.0);
            let at = self.count(column, center.0, center.1);
            let below = self.count(column, center.1, end);
            if above + at + below == 0 { 0.0 } else { self.ask.align.cost(above, at, below) }
        };
        (0..self.counts.len()).map(cost).sum()
    }

    /// What it costs that a row has nothing but its indicator: it is the end of the one above.
    fn lonely(&self, start: usize, end: usize) -> f32 {
        let valued = (1..self.counts.len()).any(|column| self.count(column, start, end) > 0);
        if valued || self.events[start..end].iter().any(|e| e.beside) { 0.0 } else { 3.0 }
    }

    /// What it costs that texts of a row begin without a number: they go on from above.
    fn unnumbered(&self, start: usize, end: usize) -> f32 {
        let first = |column: usize| self.events[start..end].iter().find_map(|e| e.texts[column].as_deref());
        let going_on = (0..self.counts.len()).filter_map(first).filter(|text| heading::parse(text).is_none()).count();
        f32::from(u16::try_from(going_on).unwrap_or(u16::MAX)) * 3.0
    }

    /// What it costs that a row lacks its indicator (the first of the columns) or all values.
    fn blanks(&self, start: usize, end: usize) -> f32 {
        let has = |column: usize| self.count(column, start, end) > 0;
        let columns = self.counts.len();
        let unnamed = if has(0) { 0.0 } else { 4.0 };
        let unvalued = if columns > 1 && !(1..columns).any(has) { 1.2 } else { 0.0 };
        unnamed + unvalued
    }
}
