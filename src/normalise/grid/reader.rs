//! The pass over all lines of all sheets.

mod headings;
mod rows;

use std::collections::BTreeMap;

use super::band::{self, Band, Names, Topic};
use super::context::{Context, From};
use super::fill::{self, Entry, Run};
use super::layout::{self, Hints, Lists, Table};
use super::ledger::Ledger;
use super::loose;
use super::map;
use super::number;
use super::record::read_cell;
use super::several;
use super::view::View;
use crate::diag::{Diagnostic, EXTRA_COLUMN, UNKNOWN_TABLE, UNPLACED_TEXT};
use crate::document::Sheet;
use crate::grammar::{annex, text};
use crate::normalise::draft::{Draft, DraftRow, Field, Section};
use crate::normalise::headers::Header;
use crate::trace::{Inference, Places, Traced};

/// What was read so far, and what holds for the next line.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact about the table being read")]
pub struct Reader<'a> {
    sheets: &'a [Sheet],
    ledger: Ledger,
    names: Names,
    draft: Draft,
    context: Context,
    /// The last table; it goes on while `open`, and where lines without a header fit it.
    table: Option<Table>,
    open: bool,
    /// What the last title announced, and the last year that a title named.
    title: Option<Topic>,
    year: Option<i32>,
    /// The plan's first and last year, by the last title that named them.
    plan: Option<(i32, i32)>,
    /// What the sheet's name announces.
    sheet_topic: Option<Topic>,
    /// Nothing but page headers was read of this sheet so far.
    fresh: bool,
    /// The last lines read were labels and values of a card: more may follow, in words that are not known.
    carded: bool,
    /// The last line read was a total: a new role may begin.
    after_total: bool,
    /// The last line read named a strategic objective in a list.
    listing: bool,
    entries: Vec<Entry>,
    runs: Vec<Run>,
    totals: Vec<(DraftRow, usize)>,
    last_role: Option<Traced<String>>,
    /// Columns kept aside, by sheet and header.
    aside: BTreeMap<(usize, String), Aside>,
}

/// A column that the plan has no field for.
#[derive(Debug)]
struct Aside {
    header: usize,
    values: usize,
    /// Whether its values are the numbers of what stands beside them.
    numbers: bool,
}

impl<'a> Reader<'a> {
    pub fn new(sheets: &'a [Sheet]) -> Self {
        Self {
            sheets,
            ledger: Ledger::new(sheets),
            names: Names::default(),
            draft: Draft::default(),
            context: Context::default(),
            table: None,
            open: false,
            title: None,
            year: None,
            plan: None,
            sheet_topic: None,
            fresh: true,
            carded: false,
            after_total: false,
            listing: false,
            entries: Vec::new(),
            runs: Vec::new(),
            totals: Vec::new(),
            last_role: None,
            aside: BTreeMap::new(),
        }
    }

    /// Reads strategy maps first: bands elsewhere are known by the names on them.
    pub fn read_maps(&mut self) {
        for (index, sheet) in self.sheets.iter().enumerate() {
            let Some(map) = map::read(sheet) else { continue };
            map.cells.iter().for_each(|&cell| self.ledger.claim(index, cell));
            map.perspectives.into_iter().for_each(|text| self.learn(Field::Perspective, text));
            map.missions.into_iter().for_each(|text| self.learn(Field::Mission, text));
            for objective in map.objectives {
                self.names.learn(Field::Objective, &objective.heading.value);
                self.draft.objectives.push(objective);
            }
        }
    }

    /// Adds a perspective or mission to the map's, unless it is there.
    fn learn(&mut self, field: Field, text: Traced<String>) {
        if self.names.learn(field, &text.value) {
            let list = if field == Field::Mission { &mut self.draft.missions } else { &mut self.draft.perspectives };
            list.push(text);
        }
    }

    pub fn read_sheet(&mut self, sheet: usize) {
        let mut view = View::new(&self.sheets[sheet]);
        self.fresh = true;
        self.open = false;
        // A sheet that is named after a year is that year's.
        self.year = annex::plan_year(&self.sheets[sheet].name).or(self.year);
        self.sheet_topic = match band::read(&self.sheets[sheet].name, &self.names) {
            Band::Title(topic) => topic,
            Band::Holds(Field::Role, role, _) => band::role_section(&role).map(Topic::Rows),
            _ => None,
        };
        let mut at = 0;
        while at < view.lines.len() {
            view.go_to(at);
            at += self.read_line(&view, sheet, at);
        }
    }

    /// Reads a line; how many lines it took.
    fn read_line(&mut self, view: &View<'a>, sheet: usize, at: usize) -> usize {
        let line = &view.lines[at];
        let own: Vec<usize> = line.cells.clone().filter(|&cell| !self.ledger.is_claimed(sheet, cell)).collect();
        if own.is_empty() {
            return 1;
        }
        if own.len() == line.cells.len()
            && let Some((table, used)) = layout::header(view, sheet, at, || self.hints())
            && self.is_new(&table, view)
        {
            for line in &view.lines[at..at + used] {
                self.claim(sheet, &line.cells.clone().collect::<Vec<_>>());
            }
            self.begin(table, view);
            return used;
        }
        if own.len() == line.cells.len() && layout::is_unknown_header(view, at) {
            self.leave_table(view, sheet, &own);
            return 1;
        }
        if let [cell] = own[..] {
            self.read_lone(view, sheet, at, cell);
        } else if !self.read_card(view, sheet, &own) {
            self.read_row(view, sheet, line.row, own);
        }
        1
    }

    /// The header of a table that is no part of a plan: what stands below it is not read.
    fn leave_table(&mut self, view: &View, sheet: usize, own: &[usize]) {
        let headers: Vec<String> =
            own.iter().map(|&cell| format!("`{}`", text::normalise(&view.cell(cell).text))).collect();
        let message = format!("the table with the headers {} is no part of a plan that is known", headers.join(", "));
        let places = Places::collect(own.iter().map(|&cell| view.cell(cell).place.clone()));
        let diagnostic = Diagnostic::new(&UNKNOWN_TABLE, message);
        self.draft.diagnostics.push(places.into_iter().fold(diagnostic, Diagnostic::at));
        self.claim(sheet, own);
        self.table = None;
        self.open = false;
    }

    fn hints(&self) -> Hints {
        let role = self.context.get(Field::Role).and_then(|role| band::role_section(&role.value));
        let (role, title) = if self.fresh { (None, None) } else { (role, self.title) };
        let holds = |field| !self.fresh && self.context.get(field).is_some();
        Hints {
            title,
            role,
            sheet: self.sheet_topic,
            year: self.year,
            plan: self.plan,
            named: holds(Field::Role),
            programme: holds(Field::Programme),
            operational_objective: holds(Field::OperationalObjective),
        }
    }

    /// Values can look like years: `2018 | 2019` under the columns 2016 and 2017 is a row.
    fn is_new(&self, table: &Table, view: &View) -> bool {
        let (Some(old), Some(heading), true) = (&self.table, table.objective, self.open) else { return true };
        let text = &view.cell(heading).text;
        let repeats = table.columns.iter().all(|new| match new.header {
            Header::Year(_) => old.columns.iter().any(|o| o.left == new.left && o.header == new.header),
            _ => true,
        });
        repeats || self.names.is_objective(text)
    }

    /// The first thing on a sheet that is no page header ends what held on the sheet before.
    fn leave_last_sheet(&mut self) {
        if self.fresh {
            self.context.clear();
            self.title = None;
            self.fresh = false;
        }
    }

    fn begin(&mut self, table: Table, view: &View) {
        self.leave_last_sheet();
        let goes_on = self.table.as_ref().is_some_and(|old| old.alike(&table));
        if !goes_on {
            table.columns.iter().filter_map(|column| column.header.field()).for_each(|field| self.context.end(field));
        }
        if let Some(cell) = table.objective {
            self.context.set(Field::Objective, From::Band, read_cell(view.cell(cell)));
        }
        if table.lists == Lists::Rows(Section::Strategic) {
            let years = table.columns.iter().filter_map(|column| column.header.year());
            self.draft.years.extend(years);
        }
        for column in table.columns.iter().filter(|c| matches!(c.header, Header::Extra | Header::Number)) {
            let name = text::normalise(&view.cell(column.cell).text);
            let numbers = column.header == Header::Number;
            self.aside.entry((table.sheet, name)).or_insert(Aside { header: column.cell, values: 0, numbers });
        }
        if !goes_on {
            self.runs.push(Run::default());
        }
        self.table = Some(table);
        self.open = true;
        self.carded = false;
        self.listing = false;
    }

    pub fn close(mut self) -> Draft {
        for (sheet, header) in number::join(&mut self.entries) {
            let name = text::normalise(&self.sheets[sheet].cells[header].text);
            if let Some(aside) = self.aside.get_mut(&(sheet, name)) {
                aside.values += 1;
            }
        }
        fill::fill(&mut self.entries, &self.runs);
        loose::mark(&mut self.entries, &self.runs);
        let mut draft = self.draft;
        let sheets = self.sheets;
        for entry in self.entries {
            let mut row = entry.row;
            name_from_sheet(&mut row, &sheets[entry.sheet], &self.names);
            if row.section == Section::Strategic {
                draft.years.extend(row.years.iter().map(|(year, _)| *year));
            }
            draft.rows.extend(several::rows(row));
        }
        loose::mark_nobodys(&mut draft.rows);
        for (mut row, sheet) in self.totals {
            name_from_sheet(&mut row, &sheets[sheet], &self.names);
            draft.totals.push(row);
        }
        draft.years.sort_unstable();
        draft.years.dedup();
        for ((sheet, name), aside) in self.aside {
            if aside.values == 0 && aside.numbers {
                // Its numbers stand with their objectives.
                continue;
            }
            let message = format!("the column `{name}` is kept aside with {} values", aside.values);
            let place = sheets[sheet].cells[aside.header].place.clone();
            draft.diagnostics.push(Diagnostic::new(&EXTRA_COLUMN, message).at(place));
        }
        let (mut coverage, unplaced) = self.ledger.close(sheets);
        draft.diagnostics.extend(unplaced);
        for heading in self.context.close() {
            let said = text::normalise(&heading.value);
            let message = format!("the rows below the heading `{said}` have no field for it");
            let diagnostic = Diagnostic::new(&UNPLACED_TEXT, message);
            draft.diagnostics.push(heading.places().iter().cloned().fold(diagnostic, Diagnostic::at));
            coverage.placed -= 1;
        }
        draft.coverage = coverage;
        draft
    }
}

/// A role or an objective that nothing on the sheet names may be what the sheet is called after.
fn name_from_sheet(row: &mut DraftRow, sheet: &Sheet, names: &Names) {
    let why = |confidence| Inference::new("the sheet is called so, and nothing on it says otherwise", confidence);
    let individual = matches!(row.section, Section::Executive | Section::Officer);
    if individual
        && row.get(Field::Role).is_none()
        && let Some(role) = band::role(&sheet.name)
    {
        row.set(Field::Role, Traced::inferred(role.to_owned(), row.places.clone(), why(0.9)));
    }
    let is_objective = || names.is_objective(&sheet.name);
    if row.get(Field::Indicator).is_some() && row.get(Field::Objective).is_none() && is_objective() {
        row.set(Field::Objective, Traced::inferred(sheet.name.to_string(), row.places.clone(), why(0.85)));
    }
}
