//! Ruling lines to the cells that they frame.
//!
//! Lines are joined where they touch, laid over one another into a lattice, and the squares of the
//! lattice that no line parts are one cell. A cell that the page's end cuts has no line there.

use super::area::{Area, cluster, nearest};

/// A ruling line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Whether it runs across the page, not down.
    pub across: bool,
    /// Its `y` if it runs across, else its `x`.
    pub at: f32,
    /// Where it begins along its direction.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

/// A framed cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Its box.
    pub area: Area,
    /// Whether no line closes it at the table's top.
    pub open_top: bool,
    /// Whether no line closes it at the table's bottom.
    pub open_bottom: bool,
    /// Whether its lines frame a rectangle; otherwise it is a part of something else.
    pub sound: bool,
}

/// Lines this near to each other are one.
const NEAR: f32 = 1.5;
/// A gap in a line up to this is a dash.
const DASH: f32 = 3.0;
/// Lines of one table beyond which the page is a drawing.
const MAX_LINES: usize = 4_000;
/// Squares of one lattice beyond which it is a drawing.
const MAX_SQUARES: usize = 400_000;

/// The tables of a page, each as its framed cells in reading order.
pub fn tables(rules: &[Rule]) -> Vec<Vec<Frame>> {
    let across = joined(rules.iter().filter(|r| r.across));
    let down = joined(rules.iter().filter(|r| !r.across));
    if across.len() + down.len() > MAX_LINES {
        return Vec::new();
    }
    let mut tables: Vec<Vec<Frame>> = connected(&across, &down)
        .into_iter()
        .filter_map(|(across, down)| Lattice::new(&across, &down))
        .map(Lattice::frames)
        .filter(|frames| !frames.is_empty())
        .collect();
    tables.sort_by(|a, b| a[0].area.y0.total_cmp(&b[0].area.y0).then(a[0].area.x0.total_cmp(&b[0].area.x0)));
    tables
}

/// Pieces of one line as one.
fn joined<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<Rule> {
    let rules: Vec<&Rule> = rules.collect();
    let places = cluster(rules.iter().map(|r| r.at).collect(), NEAR);
    let mut pieces: Vec<(usize, &Rule)> = rules.into_iter().map(|r| (nearest(&places, r.at), r)).collect();
    pieces.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.from.total_cmp(&b.1.from)));
    let mut lines: Vec<(usize, Rule)> = Vec::new();
    for (place, piece) in pieces {
        match lines.last_mut() {
            Some((last, line)) if *last == place && piece.from <= line.to + DASH => line.to = line.to.max(piece.to),
            _ => lines.push((place, Rule { at: places[place], ..*piece })),
        }
    }
    lines.into_iter().map(|(_, line)| line).filter(|line| line.to - line.from > NEAR).collect()
}

/// Groups of lines that touch.
fn connected(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut parent: Vec<usize> = (0..across.len() + down.len()).collect();
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            if within(v.at, h) && within(h.at, v) {
                let (a, b) = (root(&mut parent, i), root(&mut parent, across.len() + j));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: Vec<(Vec<Rule>, Vec<Rule>)> = vec![(Vec::new(), Vec::new()); parent.len()];
    for i in 0..parent.len() {
        let group = root(&mut parent, i);
        match i.checked_sub(across.len()) {
            None => groups[group].0.push(across[i]),
            Some(j) => groups[group].1.push(down[j]),
        }
    }
    groups.retain(|(across, down)| across.len() > 1 || down.len() > 1);
    groups
}

fn within(at: f32, line: &Rule) -> bool {
    line.from - NEAR <= at && at <= line.to + NEAR
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// The lines of one table over one another.
struct Lattice {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// Whether a line runs above square (row, col); one row more than squares.
    above: Vec<bool>,
    /// Whether a line runs left of square (row, col); one column more than squares.
    left: Vec<bool>,
    /// Columns of squares left open at the top and at the bottom.
    open: [Vec<bool>; 2],
}

impl Lattice {
    fn new(across: &[Rule], down: &[Rule]) -> Option<Self> {
        // A line that goes on beyond the last one across it shows where the table ends.
        let ys = edges(across, down);
        let xs = edges(down, across);
        if xs.len() < 2 || ys.len() < 2 || xs.len() * ys.len() > MAX_SQUARES {
            return None;
        }
        let (rows, cols) = (ys.len() - 1, xs.len() - 1);
        let mut lattice = Self {
            above: vec![false; (rows + 1) * cols],
            left: vec![false; rows * (cols + 1)],
            open: [vec![false; cols], vec![false; cols]],
            xs,
            ys,
        };
        for line in across {
            let row = nearest(&lattice.ys, line.at);
            for col in covered(&lattice.xs, line) {
                lattice.above[row * cols + col] = true;
            }
        }
        for line in down {
            let col = nearest(&lattice.xs, line.at);
            for row in covered(&lattice.ys, line) {
                lattice.left[row * (cols + 1) + col] = true;
            }
        }
        lattice.close_sides();
        lattice.close_end(0);
        lattice.close_end(1);
        Some(lattice)
    }

    const fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    const fn cols(&self) -> usize {
        self.xs.len() - 1
    }

    fn line_above(&self, row: usize, col: usize) -> bool {
        self.above[row * self.cols() + col]
    }

    fn line_left(&self, row: usize, col: usize) -> bool {
        self.left[row * (self.cols() + 1) + col]
    }

    /// A table without lines at its sides ends where its lines across end.
    fn close_sides(&mut self) {
        let (rows, cols) = (self.rows(), self.cols());
        for (edge, square) in [(0, 0), (cols, cols - 1)] {
            if (0..rows).any(|row| self.line_left(row, edge)) {
                continue;
            }
            for row in 0..rows {
                if self.line_above(row, square) && self.line_above(row + 1, square) {
                    self.left[row * (cols + 1) + edge] = true;
                }
            }
        }
    }

    /// Closes the cells that reach the table's top (0) or bottom (1) between two lines down, with
    /// no line across: the page's end cuts them.
    fn close_end(&mut self, end: usize) {
        let (edge, row) = if end == 0 { (0, 0) } else { (self.rows(), self.rows() - 1) };
        let cols = self.cols();
        let mut from = None;
        for col in 0..=cols {
            if self.line_left(row, col) {
                if let Some(from) = from.take() {
                    for open in from..col {
                        self.above[edge * cols + open] = true;
                        self.open[end][open] = true;
                    }
                }
                from = Some(col);
            }
            if col < cols && self.line_above(edge, col) {
                from = None;
            }
        }
    }

    /// The squares that no line parts, as boxes.
    fn frames(self) -> Vec<Frame> {
        let (rows, cols) = (self.rows(), self.cols());
        let mut seen = vec![false; rows * cols];
        let mut frames = Vec::new();
        for start in 0..rows * cols {
            if seen[start] {
                continue;
            }
            let (squares, outside) = self.region(start, &mut seen);
            if !outside {
                self.boxes(&squares, &mut frames);
            }
        }
        frames.sort_by(|a, b| a.area.y0.total_cmp(&b.area.y0).then(a.area.x0.total_cmp(&b.area.x0)));
        frames
    }

    /// The squares reached from one without crossing a line, and whether they reach outside.
    fn region(&self, start: usize, seen: &mut [bool]) -> (Vec<(usize, usize)>, bool) {
        let (rows, cols) = (self.rows(), self.cols());
        let mut squares = Vec::new();
        let mut outside = false;
        let mut todo = vec![start];
        seen[start] = true;
        while let Some(at) = todo.pop() {
            let (row, col) = (at / cols, at % cols);
            squares.push((row, col));
            let ways = [
                (self.line_above(row, col), row > 0, at.wrapping_sub(cols)),
                (self.line_above(row + 1, col), row + 1 < rows, at + cols),
                (self.line_left(row, col), col > 0, at.wrapping_sub(1)),
                (self.line_left(row, col + 1), col + 1 < cols, at + 1),
            ];
            for (line, inside, next) in ways {
                if line {
                    continue;
                }
                if !inside {
                    outside = true;
                } else if !seen[next] {
                    seen[next] = true;
                    todo.push(next);
                }
            }
        }
        squares.sort_unstable();
        (squares, outside)
    }

    /// A region as one box, or row by row where it is no rectangle.
    fn boxes(&self, squares: &[(usize, usize)], frames: &mut Vec<Frame>) {
        let mut strips: Vec<[usize; 4]> = Vec::new();
        for &(row, col) in squares {
            match strips.last_mut() {
                Some(strip) if strip[0] == row && strip[3] + 1 == col => strip[3] = col,
                _ => strips.push([row, col, row, col]),
            }
        }
        let mut blocks: Vec<[usize; 4]> = Vec::new();
        for strip in strips {
            let above = blocks.iter_mut().find(|b| b[1] == strip[1] && b[3] == strip[3] && b[2] + 1 == strip[0]);
            match above {
                Some(block) => block[2] = strip[2],
                None => blocks.push(strip),
            }
        }
        let sound = blocks.len() == 1;
        frames.extend(blocks.into_iter().map(|[top, left, bottom, right]| Frame {
            area: Area { x0: self.xs[left], y0: self.ys[top], x1: self.xs[right + 1], y1: self.ys[bottom + 1] },
            open_top: top == 0 && (left..=right).any(|c| self.open[0][c]),
            open_bottom: bottom + 1 == self.rows() && (left..=right).any(|c| self.open[1][c]),
            sound,
        }));
    }
}

/// Where the lines stand, and where the lines across them end if that is further out.
fn edges(lines: &[Rule], crossing: &[Rule]) -> Vec<f32> {
    let mut edges = cluster(lines.iter().map(|l| l.at).collect(), NEAR);
    let from = crossing.iter().map(|l| l.from).fold(f32::INFINITY, f32::min);
    let to = crossing.iter().map(|l| l.to).fold(f32::NEG_INFINITY, f32::max);
    if edges.first().is_none_or(|first| from < first - DASH) && from.is_finite() {
        edges.insert(0, from);
    }
    if edges.last().is_none_or(|last| to > last + DASH) && to.is_finite() {
        edges.push(to);
    }
    edges
}

/// The squares between `edges` of which a line covers the middle.
fn covered(edges: &[f32], line: &Rule) -> impl Iterator<Item = usize> {
    let middles: Vec<f32> = edges.windows(2).map(|w| f32::midpoint(w[0], w[1])).collect();
    let first = middles.partition_point(|m| *m < line.from);
    let last = middles.partition_point(|m| *m <= line.to);
    first..last.max(first)
}
