//! The history of a plan's targets: CSV, JSON, workbook.

use serde_json::json;

use super::diff::table;
use super::{Lang, WriteError};
use crate::history::{Span, Version};

const COLUMNS: [&str; 12] = [
    "section",
    "id",
    "objective",
    "role",
    "indicator",
    "year",
    "value",
    "from_resolution",
    "from_date",
    "to_resolution",
    "to_date",
    "confidence",
];

const ITALIAN: [&str; 12] = [
    "Sezione",
    "Id",
    "Obiettivo strategico",
    "Incaricato",
    "Indicatore",
    "Anno",
    "Valore",
    "Dalla delibera",
    "Dal",
    "Alla delibera",
    "Al",
    "Sicurezza",
];

/// As CSV: commas, decimal points, UTF-8, a line a value.
///
/// # Errors
/// When the library fails, which it does not in memory.
pub fn csv(spans: &[Span]) -> Result<Vec<u8>, WriteError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(WriteError::library("csv"))?;
    for span in spans {
        writer.write_record(texts(span)).map_err(WriteError::library("csv"))?;
    }
    writer.into_inner().map_err(WriteError::library("csv"))
}

/// As JSON: an array of objects with the keys of the CSV's columns.
#[must_use]
pub fn json(spans: &[Span]) -> Vec<u8> {
    let date = |v: Option<&Version>| v.and_then(|v| v.date).map(|d| d.to_string());
    let lines = spans.iter().map(|s| {
        json!({
            "section": s.section,
            "id": s.id,
            "objective": s.objective,
            "role": s.role,
            "indicator": s.indicator,
            "year": s.year,
            "value": s.value,
            "from_resolution": s.from.name,
            "from_date": date(Some(&s.from)),
            "to_resolution": s.to.as_ref().map(|v| &v.name),
            "to_date": date(s.to.as_ref()),
            "confidence": (s.confidence * 100.0).round() / 100.0,
        })
    });
    format!("{:#}\n", serde_json::Value::Array(lines.collect())).into_bytes()
}

/// As a workbook with one table.
///
/// # Errors
/// When there are more lines than a sheet has rows.
pub fn workbook(spans: &[Span], lang: Lang) -> Result<Vec<u8>, WriteError> {
    let (name, heads) = match lang {
        Lang::It => ("Storia", ITALIAN),
        Lang::En => ("History", COLUMNS),
    };
    let widths = [22.0, 15.0, 35.0, 25.0, 55.0, 8.0, 20.0, 24.0, 12.0, 24.0, 12.0, 10.0];
    let rows: Vec<Vec<String>> = spans.iter().map(|s| texts(s).to_vec()).collect();
    table::book(&[table::Sheet { name, heads: &heads, widths: &widths, rows: &rows }])
        .map_err(WriteError::library("xlsx"))
}

fn texts(s: &Span) -> [String; 12] {
    let date = |v: Option<&Version>| v.and_then(|v| v.date).map(|d| d.to_string()).unwrap_or_default();
    [
        s.section.to_owned(),
        s.id.clone(),
        s.objective.clone().unwrap_or_default(),
        s.role.clone().unwrap_or_default(),
        s.indicator.clone(),
        s.year.map(|y| y.to_string()).unwrap_or_default(),
        s.value.clone(),
        s.from.name.clone(),
        date(Some(&s.from)),
        s.to.as_ref().map(|v| v.name.clone()).unwrap_or_default(),
        date(s.to.as_ref()),
        format!("{:.2}", s.confidence),
    ]
}
