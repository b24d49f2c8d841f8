//! A sheet with one real table: named, filterable, header frozen, ready to print.

use rust_xlsxwriter::{ExcelDateTime, Note, Table, TableColumn, TableStyle, Worksheet, XlsxError};

use super::cell::{Mark, Shown, Value};
use super::layout::Sheet;
use super::style::{self, CORRECTED, INFERRED, Kind, Look, Styles, Tint};
use crate::write::label::Label;
use crate::write::{Lang, WriteError, italian};

/// Characters that a cell holds, in UTF-16 units.
const CELL_LIMIT: usize = 32_767;
/// Rows that a sheet holds.
const ROW_LIMIT: usize = 1_048_576;

/// A column: its heading, and what it shows of a row.
pub struct Column<'a, R> {
    heading: String,
    width: f64,
    derived: bool,
    printed: bool,
    bars: bool,
    show: Box<dyn Fn(&'a R) -> Shown<'a> + 'a>,
}

/// A column of the source's content.
pub fn column<'a, R>(lang: Lang, head: &Label, width: f64, show: impl Fn(&'a R) -> Shown<'a> + 'a) -> Column<'a, R> {
    Column {
        heading: head.text(lang).to_owned(),
        width,
        derived: false,
        printed: true,
        bars: false,
        show: Box::new(show),
    }
}

impl<R> Column<'_, R> {
    /// The same under another heading.
    pub fn named(mut self, heading: String) -> Self {
        self.heading = heading;
        self
    }

    /// The same, marked as worked out by the program and not for people to change.
    pub fn derived(mut self) -> Self {
        self.derived = true;
        self
    }

    /// The same with a bar behind each number, as long as the number is large.
    pub fn bars(mut self) -> Self {
        self.bars = true;
        self
    }

    /// The same, for the screen only: a column at the right end that is not printed.
    pub fn unprinted(mut self) -> Self {
        self.printed = false;
        self.derived()
    }
}

/// What all sheets are written with.
pub struct Pen {
    /// The workbook's language.
    pub lang: Lang,
    /// What every printed page says at its top right: whose plan this is.
    pub running_title: String,
}

/// A sheet with a table, a row of it for each of `rows`; `struck` tells the rows that are no longer in force.
pub fn write<'a, R>(
    pen: &Pen,
    sheet: &Sheet,
    columns: &[Column<'a, R>],
    rows: &'a [R],
    struck: impl Fn(&R) -> bool,
) -> Result<Worksheet, WriteError> {
    if rows.len() >= ROW_LIMIT {
        return Err(WriteError::TooLarge {
            format: "xlsx",
            what: "rows of a sheet",
            found: rows.len(),
            limit: ROW_LIMIT,
        });
    }
    let lang = pen.lang;
    let (mut target, mut styles) = (Worksheet::new(), Styles::default());
    frame(&mut target, sheet, columns, rows.len(), lang, &pen.running_title).map_err(WriteError::library("xlsx"))?;
    for (row, entry) in (1..).zip(rows) {
        let struck = struck(entry);
        let mut lines = 1;
        for (col, column) in (0..).zip(columns) {
            let shown = (column.show)(entry);
            let look = Look { derived: column.derived, struck, ..Look::default() };
            if let Value::Text(text) = &shown.value {
                lines = lines.max(wrapped(text, column.width));
            }
            put(&mut target, &mut styles, (row, col), &shown, look, lang).map_err(WriteError::library("xlsx"))?;
        }
        target.set_row_height(row, height(lines)).map_err(WriteError::library("xlsx"))?;
    }
    Ok(target)
}

/// The table, its header and the print set-up.
fn frame<R>(
    target: &mut Worksheet,
    sheet: &Sheet,
    columns: &[Column<'_, R>],
    rows: usize,
    lang: Lang,
    running_title: &str,
) -> Result<(), XlsxError> {
    let last_row = u32::try_from(rows.max(1)).unwrap_or(u32::MAX);
    let last_col = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    target.set_name(sheet.name.text(lang))?;
    for (col, column) in (0..).zip(columns) {
        target.set_column_width(col, column.width)?;
        // What cells without a format of their own look like.
        target.set_column_format(col, &style::plain(column.derived))?;
    }
    let heads: Vec<TableColumn> = columns
        .iter()
        .map(|c| TableColumn::new().set_header(&c.heading).set_header_format(style::heading(c.derived)))
        .collect();
    let table = Table::new()
        .set_name(sheet.table)
        .set_style(TableStyle::None)
        .set_columns(&heads)
        .set_alt_text_title(sheet.name.text(lang))
        .set_alt_text(sheet.says.text(lang));
    target.add_table(0, 0, last_row, last_col, &table)?;
    target.add_conditional_format(1, 0, last_row, last_col, &style::line())?;
    for (col, _) in (0..).zip(columns).filter(|(_, c)| c.bars && rows > 0) {
        target.add_conditional_format(1, col, last_row, col, &style::bar())?;
    }
    target.set_row_height(0, 30)?;
    target.set_freeze_panes(1, 0)?;
    target.set_repeat_rows(0, 0)?;
    let printed = columns.iter().filter(|c| c.printed).count();
    target.set_print_area(0, 0, last_row, u16::try_from(printed.saturating_sub(1)).unwrap_or(last_col))?;
    print(target, sheet.name.text(lang), running_title, lang);
    Ok(())
}

/// A4 across, one page wide, with a running title and page numbers.
pub fn print(target: &mut Worksheet, name: &str, running_title: &str, lang: Lang) {
    const A4: u8 = 9;
    const PAGE: Label = Label::new("pagina", "page");
    const OF: Label = Label::new("di", "of");
    target
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
        .set_header(format!("&L&B{}&R{}", name.replace('&', "&&"), running_title.replace('&', "&&")))
        .set_footer(format!("&Lcruscotto&R{} &P {} &N", PAGE.text(lang), OF.text(lang)));
}

/// Writes a cell with its tint and, where it is marked, a comment that says why.
fn put(
    target: &mut Worksheet,
    styles: &mut Styles,
    (row, col): (u32, u16),
    shown: &Shown<'_>,
    mut look: Look,
    lang: Lang,
) -> Result<(), XlsxError> {
    look.tint = match shown.mark {
        None => Tint::Plain,
        Some(Mark::Inferred(_)) => Tint::Inferred,
        Some(Mark::Corrected(_)) => Tint::Corrected,
    };
    // A cell that looks as its column does needs no format: finding a format costs more than writing the cell.
    let as_column = |look: Look| look == Look { derived: look.derived, ..Look::default() };
    match &shown.value {
        Value::Blank if as_column(look) => {}
        Value::Blank => {
            target.write_blank(row, col, styles.of(look))?;
        }
        Value::Text(text) => {
            if text.starts_with(['=', '+', '-', '@', '\'']) {
                look.kind = Kind::Quoted;
            }
            if as_column(look) {
                target.write_string(row, col, fit(text))?;
            } else {
                target.write_string_with_format(row, col, fit(text), styles.of(look))?;
            }
        }
        Value::Number(number, format) => {
            look.kind = Kind::Number(*format);
            target.write_number_with_format(row, col, *number, styles.of(look))?;
        }
        Value::Day(day) => {
            look.kind = Kind::Day;
            let [month, of_month] = [day.month(), day.day()].map(|part| u8::try_from(part).unwrap_or(1));
            let day = ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), month, of_month)?;
            target.write_datetime_with_format(row, col, &day, styles.of(look))?;
        }
    }
    if let Some(mark) = &shown.mark {
        target.insert_note(row, col, &comment(mark, lang))?;
    }
    Ok(())
}

/// A text that a cell can hold. One that is too long ends in a sign that says so.
pub fn fit(text: &str) -> String {
    const CUT: &str = " […]";
    // The two code points that XML forbids and the writer lets through, both of them `EF BF` in UTF-8.
    let forbidden = text.as_bytes().windows(3).any(|w| matches!(w, [0xEF, 0xBF, 0xBE | 0xBF]));
    let text = if forbidden { text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}") } else { text.to_owned() };
    if text.len() <= CELL_LIMIT || text.encode_utf16().count() <= CELL_LIMIT {
        return text;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= CELL_LIMIT - CUT.len()
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push_str(CUT);
    cut
}

/// Lines that a text takes in a column of that width. Programs that open the file do not all work
/// it out themselves.
pub fn wrapped(text: &str, width: f64) -> usize {
    /// Letters of running text in the width of a digit, by which columns are measured.
    const LETTERS: f64 = 1.2;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width is small and positive")]
    let room = ((width * LETTERS) as usize).max(1);
    let mut lines = 0;
    for line in text.lines() {
        lines += 1;
        if line.len() <= room {
            continue;
        }
        let mut used = 0;
        for word in line.split(' ').map(|word| word.chars().count()) {
            if used > 0 && used + 1 + word > room {
                lines += 1;
                used = 0;
            }
            used += word + usize::from(used > 0);
            lines += used.saturating_sub(1) / room;
            used = if used > room { (used - 1) % room + 1 } else { used };
        }
    }
    lines
}

/// Height of a row of so many lines, in points.
pub fn height(lines: usize) -> f64 {
    /// The highest row that a sheet can have.
    const HIGHEST: u32 = 31;
    f64::from(u32::try_from(lines).unwrap_or(HIGHEST).clamp(1, HIGHEST)) * 13.0 + 3.0
}

/// What the comment of a marked cell says.
fn comment(mark: &Mark<'_>, lang: Lang) -> Note {
    const INFERRED_SAYS: Label = Label::new("Valore dedotto, confidenza", "Deduced, confidence");
    const OR: Label = Label::new("Altrimenti", "Otherwise");
    const CORRECTED_SAYS: Label = Label::new("Valore corretto", "Corrected");
    const WAS: Label = Label::new("Era stato letto", "It was read as");
    let (lines, ground) = match mark {
        Mark::Inferred(why) => {
            let mut lines = vec![
                format!("{} {:.0}%", INFERRED_SAYS.text(lang), why.confidence * 100.0),
                italian::because(&why.because, lang).into_owned(),
            ];
            if !why.alternatives.is_empty() {
                lines.push(format!("{}: {}", OR.text(lang), why.alternatives.join("; ")));
            }
            (lines, INFERRED)
        }
        Mark::Corrected(correction) => {
            let mut lines = vec![CORRECTED_SAYS.text(lang).to_owned(), correction.reason.clone()];
            lines.extend(correction.was.iter().map(|was| format!("{}: {was}", WAS.text(lang))));
            (lines, CORRECTED)
        }
    };
    let text = fit(&lines.join("\n"));
    // As high as the text needs at this width, up to what fits a screen.
    let height = u32::try_from(wrapped(&text, 38.0).clamp(3, 20)).unwrap_or(20) * 17 + 10;
    Note::new(text)
        .set_author("cruscotto")
        .add_author_prefix(false)
        .set_width(280)
        .set_height(height)
        .set_background_color(ground)
}

#[cfg(test)]
mod tests {
    use super::{CELL_LIMIT, fit, wrapped};

    #[test]
    fn lines_are_counted_as_words_wrap() {
        for (text, width, lines) in [
            ("", 10.0, 0),
            ("abc", 10.0, 1),
            ("abcd efgh", 8.0, 1),
            ("abcd efgh", 7.0, 2),
            ("a\nb", 10.0, 2),
            ("abcdefghijkl", 4.5, 3),
            ("ab abcdefgh cd", 4.5, 4),
        ] {
            assert_eq!(wrapped(text, width), lines, "{text:?} in {width}");
        }
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends_and_says_so() {
        let exact = "à".repeat(CELL_LIMIT);
        assert_eq!(fit(&exact), exact);
        let cut = fit(&"😀".repeat(20_000));
        assert!(cut.ends_with(" […]") && cut.encode_utf16().count() <= CELL_LIMIT);
        assert_eq!(fit("a\u{FFFF}b"), "a\u{FFFD}b");
    }
}
