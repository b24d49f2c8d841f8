//! Columns whose cells lie within those of others: a programme within its objective.

use super::Body;
use crate::normalise::draft::Field;
use crate::read::layout_text::spans::Block;

impl Body<'_> {
    /// The columns that rows share; of those that lie within one another the inner ones first, for
    /// their cells are small and tell where the larger ones end.
    pub(super) fn shared(&self) -> Vec<usize> {
        let all = (0..self.columns.len()).filter(|c| !self.own.contains(c));
        let (mut levels, others): (Vec<usize>, Vec<usize>) = all.partition(|c| self.is_level(*c));
        levels.reverse();
        levels.extend(others);
        levels
    }

    /// Whether the cells of a column lie within those of others, or others within them.
    pub(super) fn is_level(&self, column: usize) -> bool {
        use Field::{Mission, Objective, OperationalObjective, Perspective, Programme};
        let means = self.means(column);
        !self.map && matches!(means, Some(Mission | Objective | OperationalObjective | Perspective | Programme))
    }
}

/// The rows before which none of some texts ends.
pub(super) fn inside(blocks: &[Block], rows: usize) -> Vec<bool> {
    let mut inside = vec![false; rows];
    for block in blocks {
        inside[block.rows.0 + 1..=block.rows.1].fill(true);
    }
    inside
}
