//! The targets of one plan through its versions: what was asked, from which resolution to which.
//!
//! A slowly changing dimension of type 2 (Kimball, *The Data Warehouse Toolkit*): one line for each
//! value that an indicator had, with the version that brought it and the one that ended it. D.Lgs.
//! 150/2009, art. 10(3), asks that changes in the course of the year stay visible.

use std::collections::BTreeMap;

use crate::diff::{Cell, Objectives, Row, Section, pair, rows, same_cell, same_values_other_years};
use crate::plan::{Date, Plan};

/// One value that an indicator had.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Key of `plan.json`.
    pub section: &'static str,
    /// The row's id in the newest version that has it.
    pub id: String,
    /// Title of its strategic objective there.
    pub objective: Option<String>,
    /// The executive or officer, for their objectives.
    pub role: Option<String>,
    /// Its text there.
    pub indicator: String,
    /// The year of the target; of a table without year columns, the plan's last resolution year.
    pub year: Option<i32>,
    /// The target as printed.
    pub value: String,
    /// The version that brought it.
    pub from: Version,
    /// The version that ended it; `None` while it is in force.
    pub to: Option<Version>,
    /// Confidence that the value was read right, 0 to 1.
    pub confidence: f64,
}

/// A version of the plan: the resolution to which the annex belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Date of the resolution.
    pub date: Option<Date>,
    /// Id of the resolution, or the file's name where the annex names none.
    pub name: String,
}

impl Version {
    fn of(plan: &Plan) -> Self {
        let Some(resolution) = plan.annex.resolution.as_ref().map(|r| &r.value) else {
            return Self { date: None, name: plan.source.file.clone() };
        };
        let body = resolution.body.as_deref().unwrap_or("atto").to_lowercase();
        let date = resolution.date.map(|d| d.to_string());
        let number = resolution.number.map(|n| n.to_string());
        let parts: Vec<String> = [Some(body), date, number].into_iter().flatten().collect();
        Self { date: resolution.date, name: parts.join("-") }
    }
}

/// A row through the versions.
#[derive(Default)]
struct Thread {
    /// The lines it gave.
    lines: Vec<usize>,
    /// Those still in force, by field and year.
    open: BTreeMap<(&'static str, Option<i32>), usize>,
}

/// The history of the versions of one plan, oldest first whatever their order.
#[must_use]
pub fn history(plans: &[Plan]) -> Vec<Span> {
    let mut order: Vec<usize> = (0..plans.len()).collect();
    // Stable: versions without a date stay where they were given, before those with one.
    order.sort_by_key(|i| Version::of(&plans[*i]));
    let mut spans = Vec::new();
    for section in Section::ALL {
        let mut threads: Vec<Thread> = Vec::new();
        let mut before: Option<(&Plan, Vec<Row<'_>>, Vec<usize>)> = None;
        for at in &order {
            let plan = &plans[*at];
            let now = rows(plan, section);
            let of = follow(before.as_ref(), plan, &now, &mut threads);
            let version = Version::of(plan);
            if let Some((_, older, their)) = &before {
                close_gone(older, their, &of, &mut threads, &version, &mut spans);
                for (row, thread) in now.iter().zip(&of) {
                    let was = their.iter().position(|t| t == thread).map(|i| &older[i]);
                    step(plan, was, row, &mut threads[*thread], &version, &mut spans);
                }
            } else {
                for (row, thread) in now.iter().zip(&of) {
                    step(plan, None, row, &mut threads[*thread], &version, &mut spans);
                }
            }
            before = Some((plan, now, of));
        }
    }
    spans
}

/// The thread of each row: its partner's, or a new one.
fn follow(
    before: Option<&(&Plan, Vec<Row<'_>>, Vec<usize>)>,
    plan: &Plan,
    now: &[Row<'_>],
    threads: &mut Vec<Thread>,
) -> Vec<usize> {
    let pairs = match before {
        Some((older, rows, _)) => pair(rows, now, &Objectives::pair(older, plan).renumbered),
        None => Vec::new(),
    };
    let mut of = Vec::with_capacity(now.len());
    for at in 0..now.len() {
        let partner = pairs.iter().find(|p| p.new == at);
        if let (Some((_, _, their)), Some(p)) = (before, partner) {
            of.push(their[p.old]);
        } else {
            threads.push(Thread::default());
            of.push(threads.len() - 1);
        }
    }
    of
}

fn close_gone(
    older: &[Row<'_>],
    their: &[usize],
    of: &[usize],
    threads: &mut [Thread],
    version: &Version,
    spans: &mut [Span],
) {
    for at in 0..older.len() {
        if !of.contains(&their[at]) {
            for (_, line) in std::mem::take(&mut threads[their[at]].open) {
                spans[line].to = Some(version.clone());
            }
        }
    }
}

/// Takes one version of a row in: closes the values that changed and opens the new ones.
fn step(
    plan: &Plan,
    was: Option<&Row<'_>>,
    row: &Row<'_>,
    thread: &mut Thread,
    version: &Version,
    spans: &mut Vec<Span>,
) {
    let targets = |row: &Row<'_>| -> Vec<(&'static str, Option<i32>)> {
        row.cells.iter().filter(|c| matches!(c.field, "target" | "targets")).map(|c| (c.field, c.year)).collect()
    };
    let cell = |row: &'_ Row<'_>, key| row.cells.iter().position(|c: &Cell<'_>| (c.field, c.year) == key);
    let unmoved = was.is_some_and(|was| same_values_other_years(was, row));
    let mut keys = targets(row);
    for key in was.map(targets).unwrap_or_default() {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    for key in keys {
        let old = was.and_then(|was| cell(was, key).map(|i| &was.cells[i]));
        let new = cell(row, key).map(|i| &row.cells[i]);
        let open = thread.open.get(&key).copied();
        if open.is_some() && (unmoved || same_cell(old, new)) {
            continue;
        }
        if let Some(line) = thread.open.remove(&key) {
            spans[line].to = Some(version.clone());
        }
        if let Some(new) = new {
            thread.open.insert(key, spans.len());
            thread.lines.push(spans.len());
            spans.push(Span {
                section: row.section.key(),
                id: String::new(),
                objective: None,
                role: None,
                indicator: String::new(),
                year: new.year,
                value: new.raw.clone(),
                from: version.clone(),
                to: None,
                confidence: new.sure,
            });
        }
    }
    for line in &thread.lines {
        describe(&mut spans[*line], plan, row);
    }
}

/// Names a line as the row is named now.
fn describe(span: &mut Span, plan: &Plan, row: &Row<'_>) {
    row.id.clone_into(&mut span.id);
    row.indicator.clone_into(&mut span.indicator);
    span.objective = row.objective.map(|(id, _)| Objectives::title(plan, id));
    let role = row.raw("role", None);
    span.role = (!role.is_empty()).then(|| role.to_owned());
}
