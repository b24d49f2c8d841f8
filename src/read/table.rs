//! From boxes and texts on pages to the sheet that was printed.
//!
//! Shared by the readers of PDF (units: points) and of column-aligned text (units: characters and
//! lines).

pub mod area;
#[cfg(feature = "pdf")]
pub mod lattice;
pub mod sheet;
pub mod unruled;
