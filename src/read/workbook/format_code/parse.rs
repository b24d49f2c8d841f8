//! From a format code to tokens.

/// A section of a format code: the codes for positive, negative and zero numbers and for text are
/// parted by `;`.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// For which numbers, where the code says so (`[>=1]`).
    pub condition: Option<(Op, f64)>,
    /// What to show.
    pub tokens: Vec<Token>,
}

impl Section {
    /// Whether it shows a date or a time.
    pub fn is_date(&self) -> bool {
        self.tokens.iter().any(|t| matches!(t, Token::Date(..)))
    }
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
}

impl Op {
    /// Whether it holds for all positive numbers, and only for those that are not negative.
    pub fn is_from_zero(self, limit: f64) -> bool {
        matches!(self, Self::Greater | Self::GreaterEqual) && limit == 0.0
    }

    /// Whether it holds between the two.
    pub fn holds(self, value: f64, limit: f64) -> bool {
        match self {
            Self::Less => value < limit,
            Self::LessEqual => value <= limit,
            Self::Greater => value > limit,
            Self::GreaterEqual => value >= limit,
            Self::Equal => value.total_cmp(&limit).is_eq(),
            Self::NotEqual => value.total_cmp(&limit).is_ne(),
        }
    }
}

/// A piece of a format code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A character that shows as it is.
    Literal(char),
    /// `0`, `#` or `?`: a digit.
    Digit(char),
    /// The decimal point.
    Point,
    /// A comma between or after digits: thousands, or division by a thousand.
    Comma,
    /// `%`
    Percent,
    /// `E+` (true) or `E-`.
    Exponent(bool),
    /// `/` between digits.
    Fraction,
    /// `General`
    General,
    /// `@`: the text.
    Text,
    /// A part of a date, and how many letters it has.
    Date(Part, u8),
}

/// The parts of a date or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `y`
    Year,
    /// `m`
    Month,
    /// `d`
    Day,
    /// `h`
    Hour,
    /// `m` beside hours or seconds
    Minute,
    /// `s`
    Second,
    /// `.0` after seconds: its zeros are the count.
    Decimals,
    /// `AM/PM`
    Half,
    /// `[h]`
    ElapsedHours,
    /// `[m]`
    ElapsedMinutes,
    /// `[s]`
    ElapsedSeconds,
}

/// The sections of a code; none for the general format.
pub fn sections(code: &str) -> Vec<Section> {
    let code = code.trim();
    if code.is_empty() || code.eq_ignore_ascii_case("general") || code.eq_ignore_ascii_case("standard") {
        return Vec::new();
    }
    let mut parser = Parser { rest: code, sections: Vec::new(), now: Section { condition: None, tokens: Vec::new() } };
    while parser.step() {}
    parser.end_section();
    parser.sections
}

struct Parser<'a> {
    rest: &'a str,
    sections: Vec<Section>,
    now: Section,
}

impl Parser<'_> {
    /// Takes one piece of the code; false at its end.
    fn step(&mut self) -> bool {
        let mut chars = self.rest.chars();
        let Some(first) = chars.next() else { return false };
        self.rest = chars.as_str();
        match first {
            ';' => self.end_section(),
            '"' => {
                let (quoted, rest) = self.rest.split_once('"').unwrap_or((self.rest, ""));
                self.now.tokens.extend(quoted.chars().map(Token::Literal));
                self.rest = rest;
            }
            '\\' => {
                if let Some(c) = self.take() {
                    self.push(Token::Literal(c));
                }
            }
            // A blank as wide as the next character.
            '_' => {
                self.take();
                self.push(Token::Literal(' '));
            }
            // The next character as often as the cell is wide.
            '*' => {
                self.take();
            }
            '[' => self.bracket(),
            '0' | '#' | '?' => self.push(Token::Digit(first)),
            '.' => self.point(),
            ',' => self.push(Token::Comma),
            '%' => self.push(Token::Percent),
            '@' => self.push(Token::Text),
            '/' if self.after_digit() => self.push(Token::Fraction),
            'E' | 'e' if self.rest.starts_with(['+', '-']) => {
                let plus = self.take() == Some('+');
                self.push(Token::Exponent(plus));
            }
            'G' | 'g' if self.skip_word("eneral") => self.push(Token::General),
            'A' | 'a' if self.skip_word("M/PM") || self.skip_word("/P") => self.push(Token::Date(Part::Half, 2)),
            'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'm' | 'M' => self.letters(first.to_ascii_lowercase()),
            other => self.push(Token::Literal(other)),
        }
        true
    }

    fn push(&mut self, token: Token) {
        self.now.tokens.push(token);
    }

    fn take(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let first = chars.next();
        self.rest = chars.as_str();
        first
    }

    fn skip_word(&mut self, word: &str) -> bool {
        let Some(head) = self.rest.get(..word.len()) else { return false };
        let is = head.eq_ignore_ascii_case(word);
        if is {
            self.rest = &self.rest[word.len()..];
        }
        is
    }

    fn after_digit(&self) -> bool {
        matches!(self.now.tokens.last(), Some(Token::Digit(_)))
    }

    /// A decimal point, or the decimals of seconds.
    fn point(&mut self) {
        let seconds = matches!(self.now.tokens.last(), Some(Token::Date(Part::Second | Part::ElapsedSeconds, _)));
        let zeros = self.rest.bytes().take_while(|b| *b == b'0').count().min(3);
        if seconds && zeros > 0 {
            self.rest = &self.rest[zeros..];
            self.push(Token::Date(Part::Decimals, count(zeros)));
        } else if self.now.tokens.iter().any(|t| matches!(t, Token::Date(..))) {
            self.push(Token::Literal('.'));
        } else {
            self.push(Token::Point);
        }
    }

    fn letters(&mut self, letter: char) {
        let same = self.rest.chars().take_while(|c| c.eq_ignore_ascii_case(&letter)).count();
        self.rest = &self.rest[same..];
        let part = match letter {
            'y' => Part::Year,
            'd' => Part::Day,
            'h' => Part::Hour,
            's' => Part::Second,
            _ => Part::Month,
        };
        self.push(Token::Date(part, count(same + 1)));
    }

    /// A colour, a condition, a currency, a language, or an elapsed time.
    fn bracket(&mut self) {
        let (inside, rest) = self.rest.split_once(']').unwrap_or((self.rest, ""));
        self.rest = rest;
        if let Some(currency) = inside.strip_prefix('$') {
            let symbol = currency.split('-').next().unwrap_or_default();
            self.now.tokens.extend(symbol.chars().map(Token::Literal));
            return;
        }
        let letters = count(inside.len());
        match inside.chars().next().map(|c| c.to_ascii_lowercase()) {
            Some(c @ ('h' | 'm' | 's')) if inside.chars().all(|o| o.eq_ignore_ascii_case(&c)) => {
                let part = match c {
                    'h' => Part::ElapsedHours,
                    'm' => Part::ElapsedMinutes,
                    _ => Part::ElapsedSeconds,
                };
                self.push(Token::Date(part, letters));
            }
            Some('<' | '>' | '=') => self.now.condition = condition(inside),
            _ => {}
        }
    }

    fn end_section(&mut self) {
        let empty = Section { condition: None, tokens: Vec::new() };
        let mut section = std::mem::replace(&mut self.now, empty);
        tell_minutes(&mut section.tokens);
        day_first(&mut section.tokens);
        self.sections.push(section);
    }
}

fn count(n: usize) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

fn condition(text: &str) -> Option<(Op, f64)> {
    const OPS: [(&str, Op); 6] = [
        ("<=", Op::LessEqual),
        (">=", Op::GreaterEqual),
        ("<>", Op::NotEqual),
        ("<", Op::Less),
        (">", Op::Greater),
        ("=", Op::Equal),
    ];
    let (prefix, op) = OPS.iter().find(|(prefix, _)| text.starts_with(prefix))?;
    Some((*op, text[prefix.len()..].trim().parse().ok()?))
}

/// An `m` after hours or before seconds is minutes.
fn tell_minutes(tokens: &mut [Token]) {
    let parts: Vec<usize> = (0..tokens.len()).filter(|&i| matches!(tokens[i], Token::Date(..))).collect();
    for (n, &i) in parts.iter().enumerate() {
        let Token::Date(Part::Month, letters @ 1..=2) = tokens[i] else { continue };
        let before = n.checked_sub(1).map(|n| tokens[parts[n]]);
        let after = parts.get(n + 1).map(|&i| tokens[i]);
        let after_hours = matches!(before, Some(Token::Date(Part::Hour | Part::ElapsedHours, _)));
        let before_seconds = matches!(after, Some(Token::Date(Part::Second, _)));
        if after_hours || before_seconds {
            tokens[i] = Token::Date(Part::Minute, letters);
        }
    }
}

/// `m/d/y` shows as `d/m/y`: an American order left in a file by the program that made it would be
/// read as another date.
fn day_first(tokens: &mut [Token]) {
    let parts: Vec<usize> = (0..tokens.len()).filter(|&i| matches!(tokens[i], Token::Date(..))).collect();
    if let [month, day, year, ..] = *parts.as_slice()
        && matches!(tokens[month], Token::Date(Part::Month, 1..=2))
        && matches!(tokens[day], Token::Date(Part::Day, 1..=2))
        && matches!(tokens[year], Token::Date(Part::Year, _))
    {
        tokens.swap(month, day);
    }
}
