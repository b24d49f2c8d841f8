use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::cli::store::manifest::{MadeWith, Output};

/// An output folder with annexes in it, and its manifest.
struct Folder {
    root: tempfile::TempDir,
    manifest: Manifest,
}

impl Folder {
    fn new() -> Self {
        Self { root: tempfile::tempdir().expect("temporary folder"), manifest: Manifest::default() }
    }

    /// Puts an annex there, or replaces it: resolution `number` of a year, one indicator a text.
    fn put(&mut self, annex: &str, (number, year): (u32, i32), indicators: &[&str]) {
        let rows: Vec<_> = (1..)
            .zip(indicators)
            .map(|(at, text)| {
                json!({ "id": format!("op-{at}"), "objective": null, "programme": null, "operational_objective": null,
                    "indicator": text, "services": [], "areas": [], "notes": [], "inferred": [], "provenance": {},
                    "target": { "raw": "1,5", "kind": "quantity", "comparator": "=", "value": 1.5, "unit": null } })
            })
            .collect();
        let plan = json!({
            "schema_version": "1.0.0", "generator": { "name": "cruscotto", "version": "1.0.0" },
            "source": { "file": "annex.txt", "format": "flow-text", "sha256": "0".repeat(64), "pages": null },
            "annex": { "label": null, "organisation": "CCIAA di Prova", "years": [],
                "resolution": { "body": "Giunta", "number": number, "date": format!("{year}-07-21") } },
            "perspectives": [], "missions": [], "strategic_objectives": [], "strategic_indicators": [],
            "operational_indicators": rows, "executive_objectives": [], "officer_objectives": [], "totals": [],
            "units": [], "resolutions": [], "diagnostics": [],
        });
        let bytes = plan.to_string().into_bytes();
        std::fs::create_dir_all(self.root.path().join(annex)).expect("made");
        std::fs::write(self.root.path().join(annex).join("plan.json"), &bytes).expect("written");
        let made_with = MadeWith {
            version: String::new(),
            formats: Vec::new(),
            lang: String::new(),
            include_hidden: false,
            amended: None,
        };
        let size = bytes.len() as u64;
        self.manifest.set(Entry {
            input: format!("../in/{annex}.txt"),
            sha256: String::new(),
            made_with,
            annex: Some(annex.to_owned()),
            outputs: vec![Output { path: format!("{annex}/plan.json"), size, sha256: crate::sha256(&bytes) }],
        });
    }

    fn update(&self) -> Combined {
        update(self.root.path(), &self.manifest).expect("combined")
    }

    /// Whatever is in the dataset but the database's own bytes: files, and the rows of the tables.
    fn content(&self) -> BTreeMap<String, Vec<u8>> {
        let folder = self.root.path().join("combined");
        let files = walkdir::WalkDir::new(&folder).into_iter().map(|e| e.expect("readable"));
        let mut content: BTreeMap<String, Vec<u8>> = files
            .filter(|e| e.file_type().is_file() && e.file_name() != "plans.sqlite")
            .map(|e| {
                let path = e.path().strip_prefix(&folder).expect("below").to_string_lossy().into_owned();
                (path, std::fs::read(e.path()).expect("readable"))
            })
            .collect();
        let connection = Connection::open(folder.join("plans.sqlite")).expect("a database");
        for table in TABLES {
            let mut rows = Vec::new();
            sqlite::each_row(&connection, table, |row| {
                rows.extend(format!("{row:?}\n").into_bytes());
                Ok::<_, rusqlite::Error>(())
            })
            .expect("rows");
            content.insert(format!("sqlite {}", table.name), rows);
        }
        content
    }
}

/// The folder's dataset made in one go.
fn afresh(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    std::fs::remove_dir_all(folder.root.path().join("combined")).expect("removed");
    folder.update();
    folder.content()
}

#[test]
fn a_changed_annex_replaces_its_own_rows() {
    let mut folder = Folder::new();
    folder.put("a", (1, 2019), &["uno", "due"]);
    folder.put("b", (2, 2020), &["tre"]);
    assert_eq!(folder.update(), Combined { annexes: 2, written: 2, ..Combined::default() });
    let indicators = String::from_utf8(folder.content()["csv/indicators.csv"].clone()).expect("UTF-8");
    assert_eq!(indicators.lines().count(), 4, "{indicators}");
    assert_eq!(folder.update(), Combined { annexes: 2, ..Combined::default() });

    folder.put("b", (2, 2020), &["tre", "quattro"]);
    assert_eq!(folder.update(), Combined { annexes: 2, written: 1, ..Combined::default() });
    let content = folder.content();
    assert!(String::from_utf8_lossy(&content["csv/indicators.csv"]).contains("quattro"));
    assert_eq!(content, afresh(&folder), "as if made in one go");
}

#[test]
fn an_annex_of_another_resolution_moves_and_one_that_is_gone_goes() {
    let mut folder = Folder::new();
    folder.put("a", (1, 2019), &["uno"]);
    folder.put("b", (2, 2020), &["due"]);
    folder.update();
    folder.put("a", (7, 2021), &["uno"]);
    folder.manifest.remove("../in/b.txt");
    assert_eq!(folder.update(), Combined { annexes: 1, written: 1, removed: 2, ..Combined::default() });
    assert_eq!(folder.content(), afresh(&folder));
}

#[test]
fn the_same_annex_twice_counts_once() {
    let mut folder = Folder::new();
    folder.put("b-pdf", (1, 2019), &["uno"]);
    folder.put("c-xlsx", (1, 2019), &["uno"]);
    let doubles = vec![("c-xlsx".to_owned(), "b-pdf".to_owned())];
    assert_eq!(folder.update(), Combined { annexes: 1, written: 1, doubles: doubles.clone(), ..Combined::default() });

    folder.put("a-ods", (1, 2019), &["uno", "due"]);
    assert_eq!(folder.update().doubles.len(), 2, "the first in order is taken, whenever it came");
    assert_eq!(folder.content(), afresh(&folder));
    folder.manifest.remove("../in/a-ods.txt");
    assert_eq!(folder.update().doubles, doubles);
    assert_eq!(folder.content(), afresh(&folder));
}

#[test]
fn what_a_killed_run_left_is_made_anew() {
    let mut folder = Folder::new();
    folder.put("a", (1, 2019), &["uno"]);
    folder.update();
    let expected = folder.content();
    let combined = folder.root.path().join("combined");
    State::under_way().save(&combined).expect("written");
    std::fs::write(combined.join("plans.sqlite"), b"half a database").expect("written");
    std::fs::write(combined.join("csv/stray.csv"), b"").expect("written");
    assert_eq!(folder.update().written, 1);
    assert_eq!(folder.content(), expected);
}

#[test]
fn files_of_somebody_else_are_not_touched() {
    let folder = Folder::new();
    let combined = folder.root.path().join("combined");
    std::fs::create_dir_all(combined.join("csv")).expect("made");
    std::fs::write(combined.join("csv/mine.csv"), b"mine").expect("written");
    let error = update(folder.root.path(), &folder.manifest).expect_err("something is in the way");
    assert!(error.to_string().contains("move them away"), "{error:#}");
    assert_eq!(std::fs::read(combined.join("csv/mine.csv")).expect("there"), b"mine");
}
