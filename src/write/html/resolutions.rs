//! The timeline of resolutions, and what each touched.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::page::encoded;
use super::rows::effect;
use super::svg::{at, escape, number};
use super::words::{self, short};
use crate::plan::{Action, Date, Note, Plan, Resolution, RowBase};
use crate::trace::Traced;
use crate::write::Lang;
use crate::write::label::Label;
use crate::write::workbook::cell::day;
use crate::write::workbook::layout::name;

/// What can be done to a row, in the order of the bars, with its colour.
const EFFECTS: [(Action, &str); 3] = [(Action::Inserted, "s1"), (Action::Updated, "s2"), (Action::Removed, "s3")];

/// A resolution and the rows it touched.
#[derive(Debug, Serialize)]
pub struct Entry {
    anchor: String,
    title: String,
    says: String,
    svg: String,
    count: usize,
    rows: Vec<Touched>,
    #[serde(skip)]
    date: Option<Date>,
    #[serde(skip)]
    short: String,
    #[serde(skip)]
    counts: [usize; 3],
}

/// A row that a resolution touched.
#[derive(Debug, Serialize)]
struct Touched {
    class: &'static str,
    effect: &'static str,
    link: String,
    text: String,
}

/// Class and meaning of the bars' colours.
pub fn effects(lang: Lang) -> Vec<(&'static str, String)> {
    EFFECTS.iter().map(|(action, class)| (*class, plural(*action).text(lang).to_owned())).collect()
}

const fn plural(action: Action) -> Label {
    match action {
        Action::Inserted => Label::new("inserite", "inserted"),
        Action::Updated => Label::new("aggiornate", "updated"),
        Action::Removed => Label::new("eliminate", "removed"),
    }
}

/// All resolutions by date, those without a date last, then the remarks that name none.
pub fn resolutions(plan: &Plan, lang: Lang) -> Vec<Entry> {
    const UNNAMED: Label = Label::new("Delibera non indicata", "Resolution not named");
    let mut touched: BTreeMap<Option<&str>, Vec<(&RowBase, &Note)>> = BTreeMap::new();
    for base in bases(plan) {
        for note in base.notes.iter().map(|n: &Traced<Note>| &n.value).filter(|n| n.action.is_some()) {
            let known = note.resolution.as_deref().filter(|id| plan.resolutions.iter().any(|r| r.id == *id));
            touched.entry(known).or_default().push((base, note));
        }
    }
    let mut order: Vec<&Resolution> = plan.resolutions.iter().collect();
    order.sort_by_key(|r| (r.date.is_none(), r.date, r.number));
    let most = touched.values().map(Vec::len).max().unwrap_or(0);
    let mut entries: Vec<Entry> = order
        .into_iter()
        .map(|r| {
            let rows = touched.remove(&Some(r.id.as_str())).unwrap_or_default();
            Entry { date: r.date, short: name_of(r), ..entry(&r.id, title(r, lang), &rows, most, lang) }
        })
        .collect();
    if let Some(rows) = touched.remove(&None) {
        entries.push(entry("", UNNAMED.text(lang).to_owned(), &rows, most, lang));
    }
    entries
}

/// What the rows of all sections have in common.
pub fn bases(plan: &Plan) -> impl Iterator<Item = &RowBase> {
    let strategic = plan.strategic.iter().map(|r| &r.base);
    let operational = plan.operational.iter().map(|r| &r.base);
    let executive = plan.executive.iter().map(|r| &r.base);
    strategic.chain(operational).chain(executive).chain(plan.officer.iter().map(|r| &r.base))
}

fn title(r: &Resolution, lang: Lang) -> String {
    const NUMBER: Label = Label::new("n.", "no.");
    const OF: Label = Label::new("del", "of");
    const NO_NUMBER: Label = Label::new("senza numero", "without number");
    let number = r.number.map_or_else(|| NO_NUMBER.text(lang).to_owned(), |n| format!("{} {n}", NUMBER.text(lang)));
    let date = r.date.map(|d| format!(" {} {}", OF.text(lang), day(d))).unwrap_or_default();
    format!("{} {number}{date}", r.body)
}

fn name_of(r: &Resolution) -> String {
    r.number.map_or_else(|| r.body.clone(), |n| format!("n. {n}"))
}

fn entry(id: &str, title: String, rows: &[(&RowBase, &Note)], most: usize, lang: Lang) -> Entry {
    const ONE: Label = Label::new("riga toccata", "row touched");
    const MANY: Label = Label::new("righe toccate", "rows touched");
    /// Letters of a row's text that tell which it is.
    const LONGEST: usize = 70;
    let counts = EFFECTS.map(|(action, _)| rows.iter().filter(|(_, note)| note.action == Some(action)).count());
    let parts: Vec<String> = EFFECTS
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|((action, _), count)| format!("{count} {}", plural(*action).text(lang)))
        .collect();
    let says = words::count(rows.len(), &ONE, &MANY, lang);
    Entry {
        anchor: format!("res-{id}"),
        title,
        says: if parts.is_empty() { says } else { format!("{says}: {}", parts.join(", ")) },
        svg: bar(counts, most),
        count: rows.len(),
        rows: rows
            .iter()
            .map(|(base, note)| Touched {
                class: effect(note.action),
                effect: note.action.map_or("", |action| name::action(action).text(lang)),
                link: encoded(&base.id),
                text: short(&base.indicator.value, LONGEST),
            })
            .collect(),
        date: None,
        short: String::new(),
        counts,
    }
}

fn bar(counts: [usize; 3], most: usize) -> String {
    let mut svg = "<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\">".to_owned();
    let mut x = 0.0;
    for ((_, class), count) in EFFECTS.iter().zip(counts) {
        let width = 100.0 * number(count) / number(most.max(1));
        if count > 0 {
            let _ = write!(svg, "<rect class=\"{class}\" x=\"{}\" width=\"{}\" height=\"4\"/>", at(x), at(width));
        }
        x += width;
    }
    svg.push_str("</svg>");
    svg
}

/// The dated resolutions on an axis of time; none if there is but one day.
pub fn timeline(entries: &[Entry], lang: Lang) -> Option<String> {
    /// Resolutions beyond which labels would only lie on each other.
    const MOST: usize = 40;
    const NAME: Label = Label::new("Righe toccate dalle delibere nel tempo", "Rows touched by resolutions over time");
    const WIDTH: f64 = 1000.0;
    const BASE: f64 = 150.0;
    let dated: Vec<(&Entry, f64)> = entries.iter().filter_map(|e| Some((e, year(e.date?)))).collect();
    let (first, last) = (dated.first()?.1.floor(), dated.last()?.1.floor() + 1.0);
    if dated.len() > MOST || dated.iter().all(|(_, t)| t.total_cmp(&dated[0].1).is_eq()) {
        return None;
    }
    let x = |t: f64| 40.0 + (t - first) / (last - first) * (WIDTH - 80.0);
    let most = dated.iter().map(|(e, _)| e.count).max().unwrap_or(0).max(1);
    let mut svg = format!(
        "<svg class=\"time\" viewBox=\"0 0 {WIDTH} 190\" role=\"group\" aria-label=\"{}\"><path class=\"ax\" d=\"M20 \
         {BASE}h960\"/>",
        NAME.text(lang)
    );
    let mut tick = first;
    // The years of a plan are few; of a document with days centuries apart, a few ticks will do.
    let step = ((last - first) / 12.0).ceil().max(1.0);
    while tick <= last {
        let _ = write!(
            svg,
            "<path class=\"tk\" d=\"M{0} 20V{BASE}\"/><text class=\"yr\" x=\"{0}\" y=\"168\" text-anchor=\"middle\">{tick}</text>",
            at(x(tick))
        );
        tick += step;
    }
    let mut labels = [f64::NEG_INFINITY; 2];
    for (e, t) in &dated {
        let x = x(*t);
        let mut y = BASE;
        let _ = write!(svg, "<a href=\"#{}\">", encoded(&e.anchor));
        for ((_, class), count) in EFFECTS.iter().zip(e.counts) {
            let height = 95.0 * number(count) / number(most);
            y -= height;
            let _ = write!(
                svg,
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"18\" height=\"{}\"/>",
                at(x - 9.0),
                at(y),
                at(height)
            );
        }
        let _ = write!(svg, "<circle class=\"s2\" cx=\"{}\" cy=\"{BASE}\" r=\"4\"/>", at(x));
        // Two lines of labels; the one with more room takes the next.
        let line = usize::from(x - labels[0] < 110.0 && labels[1] < labels[0]);
        labels[line] = x;
        let above = if line == 0 { 30.0 } else { 14.0 };
        let date = e.date.map(day).unwrap_or_default();
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{} · {date}</text></a>",
            at(x),
            at(above),
            escape(&e.short)
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// A day as a number of years.
fn year(date: Date) -> f64 {
    let days = (date.month() - 1) * 31 + date.day() - 1;
    f64::from(date.year()) + f64::from(days) / 372.0
}
