//! Grids to plans: hand-made sheets, one behaviour each.
//!
//! A sheet is drawn as lines of cells parted by `|`. `^` goes on with the cell above, `<` with the
//! cell to the left, `\` is a line break; an empty cell is empty.

mod forms;
mod layouts;
mod maps;
mod marks;
mod properties;
mod years;

use std::sync::Arc;

use cruscotto::document::{Body, Cell, Document, Format, Sheet};
use cruscotto::normalise::normalise;
use cruscotto::plan::{Plan, SourceInfo};
use cruscotto::trace::{CellRange, Place};

/// Draws a sheet.
pub fn sheet(name: &str, drawing: &str) -> Sheet {
    let name: Arc<str> = name.into();
    let lines: Vec<Vec<&str>> =
        drawing.trim_matches('\n').lines().map(|l| l.split('|').map(str::trim).collect()).collect();
    let at = |row: usize, col: usize| lines.get(row).and_then(|line| line.get(col)).copied().unwrap_or_default();
    let mut cells = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        for (col, &text) in line.iter().enumerate() {
            if matches!(text, "" | "^" | "<") {
                continue;
            }
            let cols = 1 + (col + 1..1000).take_while(|&c| at(row, c) == "<").count();
            let rows = 1 + (row + 1..1000).take_while(|&r| at(r, col) == "^").count();
            cells.push(cell(&name, (row, col), (rows, cols), text.replace('\\', "\n")));
        }
    }
    Sheet { name, cells }
}

fn cell(sheet: &Arc<str>, (row, col): (usize, usize), (rows, cols): (usize, usize), text: String) -> Cell {
    let int = |n: usize| u32::try_from(n).expect("a drawing is small");
    let (row, col, rows, cols) = (int(row), int(col), int(rows), int(cols));
    let range = CellRange { top: row, left: col, bottom: row + rows - 1, right: col + cols - 1 };
    Cell { row, col, rows, cols, text, place: Place::Cells { sheet: Arc::clone(sheet), range }, doubt: None }
}

/// The plan of some sheets.
pub fn plan(sheets: Vec<Sheet>) -> Plan {
    let document = Document { format: Format::Xlsx, pages: None, body: Body::Grid(sheets), hidden: Vec::new() };
    let source = SourceInfo { file: "drawn.xlsx".to_owned(), format: Format::Xlsx, sha256: String::new(), pages: None };
    normalise(&document, source)
}

/// The plan of one sheet.
pub fn plan_of(drawing: &str) -> Plan {
    plan(vec![sheet("Foglio1", drawing)])
}

/// Every row on a line: objective, texts, values, remarks. A deduced value ends in `?`.
pub fn show(plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &plan.strategic {
        let targets = row.targets.iter().map(|t| format!("{}: {}", t.year, mark(&t.target, |target| &target.raw)));
        let owners = row.owners.iter().map(|owner| mark(owner, |unit| &unit.raw));
        lines.push(line("S", &row.base, [], targets.chain(owners)));
    }
    for row in &plan.operational {
        let texts = [text(row.programme.as_ref()), text(row.operational_objective.as_ref())];
        let values = row.target.iter().map(|target| mark(target, |t| &t.raw));
        let services = row.services.iter().map(|service| mark(service, |unit| &unit.raw));
        let areas = row.areas.iter().map(|area| mark(area, |area| area));
        lines.push(line("O", &row.base, texts, values.chain(services).chain(areas)));
    }
    for row in &plan.executive {
        let texts = [text(row.role.as_ref()), text(row.perspective.as_ref()), text(row.action.as_ref())];
        let values = row.target.iter().chain(&row.actual).chain(&row.progress).map(|value| mark(value, |t| &t.raw));
        let weights = row.weight.iter().chain(&row.weight_assessed).map(|weight| mark(weight, |w| &w.raw));
        lines.push(line("E", &row.base, texts, values.chain(weights)));
    }
    for row in &plan.officer {
        let texts = [text(row.role.as_ref()), text(row.operational_objective.as_ref())];
        let values = row.target.iter().map(|value| mark(value, |t| &t.raw));
        let weights = row.weight.iter().map(|weight| mark(weight, |w| &w.raw));
        let area = row.area.iter().map(|area| mark(area, |area| area));
        lines.push(line("P", &row.base, texts, values.chain(weights).chain(area)));
    }
    for total in &plan.totals {
        let weights = total.weight.iter().chain(&total.weight_assessed).map(|weight| weight.value.raw.clone());
        lines.push(format!("T {} = {}", text(total.role.as_ref()), weights.collect::<Vec<_>>().join(", ")));
    }
    lines
}

fn line<const N: usize>(
    section: &str,
    base: &cruscotto::plan::RowBase,
    texts: [String; N],
    values: impl Iterator<Item = String>,
) -> String {
    let mut all = vec![section.to_owned() + " " + &text(base.objective.as_ref())];
    all.extend(texts);
    all.push(mark(&base.indicator, |text| text));
    all.extend(values);
    all.extend(base.notes.iter().map(|note| mark(note, |note| &note.raw)));
    all.join(" | ")
}

fn text(text: Option<&cruscotto::trace::Traced<String>>) -> String {
    text.map(|text| mark(text, |text| text)).unwrap_or_default()
}

fn mark<T>(value: &cruscotto::trace::Traced<T>, text: impl Fn(&T) -> &String) -> String {
    let deduced = if value.inference().is_some() { "?" } else { "" };
    text(&value.value).clone() + deduced
}

/// The messages of a kind of diagnostic.
pub fn said<'p>(plan: &'p Plan, code: &str) -> Vec<&'p str> {
    plan.diagnostics.iter().filter(|d| d.code.id == code).map(|d| d.message.as_str()).collect()
}

/// Checks the rows of a sheet, and that every cell found its place.
#[track_caller]
pub fn check(drawing: &str, expect: &[&str]) {
    let plan = plan_of(drawing);
    assert_eq!(show(&plan), expect);
    assert_eq!(said(&plan, "unplaced-text"), Vec::<&str>::new());
    assert_eq!(plan.coverage.placed, plan.coverage.read);
}
