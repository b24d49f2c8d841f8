//! Which row of the newer plan is which row of the older one.
//!
//! Four passes, the surest first: the same id; the same words under the same heads; the best total
//! of likeness, place and values; and last a row whose words are all new but that stands between
//! the same neighbours with the same values. What is left was inserted or removed.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{Grams, likeness, loose, same_text, share};
use super::rows::{Row, Section};

/// A row of the older plan and what it became.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pairing {
    /// Index among the older rows.
    pub old: usize,
    /// Index among the newer rows.
    pub new: usize,
    /// How sure it is that they are one row, 0 to 1.
    pub confidence: f64,
}

/// Above this number of comparisons only rows under the same objective are compared.
const MANY: usize = 4_000_000;

/// A likeness of words from which two indicators may be one that was reworded.
const ALIKE: f64 = 0.45;

/// The total from which two rows are taken for one.
const SAME_ROW: f64 = 0.58;

/// Pairs the rows of one section. `renumbered` gives the newer id of an older objective.
pub fn pair(old: &[Row<'_>], new: &[Row<'_>], renumbered: &BTreeMap<String, String>) -> Vec<Pairing> {
    let mut work = Work {
        old,
        new,
        renumbered,
        old_grams: old.iter().map(|r| Grams::of(r.indicator)).collect(),
        new_grams: new.iter().map(|r| Grams::of(r.indicator)).collect(),
        pairs: BTreeMap::new(),
        taken: BTreeSet::new(),
    };
    work.by_id();
    work.by_words();
    work.by_total();
    work.by_place();
    let mut pairs: Vec<Pairing> = work
        .pairs
        .iter()
        .map(|(old, (new, confidence))| Pairing { old: *old, new: *new, confidence: *confidence })
        .collect();
    pairs.sort_by_key(|p| p.new);
    pairs
}

struct Work<'a, 'p> {
    old: &'a [Row<'p>],
    new: &'a [Row<'p>],
    renumbered: &'a BTreeMap<String, String>,
    old_grams: Vec<Grams>,
    new_grams: Vec<Grams>,
    /// Older index to newer index and confidence.
    pairs: BTreeMap<usize, (usize, f64)>,
    taken: BTreeSet<usize>,
}

impl Work<'_, '_> {
    fn join(&mut self, old: usize, new: usize, confidence: f64) {
        if !self.pairs.contains_key(&old) && self.taken.insert(new) {
            self.pairs.insert(old, (new, confidence));
        }
    }

    fn open_old(&self) -> Vec<usize> {
        (0..self.old.len()).filter(|i| !self.pairs.contains_key(i)).collect()
    }

    fn open_new(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|j| !self.taken.contains(j)).collect()
    }

    /// The same id and the same words: ids are made of the words, so words that differ mean that a
    /// registry kept the id.
    fn by_id(&mut self) {
        let ids: BTreeMap<&str, usize> = self.new.iter().enumerate().map(|(j, r)| (r.id, j)).collect();
        for i in 0..self.old.len() {
            if let Some(j) = ids.get(self.old[i].id).copied() {
                let unique = self.heads_agree(i, j) > 0.99 || self.words(i, j) < 1.0;
                if unique {
                    self.join(i, j, 1.0);
                }
            }
        }
    }

    /// The same words; where they stand more than once, the heads and values decide.
    fn by_words(&mut self) {
        let mut groups: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for i in self.open_old() {
            groups.entry(loose(self.old[i].indicator)).or_default().0.push(i);
        }
        for j in self.open_new() {
            groups.entry(loose(self.new[j].indicator)).or_default().1.push(j);
        }
        for (ours, theirs) in groups.into_values() {
            let alone = ours.len() == 1 && theirs.len() == 1;
            let mut all: Vec<(f64, usize, usize)> = Vec::new();
            for &i in ours.iter().take(200) {
                for &j in theirs.iter().take(200) {
                    all.push((self.total(i, j), i, j));
                }
            }
            best_first(&mut all);
            for (total, i, j) in all {
                // The same words under other heads with other values are another row, unless they
                // stand only once on either side.
                if alone && self.old[i].section != Section::Executive || total >= SAME_ROW + 0.1 {
                    self.join(i, j, if alone { 1.0 } else { total.min(1.0) });
                }
            }
        }
    }

    fn by_total(&mut self) {
        let (ours, theirs) = (self.open_old(), self.open_new());
        let many = ours.len().saturating_mul(theirs.len()) > MANY;
        let mut all = Vec::new();
        for &i in &ours {
            for &j in &theirs {
                if (many && !self.same_objective(i, j)) || self.words(i, j) < ALIKE {
                    continue;
                }
                let total = self.total(i, j);
                if total >= SAME_ROW {
                    all.push((total, i, j));
                }
            }
        }
        best_first(&mut all);
        for (total, i, j) in all {
            self.join(i, j, total.min(0.99));
        }
    }

    /// Rows whose words are new: the same heads and values, between the same neighbours.
    fn by_place(&mut self) {
        let mut all = Vec::new();
        for i in self.open_old() {
            let Some(j) = self.between(i) else { continue };
            if self.taken.contains(&j) || self.values(i, j) < 0.99 || self.heads_agree(i, j) < 0.7 {
                continue;
            }
            all.push((self.total(i, j), i, j));
        }
        best_first(&mut all);
        for (total, i, j) in all {
            self.join(i, j, (0.5 + total / 3.0).min(0.9));
        }
    }

    /// The one newer row that stands where the older row stood: after the partner of the row
    /// before it, before the partner of the row after it.
    fn between(&self, i: usize) -> Option<usize> {
        let before = (0..i).rev().find_map(|k| self.pairs.get(&k).map(|(j, _)| (i - k, *j)));
        let after = (i + 1..self.old.len()).find_map(|k| self.pairs.get(&k).map(|(j, _)| (k - i, *j)));
        match (before, after) {
            (Some((up, a)), Some((down, b))) if b > a && b - a == up + down => Some(a + up),
            (Some((up, a)), None) if self.new.len() - a == up + (self.old.len() - i) => Some(a + up),
            (None, Some((down, b))) if b == i + down => Some(i),
            (None, None) if self.old.len() == self.new.len() => Some(i),
            _ => None,
        }
    }

    fn words(&self, i: usize, j: usize) -> f64 {
        likeness(&self.old_grams[i], &self.new_grams[j])
    }

    fn same_objective(&self, i: usize, j: usize) -> bool {
        let Some((ours, _)) = self.old[i].objective else { return self.new[j].objective.is_none() };
        let now = self.renumbered.get(ours).map_or(ours, String::as_str);
        self.new[j].objective.is_some_and(|(theirs, _)| theirs == now)
    }

    /// How far the heads agree under which two rows stand: objective, groups, role, action.
    fn heads_agree(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (&self.old[i], &self.new[j]);
        let mut agree = vec![self.same_objective(i, j)];
        for (field, text, _) in &a.groups {
            agree.push(same_text(text.unwrap_or_default(), b.group_text(field).unwrap_or_default()));
        }
        for field in ["role", "action"] {
            if !a.raw(field, None).is_empty() || !b.raw(field, None).is_empty() {
                let same = same_text(a.raw(field, None), b.raw(field, None));
                // Whose objective it is weighs more than the words around it.
                agree.extend(std::iter::repeat_n(same, if field == "role" { 2 } else { 1 }));
            }
        }
        share(agree.iter().filter(|x| **x).count(), agree.len())
    }

    /// How many of the values agree, of those that either row has.
    fn values(&self, i: usize, j: usize) -> f64 {
        const HEADS: [&str; 6] = ["role", "action", "status", "actual", "progress", "weight_assessed"];
        let (a, b) = (&self.old[i], &self.new[j]);
        let mut keys: BTreeSet<(&str, Option<i32>)> = BTreeSet::new();
        for cell in a.cells.iter().chain(&b.cells).filter(|c| !HEADS.contains(&c.field)) {
            keys.insert((cell.field, cell.year));
        }
        let same = keys.iter().filter(|(field, year)| same_text(a.raw(field, *year), b.raw(field, *year))).count();
        if keys.is_empty() { 0.5 } else { share(same, keys.len()) }
    }

    fn total(&self, i: usize, j: usize) -> f64 {
        0.55 * self.words(i, j) + 0.25 * self.heads_agree(i, j) + 0.2 * self.values(i, j)
    }
}

fn best_first(all: &mut [(f64, usize, usize)]) {
    all.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1.abs_diff(x.2), x.1, x.2).cmp(&(y.1.abs_diff(y.2), y.1, y.2))));
}
