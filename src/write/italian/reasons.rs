//! Reasons of deductions.

mod grids;
mod texts;

/// English and Italian, with the same holes in the same order.
pub(super) fn all() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    texts::TEXTS.iter().chain(grids::GRIDS)
}
