//! The one integration binary: a module a stage.

mod also;
mod any_plan;
mod check;
mod cli;
mod corpus;
mod correct;
mod diff;
mod flow;
mod golden;
mod grammar;
mod grid;
mod history;
#[cfg(feature = "html")]
mod html;
mod mutants;
mod pdf;
mod read;
mod restore;
mod sample;
mod schema;
mod score;
mod tables;
mod trace;
mod workbook;
