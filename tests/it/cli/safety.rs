//! Nothing of somebody else's is written to, and nothing is ever half there.

use std::path::Path;

use super::{annex, cruscotto, files, folder_with, names, put};

fn convert(folder: &Path, more: &[&str]) -> super::Run {
    cruscotto(folder, &[&["convert", "in", "-o", "out"], more].concat())
}

#[test]
fn files_of_others_stay_and_are_never_replaced() {
    let folder = folder_with(&["a.txt"]);
    put(folder.path(), "out/a/notes.md", b"mine");
    put(folder.path(), "out/a/deep/more.md", b"mine too");
    assert_eq!(convert(folder.path(), &[]).status, Some(0));
    put(folder.path(), "in/a.txt", &[annex(), b"\n"].concat());
    assert_eq!(convert(folder.path(), &[]).status, Some(0));
    let there = files(&folder.path().join("out"));
    assert_eq!(there["a/notes.md"], b"mine");
    assert_eq!(there["a/deep/more.md"], b"mine too");

    let other = folder_with(&["a.txt"]);
    put(other.path(), "out/a/plan.json", b"somebody's");
    let run = convert(other.path(), &[]);
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("was not written by cruscotto; --force replaces it"), "{}", run.stderr);
    assert_eq!(files(&other.path().join("out"))["a/plan.json"], b"somebody's");
    assert_eq!(convert(other.path(), &["--force"]).status, Some(0));
    assert_ne!(files(&other.path().join("out"))["a/plan.json"], b"somebody's");
}

#[test]
fn an_input_is_never_written_to() {
    let folder = tempfile::tempdir().expect("temporary folder");
    put(folder.path(), "out/plan/plan.json", annex());
    let before = files(folder.path());
    let run = cruscotto(folder.path(), &["convert", "out/plan/plan.json", "-o", "out", "--force"]);
    assert_eq!(files(folder.path())["out/plan/plan.json"], before["out/plan/plan.json"], "{}", run.stderr);
    assert_eq!(run.status, Some(0), "it goes to a folder of its own: {}", run.stderr);
    assert!(names(folder.path()).contains(&"out/plan-json/plan.json".to_owned()), "{:?}", names(folder.path()));
}

#[test]
fn a_manifest_that_was_tampered_with_removes_nothing() {
    let folder = folder_with(&["a.txt"]);
    put(folder.path(), "precious.txt", b"mine");
    convert(folder.path(), &[]);
    let manifest = String::from_utf8(files(&folder.path().join("out"))["manifest.json"].clone()).expect("UTF-8");
    put(folder.path(), "out/manifest.json", manifest.replace("a/plan.json", "a/../../precious.txt").as_bytes());
    std::fs::remove_file(folder.path().join("in/a.txt")).expect("was there");
    put(folder.path(), "in/b.txt", annex());
    let run = convert(folder.path(), &["--prune"]);
    assert!(run.stderr.contains("manifest.json is no manifest of cruscotto"), "{}", run.stderr);
    assert!(names(folder.path()).contains(&"precious.txt".to_owned()));
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = folder_with(&["a.txt"]);
    put(folder.path(), "elsewhere/plan.json", b"mine");
    std::fs::create_dir_all(folder.path().join("out")).expect("made");
    symlink("../elsewhere", folder.path().join("out/a")).expect("linked");
    let run = convert(folder.path(), &["--force"]);
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("out/a is a file or a symbolic link; move it away"), "{}", run.stderr);
    assert_eq!(files(folder.path())["elsewhere/plan.json"], b"mine");

    std::fs::remove_file(folder.path().join("out/a")).expect("was there");
    symlink("../elsewhere/plan.json", folder.path().join("out/manifest.json")).expect("linked");
    convert(folder.path(), &[]);
    assert_eq!(files(folder.path())["elsewhere/plan.json"], b"mine", "the link is replaced, not what it leads to");

    let other = folder_with(&["a.txt"]);
    put(other.path(), "elsewhere/x", b"mine");
    std::fs::create_dir_all(other.path().join("out")).expect("made");
    symlink("../elsewhere", other.path().join("out/.cruscotto")).expect("linked");
    let run = convert(other.path(), &[]);
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("symbolic link"), "{}", run.stderr);
    assert_eq!(names(&other.path().join("elsewhere")), ["x"]);
}

#[test]
fn an_output_folder_that_cannot_be_one_is_told() {
    let folder = folder_with(&["a.txt"]);
    put(folder.path(), "out", b"a file");
    let run = convert(folder.path(), &[]);
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.starts_with("error: cannot make out: "), "{}", run.stderr);
    assert!(run.stderr.contains("choose another folder"), "{}", run.stderr);
}

/// What a run that was killed at the worst moment can leave, where folders cannot be exchanged.
#[test]
fn leftovers_of_a_killed_run_are_repaired() {
    let folder = folder_with(&["a.txt", "b.txt"]);
    convert(folder.path(), &[]);
    let whole = files(&folder.path().join("out"));
    let out = folder.path().join("out");
    put(&out, ".cruscotto/lock", b"");
    put(&out, ".cruscotto/journal", b"{\"input\":\"../in/a.txt\",\"sha");
    put(&out, ".cruscotto/new/a/plan.json", b"{ half");
    put(&out, ".cruscotto/new/b/plan.json", b"{ half");
    std::fs::create_dir_all(out.join(".cruscotto/old")).expect("made");
    std::fs::rename(out.join("a"), out.join(".cruscotto/old/a")).expect("moved aside");
    put(&out, ".cruscotto/old/b/plan.json", b"older");

    let run = cruscotto(folder.path(), &["convert", "in", "-o", "out", "--json"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("\"unchanged\": 2"), "what was moved aside is back: {}", run.stdout);
    assert_eq!(files(&out), whole);
}

#[test]
fn what_a_killed_run_had_done_is_not_done_again() {
    let folder = folder_with(&["a.txt", "b.txt"]);
    convert(folder.path(), &[]);
    let out = folder.path().join("out");
    let whole = files(&out);
    let manifest: serde_json::Value = serde_json::from_slice(&whole["manifest.json"]).expect("JSON");
    std::fs::remove_file(out.join("manifest.json")).expect("was there");
    let journal: Vec<u8> = manifest["inputs"]
        .as_array()
        .expect("list")
        .iter()
        .flat_map(|entry| [serde_json::to_vec(entry).expect("JSON"), b"\n".to_vec()].concat())
        .collect();
    put(&out, ".cruscotto/journal", &journal);
    put(&out, "b/plan.json", b"not what the journal says");

    let run = cruscotto(folder.path(), &["convert", "in", "-o", "out", "--json"]);
    assert!(run.stdout.contains("\"unchanged\": 1"), "{}", run.stdout);
    assert!(
        run.stderr.contains("/b/") && run.stderr.contains("is there and was not written by cruscotto"),
        "{}",
        run.stderr
    );
    let run = cruscotto(folder.path(), &["convert", "in", "-o", "out", "--force"]);
    assert_eq!((run.status, files(&out)), (Some(0), whole));
}

#[test]
fn two_runs_on_one_folder_wait_for_each_other() {
    let folder = folder_with(&["a.txt", "b.txt", "c.txt", "d.txt"]);
    let runs: Vec<super::Run> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| convert(folder.path(), &["--force"]))).collect();
        runs.into_iter().map(|run| run.join().expect("no panic")).collect()
    });
    for run in &runs {
        assert_eq!(run.status, Some(0), "{}", run.stderr);
    }
    let together = files(&folder.path().join("out"));
    let alone = folder_with(&["a.txt", "b.txt", "c.txt", "d.txt"]);
    convert(alone.path(), &[]);
    assert_eq!(together, files(&alone.path().join("out")));
}

/// Runs the program in a shell that first sets limits.
#[cfg(target_os = "linux")]
fn convert_within(folder: &Path, limits: &str) -> super::Run {
    let script = format!("{limits}; exec \"$0\" convert in -o out");
    let output = std::process::Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_cruscotto")])
        .current_dir(folder)
        .output()
        .expect("sh runs");
    super::Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A file that may grow to 4 KiB and no further is a full disk to the program.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_output_and_says_so() {
    let folder = folder_with(&["a.txt"]);
    assert_eq!(convert(folder.path(), &[]).status, Some(0));
    let before = files(&folder.path().join("out"));
    let changed = String::from_utf8_lossy(annex()).replace("85%", "95%");
    put(folder.path(), "in/a.txt", changed.as_bytes());

    let run = convert_within(folder.path(), "trap '' XFSZ; ulimit -f 4");
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("cannot write ") && run.stderr.contains("out/a/"), "{}", run.stderr);
    assert!(run.stderr.contains("(its earlier output is kept)"), "{}", run.stderr);
    assert!(run.stderr.contains("choose another folder"), "{}", run.stderr);
    assert_eq!(files(&folder.path().join("out")), before);

    assert_eq!(convert(folder.path(), &[]).status, Some(0), "the next run does what this one could not");
    assert_ne!(files(&folder.path().join("out"))["a/plan.json"], before["a/plan.json"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with(&["a.txt"]);
    assert_eq!(convert(folder.path(), &[]).status, Some(0));
    let out = folder.path().join("out");
    let before = files(&out);
    let allow = |mode| std::fs::set_permissions(&out, PermissionsExt::from_mode(mode)).expect("ours");
    allow(0o555);
    // To the superuser no folder is closed.
    let open = std::fs::write(out.join("probe"), b"").is_ok();
    put(folder.path(), "in/a.txt", &[annex(), b"\n"].concat());
    let run = convert(folder.path(), &[]);
    allow(0o755);
    if !open {
        assert_eq!(run.status, Some(1), "{}", run.stderr);
        assert!(run.stderr.starts_with("error: cannot write to "), "{}", run.stderr);
        assert!(run.stderr.contains("see to the permissions"), "{}", run.stderr);
        assert_eq!(files(&out), before);
    }
}

/// What a file is called is its owner's choice: it must not move the cursor or colour the screen.
#[cfg(unix)]
#[test]
fn names_do_not_speak_to_the_terminal() {
    let folder = folder_with(&["\u{1b}[2J\u{7}a.txt"]);
    put(folder.path(), "in/\u{1b}]0;b.xlsx", b"PK\x03\x04 no container");
    let run = convert(folder.path(), &[]);
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    assert!(!run.stderr.contains(['\u{1b}', '\u{7}']), "{:?}", run.stderr);
    assert!(run.stderr.contains("]0;b.xlsx"), "{:?}", run.stderr);
    let shown = cruscotto(folder.path(), &["check", "in/\u{1b}[2J\u{7}a.txt"]);
    assert!(!format!("{}{}", shown.stdout, shown.stderr).contains(['\u{1b}', '\u{7}']), "{:?}", shown.stdout);
}

/// Names that a Windows disk cannot hold, or takes for one another, are other names on every system.
#[cfg(target_os = "linux")]
#[test]
fn folders_are_named_so_that_every_system_can_hold_them() {
    let folder = folder_with(&["CON.txt", "Piano.txt", "PIANO.csv", "a:b?.txt", "fine. .txt"]);
    assert_eq!(convert(folder.path(), &[]).status, Some(0));
    let out = folder.path().join("out");
    let mut made: Vec<String> = std::fs::read_dir(out)
        .expect("made")
        .map(|entry| entry.expect("readable").file_name().into_string().expect("Unicode"))
        .filter(|name| !["manifest.json", "index.html"].contains(&name.as_str()))
        .collect();
    made.sort();
    assert_eq!(made.len(), 5, "{made:?}");
    for name in &made {
        assert!(!name.contains([':', '?', '\\']) && !name.ends_with(['.', ' ']), "{made:?}");
        assert!(!name.eq_ignore_ascii_case("con"), "{made:?}");
    }
    let mut lower: Vec<String> = made.iter().map(|name| name.to_lowercase()).collect();
    lower.sort();
    lower.dedup();
    assert_eq!(lower.len(), made.len(), "{made:?}");
}
