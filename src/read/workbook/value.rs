//! What a cell holds and what it shows.

use super::format_code::{FormatCode, GENERAL};

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number, a date or a percentage: its format tells.
    Number(f64),
    /// Text.
    Text(String),
    /// A truth value.
    Bool(bool),
    /// An error, by its English name.
    Error(String),
}

/// What a reader of the sheet sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// This text, or nothing.
    Text(String),
    /// Nothing, though the cell holds this: its format has an empty section for it.
    Concealed(String),
    /// Nothing: the cell holds this formula, whose value was never calculated.
    Uncalculated(String),
}

impl Value {
    /// The value under a number format, as an Italian spreadsheet shows it.
    pub fn shown(self, format: &FormatCode) -> Shown {
        let text = match &self {
            Self::Number(n) => format.number(*n),
            Self::Text(t) => match format.text(t) {
                Some(text) => text,
                None => return Shown::Text(lines(&self.plain())),
            },
            Self::Bool(_) | Self::Error(_) => self.plain(),
        };
        if text.trim().is_empty() {
            let plain = self.plain();
            if !plain.trim().is_empty() {
                return Shown::Concealed(lines(&plain));
            }
        }
        Shown::Text(lines(&text))
    }

    /// A number packed into four bytes, as binary workbooks have it: 30 bits of an integer or of a
    /// float, perhaps in hundredths.
    pub fn packed_number(bits: u32) -> Self {
        const HUNDREDTHS: u32 = 1;
        const INTEGER: u32 = 2;
        let number = if bits & INTEGER == 0 {
            f64::from_bits(u64::from(bits & !3) << 32)
        } else {
            f64::from(bits.cast_signed() >> 2)
        };
        Self::Number(if bits & HUNDREDTHS == 0 { number } else { number / 100.0 })
    }

    /// An error by its code in binary workbooks.
    pub fn error_code(code: u8) -> Self {
        let name = match code {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0F => "#VALUE!",
            0x17 => "#REF!",
            0x1D => "#NAME?",
            0x24 => "#NUM!",
            _ => "#N/A",
        };
        Self::Error(name.to_owned())
    }

    /// The value without a format.
    fn plain(&self) -> String {
        match self {
            Self::Number(n) => GENERAL.number(*n),
            Self::Text(t) => t.clone(),
            Self::Bool(true) => "VERO".to_owned(),
            Self::Bool(false) => "FALSO".to_owned(),
            Self::Error(name) => italian_error(name).to_owned(),
        }
    }
}

/// Line breaks as `\n`.
fn lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// The names of errors in an Italian spreadsheet program.
fn italian_error(name: &str) -> &str {
    match name {
        "#N/A" => "#N/D",
        "#NAME?" => "#NOME?",
        "#NULL!" => "#NULLO!",
        "#REF!" => "#RIF!",
        "#VALUE!" => "#VALORE!",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn packed_numbers() {
        assert_eq!(Value::packed_number(0x3FF0_0000), Value::Number(1.0));
        assert_eq!(Value::packed_number(0x3FF0_0001), Value::Number(0.01));
        assert_eq!(Value::packed_number(0x004B_5646), Value::Number(1_234_321.0));
        assert_eq!(Value::packed_number(0x004B_5647), Value::Number(12_343.21));
        assert_eq!(Value::packed_number(0xFFFF_FFFE), Value::Number(-1.0));
    }
}
