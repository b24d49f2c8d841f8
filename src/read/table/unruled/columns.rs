//! Columns: where texts stand above one another, and texts of one height stand side by side.

use std::collections::BTreeSet;

use super::Block;

/// Texts above one another.
#[derive(Debug, Default, Clone)]
struct Column {
    from: f32,
    to: f32,
    /// The heights at which it has a text.
    groups: BTreeSet<usize>,
}

/// The columns of a set of groups.
pub fn of(blocks: &[Block], groups: &[Vec<usize>]) -> Vec<(f32, f32)> {
    find(blocks, groups).0.into_iter().map(|c| (c.from, c.to)).collect()
}

/// How the last group fits the columns of the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It does, but for a text that runs over its column.
    Well,
    /// It does not, though each row of several columns might.
    Otherwise,
    /// Not at all.
    Not,
}

/// How the last group fits the columns of the ones before it.
pub fn fit(blocks: &[Block], groups: &[Vec<usize>]) -> Fit {
    let Some((last, before)) = groups.split_last() else { return Fit::Well };
    if last.len() < 3 || before.iter().all(|g| g.len() < 2) {
        return Fit::Well;
    }
    let (columns, _) = find(blocks, before);
    let met = |block: usize| -> Vec<usize> {
        let b = &blocks[block];
        (0..columns.len()).filter(|&c| overlap(&columns[c], b) > 0.2 * b.em).collect()
    };
    let homes: Vec<Vec<usize>> = last.iter().map(|b| met(*b)).collect();
    let twice = homes
        .iter()
        .enumerate()
        .any(|(i, home)| home.len() == 1 && homes[i + 1..].iter().any(|other| other.len() == 1 && other[0] == home[0]));
    // Columns that stand side by side in a row of a table, not in a pair of name and value.
    let beside = |a: usize, b: usize, least: usize| {
        columns[a].groups.intersection(&columns[b].groups).any(|g| before[*g].len() >= least)
    };
    let over = |least: usize| homes.iter().filter(|home| home.windows(2).any(|w| beside(w[0], w[1], least))).count();
    if twice || over(3) > 1 || find(blocks, groups).1 {
        Fit::Not
    } else if over(2) > over(3) {
        Fit::Otherwise
    } else {
        Fit::Well
    }
}

fn overlap(column: &Column, block: &Block) -> f32 {
    column.to.min(block.area.x1) - column.from.max(block.area.x0)
}

/// The columns, and whether two texts of one height fell into one of them.
fn find(blocks: &[Block], groups: &[Vec<usize>]) -> (Vec<Column>, bool) {
    let mut items: Vec<(usize, usize)> =
        groups.iter().enumerate().flat_map(|(g, group)| group.iter().map(move |b| (g, *b))).collect();
    // What stands alone above all rows is no part of a column; below them, it makes none.
    let first = groups.iter().position(|g| g.len() > 1);
    let last = groups.iter().rposition(|g| g.len() > 1).unwrap_or(groups.len());
    items.retain(|(g, _)| first.is_none_or(|first| first <= *g));
    // The narrow ones first: a wide text may reach over two columns, and does not make them one.
    // Last the ones that stand alone: titles.
    let alone = |group: usize| groups[group].len() == 1;
    items.sort_by(|a, b| {
        let (x, y) = (&blocks[a.1].area, &blocks[b.1].area);
        let width = x.width().total_cmp(&y.width()).then(x.x0.total_cmp(&y.x0)).then(x.y0.total_cmp(&y.y0));
        alone(a.0).cmp(&alone(b.0)).then(width)
    });
    let mut columns: Vec<Column> = Vec::new();
    let mut clash = false;
    for (group, item) in items {
        let block = &blocks[item];
        let met: Vec<usize> = (0..columns.len()).filter(|&c| overlap(&columns[c], block) > 0.0).collect();
        let own = Column { from: block.area.x0, to: block.area.x1, groups: BTreeSet::from([group]) };
        match met.as_slice() {
            [] if group <= last => columns.push(own),
            [] => {}
            [one] => {
                clash |= columns[*one].groups.contains(&group);
                join(&mut columns[*one], &own);
            }
            many => {
                let apart = many.windows(2).any(|w| !columns[w[0]].groups.is_disjoint(&columns[w[1]].groups));
                if groups[group].len() > 1 && !apart {
                    // Never at one height, and a text over both: parts of one column.
                    let mut all = own;
                    for &c in many.iter().rev() {
                        join(&mut all, &columns.remove(c));
                    }
                    columns.push(all);
                }
            }
        }
    }
    columns.sort_by(|a, b| a.from.total_cmp(&b.from));
    (columns, clash)
}

fn join(column: &mut Column, other: &Column) {
    column.from = column.from.min(other.from);
    column.to = column.to.max(other.to);
    column.groups.extend(&other.groups);
}
