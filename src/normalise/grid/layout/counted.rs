//! Years that are counted and not named: `Target 1° anno`, `II annualità`.

use super::levels::Leaf;
use crate::normalise::grid::view::View;
use crate::normalise::headers::Header;
use crate::normalise::words::fold;
use crate::trace::Inference;

/// Names the years of a header's counted ones after the plan's first and last year. They are left alone
/// unless there are as many as the plan has years.
pub fn name(view: &View, leaves: &mut [Leaf], plan: Option<(i32, i32)>) {
    let counted: Vec<Option<i32>> = leaves.iter().map(|leaf| nth(&view.cell(leaf.cell).text)).collect();
    let Some((first, last)) = plan else { return };
    if counted.iter().copied().flatten().eq(1..=last - first + 1) {
        for (leaf, nth) in leaves.iter_mut().zip(counted) {
            leaf.header = nth.map(|nth| Header::Year(first + nth - 1)).or(leaf.header);
        }
    }
}

/// Why a column is taken for a year's that it only counts.
pub fn doubt(view: &View, leaf: &Leaf) -> Option<Inference> {
    nth(&view.cell(leaf.cell).text)?;
    Some(Inference::new("the column counts the plan's years and does not name its own", 0.9))
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
    use super::nth;

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
    }
}
