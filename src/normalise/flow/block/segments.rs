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
    let mut raws: Vec<(u32, Raw<'a>)> = Vec::new();
    let mut kind = None;
    for (page, lines) in pages.iter().zip(lines) {
        let parts = cells::parts(lines);
        if kind.is_none() && !parts.iter().any(|p| matches!(p, Part::Head(..))) {
            continue;
        }
        for raw in raw_segments(parts, kind).into_iter().filter(|raw| raw.kind.is_some()) {
            kind = raw.kind;
            raws.push((page.number, raw));
        }
    }
    let signatures = signatures(&raws);
    let mut out = Vec::new();
    let mut carried: Option<(Vec<Column>, Section)> = None;
    for (page, raw) in raws {
        let Some(own) = raw.kind.and_then(|kind| choose(&signatures, &raw.names, kind)) else {
            if let Some((columns, section)) = carried.clone() {
                out.push(Segment { page, columns, section, names: raw.names, parts: raw.parts });
            }
            continue;
        };
        let (columns, section) = (parted(&own.columns), own.section);
        carried = Some((columns.clone(), section));
        out.push(Segment { page, columns, section, names: raw.names, parts: raw.parts });
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

/// The headers of a document, whole: what its pages print of each in one piece or in many.
fn signatures(raws: &[(u32, Raw<'_>)]) -> Vec<(Kind, Signature)> {
    let mut found: Vec<(Kind, Section, Vec<&Raw<'_>>)> = Vec::new();
    for (_, raw) in raws {
        let Some((kind, signature)) = raw.kind.zip(Signature::of(&raw.names)) else { continue };
        // A dashboard and another table that could not be told apart are no header.
        if signature.section == Section::Strategic && kind != Kind::Years {
            continue;
        }
        match found.iter_mut().find(|(k, section, _)| *k == kind && *section == signature.section) {
            Some((.., raws)) => raws.push(raw),
            None => found.push((kind, signature.section, vec![raw])),
        }
    }
    let whole = |(kind, _, raws): (Kind, Section, Vec<&Raw<'_>>)| Some((kind, Signature::of(&united(&raws))?));
    let mut out = printed(raws);
    out.extend(found.into_iter().filter_map(whole));
    out
}

/// The headers that some page prints in one piece, the frequent ones first.
fn printed(raws: &[(u32, Raw<'_>)]) -> Vec<(Kind, Signature)> {
    let mut out: Vec<(Kind, Signature, usize)> = Vec::new();
    for (_, raw) in raws {
        let mut before: Option<Vec<Name>> = None;
        for group in groups(&raw.parts) {
            if !group.is_empty()
                && before.as_ref() != Some(&group)
                && let (Some(kind), Some(signature)) = (heads::kind(&group), Signature::of(&group))
            {
                match out.iter_mut().find(|(_, s, _)| s.names == signature.names) {
                    Some(known) => known.2 += 1,
                    None => out.push((kind, signature, 1)),
                }
            }
            before = Some(group);
        }
    }
    out.sort_by_key(|(.., often)| std::cmp::Reverse(*often));
    out.into_iter().map(|(kind, signature, _)| (kind, signature)).collect()
}

/// The names of one header in their order, from pages that print it in pieces: a name that stands before
/// another in most pieces that hold both stands to its left.
fn united(raws: &[&Raw<'_>]) -> Vec<Name> {
    /// Of so many pages a name is on one in so many: one may have read a cell as a name.
    const MANY: usize = 3;
    let pages: Vec<Vec<Name>> = raws.iter().map(|raw| heads::distinct(&raw.names)).collect();
    let mut pieces: Vec<Vec<Name>> = Vec::new();
    for raw in raws {
        let groups = groups(&raw.parts);
        let firsts = (0..groups.len()).filter(|&at| at == 0 || groups[at] != groups[at - 1]);
        pieces.extend(firsts.map(|at| heads::distinct(&groups[at])).filter(|piece| piece.len() > 1));
    }
    let often = |name: &Name| pages.iter().filter(|page| page.contains(name)).count();
    let common = |name: &Name| match name {
        // A column of no meaning may be a cell's words, too.
        Name::Extra(_) => often(name) * 2 > pages.len(),
        _ => pages.len() < MANY || often(name) * MANY >= pages.len(),
    };
    // The longest piece stands as it is printed.
    let mut out = pieces.iter().max_by_key(|piece| piece.len()).cloned().unwrap_or_default();
    out.retain(common);
    let mut names: Vec<Name> = Vec::new();
    for name in pages.iter().flatten().filter(|name| common(name)) {
        if !out.contains(name) && !names.contains(name) {
            names.push(name.clone());
        }
    }
    let same = |n: &Name, name: &Name| n == name || matches!((n, name), (Name::Year(_), Name::Year(_)));
    let before = |a: &Name, b: &Name| {
        let at = |piece: &[Name], name: &Name| piece.iter().position(|n| same(n, name));
        let ahead = |list: &[Vec<Name>]| -> i32 {
            let both = list.iter().filter_map(|piece| Some((at(piece, a)?, at(piece, b)?)));
            both.map(|(a, b)| if a < b { 1 } else { -1 }).sum()
        };
        let (near, far) = (ahead(&pieces), ahead(&pages));
        if near == 0 { far > 0 } else { near > 0 }
    };
    // Each other name is put before the first of those that it stands to the left of, a year behind the last.
    for name in names {
        let years = out.iter().rposition(|known| same(known, &name)).map(|at| at + 1);
        let at = years.or_else(|| out.iter().position(|known| before(&name, known))).unwrap_or(out.len());
        out.insert(at, name);
    }
    out
}

/// The header that the names on a page are pieces of.
fn choose(signatures: &[(Kind, Signature)], names: &[Name], kind: Kind) -> Option<Signature> {
    let own = heads::distinct(names);
    if own.is_empty() {
        return None;
    }
    let known = signatures
        .iter()
        .filter(|(k, _)| *k == kind)
        .map(|(_, s)| (s.shares(&own), s))
        .rev()
        .max_by_key(|(shares, _)| *shares)
        .filter(|(shares, _)| shares * 10 >= own.len() * 6)
        .map(|(_, s)| s.clone());
    known.or_else(|| Signature::of(&own))
}

#[cfg(test)]
mod tests {
    use super::{Segment, of};
    use crate::document::{self, Page};
    use crate::normalise::draft::{Field, Section};
    use crate::normalise::flow::lines;

    fn segments(texts: &[&str], check: impl Fn(&[Segment<'_>])) {
        let page = |(number, text): (u32, &&str)| Page {
            number,
            lines: (1..).zip(text.split('\n')).map(|(n, l)| document::Line { number: n, text: l.to_owned() }).collect(),
        };
        let pages: Vec<Page> = (1..).zip(texts).map(page).collect();
        let all: Vec<_> = pages.iter().map(lines::of_page).collect();
        check(&of(&pages, &all));
    }

    #[test]
    fn a_header_that_no_page_prints_whole_is_put_together() {
        let pages = [
            "Obiettivo Operativo Indicatore\n\nTarget\n\nPeso Area\n\nAlbero\n\nProduttività",
            "Indicatore Target\n\nPeso\n\nAlbero Produttività",
            "Obiettivo Operativo\n\nIndicatore Target\n\nPeso Area Albero\n\nProduttività",
        ];
        segments(&pages, |found| {
            use Field::{Area, InTree, Indicator, OperationalObjective, Productivity, Target, Weight};
            assert_eq!(found.len(), 3);
            for segment in found {
                assert_eq!(segment.section, Section::Officer);
                let own = [OperationalObjective, Indicator, Target, Weight, Area, InTree, Productivity];
                let at = own.map(|field| segment.columns.iter().position(|c| c.is(field)));
                assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?}");
            }
        });
    }
}
