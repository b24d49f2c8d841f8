//! The strategy map: perspectives, missions, objectives, and which of them a row names.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::{likeness, words};
use super::pieced::Pieced;
use super::slugs::{Taken, slug};
use crate::diag::{Diagnostic, NUMBERING_SLIP, OBJECTIVE_MISMATCH, OBJECTIVE_NOT_ON_MAP, OBJECTIVE_RETITLED};
use crate::grammar::heading::{self, Heading};
use crate::grammar::mission;
use crate::grammar::text::{self, letters};
use crate::normalise::draft::{DraftObjective, DraftRow, Field};
use crate::plan::{ExecutiveObjective, Mission, Perspective, StrategicObjective};
use crate::trace::{Inference, Traced};

/// Titles at least so alike are one title, shortened or slightly reworded.
const SAME: f64 = 0.6;
/// Titles at least so alike are one title whatever their numbers say.
const SURELY_SAME: f64 = 0.85;
/// Above so many, only equal names are one: no plan has as many, and comparing takes its time.
const MANY: usize = 200;

/// What the strategy map says; grows where rows name what it does not have.
#[derive(Default)]
pub(super) struct Map {
    perspectives: Vec<Perspective>,
    missions: Vec<Mission>,
    objectives: Vec<StrategicObjective>,
    /// Whether the source has a map.
    printed: bool,
    taken: Taken,
    /// Perspectives by the words of their names.
    perspective_at: BTreeMap<Vec<String>, usize>,
    /// Missions by code.
    mission_at: BTreeMap<String, usize>,
    /// Objectives by number and by the words of their titles; the first of several.
    number_at: BTreeMap<u32, usize>,
    title_at: BTreeMap<Vec<String>, usize>,
    /// What texts of rows came to.
    seen: BTreeMap<String, (usize, Option<Inference>)>,
    /// The titles that were pieced together from lines, where texts of other columns stood beside.
    pieced: BTreeMap<usize, Pieced>,
}

impl Map {
    pub(super) fn new(
        perspectives: &[Traced<String>],
        missions: &[Traced<String>],
        objectives: &[DraftObjective],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut map = Self { printed: !objectives.is_empty(), ..Self::default() };
        for name in perspectives {
            map.perspective(name);
        }
        for name in missions {
            map.mission(name);
        }
        for objective in objectives {
            let perspective = objective.perspective.as_ref().map(|name| map.perspective(name));
            let mission = objective.mission.as_ref().map(|name| map.mission(name));
            Self::slip(&text::join_lines(&objective.heading.value), &objective.heading, diagnostics);
            let heading = objective.heading.clone().map(|printed| read(&printed));
            let known = map.title_at.get(&words(&heading.value.1)).copied();
            let known = known.filter(|at| map.objectives[*at].number == heading.value.0);
            let at = known.unwrap_or_else(|| map.push(heading));
            map.piece(at, &objective.heading, true);
            map.named(at, &objective.heading);
            let entry = &mut map.objectives[at];
            entry.perspective = entry.perspective.take().or(perspective);
            entry.mission = entry.mission.take().or(mission);
        }
        map
    }

    /// Perspectives, missions and objectives in the order of the map, then of the rows.
    pub(super) fn into_parts(self) -> (Vec<Perspective>, Vec<Mission>, Vec<StrategicObjective>) {
        (self.perspectives, self.missions, self.objectives)
    }

    /// Gives objectives without a perspective the one that most of the executives' rows name for them,
    /// each as much as it is sure.
    pub(super) fn follow_rows(&mut self, rows: &[ExecutiveObjective]) {
        const SURE: f64 = 0.6;
        let mut votes: BTreeMap<&str, BTreeMap<&str, (f64, &Traced<String>)>> = BTreeMap::new();
        for row in rows {
            let (Some(objective), Some(named)) = (&row.base.objective, &row.perspective) else { continue };
            let told = votes.entry(&objective.value).or_default().entry(&named.value).or_insert((0.0, named));
            told.0 += named.inference().map_or(1.0, |why| why.confidence);
        }
        for objective in self.objectives.iter_mut().filter(|o| o.perspective.is_none()) {
            let named = votes.get(objective.id.as_str()).into_iter().flat_map(BTreeMap::values);
            let Some((_, named)) = named.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
            let why = Inference::new("what most rows of executives name with the objective", SURE);
            objective.perspective = Some((*named).clone().doubted(why));
        }
    }

    /// Marks what a reading-order text leaves open: which cell of the map an objective stands in,
    /// and where a title ends that no table repeats.
    pub(super) fn doubt_order(&mut self, rows: &[DraftRow]) {
        let named = rows.iter().filter_map(|row| row.get(Field::Objective));
        let titles: Vec<String> = named.map(|printed| read(&text::join_lines(&printed.value)).1).collect();
        let repeated: BTreeSet<String> = titles.iter().map(|title| letters(title)).collect();
        for objective in &mut self.objectives {
            if !repeated.contains(&letters(&objective.title.value)) {
                let alike = titles.iter().find(|title| words(title) == words(&objective.title.value)).cloned();
                let why = Inference::new("no table repeats the title, so where it ends is open", 0.7);
                objective.title = objective.title.clone().doubted(why.or(alike));
            }
            let cell = |sure| Inference::new("the text does not show which cell of the map it stands in", sure);
            for (field, value) in [("perspective", &mut objective.perspective), ("mission", &mut objective.mission)] {
                match value.take() {
                    Some(known) => *value = Some(known.doubted(cell(0.75))),
                    None => objective.doubts.push((field, cell(0.3))),
                }
            }
        }
    }

    /// The id of the perspective that a text names. Commas, case and particles make no difference;
    /// a shortened name is a deduction.
    pub(super) fn perspective(&mut self, printed: &Traced<String>) -> Traced<String> {
        let name = text::join_lines(&printed.value);
        let mut key = words(&name);
        if key.len() > 1 && key[0] == "prospettiva" {
            key.remove(0);
        }
        if let Some(at) = self.perspective_at.get(&key) {
            return printed.clone().map(|_| self.perspectives[*at].id.clone());
        }
        if let Some(known) = self.only_like(&name, &key) {
            let because = format!("`{name}` is taken for `{}`, the only perspective like it", known.name.value);
            return printed.clone().map(|_| known.id.clone()).doubted(Inference::new(because, 0.95));
        }
        let id = self.taken.give(slug(&key));
        self.perspective_at.insert(key, self.perspectives.len());
        self.perspectives.push(Perspective { id: id.clone(), name: printed.clone().map(|_| name) });
        printed.clone().map(|_| id)
    }

    /// The one perspective that has all words of a name, or nearly the same letters.
    fn only_like(&self, name: &str, key: &[String]) -> Option<&Perspective> {
        let alike = |known: &&Perspective| {
            let whole = words(&known.name.value);
            key.iter().all(|word| whole.contains(word)) || likeness(name, &known.name.value) >= SURELY_SAME
        };
        let candidates = if key.is_empty() || self.perspectives.len() > MANY { &[] } else { &self.perspectives[..] };
        let mut fitting = candidates.iter().filter(alike);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The code of the mission that a text names; its name where the source prints no code.
    fn mission(&mut self, printed: &Traced<String>) -> Traced<String> {
        let line = text::join_lines(&printed.value);
        let (code, name) = mission::parse(&line).unwrap_or_else(|| {
            let key = words(&line);
            let named = self.missions.iter().take(MANY).find(|known| words(&known.name.value) == key);
            (named.map_or_else(|| line.clone(), |known| known.code.value.clone()), line.clone())
        });
        if !self.mission_at.contains_key(&code) {
            self.mission_at.insert(code.clone(), self.missions.len());
            self.missions
                .push(Mission { code: printed.clone().map(|_| code.clone()), name: printed.clone().map(|_| name) });
        }
        printed.clone().map(|_| code)
    }

    /// The id of the objective that a row names.
    pub(super) fn objective(
        &mut self,
        printed: &Traced<String>,
        row: &DraftRow,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Traced<String> {
        let line = text::join_lines(&printed.value);
        let known = self.seen.get(&line).cloned();
        let (at, why) = known.unwrap_or_else(|| {
            let resolved = self.resolve(&line, printed, diagnostics);
            self.seen.insert(line, resolved.clone());
            resolved
        });
        self.named(at, printed);
        if self.objectives[at].perspective.is_none() {
            let stated = row.get(Field::Perspective).filter(|name| settled(name));
            self.objectives[at].perspective = stated.map(|name| self.perspective(name));
        }
        if self.objectives[at].mission.is_none() {
            self.objectives[at].mission =
                row.get(Field::Mission).filter(|name| settled(name)).map(|name| self.mission(name));
        }
        let id = printed.clone().map(|_| self.objectives[at].id.clone());
        match why {
            Some(why) => id.doubted(why),
            None => id,
        }
    }

    /// The objective that a text names, and why if number and title do not both say so.
    fn resolve(
        &mut self,
        line: &str,
        printed: &Traced<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (usize, Option<Inference>) {
        let (number, title) = read(line);
        Self::slip(line, printed, diagnostics);
        let numbered = number.and_then(|number| self.number_at.get(&number).copied());
        if let Some(at) = numbered
            && (title.is_empty() || likeness(&title, &self.objectives[at].title.value) >= SAME)
        {
            let on_map = &self.objectives[at];
            let cut = |title: &str| self.pieced.get(&at).is_some_and(|pieced| pieced.is_cut(title));
            // Another particle is another wording, though the titles count as one.
            if !title.is_empty() && letters(&title) != letters(&on_map.title.value) && !cut(&title) {
                let message = format!("`{line}` is `{}` on the map", shown(on_map));
                diagnostics.push(Diagnostic::new(&OBJECTIVE_RETITLED, message).at(printed.places().clone()));
            }
            return (at, None);
        }
        let titled = self.most_like(&title);
        let shown = |at: usize| shown(&self.objectives[at]);
        let mut mismatch = |message: String| {
            diagnostics.push(Diagnostic::new(&OBJECTIVE_MISMATCH, message).at(printed.places().clone()));
        };
        match (numbered, titled) {
            (Some(by_number), Some((by_title, _))) => {
                let (one, other) = (shown(by_number), shown(by_title));
                mismatch(format!("`{line}` has the number of `{one}` and the title of `{other}`"));
                let why = Inference::new("the number is another objective's; the title was followed", 0.8);
                (by_title, Some(why.or([one])))
            }
            (Some(by_number), None) => {
                mismatch(format!("`{line}` has the number, but not the title, of `{}`", shown(by_number)));
                let why = Inference::new("the title differs from the map's; the number was followed", 0.8);
                (by_number, Some(why))
            }
            (None, Some((by_title, _))) if number.is_some() => {
                mismatch(format!("`{line}` has the title of `{}` under another number", shown(by_title)));
                (by_title, Some(Inference::new("no objective has this number; the title was followed", 0.85)))
            }
            (None, Some((by_title, exact))) => {
                let because = format!("no number is printed; the title is nearly `{}`", shown(by_title));
                (by_title, (!exact).then(|| Inference::new(because, 0.9)))
            }
            (None, None) => {
                if self.printed {
                    let message = format!("`{line}` is named by a row and stands nowhere on the strategy map");
                    diagnostics.push(Diagnostic::new(&OBJECTIVE_NOT_ON_MAP, message).at(printed.places().clone()));
                }
                let at = self.push(printed.clone().map(|_| (number, title)));
                self.piece(at, printed, false);
                (at, None)
            }
        }
    }

    /// Gives titles that were cut at the wrong word the words that the tables print.
    pub(super) fn mend_titles(&mut self) {
        for (at, pieced) in std::mem::take(&mut self.pieced) {
            let title = &mut self.objectives[at].title;
            if let Some(named) = pieced.mended() {
                let why = Inference::new("where the title's lines end is open; the tables print it so", 0.95);
                *title = named.doubted(why.or([title.value.clone()]));
            }
        }
    }

    /// Keeps the lines of an objective's title, if it is a deduction that they are all of it.
    fn piece(&mut self, at: usize, printed: &Traced<String>, on_map: bool) {
        if printed.inference().is_some() {
            self.pieced.entry(at).or_insert_with(|| Pieced::new(&printed.value, on_map));
        }
    }

    fn named(&mut self, at: usize, printed: &Traced<String>) {
        if let Some(pieced) = self.pieced.get_mut(&at) {
            pieced.name(printed);
        }
    }

    /// A comma after an objective's number where the others have a point.
    fn slip(line: &str, printed: &Traced<String>, diagnostics: &mut Vec<Diagnostic>) {
        let digits = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < line.trim_start().len() && digits.starts_with(',') {
            let message = format!("`{line}`: a comma stands after the number");
            diagnostics.push(Diagnostic::new(&NUMBERING_SLIP, message).at(printed.places().clone()));
        }
    }

    /// The objective whose title is that, or nearly that; whether it is exactly that.
    fn most_like(&self, title: &str) -> Option<(usize, bool)> {
        if title.is_empty() {
            return None;
        }
        if let Some(at) = self.title_at.get(&words(title)) {
            return Some((*at, true));
        }
        let candidates = if self.objectives.len() > MANY { &[] } else { &self.objectives[..] };
        let scored = candidates.iter().enumerate().map(|(at, o)| (at, likeness(title, &o.title.value)));
        let best = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 >= SURELY_SAME).then_some((best.0, false))
    }

    fn push(&mut self, heading: Traced<(Option<u32>, String)>) -> usize {
        let at = self.objectives.len();
        let number = heading.value.0;
        let key = words(&heading.value.1);
        let id = self.taken.give(match number {
            Some(number) => format!("os-{number:02}"),
            None => format!("os-{}", slug(&key[..key.len().min(5)])),
        });
        if let Some(number) = number {
            self.number_at.entry(number).or_insert(at);
        }
        self.title_at.entry(key).or_insert(at);
        let title = heading.map(|(_, title)| title);
        self.objectives.push(StrategicObjective {
            id,
            number,
            title,
            perspective: None,
            mission: None,
            doubts: Vec::new(),
        });
        at
    }
}

/// Number and title of an objective; a bare number is a number without a title.
pub(super) fn read(printed: &str) -> (Option<u32>, String) {
    let line = text::join_lines(printed);
    if let Some(Heading { number, title }) = heading::parse(&line) {
        return (Some(number), title);
    }
    match line.trim_end_matches('.').parse() {
        Ok(number) if number > 0 => (Some(number), String::new()),
        _ => (None, line),
    }
}

fn shown(objective: &StrategicObjective) -> String {
    match objective.number {
        Some(number) => format!("{number}. {}", objective.title.value),
        None => objective.title.value.clone(),
    }
}

/// Whether a row's word is sure enough to speak for the objective, which has no list of deductions
/// where tables are flat.
fn settled(name: &Traced<String>) -> bool {
    name.inference().is_none_or(|why| why.confidence > 0.8)
}
