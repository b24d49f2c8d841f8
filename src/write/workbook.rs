//! The workbook: a first sheet that says what it is, then one sheet a section as a real table.
//!
//! Texts stand as they are printed, beside the numbers, percents and days that they mean. What was
//! deduced is tinted and says why. `cruscotto` reads its own workbook back, see
//! [`restore`](crate::restore).

pub(super) mod cell;
pub(crate) mod layout;
mod long;
mod reference;
pub(super) mod rows;
mod sheet;
mod style;
mod summary;

use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use super::label::Label;
use super::{Artifact, Content, Lang, WriteError, WriteOptions};
use crate::plan::Plan;
use crate::trace::{Place, Places};
use sheet::Pen;

/// A tenth more bytes than at the usual 6, for half the time to pack.
const COMPRESSION: u8 = 2;

/// The plan as a workbook: the same plan gives the same bytes.
///
/// # Errors
/// When a section has more rows than a sheet holds.
pub fn artifact(plan: &Plan, options: &WriteOptions) -> Result<Artifact, WriteError> {
    artifact_of(&Content::new(plan), options)
}

pub(super) fn artifact_of(content: &Content<'_>, options: &WriteOptions) -> Result<Artifact, WriteError> {
    let plan = content.plan();
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    book.set_properties(&properties(plan).map_err(WriteError::library("xlsx"))?);
    for sheet in sheets(content, options.lang)? {
        book.push_worksheet(sheet);
    }
    let bytes = book.save_to_buffer().map_err(WriteError::library("xlsx"))?;
    Ok(Artifact { path: format!("{}.xlsx", options.name), bytes })
}

/// All sheets in their order. They are filled side by side; none knows of another.
fn sheets(content: &Content<'_>, lang: Lang) -> Result<Vec<Worksheet>, WriteError> {
    let plan = content.plan();
    let pen = &Pen { lang, running_title: summary::running_title(plan) };
    let targets = long::all_targets(plan);
    let inferred = long::all_inferred(content.json());

    let sheets: [&(dyn Fn() -> Result<Worksheet, WriteError> + Sync); 14] = [
        &|| summary::write(pen, plan, &inferred).map_err(WriteError::library("xlsx")),
        &|| reference::objectives(pen, plan),
        &|| reference::frame(pen, plan),
        &|| rows::strategic(pen, plan),
        &|| rows::operational(pen, plan),
        &|| rows::executive(pen, plan),
        &|| rows::officer(pen, plan),
        &|| reference::totals(pen, plan),
        &|| long::targets(pen, &targets),
        &|| long::notes(pen, plan),
        &|| reference::units(pen, plan),
        &|| reference::resolutions(pen, plan),
        &|| long::inferred(pen, &inferred),
        &|| reference::diagnostics(pen, plan),
    ];
    sheets.par_iter().map(|fill| fill()).collect()
}

/// Title and author; the time of creation is fixed, so that equal plans give equal bytes.
fn properties(plan: &Plan) -> Result<DocProperties, rust_xlsxwriter::XlsxError> {
    Ok(DocProperties::new()
        .set_title(summary::running_title(plan))
        .set_author("cruscotto")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2020, 1, 1)?))
}

/// Where something stands, for a person.
pub(super) fn place(places: &Places, lang: Lang) -> String {
    const PAGE: Label = Label::new("pag.", "p.");
    const LINE: Label = Label::new("riga", "line");
    const LINES: Label = Label::new("righe", "lines");
    let one = |place: &Place| match place {
        Place::Cells { sheet, range } => format!("{sheet}!{range}"),
        Place::Lines { page, first, last } if first == last => {
            format!("{} {page}, {} {first}", PAGE.text(lang), LINE.text(lang))
        }
        Place::Lines { page, first, last } => {
            format!("{} {page}, {} {first}-{last}", PAGE.text(lang), LINES.text(lang))
        }
        Place::Region { page, .. } => format!("{} {page}", PAGE.text(lang)),
    };
    let mut all: Vec<String> = places.iter().map(one).collect();
    all.dedup();
    all.join("; ")
}
