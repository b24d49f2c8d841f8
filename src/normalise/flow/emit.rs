//! Assembled rows to the draft: fields, years, remarks, and what is left over.

use super::columns::Slot;
use super::row::{Assembled, Row, Sum, Text};
use super::years::Calendar;
use crate::diag::{Diagnostic, UNPLACED_TEXT};
use crate::normalise::draft::{Draft, DraftRow, Field, Section};
use crate::trace::{How, Inference, Places, Traced};

/// Writes rows, sums and leftovers into the draft.
pub fn write(assembled: &Assembled, calendar: &Calendar, trust: f64, draft: &mut Draft) {
    let (sure, unsure): (Vec<&Sum>, Vec<&Sum>) = assembled.sums.iter().partition(|s| is_sure(s, trust));
    let mut sums = sure.into_iter().peekable();
    for (index, row) in assembled.rows.iter().enumerate() {
        while let Some(sum) = sums.next_if(|s| s.after <= index) {
            add_total(sum, draft);
        }
        if let Some(row) = draft_row(row, calendar) {
            draft.rows.push(row);
        }
    }
    for sum in sums {
        add_total(sum, draft);
    }
    draft.titles.extend(assembled.titles.iter().map(traced));
    let left = assembled.left.iter().map(|text| (&text.cell, text.page));
    for (cell, page) in left.chain(unsure.into_iter().map(|sum| (&sum.cell, sum.page))) {
        let message = format!("\"{}\" has no place in the plan", cell.flat());
        draft.diagnostics.push(Diagnostic::new(&UNPLACED_TEXT, message).at(cell.place(page)));
    }
}

/// A sum has no list of deductions: one that may be another's, or lacks its second number, is left out.
fn is_sure(sum: &Sum, trust: f64) -> bool {
    let told = |role: &Text| role.why.as_ref().is_none_or(|w| w.confidence > 0.8);
    trust > 0.8 && sum.role.as_ref().is_some_and(told) && (!sum.twice || weights(sum).len() > 1)
}

/// The numbers of a sum from the right: as many as its rows have weights, behind the name that its label says,
/// since a name may end in a number.
fn weights(sum: &Sum) -> Vec<String> {
    let flat = sum.cell.flat();
    let name = sum.role.as_ref().map(|role| role.cell.flat());
    let behind = name.and_then(|name| flat.split_once(&format!(" {name} ")).map(|(_, numbers)| numbers));
    let numbers = behind.unwrap_or(&flat).split(' ').rev().take_while(|w| super::kinds::is_weight(w));
    numbers.take(1 + usize::from(sum.twice)).map(str::to_owned).collect()
}

/// A text with its place and how it was got.
pub fn traced(text: &Text) -> Traced<String> {
    let how = match (&text.why, text.merged, text.cell.text.contains('\n')) {
        (Some(why), ..) => How::Inferred(why.clone()),
        (None, true, _) => How::Merged,
        (None, false, true) => How::Joined,
        (None, false, false) => How::Read,
    };
    Traced::new(text.cell.text.clone(), text.cell.place(text.page), how)
}

fn draft_row(row: &Row, calendar: &Calendar) -> Option<DraftRow> {
    let own = row.cells.iter().filter(|(_, t)| !t.merged).map(|(_, t)| t.cell.place(t.page));
    let places =
        Places::collect(own).or_else(|| Places::collect(row.cells.iter().map(|(_, t)| t.cell.place(t.page))))?;
    let hull = Places::from(places.hull());
    let mut out = DraftRow::new(row.section, hull);
    for (field, text) in &row.headings {
        out.set(*field, traced(text));
    }
    let mut values: Vec<&Text> = Vec::new();
    for (column, text) in &row.cells {
        match &row.columns[*column].slot {
            Slot::Field(field) => out.set(*field, traced(text)),
            Slot::Notes => out.notes.push(traced(text)),
            Slot::Years(_) => values.push(text),
            Slot::Extra(_) => {}
        }
    }
    place_years(row, &values, calendar, &mut out);
    for (field, name, why) in UNNAMED {
        if row.section.has(field) && out.get(field).is_none() && !row.doubts.iter().any(|(doubted, _)| *doubted == name)
        {
            out.doubts.push((name, Inference::new(why, 0.6)));
        }
    }
    for (name, why) in &row.doubts {
        let name = if *name == "area" && row.section == Section::Operational { "areas" } else { *name };
        if name != "extra" {
            out.doubts.push((name, why.clone()));
        }
    }
    Some(out)
}

/// What names the rows of a table and may stand anywhere above it.
const UNNAMED: [(Field, &str, &str); 2] = [
    (Field::Objective, "objective", "no heading of an objective was found for the row"),
    (Field::Role, "role", "no name of an executive or officer was found for the row"),
];

fn place_years(row: &Row, values: &[&Text], calendar: &Calendar, out: &mut DraftRow) {
    if row.section != Section::Strategic {
        return;
    }
    let texts: Vec<String> = values.iter().map(|t| t.cell.flat()).collect();
    let remarks: String = out.notes.iter().map(|n| n.value.to_lowercase()).collect();
    let (mut years, mut why) = calendar.place(&texts, remarks.contains("inserit"), remarks.contains("eliminat"));
    // Where each year has a column of its own the seat says more than a guess.
    let seats = seats(row);
    if seats.len() == texts.len() && why.as_ref().is_some_and(|w| w.confidence < GUESS) {
        years = seats;
        why = Some(Inference::new("fewer values than years; the order of the blocks tells which are empty", GUESS));
    }
    for (year, text) in years.iter().zip(values) {
        let mut traced = traced(text);
        if let Some(why) = &why {
            traced = traced.doubted(why.clone());
        }
        out.years.push((*year, traced));
    }
}

/// A calendar that is less sure than this guesses.
const GUESS: f64 = 0.5;

/// The years under which the values of a row were seated, if its table parts them.
fn seats(row: &Row) -> Vec<i32> {
    let years = row.cells.iter().filter_map(|(c, _)| match &row.columns[*c].slot {
        Slot::Years(years) => Some(years.as_slice()),
        _ => None,
    });
    years.filter_map(|y| if let [year] = y { Some(*year) } else { None }).collect()
}

fn add_total(sum: &Sum, draft: &mut Draft) {
    let mut row = DraftRow::new(sum.section, sum.cell.place(sum.page));
    if let Some(role) = &sum.role {
        row.set(Field::Role, traced(role));
    }
    let place = || sum.cell.place(sum.page);
    match weights(sum).as_slice() {
        [] => return,
        [one] => row.set(Field::Weight, Traced::read(one.clone(), place())),
        [right, left, ..] => {
            row.set(Field::Weight, Traced::read(left.clone(), place()));
            row.set(Field::WeightAssessed, Traced::read(right.clone(), place()));
        }
    }
    draft.totals.push(row);
}
