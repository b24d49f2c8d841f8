//! Titles, page headers and footers to the annex.

use crate::grammar::annex as grammar;
use crate::plan::Annex;
use crate::trace::{How, Traced};

/// The annex that the titles name; of several titles the first that names a thing counts.
pub(super) fn read(titles: &[Traced<String>], mut years: Vec<i32>) -> Annex {
    years.sort_unstable();
    years.dedup();
    Annex {
        label: first(titles, grammar::label),
        organisation: first(titles, grammar::organisation).or_else(|| over_two_lines(titles)),
        resolution: first(titles, grammar::resolution),
        years,
    }
}

fn first<T>(titles: &[Traced<String>], parse: impl Fn(&str) -> Option<T>) -> Option<Traced<T>> {
    titles.iter().find_map(|title| {
        let value = parse(&title.value)?;
        Some(title.clone().map(|_| value))
    })
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
