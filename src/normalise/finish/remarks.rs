//! Resolutions named anywhere in the annex, and which of them a remark means.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::words;
use super::slugs::slug;
use crate::plan::{Date, Note, Plan, Resolution, ResolutionRef};
use crate::trace::{Inference, Traced};

/// What identifies a resolution.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    body: String,
    number: Option<u32>,
    date: Option<Date>,
}

impl Key {
    fn of(named: &ResolutionRef) -> Option<Self> {
        (named.number.is_some() || named.date.is_some()).then(|| Self {
            body: named.body.clone().unwrap_or_default(),
            number: named.number,
            date: named.date,
        })
    }

    fn id(&self) -> String {
        let body = if self.body.is_empty() { "deliberazione".to_owned() } else { slug(&words(&self.body)) };
        let date = self.date.map(|date| format!("-{date}")).unwrap_or_default();
        let number = self.number.map(|number| format!("-{number}")).unwrap_or_default();
        format!("{body}{date}{number}")
    }

    /// Whether `whole` may be the one meant: what both name is the same.
    fn may_be(&self, whole: &Self) -> bool {
        let same = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
        same(&self.body, &whole.body)
            && self.number.is_none_or(|number| whole.number == Some(number))
            && self.date.is_none_or(|date| whole.date == Some(date))
    }
}

/// Lists the resolutions in the order in which they are first named, and points each remark at
/// its own. A remark that leaves out number or date points at the one resolution that fits, as a
/// deduction, if only one does.
pub(super) fn collect(plan: &mut Plan) -> Vec<Resolution> {
    let annexed = plan.annex.resolution.as_ref().and_then(|named| Key::of(&named.value));
    let mut named: Vec<Key> = annexed.into_iter().collect();
    for_each_note(plan, |note| named.extend(Key::of(&reference(&note.value))));
    let whole = Index::new(&named);

    let mut resolved: BTreeMap<Key, (Key, Option<Inference>)> = BTreeMap::new();
    let mut listed: Vec<Key> = Vec::new();
    let mut seen: BTreeSet<Key> = BTreeSet::new();
    for key in named {
        if resolved.contains_key(&key) {
            continue;
        }
        let (meant, why) = whole.meant_by(&key);
        if seen.insert(meant.clone()) {
            listed.push(meant.clone());
        }
        resolved.insert(key, (meant, why));
    }
    for_each_note(plan, |note| {
        let Some((meant, why)) = Key::of(&reference(&note.value)).and_then(|key| resolved.get(&key)) else { return };
        note.value.resolution = Some(meant.id());
        if let Some(why) = why {
            *note = note.clone().doubted(why.clone());
        }
    });
    listed
        .into_iter()
        .map(|key| Resolution { id: key.id(), body: key.body, number: key.number, date: key.date })
        .collect()
}

fn is_whole(key: &Key) -> bool {
    !key.body.is_empty() && key.number.is_some() && key.date.is_some()
}

/// The resolutions that are named in full somewhere, by date and by number.
struct Index {
    dated: BTreeMap<Date, BTreeSet<Key>>,
    numbered: BTreeMap<u32, BTreeSet<Key>>,
}

impl Index {
    fn new(named: &[Key]) -> Self {
        let mut index = Self { dated: BTreeMap::new(), numbered: BTreeMap::new() };
        for key in named.iter().filter(|key| is_whole(key)) {
            if let (Some(date), Some(number)) = (key.date, key.number) {
                index.dated.entry(date).or_default().insert(key.clone());
                index.numbered.entry(number).or_default().insert(key.clone());
            }
        }
        index
    }

    /// The resolution that a reference means, and why if it does not say so itself.
    fn meant_by(&self, key: &Key) -> (Key, Option<Inference>) {
        let candidates = match (key.date, key.number) {
            _ if is_whole(key) => None,
            (Some(date), _) => self.dated.get(&date),
            (None, Some(number)) => self.numbered.get(&number),
            (None, None) => None,
        };
        let mut fitting = candidates.into_iter().flatten().filter(|whole| key.may_be(whole));
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => {
                let because =
                    format!("the remark leaves out a part of the reference; only {} fits in this annex", one.id());
                (one.clone(), Some(Inference::new(because, 0.95)))
            }
            _ => (key.clone(), None),
        }
    }
}

fn reference(note: &Note) -> ResolutionRef {
    ResolutionRef { body: note.body.clone(), number: note.number, date: note.date }
}

/// Visits all remarks in document order of the sections.
fn for_each_note(plan: &mut Plan, mut visit: impl FnMut(&mut Traced<Note>)) {
    let bases = plan.strategic.iter_mut().map(|row| &mut row.base);
    let bases = bases.chain(plan.operational.iter_mut().map(|row| &mut row.base));
    let bases = bases.chain(plan.executive.iter_mut().map(|row| &mut row.base));
    let bases = bases.chain(plan.officer.iter_mut().map(|row| &mut row.base));
    bases.flat_map(|base| &mut base.notes).for_each(&mut visit);
}
