//! Texts without a frame: tokens that are drawn one after the other, on one line or below, are the
//! text of one cell.

use super::pitch::{Pitch, ends_open};
use super::text::{Token, joined};
use crate::read::table::area::Area;
use crate::read::table::unruled::Align;

/// Lines of one cell, as far as they are drawn.
struct Piece<'a> {
    /// The place in drawing order after its last token.
    next: usize,
    lines: Vec<Vec<&'a Token>>,
    area: Area,
    pitch: Option<f32>,
}

/// No blank is wider than this many ems.
const BLANK: f32 = 0.35;
/// The pitch of one text is the same but for so many ems.
const UNEVEN: f32 = 0.05;
/// What goes on after a gap of more ems is the next cell's.
const GAP: f32 = 0.2;
/// A clip of less than this share of the page's height may be that of a cell.
const CELL: f32 = 0.6;

impl<'a> Piece<'a> {
    fn new(at: usize, token: &'a Token) -> Self {
        Self { next: at + 1, lines: vec![vec![token]], area: token.area, pitch: None }
    }

    /// Takes a token that goes on where the last one ended, on its line or below it.
    fn takes(&mut self, at: usize, token: &'a Token, pitch: &Pitch) -> bool {
        let Some(last) = self.lines.last().and_then(|l| l.last()) else { return false };
        if last.turn != token.turn || self.next != at {
            return false;
        }
        let size = last.size.max(token.size);
        let down = token.base - last.base;
        // A token's extent begins with its first letter, not with the blank before it.
        let gap = if token.text.starts_with(char::is_whitespace) { BLANK + GAP } else { GAP };
        let apart = (token.along.0 - last.next) / size;
        // Two numbers with a gap and no blank between them are those of two cells.
        let numbers = apart > 0.5 * GAP && is_number(&last.text) && is_number(&token.text);
        if down.abs() <= 0.4 * size && (-0.5..=gap).contains(&apart) && !numbers {
            if let Some(line) = self.lines.last_mut() {
                line.push(token);
            }
        } else {
            let even = self.pitch.is_none_or(|p| (down - p).abs() <= UNEVEN * size);
            let below = even
                && pitch.follows(down / size, ends_open(last), self.wraps())
                && self.along().1.min(token.along.1) > self.along().0.max(token.along.0);
            if !below || (last.size - token.size).abs() > 0.1 * size {
                return false;
            }
            self.pitch = Some(down);
            self.lines.push(vec![token]);
        }
        self.area = self.area.hull(token.area);
        self.next = at + 1;
        true
    }

    /// Whether a blank says at the end of a line that the text goes on.
    fn wraps(&self) -> bool {
        self.lines.iter().filter_map(|l| l.last()).any(|t| ends_open(t))
    }

    /// Its extent along the lines, as if they read left to right.
    fn along(&self) -> (f32, f32) {
        let ends = self.lines.iter().flatten().map(|t| t.along);
        ends.fold((f32::INFINITY, f32::NEG_INFINITY), |all, t| (all.0.min(t.0), all.1.max(t.1)))
    }

    fn lines(&self) -> Vec<Line> {
        let line = |tokens: &Vec<&Token>| {
            let area = tokens.iter().map(|t| t.area).reduce(Area::hull).unwrap_or(self.area);
            Line { text: joined(tokens), area, open: tokens.last().is_some_and(|t| ends_open(t)) }
        };
        self.lines.iter().map(line).collect()
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// A line of a text.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    area: Area,
    /// A blank says at its end that the text goes on.
    open: bool,
}

/// The text of a cell without a frame.
#[derive(Debug, Clone)]
#[expect(clippy::struct_field_names, reason = "it is the text of a text")]
pub struct Text {
    /// What it says, lines parted by `\n`.
    pub text: String,
    /// Where it stands.
    pub place: Area,
    /// The cell as far as it is known: the text, or the clip that a spreadsheet draws it in where
    /// it is too large for its cell or the page's end cuts it.
    pub cell: Area,
    /// The font's size.
    pub em: f32,
    lines: Vec<Line>,
}

impl Text {
    fn of(lines: Vec<Line>, clip: Option<Area>, em: f32) -> Option<Self> {
        let place = lines.iter().map(|l| l.area).reduce(Area::hull)?;
        let cell = clip.map_or(place, |clip| Area { y0: clip.y0, y1: clip.y1, ..place });
        Some(Self { text: text_of(&lines), place, cell, em, lines })
    }

    /// The parts of a text of one line before and behind each of its blanks, as if all letters were of one
    /// width.
    pub fn halves(&self) -> impl Iterator<Item = (Self, Self)> {
        let line = self.lines.first().filter(|_| self.lines.len() == 1).cloned();
        line.into_iter().flat_map(move |line| {
            let (x0, x1) = (line.area.x0, line.area.x1);
            let letter = (x1 - x0) / length(&line.text);
            let blanks: Vec<usize> = line.text.trim_end().match_indices(' ').map(|(at, _)| at).collect();
            blanks.into_iter().filter_map(move |at| {
                let (before, behind) = (&line.text[..at], &line.text[at + 1..]);
                let first = Line {
                    text: before.to_owned(),
                    area: Area { x1: x0 + letter * length(before), ..line.area },
                    open: false,
                };
                let second = Line {
                    text: behind.to_owned(),
                    area: Area { x0: x1 - letter * length(behind), ..line.area },
                    open: line.open,
                };
                Some((Self::of(vec![first], None, self.em)?, Self::of(vec![second], None, self.em)?))
            })
        })
    }
}

fn length(text: &str) -> f32 {
    text.chars().map(|_| 1.0).sum()
}

/// What lines say. Where blanks are drawn at the ends of lines, a word that goes on below without one
/// was too long for its cell, and is one again.
fn text_of(lines: &[Line]) -> String {
    let shows_blanks = lines.iter().any(|l| l.open);
    let word = |text: &str| text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    let mut all = String::new();
    for (i, line) in lines.iter().enumerate() {
        let above = i.checked_sub(1).map(|at| &lines[at]);
        let divided = above.is_some_and(|above| !above.open && word(&above.text));
        if i > 0 && !(shows_blanks && divided && line.text.starts_with(char::is_lowercase)) {
            all.push('\n');
        }
        all.push_str(&line.text);
    }
    all.trim_end().to_owned()
}

/// Parts texts of rows that stand no further apart than lines do: where a line ends for good and
/// another column's text begins beside the next one, or ends beside it, another row begins.
pub fn part(texts: Vec<Text>, align: Align) -> Vec<Text> {
    /// Lines this many ems apart are at one height.
    const SAME: f32 = 0.3;
    let anchor = |area: &Area| if align == Align::Top { area.y0 } else { area.y1 };
    let anchors: Vec<Area> =
        texts.iter().map(|t| Area { y0: anchor(&t.place), y1: anchor(&t.place), ..t.place }).collect();
    let parts = |text: &Text, at: usize| {
        let line = &text.lines[if align == Align::Top { at + 1 } else { at }];
        let beside = |a: &&Area| a.overlap_x(&text.place) < 0.0 && (a.y0 - anchor(&line.area)).abs() <= SAME * text.em;
        !text.lines[at].open && anchors.iter().any(|a| beside(&a))
    };
    let mut found = Vec::new();
    for text in texts {
        let cuts: Vec<usize> = (0..text.lines.len() - 1).filter(|at| parts(&text, *at)).collect();
        if cuts.is_empty() || align == Align::Middle || text.cell != text.place {
            found.push(text);
            continue;
        }
        let mut lines = text.lines;
        let mut rest: Vec<Vec<Line>> = cuts.iter().rev().map(|at| lines.split_off(at + 1)).collect();
        rest.push(lines);
        found.extend(rest.into_iter().rev().filter_map(|lines| Text::of(lines, None, text.em)));
    }
    found
}

/// The texts that tokens make; each token with its place in drawing order, on a page of a height.
pub fn texts(tokens: &[(usize, Token)], pitch: &Pitch, height: f32) -> Vec<Text> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for (at, token) in tokens {
        if !pieces.last_mut().is_some_and(|piece| piece.takes(*at, token, pitch)) {
            pieces.push(Piece::new(*at, token));
        }
    }
    let text = |piece: &Piece<'_>| {
        let first = piece.lines[0][0];
        let clip = first.clip.filter(|c| {
            let shared = piece.lines.iter().flatten().all(|t| t.clip == Some(*c));
            // A text that is out of sight goes on from the page before; its cell may fill this one.
            let unseen = c.overlap_y(&piece.area) <= 0.0 && c.width() < CELL * height;
            shared && c.overlap_x(&piece.area) > 0.0 && c.height() > 0.0 && (unseen || c.height() < CELL * height)
        });
        Text::of(piece.lines(), clip, first.size)
    };
    pieces.iter().filter_map(text).collect()
}
