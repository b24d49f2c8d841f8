//! Text whose columns are aligned with blanks (`pdftotext -layout`).

use super::ReadError;

/// Whether a text shows columns aligned with blanks.
pub fn looks_like(text: &str) -> bool {
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    let (aligned, all) = lines.fold((0, 0), |(a, n), l| (a + usize::from(l.trim().contains("     ")), n + 1));
    aligned * 4 > all
}

/// Why such a text is refused: its lines mix the cells of neighbouring columns, and a reading that
/// cannot untangle them would put wrong values in right places.
pub fn refuse(name: &str) -> ReadError {
    ReadError::Locked {
        name: name.to_owned(),
        reason: "text whose columns are aligned with blanks, which is not read yet".to_owned(),
        help: "give the PDF itself, or its text in reading order (pdftotext without -layout)",
    }
}
