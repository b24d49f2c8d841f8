//! A remark that says which resolution changed a row (nota deliberativa).

use super::Date;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// `Aggiornato`
    Updated,
    /// `Inserito`
    Inserted,
    /// `Eliminato`
    Removed,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Updated, Self::Inserted, Self::Removed];

    /// The name used in `plan.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Updated => "updated",
            Self::Inserted => "inserted",
            Self::Removed => "removed",
        }
    }
}

/// To what it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Subject {
    /// The row.
    #[default]
    Row,
    /// The project plan behind it: `Aggiornato piano di progetto`.
    ProjectPlan,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Row, Self::ProjectPlan];

    /// The name used in `plan.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::ProjectPlan => "project-plan",
        }
    }
}

/// A remark. What it leaves out is `None`, never filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// As printed, white space normalised.
    pub raw: String,
    /// What was done; `None` for a remark of another kind.
    pub action: Option<Action>,
    /// To what.
    pub subject: Subject,
    /// Whether it was done at the annual rolling update (in sede di rolling annuale).
    pub annual_rolling: bool,
    /// The year, where the remark gives only that: `rolling annuale 2018`.
    pub occasion_year: Option<i32>,
    /// Id of the resolution it names or must mean; set by the normaliser.
    pub resolution: Option<String>,
    /// The body that resolved: `Giunta`.
    pub body: Option<String>,
    /// The resolution's number.
    pub number: Option<u32>,
    /// The resolution's date.
    pub date: Option<Date>,
    /// The number of the footnote in parentheses.
    pub footnote: Option<u32>,
}
