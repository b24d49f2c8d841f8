//! Number formats: from a value to what an Italian spreadsheet shows.
//!
//! A format code (*codice formato*, as in `0.00%` or `"< "0%`) is parsed once into sections of
//! tokens and then applied to many values. Codes are stored in English notation whatever the
//! language of the program; the Italian notation (decimal comma, `31/12/2020`) is added here.

mod calendar;
mod decimal;
mod digits;
mod parse;

use decimal::Decimal;
use parse::{Op, Section, Token};

/// A parsed number format.
#[derive(Debug, Clone, PartialEq)]
pub struct FormatCode {
    /// None is the general format.
    sections: Vec<Section>,
    epoch: Epoch,
}

/// The longest code that is looked at; programs allow 255 characters.
pub const LONGEST_CODE: usize = 2048;

/// The day from which a workbook counts its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Epoch {
    /// 1 is 1 January 1900.
    Y1900,
    /// 0 is 1 January 1904.
    Y1904,
}

/// No format: a number with the decimals that it needs.
pub static GENERAL: FormatCode = FormatCode { sections: Vec::new(), epoch: Epoch::Y1900 };

impl Epoch {
    /// Days from here to the serial numbers of 1900.
    const fn offset(self) -> f64 {
        match self {
            Self::Y1900 => 0.0,
            Self::Y1904 => 1462.0,
        }
    }

    /// The serial number of a date as XML writes it: `2020-12-31`, `2020-12-31T12:00:00`.
    pub fn serial(self, iso: &str) -> Option<f64> {
        calendar::serial(iso).map(|days| days - self.offset())
    }
}

impl FormatCode {
    /// Parses a code; what it cannot make sense of shows as it is written.
    pub fn parse(code: &str, epoch: Epoch) -> Self {
        let sections = if code.len() > LONGEST_CODE { Vec::new() } else { parse::sections(code) };
        Self { sections, epoch }
    }

    /// The built-in format of that number, as an Italian program shows it.
    pub fn builtin(id: u16, epoch: Epoch) -> Self {
        Self::parse(builtin_code(id), epoch)
    }

    /// Whether it shows numbers as dates or times.
    pub fn is_date(&self) -> bool {
        self.sections.first().is_some_and(Section::is_date)
    }

    /// A number under this format.
    pub fn number(&self, value: f64) -> String {
        let Some((section, signed)) = self.section(value) else { return general(value) };
        if section.is_date() {
            return calendar::show(&section.tokens, value + self.epoch.offset()).unwrap_or_else(|| general(value));
        }
        if section.tokens.contains(&Token::Fraction) {
            return general(value);
        }
        let sign = if signed && value < 0.0 { "-" } else { "" };
        digits::show(&section.tokens, value.abs(), sign)
    }

    /// A text under this format; `None` if the format leaves it as it is.
    pub fn text(&self, text: &str) -> Option<String> {
        let section = match self.sections.as_slice() {
            [.., last] if last.tokens.contains(&Token::Text) => last,
            [_, _, _, fourth] => fourth,
            _ => return None,
        };
        let shown = |token: &Token| match token {
            Token::Text => text.to_owned(),
            Token::Literal(c) => c.to_string(),
            _ => String::new(),
        };
        Some(section.tokens.iter().map(shown).collect())
    }

    /// The section for a value, and whether a minus sign is still to be shown.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        if self.sections.iter().any(|s| s.condition.is_some()) {
            let holds = |s: &Section| s.condition.is_none_or(|(op, limit)| op.holds(value, limit));
            let index = self.sections.iter().position(holds)?;
            // A section for negative numbers only brings its own sign, if it wants one.
            let all_negative = match self.sections[index].condition {
                Some((op, limit)) => matches!(op, Op::Less | Op::LessEqual) && limit <= 0.0,
                None => {
                    self.sections[..index].iter().any(|s| s.condition.is_some_and(|(op, limit)| op.is_from_zero(limit)))
                }
            };
            return Some((&self.sections[index], !all_negative));
        }
        match self.sections.as_slice() {
            [] => None,
            [only] => Some((only, true)),
            [positive, negative, rest @ ..] => Some(match rest.first() {
                _ if value < 0.0 => (negative, false),
                Some(zero) if value == 0.0 => (zero, false),
                _ => (positive, false),
            }),
        }
    }
}

/// A number in the general format: up to 10 decimals, an exponent only where there is no room.
fn general(value: f64) -> String {
    if !value.is_finite() {
        return "#NUM!".to_owned();
    }
    let decimal = Decimal::of(value.abs());
    let sign = if value < 0.0 { "-" } else { "" };
    if (-5..=15).contains(&decimal.magnitude()) {
        format!("{sign}{}", decimal.rounded(10).plain())
    } else {
        let exponent = decimal.magnitude() - 1;
        let mantissa = decimal.shifted(-exponent).rounded(5).plain();
        let exponent_sign = if exponent < 0 { '-' } else { '+' };
        format!("{sign}{mantissa}E{exponent_sign}{:02}", exponent.unsigned_abs())
    }
}

/// The codes behind the numbers that files use without defining them (ECMA-376, 18.8.30), those
/// that depend on the language in their Italian form.
const fn builtin_code(id: u16) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\"€\" #,##0;-\"€\" #,##0",
        7 | 8 => "\"€\" #,##0.00;-\"€\" #,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 | 27..=31 | 36 | 50..=54 | 57 | 58 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 | 32 | 34 => "h:mm",
        21 | 33 | 35 => "h:mm:ss",
        22 => "dd/mm/yyyy h:mm",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 => "#,##0;-#,##0;\"-\"",
        42 => "\"€\" #,##0;-\"€\" #,##0;\"€\" \"-\"",
        43 => "#,##0.00;-#,##0.00;\"-\"",
        44 => "\"€\" #,##0.00;-\"€\" #,##0.00;\"€\" \"-\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, value: f64, shown: &str) {
        assert_eq!(FormatCode::parse(code, Epoch::Y1900).number(value).trim(), shown, "{value} under {code}");
    }

    #[test]
    fn numbers() {
        check("", 1.45, "1,45");
        check("General", 10.0, "10");
        check("General", 0.1 + 0.2, "0,3");
        check("General", -4.25, "-4,25");
        check("General\" gg\"", 40.0, "40 gg");
        check("General", 1.0 / 3.0, "0,3333333333");
        check("General", 123_456_789_012.0, "123456789012");
        check("General", 1e21, "1E+21");
        check("General", 1.5e-7, "1,5E-07");
        check("0", 2.5, "3");
        check("0", -2.5, "-3");
        check("0", -0.2, "0");
        check("0.00", 1.005, "1,01");
        check("#,##0.00", 1_234_567.891, "1.234.567,89");
        check("#,##0", 999.5, "1.000");
        check("0,", 12_345.0, "12");
        check("#.##", 0.5, ",5");
        check("0.0#", 1.5, "1,5");
        check("00000", 42.0, "00042");
        check("000-00", 12345.0, "123-45");
        check("0\" gg\"", 40.0, "40 gg");
        check("\"n. \"0", 3.0, "n. 3");
        check("0.00E+00", 12_345.0, "1,23E+04");
        check("##0.0E+0", 12_345.0, "12,3E+3");
        check("# ?/?", 0.5, "0,5");
    }

    #[test]
    fn percentages() {
        check("0%", 0.85, "85%");
        check("0%", 0.285, "29%");
        check("0.00%", 1.0, "100,00%");
        check("0.0%", 0.595, "59,5%");
        check("\"< \"0%", 0.2, "< 20%");
        check("\"≥\"0%", 0.8, "≥80%");
        check("\\<0%", 0.2, "<20%");
        check("0 %", 0.2, "20 %");
    }

    #[test]
    fn sections() {
        let accounting = "_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-";
        check(accounting, 1234.5, "1.234,50");
        check(accounting, -5.0, "-5,00");
        check(accounting, 0.0, "-");
        check("[>=1]0\" anni\";0%", 2.0, "2 anni");
        check("[>=1]0\" anni\";0%", 0.5, "50%");
        check("[Red]0;[Blue]-0", -3.0, "-3");
        check("#,##0.00 [$€-410]", 12.0, "12,00 €");
        check("[>=0]0.0;\\-0.0", -1.5, "-1,5");
        check("[>0]0;[<0]\\-0;[=0]\\-;@", -1.5, "-2");
        check("[<100]0;0.0", -1.5, "-2");
        check(";;;", 12.0, "");
        assert_eq!(FormatCode::parse(accounting, Epoch::Y1900).text("x").as_deref().map(str::trim), Some("x"));
        assert_eq!(FormatCode::parse("\"n. \"@", Epoch::Y1900).text("3").as_deref(), Some("n. 3"));
        assert_eq!(FormatCode::parse("0%", Epoch::Y1900).text("3"), None);
    }

    #[test]
    fn dates() {
        check("dd/mm/yyyy", 44_196.0, "31/12/2020");
        check("DD/MM/YYYY", 44_196.0, "31/12/2020");
        check("[$-410]d mmmm yyyy;@", 44_196.0, "31 dicembre 2020");
        check("mm/dd/yyyy", 44_196.0, "31/12/2020");
        check("m/d/yy", 43_983.0, "1/6/20");
        check("mmm-yy", 44_196.0, "dic-20");
        check("ddd d/m", 44_196.0, "gio 31/12");
        check("yyyy-mm-dd h:mm:ss", 44_196.5, "2020-12-31 12:00:00");
        check("h:mm AM/PM", 0.75, "6:00 PM");
        check("[h]:mm", 1.5, "36:00");
        check("mm:ss.0", 0.000_729_166_7, "01:03,0");
        check("dd/mm/yyyy", 1.0, "01/01/1900");
        check("dd/mm/yyyy", 61.0, "01/03/1900");
        check("dd/mm/yyyy", -5.0, "-5");
        check("dd/mm/yyyy", 1e12, "1000000000000");
        assert_eq!(Epoch::Y1900.serial("2020-12-31"), Some(44_196.0));
        assert_eq!(Epoch::Y1900.serial("2020-12-31T12:00:00"), Some(44_196.5));
        assert_eq!(Epoch::Y1900.serial("1900-01-01"), Some(1.0));
        assert_eq!(Epoch::Y1904.serial("2020-12-31"), Some(42_734.0));
        assert_eq!(Epoch::Y1900.serial("2020-31-12"), None);
        let builtin = FormatCode::builtin(14, Epoch::Y1904);
        assert_eq!(builtin.number(42_734.0), "31/12/2020");
    }
}
