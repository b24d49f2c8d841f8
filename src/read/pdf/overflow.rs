//! Texts with more lines than their cell has room for, drawn over the lines between rows: which cell
//! is theirs.
//!
//! A blank at the end of a line says that the text goes on in the next one that is drawn; so do lines
//! that stand on the lines between rows. Such a text is its cell's as a whole: of the cell whose
//! middle is its own, or of the one cell that would otherwise have no text.

use std::collections::BTreeSet;

use super::page::Turn;
use super::pitch::ends_open;
use super::text::Token;
use crate::read::table::lattice::Frame;

/// The lines of one text are at least and at most this many ems apart.
const PITCH: (f32, f32) = (0.9, 1.7);
/// A text stands in the middle of a cell, but for so many ems.
const CENTRED: f32 = 0.35;

/// Gives texts that run over several frames to one of them; the frames of those that may be
/// anybody's.
pub fn settle(homes: &mut [Option<usize>], tokens: &[Token], frames: &[Frame]) -> BTreeSet<usize> {
    let mut doubtful = BTreeSet::new();
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        let on_edge = |at: usize| homes[at].is_some_and(|home| stands_on_edge(&tokens[at], &frames[home]));
        while end < tokens.len()
            && is_next_line(&tokens[end - 1], &tokens[end])
            && (ends_open(&tokens[end - 1]) || (on_edge(end - 1) && on_edge(end)))
        {
            end += 1;
        }
        let held: BTreeSet<usize> = homes[start..end].iter().flatten().copied().collect();
        if held.len() > 1 && is_column(&held, frames) {
            match owner(&tokens[start..end], &held, frames, |frame| holds_others(homes, start..end, frame)) {
                Some(frame) => homes[start..end].fill(Some(frame)),
                None => doubtful.extend(held),
            }
        }
        start = end;
    }
    doubtful
}

/// Whether a token may be the next line of the text of the one drawn before it.
fn is_next_line(last: &Token, next: &Token) -> bool {
    let alike = last.turn == Turn::None && next.turn == Turn::None && (last.size - next.size).abs() <= 0.1 * last.size;
    let shared = last.along.1.min(next.along.1) > last.along.0.max(next.along.0);
    alike && shared && (PITCH.0..=PITCH.1).contains(&((next.base - last.base) / last.size))
}

/// Whether the eye sees a text on the upper or the lower line of its frame.
fn stands_on_edge(token: &Token, frame: &Frame) -> bool {
    const ON: f32 = 0.35;
    [frame.area.y0, frame.area.y1].iter().any(|edge| (token.level() - edge).abs() <= ON * token.size)
}

/// Whether frames stand one below the other: a text that is cut by the page's end is another matter.
fn is_column(frames: &BTreeSet<usize>, all: &[Frame]) -> bool {
    let mut areas: Vec<_> = frames.iter().map(|&frame| all[frame].area).collect();
    areas.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    areas.windows(2).all(|pair| pair[0].overlap_x(&pair[1]) > 0.0 && pair[0].y1 <= pair[1].y0 + 2.0)
}

fn owner(
    lines: &[Token],
    held: &BTreeSet<usize>,
    frames: &[Frame],
    holds_others: impl Fn(usize) -> bool,
) -> Option<usize> {
    let (first, last) = (lines.first()?, lines.last()?);
    let middle = f32::midpoint(first.level(), last.level());
    let off = |frame: usize| (frames[frame].area.middle().1 - middle).abs();
    let centred = held.iter().copied().min_by(|&a, &b| off(a).total_cmp(&off(b)))?;
    if off(centred) <= CENTRED * first.size {
        return Some(centred);
    }
    let mut alone = held.iter().copied().filter(|&frame| !holds_others(frame));
    alone.next().filter(|_| alone.next().is_none())
}

/// Whether other tokens than those of a text stand in a frame. They are drawn near it.
fn holds_others(homes: &[Option<usize>], text: std::ops::Range<usize>, frame: usize) -> bool {
    const NEAR: usize = 400;
    let from = text.start.saturating_sub(NEAR);
    let near = (from..).zip(&homes[from..homes.len().min(text.end + NEAR)]);
    near.into_iter().any(|(at, home)| *home == Some(frame) && !text.contains(&at))
}
