//! Numbers under the tokens of a format.

use super::decimal::Decimal;
use super::parse::Token;

/// Shows a non-negative number, with `sign` in front if any of its digits shows.
pub fn show(tokens: &[Token], value: f64, sign: &str) -> String {
    if !value.is_finite() {
        return "#NUM!".to_owned();
    }
    let layout = Layout::of(tokens);
    let (number, exponent) = layout.scaled(Decimal::of(value));
    let sign = if number.is_zero() && !tokens.contains(&Token::General) { "" } else { sign };
    let mut out = sign.to_owned();
    layout.fill(&mut out, value, &number, exponent);
    out
}

/// Where the digits of a format stand.
struct Layout<'a> {
    tokens: &'a [Token],
    /// Placeholders before the point.
    integer: usize,
    /// Placeholders after the point.
    decimals: usize,
    /// Powers of ten to multiply by, from `%` and trailing commas.
    shift: i32,
    grouped: bool,
    scientific: bool,
}

impl<'a> Layout<'a> {
    fn of(tokens: &'a [Token]) -> Self {
        let end = tokens.iter().position(|t| matches!(t, Token::Exponent(_))).unwrap_or(tokens.len());
        let point = tokens[..end].iter().position(|t| *t == Token::Point).unwrap_or(end);
        let is_digit = |t: &&Token| matches!(t, Token::Digit(_));
        let last = tokens[..end].iter().rposition(|t| is_digit(&t)).unwrap_or(0);
        let commas = |range: &[Token]| range.iter().filter(|t| **t == Token::Comma).count();
        // A comma after the last digit divides, one between digits groups.
        let last_integer = tokens[..point].iter().rposition(|t| is_digit(&t)).unwrap_or(0);
        let scaling = commas(&tokens[last_integer..point]) + if last > point { commas(&tokens[last..end]) } else { 0 };
        let percents = tokens.iter().filter(|t| **t == Token::Percent).count();
        let power = |n: usize, by: i32| i32::try_from(n).unwrap_or(0).saturating_mul(by);
        Self {
            tokens,
            integer: tokens[..point].iter().filter(is_digit).count(),
            decimals: tokens[point..end].iter().filter(is_digit).count(),
            shift: power(percents.min(100), 2) - power(scaling.min(100), 3),
            grouped: commas(&tokens[..last_integer]) > 0,
            scientific: end < tokens.len(),
        }
    }

    /// The number as it is to be shown, and its exponent.
    fn scaled(&self, number: Decimal) -> (Decimal, i32) {
        let number = number.shifted(self.shift);
        if !self.scientific || number.is_zero() {
            return (number.rounded(self.decimals), 0);
        }
        let step = i32::try_from(self.integer.clamp(1, 15)).unwrap_or(1);
        let exponent = (number.magnitude() - 1).div_euclid(step) * step;
        let rounded = number.shifted(-exponent).rounded(self.decimals);
        if rounded.magnitude() > step { (rounded.shifted(-step), exponent + step) } else { (rounded, exponent) }
    }

    fn fill(&self, out: &mut String, value: f64, number: &Decimal, exponent: i32) {
        let integer = number.integer();
        let integer = if integer == "0" { String::new() } else { integer };
        let fraction: Vec<char> = number.fraction(self.decimals).chars().collect();
        let (mut before, mut after, mut exponents) = (0, 0, Vec::new());
        let mut seen = Seen::Integer;
        for token in self.tokens {
            match (token, seen) {
                (Token::Digit(kind), Seen::Integer) => {
                    self.integer_digits(out, &integer, before, *kind);
                    before += 1;
                }
                (Token::Digit(kind), Seen::Fraction) => {
                    let needed = *kind == '0' || fraction[after.min(fraction.len())..].iter().any(|d| *d != '0');
                    if let (true, Some(digit)) = (needed, fraction.get(after)) {
                        out.push(*digit);
                    }
                    after += 1;
                }
                (Token::Digit(kind), Seen::Exponent) => exponents.push(*kind),
                (Token::Point, Seen::Integer) => {
                    if self.integer == 0 {
                        out.push_str(&integer);
                    }
                    out.push(',');
                    seen = Seen::Fraction;
                }
                (Token::Exponent(plus), _) => {
                    out.push('E');
                    out.push_str(if exponent < 0 {
                        "-"
                    } else if *plus {
                        "+"
                    } else {
                        ""
                    });
                    let digits = exponent.unsigned_abs().to_string();
                    out.extend(std::iter::repeat_n('0', self.exponent_width().saturating_sub(digits.len())));
                    out.push_str(&digits);
                    seen = Seen::Exponent;
                }
                (Token::Literal(c), _) => out.push(*c),
                (Token::Percent, _) => out.push('%'),
                (Token::General | Token::Text, _) => out.push_str(&super::general(value)),
                _ => {}
            }
        }
    }

    /// What the placeholder number `index` of the integer part shows; the first one shows all the
    /// digits that have no placeholder of their own.
    fn integer_digits(&self, out: &mut String, digits: &str, index: usize, kind: char) {
        let from_right = self.integer - 1 - index;
        let shown = if index == 0 { from_right..digits.len().max(from_right + 1) } else { from_right..from_right + 1 };
        for place in shown.rev() {
            let digit = digits.len().checked_sub(place + 1).and_then(|i| digits.as_bytes().get(i));
            match digit {
                Some(digit) => out.push(char::from(*digit)),
                None if kind == '0' => out.push('0'),
                None => continue,
            }
            if self.grouped && place > 0 && place % 3 == 0 {
                out.push('.');
            }
        }
    }

    fn exponent_width(&self) -> usize {
        let start = self.tokens.iter().position(|t| matches!(t, Token::Exponent(_))).unwrap_or(0);
        self.tokens[start..].iter().filter(|t| matches!(t, Token::Digit(_))).count().min(4)
    }
}

/// The part of the number that the next digit belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Integer,
    Fraction,
    Exponent,
}
