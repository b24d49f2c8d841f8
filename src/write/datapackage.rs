//! `datapackage.json`: what the CSV files are, as a Data Package v2 with Table Schema.

use serde_json::{Map, Value as Json, json};

use super::Artifact;
use super::tables::{Rows, Value};
use crate::schema::{Column, ForeignKey, Table};

/// The description of the CSV files in `csv`; it stands beside them.
#[must_use]
pub fn artifact(tables: &[Rows], csv: &[Artifact]) -> Artifact {
    let resources = tables.iter().zip(csv).map(|(rows, file)| {
        let path = file.path.rsplit('/').next().unwrap_or(&file.path);
        let mut resource = resource(rows.table, path);
        resource.insert("bytes".to_owned(), file.bytes.len().into());
        resource.insert("hash".to_owned(), format!("sha256:{}", crate::sha256(&file.bytes)).into());
        Json::Object(resource)
    });
    let resources = resources.collect();
    let annex = tables.iter().find(|t| t.table.name == "annexes").and_then(|t| Some((t.table, t.rows.first()?)));
    let cell = |name: &str| {
        let (table, row) = annex?;
        row.get(table.position(name)?).filter(|v| **v != Value::Null).map(ToString::to_string)
    };
    let name = cell("annex_id").unwrap_or_default();
    let title: Vec<String> = ["organisation", "label"].into_iter().filter_map(cell).collect();
    let title = if title.is_empty() { name.clone() } else { title.join(", ") };
    let source = json!([{
        "title": cell("source_file"),
        "format": cell("source_format"),
        "hash": cell("source_sha").map(|sha| format!("sha256:{sha}")),
    }]);
    let bytes = package(&name, &title, Some(source), resources);
    Artifact { path: "tables/datapackage.json".to_owned(), bytes }
}

/// A package of the resources.
#[must_use]
pub fn package(name: &str, title: &str, sources: Option<Json>, resources: Vec<Json>) -> Vec<u8> {
    let mut package = Map::new();
    package.insert("$schema".to_owned(), profile("datapackage"));
    package.insert("name".to_owned(), name.into());
    package.insert("title".to_owned(), title.into());
    package.insert("description".to_owned(), "Performance plan (piano della performance) as flat tables".into());
    package.insert("version".to_owned(), crate::json::SCHEMA_VERSION.into());
    if let Some(sources) = sources {
        package.insert("sources".to_owned(), sources);
    }
    package.insert("resources".to_owned(), Json::Array(resources));
    format!("{:#}\n", Json::Object(package)).into_bytes()
}

/// A table's file, without its size and hash.
#[must_use]
pub fn resource(table: &Table, path: &str) -> Map<String, Json> {
    let resource = json!({
        "$schema": profile("dataresource"),
        "name": table.name,
        "type": "table",
        "path": path,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "$schema": profile("tabledialect"), "delimiter": ",", "lineTerminator": "\r\n" },
        "schema": {
            "$schema": profile("tableschema"),
            "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": table.primary_key,
            "foreignKeys": table.foreign_keys.iter().map(foreign_key).collect::<Vec<_>>(),
        },
    });
    match resource {
        Json::Object(resource) => resource,
        _ => Map::new(),
    }
}

fn profile(name: &str) -> Json {
    format!("https://datapackage.org/profiles/2.0/{name}.json").into()
}

fn field(column: &Column) -> Json {
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.into());
    field.insert("type".to_owned(), column.ty.name().into());
    field.insert("description".to_owned(), column.description.into());
    if let Some(unit) = column.unit {
        field.insert("unit".to_owned(), unit.into());
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), true.into());
    }
    if !column.choices.is_empty() {
        constraints.insert("enum".to_owned(), column.choices.into());
    }
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), constraints.into());
    }
    Json::Object(field)
}

fn foreign_key(key: &ForeignKey) -> Json {
    json!({ "fields": [key.column], "reference": { "resource": key.table, "fields": [key.column] } })
}
