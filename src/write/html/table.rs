//! A section as a table: its style, and its part of the page.

use std::fmt::Write as _;

use minijinja::{Error, context};
use serde::Serialize;

use super::page::{Pages, shown};
use super::rows::Row;
use super::svg;
use super::words::{self, Section};

/// A column.
#[derive(Debug, Serialize)]
pub struct Column {
    /// Heading.
    pub label: String,
    /// Classes of its heading.
    pub class: &'static str,
    /// Whether rows can be sorted by it.
    pub sort: bool,
    /// Width of its track in the grid.
    #[serde(skip)]
    pub track: &'static str,
}

/// A column by which rows can be sorted.
pub fn column(label: impl Into<String>, class: &'static str, track: &'static str) -> Column {
    Column { label: label.into(), class, sort: true, track }
}

/// A heading above rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Heading {
    /// What it says.
    pub title: String,
    /// What stands beside it.
    pub more: String,
    /// Its id on the page.
    pub id: Option<String>,
}

/// A section with its rows.
pub struct Table {
    /// Which.
    pub section: &'static Section,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, under their headings.
    pub lines: Vec<(Option<Heading>, Row)>,
}

impl Table {
    /// Its rows.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.lines.iter().map(|(_, row)| row)
    }

    /// Its rows, to be changed.
    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut Row> {
        self.lines.iter_mut().map(|(_, row)| row)
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Its style: the columns' widths, and their headings for screens too narrow for columns.
    pub fn style(&self) -> String {
        let id = self.section.id;
        let tracks: Vec<&str> = self.columns.iter().map(|c| c.track).collect();
        let mut style = format!("#t-{id}{{--c:{}}}\n", tracks.join(" "));
        if self.columns.len() > WIDE {
            let _ = writeln!(style, "#t-{id}{{min-width:{}rem}}", 5 * self.columns.len());
        }
        // A printed table has real columns, whose headings are repeated on every page.
        let widths: Vec<f64> = tracks.iter().map(|track| printed_width(track)).collect();
        let all: f64 = widths.iter().sum();
        style.push_str("@media print{");
        for (at, width) in widths.iter().enumerate() {
            let percent = svg::at(100.0 * width / all);
            let _ = write!(style, "#t-{id} thead th:nth-child({}){{width:{percent}%}}", at + 1);
        }
        style.push_str("}\n");
        style.push_str("@media screen and (max-width:64rem){");
        for (at, column) in self.columns.iter().enumerate().filter(|(_, c)| !c.label.is_empty()) {
            let _ =
                write!(style, "#t-{id} tr:not(.m)>td:nth-child({})::before{{content:\"{}\"}}", at + 1, column.label);
        }
        style.push_str("}\n");
        style
    }

    /// Its part of the page.
    pub fn html(&self, pages: &Pages) -> Result<String, Error> {
        let lang = pages.lang();
        let mut html = pages.part(
            "section.html",
            context! {
                id => self.section.id, title => self.section.name.text(lang), says => self.section.says.text(lang),
                count => words::grouped(self.len(), lang), heads => shown(&self.columns), scrolls => self.columns.len() > WIDE,
            },
        )?;
        let span = self.columns.len();
        let mut last: Option<&Heading> = None;
        for (heading, row) in &self.lines {
            if let Some(group) = heading.as_ref().filter(|h| last != Some(h)) {
                html.push_str(&pages.part("group.html", context! { group => shown(group), span })?);
            }
            last = heading.as_ref();
            html.push_str(&pages.part("row.html", context! { row => shown(row), span })?);
        }
        html.push_str("</table></div></section>\n");
        Ok(html)
    }
}

/// The width of a track on paper: a fraction of the room counts as five letters' heights.
fn printed_width(track: &str) -> f64 {
    const FRACTION: f64 = 5.0;
    let inner = track.trim_end_matches(')').rsplit(',').next().unwrap_or(track);
    let number = |unit: &str| inner.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok());
    number("fr").map(|n| n * FRACTION).or_else(|| number("rem")).unwrap_or(FRACTION)
}

/// Columns beyond which a table is wider than a screen.
const WIDE: usize = 14;
