//! The names of the perspectives of a list, and its cells once they are known.

use std::collections::BTreeMap;

use super::Kind;
use super::seating::Token;
use super::words::{Part, Start, Word, flat};
use crate::normalise::flow::kinds;
use crate::normalise::flow::map::{evidence, topics};

/// Names of perspectives, the longest first.
pub type Sides = Vec<Vec<String>>;

/// No name has more words.
const LONGEST: usize = 8;

/// What the names may be: told by all cells, by the objectives or by the missions alone, and none at all.
pub fn guesses<'a, 'b: 'a>(parts: impl Iterator<Item = &'a Part<'b>> + Clone, rows: usize) -> Vec<Sides> {
    let parts: Vec<&Part<'_>> = parts.collect();
    let objective = |part: &Part<'_>| matches!(part.start, Some(Start::Objective(_)));
    let mut out = Vec::new();
    for wanted in [|_: bool| true, |objective: bool| objective, |objective: bool| !objective] {
        let sides = learn(&parts, |part| wanted(objective(part)), rows);
        if !out.contains(&sides) {
            out.push(sides);
        }
    }
    // Without a column of them there are none.
    let headed = parts.iter().filter(|p| p.start.is_none()).flat_map(|p| p.words.iter().chain(&p.foreign));
    let headed = headed.into_iter().any(|word| word.text.to_lowercase().starts_with("prospettiv"));
    out.retain(|sides| !sides.is_empty());
    if !headed {
        out.push(Sides::new());
    }
    out
}

fn learn(parts: &[&Part<'_>], wanted: impl Fn(&Part<'_>) -> bool, rows: usize) -> Sides {
    let mut found: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let own: Vec<&&Part<'_>> = parts.iter().filter(|p| p.start.is_some() && wanted(p)).collect();
    for (at, part) in own.iter().enumerate() {
        for other in &own[at + 1..] {
            for name in told(part, other) {
                *found.entry(name).or_default() += 1;
            }
        }
    }
    for (name, (count, place)) in alone(parts) {
        let side = topics::side(&name.join(" "));
        let ends = || own.iter().any(|p| p.words.len() > name.len() + 1 && ends_in(&p.words, &name));
        let telling = match place {
            Place::Before => side.is_some(),
            Place::Mission => side.is_some_and(|side| side > 0) || ends(),
            Place::Objective => ends(),
        };
        if count > 1 || telling {
            *found.entry(name).or_default() += count;
        }
    }
    let mut names: Sides = found.into_keys().collect();
    // A name that ends in another one took a word of the cell before it.
    let all = names.clone();
    names.retain(|name| !all.iter().any(|other| other.len() < name.len() && name.ends_with(other)));
    if names.len() > rows {
        return Sides::new();
    }
    let last = lasts(&own, &names);
    names.extend(last);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

fn ends_in(words: &[Word<'_>], name: &[String]) -> bool {
    words.len() >= name.len() && words[words.len() - name.len()..].iter().zip(name).all(|(w, n)| w.text == n)
}

/// The names that stand once, behind cells that have the column of names to their right: the last
/// group of lines.
fn lasts(parts: &[&&Part<'_>], names: &Sides) -> Sides {
    let ends = |part: &Part<'_>| names.iter().any(|name| ends_in(&part.words, name));
    let objective = |part: &Part<'_>| matches!(part.start, Some(Start::Objective(_)));
    let count = |kind: bool| parts.iter().filter(|p| objective(p) == kind && ends(p)).count();
    let kind = count(true) > count(false);
    let mut out = Sides::new();
    for part in parts.iter().filter(|p| objective(p) == kind && !ends(p)) {
        let groups = groups(&part.words);
        let [_, .., last] = groups.as_slice() else { continue };
        let name = texts(last);
        if is_name(&[], last) && topics::side(&flat(last)).is_some() && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// The names that two cells tell: what both end in, if the cells are two, or what follows the common
/// beginning of one mission.
fn told(a: &Part<'_>, b: &Part<'_>) -> Vec<Vec<String>> {
    let (x, y) = (&a.words, &b.words);
    if a.start == b.start {
        let common = x.iter().zip(y).take_while(|(v, w)| v.text == w.text).count();
        let opens = |words: &[Word<'_>], at: usize| at == words.len() || is_name(&words[..at], &words[at..]);
        let Some(at) = (2..=common).rev().find(|&at| opens(x, at) && opens(y, at)) else { return Vec::new() };
        let rests = [&x[at..], &y[at..]];
        return rests.into_iter().filter(|rest| !rest.is_empty()).map(texts).collect();
    }
    let common = x.iter().rev().zip(y.iter().rev()).take_while(|(v, w)| v.text == w.text).count();
    let from = |words: &[Word<'_>], length: usize| words.len() - length;
    let name = (1..=common.min(LONGEST)).rev().find(|&length| {
        let (i, j) = (from(x, length), from(y, length));
        i > 1 && j > 1 && is_name(&x[..i], &x[i..]) && is_name(&y[..j], &y[j..])
    });
    name.map(|length| texts(&x[from(x, length)..])).into_iter().collect()
}

fn texts(words: &[Word<'_>]) -> Vec<String> {
    words.iter().map(|w| w.text.to_owned()).collect()
}

/// Whether a name may stand behind these words.
fn is_name(before: &[Word<'_>], name: &[Word<'_>]) -> bool {
    let goes_on = before.last().is_some_and(|w| kinds::open_ending(w.text) || w.text.ends_with([',', ':', '-']));
    !goes_on && name.len() <= LONGEST && evidence::is_perspective(&flat(name)) && !kinds::open_ending(&flat(name))
}

/// What a name that stands alone stands behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// No cell.
    Before,
    Mission,
    Objective,
}

/// Groups of lines between empty ones that hold nothing but a name, how often each is there and behind
/// what.
fn alone(parts: &[&Part<'_>]) -> BTreeMap<Vec<String>, (usize, Place)> {
    let mut out: BTreeMap<Vec<String>, (usize, Place)> = BTreeMap::new();
    for part in parts {
        let place = match part.start {
            None => Place::Before,
            Some(Start::Mission(_)) => Place::Mission,
            Some(Start::Objective(_)) => Place::Objective,
        };
        let skip = usize::from(part.start.is_some());
        for group in groups(&part.words).into_iter().skip(skip).chain(groups(&part.foreign)) {
            if is_name(&[], group) {
                let known = out.entry(texts(group)).or_insert((0, place));
                known.0 += 1;
                if place == Place::Before {
                    known.1 = place;
                }
            }
        }
    }
    out
}

/// Words by the empty lines between them.
fn groups<'a, 'b>(words: &'b [Word<'a>]) -> Vec<&'b [Word<'a>]> {
    words.chunk_by(|_, next| !next.after_gap).collect()
}

/// The cells of a part.
pub fn tokens<'a>(part: &Part<'a>, sides: &Sides) -> Vec<Token<'a>> {
    let mut out = Vec::new();
    let mut rest = part.words.as_slice();
    if let Some(start) = part.start {
        let kind = match start {
            Start::Objective(number) => Kind::Objective(number),
            Start::Mission(code) => Kind::Mission(code),
        };
        let end = (2..rest.len()).find(|&at| all_names(&rest[at..], sides)).unwrap_or(rest.len());
        out.push(Token { kind, words: rest[..end].to_vec() });
        rest = &rest[end..];
    }
    for words in [rest, &part.foreign] {
        out.extend(stray(words, sides));
    }
    out
}

fn leading(words: &[Word<'_>], sides: &Sides) -> Option<(usize, usize)> {
    let is = |name: &[String]| name.len() <= words.len() && name.iter().zip(words).all(|(n, w)| n == w.text);
    sides.iter().position(|name| is(name)).map(|at| (at, sides[at].len()))
}

fn all_names(words: &[Word<'_>], sides: &Sides) -> bool {
    let mut rest = words;
    while let Some((_, length)) = leading(rest, sides) {
        rest = &rest[length..];
    }
    rest.is_empty()
}

/// The names among other words, each from the begin of a line or from the end of another name.
fn stray<'a>(words: &[Word<'a>], sides: &Sides) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::new();
    let (mut at, mut after) = (0, true);
    while at < words.len() {
        let name = leading(&words[at..], sides).filter(|(_, length)| {
            let next = words.get(at + length);
            (after || words[at].first)
                && next.is_none_or(|w| w.first || leading(&words[at + length..], sides).is_some())
        });
        after = name.is_some();
        if let Some((name, length)) = name {
            out.push(Token { kind: Kind::Perspective(name), words: words[at..at + length].to_vec() });
            at += length;
        } else {
            at += 1;
        }
    }
    out
}
