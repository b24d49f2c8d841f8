//! The tables as a SQLite database, with keys, indexes and views.

use std::fmt::Write;

use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::tables::{Rows, Value};
use super::{Artifact, WriteError};
use crate::schema::{Column, TABLES, Table, Type};

/// Views that a person would want, after the tables.
const VIEWS: &str = include_str!("sqlite/views.sql");

/// The database of one annex, or of several.
///
/// # Errors
/// When SQLite fails.
pub fn artifact(tables: &[Rows]) -> Result<Artifact, WriteError> {
    let bytes = bytes(tables).map_err(WriteError::library("sqlite"))?;
    Ok(Artifact { path: "plan.sqlite".to_owned(), bytes })
}

fn bytes(tables: &[Rows]) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    let [tables_made, indexes_made] = statements();
    connection.execute_batch(&tables_made)?;
    let transaction = connection.transaction()?;
    insert(&transaction, tables)?;
    // An index of rows that are there is sorted once, not put together row by row.
    transaction.execute_batch(&indexes_made)?;
    transaction.commit()?;
    Ok(connection.serialize("main")?.to_vec())
}

/// Adds the rows.
///
/// # Errors
/// When a key is there already, or SQLite fails.
pub fn insert(connection: &Connection, tables: &[Rows]) -> rusqlite::Result<()> {
    // The values come from enumerations; looking each up in the list of its choices takes half of the time.
    connection.pragma_update(None, "ignore_check_constraints", true)?;
    for Rows { table, rows } in tables {
        let marks = vec!["?"; table.columns.len()].join(", ");
        let mut statement = connection.prepare_cached(&format!("INSERT INTO {} VALUES ({marks})", table.name))?;
        for row in rows {
            statement.execute(params_from_iter(row))?;
        }
    }
    Ok(())
}

/// Removes the rows of an annex from all tables.
///
/// # Errors
/// When SQLite fails.
pub fn remove(connection: &Connection, annex_id: &str) -> rusqlite::Result<()> {
    for table in TABLES.iter().rev() {
        connection.prepare_cached(&format!("DELETE FROM {} WHERE annex_id = ?", table.name))?.execute([annex_id])?;
    }
    Ok(())
}

/// Gives all rows of a table, in the order of its key, to `sink`.
///
/// # Errors
/// When SQLite or the sink fails.
pub fn each_row<E: From<rusqlite::Error>>(
    connection: &Connection,
    table: &Table,
    mut sink: impl FnMut(&[Value]) -> Result<(), E>,
) -> Result<(), E> {
    let order = table.primary_key.join(", ");
    let mut statement = connection.prepare(&format!("SELECT * FROM {} ORDER BY {order}", table.name))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let cell = |(at, column): (usize, &Column)| Ok(value(row.get_ref(at)?, column.ty));
        let values = table.columns.iter().enumerate().map(cell).collect::<rusqlite::Result<Vec<Value>>>()?;
        sink(&values)?;
    }
    Ok(())
}

/// A value as it was before it went into the database; null if it is of another type.
fn value(stored: ValueRef<'_>, ty: Type) -> Value {
    match (ty, stored) {
        (Type::Text, ValueRef::Text(text)) => String::from_utf8_lossy(text).as_ref().into(),
        (Type::Integer | Type::Year, ValueRef::Integer(number)) => Value::Integer(number),
        (Type::Number, ValueRef::Real(number)) => number.into(),
        (Type::Boolean, ValueRef::Integer(number)) => (number != 0).into(),
        (Type::Date, ValueRef::Text(text)) => {
            std::str::from_utf8(text).ok().and_then(|t| t.parse().ok()).map_or(Value::Null, Value::Date)
        }
        _ => Value::Null,
    }
}

/// The statements that make tables, indexes and views. The descriptions of the columns stand in
/// them as comments, where `.schema` shows them.
#[must_use]
pub fn definition() -> String {
    statements().concat()
}

/// The statements that make tables, and those that make what helps to read them.
fn statements() -> [String; 2] {
    let tables = TABLES.iter().map(|table| create(table)).collect();
    let indexes: String = TABLES.iter().map(|table| index(table)).collect();
    [tables, format!("{indexes}{VIEWS}")]
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Sql::Null),
            Self::Text(text) => ToSqlOutput::from(text.as_str()),
            Self::Integer(number) => ToSqlOutput::from(*number),
            Self::Number(number) => ToSqlOutput::from(number.to_f64()),
            Self::Boolean(truth) => ToSqlOutput::from(*truth),
            Self::Date(day) => ToSqlOutput::Owned(Sql::Text(day.to_string())),
        })
    }
}

fn create(table: &Table) -> String {
    let mut sql = format!("-- {}\nCREATE TABLE {} (\n", table.description, table.name);
    for column in table.columns {
        let _ = writeln!(sql, "  {}, -- {}", definition_of(column), column.description);
    }
    for key in table.foreign_keys {
        let _ = writeln!(sql, "  FOREIGN KEY ({0}) REFERENCES {1} ({0}),", key.column, key.table);
    }
    let _ = writeln!(sql, "  PRIMARY KEY ({})\n) WITHOUT ROWID;", table.primary_key.join(", "));
    sql
}

fn index(table: &Table) -> String {
    let mut sql = String::new();
    for key in table.foreign_keys.iter().filter(|key| table.primary_key.first() != Some(&key.column)) {
        let _ = writeln!(sql, "CREATE INDEX {0}_{1} ON {0} ({1});", table.name, key.column);
    }
    sql
}

fn definition_of(column: &Column) -> String {
    let ty = match column.ty {
        Type::Text => "TEXT",
        Type::Integer | Type::Year => "INTEGER",
        Type::Number => "REAL",
        Type::Boolean => "BOOLEAN",
        Type::Date => "DATE",
    };
    let mut sql = format!("{} {ty}", column.name);
    if column.required {
        sql.push_str(" NOT NULL");
    }
    if !column.choices.is_empty() {
        let _ = write!(sql, " CHECK ({} IN ('{}'))", column.name, column.choices.join("', '"));
    }
    sql
}
