//! The strategy map: objectives in a matrix of perspectives and missions, or under nested bands.
//!
//! Whatever its form, an objective belongs to the nearest mission and perspective beside it in its
//! rows, else to the nearest above it in its columns.

use std::collections::BTreeSet;

use super::band::{Band, Names, Topic, read as read_band};
use super::layout::{self, Hints};
use super::record::read_cell;
use super::view::{View, bottom, columns};
use crate::document::{Cell, Sheet};
use crate::grammar::{heading, mission};
use crate::normalise::draft::{DraftObjective, Field};
use crate::normalise::headers::{self, Header};
use crate::normalise::words::words;
use crate::trace::{How, Inference, Traced};

/// A map and the cells that it took.
#[derive(Debug)]
pub struct Map {
    pub perspectives: Vec<Traced<String>>,
    pub missions: Vec<Traced<String>>,
    pub objectives: Vec<DraftObjective>,
    pub cells: Vec<usize>,
}

/// A map has a few dozen cells; more is a table whose header was not recognised.
const MOST_CELLS: usize = 2_000;

/// What a cell of the map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Perspective,
    Mission,
    Objective,
    /// `Area strategica / Missione`, or a header such as `Missioni`.
    Label,
}

/// Reads the map of a sheet, if it has one above its first table.
pub fn read(sheet: &Sheet) -> Option<Map> {
    let view = View::new(sheet);
    let end = (0..view.lines.len())
        .find(|&line| ends_map(&view, line))
        .map_or(sheet.cells.len(), |line| view.lines[line].cells.start);
    let cells = &sheet.cells[..end];
    if cells.len() > MOST_CELLS {
        return None;
    }
    let parts = parts(cells)?;
    let of = |wanted: Part| -> Vec<usize> {
        parts.iter().filter(|(_, part)| *part == wanted).map(|(index, _)| *index).collect()
    };
    let (perspectives, missions) = (of(Part::Perspective), of(Part::Mission));
    let titles = of(Part::Objective);
    let last = named_last(cells, &perspectives, &titles);
    let mut objectives = Vec::new();
    for index in titles {
        let cell = &cells[index];
        let perspective = if last { below(cells, &perspectives, cell) } else { governing(cells, &perspectives, cell) };
        let mission = governing(cells, &missions, cell);
        objectives.extend(headings(&cell.text).into_iter().map(|text| DraftObjective {
            heading: read_cell(cell).map(|_| text),
            perspective: perspective.clone(),
            mission: mission.clone(),
        }));
    }
    let texts = |indices: &[usize]| indices.iter().map(|&index| read_cell(&cells[index])).collect();
    Some(Map {
        perspectives: texts(&perspectives),
        missions: texts(&missions),
        objectives,
        cells: parts.iter().map(|(index, _)| *index).collect(),
    })
}

/// The header of a table, or the title of another section.
fn ends_map(view: &View, line: usize) -> bool {
    let cells = view.lines[line].cells.clone();
    if cells.len() == 1 {
        let title = read_band(&view.cell(cells.start).text, &Names::default());
        return matches!(title, Band::Title(Some(Topic::Rows(_))));
    }
    if let (2, Some(Header::Field(field))) = (cells.len(), headers::of_cell(&view.cell(cells.start).text)) {
        // `Missione | 011_…`: the card of an objective.
        return matches!(field, Field::Mission | Field::Objective | Field::Role);
    }
    layout::header(view, 0, line, Hints::default).is_some()
}

/// Tells the cells of a map apart; `None` if there is no map.
fn parts(cells: &[Cell]) -> Option<Vec<(usize, Part)>> {
    match cells.iter().position(is_corner) {
        Some(corner) => matrix(cells, corner),
        None => nested(cells),
    }
}

/// `Area strategica / Missione`: the names of rows and columns in one cell.
fn is_corner(cell: &Cell) -> bool {
    const LONGEST: usize = 6;
    let words = words(&cell.text);
    let has = |stems: &[&str]| words.iter().any(|w| stems.iter().any(|stem| w.text.starts_with(stem)));
    words.len() <= LONGEST && has(&["mission"]) && has(&["area", "aree", "prospettiv", "ambit", "ass", "dimension"])
}

/// Perspectives down and missions across, or the other way about. A row of missions may come again
/// further down, across all columns.
fn matrix(cells: &[Cell], corner: usize) -> Option<Vec<(usize, Part)>> {
    let at = &cells[corner];
    let beside = |cell: &Cell| cell.row <= bottom(at) && bottom(cell) >= at.row;
    let below = |cell: &Cell| above(at, cell);
    let coded = |cell: &Cell| mission::parse(&cell.text).is_some();
    // The code of a mission decides; without codes the corner's own order does: rows / columns.
    let missions_down = match (cells.iter().any(|c| beside(c) && coded(c)), cells.iter().any(|c| below(c) && coded(c)))
    {
        (true, _) => false,
        (false, true) => true,
        (false, false) => words(&at.text).first().is_some_and(|w| w.text.starts_with("mission")),
    };
    let mut parts = Vec::new();
    for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| bottom(cell) >= at.row) {
        let part = if index == corner {
            Part::Label
        } else if coded(cell) {
            Part::Mission
        } else if matches!(read_band(&cell.text, &Names::default()), Band::Page | Band::Title(_) | Band::Remark) {
            continue;
        } else if beside(cell) {
            if missions_down { Part::Perspective } else { Part::Mission }
        } else if below(cell) {
            if missions_down { Part::Mission } else { Part::Perspective }
        } else {
            Part::Objective
        };
        parts.push((index, part));
    }
    parts.iter().any(|(_, part)| *part == Part::Objective).then_some(parts)
}

/// Bands or merged columns around numbered objectives.
fn nested(cells: &[Cell]) -> Option<Vec<(usize, Part)>> {
    const FEWEST: usize = 2;
    let is_objective = |cell: &&Cell| heading::parse(&cell.text).is_some() && !is_title(cell);
    let objectives: Vec<&Cell> = cells.iter().filter(is_objective).collect();
    let missions: Vec<&Cell> = cells.iter().filter(|cell| mission::parse(&cell.text).is_some()).collect();
    let first_row = objectives.iter().chain(&missions).map(|cell| cell.row).min()?;
    // Bands of a table's rows are one above the other, too; a map shows several objectives under
    // one mission or several missions.
    let side_by_side = missions.len() + objectives.len() > FEWEST + usize::from(missions.is_empty());
    let distinct: BTreeSet<&str> = objectives.iter().map(|cell| cell.text.as_str()).collect();
    if distinct.len() < FEWEST || !side_by_side {
        return None;
    }
    let mut parts = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let part = if mission::parse(&cell.text).is_some() {
            Part::Mission
        } else if is_objective(&cell) {
            Part::Objective
        } else if matches!(
            headers::of_cell(&cell.text),
            Some(Header::Field(Field::Perspective | Field::Mission | Field::Objective))
        ) {
            Part::Label
        } else if !is_title(cell) && heads(cell, &objectives, first_row) {
            Part::Perspective
        } else {
            continue;
        };
        parts.push((index, part));
    }
    // Where most cells are none of these, or most of these are texts beside objectives, it is a
    // table whose header was not recognised.
    let of = |wanted: Part| parts.iter().filter(|(_, part)| *part == wanted).count();
    let is_map = parts.len() * 2 >= cells.len() && of(Part::Perspective) <= of(Part::Objective);
    is_map.then_some(parts)
}

fn is_title(cell: &Cell) -> bool {
    matches!(read_band(&cell.text, &Names::default()), Band::Page | Band::Title(_) | Band::Remark)
}

/// Whether a text stands where a perspective would: beside objectives, or right above them.
fn heads(cell: &Cell, objectives: &[&Cell], first_row: u32) -> bool {
    let near = cell.row.saturating_add(2) >= first_row;
    near && objectives.iter().any(|objective| beside(cell, objective) || cell.row < objective.row)
}

/// Whether a head stands to the left of a cell, or to its right.
fn beside(head: &Cell, cell: &Cell) -> bool {
    head.row <= bottom(cell) && cell.row <= bottom(head) && head.col != cell.col
}

fn above(head: &Cell, cell: &Cell) -> bool {
    bottom(head) < cell.row && head.col <= columns(cell).1 && cell.col <= columns(head).1
}

/// The head under which a cell stands.
fn governing(cells: &[Cell], heads: &[usize], cell: &Cell) -> Option<Traced<String>> {
    let heads = || heads.iter().map(|&index| &cells[index]);
    // A head alone in its row holds for all columns, merged or not.
    let alone = |head: &Cell| cells.iter().filter(|other| other.row == head.row).count() == 1;
    let over = |head: &&Cell| bottom(head) < cell.row && (above(head, cell) || alone(head));
    let head = heads()
        .filter(|head| beside(head, cell))
        .min_by_key(|head| head.col.abs_diff(cell.col))
        .or_else(|| heads().filter(over).max_by_key(|head| bottom(head)));
    if let Some(head) = head {
        let spread = head.rows > 1 || head.cols > 1;
        let how = head.doubt.clone().map_or(if spread { How::Merged } else { How::Read }, How::Inferred);
        let text = Traced::new(head.text.clone(), head.place.clone(), how);
        if beside(head, cell) || above(head, cell) {
            return Some(text);
        }
        return Some(text.doubted(Inference::new("it stands alone in a row above, as if for all columns", 0.9)));
    }
    // Nothing merged: the head stands in the first row of its group.
    let head = heads().filter(|head| columns(head).1 < cell.col && head.row < cell.row).max_by_key(|head| head.row)?;
    let why = Inference::new("nothing stands beside it; the map names the first row of a group only", 0.9);
    Some(Traced::inferred(head.text.clone(), head.place.clone(), why))
}

/// Whether names stand in the last row of their groups, nothing merged: the last objective has one
/// beside it, the first has none, nor one above.
fn named_last(cells: &[Cell], heads: &[usize], objectives: &[usize]) -> bool {
    let rows = || objectives.iter().map(|&index| &cells[index]);
    let named = |cell: &Cell| heads.iter().any(|&head| beside(&cells[head], cell));
    let (Some(first), Some(last)) = (rows().min_by_key(|c| c.row), rows().max_by_key(|c| bottom(c))) else {
        return false;
    };
    heads.len() > 1
        && heads.iter().all(|&head| cells[head].rows == 1 && cells[head].row > first.row)
        && heads.iter().all(|&head| rows().any(|cell| beside(&cells[head], cell)))
        && named(last)
}

/// The head in the last row of a cell's group.
fn below(cells: &[Cell], heads: &[usize], cell: &Cell) -> Option<Traced<String>> {
    let heads = heads.iter().map(|&index| &cells[index]);
    let head = heads.filter(|head| head.row >= cell.row && head.col != cell.col).min_by_key(|head| head.row)?;
    if beside(head, cell) {
        return Some(read_cell(head));
    }
    let why = Inference::new("nothing stands beside it; the map names the last row of a group only", 0.85);
    Some(Traced::inferred(head.text.clone(), head.place.clone(), why))
}

/// The objectives of one cell: a line that begins with a number begins another.
fn headings(text: &str) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for line in text.lines() {
        match headings.last_mut() {
            Some(last) if heading::parse(line).is_none() => {
                last.push('\n');
                last.push_str(line);
            }
            _ => headings.push(line.to_owned()),
        }
    }
    headings
}
