//! The records of a worksheet: cells, merged ranges, hidden rows and columns.

use super::Shared;
use super::records::{Data, Record, Records, kind};
use super::strings;
use crate::read::fault::Fault;
use crate::read::limits::Budget;
use crate::read::workbook::RawSheet;
use crate::read::workbook::format_code::GENERAL;
use crate::read::workbook::value::Value;
use crate::trace::CellRange;

/// Reads a worksheet up to its end record.
pub fn read(records: &mut Records<'_>, shared: &Shared, budget: &mut Budget) -> Result<RawSheet, Fault> {
    let mut reader = Reader { shared, budget, sheet: RawSheet::default(), formula: None };
    let mut depth = 0_u32;
    while let Some(record) = records.next() {
        match record.kind {
            // A chart inside the sheet has records of its own between a start and an end.
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => break,
            kind::EOF => depth -= 1,
            _ if depth == 1 => reader.record(&record)?,
            _ => {}
        }
    }
    if depth == 0 {
        return Err(Fault::damaged("a sheet without records"));
    }
    Ok(reader.sheet)
}

struct Reader<'a> {
    shared: &'a Shared,
    budget: &'a mut Budget,
    sheet: RawSheet,
    /// A formula whose result is text, which comes in a record of its own.
    formula: Option<Position>,
}

/// Where a cell stands, and its style.
#[derive(Clone, Copy)]
struct Position {
    row: u16,
    col: u16,
    style: u16,
}

impl Position {
    fn of(data: &mut Data<'_>) -> Option<Self> {
        Some(Self { row: data.u16()?, col: data.u16()?, style: data.u16()? })
    }
}

impl Reader<'_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let mut data = record.data();
        let cell = match record.kind {
            kind::LABELSST => self.shared_string(&mut data)?,
            kind::LABEL | kind::RSTRING => with_position(&mut data, |d| strings::long(d).map(Value::Text)),
            kind::NUMBER => with_position(&mut data, |d| d.f64().map(Value::Number)),
            kind::RK => with_position(&mut data, |d| d.u32().map(Value::packed_number)),
            kind::MULRK => return self.many_numbers(&mut data),
            kind::BOOLERR => with_position(&mut data, |d| {
                let (value, is_error) = (d.u8()?, d.u8()?);
                Some(if is_error == 0 { Value::Bool(value != 0) } else { Value::error_code(value) })
            }),
            kind::FORMULA => self.formula(&mut data),
            kind::STRING => self.formula.take().zip(strings::long(&mut data).map(Value::Text)),
            kind::ROW => {
                self.row(&mut data);
                None
            }
            kind::COLINFO => {
                self.columns(&mut data);
                None
            }
            kind::MERGEDCELLS => return self.merges(&mut data),
            _ => None,
        };
        match cell {
            Some((position, value)) => self.put(position, value),
            None => Ok(()),
        }
    }

    fn put(&mut self, at: Position, value: Value) -> Result<(), Fault> {
        let format = self.shared.formats.get(usize::from(at.style)).map_or(&GENERAL, |f| f.as_ref());
        self.sheet.put(at.row.into(), at.col.into(), value.shown(format), self.budget)
    }

    fn shared_string(&self, data: &mut Data<'_>) -> Result<Option<(Position, Value)>, Fault> {
        let (Some(position), Some(index)) = (Position::of(data), data.u32()) else { return Ok(None) };
        match self.shared.strings.get(index as usize) {
            Some(text) => Ok(Some((position, Value::Text(text.clone())))),
            None => Err(Fault::damaged(format!("there is no shared string {index}"))),
        }
    }

    /// Numbers of one row, side by side.
    fn many_numbers(&mut self, data: &mut Data<'_>) -> Result<(), Fault> {
        let (Some(row), Some(mut col)) = (data.u16(), data.u16()) else { return Ok(()) };
        // The last column's number ends the record.
        while data.left() >= 6 {
            let (Some(style), Some(rk)) = (data.u16(), data.u32()) else { return Ok(()) };
            self.put(Position { row, col, style }, Value::packed_number(rk))?;
            col = col.saturating_add(1);
        }
        Ok(())
    }

    /// A formula's cached result, unless it is text.
    fn formula(&mut self, data: &mut Data<'_>) -> Option<(Position, Value)> {
        let position = Position::of(data)?;
        let result: [u8; 8] = data.array()?;
        self.formula = None;
        if result[6..] != [0xFF, 0xFF] {
            return Some((position, Value::Number(f64::from_le_bytes(result))));
        }
        match result[0] {
            0 => {
                self.formula = Some(position);
                None
            }
            1 => Some((position, Value::Bool(result[2] != 0))),
            2 => Some((position, Value::error_code(result[2]))),
            _ => None,
        }
    }

    fn row(&mut self, data: &mut Data<'_>) -> Option<()> {
        const HIDDEN: u8 = 0x20;
        let row = u32::from(data.u16()?);
        data.skip(4);
        let height = data.u16()?;
        data.skip(4);
        if data.u8()? & HIDDEN != 0 || height == 0 {
            self.sheet.hidden_rows.push((row, row));
        }
        Some(())
    }

    fn columns(&mut self, data: &mut Data<'_>) -> Option<()> {
        let (first, last, width) = (data.u16()?, data.u16()?, data.u16()?);
        data.skip(2);
        if data.u16()? & 1 != 0 || width == 0 {
            self.sheet.hidden_columns.push((first.into(), last.into()));
        }
        Some(())
    }

    fn merges(&mut self, data: &mut Data<'_>) -> Result<(), Fault> {
        data.skip(2);
        while let (Some(top), Some(bottom), Some(left), Some(right)) = (data.u16(), data.u16(), data.u16(), data.u16())
        {
            self.budget.take("")?;
            self.sheet.merges.push(CellRange {
                top: top.into(),
                left: left.into(),
                bottom: bottom.into(),
                right: right.into(),
            });
        }
        Ok(())
    }
}

fn with_position<'a>(
    data: &mut Data<'a>,
    value: impl FnOnce(&mut Data<'a>) -> Option<Value>,
) -> Option<(Position, Value)> {
    Some((Position::of(data)?, value(data)?))
}
