//! The page of one annex.

use std::collections::BTreeMap;

use minijinja::Error;
use serde::Serialize;

use super::chart;
use super::findings::{self, Finding, Reason};
use super::index::Facts;
use super::map::{self, Share};
use super::matrix::{self, Matrix, Parties};
use super::page::{Head, Pages, encoded};
use super::resolutions::{self, Entry, bases};
use super::rows::Row;
use super::sections::{Sections, numbered};
use super::summary::{self, Bar, Tile};
use super::table::Table;
use super::words::{self, grouped, short};
use crate::plan::{Plan, Status};
use crate::write::label::Label;
use crate::write::workbook::cell::day;
use crate::write::workbook::layout::fact;
use crate::write::{self, Lang, WriteOptions};

/// What the page's template shows.
#[derive(Debug, Serialize)]
struct Content {
    contents: Vec<Link>,
    tiles: Vec<Tile>,
    bars: Vec<Bar>,
    objectives: Vec<Choice>,
    units: Vec<Parties>,
    years: Vec<i32>,
    map: Option<String>,
    steps: Vec<Key>,
    tables: String,
    matrix: Option<Matrix>,
    resolutions: Vec<Entry>,
    timeline: Option<String>,
    effects: Vec<Key>,
    findings: Vec<Finding>,
    reasons: Vec<Reason>,
    about: Vec<Fact>,
    chart_sample: String,
    source: String,
}

/// An entry of the list of sections.
#[derive(Debug, Serialize)]
struct Link {
    id: &'static str,
    title: &'static str,
    count: Option<String>,
    table: bool,
}

#[derive(Debug, Serialize)]
struct Choice {
    id: String,
    title: String,
}

/// A colour and what it means.
#[derive(Debug, Serialize)]
struct Key {
    class: &'static str,
    text: String,
}

/// A fact of the document.
#[derive(Debug, Serialize)]
struct Fact {
    name: &'static str,
    text: String,
}

/// The page as bytes: the same plan gives the same.
pub fn report(written: &write::Content<'_>, options: &WriteOptions) -> Result<Vec<u8>, Error> {
    let plan = written.plan();
    let lang = options.lang;
    let pages = Pages::of(lang)?;
    let shares = shares(plan);
    let mut tables = Sections::new(plan, written.json(), lang).tables(&shares);
    let reasons = findings::deductions(&mut tables);
    let rows: Vec<&Row> = tables.iter().flat_map(Table::rows).collect();
    let parties = matrix::parties(plan, lang);
    let matrix = matrix::matrix(plan, &parties, &rows);
    let entries = resolutions::resolutions(plan, lang);
    let findings = findings::findings(plan, &tables, lang);
    let map = map::map(plan, &shares, lang);
    let deduced = rows.iter().map(|r| r.deduced()).sum();
    let content = Content {
        contents: contents(&tables, map.is_some(), matrix.is_some(), &entries, plan, deduced, lang),
        tiles: summary::tiles(plan, &tables, lang),
        bars: summary::bars(plan, &tables, lang),
        objectives: plan.objectives.iter().map(choice).collect(),
        units: parties,
        years: years(plan),
        map,
        steps: keys(map::steps(lang)),
        tables: tables.iter().map(|table| table.html(pages)).collect::<Result<_, _>>()?,
        matrix,
        timeline: resolutions::timeline(&entries, lang),
        resolutions: entries,
        effects: keys(resolutions::effects(lang)),
        findings,
        reasons,
        about: about(plan, lang),
        chart_sample: chart::sample(),
        source: format!("{} · SHA-256 {}", plan.source.file, plan.source.sha256),
    };
    let facts = Facts::of(plan, deduced, lang);
    let head = Head {
        title: format!("{} – {}", facts.name(), facts.what(lang)),
        over: facts.name(),
        heading: heading(lang).to_owned(),
        under: facts.what(lang),
        style: tables.iter().map(Table::style).collect(),
        facts: serde_json::to_string(&facts).ok(),
    };
    pages.page("report.html", &head, content)
}

fn heading(lang: Lang) -> &'static str {
    const PLAN: Label = Label::new("Piano della performance", "Performance plan");
    PLAN.text(lang)
}

/// How much of each objective's rows a resolution changed.
fn shares(plan: &Plan) -> BTreeMap<&str, Share> {
    let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
    let removed = plan.strategic.iter().filter(|r| r.status == Status::Removed).map(|r| r.base.id.as_str());
    let removed: std::collections::BTreeSet<&str> = removed.collect();
    for base in bases(plan) {
        let Some(objective) = &base.objective else { continue };
        let share = shares.entry(objective.value.as_str()).or_default();
        share.rows += 1;
        let changed = base.notes.iter().any(|n| n.value.action.is_some()) || removed.contains(base.id.as_str());
        share.changed += usize::from(changed);
    }
    shares
}

fn choice(o: &crate::plan::StrategicObjective) -> Choice {
    /// Letters that a list of choices has room for.
    const LONGEST: usize = 70;
    let title = short(&numbered(o.number, &o.title.value), LONGEST);
    Choice { id: encoded(&o.id), title }
}

/// The years by which rows can be filtered.
fn years(plan: &Plan) -> Vec<i32> {
    let mut years = crate::write::workbook::rows::years(plan);
    let plan_year = plan.annex.resolution.as_ref().and_then(|r| r.value.date).map(crate::plan::Date::year);
    years.extend(plan_year.filter(|year| !years.contains(year)));
    years.sort_unstable();
    years
}

fn keys(keys: impl IntoIterator<Item = (&'static str, String)>) -> Vec<Key> {
    keys.into_iter().map(|(class, text)| Key { class, text }).collect()
}

fn contents(
    tables: &[Table],
    map: bool,
    matrix: bool,
    entries: &[Entry],
    plan: &Plan,
    deduced: usize,
    lang: Lang,
) -> Vec<Link> {
    let words = words::table(lang);
    let link = |id, word: &str, count: Option<usize>| Link {
        id,
        title: words.get(word).copied().unwrap_or_default(),
        count: count.map(|n| grouped(n, lang)),
        table: false,
    };
    let mut all = vec![link("s-sum", "summary", None)];
    all.extend(map.then(|| link("s-map", "map", None)));
    all.extend(tables.iter().map(|table| Link {
        id: table.section.id,
        title: table.section.name.text(lang),
        count: Some(grouped(table.len(), lang)),
        table: true,
    }));
    all.extend(matrix.then(|| link("s-who", "matrix", None)));
    all.extend((!entries.is_empty()).then(|| link("s-res", "resolutions", Some(entries.len()))));
    all.push(link("s-odd", "findings", Some(plan.diagnostics.len())));
    all.push(link("s-why", "deductions", Some(deduced)));
    all.push(link("s-doc", "about", None));
    all
}

fn about(plan: &Plan, lang: Lang) -> Vec<Fact> {
    const OF: Label = Label::new("elementi su", "pieces of");
    let annex = &plan.annex;
    let resolution = annex.resolution.as_ref().map(|r| &r.value);
    let years: Vec<String> = annex.years.iter().map(i32::to_string).collect();
    let coverage = plan.coverage;
    let placed = format!("{} {} {}", grouped(coverage.placed, lang), OF.text(lang), grouped(coverage.read, lang));
    let facts = [
        (fact::ORGANISATION, annex.organisation.as_ref().map(|t| t.value.clone())),
        (fact::LABEL, annex.label.as_ref().map(|t| t.value.clone())),
        (fact::BODY, resolution.and_then(|r| r.body.clone())),
        (fact::NUMBER, resolution.and_then(|r| r.number).map(|n| n.to_string())),
        (fact::DATE, resolution.and_then(|r| r.date).map(day)),
        (fact::YEARS, Some(years.join(", "))),
        (fact::FILE, Some(plan.source.file.clone())),
        (fact::FORMAT, Some(plan.source.format.name().to_owned())),
        (fact::PAGES, plan.source.pages.map(|n| n.to_string())),
        (fact::HASH, Some(plan.source.sha256.clone())),
        (fact::COVERAGE, (coverage.read > 0).then_some(placed)),
        (fact::WRITTEN_BY, Some(concat!("cruscotto ", env!("CARGO_PKG_VERSION")).to_owned())),
    ];
    facts
        .into_iter()
        .filter_map(|(name, text)| Some(Fact { name: name.text(lang), text: text.filter(|t| !t.is_empty())? }))
        .collect()
}
