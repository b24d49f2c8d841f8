//! Numbers in Italian notation: a point between thousands, a comma before decimals.

/// Reads a whole text as a number: `1,45`, `1.234,56`, `15.000`, `-10`.
///
/// A single point that does not part groups of three (`0.85`, `3.5`) is taken for the decimal sign
/// of a program that prints in English; `15.000` is fifteen thousand.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let digits = |s: &str| !s.is_empty() && s.len() <= 15 && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, decimals) = match text.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => match text.split_once('.') {
            Some((whole, decimals)) if !decimals.contains('.') && (decimals.len() != 3 || whole == "0") => {
                return (digits(whole) && digits(decimals)).then(|| value(whole, decimals, sign))?;
            }
            _ => (text, None),
        },
    };
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let mut all = first.to_owned();
    for group in groups {
        if first.len() > 3 || group.len() != 3 {
            return None;
        }
        all.push_str(group);
    }
    (digits(&all) && decimals.is_none_or(digits)).then(|| value(&all, decimals.unwrap_or("0"), sign))?
}

fn value(whole: &str, decimals: &str, sign: f64) -> Option<f64> {
    format!("{whole}.{decimals}").parse::<f64>().ok().map(|value| if value == 0.0 { 0.0 } else { sign * value })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_italian_notation() {
        let cases = [
            ("1,45", 1.45),
            ("1.234,56", 1234.56),
            ("15.000", 15_000.0),
            ("12.345.678", 12_345_678.0),
            ("-10", -10.0),
            ("−0", 0.0),
            ("007", 7.0),
            ("0.85", 0.85),
            ("3.5", 3.5),
            ("0.125", 0.125),
        ];
        for (text, value) in cases {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "-", "1,", ",5", "1.23.456", "1234.567.8", "1,2,3", "31.12.2020", "uno", "5%", "1e5", "²"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
