//! What `convert` finds, names, does again and does not do again.

use serde_json::Value;

use super::{annex, cruscotto, cruscotto_fed, files, folder_with, names, put};

/// The run's report.
fn report(run: &super::Run) -> Value {
    serde_json::from_str(&run.stdout).expect("the report is JSON")
}

/// Names of the annexes' folders.
fn annexes(out: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> =
        names(out).into_iter().filter_map(|path| path.strip_suffix("/plan.json").map(str::to_owned)).collect();
    names.sort();
    names
}

#[test]
fn one_annex_gives_a_folder_and_a_summary() {
    let folder = folder_with(&["annex.txt"]);
    let run = cruscotto(folder.path(), &["convert", "in/annex.txt", "-o", "out"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(run.stdout, "", "data only where asked for");
    assert_eq!(annexes(&folder.path().join("out")), ["annex"]);
    for part in ["in/annex.txt → out/annex", "strategic indicators", "placed", "inferred", "warning", " ms"] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    assert!(!folder.path().join("out/.cruscotto").exists(), "nothing is left behind");
}

#[test]
fn only_what_changed_is_converted_again() {
    let folder = folder_with(&["a.txt", "b.txt", "c.txt"]);
    let convert = |more: &[&str]| {
        report(&cruscotto(folder.path(), &[&["convert", "in", "-o", "out", "--json", "--quiet"], more].concat()))
    };
    let counts = |report: &Value| (report["converted"].as_u64(), report["unchanged"].as_u64());

    assert_eq!(counts(&convert(&[])), (Some(3), Some(0)));
    let first = files(&folder.path().join("out"));
    assert_eq!(counts(&convert(&[])), (Some(0), Some(3)));
    assert_eq!(files(&folder.path().join("out")), first, "same input, same bytes");

    put(folder.path(), "in/b.txt", &[annex(), b"\n"].concat());
    let second = convert(&[]);
    assert_eq!(counts(&second), (Some(1), Some(2)));
    assert_eq!(second["inputs"][1]["status"], "converted");

    std::fs::remove_file(folder.path().join("out/c/plan.json")).expect("was there");
    assert_eq!(counts(&convert(&[])), (Some(1), Some(2)), "an output that is missing is made again");
    assert_eq!(counts(&convert(&["--force"])), (Some(3), Some(0)));
    assert_eq!(counts(&convert(&["--include-hidden"])), (Some(3), Some(0)), "other options, other outputs");
}

#[test]
fn the_order_of_arguments_and_the_place_of_the_call_change_nothing() {
    let folder = folder_with(&["x/annex.txt", "y/annex.txt", "z.txt"]);
    cruscotto(folder.path(), &["convert", "in", "-o", "out"]);
    cruscotto(&folder.path().join("in"), &["convert", "z.txt", "y/annex.txt", "../in/x/annex.txt", "-o", "../out2"]);
    assert_eq!(files(&folder.path().join("out")), files(&folder.path().join("out2")));
    let run = cruscotto(&folder.path().join("in/x"), &["convert", "..", "-o", "../../out", "--json"]);
    assert_eq!(report(&run)["unchanged"], 3, "{}", run.stderr);
}

#[test]
fn names_that_would_meet_are_told_apart_and_kept() {
    let folder = folder_with(&["siena/annex.txt", "pisa/annex.txt", "Piano.txt"]);
    let convert = |inputs: &[&str]| cruscotto(folder.path(), &[&["convert"], inputs, &["-o", "out"]].concat());
    convert(&["in/siena"]);
    assert_eq!(annexes(&folder.path().join("out")), ["annex"]);
    convert(&["in"]);
    assert_eq!(annexes(&folder.path().join("out")), ["Piano", "annex", "pisa-annex"], "siena's name stays");
}

#[test]
fn folders_patterns_and_named_files_are_each_taken_once() {
    let folder = folder_with(&["a.txt", "deep/b.txt", ".hidden.txt", "~$a.xlsx", ".git/c.txt"]);
    put(folder.path(), "in/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    put(folder.path(), "in/readme.txt", b"Here are the annexes.\n");
    put(folder.path(), "in/empty.txt", b"");
    let convert = |inputs: &[&str], out: &str| {
        report(&cruscotto(folder.path(), &[&["convert"], inputs, &["-o", out, "--json", "--quiet"]].concat()))
    };
    assert_eq!(convert(&["in", "in/a.txt", "./in/../in/a.txt"], "all")["converted"], 2);
    assert_eq!(annexes(&folder.path().join("all")), ["a", "b"]);
    assert_eq!(convert(&["in/**/*.txt"], "deep")["converted"], 2);
    assert_eq!(convert(&["in/*.txt"], "flat")["converted"], 1);
    let again = cruscotto(folder.path(), &["convert", ".", "-o", "all", "--json"]);
    assert_eq!(report(&again)["converted"], 0, "outputs of earlier runs are no inputs: {}", again.stderr);
}

#[test]
fn a_bad_input_is_told_with_its_reason_and_stops_nothing() {
    let folder = folder_with(&["good.txt"]);
    put(folder.path(), "in/empty.txt", b"");
    put(folder.path(), "in/broken.xlsx", b"PK\x03\x04 and no more");
    put(folder.path(), "in/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    put(folder.path(), "in/readme.txt", b"Here are the annexes.\n");
    let inputs = [
        "in/empty.txt",
        "in/broken.xlsx",
        "in/picture.png",
        "in/readme.txt",
        "in/missing.txt",
        "in/none*.txt",
        "in/good.txt",
    ];
    let run = cruscotto(folder.path(), &[&["convert"], &inputs[..], &["-o", "out", "--quiet", "--json"]].concat());
    assert_eq!(run.status, Some(1));
    assert_eq!(annexes(&folder.path().join("out")), ["good"]);
    for line in [
        "6 inputs failed:",
        "error: in/empty.txt: the file is empty",
        "error: in/missing.txt: there is no such file or folder; check the spelling",
        "error: in/none*.txt: no file matches this pattern",
        "error: in/broken.xlsx: ",
        "error: in/picture.png: a picture (PNG)",
        "error: in/readme.txt: no table of a performance plan was recognised",
    ] {
        assert!(run.stderr.contains(line), "{line}: {}", run.stderr);
    }
    let report = report(&run);
    assert_eq!((&report["converted"], &report["failed"]), (&1.into(), &6.into()));
    assert!(!run.stderr.contains("→"), "--quiet tells failures alone");
}

#[test]
fn an_input_that_went_bad_keeps_its_earlier_output() {
    let folder = folder_with(&["a.txt"]);
    cruscotto(folder.path(), &["convert", "in", "-o", "out"]);
    let before = files(&folder.path().join("out"));
    put(folder.path(), "in/a.txt", b"");
    let run = cruscotto(folder.path(), &["convert", "in", "-o", "out"]);
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("the file is empty (its earlier output is kept)"), "{}", run.stderr);
    assert_eq!(files(&folder.path().join("out")), before);
}

#[test]
fn outputs_of_inputs_that_are_gone_are_listed_and_pruned() {
    let folder = folder_with(&["a.txt", "b.txt"]);
    cruscotto(folder.path(), &["convert", "in", "-o", "out"]);
    std::fs::remove_file(folder.path().join("in/b.txt")).expect("was there");
    put(folder.path(), "out/a/notes.md", b"mine");
    put(folder.path(), "out/b/notes.md", b"mine too");

    let run = cruscotto(folder.path(), &["convert", "in", "-o", "out"]);
    assert!(run.stderr.contains("gone: ../in/b.txt, its output out/b is kept; --prune removes it"), "{}", run.stderr);
    assert_eq!(annexes(&folder.path().join("out")), ["a", "b"]);

    let run = cruscotto(folder.path(), &["convert", "in", "-o", "out", "--prune"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(annexes(&folder.path().join("out")), ["a"]);
    let left = names(&folder.path().join("out"));
    assert!(left.contains(&"a/notes.md".to_owned()) && left.contains(&"b/notes.md".to_owned()), "{left:?}");
    let run = cruscotto(folder.path(), &["convert", "in", "-o", "out"]);
    assert!(!run.stderr.contains("gone"), "told once: {}", run.stderr);
}

#[test]
fn standard_input_and_output_are_files_too() {
    let folder = folder_with(&["annex.txt"]);
    let run = cruscotto_fed(folder.path(), &["convert", "-", "-o", "-"], annex());
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let plan: Value = serde_json::from_str(&run.stdout).expect("plan.json");
    assert_eq!(plan["source"]["file"], "stdin");

    cruscotto(folder.path(), &["convert", "in/annex.txt", "-o", "out"]);
    let printed = cruscotto(folder.path(), &["convert", "in/annex.txt", "-o", "-", "--quiet"]);
    assert_eq!(files(&folder.path().join("out"))["annex/plan.json"], printed.stdout.as_bytes());
    assert_eq!(printed.stderr, "");

    let run = cruscotto_fed(folder.path(), &["convert", "-", "-o", "fed"], annex());
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(annexes(&folder.path().join("fed")), ["stdin"]);
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = folder_with(&["annex.txt"]);
    let before = files(folder.path());
    let run = cruscotto(folder.path(), &["convert", "in/annex.txt", "-o", "out", "--max-file-size", "500"]);
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("raise it with --max-file-size"), "{}", run.stderr);
    assert_eq!(files(folder.path()), before, "a run without a result leaves nothing");
    let run = cruscotto_fed(folder.path(), &["convert", "-", "-o", "-", "--max-file-size", "500"], annex());
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
}

#[test]
fn another_form_of_one_annex_is_read_beside_it() {
    let folder = folder_with(&["a.csv", "b.csv"]);
    let convert =
        |arguments: &[&str]| cruscotto(folder.path(), &[&["convert", "-o", "out", "--json"], arguments].concat());
    let state = |run: &super::Run| report(run)["inputs"][0]["status"].clone();
    assert_eq!(state(&convert(&["in/a.csv", "--also", "in/b.csv"])), "converted");
    assert_eq!(state(&convert(&["in/a.csv", "--also", "in/b.csv"])), "unchanged");
    put(folder.path(), "in/b.csv", &[annex(), b"\n"].concat());
    assert_eq!(state(&convert(&["in/a.csv", "--also", "in/b.csv"])), "converted", "the other form changed");
    for wrong in [&["in/a.csv", "in/b.csv", "--also", "in/b.csv"][..], &["in", "--also", "in/b.csv"]] {
        assert_eq!(convert(wrong).status, Some(2), "{wrong:?}");
    }
    let gone = convert(&["in/a.csv", "--also", "in/c.csv"]);
    assert_eq!(
        (gone.status, gone.stderr.contains("in/c.csv: there is no such file")),
        (Some(1), true),
        "{}",
        gone.stderr
    );
}
