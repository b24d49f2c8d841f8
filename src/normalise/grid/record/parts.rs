//! Cells that say nothing by themselves: ticks, signs, parts of one target.

use super::{Record, Taken};
use crate::grammar::{target, tick};
use crate::normalise::draft::Field;
use crate::normalise::headers::Header;
use crate::plan::TargetKind;
use crate::trace::{How, Inference, Places, Traced};

impl Record<'_, '_> {
    /// Ticks under the names of units: `X` under `Area I`.
    pub(super) fn take_ticks(&self, taken: &mut Taken, field: Field, cells: &[usize]) -> bool {
        let ticked = |&index: &usize| {
            let cell = self.cell(index);
            let yes = tick::parse(&cell.text)?;
            let named = self.table.named.iter().find(|named| named.covers(cell))?;
            Some((yes, named, &cell.place))
        };
        let Some(ticks) = cells.iter().map(ticked).collect::<Option<Vec<_>>>() else { return false };
        let yes = ticks.iter().filter(|(yes, ..)| *yes);
        let texts: Vec<&str> = yes.clone().map(|(_, named, _)| named.text.as_str()).collect();
        let places = yes.flat_map(|(_, named, place)| [&named.place, *place]).cloned();
        if let Some(places) = Places::collect(places) {
            taken.row.set(field, Traced::new(texts.join("\n"), places, How::Joined));
        }
        taken.cells.extend(cells);
        true
    }

    /// Several cells under the header of one target: parts of it, or targets of their own.
    pub(super) fn piled(&self, cells: &[usize]) -> Option<Inference> {
        let [_, _, ..] = cells else { return None };
        let together = cells.iter().map(|&index| self.cell(index).text.as_str()).collect::<Vec<_>>().join(" ");
        let one = !matches!(target::parse(&together).kind, TargetKind::Text);
        (!one).then(|| Inference::new("several cells stand under the header of this one target", 0.5))
    }

    /// Puts a sign of comparison that has a column of its own before the target to its right.
    pub(super) fn join_signs(&self, given: &mut [Vec<usize>]) {
        for at in 1..given.len() {
            let (before, column) = (&self.table.columns[at - 1], &self.table.columns[at]);
            let measures = matches!(column.header, Header::Year(_) | Header::Field(Field::Target));
            let signed = |index: &usize| target::is_sign(&self.cell(*index).text);
            if measures && before.header == Header::Extra && given[at - 1].iter().all(signed) && !given[at].is_empty() {
                let signs = std::mem::take(&mut given[at - 1]);
                given[at].splice(..0, signs);
            }
        }
    }
}
