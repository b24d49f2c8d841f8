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

/// What a glyph says. Nearly all say one letter, which needs no memory of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// It has no Unicode value.
    Nothing,
    /// One letter.
    Letter(char),
    /// Several, as a ligature does.
    Letters(String),
}

impl Says {
    /// Whether it is ink, known by its letter or not.
    pub fn inked(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Letter(c) => !c.is_whitespace(),
            Self::Letters(s) => !s.trim().is_empty(),
        }
    }

    /// Adds it to a text; what has no Unicode value stays visible as that.
    pub fn push_to(&self, text: &mut String) {
        match self {
            Self::Nothing => text.push(char::REPLACEMENT_CHARACTER),
            Self::Letter(c) => text.push(*c),
            Self::Letters(s) => text.push_str(s),
        }
    }
}

/// A glyph: what it says and its extent along the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Char {
    /// What it says.
    pub says: Says,
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
    /// The box on the page of some of its glyphs.
    pub fn area(&self, x0: f32, x1: f32) -> Area {
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
    /// How much there is of each.
    pub marks: Marks,
}

/// How much a page draws, or several do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marks {
    /// Glyphs and rules met, kept or not.
    pub met: usize,
    /// Glyphs kept.
    pub glyphs: usize,
    /// Glyphs without a Unicode value.
    pub nameless: usize,
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
            && self.chars.iter().zip(&other.chars).all(|(a, b)| a.says == b.says && (a.x0 - b.x0).abs() <= near)
    }
}
