//! The texts of a column: which lines are one text, and which rows it covers.

use super::looks::{join_cost, part_cost};
use super::rows::{Align, Kind, Row};

/// A line of a column.
#[derive(Debug, Clone, Copy)]
pub struct Bit<'a> {
    /// The line.
    pub line: usize,
    /// What it says there.
    pub text: &'a str,
    /// Whether a remark begins with it.
    pub remark: bool,
}

/// Lines of one text, over the rows that it covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Positions of its lines among those of the column: the first, and one past the last.
    pub bits: (usize, usize),
    /// Its rows: the first, and the last.
    pub rows: (usize, usize),
    /// How badly it stands there.
    pub cost: f32,
}

/// What is known of the rows and of the column.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The rows.
    pub rows: &'a [Row],
    /// Where each row begins and ends, in lines as high as the print's.
    pub extents: &'a [(f32, f32)],
    /// How far down each line stands.
    pub heights: &'a [f32],
    /// Blank lines above each line.
    pub gaps: &'a [u32],
    /// How wide the column is.
    pub room: u32,
    /// What a row without a text costs.
    pub bare: f32,
    /// What a text over several rows costs.
    pub merged: f32,
    /// How texts stand.
    pub align: Align,
    /// Whether a text of an odd number of lines may stand in a row of an even one.
    pub even: bool,
    /// The rows before which no text of a column within this one ends: a text of this one is not
    /// likely to end there either.
    pub inside: &'a [bool],
    /// Whether cells may go on above the first row and below the last, on other pages.
    pub open: (bool, bool),
}

/// A text has at most so many lines.
const TALLEST: usize = 16;
/// A text covers at most so many rows.
const WIDEST: usize = 40;
/// What it costs to leave a line to no text.
const STRAY: f32 = 5.0;
/// What it costs that a text begins, or ends, within a text of a column within its own.
const STRADDLE: f32 = 0.6;
/// What it costs at most that a row has no text of its own beside a page's edge: it is on the
/// other page.
const BEYOND: f32 = 0.6;
/// How many lines off the middle of its rows a text may stand.
const OFF: f32 = 0.9;

/// How the cheapest way came to a state.
#[derive(Debug, Clone, Copy)]
enum Step {
    Start,
    Bare,
    Stray,
    Block { bits: usize, rows: usize, cost: f32 },
}

/// Lays the lines of a column over the rows, in order.
pub fn lay(bits: &[Bit<'_>], ask: Ask<'_>) -> Vec<Block> {
    let (m, n) = (bits.len(), ask.rows.len());
    let width = n + 1;
    let mut best = vec![f32::INFINITY; (m + 1) * width];
    let mut came = vec![Step::Start; (m + 1) * width];
    best[0] = 0.0;
    // What it costs that each line goes on in the next, and that it does not.
    let wraps: Vec<f32> = bits.windows(2).map(|w| wrap(&w[0], &w[1], ask)).collect();
    let parts: Vec<f32> = bits.windows(2).map(|w| part_cost(w[0].text, w[1].text)).collect();
    for j in 0..=m {
        for r in 0..=n {
            let cost = best[j * width + r];
            if !cost.is_finite() {
                continue;
            }
            let mut reach = |at: usize, cost: f32, step: Step| {
                if cost < best[at] {
                    best[at] = cost;
                    came[at] = step;
                }
            };
            if r < n {
                let edge = (ask.open.0 && j == 0) || (ask.open.1 && j == m);
                let bare = if ask.rows[r].kind == Kind::Total { 0.0 } else { ask.bare };
                let bare = if edge { bare.min(BEYOND) } else { bare };
                reach(j * width + r + 1, cost + bare, Step::Bare);
            }
            if j == m {
                continue;
            }
            reach((j + 1) * width + r, cost + STRAY, Step::Stray);
            // Where the rows go by, no text of this line can be theirs any more.
            if r == n || bits[j].line > ask.rows[r].lines.1 + TALLEST * 2 {
                continue;
            }
            let mut text = if j > 0 { parts[j - 1] } else { 0.0 };
            for end in j + 1..=m.min(j + TALLEST) {
                if end > j + 1 {
                    text += wraps[end - 2];
                    // The same words again are the next cell's.
                    text += if bits[end - 1].text == bits[j].text { 3.0 } else { 0.0 };
                }
                for last in r..n.min(r + WIDEST) {
                    let Some(place) = place(&bits[j..end], (r, last), ask) else { break };
                    let ends = [r, last + 1].into_iter().filter(|r| ask.inside.get(*r) == Some(&true)).count();
                    let place = place + [0.0, STRADDLE, 2.0 * STRADDLE][ends];
                    let own = text.max(-1.0) + place;
                    reach(end * width + last + 1, cost + own, Step::Block { bits: j, rows: r, cost: place });
                }
            }
        }
    }
    let mut blocks = Vec::new();
    let (mut j, mut r) = (m, n);
    loop {
        match came[j * width + r] {
            Step::Start => break,
            Step::Bare => r -= 1,
            Step::Stray => j -= 1,
            Step::Block { bits, rows, cost } => {
                blocks.push(Block { bits: (bits, j), rows: (rows, r - 1), cost });
                (j, r) = (bits, rows);
            }
        }
    }
    blocks.reverse();
    blocks
}

/// What it costs that two lines are of one text.
fn wrap(above: &Bit<'_>, below: &Bit<'_>, ask: Ask<'_>) -> f32 {
    let gap: u32 = ask.gaps[above.line + 1..=below.line].iter().sum();
    let apart = ask.heights[below.line] - ask.heights[above.line];
    let mut cost = join_cost(above.text, below.text, ask.room);
    if gap > 0 {
        cost += 2.5;
    }
    if apart > 1.6 {
        cost += 2.0;
    }
    cost
}

/// How badly a text stands over rows; none if it stands above them, and above all that reach
/// further down.
fn place(bits: &[Bit<'_>], (first, last): (usize, usize), ask: Ask<'_>) -> Option<f32> {
    let lines = bits.iter().map(|b| b.line);
    let row = &ask.rows[first];
    if first == last {
        let (above, at, below) = row.center.count(lines);
        let cost = ask.align.cost(above, at, below);
        // The middle line of an odd text stands right above the middle of an even row, or right below.
        let evened = ask.even && ask.align == Align::Middle && at == 0 && above.abs_diff(below) == 1;
        let cost = if evened { cost.min(0.5) } else { cost };
        let beyond =
            (ask.open.0 && first == 0 && above > below) || (ask.open.1 && last + 1 == ask.rows.len() && above < below);
        let cost = if beyond { cost.min(BEYOND) } else { cost };
        // Lines of the rows above and below do not reach over the middle of this one's neighbours.
        let high = first.checked_sub(1).is_some_and(|r| bits[0].line <= ask.rows[r].center.0);
        let low = ask.rows.get(last + 1).is_some_and(|r| bits[bits.len() - 1].line >= r.center.1);
        return Some(cost + if high || low { 3.0 } else { 0.0 });
    }
    if ask.rows[first].kind == Kind::Total || ask.rows[last].kind == Kind::Total {
        return None;
    }
    let (top, bottom) = (ask.extents[first].0, ask.extents[last].1);
    let (y0, y1) = (ask.heights[bits[0].line] - 0.5, ask.heights[bits[bits.len() - 1].line] + 0.5);
    let off = match ask.align {
        Align::Middle => f32::midpoint(y0, y1) - f32::midpoint(top, bottom),
        Align::Top => y0 - ask.heights[row.center.0] + 0.5,
        Align::Bottom => y1 - ask.heights[ask.rows[last].center.1] - 0.5,
    };
    // Of a cell that goes on beyond the page's edge no more is known than that its middle is nearer there.
    let beyond = (ask.open.0 && first == 0 && off < 0.0) || (ask.open.1 && last + 1 == ask.rows.len() && off > 0.0);
    let off = if beyond { off * 0.3 } else { off };
    if ask.align == Align::Middle && off < -3.0 {
        return None;
    }
    let over = (top - y0).max(0.0) + (y1 - bottom).max(0.0);
    // A remark may hold for several rows; several of them are more likely one for each.
    let remarks = bits.iter().filter(|b| b.remark).count().saturating_sub(1);
    let remarks = f32::from(u8::try_from(remarks).unwrap_or(u8::MAX)) * 1.5;
    Some((off / OFF).powi(2).min(9.0) + over * 0.7 + ask.merged + remarks)
}
