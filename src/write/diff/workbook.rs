//! The difference as a workbook: one table of changes, one of disagreements.

use super::table::{self, Sheet};
use super::{Comparison, direction, field, kind, section, word};
use crate::write::{Lang, WriteError, italian};

/// The difference as xlsx: the same plans give the same bytes.
///
/// # Errors
/// When there are more changes than a sheet has rows.
pub fn workbook(comparison: &Comparison<'_>, lang: Lang) -> Result<Vec<u8>, WriteError> {
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
    let change_heads = match lang {
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
    let disagreements: Vec<Vec<String>> = comparison
        .diff
        .disagreements
        .iter()
        .map(|d| {
            let section = section(lang, d.section).to_owned();
            let because = italian::message(&d.because, lang).into_owned();
            vec![section, d.code.to_owned(), d.indicator.clone(), because, d.new_id.clone()]
        })
        .collect();
    let disagreement_heads = match lang {
        Lang::It => ["Sezione", "Codice", "Riga", "Perché", "Id"],
        Lang::En => ["Section", "Code", "Row", "Because", "Id"],
    };
    let sheets = [
        Sheet { name: word(lang, "Modifiche", "Changes"), heads: &change_heads, widths: &widths, rows: &changes },
        Sheet {
            name: word(lang, "Discordanze", "Disagreements"),
            heads: &disagreement_heads,
            widths: &[22.0, 24.0, 55.0, 70.0, 15.0],
            rows: &disagreements,
        },
    ];
    table::book(&sheets).map_err(WriteError::library("xlsx"))
}
