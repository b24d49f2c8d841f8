//! A cursor over a text: the few steps from which all rules are made.

/// What is left of a text. Copying it is the way to look ahead and to turn back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// What has not been read yet, blanks at its start left out.
    pub(super) fn rest(self) -> &'a str {
        self.rest.trim()
    }

    pub(super) fn done(self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Bytes not read yet.
    pub(super) const fn left(self) -> usize {
        self.rest.len()
    }

    /// Goes to the next character; false at the end.
    pub(super) fn step(&mut self) -> bool {
        let mut chars = self.rest.chars();
        let moved = chars.next().is_some();
        self.rest = chars.as_str();
        moved
    }

    /// Takes `literal`, whatever its case, after blanks. A literal that ends in a letter must end
    /// a word.
    pub(super) fn eat(&mut self, literal: &str) -> bool {
        self.eat_any(&[literal])
    }

    /// Takes the first of several literals that fits; longer ones go first in the list.
    pub(super) fn eat_any(&mut self, literals: &[&str]) -> bool {
        let text = self.rest.trim_start();
        let rest = literals.iter().find_map(|literal| behind(text, literal));
        if let Some(rest) = rest {
            self.rest = rest;
        }
        rest.is_some()
    }

    /// Takes a run of letters after blanks.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        self.run(char::is_alphabetic)
    }

    /// Takes a run of ASCII digits after blanks, at most `longest` of them.
    pub(super) fn digits(&mut self, longest: usize) -> Option<&'a str> {
        let mut ahead = *self;
        let run = ahead.run(|c| c.is_ascii_digit())?;
        (run.len() <= longest).then(|| {
            *self = ahead;
            run
        })
    }

    /// Takes a number in Italian notation after blanks, with its sign.
    pub(super) fn number(&mut self) -> Option<f64> {
        let text = self.rest.trim_start();
        let signed = text.strip_prefix(['-', '+', '−', '–']).unwrap_or(text);
        let mut length = text.len() - signed.len();
        let numeral = signed.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).next()?;
        length += numeral.trim_end_matches(['.', ',']).len();
        let value = super::number::parse(&text[..length])?;
        self.rest = &text[length..];
        Some(value)
    }

    fn run(&mut self, wanted: impl Fn(char) -> bool) -> Option<&'a str> {
        let text = self.rest.trim_start();
        let length = text.find(|c| !wanted(c)).unwrap_or(text.len());
        let (run, rest) = text.split_at(length);
        (length > 0).then(|| {
            self.rest = rest;
            run
        })
    }
}

/// What follows `literal` at the beginning of a text.
fn behind<'a>(text: &'a str, literal: &str) -> Option<&'a str> {
    // Most literals fail at their first letter, and every cell is held against dozens of them.
    if let (Some(a), Some(b)) = (text.as_bytes().first(), literal.as_bytes().first())
        && a.is_ascii()
        && b.is_ascii()
        && !a.eq_ignore_ascii_case(b)
    {
        return None;
    }
    let mut chars = text.chars();
    for want in literal.chars() {
        if !chars.next().is_some_and(|c| same_letter(c, want)) {
            return None;
        }
    }
    let rest = chars.as_str();
    let cuts_a_word = literal.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
    (!cuts_a_word).then_some(rest)
}

/// Whether two letters are the same but for case; the two apostrophes are one.
fn same_letter(a: char, b: char) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(&b);
    }
    a == b || (a == '’' && b == '\'') || (a.is_alphabetic() && a.to_lowercase().eq(b.to_lowercase()))
}
