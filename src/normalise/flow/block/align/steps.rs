//! What it costs to go from one seat to the next.

use super::{Lane, Node, rows};

/// A cell may leave so many rows of its column empty.
const REACH: u8 = 5;
/// As many as the bits that tell of them, and the row below.
const MOST_ROWS: u8 = 62;

/// The rows that may take a cell of a lane.
pub fn rows_for(node: &Node, lane: usize, shape: &Lane, head: bool, out: &mut Vec<u8>) {
    let last = node.last[lane];
    let top = (rows(node) + 1).min(MOST_ROWS);
    let again = shape.several && !head && last > 0 && node.heads >> last & 1 == 0;
    let lowest = if again { last } else { last + 1 };
    out.clear();
    out.extend(lowest..=(lowest + REACH).min(top));
    for row in [node.at.0, node.at.0 + 1, top] {
        if row >= lowest && row <= top && row > 0 && !out.contains(&row) {
            out.push(row);
        }
    }
    out.retain(|row| {
        let (is_head, is_seen) = (node.heads >> row & 1 == 1, node.seen >> row & 1 == 1);
        !is_seen || is_head == head
    });
}

/// What it costs to go from the last seat to another, and to leave out those of the lane between.
pub fn step(node: &Node, lanes: &[Lane], lane: usize, row: u8, head: bool) -> f32 {
    let last = node.last[lane];
    let mut cost = jump(node.at, (row, u8::try_from(lane).unwrap_or(u8::MAX)), node.at.0 == 0);
    for passed in last + 1..row {
        cost += left_out(node, &lanes[lane], passed);
    }
    if node.seen >> row & 1 == 0 {
        cost += if head { 1.0 } else { 0.2 };
    }
    cost
}

fn left_out(node: &Node, lane: &Lane, row: u8) -> f32 {
    if node.heads >> row & 1 == 1 { lane.nameless } else { lane.skip }
}

/// What a layout analysis seldom does costs much.
fn jump(from: (u8, u8), to: (u8, u8), first: bool) -> f32 {
    let down = f32::from(to.0) - f32::from(from.0);
    let right = f32::from(to.1) - f32::from(from.1);
    if first {
        return 0.3 * (f32::from(to.0) - 1.0);
    }
    match (down, right) {
        (0.0, r) if r > 0.0 => 0.1 + 0.08 * (r - 1.0),
        (0.0, r) if r < 0.0 => 1.6,
        (0.0, _) => 0.3,
        (1.0, 0.0) => 0.5,
        (1.0, r) if r < 0.0 => 0.5,
        (1.0, _) => 1.5,
        (d, 0.0) if d > 0.0 => 0.5 + 0.4 * (d - 1.0),
        (d, _) if d > 0.0 => 1.5 + 0.4 * (d - 1.0),
        (d, r) if r > 0.0 => 1.4 - 0.06 * d,
        (d, _) => 2.2 - 0.1 * d,
    }
}

/// What is still empty at the end.
pub fn rest(node: &Node, lanes: &[Lane]) -> f32 {
    let rows = rows(node);
    let empty = |(lane, shape): (usize, &Lane)| -> f32 {
        (node.last[lane] + 1..=rows).map(|row| left_out(node, shape, row)).sum()
    };
    lanes.iter().enumerate().map(empty).sum()
}
