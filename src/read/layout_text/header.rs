//! Where a table begins: the lines of its header, and what stands in them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::line::{Line, Segment};
use super::looks::is_open;
use crate::grammar::{heading, mission, text};
use crate::normalise::draft::Field;
use crate::normalise::headers::{self, Header};

/// A cell of a header.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The first column, in characters.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// Its lines, parted by `\n`.
    pub text: String,
    /// What it says of the column below it.
    pub means: Option<Header>,
    /// Whether it stands over several others.
    pub spans: bool,
    /// The lines on which it stands.
    pub lines: (usize, usize),
}

/// A header.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Its lines.
    pub lines: Range<usize>,
    /// Its cells, from left to right.
    pub heads: Vec<Head>,
    /// Whether it is that of a strategy map: missions across, perspectives down.
    pub map: bool,
}

/// A header is at most so many lines higher or lower than the line with most of its cells.
const REACH: usize = 2;

/// The headers of a page, downwards.
pub fn zones(lines: &[Line]) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    let mut free = 0;
    let mut at = 0;
    while at < lines.len() {
        let zone = match &lines[at] {
            line if is_map(line) => Some(map(lines, at, free)),
            line if is_core(line) => around(lines, at, free),
            _ => None,
        };
        if let Some(zone) = zone {
            free = zone.lines.end;
            at = free;
            zones.push(zone);
        } else {
            at += 1;
        }
    }
    zones
}

/// Parts the headers of narrow columns, between which a line has no more than one blank.
pub fn part_joined(lines: &mut [Line]) {
    // `Area Servizi Interni` beside an indicator is no header: where there is one, others stand
    // beside it, joined or not.
    let headed = |s: &Segment| headers::of_cell(&s.text).is_some() || joined(s).is_some();
    let several = |s: &Segment| joined(s).is_some_and(|parts| parts.len() > 2);
    let among = |line: &&mut Line| {
        line.segments.len() > 1
            && (line.segments.iter().filter(|s| headed(s)).count() > 1 || line.segments.iter().any(several))
    };
    for line in lines.iter_mut().filter(among) {
        let parted =
            || line.segments.iter().flat_map(|segment| joined(segment).unwrap_or_else(|| vec![segment.clone()]));
        let parted = Line { segments: parted().collect(), ..line.clone() };
        let year = |s: &&Segment| headers::of_cell(&s.text).is_some_and(|h| h.year().is_some());
        let years = || parted.segments.iter().filter(year).count() > 1;
        if parted.segments.len() > line.segments.len() && (is_core(&parted) || years()) {
            *line = parted;
        }
    }
}

/// The headers of which a text consists, if it is several, none of them twice.
fn joined(segment: &Segment) -> Option<Vec<Segment>> {
    const MOST_WORDS: usize = 16;
    let text = segment.text.as_str();
    if headers::of_cell(text).is_some() || text.split(' ').count() > MOST_WORDS {
        return None;
    }
    let breaks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let part = |from: usize, to: usize| {
        let start = segment.from + text[..from].chars().count();
        let text = text[from..to].to_owned();
        Segment { from: start, to: start + text.chars().count(), text }
    };
    // The parts of the text up to each break, as few as can be.
    let mut ways: Vec<(usize, Vec<(Segment, Header)>)> = vec![(0, Vec::new())];
    for end in breaks.into_iter().chain([text.len()]).filter(|end| closes(&text[..*end])) {
        let way = ways.iter().filter(|(start, _)| opens(&text[*start..])).filter_map(|(start, before)| {
            let part = part(*start, end);
            let means = headers::of_cell(&part.text)
                .or_else(|| headers::of_first_words(&part.text).filter(|_| end < text.len()))?;
            let twice = before.iter().any(|(_, known)| *known == means);
            (!twice).then(|| before.iter().cloned().chain([(part, means)]).collect::<Vec<_>>())
        });
        if let Some(way) = way.min_by_key(Vec::len) {
            ways.push((end + 1, way));
        }
    }
    let (end, parts) = ways.pop()?;
    (end > text.len() && parts.len() > 1).then(|| parts.into_iter().map(|(part, _)| part).collect())
}

/// Whether a header may begin here: with a word that does not go on in what stands before it.
fn opens(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    text.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()) && !is_open(first)
}

/// Whether a header may end here: no particle and no sign asks for more.
fn closes(text: &str) -> bool {
    !is_open(text) && text.ends_with(|c: char| c.is_alphanumeric() || "%.)#°".contains(c))
}

/// Whether most texts of a line are headers, of columns that differ. What begins small goes on from
/// a line above, unless all of the line does.
fn is_core(line: &Line) -> bool {
    let small = !line.segments.iter().any(|s| s.text.starts_with(char::is_uppercase));
    let means = |s: &Segment| {
        let header = headers::of_cell(&s.text)?;
        let begins = s.text.starts_with(char::is_uppercase) || header.year().is_some();
        (begins || (small && whole(&s.text))).then_some(header)
    };
    let known: Vec<Header> = line.segments.iter().filter_map(means).collect();
    let years = known.iter().filter(|h| h.year().is_some()).count();
    let named: BTreeSet<&Header> = known.iter().filter(|h| matches!(h, Header::Field(_) | Header::Note)).collect();
    let runs = || {
        let years: Vec<i32> = known.iter().filter_map(|h| h.year()).collect();
        years.len() > 2 && years.windows(2).all(|pair| pair[0] + 1 == pair[1])
    };
    known.len() * 2 >= line.segments.len() && (named.len() >= 2 || (named.len() == 1 && years >= 2) || runs())
}

/// Whether a text in small letters may be a header, and no part of a sentence.
fn whole(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    text.starts_with(char::is_lowercase) && !is_open(first) && closes(text) && !text.contains(['(', ')'])
}

/// Whether columns say what a row of a plan is about: its text or its value, not only who, where
/// and how much.
fn has_subject(heads: &[Head]) -> bool {
    use Field::{Area, Owners, Progress, Role, Services, Weight, WeightAssessed};
    heads.iter().filter_map(|head| head.means).any(|means| match means {
        Header::Field(field) => !matches!(field, Area | Owners | Progress | Role | Services | Weight | WeightAssessed),
        Header::Year(_) => true,
        Header::Note | Header::Number | Header::RowYear | Header::Extra => false,
    })
}

/// Whether missions stand side by side, or one beside another text.
fn is_map(line: &Line) -> bool {
    let coded = line.segments.iter().filter(|s| mission::parse(&s.text).is_some()).count();
    let names = |s: &Segment| s.text.contains('/') || s.text.to_lowercase().contains("mission");
    let corner = line.segments.first().is_some_and(|s| names(s) && mission::parse(&s.text).is_none());
    let alone = line.segments.iter().all(|s| headers::of_cell(&s.text).is_none() || s.text.contains('/'));
    line.segments.len() > 1 && alone && (coded > 1 || (coded > 0 && corner && line.segments.len() < 6))
}

/// The header of a map: from the first line of its missions to the first objective.
fn map(lines: &[Line], core: usize, free: usize) -> Zone {
    const TALLEST: usize = 6;
    let objective = |line: &Line| line.segments.iter().any(|s| heading::parse(&s.text).is_some());
    let above = (free..core).rev().take(TALLEST).take_while(|at| lines[at + 1].blank == 0).count();
    let below = (core + 1..lines.len()).take(TALLEST).take_while(|at| lines[*at].blank == 0 && !objective(&lines[*at]));
    let range = core - above..core + 1 + below.count();
    let heads = cells(lines, range.clone());
    Zone { lines: range, heads, map: true }
}

/// The most lines around one that read as a header together.
fn around(lines: &[Line], core: usize, free: usize) -> Option<Zone> {
    let above = (1..=REACH.min(core - free)).take_while(|up| lines[core - up + 1].blank == 0).count();
    let below = (1..=REACH.min(lines.len() - 1 - core)).take_while(|down| lines[core + down].blank == 0).count();
    let mut extents: Vec<(usize, usize)> = (0..=above).flat_map(|up| (0..=below).map(move |down| (up, down))).collect();
    extents.sort_by_key(|(up, down)| std::cmp::Reverse((up + down, *down)));
    extents.into_iter().find_map(|(up, down)| zone(lines, core - up..core + down + 1, core))
}

/// The texts of the lines of a header, those below one another together.
fn cells(lines: &[Line], range: Range<usize>) -> Vec<Head> {
    let overlap = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
    let mut heads: Vec<Head> = Vec::new();
    for at in range.clone() {
        for segment in &lines[at].segments {
            let own = (segment.from, segment.to);
            let under = |line: &Line| line.segments.iter().filter(|s| overlap((s.from, s.to), own)).count();
            let spans = lines[range.clone()].iter().any(|line| under(line) > 1);
            let known = heads.iter_mut().find(|h| !spans && !h.spans && overlap((h.from, h.to), own));
            if let Some(head) = known {
                head.text = format!("{}\n{}", head.text, segment.text);
                head.from = head.from.min(segment.from);
                head.to = head.to.max(segment.to);
                head.lines.1 = at;
            } else {
                let (from, to) = own;
                heads.push(Head { from, to, text: segment.text.clone(), means: None, spans, lines: (at, at) });
            }
        }
    }
    spread(&mut heads, lines, &range);
    heads.sort_by_key(|h| (h.from, h.lines));
    for head in &mut heads {
        head.means = headers::of_cell(&text::join_lines(&head.text))
            .or_else(|| headers::of_cell(&head.text))
            .or_else(|| qualified(&head.text));
    }
    label(&mut heads);
    heads
}

/// A header of values that stands higher than the years beside it is the name of all of them.
fn label(heads: &mut [Head]) {
    let is_year = |h: &Head| !h.spans && h.means.and_then(Header::year).is_some();
    let years = || heads.iter().filter(|h| is_year(h));
    let (Some(first), Some(last)) = (heads.iter().position(is_year), years().next_back()) else { return };
    let (from, to, top) = (heads[first].from, last.to, years().map(|h| h.lines.0).min().unwrap_or(0));
    let above = |h: &Head| !h.spans && h.means == Some(Header::Field(Field::Target)) && h.lines.1 < top;
    if years().count() > 1
        && let Some(label) = first.checked_sub(1).map(|i| &mut heads[i]).filter(|h| above(h))
    {
        (label.from, label.to, label.spans) = (from, to, true);
    }
}

/// What a header says whose last line only says more about it: `di riferimento`, `TRIENNALE`.
fn qualified(text: &str) -> Option<Header> {
    const MOST: usize = 2;
    let (above, last) = text.rsplit_once('\n')?;
    let capitals = |text: &str| !text.contains(char::is_lowercase);
    let goes_on = last.starts_with(char::is_lowercase) || (capitals(above) && capitals(last));
    let short = last.split(' ').count() <= MOST && last.chars().all(|c| c.is_alphabetic() || c == ' ');
    headers::of_first_words(&text::join_lines(text)).filter(|_| goes_on && short)
}

/// A text alone above years is the name of all of them, though it stands over one.
fn spread(heads: &mut Vec<Head>, lines: &[Line], range: &Range<usize>) {
    let alone = |at: usize| lines[at].segments.len() == 1;
    let year = |text: &str| headers::of_cell(text).and_then(Header::year).is_some();
    // `Baseline` above a year is the name of that column.
    let own = |text: &str| headers::of_cell(&text::join_lines(text)).is_some_and(|h| h.year().is_none());
    let Some((first, rest)) = heads
        .iter()
        .position(|h| {
            h.lines.0 < h.lines.1
                && alone(h.lines.0)
                && !own(&h.text)
                && h.text.split_once('\n').is_some_and(|(a, b)| !year(a) && year(b))
        })
        .and_then(|i| Some((i, heads[i].text.split_once('\n')?.1.to_owned())))
    else {
        return;
    };
    let years: Vec<(usize, usize)> = heads.iter().filter(|h| year(&h.text)).map(|h| (h.from, h.to)).collect();
    if years.len() < 2 || range.len() < 2 {
        return;
    }
    let head = heads[first].clone();
    let label = head.text.split('\n').next().unwrap_or_default().to_owned();
    let below = lines[head.lines.1].segments.iter().find(|s| s.text == rest);
    let (from, to) = below.map_or((head.from, head.to), |s| (s.from, s.to));
    heads[first] = Head { from, to, text: rest, lines: (head.lines.1, head.lines.1), ..head.clone() };
    let from = years.iter().map(|y| y.0).min().unwrap_or(from).min(from);
    let to = years.iter().map(|y| y.1).max().unwrap_or(to).max(to);
    heads.push(Head { from, to, text: label, means: None, spans: true, lines: (head.lines.0, head.lines.0) });
}

fn zone(lines: &[Line], range: Range<usize>, core: usize) -> Option<Zone> {
    let heads = cells(lines, range.clone());
    let whole = |(i, head): (usize, &Head)| {
        let alone = head.lines == (core, core);
        let titled = i == 0 && is_title(head, lines, core);
        alone || head.means.is_some() || titled || (head.lines.0 < core && groups(head, &heads))
    };
    let above = heads.first().filter(|head| is_title(head, lines, core)).map_or(0, |title| title.lines.0);
    (has_subject(&heads) && heads.iter().all(|h| h.spans || h.lines.0 >= above) && heads.iter().enumerate().all(whole))
        .then_some(Zone { lines: range, heads, map: false })
}

/// Whether a cell around the line with most of a header's cells is the title of what stands below:
/// as it stands beside them in the middle, from their line downwards or up from it.
fn is_title(head: &Head, lines: &[Line], core: usize) -> bool {
    let (first, last) = head.lines;
    let at = lines[core].segments.iter().any(|s| s.from < head.to && head.from < s.to);
    let stands = match (core.checked_sub(first), last.checked_sub(core)) {
        (Some(above), Some(below)) => above == below || (at && (above == 0 || below == 0)),
        _ => false,
    };
    stands && head.text.lines().all(|line| headers::of_cell(line).is_none()) && heading::parse(&head.text).is_some()
}

/// Whether a text stands over columns of values, as the name of all of them.
fn groups(head: &Head, heads: &[Head]) -> bool {
    let mut under = heads.iter().filter(|h| !h.spans && h.from < head.to && head.from < h.to);
    let values = |h: &Head| {
        matches!(h.means, Some(Header::Year(_) | Header::Extra | Header::Field(Field::Target | Field::Actual)))
    };
    head.spans && heading::parse(&head.text).is_none() && mission::parse(&head.text).is_none() && under.all(values)
}

impl Zone {
    /// Whether two headers have the same cells in the same places, but for the first, which may be
    /// the objective of the rows below.
    pub fn alike(&self, other: &Self) -> bool {
        let leaves = |zone: &Self| -> Vec<(usize, usize, Option<Header>)> {
            zone.heads.iter().filter(|h| !h.spans).map(|h| (h.from, h.to, h.means)).collect()
        };
        let (a, b) = (leaves(self), leaves(other));
        a.len() == b.len()
            && a.iter().zip(&b).skip(1).all(|(x, y)| x.2 == y.2 && x.0 < y.1 && y.0 < x.1)
            && a.first().zip(b.first()).is_some_and(|(x, y)| x.2 == y.2)
    }
}

#[cfg(test)]
mod tests;
