//! The name of a unit: its kind, its words, and when two names are one unit.

use crate::normalise::finish::likeness::{is_capital, is_particle};
use crate::trace::Inference;

/// Kinds of unit: words before the name that tell little. A unit is `Servizio Staff` here and
/// `S. Staff` there.
const KINDS: [(&str, &[&str]); 6] = [
    ("servizio", &["servizio", "servizi", "servizio/i", "servizi/o", "serv", "s"]),
    ("ufficio", &["ufficio", "uffici", "uff"]),
    ("settore", &["settore", "settori", "sett"]),
    ("unità", &["unità", "uo"]),
    ("area", &["area", "aree"]),
    ("direzione", &["direzione", "dipartimento", "divisione"]),
];

/// A spelling, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// As printed.
    pub(super) raw: String,
    /// Times it is printed.
    times: usize,
    /// Its kind, if one is printed.
    kind: Option<&'static str>,
    /// Its words in lower case, kind and particles left out.
    pub(super) words: Vec<String>,
    /// The same without their endings.
    pub(super) stems: Vec<String>,
    /// Words that are initials, `RR.FF.PP.`: the letters, doubled ones once.
    initials: Vec<Option<Vec<char>>>,
    /// Whether a word comes behind `e`.
    joined: Vec<bool>,
}

impl Name {
    pub(super) fn new(raw: &str, times: usize) -> Self {
        let (kind, rest) = take_kind(raw);
        let rest = if pieces(rest).next().is_none() { raw } else { rest };
        let mut name = Self {
            raw: raw.to_owned(),
            times,
            kind,
            words: Vec::new(),
            stems: Vec::new(),
            initials: Vec::new(),
            joined: Vec::new(),
        };
        let mut behind_joint = false;
        let pieces: Vec<&str> = pieces(rest).collect();
        for (at, piece) in pieces.iter().enumerate() {
            let letter = (at == 0 || at + 1 == pieces.len()) && is_capital(piece);
            let word: String = piece.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            if word.is_empty() || (is_particle(&word) && !letter) {
                behind_joint |= word == "e" || word == "ed";
                continue;
            }
            name.joined.push(behind_joint);
            behind_joint = false;
            name.initials.push(initials(piece, rest));
            name.stems.push(stem(&word));
            name.words.push(word);
        }
        name
    }

    /// By what the fullest of several spellings is chosen: most words, fewest initials, a kind in
    /// full, printed most often.
    pub(super) fn fullness(&self) -> (usize, usize, usize, usize) {
        let letters = self.words.iter().map(String::len).sum();
        let spelt_kind = usize::from(self.kind.is_some_and(|kind| {
            let stem: String = kind.chars().take(kind.chars().count() - 1).collect();
            self.raw.to_lowercase().starts_with(&stem)
        }));
        (letters, spelt_kind, self.times, self.raw.len())
    }

    fn has_initials(&self) -> bool {
        self.initials.iter().any(Option::is_some)
    }

    /// Whether it is an area or a department, which holds services and offices.
    pub(super) fn is_wider(&self) -> bool {
        matches!(self.kind, Some("area" | "direzione"))
    }

    /// Whether both print a kind, and not the same.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        matches!((self.kind, other.kind), (Some(a), Some(b)) if a != b)
    }
}

/// How two spellings that are not the same beyond doubt can be one unit, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sameness {
    /// The same but for a slip of typing.
    Slip,
    /// Initials stand for words of the other.
    Initials,
    /// One is the beginning of the other.
    Beginning,
    /// The same words under another kind: `Ufficio` and `Servizio`.
    Kind,
}

impl Sameness {
    /// The levels at which names of other words are joined, in order.
    pub(super) const LEVELS: [Self; 3] = [Self::Slip, Self::Initials, Self::Beginning];

    /// Whether one name joins another at this level.
    pub(super) fn joins(self, from: &Name, into: &Name) -> bool {
        if from.contradicts(into) || from.is_wider() != into.is_wider() {
            return false;
        }
        match self {
            Self::Slip => is_slip(&from.stems, &into.stems),
            Self::Initials => from.has_initials() && stands_for(from, into),
            Self::Beginning => is_beginning(from, into),
            Self::Kind => from.stems == into.stems,
        }
    }

    /// Why a unit joined at this level is in doubt.
    pub(super) fn doubt(self) -> Inference {
        let (because, confidence) = match self {
            Self::Slip => ("the names differ by a letter or two", 0.9),
            Self::Initials => ("initials that fit the words of one other name", 0.9),
            Self::Beginning => ("a shortened name: the beginning of one other name only", 0.85),
            Self::Kind => ("one name under two kinds of unit", 0.75),
        };
        Inference::new(because, confidence)
    }
}

/// Whether a text begins with the name of a kind, in full or cut short.
pub(super) fn begins_with_kind(text: &str) -> bool {
    let (kind, rest) = take_kind(text);
    kind.is_some() && rest.starts_with(char::is_alphanumeric)
}

/// The kind that a name prints, and the name without it.
fn take_kind(raw: &str) -> (Option<&'static str>, &str) {
    let text = raw.trim_start();
    let dotted = ["U.O.", "u.o.", "U. O."].iter().find_map(|unit| text.strip_prefix(unit));
    if let Some(rest) = dotted {
        return (Some("unità"), rest.trim_start());
    }
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '/')).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let word = first.to_lowercase();
    let after = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    // `S.` and `Sett.` are kinds; the `S` of `S.G.RR.FF` too, the `s` of `s'` not.
    let more = ["(o)", "(i)", "operativa ", "organizzativa ", "Operativa ", "Organizzativa "];
    let rest_of_kind = more.iter().find_map(|more| after.strip_prefix(more)).unwrap_or(after).trim_start();
    let found = KINDS.iter().find(|(kind, spellings)| spellings.contains(&word.as_str()) || is_misspelt(&word, kind));
    match found {
        Some((kind, _)) if word != "s" || rest.starts_with(['.', ' ']) => (Some(kind), rest_of_kind),
        _ => (None, text),
    }
}

/// Whether a word is a kind with one letter wrong, missing or too many.
fn is_misspelt(word: &str, kind: &str) -> bool {
    kind.len() >= 6
        && word.len().abs_diff(kind.len()) <= 1
        && word.get(..1) == kind.get(..1)
        && strsim::osa_distance(word, kind) == 1
}

/// The words of a name; a run of initials with points is one.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '.')).flat_map(|word| {
        let dotted = word.split('.').filter(|part| !part.is_empty());
        // `RR.FF.PP.` and `G.RR.FF` stay whole; `Gest.Risorse` are two words.
        let short = dotted.clone().all(|part| part.chars().count() <= 2 && part.chars().all(char::is_uppercase));
        let parts: Vec<&str> = if short { vec![word] } else { dotted.collect() };
        parts.into_iter().filter(|part| part.chars().any(char::is_alphanumeric))
    })
}

/// The letters for which a word stands, if it is made of initials: `RR.FF.PP.`, `URP`. A whole
/// name in capitals has none.
fn initials(piece: &str, name: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = piece.chars().filter(|c| *c != '.').collect();
    let capitals = letters.len() >= 2 && letters.iter().all(|c| c.is_uppercase());
    let shouted = !name.chars().any(char::is_lowercase) && !piece.contains('.') && letters.len() > 4;
    if !capitals || shouted || (!piece.contains('.') && letters.len() > 6) {
        return None;
    }
    let mut once: Vec<char> = Vec::new();
    for letter in letters.iter().flat_map(|c| c.to_lowercase()) {
        // Italian doubles the initials of plurals.
        if once.last() != Some(&letter) {
            once.push(letter);
        }
    }
    Some(once)
}

/// A word without its ending: singular and plural, masculine and feminine have the same.
fn stem(word: &str) -> String {
    let stem = word.trim_end_matches(['a', 'e', 'i', 'o', 'à', 'ì', 'h']);
    if stem.chars().count() >= 3 { stem.to_owned() } else { word.to_owned() }
}

/// Whether two names have as many words, all the same but for one or two letters of long ones.
fn is_slip(a: &[String], b: &[String]) -> bool {
    let near = |(x, y): (&String, &String)| {
        let length = x.chars().count().min(y.chars().count());
        let allowed = match length {
            0..=4 => 0,
            5..=9 => 1,
            _ => 2,
        };
        x == y || (allowed > 0 && strsim::osa_distance(x, y) <= allowed)
    };
    a.len() == b.len() && a != b && a.iter().zip(b).all(near)
}

/// Whether `short`, with its initials spelt out, is `long`, or at least its beginning.
fn stands_for(short: &Name, long: &Name) -> bool {
    let mut rest = long.stems.iter();
    let mut spelt = 0;
    for (stem, initials) in short.stems.iter().zip(&short.initials) {
        match initials {
            Some(letters) => {
                for letter in letters {
                    match rest.next() {
                        Some(word) if word.starts_with(*letter) => spelt += 1,
                        _ => return false,
                    }
                }
            }
            None => match rest.next() {
                Some(word) if word == stem => {}
                _ => return false,
            },
        }
    }
    spelt >= 2
}

/// Whether two words or more are the beginning of a longer name. What follows `e` may be a name of
/// its own, so that the longer one names two units.
fn is_beginning(short: &Name, long: &Name) -> bool {
    let length = short.stems.len();
    length >= 2 && long.stems.starts_with(&short.stems) && long.joined.get(length) == Some(&false)
}
