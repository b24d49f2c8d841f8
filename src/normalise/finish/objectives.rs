//! The strategy map: perspectives, missions, objectives, and which of them a row names.

use std::collections::BTreeMap;

use super::likeness::{likeness, slug, words};
use crate::diag::{Diagnostic, OBJECTIVE_MISMATCH, OBJECTIVE_NOT_ON_MAP};
use crate::grammar::heading::{self, Heading};
use crate::grammar::{mission, text};
use crate::normalise::draft::{DraftObjective, DraftRow, Field};
use crate::plan::{Mission, Perspective, StrategicObjective};
use crate::trace::{Inference, Traced};

/// Titles at least so alike are one title, shortened or slightly reworded.
const SAME: f64 = 0.6;
/// Titles at least so alike are one title whatever their numbers say.
const SURELY_SAME: f64 = 0.85;

/// What the strategy map says; grows where rows name what it does not have.
pub(super) struct Map {
    perspectives: Vec<Perspective>,
    missions: Vec<Mission>,
    objectives: Vec<StrategicObjective>,
    printed: bool,
    seen: BTreeMap<String, (usize, Option<Inference>)>,
}

impl Map {
    pub(super) fn new(
        perspectives: &[Traced<String>],
        missions: &[Traced<String>],
        objectives: &[DraftObjective],
    ) -> Self {
        let mut map = Self {
            perspectives: Vec::new(),
            missions: Vec::new(),
            objectives: Vec::new(),
            printed: !objectives.is_empty(),
            seen: BTreeMap::new(),
        };
        for name in perspectives {
            map.perspective(name);
        }
        for name in missions {
            map.mission(name);
        }
        for objective in objectives {
            let perspective = objective.perspective.as_ref().map(|name| map.perspective(name));
            let mission = objective.mission.as_ref().map(|name| map.mission(name));
            let heading = objective.heading.clone().map(|printed| read(&printed));
            let known = map
                .objectives
                .iter()
                .position(|o| o.number == heading.value.0 && words(&o.title.value) == words(&heading.value.1));
            let at = known.unwrap_or_else(|| map.push(heading));
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

    /// The id of the perspective that a text names. Commas, case and particles make no difference;
    /// a shortened name is a deduction.
    pub(super) fn perspective(&mut self, printed: &Traced<String>) -> Traced<String> {
        let name = text::join_lines(&printed.value);
        let key = words(&name);
        if let Some(known) = self.perspectives.iter().find(|known| words(&known.name.value) == key) {
            return printed.clone().map(|_| known.id.clone());
        }
        let part_of = |known: &&Perspective| {
            let whole = words(&known.name.value);
            !key.is_empty()
                && (key.iter().all(|word| whole.contains(word)) || likeness(&name, &known.name.value) >= SURELY_SAME)
        };
        let mut parts = self.perspectives.iter().filter(part_of);
        if let (Some(known), None) = (parts.next(), parts.next()) {
            let because =
                format!("`{name}` is taken for `{}`, the only perspective with these words", known.name.value);
            return printed.clone().map(|_| known.id.clone()).doubted(Inference::new(because, 0.95));
        }
        let id = unique(slug(&key), self.perspectives.iter().map(|known| known.id.as_str()));
        self.perspectives.push(Perspective { id: id.clone(), name: printed.clone().map(|_| name) });
        printed.clone().map(|_| id)
    }

    /// The code of the mission that a text names; its name where the source prints no code.
    fn mission(&mut self, printed: &Traced<String>) -> Traced<String> {
        let line = text::join_lines(&printed.value);
        let (code, name) = mission::parse(&line).unwrap_or_else(|| (line.clone(), line.clone()));
        let key = words(&name);
        let known = self.missions.iter().find(|known| known.code.value == code || words(&known.name.value) == key);
        let code = if let Some(known) = known {
            known.code.value.clone()
        } else {
            self.missions
                .push(Mission { code: printed.clone().map(|_| code.clone()), name: printed.clone().map(|_| name) });
            code
        };
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
        let (at, why) = match self.seen.get(&line) {
            Some(known) => known.clone(),
            None => {
                let resolved = self.resolve(&line, printed, diagnostics);
                self.seen.insert(line, resolved.clone());
                resolved
            }
        };
        if self.objectives[at].perspective.is_none() {
            self.objectives[at].perspective = row.get(Field::Perspective).map(|name| self.perspective(name));
        }
        if self.objectives[at].mission.is_none() {
            self.objectives[at].mission = row.get(Field::Mission).map(|name| self.mission(name));
        }
        let id = printed.clone().map(|_| self.objectives[at].id.clone());
        match why {
            Some(why) => id.doubted(why),
            None => id,
        }
    }

    fn resolve(
        &mut self,
        line: &str,
        printed: &Traced<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (usize, Option<Inference>) {
        let (number, title) = read(line);
        let numbered = number.and_then(|number| self.objectives.iter().position(|o| o.number == Some(number)));
        let alike = |at: usize| likeness(&title, &self.objectives[at].title.value);
        if let Some(at) = numbered
            && (title.is_empty() || alike(at) >= SAME)
        {
            return (at, None);
        }
        let best = (0..self.objectives.len()).map(|at| (at, alike(at))).max_by(|a, b| a.1.total_cmp(&b.1));
        let best = best.filter(|(_, likeness)| !title.is_empty() && *likeness >= SURELY_SAME);
        let shown = |at: usize| shown(&self.objectives[at]);
        let mut mismatch = |message: String| {
            diagnostics.push(Diagnostic::new(&OBJECTIVE_MISMATCH, message).at(printed.places().clone()));
        };
        match (numbered, best) {
            (Some(by_number), Some((by_title, _))) => {
                mismatch(format!(
                    "`{line}` has the number of `{}` and the title of `{}`",
                    shown(by_number),
                    shown(by_title)
                ));
                let why = Inference::new("the number is another objective's; the title was followed", 0.8);
                (by_title, Some(why.or([shown(by_number)])))
            }
            (Some(by_number), None) => {
                mismatch(format!("`{line}` has the number, but not the title, of `{}`", shown(by_number)));
                (by_number, Some(Inference::new("the title differs from the map's; the number was followed", 0.8)))
            }
            (None, Some((by_title, likeness))) if number.is_none() => {
                let exact = likeness > 0.999;
                let because =
                    || Inference::new(format!("no number is printed; the title is nearly `{}`", shown(by_title)), 0.9);
                (by_title, (!exact).then(because))
            }
            (None, Some((by_title, _))) => {
                mismatch(format!("`{line}` has the title of `{}` under another number", shown(by_title)));
                (by_title, Some(Inference::new("no objective has this number; the title was followed", 0.85)))
            }
            (None, None) => {
                if self.printed {
                    let message = format!("`{line}` is named by a row and stands nowhere on the strategy map");
                    diagnostics.push(Diagnostic::new(&OBJECTIVE_NOT_ON_MAP, message).at(printed.places().clone()));
                }
                (self.push(printed.clone().map(|_| (number, title))), None)
            }
        }
    }

    fn push(&mut self, heading: Traced<(Option<u32>, String)>) -> usize {
        let number = heading.value.0;
        let wanted = match number {
            Some(number) => format!("os-{number:02}"),
            None => format!("os-{}", slug(&words(&heading.value.1).into_iter().take(5).collect::<Vec<_>>())),
        };
        let id = unique(wanted, self.objectives.iter().map(|o| o.id.as_str()));
        let title = heading.map(|(_, title)| title);
        self.objectives.push(StrategicObjective { id, number, title, perspective: None, mission: None });
        self.objectives.len() - 1
    }
}

/// Number and title of an objective; a bare number is a number without a title.
fn read(printed: &str) -> (Option<u32>, String) {
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

/// The id wanted, or the first of `id-2`, `id-3` … that is free.
fn unique<'a>(wanted: String, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let free = |id: &str| taken.clone().all(|other| other != id);
    if free(&wanted) {
        return wanted;
    }
    (2..).map(|n| format!("{wanted}-{n}")).find(|id| free(id)).unwrap_or(wanted)
}
