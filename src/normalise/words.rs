//! The words of a short text, folded so that spelling habits do not matter.

use std::borrow::Cow;

use crate::italian::MONTHS;

/// A word and where it begins in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// Lower case, accents left out; initials run together (`U.M.` is `um`).
    pub text: Cow<'a, str>,
    /// What it is.
    pub kind: Kind,
    /// Byte offset of its first letter.
    pub start: usize,
}

/// Numbers that mean a time are told from words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters or any other number.
    Text,
    /// A year from 1990 to 2099.
    Year(i32),
    /// A day; only its year matters.
    Date(i32),
}

impl Word<'_> {
    /// The year that the word names.
    pub const fn year(&self) -> Option<i32> {
        match self.kind {
            Kind::Year(year) | Kind::Date(year) => Some(year),
            Kind::Text => None,
        }
    }
}

/// Words that join others and tell nothing of a header's meaning.
const PARTICLES: &[&str] = &[
    "a", "ad", "agli", "ai", "al", "all", "alla", "alle", "allo", "con", "d", "da", "dal", "dall", "dalla", "de",
    "degli", "dei", "del", "dell", "della", "delle", "dello", "di", "e", "ed", "gli", "i", "il", "in", "l", "la", "le",
    "lo", "nel", "nell", "nella", "o", "per", "su", "sul", "sull", "sulla",
];

fn is_particle(word: &str) -> bool {
    /// No particle has more letters.
    const LONGEST: usize = 5;
    word.len() <= LONGEST && PARTICLES.contains(&word)
}

/// The words of a text, particles left out unless there is nothing else.
pub fn words(text: &str) -> Vec<Word<'_>> {
    telling(split(text, usize::MAX))
}

/// The same, if there are no more than so many: a longer text is not read to its end.
pub fn few_words(text: &str, most: usize) -> Option<Vec<Word<'_>>> {
    let all = telling(split(text, most));
    (all.len() <= most).then_some(all)
}

fn telling(mut words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    if !words.iter().all(|w| is_particle(&w.text)) {
        words.retain(|w| !is_particle(&w.text));
    }
    words
}

/// The letters and digits of a text, lower case and without accents, words parted by one blank:
/// what two spellings of a name have in common.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            push_folded(&mut folded, c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// How a text begins.
#[derive(Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// With this word, folded.
    Word(Cow<'a, str>),
    /// With a number that is no year or day, or with no word at all.
    Number,
    /// What comes first is told by what follows: a particle, an initial, perhaps a day.
    Open,
}

/// The first word of a text, without a look at the others.
pub fn first(text: &str) -> First<'_> {
    let Some(start) = text.find(char::is_alphanumeric) else { return First::Number };
    let from = &text[start..];
    let (word, after) = from.split_at(length_of_word(from));
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let day = word.len() <= 2 && !after.is_empty();
        return if day || year(word).is_some() { First::Open } else { First::Number };
    }
    if !word.chars().all(char::is_alphabetic) {
        return First::Open;
    }
    let folded = folded(word);
    if folded.len() > 1 && !is_particle(&folded) { First::Word(folded) } else { First::Open }
}

/// Bytes of the word with which a text begins.
fn length_of_word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())
}

/// A word, folded. Most are printed as they fold.
fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    word.chars().for_each(|c| push_folded(&mut folded, c));
    Cow::Owned(folded)
}

fn push_folded(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        out.push(match c {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            c => c,
        });
    }
}

/// The words of a text until more than so many of them are no particles.
fn split(text: &str, most: usize) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut count = 0;
    let mut rest = text;
    while let Some(offset) = rest.find(char::is_alphanumeric) {
        if count > most {
            break;
        }
        let start = text.len() - rest.len() + offset;
        let from = &text[start..];
        if let Some((length, year)) = date(from) {
            count += 1;
            words.push(Word { text: Cow::Borrowed(&from[..length]), kind: Kind::Date(year), start });
            rest = &from[length..];
            continue;
        }
        let length = length_of_word(from);
        let folded = folded(&from[..length]);
        let initial = |s: &str| s.chars().all(char::is_alphabetic) && s.len() == 1;
        let after_dot = text[..start].ends_with('.');
        match words.last_mut() {
            // `U.M.`, `S.A.L.`: initials with nothing but a dot between them.
            Some(last) if after_dot && initial(&folded) && last.start + 2 * last.text.len() == start => {
                last.text.to_mut().push_str(&folded);
            }
            _ => {
                // `T2024`: the target of that year.
                let digits = folded.strip_prefix('t').filter(|digits| year(digits).is_some()).map(str::to_owned);
                let text = digits.map_or(folded, Cow::Owned);
                count += usize::from(!is_particle(&text));
                words.push(Word { kind: year(&text).map_or(Kind::Text, Kind::Year), text, start });
            }
        }
        rest = &from[length..];
    }
    words
}

fn year(word: &str) -> Option<i32> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1990..=2099).contains(year))
}

/// Length and year of a date with which a text begins: `30/06/2020`, `30.6.2020`, `30 giugno 2020`.
fn date(text: &str) -> Option<(usize, i32)> {
    numeric_date(text).or_else(|| spelt_date(text))
}

fn spelt_date(text: &str) -> Option<(usize, i32)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).filter(|_| (1..=2).contains(&digits))?.trim_start_matches(['°', ' ']);
    let name = rest.split(|c: char| !c.is_alphabetic()).next()?;
    let rest = rest[name.len()..].trim_start();
    let year = rest.get(..4).and_then(year)?;
    let ends = !rest[4..].starts_with(|c: char| c.is_alphanumeric());
    (ends && MONTHS.contains(&name.to_lowercase().as_str())).then_some((text.len() - rest.len() + 4, year))
}

fn numeric_date(text: &str) -> Option<(usize, i32)> {
    let mut rest = text;
    for longest in [2, 2] {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > longest {
            return None;
        }
        rest = rest[digits..].strip_prefix(['/', '.', '-'])?;
    }
    let year = rest.get(..4).and_then(year)?;
    let ends = !rest[4..].starts_with(|c: char| c.is_alphanumeric());
    ends.then_some((text.len() - rest.len() + 4, year))
}

#[cfg(test)]
mod tests {
    use super::{First, Kind, few_words, first, fold, words};

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.text.into_owned()).collect()
    }

    #[test]
    fn words_are_folded_and_particles_left_out() {
        assert_eq!(texts("Programmi di INTERVENTO"), ["programmi", "intervento"]);
        assert_eq!(texts("Unità di misura"), ["unita", "misura"]);
        assert_eq!(texts("Peso (%)"), ["peso"]);
        assert_eq!(texts("U.M."), ["um"]);
        assert_eq!(texts("S.A.L. al 30/06/2020"), ["sal", "30/06/2020"]);
        assert_eq!(texts("N. ord."), ["n", "ord"]);
        assert_eq!(texts("E"), ["e"]);
    }

    #[test]
    fn long_texts_are_not_read_to_their_end() {
        let text = "Numero di imprese della provincia";
        assert_eq!(few_words(text, 3), Some(words(text)));
        assert_eq!(few_words(text, 2), None);
        // Letters with dots between them are one word.
        assert_eq!(few_words("S.A.L. finale", 2), Some(words("S.A.L. finale")));
        assert_eq!(few_words("di", 0), None);
    }

    #[test]
    fn the_first_word_tells_where_it_is_one() {
        assert_eq!(first(" «Qualità» dei servizi"), First::Word("qualita".into()));
        assert_eq!(first("Ind. di qualità"), First::Word("ind".into()));
        for text in ["N. ord.", "2020", "30 giugno 2020", "di chi", "3a", "x"] {
            assert_eq!(first(text), First::Open, "{text}");
        }
        for text in ["100", "%", "", "85", "12345 pratiche"] {
            assert_eq!(first(text), First::Number, "{text}");
        }
    }

    #[test]
    fn years_and_dates_are_told_from_numbers() {
        assert_eq!(words("2020")[0].kind, Kind::Year(2020));
        assert_eq!(words("1.2.2021")[0].kind, Kind::Date(2021));
        assert_eq!(words("al 30 giugno 2021")[0].kind, Kind::Date(2021));
        assert_eq!(words("30 giorni 2021").len(), 3);
        assert_eq!(words("T2021")[0].kind, Kind::Year(2021));
        assert_eq!(words("20200")[0].kind, Kind::Text);
        assert_eq!(words("120")[0].kind, Kind::Text);
    }

    #[test]
    fn folding_keeps_what_two_spellings_share() {
        assert_eq!(fold("  Economico - Finanziario\n"), "economico finanziario");
        assert_eq!(fold("Qualità"), fold("QUALITA'"));
    }
}
