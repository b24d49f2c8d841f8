//! The page's first section: counts, and two bars.

use std::fmt::Write as _;

use serde::Serialize;

use super::rows::{Row, SURE};
use super::svg::{at, number};
use super::table::Table;
use super::words::{self, grouped};
use crate::diag::Severity;
use crate::plan::{Action, Plan, Status};
use crate::write::Lang;
use crate::write::label::Label;

/// A count that leads somewhere.
#[derive(Debug, Serialize)]
pub struct Tile {
    number: String,
    text: &'static str,
    more: Option<String>,
    link: Option<&'static str>,
}

/// A bar of parts.
#[derive(Debug, Serialize)]
pub struct Bar {
    title: &'static str,
    svg: String,
    legend: Vec<Legend>,
}

#[derive(Debug, Serialize)]
struct Legend {
    class: &'static str,
    text: &'static str,
    number: String,
}

/// What the plan holds, section by section, then what is to be known about it.
pub fn tiles(plan: &Plan, tables: &[Table], lang: Lang) -> Vec<Tile> {
    const REMOVED: Label = Label::new("eliminati", "removed");
    const RESOLUTIONS: Label = Label::new("Delibere citate", "Resolutions named");
    const FINDINGS: Label = Label::new("Anomalie", "Findings");
    const GRAVE: Label = Label::new("errori", "errors");
    const WARNINGS: Label = Label::new("avvisi", "warnings");
    const DEDUCED: Label = Label::new("Valori dedotti", "Deduced values");
    const SHORT: [Label; 5] = [
        Label::new("Obiettivi strategici", "Strategic objectives"),
        Label::new("Indicatori strategici", "Strategic indicators"),
        Label::new("Indicatori operativi", "Operational indicators"),
        Label::new("Obiettivi dei dirigenti", "Executives’ objectives"),
        Label::new("Obiettivi delle PO", "Officers’ objectives"),
    ];
    let removed = plan.strategic.iter().filter(|r| r.status == Status::Removed).count();
    let mut tiles: Vec<Tile> = words::SECTIONS
        .iter()
        .zip(&SHORT)
        .filter_map(|(section, label)| {
            let table = tables.iter().find(|t| t.section.key == section.key)?;
            let more = (section.key == "strategic_indicators" && removed > 0)
                .then(|| format!("{} {}", grouped(removed, lang), REMOVED.text(lang)));
            Some(Tile { number: grouped(table.len(), lang), text: label.text(lang), more, link: Some(section.id) })
        })
        .collect();
    let with = |severity| plan.diagnostics.iter().filter(|d| d.code.severity == severity).count();
    let deduced: usize = tables.iter().flat_map(Table::rows).map(Row::deduced).sum();
    tiles.push(Tile {
        number: grouped(plan.resolutions.len(), lang),
        text: RESOLUTIONS.text(lang),
        more: None,
        link: (!plan.resolutions.is_empty()).then_some("s-res"),
    });
    tiles.push(Tile { number: grouped(deduced, lang), text: DEDUCED.text(lang), more: None, link: Some("s-why") });
    tiles.push(Tile {
        number: grouped(plan.diagnostics.len(), lang),
        text: FINDINGS.text(lang),
        more: Some(format!(
            "{} {}, {} {}",
            with(Severity::Error),
            GRAVE.text(lang),
            with(Severity::Warning),
            WARNINGS.text(lang)
        )),
        link: Some("s-odd"),
    });
    tiles
}

/// What resolutions did to the rows, and how sure the values of the rows are.
pub fn bars(plan: &Plan, tables: &[Table], lang: Lang) -> Vec<Bar> {
    const CHANGES: Label = Label::new("Righe cambiate da delibere", "Rows changed by resolutions");
    const INSERTED: Label = Label::new("inserite", "inserted");
    const UPDATED: Label = Label::new("aggiornate", "updated");
    const REMOVED: Label = Label::new("eliminate", "removed");
    const SAME: Label = Label::new("senza note", "without remarks");
    const CERTAINTY: Label = Label::new("Righe per certezza", "Rows by certainty");
    const READ: Label = Label::new("lette come stanno", "read as they stand");
    const LIKELY: Label = Label::new("con deduzioni, tutte almeno al 90%", "with deductions, all 90% or more");
    const DOUBTFUL: Label = Label::new("con almeno una deduzione sotto il 90%", "with a deduction below 90%");

    // Of a row that several resolutions touched counts what weighs most.
    let did =
        |action| move |base: &&crate::plan::RowBase| base.notes.iter().any(|note| note.value.action == Some(action));
    let mut left: Vec<_> = super::resolutions::bases(plan).collect();
    let all = left.len();
    let mut counts = [Action::Removed, Action::Inserted, Action::Updated].map(|action| {
        let before = left.len();
        left.retain(|base| !did(action)(base));
        before - left.len()
    });
    counts.rotate_left(1);
    let [inserted, updated, removed] = counts;
    let changes = [
        ("s1", INSERTED, inserted),
        ("s2", UPDATED, updated),
        ("s3", REMOVED, removed),
        ("s0", SAME, all - inserted - updated - removed),
    ];
    let rows: Vec<&Row> = tables.iter().flat_map(Table::rows).collect();
    let least = |row: &Row| row.least_sure;
    let doubtful = rows.iter().filter(|r| least(r) < SURE).count();
    let likely = rows.iter().filter(|r| !r.deductions.is_empty() && least(r) >= SURE).count();
    let sure = [("s2", READ, rows.len() - doubtful - likely), ("h2", LIKELY, likely), ("s4", DOUBTFUL, doubtful)];
    vec![bar(&CHANGES, &changes, lang), bar(&CERTAINTY, &sure, lang)]
}

fn bar(title: &Label, parts: &[(&'static str, Label, usize)], lang: Lang) -> Bar {
    let all: usize = parts.iter().map(|(_, _, count)| count).sum();
    let mut svg = "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">".to_owned();
    let mut x = 0.0;
    for (class, _, count) in parts.iter().filter(|(_, _, count)| *count > 0) {
        let width = 1000.0 * number(*count) / number(all.max(1));
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{}\" width=\"{}\" height=\"10\"/>",
            at(x),
            at((width - 2.0).max(1.0))
        );
        x += width;
    }
    svg.push_str("</svg>");
    let legend = parts
        .iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(class, text, count)| Legend { class, text: text.text(lang), number: grouped(*count, lang) })
        .collect();
    Bar { title: title.text(lang), svg, legend }
}
