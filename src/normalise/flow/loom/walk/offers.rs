//! What may begin at a place of a pass, and what it costs in each column of a strand.

use std::rc::Rc;

use super::{LEFT_OVER, Walk};
use crate::grammar::annex;
use crate::normalise::draft::Field;
use crate::normalise::flow::columns::{Column, Look};
use crate::normalise::flow::headings::{self, Heading, Names};
use crate::normalise::flow::looks::Glance;
use crate::normalise::flow::loom::prices::{self, Rate};
use crate::normalise::flow::{header_row, kinds, width};

const LONGEST_ATOMS: usize = 32;
const LONGEST_LINES: usize = 13;

/// What a run of atoms costs in each column of a strand, and as other things.
pub(super) struct Offer {
    pub end: usize,
    pub shared: f32,
    /// The seats that it fits: what it costs there, and that its column has a cell of this pass.
    pub fits: Vec<(usize, f32, f32)>,
    /// The least that it costs as anything.
    pub cheapest: f32,
    pub band: f32,
    pub total: bool,
    pub header: bool,
    /// How many cells it might be.
    pub pieces: f32,
}

impl Walk<'_> {
    /// What may begin at a place of the first pass: cells of one line.
    pub(super) fn first_pass(&mut self, table: usize, at: usize) -> Vec<Offer> {
        let ready = &self.ready[table];
        let stream = &ready.strand.stream;
        let Some(first) = stream.atoms.get(at) else { return Vec::new() };
        let mut out = Vec::new();
        let mut joined = 0.0;
        // Behind its first line a sum is nothing but numbers.
        let mut lone = true;
        let twice = ready.strand.columns.iter().any(|c| c.is(Field::WeightAssessed));
        for end in at + 1..=stream.atoms.len().min(at + LONGEST_ATOMS) {
            let atom = &stream.atoms[end - 1];
            if end > at + 1 {
                joined += stream.join[end - 1];
            }
            let same = atom.line == first.line;
            if !same && (!ready.weighted || end > at + 6) {
                break;
            }
            if end > at + 1 && atom.remark != first.remark {
                break;
            }
            let text = stream.text(at, end);
            let glance = Glance::of(&text);
            let ends = same || kinds::is_weight(&atom.text);
            lone &= same || adds_up(&stream.atoms[end - 2].text, &atom.text, twice);
            let total = ready.weighted && ends && lone && glance.is_total();
            if !same && !total {
                continue;
            }
            let shared = if same { joined + stream.cut[end] } else { 0.0 };
            let mut offer = self.offer(table, &glance, &text, (at, end), shared, 0);
            offer.total = total;
            if !same {
                offer.fits.clear();
                offer.cheapest = 0.0;
                offer.band = 30.0;
            }
            out.push(offer);
        }
        out
    }

    /// What may begin at a place of the second pass: cells of several lines.
    pub(super) fn second_pass(&mut self, table: usize, at: usize) -> Rc<Vec<Offer>> {
        if let Some(known) = self.offers.get(&(table, at)) {
            return known.clone();
        }
        let stream = self.wrapped;
        let n = stream.atoms.len();
        let first = &stream.atoms[at];
        let new_line = at == 0 || first.line != stream.atoms[at - 1].last;
        let mut out = Vec::new();
        let mut joined = 0.0;
        for end in at + 1..=n.min(at + LONGEST_ATOMS) {
            let atom = &stream.atoms[end - 1];
            if end > at + 1 {
                if atom.remark != first.remark {
                    break;
                }
                joined += stream.join[end - 1];
                if joined > 6.5 || atom.line - first.last >= LONGEST_LINES {
                    break;
                }
            }
            let ends_line = end == n || stream.atoms[end].line != atom.last;
            if stream.cut[end] > 3.2 {
                continue;
            }
            let mut shared = joined + stream.cut[end];
            if atom.last == first.line {
                shared += if new_line && ends_line { 3.0 } else { 5.0 };
            } else if !ends_line || !new_line {
                shared += 0.3;
            }
            let text = stream.text(at, end);
            let glance = self.glances.remove(&(at, end)).unwrap_or_else(|| Glance::of(&text));
            out.push(self.offer(table, &glance, &text, (at, end), shared, 1));
            self.glances.insert((at, end), glance);
        }
        let out = Rc::new(out);
        self.offers.insert((table, at), out.clone());
        out
    }

    /// What a text pays in a column of perspectives that is none of the map's.
    fn unnamed(&self, column: &Column, folded: &str) -> f32 {
        const OTHER: f32 = 4.0;
        let known = self.perspectives;
        if !column.is(Field::Perspective) || known.is_empty() || known.iter().any(|p| p == folded) {
            return 0.0;
        }
        OTHER
    }

    fn offer(
        &self,
        table: usize,
        glance: &Glance,
        text: &str,
        (at, end): (usize, usize),
        shared: f32,
        pass: usize,
    ) -> Offer {
        /// What costs more is no cell of the column.
        const DEAREST: f32 = 8.5;
        /// What the label of a sum pays as a cell.
        const LABEL: f32 = 6.0;
        /// What `13 eventi` on a row's own line gains as a value.
        const COUNTED: f32 = 1.2;
        let ready = &self.ready[table];
        let bounds = width::bounds(text, self.blanks);
        let seen = self.vocabulary.seen(&glance.folded);
        let speech = prices::speech(glance);
        let label = pass == 1 && ready.weighted && labels_sum(text);
        let cell = |(column, rate): (&Column, &Rate)| {
            let narrow = rate.width.map_or(0.0, |w| width::misfit(bounds, w));
            let counted = pass == 0 && column.look == Look::Value && glance.counts_things();
            let unlike = self.unnamed(column, &glance.folded) + if label { LABEL } else { 0.0 }
                - if counted { COUNTED } else { 0.0 };
            glance.cost_if(column, seen) + narrow + rate.speech[speech] + unlike
        };
        let pieces = f32::from(u16::try_from(end - at).unwrap_or(u16::MAX));
        let cells: Vec<f32> = ready.strand.columns.iter().zip(&ready.rates).map(cell).collect();
        let band = if label {
            0.3
        } else {
            band_cost(glance, (self.bands)(&glance.folded), pieces) + ready.own_heading(glance)
        };
        let seats = ready.seats.iter().enumerate();
        let fits = seats.map(|(seat, (column, _))| (seat, cells[*column], ready.rates[*column].pass[pass]));
        Offer {
            end,
            pieces,
            shared,
            fits: fits.filter(|fit| fit.1 <= DEAREST).collect(),
            cheapest: cells.iter().copied().fold(band.min(LEFT_OVER), f32::min).min(0.0),
            band,
            total: false,
            header: !header_row::loose_names(&glance.text).is_empty(),
        }
    }
}

/// Whether a wrapped cell says whose sum its line prints, and nothing else: `Totale P.O. Moli e Fari`.
fn labels_sum(text: &str) -> bool {
    headings::summed(text).is_some() && !text.lines().skip(1).any(headings::is_role)
}

/// Whether a line goes on with the sum above it: with its number, or the same number again where its
/// rows have two weights.
fn adds_up(above: &str, line: &str, twice: bool) -> bool {
    let number = above.rsplit(' ').next().is_some_and(kinds::is_weight);
    kinds::is_weight(line) && (!number || twice && above == line)
}

/// What it costs to take a text for a heading; names of roles and titles of pages are plain ones.
fn band_cost(glance: &Glance, known: bool, pieces: f32) -> f32 {
    /// What a row on one line pays as a heading.
    const ROW: f32 = 4.0;
    let named = headings::is_role(&glance.text) || headings::is_title(&glance.text);
    let plain = known || headings::heading(&glance.text, &Names::default()) != Heading::Other;
    let cost = glance.band_cost(known, false) + if plain { 0.0 } else { pieces };
    // The line that names the annex ends in a date.
    let page = annex::label(&glance.text).is_some() || annex::resolution(&glance.text).is_some();
    match (named, glance.is_row() && !page) {
        // A row begins with a name, too.
        (_, true) => cost + ROW,
        (true, _) => cost.min(0.8),
        _ => cost,
    }
}

#[cfg(test)]
mod tests {
    use super::{adds_up, labels_sum};

    #[test]
    fn the_label_of_a_sum_ends_where_the_next_name_begins() {
        assert!(labels_sum("Totale P.O. Moli \ne Fari"));
        assert!(!labels_sum("Totale P.O. Moli\nP.O. Fari") && !labels_sum("Totale complessivo"));
    }

    #[test]
    fn the_number_below_a_sum_that_has_one_is_another_row_s() {
        assert!(adds_up("Totale", "100%", false) && adds_up("70", "70", true));
        assert!(!adds_up("Totale 100%", "100,00%", true) && !adds_up("70", "70", false));
        assert!(!adds_up("Totale 100%", "Dirigente Area 2", true));
    }
}
