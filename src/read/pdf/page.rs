//! What is drawn on a page, before it is a table: characters in runs, and ruling lines.

use crate::read::table::area::Area;
use crate::read::table::lattice::Rule;

/// A quarter turn of text, clockwise as seen on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Left to right.
    None,
    /// Top to bottom.
    Right,
    /// Upside down.
    Half,
    /// Bottom to top.
    Left,
}

impl Turn {
    /// The turn nearest to a direction, `y` downwards.
    pub fn of(x: f64, y: f64) -> Self {
        match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => Self::None,
            (true, false, _) => Self::Half,
            (false, _, true) => Self::Right,
            (false, _, false) => Self::Left,
        }
    }

    /// A point of the page as seen when the text reads left to right.
    pub const fn unturn(self, x: f32, y: f32) -> (f32, f32) {
        match self {
            Self::None => (x, y),
            Self::Right => (y, -x),
            Self::Half => (-x, -y),
            Self::Left => (-y, x),
        }
    }

    /// The way back.
    const fn turn(self, x: f32, y: f32) -> (f32, f32) {
        match self {
            Self::None => (x, y),
            Self::Right => (-y, x),
            Self::Half => (-x, -y),
            Self::Left => (y, -x),
        }
    }
}

/// A glyph: its text (a ligature has several letters, a glyph without Unicode none) and extent
/// along the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Char {
    /// What it says.
    pub text: String,
    /// Where it begins.
    pub x0: f32,
    /// Where the next one would begin.
    pub x1: f32,
}

/// Glyphs drawn by one operator, in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The glyphs in drawing order.
    pub chars: Vec<Char>,
    /// The baseline.
    pub base: f32,
    /// The font's size.
    pub size: f32,
    /// The direction; `x0`, `x1` and `base` are as if the text read left to right.
    pub turn: Turn,
    /// The part of the page in which it shows, if it is cut.
    pub clip: Option<Area>,
}

/// How far letters reach above the baseline, and below it, in parts of the font's size.
const ABOVE: f32 = 0.8;
const BELOW: f32 = 0.2;

impl Run {
    /// The box on the page.
    pub fn area(&self) -> Area {
        let x0 = self.chars.iter().map(|c| c.x0).fold(f32::INFINITY, f32::min);
        let x1 = self.chars.iter().map(|c| c.x1).fold(f32::NEG_INFINITY, f32::max);
        let (ax, ay) = self.turn.turn(x0, self.base - ABOVE * self.size);
        let (bx, by) = self.turn.turn(x1, self.base + BELOW * self.size);
        Area { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) }
    }
}

/// All that a page draws.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// The page's height.
    pub height: f32,
    /// Text in drawing order.
    pub runs: Vec<Run>,
    /// Ruling lines as drawn: in pieces, and some of them twice.
    pub rules: Vec<Rule>,
    /// Glyphs kept.
    pub glyphs: usize,
    /// Glyphs without a Unicode value.
    pub nameless: usize,
    /// Glyphs drawn invisibly, as over a scanned page.
    pub invisible: usize,
    /// Glyphs and rules met, kept or not.
    pub marks: usize,
    /// How much of the page pictures cover; 1 is all of it.
    pub pictures: f32,
}

impl Drawn {
    /// Adds a run, unless it is the last one drawn once more for a bolder look.
    pub fn push(&mut self, run: Run) {
        if !self.runs.last().is_some_and(|last| last.shadows(&run)) {
            self.runs.push(run);
        }
    }
}

impl Run {
    fn shadows(&self, other: &Self) -> bool {
        let near = self.size * 0.1;
        self.turn == other.turn
            && (self.base - other.base).abs() <= near
            && self.chars.len() == other.chars.len()
            && self.chars.iter().zip(&other.chars).all(|(a, b)| a.text == b.text && (a.x0 - b.x0).abs() <= near)
    }
}
