//! How copies are damaged: bytes, words, lines, and the parts of a container.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::read::package::zip;

/// A generator of pseudo-random numbers (SplitMix64): the same mutants on every run.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).expect("below a usize")
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Bytes with a meaning in some format.
const TELLING: &[u8] = b"\0\x01\x7F\x80\xFF<>\"&;()[]/\n 09";

/// What stands where a size, a place or a text is expected, and breaks what trusts it.
const WORDS: [&[u8]; 16] = [
    b"4294967295",
    b"-1",
    b"1048576",
    b"XFD1048576",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"\xFF\xFF\xFF\x7F",
    b"\0\0\0\x80",
    b"\xE2\x80\xAE\xF0\x9F\x92\xA9",
    b"e\xCC\x81\xCC\x81\xCC\x81",
    b"31/12/0000",
    b"31 febbraio 2020",
    b"<a><a><a>",
    b"\n\n\n\n\x0C",
    b"n. 99999999999 del 1/1/1",
];

/// Changes a few bytes, or cuts, doubles, drops or exchanges a stretch.
pub fn bytes(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        let end = (at + random.below(64)).min(bytes.len());
        match random.below(12) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let stretch = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, stretch);
            }
            3 => bytes[at..end].fill(0xFF),
            4 => bytes[at] ^= 1 << random.below(8),
            5 => bytes[at] = random.next().to_le_bytes()[0],
            6 => drop(bytes.splice(at..at, random.one_of(&WORDS).iter().copied())),
            7 => number(bytes, at, random),
            8 => {
                let stretch = bytes[at..end].repeat(1 + random.below(200));
                bytes.splice(at..at, stretch);
            }
            _ => bytes[at] = random.one_of(TELLING),
        }
    }
}

/// Puts another number in the place of the next one.
fn number(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|n| at + n) else { return };
    let length = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
    bytes.splice(start..start + length, random.one_of(&WORDS[..7]).iter().copied());
}

/// Exchanges, drops, doubles, joins or moves lines.
pub fn lines(text: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = text.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    for _ in 0..=random.below(8) {
        let (one, other) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(6) {
            0 => lines.swap(one, other),
            1 if lines.len() > 1 => drop(lines.remove(one)),
            2 => lines.insert(other, lines[one].clone()),
            3 => lines.insert(one, Vec::new()),
            4 => lines.insert(one, b"\x0C".to_vec()),
            _ => {
                let joined = [&lines[one][..], b" ", &lines[other]].concat();
                lines[one] = joined;
            }
        }
    }
    *text = lines.join(&b'\n');
}

/// Damages the content of a container's parts, where a damaged container would not be opened.
pub fn parts(container: &[u8], random: &mut Random) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(container)).expect("a container");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its content");
        parts.push((entry.name().expect("its name").into_owned(), content));
    }
    for _ in 0..=random.below(3) {
        let part = random.below(parts.len());
        bytes(&mut parts[part].1, random);
    }
    zip(&parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect::<Vec<_>>())
}
