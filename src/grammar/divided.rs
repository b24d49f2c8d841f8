//! Words that are too long for their cell and stand on two lines.
//!
//! A print breaks a word where its cell ends, without a hyphen. It fills its line alone, and goes on
//! with what is no word; or the same word stands whole where a cell is wide enough for it.

use std::collections::{BTreeMap, BTreeSet};

/// Words with fewer letters fit in any cell.
const SHORTEST: usize = 6;

/// A word whose end alone stands on the next line has so many letters before it at least.
const LONG: usize = 12;

/// Ends of words that are none themselves.
const ENDINGS: [&str; 17] = [
    "to", "ta", "nto", "nta", "nti", "nte", "one", "oni", "ione", "ioni", "zione", "zioni", "tà", "ità", "vo", "tivo",
    "tiva",
];

/// Joins the two parts of words that stand whole elsewhere in the document, or can be nothing else.
pub fn join(texts: &mut [&mut String]) {
    let words: BTreeSet<String> =
        texts.iter().flat_map(|text| breaks(text)).map(|(head, tail)| format!("{head}{tail}")).collect();
    if words.is_empty() {
        return;
    }
    let mut seen: BTreeMap<&str, bool> = words.iter().map(|word| (word.as_str(), false)).collect();
    for (head, tail) in texts.iter().flat_map(|text| breaks(text)) {
        if head.chars().count() >= LONG
            && ENDINGS.contains(&tail.as_str())
            && let Some(seen) = seen.get_mut(format!("{head}{tail}").as_str())
        {
            *seen = true;
        }
    }
    for text in &*texts {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > SHORTEST) {
            if let Some(seen) = seen.get_mut(word.to_lowercase().as_str()) {
                *seen = true;
            }
        }
    }
    let whole: BTreeSet<String> = seen.into_iter().filter(|(_, seen)| *seen).map(|(word, _)| word.to_owned()).collect();
    if whole.is_empty() {
        return;
    }
    for text in texts.iter_mut() {
        if breaks(text).any(|(head, tail)| whole.contains(&format!("{head}{tail}"))) {
            **text = joined(text, &whole);
        }
    }
}

/// The ends of lines at which a word may be divided: its two parts, in small letters.
fn breaks(text: &str) -> impl Iterator<Item = (String, String)> {
    let lines = || text.lines();
    lines().zip(lines().skip(1)).filter_map(|(above, below)| parts(above, below))
}

/// The parts of a word that may be divided between two lines: it stands alone on the first.
fn parts(above: &str, below: &str) -> Option<(String, String)> {
    let head = above.trim();
    let tail = below.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let alone = head.chars().all(char::is_alphabetic) && head.chars().count() >= SHORTEST;
    (alone && tail.starts_with(char::is_lowercase)).then(|| (head.to_lowercase(), tail.to_owned()))
}

fn joined(text: &str, whole: &BTreeSet<String>) -> String {
    let mut all = String::with_capacity(text.len());
    let mut above = "";
    for line in text.lines() {
        if parts(above, line).is_some_and(|(head, tail)| whole.contains(&format!("{head}{tail}"))) {
            all.truncate(all.trim_end().len());
        } else if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(line);
        above = line;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn a_word_that_stands_whole_elsewhere_is_one() {
        let mut texts = [
            "crisi da \nsovraindebitamen \nto, concluse".to_owned(),
            "Procedure di sovraindebitamento".to_owned(),
            "controllo\nstrategico".to_owned(),
            "Reingegnerizzazio\nne dei processi".to_owned(),
            "Internazionalizzaz \nione del sistema".to_owned(),
        ];
        join(&mut texts.iter_mut().collect::<Vec<_>>());
        assert_eq!(texts[0], "crisi da \nsovraindebitamento, concluse");
        assert_eq!(texts[2], "controllo\nstrategico", "two words");
        assert_eq!(texts[4], "Internazionalizzazione del sistema", "its end is no word");
        assert_eq!(texts[3], "Reingegnerizzazio\nne dei processi", "nothing says that it is one");
    }
}
