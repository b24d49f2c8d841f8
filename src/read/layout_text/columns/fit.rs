//! Which text stands in which column, line by line.
//!
//! A print's columns have edges; its text export keeps them roughly. What stands left on a line
//! pushes the rest of it to the right, and two texts with less than two blanks between them look
//! like one. So the words of a line are laid over the columns in order, as they fit best: at the
//! left, the middle or the right of a column, all of a line shifted alike.

use std::collections::BTreeMap;

use super::super::line::Line;
use super::says::{Run, Says};
use super::words::{Text, joined};

/// Where the texts of a column begin, or end, or have their middles.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Edge {
    at: f32,
    /// How many of the texts stand there, from 0 to 1.
    share: f32,
}

/// The edges of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edges {
    left: Edge,
    middle: Edge,
    right: Edge,
    /// What lies between the texts of its neighbours.
    bounds: (f32, f32),
    /// Whether nothing is known to stand in it.
    bare: bool,
    /// Whether its texts may go on to the right without an end.
    open: bool,
    /// What its texts say.
    says: Says,
}

/// A text of a line in a column: some of the line's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Position of the column.
    pub column: usize,
    /// The first character, and one past the last.
    pub range: (usize, usize),
    /// What it says.
    pub text: String,
    /// Whether it was cut off its neighbour, or joined to it.
    pub cut: bool,
    /// Whether it was cut off the one before it.
    off: bool,
}

/// What a text costs that is not at an edge at all, and what each character off it costs: as a shift
/// that the text before it does not have, and as any shift.
const INSIDE: f32 = 0.5;
const LOOSE: f32 = 0.5;
const SHIFTED: f32 = 0.12;
const OFF: f32 = 0.04;
/// What it costs not to cut where there is more than one blank between two words.
const CLASH: f32 = 3.0;
/// What it costs to cut a text off one that begins no further left than the column does.
const PUSHED: f32 = 2.0;
/// No text stands further off its column, in characters, and none is wider than the widest column
/// so many times.
const NEAR: f32 = 40.0;
const WIDER: f32 = 1.5;
/// What each character costs that a text is wider than its column.
const OVER: f32 = 0.16;
/// Further off than so many characters is no worse.
const FAR: f32 = 25.0;

impl Edges {
    /// Those of columns that cover some characters each, and what is said there.
    pub fn of(columns: &[(usize, usize, Says)]) -> Vec<Self> {
        let edge = |at: f32, share: f32| Edge { at, share };
        let ends = columns
            .iter()
            .enumerate()
            .map(|(i, column)| columns.get(i + 1).map_or(column.1, |next| next.0.saturating_sub(1)));
        let column = |(column, end): (&(usize, usize, Says), usize)| Self {
            left: edge(float(column.0), 0.7),
            middle: edge(f32::midpoint(float(column.0), float(column.1)), 0.4),
            right: edge(float(end), 0.4),
            bounds: (float(column.0), float(end)),
            bare: false,
            open: false,
            says: column.2,
        };
        let mut edges: Vec<Self> = columns.iter().zip(ends).map(column).collect();
        if let Some(last) = edges.last_mut() {
            last.open = false;
        }
        edges
    }

    /// Whether the text before one in the column begins left of it, so that it may have pushed it.
    const fn reached(&self, before: Laid) -> bool {
        const NEARLY: f32 = 2.0;
        before.from + NEARLY < self.left.at
    }

    /// How a text stands in the column.
    fn fit(&self, from: f32, to: f32, cut: bool) -> Fit {
        const PULLED: f32 = 4.0;
        const PULL: f32 = 0.1;
        const MOST: f32 = 3.0;
        let (low, high) = self.bounds;
        // What is joined to the text before it stands further left than it would alone.
        let pulled = |off: f32| if cut { (off + PULLED).min(off * PULL).max(off) } else { off };
        let way = |edge: Edge, at: f32| {
            let off = pulled(at - edge.at);
            let right = if self.open { 0.0 } else { (to - off - high - 2.0).max(0.0) };
            let over = right + (low - from + off - 2.0).max(0.0);
            (LOOSE * (1.0 - edge.share) + OFF * off.abs().min(FAR) + (OVER * over).min(MOST), off)
        };
        let ways = [way(self.left, from), way(self.right, to), way(self.middle, f32::midpoint(from, to))];
        Fit { ways, before: low - from, beyond: to - high }
    }
}

/// How a text stands in a column: at its left, at its right, or in its middle, each with what it
/// costs and how far the text is off; and how far it reaches out of the column on both sides.
#[derive(Debug, Clone, Copy)]
struct Fit {
    ways: [(f32, f32); 3],
    before: f32,
    beyond: f32,
}

impl Fit {
    /// The least that it costs after whatever texts.
    fn least(&self) -> f32 {
        self.ways.iter().map(|way| way.0).fold(INSIDE, f32::min)
    }

    /// How badly the text stands there after texts that are shifted so far, and how far it is
    /// shifted itself.
    fn after(&self, shift: f32) -> (f32, f32) {
        let out = |shift: f32| (self.before + shift).max(0.0) + (self.beyond - shift).max(0.0);
        let inside = (INSIDE + OVER * out(0.0).min(out(shift)).min(FAR), shift);
        let way = |(cost, off): (f32, f32)| (cost + SHIFTED * (off - shift).abs().min(FAR), off);
        let mut best = way(self.ways[0]);
        for other in [way(self.ways[1]), way(self.ways[2]), inside] {
            if other.0 < best.0 {
                best = other;
            }
        }
        best
    }
}

/// A line laid over columns up to some word.
#[derive(Debug, Clone, Copy)]
struct Laid {
    cost: f32,
    shift: f32,
    /// The state before, and whether the last text was cut off or joined.
    before: (usize, usize),
    cut: bool,
    /// Where the last text would begin if nothing before it were shifted to the right.
    from: f32,
}

/// The texts of a line, each in its column, and how badly they stand there.
pub fn lay(text: &Text<'_>, columns: &[Edges]) -> (Vec<Slot>, f32) {
    let words = &text.words;
    let n = words.len();
    let widest = columns.iter().map(|c| c.bounds.1 - c.bounds.0).fold(0.0, f32::max) * WIDER + NEAR;
    let mut best: Vec<Vec<Option<Laid>>> = vec![vec![None; columns.len() + 1]; n + 1];
    best[0][0] = Some(Laid { cost: 0.0, shift: 0.0, before: (0, 0), cut: false, from: 0.0 });
    for start in 0..n {
        let cuts = start > 0 && words[start].bytes.0 > 0;
        let before: Vec<(usize, Laid)> =
            best[start].iter().enumerate().filter_map(|(used, laid)| Some((used, (*laid)?))).collect();
        let Some(&(least, _)) = before.first() else { continue };
        let cut = words[start].cut;
        let mut clashes = 0.0;
        let from = float(words[start].from);
        for end in start + 1..=n {
            clashes += if end > start + 1 && words[end - 1].bytes.0 == 0 { CLASH } else { 0.0 };
            let to = float(words[end - 1].to);
            if to - from > widest || clashes > CLASH {
                break;
            }
            let joined = end < n && words[end].bytes.0 > 0;
            let near = |edges: &Edges| edges.left.at <= to + NEAR && from <= edges.right.at + NEAR;
            for (column, edges) in columns.iter().enumerate().skip(least).filter(|(_, edges)| near(edges)) {
                let fit = edges.fit(from, to, cuts);
                // What is cut off for an empty column is more likely the end of a long text.
                let bare = if edges.bare && cuts { CLASH } else { 0.0 };
                let joins = cuts || clashes > 0.0 || joined;
                let run = words[start].runs.get(end - start - 1).copied().unwrap_or(Run::Long);
                let own =
                    cut + clashes + bare + edges.says.misfit(run, joins) + edges.says.remarks(words[start].remark);
                let state = &mut best[end][column + 1];
                let least = own + fit.least();
                for (used, before) in before.iter().take_while(|(used, _)| *used <= column) {
                    // What is cut off was pushed there by a text that begins left of the column.
                    let pushed = if cuts && !edges.reached(*before) { PUSHED } else { 0.0 };
                    if state.is_some_and(|known| before.cost + least + pushed >= known.cost) {
                        continue;
                    }
                    let (misfit, shift) = fit.after(before.shift);
                    let cost = before.cost + misfit + own + pushed;
                    if state.is_none_or(|known| cost < known.cost) {
                        let from = from - before.shift.max(0.0);
                        *state = Some(Laid { cost, shift, before: (start, *used), cut: joins, from });
                    }
                }
            }
        }
    }
    let last = (0..=columns.len()).filter_map(|c| Some((best[n][c]?.cost, c))).min_by(|a, b| a.0.total_cmp(&b.0));
    let Some((cost, mut used)) = last else { return astray(text.line, columns) };
    let mut slots = Vec::new();
    let mut end = n;
    while let Some(laid) = best[end][used].filter(|_| end > 0) {
        let (start, before) = laid.before;
        let text = joined(&words[start..end]);
        let (range, off) = ((words[start].from, words[end - 1].to), start > 0 && words[start].bytes.0 > 0);
        slots.push(Slot { column: used - 1, range, text, cut: laid.cut, off });
        (end, used) = (start, before);
    }
    slots.reverse();
    (slots, cost)
}

/// The segments of a line that does not fit the columns, each in the nearest.
fn astray(line: &Line, columns: &[Edges]) -> (Vec<Slot>, f32) {
    const ASTRAY: f32 = 4.0;
    let mut slots: Vec<Slot> = Vec::new();
    for segment in &line.segments {
        let gap = |c: &usize| (columns[*c].left.at - float(segment.from)).abs();
        let nearest = (0..columns.len()).min_by(|a, b| gap(a).total_cmp(&gap(b))).unwrap_or(0);
        if let Some(last) = slots.last_mut().filter(|last| last.column >= nearest) {
            last.text = format!("{} {}", last.text, segment.text);
            (last.range.1, last.cut) = (segment.to, true);
        } else {
            let (range, text) = ((segment.from, segment.to), segment.text.clone());
            slots.push(Slot { column: nearest, range, text, cut: false, off: false });
        }
    }
    (slots, ASTRAY)
}

/// The edges that the texts of some lines have, if each stands where it fits best in columns that
/// are nearly there; and how badly they stand then.
pub fn settle(texts: &[Text<'_>], mut columns: Vec<Edges>) -> (Vec<Edges>, Vec<Slot>, f32) {
    const ROUNDS: usize = 2;
    if columns.is_empty() {
        return (columns, Vec::new(), 0.0);
    }
    let all = |columns: &[Edges]| -> (Vec<Slot>, f32) {
        let (slots, costs): (Vec<Vec<Slot>>, Vec<f32>) = texts.iter().map(|text| lay(text, columns)).unzip();
        (slots.concat(), costs.iter().sum())
    };
    for _ in 0..ROUNDS {
        let (mut laid, _) = all(&columns);
        rejoin(&mut laid, columns.len());
        let mut shift = 0.0;
        let bounds = bounds(&laid, &columns);
        for (i, edges) in columns.iter_mut().enumerate() {
            let own = || laid.iter().filter(|s| s.column == i).map(|s| s.range);
            let settled = Edges {
                left: commonest(own().map(|r| 2 * r.0), edges.left, shift),
                middle: commonest(own().map(|r| r.0 + r.1), edges.middle, shift),
                right: commonest(own().map(|r| 2 * r.1), edges.right, shift),
                bounds: bounds[i],
                bare: own().next().is_none(),
                open: false,
                says: edges.says,
            };
            shift = settled.left.at - edges.left.at;
            *edges = settled;
        }
    }
    let (slots, cost) = all(&columns);
    (columns, slots, cost)
}

/// Gives a column that has nothing but parts of texts, cut off wherever, back what was cut off: such
/// a column is empty, and the texts beside it are long.
fn rejoin(laid: &mut [Slot], columns: usize) {
    const ANYWHERE: f32 = 0.6;
    for column in (1..columns).rev() {
        let own = || laid.iter().filter(move |s| s.column == column);
        if own().any(|s| !s.off) {
            continue;
        }
        let start = commonest(own().map(|s| 2 * s.range.0), Edge { at: 0.0, share: 1.0 }, 0.0);
        if own().count() == 1 || start.share < ANYWHERE {
            laid.iter_mut().filter(|s| s.column == column).for_each(|s| s.column -= 1);
        }
    }
}

/// What lies between the texts of each column's neighbours: as few as can be reach over the line
/// between two columns.
fn bounds(laid: &[Slot], columns: &[Edges]) -> Vec<(f32, f32)> {
    let texts = |c: usize| laid.iter().filter(move |s| s.column == c).map(|s| s.range);
    let between = |c: usize| {
        let mut ends: Vec<usize> = texts(c).map(|r| r.1).collect();
        let mut starts: Vec<usize> = texts(c + 1).map(|r| r.0).collect();
        ends.sort_unstable();
        starts.sort_unstable();
        let reach = |x: usize| ends.len() - ends.partition_point(|e| *e <= x) + starts.partition_point(|s| *s < x);
        let best = starts.iter().copied().min_by_key(|x| reach(*x)).map(float);
        let end = ends.last().map_or(0.0, |e| float(e + 1));
        best.unwrap_or_else(|| columns[c + 1].left.at.max(end.min(columns[c + 1].bounds.1)))
    };
    let lines: Vec<f32> = (0..columns.len().saturating_sub(1)).map(between).collect();
    let end = texts(columns.len() - 1).map(|r| float(r.1)).fold(0.0, f32::max);
    let low = |c: usize| if c == 0 { 0.0 } else { lines[c - 1] };
    let high = |c: usize| lines.get(c).map_or(end, |x| x - 1.0);
    (0..columns.len()).map(|c| (low(c), high(c))).collect()
}

/// The place, in halves, at or beside which most texts stand; that of a column without texts is
/// shifted as the column before it.
fn commonest(places: impl Iterator<Item = usize>, known: Edge, shift: f32) -> Edge {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut all = 0_usize;
    for place in places {
        *counts.entry(place).or_default() += 1;
        all += 1;
    }
    let near = |at: usize| -> usize { counts.range(at.saturating_sub(2)..=at + 2).map(|(_, n)| n).sum() };
    let best = counts.iter().max_by_key(|(at, n)| (near(**at), **n, std::cmp::Reverse(**at)));
    match best {
        Some((&at, _)) => Edge { at: float(at) / 2.0, share: float(near(at)) / float(all) },
        None => Edge { at: known.at + shift, ..known },
    }
}

fn float(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::super::line::pages;
    use super::{Edges, Says, Text, lay, settle};

    fn laid(text: &str, columns: &[(usize, usize)]) -> Vec<Vec<(usize, String)>> {
        let pages = pages(text);
        let texts: Vec<Text<'_>> = pages[0].lines.iter().map(Text::of).collect();
        let columns: Vec<_> = columns.iter().map(|(from, to)| (*from, *to, Says::Text)).collect();
        let (edges, ..) = settle(&texts, Edges::of(&columns));
        let of = |text| lay(text, &edges).0.into_iter().map(|slot| (slot.column, slot.text)).collect();
        texts.iter().map(of).collect()
    }

    #[test]
    fn values_at_the_right_of_their_column_are_not_the_next_ones() {
        let text = "Corsi                100%       Affari Generali\n\
                    Seminari             80%        Affari Generali\n\
                    Sportelli            75%        Affari Generali\n\
                    Incontri                   90%  Risorse Umane";
        let columns = |row: &[(usize, String)]| row.iter().map(|(column, _)| *column).collect::<Vec<_>>();
        for row in laid(text, &[(0, 6), (21, 27), (32, 37)]) {
            assert_eq!(columns(&row), [0, 1, 2], "{row:?}");
        }
    }

    #[test]
    fn the_same_twice_is_two_values() {
        let text = "Corsi                100%                100%\n\
                    Seminari             80%                 85%\n\
                    Sportelli            Anno di rilevazione Anno di rilevazione";
        let rows = laid(text, &[(0, 6), (21, 25), (41, 45)]);
        let texts: Vec<&str> = rows[2].iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Sportelli", "Anno di rilevazione", "Anno di rilevazione"]);
    }

    #[test]
    fn the_same_limit_again_and_again_is_a_value_each_time() {
        let text = "Corsi          entro 9 giorni entro 9 giorni entro 7 giorni\n\
                    Seminari       30/11/2015     30/11/2016     30/11/2017\n\
                    Sportelli      12             14             16";
        let rows = laid(text, &[(0, 9), (15, 29), (30, 44), (45, 59)]);
        let texts: Vec<&str> = rows[0].iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Corsi", "entro 9 giorni", "entro 9 giorni", "entro 7 giorni"]);
    }

    #[test]
    fn a_line_that_fits_no_column_keeps_its_words() {
        let text = format!("a  b  {}", "c ".repeat(400));
        let words: usize = laid(&text, &[(0, 1), (3, 4)])[0].iter().map(|(_, text)| text.split(' ').count()).sum();
        assert_eq!(words, 402);
    }
}
