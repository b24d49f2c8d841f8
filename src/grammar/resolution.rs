//! References to resolutions (deliberazioni): who resolved, number, date.

use super::date;
use super::scan::Scan;
use crate::plan::ResolutionRef;

/// What a text names of a resolution; each part may be missing.
///
/// ```
/// let named = cruscotto::grammar::resolution::read("D GC n.92 del 21.07.2020");
/// assert_eq!((named.body.as_deref(), named.number), (Some("Giunta"), Some(92)));
/// ```
#[must_use]
pub fn read(text: &str) -> ResolutionRef {
    let dated = date::find(text);
    let before_date = dated.as_ref().map_or(text, |(at, _)| &text[..at.start]);
    ResolutionRef {
        body: body(text).map(str::to_owned),
        number: number(before_date),
        date: dated.map(|(_, date)| date),
    }
}

/// The body that resolves, under its name without adjectives. Of several the first named.
fn body(text: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 6] = [
        ("giunta", "Giunta"),
        ("consiglio", "Consiglio"),
        ("presidente", "Presidente"),
        ("presidenziale", "Presidente"),
        ("segretario generale", "Segretario Generale"),
        ("commissario", "Commissario"),
    ];
    let lower = text.to_lowercase();
    let named = WORDS.iter().filter_map(|(word, name)| Some((lower.find(word)?, *name))).min();
    named.map(|(_, name)| name).or_else(|| {
        acronyms(text).find_map(|acronym| match acronym.as_str() {
            "GC" | "DGC" | "DG" => Some("Giunta"),
            "CC" | "DCC" => Some("Consiglio"),
            _ => None,
        })
    })
}

/// Whether a text names a resolution by word or acronym, not just a date.
pub(super) fn is_named(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("deliber")
        || lower.contains("determin")
        || acronyms(text).any(|acronym| ["GC", "DGC", "CC", "DCC"].contains(&acronym.as_str()))
}

/// The words of a text that are all capitals, without their points: `D.G.C.` is `DGC`.
fn acronyms(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_alphabetic() || c == '.'))
        .map(|word| word.replace('.', ""))
        .filter(|word| word.len() >= 2 && word.chars().all(char::is_uppercase))
}

/// The number behind the last `n.`: `n. 129`, `n.92`, `n° 5`, `n. 129/2019`; without `n.` the one
/// right before `del` at the text's end: `Delibera 45 del`.
fn number(text: &str) -> Option<u32> {
    let mut found = None;
    let mut before = ' ';
    let mut scan = Scan::new(text);
    while let Some(next) = scan.peek() {
        let mut ahead = scan;
        if !before.is_alphanumeric()
            && ahead.eat_any(&["numero", "num.", "nr.", "nr", "n.ro", "n.", "n°", "nº", "n"])
            && let Some(number) = ahead.digits(5)
            && !ahead.rest().starts_with(['.', ','])
        {
            found = number.parse().ok();
        }
        before = next;
        scan.step();
    }
    found.or_else(|| {
        let number = text.trim_end().strip_suffix("del")?.trim_end().rsplit(' ').next()?;
        let number = number.split('/').next()?;
        (number.len() <= 4).then(|| number.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn each_part_where_it_is_named() {
        let cases = [
            ("deliberazione della Giunta n. 129 del 2 Dicembre 2019", Some("Giunta"), Some(129), Some("2019-12-02")),
            ("delibera della Giunta camerale n.92  del 21/07/2020", Some("Giunta"), Some(92), Some("2020-07-21")),
            ("deliberazione della Giunta n. del 31 gennaio 2019", Some("Giunta"), None, Some("2019-01-31")),
            ("D.G.C. n. 45/2021", Some("Giunta"), Some(45), None),
            ("Delibera di Consiglio 7 del 3.2.2020", Some("Consiglio"), Some(7), Some("2020-02-03")),
            ("determinazione del Segretario Generale n° 12", Some("Segretario Generale"), Some(12), None),
            ("in sede di rolling annuale 2018", None, None, None),
        ];
        for (text, body, number, day) in cases {
            let named = read(text);
            let date = named.date.map(|d| d.to_string());
            assert_eq!((named.body.as_deref(), named.number, date.as_deref()), (body, number, day), "{text}");
        }
    }
}
