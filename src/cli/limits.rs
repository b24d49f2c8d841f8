//! The options that raise or lower [`Limits`].

use crate::read::Limits;

/// Limits that guard the machine against hostile files; a message names the option that raises the
/// one that was passed.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Limits (numbers may end in K, M or G)")]
#[expect(clippy::struct_field_names, reason = "the options' names")]
pub struct LimitArgs {
    /// Bytes of a file
    #[arg(long, value_name = "BYTES", value_parser = number, hide_short_help = true)]
    max_file_size: Option<u64>,
    /// Entries of a zip container (xlsx, xlsb, ods)
    #[arg(long, value_name = "N", value_parser = number, hide_short_help = true)]
    max_entries: Option<u64>,
    /// Unpacked size of a zip entry, as a multiple of its packed size
    #[arg(long, value_name = "N", value_parser = number, hide_short_help = true)]
    max_ratio: Option<u64>,
    /// Unpacked bytes of one zip entry
    #[arg(long, value_name = "BYTES", value_parser = number, hide_short_help = true)]
    max_part_size: Option<u64>,
    /// Unpacked bytes of all zip entries
    #[arg(long, value_name = "BYTES", value_parser = number, hide_short_help = true)]
    max_total_size: Option<u64>,
    /// Sheets of a workbook
    #[arg(long, value_name = "N", value_parser = number, hide_short_help = true)]
    max_sheets: Option<u64>,
    /// Cells of a document
    #[arg(long, value_name = "N", value_parser = number, hide_short_help = true)]
    max_cells: Option<u64>,
    /// Lines of a text
    #[arg(long, value_name = "N", value_parser = number, hide_short_help = true)]
    max_lines: Option<u64>,
    /// Bytes of text of a document
    #[arg(long, value_name = "BYTES", value_parser = number, hide_short_help = true)]
    max_text: Option<u64>,
    /// XML elements inside one another
    #[arg(long, value_name = "N", value_parser = number, hide_short_help = true)]
    max_depth: Option<u64>,
    /// Pages of a PDF
    #[arg(long, value_name = "N", value_parser = number, hide_short_help = true)]
    max_pages: Option<u64>,
    /// Objects of a PDF
    #[arg(long, value_name = "N", value_parser = number, hide_short_help = true)]
    max_objects: Option<u64>,
}

impl LimitArgs {
    /// The defaults, with what was given in their place.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let default = Limits::default();
        Limits {
            file_bytes: self.max_file_size.unwrap_or(default.file_bytes),
            entries: self.max_entries.unwrap_or(default.entries),
            ratio: self.max_ratio.unwrap_or(default.ratio),
            part_bytes: self.max_part_size.unwrap_or(default.part_bytes),
            total_bytes: self.max_total_size.unwrap_or(default.total_bytes),
            sheets: self.max_sheets.unwrap_or(default.sheets),
            cells: self.max_cells.unwrap_or(default.cells),
            lines: self.max_lines.unwrap_or(default.lines),
            text_bytes: self.max_text.unwrap_or(default.text_bytes),
            depth: self.max_depth.unwrap_or(default.depth),
            pages: self.max_pages.unwrap_or(default.pages),
            objects: self.max_objects.unwrap_or(default.objects),
        }
    }
}

/// `250`, `64M`, `1G`.
fn number(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.as_bytes().last().map(u8::to_ascii_uppercase) {
        Some(b'K') => (&text[..text.len() - 1], 10),
        Some(b'M') => (&text[..text.len() - 1], 20),
        Some(b'G') => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let number: u64 = digits.parse().map_err(|_| "not a whole number".to_owned())?;
    number.checked_mul(1 << shift).ok_or_else(|| "too large".to_owned())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_may_have_a_suffix() {
        assert_eq!(number("250"), Ok(250));
        assert_eq!(number("64M"), Ok(64 << 20));
        assert_eq!(number("1k"), Ok(1024));
        for wrong in ["", "M", "-1", "1.5G", "99999999999999G", "è"] {
            assert!(number(wrong).is_err(), "{wrong:?}");
        }
    }
}
