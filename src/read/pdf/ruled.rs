//! A page with ruling lines: which text stands in which frame, which beside or between the tables.

use super::overflow;
use super::page::Drawn;
use super::pieces::{Text, part, texts};
use super::pitch::Pitch;
use super::text::{Line, Token, lines};
use crate::read::table::area::Area;
use crate::read::table::lattice::{Frame, tables};
use crate::read::table::unruled::Align;
use crate::trace::Inference;

/// A cell with its lines.
#[derive(Debug)]
pub struct Filled {
    /// The frame.
    pub frame: Frame,
    /// Whether ruling lines frame it; otherwise it is a clip of the cell's size.
    pub ruled: bool,
    /// Its lines, in reading order.
    pub lines: Vec<Line>,
    /// The frames that it fills on the next pages, if the page's end cuts it.
    pub goes_on: Vec<Area>,
    /// How tall it is on the pages before, if the end of one of them cuts it.
    pub above: f32,
    /// Why its extent is not sure.
    pub doubt: Option<Inference>,
}

impl Filled {
    /// Top and bottom as if the pages were one.
    pub fn reach(&self) -> (f32, f32) {
        let below: f32 = self.goes_on.iter().map(Area::height).sum();
        (self.frame.area.y0 - self.above, self.frame.area.y1 + below)
    }
}

/// A page sorted out.
#[derive(Debug, Default)]
pub struct Ruled {
    /// 1-based number.
    pub number: u32,
    /// All cells of all tables.
    pub cells: Vec<Filled>,
    /// The hull of each table.
    pub tables: Vec<Area>,
    /// Lines outside every frame, left or right of a table.
    pub beside: Vec<Line>,
    /// Texts above, between and below the tables, once they are joined.
    pub loose: Vec<Text>,
    tokens: Vec<(usize, Token)>,
    height: f32,
}

impl Ruled {
    /// Whether lines frame more than a few of the page's texts.
    pub fn framed(&self) -> bool {
        /// At least one text in so many stands in a frame.
        const ONE_IN: usize = 4;
        let framed = self.cells.iter().filter(|c| c.ruled && !c.lines.is_empty()).count();
        let loose = self.cells.iter().filter(|c| !c.ruled).count() + self.beside.len() + self.tokens.len();
        framed > 1 && framed * ONE_IN >= framed + loose
    }

    /// All texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let lines = self.cells.iter().flat_map(|c| &c.lines).chain(&self.beside);
        lines.map(|l| l.text.as_str()).chain(self.tokens.iter().map(|(_, t)| t.text.as_str()))
    }

    /// Joins the lines of wrapped texts without a frame; `align` is where texts stand in frames.
    pub fn join(&mut self, pitch: &Pitch, align: Option<Align>) {
        let texts = texts(&std::mem::take(&mut self.tokens), pitch, self.height);
        self.loose = match align {
            Some(align) => part(texts, align),
            None => texts,
        };
    }
}

/// Sorts a page out, of which the tokens are known.
pub fn page(number: u32, drawn: &Drawn, tokens: &[Token]) -> Ruled {
    let tables = tables(&drawn.rules);
    let hulls: Vec<Area> = tables.iter().map(|t| t.iter().skip(1).fold(t[0].area, |a, f| a.hull(f.area))).collect();
    let mut frames: Vec<Frame> = tables.into_iter().flatten().collect();
    let ruled = frames.len();
    frames.extend(clipped_cells(&frames, tokens, &hulls));
    let index = Index::new(&frames);
    let mut inside: Vec<Vec<&Token>> = vec![Vec::new(); frames.len()];
    let (mut beside, mut loose) = (Vec::new(), Vec::new());
    let home = |token: &Token| {
        // A spreadsheet draws what is too large for its cell into a clip of the cell's size.
        let clipped = token.clip.and_then(|clip| index.holder(&frames, &clip));
        clipped.or_else(|| index.home(&frames, token)).or_else(|| index.crossed(&frames, token))
    };
    let mut homes: Vec<Option<usize>> = tokens.iter().map(home).collect();
    let doubtful = overflow::settle(&mut homes, tokens, &frames);
    for ((at, token), home) in tokens.iter().enumerate().zip(homes) {
        match home {
            Some(frame) => inside[frame].push(token),
            None if !shows(token, tokens) => {}
            None if is_beside(token, &hulls) && !is_heading(token, &hulls, &frames) => beside.push(token),
            None => loose.push((at, token.clone())),
        }
    }
    let cells = frames.into_iter().zip(inside).enumerate().map(|(i, (frame, tokens))| Filled {
        frame,
        ruled: i < ruled,
        lines: lines(&tokens),
        goes_on: Vec::new(),
        above: 0.0,
        doubt: doubtful.contains(&i).then(|| Inference::new("a text is drawn over the line between two cells", 0.6)),
    });
    Ruled {
        number,
        cells: cells.collect(),
        beside: lines_beside(&beside),
        tables: hulls,
        tokens: loose,
        height: drawn.height,
        loose: Vec::new(),
    }
}

/// Cells without lines around them, but clipped: the clip is as large as the cell.
fn clipped_cells(frames: &[Frame], tokens: &[Token], tables: &[Area]) -> Vec<Frame> {
    let mut found: Vec<Frame> = Vec::new();
    for clip in tokens.iter().filter_map(|t| t.clip) {
        let meets = |other: &Area| clip.overlap_x(other) > 2.0 && clip.overlap_y(other) > 2.0;
        let known = found.iter().any(|f| meets(&f.area)) || frames.iter().any(|f| meets(&f.area));
        let beside = tables.iter().any(|t| t.y0 - 2.0 <= clip.y0 && clip.y1 <= t.y1 + 2.0);
        if !known && beside && clip.width() > 0.0 && clip.height() > 0.0 && found.len() < 10_000 {
            found.push(Frame { area: clip, open_top: false, open_bottom: false, sound: true });
        }
    }
    found
}

/// Whether any part of a text shows: its own, or what is drawn into the same clip.
fn shows(token: &Token, tokens: &[Token]) -> bool {
    let inside = |token: &Token, clip: &Area| clip.overlap_x(&token.area) > 0.0 && clip.overlap_y(&token.area) > 0.0;
    token
        .clip
        .is_none_or(|clip| inside(token, &clip) || tokens.iter().any(|t| t.clip == Some(clip) && inside(t, &clip)))
}

/// Whether a token stands left or right of a table.
fn is_beside(token: &Token, tables: &[Area]) -> bool {
    let (_, y) = token.area.middle();
    tables.iter().any(|t| t.y0 <= y && y <= t.y1)
}

/// Whether a token stands over a table though the table reaches higher elsewhere: a header of which
/// lines frame some cells only.
fn is_heading(token: &Token, tables: &[Area], frames: &[Frame]) -> bool {
    let (x, y) = token.area.middle();
    let within = |t: &&Area| t.x0 <= x && x < t.x1 && t.y0 <= y && y <= t.y1;
    tables.iter().find(within).is_some_and(|table| {
        let above = |f: &Area| f.y0 >= table.y0 - 1.0 && f.y1 <= y && f.overlap_x(&token.area) > 0.0;
        !frames.iter().any(|f| above(&f.area))
    })
}

/// Lines beside the frames: one baseline may hold several texts, side by side.
fn lines_beside(tokens: &[&Token]) -> Vec<Line> {
    /// A gap wider than this many ems is more than a blank.
    const GAP: f32 = 0.45;
    let mut sorted = tokens.to_vec();
    sorted.sort_by(|a, b| a.turn.cmp(&b.turn).then(a.along.0.total_cmp(&b.along.0)));
    let mut groups: Vec<Vec<&Token>> = Vec::new();
    for token in sorted {
        let continued = groups.iter_mut().rev().take(200).find(|group| {
            let last = group[group.len() - 1];
            last.turn == token.turn
                && (last.base - token.base).abs() <= 0.45 * last.size.max(token.size)
                && (-0.5..=GAP).contains(&((token.along.0 - last.along.1) / token.size))
        });
        match continued {
            Some(group) => group.push(token),
            None => groups.push(vec![token]),
        }
    }
    let mut found: Vec<Line> = groups.iter().flat_map(|group| lines(group)).collect();
    found.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.area.x0.total_cmp(&b.area.x0)));
    found
}

/// Frames by the stripes of the page that they touch.
struct Index {
    stripes: Vec<Vec<usize>>,
}

impl Index {
    const STRIPE: f32 = 8.0;
    const STRIPES: u16 = 2_000;

    fn new(frames: &[Frame]) -> Self {
        let mut stripes = vec![Vec::new(); usize::from(Self::STRIPES)];
        for (i, frame) in frames.iter().enumerate() {
            let range = Self::stripe(frame.area.y0)..=Self::stripe(frame.area.y1);
            stripes[range].iter_mut().for_each(|s| s.push(i));
        }
        Self { stripes }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the stripes there are")]
    fn stripe(y: f32) -> usize {
        (y / Self::STRIPE).clamp(0.0, f32::from(Self::STRIPES - 1)) as usize
    }

    /// The frame whose upper or lower end a token crosses that stands in none: at the page's end a
    /// line of text may be cut.
    fn crossed(&self, frames: &[Frame], token: &Token) -> Option<usize> {
        const SHARE: f32 = 0.2;
        let area = token.area;
        [area.y0, area.y1]
            .iter()
            .flat_map(|y| &self.stripes[Self::stripe(*y)])
            .copied()
            .filter(|&i| {
                let frame = frames[i].area;
                let anchor = (area.x0 + 0.3 * token.size).min(area.x1);
                frame.x0 <= anchor && anchor < frame.x1 && frame.overlap_y(&area) > SHARE * area.height()
            })
            .max_by(|&a, &b| frames[a].area.overlap_y(&area).total_cmp(&frames[b].area.overlap_y(&area)))
    }

    /// The smallest frame that holds a box.
    fn holder(&self, frames: &[Frame], area: &Area) -> Option<usize> {
        const SLACK: f32 = 2.0;
        self.stripes[Self::stripe(area.middle().1)]
            .iter()
            .copied()
            .filter(|&i| {
                let a = frames[i].area;
                a.x0 <= area.x0 + SLACK && a.y0 <= area.y0 + SLACK && a.x1 >= area.x1 - SLACK && a.y1 >= area.y1 - SLACK
            })
            .min_by(|&a, &b| size(&frames[a]).total_cmp(&size(&frames[b])))
    }

    /// The frame to which a token belongs: the smallest one that holds it. Text that is wider than
    /// its cell belongs where it is anchored: where it begins if it begins at an edge, else where
    /// its middle is the cell's.
    fn home(&self, frames: &[Frame], token: &Token) -> Option<usize> {
        // A text that a page's end cuts is drawn where its cell would be without it, and shows in its clip only.
        let y = token.level();
        let y = token.clip.filter(|clip| clip.height() > 2.0).map_or(y, |clip| y.max(clip.y0 + 1.0).min(clip.y1 - 1.0));
        let (x0, x1) = (token.area.x0, token.area.x1);
        let hits = |x: f32| {
            self.stripes[Self::stripe(y)]
                .iter()
                .copied()
                .filter(|&i| {
                    let a = frames[i].area;
                    a.y0 <= y && y < a.y1 && a.x0 <= x && x < a.x1
                })
                .min_by(|&a, &b| size(&frames[a]).total_cmp(&size(&frames[b])))
        };
        let middle = f32::midpoint(x0, x1);
        let slack = (token.size * 0.3).min((x1 - x0) / 3.0);
        let (first, last) = (hits(x0 + slack), hits(x1 - slack));
        if first == last {
            return first;
        }
        let near = token.size;
        let anchored = |i: usize, of: fn(&Area) -> f32, at: f32| (of(&frames[i].area) - at).abs() <= near;
        if let Some(i) = first.filter(|&i| anchored(i, |a| a.x0, x0)) {
            return Some(i);
        }
        if let Some(i) = hits(middle).filter(|&i| anchored(i, |a| a.middle().0, middle)) {
            return Some(i);
        }
        if let Some(i) = last.filter(|&i| anchored(i, |a| a.x1, x1)) {
            return Some(i);
        }
        first.or_else(|| hits(middle))
    }
}

fn size(frame: &Frame) -> f32 {
    frame.area.width() * frame.area.height()
}
