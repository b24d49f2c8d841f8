//! The columns of a table, read off its header.

use std::collections::BTreeSet;

use super::band::{Topic, role_section};
use super::view::{View, bottom, columns};
use crate::document::Cell;
use crate::grammar::text;
use crate::normalise::draft::{Field, Section};
use crate::normalise::headers::{self, Header};
use crate::normalise::words::fold;

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lists {
    /// Rows of a section.
    Rows(Section),
    /// The strategic objectives themselves, with mission and perspective.
    Objectives,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub left: u32,
    pub right: u32,
    pub header: Header,
    /// The header's cell.
    pub cell: usize,
}

/// A table: its columns from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub lists: Lists,
    pub columns: Vec<Column>,
    /// The sheet of the header's cells.
    pub sheet: usize,
    /// The cell of a header that is no label but the objective of the rows below.
    pub objective: Option<usize>,
    /// Another text column stands for the missing one of indicators.
    pub stand_in: bool,
}

impl Table {
    pub fn has(&self, header: Header) -> bool {
        self.columns.iter().any(|column| column.header == header)
    }

    /// Positions of the columns over which a cell lies.
    pub fn under(&self, cell: &Cell) -> std::ops::Range<usize> {
        let (left, right) = columns(cell);
        let first = self.columns.partition_point(|column| column.right < left);
        let end = self.columns.partition_point(|column| column.left <= right);
        first..end.max(first)
    }

    /// The column of a cell: the first over which it lies.
    pub fn column_of(&self, cell: &Cell) -> Option<&Column> {
        self.columns.get(self.under(cell)).and_then(<[Column]>::first)
    }

    /// The same meaning in the same order, wherever the columns stand.
    pub fn alike(&self, other: &Self) -> bool {
        self.lists == other.lists
            && self.columns.len() == other.columns.len()
            && self.columns.iter().zip(&other.columns).all(|(a, b)| a.header == b.header)
    }
}

/// What is known of a table before its header is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    /// The last title above it.
    pub title: Option<Topic>,
    /// The section of the role in force.
    pub role: Option<Section>,
    /// What the sheet's name announces.
    pub sheet: Option<Topic>,
    /// The plan's year, if a title names it.
    pub year: Option<i32>,
}

/// More header cells than any table of a plan has; the rest is no header.
const MOST_COLUMNS: usize = 256;

/// A header cell, or the part of a two-level header above one column.
#[derive(Debug, Clone)]
struct Leaf {
    left: u32,
    right: u32,
    header: Option<Header>,
    cell: usize,
}

/// Reads the header that begins in a line: the table, and how many lines the header takes.
pub fn header(view: &View, sheet: usize, line: usize, hints: impl Fn() -> Hints) -> Option<(Table, usize)> {
    let cells = view.lines[line].cells.clone();
    if cells.len() < 2 || cells.len() > MOST_COLUMNS {
        return None;
    }
    let mut leaves: Vec<Leaf> = cells.map(|index| leaf(view, index)).collect();
    if leaves.iter().filter(|leaf| leaf.header.is_some()).count() < 2 {
        return None;
    }
    let used = 1 + lower_levels(view, line, &mut leaves);
    for leaf in leaves.iter_mut().filter(|leaf| leaf.header.is_none()) {
        leaf.header = headers::of_first_words(&view.cell(leaf.cell).text);
    }
    table(view, sheet, leaves, hints()).map(|table| (table, used))
}

fn leaf(view: &View, index: usize) -> Leaf {
    let cell = view.cell(index);
    let (left, right) = columns(cell);
    // A narrow header may break a word: `Indica-\ntore`.
    let joined = cell.text.contains('\n').then(|| text::join_lines(&cell.text));
    let header = headers::of_cell(&cell.text).or_else(|| headers::of_cell(joined.as_deref()?));
    Leaf { left, right, header, cell: index }
}

/// Whether a line is the header of a table that is no part of a plan.
pub fn is_unknown_header(view: &View, line: usize) -> bool {
    const FEWEST: usize = 3;
    let cells = view.lines[line].cells.clone();
    (FEWEST..=MOST_COLUMNS).contains(&cells.len())
        && cells.into_iter().all(|index| headers::of_cell(&view.cell(index).text).is_some())
}

/// Puts the lower levels of a header under the upper one; how many lines they take.
fn lower_levels(view: &View, line: usize, leaves: &mut Vec<Leaf>) -> usize {
    const DEEPEST: usize = 2;
    let first = &view.lines[line];
    let last_row = leaves.iter().map(|leaf| bottom(view.cell(leaf.cell))).max().unwrap_or(first.row);
    let mut taken = 0;
    while taken < DEEPEST {
        let Some(next) = view.lines.get(line + taken + 1) else { break };
        let beside = next.row <= last_row;
        if (!beside && next.row != first.row + u32::try_from(taken).unwrap_or(u32::MAX) + 1)
            || next.cells.len() > MOST_COLUMNS
        {
            break;
        }
        let below: Vec<Leaf> = next.cells.clone().map(|index| leaf(view, index)).collect();
        let fits = below
            .iter()
            .all(|sub| sub.header.is_some() && leaves.iter().all(|leaf| !overlaps(leaf, sub) || may_head(leaf, sub)));
        if !fits || (!beside && below.len() < 2) {
            break;
        }
        let mut merged: Vec<Leaf> =
            leaves.iter().filter(|leaf| !below.iter().any(|sub| overlaps(leaf, sub))).cloned().collect();
        for mut sub in below {
            let head = leaves.iter().rfind(|leaf| leaf.left <= sub.left);
            let head = head.filter(|leaf| overlaps(leaf, &sub) || is_group(leaf.header));
            sub.header = combined(head.and_then(|leaf| leaf.header), sub.header);
            merged.push(sub);
        }
        merged.sort_by_key(|leaf| leaf.left);
        *leaves = merged;
        taken += 1;
    }
    taken
}

const fn overlaps(a: &Leaf, b: &Leaf) -> bool {
    a.left <= b.right && b.left <= a.right
}

/// Whether a header can stand above another as the name of a group of columns.
fn may_head(above: &Leaf, below: &Leaf) -> bool {
    above.right - above.left > below.right - below.left || is_group(above.header)
}

const fn is_group(header: Option<Header>) -> bool {
    matches!(header, None | Some(Header::Field(Field::Target) | Header::Year(_) | Header::Extra))
}

/// What a column means under the name of its group.
fn combined(above: Option<Header>, below: Option<Header>) -> Option<Header> {
    match (above, below) {
        // `Consuntivo` over years, or under one: figures of the past.
        (Some(Header::Extra | Header::Field(Field::Actual)), Some(Header::Year(_)))
        | (Some(Header::Year(_)), Some(Header::Field(Field::Actual | Field::Progress))) => Some(Header::Extra),
        (Some(year @ Header::Year(_)), Some(Header::Field(Field::Target))) => Some(year),
        (_, below) => below,
    }
}

fn table(view: &View, sheet: usize, mut leaves: Vec<Leaf>, hints: Hints) -> Option<Table> {
    tell_areas(view, &mut leaves);
    let known: BTreeSet<Header> = leaves.iter().filter_map(|leaf| leaf.header).collect();
    let has = |field| known.contains(&Header::Field(field));
    let years: Vec<i32> = leaves.iter().filter_map(|leaf| leaf.header.and_then(Header::year)).collect();
    let named = leaves.iter().filter(|leaf| leaf.header.is_some()).count();
    if !years.windows(2).all(|pair| pair[0] < pair[1]) && !years.windows(2).all(|pair| pair[0] > pair[1]) {
        return None;
    }
    let mut objective = None;
    let mut stand_in = false;
    let measured = !years.is_empty() || has(Field::Target) || has(Field::Weight);
    if !has(Field::Indicator) {
        // `1. Semplificazione … | 2016 | 2017 | Owner`: the objective stands where the header of
        // the indicators would.
        let first_named = leaves.iter().position(|leaf| leaf.header.is_some())?;
        let heads_indicators = first_named == 1
            && named + 1 == leaves.len()
            && (years.len() >= 2 || (has(Field::Target) && !has(Field::OperationalObjective) && !has(Field::Action)));
        let text_column = [Field::OperationalObjective, Field::Action, Field::Programme]
            .into_iter()
            .find(|&field| has(field) && measured && named >= 3);
        if heads_indicators {
            objective = Some(leaves[0].cell);
            leaves[0].header = Some(Header::Field(Field::Indicator));
        } else if let Some(field) = text_column {
            stand_in = true;
            for leaf in &mut leaves {
                if leaf.header == Some(Header::Field(field)) {
                    leaf.header = Some(Header::Field(Field::Indicator));
                }
            }
        } else if has(Field::Objective) && (has(Field::Mission) || has(Field::Perspective)) && named * 2 >= leaves.len()
        {
            let columns = leaves.into_iter().map(|leaf| column(&leaf, leaf.header.unwrap_or(Header::Extra))).collect();
            return Some(Table { lists: Lists::Objectives, columns, sheet, objective, stand_in });
        } else {
            return None;
        }
    } else if named < 2 || named * 3 < leaves.len() {
        return None;
    }
    let section = section(view, &leaves, &years, hints);
    let columns = settle(&leaves, section, &years, hints);
    Some(Table { lists: Lists::Rows(section), columns, sheet, objective, stand_in })
}

/// `Area strategica` and `Ambito` beside `Prospettiva` are what others call the objective.
fn tell_areas(view: &View, leaves: &mut [Leaf]) {
    let (perspective, objective) = (Some(Header::Field(Field::Perspective)), Some(Header::Field(Field::Objective)));
    let by_name = |leaf: &Leaf| fold(&view.cell(leaf.cell).text).starts_with("prospettiv");
    let of = |header| leaves.iter().filter(|leaf| leaf.header == header).count();
    if of(perspective) == 2 && of(objective) == 0 && leaves.iter().any(by_name) {
        for leaf in leaves.iter_mut().filter(|leaf| leaf.header == perspective && !by_name(leaf)) {
            leaf.header = objective;
        }
    }
}

const fn column(leaf: &Leaf, header: Header) -> Column {
    Column { left: leaf.left, right: leaf.right, header, cell: leaf.cell }
}

/// The section for which most columns and headings speak.
fn section(view: &View, leaves: &[Leaf], years: &[i32], hints: Hints) -> Section {
    const SECTIONS: [Section; 4] = [Section::Strategic, Section::Operational, Section::Executive, Section::Officer];
    let mut votes = [0_u32; 4];
    let mut vote = |section: Section, weight: u32| votes[section as usize] += weight;
    match years.len() {
        0 => {}
        1 => vote(Section::Strategic, 1),
        _ => vote(Section::Strategic, 4),
    }
    for leaf in leaves {
        let Some(Header::Field(field)) = leaf.header else { continue };
        match field {
            Field::Owners => vote(Section::Strategic, 1),
            Field::Services => vote(Section::Operational, 2),
            Field::Programme => vote(Section::Operational, 3),
            Field::OperationalObjective => {
                vote(Section::Operational, 2);
                vote(Section::Officer, 2);
            }
            Field::Area => {
                vote(Section::Operational, 1);
                vote(Section::Officer, 1);
            }
            Field::Weight => {
                vote(Section::Executive, 2);
                vote(Section::Officer, 2);
            }
            Field::Action | Field::Actual | Field::Progress => vote(Section::Executive, 2),
            Field::InTree | Field::Productivity => vote(Section::Officer, 4),
            _ => {}
        }
        if matches!(field, Field::Role | Field::Owners)
            && let Some(section) = role_section(&view.cell(leaf.cell).text)
        {
            vote(section, 1);
        }
    }
    for (topic, weight) in [(hints.title, 3), (hints.role.map(Topic::Rows), 3), (hints.sheet, 2)] {
        if let Some(Topic::Rows(section)) = topic {
            vote(section, weight);
        }
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    SECTIONS.into_iter().find(|&section| votes[section as usize] == most).unwrap_or(Section::Strategic)
}

/// Gives every header its meaning in the section; of two columns that would mean one field, the
/// one whose own words say so has it, then the left one. The other is kept aside.
fn settle(leaves: &[Leaf], section: Section, years: &[i32], hints: Hints) -> Vec<Column> {
    let target = Header::Field(Field::Target);
    let has_target = leaves.iter().any(|leaf| leaf.header == Some(target));
    // Outside the dashboard a row has one target: the plan's year, if the columns name several.
    let target_year = hints.year.filter(|year| years.contains(year)).or_else(|| years.first().copied());
    let meaning = |header: Header| match header {
        Header::Year(year) if section != Section::Strategic => {
            if !has_target && Some(year) == target_year {
                target
            } else {
                Header::Extra
            }
        }
        Header::Field(Field::Target) if section == Section::Strategic => match (years.is_empty(), hints.year) {
            (true, Some(year)) => Header::Year(year),
            _ => Header::Extra,
        },
        header => header.in_section(section),
    };
    let mut taken = BTreeSet::new();
    let mut settled: Vec<Header> = vec![Header::Extra; leaves.len()];
    for own_words in [true, false] {
        for (leaf, settled) in leaves.iter().zip(&mut settled) {
            let Some(said) = leaf.header else { continue };
            let meant = meaning(said);
            if (said == meant) != own_words {
                continue;
            }
            *settled = match meant {
                Header::Note | Header::Extra => meant,
                Header::Field(Field::Weight) if taken.contains(&meant) => {
                    let again = Header::Field(Field::WeightAssessed);
                    if taken.insert(again) { again } else { Header::Extra }
                }
                _ if taken.insert(meant) => meant,
                _ => Header::Extra,
            };
        }
    }
    leaves.iter().zip(settled).map(|(leaf, header)| column(leaf, header)).collect()
}
