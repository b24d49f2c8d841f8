//! What is committed under `output/` is what the program makes of the real annex, byte for byte.
//!
//! `output/` was read against the source by hand (`fixtures/giunta-92-2020/READING.md`); after a
//! change that is meant, make it anew with the README's first command and read the difference.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cruscotto::plan_of;
use cruscotto::read::ReadOptions;
use cruscotto::source::Source;
use cruscotto::write::{Content, Lang, WRITERS, WriteOptions};

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.extend([path]) }
    }
    found
}

#[test]
fn the_committed_output_is_what_the_program_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(root.join("fixtures/giunta-92-2020/annex.txt")).expect("the real annex");
    let source = Source { name: "annex.txt", bytes: &bytes };
    let plan = plan_of(source, &ReadOptions::default()).expect("the real annex is readable");
    let folder = root.join("output/annex");
    let options = WriteOptions { lang: Lang::It, name: "annex".to_owned() };
    let mut written = BTreeSet::new();
    for writer in WRITERS.iter().filter(|w| w.default) {
        for artifact in (writer.write)(&Content::new(&plan), &options).expect("the real annex fits every format") {
            let path = folder.join(&artifact.path);
            let committed = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            assert!(committed == artifact.bytes, "{} is not what the program writes now", path.display());
            written.insert(path);
        }
    }
    assert_eq!(files(&folder), written, "files under output/ that nothing writes, or the other way about");
}
