//! Years that are counted, `Target 1° anno`, `II annualità`, or named by two digits, `Target 24`.

use super::levels::Leaf;
use crate::normalise::grid::view::View;
use crate::normalise::headers::Header;
use crate::normalise::words::fold;
use crate::trace::Inference;

/// Names the years of a header's counted ones after the plan's first and last year, if there are as many
/// of them; and those that are named by two digits, if several follow one another.
pub fn name(view: &View, leaves: &mut [Leaf], plan: Option<(i32, i32)>) {
    let said = |read: fn(&str) -> Option<i32>| -> Vec<Option<i32>> {
        leaves.iter().map(|leaf| read(&view.cell(leaf.cell).text)).collect()
    };
    let counted = said(nth);
    let short = said(short);
    let first = short.iter().flatten().next().copied().unwrap_or_default();
    let several = short.iter().flatten().count() > 1;
    let years = match plan {
        Some((first, last)) if counted.iter().flatten().copied().eq(1..=last - first + 1) => {
            counted.into_iter().map(|nth| nth.map(|nth| first + nth - 1)).collect()
        }
        _ if several && short.iter().flatten().copied().zip(first..).all(|(year, next)| year == next) => short,
        _ => return,
    };
    for (leaf, year) in leaves.iter_mut().zip(years) {
        leaf.header = year.map(Header::Year).or(leaf.header);
    }
}

/// Why a column is taken for a year's that it does not name in full.
pub fn doubt(view: &View, leaf: &Leaf) -> Option<Inference> {
    let text = &view.cell(leaf.cell).text;
    let (why, sure) = match (nth(text), short(text)) {
        (Some(_), _) => ("the column counts the plan's years and does not name its own", 0.9),
        (None, Some(_)) => ("the column names its year by two digits", 0.95),
        (None, None) => return None,
    };
    Some(Inference::new(why, sure))
}

/// The year that a header names by two digits: `Target 24`, `Atteso '25`.
fn short(text: &str) -> Option<i32> {
    const LONGEST: usize = 24;
    let folded = fold(text);
    let (words, digits) = folded.rsplit_once(' ').filter(|_| text.len() <= LONGEST)?;
    let target = words.split(' ').all(|word| matches!(word, "target" | "valore" | "atteso" | "risultato" | "anno"));
    let year: i32 = digits.parse().ok().filter(|_| target && digits.len() == 2)?;
    (10..60).contains(&year).then_some(2000 + year)
}

/// Which year of the plan a header means: `Target II anno` the second.
fn nth(text: &str) -> Option<i32> {
    const LONGEST: usize = 40;
    const ORDINALS: [(&[&str], i32); 5] = [
        (&["1", "i", "primo", "prima"], 1),
        (&["2", "ii", "secondo", "seconda"], 2),
        (&["3", "iii", "terzo", "terza"], 3),
        (&["4", "iv", "quarto", "quarta"], 4),
        (&["5", "v", "quinto", "quinta"], 5),
    ];
    const BESIDE: [&str; 10] =
        ["target", "valore", "valori", "atteso", "attesi", "risultato", "risultati", "del", "al", "per"];
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text).replace(['º', 'ª'], "");
    let (mut found, mut year) = (None, false);
    for word in folded.split(' ') {
        match ORDINALS.iter().find(|(names, _)| names.contains(&word)) {
            Some((_, nth)) if found.is_none() => found = Some(*nth),
            None if matches!(word, "anno" | "annualita") => year = true,
            None if BESIDE.contains(&word) => {}
            _ => return None,
        }
    }
    found.filter(|_| year)
}

#[cfg(test)]
mod tests {
    use super::{nth, short};

    #[test]
    fn years_are_counted() {
        for (text, year) in [
            ("Target I anno", 1),
            ("2° anno", 2),
            ("3º Anno", 3),
            ("Valore atteso\nterza annualità", 3),
            ("Target anno 1", 1),
        ] {
            assert_eq!(nth(text), Some(year), "{text}");
        }
        for text in ["Anno", "Target anno 2024", "1° semestre", "I anno II semestre", "Target 1", "1 evento l'anno"] {
            assert_eq!(nth(text), None, "{text}");
        }
        assert_eq!(short("Target '24"), Some(2024));
        assert_eq!(short("Indicatore 24"), None);
    }
}
