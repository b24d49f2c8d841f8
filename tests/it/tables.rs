//! The flat tables: the rows of a plan, and every format read back against them.

mod docs;
mod formats;
mod sample;

use std::collections::{HashMap, HashSet};

use cruscotto::plan::Plan;
use cruscotto::schema::{TABLES, Type};
use cruscotto::write::tables::{Rows, Value, tables};
use cruscotto::write::{Artifact, Content, Lang, WriteOptions, writer};

fn artifacts(plan: &Plan, format: &str) -> Vec<Artifact> {
    let options = WriteOptions { lang: Lang::It, name: "allegato".to_owned() };
    let write = writer(format).unwrap_or_else(|| panic!("no format {format}")).write;
    write(&Content::new(plan), &options).unwrap_or_else(|e| panic!("{format}: {e}"))
}

fn file<'a>(files: &'a [Artifact], path: &str) -> &'a [u8] {
    &files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("no file {path}")).bytes
}

/// The cell of a table in the row whose column `by` holds `id`; of a key, what follows the annex.
fn cell(all: &[Rows], table: &str, (by, id): (&str, &str), column: &str) -> String {
    let rows = all.iter().find(|t| t.table.name == table).expect(table);
    let text = |row: &[Value], column: &str| {
        let at = rows.table.position(column).unwrap_or_else(|| panic!("{table}.{column}"));
        let text = row[at].to_string();
        match text.split_once('/') {
            Some((_, id)) if column.ends_with("_key") => id.to_owned(),
            _ => text,
        }
    };
    let row = rows.rows.iter().find(|row| text(row, by) == id).unwrap_or_else(|| panic!("{table} {id}"));
    text(row, column)
}

#[test]
fn rows_are_as_the_schema_says() {
    for plan in [sample::plan(), sample::empty(), crate::sample::plan()] {
        let all = tables(&plan);
        assert!(all.iter().map(|t| t.table.name).eq(TABLES.iter().map(|t| t.name)));
        for Rows { table, rows } in &all {
            for row in rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.name);
                for (column, value) in table.columns.iter().zip(row) {
                    let fits = match value {
                        Value::Null => !column.required,
                        Value::Text(text) => {
                            column.ty == Type::Text
                                && !text.is_empty()
                                && (column.choices.is_empty() || column.choices.contains(&text.as_str()))
                        }
                        Value::Integer(_) => matches!(column.ty, Type::Integer | Type::Year),
                        Value::Number(_) => column.ty == Type::Number,
                        Value::Boolean(_) => column.ty == Type::Boolean,
                        Value::Date(_) => column.ty == Type::Date,
                    };
                    assert!(fits, "{}.{}: {value:?}", table.name, column.name);
                }
            }
        }
    }
}

#[test]
fn keys_are_unique_and_references_hold() {
    let all = tables(&sample::plan());
    let mut keys: HashMap<&str, HashSet<Vec<&Value>>> = HashMap::new();
    for Rows { table, rows } in &all {
        for row in rows {
            let pick = |names: &[&str]| -> Vec<&Value> {
                names.iter().map(|name| &row[table.position(name).expect("a column")]).collect()
            };
            let key = pick(table.primary_key);
            assert!(keys.entry(table.name).or_default().insert(key.clone()), "{}: {key:?} twice", table.name);
            for foreign in table.foreign_keys {
                let key = pick(&[foreign.column]);
                let null = key.contains(&&Value::Null);
                assert!(null || keys[foreign.table].contains(&key), "{}: {key:?} in {}", table.name, foreign.table);
            }
        }
    }
}

#[test]
fn the_annex_is_named_by_what_it_states() {
    let id = |plan: &Plan| tables(plan)[0].rows[0][0].to_string();
    let mut plan = sample::plan();
    assert_eq!(id(&plan), "cciaa-di-forli-prova-2020-07-21-92-all-2-1");
    plan.source.sha256 = "f".repeat(64);
    plan.source.file = "another.xlsx".to_owned();
    assert_eq!(id(&plan), "cciaa-di-forli-prova-2020-07-21-92-all-2-1");
    plan.annex.resolution = None;
    assert_eq!(id(&plan), "cciaa-di-forli-prova-all-2-1-ffffffffffff");
    assert_eq!(id(&sample::empty()), "0123456789ab");
}

#[test]
fn a_target_has_bounds_that_a_measure_can_compare_with() {
    let all = tables(&sample::plan());
    let bounds = |id: &str| {
        ["value_low", "low_included", "value_high", "high_included"]
            .map(|c| cell(&all, "targets", ("target_key", id), c))
    };
    assert_eq!(bounds("st-1/2019"), ["90", "true", "", ""], "≥ 90%");
    assert_eq!(bounds("st-1/2020"), ["1.45", "true", "1.45", "true"], "1,45");
    assert_eq!(bounds("st-1/2021"), ["", "", "2", "false"], "< 2");
    assert_eq!(bounds("op-2/target"), ["", "", "40", "true"], "<=40 gg");
    assert_eq!(bounds("st-2/2020"), ["", "", "", ""], "x < x-1");
    assert_eq!(bounds("ex-1/actual"), ["", "", "", ""], "an actual value has no bounds");
}

#[test]
fn a_percent_is_the_number_before_the_sign() {
    let all = tables(&sample::plan());
    let actual = |column| cell(&all, "targets", ("target_key", "ex-1/actual"), column);
    assert_eq!([actual("raw"), actual("value"), actual("unit")], ["97,5%", "97.5", "%"]);
}

#[test]
fn years_come_from_the_column_or_the_resolution() {
    let all = tables(&sample::plan());
    let year = |id| ["year", "year_from"].map(|c| cell(&all, "targets", ("target_key", id), c));
    assert_eq!(year("st-1/2019"), ["2019", "column"]);
    assert_eq!(year("op-1/target"), ["2020", "resolution"]);
    let mut plan = sample::plan();
    plan.annex.resolution = None;
    let all = tables(&plan);
    assert_eq!(cell(&all, "targets", ("target_key", "op-1/target"), "year_from"), "");
}

#[test]
fn deductions_mark_the_row_that_they_are_about() {
    let all = tables(&sample::plan());
    let mark = |table, key, columns: [&str; 2]| columns.map(|c| cell(&all, table, key, c));
    let columns = ["is_inferred", "confidence"];
    assert_eq!(mark("targets", ("target_key", "st-1/2019"), columns), ["false", "1"]);
    assert_eq!(mark("targets", ("target_key", "st-1/2021"), columns), ["true", "0.7"]);
    assert_eq!(mark("indicators", ("indicator_id", "op-2"), columns), ["true", "0.6"]);
    assert_eq!(mark("objectives", ("objective_id", "os-02"), columns), ["true", "0.9"]);
    assert_eq!(cell(&all, "indicators", ("indicator_id", "op-2"), "inferred_fields"), "objective | programme");
}

#[test]
fn findings_point_to_the_row_that_they_are_about() {
    let all = tables(&sample::plan());
    let about = |at: &str| ["indicator_key", "objective_key"].map(|c| cell(&all, "diagnostics", ("position", at), c));
    assert_eq!(about("1"), ["", ""]);
    assert_eq!(about("2"), ["op-2", ""]);
    assert_eq!(about("3"), ["", "os-02"]);
    assert_eq!(about("4"), ["", ""], "no such row");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    for writer in cruscotto::write::WRITERS {
        assert_eq!(artifacts(&sample::plan(), writer.name), artifacts(&sample::plan(), writer.name), "{}", writer.name);
    }
}
