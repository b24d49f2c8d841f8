//! The inputs that the arguments of the command line mean.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::WalkDir;

use super::Failure;
use crate::cli::store;

/// A file to convert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As one would name it from here.
    pub path: PathBuf,
    /// What tells it from every other input: its path relative to the output folder, with `/`.
    pub key: String,
    /// Whether it was named, so that it must be an annex; what was found in a folder may be none.
    pub named: bool,
}

impl Found {
    /// Its path as text.
    #[must_use]
    pub fn shown(&self) -> String {
        self.path.display().to_string()
    }
}

/// Finds all inputs, each once, in the order of their keys. Hidden files, the lock files of office
/// programs, symbolic links and folders that this program wrote are passed over in folders.
#[must_use]
pub fn find(arguments: &[PathBuf], output: &Path, failures: &mut Vec<Failure>) -> Vec<Found> {
    let mut search = Search { output, found: BTreeMap::new(), failures };
    for argument in arguments {
        search.argument(argument);
    }
    search.found.into_values().collect()
}

struct Search<'a> {
    output: &'a Path,
    found: BTreeMap<String, Found>,
    failures: &'a mut Vec<Failure>,
}

impl Search<'_> {
    fn argument(&mut self, argument: &Path) {
        if argument == Path::new("-") || argument.is_file() {
            return self.add(argument, true);
        }
        if argument.is_dir() {
            if self.walk(argument, None) == 0 {
                self.fail(argument, "no file in this folder or below it");
            }
            return;
        }
        if argument.symlink_metadata().is_ok() {
            // A device, a pipe: readable perhaps, and named.
            return self.add(argument, true);
        }
        let Some((base, pattern)) = split_glob(argument) else {
            return self.fail(argument, "there is no such file or folder; check the spelling");
        };
        match GlobBuilder::new(&pattern).literal_separator(true).build() {
            Err(e) => self.fail(argument, &format!("not a valid pattern: {}", e.kind())),
            Ok(glob) => {
                if self.walk(&base, Some(&glob.compile_matcher())) == 0 {
                    self.fail(argument, "no file matches this pattern");
                }
            }
        }
    }

    /// Adds what is in a folder; gives how many files that was.
    fn walk(&mut self, folder: &Path, pattern: Option<&GlobMatcher>) -> usize {
        let mut count = 0;
        let output = self.output.canonicalize().ok();
        let wanted = |name: &OsStr| {
            let name = name.to_string_lossy();
            !(name.starts_with('.') || name.starts_with("~$") || name.ends_with('~'))
        };
        let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
            entry.depth() == 0
                || wanted(entry.file_name())
                    && !(entry.file_type().is_dir()
                        && (is_written_by_us(entry.path()) || output == entry.path().canonicalize().ok()))
        });
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let rest = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    if pattern.is_none_or(|p| p.is_match(rest)) {
                        count += 1;
                        self.add(entry.path(), false);
                    }
                }
                Ok(_) => {}
                Err(e) => {
                    let path = e.path().unwrap_or(folder).to_owned();
                    let reason = e.io_error().map_or_else(|| e.to_string(), ToString::to_string);
                    self.fail(&path, &format!("cannot be looked into: {reason}"));
                }
            }
        }
        count
    }

    fn add(&mut self, path: &Path, named: bool) {
        let key = key(path, self.output);
        self.found.entry(key.clone()).and_modify(|found| found.named |= named).or_insert_with(|| Found {
            path: path.to_owned(),
            key,
            named,
        });
    }

    fn fail(&mut self, path: &Path, reason: &str) {
        self.failures.push(Failure { input: path.display().to_string(), reason: reason.to_owned() });
    }
}

/// The path of an input relative to the output folder: the same from wherever the program is run,
/// and on every machine that has the two folders side by side.
#[must_use]
pub fn key(path: &Path, output: &Path) -> String {
    if path == Path::new("-") {
        return "-".to_owned();
    }
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let parent = parent.canonicalize().unwrap_or_else(|_| parent.to_owned());
    let mut from = output.components().peekable();
    let mut to = parent.components().peekable();
    let mut shared = 0;
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
        shared += 1;
    }
    // Nothing shared: another drive, and no way to it but the whole path.
    let (up, down): (usize, PathBuf) = if shared == 0 { (0, parent.clone()) } else { (from.count(), to.collect()) };
    let mut parts = vec!["..".to_owned(); up];
    parts.extend(down.components().map(|part| match part {
        Component::RootDir => String::new(),
        part => part.as_os_str().to_string_lossy().into_owned(),
    }));
    parts.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    parts.join("/")
}

/// A pattern as the folder to search and what to match below it; `None` if it is a plain path.
fn split_glob(argument: &Path) -> Option<(PathBuf, String)> {
    let special = |part: Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let literal = argument.components().take_while(|&part| !special(part)).count();
    let base: PathBuf = argument.components().take(literal).collect();
    let pattern: Vec<String> =
        argument.components().skip(literal).map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    if pattern.is_empty() {
        return None;
    }
    let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    Some((base, pattern.join("/")))
}

/// Whether a folder is the output of an earlier run.
fn is_written_by_us(folder: &Path) -> bool {
    std::fs::read(folder.join(store::manifest::FILE))
        .is_ok_and(|bytes| store::manifest::Manifest::parse(&bytes).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_relative_to_the_output_folder() {
        let root = tempfile::tempdir().expect("temporary folder");
        let root = root.path().canonicalize().expect("exists");
        for folder in ["out", "in/deep"] {
            std::fs::create_dir_all(root.join(folder)).expect("made");
        }
        assert_eq!(key(&root.join("in/deep/a.txt"), &root.join("out")), "../in/deep/a.txt");
        assert_eq!(key(&root.join("in/../in/deep/a.txt"), &root.join("out")), "../in/deep/a.txt");
        assert_eq!(key(&root.join("out/a.txt"), &root.join("out")), "a.txt");
        assert_eq!(key(Path::new("-"), &root), "-");
    }

    #[test]
    fn a_pattern_is_parted_from_its_folder() {
        let split = |text: &str| split_glob(Path::new(text)).map(|(base, rest)| (base.display().to_string(), rest));
        assert_eq!(split("in/**/*.xlsx"), Some(("in".to_owned(), "**/*.xlsx".to_owned())));
        assert_eq!(split("*.txt"), Some((".".to_owned(), "*.txt".to_owned())));
        assert_eq!(split("in/a.txt"), None);
    }
}
