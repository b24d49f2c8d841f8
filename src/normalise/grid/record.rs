//! One line of a table to one row of the draft.

mod parts;

use super::band::{self, Names};
use super::form;
use super::inside;
use super::layout::{Column, Table};
use super::view::{View, bottom};
use crate::document::Cell;
use crate::grammar::{heading, mission, note, number, target};
use crate::normalise::draft::{DraftRow, Field, Section};
use crate::normalise::headers::{self, Header, total_label};
use crate::normalise::words::{Word, words};
use crate::plan::TargetKind;
use crate::trace::{How, Inference, Places, Traced};

/// The cells of a line under the columns of a table.
#[derive(Debug)]
pub struct Record<'v, 'a> {
    view: &'v View<'a>,
    table: &'v Table,
    /// First and last row of the line; a line may be several rows high.
    pub top: u32,
    pub bottom: u32,
    /// Cells that begin in the line.
    pub own: Vec<usize>,
    /// Cells that reach into it.
    pub above: Vec<usize>,
}

/// The weights of a line that prints totals, and the cell that says `Totale`.
#[derive(Debug)]
pub struct Total {
    pub weights: Vec<(Field, usize)>,
    pub label: Option<usize>,
    /// Numbers beside a label, under columns that are kept aside.
    pub aside: Vec<usize>,
}

/// A row with what the rest of the document is needed for.
#[derive(Debug)]
pub struct Taken {
    pub row: DraftRow,
    /// Fields that have a column and no text here.
    pub blank: Vec<Field>,
    /// Fields that stand in a cell that covers other rows too.
    pub merged: Vec<Field>,
    /// A number beside the objective: of the objective, or of the row.
    pub number: Option<Traced<String>>,
    /// Cells used.
    pub cells: Vec<usize>,
    /// Cells under columns that the plan has no field for, with the column's header.
    pub aside: Vec<(usize, usize)>,
}

impl<'v, 'a> Record<'v, 'a> {
    pub fn new(view: &'v View<'a>, table: &'v Table, row: u32, own: Vec<usize>) -> Self {
        let above: Vec<usize> = view.reaching_in().collect();
        let mut record = Self { view, table, top: row, bottom: row, own, above };
        if let Some(indicator) = record.indicator() {
            record.bottom = record.bottom.max(bottom(record.cell(indicator)));
        }
        record
    }

    pub fn cell(&self, index: usize) -> &'a Cell {
        self.view.cell(index)
    }

    pub fn column(&self, index: usize) -> Option<&'v Column> {
        self.table.column_of(self.cell(index))
    }

    pub fn header(&self, index: usize) -> Option<Header> {
        self.column(index).map(|column| column.header)
    }

    /// The cell of the indicator, if it begins in this line: the longest text, if a code stands
    /// beside it.
    pub fn indicator(&self) -> Option<usize> {
        let is_indicator = |index: &usize| self.header(*index) == Some(Header::Field(Field::Indicator));
        self.own.iter().copied().filter(is_indicator).max_by_key(|&index| self.cell(index).text.len())
    }

    /// Whether the line, below those of a card, is more of it: a label and what it says, which is no value
    /// that could be measured or stands beside the name of a column.
    pub fn is_pair(&self) -> bool {
        let [label, value] = self.own[..] else { return false };
        let says = |index: usize| headers::of_cell(form::name(&self.cell(index).text)).is_some();
        let measured = || !matches!(target::parse(&self.cell(value).text).kind, TargetKind::Text);
        self.above.is_empty() && (says(label) || !measured())
    }

    /// Whether the line holds a label of a card, where the indicators stand, and its value.
    pub fn is_label(&self) -> bool {
        let label = self.indicator().filter(|_| self.own.len() == 2 && self.above.is_empty());
        label.is_some_and(|index| band::label(&self.cell(index).text).is_some())
    }

    /// The cell of the indicator, if it reaches into this line from above.
    pub fn indicator_above(&self) -> Option<usize> {
        self.above.iter().copied().find(|&index| self.header(index) == Some(Header::Field(Field::Indicator)))
    }

    /// Whether a cell lies over so many columns that it is a band and no value.
    pub fn is_band(&self, index: usize) -> bool {
        const BAND: usize = 3;
        let under = self.table.under(self.cell(index));
        under.len() >= BAND && !self.table.columns[under].iter().all(|column| matches!(column.header, Header::Year(_)))
    }

    /// Whether a cell stands where remarks stand: under their header, or as a remark under none.
    pub fn is_remark(&self, index: usize) -> bool {
        match self.header(index) {
            Some(header) if header == Header::Note || !self.is_unknown(index) => header == Header::Note,
            _ => note::starts(&self.cell(index).text),
        }
    }

    /// Whether a cell stands under a header whose words are not known.
    pub fn is_unknown(&self, index: usize) -> bool {
        self.column(index).is_some_and(|column| !column.known && column.header == Header::Extra)
    }

    /// All cells over the line, those that begin in it first.
    pub fn reaching(&self) -> impl Iterator<Item = usize> + '_ {
        self.own.iter().chain(&self.above).copied()
    }

    /// Whether a line without a header goes on with the table: an indicator, and values of the
    /// kind that the columns ask for.
    pub fn continues(&self) -> bool {
        const LONGEST_VALUE: usize = 120;
        let fits = |&index: &usize| match self.header(index) {
            Some(Header::Year(_) | Header::Field(Field::Target)) => self.cell(index).text.len() <= LONGEST_VALUE,
            Some(Header::Field(Field::Weight | Field::WeightAssessed)) => is_weight(&self.cell(index).text),
            Some(_) => true,
            None => self.is_remark(index),
        };
        let measured = |&index: &usize| {
            matches!(self.header(index), Some(Header::Year(_) | Header::Field(Field::Target | Field::Weight)))
        };
        let says = |index: usize| self.cell(index).text.chars().any(char::is_alphabetic);
        self.indicator().is_some_and(says) && self.own.iter().all(fits) && self.own.iter().any(measured)
    }

    /// The weights of a line that holds nothing else.
    pub fn total(&self) -> Option<Total> {
        let weight = |index: usize| match self.header(index) {
            Some(Header::Field(field @ (Field::Weight | Field::WeightAssessed))) => {
                is_weight(&self.cell(index).text).then_some(field)
            }
            _ => None,
        };
        let says = |index: &usize| total_label(&self.cell(*index).text).is_some();
        let label = self.own.iter().copied().find(says);
        let weights: Vec<(Field, usize)> =
            self.own.iter().filter_map(|&index| weight(index).map(|field| (field, index))).collect();
        let is_aside = |&index: &usize| self.header(index) == Some(Header::Extra) && is_weight(&self.cell(index).text);
        let aside: Vec<usize> = self.own.iter().copied().filter(|_| label.is_some()).filter(is_aside).collect();
        let others = self.own.len() - weights.len() - aside.len() - usize::from(label.is_some());
        let fits = !weights.is_empty() && others == 0 && self.indicator_above().is_none();
        fits.then_some(Total { weights, label, aside })
    }

    /// Whether the line says `Totale` and nothing else.
    pub fn is_bare_total(&self) -> bool {
        let bare = |&index: &usize| total_label(&self.cell(index).text) == Some("");
        self.own.iter().all(bare) && self.indicator_above().is_none()
    }

    /// Whether the values of the line contradict those of a row that covers it.
    pub fn contradicts(&self, row: &DraftRow) -> bool {
        self.own.iter().any(|&index| match self.header(index) {
            Some(Header::Year(year)) => row.years.iter().any(|(y, _)| *y == year),
            Some(Header::Field(field @ (Field::Target | Field::Weight | Field::WeightAssessed | Field::Actual))) => {
                row.get(field).is_some()
            }
            _ => false,
        })
    }

    /// Makes the row.
    pub fn take(&self, section: Section, names: &Names) -> Option<Taken> {
        let indicator = self.indicator().or_else(|| self.indicator_above())?;
        let inside = |index: usize| {
            let cell = self.cell(index);
            cell.row >= self.top && bottom(cell) <= self.bottom
        };
        let places = self.own.iter().copied().filter(|&i| inside(i)).map(|i| self.cell(i).place.clone());
        let places = Places::collect(places).unwrap_or_else(|| self.cell(indicator).place.clone().into());
        let mut taken = Taken {
            row: DraftRow::new(section, places.hull()),
            blank: Vec::new(),
            merged: Vec::new(),
            number: None,
            cells: Vec::new(),
            aside: Vec::new(),
        };
        for (column, cells) in self.table.columns.iter().zip(self.by_column()) {
            match column.header {
                Header::Field(Field::Target) if section == Section::Strategic => {}
                Header::Number if self.table.objective_number() == Some(column) && !cells.is_empty() => {
                    taken.number = Some(self.traced(&cells));
                    taken.cells.extend(&cells);
                }
                Header::Field(field) => self.take_field(&mut taken, field, &cells, names),
                Header::Year(year) if !cells.is_empty() => {
                    let doubt = self.table.doubts.get(&column.header).cloned();
                    let target = doubt.into_iter().chain(self.piled(&cells)).fold(self.traced(&cells), Traced::doubted);
                    let (target, remark) = inside::parted(target);
                    taken.row.notes.extend(remark);
                    taken.row.years.push((year, target));
                    taken.cells.extend(&cells);
                }
                Header::Number | Header::Extra => taken.aside.extend(cells.iter().map(|&cell| (column.cell, cell))),
                Header::Year(_) | Header::RowYear | Header::Note => {}
            }
        }
        if let Some((year, target, cells)) = self.year_target() {
            taken.row.years.push((year, target));
            taken.cells.extend(cells);
        }
        taken.row.years.sort_by_key(|(year, _)| *year);
        self.take_notes(&mut taken);
        self.take_unlabelled(&mut taken, names);
        Some(taken)
    }

    /// The target of a line that names its year, in a table with a line for each year.
    pub fn year_target(&self) -> Option<(i32, Traced<String>, Vec<usize>)> {
        if !self.table.has(Header::RowYear) {
            return None;
        }
        let under =
            |header| -> Vec<usize> { self.reaching().filter(|&index| self.header(index) == Some(header)).collect() };
        let (years, targets) = (under(Header::RowYear), under(Header::Field(Field::Target)));
        let year = words(&self.cell(*years.first()?).text).iter().find_map(Word::year)?;
        Some((year, self.traced(targets.get(..1)?), vec![years[0], targets[0]]))
    }

    fn take_field(&self, taken: &mut Taken, field: Field, cells: &[usize], names: &Names) {
        let (cells, codes) = self.without_codes(field, cells);
        taken.cells.extend(codes);
        if cells.is_empty() {
            taken.blank.push(field);
            return;
        }
        if matches!(field, Field::Area | Field::Services | Field::Owners) && self.take_ticks(taken, field, &cells) {
            return;
        }
        let mut text = self.traced(&cells);
        if field == Field::Target {
            text = self.piled(&cells).into_iter().fold(text, Traced::doubted);
        }
        if matches!(field, Field::Target | Field::Indicator) {
            let (value, remark) = inside::parted(text);
            taken.row.notes.extend(remark);
            text = value;
        }
        // `Ambito`, `Area strategica`: some annexes call so what others call the objective.
        let field = match field {
            Field::Perspective
                if !self.table.has(Header::Field(Field::Objective)) && names.is_objective(&text.value) =>
            {
                Field::Objective
            }
            field => field,
        };
        if let Some(why) = self.table.doubts.get(&Header::Field(field)) {
            text = text.doubted(why.clone());
        }
        if cells.iter().any(|&index| self.reaches_out(index)) {
            taken.merged.push(field);
        }
        taken.cells.extend(&cells);
        taken.row.set(field, text);
    }

    /// Whether a part of the table's header reaches into the line: it is header, too.
    pub fn is_header(&self, sheet: usize) -> bool {
        let heads = |index: &usize| self.table.columns.iter().any(|column| column.cell == *index);
        sheet == self.table.sheet && self.table.objective.is_none() && self.above.iter().any(heads)
    }

    /// A code beside a text under one header is no part of the text.
    fn without_codes(&self, field: Field, cells: &[usize]) -> (Vec<usize>, Vec<usize>) {
        const LONGEST_CODE: usize = 8;
        let long = |index: &usize| self.cell(*index).text.len() > LONGEST_CODE;
        let text_field =
            !matches!(field, Field::Target | Field::Weight | Field::Area | Field::Services | Field::Owners);
        if text_field && cells.len() > 1 && cells.iter().any(long) {
            cells.iter().copied().partition(long)
        } else {
            (cells.to_vec(), Vec::new())
        }
    }

    /// Remarks in the order in which they stand, with or without a header above them.
    fn take_notes(&self, taken: &mut Taken) {
        let mut notes: Vec<usize> =
            self.own.iter().chain(&self.above).copied().filter(|&i| self.is_remark(i)).collect();
        notes.sort_by_key(|&index| (self.cell(index).col, self.cell(index).row));
        taken.row.notes.extend(notes.iter().map(|&index| self.traced(&[index])));
        taken.cells.extend(notes);
    }

    /// A column without a header whose texts are objectives, missions or perspectives by their
    /// looks.
    fn take_unlabelled(&self, taken: &mut Taken, names: &Names) {
        for &index in self.own.iter().chain(&self.above) {
            let text = &self.cell(index).text;
            if (self.column(index).is_some() && !self.is_unknown(index)) || self.is_remark(index) {
                continue;
            }
            let field = if mission::parse(text).is_some() { Some(Field::Mission) } else { names.field(text) }
                .or_else(|| heading::parse(text).map(|_| Field::Objective));
            if let Some(field) = field.filter(|&field| taken.row.get(field).is_none()) {
                let mut text = self.traced(&[index]);
                if self.is_unknown(index) {
                    text = text.doubted(Inference::new("by its looks; the column's header is not known", 0.8));
                }
                taken.row.set(field, text);
                taken.cells.push(index);
                taken.aside.retain(|&(_, cell)| cell != index);
            }
        }
    }

    /// For each column the cells that give it its value: those that begin in the line, else one
    /// from above. A value over several years is the target of each of them.
    fn by_column(&self) -> Vec<Vec<usize>> {
        let mut given: Vec<Vec<usize>> = vec![Vec::new(); self.table.columns.len()];
        let is_year = |at: usize| self.table.columns[at].header.year().is_some();
        let own = self.own.iter().map(|&index| (index, true));
        for (index, begins) in own.chain(self.above.iter().map(|&index| (index, false))) {
            let under = self.table.under(self.cell(index));
            let first = under.start;
            for at in under.filter(|&at| at == first || (is_year(first) && is_year(at))) {
                if begins || given[at].is_empty() {
                    given[at].push(index);
                }
            }
        }
        self.join_signs(&mut given);
        given
    }

    /// Whether a cell covers other rows than the line's.
    pub fn reaches_out(&self, index: usize) -> bool {
        let cell = self.cell(index);
        cell.row < self.top || bottom(cell) > self.bottom
    }

    /// The text of cells that stand for one value.
    pub fn traced(&self, cells: &[usize]) -> Traced<String> {
        let texts: Vec<&str> = cells.iter().map(|&index| self.cell(index).text.as_str()).collect();
        let doubt = cells.iter().find_map(|&index| self.cell(index).doubt.clone());
        let how = match doubt {
            Some(why) => How::Inferred(why),
            None if cells.len() > 1 => How::Joined,
            None if cells.iter().any(|&index| self.reaches_out(index)) => How::Merged,
            None => How::Read,
        };
        let places = Places::collect(cells.iter().map(|&index| self.cell(index).place.clone()));
        let places = places.unwrap_or_else(|| self.cell(self.own[0]).place.clone().into());
        Traced::new(texts.join("\n"), places, how)
    }
}

fn is_weight(text: &str) -> bool {
    number::parse(text.trim_end_matches(['%', ' '])).is_some()
}

/// The text of one cell.
pub fn read_cell(cell: &Cell) -> Traced<String> {
    let how = cell.doubt.clone().map_or(How::Read, How::Inferred);
    Traced::new(cell.text.clone(), cell.place.clone(), how)
}
