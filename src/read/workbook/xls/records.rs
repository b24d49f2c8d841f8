//! The records of a BIFF stream.

/// The kinds of record that matter here, by their names in [MS-XLS] 2.3.
pub mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000A;
    pub const DATEMODE: u16 = 0x0022;
    pub const FILEPASS: u16 = 0x002F;
    pub const CONTINUE: u16 = 0x003C;
    pub const COLINFO: u16 = 0x007D;
    pub const BOUNDSHEET: u16 = 0x0085;
    pub const MULRK: u16 = 0x00BD;
    pub const RSTRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const MERGEDCELLS: u16 = 0x00E5;
    pub const SST: u16 = 0x00FC;
    pub const LABELSST: u16 = 0x00FD;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOLERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: u16 = 0x041E;
    pub const BOF: u16 = 0x0809;
}

/// Walks the records of a stream; a record that the stream cuts short ends it.
pub struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

/// A record with those that continue it.
pub struct Record<'a> {
    /// Its kind.
    pub kind: u16,
    first: &'a [u8],
    rest: Vec<&'a [u8]>,
}

impl<'a> Records<'a> {
    /// The records of a stream.
    pub const fn new(stream: &'a [u8]) -> Self {
        Self { stream, at: 0 }
    }

    /// Bytes walked so far.
    pub const fn position(&self) -> usize {
        self.at
    }

    /// The next record.
    pub fn next(&mut self) -> Option<Record<'a>> {
        let (kind, first) = self.piece()?;
        let mut record = Record { kind, first, rest: Vec::new() };
        let mut end = self.at;
        while let Some((kind::CONTINUE, more)) = self.piece() {
            record.rest.push(more);
            end = self.at;
        }
        self.at = end;
        Some(record)
    }

    fn piece(&mut self) -> Option<(u16, &'a [u8])> {
        let rest = self.stream.get(self.at..)?;
        let (header, body) = rest.split_first_chunk::<4>()?;
        let length = usize::from(u16::from_le_bytes([header[2], header[3]]));
        let data = body.get(..length)?;
        self.at += 4 + length;
        Some((u16::from_le_bytes([header[0], header[1]]), data))
    }
}

impl<'a> Record<'a> {
    /// The content, from its start.
    pub fn data(&self) -> Data<'a> {
        Data { now: self.first, rest: self.rest.clone().into_iter() }
    }
}

/// Content of a record that is still to be read; it may go on over several pieces.
pub struct Data<'a> {
    now: &'a [u8],
    rest: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Data<'a> {
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

    /// The next bytes; `None` if there are fewer.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut array = [0; N];
        for byte in &mut array {
            while self.now.is_empty() {
                self.now = self.rest.next()?;
            }
            *byte = self.now[0];
            self.now = &self.now[1..];
        }
        Some(array)
    }

    /// At most `most` bytes of the piece under way; empty at its end.
    pub fn piece(&mut self, most: usize) -> &'a [u8] {
        let (taken, left) = self.now.split_at(most.min(self.now.len()));
        self.now = left;
        taken
    }

    /// Goes on to the next piece; false if there is none.
    pub fn next_piece(&mut self) -> bool {
        match self.rest.next() {
            Some(piece) => {
                self.now = piece;
                true
            }
            None => false,
        }
    }

    /// Passes over bytes.
    pub fn skip(&mut self, mut count: usize) {
        loop {
            count -= self.piece(count).len();
            if count == 0 || !self.next_piece() {
                return;
            }
        }
    }

    /// Bytes left in the piece under way.
    pub const fn left(&self) -> usize {
        self.now.len()
    }
}
