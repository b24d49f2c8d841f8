//! Every format read back and compared with the rows of the plan.

use std::sync::LazyLock;

use cruscotto::plan::Plan;
use cruscotto::plan_of;
use cruscotto::read::ReadOptions;
use cruscotto::schema::TABLES;
use cruscotto::source::Source;
use cruscotto::write::tables::{Rows, Value, tables};

use super::{artifacts, file, sample};

/// The rows of a CSV file as texts, the header apart.
pub fn records(bytes: &[u8], delimiter: u8) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let texts = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = texts(reader.headers().expect("a header"));
    (header, reader.records().map(|r| texts(&r.expect("a record"))).collect())
}

/// The rows as their texts: what two formats can be compared by.
fn texts(rows: &Rows) -> Vec<Vec<String>> {
    rows.rows.iter().map(|row| row.iter().map(Value::to_string).collect()).collect()
}

/// Plans made by hand, and those of the real annex and of the invented ones.
static PLANS: LazyLock<Vec<Plan>> = LazyLock::new(|| {
    let fixture = |path: &str| {
        let bytes = std::fs::read(format!("{}/fixtures/{path}", env!("CARGO_MANIFEST_DIR"))).expect(path);
        plan_of(Source { name: path, bytes: &bytes }, &ReadOptions::default()).expect(path)
    };
    let invented = (101..=106).map(|number| fixture(&format!("corpus/{number}/annex.xlsx")));
    let made = [sample::plan(), sample::empty(), crate::sample::plan(), fixture("giunta-92-2020/annex.txt")];
    made.into_iter().chain(invented).collect()
});

#[test]
fn csv_holds_the_rows() {
    for plan in PLANS.iter() {
        let files = artifacts(plan, "csv");
        for rows in tables(plan) {
            let table = rows.table;
            let (header, found) = records(file(&files, &format!("tables/{}.csv", table.name)), b',');
            assert!(header.iter().eq(table.columns.iter().map(|c| c.name)), "{}", table.name);
            assert_eq!(found, texts(&rows), "{}", table.name);
        }
    }
}

#[test]
fn csv_for_excel_holds_the_rows_in_italian() {
    for plan in PLANS.iter() {
        let files = artifacts(plan, "csv-excel");
        for Rows { table, rows } in tables(plan) {
            let bytes = file(&files, &format!("tables-excel/{}.csv", table.name));
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
            let (_, found) = records(bytes, b';');
            assert_eq!(found.len(), rows.len());
            for (found, value) in found.iter().flatten().zip(rows.iter().flatten()) {
                assert!(!found.starts_with(['=', '+', '@', '\t', '\r']), "a formula: {found}");
                let back = match value {
                    Value::Text(_) => found.strip_prefix('\'').unwrap_or(found).to_owned(),
                    Value::Number(_) => found.replace(',', "."),
                    Value::Boolean(_) => found.replace("VERO", "true").replace("FALSO", "false"),
                    Value::Date(_) => found.split('/').rev().collect::<Vec<_>>().join("-"),
                    _ => found.clone(),
                };
                assert_eq!(back, value.to_string());
            }
        }
    }
}

#[test]
fn the_data_package_describes_the_files_beside_it() {
    let files = artifacts(&sample::plan(), "csv");
    let package: serde_json::Value =
        serde_json::from_slice(file(&files, "tables/datapackage.json")).expect("a JSON document");
    assert_eq!(package["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    let resources = package["resources"].as_array().expect("resources");
    assert_eq!(resources.len(), TABLES.len());
    for (resource, table) in resources.iter().zip(TABLES) {
        let path = resource["path"].as_str().expect("a path");
        let bytes = file(&files, &format!("tables/{path}"));
        assert_eq!(resource["bytes"], bytes.len());
        let (header, _) = records(bytes, b',');
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        assert!(fields.iter().map(|f| f["name"].as_str().unwrap_or_default()).eq(&header));
        assert_eq!(resource["schema"]["primaryKey"], serde_json::json!(table.primary_key));
        assert!(fields.iter().all(|f| f["description"].as_str().is_some_and(|d| !d.is_empty())));
    }
    let targets = resources.iter().find(|r| r["name"] == "targets").expect("targets");
    assert_eq!(
        targets["schema"]["foreignKeys"][1],
        serde_json::json!({
            "fields": ["indicator_key"],
            "reference": { "resource": "indicators", "fields": ["indicator_key"] }
        })
    );
}

#[test]
fn ndjson_holds_the_rows() {
    for plan in PLANS.iter() {
        let files = artifacts(plan, "ndjson");
        for rows in tables(plan) {
            let text = std::str::from_utf8(file(&files, &format!("ndjson/{}.ndjson", rows.table.name))).expect("UTF-8");
            let found: Vec<Vec<String>> = text
                .lines()
                .map(|line| {
                    let object: serde_json::Map<String, serde_json::Value> =
                        serde_json::from_str(line).expect("one object a line");
                    assert!(object.keys().eq(rows.table.columns.iter().map(|c| c.name)));
                    object.values().map(plain).collect()
                })
                .collect();
            assert_eq!(found, texts(&rows), "{}", rows.table.name);
        }
    }
}

/// A JSON value as its text in the CSV file.
fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(n) => n.to_string().trim_end_matches(".0").to_owned(),
        other => other.to_string(),
    }
}

#[cfg(feature = "parquet")]
mod as_parquet {
    use std::fs::File;
    use std::io::Write;

    use cruscotto::schema::Type;
    use parquet::basic::LogicalType;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;

    fn open(bytes: &[u8]) -> SerializedFileReader<File> {
        let mut file = tempfile::tempfile().expect("a temporary file");
        file.write_all(bytes).expect("a temporary file takes bytes");
        SerializedFileReader::new(file).expect("a Parquet file")
    }

    #[test]
    fn parquet_holds_the_rows() {
        for plan in PLANS.iter() {
            let files = artifacts(plan, "parquet");
            for rows in tables(plan) {
                let reader = open(file(&files, &format!("parquet/{}.parquet", rows.table.name)));
                let found: Vec<Vec<String>> = reader
                    .get_row_iter(None)
                    .expect("rows")
                    .map(|row| row.expect("a row").get_column_iter().map(|(_, field)| plain(field)).collect())
                    .collect();
                assert_eq!(found, texts(&rows), "{}", rows.table.name);
            }
        }
    }

    #[test]
    fn parquet_has_the_types_of_the_schema() {
        let files = artifacts(&sample::plan(), "parquet");
        for table in TABLES {
            let reader = open(file(&files, &format!("parquet/{}.parquet", table.name)));
            let schema = reader.metadata().file_metadata().schema_descr();
            assert_eq!(schema.num_columns(), table.columns.len());
            for (found, column) in schema.columns().iter().zip(table.columns) {
                assert_eq!(found.name(), column.name);
                assert_eq!(found.max_def_level() == 0, column.required, "{}.{}", table.name, column.name);
                let logical = match column.ty {
                    Type::Text => Some(LogicalType::String),
                    Type::Number => Some(LogicalType::decimal(6, 18)),
                    Type::Date => Some(LogicalType::Date),
                    Type::Integer | Type::Boolean | Type::Year => None,
                };
                assert_eq!(found.logical_type_ref(), logical.as_ref(), "{}.{}", table.name, column.name);
            }
        }
    }

    /// A Parquet value as its text in the CSV file.
    fn plain(field: &Field) -> String {
        match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Long(n) => n.to_string(),
            Field::Int(n) => n.to_string(),
            Field::Bool(truth) => truth.to_string(),
            Field::Decimal(d) => {
                let bytes: [u8; 8] = d.data().try_into().expect("64 bits");
                Value::Number(cruscotto::write::tables::Decimal::from_millionths(i64::from_be_bytes(bytes))).to_string()
            }
            Field::Date(_) => field.to_string().chars().take(10).collect(),
            other => panic!("no such type in the schema: {other:?}"),
        }
    }
}

#[cfg(feature = "sqlite")]
mod as_sqlite {
    use cruscotto::schema::Type;
    use rusqlite::Connection;
    use rusqlite::types::ValueRef;

    use super::*;

    fn open(plan: &Plan) -> Connection {
        let files = artifacts(plan, "sqlite");
        let bytes = file(&files, "plan.sqlite");
        let mut connection = Connection::open_in_memory().expect("SQLite");
        connection.deserialize_read_exact("main", bytes, bytes.len(), true).expect("a database");
        connection
    }

    fn all(connection: &Connection, query: &str) -> Vec<Vec<String>> {
        let mut statement = connection.prepare(query).expect(query);
        let width = statement.column_count();
        let mut rows = statement.query([]).expect(query);
        let mut found = Vec::new();
        while let Some(row) = rows.next().expect("a row") {
            found.push((0..width).map(|at| plain(row.get_ref(at).expect("a value"))).collect());
        }
        found
    }

    fn plain(value: ValueRef<'_>) -> String {
        match value {
            ValueRef::Null => String::new(),
            ValueRef::Integer(n) => n.to_string(),
            ValueRef::Real(n) => n.to_string(),
            ValueRef::Text(text) => String::from_utf8(text.to_vec()).expect("UTF-8"),
            ValueRef::Blob(_) => panic!("no such type in the schema"),
        }
    }

    #[test]
    fn sqlite_holds_the_rows() {
        for plan in PLANS.iter() {
            let connection = open(plan);
            for rows in tables(plan) {
                let table = rows.table;
                let mut found = all(&connection, &format!("SELECT * FROM {}", table.name));
                for (cell, column) in found.iter_mut().flat_map(|row| row.iter_mut().zip(table.columns)) {
                    if column.ty == Type::Boolean {
                        *cell = cell.replace('1', "true").replace('0', "false");
                    }
                }
                let mut expected = texts(&rows);
                found.sort();
                expected.sort();
                assert_eq!(found, expected, "{}", table.name);
            }
            assert_eq!(all(&connection, "PRAGMA foreign_key_check"), Vec::<Vec<String>>::new());
            // Keys, indexes, and the choices that columns are held to.
            assert_eq!(all(&connection, "PRAGMA integrity_check").concat(), ["ok"]);
        }
    }

    #[test]
    fn current_targets_are_those_of_the_year_and_in_force() {
        let connection = open(&sample::plan());
        let ids = all(&connection, "SELECT indicator_id || '/' || year FROM current_targets ORDER BY 1");
        assert_eq!(ids.concat(), ["op-1/2020", "op-2/2020", "op-3/2020", "po-1/2020", "st-1/2020"]);
    }

    #[test]
    fn targets_bear_the_names_of_objective_and_units() {
        let connection = open(&sample::plan());
        let named = all(
            &connection,
            "SELECT objective, perspective, mission, units FROM targets_named WHERE indicator_id = 'st-1' AND year = 2019",
        );
        let expected = ["Semplificare", "Imprese", "Competitività delle Imprese", "Servizio Segreteria | da definire"];
        assert_eq!(named.concat(), expected);
        let count = all(&connection, "SELECT (SELECT count(*) FROM targets_named) = (SELECT count(*) FROM targets)");
        assert_eq!(count.concat(), ["1"], "every target once");
    }

    #[test]
    fn changes_are_listed_by_resolution() {
        let connection = open(&sample::plan());
        let changes = all(&connection, "SELECT resolution_id, action, indicator_id FROM changes_by_resolution");
        assert_eq!(
            changes,
            [
                ["giunta-2019-12-02-129", "removed", "ex-1"],
                ["giunta-2019-12-02-129", "removed", "st-2"],
                ["", "updated", "st-1"],
            ]
        );
    }
}

#[test]
fn stratml_has_a_result_for_each_target() {
    for plan in PLANS.iter() {
        let files = artifacts(plan, "stratml");
        let text = std::str::from_utf8(file(&files, "plan.stratml.xml")).expect("UTF-8");
        let all = tables(plan);
        let rows = |name: &str| &all.iter().find(|t| t.table.name == name).expect("a table").rows;
        let role = |role: &str| rows("targets").iter().filter(|row| row[3] == Value::Text(role.to_owned())).count();
        assert_eq!(text.matches("<TargetResult>").count(), role("target"));
        assert_eq!(text.matches("<ActualResult>").count(), role("actual"));
        assert_eq!(text.matches("</PerformanceIndicator>").count(), rows("indicators").len());
        let mut reader = quick_xml::Reader::from_str(text);
        while reader.read_event().expect("well-formed XML") != quick_xml::events::Event::Eof {}
    }
}
