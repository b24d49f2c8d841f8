//! A table of the workbook: cells by heading, in either language, in any order of the columns.

use std::collections::BTreeMap;

use super::super::Fault;
use crate::document::Sheet;
use crate::grammar;
use crate::json::ProvenanceJson;
use crate::plan::Date;
use crate::trace::CellRange;
use crate::write::label::Label;
use crate::write::workbook::layout;

/// A table: a header and the rows under it.
pub struct Table<'a> {
    name: &'a str,
    heads: Vec<(u32, &'a str)>,
    rows: BTreeMap<u32, BTreeMap<u32, &'a str>>,
}

impl<'a> Table<'a> {
    /// The table of a sheet.
    pub fn find(sheets: &'a [Sheet], wanted: &layout::Sheet) -> Result<Self, Fault> {
        let missing = || format!("the sheet `{}` is missing", wanted.name.it);
        let sheet = sheets.iter().find(|sheet| wanted.name.is(&sheet.name)).ok_or_else(missing)?;
        let mut rows: BTreeMap<u32, BTreeMap<u32, &'a str>> = BTreeMap::new();
        for cell in &sheet.cells {
            rows.entry(cell.row).or_default().insert(cell.col, &cell.text);
        }
        let heads = rows.pop_first().map(|(_, heads)| heads.into_iter().collect()).unwrap_or_default();
        Ok(Self { name: &sheet.name, heads, rows })
    }

    /// The headings that are no label of ours: the years.
    pub fn years(&self) -> impl Iterator<Item = (u32, i32)> {
        self.heads.iter().filter_map(|(col, text)| year(text).ok().map(|year| (*col, year)))
    }

    /// The rows that hold something.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.rows.iter().map(|(row, cells)| Entry { table: self, row: *row, cells })
    }

    /// Converts each row; a fault names sheet and row.
    pub fn each<T>(&self, convert: impl Fn(&Entry<'_>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        self.entries()
            .map(|entry| {
                convert(&entry).map_err(|fault| format!("sheet `{}`, row {}: {fault}", self.name, entry.row + 1))
            })
            .collect()
    }
}

/// A row of a table.
pub struct Entry<'a> {
    table: &'a Table<'a>,
    row: u32,
    cells: &'a BTreeMap<u32, &'a str>,
}

impl<'a> Entry<'a> {
    /// The text under a heading; empty if the cell is.
    pub fn text(&self, head: &Label) -> Result<&'a str, Fault> {
        let col = self.table.heads.iter().find(|(_, text)| head.is(text)).map(|(col, _)| *col);
        Ok(self.at(col.ok_or_else(|| format!("the column `{}` is missing", head.it))?))
    }

    /// The text in a column.
    pub fn at(&self, col: u32) -> &'a str {
        self.cells.get(&col).copied().unwrap_or_default()
    }

    /// The text under a heading, if there is one.
    pub fn option(&self, head: &Label) -> Result<Option<String>, Fault> {
        Ok(Some(self.text(head)?).filter(|text| !text.is_empty()).map(str::to_owned))
    }

    /// The lines of the cell under a heading.
    pub fn lines(&self, head: &Label) -> Result<impl Iterator<Item = &'a str>, Fault> {
        Ok(self.text(head)?.lines().map(str::trim).filter(|line| !line.is_empty()))
    }

    /// What the text under a heading means, if there is one.
    pub fn value<T>(&self, head: &Label, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
        optional(self.text(head)?, parse)
    }

    /// The number under a heading; a text that is none is no fault, for weights may be words.
    pub fn number(&self, head: &Label) -> Result<Option<f64>, Fault> {
        Ok(number(self.text(head)?).ok())
    }

    /// The variant whose name stands under a heading.
    pub fn one_of<T: Copy>(&self, head: &Label, all: &[T], name: impl Fn(T) -> Label) -> Result<T, Fault> {
        let text = self.text(head)?;
        let found = all.iter().copied().find(|variant| name(*variant).is(text));
        found.ok_or_else(|| format!("`{text}` under `{}` is none of its values", head.it))
    }

    /// The row's id.
    pub fn id(&self) -> Result<String, Fault> {
        self.option(&layout::head::ID)?.ok_or_else(|| "the row has no id".to_owned())
    }

    /// Where the row stands in the workbook.
    pub fn provenance(&self) -> ProvenanceJson {
        let ends = self.cells.keys().next().zip(self.cells.keys().next_back());
        let (left, right) = ends.map_or((0, 0), |(left, right)| (*left, *right));
        let range = CellRange { top: self.row, left, bottom: self.row, right };
        ProvenanceJson {
            sheet: Some(self.table.name.to_owned()),
            range: Some(range.to_string()),
            ..ProvenanceJson::default()
        }
    }
}

/// Nothing of an empty text, else its meaning.
pub fn optional<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// A number as shown; of a percent the number of percent.
pub fn number(text: &str) -> Result<f64, Fault> {
    grammar::number::parse(text.trim_end_matches('%').trim_end()).ok_or_else(|| format!("`{text}` is no number"))
}

/// A whole number.
pub fn whole(text: &str) -> Result<u32, Fault> {
    text.parse().map_err(|_| format!("`{text}` is no whole number"))
}

/// A year.
pub fn year(text: &str) -> Result<i32, Fault> {
    let text = text.trim();
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().ok_or_else(|| format!("`{text}` is no year"))
}

/// A day as shown, in the form of `plan.json`.
pub fn day(text: &str) -> Result<String, Fault> {
    let parts: Vec<u32> = text.split('/').filter_map(|part| part.parse().ok()).collect();
    let day = match parts.as_slice() {
        [day, month, year] => i32::try_from(*year).ok().and_then(|year| Date::new(year, *month, *day)),
        _ => None,
    };
    day.map(|day| day.to_string()).ok_or_else(|| format!("`{text}` is no day such as 31/12/2020"))
}
