//! Decimal arithmetic on the digits that a spreadsheet keeps.

/// Spreadsheets round to this many significant digits before they show a number.
const PRECISION: usize = 15;

/// A non-negative number as decimal digits: `0.d1 d2 d3… × 10^point`. Rounding works on these and
/// not on the binary value, so that 28.499999999999996 (0.285 × 100) is the 28.5 that it shows as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The digits of a finite non-negative number.
    pub fn of(value: f64) -> Self {
        let text = format!("{:.*e}", PRECISION - 1, value);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        Self { digits, point: exponent.parse().unwrap_or(0) + 1 }.trimmed()
    }

    /// The number times a power of ten.
    pub fn shifted(mut self, by: i32) -> Self {
        if !self.digits.is_empty() {
            self.point += by;
        }
        self
    }

    /// Digits before the decimal point; 0 or less for a number below 1.
    pub fn magnitude(&self) -> i32 {
        self.point
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Rounded to that many decimals, halves away from zero.
    pub fn rounded(mut self, decimals: usize) -> Self {
        let keep = self.point + i32::try_from(decimals).unwrap_or(i32::MAX / 2);
        let Ok(keep) = usize::try_from(keep) else { return Self { digits: Vec::new(), point: 0 } };
        if keep >= self.digits.len() {
            return self;
        }
        let up = self.digits[keep] >= 5;
        self.digits.truncate(keep);
        if up {
            self.increment();
        }
        self.trimmed()
    }

    /// Adds one to the last digit.
    fn increment(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self.point += 1;
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
        self
    }

    /// The part before the decimal point, `0` if there is none.
    pub fn integer(&self) -> String {
        match usize::try_from(self.point) {
            Ok(n) if n > 0 => (0..n).map(|i| self.digit(i)).collect(),
            _ => "0".to_owned(),
        }
    }

    /// The first `decimals` digits after the decimal point.
    pub fn fraction(&self, decimals: usize) -> String {
        let at = |i: usize| usize::try_from(self.point + i32::try_from(i).unwrap_or(i32::MAX / 2)).ok();
        (0..decimals).map(|i| at(i).map_or('0', |i| self.digit(i))).collect()
    }

    /// All its digits, with a decimal comma if it needs one.
    pub fn plain(&self) -> String {
        let decimals = i32::try_from(self.digits.len()).unwrap_or(0) - self.point;
        match usize::try_from(decimals) {
            Ok(decimals) if decimals > 0 => format!("{},{}", self.integer(), self.fraction(decimals)),
            _ => self.integer(),
        }
    }

    fn digit(&self, index: usize) -> char {
        char::from(b'0' + self.digits.get(index).copied().unwrap_or(0))
    }
}
