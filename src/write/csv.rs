//! The tables as CSV, in two profiles: one for programs, one for Excel in Italian.

use std::borrow::Cow;
use std::io::Write;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::tables::{Rows, Value};
use super::{Artifact, WriteError};
use crate::schema::Table;

/// How a CSV file is to look.
#[derive(Debug)]
pub struct Profile {
    /// Its format on the command line.
    pub format: &'static str,
    /// The folder of its files.
    pub folder: &'static str,
    delimiter: u8,
    start: &'static [u8],
    cell: fn(&Value) -> Cow<'_, str>,
}

/// RFC 4180: `,`, decimal point, ISO dates, UTF-8 without a mark; texts as they are.
pub const MACHINE: Profile = Profile { format: "csv", folder: "tables", delimiter: b',', start: b"", cell: machine };

/// What Excel in Italian opens with a double click: `;`, decimal comma, `31/12/2020`, `VERO`,
/// UTF-8 with a byte order mark; no text that it would take for a formula.
pub const EXCEL_IT: Profile =
    Profile { format: "csv-excel", folder: "tables-excel", delimiter: b';', start: b"\xEF\xBB\xBF", cell: excel_it };

impl Profile {
    /// Where a table's file stands in the annex's folder.
    #[must_use]
    pub fn path(&self, table: &str) -> String {
        format!("{}/{table}.csv", self.folder)
    }

    /// One file a table.
    ///
    /// # Errors
    /// When the CSV library fails, which it does not in memory.
    pub fn artifacts(&self, tables: &[Rows]) -> Result<Vec<Artifact>, WriteError> {
        let artifact = |rows: &Rows| {
            let bytes = self.bytes(rows).map_err(WriteError::library(self.format))?;
            Ok(Artifact { path: self.path(rows.table.name), bytes })
        };
        tables.iter().map(artifact).collect()
    }

    fn bytes(&self, rows: &Rows) -> Result<Vec<u8>, csv::Error> {
        let mut writer = self.writer(rows.table, Vec::new())?;
        rows.rows.iter().try_for_each(|row| writer.row(row))?;
        Ok(writer.finish()?)
    }

    /// A file of the table, its header written.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn writer<W: Write>(&self, table: &Table, mut to: W) -> Result<RowWriter<W>, csv::Error> {
        to.write_all(self.start)?;
        let mut writer = WriterBuilder::new()
            .delimiter(self.delimiter)
            .quote_style(QuoteStyle::Necessary)
            .terminator(Terminator::CRLF)
            .from_writer(to);
        writer.write_record(table.columns.iter().map(|c| c.name))?;
        Ok(RowWriter { writer, cell: self.cell })
    }
}

/// A CSV file that rows are added to.
#[derive(Debug)]
pub struct RowWriter<W: Write> {
    writer: csv::Writer<W>,
    cell: fn(&Value) -> Cow<'_, str>,
}

impl<W: Write> RowWriter<W> {
    /// Adds a row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, row: &[Value]) -> Result<(), csv::Error> {
        for value in row {
            self.writer.write_field((self.cell)(value).as_bytes())?;
        }
        self.writer.write_record(None::<&[u8]>)
    }

    /// The sink, all rows in it.
    ///
    /// # Errors
    /// When the last of them cannot be written.
    pub fn finish(self) -> std::io::Result<W> {
        self.writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

fn machine(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

fn excel_it(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(text) => guard(text),
        Value::Number(number) => Cow::Owned(number.to_string().replace('.', ",")),
        Value::Boolean(true) => Cow::Borrowed("VERO"),
        Value::Boolean(false) => Cow::Borrowed("FALSO"),
        Value::Date(day) => Cow::Owned(format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())),
        other => machine(other),
    }
}

/// A text that a spreadsheet would take for a formula gets `'` in front (OWASP: CSV injection).
fn guard(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Date;

    #[test]
    fn the_machine_profile_leaves_texts_alone() {
        assert_eq!(machine(&"=1+1".into()), "=1+1");
        assert_eq!(machine(&1.45.into()), "1.45");
        assert_eq!(machine(&true.into()), "true");
        assert_eq!(machine(&Value::Null), "");
    }

    #[test]
    fn the_excel_profile_speaks_italian_and_guards_texts() {
        for text in ["=1+1", "+39", "-10", "@SUM(A1)", "\tx", "\rx", "＝1"] {
            assert_eq!(excel_it(&text.into()), format!("'{text}"));
        }
        assert_eq!(excel_it(&"< -10".into()), "< -10");
        assert_eq!(excel_it(&(-1.45).into()), "-1,45");
        assert_eq!(excel_it(&false.into()), "FALSO");
        let day = Date::new(2020, 7, 1).map(Value::Date).expect("1 July 2020 exists");
        assert_eq!(excel_it(&day), "01/07/2020");
    }
}
