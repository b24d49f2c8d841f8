//! The records of a BIFF12 part.

/// The kinds of record that matter here ([MS-XLSB] 2.3, where a row is called `BrtRowHdr`, and so on).
pub mod kind {
    pub const ROW: u16 = 0;
    pub const FIRST_CELL: u16 = 1;
    pub const PACKED_CELL: u16 = 2;
    pub const ERROR_CELL: u16 = 3;
    pub const BOOL_CELL: u16 = 4;
    pub const NUMBER_CELL: u16 = 5;
    pub const TEXT_CELL: u16 = 6;
    pub const SHARED_TEXT_CELL: u16 = 7;
    pub const TEXT_FORMULA: u16 = 8;
    pub const NUMBER_FORMULA: u16 = 9;
    pub const BOOL_FORMULA: u16 = 10;
    pub const ERROR_FORMULA: u16 = 11;
    pub const LAST_CELL: u16 = 11;
    pub const STRING_ITEM: u16 = 19;
    pub const FORMAT: u16 = 44;
    pub const STYLE: u16 = 47;
    pub const COLUMNS: u16 = 60;
    pub const RICH_TEXT_CELL: u16 = 62;
    pub const WORKBOOK_PROPERTIES: u16 = 153;
    pub const SHEET: u16 = 156;
    pub const MERGED: u16 = 176;
    pub const BEGIN_CELL_STYLES: u16 = 617;
    pub const END_CELL_STYLES: u16 = 618;
}

/// Walks the records of a part; one that is cut short ends it.
pub struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// The records of a part.
    pub const fn new(content: &'a [u8]) -> Self {
        Self { rest: content }
    }

    /// A number of up to `most` bytes with seven bits each, the eighth saying that more follow.
    fn compact(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..most {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, Data<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16::try_from(self.compact(2)?).ok()?;
        let length = self.compact(4)? as usize;
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, Data { rest: data }))
    }
}

/// Content of a record that is still to be read.
pub struct Data<'a> {
    rest: &'a [u8],
}

impl Data<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*array)
    }

    /// The next byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    /// The next two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next eight bytes as a number.
    pub fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// A string: its length in characters of two bytes, and those.
    pub fn text(&mut self) -> Option<String> {
        const NULL: u32 = u32::MAX;
        let length = match self.u32()? {
            NULL => 0,
            length => length as usize,
        };
        let (text, rest) = self.rest.split_at_checked(length.checked_mul(2)?)?;
        self.rest = rest;
        let units: Vec<u16> = text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        Some(String::from_utf16_lossy(&units))
    }

    /// A string after a byte of flags; the formatting that follows is left.
    pub fn rich_text(&mut self) -> Option<String> {
        let _flags = self.u8()?;
        self.text()
    }
}
