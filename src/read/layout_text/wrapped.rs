//! Headings across a page that are broken into lines.

use std::collections::BTreeMap;

use super::looks::{goes_on, is_open};
use crate::document::Cell;
use crate::grammar::{heading, mission, text};
use crate::trace::Place;

/// Joins the lines of headings: a numbered title alone in its row, and what goes on in it right
/// below, alone as well.
pub fn join(cells: &mut Vec<Cell>) {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for row in cells.iter().flat_map(|cell| cell.row..cell.row.saturating_add(cell.rows)) {
        *counts.entry(row).or_default() += 1;
    }
    let alone = |cell: &Cell| cell.rows == 1 && counts.get(&cell.row) == Some(&1);
    let mut joined: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut open = false;
    for cell in cells.drain(..) {
        let titled = alone(&cell) && heading::parse(&cell.text).is_some();
        let goes_on = |last: &&mut Cell| open && alone(&cell) && !titled && continues(last, &cell);
        if let Some(last) = joined.last_mut().filter(goes_on) {
            last.text = format!("{}\n{}", last.text, cell.text);
            if let (Place::Lines { last: to, .. }, Place::Lines { last, .. }) = (&mut last.place, &cell.place) {
                *to = *last;
            }
        } else {
            open = titled;
            joined.push(cell);
        }
    }
    *cells = joined;
}

/// Whether a text stands on the line below another and goes on in it.
fn continues(above: &Cell, below: &Cell) -> bool {
    let (Place::Lines { page: a, last, .. }, Place::Lines { page: b, first, .. }) = (&above.place, &below.place) else {
        return false;
    };
    let line = above.text.lines().last().unwrap_or_default();
    a == b
        && last + 1 == *first
        && above.col == below.col
        && mission::parse(&below.text).is_none()
        && (goes_on(&below.text) || is_open(&text::normalise(line)))
}

#[cfg(test)]
mod tests {
    use crate::document::Body;

    #[test]
    fn a_heading_broken_into_lines_is_one_text() {
        let text = "3. Creazione d'impresa, accesso al\n\
                    credito e nuova imprenditorialità\n\
                    Indicatore          Peso     Target\n\
                    Corsi svolti        10       100%\n";
        let Body::Grid(sheets) = super::super::read(text).body else { panic!("a text in columns is a grid") };
        let texts: Vec<&str> = sheets[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts[0], "3. Creazione d'impresa, accesso al\ncredito e nuova imprenditorialità");
        assert_eq!(texts[1], "Indicatore");
    }
}
