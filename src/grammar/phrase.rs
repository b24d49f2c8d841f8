//! Phrases of running text: whether an indicator's words say what it measures.
//!
//! A pattern is a list of words: one may have alternatives (`tempo|tempi`), an open end
//! (`tempistic*`, `*` alone being any word), or be left out (`medio?`).

/// The words of a text in lower case; a number and the letters behind it are two.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut kind = None;
    for c in text.chars() {
        let now = c.is_alphanumeric().then(|| c.is_numeric());
        if let Some(numeric) = now {
            if kind != Some(numeric) {
                words.push(String::new());
            }
            let word = words.last_mut().expect("one was begun");
            word.extend(c.to_lowercase());
        }
        kind = now;
    }
    words
}

/// Whether the words begin with one of the patterns.
pub(crate) fn begins(words: &[String], patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| fits(pattern, words))
}

/// Whether one of the patterns stands anywhere in the words.
pub(crate) fn stands_in(words: &[String], patterns: &[&str]) -> bool {
    (0..words.len()).any(|at| begins(&words[at..], patterns))
}

fn fits(pattern: &str, words: &[String]) -> bool {
    let (item, rest) = pattern.split_once(' ').unwrap_or((pattern, ""));
    if item.is_empty() {
        return true;
    }
    let (alternatives, optional) = item.strip_suffix('?').map_or((item, false), |item| (item, true));
    let here = words.split_first().is_some_and(|(word, after)| is_one_of(word, alternatives) && fits(rest, after));
    here || (optional && fits(rest, words))
}

fn is_one_of(word: &str, alternatives: &str) -> bool {
    alternatives.split('|').any(|alternative| match alternative.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == alternative,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_at_signs_and_after_numbers() {
        assert_eq!(words("N.° giorni, entro 30gg dall'È"), ["n", "giorni", "entro", "30", "gg", "dall", "è"]);
        assert_eq!(words(" … "), Vec::<String>::new());
    }

    #[test]
    fn patterns_have_alternatives_open_ends_and_words_that_may_lack() {
        let begins = |text: &str, pattern: &str| begins(&words(text), &[pattern]);
        assert!(begins("Tempi medi di evasione", "tempo|tempi medi*"));
        assert!(begins("Numero di giorni", "numero medio? di giorni"));
        assert!(begins("numero medio di giorni", "numero medio? di giorni"));
        assert!(!begins("Temporale", "tempo|tempi"));
        assert!(!begins("entro", "entro *"));
        assert!(stands_in(&words("Pratiche evase entro i 30gg"), &["entro i|il? * gg|giorni"]));
        assert!(!stands_in(&words("Pratiche evase entro l'anno"), &["entro i|il? * gg|giorni"]));
    }
}
