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
    /// Non-empty cells, merged ranges, shared strings and styles of a workbook (`--max-cells`).
    pub cells: u64,
    /// Lines of a text (`--max-lines`): each is read in many ways, so the factor is fifteen.
    pub lines: u64,
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
            lines: 50_000,
            text_bytes: 32 * MIB,
            depth: 64,
            pages: 2_000,
            objects: 500_000,
        }
    }
}

/// What is held against a limit.
#[derive(Debug, Clone, Copy)]
pub enum Measure {
    /// [`Limits::file_bytes`]
    FileBytes,
    /// [`Limits::entries`]
    Entries,
    /// [`Limits::ratio`]
    Ratio,
    /// [`Limits::part_bytes`]
    PartBytes,
    /// [`Limits::total_bytes`]
    TotalBytes,
    /// [`Limits::sheets`]
    Sheets,
    /// [`Limits::cells`]
    Cells,
    /// [`Limits::cells`]
    SharedStrings,
    /// [`Limits::cells`]
    Styles,
    /// [`Limits::lines`]
    Lines,
    /// [`Limits::text_bytes`]
    TextBytes,
    /// [`Limits::depth`]
    Depth,
    /// [`Limits::pages`]
    #[cfg(feature = "pdf")]
    Pages,
    /// [`Limits::objects`]
    #[cfg(feature = "pdf")]
    Objects,
    /// Widths that the fonts of a PDF state: a few for each object.
    #[cfg(feature = "pdf")]
    Widths,
    /// What all pages of a PDF may draw: a score of glyphs and lines for each object.
    #[cfg(feature = "pdf")]
    Drawn,
}

impl Limits {
    /// Refuses more than the limit.
    pub(super) const fn check(&self, measure: Measure, found: u64) -> Result<(), Fault> {
        let (what, limit, option) = match measure {
            Measure::FileBytes => ("the file's size in bytes", self.file_bytes, "--max-file-size"),
            Measure::Entries => ("the number of entries in the container", self.entries, "--max-entries"),
            Measure::Ratio => ("the compression ratio of an entry", self.ratio, "--max-ratio"),
            Measure::PartBytes => ("the unpacked size of an entry in bytes", self.part_bytes, "--max-part-size"),
            Measure::TotalBytes => ("the unpacked size in bytes", self.total_bytes, "--max-total-size"),
            Measure::Sheets => ("the number of sheets", self.sheets, "--max-sheets"),
            Measure::Cells => ("the number of cells", self.cells, "--max-cells"),
            Measure::SharedStrings => ("the number of shared strings", self.cells, "--max-cells"),
            Measure::Styles => ("the number of styles", self.cells, "--max-cells"),
            Measure::Lines => ("the number of lines", self.lines, "--max-lines"),
            Measure::TextBytes => ("the length of the text in bytes", self.text_bytes, "--max-text"),
            Measure::Depth => ("the nesting of elements", self.depth, "--max-depth"),
            #[cfg(feature = "pdf")]
            Measure::Pages => ("the number of pages", self.pages, "--max-pages"),
            #[cfg(feature = "pdf")]
            Measure::Objects => ("the number of objects", self.objects, "--max-objects"),
            #[cfg(feature = "pdf")]
            Measure::Widths => ("the number of widths of glyphs", self.objects.saturating_mul(4), "--max-objects"),
            #[cfg(feature = "pdf")]
            Measure::Drawn => {
                ("the number of glyphs and lines drawn", self.objects.saturating_mul(20), "--max-objects")
            }
        };
        if found > limit { Err(Fault::Limit { what, found, limit, option }) } else { Ok(()) }
    }
}

/// What a document has used of its cells and text so far.
#[derive(Debug)]
pub struct Budget {
    limits: Limits,
    cells: u64,
    text: u64,
}

impl Budget {
    /// Nothing used yet.
    pub const fn new(limits: &Limits) -> Self {
        Self { limits: *limits, cells: 0, text: 0 }
    }

    /// Takes a cell (or a merged range) with its text.
    pub fn take(&mut self, text: &str) -> Result<(), Fault> {
        self.cells += 1;
        self.text += text.len() as u64;
        self.limits.check(Measure::Cells, self.cells)?;
        self.limits.check(Measure::TextBytes, self.text)
    }
}
