//! The compound file (CFB) around an xls workbook or an encrypted xlsx one.
//!
//! Only what is asked for is read: the streams at the root, by name. Every chain of sectors is
//! bounded by the number of sectors that the file has room for, so that no loop in a damaged
//! allocation table goes on for ever and nothing is allocated that the file does not hold.

use super::fault::Fault;

/// How every compound file begins.
pub const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Sector numbers from here on are marks, not sectors.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
const NO_ENTRY: u32 = 0xFFFF_FFFF;
const ENTRY_BYTES: usize = 128;
const MINI_SHIFT: u32 = 6;

/// A compound file.
pub struct Compound<'a> {
    bytes: &'a [u8],
    shift: u32,
    /// The sectors of the allocation table.
    table: Vec<u32>,
    directory: Vec<u8>,
    /// Streams below this size are in the mini stream.
    cutoff: u64,
    mini_table: u32,
}

/// An entry of the directory.
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    /// Opens the container.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let word = |at| u32_at(bytes, at).ok_or_else(truncated);
        if !bytes.starts_with(SIGNATURE) {
            return Err(Fault::damaged("it is no compound file"));
        }
        let shift = u32::from(u16_at(bytes, 30).ok_or_else(truncated)?);
        if !matches!(shift, 9 | 12) {
            return Err(Fault::damaged(format!("a sector size of 2^{shift} bytes")));
        }
        let mut file = Self {
            bytes,
            shift,
            table: Vec::new(),
            directory: Vec::new(),
            cutoff: word(56)?.into(),
            mini_table: word(60)?,
        };
        file.table = file.table_sectors(word(68)?)?;
        file.directory = file.chain(word(48)?, u64::MAX)?;
        Ok(file)
    }

    /// The content of a stream at the root, by name without case.
    pub fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(entry) = self.root_streams().into_iter().find(|e| e.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        if entry.size >= self.cutoff {
            return self.chain(entry.start, entry.size).map(Some);
        }
        let Some(root) = self.entry(0) else { return Err(truncated()) };
        let mini_stream = self.chain(root.start, root.size)?;
        let mini_table = self.chain(self.mini_table, u64::MAX)?;
        let mini = |sector: u32| (mini_stream.get(range(sector, MINI_SHIFT)), u32_at(&mini_table, sector as usize * 4));
        collect(entry.start, entry.size, mini_stream.len() >> MINI_SHIFT, mini).map(Some)
    }

    /// Whether there is a stream of that name at the root.
    pub fn has(&self, name: &str) -> bool {
        self.root_streams().iter().any(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// The streams at the root; those of embedded objects have the same names and lie deeper.
    fn root_streams(&self) -> Vec<Entry> {
        const STREAM: u8 = 2;
        let most = self.directory.len() / ENTRY_BYTES;
        let mut streams = Vec::new();
        let mut waiting: Vec<u32> = self.entry(0).map(|root| root.child).into_iter().collect();
        let mut seen = vec![false; most];
        while let Some(id) = waiting.pop() {
            let Some(entry) = self.entry(id) else { continue };
            if std::mem::replace(&mut seen[id as usize], true) {
                continue;
            }
            waiting.extend([entry.left, entry.right].iter().filter(|&&id| id != NO_ENTRY));
            if entry.kind == STREAM {
                streams.push(entry);
            }
        }
        streams
    }

    fn entry(&self, id: u32) -> Option<Entry> {
        let start = (id as usize).checked_mul(ENTRY_BYTES)?;
        let bytes = self.directory.get(start..start.checked_add(ENTRY_BYTES)?)?;
        let units = usize::from(u16_at(bytes, 64)?).min(64) / 2;
        let name = (0..units).filter_map(|i| u16_at(bytes, i * 2)).take_while(|unit| *unit != 0).collect::<Vec<u16>>();
        let high = if self.shift == 9 { 0 } else { u64::from(u32_at(bytes, 124)?) << 32 };
        Some(Entry {
            name: String::from_utf16_lossy(&name),
            kind: bytes[66],
            left: u32_at(bytes, 68)?,
            right: u32_at(bytes, 72)?,
            child: u32_at(bytes, 76)?,
            start: u32_at(bytes, 116)?,
            size: u64::from(u32_at(bytes, 120)?) | high,
        })
    }

    /// The sectors that hold the allocation table: 109 in the header, the rest in a chain of its own.
    fn table_sectors(&self, mut next: u32) -> Result<Vec<u32>, Fault> {
        const IN_HEADER: usize = 109;
        let mut sectors: Vec<u32> = (0..IN_HEADER).filter_map(|i| u32_at(self.bytes, 76 + i * 4)).collect();
        let words = (1 << self.shift) / 4;
        while next < FIRST_MARK {
            if sectors.len() > self.sector_count() + IN_HEADER {
                return Err(Fault::damaged("an allocation table larger than the file"));
            }
            let sector = self.sector(next).ok_or_else(truncated)?;
            sectors.extend((0..words - 1).filter_map(|i| u32_at(sector, i * 4)));
            next = u32_at(sector, (words - 1) * 4).ok_or_else(truncated)?;
        }
        sectors.retain(|sector| *sector < FIRST_MARK);
        Ok(sectors)
    }

    fn sector_count(&self) -> usize {
        self.bytes.len() >> self.shift
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let range = range(number.checked_add(1)?, self.shift);
        // The last sector of a file may be cut short.
        self.bytes.get(range.start..range.end.min(self.bytes.len()))
    }

    fn next_sector(&self, sector: u32) -> Option<u32> {
        let words = (1_usize << self.shift) / 4;
        let table = *self.table.get(sector as usize / words)?;
        u32_at(self.sector(table)?, sector as usize % words * 4)
    }

    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, Fault> {
        collect(start, size, self.sector_count(), |sector| (self.sector(sector), self.next_sector(sector)))
    }
}

/// Joins the sectors of a chain, `size` bytes at most and no more sectors than `most`.
fn collect<'s>(
    start: u32,
    size: u64,
    most: usize,
    sector: impl Fn(u32) -> (Option<&'s [u8]>, Option<u32>),
) -> Result<Vec<u8>, Fault> {
    let mut content = Vec::new();
    let mut next = start;
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    for _ in 0..=most {
        if next >= FIRST_MARK || content.len() >= size {
            content.truncate(size);
            return Ok(content);
        }
        let (bytes, after) = sector(next);
        content.extend_from_slice(bytes.ok_or_else(truncated)?);
        next = after.unwrap_or(FIRST_MARK);
    }
    Err(Fault::damaged("a chain of sectors that never ends"))
}

fn range(number: u32, shift: u32) -> std::ops::Range<usize> {
    let start = (number as usize) << shift;
    start..start + (1 << shift)
}

fn truncated() -> Fault {
    Fault::damaged("it ends too early")
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
