//! The columns that the names of a header promise.

use super::width::Room;
use crate::normalise::draft::{Field, Section};
use crate::normalise::headers;

/// What a column holds in the draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// A field of the row.
    Field(Field),
    /// The year columns, all of them: a row prints as many values as it has.
    Years(Vec<i32>),
    /// Remarks, one or more.
    Notes,
    /// A column that the plan has no field for, by its header.
    Extra(String),
}

/// What the texts of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// A strategic objective with its number.
    Objective,
    /// A mission with its code.
    Mission,
    /// A perspective.
    Name,
    /// An executive or officer.
    Role,
    /// Running text.
    Text,
    /// An indicator.
    Indicator,
    /// A unit of the organisation.
    Unit,
    /// An area or its code.
    Area,
    /// A value.
    Value,
    /// A number or percent.
    Weight,
    /// A mark.
    Tick,
    /// A remark.
    Note,
    /// A code of the row.
    Code,
    /// A unit of measure.
    Measure,
    /// A word or two out of a short list.
    Word,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Where its texts go.
    pub slot: Slot,
    /// What they look like.
    pub look: Look,
    /// What it costs a row to print nothing there.
    pub skip: f32,
    /// Characters of its longest line, where that is known.
    pub chars: Option<usize>,
    /// How wide it is on its page, where the line breaks of its texts tell.
    pub room: Option<Room>,
    /// Of year columns: how many of them rows fill, where that is known.
    pub most: Option<usize>,
    /// Whether its header was printed apart: its cells may be merged across columns and stand at
    /// the end of the page, all of them.
    pub loose: bool,
    /// Whether the header does not name it, though such tables have one.
    pub unnamed: bool,
    /// Whether rows never print it in their place.
    pub apart: bool,
}

impl Column {
    /// What it costs a row to lack a column that every row of its table prints.
    pub const PRINTED: f32 = 3.0;

    /// The column of a slot, as such columns are before any text was seen.
    pub fn new(slot: Slot) -> Self {
        let (look, skip) = match &slot {
            Slot::Years(_) => (Look::Value, 4.0),
            Slot::Notes => (Look::Note, 0.05),
            Slot::Extra(label) => extra(label),
            Slot::Field(field) => match field {
                Field::Objective => (Look::Objective, 0.3),
                Field::Mission => (Look::Mission, 0.3),
                Field::Perspective => (Look::Name, 0.9),
                Field::Role => (Look::Role, 0.9),
                Field::Programme => (Look::Text, 0.35),
                Field::OperationalObjective => (Look::Text, 0.75),
                Field::Action => (Look::Text, 1.3),
                Field::Indicator => (Look::Indicator, 5.0),
                Field::Target => (Look::Value, 3.5),
                Field::Owners | Field::Services => (Look::Unit, 1.0),
                Field::Area => (Look::Area, 0.9),
                Field::Weight => (Look::Weight, 1.5),
                Field::WeightAssessed => (Look::Weight, 3.5),
                Field::Actual | Field::Progress => (Look::Value, 0.02),
                Field::InTree | Field::Productivity => (Look::Tick, 0.8),
            },
        };
        Self { slot, look, skip, chars: None, room: None, most: None, loose: false, unnamed: false, apart: false }
    }

    /// Whether a heading of this kind, or none, may be one of its cells.
    pub fn takes(&self, heading: super::headings::Heading) -> bool {
        use super::headings::Heading;
        match heading {
            Heading::Objective(_) => self.is(Field::Objective),
            Heading::Mission => self.is(Field::Mission),
            Heading::Perspective => self.is(Field::Perspective),
            Heading::Role => self.is(Field::Role),
            Heading::Title | Heading::Other => true,
        }
    }

    /// Makes it a column that rows never print in their place.
    pub fn set_apart(&mut self) {
        *self = Self { apart: true, skip: 0.0, chars: None, room: None, ..self.clone() };
    }

    /// Whether the column holds this field.
    pub fn is(&self, field: Field) -> bool {
        self.slot == Slot::Field(field)
    }

    /// How many cells of a row it may take.
    pub fn width(&self) -> usize {
        match &self.slot {
            Slot::Years(years) => self.most.unwrap_or(years.len()),
            Slot::Notes => 3,
            _ => 1,
        }
    }
}

fn extra(label: &str) -> (Look, f32) {
    let label = label.to_lowercase();
    if label.starts_with("cod") {
        (Look::Code, 2.5)
    } else if label.starts_with("u.m") || label.starts_with("unità di misura") {
        (Look::Measure, 1.8)
    } else if label.contains("baseline") || label.contains("consuntivo") || label.contains("storico") {
        (Look::Value, 1.0)
    } else {
        (Look::Word, 2.0)
    }
}

/// One name of a header.
#[derive(Debug, Clone, PartialEq)]
pub enum Name {
    /// A field of the row.
    Field(Field),
    /// A year.
    Year(i32),
    /// Remarks.
    Notes,
    /// A column that the plan has no field for.
    Extra(String),
}

/// More years than this are a list of numbers, and no plan's columns.
const MOST_YEARS: usize = 12;

/// What the names of a header promise.
#[derive(Debug)]
pub struct Promise {
    /// The columns.
    pub columns: Vec<Column>,
    /// The section of the table.
    pub section: Option<Section>,
    /// Whether two names mean one column.
    pub twice: bool,
}

/// What names promise; `None` if they are no header.
pub fn columns_of(names: &[Name]) -> Option<Promise> {
    let years: Vec<i32> = names.iter().filter_map(|n| if let Name::Year(y) = n { Some(*y) } else { None }).collect();
    let ascending = years.windows(2).all(|w| w[0] < w[1]);
    if names.len() < 3 || !ascending || years.len() > MOST_YEARS {
        return None;
    }
    let has = |field: Field| names.contains(&Name::Field(field));
    if has(Field::Objective)
        && (has(Field::Mission) || has(Field::Perspective))
        && !has(Field::Indicator)
        && !has(Field::Target)
        && years.is_empty()
    {
        return Some(Promise { columns: map_columns(names), section: None, twice: false });
    }
    let section = section_of(&has, years.len())?;
    // Under a header of two levels the years stand below the label that spans them.
    let last_is_year = matches!(names.last(), Some(Name::Year(_)));
    let spans = |n: &Name| matches!(n, Name::Field(Field::Target));
    let over = (last_is_year && years.len() >= 2).then(|| names.iter().position(spans)).flatten();
    let mut columns: Vec<Column> = Vec::new();
    let (fields, twice) = fields(names, section);
    for (index, (name, field)) in names.iter().zip(fields).enumerate() {
        let slot = match (name, field) {
            _ if over == Some(index) => Slot::Years(years.clone()),
            (Name::Year(_), _) if years.len() >= 2 => {
                if columns.iter().any(|c| matches!(c.slot, Slot::Years(_))) {
                    continue;
                }
                Slot::Years(years.clone())
            }
            (Name::Year(_), _) => Slot::Field(Field::Target),
            (Name::Notes, _) => Slot::Notes,
            (Name::Extra(label), _) => Slot::Extra(label.clone()),
            (Name::Field(_), Some(field)) => Slot::Field(field),
            (Name::Field(field), None) => {
                // A column that such rows have no field for.
                let look = Column::new(Slot::Field(*field)).look;
                columns.push(Column { look, ..Column::new(Slot::Extra(String::new())) });
                continue;
            }
        };
        columns.push(Column::new(slot));
    }
    complete(&mut columns, section);
    if has(Field::Role) && has(Field::Perspective) {
        for column in columns.iter_mut().filter(|c| matches!(c.look, Look::Name | Look::Role)) {
            column.skip = 1.8;
        }
    }
    Some(Promise { columns, section: Some(section), twice })
}

/// The section of a table with these fields and so many year columns.
fn section_of(has: &dyn Fn(Field) -> bool, years: usize) -> Option<Section> {
    if years >= 2 {
        return Some(Section::Strategic);
    }
    let operational = has(Field::Programme) || has(Field::Services);
    let individual = has(Field::Role) || has(Field::InTree) || has(Field::Productivity) || has(Field::Action);
    if has(Field::Weight) && (individual || !operational) {
        let officer = has(Field::OperationalObjective) || has(Field::InTree) || has(Field::Productivity);
        let executive = has(Field::Action) || has(Field::Progress) || !officer;
        return Some(if executive { Section::Executive } else { Section::Officer });
    }
    (has(Field::OperationalObjective) || operational).then_some(Section::Operational)
}

/// The fields that names mean in a section, none where such rows have none; of two that mean one, the
/// one whose own word says so has it. Also whether there are two.
fn fields(names: &[Name], section: Section) -> (Vec<Option<Field>>, bool) {
    let mut out: Vec<Option<Field>> = vec![None; names.len()];
    let mut twice = false;
    for own in [true, false] {
        for (at, name) in names.iter().enumerate() {
            let Name::Field(said) = name else { continue };
            let Some(meant) = headers::Header::Field(*said).in_section(section).field() else { continue };
            if (*said == meant) != own || !section.has(meant) {
                continue;
            }
            let taken = |field: Field| out.contains(&Some(field));
            let again = meant == Field::Weight && section == Section::Executive;
            match (taken(meant), again && !taken(Field::WeightAssessed)) {
                (false, _) => out[at] = Some(meant),
                (true, true) => out[at] = Some(Field::WeightAssessed),
                (true, false) => twice = true,
            }
        }
    }
    (out, twice)
}

/// The columns of a strategy map printed as a list: number, objective, mission, perspective.
fn map_columns(names: &[Name]) -> Vec<Column> {
    let slots = names.iter().filter_map(|name| match name {
        Name::Field(field) => Some(Slot::Field(*field)),
        Name::Extra(label) => Some(Slot::Extra(label.clone())),
        Name::Notes => Some(Slot::Notes),
        Name::Year(_) => None,
    });
    let mut columns: Vec<Column> = slots.map(Column::new).collect();
    for column in &mut columns {
        match &column.slot {
            Slot::Field(Field::Objective) => column.look = Look::Text,
            Slot::Extra(label) if label == "n." => column.look = Look::Weight,
            Slot::Field(_) => {}
            _ => continue,
        }
        column.skip = 3.0;
    }
    columns
}

/// Adds the columns that a header leaves unnamed: the indicator under a title, remarks at the right.
fn complete(columns: &mut Vec<Column>, section: Section) {
    if section == Section::Strategic {
        if let Some(at) = columns.iter().position(|c| matches!(c.slot, Slot::Years(_)))
            && !columns.iter().any(|c| c.is(Field::Indicator))
        {
            columns.insert(at, Column { unnamed: true, ..Column::new(Slot::Field(Field::Indicator)) });
        }
        if !columns.iter().any(|c| c.is(Field::Owners)) {
            columns.push(Column::new(Slot::Field(Field::Owners)));
        }
    }
    if !columns.iter().any(|c| c.slot == Slot::Notes) {
        columns.push(Column::new(Slot::Notes));
    }
    if section == Section::Executive {
        for column in columns.iter_mut().filter(|c| c.is(Field::Target)) {
            column.skip = 2.2;
        }
    }
    if section == Section::Officer {
        for column in columns.iter_mut() {
            match column.look {
                Look::Area | Look::Tick => column.skip = 0.5,
                Look::Weight => column.skip = 0.8,
                Look::Text => column.skip = 1.3,
                _ => {}
            }
        }
    }
}

/// The columns of operational tables in the order in which nearly all print them.
const OPERATIONAL: &[Field] = &[
    Field::Objective,
    Field::Programme,
    Field::OperationalObjective,
    Field::Indicator,
    Field::Target,
    Field::Services,
    Field::Area,
];

/// Adds columns that the header's own line leaves out, where rows of such a table have them.
pub fn add_loose(columns: &mut Vec<Column>, section: Section, fields: &[Field]) {
    let order: &[Field] = match section {
        Section::Strategic => &[Field::Objective, Field::Indicator],
        Section::Operational => OPERATIONAL,
        Section::Executive => &[Field::Weight, Field::Action, Field::Indicator, Field::Target],
        Section::Officer => &[Field::OperationalObjective, Field::Indicator, Field::Target],
    };
    insert(columns, section, fields, order);
    if section == Section::Strategic && fields.contains(&Field::Indicator) {
        for column in columns.iter_mut().filter(|c| c.is(Field::Indicator)) {
            column.skip = 0.9;
            column.loose = true;
        }
    }
}

/// Adds columns whose names stand apart from the header's own line because they wrap.
pub fn add_wrapped(columns: &mut Vec<Column>, section: Section, fields: &[Field]) {
    let order: &[Field] = match section {
        Section::Strategic => &[Field::Mission, Field::Objective, Field::Indicator],
        Section::Operational => OPERATIONAL,
        Section::Executive => {
            &[Field::Role, Field::Perspective, Field::Objective, Field::Action, Field::Indicator, Field::Target]
        }
        Section::Officer => {
            &[Field::Role, Field::Objective, Field::OperationalObjective, Field::Indicator, Field::Target]
        }
    };
    insert(columns, section, fields, order);
}

fn insert(columns: &mut Vec<Column>, section: Section, fields: &[Field], order: &[Field]) {
    for (rank, field) in order.iter().enumerate() {
        let named = fields.contains(field)
            || (section == Section::Operational && *field == Field::Services && fields.contains(&Field::Owners));
        if !named || columns.iter().any(|c| c.is(*field)) {
            continue;
        }
        let before = columns.iter().position(|c| match &c.slot {
            Slot::Field(other) => order
                .iter()
                .position(|f| f == other)
                .map_or(!order[..rank].contains(other) && rank + 1 < order.len() && is_late(*other), |r| r > rank),
            Slot::Years(_) | Slot::Notes => true,
            Slot::Extra(_) => false,
        });
        let mut column = Column::new(Slot::Field(*field));
        column.skip = column.skip.min(0.9);
        column.loose = true;
        columns.insert(before.unwrap_or(columns.len()), column);
    }
}

/// Fields that stand at the right of every table.
const fn is_late(field: Field) -> bool {
    matches!(
        field,
        Field::Owners
            | Field::Services
            | Field::Area
            | Field::WeightAssessed
            | Field::Actual
            | Field::Progress
            | Field::InTree
            | Field::Productivity
    )
}
