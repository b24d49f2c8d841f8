//! Blocks of lines to cells: a block is a cell, or some cells that the export did not part.

use super::heads;
use crate::normalise::draft::Field;
use crate::normalise::flow::columns::{Column, Look, Name, Slot};
use crate::normalise::flow::headings::{self, Heading, Names};
use crate::normalise::flow::lines::{Habits, Line, Stream};
use crate::normalise::flow::looks::{Glance, Vocabulary};
use crate::normalise::flow::phrases::Phrases;
use crate::normalise::flow::twofold;

/// A part of a block: names of columns, or lines that hold cells.
#[derive(Debug, Clone)]
pub enum Part<'a> {
    /// Names of columns.
    Head(Vec<Name>, Line<'a>),
    /// Anything else.
    Body(Vec<Line<'a>>),
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its text, lines parted by `\n`.
    pub text: String,
    /// First and last line of the file.
    pub lines: (u32, u32),
    /// What it is.
    pub what: What,
}

/// What a cell is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The name of a column.
    Head(Name),
    /// A heading of the page or of a table.
    Heading(Heading),
    /// A sum of weights with its label.
    Total,
    /// A cell of a table.
    Cell,
}

/// Cuts the lines of a page into blocks, and names of columns out of them.
pub fn parts<'a>(lines: &[Line<'a>]) -> Vec<Part<'a>> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        if at == lines.len() || lines[at].gap > 0 {
            parts_of_block(&lines[from..at], &mut out);
            from = at;
        }
    }
    out
}

fn parts_of_block<'a>(block: &[Line<'a>], out: &mut Vec<Part<'a>>) {
    const LINES_OF_A_NAME: usize = 3;
    let text = |lines: &[Line<'_>]| lines.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
    if let Some(names) = heads::names(&text(block)) {
        out.push(Part::Head(names, block[0].clone()));
        return;
    }
    let mut body: Vec<Line<'a>> = Vec::new();
    let mut at = 0;
    while at < block.len() {
        // A name among cells is believed where it has a line of its own.
        let found = (1..=LINES_OF_A_NAME.min(block.len() - at))
            .rev()
            .filter_map(|n| heads::names(&text(&block[at..at + n])).map(|names| (names, n)))
            .find(|(names, n)| names.iter().all(is_plain) && (*n == 1 || names.len() == 1));
        if let Some((names, n)) = found {
            if !body.is_empty() {
                out.push(Part::Body(std::mem::take(&mut body)));
            }
            out.push(Part::Head(names, block[at].clone()));
            at += n;
        } else {
            body.push(block[at].clone());
            at += 1;
        }
    }
    if !body.is_empty() {
        out.push(Part::Body(body));
    }
}

/// Names that are hardly ever the words of a cell.
fn is_plain(name: &Name) -> bool {
    !matches!(name, Name::Field(Field::Owners | Field::Services | Field::Actual | Field::Role) | Name::Extra(_))
}

/// What cells are recognised by.
pub struct Sight<'a> {
    /// The columns of the table.
    pub columns: &'a [Column],
    /// Words seen in columns.
    pub vocabulary: &'a Vocabulary,
    /// Texts that stand alone somewhere.
    pub phrases: &'a Phrases<'a>,
    /// Habits of the document.
    pub habits: Habits,
    /// Names of the document.
    pub names: &'a Names,
}

impl Sight<'_> {
    fn has(&self, look: Look) -> bool {
        self.columns.iter().any(|c| c.look == look)
    }

    /// What it costs to read a text in a column.
    pub fn cost(&self, glance: &Glance, column: &Column) -> f32 {
        glance.cost(column, self.vocabulary) + phrasing(glance, column)
    }

    fn best(&self, glance: &Glance) -> (f32, What) {
        let column = self.columns.iter().map(|c| self.cost(glance, c)).fold(f32::INFINITY, f32::min);
        let mut best = (column, What::Cell);
        let mut offer = |cost: f32, what: What| {
            if cost < best.0 {
                best = (cost, what);
            }
        };
        let heading = headings::heading(&glance.text, self.names);
        match heading {
            Heading::Objective(_) if !self.has(Look::Objective) => {
                offer(glance.band_cost(false, false).min(0.9), What::Heading(heading));
            }
            Heading::Mission if !self.has(Look::Mission) => {
                offer(glance.band_cost(false, false), What::Heading(heading));
            }
            Heading::Role if glance.text.split(' ').count() < 16 => offer(-0.2, What::Heading(heading)),
            Heading::Perspective if !self.columns.iter().any(|c| c.is(Field::Perspective)) => {
                offer(-0.2, What::Heading(heading));
            }
            Heading::Title if glance.text.split(' ').count() < 16 => offer(0.1, What::Heading(heading)),
            _ => {}
        }
        let weighted = self.columns.iter().any(|c| c.is(Field::Weight));
        if weighted && glance.is_total() && glance.text.starts_with(char::is_alphabetic) {
            offer(-0.4, What::Total);
        }
        best
    }

    /// The cells of a block: the cheapest cut.
    pub fn cells(&self, lines: &[Line<'_>]) -> Vec<Token> {
        const LONGEST: usize = 40;
        const CELL: f32 = 0.5;
        let stream = Stream::new(lines.to_vec(), self.habits, self.phrases, false);
        let n = stream.atoms.len();
        let mut best: Vec<(f32, usize, What)> = vec![(f32::INFINITY, 0, What::Cell); n + 1];
        best[0].0 = 0.0;
        for from in 0..n {
            let mut joined = 0.0;
            for to in from + 1..=n.min(from + LONGEST) {
                if to > from + 1 {
                    joined += stream.join[to - 1];
                }
                let (cost, what) = self.best(&Glance::of(&stream.text(from, to)));
                let cut = if to == n { 0.0 } else { stream.cut[to] };
                let cost = best[from].0 + joined + cut + cost + CELL;
                if cost < best[to].0 {
                    best[to] = (cost, from, what);
                }
            }
        }
        let mut out = Vec::new();
        let mut to = n;
        while to > 0 {
            let (_, from, what) = best[to].clone();
            let number = |atom: usize| stream.lines[atom].number;
            let lines = (number(stream.atoms[from].line), number(stream.atoms[to - 1].last));
            out.push(Token { text: stream.text(from, to), lines, what });
            to = from;
        }
        out.reverse();
        out
    }
}

/// How a text is phrased: an operational objective says what to do, a programme and an indicator
/// name a thing.
fn phrasing(glance: &Glance, column: &Column) -> f32 {
    let Slot::Field(field) = column.slot else { return 0.0 };
    match (field, twofold::begins_with_verb(&glance.text)) {
        (Field::OperationalObjective, false) => 0.5,
        (Field::Programme | Field::Indicator | Field::Action, true) => 1.2,
        _ => 0.0,
    }
}
