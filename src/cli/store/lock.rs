//! One run at a time in one output folder.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The right to change an output folder, until dropped. The system takes it back from a process
/// that was killed.
#[derive(Debug)]
pub struct Lock {
    file: File,
    folder: PathBuf,
}

impl Lock {
    /// Waits for the right to change what belongs to `folder`, which is made if need be; calls
    /// `waiting` once if another run has it.
    pub fn take(folder: &Path, waiting: impl Fn()) -> io::Result<Self> {
        loop {
            make_folder(folder)?;
            let path = folder.join("lock");
            let file = match File::options().create(true).truncate(false).write(true).open(&path) {
                Ok(file) => file,
                // The run before removed the folder after we made sure of it.
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(e),
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    waiting();
                    file.lock()?;
                }
                // Some network file systems have no locks: better to go on than to refuse them.
                Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(e)) => return Err(e),
            }
            // The run before may have removed the file that we waited for.
            let ours = same_file::Handle::from_file(file.try_clone()?)?;
            if same_file::Handle::from_path(&path).is_ok_and(|there| there == ours) {
                return Ok(Self { file, folder: folder.to_owned() });
            }
        }
    }
}

/// Makes one folder, or sees that a real one is there: a link to elsewhere is not followed.
fn make_folder(folder: &Path) -> io::Result<()> {
    match std::fs::create_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => match folder.symlink_metadata() {
            Ok(found) if !found.is_dir() => {
                Err(io::Error::new(io::ErrorKind::NotADirectory, "a file or a symbolic link is in its place"))
            }
            _ => Ok(()),
        },
        other => other,
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still held, so that whoever waits for it sees that it is gone. What cannot
        // be removed (a journal that is still needed) stays for the next run.
        let _ = std::fs::remove_file(self.folder.join("lock"));
        let _ = std::fs::remove_dir(&self.folder);
        let _ = self.file.unlock();
    }
}
