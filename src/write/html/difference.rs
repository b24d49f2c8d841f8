//! The page of the change between two versions of a plan, side by side.

mod inline;

use minijinja::Error;
use serde::Serialize;

use super::index::Facts;
use super::page::{Head, Pages};
use super::rows;
use super::words::{self, grouped, percent};
use crate::diff::{Change, Direction, Disagreement, Kind};
use crate::plan::{Plan, RowView};
use crate::write::diff::{Comparison, direction, field, kind};
use crate::write::label::Label;
use crate::write::workbook::cell::day;
use crate::write::{Lang, WriteError, italian};
use inline::{Piece, pieces};

/// A change less sure than this says so.
const SURE: f64 = 0.95;

#[derive(Debug, Serialize)]
struct Content {
    sides: Vec<Side>,
    tiles: Vec<Tile>,
    kinds: Vec<Choice>,
    directions: Vec<Choice>,
    heads: Vec<Column>,
    sections: Vec<Section>,
    disagreements: Vec<Disagreed>,
    source: String,
}

/// One of the two plans.
#[derive(Debug, Serialize)]
struct Side {
    word: &'static str,
    name: String,
    what: String,
    file: String,
}

#[derive(Debug, Serialize)]
struct Tile {
    number: String,
    text: &'static str,
}

#[derive(Debug, Serialize)]
struct Choice {
    id: &'static str,
    title: &'static str,
}

#[derive(Debug, Serialize)]
struct Column {
    label: &'static str,
    class: &'static str,
    sort: bool,
}

#[derive(Debug, Serialize)]
struct Section {
    id: &'static str,
    title: &'static str,
    rows: Vec<Row>,
}

/// A row that changed, with all of its changes.
#[derive(Debug, Default, Serialize)]
struct Row {
    id: String,
    class: &'static str,
    kind: &'static str,
    kinds: String,
    directions: String,
    gone: bool,
    title: String,
    resolution: String,
    doubt: String,
    lines: Vec<Line>,
}

/// A field that changed.
#[derive(Debug, Serialize)]
struct Line {
    field: String,
    before: Vec<Piece>,
    after: Vec<Piece>,
    class: &'static str,
    direction: &'static str,
}

#[derive(Debug, Serialize)]
struct Disagreed {
    word: &'static str,
    section: &'static str,
    indicator: String,
    because: String,
    link: Option<String>,
}

/// The difference as a page: the same plans give the same bytes.
///
/// # Errors
/// When a template fails, which is a fault of this program.
pub fn difference(comparison: &Comparison<'_>, lang: Lang) -> Result<Vec<u8>, WriteError> {
    page(comparison, lang).map_err(WriteError::library("html"))
}

fn page(comparison: &Comparison<'_>, lang: Lang) -> Result<Vec<u8>, Error> {
    const HEADING: Label = Label::new("Che cosa è cambiato", "What changed");
    let [old, new] = [comparison.old, comparison.new].map(|plan| Facts::of(plan, 0, lang));
    let sections = sections(comparison, lang);
    let disagreements = comparison.diff.disagreements.iter().map(|d| disagreed(d, &sections, lang)).collect();
    let content = Content {
        tiles: tiles(comparison, lang),
        kinds: KINDS.iter().map(|k| Choice { id: k.name(), title: kind(lang, *k) }).collect(),
        directions: DIRECTIONS.iter().map(|d| Choice { id: d.name(), title: direction(lang, *d) }).collect(),
        heads: heads(lang),
        sections,
        disagreements,
        source: format!("{} → {}", comparison.old.source.file, comparison.new.source.file),
        sides: sides(&old, &new, lang),
    };
    let head = Head {
        title: format!("{} – {}", HEADING.text(lang), new.name()),
        over: new.name(),
        heading: HEADING.text(lang).to_owned(),
        under: format!("{} → {}", old.what(lang), new.what(lang)),
        style: style(&content),
        facts: None,
    };
    Pages::of(lang)?.page("difference.html", &head, content)
}

const KINDS: [Kind; 4] = [Kind::Inserted, Kind::Removed, Kind::Moved, Kind::Changed];
const DIRECTIONS: [Direction; 2] = [Direction::Tightened, Direction::Relaxed];

fn sides(old: &Facts, new: &Facts, lang: Lang) -> Vec<Side> {
    const WORDS: [Label; 2] = [Label::new("Prima", "Before"), Label::new("Dopo", "After")];
    WORDS
        .iter()
        .zip([old, new])
        .map(|(word, facts)| Side {
            word: word.text(lang),
            name: facts.name(),
            what: facts.what(lang),
            file: facts.file.clone(),
        })
        .collect()
}

fn heads(lang: Lang) -> Vec<Column> {
    const HEADS: [Label; 4] = [
        Label::new("Campo", "Field"),
        Label::new("Prima", "Before"),
        Label::new("Dopo", "After"),
        Label::new("Verso", "Direction"),
    ];
    HEADS.iter().map(|label| Column { label: label.text(lang), class: "", sort: false }).collect()
}

fn style(content: &Content) -> String {
    use std::fmt::Write as _;
    let mut style =
        ".diff{--c:minmax(7rem,.8fr) minmax(10rem,2fr) minmax(10rem,2fr) 9.5rem}\n@media screen and (max-width:64rem){"
            .to_owned();
    for (at, head) in content.heads.iter().enumerate() {
        let _ = write!(style, ".diff td:nth-child({})::before{{content:\"{}\"}}", at + 1, head.label);
    }
    style.push_str("}\n");
    style
}

/// Rows by what became of them, targets by their direction.
fn tiles(comparison: &Comparison<'_>, lang: Lang) -> Vec<Tile> {
    const WORDS: [Label; 4] = [
        Label::new("Righe inserite", "Rows inserted"),
        Label::new("Righe tolte", "Rows removed"),
        Label::new("Righe spostate", "Rows moved"),
        Label::new("Valori modificati", "Values changed"),
    ];
    const TIGHTER: Label = Label::new("Target più impegnativi", "Targets tightened");
    const LOOSER: Label = Label::new("Target meno impegnativi", "Targets relaxed");
    const DISAGREE: Label = Label::new("Note discordanti", "Remarks that disagree");
    let changes = &comparison.diff.changes;
    let tile = |count: usize, label: &Label| Tile { number: grouped(count, lang), text: label.text(lang) };
    let mut tiles: Vec<Tile> = KINDS
        .iter()
        .zip(&WORDS)
        .map(|(kind, label)| tile(changes.iter().filter(|c| c.kind == *kind).count(), label))
        .collect();
    for (which, label) in DIRECTIONS.iter().zip([&TIGHTER, &LOOSER]) {
        tiles.push(tile(changes.iter().filter(|c| c.direction == Some(*which)).count(), label));
    }
    tiles.push(tile(comparison.diff.disagreements.len(), &DISAGREE));
    tiles
}

fn sections(comparison: &Comparison<'_>, lang: Lang) -> Vec<Section> {
    let (old, new) = (comparison.old.rows(), comparison.new.rows());
    let mut sections: Vec<Section> = Vec::new();
    let mut last: Option<(&str, &Option<String>, &Option<String>)> = None;
    for change in &comparison.diff.changes {
        let known = words::section(change.section);
        if sections.last().is_none_or(|s| s.id != known.id) {
            sections.push(Section { id: known.id, title: known.name.text(lang), rows: Vec::new() });
        }
        let at = sections.len() - 1;
        let rows = &mut sections[at].rows;
        let this = (change.section, &change.old_id, &change.new_id);
        if last != Some(this) || rows.is_empty() {
            let view = match change.kind {
                Kind::Inserted => find(&new, change.section, change.new_id.as_deref()),
                Kind::Removed => find(&old, change.section, change.old_id.as_deref()),
                Kind::Moved | Kind::Changed => None,
            };
            rows.push(row(change, view, comparison.new, lang));
        }
        last = Some(this);
        if let Some(row) = rows.last_mut() {
            add(row, change, lang);
        }
    }
    sections
}

fn find<'a, 'p>(rows: &'a [RowView<'p>], section: &str, id: Option<&str>) -> Option<&'a RowView<'p>> {
    rows.iter().find(|row| row.section == section && Some(row.id) == id)
}

/// A changed row without its fields; of one that came or went, all of them.
fn row(change: &Change, view: Option<&RowView<'_>>, new: &Plan, lang: Lang) -> Row {
    const CONFIDENCE: Label = Label::new("sicurezza", "confidence");
    let class = match change.kind {
        Kind::Inserted => "add",
        Kind::Removed => "del",
        Kind::Moved | Kind::Changed => "mod",
    };
    let id = change.new_id.as_deref().or(change.old_id.as_deref()).unwrap_or_default();
    let whole = |text: &str| vec![Piece { text: text.to_owned(), differs: true }];
    let lines = view.into_iter().flat_map(|view| &view.fields).filter(|f| f.name != "indicator" && f.name != "title");
    Row {
        // A row that went may have the id of one that came.
        id: if change.new_id.is_some() { id.to_owned() } else { format!("old-{id}") },
        class,
        kind: kind(lang, change.kind),
        gone: change.kind == Kind::Removed,
        title: change.indicator.clone(),
        resolution: change.resolution.as_deref().map(|id| resolution(id, new, lang)).unwrap_or_default(),
        doubt: if change.confidence < SURE {
            format!("{} {}", CONFIDENCE.text(lang), percent(change.confidence))
        } else {
            String::new()
        },
        lines: lines
            .map(|f| {
                let text = whole(&f.text);
                let (before, after) =
                    if change.kind == Kind::Removed { (text, Vec::new()) } else { (Vec::new(), text) };
                Line { field: rows::field(&f.name, lang), before, after, class: "", direction: "" }
            })
            .collect(),
        ..Row::default()
    }
}

/// A resolution as one names it.
fn resolution(id: &str, plan: &Plan, lang: Lang) -> String {
    const OF: Label = Label::new("del", "of");
    let Some(r) = plan.resolutions.iter().find(|r| r.id == id) else { return id.to_owned() };
    let number = r.number.map(|n| format!(" n. {n}")).unwrap_or_default();
    let date = r.date.map(|d| format!(" {} {}", OF.text(lang), day(d))).unwrap_or_default();
    format!("{}{number}{date}", r.body)
}

fn add(row: &mut Row, change: &Change, lang: Lang) {
    let token = change.kind.name();
    if !row.kinds.split(' ').any(|known| known == token) {
        row.kinds = joined(&row.kinds, token);
    }
    if change.field.is_none() {
        return;
    }
    let (before, after) =
        pieces(change.before.as_deref().unwrap_or_default(), change.after.as_deref().unwrap_or_default());
    let (class, word) = match change.direction {
        None => ("", ""),
        Some(d) => {
            let token = d.name();
            if !row.directions.split(' ').any(|known| known == token) {
                row.directions = joined(&row.directions, token);
            }
            (if d == Direction::Tightened { "add" } else { "warning" }, direction(lang, d))
        }
    };
    row.lines.push(Line { field: field(lang, change), before, after, class, direction: word });
}

/// A word after others, with a blank between.
fn joined(words: &str, word: &str) -> String {
    if words.is_empty() { word.to_owned() } else { format!("{words} {word}") }
}

fn disagreed(d: &Disagreement, sections: &[Section], lang: Lang) -> Disagreed {
    const REMARK: Label = Label::new("nota senza modifica", "remark without change");
    const CHANGE: Label = Label::new("modifica senza nota", "change without remark");
    let shown = sections.iter().flat_map(|s| &s.rows).any(|r| r.id == d.new_id);
    Disagreed {
        word: if d.code == "remark-without-change" { REMARK } else { CHANGE }.text(lang),
        section: words::section(d.section).name.text(lang),
        indicator: d.indicator.clone(),
        because: italian::message(&d.because, lang).into_owned(),
        link: shown.then(|| super::page::encoded(&d.new_id)),
    }
}
