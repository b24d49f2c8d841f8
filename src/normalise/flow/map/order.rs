//! What the order of a map's cells says of its shape.
//!
//! A map has a head of missions side by side, and rows of perspectives under it; a mission printed
//! across all columns begins another part below. Objectives are numbered down the columns of the
//! head and printed along its rows. Each pass of the page runs along the rows, so it must fit.

use super::intervals::{Choice, Puzzle, lay};

/// A cell of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// An objective, by its place among the numbers.
    Objective(usize),
    /// A name, of perspectives or missions.
    Name(usize),
}

/// The cells of each pass that matter for one kind of name.
#[derive(Debug)]
pub struct Order {
    /// The passes.
    pub passes: Vec<Vec<Item>>,
    /// How many objectives there are.
    pub places: usize,
    /// How far the order of the text is that of the page, 0 to 1.
    pub trust: f32,
}

/// How much of what else the document says speaks for each name, by place.
pub type Votes = Vec<Vec<f32>>;

/// What a name pays for each objective that it should stand before and does not, or the reverse.
const ASTRAY: f32 = 0.7;

fn few(count: usize) -> f32 {
    f32::from(u8::try_from(count).unwrap_or(u8::MAX))
}

impl Order {
    /// The pass and place where a name is first printed.
    fn label(&self, name: usize) -> Option<(&[Item], usize)> {
        self.passes.iter().find_map(|pass| {
            let at = pass.iter().position(|i| *i == Item::Name(name))?;
            Some((pass.as_slice(), at))
        })
    }

    /// Objectives before a name that it should precede, and after it that it should follow; nothing
    /// where it stands behind all objectives, as merged cells do.
    fn astray(&self, name: usize, from: usize, to: usize) -> Astray {
        let Some((pass, at)) = self.label(name) else { return Astray::default() };
        let places = |items: &[Item]| -> Vec<usize> {
            items.iter().filter_map(|i| if let Item::Objective(p) = i { Some(*p) } else { None }).collect()
        };
        let (before, after) = (places(&pass[..at]), places(&pass[at..]));
        Astray {
            at_end: after.is_empty() && !before.is_empty(),
            own: before.iter().filter(|p| (from..to).contains(p)).count(),
            later: before.iter().filter(|p| **p >= to).count(),
            earlier: after.iter().filter(|p| **p < from).count(),
        }
    }

    /// Whether two names stand the other way round in a pass, both in their places.
    fn inverted(&self, first: usize, second: usize) -> bool {
        let (Some((a, at)), Some((b, other))) = (self.label(first), self.label(second)) else { return false };
        let placed = |name| !self.astray(name, 0, 0).at_end;
        std::ptr::eq(a, b) && at > other && placed(first) && placed(second)
    }

    /// Two neighbouring places between which another part of the map begins: all objectives before
    /// are printed, and the one printed last is not the one numbered last.
    fn part(&self) -> Option<(usize, usize)> {
        let main = self.passes.iter().max_by_key(|p| p.len())?;
        let printed: Vec<usize> =
            main.iter().filter_map(|i| if let Item::Objective(p) = i { Some(*p) } else { None }).collect();
        let mut sorted = printed.clone();
        sorted.sort_unstable();
        (1..printed.len()).find_map(|at| {
            let highest = *printed[..at].iter().max()?;
            (printed[at] == sorted[at] && highest == sorted[at - 1] && printed[at - 1] != highest)
                .then_some((highest, printed[at]))
        })
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Astray {
    at_end: bool,
    own: usize,
    later: usize,
    earlier: usize,
}

fn against(votes: &Votes, name: usize, from: usize, to: usize) -> f32 {
    let place = |votes: &Vec<f32>| {
        let all: f32 = votes.iter().sum();
        if all > 0.0 { (all * 0.75).min(1.5) * (all - votes[name]) / all } else { 0.0 }
    };
    votes[from..to].iter().map(place).sum()
}

/// Which perspective each objective has. `ranks` is the usual order of such names, from the top.
pub fn perspectives(order: &Order, votes: &Votes, ranks: &[u8]) -> Option<Vec<Choice>> {
    let part = order.part();
    let cover = |name: usize, from: usize, to: usize| {
        let astray = order.astray(name, from, to);
        let label = if astray.at_end {
            // A merged cell covers several.
            if to - from > 1 { 0.4 } else { 0.8 }
        } else {
            (few(astray.own + astray.later + astray.earlier) * ASTRAY).min(3.0 * ASTRAY) * order.trust
        };
        let over = part.is_some_and(|(last, next)| from <= last && next < to);
        // The head of the map is one row of perspectives as a rule: its numbers run down its columns.
        let within = part.is_some_and(|(last, _)| 0 < from && from <= last);
        against(votes, name, from, to) + label + 0.5 * (f32::from(u8::from(over)) + f32::from(u8::from(within)))
    };
    let follow = |name: usize, before: &[(usize, usize)]| {
        let unusual = before.iter().filter(|(other, _)| ranks[*other] > ranks[name]).count();
        let inverted = before.iter().filter(|(other, _)| order.inverted(*other, name)).count();
        0.3 * few(unusual) + 0.5 * few(inverted)
    };
    let puzzle =
        Puzzle { places: order.places, names: ranks.len(), cover: &cover, follow: &follow, whole: &|_| 0.0, omit: 1.5 };
    lay(&puzzle)
}

/// Which mission each objective has. `codes` are the missions'; `rows` are the places where a
/// perspective begins.
pub fn missions(order: &Order, votes: &Votes, codes: &[u32], rows: &[usize]) -> Option<Vec<Choice>> {
    let inverted = |from: usize, to: usize| {
        order.passes.iter().map(|pass| inversions(pass, &|p| (from..to).contains(&p).then_some((0, p, 0)))).sum()
    };
    let cover = |name: usize, from: usize, to: usize| {
        let astray = order.astray(name, from, to);
        let label = if astray.at_end { 0.4 } else { (few(astray.own) * ASTRAY).min(3.0 * ASTRAY) * order.trust };
        against(votes, name, from, to) + label + few(inverted(from, to)) * order.trust
    };
    let shape = Shape { order, codes, rows };
    let whole = |spans: &[(usize, usize)]| {
        (0..=spans.len()).map(|head| shape.cost(spans, head)).fold(f32::INFINITY, f32::min) * order.trust
    };
    let puzzle = Puzzle {
        places: order.places,
        names: codes.len(),
        cover: &cover,
        follow: &|_, _| 0.0,
        whole: &whole,
        omit: 1.5,
    };
    lay(&puzzle)
}

/// Pairs of objectives that are not printed in the order of their keys.
fn inversions(pass: &[Item], key: &dyn Fn(usize) -> Option<(usize, usize, usize)>) -> usize {
    let keys: Vec<_> = pass.iter().filter_map(|i| if let Item::Objective(p) = i { key(*p) } else { None }).collect();
    keys.iter().enumerate().map(|(at, own)| keys[at + 1..].iter().filter(|other| *other < own).count()).sum()
}

struct Shape<'a> {
    order: &'a Order,
    codes: &'a [u32],
    rows: &'a [usize],
}

impl Shape<'_> {
    /// What it costs if the first missions stand side by side, and the others below them, each alone.
    fn cost(&self, spans: &[(usize, usize)], head: usize) -> f32 {
        let columns = self.columns(&spans[..head]);
        let key = |place: usize| {
            let span = spans.iter().rposition(|(_, from)| *from <= place)?;
            if span >= head {
                return Some((1 + span, place, 0));
            }
            let column = columns.iter().position(|c| *c == span)?;
            Some((0, place - spans[span].1, column))
        };
        let pairs = |key: &dyn Fn(usize) -> Option<(usize, usize, usize)>| -> usize {
            self.order.passes.iter().map(|pass| inversions(pass, key)).sum()
        };
        // Cells of the head may be higher than one row, so that neighbours slip below each other.
        let beside = pairs(&|place| key(place).filter(|(part, ..)| *part == 0));
        let below = pairs(&|place| key(place).map(|(part, ..)| (part, 0, 0)));
        let mut cost = (few(beside) * 0.15).min(0.9) + (few(below) * 0.5).min(3.0);
        for (at, left) in columns.iter().enumerate() {
            cost += columns[at + 1..].iter().map(|right| self.beside(spans[*left].0, spans[*right].0)).sum::<f32>();
        }
        for (at, (name, from)) in spans.iter().enumerate().skip(head) {
            let to = spans.get(at + 1).map_or(self.order.places, |(_, next)| *next);
            let astray = self.order.astray(*name, *from, to);
            if !astray.at_end {
                cost += (few(astray.earlier + astray.later) * ASTRAY).min(2.0 * ASTRAY);
            }
            let lower = spans[..at].iter().filter(|(other, _)| self.codes[*other] > self.codes[*name]).count();
            cost += 0.2 * few(lower);
            if !self.rows.contains(from) {
                cost += 0.3;
            }
        }
        cost
    }

    /// The spans of the head from left to right, as their first objectives are printed.
    fn columns(&self, spans: &[(usize, usize)]) -> Vec<usize> {
        let main = self.order.passes.iter().max_by_key(|p| p.len());
        let printed = |place: usize| {
            main.and_then(|pass| pass.iter().position(|i| *i == Item::Objective(place))).unwrap_or(usize::MAX)
        };
        let mut out: Vec<usize> = (0..spans.len()).collect();
        out.sort_by_key(|span| (printed(spans[*span].1), *span));
        out
    }

    /// What two missions pay that stand side by side in this order.
    fn beside(&self, left: usize, right: usize) -> f32 {
        match (self.order.label(left), self.order.label(right)) {
            (Some((a, at)), Some((b, other))) if std::ptr::eq(a, b) && heads(a, at) && heads(b, other) => {
                if at < other { 0.0 } else { 1.0 }
            }
            _ if self.codes[left] < self.codes[right] => 0.0,
            _ => 0.2,
        }
    }
}

/// Whether a name stands before all objectives of its pass.
fn heads(pass: &[Item], at: usize) -> bool {
    !pass[..at].iter().any(|i| matches!(i, Item::Objective(_)))
}

#[cfg(test)]
mod tests {
    use super::{Item, Order, missions, perspectives};
    use Item::{Name, Objective};

    /// Items from numbers: positive ones are objectives, others names.
    fn order(passes: &[&[i32]]) -> Order {
        let item = |n: &i32| match usize::try_from(*n) {
            Ok(place) if place > 0 => Objective(place - 1),
            _ => Name(usize::try_from(-n).unwrap_or(0)),
        };
        let passes: Vec<Vec<Item>> = passes.iter().map(|p| p.iter().map(item).collect()).collect();
        let places = passes.iter().flatten().filter(|i| matches!(i, Objective(_))).count();
        Order { passes, places, trust: 1.0 }
    }

    fn names(laid: Option<Vec<super::Choice>>) -> Vec<Option<usize>> {
        laid.unwrap_or_default().iter().map(|c| (c.margin >= 0.3).then_some(c.name)).collect()
    }

    #[test]
    fn columns_are_told_by_the_order_of_their_numbers() {
        // Three missions side by side, a fourth below; 12 stands in the first pass.
        let page: [&[i32]; 2] = [&[0, -3, 12], &[-1, -2, 1, 7, 6, 2, 8, 3, 4, 5, 9, 10, 11, 13]];
        let mut votes = vec![vec![0.0; 4]; 13];
        // Which of the first two missions is which, the order does not tell.
        votes[0][0] = 1.0;
        let found = missions(&order(&page), &votes, &[11, 12, 16, 32], &[0, 8, 10, 11]);
        let wanted = [0, 0, 0, 0, 0, 2, 1, 1, 3, 3, 3, 3, 3].map(Some);
        assert_eq!(names(found), wanted);
    }

    #[test]
    fn names_cover_the_objectives_after_them() {
        let page: [&[i32]; 1] = [&[0, 1, 5, 2, 3, 4, -1, 6, 7, -2, 8]];
        let found = perspectives(&order(&page), &vec![vec![0.0; 3]; 8], &[0, 0, 0]);
        assert_eq!(names(found), [0, 0, 0, 0, 0, 1, 1, 2].map(Some));
    }

    #[test]
    fn what_nothing_settles_is_left_open() {
        // The second name is printed in another pass than objective 3.
        let page: [&[i32]; 2] = [&[3], &[0, 1, 2, -1, 4]];
        let found = perspectives(&order(&page), &vec![vec![0.0; 2]; 4], &[0, 0]);
        assert_eq!(names(found), [Some(0), Some(0), None, Some(1)]);
    }
}
