//! What the headers of a table mean together: its section, and each column's field in it.

use std::collections::{BTreeMap, BTreeSet};

use super::levels::Leaf;
use super::{Column, Hints};
use crate::grammar::date;
use crate::normalise::draft::{Field, Section};
use crate::normalise::grid::band::{self, Label, Topic, role, role_section, unit_field};
use crate::normalise::grid::view::View;
use crate::normalise::headers::Header;
use crate::normalise::words::fold;
use crate::trace::Inference;

/// `Area strategica` and `Ambito` beside `Prospettiva` are what others call the objective; `Linea strategica`
/// beside `Obiettivo strategico` is what others call the perspective.
pub fn tell_areas(view: &View, leaves: &mut [Leaf]) {
    let (perspective, objective) = (Some(Header::Field(Field::Perspective)), Some(Header::Field(Field::Objective)));
    let is_called = |leaf: &Leaf, names: &[&str]| {
        let name = fold(&view.cell(leaf.cell).text);
        names.iter().any(|start| name.starts_with(start))
    };
    let of = |header| leaves.iter().filter(|leaf| leaf.header == header).count();
    let (from, to, names): (_, _, &[&str]) = match (of(perspective), of(objective)) {
        (2, 0) => (perspective, objective, &["prospettiv"]),
        (0, 2) => (objective, perspective, &["ob", "os", "o s"]),
        _ => return,
    };
    if leaves.iter().any(|leaf| leaf.header == from && is_called(leaf, names)) {
        for leaf in leaves.iter_mut().filter(|leaf| leaf.header == from && !is_called(leaf, names)) {
            leaf.header = to;
        }
    }
}

/// `Rif. OS` over `OS1`, `OS2` gives the objective where no other column does.
pub fn tell_references(view: &View, leaves: &mut [Leaf]) {
    const LONGEST: usize = 8;
    if leaves.iter().any(|leaf| leaf.header == Some(Header::Field(Field::Objective))) {
        return;
    }
    let refers = |leaf: &&mut Leaf| {
        let names = band::label(&view.cell(leaf.cell).text) == Some(Label::Of(Field::Objective));
        let mut below = texts_below(view, leaf).filter(|_| names).peekable();
        let number = |text: &str| text.len() <= LONGEST && text.contains(|c: char| c.is_ascii_digit());
        below.peek().is_some() && below.all(number)
    };
    if let Some(leaf) = leaves.iter_mut().filter(|leaf| leaf.header == Some(Header::Extra)).find(refers) {
        leaf.header = Some(Header::Field(Field::Objective));
    }
}

/// The first texts below a header's cell in its columns.
pub fn texts_below<'v>(view: &'v View, leaf: &Leaf) -> impl Iterator<Item = &'v str> {
    const LINES: usize = 8;
    let (left, right) = (leaf.left, leaf.right);
    let below = view.lines.partition_point(|line| line.row <= view.cell(leaf.cell).row);
    let cells =
        view.lines[below..].iter().take(LINES).flat_map(|line| line.cells.clone()).map(|index| view.cell(index));
    cells.filter(move |cell| left <= cell.col && cell.col <= right).map(|cell| cell.text.as_str())
}

/// Of several columns for one year (`Target 30/06/2020`, `Target 31/12/2020`) the last day's has the
/// year's target; the others are steps on the way.
pub fn tell_steps(view: &View, leaves: &mut [Leaf]) {
    let day = |leaf: &Leaf| date::find(&view.cell(leaf.cell).text).map(|(_, date)| (date.month(), date.day()));
    let year_of = |leaf: &Leaf| leaf.header.and_then(Header::year);
    let days: Vec<Option<(i32, _)>> = leaves.iter().map(|leaf| Some((year_of(leaf)?, day(leaf)))).collect();
    for (leaf, own) in leaves.iter_mut().zip(&days) {
        // A year without a day ends on its last.
        let Some((year, Some(day))) = own else { continue };
        let later = |other: &(i32, Option<_>)| other.0 == *year && other.1.is_none_or(|other| other > *day);
        if days.iter().flatten().any(later) {
            leaf.header = Some(Header::Extra);
        }
    }
}

/// The section for which most columns and headings speak.
pub fn section(view: &View, leaves: &[Leaf], hints: Hints) -> Section {
    const SECTIONS: [Section; 4] = [Section::Strategic, Section::Operational, Section::Executive, Section::Officer];
    let mut votes = [0_u32; 4];
    // `Obiettivo` alone may be of any level; beside a strategic one, or as `Obiettivo operativo`, it
    // is none of the dashboard's.
    let below_another = leaves.iter().any(|leaf| leaf.header == Some(Header::Field(Field::Objective)));
    let individual = is_individual(view, leaves, hints);
    let mut vote = |section: Section, weight: u32| votes[section as usize] += weight;
    match leaves.iter().filter(|leaf| leaf.header.and_then(Header::year).is_some()).count() {
        0 if has_row_years(leaves) => vote(Section::Strategic, 2),
        0 => {}
        1 => vote(Section::Strategic, 1),
        _ => vote(Section::Strategic, 4),
    }
    let has = |field| leaves.iter().any(|leaf| leaf.header == Some(Header::Field(field)));
    if has(Field::Weight) && individual {
        vote(Section::Executive, 2);
        vote(Section::Officer, 2);
    }
    // A plan names the unit and who heads it; in individual objectives the person is enough.
    let owners = leaves.iter().filter(|leaf| leaf.header == Some(Header::Field(Field::Owners)));
    let (units, people): (Vec<&Leaf>, Vec<&Leaf>) =
        owners.partition(|leaf| unit_field(&view.cell(leaf.cell).text) == Some(Field::Owners));
    if !units.is_empty() && (has(Field::Role) || !people.is_empty()) {
        vote(Section::Operational, 3);
    }
    for leaf in leaves {
        let Some(Header::Field(field)) = leaf.header else { continue };
        match field {
            Field::Owners => vote(Section::Strategic, 1),
            Field::Services => vote(Section::Operational, 2),
            Field::Programme => vote(Section::Operational, 3),
            Field::OperationalObjective => {
                let whole = below_another || fold(&view.cell(leaf.cell).text).split(' ').count() > 1;
                vote(Section::Operational, if whole { 3 } else { 2 });
                vote(Section::Officer, 2);
            }
            Field::Area => {
                vote(Section::Operational, 1);
                vote(Section::Officer, 1);
            }
            Field::Action | Field::Actual | Field::Progress => vote(Section::Executive, 2),
            Field::InTree | Field::Productivity => vote(Section::Officer, 4),
            _ => {}
        }
        if (field == Field::Role || (field == Field::Owners && individual))
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
    if hints.programme {
        vote(Section::Operational, 3);
    }
    if hints.operational_objective {
        vote(Section::Operational, 3);
        vote(Section::Officer, 2);
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    SECTIONS.into_iter().find(|&section| votes[section as usize] == most).unwrap_or(Section::Strategic)
}

/// Whether anything says that the rows are somebody's: indicators of the plan have weights and
/// responsible units too.
fn is_individual(view: &View, leaves: &[Leaf], hints: Hints) -> bool {
    let of_people = |topic| matches!(topic, Some(Topic::Rows(Section::Executive | Section::Officer)));
    let says_so = |field| matches!(field, Field::Role | Field::InTree | Field::Productivity | Field::Action);
    hints.named
        || of_people(hints.title)
        || of_people(hints.sheet)
        || leaves.iter().filter_map(|leaf| leaf.header.and_then(Header::field)).any(says_so)
        || leaves.iter().any(|leaf| leaf.header == Some(Header::Field(Field::Owners)) && names_people(view, leaf))
}

/// Whether a column of owners names people and not units. `Responsabile P.O.` says so; under a mere
/// `Responsabile` tells what stands below, or else the header.
fn names_people(view: &View, leaf: &Leaf) -> bool {
    let header = view.cell(leaf.cell);
    if role_section(&fold(&header.text).replace("responsabile", " ")).is_some() {
        return true;
    }
    let texts = texts_below(view, leaf);
    let told = texts.filter_map(|text| match (role(text), unit_field(text)) {
        (Some(_), _) => Some(true),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    });
    let by_header = || role_section(&header.text).is_some() && unit_field(&header.text).is_none();
    told.into_iter().next().unwrap_or_else(by_header)
}

/// Whether each row names the year of its target: a table with a row for each year.
fn has_row_years(leaves: &[Leaf]) -> bool {
    let has = |header| leaves.iter().any(|leaf| leaf.header == Some(header));
    let years = leaves.iter().any(|leaf| leaf.header.and_then(Header::year).is_some());
    has(Header::RowYear) && has(Header::Field(Field::Target)) && !years
}

/// Gives every header its meaning in the section; of two columns that would mean one field, the
/// one whose own words say so has it, then the left one. What is left is kept aside.
pub fn settle(leaves: &[Leaf], section: Section, hints: Hints) -> (Vec<Column>, BTreeMap<Header, Inference>) {
    let mut doubts = BTreeMap::new();
    let year = target_year(leaves, section, hints, &mut doubts);
    let by_rows = has_row_years(leaves);
    let meaning = |header: Header| match header {
        Header::Year(said) if section != Section::Strategic => {
            if year == Some(said) {
                Header::Field(Field::Target)
            } else {
                Header::Extra
            }
        }
        Header::RowYear if section != Section::Strategic || !by_rows => Header::Extra,
        Header::Field(Field::Target) if section == Section::Strategic && by_rows => header,
        Header::Field(Field::Target) if section == Section::Strategic => year.map_or(Header::Extra, Header::Year),
        header => match header.in_section(section) {
            Header::Field(field) if !section.has(field) => Header::Extra,
            meant => meant,
        },
    };
    // The weight given at the assessment stands behind the target; before it, it is the indicator's.
    let target = leaves.iter().find(|leaf| leaf.header.map(meaning) == Some(Header::Field(Field::Target)));
    let assesses = |leaf: &Leaf| section == Section::Executive && target.is_none_or(|target| target.left < leaf.left);
    let mut taken = BTreeSet::new();
    let mut settled: Vec<Header> = vec![Header::Extra; leaves.len()];
    for own_words in [true, false] {
        for (leaf, settled) in leaves.iter().zip(&mut settled) {
            let Some(said) = leaf.header else { continue };
            let meant = meaning(said);
            if (said == meant) != own_words {
                continue;
            }
            let again = Header::Field(Field::WeightAssessed);
            *settled = match meant {
                Header::Note | Header::Extra => meant,
                _ if taken.insert(meant) => meant,
                Header::Field(Field::Weight) if assesses(leaf) && taken.insert(again) => again,
                _ => Header::Extra,
            };
        }
    }
    let weight = Header::Field(Field::Weight);
    let left = |(leaf, settled): (&Leaf, &Header)| leaf.header == Some(weight) && *settled == Header::Extra;
    // Of two, the objective's weighs it among the others and the indicator's within it; of three, who knows.
    if section.has(Field::Weight) && leaves.iter().zip(&settled).filter(|pair| left(*pair)).count() > 1 {
        doubts.insert(weight, Inference::new("the first of several columns of weights", 0.7));
    }
    let mut columns: Vec<Column> = leaves.iter().zip(settled).map(|(leaf, header)| leaf.column(header)).collect();
    if let Some((at, field)) = left_over(&columns, section) {
        columns[at].header = Header::Field(field);
        doubts.insert(
            columns[at].header,
            Inference::new("the column's header is not known; what is missing is this", 0.7),
        );
    }
    (columns, doubts)
}

/// The one column left of the indicators whose header is not known, and the one group of rows that
/// no other column gives.
fn left_over(columns: &[Column], section: Section) -> Option<(usize, Field)> {
    let groups: &[Field] = match section {
        Section::Strategic => return None,
        Section::Operational => &[Field::Programme, Field::OperationalObjective],
        Section::Executive => &[Field::Action],
        Section::Officer => &[Field::OperationalObjective],
    };
    let has = |field: Field| columns.iter().position(|column| column.header == Header::Field(field));
    let indicator = has(Field::Indicator)?;
    let mut missing = groups.iter().copied().filter(|&field| has(field).is_none());
    let mut unknown = (0..indicator).filter(|&at| !columns[at].known);
    match (missing.next(), missing.next(), unknown.next(), unknown.next()) {
        (Some(field), None, Some(at), None) => Some((at, field)),
        _ => None,
    }
}

/// The year whose column holds the one target of a row, or of which the one column `Target` of a
/// dashboard is.
fn target_year(
    leaves: &[Leaf],
    section: Section,
    hints: Hints,
    doubts: &mut BTreeMap<Header, Inference>,
) -> Option<i32> {
    let target = Header::Field(Field::Target);
    let years: Vec<i32> = leaves.iter().filter_map(|leaf| leaf.header.and_then(Header::year)).collect();
    let has_target = leaves.iter().any(|leaf| leaf.header == Some(target));
    if section == Section::Strategic {
        if has_row_years(leaves) {
            return None;
        }
        let year = hints.year.filter(|_| has_target && years.is_empty())?;
        doubts.insert(
            Header::Year(year),
            Inference::new("the column names no year; a title above it or the sheet's name does", 0.85),
        );
        return Some(year);
    }
    if has_target {
        return None;
    }
    let stated = hints.year.filter(|year| years.contains(year));
    if stated.is_none() && years.len() > 1 {
        let others = years[1..].iter().map(ToString::to_string);
        let why = Inference::new("the table has targets for several years, and no title says which is the plan's", 0.7);
        doubts.insert(target, why.or(others));
    }
    stated.or_else(|| years.first().copied())
}
