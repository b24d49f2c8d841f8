//! `kill -9` at random moments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{annex, files, put};

const ANNEXES: usize = 6;
const KILLS: u64 = 200;

/// The outputs of each annex: files by path, by the annex's folder.
type Outputs = BTreeMap<String, BTreeMap<String, Vec<u8>>>;

/// What a person would see in the output folder, which a run killed at its start has not made yet.
fn outputs(out: &Path) -> Outputs {
    let mut outputs = Outputs::new();
    if !out.exists() {
        return outputs;
    }
    for (path, bytes) in files(out) {
        if let Some((folder, rest)) = path.split_once('/')
            && folder != ".cruscotto"
        {
            outputs.entry(folder.to_owned()).or_default().insert(rest.to_owned(), bytes);
        }
    }
    outputs
}

/// Writes all inputs in one of two versions.
fn write_inputs(folder: &Path, second: bool) {
    let text = String::from_utf8_lossy(annex());
    let text = if second { text.replace("90%", "95%") } else { text.into_owned() };
    for i in 0..ANNEXES {
        put(folder, &format!("in/{i}.csv"), text.replace("Registro", &format!("Registro {i}")).as_bytes());
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cruscotto"));
    command.args(["convert", "in", "-o", "out", "--quiet"]).current_dir(folder);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn run_to_the_end(folder: &Path) -> Duration {
    let start = Instant::now();
    assert!(command(folder).status().expect("starts").success());
    start.elapsed()
}

#[test]
#[ignore = "takes a minute; .ci/run runs it"]
fn a_kill_at_any_moment_leaves_each_annex_wholly_old_or_wholly_new() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let (folder, out) = (folder.path(), folder.path().join("out"));
    let mut longest = Duration::ZERO;
    let whole = [false, true].map(|second| {
        write_inputs(folder, second);
        longest = longest.max(run_to_the_end(folder));
        (outputs(&out), std::fs::read(out.join("manifest.json")).expect("written"))
    });
    let allowed: BTreeMap<&String, BTreeSet<_>> =
        whole[0].0.keys().map(|name| (name, whole.iter().map(|(outputs, _)| &outputs[name]).collect())).collect();

    let (mut random, mut interrupted, mut mixed) = (0x2545_F491_4F6C_DD1D_u64, 0, 0);
    for round in 0..KILLS {
        let second = round % 2 == 0;
        write_inputs(folder, second);
        let afresh = round % 5 == 0;
        if afresh {
            std::fs::remove_dir_all(&out).expect("was there");
        }
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut child = command(folder).spawn().expect("starts");
        std::thread::sleep(longest.mul_f64(f64::from(u32::try_from(random % 1000).expect("small")) / 900.0));
        child.kill().expect("may be killed");
        interrupted += u32::from(!child.wait().expect("ended").success());

        let found = outputs(&out);
        for (name, files) in &found {
            assert!(allowed[name].contains(files), "round {round}: {name} is neither old nor new");
        }
        assert!(afresh || found.len() == ANNEXES, "round {round}: an annex is gone");
        let new = &whole[usize::from(second)];
        mixed += u32::from(found.iter().any(|(name, files)| *files == new.0[name]) && found != new.0);

        run_to_the_end(folder);
        assert_eq!(outputs(&out).keys().collect::<Vec<_>>(), new.0.keys().collect::<Vec<_>>(), "round {round}");
        assert!(outputs(&out) == new.0, "round {round}: the next run did not end right");
        assert!(std::fs::read(out.join("manifest.json")).expect("written") == new.1, "round {round}: manifest");
        assert!(!out.join(".cruscotto").exists(), "round {round}: leftovers");
    }
    eprintln!("{KILLS} kills, {interrupted} before the end, {mixed} with some annexes done and some not");
    assert!(mixed > 0, "no kill came between two annexes: the test shows nothing");
}
