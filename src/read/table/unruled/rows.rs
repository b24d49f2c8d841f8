//! Rows: the heights at which the fullest column has a text, and where one ends and the next begins.

use super::{Align, Block, Region, is_header};

/// Texts further apart than twice these many ems are no neighbours.
const FAR: f32 = 5.0;

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its top.
    pub top: f32,
    /// Its bottom.
    pub bottom: f32,
    /// Its blocks.
    pub blocks: Vec<usize>,
    /// Whether no merged cell reaches over it: it is one text over several columns, or a header.
    pub band: bool,
    /// Whether it has about as many texts as other rows; a total has few.
    pub full: bool,
}

/// A region as rows and columns.
#[derive(Debug)]
pub struct Table {
    /// The edges of the columns.
    pub edges: Vec<f32>,
    /// Rows, downwards.
    pub rows: Vec<Row>,
    /// Blocks between the rows.
    pub between: Vec<usize>,
    /// The column with a text in most rows.
    pub fullest: usize,
    /// Where in their cells the texts stand.
    pub align: Align,
}

impl Table {
    /// Sorts the groups of a region into rows and what stands between them.
    ///
    /// `heads` says of each block whether it reads as the header of a column.
    pub fn new(blocks: &[Block], region: &Region, heads: &[bool], align: Align) -> Self {
        let edges = edges(&region.columns);
        let mut table = Self { edges, rows: Vec::new(), between: Vec::new(), fullest: 0, align };
        let header: Vec<bool> = region.groups.iter().map(|g| is_header(g, heads)).collect();
        // What stands above the header is no row.
        let body = header.iter().position(|h| *h).map_or(0, |at| at + header[at..].iter().take_while(|h| **h).count());
        let fullest = table.fullest(blocks, &region.groups[body..]);
        let spans: Vec<Vec<(usize, usize)>> =
            region.groups.iter().map(|g| g.iter().map(|b| table.span(&blocks[*b])).collect()).collect();
        let full = filled(&spans, body, table.edges.len().saturating_sub(1));
        let extents: Vec<(f32, f32)> = region.groups.iter().map(|g| extent(blocks, g, align)).collect();
        let room = room(&extents, &full);
        let mut lengths: Vec<usize> = (body..full.len()).filter(|i| full[*i]).map(|i| spans[i].len()).collect();
        lengths.sort_unstable();
        let usual = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        let (mut rows, mut between) = (Vec::new(), Vec::new());
        for (i, group) in region.groups.iter().enumerate() {
            let spans = &spans[i];
            let band = group.len() == 1 && spans[0].1 - spans[0].0 > 1;
            let left = spans.iter().all(|(_, to)| *to <= fullest);
            let alone = alone(blocks, &region.groups, i);
            let roomy = alone && room.is_some_and(|room| free(&extents, i) >= room + height(extents[i]));
            let alone = roomy || alone && !left && !halfway(blocks, &region.groups, &full, i);
            let shown = group.iter().any(|b| blocks[*b].shown.is_some());
            if shown && (align != Align::Middle || full[i] || band || alone) {
                let (top, bottom) = extents[i];
                rows.push(Row {
                    top,
                    bottom,
                    blocks: group.clone(),
                    band: band || header[i] || roomy && !full[i],
                    full: group.len() * 2 > usual,
                });
            } else {
                between.extend(group);
            }
        }
        table.rows = rows;
        table.fullest = fullest;
        table.between = between;
        table.stretch(blocks);
        table
    }

    /// The columns that a block covers: first, and one past the last.
    pub fn span(&self, block: &Block) -> (usize, usize) {
        let slack = 0.3 * block.em;
        let last = self.edges.len().saturating_sub(2);
        let column = |x: f32| self.edges.partition_point(|e| *e <= x).saturating_sub(1).min(last);
        let from = column(block.area.x0 + slack);
        (from, column(block.area.x1 - slack).max(from) + 1)
    }

    /// The column with a text at most heights.
    fn fullest(&self, blocks: &[Block], groups: &[Vec<usize>]) -> usize {
        let mut counts = vec![0_usize; self.edges.len().max(2) - 1];
        for block in groups.iter().flatten() {
            let (from, to) = self.span(&blocks[*block]);
            if to == from + 1 {
                counts[from] += 1;
            }
        }
        let most = counts.iter().max().copied().unwrap_or(0);
        // Columns of merged cells stand on the left.
        counts.iter().rposition(|c| *c == most).unwrap_or(0)
    }

    /// Lets the rows touch. Where texts stand in the middle, each row reaches as far down from its
    /// middle as up; one unknown is left, and the gaps between the texts tell it.
    fn stretch(&mut self, blocks: &[Block]) {
        let n = self.rows.len();
        if n == 0 {
            return;
        }
        let em = self.rows[0].blocks.first().map_or(1.0, |b| blocks[*b].em);
        let gaps: Vec<f32> = self.rows.windows(2).map(|w| f32::midpoint(w[0].bottom, w[1].top)).collect();
        let mut lines = gaps.clone();
        if self.align == Align::Middle {
            let mut start = 0;
            while start < n {
                let mut end = start + 1;
                while end < n && gaps[end - 1] - self.rows[end - 1].bottom < FAR * em {
                    end += 1;
                }
                balance(&self.rows[start..end], &mut lines[start..end - 1], em);
                start = end;
            }
        }
        for (i, line) in lines.into_iter().enumerate() {
            // Rows that are far apart do not touch.
            let reach = FAR * em;
            self.rows[i].bottom = line.min(self.rows[i].bottom + reach);
            self.rows[i + 1].top = line.max(self.rows[i + 1].top - reach);
        }
    }
}

/// Which groups are rows of their own: those with a text in the fullest column. Beyond the first
/// and the last of them no merged cell can have its middle, and between two that are neighbours a
/// column can have but one: what stands there more often is in rows without that column.
///
/// What stands above the body is rows of its own anyway.
fn filled(spans: &[Vec<(usize, usize)>], body: usize, columns: usize) -> Vec<bool> {
    let mut full = vec![false; spans.len()];
    full[..body].fill(true);
    let mut todo = vec![(body..spans.len(), true)];
    while let Some((range, open)) = todo.pop() {
        let mut counts = vec![0_usize; columns];
        for (from, _) in spans[range.clone()].iter().flatten().filter(|(from, to)| to - from == 1) {
            counts[*from] += 1;
        }
        let most = counts.iter().max().copied().unwrap_or(0);
        let Some(column) = counts.iter().rposition(|c| *c == most).filter(|_| most > usize::from(!open)) else {
            continue;
        };
        let mut start = range.start;
        let mut first = true;
        for i in range.clone() {
            if spans[i].contains(&(column, column + 1)) {
                full[i] = true;
                todo.push((start..i, open && first));
                (start, first) = (i + 1, false);
            }
        }
        todo.push((start..range.end, open));
    }
    full
}

/// Top and bottom of a group.
fn extent(blocks: &[Block], group: &[usize], align: Align) -> (f32, f32) {
    let extents = group.iter().map(|b| align.extent(&blocks[*b]));
    extents.fold((f32::INFINITY, f32::NEG_INFINITY), |all, e| (all.0.min(e.0), all.1.max(e.1)))
}

fn height((top, bottom): (f32, f32)) -> f32 {
    bottom - top
}

/// The space between what stands above a group and what stands below it.
fn free(extents: &[(f32, f32)], group: usize) -> f32 {
    let above = extents[..group].iter().map(|e| e.1).fold(f32::NEG_INFINITY, f32::max);
    let below = extents[group + 1..].iter().map(|e| e.0).fold(f32::INFINITY, f32::min);
    below - above
}

/// The space that a row of its own takes beside its text: as much as parts rows that follow one
/// another, above and below. The text of a merged cell stands in no more than that.
fn room(extents: &[(f32, f32)], full: &[bool]) -> Option<f32> {
    const SHARE: f32 = 1.5;
    let next = |i: usize| full[i] && full[i + 1];
    let mut gaps: Vec<f32> = (0..full.len().saturating_sub(1))
        .filter(|&i| next(i))
        .map(|i| (extents[i + 1].0 - extents[i].1).max(0.0))
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).map(|usual| SHARE * usual)
}

/// Whether a group stands beside no other text.
fn alone(blocks: &[Block], groups: &[Vec<usize>], group: usize) -> bool {
    groups[group].iter().all(|b| {
        let own = &blocks[*b].area;
        let others = groups.iter().enumerate().filter(|(i, _)| *i != group).flat_map(|(_, g)| g);
        others.into_iter().all(|other| blocks[*other].area.overlap_y(own) <= 0.1 * blocks[*b].em)
    })
}

/// Whether a group stands halfway between the rows above and below it.
fn halfway(blocks: &[Block], groups: &[Vec<usize>], full: &[bool], group: usize) -> bool {
    let height = |i: usize| blocks[groups[i][0]].area.middle().1;
    let above = (0..group).rev().find(|i| full[*i]);
    let below = (group + 1..groups.len()).find(|i| full[*i]);
    above.zip(below).is_some_and(|(above, below)| {
        let off = height(group) - f32::midpoint(height(above), height(below));
        off.abs() <= 0.3 * blocks[groups[group][0]].em
    })
}

/// Finds the lines between rows whose middles are known.
fn balance(rows: &[Row], lines: &mut [f32], em: f32) {
    // line[i] = 2 middle[i] - line[i-1], so that line[i] = fixed[i] + sign[i] * line[0].
    let mut fixed = Vec::with_capacity(lines.len());
    let (mut known, mut sign) = (0.0, 1.0);
    for (i, row) in rows.iter().enumerate().take(lines.len()) {
        if i > 0 {
            known = 2.0_f32.mul_add(f32::midpoint(row.top, row.bottom), -known);
            sign = -sign;
        }
        fixed.push((known, sign));
    }
    let offsets: Vec<f32> = fixed.iter().zip(lines.iter()).map(|((known, sign), line)| sign * (line - known)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
    let first = offsets.iter().sum::<f32>() / offsets.len().max(1) as f32;
    let solved: Vec<f32> = fixed.iter().map(|(known, sign)| known + sign * first).collect();
    if solved.iter().zip(lines.iter()).all(|(a, b)| (a - b).abs() <= em) {
        lines.copy_from_slice(&solved);
    }
}

/// Edges between columns: the middle of the gaps.
fn edges(columns: &[(f32, f32)]) -> Vec<f32> {
    let mut edges: Vec<f32> = columns.first().map(|c| c.0).into_iter().collect();
    edges.extend(columns.windows(2).map(|w| f32::midpoint(w[0].1, w[1].0)));
    edges.extend(columns.last().map(|c| c.1));
    edges
}
