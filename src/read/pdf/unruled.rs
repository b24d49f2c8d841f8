//! A page without ruling lines: its texts in blocks, one for each cell.

use super::assemble::place;
use super::furniture::{End, Furniture};
use super::page::Drawn;
use super::pieces::{Text, part, texts};
use super::pitch::Pitch;
use super::text::Token;
use crate::grammar::mission;
use crate::grammar::text::join_lines;
use crate::normalise::headers::{self, Header};
use crate::read::table::sheet::{PageCells, Placed};
use crate::read::table::unruled::{Align, Block, Page};

/// A page sorted out.
#[derive(Debug)]
pub struct Unruled {
    /// 1-based number.
    pub number: u32,
    tokens: Vec<(usize, Token)>,
    height: f32,
    texts: Vec<Text>,
}

/// The texts of a page, of which the tokens are known.
pub fn page(number: u32, drawn: &Drawn, tokens: Vec<Token>) -> Unruled {
    Unruled { number, tokens: tokens.into_iter().enumerate().collect(), height: drawn.height, texts: Vec::new() }
}

impl Unruled {
    /// All texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().map(|(_, t)| t.text.as_str())
    }

    /// Joins the lines of wrapped texts.
    pub fn join(&mut self, pitch: &Pitch) {
        self.texts = texts(&std::mem::take(&mut self.tokens), pitch, self.height);
    }

    /// Its texts as blocks.
    pub fn blocks(&self) -> Vec<Block> {
        self.texts.iter().map(|t| Block::new(t.place, t.cell, t.em)).collect()
    }

    /// Columns and rows of the page.
    pub fn laid(mut self, align: Align) -> Laid {
        self.texts = part(self.texts, align);
        let blocks = self.blocks();
        let heads: Vec<bool> = self.texts.iter().map(|t| is_head(&t.text)).collect();
        Laid { number: self.number, page: Page::new(blocks, &heads, align), texts: self.texts }
    }

    /// The first and the last text of the page, if they stand alone.
    fn ends(&self) -> impl Iterator<Item = (usize, End)> {
        let alone = |i: &usize| {
            let own = self.texts[*i].cell;
            self.texts.iter().enumerate().all(|(j, t)| j == *i || t.cell.overlap_y(&own) <= 0.0)
        };
        let first = (0..self.texts.len()).min_by(|a, b| self.texts[*a].cell.y0.total_cmp(&self.texts[*b].cell.y0));
        let last = (0..self.texts.len()).max_by(|a, b| self.texts[*a].cell.y0.total_cmp(&self.texts[*b].cell.y0));
        let ends = [(first, End::Top), (last, End::Bottom)].into_iter();
        ends.filter_map(move |(at, end)| at.filter(alone).map(|at| (at, end)))
    }
}

/// Whether a text names a column; those of a strategy map are missions.
pub fn is_head(text: &str) -> bool {
    let text = join_lines(text);
    headers::of_cell(&text).is_some_and(|header| matches!(header, Header::Field(_) | Header::Note | Header::Year(_)))
        || mission::parse(&text).is_some()
}

/// Page headers and footers are the first and the last text of a page, if they stand alone.
pub fn keep_furniture_once(pages: &mut [Unruled]) {
    let mut furniture = Furniture::default();
    for page in pages {
        let ends: Vec<(usize, End)> = page.ends().collect();
        let end = |i: usize| ends.iter().find(|(at, _)| *at == i).map(|(_, end)| *end);
        let mut again = furniture.again(&page.texts, end).into_iter();
        page.texts.retain(|_| !again.next().unwrap_or(false));
    }
}

/// A page with its columns and rows.
#[derive(Debug)]
pub struct Laid {
    /// 1-based number.
    pub number: u32,
    /// Columns and rows.
    pub page: Page,
    texts: Vec<Text>,
}

impl Laid {
    /// The cells of the page. `upwards`: see [`Page::upwards`].
    pub fn cells(self, upwards: bool) -> PageCells {
        let guesses = self.page.guesses(upwards);
        let cells = self.texts.into_iter().zip(guesses).map(|(text, guess)| Placed {
            area: guess.area,
            text: text.text,
            place: place(self.number, text.place),
            doubt: guess.doubt,
            goes_on: Vec::new(),
        });
        PageCells { cells: cells.collect(), empty: Vec::new() }
    }
}
