//! The literal layer: what a file shows, cell by cell or line by line, before anything is understood.
//!
//! A reader gives either *sheets* of cells with spans (workbook, delimited text, column-aligned
//! text, PDF) or a *flow* of lines in reading order (text exported from a PDF). Nothing here knows
//! of plans.

mod find;

use std::sync::Arc;

use crate::trace::{Inference, Place};

/// What a reader made of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The form in which it was read.
    pub format: Format,
    /// Pages, for forms that have them.
    pub pages: Option<u32>,
    /// The content.
    pub body: Body,
    /// What was left out because the source hides it.
    pub hidden: Vec<Hidden>,
}

/// The forms of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Office Open XML workbook, with or without macros.
    Xlsx,
    /// Binary workbook of Excel 2007 and later.
    Xlsb,
    /// Binary workbook of Excel 97 to 2003 (BIFF8).
    Xls,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// Comma, semicolon or tab separated text.
    Delimited,
    /// Text in the reading order of a PDF.
    FlowText,
    /// Text whose columns are aligned with blanks.
    LayoutText,
    /// Portable Document Format.
    Pdf,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Xlsx, Self::Xlsb, Self::Xls, Self::Ods, Self::Delimited, Self::FlowText, Self::LayoutText, Self::Pdf];

    /// The name used in `plan.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Delimited => "delimited",
            Self::FlowText => "flow-text",
            Self::LayoutText => "layout-text",
            Self::Pdf => "pdf",
        }
    }
}

/// The content of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Sheets of cells.
    Grid(Vec<Sheet>),
    /// Pages of lines.
    Flow(Vec<Page>),
}

/// A sheet: cells with a position and a span. Of a PDF, pages that show one table are one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name, unique in the document.
    pub name: Arc<str>,
    /// Non-empty cells in row-major order, no two overlapping.
    pub cells: Vec<Cell>,
}

/// A cell that shows something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Row of its top left corner, 0-based.
    pub row: u32,
    /// Column of its top left corner, 0-based.
    pub col: u32,
    /// Rows it covers, at least 1.
    pub rows: u32,
    /// Columns it covers, at least 1.
    pub cols: u32,
    /// What it shows, as an Italian spreadsheet prints it (`85%`, `1,45`, `31/12/2020`), lines
    /// parted by `\n`. Never blank.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// Why the reader is not sure of its text or extent, if it is not.
    pub doubt: Option<Inference>,
}

impl Cell {
    /// Whether the cell covers `row`.
    #[must_use]
    pub const fn covers_row(&self, row: u32) -> bool {
        self.row <= row && row < self.row + self.rows
    }

    /// Whether the cell covers `col`.
    #[must_use]
    pub const fn covers_col(&self, col: u32) -> bool {
        self.col <= col && col < self.col + self.cols
    }
}

/// A page of a flow text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// 1-based number.
    pub number: u32,
    /// Its lines, blank ones included: a blank line parts cells in some exports.
    pub lines: Vec<Line>,
}

/// A line of a flow text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// 1-based number in the file.
    pub number: u32,
    /// Its text without the line end; blanks at either end kept, they tell of wrapped cells.
    pub text: String,
}

/// Something that the source hides and that is therefore no part of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Hidden {
    /// What: `row`, `column`, `sheet`, or `cell` (one under a merged cell, or one whose number
    /// format shows nothing); or `formula`, one that was never calculated and shows nothing yet.
    pub what: &'static str,
    /// Where.
    pub place: Place,
    /// The texts left out, in order.
    pub texts: Vec<String>,
}
