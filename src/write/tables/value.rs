//! What a cell of a table holds.

use std::fmt;

use crate::plan::Date;

/// A decimal number with six digits after the point, exact: what every format can hold alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// Digits after the point.
    pub const SCALE: u8 = 6;
    /// Digits in all.
    pub const PRECISION: u8 = 18;
    const UNIT: i64 = 1_000_000;

    /// The nearest decimal; `None` if it has more than twelve digits before the point.
    #[must_use]
    pub fn nearest(value: f64) -> Option<Self> {
        let scaled = (value * 1e6).round();
        #[expect(clippy::cast_possible_truncation, reason = "whole and within the range of i64")]
        (scaled.abs() < 1e18).then_some(Self(scaled as i64))
    }

    /// The number in millionths.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// From millionths.
    #[must_use]
    pub const fn from_millionths(value: i64) -> Self {
        Self(value)
    }

    /// The nearest binary number.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "SQLite and JSON numbers are binary")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl fmt::Display for Decimal {
    /// Decimal point, no zeros at the end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        write!(f, "{sign}{whole}")?;
        if rest > 0 {
            write!(f, ".{}", format!("{rest:06}").trim_end_matches('0'))?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Decimal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
            let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
            let digits_only = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
            if !digits_only(whole) || !digits_only(rest) || rest.len() > 6 {
                return None;
            }
            let fraction: i64 = format!("{rest:0<6}").parse().ok()?;
            let value = whole.parse::<i64>().ok()?.checked_mul(Self::UNIT)?.checked_add(fraction)?;
            Some(Self(if negative { -value } else { value }))
        };
        parse().ok_or_else(|| format!("`{text}` is no decimal number with at most six digits after the point"))
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing stated.
    Null,
    /// A text that is not empty.
    Text(String),
    /// A whole number or a year.
    Integer(i64),
    /// A decimal number.
    Number(Decimal),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(Date),
}

impl Value {
    /// A day as `plan.json` writes it.
    pub(super) fn day(text: Option<&str>) -> Self {
        text.and_then(|t| t.parse().ok()).map_or(Self::Null, Self::Date)
    }
}

impl fmt::Display for Value {
    /// As in a CSV file for machines: nothing for null, decimal point, ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Text(v) => f.write_str(v),
            Self::Integer(v) => write!(f, "{v}"),
            Self::Number(v) => write!(f, "{v}"),
            Self::Boolean(v) => write!(f, "{v}"),
            Self::Date(v) => write!(f, "{v}"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(text.to_owned()) }
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<f64> for Value {
    /// A number that is too great for a decimal is null; the text beside it holds it.
    fn from(value: f64) -> Self {
        Decimal::nearest(value).map_or(Self::Null, Self::Number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_print_and_read_back_exactly() {
        for (value, text) in
            [(85.0, "85"), (1.45, "1.45"), (-10.0, "-10"), (0.02, "0.02"), (-0.5, "-0.5"), (1e11, "100000000000")]
        {
            let decimal = Decimal::nearest(value).expect("in range");
            assert_eq!(decimal.to_string(), text);
            assert_eq!(text.parse(), Ok(decimal));
            assert!((decimal.to_f64() - value).abs() < 1e-9);
        }
    }

    #[test]
    fn what_no_decimal_holds_is_refused() {
        assert_eq!(Decimal::nearest(1e12), None);
        assert_eq!(Decimal::nearest(f64::NAN), None);
        assert_eq!(Decimal::nearest(f64::INFINITY), None);
        for text in ["", "-", "1,5", "1.", ".5", "1e3", "+1", "1.0000001", "99999999999999999999"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }
}
