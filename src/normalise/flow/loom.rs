//! Puts the rows of a page together that was printed in two passes.
//!
//! Some programs write a page in two passes: first every cell of one line, row by row, then every
//! wrapped cell, row by row again. A row's cells stand in both. Both passes are read at once
//! ([`walk`]): a row takes each of its columns from one pass or the other, and the cheapest way
//! through both is the page. How often other ways would put a cell elsewhere is how sure it is
//! ([`sample`]). What rows and columns are like is counted on the pages themselves ([`prices`]).

mod lattice;
mod prices;
mod sample;
mod seats;
mod walk;

use std::collections::HashSet;

use rayon::prelude::*;

use super::columns::Column;
use super::lines::Stream;
use super::looks::Vocabulary;
use super::tables::Table;
use crate::normalise::draft::Section;
use prices::Prices;

/// The first pass of a table: its cells of one line.
#[derive(Debug)]
pub struct Strand<'a> {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its section.
    pub section: Option<Section>,
    /// Whether it goes on from the page before.
    pub continued: bool,
    /// Where the second pass goes on to it, if a piece of its header tells.
    pub gate: Option<usize>,
    /// The cells.
    pub stream: Stream<'a>,
}

/// A page in two passes.
#[derive(Debug)]
pub struct Web<'a> {
    /// Its number.
    pub page: u32,
    /// The first pass, table by table.
    pub strands: Vec<Strand<'a>>,
    /// The second pass.
    pub wrapped: Stream<'a>,
    /// Whether lines that wrap end in a blank.
    pub blanks: bool,
    /// The folded names of perspectives, where a map tells them.
    pub perspectives: Vec<String>,
}

/// How often the pages are read: each time with what was learnt the time before.
const ROUNDS: usize = 3;

/// Reads the pages; a table for each strand.
pub fn read(webs: &mut [Web<'_>], bands: &HashSet<String>, learn: &dyn Fn(&[Table], &mut Vocabulary)) -> Vec<Table> {
    let blanks = webs.first().is_some_and(|w| w.blanks);
    let mut prices = Prices::guess(dense(webs));
    let mut vocabulary = Vocabulary::default();
    let mut tables = Vec::new();
    for round in 0..ROUNDS {
        let draws = if round + 1 == ROUNDS { sample::DRAWS } else { 0 };
        tables = webs.par_iter().flat_map_iter(|web| page(web, &vocabulary, bands, &prices, draws)).collect();
        if round + 1 < ROUNDS {
            vocabulary = Vocabulary::default();
            learn(&tables, &mut vocabulary);
            prices.learn(&tables, blanks);
        }
    }
    tables
}

fn page(web: &Web<'_>, vocabulary: &Vocabulary, bands: &HashSet<String>, prices: &Prices, draws: usize) -> Vec<Table> {
    let known = |text: &str| bands.contains(text);
    let (walk, end) = walk::Walk::of(web, vocabulary, &known, prices, draws == 0);
    let read = sample::pieces(web, &walk, end, draws);
    let strands = web.strands.iter().zip(read);
    strands
        .map(|(strand, (pieces, blanks))| Table {
            page: web.page,
            section: strand.section,
            columns: strand.columns.clone(),
            continued: strand.continued,
            pieces,
            in_passes: true,
            blanks,
        })
        .collect()
}

/// Whether a line of the first pass holds all cells of a row that stand at one height.
fn dense(webs: &[Web<'_>]) -> bool {
    let streams = || webs.iter().flat_map(|w| &w.strands).map(|s| &s.stream);
    let several = |s: &Stream<'_>| s.atoms.windows(2).filter(|w| w[0].line == w[1].line && w[0].line > 0).count();
    let lines: usize = streams().map(|s| s.lines.len()).sum();
    streams().map(several).sum::<usize>() * 2 > lines
}
