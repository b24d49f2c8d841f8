//! Setting fields of rows by name.

use super::{CORRECTED, Correction, STALE};
use crate::diag::Diagnostic;
use crate::grammar;
use crate::plan::{Action, Plan, RowBase, Status, Target, Unit, UnitRef, Weight, YearTarget};
use crate::trace::{self, How, Places, Traced};

/// Applies corrections to a plan; what was done, and what no longer fits, is added to its
/// diagnostics.
pub fn apply(plan: &mut Plan, corrections: &[Correction]) {
    let file = plan.source.file.clone();
    for correction in corrections.iter().filter(|c| c.file.as_ref().is_none_or(|name| *name == file)) {
        let said = match one(plan, correction) {
            Ok(places) => {
                let Correction { row, field, was, value, reason, .. } = correction;
                let message = if was == value {
                    format!("{field}: `{value}` confirmed: {reason}")
                } else {
                    format!("{field}: `{value}` in place of `{was}`: {reason}")
                };
                Diagnostic::new(&CORRECTED, message).about(row.clone()).at(places)
            }
            Err(why) => {
                let message = format!("{} {}: {why}", correction.row, correction.field);
                Diagnostic::new(&STALE, message)
            }
        };
        plan.diagnostics.push(said);
    }
}

/// The values of a field as `was` and `value` give them: entries of a list parted by line breaks.
pub(super) fn current(plan: &Plan, row: &str, field: &str) -> Option<String> {
    let rows = plan.rows();
    let row = rows.into_iter().find(|r| r.id == row)?;
    let texts: Vec<String> = row.fields.into_iter().filter(|f| f.name == field).map(|f| f.text).collect();
    Some(texts.join("\n"))
}

fn one(plan: &mut Plan, c: &Correction) -> Result<Places, String> {
    let now = current(plan, &c.row, &c.field).ok_or("there is no such row any more")?;
    if grammar::text::normalise(&now) != grammar::text::normalise(&c.was) {
        return Err(format!("the source now says `{now}`, the correction was made for `{}`", c.was));
    }
    let was = (!c.was.is_empty()).then(|| c.was.clone());
    let how = How::Corrected(trace::Correction { was, reason: c.reason.clone() });
    let set = Set { field: &c.field, value: c.value.trim(), how };
    set.refers(plan)?;
    if let Some(o) = plan.objectives.iter_mut().find(|o| o.id == c.row) {
        let places = o.title.places().clone();
        match c.field.as_str() {
            "title" => set.text_always(&mut o.title)?,
            "perspective" => set.text(&mut o.perspective, &places)?,
            "mission" => set.text(&mut o.mission, &places)?,
            _ => return Err(set.unknown()),
        }
        o.doubts.retain(|(doubted, _)| *doubted != c.field);
        return Ok(places);
    }
    let mut units = std::mem::take(&mut plan.units);
    let done = row(plan, &c.row, &set, &mut units);
    plan.units = units;
    done
}

fn row(plan: &mut Plan, id: &str, set: &Set<'_>, units: &mut Vec<Unit>) -> Result<Places, String> {
    if let Some(r) = plan.strategic.iter_mut().find(|r| r.base.id == id) {
        let places = r.base.places.clone();
        match set.field.split_once('.') {
            Some(("targets", year)) => {
                let year: i32 = year.parse().map_err(|_| set.unknown())?;
                let at = r.targets.iter().position(|t| t.year == year);
                let old = at.map(|at| r.targets.remove(at).target);
                if let Some(target) = set.target_at(old.as_ref().map_or(&places, |t| t.places())) {
                    r.targets.push(YearTarget { year, target });
                    r.targets.sort_by_key(|t| t.year);
                }
                forget(&mut r.base, "targets");
                forget(&mut r.base, set.field);
            }
            _ if set.field == "owners" => {
                set.units(&mut r.owners, &places, units);
                forget(&mut r.base, "owners");
            }
            // What a text leaves open about the years as a whole: looked at, year by year.
            _ if set.field == "targets" && set.value.is_empty() => forget(&mut r.base, "targets"),
            _ => set.base(&mut r.base)?,
        }
        if set.field == "notes" {
            let removed = r.base.notes.iter().any(|n| n.value.action == Some(Action::Removed));
            r.status = if removed { Status::Removed } else { Status::Active };
        }
        return Ok(places);
    }
    if let Some(r) = plan.operational.iter_mut().find(|r| r.base.id == id) {
        let places = r.base.places.clone();
        match set.field {
            "programme" => set.text(&mut r.programme, &places)?,
            "operational_objective" => set.text(&mut r.operational_objective, &places)?,
            "target" => set.target(&mut r.target, &places),
            "services" => set.units(&mut r.services, &places, units),
            "areas" => r.areas = set.lines(&places, |line| line),
            _ => set.base(&mut r.base)?,
        }
        forget(&mut r.base, set.field);
        return Ok(places);
    }
    if let Some(r) = plan.executive.iter_mut().find(|r| r.base.id == id) {
        let places = r.base.places.clone();
        match set.field {
            "role" => set.text(&mut r.role, &places)?,
            "perspective" => set.text(&mut r.perspective, &places)?,
            "action" => set.text(&mut r.action, &places)?,
            "target" => set.target(&mut r.target, &places),
            "actual" => set.target(&mut r.actual, &places),
            "progress" => set.target(&mut r.progress, &places),
            "weight" => set.weight(&mut r.weight, &places),
            "weight_assessed" => set.weight(&mut r.weight_assessed, &places),
            _ => set.base(&mut r.base)?,
        }
        forget(&mut r.base, set.field);
        return Ok(places);
    }
    if let Some(r) = plan.officer.iter_mut().find(|r| r.base.id == id) {
        let places = r.base.places.clone();
        match set.field {
            "role" => set.text(&mut r.role, &places)?,
            "operational_objective" => set.text(&mut r.operational_objective, &places)?,
            "target" => set.target(&mut r.target, &places),
            "weight" => set.weight(&mut r.weight, &places),
            "area" => set.text(&mut r.area, &places)?,
            "in_tree" => set.tick(&mut r.in_tree, &places)?,
            "productivity" => set.tick(&mut r.productivity, &places)?,
            _ => set.base(&mut r.base)?,
        }
        forget(&mut r.base, set.field);
        return Ok(places);
    }
    Err("there is no such row any more".to_owned())
}

/// A person has decided: what was doubtful about the field is settled.
fn forget(base: &mut RowBase, field: &str) {
    base.doubts.retain(|(doubted, _)| *doubted != field);
}

/// A value on its way into a field.
struct Set<'a> {
    field: &'a str,
    value: &'a str,
    how: How,
}

impl Set<'_> {
    fn unknown(&self) -> String {
        format!("a row of this table has no field `{}`", self.field)
    }

    /// Whether an id that the value is to be stands in the plan.
    fn refers(&self, plan: &Plan) -> Result<(), String> {
        let known = match self.field {
            "objective" => plan.objectives.iter().any(|o| o.id == self.value),
            "perspective" => plan.perspectives.iter().any(|p| p.id == self.value),
            "mission" => plan.missions.iter().any(|m| m.code.value == self.value),
            _ => true,
        };
        if known || self.value.is_empty() {
            return Ok(());
        }
        Err(format!("the plan has no {} `{}`", self.field, self.value))
    }

    fn traced<T>(&self, value: T, places: &Places) -> Traced<T> {
        Traced::new(value, places.clone(), self.how.clone())
    }

    #[expect(clippy::unnecessary_wraps, reason = "one shape for all setters of text")]
    fn text(&self, slot: &mut Option<Traced<String>>, row: &Places) -> Result<(), String> {
        let places = slot.as_ref().map_or(row, |t| t.places()).clone();
        *slot = (!self.value.is_empty()).then(|| self.traced(self.value.to_owned(), &places));
        Ok(())
    }

    fn text_always(&self, slot: &mut Traced<String>) -> Result<(), String> {
        if self.value.is_empty() {
            return Err(format!("`{}` cannot be empty", self.field));
        }
        *slot = self.traced(self.value.to_owned(), &slot.places().clone());
        Ok(())
    }

    fn target_at(&self, places: &Places) -> Option<Traced<Target>> {
        (!self.value.is_empty()).then(|| self.traced(grammar::target::parse(self.value), places))
    }

    fn target(&self, slot: &mut Option<Traced<Target>>, row: &Places) {
        *slot = self.target_at(&slot.as_ref().map_or(row, |t| t.places()).clone());
    }

    fn weight(&self, slot: &mut Option<Traced<Weight>>, row: &Places) {
        let places = slot.as_ref().map_or(row, |t| t.places()).clone();
        let weight = || Weight {
            raw: self.value.to_owned(),
            value: grammar::number::parse(self.value.trim_end_matches('%').trim_end()),
        };
        *slot = (!self.value.is_empty()).then(|| self.traced(weight(), &places));
    }

    fn tick(&self, slot: &mut Option<Traced<bool>>, row: &Places) -> Result<(), String> {
        let places = slot.as_ref().map_or(row, |t| t.places()).clone();
        *slot = match self.value {
            "" => None,
            "true" => Some(self.traced(true, &places)),
            "false" => Some(self.traced(false, &places)),
            other => return Err(format!("`{other}` is neither true nor false")),
        };
        Ok(())
    }

    fn lines<T>(&self, places: &Places, make: impl Fn(String) -> T) -> Vec<Traced<T>> {
        let lines = self.value.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| self.traced(make(line.to_owned()), places)).collect()
    }

    fn units(&self, slot: &mut Vec<Traced<UnitRef>>, row: &Places, units: &mut Vec<Unit>) {
        let places = slot.first().map_or(row, |t| t.places()).clone();
        let mut refs = self.lines(&places, |raw| UnitRef { unit: String::new(), raw });
        for unit in &mut refs {
            unit.value.unit = known(&unit.value.raw, units);
        }
        *slot = refs;
    }

    fn base(&self, base: &mut RowBase) -> Result<(), String> {
        let places = base.places.clone();
        match self.field {
            "indicator" => self.text_always(&mut base.indicator)?,
            "objective" => self.text(&mut base.objective, &places)?,
            "notes" => {
                let notes = self.value.lines().flat_map(grammar::note::parse_all);
                base.notes = notes.map(|note| self.traced(note, &places)).collect();
            }
            _ => return Err(self.unknown()),
        }
        forget(base, self.field);
        Ok(())
    }
}

/// The id of the unit of that name; a new unit if none is written so.
fn known(raw: &str, units: &mut Vec<Unit>) -> String {
    if let Some(unit) = units.iter().find(|u| u.name == raw || u.aliases.iter().any(|alias| alias == raw)) {
        return unit.id.clone();
    }
    let words = raw.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    let id = words.collect::<Vec<_>>().join("-");
    units.push(Unit { id: id.clone(), name: raw.to_owned(), aliases: vec![raw.to_owned()], doubt: None });
    id
}
