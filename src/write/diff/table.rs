//! A workbook of plain tables: texts only, never a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, Workbook, XlsxError};

/// A sheet with one table.
pub struct Sheet<'a> {
    /// Its name.
    pub name: &'a str,
    /// Column headers.
    pub heads: &'a [&'a str],
    /// Column widths in characters.
    pub widths: &'a [f64],
    /// Texts, a list a row.
    pub rows: &'a [Vec<String>],
}

/// The sheets as xlsx: the same texts give the same bytes.
pub fn book(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed time, for the same bytes every run.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    for sheet in sheets {
        add(&mut book, sheet)?;
    }
    book.save_to_buffer()
}

fn add(book: &mut Workbook, table: &Sheet<'_>) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet().set_name(table.name)?;
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    for (col, width) in (0_u16..).zip(table.widths) {
        sheet.set_column_width(col, *width)?;
    }
    for (row, texts) in (1_u32..).zip(table.rows) {
        for (col, text) in (0_u16..).zip(texts) {
            let short: String = text.chars().take(32_767).collect();
            sheet.write_string_with_format(row, col, short, &wrapped)?;
        }
    }
    let columns: Vec<TableColumn> = table.heads.iter().map(|h| TableColumn::new().set_header(*h)).collect();
    let last_row = u32::try_from(table.rows.len().max(1)).unwrap_or(u32::MAX);
    let last_col = u16::try_from(table.heads.len().saturating_sub(1)).unwrap_or(0);
    sheet.add_table(0, 0, last_row, last_col, &Table::new().set_columns(&columns))?;
    Ok(())
}
