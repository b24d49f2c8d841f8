//! Numbers as people write them: 10, not 10.0.

use serde::Serializer;

/// Whole numbers up to here are exact as `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A whole number without a decimal part; null for what is no number.
#[expect(clippy::ref_option, reason = "serde's `serialize_with` gives this shape")]
pub fn optional<S: Serializer>(value: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    match *value {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within the range that is exact")]
        Some(number) if number.fract() == 0.0 && number.abs() <= EXACT => to.serialize_i64(number as i64),
        Some(number) if number.is_finite() => to.serialize_f64(number),
        _ => to.serialize_none(),
    }
}
