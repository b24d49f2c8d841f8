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
    /// Where it stands: as high as its cell where that is known, else as its text.
    pub area: Area,
    /// Top and bottom of its text, as far as it shows.
    shown: Option<(f32, f32)>,
    /// Whether its cell's top and bottom are known.
    framed: bool,
    /// The height of its letters, the unit of all that is nearly.
    pub em: f32,
}

impl Block {
    /// A text at a place; its cell's top and bottom are the place's if they are not known.
    pub fn new(place: Area, cell: Area, em: f32) -> Self {
        let shows = place.overlap_y(&cell) > 0.0;
        Self {
            area: Area { y0: cell.y0, y1: cell.y1, ..place },
            shown: shows.then_some((place.y0.max(cell.y0), place.y1.min(cell.y1))),
            framed: place != cell,
            em,
        }
    }
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
    /// Whether it begins with the header of a table.
    headed: bool,
}

impl Region {
    fn new(blocks: &[Block], groups: Vec<Vec<usize>>, heads: &[bool]) -> Option<Self> {
        let first = groups.iter().find(|g| g.len() > 1).or(groups.first())?;
        let headed = is_header(first, heads);
        Some(Self { columns: columns::of(blocks, &groups), groups, headed })
    }

    /// Whether rows and columns show: more than one row has more than one text.
    pub fn is_table(&self) -> bool {
        self.columns.len() > 1 && self.groups.iter().filter(|g| g.len() > 1).count() > 1
    }

    /// Its blocks.
    pub fn blocks(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().flatten().copied()
    }
}

/// How the texts of a row are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Their middles are at one height.
    Middle,
    /// They begin at one height.
    Top,
    /// They end at one height.
    Bottom,
}

impl Align {
    /// The way in which most texts of all pages stand at one height.
    pub fn of(pages: &[Vec<Block>]) -> Self {
        let shared = |align: Self| -> usize { pages.iter().map(|p| align.shared(p)).sum() };
        let (middle, top, bottom) = (shared(Self::Middle), shared(Self::Top), shared(Self::Bottom));
        if middle >= top && middle >= bottom {
            Self::Middle
        } else if top >= bottom {
            Self::Top
        } else {
            Self::Bottom
        }
    }

    /// How many texts stand at the height of another.
    fn shared(self, blocks: &[Block]) -> usize {
        blocks.len() - self.groups(blocks).len()
    }

    /// The way in which the texts of a page stand, if it is clear, else this one.
    fn unless_clear(self, blocks: &[Block]) -> Self {
        const CLEAR: usize = 2;
        let all = [Self::Middle, Self::Top, Self::Bottom];
        let best = all.into_iter().rev().max_by_key(|a| a.shared(blocks)).unwrap_or(self);
        if best.shared(blocks) > self.shared(blocks) + CLEAR { best } else { self }
    }

    fn height(self, block: &Block) -> f32 {
        let (top, bottom) = self.extent(block);
        match self {
            Self::Middle => f32::midpoint(top, bottom),
            Self::Top => top,
            Self::Bottom => bottom,
        }
    }

    /// Top and bottom of what a block takes of its row.
    fn extent(self, block: &Block) -> (f32, f32) {
        let Area { y0, y1, .. } = block.area;
        match self {
            Self::Middle => (y0, y1),
            // The text of a merged cell shows on one of the pages over which the cell reaches.
            Self::Top => block.shown.unwrap_or((y0, y1.min(y0 + block.em))),
            Self::Bottom => block.shown.unwrap_or((y0.max(y1 - block.em), y1)),
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
/// goes on, on the next page perhaps, where not all of its columns need have a text. Tells for each
/// region but the first whether it goes on.
pub fn unify(regions: &mut [&mut Region]) -> Vec<bool> {
    let mut goes_on = Vec::new();
    for i in 1..regions.len() {
        let columns = homes(regions[i - 1], regions[i]);
        goes_on.push(columns.is_some());
        let Some(columns) = columns else { continue };
        let mut wider = regions[i - 1].columns.clone();
        for (own, home) in regions[i].columns.iter().zip(columns) {
            match home {
                Some(home) => wider[home] = (wider[home].0.min(own.0), wider[home].1.max(own.1)),
                None => wider.push(*own),
            }
        }
        wider.sort_by(|a, b| a.0.total_cmp(&b.0));
        regions[i].columns = wider;
    }
    for i in (1..regions.len()).rev().filter(|i| goes_on[i - 1]) {
        let columns = regions[i].columns.clone();
        regions[i - 1].columns = columns;
    }
    goes_on
}

/// The columns of one region in which those of the next stand, if it goes on there; on the right
/// there may be new ones, of remarks, if nothing says that another table begins.
fn homes(region: &Region, next: &Region) -> Option<Vec<Option<usize>>> {
    let (known, found) = (&region.columns, &next.columns);
    let met =
        |x: &(f32, f32)| -> Vec<usize> { (0..known.len()).filter(|&k| x.0 < known[k].1 && known[k].0 < x.1).collect() };
    let mut homes = Vec::with_capacity(found.len());
    for column in found {
        match met(column)[..] {
            [] => homes.push(None),
            [home] => homes.push(Some(home)),
            _ => return None,
        }
    }
    let shared: Vec<usize> = homes.iter().copied().flatten().collect();
    let whole = shared.len() == known.len() && shared.len() == found.len();
    let enough = shared.len() > 1 && shared.len() * 2 >= known.len().min(found.len());
    let in_order = shared.windows(2).all(|w| w[0] < w[1]) && homes[..shared.len()].iter().all(Option::is_some);
    (in_order && enough && (whole || !next.headed)).then_some(homes)
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
    heads: Vec<bool>,
    align: Align,
    /// Its parts, downwards.
    pub regions: Vec<Region>,
}

impl Page {
    /// Takes a page apart. A page with more texts than any table has is left in one column.
    ///
    /// `heads` says of each block whether it reads as the header of a column: a line of headers
    /// begins a table, which no gap between the texts would tell. `align` is how the texts of the
    /// document stand; a page may be otherwise.
    pub fn new(blocks: Vec<Block>, heads: &[bool], align: Align) -> Self {
        const MOST: usize = 4_000;
        if blocks.len() > MOST {
            return Self { blocks, heads: heads.to_vec(), align: Align::Top, regions: Vec::new() };
        }
        let align = align.unless_clear(&blocks);
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
                regions.extend(Region::new(&blocks, current, heads));
                current = next;
            }
        }
        regions.extend(Region::new(&blocks, current, heads));
        Self { blocks, heads: heads.to_vec(), align, regions }
    }

    /// Whether the texts of merged cells stand in their last rows, as far as the page shows it:
    /// more than 0 if so, less if it is the first rows that say what holds for a group.
    pub fn upwards(&self) -> i32 {
        self.tables().map(|table| merged::upwards(&self.blocks, &table)).sum()
    }

    /// The cell of each block, in the order of the blocks. `upwards` says that the texts of merged
    /// cells stand in their last rows.
    pub fn guesses(&self, upwards: bool) -> Vec<Guess> {
        let mut guesses: Vec<Guess> = self.blocks.iter().map(|b| Guess { area: b.area, doubt: None }).collect();
        for table in self.tables() {
            for (block, guess) in merged::spans(&self.blocks, &table, upwards) {
                guesses[block] = guess;
            }
        }
        guesses
    }

    fn tables(&self) -> impl Iterator<Item = rows::Table> {
        let table = |region| rows::Table::new(&self.blocks, region, &self.heads, self.align);
        self.regions.iter().map(table).filter(|table| !table.rows.is_empty())
    }
}
