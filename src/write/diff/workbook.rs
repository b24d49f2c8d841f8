//! The difference as a workbook: one table of changes, one of disagreements.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, Workbook, XlsxError};

use super::{Comparison, direction, field, kind, section, word};
use crate::write::{Lang, WriteError};

/// The difference as xlsx: the same plans give the same bytes.
///
/// # Errors
/// When there are more changes than a sheet has rows.
pub fn workbook(comparison: &Comparison<'_>, lang: Lang) -> Result<Vec<u8>, WriteError> {
    build(comparison, lang).map_err(WriteError::library("xlsx"))
}

fn build(comparison: &Comparison<'_>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed time: the same plans give the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let changes: Vec<Vec<String>> = comparison
        .diff
        .changes
        .iter()
        .map(|c| {
            vec![
                section(lang, c.section).to_owned(),
                kind(lang, c.kind).to_owned(),
                c.indicator.clone(),
                field(lang, c),
                c.before.clone().unwrap_or_default(),
                c.after.clone().unwrap_or_default(),
                c.direction.map(|d| direction(lang, d).to_owned()).unwrap_or_default(),
                c.resolution.clone().unwrap_or_default(),
                format!("{:.0}%", c.confidence * 100.0),
                c.old_id.clone().unwrap_or_default(),
                c.new_id.clone().unwrap_or_default(),
            ]
        })
        .collect();
    let heads = match lang {
        Lang::It => [
            "Sezione",
            "Modifica",
            "Riga",
            "Campo",
            "Prima",
            "Dopo",
            "Verso",
            "Delibera",
            "Sicurezza",
            "Id prima",
            "Id dopo",
        ],
        Lang::En => [
            "Section",
            "Change",
            "Row",
            "Field",
            "Before",
            "After",
            "Direction",
            "Resolution",
            "Confidence",
            "Old id",
            "New id",
        ],
    };
    let widths = [22.0, 12.0, 55.0, 20.0, 30.0, 30.0, 18.0, 24.0, 10.0, 15.0, 15.0];
    sheet(&mut book, word(lang, "Modifiche", "Changes"), &heads, &widths, &changes)?;
    let disagreements: Vec<Vec<String>> = comparison
        .diff
        .disagreements
        .iter()
        .map(|d| {
            let section = section(lang, d.section).to_owned();
            vec![section, d.code.to_owned(), d.indicator.clone(), d.because.clone(), d.new_id.clone()]
        })
        .collect();
    let heads = match lang {
        Lang::It => ["Sezione", "Codice", "Riga", "Perché", "Id"],
        Lang::En => ["Section", "Code", "Row", "Because", "Id"],
    };
    sheet(
        &mut book,
        word(lang, "Discordanze", "Disagreements"),
        &heads,
        &[22.0, 24.0, 55.0, 70.0, 15.0],
        &disagreements,
    )?;
    book.save_to_buffer()
}

fn sheet(
    book: &mut Workbook,
    name: &str,
    heads: &[&str],
    widths: &[f64],
    rows: &[Vec<String>],
) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    for (col, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(col, *width)?;
    }
    for (row, texts) in (1_u32..).zip(rows) {
        for (col, text) in (0_u16..).zip(texts) {
            let short: String = text.chars().take(32_767).collect();
            sheet.write_string_with_format(row, col, short, &wrapped)?;
        }
    }
    let columns: Vec<TableColumn> = heads.iter().map(|h| TableColumn::new().set_header(*h)).collect();
    let last_row = u32::try_from(rows.len().max(1)).unwrap_or(u32::MAX);
    let last_col = u16::try_from(heads.len().saturating_sub(1)).unwrap_or(0);
    sheet.add_table(0, 0, last_row, last_col, &Table::new().set_columns(&columns))?;
    Ok(())
}
