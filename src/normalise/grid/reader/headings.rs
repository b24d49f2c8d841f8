//! Lines that hold for the lines below: bands, titles, cards.

use super::Reader;
use crate::document::Cell;
use crate::grammar::annex;
use crate::normalise::draft::{Field, Section};
use crate::normalise::grid::band::{self, Band, Label};
use crate::normalise::grid::context::From;
use crate::normalise::grid::fill::GROUPS;
use crate::normalise::grid::layout::{self, Lists};
use crate::normalise::grid::number;
use crate::normalise::grid::record::{Record, read_cell};
use crate::normalise::grid::view::View;
use crate::normalise::headers::{self, Header};
use crate::normalise::words::words;
use crate::trace::{Inference, Traced};

/// A longer text between rows is a legend, not a heading that was not understood.
const LONGEST_HEADING: usize = 8;

impl<'a> Reader<'a> {
    /// A text alone in its line.
    pub(super) fn read_lone(&mut self, view: &View<'a>, sheet: usize, at: usize, index: usize) {
        let cell = view.cell(index);
        let band = band::read(&cell.text, &self.names);
        if self.open && self.is_row(view, index, &band) {
            self.read_row(view, sheet, cell.row, vec![index]);
            return;
        }
        let text = read_cell(cell);
        match band {
            Band::Holds(field, name, why) => {
                let text = text.map(|_| name);
                self.head(sheet, index, field, why.into_iter().fold(text, Traced::doubted));
            }
            Band::Title(topic) => {
                if topic.is_some() {
                    self.leave_last_sheet();
                    self.context.end_bands();
                    self.title = topic;
                    self.open = false;
                }
                self.year = annex::plan_year(&cell.text).or(self.year);
                self.page(sheet, index, cell);
            }
            Band::Page => self.page(sheet, index, cell),
            Band::Remark => {}
            Band::Unknown => {
                if let Some(field) = self.outline_field(view, at, cell) {
                    self.head(sheet, index, field, text);
                } else if self.after_total {
                    let why = Inference::new("a heading right below the total of another role", 0.6);
                    self.head(sheet, index, Field::Role, text.doubted(why));
                } else if let Some(field) = self.missing_heading(view, sheet, at, &cell.text) {
                    let sure = if matches!(field, Field::Area | Field::Owners) { 0.85 } else { 0.65 };
                    let why = Inference::new("a heading above rows that have no column for what it may be", sure);
                    self.head(sheet, index, field, text.doubted(why));
                } else if let Some(unit) = band::unit_field(&cell.text).filter(|_| self.stands_over_a_heading(view, at))
                {
                    self.leave_last_sheet();
                    self.ledger.claim(sheet, index);
                    let why = Inference::new("a unit's name right above the heading of an objective", 0.85);
                    self.context.set_outer(unit, text.doubted(why));
                } else if self.heads_objectives(view, at) {
                    let why = Inference::new(
                        "a heading right above a mission or an objective, which no strategy map names",
                        0.7,
                    );
                    self.head(sheet, index, Field::Perspective, text.doubted(why));
                } else if !self.open {
                    self.page(sheet, index, cell);
                } else if words(&cell.text).len() <= LONGEST_HEADING {
                    self.context.unsettle();
                }
            }
        }
    }

    fn head(&mut self, sheet: usize, index: usize, field: Field, text: Traced<String>) {
        self.leave_last_sheet();
        self.ledger.claim(sheet, index);
        self.hold(field, From::Band, text);
    }

    pub(super) fn hold(&mut self, field: Field, from: From, text: Traced<String>) {
        if field == Field::Role {
            self.last_role = Some(text.clone());
            self.after_total = false;
        }
        self.context.set(field, from, text);
    }

    pub(super) fn page(&mut self, sheet: usize, index: usize, cell: &Cell) {
        self.ledger.claim(sheet, index);
        self.plan = annex::plan_years(&cell.text).or(self.plan);
        self.draft.titles.push(read_cell(cell));
    }

    /// Whether the only cell of a line belongs to a row of the table: a weight, a part of a row
    /// that is several lines high, an indicator without values.
    fn is_row(&self, view: &View<'a>, index: usize, band: &Band) -> bool {
        let Some(table) = &self.table else { return false };
        let cell = view.cell(index);
        let record = Record::new(view, table, cell.row, vec![index]);
        if record.is_band(index) {
            return false;
        }
        let unknown = matches!(band, Band::Unknown | Band::Remark);
        match record.header(index) {
            Some(Header::Field(Field::Indicator)) => {
                // In the first column it may as well be a legend below the table.
                let first =
                    table.columns.first().is_some_and(|column| column.header == Header::Field(Field::Indicator));
                record.above.iter().any(|&above| record.column(above).is_some())
                    || (unknown && !first && table.lists != Lists::Objectives)
            }
            Some(Header::Field(field)) if GROUPS.contains(&field) => cell.rows > 1 && unknown,
            Some(_) => unknown || record.total().is_some(),
            None => record.is_remark(index) || record.indicator_above().is_some(),
        }
    }

    /// The column of an outline: a text alone under the header of a column that groups rows, and
    /// nothing in that column in the line below.
    fn outline_field(&self, view: &View<'a>, at: usize, cell: &Cell) -> Option<Field> {
        const NARROW: usize = 2;
        let table = self.table.as_ref().filter(|_| self.open)?;
        let column = table.column_of(cell)?;
        let field = column.header.field().filter(|field| GROUPS.contains(field))?;
        let below = view.lines.get(at + 1)?.cells.clone().map(|index| view.cell(index));
        let heads = below.into_iter().all(|below| below.col > column.right);
        (heads && cell.rows == 1 && table.under(cell).len() <= NARROW).then_some(field)
    }

    /// What a heading right above the rows of a table may be: the outermost of the groups that the
    /// table has no column for and that nothing above has named.
    fn missing_heading(&self, view: &View<'a>, sheet: usize, at: usize, text: &str) -> Option<Field> {
        let next = view.lines.get(at + 1)?;
        let header = layout::header(view, sheet, at + 1, || self.hints());
        let table = match (&header, &self.table) {
            (Some((table, _)), _) => table,
            (None, Some(table)) if self.open && next.cells.len() > 1 => table,
            _ => return None,
        };
        let Lists::Rows(section) = table.lists else { return None };
        let has = |field: Field| table.has(Header::Field(field).in_section(section));
        if let Some(unit) = band::unit_field(text) {
            return (!has(unit)).then_some(unit);
        }
        let groups: &[Field] = match section {
            Section::Strategic => return None,
            Section::Operational => &[Field::Programme, Field::OperationalObjective],
            Section::Executive => &[Field::Action],
            Section::Officer => &[Field::OperationalObjective],
        };
        self.context.get(Field::Objective)?;
        groups.iter().copied().find(|&field| !has(field))
    }

    /// Whether the next line names a mission or an objective: what stands above it is a
    /// perspective.
    fn heads_objectives(&self, view: &View<'a>, at: usize) -> bool {
        !self.fresh && self.stands_over_a_heading(view, at)
    }

    /// Whether the next line is the heading of a mission or an objective.
    fn stands_over_a_heading(&self, view: &View<'a>, at: usize) -> bool {
        let Some(next) = view.lines.get(at + 1).filter(|line| line.cells.len() == 1) else { return false };
        let text = &view.cell(next.cells.start).text;
        matches!(band::read(text, &self.names), Band::Holds(Field::Mission | Field::Objective, ..))
    }

    /// Labels and values side by side: `Missione | 011_…`.
    pub(super) fn read_card(&mut self, view: &View<'a>, sheet: usize, own: &[usize]) -> bool {
        const MOST_PAIRS: usize = 4;
        if !own.len().is_multiple_of(2) || own.len() > 2 * MOST_PAIRS {
            return false;
        }
        let mut numbered = self.context.numbered();
        let mut pairs = Vec::new();
        for pair in own.chunks_exact(2) {
            let (label, value) = (view.cell(pair[0]), view.cell(pair[1]));
            let text = read_cell(value);
            let (field, text) = match (band::label(&label.text), numbered.take()) {
                // `Area strategica`: some annexes call so what others call the objective.
                (Some(Label::Of(Field::Perspective)), _) if self.names.is_objective(&value.text) => {
                    (Field::Objective, text)
                }
                // `Responsabile` may be a person or a unit; the value tells.
                (Some(Label::Of(Field::Role)), _) if band::unit_field(&value.text) == Some(Field::Owners) => {
                    (Field::Owners, text)
                }
                (Some(Label::Of(field)), _) if headers::of_cell(&value.text).is_none() => (field, text),
                (Some(Label::Title), Some((field, number))) => (field, number::before(&number, &text)),
                _ => return false,
            };
            numbered = number::whole(&text.value).map(|_| (field, text.clone()));
            pairs.push((field, text));
        }
        self.leave_last_sheet();
        self.open = false;
        self.carded = true;
        for (field, text) in pairs {
            self.hold(field, From::Card, text);
        }
        self.claim(sheet, own);
        true
    }
}
