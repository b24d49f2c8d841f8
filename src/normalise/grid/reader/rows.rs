//! Lines of a table: rows, totals, strategic objectives in a list.

use super::Reader;
use crate::grammar::{heading, mission, number, text};
use crate::normalise::draft::{DraftObjective, DraftRow, Field, Section};
use crate::normalise::grid::band::{self, Band};
use crate::normalise::grid::context::From;
use crate::normalise::grid::fill::{Entry, FIRST_OF_GROUP, GROUPS};
use crate::normalise::grid::layout::{Lists, Table};
use crate::normalise::grid::record::{Record, Total, read_cell};
use crate::normalise::grid::view::View;
use crate::normalise::headers::{Header, total_label};
use crate::trace::{How, Inference, Traced};

/// What a row has from the headings above it, where it does not say it itself.
const HELD: [Field; 9] = [
    Field::Role,
    Field::Perspective,
    Field::Mission,
    Field::Objective,
    Field::Programme,
    Field::OperationalObjective,
    Field::Action,
    Field::Owners,
    Field::Area,
];

impl<'a> Reader<'a> {
    /// A line of cells in the light of the last table: a row, a total, a part of the row above, or
    /// nothing known.
    pub(super) fn read_row(&mut self, view: &View<'a>, sheet: usize, row: u32, own: Vec<usize>) {
        let Some(table) = self.table.take() else {
            self.read_pages(view, sheet, &own);
            return;
        };
        let record = Record::new(view, &table, row, own);
        if record.is_header(sheet) {
            // Words that are not known below those that are: no row, and reported.
        } else if self.open || record.continues() && !(self.carded && record.is_pair()) {
            match table.lists {
                Lists::Objectives => self.read_objective(&table, &record, sheet),
                Lists::Rows(section) => self.read_record(&table, section, &record, sheet),
            }
        } else {
            self.read_pages(view, sheet, &record.own);
        }
        self.table = Some(table);
    }

    /// Cells outside any table: only page headers can be told.
    fn read_pages(&mut self, view: &View<'a>, sheet: usize, own: &[usize]) {
        for &index in own {
            let cell = view.cell(index);
            if matches!(band::read(&cell.text, &self.names), Band::Page | Band::Title(_)) {
                self.page(sheet, index, cell);
            }
        }
    }

    pub(super) fn claim(&mut self, sheet: usize, cells: &[usize]) {
        for &cell in cells {
            self.ledger.claim(sheet, cell);
        }
    }

    fn read_record(&mut self, table: &Table, section: Section, record: &Record, sheet: usize) {
        let total = record.total();
        if let Some(total) = total.filter(|total| total.label.is_some() || !self.is_torn(record, total)) {
            self.read_total(table, section, record, &total, sheet);
        } else if let Some(index) = record.own.iter().copied().find(|&index| record.is_band(index)) {
            self.read_band(record, index, sheet);
        } else if record.is_bare_total() {
            // Its weights are missing; no indicator is called `Totale`.
        } else if record.is_label() {
            // Its value had no place in a card; no indicator is called `Servizio`.
        } else if record.indicator().is_some() {
            self.read_indicator(table, section, record, sheet);
        } else {
            let above = self
                .entries
                .last()
                .is_some_and(|last| last.sheet == sheet && record.top <= last.bottom.saturating_add(1));
            if record.indicator_above().is_some() {
                let part = above && self.entries.last().is_some_and(|last| !record.contradicts(&last.row));
                if part { self.extend(record, sheet) } else { self.read_indicator(table, section, record, sheet) }
            } else if above && record.own.len() == 2 && record.year_target().is_some() {
                self.extend(record, sheet);
            } else if above && record.own.iter().all(|&index| record.is_remark(index)) {
                self.add_remarks(record, sheet);
            } else {
                self.read_outline(record, sheet);
            }
        }
    }

    /// A band with something beside it: only the band is understood.
    fn read_band(&mut self, record: &Record, index: usize, sheet: usize) {
        let cell = record.cell(index);
        if let Band::Holds(field, text, _) = band::read(&cell.text, &self.names) {
            self.claim(sheet, &[index]);
            self.hold(field, From::Band, read_cell(cell).map(|_| text));
        }
    }

    fn read_indicator(&mut self, table: &Table, section: Section, record: &Record, sheet: usize) {
        let Some(taken) = record.take(section, &self.names) else { return };
        self.fresh = false;
        self.open = true;
        self.carded = false;
        self.after_total = false;
        self.claim(sheet, &taken.cells);
        self.keep_aside(table, &taken.aside, sheet);
        let mut row = taken.row;
        self.take_headings(&mut row, section);
        for field in [Field::Perspective, Field::Mission, Field::Objective] {
            if let Some(text) = row.get(field) {
                self.names.learn(field, &text.value);
            }
        }
        if let Some(role) = row.get(Field::Role) {
            self.last_role = Some(role.clone());
        }
        let run = self.runs.len() - 1;
        self.runs[run].merged.extend(&taken.merged);
        let group = self.context.changes();
        if table.has(Header::RowYear)
            && let Some(last) = self.entries.last_mut().filter(|last| (last.run, last.group) == (run, group))
            && goes_on(&last.row, &row)
        {
            add_years(&mut last.row, row);
            last.bottom = record.bottom;
            return;
        }
        let header = table.objective_number().map(|column| (table.sheet, column.cell));
        self.entries.push(Entry {
            row,
            run,
            group,
            number: taken.number.zip(header),
            blank: taken.blank,
            unknown: table.unknown.clone(),
            sheet,
            bottom: record.bottom,
        });
    }

    /// Gives a row what the headings above it say and the row does not say itself. A heading whose
    /// words mean another field in this section (`Programma` over officers' rows) comes last.
    fn take_headings(&mut self, row: &mut DraftRow, section: Section) {
        let meant = |held: Field| Header::Field(held).in_section(section).field().unwrap_or(held);
        let named = HELD.iter().filter(|&&held| meant(held) == held);
        let renamed = HELD.iter().rev().filter(|&&held| meant(held) != held);
        for &held in named.chain(renamed) {
            let field = meant(held);
            match (row.get(field), self.context.given(held)) {
                (None, Some(text)) if section.has(field) => {
                    self.context.use_up(held);
                    row.set(field, text);
                }
                (Some(_), Some(_)) if field == held => self.context.use_up(held),
                _ => {}
            }
        }
        self.context.pass_row();
    }

    fn keep_aside(&mut self, table: &Table, cells: &[(usize, usize)], sheet: usize) {
        for &(header, cell) in cells {
            self.ledger.claim(sheet, cell);
            let name = text::normalise(&self.sheets[table.sheet].cells[header].text);
            if let Some(aside) = self.aside.get_mut(&(table.sheet, name)) {
                aside.values += 1;
            }
        }
    }

    /// A further line of a row that is several lines high.
    fn extend(&mut self, record: &Record, sheet: usize) {
        let Some(last) = self.entries.last_mut() else { return };
        let mut used = Vec::new();
        if let Some((year, target, cells)) = record.year_target() {
            let says_so = record.indicator_above().is_some();
            let why = || Inference::new(FIRST_OF_GROUP, 0.95);
            last.row.years.push((year, if says_so { target } else { target.doubted(why()) }));
            last.bottom = record.bottom;
            used.extend(cells);
        }
        for &index in record.own.iter().filter(|&index| !used.contains(index)).collect::<Vec<_>>() {
            if record.is_remark(index) {
                last.row.notes.push(record.traced(&[index]));
            } else {
                match record.header(index) {
                    Some(Header::Field(field)) => add(&mut last.row, field, record.traced(&[index])),
                    Some(Header::Year(year)) => last.row.years.push((year, record.traced(&[index]))),
                    Some(Header::Note | Header::Number | Header::RowYear | Header::Extra) => {}
                    None => continue,
                }
            }
            used.push(index);
        }
        last.row.years.sort_by_key(|(year, _)| *year);
        self.claim(sheet, &used);
    }

    fn add_remarks(&mut self, record: &Record, sheet: usize) {
        let why = Inference::new("a remark in a line of its own, right below the row", 0.85);
        let notes = record.own.iter().map(|&index| record.traced(&[index]).doubted(why.clone()));
        if let Some(last) = self.entries.last_mut() {
            last.row.notes.extend(notes);
        }
        self.claim(sheet, &record.own);
    }

    /// An outline: texts under columns that group rows, the rows themselves in the lines below.
    fn read_outline(&mut self, record: &Record, sheet: usize) {
        let groups = |index: usize| match record.header(index) {
            Some(Header::Field(field)) if GROUPS.contains(&field) && record.cell(index).rows == 1 => Some(field),
            _ => None,
        };
        if !record.own.iter().all(|&index| groups(index).is_some()) {
            return;
        }
        for &index in &record.own {
            if let Some(field) = groups(index) {
                self.hold(field, From::Band, read_cell(record.cell(index)));
            }
        }
        self.claim(sheet, &record.own);
    }

    /// Whether numbers alone, whose places are doubtful, are the weights of a row that was torn: a
    /// total is no less than the weights above it together.
    fn is_torn(&self, record: &Record, total: &Total) -> bool {
        let number = |text: &str| number::parse(text.trim().trim_end_matches('%').trim_end());
        total.weights.iter().filter(|(_, cell)| record.cell(*cell).doubt.is_some()).any(|&(field, cell)| {
            let role = |row: &DraftRow| row.get(Field::Role).map(|role| role.value.clone());
            let rows = self.entries.iter().rev().map(|entry| &entry.row);
            let own: Vec<&DraftRow> = match self.entries.last().map(|entry| role(&entry.row)) {
                Some(last) => rows.take_while(|row| role(row) == last).collect(),
                None => Vec::new(),
            };
            let mut weights: Vec<&Traced<String>> = own.iter().filter_map(|row| row.get(field)).collect();
            // One merged over rows counts once.
            weights.dedup_by(|a, b| a.places() == b.places());
            let sum: f64 = weights.iter().filter_map(|weight| number(&weight.value)).sum();
            number(&record.cell(cell).text).is_none_or(|value| value + 1e-6 < sum || value <= 0.0)
        })
    }

    fn read_total(&mut self, table: &Table, section: Section, record: &Record, total: &Total, sheet: usize) {
        let mut used: Vec<usize> = total.weights.iter().map(|(_, cell)| *cell).collect();
        let mut row = DraftRow::new(section, record.cell(used[0]).place.clone());
        for &(field, cell) in &total.weights {
            row.set(field, record.traced(&[cell]));
        }
        let named = total.label.and_then(|label| {
            let name = total_label(&record.cell(label).text)?;
            let role = band::role(name)?.to_owned();
            Some(record.traced(&[label]).map(|_| role))
        });
        // The last role may be of another section, where this one's table names none.
        let last =
            || self.last_role.clone().filter(|role| band::role_section(&role.value).is_none_or(|of| of == section));
        if let Some(role) = named.or_else(|| self.context.get(Field::Role).cloned()).or_else(last) {
            row.set(Field::Role, role);
        }
        used.extend(total.label);
        self.claim(sheet, &used);
        let header = |&index: &usize| record.column(index).map(|column| (column.cell, index));
        self.keep_aside(table, &total.aside.iter().filter_map(header).collect::<Vec<_>>(), sheet);
        self.totals.push((row, sheet));
        self.after_total = true;
    }

    /// A line of a list of strategic objectives.
    fn read_objective(&mut self, table: &Table, record: &Record, sheet: usize) {
        let under = |wanted: Header| -> Vec<usize> {
            record.reaching().filter(|&index| record.header(index) == Some(wanted)).collect()
        };
        let titles = under(Header::Field(Field::Objective));
        let Some(title) = titles.iter().copied().find(|index| record.own.contains(index)) else {
            self.read_outline(record, sheet);
            return;
        };
        let mut objective = DraftObjective { heading: record.traced(&[title]), perspective: None, mission: None };
        let mut used = vec![title];
        // Number and title in two columns are one heading: `3` and `Promozione` are `3. Promozione`.
        if let Some(&number) = under(Header::Number).first() {
            used.push(number);
            if heading::parse(&objective.heading.value).is_none() {
                let both =
                    format!("{}. {}", record.cell(number).text.trim_end_matches(['.', ' ']), objective.heading.value);
                let places = record.traced(&[number, title]).places().clone();
                objective.heading = Traced::new(both, places, How::Joined);
            }
        }
        let above = self.draft.objectives.last().filter(|_| self.listing).cloned();
        let merged = &mut self.runs.last_mut().expect("a header began a run").merged;
        for (field, slot, above) in [
            (Field::Perspective, &mut objective.perspective, above.as_ref().and_then(|o| o.perspective.clone())),
            (Field::Mission, &mut objective.mission, above.as_ref().and_then(|o| o.mission.clone())),
        ] {
            let cells = under(Header::Field(field));
            merged.extend(cells.iter().any(|&cell| record.reaches_out(cell)).then_some(field));
            let by_looks = || {
                let own = record.reaching().filter(|&index| record.is_unknown(index));
                let mut missions = own.filter(|&index| mission::parse(&record.cell(index).text).is_some());
                missions.next().filter(|_| field == Field::Mission)
            };
            let cells = if cells.is_empty() { by_looks().into_iter().collect() } else { cells };
            *slot = match cells.first() {
                Some(&cell) => Some(record.traced(&[cell])),
                None if merged.contains(&field) => None,
                None => above.map(|text| text.doubted(Inference::new(FIRST_OF_GROUP, 0.95))),
            };
            used.extend(cells.first());
        }
        for (field, name) in [(Field::Perspective, &objective.perspective), (Field::Mission, &objective.mission)] {
            if let Some(name) = name {
                self.learn(field, name.clone());
            }
        }
        let aside: Vec<(usize, usize)> = under(Header::Extra)
            .into_iter()
            .filter_map(|index| record.column(index).map(|column| (column.cell, index)))
            .collect();
        self.keep_aside(table, &aside, sheet);
        self.claim(sheet, &used);
        self.fresh = false;
        self.open = true;
        self.listing = true;
        self.names.learn(Field::Objective, &objective.heading.value);
        self.draft.objectives.push(objective);
    }
}

/// Whether a row is the row above in another year: it says the same, or nothing.
fn goes_on(above: &DraftRow, row: &DraftRow) -> bool {
    let new = row.years.iter().all(|(year, _)| above.years.iter().all(|(other, _)| other != year));
    let same = |(field, text): &(Field, Traced<String>)| above.get(*field).is_some_and(|old| old.value == text.value);
    !row.years.is_empty() && new && row.fields.iter().all(same)
}

/// Adds the years and the remarks of a row to the row above, which it goes on with.
fn add_years(above: &mut DraftRow, row: DraftRow) {
    above.years.extend(row.years);
    above.years.sort_by_key(|(year, _)| *year);
    above.notes.extend(row.notes);
    let mut places = above.places.clone();
    row.places.iter().for_each(|place| places.push(place.clone()));
    above.places = places.hull().into();
}

/// Adds a text to a field that may hold one already.
fn add(row: &mut DraftRow, field: Field, text: Traced<String>) {
    let Some(old) = row.get(field).cloned() else {
        row.set(field, text);
        return;
    };
    let mut places = old.places().clone();
    text.places().iter().for_each(|place| places.push(place.clone()));
    let both = Traced::new(format!("{}\n{}", old.value, text.value), places, How::Joined);
    let doubts = [old.inference(), text.inference()].into_iter().flatten().cloned();
    row.set(field, doubts.fold(both, Traced::doubted));
}
