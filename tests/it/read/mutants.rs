//! Damaged copies of real files: read or refused, never a panic.
//!
//! `MUTANTS=100000 cargo test --test it mutants` runs as many of each format; the default is few.

use std::io::{Cursor, Read};

use cruscotto::document::Body;
use cruscotto::read::{ReadOptions, read};
use cruscotto::source::Source;
use zip::ZipArchive;

use super::fixture;
use super::package::zip;

/// A generator of pseudo-random numbers (SplitMix64): the same mutants on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).expect("below a usize")
    }
}

/// Changes a few bytes, or cuts, doubles or drops a stretch.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    const TELLING: [u8; 12] = *b"\0\x01\x7F\x80\xFF<>\"&;09";
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        let end = (at + random.below(64)).min(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => {
                bytes.drain(at..end);
            }
            2 => {
                let stretch = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, stretch);
            }
            3 => bytes[at..end].fill(0xFF),
            4 => bytes[at] ^= 1 << random.below(8),
            5 => bytes[at] = random.next().to_le_bytes()[0],
            _ => bytes[at] = TELLING[random.below(TELLING.len())],
        }
    }
}

/// Damages the content of a container's parts, where a damaged container would not be opened.
fn damage_inside(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a container");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its content");
        parts.push((entry.name().expect("its name").into_owned(), content));
    }
    for _ in 0..=random.below(3) {
        let part = random.below(parts.len());
        damage(&mut parts[part].1, random);
    }
    zip(&parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect::<Vec<_>>())
}

/// Reads a mutant and checks what every document promises.
fn check(name: &str, bytes: &[u8], n: u32) {
    let outcome = std::panic::catch_unwind(|| read(Source { name, bytes }, &ReadOptions::default()));
    let Ok(outcome) = outcome else {
        let path = std::env::temp_dir().join(format!("mutant-{n}-{name}"));
        std::fs::write(&path, bytes).expect("the mutant is kept");
        panic!("mutant {n} of {name} panics, see {}", path.display());
    };
    let Ok(document) = outcome else { return };
    let Body::Grid(sheets) = &document.body else { return };
    for sheet in sheets {
        assert!(sheet.cells.is_sorted_by_key(|c| (c.row, c.col)), "mutant {n} of {name}: cells out of order");
        assert!(sheet.cells.iter().all(|c| !c.text.trim().is_empty()), "mutant {n} of {name}: a blank cell");
    }
}

fn count() -> u32 {
    std::env::var("MUTANTS").ok().and_then(|n| n.parse().ok()).unwrap_or(30)
}

fn run(path: &str, inside: bool) {
    let bytes = fixture(path);
    let name = path.rsplit('/').next().expect("a name");
    let mut random = Random(0x0C12_05C0);
    for n in 0..count() {
        let mut mutant = bytes.clone();
        if inside && n % 4 != 0 {
            mutant = damage_inside(&bytes, &mut random);
        } else {
            damage(&mut mutant, &mut random);
        }
        check(name, &mutant, n);
    }
}

#[test]
fn of_xlsx() {
    run("corpus/106/annex.xlsx", true);
}

#[test]
fn of_ods() {
    run("corpus/106/annex.ods", true);
}

#[test]
fn of_xls() {
    run("corpus/106/annex.xls", false);
}

#[test]
fn of_delimited_text() {
    run("delimited/windows-1252.csv", false);
}

#[test]
fn of_flow_text() {
    run("giunta-92-2020/annex.txt", false);
}
