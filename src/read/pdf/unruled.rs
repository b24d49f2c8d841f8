//! A page without ruling lines: its texts in blocks, one for each cell.

use super::assemble::place;
use super::page::{Drawn, Turn};
use super::text::{Token, joined, tokens};
use crate::read::table::area::Area;
use crate::read::table::sheet::{PageCells, Placed};
use crate::read::table::unruled::{Block, Page};

/// A page sorted out.
#[derive(Debug)]
pub struct Unruled {
    /// 1-based number.
    pub number: u32,
    /// Columns and rows.
    pub page: Page,
    texts: Vec<(String, Area)>,
}

/// Lines of one cell, as far as they are drawn.
struct Piece<'a> {
    lines: Vec<Vec<&'a Token>>,
    area: Area,
    pitch: Option<f32>,
}

/// Lines are at least and at most this many ems apart.
const PITCH: (f32, f32) = (0.9, 1.27);

impl<'a> Piece<'a> {
    fn new(token: &'a Token) -> Self {
        Self { lines: vec![vec![token]], area: token.area, pitch: None }
    }

    /// Takes a token that goes on where the last one ended, on its line or below it.
    fn takes(&mut self, token: &'a Token) -> bool {
        let Some(last) = self.lines.last().and_then(|l| l.last()) else { return false };
        if last.turn != token.turn {
            return false;
        }
        let size = last.size.max(token.size);
        let down = token.base - last.base;
        if down.abs() <= 0.4 * size && (-0.5..=0.45).contains(&((token.along.0 - last.along.1) / size)) {
            if let Some(line) = self.lines.last_mut() {
                line.push(token);
            }
        } else {
            let pitch = self.pitch.map_or(PITCH, |p| (p / size - 0.05, p / size + 0.05));
            let below = (pitch.0..=pitch.1).contains(&(down / size)) && self.area.overlap_x(&token.area) > 0.0;
            if !below || (last.size - token.size).abs() > 0.1 * size {
                return false;
            }
            self.pitch = Some(down);
            self.lines.push(vec![token]);
        }
        self.area = self.area.hull(token.area);
        true
    }

    fn text(&self) -> String {
        self.lines.iter().map(|tokens| joined(tokens)).collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }
}

/// Sorts a page out.
pub fn page(number: u32, drawn: &Drawn) -> Unruled {
    let tokens = tokens(&drawn.runs);
    let mut cells: Vec<Piece<'_>> = Vec::new();
    for token in tokens.iter().filter(|t| t.turn == Turn::None) {
        if !cells.last_mut().is_some_and(|cell| cell.takes(token)) {
            cells.push(Piece::new(token));
        }
    }
    let em = |cell: &Piece<'_>| cell.lines[0][0].size;
    let blocks = cells.iter().map(|c| Block { area: c.area, em: em(c) }).collect();
    let texts = cells.iter().map(|c| (c.text(), c.area)).collect();
    Unruled { number, page: Page::new(blocks), texts }
}

impl Unruled {
    /// All texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(text, _)| text.as_str())
    }

    /// The cells of the page.
    pub fn cells(self) -> PageCells {
        let guesses = self.page.guesses();
        let cells = self.texts.into_iter().zip(guesses).map(|((text, area), guess)| Placed {
            area: guess.area,
            text,
            place: place(self.number, area),
            doubt: guess.doubt,
            goes_on: Vec::new(),
        });
        PageCells { cells: cells.collect(), empty: Vec::new() }
    }
}
