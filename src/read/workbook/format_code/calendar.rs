//! Dates and times under the tokens of a format.

use super::parse::{Part, Token};
use crate::italian::MONTHS;

/// From Sunday: 1 January 1900 counts as one.
const WEEKDAYS: [&str; 7] = ["sabato", "domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì"];

/// The last day that spreadsheets know, 31 December 9999.
const LAST_DAY: f64 = 2_958_465.0;
const SECONDS_A_DAY: i64 = 86_400;

/// Shows a serial number of days; `None` if it is no date.
pub fn show(tokens: &[Token], days: f64) -> Option<String> {
    if !(0.0..LAST_DAY + 1.0).contains(&days) {
        return None;
    }
    let moment = Moment::of(days, tokens);
    let twelve = tokens.iter().any(|t| matches!(t, Token::Date(Part::Half, _)));
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Literal(c) => out.push(*c),
            Token::Comma => out.push(','),
            Token::Point => out.push('.'),
            Token::Fraction => out.push('/'),
            Token::Date(part, letters) => out.push_str(&moment.part(*part, usize::from(*letters), twelve)),
            _ => {}
        }
    }
    Some(out)
}

struct Moment {
    serial: i64,
    /// Thousandths of a second since midnight.
    millis: i64,
    year: i64,
    month: usize,
    day: i64,
}

impl Moment {
    fn of(days: f64, tokens: &[Token]) -> Self {
        let unit = tokens.iter().find_map(|t| match t {
            Token::Date(Part::Decimals, zeros) => Some(10_i64.pow(3 - u32::from(*zeros).min(3))),
            _ => None,
        });
        let shows_time = tokens
            .iter()
            .any(|t| matches!(t, Token::Date(part, _) if !matches!(part, Part::Year | Part::Month | Part::Day)));
        let unit = unit.unwrap_or(1000);
        #[expect(clippy::cast_possible_truncation, reason = "the caller keeps days within 0 and LAST_DAY")]
        let millis = if shows_time { (days * 86_400_000.0).round() as i64 } else { days.floor() as i64 * 86_400_000 };
        let millis = (millis + unit / 2) / unit * unit;
        let serial = millis / (SECONDS_A_DAY * 1000);
        let (year, month, day) = civil(serial);
        Self { serial, millis: millis % (SECONDS_A_DAY * 1000), year, month, day }
    }

    fn part(&self, part: Part, letters: usize, twelve: bool) -> String {
        let seconds = self.millis / 1000;
        let elapsed = self.serial * SECONDS_A_DAY + seconds;
        let padded = |n: i64| if letters >= 2 { format!("{n:0letters$}") } else { n.to_string() };
        let two = |n: i64| if letters >= 2 { format!("{n:02}") } else { n.to_string() };
        match part {
            Part::Year if letters <= 2 => format!("{:02}", self.year % 100),
            Part::Year => self.year.to_string(),
            Part::Month => match letters {
                1 | 2 => two(i64::try_from(self.month).unwrap_or(0)),
                3 => short(self.month_name()),
                5 => self.month_name().chars().take(1).collect(),
                _ => self.month_name().to_owned(),
            },
            Part::Day => match letters {
                1 | 2 => two(self.day),
                3 => short(self.weekday()),
                _ => self.weekday().to_owned(),
            },
            Part::Hour => {
                let hour = seconds / 3600;
                two(if twelve { (hour + 11) % 12 + 1 } else { hour })
            }
            Part::Minute => two(seconds / 60 % 60),
            Part::Second => two(seconds % 60),
            Part::Decimals => {
                let thousandths = format!("{:03}", self.millis % 1000);
                format!(",{}", &thousandths[..letters.min(3)])
            }
            Part::Half => if seconds < SECONDS_A_DAY / 2 { "AM" } else { "PM" }.to_owned(),
            Part::ElapsedHours => padded(elapsed / 3600),
            Part::ElapsedMinutes => padded(elapsed / 60),
            Part::ElapsedSeconds => padded(elapsed),
        }
    }

    fn month_name(&self) -> &'static str {
        MONTHS[(self.month + 11) % 12]
    }

    fn weekday(&self) -> &'static str {
        WEEKDAYS[usize::try_from(self.serial.rem_euclid(7)).unwrap_or(0)]
    }
}

fn short(name: &str) -> String {
    name.chars().take(3).collect()
}

/// The serial number of `2020-12-31` or `2020-12-31T12:00:00`.
pub fn serial(iso: &str) -> Option<f64> {
    let (date, time) = iso.split_once('T').unwrap_or((iso, ""));
    let mut parts = date.splitn(3, '-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // The inverse of `civil`: years begin in March.
    let (year, shifted) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let serial = days + (153 * shifted + 2) / 5 + day - 1 - 693_899;
    let serial = if serial <= 60 { serial - 1 } else { serial };
    let mut seconds = 0.0;
    for (part, unit) in time.trim_end_matches('Z').split(':').filter(|p| !p.is_empty()).zip([3600.0, 60.0, 1.0]) {
        seconds += part.parse::<f64>().ok()? * unit;
    }
    let whole = i32::try_from(serial).ok()?;
    Some(f64::from(whole) + seconds / 86_400.0)
}

/// Year, month and day of a serial number. Spreadsheets count 29 February 1900, which never was.
fn civil(serial: i64) -> (i64, usize, i64) {
    if serial == 60 {
        return (1900, 2, 29);
    }
    // Days since 1 March of year 0, in eras of 400 years (Howard Hinnant's `civil_from_days`).
    let since = if serial < 60 { serial + 1 } else { serial } + 693_899;
    let era = since.div_euclid(146_097);
    let day_of_era = since.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, usize::try_from(month).unwrap_or(1), day)
}
