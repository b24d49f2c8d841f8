//! Which words of two texts differ.

use serde::Serialize;

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether the other text has them not.
    pub differs: bool,
}

/// Both texts in pieces: the longest sequence of words that they share, and what lies between. Texts
/// too long for that differ as a whole.
pub fn pieces(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    /// Pairs of words that are compared at most.
    const MOST: usize = 250_000;
    let a: Vec<&str> = before.split_inclusive(char::is_whitespace).collect();
    let b: Vec<&str> = after.split_inclusive(char::is_whitespace).collect();
    if a.len() * b.len() > MOST {
        return (joined(a.iter().map(|w| (*w, true))), joined(b.iter().map(|w| (*w, true))));
    }
    // longest[i][j]: the words that a[i..] and b[j..] share.
    let mut longest = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i].trim_end() == b[j].trim_end() {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut old, mut new) = (vec![true; a.len()], vec![true; b.len()]);
    while i < a.len() && j < b.len() {
        if a[i].trim_end() == b[j].trim_end() {
            (old[i], new[j]) = (false, false);
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (joined(a.into_iter().zip(old)), joined(b.into_iter().zip(new)))
}

fn joined<'a>(words: impl Iterator<Item = (&'a str, bool)>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (word, differs) in words {
        match pieces.last_mut() {
            Some(last) if last.differs == differs => last.text.push_str(word),
            _ => pieces.push(Piece { text: word.to_owned(), differs }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn check(before: &str, after: &str, expect: (&str, &str)) {
        let (a, b) = pieces(before, after);
        let show = |pieces: &[super::Piece]| -> String {
            pieces.iter().map(|p| if p.differs { format!("[{}]", p.text) } else { p.text.clone() }).collect()
        };
        assert_eq!((show(&a).as_str(), show(&b).as_str()), expect);
    }

    #[test]
    fn words_that_stay_are_told_from_those_that_go() {
        check("entro 30 giorni", "entro 20 giorni", ("entro [30 ]giorni", "entro [20 ]giorni"));
        check("", "95%", ("", "[95%]"));
        check("a b c", "a c", ("a [b ]c", "a c"));
        check("uguale", "uguale", ("uguale", "uguale"));
    }

    #[test]
    fn long_texts_differ_as_a_whole() {
        let text = "parola ".repeat(600);
        let (a, b) = pieces(&text, &text);
        assert!(a.len() == 1 && a[0].differs && b.len() == 1);
    }
}
