//! Outputs of one annex on their way into the output folder.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::manifest::{Entry, Manifest, Output};
use super::{JOURNAL, NEW, OLD, Store, absent_is_fine, cannot, inside, swap};
use crate::write::Artifact;

/// An annex whose files are written but not in place. Dropped without [`Staged::commit`], it
/// leaves no trace.
#[derive(Debug)]
pub struct Staged<'s> {
    store: &'s Store,
    entry: Entry,
    new: PathBuf,
    target: PathBuf,
    /// Files and folders to be brought to the disk.
    written: Vec<PathBuf>,
}

impl Store {
    /// Writes an annex's artefacts where nobody looks yet. `entry` tells of the input and of the
    /// annex's name; `before` are the outputs that it replaces.
    ///
    /// # Errors
    /// When a file of somebody else's would be replaced (unless `force`), or the disk does not take
    /// the files. What stands in the output folder is untouched.
    pub fn stage(
        &self,
        entry: Entry,
        name: &str,
        artifacts: &[Artifact],
        before: &[Output],
        force: bool,
    ) -> Result<Staged<'_>> {
        let new = self.work.join(NEW).join(name);
        let target = self.root.join(name);
        let mut staged = Staged { store: self, entry, new, target, written: Vec::new() };
        staged.entry.annex = Some(name.to_owned());
        staged.keep_what_is_not_ours(name, artifacts, before, force)?;
        let mut files = Vec::with_capacity(artifacts.len());
        for artifact in artifacts {
            let path = format!("{name}/{}", artifact.path);
            let Some(rest) = inside(name, &path) else { bail!("{path} would leave the output folder") };
            let file = staged.new.join(rest);
            staged.make_folder_of(&file).map_err(|e| cannot("write", &staged.target.join(rest), &e))?;
            files.push(file);
        }
        let write = |(file, artifact): (&PathBuf, &Artifact)| {
            let bytes = artifact.bytes.as_slice();
            let path = format!("{name}/{}", artifact.path);
            let written = std::fs::File::options().write(true).create_new(true).open(file);
            written
                .and_then(|mut file| file.write_all(bytes))
                .map_err(|e| cannot("write", &staged.target.join(&artifact.path), &e))?;
            Ok(Output { path, size: bytes.len() as u64, sha256: crate::sha256(bytes) })
        };
        let outputs: Result<Vec<Output>> = files.par_iter().zip(artifacts).map(write).collect();
        staged.written.extend(files);
        staged.entry.outputs = outputs?;
        Ok(staged)
    }
}

impl Staged<'_> {
    /// Files in the old folder that no run wrote go over to the new one.
    fn keep_what_is_not_ours(
        &mut self,
        name: &str,
        artifacts: &[Artifact],
        before: &[Output],
        force: bool,
    ) -> Result<()> {
        let target = self.target.clone();
        match target.symlink_metadata() {
            Err(_) => return Ok(()),
            Ok(found) if !found.is_dir() => {
                bail!("{} is a file or a symbolic link; move it away, or choose another folder", target.display())
            }
            Ok(_) => {}
        }
        for found in walkdir::WalkDir::new(&target).min_depth(1).sort_by_file_name() {
            let found = found?;
            let rest = found.path().strip_prefix(&target)?;
            if found.file_type().is_dir() {
                continue;
            }
            let path = rest.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            if before.iter().any(|o| inside(name, &o.path) == Some(rest)) {
                continue;
            }
            if artifacts.iter().any(|a| a.path == path) {
                if force {
                    continue;
                }
                bail!(
                    "{} is there and was not written by cruscotto; --force replaces it, or choose another folder",
                    found.path().display()
                );
            }
            if !found.file_type().is_file() {
                bail!("{} is a symbolic link or a device; move it away", found.path().display());
            }
            let file = self.new.join(rest);
            self.make_folder_of(&file)
                .and_then(|()| match std::fs::hard_link(found.path(), &file) {
                    Ok(()) => Ok(()),
                    Err(_) => std::fs::copy(found.path(), &file).map(|_| self.written.push(file)),
                })
                .map_err(|e| cannot("keep", found.path(), &e))?;
        }
        Ok(())
    }

    fn make_folder_of(&mut self, file: &Path) -> io::Result<()> {
        let Some(folder) = file.parent() else { return Ok(()) };
        std::fs::create_dir_all(folder)?;
        for folder in folder.ancestors().take_while(|f| f.starts_with(&self.new)) {
            if !self.written.iter().any(|path| path == folder) {
                self.written.push(folder.to_owned());
            }
        }
        Ok(())
    }

    /// Puts the annex in its place; gives what the manifest shall say of it. Syncs run in the
    /// current rayon pool.
    ///
    /// # Errors
    /// When the disk does not take it; what stood there before stays.
    pub fn commit(mut self) -> Result<Entry> {
        self.put().map_err(|e| cannot("write", &self.target, &e))?;
        Ok(self.entry.clone())
    }

    fn put(&mut self) -> io::Result<()> {
        let store = self.store;
        let line = Manifest::line(&self.entry);
        store.journal.lock().unwrap_or_else(PoisonError::into_inner).write_all(&line)?;
        self.written.push(store.work.join(JOURNAL));
        self.written.par_iter().try_for_each(|path| swap::sync(path))?;

        let aside = store.work.join(OLD);
        std::fs::create_dir_all(&aside)?;
        let aside = aside.join(self.new.file_name().unwrap_or_default());
        swap::put_in_place(&self.new, &self.target, &aside)?;
        absent_is_fine(std::fs::remove_dir_all(&aside))
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        // New files that did not get into place, or old ones that were exchanged for them. What
        // cannot be removed now is removed by the next run.
        let _ = std::fs::remove_dir_all(&self.new);
    }
}
