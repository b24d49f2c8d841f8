//! An output folder that is never seen half written.
//!
//! ```text
//! DIR/manifest.json            what was made from what; written last
//! DIR/<annex>/…                the outputs of one annex, replaced as a whole
//! DIR/.cruscotto/lock          one run at a time
//! DIR/.cruscotto/new/<annex>/  outputs being written; not yet looked at by anyone
//! DIR/.cruscotto/old/<annex>/  outputs moved aside, where folders cannot be exchanged
//! DIR/.cruscotto/journal       what the manifest will say of the annexes already in place
//! ```
//!
//! An annex's files are written to `new`, noted in the journal, brought to the disk and put in place
//! by one rename. A run that ends anywhere in between leaves `.cruscotto` behind; the next one puts
//! back what was moved aside, takes over what the journal tells (if the files are as it says) and
//! removes the rest. Files that are not ours are never replaced or removed, and no symbolic link is
//! followed.

mod lock;
pub mod manifest;
pub mod names;
mod stage;
mod swap;

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use anyhow::Result;

use lock::Lock;
use manifest::{Entry, Manifest};
pub use stage::Staged;

/// The folder for what is under way, in the output folder.
pub const WORK: &str = ".cruscotto";

/// In it: outputs being written, outputs moved aside, what the manifest will say.
const NEW: &str = "new";
const OLD: &str = "old";
const JOURNAL: &str = "journal";

/// An output folder that this process may change.
#[derive(Debug)]
pub struct Store {
    shown: PathBuf,
    root: PathBuf,
    work: PathBuf,
    journal: Mutex<File>,
    /// Released last: fields are dropped in the order of their declaration.
    lock: Lock,
}

impl Store {
    /// Makes the folder if need be, waits until no other run is at work in it, and clears up what a
    /// run that was killed left behind. Gives what the folder holds.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn open(root: &Path, tell: impl Fn(&str)) -> Result<(Self, Manifest)> {
        std::fs::create_dir_all(root).map_err(|e| cannot("make", root, &e))?;
        let shown = root.to_owned();
        let root = root.canonicalize().map_err(|e| cannot("open", root, &e))?;
        let work = root.join(WORK);
        let lock = Lock::take(&work, || tell(&format!("another run is at work in {}; waiting for it", root.display())))
            .map_err(|e| cannot("write to", &root, &e))?;
        put_back(&root, &work).map_err(|e| cannot("repair", &root, &e))?;
        let journal = work.join(JOURNAL);
        let manifest = load(&root, &journal, tell)?;
        let journal =
            File::options().create(true).append(true).open(&journal).map_err(|e| cannot("write to", &root, &e))?;
        Ok((Self { shown, root, work, journal: Mutex::new(journal), lock }, manifest))
    }

    /// The folder, without links and `..`.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder as one would name it from here.
    #[must_use]
    pub fn shown(&self) -> &Path {
        &self.shown
    }

    /// Removes an annex's outputs, and its folder if nothing of somebody else's is in it.
    pub fn remove(&self, entry: &Entry) -> Result<()> {
        let Some(name) = &entry.annex else { return Ok(()) };
        let folder = self.root.join(name);
        if folder.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
            return Ok(());
        }
        for output in &entry.outputs {
            let path = self.root.join(&output.path);
            absent_is_fine(std::fs::remove_file(&path)).map_err(|e| cannot("remove", &path, &e))?;
            // Folders up to the annex's own go when they are empty, and stay when they are not.
            for parent in path.ancestors().skip(1).take_while(|p| p.starts_with(&folder)) {
                if std::fs::remove_dir(parent).is_err() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Puts a file into the folder beside the annexes, whole or not at all; one that is as it should
    /// be is not touched.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let (path, new) = (self.root.join(name), self.work.join(name));
        if std::fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        let write = || -> io::Result<()> {
            std::fs::write(&new, bytes)?;
            swap::sync(&new)?;
            std::fs::rename(&new, &path)?;
            swap::sync(&self.root)
        };
        write().map_err(|e| cannot("write", &path, &e))
    }

    /// Removes a file that [`Store::put`] put there.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn discard(&self, name: &str) -> Result<()> {
        let path = self.root.join(name);
        absent_is_fine(std::fs::remove_file(&path)).map_err(|e| cannot("remove", &path, &e))
    }

    /// Writes the manifest, which makes what was done known to the next run, and clears up.
    ///
    /// # Errors
    /// When it cannot be written; the journal then still tells the next run.
    pub fn finish(self, manifest: &Manifest) -> Result<()> {
        let path = self.root.join(manifest::FILE);
        self.write_manifest(&path, manifest).map_err(|e| cannot("write", &path, &e))?;
        let Self { work, journal, lock, .. } = self;
        drop(journal);
        // What cannot be removed is empty, or of no use to the next run, which tries again.
        let _ = std::fs::remove_file(work.join(JOURNAL));
        let _ = std::fs::remove_dir(work.join(NEW));
        let _ = std::fs::remove_dir(work.join(OLD));
        drop(lock);
        Ok(())
    }

    fn write_manifest(&self, path: &Path, manifest: &Manifest) -> io::Result<()> {
        if !manifest.is_changed() {
            return Ok(());
        }
        let new = self.work.join(manifest::FILE);
        manifest.write(BufWriter::new(File::create(&new)?))?;
        swap::sync(&new)?;
        std::fs::rename(&new, path)?;
        swap::sync(&self.root)
    }
}

/// Undoes what a run that was killed had begun.
fn put_back(root: &Path, work: &Path) -> io::Result<()> {
    let (new, old) = (work.join(NEW), work.join(OLD));
    if let Ok(folders) = std::fs::read_dir(&old) {
        for folder in folders {
            let folder = folder?;
            let target = root.join(folder.file_name());
            if target.symlink_metadata().is_err() {
                std::fs::rename(folder.path(), target)?;
            }
        }
    }
    absent_is_fine(std::fs::remove_file(work.join(manifest::FILE)))?;
    absent_is_fine(std::fs::remove_dir_all(new))?;
    absent_is_fine(std::fs::remove_dir_all(old))
}

/// What was to be removed need not have been there.
fn absent_is_fine(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// The manifest, and what the journal of a run that was killed adds to it.
fn load(root: &Path, journal: &Path, tell: impl Fn(&str)) -> Result<Manifest> {
    let path = root.join(manifest::FILE);
    let mut manifest = match std::fs::read(&path) {
        Ok(bytes) => Manifest::parse(&bytes).unwrap_or_else(|reason| {
            tell(&format!("{} is no manifest of cruscotto ({reason}); all inputs are converted anew", path.display()));
            Manifest::default()
        }),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Manifest::default(),
        Err(e) => return Err(cannot("read", &path, &e)),
    };
    for line in std::fs::read(journal).unwrap_or_default().split(|&b| b == b'\n') {
        if let Some(entry) = Manifest::parse_line(line).filter(|entry| entry.is_whole(root)) {
            manifest.set(entry);
        }
    }
    Ok(manifest)
}

/// An artifact's path as parts, if it stays inside the folder `name`; `path` begins with `name/`.
pub(crate) fn inside<'p>(name: &str, path: &'p str) -> Option<&'p Path> {
    let rest = Path::new(path.strip_prefix(name)?.strip_prefix('/')?);
    let normal = rest.components().all(|part| matches!(part, Component::Normal(_)));
    (normal && rest.components().next().is_some() && !path.contains('\\')).then_some(rest)
}

/// Says what could not be done, to what, why, and what helps.
pub(crate) fn cannot(act: &str, path: &Path, error: &io::Error) -> anyhow::Error {
    use io::ErrorKind as Kind;
    let help = match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => {
            "; make room on the disk, or choose another folder"
        }
        Kind::PermissionDenied => {
            "; close programs that have a file in it open, see to the permissions, or choose another folder"
        }
        Kind::ReadOnlyFilesystem => "; choose another folder",
        Kind::NotADirectory | Kind::AlreadyExists => "; move what is in its place away, or choose another folder",
        _ => "",
    };
    anyhow::anyhow!("cannot {act} {}: {error}{help}", path.display())
}
