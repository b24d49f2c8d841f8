//! A strategy map on the pages where its missions are not repeated.
//!
//! The export leaves no room for a mission under which nothing stands on a page, so the place of
//! a text does not tell its mission there. The numbers of the objectives do, if they run down one
//! mission after the other: those of a page go on where the ones before it ended.

use std::ops::Range;

use super::super::columns::{self, Column, assign};
use super::super::header::zones;
use super::super::line::{Line, Page};
use crate::grammar::heading;
use crate::normalise::is_section_title;

/// The numbers of the objectives in a column: the first and the last, if there are any.
pub type Numbers = Option<(u32, u32)>;

/// A map has no more missions than this.
const MOST_MISSIONS: usize = 12;

/// The numbers in each of the columns.
pub fn numbers(lines: &[Line], columns: &[Column]) -> Vec<Numbers> {
    let mut numbers: Vec<Numbers> = vec![None; columns.len()];
    for piece in lines.iter().flat_map(|line| assign(line, columns)) {
        let Some(number) = heading::parse(&piece.text).map(|heading| heading.number) else { continue };
        if let Some(known) = numbers.get_mut(piece.column) {
            *known = both(*known, Some((number, number)));
        }
    }
    numbers
}

/// The numbers of two parts of a column.
pub fn both(above: Numbers, below: Numbers) -> Numbers {
    let (Some(a), Some(b)) = (above, below) else { return above.or(below) };
    Some((a.0.min(b.0), a.1.max(b.1)))
}

/// Whether objectives stand on some lines.
pub fn has_objectives(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.segments.iter().any(|s| heading::parse(&s.text).is_some()))
}

/// Whether the page after a map goes on with it.
pub fn is_on(page: &Page) -> bool {
    let first = zones(&page.lines).first().map_or(page.lines.len(), |zone| zone.lines.start);
    has_objectives(&page.lines[..end(&page.lines, 0..first)])
}

/// Where a map ends: at its body's end, or at the title of the next section.
pub fn end(lines: &[Line], body: Range<usize>) -> usize {
    let titled = |at: &usize| lines[*at].segments.len() == 1 && is_section_title(&lines[*at].segments[0].text);
    body.clone().find(titled).unwrap_or(body.end)
}

/// The columns of a map that goes on, and which of the known ones each of them is: none if that
/// is not settled. `ends` is whether the map ends on the page.
pub fn go_on(lines: &[Line], body: &Range<usize>, known: &[Numbers], ends: bool) -> (Vec<Column>, Option<Vec<usize>>) {
    let columns = columns::unnamed(lines, body);
    let found = numbers(&lines[body.clone()], &columns);
    let perspectives = found.iter().take_while(|numbers| numbers.is_none()).count();
    let objectives: Option<Vec<(u32, u32)>> = found[perspectives..].iter().copied().collect();
    let places = match objectives {
        Some(objectives) if perspectives <= 1 && known.len() > 1 => {
            places(&objectives, &known[1..], ends).map(|missions| {
                let first = (perspectives > 0).then_some(0);
                first.into_iter().chain(missions.into_iter().map(|mission| mission + 1)).collect()
            })
        }
        _ => None,
    };
    (columns, places)
}

/// The one way to give columns of objectives, in order, to missions so that the numbers run down
/// one mission after the other, and none is without an objective if the map ends.
fn places(found: &[(u32, u32)], known: &[Numbers], ends: bool) -> Option<Vec<usize>> {
    if found.len() > known.len() || known.len() > MOST_MISSIONS || found.is_empty() {
        return None;
    }
    if found.len() == known.len() {
        return Some((0..known.len()).collect());
    }
    let mut ways = Vec::new();
    for chosen in (0..1_usize << known.len()).filter(|bits| bits.count_ones() as usize == found.len()) {
        let way: Vec<usize> = (0..known.len()).filter(|mission| chosen >> mission & 1 == 1).collect();
        // Within a mission the numbers run down, too.
        let below = |(mission, numbers): (&usize, &(u32, u32))| known[*mission].is_none_or(|above| above.1 < numbers.0);
        let runs_down = way.iter().zip(found).all(below);
        let mut all = known.to_vec();
        for (mission, numbers) in way.iter().zip(found) {
            all[*mission] = both(all[*mission], Some(*numbers));
        }
        let whole = !ends || all.iter().all(Option::is_some);
        let ranges: Vec<(u32, u32)> = all.into_iter().flatten().collect();
        if whole && runs_down && ranges.windows(2).all(|pair| pair[0].1 < pair[1].0) {
            ways.push(way);
        }
    }
    if ways.len() == 1 { ways.pop() } else { None }
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn numbers_tell_the_mission() {
        let known = [Some((1, 2)), Some((6, 7)), None];
        assert_eq!(places(&[(3, 5), (8, 9)], &known, true), Some(vec![0, 2]));
        // 8 and 9 may be the second mission's, as long as the map goes on.
        assert_eq!(places(&[(3, 5), (8, 9)], &known, false), None);
        // Numbers that run across say nothing.
        assert_eq!(places(&[(7, 7)], &[Some((1, 4)), Some((2, 5)), Some((3, 6))], true), None);
    }
}
