//! Remarks that stand inside the cell of a value, in lines below it.

use crate::grammar::note;
use crate::plan::Note;
use crate::trace::Traced;

/// A value without the remark below it in its cell, and that remark. Only one that names its resolution or
/// the rolling update is surely none of the value's own words.
pub fn parted(value: Traced<String>) -> (Traced<String>, Option<Traced<String>>) {
    let lines = value.value.match_indices('\n').map(|(at, _)| at);
    let Some(at) = lines.into_iter().find(|at| is_remark(&value.value[at + 1..])) else { return (value, None) };
    let remark = value.clone().map(|text| bare(&text[at..]).to_owned());
    (value.map(|text| text[..at].trim_end().to_owned()), Some(remark))
}

/// Without the parentheses in which it stands.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.or_else(|| text.strip_prefix('[')?.strip_suffix(']')).unwrap_or(text)
}

fn is_remark(text: &str) -> bool {
    let text = bare(text);
    let sure = |note: &Note| note.annual_rolling || note.number.is_some() && note.date.is_some();
    note::starts(text) && note::parse_all(text).first().is_some_and(sure)
}

#[cfg(test)]
mod tests {
    use super::parted;
    use crate::trace::{Place, Traced};

    #[test]
    fn a_remark_below_the_value() {
        let cell = |text: &str| Traced::read(text.to_owned(), Place::Lines { page: 1, first: 1, last: 1 });
        let (value, remark) = parted(cell(">= 30\n(modificato con delibera\nn. 4 del 2/3/2024)"));
        assert_eq!(value.value, ">= 30");
        assert_eq!(remark.map(|r| r.value).as_deref(), Some("modificato con delibera\nn. 4 del 2/3/2024"));
        for text in ["N. pagine del sito\nAggiornate", "1) N. schede\nModificate con delibera"] {
            assert!(parted(cell(text)).1.is_none(), "{text}");
        }
    }
}
