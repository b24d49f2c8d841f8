//! `DIR/combined`: the tables of all annexes in an output folder as one dataset.
//!
//! ```text
//! combined/plans.sqlite                                            keys, indexes, views
//! combined/csv/<table>.csv, combined/csv/datapackage.json          written anew from the database
//! combined/parquet/<table>/organisation_id=…/resolution_year=…/<annex>.parquet
//! combined/state.json                                              which annexes are in it
//! ```
//!
//! Made from each annex's `plan.json`, one at a time: an annex that changed replaces its own rows
//! in the database and its own Parquet files. While that goes on, `state.json` says that the
//! dataset is not complete; a run that finds it so makes the dataset anew.
//!
//! Two inputs can be the same annex (its workbook and its PDF). Rows must not count twice, so the
//! first in the order of the manifest is taken and the others are named.

mod state;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rusqlite::Connection;

use super::console::Console;
use super::store::manifest::{Entry, Manifest};
use crate::json::PlanJson;
use crate::schema::TABLES;
use crate::write::tables::{Rows, tables_of_json};
use crate::write::{csv, datapackage, sqlite};
use state::{Member, State};

/// What an update did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Combined {
    /// Annexes in the dataset.
    pub annexes: usize,
    /// Of these, the ones whose rows were written.
    pub written: usize,
    /// Annexes whose rows were removed.
    pub removed: usize,
    /// Folders of annexes that are left out, and of the same annex that is in it.
    pub doubles: Vec<(String, String)>,
}

impl Combined {
    /// Says it.
    pub fn say(&self, console: &Console) {
        let Self { annexes, written, removed, doubles } = self;
        console.note(&format!("combined: {annexes} annexes, {written} written, {removed} removed"));
        for (double, first) in doubles {
            console.note(&format!("combined: {double} is the same annex as {first}, and left out"));
        }
    }
}

/// Brings the combined dataset of an output folder to what its manifest tells.
///
/// # Errors
/// When a file cannot be read or written, or something that is not ours is in the way.
pub fn update(root: &Path, manifest: &Manifest) -> Result<Combined> {
    let folder = root.join("combined");
    if folder.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
        bail!("{} is a file or a symbolic link; move it away", folder.display());
    }
    let old = State::load(&folder)?;
    let known: HashMap<(&str, &str), &Member> = old.members.iter().map(|m| (m.source(), m)).collect();
    let mut members = Vec::new();
    let mut doubles = Vec::new();
    let mut taken: HashMap<String, String> = HashMap::new();
    for (annex, sha) in manifest.iter().filter_map(plan_of) {
        let member = match known.get(&(annex, sha)) {
            Some(&member) => member.clone(),
            None => Member::read(root, annex, sha)?,
        };
        if let Some(first) = taken.get(&member.annex_id) {
            doubles.push((annex.to_owned(), first.clone()));
        } else {
            taken.insert(member.annex_id.clone(), annex.to_owned());
            members.push(member);
        }
    }
    let before: HashSet<&Member> = old.members.iter().collect();
    let now: HashSet<&Member> = members.iter().collect();
    let gone: Vec<&Member> = old.members.iter().filter(|m| !now.contains(m)).collect();
    let new: Vec<&Member> = members.iter().filter(|m| !before.contains(m)).collect();
    let done = Combined {
        annexes: members.len(),
        written: new.len(),
        removed: gone.iter().filter(|m| !taken.contains_key(&m.annex_id)).count(),
        doubles,
    };
    if old.complete && gone.is_empty() && new.is_empty() {
        return Ok(done);
    }
    State::under_way().save(&folder)?;
    if !old.complete {
        clear(&folder)?;
    }
    let mut connection = open(&folder)?;
    let transaction = connection.transaction()?;
    for member in &gone {
        sqlite::remove(&transaction, &member.annex_id)?;
        remove_parquet(&folder, member)?;
    }
    for member in &new {
        let tables = tables_of_json(&member.plan(root)?);
        sqlite::insert(&transaction, &tables).with_context(|| format!("cannot add {}", member.annex))?;
        write_parquet(&folder, member, &tables)?;
    }
    transaction.commit()?;
    write_csv(&folder, &connection)?;
    State::of(members).save(&folder)?;
    Ok(done)
}

/// An annex's folder and the hash of its `plan.json`.
fn plan_of(entry: &Entry) -> Option<(&str, &str)> {
    let annex = entry.annex.as_deref()?;
    let plan = entry.outputs.iter().find(|o| o.path.strip_prefix(annex) == Some("/plan.json"))?;
    Some((annex, &plan.sha256))
}

impl Member {
    fn read(root: &Path, annex: &str, sha: &str) -> Result<Self> {
        let plan = read_plan(root, annex)?;
        Ok(Self::new(annex, sha, &plan.annex, &plan.source))
    }

    fn plan(&self, root: &Path) -> Result<PlanJson> {
        read_plan(root, &self.annex)
    }

    /// Where its Parquet file of a table stands in the folder of the dataset.
    fn parquet(&self, table: &str) -> PathBuf {
        const NONE: &str = "__HIVE_DEFAULT_PARTITION__";
        let organisation = self.organisation_id.as_deref().unwrap_or(NONE);
        let year = self.resolution_year.map_or(NONE.to_owned(), |year| year.to_string());
        ["parquet", table, &format!("organisation_id={organisation}"), &format!("resolution_year={year}")]
            .iter()
            .collect::<PathBuf>()
            .join(format!("{}.parquet", self.annex))
    }
}

fn read_plan(root: &Path, annex: &str) -> Result<PlanJson> {
    let path = root.join(annex).join("plan.json");
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is not as it was written", path.display()))
}

/// Removes what an incomplete dataset holds.
fn clear(folder: &Path) -> Result<()> {
    for file in ["plans.sqlite", "plans.sqlite-journal"] {
        absent_is_fine(std::fs::remove_file(folder.join(file)), &folder.join(file))?;
    }
    for part in ["csv", "parquet"] {
        absent_is_fine(std::fs::remove_dir_all(folder.join(part)), &folder.join(part))?;
    }
    Ok(())
}

fn absent_is_fine(removed: std::io::Result<()>, path: &Path) -> Result<()> {
    match removed {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(anyhow!(e).context(format!("cannot remove {}", path.display())))
        }
        _ => Ok(()),
    }
}

/// The database, made if it is not there.
fn open(folder: &Path) -> Result<Connection> {
    let path = folder.join("plans.sqlite");
    let is_new = !path.exists();
    let connection = Connection::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    connection.busy_timeout(Duration::from_secs(10))?;
    if is_new {
        connection.execute_batch(&sqlite::definition())?;
    }
    // Keys hold by the way the tables are made; to look each up again would double the time.
    connection.pragma_update(None, "foreign_keys", false)?;
    Ok(connection)
}

fn remove_parquet(folder: &Path, member: &Member) -> Result<()> {
    for table in TABLES {
        let path = folder.join(member.parquet(table.name));
        absent_is_fine(std::fs::remove_file(&path), &path)?;
        // A partition that is empty now; it stays if it is not.
        for partition in path.ancestors().skip(1).take(2) {
            let _ = std::fs::remove_dir(partition);
        }
    }
    Ok(())
}

#[cfg(feature = "parquet")]
fn write_parquet(folder: &Path, member: &Member, tables: &[Rows]) -> Result<()> {
    for rows in tables {
        let path = folder.join(member.parquet(rows.table.name));
        write_file(&path, |file| Ok(file.write_all(&crate::write::parquet::bytes(rows)?)?))?;
    }
    Ok(())
}

#[cfg(not(feature = "parquet"))]
#[expect(clippy::unnecessary_wraps, reason = "as where it can fail")]
fn write_parquet(_: &Path, _: &Member, _: &[Rows]) -> Result<()> {
    Ok(())
}

/// Writes the rows of the database as CSV, row by row.
fn write_csv(folder: &Path, connection: &Connection) -> Result<()> {
    let folder = folder.join("csv");
    let mut resources = Vec::new();
    for table in TABLES {
        let name = format!("{}.csv", table.name);
        write_file(&folder.join(&name), |file| {
            let mut writer = csv::MACHINE.writer(table, file)?;
            sqlite::each_row(connection, table, |row| writer.row(row).map_err(anyhow::Error::from))?;
            writer.finish()?;
            Ok(())
        })?;
        resources.push(datapackage::resource(table, &name).into());
    }
    let package = datapackage::package("plans", "Performance plans", None, resources);
    write_file(&folder.join("datapackage.json"), |file| Ok(file.write_all(&package)?))
}

/// Writes a file beside its place and then puts it there.
fn write_file(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    let make = || -> Result<()> {
        let Some(folder) = path.parent() else { bail!("no folder") };
        std::fs::create_dir_all(folder)?;
        let new = path.with_extension("new");
        let mut file = BufWriter::new(File::create(&new)?);
        write(&mut file)?;
        file.flush()?;
        drop(file);
        Ok(std::fs::rename(&new, path)?)
    };
    make().with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests;
