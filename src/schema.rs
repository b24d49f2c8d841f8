//! The flat tables (contract, section 3): their columns, types, keys, units and descriptions.
//!
//! The one truth of every tabular output. The data package, the tables of SQLite and the types of
//! Parquet are derived from [`TABLES`]; the rows are made, in the same order of columns, in
//! [`write::tables`](crate::write::tables).
//!
//! ```text
//! annexes ◀─ perspectives, missions ◀─ objectives ◀─ indicators ◀─ targets, notes, indicator_units
//!         ◀─ units, resolutions ◀──────────────────────────────────────────┘
//! ```
//!
//! `annex_id` is the first column of each table. A `…_key` is one column that tells rows apart also
//! where the tables of many annexes are put one below the other: tools for BI join tables by one
//! column only. It begins with the annex's id; an `…_id` is the id of `plan.json`.

mod dimensions;
mod facts;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// Text, never empty: an empty text is null.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number with up to 12 digits before and 6 after the point.
    Number,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A calendar year.
    Year,
}

impl Type {
    /// Its name in Table Schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Year => "year",
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Name in `snake_case`.
    pub name: &'static str,
    /// What it holds.
    pub ty: Type,
    /// Whether it is never null.
    pub required: bool,
    /// What it means, for the reader of a report.
    pub description: &'static str,
    /// The unit of its numbers, where all have the same.
    pub unit: Option<&'static str>,
    /// The values that it can have, where they are a closed list.
    pub choices: &'static [&'static str],
}

impl Column {
    const fn new(name: &'static str, ty: Type, description: &'static str) -> Self {
        Self { name, ty, required: false, description, unit: None, choices: &[] }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn unit(self, unit: &'static str) -> Self {
        Self { unit: Some(unit), ..self }
    }

    const fn one_of(self, choices: &'static [&'static str]) -> Self {
        Self { choices, ..self }
    }
}

const fn text(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Text, description)
}

const fn integer(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Integer, description)
}

const fn number(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Number, description)
}

const fn boolean(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Boolean, description)
}

const fn date(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Date, description)
}

const fn year(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Year, description)
}

/// A column that holds the primary key of a row in another table, or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKey {
    /// The column; it has the name of that key.
    pub column: &'static str,
    /// The table.
    pub table: &'static str,
}

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Name in `snake_case`, plural.
    pub name: &'static str,
    /// What one row is.
    pub description: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub primary_key: &'static [&'static str],
    /// The rows of other tables that a row belongs to.
    pub foreign_keys: &'static [ForeignKey],
}

impl Table {
    /// The position of a column.
    #[must_use]
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == column)
    }
}

/// All tables; one to which another points stands before it.
pub const TABLES: &[&Table] = &[
    &dimensions::ANNEXES,
    &dimensions::PERSPECTIVES,
    &dimensions::MISSIONS,
    &dimensions::UNITS,
    &dimensions::RESOLUTIONS,
    &dimensions::OBJECTIVES,
    &facts::INDICATORS,
    &facts::TARGETS,
    &facts::INDICATOR_UNITS,
    &facts::NOTES,
    &facts::DIAGNOSTICS,
];

/// The table of that name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|t| t.name == name)
}

const ANNEX_ID: Column = text(
    "annex_id",
    "The annex: slug of the organisation, the date and number of the resolution and the label of the annex. Where the \
     organisation or the resolution is not stated, the first twelve digits of the file's SHA-256 stand at its end",
)
.required();

const OF_ANNEX: ForeignKey = ForeignKey { column: "annex_id", table: "annexes" };

const fn key(name: &'static str) -> Column {
    text(name, "Key of the row, unique over all annexes").required()
}

const IS_INFERRED: Column =
    boolean("is_inferred", "Whether anything in the row was deduced and does not stand at that place of the source")
        .required();

const CONFIDENCE: Column = number(
    "confidence",
    "How often such a deduction is right, 0 to 1; the least of the row's deductions; 1 where nothing was deduced",
)
.required();

const BECAUSE: Column = text("because", "The reason of the least certain deduction; null where nothing was deduced");

const PLACE: Column = text(
    "place",
    "Where the row stands in the source: sheet and cells, page and lines, or page and box in points from the top left",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_names_columns_that_are_there() {
        for table in TABLES {
            assert_eq!(table.columns[0].name, "annex_id", "{}", table.name);
            for key in table.primary_key {
                let column = &table.columns[table.position(key).expect(key)];
                assert!(column.required, "{}.{key} is part of the key", table.name);
            }
            for key in table.foreign_keys {
                let target = super::table(key.table).expect(key.table);
                assert_eq!(target.primary_key, [key.column], "{} to {}", table.name, key.table);
                assert!(table.position(key.column).is_some(), "{}.{}", table.name, key.column);
            }
            assert!(table.name == "annexes" || table.foreign_keys.contains(&OF_ANNEX), "{}", table.name);
        }
    }

    #[test]
    fn tables_stand_after_those_they_point_to() {
        for (i, table) in TABLES.iter().enumerate() {
            for key in table.foreign_keys {
                assert!(TABLES[..i].iter().any(|t| t.name == key.table), "{} points to {}", table.name, key.table);
            }
        }
    }

    #[test]
    fn names_are_unique_and_in_snake_case() {
        let snake = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        for (i, table) in TABLES.iter().enumerate() {
            assert!(snake(table.name) && TABLES[..i].iter().all(|t| t.name != table.name), "{}", table.name);
            for (j, column) in table.columns.iter().enumerate() {
                assert!(snake(column.name), "{}.{}", table.name, column.name);
                assert_eq!(table.position(column.name), Some(j), "{}.{} is there twice", table.name, column.name);
            }
        }
    }
}
