//! Ids made of words.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a name as an id: ASCII, lower case, joined with hyphens.
pub(super) fn slug(words: &[String]) -> String {
    let plain = |word: &String| {
        let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        letters.filter(char::is_ascii_alphanumeric).collect::<String>()
    };
    words.iter().map(plain).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// Ids given so far, each with the number that the next one of its name gets.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeMap<String, u32>);

impl Taken {
    /// The id wanted if it is free, else the first of `id-2`, `id-3` … that is.
    pub(super) fn give(&mut self, wanted: String) -> String {
        let wanted = if wanted.is_empty() { "unnamed".to_owned() } else { wanted };
        let mut id = wanted.clone();
        while self.0.contains_key(&id) {
            let next = self.0.entry(wanted.clone()).or_insert(2);
            id = format!("{wanted}-{next}");
            *next += 1;
        }
        self.0.insert(id.clone(), 2);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::{Taken, slug};

    #[test]
    fn slugs_are_plain() {
        let words: Vec<String> = ["qualità", "dell", "2ª", "—"].iter().map(|w| (*w).to_owned()).collect();
        assert_eq!(slug(&words), "qualita-dell-2");
    }

    #[test]
    fn no_id_is_given_twice() {
        let mut taken = Taken::default();
        let ids: Vec<String> = ["a", "a-2", "a", "a", "b"].iter().map(|id| taken.give((*id).to_owned())).collect();
        assert_eq!(ids, ["a", "a-2", "a-3", "a-4", "b"]);
    }
}
