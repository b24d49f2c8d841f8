//! A page without ruling lines: its texts in blocks, one for each cell.

use super::assemble::{masked, place};
use super::page::{Drawn, Turn};
use super::text::{Token, joined, tokens};
use crate::grammar::text::join_lines;
use crate::normalise::headers::{self, Header};
use crate::read::table::area::Area;
use crate::read::table::sheet::{PageCells, Placed};
use crate::read::table::unruled::{Block, Page};

/// A page sorted out.
#[derive(Debug)]
pub struct Unruled {
    /// 1-based number.
    pub number: u32,
    texts: Vec<Text>,
}

/// Lines of one cell, as far as they are drawn.
struct Piece<'a> {
    lines: Vec<Vec<&'a Token>>,
    area: Area,
    pitch: Option<f32>,
}

/// What goes on after a gap of more ems is the next cell's.
const GAP: f32 = 0.2;
/// A clip of less than this share of the page's height may be that of a cell.
const CELL: f32 = 0.6;
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
        if down.abs() <= 0.4 * size && (-0.5..=GAP).contains(&((token.along.0 - last.next) / size)) {
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

/// A text of a page.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "it is the text of a text")]
struct Text {
    text: String,
    /// Where it stands.
    place: Area,
    /// The cell as far as it is known: the text, or the clip that a spreadsheet draws it in where
    /// it is too large for its cell or the page's end cuts it.
    cell: Area,
    em: f32,
}

/// The texts of a page.
pub fn page(number: u32, drawn: &Drawn) -> Unruled {
    let tokens = tokens(&drawn.runs);
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for token in tokens.iter().filter(|t| t.turn == Turn::None) {
        if !pieces.last_mut().is_some_and(|piece| piece.takes(token)) {
            pieces.push(Piece::new(token));
        }
    }
    let texts = pieces.iter().map(|piece| {
        let first = piece.lines[0][0];
        let clip = first.clip.filter(|c| {
            let shared = piece.lines.iter().flatten().all(|t| t.clip == Some(*c));
            shared && c.overlap_x(&piece.area) > 0.0 && c.height() < CELL * drawn.height && c.height() > 0.0
        });
        let cell = clip.map_or(piece.area, |clip| Area { y0: clip.y0, y1: clip.y1, ..piece.area });
        Text { text: piece.text(), place: piece.area, cell, em: first.size }
    });
    Unruled { number, texts: texts.collect() }
}

impl Unruled {
    /// All texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|t| t.text.as_str())
    }

    /// Columns and rows of the page.
    pub fn laid(self) -> Laid {
        let blocks = self.texts.iter().map(|t| Block { area: t.cell, em: t.em }).collect();
        let heads: Vec<bool> = self.texts.iter().map(|t| is_head(&t.text)).collect();
        Laid { number: self.number, page: Page::new(blocks, &heads), texts: self.texts }
    }

    /// The first and the last text of the page, if they stand alone: page header and footer.
    fn furniture(&self) -> impl Iterator<Item = usize> {
        let alone = |i: &usize| {
            let own = self.texts[*i].cell;
            self.texts.iter().enumerate().all(|(j, t)| j == *i || t.cell.overlap_y(&own) <= 0.0)
        };
        let ends = |order: fn(&f32, &f32) -> std::cmp::Ordering| {
            (0..self.texts.len()).min_by(|a, b| order(&self.texts[*a].cell.y0, &self.texts[*b].cell.y0))
        };
        [ends(f32::total_cmp), ends(|a, b| b.total_cmp(a))].into_iter().flatten().filter(alone)
    }
}

/// Whether a text names a column.
fn is_head(text: &str) -> bool {
    headers::of_cell(&join_lines(text))
        .is_some_and(|header| matches!(header, Header::Field(_) | Header::Note | Header::Year(_)))
}

/// Page headers and footers that stand on several pages, but for their numbers, stay on the first.
pub fn keep_furniture_once(pages: &mut [Unruled]) {
    let mut seen: Vec<(String, f32)> = Vec::new();
    for page in pages {
        let ends: Vec<usize> = page.furniture().collect();
        let mut again = Vec::new();
        for i in ends {
            let text = &page.texts[i];
            let masked = masked(&text.text);
            if seen.iter().any(|(known, y)| *known == masked && (y - text.cell.y0).abs() <= text.em) {
                again.push(i);
            } else {
                seen.push((masked, text.cell.y0));
            }
        }
        let mut i = 0;
        page.texts.retain(|_| {
            i += 1;
            !again.contains(&(i - 1))
        });
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
    /// The cells of the page.
    pub fn cells(self) -> PageCells {
        let guesses = self.page.guesses();
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
