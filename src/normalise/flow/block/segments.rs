//! Pages to the parts of tables that stand on them, each with its columns.

use super::cells::{self, Part};
use super::heads::{self, Kind, Signature};
use crate::document::Page;
use crate::normalise::draft::Section;
use crate::normalise::flow::columns::{Column, Name, Slot};
use crate::normalise::flow::lines::Line;

/// What one page shows of one kind of table.
#[derive(Debug, Clone)]
pub struct Segment<'a> {
    /// The page.
    pub page: u32,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its section.
    pub section: Section,
    /// The names that it prints.
    pub names: Vec<Name>,
    /// Its parts in the order of the text.
    pub parts: Vec<Part<'a>>,
}

impl Segment<'_> {
    /// The years of its columns.
    pub fn years(&self) -> Option<Vec<i32>> {
        let years =
            self.columns.iter().filter_map(|c| if let Slot::Years(years) = &c.slot { Some(years) } else { None });
        let years: Vec<i32> = years.flatten().copied().collect();
        (!years.is_empty()).then_some(years)
    }
}

/// Parts the year columns: each is a column of its own here.
fn parted(columns: &[Column]) -> Vec<Column> {
    let mut out = Vec::new();
    for column in columns {
        match &column.slot {
            Slot::Years(years) => {
                // A plan rolls forward: its oldest columns are the empty ones.
                out.extend((0_u8..).zip(years).map(|(rank, year)| Column {
                    slot: Slot::Years(vec![*year]),
                    skip: 0.6 + 0.1 * f32::from(rank),
                    ..column.clone()
                }));
            }
            _ => out.push(column.clone()),
        }
    }
    out
}

/// A segment whose columns are not known yet.
#[derive(Debug, Clone, Default)]
struct Raw<'a> {
    kind: Option<Kind>,
    names: Vec<Name>,
    parts: Vec<Part<'a>>,
}

/// The segments of all pages that show a table.
pub fn of<'a>(pages: &[Page], lines: &[Vec<Line<'a>>]) -> Vec<Segment<'a>> {
    let parts: Vec<Vec<Part<'a>>> = lines.iter().map(|l| cells::parts(l)).collect();
    let signatures = signatures(&parts);
    let mut out = Vec::new();
    let mut carried: Option<(Kind, Vec<Column>, Section)> = None;
    for (page, parts) in pages.iter().zip(parts) {
        if carried.is_none() && !parts.iter().any(|p| matches!(p, Part::Head(..))) {
            continue;
        }
        for raw in raw_segments(parts, carried.as_ref().map(|c| c.0)) {
            let Some(kind) = raw.kind else { continue };
            let own = choose(&signatures, &raw.names, kind);
            let (columns, section) = match (own, &carried) {
                (Some(own), _) => (parted(&own.columns), own.section),
                (None, Some((_, columns, section))) => (columns.clone(), *section),
                (None, None) => continue,
            };
            carried = Some((kind, columns.clone(), section));
            out.push(Segment { page: page.number, columns, section, names: raw.names, parts: raw.parts });
        }
    }
    out
}

/// Cuts a page where a header of another kind of table begins.
fn raw_segments(parts: Vec<Part<'_>>, carried: Option<Kind>) -> Vec<Raw<'_>> {
    let mut out = Vec::new();
    let mut current = Raw { kind: carried, ..Raw::default() };
    let groups = groups(&parts);
    for (index, part) in parts.into_iter().enumerate() {
        if let Part::Head(names, _) = &part {
            let group = &groups[index];
            let kind = heads::kind(group);
            let whole = group.iter().any(|n| matches!(n, Name::Field(crate::normalise::draft::Field::Indicator)));
            match (current.kind, kind) {
                (None, Some(_)) => current.kind = kind,
                (Some(Kind::Programmes), Some(Kind::Weights)) if !whole => current.kind = kind,
                (Some(a), Some(b)) if a != b && (whole || a != Kind::Weights || b != Kind::Programmes) => {
                    let mut next = Raw { kind, ..Raw::default() };
                    while current.parts.last().is_some_and(|p| matches!(p, Part::Head(..))) {
                        next.parts.extend(current.parts.pop());
                    }
                    next.parts.reverse();
                    next.names = next.parts.iter().flat_map(names_of).cloned().collect();
                    out.push(std::mem::replace(&mut current, next));
                }
                _ => {}
            }
            current.names.extend(names.iter().cloned());
        }
        current.parts.push(part);
    }
    out.push(current);
    out.retain(|r| !r.parts.is_empty());
    out
}

fn names_of<'p>(part: &'p Part<'_>) -> &'p [Name] {
    if let Part::Head(names, _) = part { names } else { &[] }
}

/// For each part, the names of the run of names that it is in.
fn groups(parts: &[Part<'_>]) -> Vec<Vec<Name>> {
    let mut out = vec![Vec::new(); parts.len()];
    let mut from = 0;
    while from < parts.len() {
        let len = parts[from..].iter().take_while(|p| matches!(p, Part::Head(..))).count();
        let names: Vec<Name> = parts[from..from + len].iter().flat_map(names_of).cloned().collect();
        for group in &mut out[from..from + len] {
            group.clone_from(&names);
        }
        from += len.max(1);
    }
    out
}

/// The headers that some page prints in one piece, each with how often.
fn signatures(pages: &[Vec<Part<'_>>]) -> Vec<(Kind, Signature, usize)> {
    let mut out: Vec<(Kind, Signature, usize)> = Vec::new();
    for parts in pages {
        let mut before: Option<Vec<Name>> = None;
        for group in groups(parts) {
            if group.is_empty() || before.as_ref() == Some(&group) {
                before = Some(group);
                continue;
            }
            if let (Some(kind), Some(signature)) = (heads::kind(&group), Signature::of(&group)) {
                match out.iter_mut().find(|(_, s, _)| s.names == signature.names) {
                    Some(known) => known.2 += 1,
                    None => out.push((kind, signature, 1)),
                }
            }
            before = Some(group);
        }
    }
    out
}

/// The header that the names on a page are pieces of.
fn choose(signatures: &[(Kind, Signature, usize)], names: &[Name], kind: Kind) -> Option<Signature> {
    let mut own: Vec<Name> = Vec::new();
    for name in names {
        if !own.contains(name) {
            own.push(name.clone());
        }
    }
    if own.is_empty() {
        return None;
    }
    let known = signatures
        .iter()
        .filter(|(k, ..)| *k == kind)
        .map(|(_, s, often)| (s.shares(&own), *often, s))
        .max_by_key(|(shares, often, s)| (*shares, *often, s.names.len()))
        .filter(|(shares, ..)| shares * 10 >= own.len() * 6)
        .map(|(.., s)| s.clone());
    known.or_else(|| Signature::of(&own))
}
