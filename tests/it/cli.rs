//! The program as a user runs it: arguments in; files, messages and an exit status out.

#[cfg(target_os = "linux")]
mod attacks;
mod convert;
mod kill;
mod safety;

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run of the program gave.
struct Run {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the program in `folder`.
fn cruscotto(folder: &Path, arguments: &[&str]) -> Run {
    cruscotto_fed(folder, arguments, b"")
}

/// Runs the program in `folder` with something on standard input.
fn cruscotto_fed(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Run {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_cruscotto"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that does not read it closes it, which is its right.
    let _ = child.stdin.take().expect("piped").write_all(stdin);
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    Run {
        status: status.code(),
        stdout: String::from_utf8(stdout).expect("UTF-8"),
        stderr: String::from_utf8(stderr).expect("UTF-8"),
    }
}

/// A folder with `in/<name>` for each name: copies of a small annex.
fn folder_with(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("temporary folder");
    for name in names {
        put(folder.path(), &format!("in/{name}"), annex());
    }
    folder
}

/// A small annex.
fn annex() -> &'static [u8] {
    include_bytes!("../../fixtures/small/annex.csv")
}

/// Writes a file and the folders above it.
fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("has a folder")).expect("made");
    std::fs::write(path, bytes).expect("written");
}

/// All files below a folder with their content, by relative path.
fn files(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("readable"))
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below it").display().to_string();
            (path, std::fs::read(entry.path()).unwrap_or_default())
        })
        .collect()
}

/// The names of all files below a folder.
fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

#[test]
fn wrong_usage_is_status_2_and_says_what_is_right() {
    let here = tempfile::tempdir().expect("temporary folder");
    for (arguments, part) in [
        (&["convert"][..], "--output <DIR>"),
        (&["convert", "a.txt", "-o", "out", "--format", "docx"], "possible values: "),
        (&["convert", "a.txt", "b.txt", "-o", "-"], "one input"),
        (&["convert", "a.txt", "-o", "out", "--max-cells", "many"], "not a whole number"),
        (&["convert", "a.txt", "-o", "out", "--jobs", "0"], "1..=256"),
        (&["man", "nonsense"], "no command 'nonsense'"),
        (&["nonsense"], "unrecognized subcommand"),
    ] {
        let run = cruscotto(here.path(), arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(part), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
    assert_eq!(names(here.path()), Vec::<String>::new(), "nothing is written");
}

#[test]
fn help_completions_and_manual_are_data() {
    let here = tempfile::tempdir().expect("temporary folder");
    for (arguments, part) in [
        (&["--help"][..], "Examples:"),
        (&["convert", "--help"], "--max-cells"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
        (&["completions", "bash"], "complete -F _cruscotto"),
        (&["completions", "zsh"], "#compdef cruscotto"),
        (&["man"], ".TH cruscotto 1"),
        (&["man", "convert"], ".TH cruscotto-convert 1"),
    ] {
        let run = cruscotto(here.path(), arguments);
        assert_eq!(run.status, Some(0), "{arguments:?}");
        assert!(run.stdout.contains(part), "{arguments:?}: {}", run.stdout);
        assert_eq!(run.stderr, "", "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let status = Command::new("sh")
        .args(["-c", "(\"$0\" completions bash; echo $? >&2) | true", env!("CARGO_BIN_EXE_cruscotto")])
        .output()
        .expect("sh runs");
    assert_eq!(String::from_utf8_lossy(&status.stderr), "0\n");
}
