//! The JSON Schema (2020-12) of `plan.json`, derived from its types.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Map, Value, json};

use super::PlanJson;

/// The schema of `plan.json`: what every written plan is held against. What it is comes first.
#[must_use]
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<PlanJson>();
    RecursiveTransform(close).transform(&mut schema);
    let derived = schema.to_value();
    let mut ordered = Map::new();
    for key in ["$schema", "title", "description"] {
        ordered.extend(derived.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    if let Value::Object(derived) = derived {
        derived.into_iter().for_each(|(key, value)| {
            ordered.entry(key).or_insert(value);
        });
    }
    Value::Object(ordered)
}

/// An object has the keys that are named and no others; the sizes of Rust's numbers are nobody's
/// business.
fn close(schema: &mut Schema) {
    if schema.get("format").is_some_and(|format| format != "date") {
        schema.remove("format");
    }
    if schema.get("type").is_some_and(|kind| kind == "object") && schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
}

/// The names of an enumeration's variants.
pub fn one_of<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|variant| name(*variant)).collect()
}

/// The same, or null.
pub fn one_of_or_null<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<Option<&'static str>> {
    all.iter().map(|variant| Some(name(*variant))).chain([None]).collect()
}

/// What a target of each kind has.
pub fn by_kind() -> Value {
    const PARTS: [(&str, &[&str]); 6] = [
        ("quantity", &["comparator", "value", "unit"]),
        ("deadline", &["comparator", "date"]),
        ("duration", &["comparator", "value", "unit"]),
        ("relative", &["comparator", "offset"]),
        ("benchmark", &["comparator", "reference"]),
        ("qualitative", &["comparator", "level"]),
    ];
    let of_kind = |(kind, parts): (&str, &[&str])| {
        json!({
            "if": { "required": ["kind"], "properties": { "kind": { "const": kind } } },
            "then": { "required": parts }
        })
    };
    PARTS.map(of_kind).into()
}

/// The three forms of a place.
pub fn one_place() -> Value {
    json!([{ "required": ["sheet", "range"] }, { "required": ["page", "lines"] }, { "required": ["page", "bbox"] }])
}
