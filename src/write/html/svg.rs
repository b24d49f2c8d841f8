//! Small helps for drawing: numbers, escaping, lines of text.

/// Source text as text or in an attribute between double quotes.
pub fn escape(text: &str) -> String {
    /// What the control characters behind ASCII begin with in UTF-8, as some letters do.
    const C1: u8 = 0xC2;
    let may_stay = |b: u8| !matches!(b, b'&' | b'<' | b'>' | b'"' | C1) && !b.is_ascii_control();
    if text.bytes().all(may_stay) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A coordinate with one decimal at most.
pub fn at(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    // No minus before a zero: the same drawing is the same text.
    if tenths == 0.0 { "0".to_owned() } else { tenths.to_string() }
}

/// A count as a coordinate.
pub fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The words of a text in lines of at most `room` letters. A word that is longer is divided; what
/// does not fit in `most` lines ends in a sign that says so.
pub fn lines(text: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let mut letters: Vec<char> = word.chars().collect();
        loop {
            let line = lines.last_mut().expect("there is a line from the beginning");
            let used = line.chars().count();
            let gap = usize::from(used > 0);
            if used + gap + letters.len() <= room {
                if gap > 0 {
                    line.push(' ');
                }
                line.extend(&letters);
                break;
            }
            if used == 0 {
                line.extend(letters.drain(..room.max(1)));
            }
            lines.push(String::new());
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = last.chars().take(room.saturating_sub(1)).collect();
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{at, escape, lines};

    #[test]
    fn text_breaks_into_lines() {
        assert_eq!(lines("uno due tre", 7, 9), ["uno due", "tre"]);
        assert_eq!(lines("precipitevolissimevolmente", 10, 9), ["precipitev", "olissimevo", "lmente"]);
        assert_eq!(lines("uno due tre", 4, 2), ["uno", "due…"]);
        assert_eq!(lines("", 4, 2), [""]);
    }

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escape("<a href='x'>&\u{1b}\""), "&lt;a href='x'&gt;&amp; &quot;");
    }

    #[test]
    fn coordinates_are_short() {
        assert_eq!([at(1.0), at(1.26), at(-0.01)], ["1", "1.3", "0"]);
    }
}
