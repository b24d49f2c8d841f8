//! The zip container of a workbook, its limits checked before anything is unpacked.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read, Take};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::fault::Fault;
use super::limits::{Limits, Measure};

/// Below this size a high compression ratio is harmless.
const SMALL: u64 = 100_000;

/// A zip container within the limits.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Position by normalised name.
    names: BTreeMap<String, usize>,
    /// Bytes unpacked so far: a part may be asked for again and again.
    unpacked: u64,
    limits: Limits,
}

/// The unpacked bytes of an entry, never more than its declared size.
pub type Part<'z, 'a> = BufReader<Take<ZipFile<'z, Cursor<&'a [u8]>>>>;

impl<'a> Archive<'a> {
    /// Opens the container.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        // Every entry of the directory begins with this signature: its count bounds what the
        // library will allocate, whatever the end record declares.
        let signatures = bytes.windows(4).filter(|w| w == b"PK\x01\x02").count();
        limits.check(Measure::Entries, signatures as u64)?;

        let mut zip = ZipArchive::new(Cursor::new(bytes))?;
        if zip.has_duplicate_names() {
            return Err(Fault::damaged("two entries of the container have one name"));
        }
        let mut names = BTreeMap::new();
        let mut total = 0_u64;
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index)?;
            let (size, packed) = (entry.size(), entry.compressed_size());
            if entry.encrypted() {
                return Err(Fault::LOCKED);
            }
            limits.check(Measure::PartBytes, size)?;
            if size > SMALL {
                limits.check(Measure::Ratio, size / packed.max(1))?;
            }
            total = total.saturating_add(size);
            limits.check(Measure::TotalBytes, total)?;
            let name = normal(&entry.name()?);
            if let Some(_other) = names.insert(name, index) {
                return Err(Fault::damaged("two entries of the container have one name"));
            }
        }
        if zip.has_overlapping_entries()? {
            return Err(Fault::damaged("entries of the container overlap"));
        }
        Ok(Self { zip, names, unpacked: 0, limits: *limits })
    }

    /// Whether there is an entry of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&normal(name))
    }

    /// The content of an entry, if there is one of that name.
    pub fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, Fault> {
        let Some(&index) = self.names.get(&normal(name)) else { return Ok(None) };
        let file = self.zip.by_index(index)?;
        let size = file.size();
        self.unpacked = self.unpacked.saturating_add(size);
        self.limits.check(Measure::TotalBytes, self.unpacked)?;
        Ok(Some(BufReader::new(file.take(size))))
    }
}

/// Part names are compared without case, and some writers use `\` or a leading `/`.
fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
