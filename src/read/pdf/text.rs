//! Runs of glyphs to tokens, tokens to lines.

use super::page::{Char, Run, Turn};
use crate::read::table::area::Area;

/// A gap of this many ems inside a run parts what it says.
const APART: f32 = 1.2;
/// A gap of this many ems between glyphs is a blank, whether or not one is drawn.
const BLANK: f32 = 0.15;
/// Baselines this many ems apart are still one line: footnote marks stand higher.
const SAME_LINE: f32 = 0.45;

/// Glyphs drawn one after the other without a wide gap.
#[derive(Debug, Clone)]
pub struct Token {
    /// What they say, blanks at either end kept.
    pub text: String,
    /// The box on the page.
    pub area: Area,
    /// Extent along the line, as if it read left to right.
    pub along: (f32, f32),
    /// Where the next glyph would stand: blanks at the end are drawn too.
    pub next: f32,
    /// Baseline, as if it read left to right.
    pub base: f32,
    /// The font's size.
    pub size: f32,
    /// The direction.
    pub turn: Turn,
    /// The part of the page in which it shows, if it is cut.
    pub clip: Option<Area>,
}

impl Token {
    /// The height at which the eye sees it: the middle of its small letters.
    pub fn level(&self) -> f32 {
        if self.turn == Turn::None { self.base - 0.25 * self.size } else { self.area.middle().1 }
    }
}

/// The tokens of a page in drawing order.
pub fn tokens(runs: &[Run]) -> Vec<Token> {
    let parts = runs.iter().flat_map(|run| {
        let parts = run.chars.chunk_by(|last, char| char.x0 - last.x1 <= APART * run.size);
        parts.map(move |chars| token(run, chars))
    });
    parts.flatten().collect()
}

/// Some glyphs of a run as a token, if any of them is ink.
fn token(run: &Run, chars: &[Char]) -> Option<Token> {
    let mut text = String::with_capacity(chars.len());
    let mut end = f32::INFINITY;
    for char in chars {
        if char.x0 - end > BLANK * run.size {
            text.push(' ');
        }
        char.says.push_to(&mut text);
        end = char.x1;
    }
    let mut inked = chars.iter().filter(|c| c.says.inked());
    let first = inked.next()?;
    let last = inked.clone().next_back().unwrap_or(first);
    let (from, to) = inked.fold((first.x0, first.x1), |(x0, x1), c| (x0.min(c.x0), x1.max(c.x1)));
    Some(Token {
        text,
        area: run.area(from, to),
        along: (first.x0, last.x1),
        next: end,
        base: run.base,
        size: run.size,
        turn: run.turn,
        clip: run.clip,
    })
}

/// Tokens on one baseline.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it says, white space normalised; a blank at the end is kept.
    pub text: String,
    /// The box on the page.
    pub area: Area,
    /// Its baseline.
    pub base: f32,
    /// The largest font size in it.
    pub size: f32,
}

/// Lines of one cell in reading order.
pub fn lines(tokens: &[&Token]) -> Vec<Line> {
    let mut sorted: Vec<&Token> = tokens.to_vec();
    sorted.sort_by(|a, b| a.turn.cmp(&b.turn).then(a.base.total_cmp(&b.base)));
    let mut groups: Vec<Vec<&Token>> = Vec::new();
    for token in sorted {
        match groups.last_mut() {
            Some(group) if joins(group, token) => group.push(token),
            _ => groups.push(vec![token]),
        }
    }
    groups.into_iter().map(line).collect()
}

fn joins(group: &[&Token], token: &Token) -> bool {
    let first = group[0];
    first.turn == token.turn && token.base - first.base <= SAME_LINE * first.size.max(token.size)
}

/// What tokens say that follow one another, with a blank where there is a gap, and one at the end
/// where one is drawn: the line ended between words.
pub fn joined(tokens: &[&Token]) -> String {
    let mut text = String::new();
    let mut end = f32::INFINITY;
    for token in tokens {
        if token.along.0 - end > BLANK * token.size {
            text.push(' ');
        }
        text.push_str(&token.text);
        end = token.along.1;
    }
    let end = if text.ends_with(char::is_whitespace) { " " } else { "" };
    squeezed(&text) + end
}

fn line(mut group: Vec<&Token>) -> Line {
    group.sort_by(|a, b| a.along.0.total_cmp(&b.along.0));
    let text = joined(&group);
    let area = group.iter().skip(1).fold(group[0].area, |area, t| area.hull(t.area));
    let size = group.iter().map(|t| t.size).fold(0.0, f32::max);
    Line { text, area, base: group[0].base, size }
}

/// White space normalised: any run of it is one blank, none at the ends.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
