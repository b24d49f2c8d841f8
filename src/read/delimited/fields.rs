//! Records and fields (RFC 4180, and what programs make of it).
//!
//! Unlike the general library's, this reader keeps blank lines, for a cell's place is the row in
//! which a spreadsheet shows it; and a quotation mark that is never closed is a character, instead
//! of swallowing the rest of the file.

use std::borrow::Cow;

use super::Delimiter;

/// A field with its row and column, 0-based. A blank line is a row of one empty field.
pub type Field<'a> = (u32, u32, Cow<'a, str>);

/// The fields of a text.
pub fn fields(text: &str, delimiter: Delimiter) -> impl Iterator<Item = Field<'_>> {
    let text = match delimiter {
        Delimiter { declared: true, .. } => text.split_once('\n').map_or("", |(_, rest)| rest),
        Delimiter { .. } => text,
    };
    Fields { rest: text, delimiter: delimiter.character, quotes_close: true, row: 0, col: 0, in_record: false }
}

struct Fields<'a> {
    rest: &'a str,
    delimiter: char,
    /// False once a quotation mark was found without its partner: there is none further on either.
    quotes_close: bool,
    row: u32,
    col: u32,
    /// The last field ended in a delimiter, so that another one follows even at the end of the text.
    in_record: bool,
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() && !self.in_record {
            return None;
        }
        let (row, col) = (self.row, self.col);
        let field = match self.quoted() {
            None => Cow::Borrowed(self.plain()),
            Some(quoted) => match self.plain().trim_end() {
                "" => quoted,
                tail => Cow::Owned(quoted.into_owned() + tail),
            },
        };
        (self.row, self.col) = if self.in_record { (row, col.saturating_add(1)) } else { (row.saturating_add(1), 0) };
        Some((row, col, field))
    }
}

impl<'a> Fields<'a> {
    /// Takes everything up to the next delimiter or line end, and that.
    fn plain(&mut self) -> &'a str {
        let end = self.rest.find([self.delimiter, '\n']).unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        let mut after = rest.chars();
        self.in_record = after.next() == Some(self.delimiter);
        self.rest = after.as_str();
        if self.in_record { field } else { field.strip_suffix('\r').unwrap_or(field) }
    }

    /// Takes a field in quotation marks; within, two of them stand for one.
    fn quoted(&mut self) -> Option<Cow<'a, str>> {
        let inside = self.rest.strip_prefix('"').filter(|_| self.quotes_close)?;
        let mut from = 0;
        let end = loop {
            let Some(mark) = inside[from..].find('"') else {
                self.quotes_close = false;
                return None;
            };
            let mark = from + mark;
            if !inside[mark + 1..].starts_with('"') {
                break mark;
            }
            from = mark + 2;
        };
        self.rest = &inside[end + 1..];
        let field = &inside[..end];
        Some(if field.contains("\"\"") { Cow::Owned(field.replace("\"\"", "\"")) } else { Cow::Borrowed(field) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Delimiter, fields};

    #[track_caller]
    fn check(text: &str, expected: &[(u32, u32, &str)]) {
        let got: Vec<_> = fields(text, Delimiter::of(';')).collect();
        let got: Vec<_> = got.iter().map(|(row, col, text)| (*row, *col, text.as_ref())).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn rows_and_columns() {
        check("a;b\r\nc;\n", &[(0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "")]);
        check("a\n\n;b", &[(0, 0, "a"), (1, 0, ""), (2, 0, ""), (2, 1, "b")]);
        check("a;", &[(0, 0, "a"), (0, 1, "")]);
        check("\"a;b\";\"c\nd\";\"e \"\"f\"\"\"\n", &[(0, 0, "a;b"), (0, 1, "c\nd"), (0, 2, "e \"f\"")]);
        check("\"\";x\n", &[(0, 0, ""), (0, 1, "x")]);
    }

    #[test]
    fn stray_quotation_marks() {
        check("12\" monitor;b\n", &[(0, 0, "12\" monitor"), (0, 1, "b")]);
        check("\"a;b\nc;d\n", &[(0, 0, "\"a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "d")]);
        check("\"a\" b;c\n", &[(0, 0, "a b"), (0, 1, "c")]);
    }
}
