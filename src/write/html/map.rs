//! The strategy map: perspectives down, missions across, the objectives in their places, coloured by
//! how much of their rows a resolution changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::page::encoded;
use super::svg::{at, escape, lines, number};
use super::words::percent;
use crate::document::Format;
use crate::plan::{Plan, StrategicObjective};
use crate::write::Lang;
use crate::write::label::Label;

/// Objectives and cells beyond which no picture helps.
const MOST_OBJECTIVES: usize = 300;
const MOST_CELLS: usize = 400;

/// Sizes in pixels, letters in a line.
const SIDE: f64 = 184.0;
const HEAD: f64 = 62.0;
const BOX: f64 = 222.0;
const GAP: f64 = 8.0;
const LINE: f64 = 17.0;
const BOX_LETTERS: usize = 26;
const SIDE_LETTERS: usize = 21;

/// Rows of an objective: all, and those that a resolution changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// All rows.
    pub rows: usize,
    /// Changed rows.
    pub changed: usize,
}

impl Share {
    /// Changed rows of all.
    pub fn part(self) -> f64 {
        if self.rows == 0 { 0.0 } else { number(self.changed) / number(self.rows) }
    }

    /// Which of the five steps of colour.
    pub fn step(self) -> usize {
        match self.part() {
            part if part <= 0.0 => 0,
            part if part <= 0.25 => 1,
            part if part <= 0.5 => 2,
            part if part <= 0.75 => 3,
            _ => 4,
        }
    }
}

/// The steps of colour: class and meaning.
pub fn steps(lang: Lang) -> [(&'static str, String); 5] {
    const NONE: Label = Label::new("nessuna riga cambiata", "no row changed");
    const UP_TO: Label = Label::new("fino a", "up to");
    const OVER: Label = Label::new("oltre", "over");
    let up_to = |n: u8| format!("{} {n}%", UP_TO.text(lang));
    [
        ("h0", NONE.text(lang).to_owned()),
        ("h1", up_to(25)),
        ("h2", up_to(50)),
        ("h3", up_to(75)),
        ("h4", format!("{} 75%", OVER.text(lang))),
    ]
}

/// An objective in its place.
struct Block<'a> {
    objective: &'a StrategicObjective,
    share: Share,
    lines: Vec<String>,
}

impl Block<'_> {
    fn height(&self) -> f64 {
        number(self.lines.len()) * LINE + 32.0
    }
}

/// A row or a column: its id and name.
type Band<'a> = (&'a str, String);

/// The picture; none of a plan without objectives, or with more than a picture holds.
pub fn map(plan: &Plan, shares: &BTreeMap<&str, Share>, lang: Lang) -> Option<String> {
    let (rows, columns) = bands(plan, lang);
    let too_large = plan.objectives.len() > MOST_OBJECTIVES || rows.len() * columns.len() > MOST_CELLS;
    if plan.objectives.is_empty() || too_large {
        return None;
    }
    let mut cells: BTreeMap<(usize, usize), Vec<Block<'_>>> = BTreeMap::new();
    for objective in &plan.objectives {
        let find = |bands: &[Band<'_>], id: Option<&str>| {
            bands.iter().position(|(known, _)| Some(*known) == id).unwrap_or(bands.len() - 1)
        };
        let row = find(&rows, perspective(objective));
        let column = find(&columns, mission(objective));
        let title = objective.number.map_or_else(String::new, |n| format!("{n}. ")) + &objective.title.value;
        let share = shares.get(objective.id.as_str()).copied().unwrap_or_default();
        cells.entry((row, column)).or_default().push(Block { objective, share, lines: lines(&title, BOX_LETTERS, 8) });
    }
    Some(draw(&rows, &columns, &cells, lang))
}

/// Perspectives and missions, and one more for objectives that name none.
fn bands(plan: &Plan, lang: Lang) -> (Vec<Band<'_>>, Vec<Band<'_>>) {
    const NO_PERSPECTIVE: Label = Label::new("Senza prospettiva", "No perspective");
    const NO_MISSION: Label = Label::new("Senza missione", "No mission");
    let mut rows: Vec<Band<'_>> = plan.perspectives.iter().map(|p| (p.id.as_str(), p.name.value.clone())).collect();
    let mut columns: Vec<Band<'_>> =
        plan.missions.iter().map(|m| (m.code.value.as_str(), format!("{} {}", m.code.value, m.name.value))).collect();
    if plan.source.format == Format::FlowText {
        // Such a text tells what is on the map but not where. Objectives are numbered along it.
        let first = |of: fn(&StrategicObjective) -> Option<&str>, id: &str| {
            let numbers = plan.objectives.iter().filter(|o| of(o) == Some(id)).filter_map(|o| o.number);
            numbers.min().unwrap_or(u32::MAX)
        };
        rows.sort_by_key(|(id, _)| first(perspective, id));
        columns.sort_by_key(|(id, _)| first(mission, id));
    }
    let known = |bands: &[Band<'_>], id: Option<&str>| bands.iter().any(|(known, _)| Some(*known) == id);
    let all = [
        plan.objectives.iter().all(|o| known(&rows, perspective(o))),
        plan.objectives.iter().all(|o| known(&columns, mission(o))),
    ];
    if !all[0] {
        rows.push(("", NO_PERSPECTIVE.text(lang).to_owned()));
    }
    if !all[1] {
        columns.push(("", NO_MISSION.text(lang).to_owned()));
    }
    (rows, columns)
}

fn perspective(o: &StrategicObjective) -> Option<&str> {
    o.perspective.as_ref().map(|t| t.value.as_str())
}

fn mission(o: &StrategicObjective) -> Option<&str> {
    o.mission.as_ref().map(|t| t.value.as_str())
}

fn draw(
    rows: &[Band<'_>],
    columns: &[Band<'_>],
    cells: &BTreeMap<(usize, usize), Vec<Block<'_>>>,
    lang: Lang,
) -> String {
    const NAME: Label = Label::new("Mappa strategica", "Strategy map");
    // A crowded column is two boxes wide.
    let wide = |column: usize| {
        let most = (0..rows.len()).filter_map(|row| cells.get(&(row, column))).map(Vec::len).max();
        if most.unwrap_or(0) > 3 { 2 } else { 1 }
    };
    let widths: Vec<usize> = (0..columns.len()).map(wide).collect();
    let width_of = |boxes: usize| number(boxes) * (BOX + GAP) + GAP;
    let lefts: Vec<f64> = (0..columns.len())
        .map(|column| SIDE + widths[..column].iter().map(|boxes| width_of(*boxes)).sum::<f64>())
        .collect();
    let width = SIDE + widths.iter().map(|boxes| width_of(*boxes)).sum::<f64>();

    let mut body = String::new();
    for (column, (_, name)) in columns.iter().enumerate() {
        let room = BOX_LETTERS * widths[column];
        text(&mut body, lefts[column] + GAP, 18.0, "c", &lines(name, room, 3));
    }
    let mut y = HEAD;
    for (row, (_, name)) in rows.iter().enumerate() {
        let side = lines(name, SIDE_LETTERS, 6);
        let mut below = number(side.len()) * LINE + 2.0 * GAP;
        let mut boxes = String::new();
        for column in 0..columns.len() {
            let mut ends = vec![y + GAP; widths[column]];
            for block in cells.get(&(row, column)).into_iter().flatten() {
                // The next box goes where there is most room.
                let at_column = (0..ends.len()).min_by(|a, b| ends[*a].total_cmp(&ends[*b])).unwrap_or(0);
                let left = lefts[column] + GAP + number(at_column) * (BOX + GAP);
                draw_box(&mut boxes, block, (left, ends[at_column]), lang);
                ends[at_column] += block.height() + GAP;
            }
            below = ends.into_iter().fold(below, |below, end| below.max(end - y));
        }
        let _ = write!(
            body,
            "<rect class=\"band\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            at(y),
            at(SIDE - 1.0),
            at(below)
        );
        text(&mut body, GAP, y + GAP + 12.0, "c", &side);
        for column in 0..columns.len() {
            let _ = write!(
                body,
                "<rect class=\"cell\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                at(lefts[column]),
                at(y),
                at(width_of(widths[column])),
                at(below)
            );
        }
        body.push_str(&boxes);
        y += below;
    }
    format!(
        "<svg class=\"map\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}\">{body}</svg>",
        at(width + 1.0),
        at(y + 1.0),
        NAME.text(lang)
    )
}

fn text(svg: &mut String, x: f64, y: f64, class: &str, lines: &[String]) {
    let _ = write!(svg, "<text class=\"{class}\" y=\"{}\">", at(y));
    for (line, content) in lines.iter().enumerate() {
        let dy = if line == 0 { 0.0 } else { LINE };
        let _ = write!(svg, "<tspan x=\"{}\" dy=\"{}\">{} </tspan>", at(x), at(dy), escape(content));
    }
    svg.push_str("</text>");
}

fn draw_box(svg: &mut String, block: &Block<'_>, (x, y): (f64, f64), lang: Lang) {
    const CHANGED: Label = Label::new("righe cambiate", "rows changed");
    const OF: Label = Label::new("di", "of");
    let share = block.share;
    let says = format!(
        "{} {} {} {} ({})",
        share.changed,
        OF.text(lang),
        share.rows,
        CHANGED.text(lang),
        percent(share.part())
    );
    let step = share.step();
    let _ = write!(
        svg,
        "<a class=\"h{step}\" href=\"#ob={}\"><rect class=\"h{step}\" x=\"{}\" y=\"{}\" \
         width=\"{BOX}\" height=\"{}\" rx=\"4\"/>",
        encoded(&encoded(&block.objective.id)),
        at(x),
        at(y),
        at(block.height())
    );
    text(svg, x + 9.0, y + 19.0, "no", &block.lines);
    text(svg, x + 9.0, y + block.height() - 10.0, "sh", &[says]);
    svg.push_str("</a>");
}
