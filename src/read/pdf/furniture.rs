//! Page headers and footers: what stands at one place on page after page is kept on the first only.

use std::collections::BTreeSet;

use super::pieces::Text;
use super::unruled::is_head;
use crate::normalise::headers::total_label;

/// An end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Above all tables.
    Top,
    /// Below them.
    Bottom,
}

/// What stood at the ends of the page before: the title of one table may be that of another later.
#[derive(Debug, Default)]
pub struct Furniture {
    seen: BTreeSet<(String, i64)>,
}

impl Furniture {
    /// Which texts of a page were on the one before, too; of a line either all or none. `end` says at which
    /// end of the page a text stands, if it may be furniture at all.
    pub fn again(&mut self, texts: &[Text], end: impl Fn(usize) -> Option<End>) -> Vec<bool> {
        let keys: Vec<Option<(String, i64)>> =
            texts.iter().enumerate().map(|(i, text)| end(i).map(|end| key(text, end))).collect();
        let known = |key: &(String, i64)| (-1..=1).any(|d| self.seen.contains(&(key.0.clone(), key.1 + d)));
        let again: Vec<bool> = keys.iter().map(|key| key.as_ref().is_some_and(known)).collect();
        let whole = |i: usize| {
            let beside = |j: &usize| texts[*j].place.overlap_y(&texts[i].place) > 0.0;
            (0..texts.len()).filter(beside).all(|j| again[j] && !is_row(&texts[j].text))
        };
        let dropped = (0..texts.len()).map(|i| again[i] && whole(i)).collect();
        self.seen = keys.into_iter().flatten().collect();
        dropped
    }
}

/// Whether a text belongs to a table: it names a column, or the total below its rows.
fn is_row(text: &str) -> bool {
    is_head(text) || total_label(text).is_some()
}

/// What says that two texts are the same: at the foot of a page a number may change; at its head
/// only the page's own, since there `OS 1` and `OS 2` are titles.
fn key(text: &Text, end: End) -> (String, i64) {
    const NEAR: f32 = 2.0;
    let masked =
        text.text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#");
    let words = masked.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let numbers =
        words.map(str::to_lowercase).all(|w| ["p", "pag", "pagina", "page", "di", "of"].contains(&w.as_str()));
    let said = if end == End::Bottom || numbers { masked } else { text.text.clone() };
    #[expect(clippy::cast_possible_truncation, reason = "a rounded coordinate")]
    let place = (text.place.y1 / NEAR).round() as i64;
    (said, place)
}
