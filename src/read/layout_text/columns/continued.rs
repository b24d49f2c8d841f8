//! The columns of a table on the pages where its header is not repeated.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Column;
use super::says::{Said, Says};
use crate::read::layout_text::line::Line;

/// The ways to take the columns of a table that goes on without its header for those of the table
/// above. Of two that look like one, because a text of theirs runs together on some line, each may
/// have its own texts.
pub fn ways(found: Vec<Column>, known: &[Column], lines: &[Line]) -> Vec<Vec<Column>> {
    let said: Vec<Said> = found.iter().map(|c| Said::of(lines, (c.from, c.to))).collect();
    let way = continued(found, &said, known);
    let parted = |at: usize| {
        let both = [&way[at - 1], &way[at]].map(|c| (c.from, c.to));
        let (from, to) = match both.map(|(from, to)| from < to) {
            [true, false] => both[0],
            [false, true] => both[1],
            _ => return None,
        };
        let start = commonest_start(lines, from + 1..to)?;
        let mut way = way.clone();
        (way[at - 1].from, way[at - 1].to) = (from, start - 1);
        (way[at].from, way[at].to) = (start, to);
        Some(way)
    };
    let others: Vec<Vec<Column>> = (1..way.len()).filter_map(parted).collect();
    others.into_iter().chain([way]).collect()
}

/// Where most texts begin.
fn commonest_start(lines: &[Line], within: Range<usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for segment in lines.iter().flat_map(|line| &line.segments).filter(|s| within.contains(&s.from)) {
        *counts.entry(segment.from).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(at, count)| (*count, Reverse(*at))).map(|(at, _)| at)
}

/// The columns of a table that goes on without its header: each is the one of the table above that
/// stands where it does, in order.
fn continued(found: Vec<Column>, said: &[Said], known: &[Column]) -> Vec<Column> {
    const UNLIKE: f32 = 40.0;
    let middle = |c: &Column| f32::from(u16::try_from(c.from + c.to).unwrap_or(u16::MAX)) / 2.0;
    let headed = known.iter().filter(|c| c.headed).count();
    let all = found.len() == known.len();
    let firsts = || known.iter().filter(|c| c.headed || all);
    let near = found.iter().zip(firsts()).all(|(a, b)| (middle(a) - middle(b)).abs() <= UNLIKE)
        && said.iter().zip(firsts()).all(|(said, known)| said.unlike(Says::of(known.means)) <= 0.5);
    if near && (all || found.len() == headed) {
        let named = found.into_iter().zip(firsts());
        return named
            .map(|(found, known)| Column {
                means: known.means,
                headed: known.headed,
                room: found.room.max(known.room),
                ..found
            })
            .collect();
    }
    let (n, m) = (found.len(), known.len());
    // best[i][j]: the least cost of giving the first i columns to the first j known ones; several
    // may be parts of one.
    let mut best = vec![vec![(f32::INFINITY, Step::Known); m + 1]; n + 1];
    for i in 0..=n {
        for j in 0..=m {
            if i + j == 0 {
                best[0][0] = (0.0, Step::Known);
                continue;
            }
            let mut ways = Vec::new();
            if j > 0 {
                ways.push((best[i][j - 1].0 + UNLIKE * 0.5, Step::Known));
            }
            if i > 0 {
                ways.push((best[i - 1][j].0 + UNLIKE, Step::Found));
            }
            if i > 0 && j > 0 {
                let (a, b) = (&found[i - 1], &known[j - 1]);
                let lap = a.to.min(b.to).saturating_sub(a.from.max(b.from));
                let off = (middle(a) - middle(b)).abs() * if lap > 0 { 0.3 } else { 1.0 }
                    + UNLIKE * said[i - 1].unlike(Says::of(b.means));
                ways.push((best[i - 1][j - 1].0 + off, Step::Both));
                if i > 1 && matches!(best[i - 1][j].1, Step::Both | Step::Part) && !found[i - 2].apart(a) {
                    ways.push((best[i - 1][j].0 + off + 1.0, Step::Part));
                }
            }
            best[i][j] = ways.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, Step::Known));
        }
    }
    let mut laid: Vec<Option<Column>> = vec![None; m];
    let mut beyond = Vec::new();
    let (mut i, mut j) = (n, m);
    while i + j > 0 {
        match best[i][j].1 {
            Step::Known => j -= 1,
            Step::Found => {
                i -= 1;
                beyond.push(found[i].clone());
            }
            step @ (Step::Both | Step::Part) => {
                i -= 1;
                match &mut laid[j - 1] {
                    Some(column) => column.take(&found[i]),
                    none => *none = Some(found[i].clone()),
                }
                if step == Step::Both {
                    j -= 1;
                }
            }
        }
    }
    let mut laid: Vec<Column> = laid
        .into_iter()
        .zip(known)
        .map(|(found, known)| match found {
            Some(found) => {
                Column { means: known.means, headed: known.headed, room: found.room.max(known.room), ..found }
            }
            // Nothing stands in it here.
            None => Column { from: usize::MAX, to: usize::MAX, ..known.clone() },
        })
        .collect();
    for i in (0..laid.len()).rev() {
        if laid[i].from == usize::MAX {
            let next = laid.get(i + 1).map_or_else(
                || laid.iter().map(|c| c.to).filter(|t| *t < usize::MAX).max().unwrap_or(0) + 1,
                |c| c.from,
            );
            (laid[i].from, laid[i].to) = (next.saturating_sub(1), next.saturating_sub(1));
        }
    }
    for extra in beyond {
        let last = laid.last().map_or(0, |c| c.from);
        if extra.from > last {
            laid.push(extra);
        } else if let Some(column) = laid.iter_mut().min_by_key(|c| c.from.abs_diff(extra.from)) {
            column.take(&Column { headed: false, means: None, ..extra });
        }
    }
    laid
}

/// How columns are matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A known one has no text here.
    Known,
    /// A column is none of the known ones.
    Found,
    /// A column is the known one.
    Both,
    /// It is a part of the known one, as the one before it.
    Part,
}
