//! What a page draws: text with positions, and ruling lines. The only module that knows hayro.
//!
//! Everything is in points from the page's top left corner as it is shown, `y` downwards, whatever
//! the page's own rotation.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;

use super::page::{Char, Drawn, Run, Says, Turn};
use crate::read::table::area::Area;
use crate::read::table::lattice::Rule;

/// Glyphs and ruling lines kept of one page; what is drawn beyond them is counted, not kept.
pub const MAX_MARKS: usize = 400_000;

/// A ruling line is at most this thick, in points.
const MAX_RULE: f64 = 4.0;

/// The pages of a document, interpreted one at a time.
pub struct Pages<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
}

impl<'a> Pages<'a> {
    /// Prepares the pages of `pdf`.
    pub fn new(pdf: &'a Pdf) -> Self {
        Self { pdf, cache: InterpreterCache::new() }
    }

    /// What page `index` (0-based) draws.
    pub fn draw(&self, index: usize) -> Option<Drawn> {
        let page = self.pdf.pages().get(index)?;
        let (width, height) = page.render_dimensions();
        let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context =
            Context::new(page.initial_transform(true).to_kurbo(), bounds, &self.cache, self.pdf.xref(), settings);
        let mut collector = Collector { bounds, clips: Vec::new(), drawn: Drawn { height, ..Drawn::default() } };
        interpret_page(page, &mut context, &mut collector);
        Some(collector.drawn)
    }
}

struct Collector {
    bounds: Rect,
    /// The clips in force, each cut to the ones before it.
    clips: Vec<Rect>,
    drawn: Drawn,
}

impl Collector {
    /// Whether a point is on the page or not far off: the end of a text that the page's end cuts.
    fn near(&self, point: Point) -> bool {
        self.bounds.inflate(self.bounds.width(), self.bounds.height()).contains(point)
    }

    fn full(&mut self) -> bool {
        let full = self.drawn.marks.met >= MAX_MARKS;
        self.drawn.marks.met += 1;
        full
    }

    /// A box that may be a line: thin, and longer than it is thick.
    fn rule(&mut self, area: Rect) {
        if !area.is_finite() || self.bounds.intersect(area).area() < 0.0 || self.full() {
            return;
        }
        let (w, h) = (area.width(), area.height());
        let rule = if h <= MAX_RULE && w > h {
            Rule { across: true, at: single(area.center().y), from: single(area.x0), to: single(area.x1) }
        } else if w <= MAX_RULE && h > w {
            Rule { across: false, at: single(area.center().x), from: single(area.y0), to: single(area.y1) }
        } else {
            return;
        };
        self.drawn.rules.push(rule);
    }

    /// The straight, upright segments of a path, each as wide as the pen.
    fn stroke(&mut self, path: &BezPath, transform: Affine, pen: f64) {
        // Half the pen on either side, in points of the page; a hairline counts as a tenth.
        let half = (pen * scale(transform) / 2.0).max(0.05);
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            let next = match element {
                PathEl::MoveTo(p) => {
                    start = transform * *p;
                    last = start;
                    continue;
                }
                PathEl::LineTo(p) | PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => transform * *p,
                PathEl::ClosePath => start,
            };
            let straight = matches!(element, PathEl::LineTo(_) | PathEl::ClosePath);
            let along = next - last;
            if straight && upright(along) {
                let area = Rect::from_points(last, next);
                // The pen widens a line across its direction only.
                self.rule(if along.x.abs() >= along.y.abs() {
                    area.inflate(0.0, half)
                } else {
                    area.inflate(half, 0.0)
                });
            }
            last = next;
        }
    }

    /// The subpaths of a filled path, each by its box: one path may hold all lines of a table.
    fn fill(&mut self, path: &BezPath, transform: Affine) {
        let mut part = BezPath::new();
        for element in path.elements() {
            if matches!(element, PathEl::MoveTo(_)) {
                self.filled_part(&part, transform);
                part = BezPath::new();
            }
            part.push(*element);
        }
        self.filled_part(&part, transform);
    }

    fn filled_part(&mut self, part: &BezPath, transform: Affine) {
        if !part.elements().is_empty() {
            let mut part = part.clone();
            part.apply_affine(transform);
            self.rule(part.bounding_box());
        }
    }

    fn glyph(&self, glyph: &Glyph<'_>, place: Affine, run: &mut Option<Run>) -> Option<Char> {
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let origin = place * Point::ZERO;
        let along = linear(place, Vec2::new(1000.0, 0.0));
        let up = linear(place, Vec2::new(0.0, 1000.0));
        let size = up.hypot();
        if !(origin.is_finite() && size.is_finite() && size > 0.1 && self.near(origin)) {
            return None;
        }
        let turn = Turn::of(along.x, along.y);
        let (x, y) = turn.unturn(single(origin.x), single(origin.y));
        let run = run.get_or_insert_with(|| Run { chars: Vec::new(), base: y, size: single(size), turn, clip: None });
        let width = advance.unwrap_or(500.0) / 1000.0 * single(along.hypot());
        let says = match glyph.as_unicode() {
            Some(BfString::Char(c)) => Says::Letter(c),
            Some(BfString::String(s)) if !s.is_empty() => Says::Letters(s),
            // A blank glyph needs no Unicode value to be what it is.
            _ if matches!(glyph, Glyph::Outline(o) if o.outline().elements().is_empty()) => Says::Letter(' '),
            _ => Says::Nothing,
        };
        run.size = run.size.max(single(size));
        Some(Char { says, x0: x, x1: x + width })
    }
}

/// Points on a page need no more than single precision.
#[expect(clippy::cast_possible_truncation, reason = "a coordinate")]
const fn single(value: f64) -> f32 {
    value as f32
}

/// How much a transform enlarges.
fn scale(transform: Affine) -> f64 {
    transform.determinant().abs().sqrt()
}

/// A vector through the linear part of a transform.
fn linear(transform: Affine, vector: Vec2) -> Vec2 {
    transform * vector.to_point() - transform * Point::ZERO
}

/// Whether a segment runs along one of the axes, give or take a hair.
fn upright(along: Vec2) -> bool {
    let (long, short) = (along.x.abs().max(along.y.abs()), along.x.abs().min(along.y.abs()));
    short <= 0.5 || short <= long * 0.002
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(_) => self.fill(path, props.transform),
            DrawMode::Stroke(pen) => self.stroke(path, props.transform, f64::from(pen.line_width)),
            DrawMode::FillAndStroke(_, pen) => {
                self.fill(path, props.transform);
                self.stroke(path, props.transform, f64::from(pen.line_width));
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, glyphs: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let mut run = None;
        let mut chars = Vec::new();
        for glyph in glyphs.glyphs() {
            if self.full() {
                break;
            }
            if let Some(char) = self.glyph(glyph, props.transform * glyph.transform(), &mut run) {
                self.drawn.marks.glyphs += 1;
                self.drawn.marks.nameless += usize::from(char.says == Says::Nothing);
                chars.push(char);
            }
        }
        if let Some(mut run) = run {
            run.chars = chars;
            run.clip = self.clips.last().map(|c| Area {
                x0: single(c.x0),
                y0: single(c.y0),
                x1: single(c.x1),
                y1: single(c.y1),
            });
            self.drawn.push(run);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let area = props.transform.transform_rect_bbox(Rect::new(
            0.0,
            0.0,
            f64::from(image.width()),
            f64::from(image.height()),
        ));
        let shown = self.bounds.intersect(area).area().max(0.0);
        self.drawn.marks.pictures += single(shown / self.bounds.area().max(1.0));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip_rect(&clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        let outer = self.clips.last().copied().unwrap_or(self.bounds);
        self.clips.push(outer.intersect(*rect));
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
