//! Whether a document's cells hold their texts in their middle: then a text shows how tall its
//! cell is, even where no line does.

use super::ruled::{Filled, Ruled};
use super::text::Line;
use crate::read::table::area::Area;

/// How texts stand in their cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Centring {
    /// How much lower than the middle of its cell a text stands.
    sag: f32,
    /// Whether nearly all texts stand so.
    holds: bool,
}

/// How many ems off the middle a text may stand and still be called centred.
const SLACK: f32 = 0.3;
/// The share of texts that must be centred.
const SHARE: f32 = 0.8;

impl Centring {
    /// Measures the framed cells in which a text could stand elsewhere.
    pub fn of(pages: &[Ruled]) -> Self {
        let mut sags: Vec<(f32, f32)> = pages
            .iter()
            .flat_map(|p| &p.cells)
            .filter(|c| c.ruled && !c.frame.open_top && !c.frame.open_bottom)
            .filter_map(|c| {
                let size = c.lines.first()?.size;
                let text = hull(&c.lines)?;
                let room = c.frame.area.height() - text.height();
                (room > 2.0 * SLACK * size).then(|| (text.middle().1 - c.frame.area.middle().1, size))
            })
            .collect();
        sags.sort_by(|a, b| a.0.total_cmp(&b.0));
        let sag = sags.get(sags.len() / 2).map_or(0.0, |s| s.0);
        let centred = sags.iter().filter(|(s, size)| (s - sag).abs() <= SLACK * size).count();
        #[expect(clippy::cast_precision_loss, reason = "a count of cells")]
        let holds = centred as f32 >= SHARE * sags.len() as f32;
        Self { sag, holds }
    }

    /// How many ems lower than `middle` the lines stand; none where texts need not be centred.
    pub fn off<'a>(self, lines: impl IntoIterator<Item = &'a Line>, middle: f32) -> Option<f32> {
        let mut lines = lines.into_iter().peekable();
        let size = lines.peek()?.size.max(0.1);
        let area = hull(lines)?;
        self.holds.then(|| (area.middle().1 - self.sag - middle) / size)
    }

    /// Whether the lines are centred on `middle`.
    pub fn on<'a>(self, lines: impl IntoIterator<Item = &'a Line>, middle: f32) -> bool {
        self.off(lines, middle).is_some_and(|off| off.abs() <= SLACK)
    }

    /// Whether a cell's text stands clearly above (-1) or below (1) its middle.
    pub fn leans(self, cell: &Filled) -> f32 {
        match self.off(&cell.lines, cell.frame.area.middle().1) {
            Some(off) if off.abs() > SLACK => off.signum(),
            _ => 0.0,
        }
    }

    /// The height at which the middle of a line's cell is, if it is its only line.
    pub fn level(self, line: &Line) -> f32 {
        line.area.middle().1 - if self.holds { self.sag } else { 0.0 }
    }
}

fn hull<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Option<Area> {
    lines.into_iter().map(|l| l.area).reduce(Area::hull)
}
