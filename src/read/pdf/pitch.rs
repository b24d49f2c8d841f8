//! How far apart a document sets the lines of a wrapped text: each font has its own pitch, and the
//! rows of a tight table stand hardly further apart.

use super::text::Token;

/// Lines of an unknown pitch are at least and at most this many ems apart.
const USUAL: (f32, f32) = (0.9, 1.27);
/// No lines of one text stand further apart.
const MOST: f32 = 1.7;
/// A pitch is the same but for so many ems.
const SAME: f32 = 0.02;
/// A line that ends in a blank goes on: so much leeway is given to the next one.
const OPEN: f32 = 0.05;

/// The distances of lines that surely follow one another, in ems: the first ends in a blank.
pub fn seen(tokens: &[Token]) -> impl Iterator<Item = f32> {
    tokens.windows(2).filter_map(|pair| {
        let [above, below] = pair else { return None };
        let shared = above.along.1.min(below.along.1) > above.along.0.max(below.along.0);
        let alike = above.turn == below.turn && (above.size - below.size).abs() <= 0.1 * above.size;
        let down = (below.base - above.base) / above.size;
        (shared && alike && ends_open(above) && (USUAL.0..=MOST).contains(&down)).then_some(down)
    })
}

/// Whether a blank is drawn after the last word: the line ended between words.
pub fn ends_open(token: &Token) -> bool {
    token.text.ends_with(char::is_whitespace)
}

/// The pitches of a document.
#[derive(Debug, Clone, Default)]
pub struct Pitch {
    known: Vec<f32>,
}

impl Pitch {
    /// Learns the pitches from distances; a rare one is chance.
    pub fn of(mut seen: Vec<f32>) -> Self {
        const LEAST: usize = 3;
        const ONE_IN: usize = 20;
        seen.sort_by(f32::total_cmp);
        let least = LEAST.max(seen.len() / ONE_IN);
        let mut known = Vec::new();
        let mut rest = seen.as_slice();
        while let Some(first) = rest.first() {
            let (group, others) = rest.split_at(rest.partition_point(|p| p - first <= SAME));
            if group.len() >= least {
                known.push(group[group.len() / 2]);
            }
            rest = others;
        }
        Self { known }
    }

    /// Whether the document draws the blank at the end of a wrapped line.
    pub fn shows_blanks(&self) -> bool {
        !self.known.is_empty()
    }

    /// Whether a line so many ems below another may be its text's next one. `open`: a blank says
    /// that the text goes on; `wrapped`: one said so on a line before.
    pub fn follows(&self, down: f32, open: bool, wrapped: bool) -> bool {
        let near = |leeway: f32| self.known.iter().any(|p| (down - p).abs() <= leeway);
        let usual = (USUAL.0..=USUAL.1).contains(&down);
        if self.known.is_empty() {
            usual
        } else if open {
            near(OPEN) || usual
        } else {
            // Tight rows stand no further apart than lines: two short texts are two.
            near(SAME) && (wrapped || usual)
        }
    }
}
