//! A row as the page shows it: its cells, and what it says when it is opened.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::page::encoded;
use super::reading::{means, says_the_same};
use super::words::{self, percent};
use crate::json::InferredJson;
use crate::plan::{Action, FieldView, Note, Plan, Resolution, RowView, Subject, Target, Weight};
use crate::trace::{How, Place, Places, Traced};
use crate::write::Lang;
use crate::write::italian;
use crate::write::label::Label;
use crate::write::workbook::layout::{head, name};
use crate::write::workbook::{cell::day, place};

/// A cell.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// Whether it names the row.
    pub head: bool,
    /// Its classes.
    pub class: String,
    /// Its text.
    pub text: String,
    /// Where its text leads to in the page.
    pub link: Option<String>,
    /// A drawing of our own.
    pub svg: String,
}

/// A short sign on a row.
#[derive(Debug, Clone, Serialize)]
pub struct Badge {
    /// Its class.
    pub class: &'static str,
    /// What it says.
    pub text: String,
}

/// A remark.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    raw: String,
    link: Option<String>,
}

/// What was deduced for one reason.
#[derive(Debug, Clone, Serialize)]
pub struct Deduction {
    /// The fields.
    pub fields: Vec<Deduced>,
    /// The reason.
    pub because: String,
    /// Whether the reason is in English on an Italian page.
    pub foreign: bool,
}

/// A field that was deduced.
#[derive(Debug, Clone, Serialize)]
pub struct Deduced {
    name: String,
    sure: String,
    /// What else it might be.
    or: String,
    /// Confidence in percent.
    #[serde(skip)]
    pub percent: u32,
}

/// A value that a person set.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    field: String,
    text: String,
    because: String,
    was: Option<String>,
}

/// How a target was read.
#[derive(Debug, Clone, Serialize)]
pub struct Reading {
    field: String,
    text: String,
    means: String,
}

/// A field that stands elsewhere than its row.
#[derive(Debug, Clone, Serialize)]
pub struct Elsewhere {
    field: String,
    text: String,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its id in a link.
    pub anchor: String,
    /// Its classes, each after a space.
    pub class: &'static str,
    /// Id of its strategic objective.
    pub objective: String,
    /// Units and roles, by which it is filtered.
    pub units: String,
    /// Years, by which it is filtered.
    pub years: String,
    /// Reasons of its deductions, by which it is filtered; set when all rows are known.
    pub reasons: String,
    /// Whether a resolution changed it.
    pub changed: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub place: String,
    /// What is to be seen before it is opened.
    pub badges: Vec<Badge>,
    /// Its remarks.
    pub notes: Vec<NoteView>,
    /// What was deduced.
    pub deductions: Vec<Deduction>,
    /// The least confidence of these; 1 if there are none.
    #[serde(skip)]
    pub least_sure: f64,
    /// What a person set.
    pub corrections: Vec<CorrectionView>,
    /// How its targets were read.
    pub readings: Vec<Reading>,
    /// Fields that stand elsewhere.
    pub places: Vec<Elsewhere>,
}

/// What rows of all sections are made with.
pub struct Maker<'a> {
    /// The language.
    pub lang: Lang,
    resolutions: BTreeMap<&'a str, &'a Resolution>,
}

impl<'a> Maker<'a> {
    /// A maker of the plan's rows.
    pub fn new(plan: &'a Plan, lang: Lang) -> Self {
        Self { lang, resolutions: plan.resolutions.iter().map(|r| (r.id.as_str(), r)).collect() }
    }

    /// A row without cells.
    pub fn row(&self, view: &RowView<'_>, inferred: &[InferredJson], notes: &[Traced<Note>]) -> Row {
        let deductions = self.deductions(inferred);
        let mut badges: Vec<Badge> = notes.iter().map(|note| self.badge(&note.value)).collect();
        badges.dedup_by(|a, b| a.text == b.text);
        if !deductions.is_empty() {
            const ONE: Label = Label::new("dedotto", "deduced");
            const MANY: Label = Label::new("dedotti", "deduced");
            badges.push(Badge { class: "ded", text: words::count(inferred.len(), &ONE, &MANY, self.lang) });
        }
        Row {
            id: view.id.to_owned(),
            anchor: encoded(view.id),
            class: "",
            objective: String::new(),
            units: String::new(),
            years: String::new(),
            reasons: String::new(),
            changed: notes.iter().any(|note| note.value.action.is_some()),
            cells: Vec::new(),
            place: place(view.places, self.lang),
            badges,
            notes: notes.iter().map(|note| self.note(&note.value)).collect(),
            deductions,
            least_sure: inferred.iter().map(|mark| mark.confidence).fold(1.0, f64::min),
            corrections: view.fields.iter().filter_map(|field| self.correction(field)).collect(),
            readings: Vec::new(),
            places: self.elsewhere(view),
        }
    }

    fn note(&self, note: &Note) -> NoteView {
        let known = note.resolution.as_deref().filter(|id| self.resolutions.contains_key(id));
        NoteView { raw: note.raw.clone(), link: known.map(|id| format!("res-{}", encoded(id))) }
    }

    /// What a remark says, in a few words.
    fn badge(&self, note: &Note) -> Badge {
        const PLAN: Label = Label::new("piano di progetto", "project plan");
        const REMARK: Label = Label::new("nota", "remark");
        let named = note.resolution.as_deref().and_then(|id| self.resolutions.get(id));
        let number = note.number.or(named.and_then(|r| r.number)).map(|n| format!("n. {n}"));
        let date = note.date.or(named.and_then(|r| r.date)).map(day);
        let when = note.occasion_year.filter(|_| number.is_none() && date.is_none()).map(|year| year.to_string());
        let mut text = note.action.map_or(REMARK, name::action).text(self.lang).to_owned();
        if note.subject == Subject::ProjectPlan {
            text = format!("{} {text}", PLAN.text(self.lang));
        }
        let date = date.map(|day| match (&number, self.lang) {
            (None, _) => day,
            (Some(_), Lang::It) => format!("del {day}"),
            (Some(_), Lang::En) => format!("of {day}"),
        });
        for part in [number, date, when].into_iter().flatten() {
            text.push(' ');
            text.push_str(&part);
        }
        Badge { class: effect(note.action), text }
    }

    /// The deductions by reason.
    fn deductions(&self, inferred: &[InferredJson]) -> Vec<Deduction> {
        let mut all: Vec<Deduction> = Vec::new();
        for mark in inferred {
            let known = italian::reason(&mark.because, self.lang);
            let foreign = known.is_none();
            let because = known.map_or_else(|| mark.because.clone(), Cow::into_owned);
            let sure = percent(mark.confidence);
            let field = Deduced {
                name: field(&mark.field, self.lang),
                or: alternatives(mark),
                percent: sure.trim_end_matches('%').parse().unwrap_or(0),
                sure,
            };
            match all.iter_mut().find(|d| d.because == because) {
                Some(same) => same.fields.push(field),
                None => all.push(Deduction { fields: vec![field], because, foreign }),
            }
        }
        all
    }

    fn correction(&self, view: &FieldView<'_>) -> Option<CorrectionView> {
        let How::Corrected(correction) = view.how else { return None };
        Some(CorrectionView {
            field: field(&view.name, self.lang),
            text: view.text.clone(),
            because: correction.reason.clone(),
            was: correction.was.clone(),
        })
    }

    /// Fields that stand elsewhere than the row; those of one place together.
    fn elsewhere(&self, view: &RowView<'_>) -> Vec<Elsewhere> {
        let row = place(view.places, self.lang);
        let page = row.split_once(", ").map(|(page, _)| format!("{page}, ")).filter(|_| is_text(view.places));
        let mut found: Vec<Elsewhere> = Vec::new();
        for f in &view.fields {
            if f.places.iter().all(|p| view.places.iter().any(|row| row.contains(p))) {
                continue;
            }
            let full = place(f.places, self.lang);
            // On the row's own page the page need not be said again.
            let text = page.as_deref().and_then(|page| full.strip_prefix(page)).unwrap_or(&full).to_owned();
            let field = field(&f.name, self.lang);
            match found.iter_mut().find(|e| e.text == text) {
                Some(same) if same.field.split(", ").any(|known| known == field) => {}
                Some(same) => {
                    same.field.push_str(", ");
                    same.field.push_str(&field);
                }
                None => found.push(Elsewhere { field, text }),
            }
        }
        found
    }
}

impl Row {
    /// Adds a cell of a field; it is tinted if the field was deduced or set by a person.
    pub fn cell(&mut self, mark: &str, class: &str, text: impl Into<String>) -> &mut Cell {
        let class = [class, mark].join(" ").trim().to_owned();
        self.cells.push(Cell { class, text: text.into(), ..Cell::default() });
        self.cells.last_mut().expect("it was just pushed")
    }

    /// How many of its fields were deduced.
    pub fn deduced(&self) -> usize {
        self.deductions.iter().map(|d| d.fields.len()).sum()
    }

    /// Adds a reading of a target; one that is like the last one joins it.
    pub fn reading(&mut self, field: String, target: &Target, lang: Lang) {
        let Some(means) = means(target, lang).filter(|means| !says_the_same(means, &target.raw)) else { return };
        match self.readings.last_mut() {
            Some(last) if last.text == target.raw => {
                last.field.push_str(", ");
                last.field.push_str(&field);
            }
            _ => self.readings.push(Reading { field, text: target.raw.clone(), means }),
        }
    }
}

/// What else a field might be. What is long is shortened: `plan.json` holds it in full.
fn alternatives(mark: &InferredJson) -> String {
    const LONGEST: usize = 70;
    let mut all: Vec<String> = mark.alternatives.iter().map(|text| words::short(text, LONGEST)).collect();
    all.dedup();
    all.join("; ")
}

/// The class of what was done.
pub const fn effect(action: Option<Action>) -> &'static str {
    match action {
        Some(Action::Inserted) => "add",
        Some(Action::Updated) => "mod",
        Some(Action::Removed) => "del",
        None => "",
    }
}

/// The class of a field's mark: deduced, deduced and doubtful, set by a person, or none.
pub fn marked(inferred: &[InferredJson], view: &RowView<'_>, field: &str) -> &'static str {
    let whole = field.split('.').next().unwrap_or(field);
    let marks = inferred.iter().filter(|mark| mark.field == field || mark.field == whole);
    match marks.map(|mark| mark.confidence).min_by(f64::total_cmp) {
        Some(confidence) if confidence < SURE => "d u",
        Some(_) => "d",
        None if view.fields.iter().any(|f| f.name == field && matches!(f.how, How::Corrected(_))) => "d set",
        None => "",
    }
}

/// A deduction that is less sure than this is one to check.
pub const SURE: f64 = 0.9;

/// The name of a field, its year with it.
pub fn field(key: &str, lang: Lang) -> String {
    let (whole, year) = key.split_once('.').unwrap_or((key, ""));
    if !year.is_empty() {
        return format!("{} {year}", head::TARGET.text(lang));
    }
    name::FIELDS.iter().find(|(known, _)| *known == whole).map_or(whole, |(_, label)| label.text(lang)).to_owned()
}

/// A weight as printed.
pub fn weight(weight: Option<&Traced<Weight>>) -> (String, String) {
    let Some(Traced { value: Weight { raw, value }, .. }) = weight else { return Default::default() };
    let bar = value.filter(|v| (0.0..=100.0).contains(v)).map(|v| {
        // A weight below 1 is a share, unless it is printed as a percent.
        let share = if v < 1.0 && !raw.contains('%') { v * 100.0 } else { v };
        let width = super::svg::at(share);
        format!(
            "<svg class=\"meter\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect \
             class=\"s2\" width=\"{width}\" height=\"4\"/></svg>"
        )
    });
    (raw.clone(), bar.unwrap_or_default())
}

/// Whether something stands on lines of a text.
fn is_text(places: &Places) -> bool {
    matches!(places.first(), Place::Lines { .. })
}
