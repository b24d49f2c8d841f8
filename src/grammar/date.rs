//! Days: `21/07/2020`, `21.07.2020`, `2 Dicembre 2019`, `1° luglio 2020`.

use crate::italian::MONTHS;
use std::ops::Range;

use super::Rule;
use super::scan::Scan;
use crate::plan::Date;

/// How a day is written.
pub const RULES: &[Rule<Date>] = &[
    Rule {
        id: "numeric",
        says: "day, month and year as numbers, the year with two digits or four",
        examples: &["21/07/2020", "21.07.2020", "21-7-2020", "1/1/20", "05.02.98"],
        refuses: &["31/02/2020", "21/07", "21/07/020", "2020", "1.234.567", "21/07.2020"],
        parse: |text| whole(text, numeric),
    },
    Rule {
        id: "iso",
        says: "year, month and day as ISO 8601 writes them",
        examples: &["2020-07-21"],
        refuses: &["2020-7-21", "2020-13-01", "2016 - 2019"],
        parse: |text| whole(text, iso),
    },
    Rule {
        id: "words",
        says: "the month in words, in full or cut short",
        examples: &["2 Dicembre 2019", "1° luglio 2020", "31 gen. 2019", "PRIMO MARZO 2021", "25 Set 2018"],
        refuses: &["2 Dicembre", "31 aprile 2019", "luglio 2020", "2 giorni 2019", "2 dicembre 19999"],
        parse: |text| whole(text, words),
    },
];

/// The day that a whole text names.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    super::read(RULES, text.trim()).map(|(_, date)| date)
}

/// The first day named in a text, with the bytes that name it.
#[must_use]
pub fn find(text: &str) -> Option<(Range<usize>, Date)> {
    let mut scan = Scan::new(text);
    let mut before = ' ';
    while let Some(next) = scan.peek() {
        if !before.is_alphanumeric() && next.is_alphanumeric() {
            let start = text.len() - scan.left();
            let mut ahead = scan;
            if let Some(date) = leading(&mut ahead) {
                return Some((start..text.len() - ahead.left(), date));
            }
        }
        before = next;
        scan.step();
    }
    None
}

/// The day with which what is left begins, in any spelling.
pub(super) fn leading(scan: &mut Scan) -> Option<Date> {
    [numeric, iso, words].into_iter().find_map(|rule| {
        let mut ahead = *scan;
        let date = rule(&mut ahead)?;
        *scan = ahead;
        Some(date)
    })
}

/// The month that a word names, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let is = |name: &str| name == word || (word == name[..3]) || (word == "sett" && name == "settembre");
    MONTHS.iter().position(|name| is(name)).and_then(|at| u32::try_from(at + 1).ok())
}

/// The last day of a month.
pub(super) fn last_of(year: i32, month: u32) -> Option<Date> {
    (28..=31).rev().find_map(|day| Date::new(year, month, day))
}

fn whole(text: &str, rule: fn(&mut Scan) -> Option<Date>) -> Option<Date> {
    let mut scan = Scan::new(text);
    rule(&mut scan).filter(|_| scan.done())
}

fn numeric(scan: &mut Scan) -> Option<Date> {
    let day = scan.digits(2)?.parse().ok()?;
    let sign = scan.peek().filter(|sign| "/.-".contains(*sign))?;
    scan.step();
    let month = scan.digits(2)?.parse().ok()?;
    if scan.peek() != Some(sign) {
        return None;
    }
    scan.step();
    Date::new(year(scan)?, month, day)
}

fn iso(scan: &mut Scan) -> Option<Date> {
    let year = scan.digits(4).filter(|year| year.len() == 4)?.parse().ok()?;
    let mut part = || {
        (scan.peek() == Some('-') && scan.step()).then_some(())?;
        scan.digits(2).filter(|digits| digits.len() == 2)?.parse().ok()
    };
    Date::new(year, part()?, part()?)
}

fn words(scan: &mut Scan) -> Option<Date> {
    let day = if scan.eat("primo") { 1 } else { scan.digits(2)?.parse().ok()? };
    if matches!(scan.peek(), Some('°' | 'º')) {
        scan.step();
    }
    let month = month(scan.word()?)?;
    if scan.peek() == Some('.') {
        scan.step();
    }
    Date::new(year(scan)?, month, day)
}

/// A year with four digits, or with two: 80 to 99 are of the last century.
fn year(scan: &mut Scan) -> Option<i32> {
    let digits = scan.digits(4)?;
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year),
        2 if year < 80 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{find, parse};

    #[test]
    fn two_spellings_of_one_day() {
        assert_eq!(parse("21.7.20"), parse("21 Luglio 2020"));
        assert_eq!(parse("1° marzo 2021").map(|d| d.to_string()).as_deref(), Some("2021-03-01"));
    }

    #[test]
    fn finds_the_first_day_and_where_it_stands() {
        let text = "n. 92 del 21 luglio 2020 (1), poi 1/1/2021";
        let (at, day) = find(text).expect("a day is named");
        assert_eq!((&text[at], day.to_string().as_str()), ("21 luglio 2020", "2020-07-21"));
        for text in ["", "n. 129", "2016 - 2019", "anno 2018", "x31/12/2020", "31/12/20201"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
