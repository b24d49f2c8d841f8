//! Who answers for what: units and people down, strategic objectives across, rows counted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::page::encoded;
use super::rows::Row;
use crate::plan::Plan;
use crate::write::Lang;
use crate::write::label::Label;

/// The table.
#[derive(Debug, Serialize)]
pub struct Matrix {
    objectives: Vec<Column>,
    parts: Vec<Part>,
    span: usize,
}

#[derive(Debug, Serialize)]
struct Column {
    short: String,
    title: String,
    link: String,
}

#[derive(Debug, Serialize)]
struct Part {
    title: &'static str,
    rows: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    link: String,
    cells: Vec<Count>,
    total: usize,
}

#[derive(Debug, Serialize)]
struct Count {
    class: String,
    rows: usize,
    link: String,
}

/// One by whom rows can be filtered: a unit, an executive, an officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// What rows carry of it.
    pub id: String,
    /// Its name.
    pub title: String,
}

/// A group of them.
#[derive(Debug, Serialize)]
pub struct Parties {
    title: &'static str,
    /// Those of the group.
    pub options: Vec<Party>,
}

/// What a row carries of a unit.
pub fn unit_token(id: &str) -> String {
    encoded(id)
}

/// What a row carries of an executive or officer.
pub fn role_token(role: &str) -> String {
    format!("role:{}", encoded(role))
}

/// Units, then people, in the order of the plan.
pub fn parties(plan: &Plan, lang: Lang) -> Vec<Parties> {
    const UNITS: Label = Label::new("Unità organizzative", "Organisational units");
    const ROLES: Label = Label::new("Incaricati", "Roles");
    let units = plan.units.iter().map(|u| Party { id: unit_token(&u.id), title: u.name.clone() }).collect();
    let mut roles: Vec<Party> = Vec::new();
    let named = plan.executive.iter().map(|r| &r.role).chain(plan.officer.iter().map(|r| &r.role));
    for role in named.flatten() {
        let party = Party { id: role_token(&role.value), title: role.value.clone() };
        if !roles.contains(&party) {
            roles.push(party);
        }
    }
    let groups = [(UNITS, units), (ROLES, roles)];
    groups
        .into_iter()
        .filter(|(_, options): &(Label, Vec<Party>)| !options.is_empty())
        .map(|(title, options)| Parties { title: title.text(lang), options })
        .collect()
}

/// The table of all rows; none where nobody is named or nothing to be named for.
pub fn matrix(plan: &Plan, parties: &[Parties], rows: &[&Row]) -> Option<Matrix> {
    /// Cells beyond which the table helps nobody.
    const MOST_CELLS: usize = 20_000;
    let people: usize = parties.iter().map(|p| p.options.len()).sum();
    if people == 0 || plan.objectives.is_empty() || people * plan.objectives.len() > MOST_CELLS {
        return None;
    }
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in rows {
        for token in row.units.split(' ').filter(|token| !token.is_empty()) {
            *counts.entry((token, row.objective.as_str())).or_default() += 1;
        }
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let objectives: Vec<(String, Column)> = plan
        .objectives
        .iter()
        .map(|o| {
            let id = encoded(&o.id);
            let short = o.number.map_or_else(|| o.id.clone(), |n| n.to_string());
            let title = format!("{short}. {}", o.title.value);
            let link = format!("ob={}", encoded(&id));
            (id, Column { short, title, link })
        })
        .collect();
    let line = |party: &Party| {
        let unit = format!("unit={}", encoded(&party.id));
        let cells: Vec<Count> = objectives
            .iter()
            .map(|(id, column)| {
                let count = counts.get(&(party.id.as_str(), id.as_str())).copied().unwrap_or(0);
                Count { class: step(count, most), rows: count, link: format!("{}&{unit}", column.link) }
            })
            .collect();
        let of_party = counts.iter().filter(|((token, _), _)| *token == party.id);
        Line { name: party.title.clone(), link: unit, total: of_party.map(|(_, n)| n).sum(), cells }
    };
    let parts = parties.iter().map(|p| Part { title: p.title, rows: p.options.iter().map(line).collect() }).collect();
    let span = objectives.len() + 2;
    Some(Matrix { objectives: objectives.into_iter().map(|(_, column)| column).collect(), parts, span })
}

/// Four steps of colour up to the greatest count.
fn step(count: usize, most: usize) -> String {
    match (count * 4).div_ceil(most.max(1)) {
        0 => String::new(),
        step => format!("h{}", step.min(4)),
    }
}
