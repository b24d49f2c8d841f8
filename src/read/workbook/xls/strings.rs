//! Strings of a BIFF stream.

use super::records::Data;
use crate::read::fault::Fault;
use crate::read::limits::{Limits, Measure};

/// Two bytes a character, or one.
const WIDE: u8 = 1;
/// The reading of East Asian words follows.
const EXTENDED: u8 = 4;
/// Formatting runs follow.
const RICH: u8 = 8;

/// A string whose length is one byte.
pub fn short(data: &mut Data<'_>) -> Option<String> {
    let length = data.u8()?;
    let flags = data.u8()?;
    Some(characters(data, length.into(), flags))
}

/// A string whose length is two bytes.
pub fn long(data: &mut Data<'_>) -> Option<String> {
    let length = data.u16()?;
    let flags = data.u8()?;
    Some(characters(data, length.into(), flags))
}

/// The table of shared strings; its declared counts are not looked at.
pub fn table(mut data: Data<'_>, limits: &Limits) -> Result<Vec<String>, Fault> {
    data.skip(8);
    let mut strings = Vec::new();
    while let Some(string) = rich(&mut data) {
        strings.push(string);
        limits.check(Measure::SharedStrings, strings.len() as u64)?;
    }
    Ok(strings)
}

/// A string with formatting runs and readings, which are passed over.
fn rich(data: &mut Data<'_>) -> Option<String> {
    let length = data.u16()?;
    let flags = data.u8()?;
    let runs = if flags & RICH == 0 { 0 } else { data.u16()? };
    let reading = if flags & EXTENDED == 0 { 0 } else { data.u32()? };
    let text = characters(data, length.into(), flags);
    data.skip(usize::from(runs) * 4);
    data.skip(reading as usize);
    Some(text)
}

/// Characters; where they go on in another piece, that begins with flags of its own.
fn characters(data: &mut Data<'_>, length: usize, mut flags: u8) -> String {
    let mut units: Vec<u16> = Vec::new();
    loop {
        let missing = length - units.len();
        if flags & WIDE == 0 {
            units.extend(data.piece(missing).iter().map(|byte| u16::from(*byte)));
        } else {
            let pairs = data.piece(missing * 2).chunks_exact(2);
            units.extend(pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
        }
        if units.len() >= length || !data.next_piece() {
            return String::from_utf16_lossy(&units);
        }
        flags = data.u8().unwrap_or(0);
    }
}
