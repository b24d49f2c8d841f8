//! Which of two forms a value is taken from.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::diag::{Diagnostic, FORMS_DISAGREE, TAKEN_FROM_OTHER_FORM};
use crate::diff::{same_note, same_target, same_text};
use crate::document::Format;
use crate::plan::{Note, Plan, ResolutionRef, Target, UnitRef, Weight, YearTarget};
use crate::trace::{Inference, Places, Traced};

/// What can be compared and shown.
pub trait Value: Clone {
    /// As printed.
    fn text(&self) -> String;
    /// Whether two values differ in form alone.
    fn same(&self, other: &Self) -> bool;
}

impl Value for String {
    fn text(&self) -> String {
        self.clone()
    }
    fn same(&self, other: &Self) -> bool {
        same_text(self, other)
    }
}

impl Value for Target {
    fn text(&self) -> String {
        self.raw.clone()
    }
    fn same(&self, other: &Self) -> bool {
        same_target(self, other)
    }
}

impl Value for Weight {
    fn text(&self) -> String {
        self.raw.clone()
    }
    fn same(&self, other: &Self) -> bool {
        same_text(&self.raw, &other.raw) || (self.value.is_some() && self.value == other.value)
    }
}

impl Value for UnitRef {
    fn text(&self) -> String {
        self.raw.clone()
    }
    fn same(&self, other: &Self) -> bool {
        same_text(&self.raw, &other.raw)
    }
}

impl Value for Note {
    fn text(&self) -> String {
        self.raw.clone()
    }
    fn same(&self, other: &Self) -> bool {
        same_note(self, other)
    }
}

impl Value for bool {
    fn text(&self) -> String {
        self.to_string()
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Value for ResolutionRef {
    fn text(&self) -> String {
        let number = self.number.map(|number| format!("n. {number}"));
        let date = self.date.map(|date| date.to_string());
        [self.body.clone(), number, date].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Deductions about fields without a value.
pub type Doubts = Vec<(&'static str, Inference)>;

/// The state of joining two plans.
pub struct Work {
    /// File names of the two forms.
    pub first: String,
    pub other: String,
    /// Which of them shows where cells end, and so has the last word: the first is `Less`, if it is
    /// a text and the other is not.
    pub first_is: Ordering,
    /// Values taken, deductions confirmed, values that both state and that differ.
    pub taken: usize,
    pub confirmed: usize,
    pub disagreements: usize,
    /// What is to be reported.
    pub found: Vec<Diagnostic>,
    /// The fields of which either form has a value in any row, with their sections: a form without
    /// the column says nothing when it is blank.
    speaks: [BTreeSet<(String, String)>; 2],
    /// The dashboard's years in either form.
    years: [Vec<i32>; 2],
    section: &'static str,
    row: String,
    /// The doubts of the row in either form.
    doubts: [Doubts; 2],
    /// Fields of the row that the other form gave, and where they stand there.
    given: Vec<String>,
    given_at: Option<Places>,
}

/// Whether a form shows where a cell ends; a text only lets it be guessed.
const fn has_cells(format: Format) -> bool {
    !matches!(format, Format::FlowText | Format::LayoutText)
}

/// What the two forms come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    /// The other form states what the first deduced.
    Confirm,
    Take,
    Disagree,
}

impl Work {
    pub fn new(plan: &Plan, other: &Plan) -> Self {
        let speaks = |plan: &Plan| {
            let fields = |row: crate::plan::RowView<'_>| -> Vec<(String, String)> {
                let name = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
                row.fields.iter().map(|field| (row.section.to_owned(), name(&field.name))).collect()
            };
            plan.rows().into_iter().flat_map(fields).collect()
        };
        Self {
            first: plan.source.file.clone(),
            other: other.source.file.clone(),
            first_is: has_cells(plan.source.format).cmp(&has_cells(other.source.format)),
            taken: 0,
            confirmed: 0,
            disagreements: 0,
            found: Vec::new(),
            speaks: [speaks(plan), speaks(other)],
            years: [plan.annex.years.clone(), other.annex.years.clone()],
            section: "annex",
            row: String::new(),
            doubts: [Vec::new(), Vec::new()],
            given: Vec::new(),
            given_at: None,
        }
    }

    /// Begins a row.
    pub fn open(&mut self, section: &'static str, row: String, mine: &mut Doubts, theirs: &Doubts) {
        self.section = section;
        self.row = row;
        self.doubts = [std::mem::take(mine), theirs.clone()];
        self.given.clear();
        self.given_at = None;
    }

    /// Ends a row: says what the other form gave, and returns the doubts that are left.
    pub fn close(&mut self, row: Option<&Places>) -> Doubts {
        if !self.given.is_empty() {
            let message = format!("{} taken from {}, which states it outright", self.given.join(", "), self.other);
            let mut found = Diagnostic::new(&TAKEN_FROM_OTHER_FORM, message);
            found.places = self.given_at.take().or_else(|| row.cloned());
            self.report(found);
        }
        std::mem::take(&mut self.doubts[0])
    }

    fn report(&mut self, found: Diagnostic) {
        self.found.push(if self.row.is_empty() { found } else { found.about(self.row.clone()) });
    }

    /// Whether a form speaks surely of a field: no deduction in its values, no doubt about it, and
    /// if there is no value, a column for it.
    fn sure<T>(&self, form: usize, field: &str, values: &[Option<&Traced<T>>]) -> bool {
        let whole = field.split('.').next().unwrap_or(field);
        let column =
            || !self.row.is_empty() && self.speaks[form].contains(&(self.section.to_owned(), whole.to_owned()));
        let mut present = values.iter().flatten().peekable();
        (present.peek().is_some() || column())
            && present.all(|value| value.inference().is_none())
            && self.doubts[form].iter().all(|(name, _)| *name != field && *name != whole)
    }

    /// How sure a form is of a field.
    fn confidence<T>(&self, form: usize, field: &str, values: &[Option<&Traced<T>>]) -> f64 {
        let doubts = self.doubts[form].iter().filter(|(name, _)| *name == field).map(|(_, why)| why.confidence);
        let marks = values.iter().flatten().filter_map(|value| value.inference()).map(|why| why.confidence);
        doubts.chain(marks).fold(1.0, f64::min)
    }

    fn verdict<T>(
        &self,
        field: &str,
        mine: &[Option<&Traced<T>>],
        theirs: &[Option<&Traced<T>>],
        same: bool,
    ) -> Verdict {
        let better = self.confidence(0, field, mine) < self.confidence(1, field, theirs);
        let says_nothing = theirs.iter().flatten().next().is_none();
        match (self.sure(0, field, mine), self.sure(1, field, theirs), same) {
            (false, true, true) => Verdict::Confirm,
            (false, true, false) => Verdict::Take,
            (true, true, false) => Verdict::Disagree,
            (false, false, _) if better && !says_nothing => Verdict::Take,
            (true, _, true) | (true, false, false) | (false, false, _) => Verdict::Keep,
        }
    }

    /// Joins a value that may be missing.
    pub fn option<T: Value>(&mut self, field: &str, mine: &mut Option<Traced<T>>, theirs: Option<&Traced<T>>) {
        let same = match (&*mine, theirs) {
            (Some(a), Some(b)) => a.value.same(&b.value),
            (None, None) => true,
            _ => false,
        };
        match self.verdict(field, &[mine.as_ref()], &[theirs], same) {
            Verdict::Keep => return,
            Verdict::Confirm => {
                self.confirmed += 1;
                *mine = theirs.cloned();
            }
            Verdict::Take => {
                self.take(field, theirs.map(Traced::places));
                *mine = theirs.cloned();
            }
            Verdict::Disagree => {
                let why = self.disagree(
                    field,
                    mine.as_ref().map(|value| (value.value.text(), value.places())).as_ref(),
                    theirs.map(|value| (value.value.text(), value.places())).as_ref(),
                );
                match self.first_is {
                    Ordering::Greater => {}
                    Ordering::Less => *mine = theirs.cloned(),
                    Ordering::Equal => {
                        *mine = mine.take().or_else(|| theirs.cloned()).map(|value| value.doubted(why));
                    }
                }
                return;
            }
        }
        self.forget(field);
    }

    /// Joins a value that is always there.
    pub fn one<T: Value>(&mut self, field: &str, mine: &mut Traced<T>, theirs: &Traced<T>) {
        let mut value = Some(mine.clone());
        self.option(field, &mut value, Some(theirs));
        if let Some(value) = value {
            *mine = value;
        }
    }

    /// Joins a list as a whole; whether the other form's was taken.
    pub fn list<T: Value>(&mut self, field: &'static str, mine: &mut Vec<Traced<T>>, theirs: &[Traced<T>]) -> bool {
        let same = same_list(mine, theirs);
        let all = |list: &[Traced<T>]| list.iter().map(|value| value.value.text()).collect::<Vec<_>>().join("; ");
        let places = |list: &[Traced<T>]| list.first().map(|value| value.places().clone());
        let (ours, others): (Vec<_>, Vec<_>) = (mine.iter().map(Some).collect(), theirs.iter().map(Some).collect());
        let verdict = self.verdict(field, &ours, &others, same);
        match verdict {
            Verdict::Keep => return false,
            Verdict::Confirm => self.confirmed += 1,
            Verdict::Take => self.take(field, places(theirs).as_ref()),
            Verdict::Disagree => {
                let (here, there) = (places(mine), places(theirs));
                let why = self.disagree(
                    field,
                    here.as_ref().map(|at| (all(mine), at)).as_ref(),
                    there.as_ref().map(|at| (all(theirs), at)).as_ref(),
                );
                match self.first_is {
                    Ordering::Greater => {}
                    Ordering::Less => *mine = theirs.to_vec(),
                    Ordering::Equal => {
                        if mine.is_empty() {
                            mine.extend_from_slice(theirs);
                        }
                        self.doubts[0].push((field, why));
                    }
                }
                return self.first_is == Ordering::Less;
            }
        }
        *mine = theirs.to_vec();
        self.forget(field);
        true
    }

    fn take(&mut self, field: &str, at: Option<&Places>) {
        self.taken += 1;
        self.given.push(format!("`{field}`"));
        match (&mut self.given_at, at) {
            (Some(all), Some(at)) => at.iter().cloned().for_each(|place| all.push(place)),
            (none, at) => *none = at.cloned(),
        }
    }

    /// Drops the doubts of a field, and takes over those that the other form leaves.
    pub fn forget(&mut self, field: &str) {
        let left: Doubts = self.doubts[1].iter().filter(|(name, _)| *name == field).cloned().collect();
        self.doubts[0].retain(|(name, _)| *name != field);
        self.doubts[0].extend(left);
    }

    /// Reports two values that are both stated.
    fn disagree(
        &mut self,
        field: &str,
        mine: Option<&(String, &Places)>,
        theirs: Option<&(String, &Places)>,
    ) -> Inference {
        self.disagreements += 1;
        let shown = |value: Option<&(String, &Places)>| {
            value.map_or_else(|| "nothing".to_owned(), |(text, at)| format!("`{text}` ({})", at.first()))
        };
        let (here, there) = (shown(mine), shown(theirs));
        let message = format!("{}, `{field}`: {} says {here}, {} says {there}", self.section, self.first, self.other);
        let places = mine.into_iter().chain(theirs).flat_map(|(_, at)| at.iter().cloned());
        let mut found = Diagnostic::new(&FORMS_DISAGREE, message);
        found.places = Places::collect(places);
        self.report(found);
        let other = if mine.is_some() { theirs.map(|(text, _)| text.clone()) } else { None };
        Inference::new(format!("{} says {here}, {} says {there}", self.first, self.other), 0.5).or(other)
    }

    /// Joins the values under year columns. Where neither form is sure of all of them, the list
    /// that is more certain stays whole: a value that moved would stand twice.
    pub fn years(&mut self, mine: &mut Vec<YearTarget>, theirs: &[YearTarget]) {
        const FIELD: &str = "targets";
        let values = |list: &[YearTarget]| list.iter().map(|t| t.target.clone()).collect::<Vec<_>>();
        let (ours, others) = (values(mine), values(theirs));
        let (ours, others): (Vec<_>, Vec<_>) = (ours.iter().map(Some).collect(), others.iter().map(Some).collect());
        let whole = [self.sure(0, FIELD, &ours), self.sure(1, FIELD, &others)];
        if whole == [false, false] {
            if self.confidence(0, FIELD, &ours) < self.confidence(1, FIELD, &others) && !theirs.is_empty() {
                self.take(FIELD, theirs.first().map(|t| t.target.places()));
                *mine = theirs.to_vec();
                self.forget(FIELD);
            }
            return;
        }
        let known: BTreeSet<i32> = mine.iter().chain(theirs).map(|t| t.year).collect();
        let find = |list: &[YearTarget], year| list.iter().find(|t| t.year == year).map(|t| t.target.clone());
        let mut joined = Vec::new();
        for year in known {
            let (mut here, there) = (find(mine, year), find(theirs, year));
            // A blank under a year counts where the form has the column and no value of the row is
            // out of place.
            let counts = |form: usize| whole[form] && self.years[form].contains(&year);
            let blank = [counts(0), counts(1)];
            if there.is_some() || blank[1] {
                if here.is_none() && !blank[0] {
                    self.take(&format!("{FIELD}.{year}"), there.as_ref().map(Traced::places));
                    here = there;
                } else {
                    self.option(&format!("{FIELD}.{year}"), &mut here, there.as_ref());
                }
            }
            joined.extend(here.map(|target| YearTarget { year, target }));
        }
        *mine = joined;
        if whole[1] {
            self.forget(FIELD);
        }
    }
}

fn same_list<T: Value>(a: &[Traced<T>], b: &[Traced<T>]) -> bool {
    let text = |list: &[Traced<T>]| list.iter().map(|value| value.value.text()).collect::<Vec<_>>().join(" ");
    let mut left: Vec<&Traced<T>> = b.iter().collect();
    let each = a.len() == b.len()
        && a.iter().all(|x| {
            let at = left.iter().position(|y| x.value.same(&y.value));
            at.map(|at| left.remove(at)).is_some()
        });
    each || same_text(&text(a), &text(b))
}
