//! Colours and formats. All pairs of text and ground have a contrast of at least 4.5 to 1, and
//! nothing is said by colour alone: deduced cells are also slanted, corrected ones bold.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatFormula, ConditionalFormatType, Format, FormatAlign, FormatBorder,
    FormatUnderline,
};

use super::cell::NumberFormat;

/// Ground of headings: columns of the source.
pub const BLUE: u32 = 0x00_59_B3;
/// Ground of headings: columns that the program works out.
pub const GREY: u32 = 0x45_51_5C;
/// Text.
pub const INK: u32 = 0x17_32_4D;
/// Text of lesser weight.
pub const FAINT: u32 = 0x45_51_5C;
/// Ground of deduced cells.
pub const INFERRED: u32 = 0xFF_EC_B3;
/// Ground of corrected cells.
pub const CORRECTED: u32 = 0xCF_EB_D8;
/// Lines between rows.
pub const LINE: u32 = 0xC5_C7_C9;
/// Ground of data bars.
const BAR: u32 = 0xB8_D8_F5;
/// Series of charts.
pub const BARS: [u32; 3] = [0x00_59_B3, 0xC7_6B_00, 0x76_7E_87];

/// What a cell's ground says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tint {
    /// Nothing.
    #[default]
    Plain,
    /// Deduced.
    Inferred,
    /// Set by a person.
    Corrected,
}

/// Everything that a cell of a table can differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Look {
    /// Its ground.
    pub tint: Tint,
    /// What kind of value it holds.
    pub kind: Kind,
    /// Whether the program worked it out.
    pub derived: bool,
    /// Whether its row is no longer in force.
    pub struck: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Kind {
    /// A text, or nothing.
    #[default]
    Text,
    /// A text that begins like a formula: typing in it must not make it one.
    Quoted,
    /// A number.
    Number(NumberFormat),
    /// A day.
    Day,
}

/// Formats made so far; the same look is the same format.
#[derive(Debug, Default)]
pub struct Styles(BTreeMap<Look, Format>);

impl Styles {
    /// The format of a look.
    pub fn of(&mut self, look: Look) -> &Format {
        self.0.entry(look).or_insert_with(|| format(look))
    }
}

/// The cells of a column that say nothing by their looks.
pub fn plain(derived: bool) -> Format {
    let format = base().set_align(FormatAlign::Top).set_text_wrap();
    if derived { format.set_font_color(FAINT) } else { format }
}

/// The line under each row of a table: a condition that always holds, so that it stays where it is when
/// rows are sorted, and goes on under rows that are added.
pub fn line() -> ConditionalFormatFormula {
    let format = Format::new().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE);
    ConditionalFormatFormula::new().set_rule("=TRUE").set_format(format)
}

fn format(look: Look) -> Format {
    let mut format = plain(look.derived || look.struck);
    if look.struck {
        format = format.set_font_strikethrough();
    }
    format = match look.tint {
        Tint::Plain => format,
        Tint::Inferred => format.set_background_color(INFERRED).set_italic(),
        Tint::Corrected => format.set_background_color(CORRECTED).set_bold(),
    };
    match look.kind {
        Kind::Text => format,
        Kind::Quoted => format.set_quote_prefix(),
        Kind::Number(number) => format.set_num_format(number.code()).set_align(FormatAlign::Right).set_indent(1),
        Kind::Day => format.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Right).set_indent(1),
    }
}

/// The bar behind a number, from nothing to the greatest of its column; pale, so that the number on
/// it keeps its contrast.
pub fn bar() -> ConditionalFormatDataBar {
    ConditionalFormatDataBar::new()
        .set_fill_color(BAR)
        .set_solid_fill(true)
        .set_border_off(true)
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Highest, 0)
}

/// The workbook's font.
pub fn base() -> Format {
    Format::new().set_font_name("Calibri").set_font_size(10).set_font_color(INK)
}

/// A column's heading.
pub fn heading(derived: bool) -> Format {
    base()
        .set_bold()
        .set_font_color(0xFF_FF_FF)
        .set_background_color(if derived { GREY } else { BLUE })
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// The title of the first sheet.
pub fn title() -> Format {
    base().set_font_size(20).set_bold().set_font_color(BLUE)
}

/// The line under the title.
pub fn subtitle() -> Format {
    base().set_font_size(12)
}

/// The heading of a part of the first sheet.
pub fn part() -> Format {
    base()
        .set_font_size(13)
        .set_bold()
        .set_font_color(BLUE)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(BLUE)
}

/// A link to another sheet.
pub fn link() -> Format {
    base().set_font_color(BLUE).set_underline(FormatUnderline::Single).set_align(FormatAlign::Top)
}
