//! `DIR/index.html`: the reports of an output folder, listed.
//!
//! Made anew on every run from the heads of the reports, and written only if it differs.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::store::Store;
use crate::cli::store::manifest::{Entry, Manifest};
use crate::write::Lang;
use crate::write::html::index::{FACTS_WITHIN, Facts, Report, facts_in, index, is_ours};

/// Its name in the output folder.
const NAME: &str = "index.html";

/// Brings the index to what the manifest tells; a folder without reports has none.
///
/// # Errors
/// When it cannot be written, or something that is not ours is in its place.
pub fn update(store: &Store, manifest: &Manifest, lang: Lang, force: bool) -> Result<()> {
    let path = store.root().join(NAME);
    let mut reports: Vec<Report> = manifest.iter().filter_map(|entry| report(store.root(), entry)).collect();
    reports.sort_by_cached_key(|r| (r.facts.name(), r.facts.date.clone(), r.path.clone()));
    let there = path.symlink_metadata().ok();
    let ours = there.as_ref().is_some_and(|found| found.is_file() && head(&path).is_some_and(|page| is_ours(&page)));
    if reports.is_empty() {
        return if ours { store.discard(NAME) } else { Ok(()) };
    }
    if there.is_some_and(|found| !found.is_file() || !(ours || force)) {
        bail!(
            "{} was not written by cruscotto and is left as it is; move it away to have an index of the reports there",
            store.shown().join(NAME).display()
        );
    }
    store.put(NAME, &index(&reports, lang)?)
}

/// The report of an annex, if there is one.
fn report(root: &Path, entry: &Entry) -> Option<Report> {
    let annex = entry.annex.as_deref()?;
    let path = format!("{annex}/{annex}.html");
    entry.outputs.iter().find(|output| output.path == path)?;
    let facts: Facts = facts_in(&head(&root.join(&path))?)?;
    Some(Report { path, facts })
}

/// The beginning of a page.
fn head(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(FACTS_WITHIN).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
