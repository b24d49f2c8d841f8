//! Titles, page headers and footers to the annex.

use crate::grammar::annex as grammar;
use crate::plan::Annex;
use crate::trace::Traced;

/// The annex that the titles name; of several titles the first that names a thing counts.
pub(super) fn read(titles: &[Traced<String>], mut years: Vec<i32>) -> Annex {
    years.sort_unstable();
    years.dedup();
    Annex {
        label: first(titles, grammar::label),
        organisation: first(titles, grammar::organisation),
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
