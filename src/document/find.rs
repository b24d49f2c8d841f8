//! From a place back to what stands there.

use super::{Body, Document};
use crate::trace::Place;

impl Document {
    /// What stands at a place: each piece with its own place, in the order of the source.
    #[must_use]
    pub fn at(&self, place: &Place) -> Vec<(Place, &str)> {
        match &self.body {
            Body::Flow(pages) => {
                let Place::Lines { first, last, .. } = place else { return Vec::new() };
                let lines = pages.iter().flat_map(|page| page.lines.iter().map(move |line| (page.number, line)));
                lines
                    .filter(|(_, l)| (*first..=*last).contains(&l.number) && !l.text.trim().is_empty())
                    .map(|(page, l)| (Place::Lines { page, first: l.number, last: l.number }, l.text.trim()))
                    .collect()
            }
            Body::Grid(sheets) => sheets
                .iter()
                .flat_map(|sheet| &sheet.cells)
                .filter(|cell| meets(&cell.place, place))
                .map(|cell| (cell.place.clone(), cell.text.as_str()))
                .collect(),
        }
    }
}

/// Whether two places have something in common.
fn meets(a: &Place, b: &Place) -> bool {
    match (a, b) {
        (Place::Cells { sheet: s, range: x }, Place::Cells { sheet: t, range: y }) => {
            s == t && x.top <= y.bottom && y.top <= x.bottom && x.left <= y.right && y.left <= x.right
        }
        (Place::Lines { first: f, last: l, .. }, Place::Lines { first: g, last: m, .. }) => f <= m && g <= l,
        (Place::Region { page: p, bbox: x }, Place::Region { page: q, bbox: y }) => {
            // Boxes that only touch at an edge are neighbours.
            p == q && x[0] < y[2] && y[0] < x[2] && x[1] < y[3] && y[1] < x[3]
        }
        _ => false,
    }
}
