//! Titles, page headers and footers to the annex.

use crate::grammar::annex as grammar;
use crate::plan::{Annex, ResolutionRef};
use crate::trace::{How, Traced};

/// The annex that the titles name; of several titles the first that names a thing counts.
pub(super) fn read(titles: &[Traced<String>], mut years: Vec<i32>) -> Annex {
    years.sort_unstable();
    years.dedup();
    Annex {
        label: first(titles, grammar::label),
        organisation: first(titles, grammar::organisation)
            .filter(|name| !is_cut(&name.value))
            .or_else(|| over_two_lines(titles))
            .or_else(|| first(titles, grammar::organisation)),
        resolution: resolution(titles),
        years,
    }
}

fn first<T>(titles: &[Traced<String>], parse: impl Fn(&str) -> Option<T>) -> Option<Traced<T>> {
    titles.iter().find_map(|title| {
        let value = parse(&title.value)?;
        Some(title.clone().map(|_| value))
    })
}

/// The resolution that a title names; where it names a part only, with the lines right below it that
/// a narrow column has cut off.
fn resolution(titles: &[Traced<String>]) -> Option<Traced<ResolutionRef>> {
    const MOST_LINES: usize = 4;
    let named = first(titles, grammar::resolution);
    let whole = |named: &ResolutionRef| named.number.is_some() && named.date.is_some();
    if named.as_ref().is_some_and(|named| whole(&named.value)) {
        return named;
    }
    let begins = |title: &str| grammar::label(title).is_some() || title.to_lowercase().contains("deliber");
    let joined = titles.iter().enumerate().filter(|(_, title)| begins(&title.value)).find_map(|(at, title)| {
        let mut text = title.value.clone();
        let mut places = title.places().clone();
        let mut goes_on = true;
        titles[at + 1..].iter().take(MOST_LINES - 1).find_map(|next| {
            goes_on = goes_on && (is_cut(&text) || continues(&next.value));
            if !goes_on {
                return None;
            }
            text = format!("{text} {}", next.value);
            next.places().iter().cloned().for_each(|place| places.push(place));
            let named = grammar::resolution(&text).filter(whole)?;
            Some(Traced::new(named, places.clone(), How::Joined))
        })
    });
    joined.or(named)
}

/// Whether a name ends where no name does: in a particle or at a hyphen.
fn is_cut(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    ["e", "ed", "di", "del", "della", "dell'", "dei", "delle", "degli", "alla", "n.", "-", "–"].contains(&last.as_str())
}

/// Whether a line goes on with the reference to a resolution in the line above.
fn continues(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["del", "n.", "n°", "nr.", "deliberazione", "delibera", "della", "giunta", "camerale"].contains(&first.as_str())
}

/// A chamber whose name and place stand in two titles, one below the other.
fn over_two_lines(titles: &[Traced<String>]) -> Option<Traced<String>> {
    let named_else = |title: &str| grammar::label(title).is_some() || grammar::resolution(title).is_some();
    titles.windows(2).find_map(|pair| {
        let [name, place] = pair else { return None };
        if named_else(&name.value) || named_else(&place.value) {
            return None;
        }
        let value = grammar::organisation(&format!("{} {}", name.value, place.value))?;
        let mut places = name.places().clone();
        place.places().iter().cloned().for_each(|at| places.push(at));
        Some(Traced::new(value, places, How::Joined))
    })
}
