//! A strategy map printed as a list: every row names an objective's mission and perspective.

use std::collections::{BTreeMap, BTreeSet};

use super::{evidence, topics};
use crate::normalise::draft::Field;
use crate::normalise::flow::columns::Slot;
use crate::normalise::flow::decode::{Cell, Piece};
use crate::normalise::flow::kinds;
use crate::normalise::flow::row::Text;
use crate::normalise::flow::tables::Table;
use crate::trace::Inference;

/// The list.
#[derive(Debug, Default, Clone)]
pub struct List {
    /// Number and title of each objective.
    pub objectives: Vec<(u32, Text)>,
    /// Missions by number.
    pub missions: BTreeMap<u32, Text>,
    /// Perspectives by number.
    pub perspectives: BTreeMap<u32, Text>,
}

/// Reads the list, if the document has one.
pub fn read(tables: &[Table]) -> Option<List> {
    let mut list = List::default();
    for table in tables.iter().filter(|t| t.section.is_none()) {
        for piece in &table.pieces {
            if let Piece::Row(cells) = piece {
                list.row(table, cells);
            }
        }
    }
    list.end_names();
    list.part_names();
    let torn = |names: &BTreeMap<u32, Text>| names.values().any(|t| t.cell.text.chars().count() > LONGEST);
    let whole = list.objectives.len() >= FEWEST && !torn(&list.missions) && !torn(&list.perspectives);
    whole.then_some(list)
}

/// The names of perspectives that the list holds.
pub fn perspectives(tables: &[Table]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in read(tables).into_iter().flat_map(|list| list.perspectives.into_values()) {
        let flat = name.cell.flat();
        if !names.contains(&flat) {
            names.push(flat);
        }
    }
    names
}

/// A map has more objectives than that, or its list was torn.
const FEWEST: usize = 3;
/// No name of a mission or perspective is longer.
const LONGEST: usize = 110;

impl List {
    fn row(&mut self, table: &Table, cells: &[(usize, Cell)]) {
        let cell = |field: Field| cells.iter().find(|(c, _)| table.columns[*c].is(field)).map(|(_, cell)| cell);
        let number = cells.iter().find_map(|(c, cell)| match table.columns[*c].slot {
            Slot::Extra(_) => cell.flat().parse::<u32>().ok(),
            _ => None,
        });
        let Some(title) = cell(Field::Objective) else { return };
        let Some(number) = number.or_else(|| kinds::heading_number(&title.flat())) else { return };
        if self.objectives.iter().any(|(known, _)| *known == number) {
            return;
        }
        let text = |cell: &Cell| Text { cell: cell.clone(), page: table.page, why: None, merged: false };
        // Names on one line with their neighbours may have lost or won a word.
        let crowded = |cell: &Cell| {
            cells.iter().filter(|(_, other)| other.lines.0 <= cell.lines.1 && cell.lines.0 <= other.lines.1).count() > 1
        };
        let name = |cell: &Cell| {
            let why = crowded(cell).then(|| Inference::new("the name shares its line with others", 0.8));
            Text { why, ..text(cell) }
        };
        if let Some(mission) = cell(Field::Mission) {
            self.missions.insert(number, name(mission));
        }
        if let Some(perspective) = cell(Field::Perspective) {
            self.perspectives.insert(number, name(perspective));
        }
        let mut heading = text(title);
        if crowded(title) {
            heading.cell.cost = heading.cell.cost.max(2.0);
        }
        if kinds::heading_number(&title.flat()).is_none() {
            heading.cell.text = format!("{number}. {}", heading.cell.text);
        }
        self.objectives.push((number, heading));
    }

    /// A mission whose name ends openly goes on in the perspective beside it.
    fn end_names(&mut self) {
        let open = |text: &Text| Some(text.cell.flat()).filter(|flat| kinds::open_ending(flat));
        let torn: BTreeMap<u32, String> = self.missions.iter().filter_map(|(n, t)| Some((*n, open(t)?))).collect();
        let whole = self.perspectives.iter().filter(|(number, _)| !torn.contains_key(number));
        let whole: BTreeSet<String> = whole.map(|(_, text)| text.cell.flat()).collect();
        for name in torn.values().collect::<BTreeSet<_>>() {
            let rows = || torn.iter().filter(|(_, other)| *other == name).map(|(number, _)| *number);
            let rests = rows().filter_map(|number| Some(self.perspectives.get(&number)?.cell.flat()));
            let Some(end) = name_end(&rests.collect(), &whole) else { continue };
            for number in rows() {
                let Some(side) = self.perspectives.get_mut(&number) else { continue };
                side.cell.flat()[end.len()..].trim_start().clone_into(&mut side.cell.text);
                if let Some(mission) = self.missions.get_mut(&number) {
                    mission.cell.text = format!("{name} {end}");
                }
            }
        }
    }

    /// A mission has one name: where it is longer on one row than on another, what follows the
    /// shorter one is the perspective's beginning.
    fn part_names(&mut self) {
        let names: Vec<String> = self.missions.values().map(|t| t.cell.flat()).collect();
        for (number, mission) in &mut self.missions {
            let flat = mission.cell.flat();
            let rest = names.iter().filter_map(|n| Some((n, flat.strip_prefix(n.as_str())?.strip_prefix(' ')?)));
            let rest = rest.filter(|(n, _)| !kinds::open_ending(n));
            let Some((name, rest)) = rest.min_by_key(|(n, _)| n.len()) else { continue };
            if rest.starts_with(char::is_lowercase) {
                // The end of the title, which stands at the same height.
                if let Some((_, title)) = self.objectives.iter_mut().find(|(n, _)| n == number) {
                    title.cell.text = format!("{} {rest}", title.cell.flat());
                    mission.cell.text.clone_from(name);
                }
                continue;
            }
            if let Some(perspective) = self.perspectives.get_mut(number) {
                perspective.cell.text = format!("{rest} {}", perspective.cell.flat());
                mission.cell.text.clone_from(name);
            }
        }
    }
}

/// The words that the texts behind one mission begin with and that end its name: what follows them in each
/// is a perspective, at best one that stands behind whole names, too.
fn name_end(rests: &BTreeSet<String>, whole: &BTreeSet<String>) -> Option<String> {
    let first = rests.first()?;
    let cuts = || first.match_indices(' ').map(|(at, _)| &first[..at]).filter(|end| !kinds::open_ending(end));
    let ends = |end: &str, is_name: &dyn Fn(&str) -> bool| {
        let name = |rest: &String| rest.strip_prefix(end).and_then(|rest| rest.strip_prefix(' ')).is_some_and(is_name);
        rests.iter().all(name)
    };
    let known = cuts().find(|end| ends(end, &|name| whole.contains(name)));
    let told = || cuts().find(|end| ends(end, &|name| evidence::is_perspective(name) && topics::side(name).is_some()));
    known.or_else(told).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::List;
    use crate::normalise::flow::decode::Cell;
    use crate::normalise::flow::row::Text;

    fn text(text: &str) -> Text {
        Text {
            cell: Cell { text: text.to_owned(), lines: (1, 1), cost: 0.0, why: None },
            page: 1,
            why: None,
            merged: false,
        }
    }

    fn list(rows: &[(&str, &str)]) -> List {
        let mut list = List::default();
        for (number, (mission, perspective)) in (1..).zip(rows) {
            list.missions.insert(number, text(mission));
            list.perspectives.insert(number, text(perspective));
        }
        list
    }

    fn names(list: &List, number: u32) -> (&str, &str) {
        (&list.missions[&number].cell.text, &list.perspectives[&number].cell.text)
    }

    #[test]
    fn a_mission_has_one_name() {
        let mut list =
            list(&[("032 Servizi generali", "Processi"), ("032 Servizi generali Crescita e", "Innovazione")]);
        list.part_names();
        assert_eq!(names(&list, 2), ("032 Servizi generali", "Crescita e Innovazione"));
    }

    #[test]
    fn an_open_name_ends_before_a_perspective() {
        let mut list = list(&[
            ("011 Sviluppo e", "Tutela Imprese Stakeholder"),
            ("012 Mercati", "Stakeholder"),
            ("032 Servizi delle", "PA Processi e Qualità"),
            ("032 Servizi delle", "PA Crescita"),
            ("016 Scambi con l'estero e", "Clima"),
        ]);
        list.end_names();
        assert_eq!(names(&list, 1), ("011 Sviluppo e Tutela Imprese", "Stakeholder"));
        assert_eq!(names(&list, 3), ("032 Servizi delle PA", "Processi e Qualità"));
        assert_eq!(names(&list, 4), ("032 Servizi delle PA", "Crescita"));
        assert_eq!(names(&list, 5), ("016 Scambi con l'estero e", "Clima"));
    }
}
