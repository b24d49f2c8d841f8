//! The tables as newline-delimited JSON: one object a row, every column in it, null where nothing
//! is stated.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::tables::{Rows, Value};
use super::{Artifact, WriteError};
use crate::schema::Table;

/// One file a table.
///
/// # Errors
/// When the JSON library fails, which it does not in memory.
pub fn artifacts(tables: &[Rows]) -> Result<Vec<Artifact>, WriteError> {
    let artifact = |rows: &Rows| {
        let bytes = lines(rows).map_err(WriteError::library("ndjson"))?;
        Ok(Artifact { path: format!("ndjson/{}.ndjson", rows.table.name), bytes })
    };
    tables.iter().map(artifact).collect()
}

fn lines(rows: &Rows) -> serde_json::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for row in &rows.rows {
        serde_json::to_writer(&mut lines, &Line { table: rows.table, row })?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// A row as an object.
struct Line<'a> {
    table: &'static Table,
    row: &'a [Value],
}

impl Serialize for Line<'_> {
    /// A decimal always has a point, so that a reader that looks at the first rows only sees its type.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(Some(self.row.len()))?;
        for (column, value) in self.table.columns.iter().zip(self.row) {
            object.serialize_key(column.name)?;
            match value {
                Value::Null => object.serialize_value(&()),
                Value::Integer(v) => object.serialize_value(v),
                Value::Number(v) => object.serialize_value(&v.to_f64()),
                Value::Boolean(v) => object.serialize_value(v),
                Value::Text(v) => object.serialize_value(v),
                Value::Date(v) => object.serialize_value(&v.to_string()),
            }?;
        }
        object.end()
    }
}
