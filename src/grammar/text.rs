//! White space, line ends, and what is left of a text without them.

use unicode_normalization::UnicodeNormalization;

/// The text with every run of white space as one blank, ends trimmed.
#[must_use]
pub fn normalise(text: &str) -> String {
    if is_normal(text) {
        return text.to_owned();
    }
    let mut words = text.split_whitespace();
    let mut all = words.next().unwrap_or_default().to_owned();
    for word in words {
        all.push(' ');
        all.push_str(word);
    }
    all
}

/// Whether a text has single blanks between its words and no other white space, as most have.
fn is_normal(text: &str) -> bool {
    let mut after_blank = true;
    for c in text.chars() {
        let blank = c == ' ';
        if (blank && after_blank) || (!blank && c.is_whitespace()) {
            return false;
        }
        after_blank = blank;
    }
    !after_blank
}

/// The lines of one cell as one text: white space normalised, lines joined with a blank, a word
/// that only the line end divides rejoined.
///
/// A blank before the line end says that the line ended between words, whatever stands there.
#[must_use]
pub fn join_lines(text: &str) -> String {
    if !text.contains('\n') {
        return normalise(text);
    }
    let mut all = String::with_capacity(text.len());
    let mut open_end = false;
    for line in text.lines() {
        let words = normalise(line);
        if words.is_empty() {
            continue;
        }
        match seam(&all, &words, open_end && !line.starts_with(char::is_whitespace)) {
            Seam::Blank if all.is_empty() => {}
            Seam::Blank => all.push(' '),
            Seam::Nothing => {}
            Seam::DropHyphen => {
                all.pop();
            }
        }
        all.push_str(&words);
        open_end = !line.ends_with(char::is_whitespace);
    }
    all
}

/// The lower-case letters and digits of a text, and nothing else: what does not change with line
/// ends, hyphens, signs and blanks.
#[must_use]
pub fn letters(text: &str) -> String {
    // Below these nothing combines.
    const COMBINING: char = '\u{300}';
    let kept = |c: &char| c.is_alphanumeric() && !"ºª".contains(*c);
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.extend(text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    } else if text.chars().all(|c| c < COMBINING) {
        out.extend(text.chars().filter(kept).flat_map(char::to_lowercase));
    } else {
        out.extend(text.nfc().filter(kept).flat_map(char::to_lowercase));
    }
    out
}

/// How two lines are joined.
enum Seam {
    Blank,
    Nothing,
    DropHyphen,
}

/// How a line goes on in the next. `tight`: no blank stands on either side of the line end.
fn seam(before: &str, after: &str, tight: bool) -> Seam {
    if !tight {
        return Seam::Blank;
    }
    let Some(first) = after.chars().next() else { return Seam::Blank };
    let last_word = before.rsplit(' ').next().unwrap_or_default();
    let stem_end = |word: &str| word.chars().next_back().filter(|c| c.is_alphabetic());
    if let Some(stem) = last_word.strip_suffix(['-', '\u{ad}', '‐']) {
        return match stem_end(stem) {
            Some(_) if last_word.ends_with('\u{ad}') => Seam::DropHyphen,
            Some(last) if is_divided(last, after) => Seam::DropHyphen,
            // `anno x-` goes on with `1`.
            Some(_) if first.is_alphanumeric() => Seam::Nothing,
            _ => Seam::Blank,
        };
    }
    // `servizi/` goes on without a blank as it began without one; `servizi /` does not.
    if let Some(stem) = last_word.strip_suffix('/') {
        return if stem.is_empty() || !first.is_alphanumeric() { Seam::Blank } else { Seam::Nothing };
    }
    match stem_end(last_word) {
        Some(last) if cannot_end_a_word(last_word, last) && is_tail(after) && !is_word(after) => Seam::Nothing,
        _ => Seam::Blank,
    }
}

/// Whether a hyphen between `last` and `after` is one that only the line end called for. In doubt
/// it is not: spreadsheets do not hyphenate, people write `socio-economico`.
fn is_divided(last: char, after: &str) -> bool {
    let first = after.chars().next().unwrap_or(' ');
    let doubled = last == first && !"aeiou".contains(last);
    first.is_lowercase() && (doubled || is_tail(after))
}

/// Whether a text begins with a piece that ends many Italian words and hardly stands alone.
fn is_tail(text: &str) -> bool {
    const TAILS: [&str; 16] = [
        "ione",
        "ioni",
        "zione",
        "zioni",
        "sione",
        "sioni",
        "strazione",
        "strazioni",
        "mento",
        "menti",
        "ento",
        "enti",
        "zazione",
        "zazioni",
        "tivo",
        "tivi",
    ];
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    TAILS.contains(&word)
}

/// Whether the tail with which a text begins is a word as well: bodies, chin, minds.
fn is_word(text: &str) -> bool {
    ["enti", "mento", "menti"].contains(&text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
}

/// Whether no Italian word ends like this piece: in a consonant other than `l n r d` (al, con, per,
/// ed), and long enough not to be an acronym or a borrowed word of one syllable.
fn cannot_end_a_word(word: &str, last: char) -> bool {
    let letters = word.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    last.is_lowercase() && !"aeiouàèéìòùlnrd".contains(last) && letters.chars().count() >= 5
}

#[cfg(test)]
mod tests {
    use super::{join_lines, letters, normalise};

    #[test]
    fn white_space_is_one_blank() {
        assert_eq!(normalise("  a \t\u{a0}b\n c "), "a b c");
        for text in [" \n", "", " "] {
            assert_eq!(normalise(text), "");
        }
        for (text, normal) in [("a b", "a b"), ("a  b", "a b"), (" a", "a"), ("a ", "a"), ("a\tb", "a b")] {
            assert_eq!(normalise(text), normal);
        }
    }

    #[test]
    fn letters_are_what_two_forms_of_a_text_share() {
        assert_eq!(letters("N. imprese (anno x-1)"), "nimpreseannox1");
        assert_eq!(letters("Perche\u{301} n.º 2"), letters("PERCHÉ N. 2"));
    }

    #[test]
    fn lines_are_joined_as_a_reader_would() {
        let cases = [
            ("S.Anagrafico \n\nCertificativo", "S.Anagrafico Certificativo"),
            ("Economico-\nFinanziario", "Economico-Finanziario"),
            ("Digitale- \nPID", "Digitale- PID"),
            ("Blue-\ngreen economy", "Blue-green economy"),
            ("svilup-\npo", "sviluppo"),
            ("ammini-\nstrazione", "amministrazione"),
            ("socio-\neconomico", "socio-economico"),
            ("e-\ncommerce", "e-commerce"),
            ("anno x / anno x-\n1", "anno x / anno x-1"),
            ("Area I -\nArea II", "Area I - Area II"),
            ("AREA I/\nAREA II", "AREA I/AREA II"),
            ("realizzati / \nprogrammati", "realizzati / programmati"),
            ("gg.dall'aggiornam\nento del", "gg.dall'aggiornamento del"),
            ("Internazionalizzaz\nione delle imprese", "Internazionalizzazione delle imprese"),
            ("Progetto\nente", "Progetto ente"),
            ("Business Network\nenti locali", "Business Network enti locali"),
            ("n.azioni\nfatte", "n.azioni fatte"),
            ("costi:\r\n(proventi)", "costi: (proventi)"),
        ];
        for (lines, text) in cases {
            assert_eq!(join_lines(lines), text, "{lines:?}");
        }
    }
}
