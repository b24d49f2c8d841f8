//! What a cell of the workbook shows: text, number, percent or day, and whether it was deduced.

use std::borrow::Cow;

use crate::plan::{Comparator, Date, Target, TargetKind, Weight};
use crate::trace::{Correction, How, Inference, Traced};

/// A typed value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Blank,
    /// A text; never a formula, never a link.
    Text(Cow<'a, str>),
    /// A number and how it is shown.
    Number(f64, NumberFormat),
    /// A day.
    Day(Date),
}

impl<'a> Value<'a> {
    /// A text, or nothing where it is empty.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// A whole number.
    pub fn count(number: impl Into<f64>) -> Self {
        Self::Number(number.into(), NumberFormat::default())
    }

    /// A number with as many decimals as it has; one too long for a cell is a text.
    pub fn number(number: f64) -> Self {
        Self::decimal(number, false)
    }

    /// A number of percent as a real percent: 85 is the cell 0.85 shown as `85%`.
    pub fn percent(number: f64) -> Self {
        Self::decimal(number, true)
    }

    fn decimal(number: f64, percent: bool) -> Self {
        /// Digits that a spreadsheet keeps.
        const DIGITS: usize = 15;
        let printed = number.to_string();
        let decimals = printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let digits = printed.bytes().filter(u8::is_ascii_digit).count();
        match u8::try_from(decimals) {
            Ok(decimals) if digits <= DIGITS && number.is_finite() => {
                let format = NumberFormat { decimals, percent, grouped: false };
                Self::Number(if percent { number / 100.0 } else { number }, format)
            }
            _ => Self::Text(format!("{}{}", printed.replace('.', ","), if percent { "%" } else { "" }).into()),
        }
    }
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct NumberFormat {
    /// Digits behind the decimal sign.
    pub decimals: u8,
    /// As a percent.
    pub percent: bool,
    /// With a sign between thousands.
    pub grouped: bool,
}

impl NumberFormat {
    /// The format code of a spreadsheet.
    pub fn code(self) -> String {
        let mut code = if self.grouped { "#,##0" } else { "0" }.to_owned();
        if self.decimals > 0 {
            code.push('.');
            code.extend(std::iter::repeat_n('0', self.decimals.into()));
        }
        if self.percent {
            code.push('%');
        }
        code
    }
}

/// Why a cell is tinted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark<'a> {
    /// Its value was deduced.
    Inferred(&'a Inference),
    /// A person set it.
    Corrected(&'a Correction),
}

impl<'a> Mark<'a> {
    /// The mark of a value.
    pub fn of<T>(value: &'a Traced<T>) -> Option<Self> {
        match value.how() {
            How::Inferred(why) => Some(Self::Inferred(why)),
            How::Corrected(correction) => Some(Self::Corrected(correction)),
            How::Read | How::Joined | How::Merged => None,
        }
    }

    /// The mark of a list: of several deductions the least certain one.
    pub fn of_list<T>(values: &'a [Traced<T>]) -> Option<Self> {
        let marks = values.iter().filter_map(Self::of);
        marks.min_by(|a, b| a.confidence().total_cmp(&b.confidence()))
    }

    fn confidence(&self) -> f64 {
        match self {
            Self::Inferred(why) => why.confidence,
            Self::Corrected(_) => 1.0,
        }
    }
}

/// A cell: a value and its mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown<'a> {
    /// What it shows.
    pub value: Value<'a>,
    /// Why it is tinted, if it is.
    pub mark: Option<Mark<'a>>,
}

impl<'a> From<Value<'a>> for Shown<'a> {
    fn from(value: Value<'a>) -> Self {
        Self { value, mark: None }
    }
}

impl<'a> Shown<'a> {
    /// A cell that shows nothing.
    pub const BLANK: Self = Self { value: Value::Blank, mark: None };

    /// A value of the plan.
    pub fn traced<T>(value: &'a Traced<T>, show: impl FnOnce(&'a T) -> Value<'a>) -> Self {
        Self { value: show(&value.value), mark: Mark::of(value) }
    }

    /// A text of the plan.
    pub fn text(text: &'a Traced<String>) -> Self {
        Self::traced(text, |text| Value::text(text.as_str()))
    }

    /// A list of the plan, an entry a line.
    pub fn lines<T>(values: &'a [Traced<T>], show: impl Fn(&'a T) -> &'a str) -> Self {
        let lines: Vec<&str> = values.iter().map(|value| show(&value.value)).collect();
        Self { value: Value::text(lines.join("\n")), mark: Mark::of_list(values) }
    }

    /// The same with a mark, unless it has one.
    pub fn or_mark(mut self, mark: Option<Mark<'a>>) -> Self {
        self.mark = self.mark.or(mark);
        self
    }
}

/// A target as printed, typed where a cell can show exactly the same text: `85%`, `1,45`,
/// `31/12/2020`.
pub fn target(target: &Target) -> Value<'_> {
    let raw = target.raw.as_str();
    let typed = match &target.kind {
        TargetKind::Quantity { comparator: Comparator::Equal, unit, metric: None, .. }
            if unit.as_deref().is_none_or(|unit| unit == "%") =>
        {
            printed_number(raw)
        }
        TargetKind::Deadline { date } if day(*date) == raw => Some(Value::Day(*date)),
        _ => None,
    };
    typed.unwrap_or_else(|| Value::text(raw))
}

/// A weight as printed, typed where it is a number.
pub fn weight(weight: &Weight) -> Value<'_> {
    weight.value.and_then(|_| printed_number(&weight.raw)).unwrap_or_else(|| Value::text(weight.raw.as_str()))
}

/// A day as an Italian spreadsheet shows it.
pub fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// A number in Italian notation with the format that shows it again as it is printed.
fn printed_number<'a>(raw: &str) -> Option<Value<'a>> {
    let (number, percent) = raw.strip_suffix('%').map_or((raw, false), |number| (number, true));
    let value = crate::grammar::number::parse(number)?;
    let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
    let format = NumberFormat { decimals: u8::try_from(decimals.len()).ok()?, percent, grouped: whole.contains('.') };
    let shown = printed(value, format);
    let cell = if percent { value / 100.0 } else { value };
    (shown == raw).then_some(Value::Number(cell, format))
}

/// How an Italian spreadsheet shows a number; of a percent, the number of percent is given.
fn printed(number: f64, format: NumberFormat) -> String {
    let text = format!("{number:.*}", usize::from(format.decimals));
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut shown = String::new();
    for (at, digit) in whole.char_indices() {
        let left = whole.len() - at;
        if format.grouped && left % 3 == 0 && at > 0 && !shown.ends_with('-') {
            shown.push('.');
        }
        shown.push(digit);
    }
    if !decimals.is_empty() {
        shown.push(',');
        shown.push_str(decimals);
    }
    if format.percent {
        shown.push('%');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, Value, printed_number};

    #[test]
    fn a_printed_number_is_typed_with_the_format_that_shows_it() {
        let format = |decimals, percent, grouped| NumberFormat { decimals, percent, grouped };
        for (raw, cell, how, code) in [
            ("85%", 0.85, format(0, true, false), "0%"),
            ("99,50%", 0.995, format(2, true, false), "0.00%"),
            ("1,45", 1.45, format(2, false, false), "0.00"),
            ("-10", -10.0, format(0, false, false), "0"),
            ("1.234.567,8", 1_234_567.8, format(1, false, true), "#,##0.0"),
            ("-123.456", -123_456.0, format(0, false, true), "#,##0"),
            ("15000", 15_000.0, format(0, false, false), "0"),
        ] {
            assert_eq!(printed_number(raw), Some(Value::Number(cell, how)), "{raw}");
            assert_eq!(how.code(), code);
        }
    }

    #[test]
    fn what_a_format_cannot_show_again_stays_a_text() {
        for raw in ["90 %", "007", "+5", "3.5", "1,", "n. 1", "", "%", "−10", ",5", "-0"] {
            assert_eq!(printed_number(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_number_too_long_for_a_cell_is_a_text() {
        assert_eq!(Value::number(0.1 + 0.2), Value::Text("0,30000000000000004".into()));
        assert_eq!(
            Value::percent(12.5),
            Value::Number(0.125, NumberFormat { decimals: 1, percent: true, grouped: false })
        );
        assert!(matches!(Value::number(1e300), Value::Text(_)));
    }
}
