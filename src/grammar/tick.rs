//! Marks in a column of yes and no.

/// Reads a mark: `X`, `Sì`, `✓` are yes; `No`, `-`, `0` are no; anything else is none.
#[must_use]
pub fn parse(text: &str) -> Option<bool> {
    const YES: [&str; 14] = ["x", "×", "✕", "✗", "✘", "si", "sì", "s", "✓", "✔", "☑", "☒", "1", "vero"];
    const NO: [&str; 9] = ["no", "n", "-", "–", "—", "0", "☐", "falso", "n.a."];
    let text = text.trim().to_lowercase();
    if YES.contains(&text.as_str()) { Some(true) } else { NO.contains(&text.as_str()).then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn marks() {
        for text in ["X", "x", " Sì ", "SI", "✓", "1"] {
            assert_eq!(parse(text), Some(true), "{text}");
        }
        for text in ["No", "-", "0"] {
            assert_eq!(parse(text), Some(false), "{text}");
        }
        for text in ["", "50%", "SG", "XX"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
