//! Where a value comes from and how it was got.
//!
//! A value of the plan is a [`Traced<T>`], and a `Traced<T>` can only be made from a [`Place`]:
//! a value without a place does not compile. The contract's `provenance` and `inferred` are
//! written from these types and from nothing else.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A rectangle of cells, 0-based, both ends included. Printed in A1 notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRange {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl CellRange {
    /// The range of one cell.
    #[must_use]
    pub const fn cell(row: u32, col: u32) -> Self {
        Self { top: row, left: col, bottom: row, right: col }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.top <= other.top && self.left <= other.left && self.bottom >= other.bottom && self.right >= other.right
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.left), self.top + 1)?;
        if (self.top, self.left) != (self.bottom, self.right) {
            write!(f, ":{}{}", column_name(self.right), self.bottom + 1)?;
        }
        Ok(())
    }
}

impl FromStr for CellRange {
    type Err = String;

    /// From A1 notation: `B7` or `B7:H7`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (from, to) = text.split_once(':').unwrap_or((text, text));
        match (cell_at(from), cell_at(to)) {
            (Some((top, left)), Some((bottom, right))) if top <= bottom && left <= right => {
                Ok(Self { top, left, bottom, right })
            }
            _ => Err(format!("`{text}` is no range of cells such as B7:H7")),
        }
    }
}

/// Row and column of `B7`, 0-based.
fn cell_at(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let digit = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// The letters of a 0-based column: `0` is `A`, `26` is `AA`.
#[must_use]
pub fn column_name(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Where something stands in the source.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// Cells of a workbook's sheet or of a delimited text (whose sheet is the file's stem).
    Cells {
        /// Name of the sheet.
        sheet: Arc<str>,
        /// The cells.
        range: CellRange,
    },
    /// Lines of a text, 1-based lines of the file, both ends included.
    Lines {
        /// Page, 1-based.
        page: u32,
        /// First line.
        first: u32,
        /// Last line.
        last: u32,
    },
    /// A box on a PDF page, in points from the page's top left corner: x0, y0, x1, y1.
    Region {
        /// Page, 1-based.
        page: u32,
        /// The box.
        bbox: [f32; 4],
    },
}

impl Place {
    /// The smallest place that holds both, if they stand on the same sheet or page.
    #[must_use]
    pub fn union(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Cells { sheet: a, range: x }, Self::Cells { sheet: b, range: y }) if a == b => {
                Some(Self::Cells { sheet: Arc::clone(a), range: x.union(*y) })
            }
            (Self::Lines { page: a, first: f, last: l }, Self::Lines { page: b, first: g, last: m }) if a == b => {
                Some(Self::Lines { page: *a, first: *f.min(g), last: *l.max(m) })
            }
            (Self::Region { page: a, bbox: x }, Self::Region { page: b, bbox: y }) if a == b => {
                Some(Self::Region { page: *a, bbox: [x[0].min(y[0]), x[1].min(y[1]), x[2].max(y[2]), x[3].max(y[3])] })
            }
            _ => None,
        }
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Cells { sheet: a, range: x }, Self::Cells { sheet: b, range: y }) => a == b && x.contains(*y),
            (Self::Lines { page: a, first: f, last: l }, Self::Lines { page: b, first: g, last: m }) => {
                a == b && f <= g && l >= m
            }
            (Self::Region { page: a, bbox: x }, Self::Region { page: b, bbox: y }) => {
                a == b && x[0] <= y[0] && x[1] <= y[1] && x[2] >= y[2] && x[3] >= y[3]
            }
            _ => false,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cells { sheet, range } => write!(f, "{sheet}!{range}"),
            Self::Lines { page, first, last } if first == last => write!(f, "page {page}, line {first}"),
            Self::Lines { page, first, last } => write!(f, "page {page}, lines {first}-{last}"),
            Self::Region { page, bbox: [x0, y0, x1, y1] } => {
                write!(f, "page {page}, box {x0:.0},{y0:.0},{x1:.0},{y1:.0}")
            }
        }
    }
}

/// One place or more, never none.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    first: Place,
    rest: Vec<Place>,
}

impl Places {
    /// Adds a place; one that is already covered is not repeated, one that touches is not joined.
    pub fn push(&mut self, place: Place) {
        if !self.iter().any(|p| p.contains(&place)) {
            self.rest.push(place);
        }
    }

    /// The first place: the one to show when only one can be shown.
    #[must_use]
    pub const fn first(&self) -> &Place {
        &self.first
    }

    /// All places, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// The places of the sheet or page of the first one, as one.
    #[must_use]
    pub fn hull(&self) -> Place {
        self.rest.iter().fold(self.first.clone(), |hull, p| hull.union(p).unwrap_or(hull))
    }
}

impl From<Place> for Places {
    fn from(first: Place) -> Self {
        Self { first, rest: Vec::new() }
    }
}

impl Places {
    /// Places from a list; `None` if it is empty.
    #[must_use]
    pub fn collect(places: impl IntoIterator<Item = Place>) -> Option<Self> {
        let mut places = places.into_iter();
        let mut all = Self::from(places.next()?);
        places.for_each(|p| all.push(p));
        Some(all)
    }
}

/// Why a value is believed that the source does not state at that row in that place.
#[derive(Debug, Clone, PartialEq)]
pub struct Inference {
    /// The reason, in English, for a reader of the plan.
    pub because: String,
    /// How often such a deduction is right: 0 to 1.
    pub confidence: f64,
    /// What else it might be, most likely first, as it would be printed.
    pub alternatives: Vec<String>,
}

impl Inference {
    /// A deduction without alternatives.
    #[must_use]
    pub fn new(because: impl Into<String>, confidence: f64) -> Self {
        Self { because: because.into(), confidence: confidence.clamp(0.0, 1.0), alternatives: Vec::new() }
    }

    /// The same with alternatives.
    #[must_use]
    pub fn or(mut self, alternatives: impl IntoIterator<Item = String>) -> Self {
        self.alternatives = alternatives.into_iter().collect();
        self
    }
}

/// A correction that a person gave, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What the program had read.
    pub was: Option<String>,
    /// The person's reason.
    pub reason: String,
}

/// How a value was got.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    /// It stands there, in one piece.
    Read,
    /// Its lines were joined.
    Joined,
    /// It stands in a merged cell that covers the row.
    Merged,
    /// It was deduced.
    Inferred(Inference),
    /// A person set it.
    Corrected(Correction),
}

/// A value with its place and how it was got.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced<T> {
    /// The value.
    pub value: T,
    places: Places,
    how: How,
}

impl<T> Traced<T> {
    /// A value with its places.
    pub fn new(value: T, places: impl Into<Places>, how: How) -> Self {
        Self { value, places: places.into(), how }
    }

    /// A value that stands there as it is.
    pub fn read(value: T, places: impl Into<Places>) -> Self {
        Self::new(value, places, How::Read)
    }

    /// A value that was deduced.
    pub fn inferred(value: T, places: impl Into<Places>, why: Inference) -> Self {
        Self::new(value, places, How::Inferred(why))
    }

    /// Where it stands.
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// How it was got.
    pub const fn how(&self) -> &How {
        &self.how
    }

    /// The deduction, if it was deduced.
    pub const fn inference(&self) -> Option<&Inference> {
        match &self.how {
            How::Inferred(why) => Some(why),
            _ => None,
        }
    }

    /// The same value, marked as deduced; of two deductions the less certain one stays.
    #[must_use]
    pub fn doubted(mut self, why: Inference) -> Self {
        if self.inference().is_none_or(|old| why.confidence < old.confidence) {
            self.how = How::Inferred(why);
        }
        self
    }

    /// The value changed, its place and origin kept.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Traced<U> {
        Traced { value: f(self.value), places: self.places, how: self.how }
    }

    /// Another value made from this one, with the same place and origin.
    pub fn with<U>(&self, f: impl FnOnce(&T) -> U) -> Traced<U> {
        Traced { value: f(&self.value), places: self.places.clone(), how: self.how.clone() }
    }

    /// A reference to the value with the same place and origin.
    pub fn as_ref(&self) -> Traced<&T> {
        Traced { value: &self.value, places: self.places.clone(), how: self.how.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::CellRange;

    #[test]
    fn ranges_print_and_read_in_a1_notation() {
        for text in ["A1", "B7:H7", "AA10:AB12", "XFD1048576"] {
            assert_eq!(text.parse::<CellRange>().map(|range| range.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "7", "B", "b7", "B0", "H7:B7", "B7:", "AAAAAAAAAA1", "A99999999999"] {
            assert!(text.parse::<CellRange>().is_err(), "{text}");
        }
    }
}
