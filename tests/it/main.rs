//! The one integration binary: a module a stage.

mod read;
