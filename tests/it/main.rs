//! The one integration binary: a module a stage.

mod any_plan;
mod check;
mod cli;
mod correct;
mod diff;
mod grammar;
mod history;
mod pdf;
mod read;
mod restore;
mod sample;
mod schema;
mod tables;
mod trace;
mod workbook;
