//! A table without lines: columns from where the texts stand, rows from how they are aligned.
//!
//! A spreadsheet aligns the texts of a row with one another, in their middle or at their top, so
//! that texts at one height are a row. Texts between the rows belong to merged cells, and stand in
//! the middle of the rows that they cover.

mod columns;
mod merged;
mod rows;

use columns::Fit;

use super::area::Area;
use crate::trace::Inference;

/// A text of one cell: its lines are known to be one.
#[derive(Debug, Clone)]
pub struct Block {
    /// Where it stands.
    pub area: Area,
    /// The height of its letters, the unit of all that is nearly.
    pub em: f32,
}

/// The cell of a block.
#[derive(Debug, Clone)]
pub struct Guess {
    /// The cell's box.
    pub area: Area,
    /// Why it is not sure.
    pub doubt: Option<Inference>,
}

/// A part of a page with one set of columns.
#[derive(Debug, Clone)]
pub struct Region {
    /// The columns, from left to right: what their texts cover.
    pub columns: Vec<(f32, f32)>,
    /// Blocks at one height, downwards.
    groups: Vec<Vec<usize>>,
}

/// How the texts of a row are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    Middle,
    Top,
    Bottom,
}

impl Align {
    /// The way in which most texts stand at one height.
    fn of(blocks: &[Block]) -> Self {
        let shared = |align: Self| blocks.len() - align.groups(blocks).len();
        let (middle, top, bottom) = (shared(Self::Middle), shared(Self::Top), shared(Self::Bottom));
        if middle >= top && middle >= bottom {
            Self::Middle
        } else if top >= bottom {
            Self::Top
        } else {
            Self::Bottom
        }
    }

    fn height(self, block: &Block) -> f32 {
        match self {
            Self::Middle => block.area.middle().1,
            Self::Top => block.area.y0,
            Self::Bottom => block.area.y1,
        }
    }

    /// Blocks at one height, downwards.
    fn groups(self, blocks: &[Block]) -> Vec<Vec<usize>> {
        /// How many ems apart texts are still at one height.
        const SAME: f32 = 0.3;
        let mut order: Vec<usize> = (0..blocks.len()).collect();
        order.sort_by(|a, b| self.height(&blocks[*a]).total_cmp(&self.height(&blocks[*b])));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for i in order {
            let near = |group: &Vec<usize>| {
                let first = &blocks[group[0]];
                self.height(&blocks[i]) - self.height(first) <= SAME * first.em.max(blocks[i].em)
            };
            match groups.last_mut() {
                Some(group) if near(group) => group.push(i),
                _ => groups.push(vec![i]),
            }
        }
        groups
    }
}

/// Gives regions that follow one another the same columns where they are the same: a table that
/// goes on, on the next page perhaps. Tells for each region but the first whether it goes on.
pub fn unify(regions: &mut [&mut Region]) -> Vec<bool> {
    let fits = |a: &Region, b: &Region| {
        a.columns.len() == b.columns.len()
            && a.columns.len() > 1
            && a.columns
                .iter()
                .enumerate()
                .all(|(i, x)| b.columns.iter().enumerate().all(|(j, y)| (x.0 < y.1 && y.0 < x.1) == (i == j)))
    };
    let goes_on: Vec<bool> = regions.windows(2).map(|pair| fits(pair[0], pair[1])).collect();
    let hull = |a: &mut [(f32, f32)], b: &[(f32, f32)]| {
        for (x, y) in a.iter_mut().zip(b) {
            *x = (x.0.min(y.0), x.1.max(y.1));
        }
    };
    for i in (0..goes_on.len()).rev().filter(|i| goes_on[*i]) {
        let next = regions[i + 1].columns.clone();
        hull(&mut regions[i].columns, &next);
    }
    for i in (0..goes_on.len()).filter(|i| goes_on[*i]) {
        let before = regions[i].columns.clone();
        regions[i + 1].columns.clone_from(&before);
    }
    goes_on
}

/// Whether most texts of a line are headers.
fn is_header(group: &[usize], heads: &[bool]) -> bool {
    let named = group.iter().filter(|b| heads[**b]).count();
    named >= 2 && named * 2 >= group.len()
}

/// A page taken apart.
#[derive(Debug)]
pub struct Page {
    blocks: Vec<Block>,
    align: Align,
    /// Its parts, downwards.
    pub regions: Vec<Region>,
}

impl Page {
    /// Takes a page apart. A page with more texts than any table has is left in one column.
    ///
    /// `heads` says of each block whether it reads as the header of a column: a line of headers
    /// begins a table, which no gap between the texts would tell.
    pub fn new(blocks: Vec<Block>, heads: &[bool]) -> Self {
        const MOST: usize = 4_000;
        if blocks.len() > MOST {
            return Self { blocks, align: Align::Top, regions: Vec::new() };
        }
        let align = Align::of(&blocks);
        let mut regions: Vec<Region> = Vec::new();
        let mut current: Vec<Vec<usize>> = Vec::new();
        for group in align.groups(&blocks) {
            let begins = is_header(&group, heads) && !current.last().is_some_and(|above| is_header(above, heads));
            current.push(group);
            let last = current.len() - 1;
            let start = if begins && current.iter().any(|g| is_header(g, heads) && g != &current[last]) {
                last
            } else {
                match columns::fit(&blocks, &current) {
                    Fit::Well => 0,
                    Fit::Not => last,
                    // A row before this one begins its table.
                    Fit::Otherwise => (1..last)
                        .find(|s| current[*s].len() > 2 && columns::fit(&blocks, &current[*s..]) == Fit::Well)
                        .unwrap_or(last),
                }
            };
            if start > 0 {
                // What stands alone above a table is its title.
                let alone = current[..start].iter().rev().take_while(|g| g.len() == 1).count();
                let next = current.split_off(start - alone);
                if !current.is_empty() {
                    regions.push(Region { columns: columns::of(&blocks, &current), groups: current });
                }
                current = next;
            }
        }
        if !current.is_empty() {
            regions.push(Region { columns: columns::of(&blocks, &current), groups: current });
        }
        Self { blocks, align, regions }
    }

    /// The cell of each block, in the order of the blocks.
    pub fn guesses(&self) -> Vec<Guess> {
        let mut guesses: Vec<Guess> = self.blocks.iter().map(|b| Guess { area: b.area, doubt: None }).collect();
        for region in &self.regions {
            let table = rows::Table::new(&self.blocks, region, self.align == Align::Middle);
            if table.rows.is_empty() {
                continue;
            }
            for (block, guess) in merged::spans(&self.blocks, &table) {
                guesses[block] = guess;
            }
        }
        guesses
    }
}
