//! `inferred` and `provenance`, gathered from the traces of a row's values and from nothing else.

use std::collections::BTreeMap;

use crate::json::{FIELDS, InferredJson, ProvenanceJson};
use crate::plan::RowBase;
use crate::trace::{Inference, Place, Places, Traced};

/// Gathers `inferred` and `provenance` while a row's fields go by.
pub struct Trail<'a> {
    row: &'a Places,
    inferred: Vec<InferredJson>,
    fields: BTreeMap<String, ProvenanceJson>,
}

impl<'a> Trail<'a> {
    pub fn new(row: &'a Places) -> Self {
        Self { row, inferred: Vec::new(), fields: BTreeMap::new() }
    }

    pub fn of_row(base: &'a RowBase) -> Self {
        let mut trail = Self::new(&base.places);
        trail.see("objective", base.objective.as_ref());
        trail.see("indicator", Some(&base.indicator));
        trail.see_all("notes", &base.notes);
        for (field, why) in &base.doubts {
            trail.infer(field, why);
        }
        trail
    }

    pub fn see<T>(&mut self, field: &str, value: Option<&Traced<T>>) {
        let Some(value) = value else { return };
        if let Some(why) = value.inference() {
            self.infer(field, why);
        }
        self.elsewhere(field, value.places().iter());
    }

    pub fn see_all<T>(&mut self, field: &str, values: &[Traced<T>]) {
        let least = values.iter().filter_map(Traced::inference).min_by(|a, b| a.confidence.total_cmp(&b.confidence));
        if let Some(why) = least {
            self.infer(field, why);
        }
        self.elsewhere(field, values.iter().flat_map(|v| v.places().iter()));
    }

    /// One entry for a field: of two deductions the less certain one stays.
    pub fn infer(&mut self, field: &str, why: &Inference) {
        let entry = InferredJson {
            field: field.to_owned(),
            because: why.because.clone(),
            confidence: (why.confidence * 100.0).round() / 100.0,
            alternatives: why.alternatives.clone(),
        };
        match self.inferred.iter_mut().find(|i| i.field == field) {
            Some(old) if entry.confidence < old.confidence => *old = entry,
            Some(_) => {}
            None => self.inferred.push(entry),
        }
    }

    fn elsewhere<'p>(&mut self, field: &str, places: impl Iterator<Item = &'p Place>) {
        let outside = places.filter(|p| !self.row.iter().any(|r| r.contains(p))).cloned();
        if let Some(places) = Places::collect(outside) {
            self.fields.insert(field.to_owned(), places_json(&places));
        }
    }

    /// Joins the marks of `field.…` into one of `field` where all of its `count` values carry the
    /// same one.
    pub fn fold(&mut self, field: &str, count: usize) {
        let prefix = format!("{field}.");
        let same = |a: &InferredJson, b: &InferredJson| {
            a.because == b.because && a.confidence.total_cmp(&b.confidence).is_eq() && a.alternatives == b.alternatives
        };
        let marks: Vec<usize> =
            (0..self.inferred.len()).filter(|i| self.inferred[*i].field.starts_with(&prefix)).collect();
        let Some((&first, rest)) = marks.split_first() else { return };
        let joined = self.inferred.iter().any(|i| i.field == field);
        if marks.len() == count && !joined && rest.iter().all(|i| same(&self.inferred[first], &self.inferred[*i])) {
            field.clone_into(&mut self.inferred[first].field);
            self.inferred.retain(|i| !i.field.starts_with(&prefix));
        }
    }

    /// The marks in the order of [`FIELDS`], and the places.
    pub fn end(mut self) -> (Vec<InferredJson>, ProvenanceJson) {
        let rank = |mark: &InferredJson| FIELDS.iter().position(|f| mark.field.split('.').next() == Some(f));
        self.inferred.sort_by_key(rank);
        (self.inferred, ProvenanceJson { fields: self.fields, ..places_json(self.row) })
    }
}

/// The first place; the others, if any, under `also`.
pub fn places_json(places: &Places) -> ProvenanceJson {
    ProvenanceJson { also: places.iter().skip(1).map(place_json).collect(), ..place_json(places.first()) }
}

/// A place in the contract's form.
#[must_use]
pub fn place_json(place: &Place) -> ProvenanceJson {
    let json = ProvenanceJson::default();
    match place {
        Place::Cells { sheet, range } => {
            ProvenanceJson { sheet: Some(sheet.to_string()), range: Some(range.to_string()), ..json }
        }
        Place::Lines { page, first, last } => {
            ProvenanceJson { page: Some(*page), lines: Some([*first, *last]), ..json }
        }
        Place::Region { page, bbox } => {
            let tenths = bbox.map(|v| (f64::from(v) * 10.0).round() / 10.0);
            ProvenanceJson { page: Some(*page), bbox: Some(tenths), ..json }
        }
    }
}
