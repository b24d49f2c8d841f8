//! The index over the reports of an output folder: a row an annex.
//!
//! What it says of each is written in the head of its report ([`Facts`]), so that the index can be
//! made anew without reading a single plan.

use minijinja::Error;
use serde::{Deserialize, Serialize};

use super::page::{Head, Pages};
use super::words::{self, grouped, short};
use crate::diag::Severity;
use crate::plan::{Action, Plan};
use crate::write::label::Label;
use crate::write::workbook::cell::day;
use crate::write::{Lang, WriteError};

/// What the index tells of an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Whose plan it is.
    pub organisation: Option<String>,
    /// As printed: `All. 2.1`.
    pub label: Option<String>,
    /// The body, number and day of the resolution, in words.
    pub resolution: Option<String>,
    /// The day of the resolution, ISO 8601.
    pub date: Option<String>,
    /// First and last year of the dashboard.
    pub years: Option<(i32, i32)>,
    /// The file that was read.
    pub file: String,
    /// Rows of each section, in the order of the page.
    pub rows: [usize; 5],
    /// Rows that a resolution changed.
    pub changed: usize,
    /// Values that were deduced.
    pub deduced: usize,
    /// Errors, warnings, notes.
    pub findings: [usize; 3],
}

impl Facts {
    /// What is to be told of a plan with so many deductions.
    #[must_use]
    pub fn of(plan: &Plan, deduced: usize, lang: Lang) -> Self {
        /// Letters of a name, so that all facts stand in the page's beginning.
        const LONGEST: usize = 300;
        let annex = &plan.annex;
        let resolution = annex.resolution.as_ref().map(|r| &r.value);
        let with = |severity| plan.diagnostics.iter().filter(|d| d.code.severity == severity).count();
        let years = annex.years.iter().min().zip(annex.years.iter().max());
        let touched = |base: &&crate::plan::RowBase| {
            base.notes.iter().any(|n| Action::ALL.iter().any(|action| n.value.action == Some(*action)))
        };
        Self {
            organisation: annex.organisation.as_ref().map(|t| short(&t.value, LONGEST)),
            label: annex.label.as_ref().map(|t| short(&t.value, LONGEST)),
            resolution: resolution.map(|r| resolution_words(r, lang)).filter(|text| !text.is_empty()),
            date: resolution.and_then(|r| r.date).map(|d| d.to_string()),
            years: years.map(|(first, last)| (*first, *last)),
            file: short(&plan.source.file, LONGEST),
            rows: [
                plan.objectives.len(),
                plan.strategic.len(),
                plan.operational.len(),
                plan.executive.len(),
                plan.officer.len(),
            ],
            changed: super::resolutions::bases(plan).filter(touched).count(),
            deduced,
            findings: [with(Severity::Error), with(Severity::Warning), with(Severity::Info)],
        }
    }

    /// Whose plan it is, or the file's name where the annex does not say.
    #[must_use]
    pub fn name(&self) -> String {
        self.organisation.clone().unwrap_or_else(|| self.file.clone())
    }

    /// Label, resolution and years in a line.
    #[must_use]
    pub fn what(&self, lang: Lang) -> String {
        const YEARS: Label = Label::new("anni", "years");
        let years = self.years.map(|(first, last)| format!("{} {first}–{last}", YEARS.text(lang)));
        [self.label.clone(), self.resolution.clone(), years].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

fn resolution_words(r: &crate::plan::ResolutionRef, lang: Lang) -> String {
    const NUMBER: Label = Label::new("n.", "no.");
    const OF: Label = Label::new("del", "of");
    let number = r.number.map(|n| format!("{} {n}", NUMBER.text(lang)));
    let date = r.date.map(|d| format!("{} {}", OF.text(lang), day(d)));
    [r.body.as_deref().map(|body| short(body, 300)), number, date].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A report: where it stands beside the index, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Path relative to the index, with `/`.
    pub path: String,
    /// Its facts.
    pub facts: Facts,
}

/// How many bytes at a report's beginning hold its facts.
pub const FACTS_WITHIN: u64 = 16 * 1024;

/// The facts in the beginning of a report; none of a page that this program did not write.
#[must_use]
pub fn facts_in(page: &str) -> Option<Facts> {
    const BEFORE: &str = "<meta name=\"cruscotto-facts\" content=\"";
    let (_, rest) = page.split_once(BEFORE)?;
    let (escaped, _) = rest.split_once('"')?;
    serde_json::from_str(&unescaped(escaped)).ok()
}

/// Whether a page begins as ours do.
#[must_use]
pub fn is_ours(page: &str) -> bool {
    let head = page.split_once("<title>").map_or(page, |(head, _)| head);
    head.contains("<meta name=\"generator\" content=\"cruscotto ")
}

/// Undoes the escaping of templates.
fn unescaped(text: &str) -> String {
    const SIGNS: [(&str, &str); 7] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2f;", "/"),
        // Last, so that nothing is undone twice.
        ("&amp;", "&"),
    ];
    SIGNS.iter().fold(text.to_owned(), |text, (sign, plain)| text.replace(sign, plain))
}

#[derive(Debug, Serialize)]
struct Content {
    reports: Vec<Row>,
    heads: Vec<Column>,
    organisations: Vec<String>,
    years: Vec<i32>,
}

#[derive(Debug, Serialize)]
struct Column {
    label: &'static str,
    class: &'static str,
    sort: bool,
}

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    path: String,
    token: String,
    years: String,
    name: String,
    label: String,
    resolution: String,
    span: String,
    rows: Vec<String>,
    changed: String,
    deduced: String,
    findings: String,
    class: &'static str,
}

/// The page, with the reports in the order given.
///
/// # Errors
/// When a template fails, which is a fault of this program.
pub fn index(reports: &[Report], lang: Lang) -> Result<Vec<u8>, WriteError> {
    page(reports, lang).map_err(WriteError::library("html"))
}

fn page(reports: &[Report], lang: Lang) -> Result<Vec<u8>, Error> {
    const HEADING: Label = Label::new("Piani della performance", "Performance plans");
    const ONE: Label = Label::new("allegato", "annex");
    const MANY: Label = Label::new("allegati", "annexes");
    let pages = Pages::of(lang)?;
    let mut organisations: Vec<String> = reports.iter().map(|r| r.facts.name()).collect();
    organisations.sort();
    organisations.dedup();
    let mut years: Vec<i32> = reports.iter().filter_map(|r| r.facts.years).flat_map(|(a, b)| span(a, b)).collect();
    years.sort_unstable();
    years.dedup();
    let content = Content {
        reports: reports.iter().enumerate().map(|(at, report)| row(at, report, lang)).collect(),
        heads: heads(lang),
        organisations,
        years,
    };
    let head = Head {
        title: HEADING.text(lang).to_owned(),
        over: "cruscotto".to_owned(),
        heading: HEADING.text(lang).to_owned(),
        under: words::count(reports.len(), &ONE, &MANY, lang),
        style: style(&content.heads),
        facts: None,
    };
    pages.page("index.html", &head, content)
}

/// The years from one to another, at most a hundred of them.
fn span(first: i32, last: i32) -> impl Iterator<Item = i32> {
    (first..=last).take(100)
}

fn heads(lang: Lang) -> Vec<Column> {
    let heads: [(Label, &'static str); 12] = [
        (Label::new("Ente", "Organisation"), ""),
        (Label::new("Allegato", "Annex"), ""),
        (Label::new("Delibera", "Resolution"), ""),
        (Label::new("Anni", "Years"), "v"),
        (Label::new("Obiettivi", "Objectives"), "n"),
        (Label::new("Strategici", "Strategic"), "n"),
        (Label::new("Operativi", "Operational"), "n"),
        (Label::new("Dirigenti", "Executives"), "n"),
        (Label::new("PO", "Officers"), "n"),
        (Label::new("Righe cambiate", "Rows changed"), "n"),
        (Label::new("Valori dedotti", "Deduced values"), "n"),
        (Label::new("Errori e avvisi", "Errors and warnings"), "n"),
    ];
    heads.iter().map(|(label, class)| Column { label: label.text(lang), class, sort: true }).collect()
}

fn style(heads: &[Column]) -> String {
    use std::fmt::Write as _;
    let mut style =
        "#t-s-all{--c:minmax(12rem,2.4fr) minmax(5rem,1fr) minmax(9rem,1.6fr) 5.5rem repeat(8,minmax(4.6rem,1fr))}\n\
                     @media screen and (max-width:64rem){"
            .to_owned();
    for (at, head) in heads.iter().enumerate() {
        let _ = write!(style, "#t-s-all td:nth-child({})::before{{content:\"{}\"}}", at + 1, head.label);
    }
    style.push_str("}\n");
    style
}

fn row(at: usize, report: &Report, lang: Lang) -> Row {
    let Facts { label, resolution, years, rows, changed, deduced, findings, .. } = &report.facts;
    let [errors, warnings, _] = findings;
    Row {
        id: format!("annex-{}", at + 1),
        path: relative(&report.path),
        token: token(&report.facts.name()),
        years: years.map(|(a, b)| span(a, b).map(|y| y.to_string()).collect::<Vec<_>>().join(" ")).unwrap_or_default(),
        name: report.facts.name(),
        label: label.clone().unwrap_or_default(),
        resolution: resolution.clone().unwrap_or_default(),
        span: years.map(|(a, b)| format!("{a}–{b}")).unwrap_or_default(),
        rows: rows.iter().map(|n| grouped(*n, lang)).collect(),
        changed: grouped(*changed, lang),
        deduced: grouped(*deduced, lang),
        findings: grouped(errors + warnings, lang),
        class: if *errors > 0 { "error" } else { "" },
    }
}

/// What a row carries of an organisation: a word without blanks.
fn token(name: &str) -> String {
    super::page::encoded(name)
}

/// A path as a link that stays beside the index whatever its name.
fn relative(path: &str) -> String {
    let parts: Vec<String> = path.split('/').map(super::page::encoded).collect();
    format!("./{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Facts, facts_in, is_ours};

    #[test]
    fn facts_are_found_again_in_the_head_of_a_page() {
        let facts = Facts {
            organisation: Some("<b>\"d'Enna\" & C./</b> &lt;".to_owned()),
            label: None,
            resolution: None,
            date: None,
            years: Some((2019, 2021)),
            file: "a.xlsx".to_owned(),
            rows: [1, 2, 3, 4, 5],
            changed: 6,
            deduced: 7,
            findings: [8, 9, 10],
        };
        let pages = super::Pages::of(super::Lang::It).expect("the templates are sound");
        let head = super::Head {
            title: String::new(),
            over: String::new(),
            heading: String::new(),
            under: String::new(),
            style: String::new(),
            facts: serde_json::to_string(&facts).ok(),
        };
        let content = super::Content { reports: vec![], heads: vec![], organisations: vec![], years: vec![] };
        let page = pages.page("index.html", &head, content).expect("a page");
        let page = String::from_utf8(page).expect("UTF-8");
        assert_eq!(facts_in(&page), Some(facts));
        assert!(is_ours(&page) && !is_ours("<!doctype html><title><meta name=\"generator\" content=\"cruscotto "));
    }
}
