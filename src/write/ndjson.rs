//! The tables as newline-delimited JSON: one object a row, every column in it, null where nothing
//! is stated.

use serde_json::{Map, Value as Json};

use super::Artifact;
use super::tables::{Rows, Value};

/// One file a table.
#[must_use]
pub fn artifacts(tables: &[Rows]) -> Vec<Artifact> {
    let artifact =
        |rows: &Rows| Artifact { path: format!("ndjson/{}.ndjson", rows.table.name), bytes: lines(rows).into_bytes() };
    tables.iter().map(artifact).collect()
}

fn lines(rows: &Rows) -> String {
    let object = |row: &Vec<Value>| {
        let cells = rows.table.columns.iter().zip(row);
        Json::Object(cells.map(|(column, value)| (column.name.to_owned(), json(value))).collect::<Map<_, _>>())
    };
    rows.rows.iter().flat_map(|row| [object(row).to_string(), "\n".to_owned()]).collect()
}

/// A decimal always has a point, so that a reader that looks at the first rows only sees its type.
fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(v) => (*v).into(),
        Value::Number(v) => v.to_f64().into(),
        Value::Boolean(v) => (*v).into(),
        Value::Text(_) | Value::Date(_) => value.to_string().into(),
    }
}
