//! When two texts differ in form alone.

use crate::plan::{Note, Target, TargetKind};

/// A text without what the form of a source may change: white space, hyphens, the shape of quotes
/// and of comparison signs.
pub fn plain(text: &str) -> String {
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).map(sign).collect();
    joined.replace("=>", ">=").replace("=<", "<=").replace('≥', ">=").replace('≤', "<=").replace('-', "")
}

fn sign(c: char) -> char {
    match c {
        '’' | '‘' | '`' | '´' => '\'',
        '“' | '”' | '«' | '»' => '"',
        '‐' | '‑' | '–' | '—' | '\u{ad}' => '-',
        _ => c,
    }
}

/// Whether two texts are the same but for their form.
pub fn same_text(a: &str, b: &str) -> bool {
    a == b || plain(a) == plain(b)
}

/// The letters and digits of a text, lower case: what likeness is measured on.
pub fn loose(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two targets ask for the same.
pub fn same_target(a: &Target, b: &Target) -> bool {
    if same_text(&a.raw, &b.raw) {
        return true;
    }
    match (&a.kind, &b.kind) {
        (TargetKind::Text, _) | (_, TargetKind::Text) => false,
        (
            TargetKind::Duration { comparator, value, unit, from },
            TargetKind::Duration { comparator: c, value: v, unit: u, from: f },
        ) => {
            let event = |from: &Option<String>| plain(from.as_deref().unwrap_or_default());
            comparator == c && equal(*value, *v) && unit == u && event(from) == event(f)
        }
        (
            TargetKind::Quantity { comparator, value, unit, metric },
            TargetKind::Quantity { comparator: c, value: v, unit: u, metric: m },
        ) => {
            let noun = |unit: &Option<String>| plain(unit.as_deref().unwrap_or_default());
            comparator == c && equal(*value, *v) && noun(unit) == noun(u) && noun(metric) == noun(m)
        }
        (x, y) => x == y,
    }
}

fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// Whether two remarks say the same.
pub fn same_note(a: &Note, b: &Note) -> bool {
    let parts = |n: &Note| (n.action, n.subject, n.number, n.date, n.occasion_year, n.footnote);
    same_text(&a.raw, &b.raw) || (a.action.is_some() && parts(a) == parts(b))
}

/// Whether two remarks are about the same act, whatever number their footnote has.
pub fn same_act(a: &Note, b: &Note) -> bool {
    let unnumbered = |n: &Note| Note { footnote: None, ..n.clone() };
    same_note(a, b) || (a.action.is_some() && same_note(&Note { raw: String::new(), ..unnumbered(a) }, &unnumbered(b)))
}

/// Likeness of two texts by their letter triples (Dice), 0 to 1.
pub fn likeness(a: &Grams, b: &Grams) -> f64 {
    let total = a.0.len() + b.0.len();
    if total == 0 {
        return 1.0;
    }
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while i < a.0.len() && j < b.0.len() {
        match a.0[i].cmp(&b.0[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    share(2 * common, total)
}

/// `a / b` of two counts.
pub fn share(a: usize, b: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if b == 0 { 0.0 } else { number(a) / number(b) }
}

/// The letter triples of a text, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grams(Vec<[char; 3]>);

impl Grams {
    /// Those of a text's letters and digits; a very long text counts with its head.
    pub fn of(text: &str) -> Self {
        const LONGEST: usize = 2_000;
        let mut letters = vec!['^', '^'];
        letters.extend(loose(text).chars().take(LONGEST));
        letters.extend(['$', '$']);
        let mut grams: Vec<[char; 3]> = letters.windows(3).map(|w| [w[0], w[1], w[2]]).collect();
        grams.sort_unstable();
        Self(grams)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar;

    #[test]
    fn a_difference_of_form_is_none() {
        assert!(same_text("Economico-\nFinanziario", "Economico- Finanziario"));
        assert!(same_text("all’estero", "all'estero"));
        assert!(!same_text("anno x", "anno x+1"));
    }

    #[test]
    fn targets_are_compared_by_what_they_ask() {
        let same = |a, b| same_target(&grammar::target::parse(a), &grammar::target::parse(b));
        assert!(same(">= 90%", "≥90%"));
        assert!(same("1,0", "1"));
        assert!(same("100,00%", "100%"));
        assert!(!same("> 90%", ">= 90%"));
        assert!(!same("10", "10%"));
        assert!(!same("30 gg", "30 giorni dall'avvio"));
    }

    #[test]
    fn likeness_runs_from_none_to_all() {
        let like = |a, b| likeness(&Grams::of(a), &Grams::of(b));
        assert!((like("n. imprese", "N imprese") - 1.0).abs() < 1e-9);
        assert!(like("numero di imprese assistite", "numero imprese assistite") > 0.8);
        assert!(like("imprese", "zzz") < 0.1);
    }
}
