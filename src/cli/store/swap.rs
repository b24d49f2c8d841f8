//! The file system's part of taking a new folder for an old one.

use std::io;
use std::path::Path;

/// Puts `new` in the place of `target`, which stands where it stood if this fails. What stood
/// there before is in `new` or in `aside` afterwards.
///
/// Where the system can exchange two folders there is no moment without one of them; elsewhere the
/// old one is moved aside first, and [`super::Store::open`] puts it back if the program ends between.
pub fn put_in_place(new: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    if target.symlink_metadata().is_err() {
        return std::fs::rename(new, target);
    }
    if exchange(new, target)? {
        return Ok(());
    }
    std::fs::rename(target, aside)?;
    std::fs::rename(new, target).inspect_err(|_| {
        // The first error is the one to tell; if this fails too, the next run's repair puts it back.
        let _ = std::fs::rename(aside, target);
    })
}

/// Exchanges two folders in one step; `false` if the file system cannot.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Waits until a file or folder is on the disk.
pub fn sync(path: &Path) -> io::Result<()> {
    // Windows cannot open folders like files, and needs no sync of them.
    if cfg!(windows) && path.is_dir() {
        return Ok(());
    }
    std::fs::File::open(path)?.sync_all()
}
