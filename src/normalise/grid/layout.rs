//! The columns of a table, read off its header.

mod counted;
mod levels;
mod lists;
mod meaning;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::levels::Named;
use self::levels::{Leaf, leaf, lower_levels};
use self::lists::{tell_list, tell_values};
use self::meaning::{section, settle, tell_areas, tell_references, tell_steps};
use super::band::Topic;
use super::view::{View, columns};
use crate::document::Cell;
use crate::grammar::text;
use crate::normalise::draft::{Field, Section};
use crate::normalise::headers::{self, Header};
use crate::trace::Inference;

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
    /// Whether the header's words are known; if not, the column may be any that is missing.
    pub known: bool,
}

/// A table: its columns from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub lists: Lists,
    pub columns: Vec<Column>,
    /// The sheet of the header's cells.
    pub sheet: usize,
    /// The cell of a header that is no label but the objective of the rows below.
    pub objective: Option<usize>,
    /// What ticks in the columns of a group stand for.
    pub named: Vec<Named>,
    /// Why what a column means is not sure.
    pub doubts: BTreeMap<Header, Inference>,
    /// The header of a column that is not known and was given no meaning.
    pub unknown: Option<Arc<str>>,
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
        let (left, right) = columns(cell);
        let first = self.columns.partition_point(|column| column.right < left);
        self.columns.get(first).filter(|column| column.left <= right)
    }

    /// The column of numbers beside one of objectives: they may be theirs.
    pub fn objective_number(&self) -> Option<&Column> {
        let number = self.columns.iter().find(|column| column.header == Header::Number);
        number.filter(|_| self.has(Header::Field(Field::Objective)))
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
    /// The plan's first and last year, if a title names them.
    pub plan: Option<(i32, i32)>,
    /// Whether a heading in force names whose objectives the rows are.
    pub named: bool,
    /// Whether a heading in force names a programme.
    pub programme: bool,
    /// Whether a heading in force names an operational objective.
    pub operational_objective: bool,
}

/// More header cells than any table of a plan has; the rest is no header.
const MOST_COLUMNS: usize = 256;

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
    let hints = hints();
    counted::name(view, &mut leaves, hints.plan);
    let mut named = Vec::new();
    let used = 1 + lower_levels(view, line, &mut leaves, hints.plan, &mut named);
    for leaf in leaves.iter_mut().filter(|leaf| leaf.header.is_none()) {
        leaf.header = headers::of_first_words(&view.cell(leaf.cell).text);
    }
    table(view, sheet, leaves, hints).map(|table| (Table { named, ..table }, used))
}

/// Whether a line is the header of a table that is no part of a plan: names of columns, and hardly
/// anything else.
pub fn is_unknown_header(view: &View, line: usize) -> bool {
    const FEWEST: usize = 3;
    let cells = view.lines[line].cells.clone();
    let known = |&index: &usize| headers::of_cell(&view.cell(index).text).is_some();
    (FEWEST..=MOST_COLUMNS).contains(&cells.len())
        && cells.clone().filter(known).count() >= FEWEST.max(cells.len() - 1)
        && cells.filter(|index| !known(index)).all(|index| levels::may_label(&view.cell(index).text))
}

fn table(view: &View, sheet: usize, mut leaves: Vec<Leaf>, hints: Hints) -> Option<Table> {
    tell_areas(view, &mut leaves);
    tell_list(view, &mut leaves);
    tell_references(view, &mut leaves);
    tell_steps(view, &mut leaves);
    let values = tell_values(view, &mut leaves);
    let named = leaves.iter().filter(|leaf| leaf.header.is_some()).count();
    let has = |field| leaves.iter().any(|leaf| leaf.header == Some(Header::Field(field)));
    let mut objective = None;
    let mut stand_in = None;
    if has(Field::Indicator) {
        if named < 2 || named * 3 < leaves.len() {
            return None;
        }
    } else if heads_indicators(&leaves) {
        objective = Some(leaves[0].cell);
        leaves[0].header = Some(Header::Field(Field::Indicator));
    } else if let Some(field) = text_column(&leaves) {
        let header = Some(Header::Field(field));
        leaves.iter_mut().filter(|leaf| leaf.header == header).for_each(|leaf| leaf.header = INDICATOR);
        stand_in = Some(Inference::new("the table has no column of indicators; its objectives stand for them", 0.6));
    } else if has(Field::Objective) && (has(Field::Mission) || has(Field::Perspective)) && named * 2 >= leaves.len() {
        let columns = leaves.iter().map(|leaf| leaf.column(leaf.header.unwrap_or(Header::Extra))).collect();
        return Some(Table {
            lists: Lists::Objectives,
            columns,
            sheet,
            objective,
            named: Vec::new(),
            doubts: BTreeMap::new(),
            unknown: None,
        });
    } else {
        return None;
    }
    let section = section(view, &leaves, hints);
    let (columns, mut doubts) = settle(&leaves, section, hints);
    doubts.extend(INDICATOR.zip(stand_in));
    for (leaf, column) in leaves.iter().zip(&columns).filter(|(_, column)| column.header.year().is_some()) {
        doubts.extend(counted::doubt(view, leaf).map(|doubt| (column.header, doubt)));
    }
    for (_, column) in
        leaves.iter().zip(&columns).filter(|(leaf, column)| leaf.guessed && column.header != Header::Extra)
    {
        let why = "one of the columns under the year or the targets; its own words do not say so";
        doubts.insert(column.header, Inference::new(why, 0.7));
    }
    for column in columns.iter().filter(|column| values && column.header.year().is_some()) {
        let why = "the column names a year and not that its values are targets; no other column has targets";
        doubts.insert(column.header, Inference::new(why, 0.85));
    }
    let unknown = columns.iter().find(|column| !column.known && column.header == Header::Extra);
    let unknown = unknown.map(|column| text::normalise(&view.cell(column.cell).text).into());
    Some(Table { lists: Lists::Rows(section), columns, sheet, objective, named: Vec::new(), doubts, unknown })
}

const INDICATOR: Option<Header> = Some(Header::Field(Field::Indicator));

/// `1. Semplificazione … | 2016 | 2017 | Owner`: the objective stands where the header of the
/// indicators would.
fn heads_indicators(leaves: &[Leaf]) -> bool {
    let Some((first, others)) = leaves.split_first() else { return false };
    let has = |field| others.iter().any(|leaf| leaf.header == Some(Header::Field(field)));
    let years: Vec<i32> = others.iter().filter_map(|leaf| leaf.header.and_then(Header::year)).collect();
    let in_order = years.windows(2).all(|pair| pair[0] < pair[1]) || years.windows(2).all(|pair| pair[0] > pair[1]);
    let measured = if years.is_empty() {
        has(Field::Target) && !has(Field::OperationalObjective) && !has(Field::Action)
    } else {
        years.len() >= 2 && in_order
    };
    first.header.is_none() && measured && others.iter().all(|leaf| leaf.header.is_some())
}

/// The column that stands for the missing one of indicators in a table that measures something.
fn text_column(leaves: &[Leaf]) -> Option<Field> {
    const FEWEST: usize = 3;
    let has = |field| leaves.iter().any(|leaf| leaf.header == Some(Header::Field(field)));
    let years = leaves.iter().any(|leaf| leaf.header.and_then(Header::year).is_some());
    let named = leaves.iter().filter(|leaf| leaf.header.is_some()).count();
    let measured = years || has(Field::Target) || has(Field::Weight);
    let texts = [Field::OperationalObjective, Field::Action, Field::Programme];
    texts.into_iter().find(|&field| has(field) && measured && named >= FEWEST)
}
