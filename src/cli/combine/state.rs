//! `combined/state.json`: which annexes the combined dataset holds, and that it is ours.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::json::{AnnexJson, SourceJson};
use crate::write::tables;

const FILE: &str = "state.json";
const GENERATOR: &str = "cruscotto";

/// The whole file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct State {
    generator: String,
    version: String,
    /// Whether the dataset holds just these annexes; not while it is being changed.
    pub complete: bool,
    /// The annexes, in the order of the manifest.
    pub members: Vec<Member>,
}

/// An annex in the dataset.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Member {
    /// Name of its folder in the output folder.
    pub annex: String,
    /// SHA-256 of its `plan.json`.
    pub sha256: String,
    /// Its key in the tables.
    pub annex_id: String,
    /// Its partition: the organisation.
    pub organisation_id: Option<String>,
    /// Its partition: the year of the resolution.
    pub resolution_year: Option<i32>,
}

impl Member {
    /// The annex of that folder, from what its `plan.json` states.
    pub fn new(annex: &str, sha256: &str, stated: &AnnexJson, source: &SourceJson) -> Self {
        Self {
            annex: annex.to_owned(),
            sha256: sha256.to_owned(),
            annex_id: tables::annex_id(stated, source),
            organisation_id: tables::organisation_id(stated),
            resolution_year: tables::resolution_year(stated),
        }
    }

    /// What the rows were made from.
    pub fn source(&self) -> (&str, &str) {
        (&self.annex, &self.sha256)
    }
}

impl State {
    /// A complete dataset of the members.
    pub fn of(members: Vec<Member>) -> Self {
        Self { generator: GENERATOR.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), complete: true, members }
    }

    /// A dataset that is being changed: what it holds is not known until that is done.
    pub fn under_way() -> Self {
        Self { complete: false, ..Self::of(Vec::new()) }
    }

    /// What the folder holds. A dataset that another version made, or that a run that was killed
    /// left, holds nothing and is not complete.
    ///
    /// # Errors
    /// When the folder holds something that is not ours.
    pub fn load(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let Ok(bytes) = std::fs::read(&path) else {
            if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
                bail!("{} holds files that cruscotto did not write; move them away", folder.display());
            }
            return Ok(Self::under_way());
        };
        let Some(state) = serde_json::from_slice(&bytes).ok().filter(|state: &Self| state.generator == GENERATOR)
        else {
            bail!("{} is not written by cruscotto; move it away", path.display());
        };
        let usable = state.complete && state.version == env!("CARGO_PKG_VERSION");
        Ok(if usable { state } else { Self::under_way() })
    }

    /// Writes the file.
    pub fn save(&self, folder: &Path) -> Result<()> {
        let write = || -> Result<()> {
            std::fs::create_dir_all(folder)?;
            let new = folder.join("state.json.new");
            std::fs::write(&new, serde_json::to_vec_pretty(self)?)?;
            Ok(std::fs::rename(&new, folder.join(FILE))?)
        };
        write().with_context(|| format!("cannot write {}", folder.join(FILE).display()))
    }
}
