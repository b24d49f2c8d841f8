//! Limits that guard the machine against a hostile file, checked before a parser sees its bytes.

use super::fault::Fault;

/// How much a source may ask for. The defaults are those of Apache POI where it has one, and leave
/// a real plan (a few thousand cells) a factor of a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself (`--max-file-size`).
    pub file_bytes: u64,
    /// Entries of a zip container (`--max-entries`).
    pub entries: u64,
    /// Unpacked size of a zip entry above 100 kB, as a multiple of its packed size (`--max-ratio`).
    pub ratio: u64,
    /// Unpacked bytes of one zip entry (`--max-part-size`).
    pub part_bytes: u64,
    /// Unpacked bytes of all zip entries (`--max-total-size`).
    pub total_bytes: u64,
    /// Sheets of a workbook (`--max-sheets`).
    pub sheets: u64,
    /// Non-empty cells and merged ranges of a document (`--max-cells`).
    pub cells: u64,
    /// Bytes of text in all cells or lines of a document (`--max-text`).
    pub text_bytes: u64,
    /// XML elements inside one another (`--max-depth`).
    pub depth: u64,
    /// Pages of a PDF (`--max-pages`).
    pub pages: u64,
    /// Objects of a PDF (`--max-objects`).
    pub objects: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Self {
            file_bytes: 128 * MIB,
            entries: 1_000,
            ratio: 100,
            part_bytes: 64 * MIB,
            total_bytes: 256 * MIB,
            sheets: 1_000,
            cells: 500_000,
            text_bytes: 32 * MIB,
            depth: 64,
            pages: 2_000,
            objects: 500_000,
        }
    }
}

/// One limit, ready to be held against what a file asks for.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    what: &'static str,
    most: u64,
    option: &'static str,
}

impl Bound {
    /// Refuses more than the limit.
    pub const fn check(self, found: u64) -> Result<(), Fault> {
        if found > self.most {
            return Err(Fault::Limit { what: self.what, found, limit: self.most, option: self.option });
        }
        Ok(())
    }
}

impl Limits {
    /// See [`Limits::file_bytes`].
    pub const fn file(&self) -> Bound {
        Bound { what: "the file's size in bytes", most: self.file_bytes, option: "--max-file-size" }
    }

    /// See [`Limits::entries`].
    pub const fn entry_count(&self) -> Bound {
        Bound { what: "the number of entries in the container", most: self.entries, option: "--max-entries" }
    }

    /// See [`Limits::ratio`].
    pub const fn entry_ratio(&self) -> Bound {
        Bound { what: "the compression ratio of an entry", most: self.ratio, option: "--max-ratio" }
    }

    /// See [`Limits::part_bytes`].
    pub const fn part(&self) -> Bound {
        Bound { what: "the unpacked size of an entry in bytes", most: self.part_bytes, option: "--max-part-size" }
    }

    /// See [`Limits::total_bytes`].
    pub const fn total(&self) -> Bound {
        Bound { what: "the unpacked size in bytes", most: self.total_bytes, option: "--max-total-size" }
    }

    /// See [`Limits::sheets`].
    pub const fn sheet_count(&self) -> Bound {
        Bound { what: "the number of sheets", most: self.sheets, option: "--max-sheets" }
    }

    /// See [`Limits::cells`].
    pub const fn cell_count(&self) -> Bound {
        Bound { what: "the number of cells", most: self.cells, option: "--max-cells" }
    }

    /// See [`Limits::text_bytes`].
    pub const fn text(&self) -> Bound {
        Bound { what: "the length of the text in bytes", most: self.text_bytes, option: "--max-text" }
    }

    /// See [`Limits::pages`].
    #[cfg(feature = "pdf")]
    pub const fn page_count(&self) -> Bound {
        Bound { what: "the number of pages", most: self.pages, option: "--max-pages" }
    }

    /// See [`Limits::objects`].
    #[cfg(feature = "pdf")]
    pub const fn object_count(&self) -> Bound {
        Bound { what: "the number of objects", most: self.objects, option: "--max-objects" }
    }

    /// What all pages of a PDF may draw: a score of glyphs and lines for each object.
    #[cfg(feature = "pdf")]
    pub const fn drawn_count(&self) -> Bound {
        Bound {
            what: "the number of glyphs and lines drawn",
            most: self.objects.saturating_mul(20),
            option: "--max-objects",
        }
    }

    /// See [`Limits::depth`].
    pub const fn nesting(&self) -> Bound {
        Bound { what: "the nesting of elements", most: self.depth, option: "--max-depth" }
    }
}

/// What a document has used of its cells and text so far.
#[derive(Debug)]
pub struct Budget {
    cells: Bound,
    text: Bound,
    used_cells: u64,
    used_text: u64,
}

impl Budget {
    /// Nothing used yet.
    pub const fn new(limits: &Limits) -> Self {
        Self { cells: limits.cell_count(), text: limits.text(), used_cells: 0, used_text: 0 }
    }

    /// Takes a cell (or a merged range) with its text.
    pub fn take(&mut self, text: &str) -> Result<(), Fault> {
        self.used_cells += 1;
        self.used_text += text.len() as u64;
        self.cells.check(self.used_cells)?;
        self.text.check(self.used_text)
    }
}
