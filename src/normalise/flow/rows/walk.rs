//! A walk down a page that gives its rows the headings in force.

use std::collections::VecDeque;

use super::stacked::{self, Before};
use crate::normalise::draft::{Field, Section};
use crate::normalise::flow::bands::Given;
use crate::normalise::flow::decode::{Cell, Piece};
use crate::normalise::flow::headings::{self, Heading, Names, heading, is_role, names_one};
use crate::normalise::flow::kinds;
use crate::normalise::flow::row::{Assembled, Row, Sum, Text};
use crate::normalise::flow::tables::Table;
use crate::trace::Inference;

/// Headings that wait for a table.
#[derive(Debug, Default)]
pub struct Waiting {
    /// Objectives.
    pub objectives: VecDeque<Text>,
    /// Executives and officers.
    pub roles: VecDeque<Text>,
}

/// The headings in force.
#[derive(Debug, Default, Clone)]
pub struct Current {
    /// The objective.
    pub objective: Option<Text>,
    /// The mission.
    pub mission: Option<Text>,
    /// The perspective.
    pub perspective: Option<Text>,
    /// The executive or officer.
    pub role: Option<Text>,
    /// The section of the last table.
    pub section: Option<Section>,
    /// Whether the role's total was printed: the next table is another's.
    pub closed: bool,
    /// Whether no row followed the name yet.
    pub unused: bool,
    /// Whether names and headers stood before rows other than their own.
    pub titled: bool,
}

impl Current {
    /// Goes on to a table of a section. A name behind the last row of an executive is the next one's.
    fn enter(&mut self, section: Section) {
        if self.section == Some(section) {
            return;
        }
        if self.section == Some(Section::Executive) && !self.unused {
            self.role = None;
        }
        self.section = Some(section);
        self.closed = !self.unused;
    }
}

/// The headings of a page's tables.
pub struct Heads {
    /// Those that stand at the page's end, by table.
    pub given: Vec<Given>,
    /// Whether an objective stands directly before each table.
    pub attached: Vec<bool>,
}

/// Walks over a page and gives its rows the headings in force.
#[expect(clippy::too_many_arguments, reason = "the state of a walk over the document")]
pub fn walk(
    tables: &[Table],
    offset: usize,
    heads: Heads,
    names: &Names,
    waiting: &mut Waiting,
    current: &mut Current,
    rows: &mut [Row],
    out: &mut Assembled,
) {
    let page = tables[0].page;
    let first_row = out.rows.len();
    let first = tables.iter().find(|t| t.section.is_some());
    let goes_on = first.is_some_and(|t| t.section == current.section);
    let number = |row: &Row| kinds::heading_number(&row.get(Field::Objective)?.cell.flat());
    let last = out.rows.iter().rev().take_while(|row| Some(row.section) == current.section).find_map(number);
    let before = if goes_on {
        Before { name: current.role.clone(), number: last, titled: current.titled }
    } else {
        Before::default()
    };
    let (stacked, titled) = stacked::roles(tables, offset, rows, names, before);
    current.titled |= titled;
    let mut at = 0;
    for (index, (table, given)) in tables.iter().zip(heads.given).enumerate() {
        let Some(section) = table.section else {
            take_bands(&table.pieces, names, page, current, out);
            continue;
        };
        if index == 0 {
            current.perspective = None;
        }
        current.enter(section);
        if let Some(name) = stacked.get(&(index, None)) {
            current.role = Some(name.clone());
            current.closed = false;
        }
        if current.closed
            && let Some(role) = index.checked_sub(1).and_then(|above| named(&tables[above], table, names))
        {
            out.left.retain(|text| text.cell != role.cell);
            current.role = Some(role);
            current.closed = false;
        }
        if !table.continued {
            hand_out(table, section, waiting, current, given, index == 0, heads.attached[index]);
        }
        let end = end_of(table);
        // Whose sum is printed next, where its label stands apart from its number.
        let mut label = None;
        for (nth, piece) in table.pieces.iter().enumerate() {
            if let Some(name) = stacked.get(&(index, Some(nth))) {
                current.role = Some(name.clone());
            }
            match piece {
                Piece::Row(_) => {
                    if let Some(row) = rows.get_mut(at).filter(|r| r.table == offset + index) {
                        row.headings = headings(table, section, current);
                    }
                    current.unused = false;
                    label = None;
                    at += 1;
                }
                Piece::Band(cell) if summed(cell, page, 0).is_some() => {
                    let said = summed(cell, page, 0);
                    out.titles.extend(said.clone());
                    match out.sums.last_mut().filter(|s| s.after == first_row + at && s.page == page) {
                        Some(sum) if summed(&sum.cell, page, 0).is_none() => sum.role = said,
                        _ => label = said,
                    }
                }
                Piece::Band(cell) => {
                    take_band(
                        cell,
                        names,
                        page,
                        current,
                        out,
                        !table.in_passes && nth >= end && index + 1 == tables.len(),
                    );
                }
                Piece::Total(cell) => {
                    let own = at.checked_sub(1).and_then(|last| rows.get(last)?.get(Field::Role).cloned());
                    let twice = table.columns.iter().any(|c| c.is(Field::WeightAssessed));
                    let said = summed(cell, page, 1 + usize::from(twice));
                    let own = own.filter(|own| is_role(&own.cell.flat()) && names_one(&own.cell.flat()));
                    let heads =
                        || if table.columns.iter().any(|c| c.is(Field::Role)) { own } else { current.role.clone() };
                    let role = said.or_else(|| label.take()).or_else(heads);
                    let cell = cell.clone();
                    add_sum(Sum { role, section, page, cell, after: first_row + at, twice }, &mut out.sums);
                    current.closed = true;
                }
                Piece::Detached(cell) if table.in_passes => {
                    out.left.push(Text { cell: cell.clone(), page, why: None, merged: false });
                }
                Piece::Detached(_) => {}
            }
        }
    }
}

/// Whose sum a text says it is, before so many numbers at most: `Totale Dirigente Area 2`.
fn summed(cell: &Cell, page: u32, numbers: usize) -> Option<Text> {
    let flat = cell.flat();
    let mut name = headings::summed(&flat)?;
    for _ in 0..numbers {
        name = name.rsplit_once(' ').filter(|(_, last)| kinds::is_weight(last)).map_or(name, |(name, _)| name);
    }
    Some(Text { cell: Cell { text: name.to_owned(), ..cell.clone() }, page, why: None, merged: true })
}

/// Adds a sum, or the second number of the one before: a line may hold but one of the two.
pub fn add_sum(sum: Sum, sums: &mut Vec<Sum>) {
    let plain = |cell: &Cell| kinds::is_weight(&cell.flat());
    match sums.last_mut() {
        Some(before)
            if sum.twice
                && (before.after, before.page) == (sum.after, sum.page)
                && plain(&before.cell)
                && before.cell.flat() == sum.cell.flat() =>
        {
            before.cell.text = format!("{}\n{}", before.cell.text, sum.cell.text);
            before.cell.lines.1 = sum.cell.lines.1;
        }
        _ => sums.push(sum),
    }
}

/// Where a page's end begins: nothing but bands and detached cells follow.
pub fn end_of(table: &Table) -> usize {
    let tail = table.pieces.iter().rev().take_while(|p| matches!(p, Piece::Band(_) | Piece::Detached(_)));
    table.pieces.len() - tail.count()
}

/// Gives a table its headings: those printed before it are in force already.
fn hand_out(
    table: &Table,
    section: Section,
    waiting: &mut Waiting,
    current: &mut Current,
    given: Given,
    first: bool,
    attached: bool,
) {
    if let Some(objective) = given.objective {
        current.objective = Some(objective);
    } else if !attached && !table.columns.iter().any(|c| c.is(Field::Objective)) {
        if let Some(mut next) = waiting.objectives.pop_front() {
            next.why =
                Some(Inference::new("the heading stands at the end of an earlier page, where no table lacks one", 0.8));
            current.objective = Some(next);
        } else if let Some(objective) = &mut current.objective {
            objective.why = Some(Inference::new("the table repeats its header without a heading of its own", 0.8));
        }
    }
    if !matches!(section, Section::Executive | Section::Officer) {
        return;
    }
    if given.role.is_some() {
        current.role = given.role;
    } else if (current.closed || current.role.is_none() || (first && waiting.roles.len() == 1))
        && let Some(mut role) = waiting.roles.pop_front()
    {
        role.why = Some(Inference::new("the name stands at the end of an earlier page", 0.6));
        current.role = Some(role);
    }
    current.closed = false;
}

/// The text directly above the header of a table of an executive's or officer's objectives that has no
/// column for the name: whatever its words, it says whose they are.
fn named(above: &Table, table: &Table, names: &Names) -> Option<Text> {
    const LONGEST: usize = 8;
    let Some(Piece::Band(cell)) = above.pieces.last().filter(|_| !table.continued && stacked::takes_role(table)) else {
        return None;
    };
    let text = cell.flat();
    if heading(&text, names) != Heading::Other || text.split(' ').count() > LONGEST {
        return None;
    }
    let why = Inference::new("the text above the table seems to say whose objectives they are", 0.8);
    Some(Text { cell: cell.clone(), page: above.page, why: Some(why), merged: true })
}

fn take_bands(pieces: &[Piece], names: &Names, page: u32, current: &mut Current, out: &mut Assembled) {
    for piece in pieces {
        if let Piece::Band(cell) | Piece::Detached(cell) | Piece::Total(cell) = piece {
            take_band(cell, names, page, current, out, false);
        }
    }
}

fn take_band(cell: &Cell, names: &Names, page: u32, current: &mut Current, out: &mut Assembled, at_end: bool) {
    if at_end {
        return;
    }
    let mut text = Text { cell: cell.clone(), page, why: None, merged: true };
    let kind = heading(&cell.flat(), names);
    if matches!(kind, Heading::Objective(_) | Heading::Perspective) {
        kinds::unlabelled(&cell.flat()).clone_into(&mut text.cell.text);
    }
    match kind {
        Heading::Objective(_) => current.objective = Some(text.clone()),
        Heading::Mission => current.mission = Some(text.clone()),
        Heading::Perspective => current.perspective = Some(text.clone()),
        Heading::Role => {
            current.role = Some(text.clone());
            current.closed = false;
            current.unused = true;
        }
        Heading::Title => {}
        Heading::Other => {
            out.left.push(text);
            return;
        }
    }
    out.titles.push(text);
}

fn headings(table: &Table, section: Section, current: &Current) -> Vec<(Field, Text)> {
    let mut out = Vec::new();
    let has = |field: Field| table.columns.iter().any(|c| c.is(field));
    if !has(Field::Objective) {
        out.extend(current.objective.clone().map(|t| (Field::Objective, t)));
    }
    if section == Section::Executive && !has(Field::Perspective) {
        out.extend(current.perspective.clone().map(|t| (Field::Perspective, t)));
    }
    if matches!(section, Section::Executive | Section::Officer) && !has(Field::Role) {
        out.extend(current.role.clone().map(|t| (Field::Role, t)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Cell, Current, Section, Sum, Text, add_sum, summed};

    #[test]
    fn a_sum_may_say_whose_it_is() {
        let name = |text: &str, numbers: usize| {
            let cell = Cell { text: text.to_owned(), lines: (1, 1), cost: 0.0, why: None };
            summed(&cell, 1, numbers).map(|text| text.cell.flat())
        };
        assert_eq!(name("Totale Dirigente Area 2 65", 1).as_deref(), Some("Dirigente Area 2"));
        assert_eq!(name("Totale Segretario Generale 70 70", 2).as_deref(), Some("Segretario Generale"));
        assert_eq!(name("Totale P.O. Moli e\nFari", 0).as_deref(), Some("P.O. Moli e Fari"));
        assert_eq!(name("Totale complessivo 100%", 1), None);
    }

    #[test]
    fn a_name_behind_the_last_executive_s_rows_is_an_officer_s() {
        let cell = Cell { text: "P.O. Moli e Fari".to_owned(), lines: (1, 1), cost: 0.0, why: None };
        let role = Some(Text { cell, page: 1, why: None, merged: true });
        let entered = |unused: bool| {
            let section = Some(Section::Executive);
            let mut current = Current { role: role.clone(), unused, section, ..Current::default() };
            current.enter(Section::Officer);
            (current.role.is_some(), current.closed)
        };
        assert_eq!((entered(true), entered(false)), ((true, false), (false, true)));
    }

    #[test]
    fn a_sum_of_two_numbers_may_take_two_lines() {
        let sum = |line: u32, twice: bool| Sum {
            role: None,
            section: Section::Executive,
            page: 1,
            cell: Cell { text: "70".to_owned(), lines: (line, line), cost: 0.0, why: None },
            after: 4,
            twice,
        };
        let count = |twice: bool| {
            let mut sums = Vec::new();
            for line in [8, 9] {
                add_sum(sum(line, twice), &mut sums);
            }
            sums.len()
        };
        assert_eq!((count(true), count(false)), (1, 2));
    }
}
