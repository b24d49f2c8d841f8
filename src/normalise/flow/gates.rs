//! The wrapped pieces of headers on a page in two passes.
//!
//! A header that wraps in part prints that part in the second pass, before the wrapped cells of its
//! own rows. It names columns that the header's own line leaves out, and where each header of a
//! section has such a piece, the pieces part the second pass table by table.

use super::columns::{Column, Look, Name, Slot};
use super::header_cells;
use super::header_row::{self, Header};
use super::lines::{Line, Stream};
use crate::normalise::draft::{Field, Section};

/// The wrapped part of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The number of its last line.
    pub line: u32,
    /// What it names.
    pub fields: Vec<Field>,
    /// The columns that it names and the plan has no field for.
    pub extras: Vec<String>,
}

/// Lines that are nothing but names of columns.
struct Run {
    from: usize,
    to: usize,
    names: Vec<Name>,
}

/// Takes the pieces of headers out of the second pass: the one of each header. None where they do not
/// tell the headers of a section apart.
pub fn part(lines: &mut Vec<Line<'_>>, headers: &[Header]) -> Vec<Option<Piece>> {
    let runs = runs(lines);
    let fits = |headed: &Vec<usize>| {
        let each = runs.len() / headed.len().max(1);
        let again = runs.iter().zip(runs.iter().skip(each));
        each > 0 && each * headed.len() == runs.len() && again.into_iter().all(|(a, b)| a.names == b.names)
    };
    let all = |section: Option<Option<Section>>| {
        let own = |h: &usize| section.is_none_or(|section| headers[*h].section == section);
        (0..headers.len()).filter(own).collect::<Vec<usize>>()
    };
    let each = headers.iter().map(|header| Some(header.section));
    let mut pieces = vec![None; headers.len()];
    let Some(headed) = std::iter::once(None).chain(each).map(all).find(fits) else { return pieces };
    for (header, own) in headed.iter().zip(runs.chunks(runs.len() / headed.len())) {
        let names = own.iter().flat_map(|run| &run.names);
        let field = |name: &Name| if let Name::Field(field) = name { Some(*field) } else { None };
        let line = own.last().map_or(0, |run| lines[run.to - 1].number);
        let extra = |name: &Name| if let Name::Extra(label) = name { Some(label.clone()) } else { None };
        let extras = names.clone().filter_map(extra).collect();
        pieces[*header] = Some(Piece { line, fields: names.filter_map(field).collect(), extras });
    }
    for run in runs.iter().rev() {
        lines.drain(run.from..run.to);
        // What stood behind a header is no part of what stands before it.
        if let Some(next) = lines.get_mut(run.from) {
            next.gap = next.gap.max(1);
        }
    }
    pieces
}

fn runs(lines: &[Line<'_>]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match run(&lines[at..]) {
            Some((len, names)) => {
                found.push(Run { from: at, to: at + len, names });
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// How many lines at the start are nothing but names, if the first of them wraps.
fn run(lines: &[Line<'_>]) -> Option<(usize, Vec<Name>)> {
    const TALLEST: usize = 8;
    if !lines[0].wraps {
        return None;
    }
    let mut text = String::new();
    let mut found = None;
    for (index, line) in lines.iter().take(TALLEST).enumerate() {
        if found.is_some() && line.gap > 0 {
            break;
        }
        if index > 0 {
            text.push(' ');
        }
        text.push_str(line.text);
        if index > 0 {
            let names = header_cells::whole(&text).filter(|names| !header_row::names_people(&text, names));
            found = names.map(|names| (index + 1, names)).or(found);
        }
    }
    found
}

/// Adds columns that say how the targets are measured and from where, whose names stand apart from the
/// header's own line: they stand before the targets.
pub fn add_measures(columns: &mut Vec<Column>, labels: &[String]) {
    for label in labels {
        let column = Column::new(Slot::Extra(label.clone()));
        let values = |c: &Column| matches!(c.slot, Slot::Years(_) | Slot::Field(Field::Target));
        let known = columns.iter().any(|c| c.slot == column.slot);
        if let Some(at) = columns.iter().position(values)
            && matches!(column.look, Look::Measure | Look::Value)
            && !known
        {
            columns.insert(at, column);
        }
    }
}

/// The first atom of the second pass behind a line.
pub fn behind(stream: &Stream<'_>, line: u32) -> usize {
    stream.atoms.partition_point(|atom| stream.lines[atom.line].number <= line)
}

#[cfg(test)]
mod tests {
    use super::super::columns::columns_of;
    use super::super::header_row;
    use super::{Column, Field, Line, Name, Slot, add_measures, part};

    #[test]
    fn a_unit_of_measure_and_a_baseline_stand_before_the_targets() {
        let names = [Name::Field(Field::Indicator), Name::Year(2021), Name::Year(2022), Name::Notes];
        let mut columns = columns_of(&names).expect("these are columns of a table").columns;
        let labels = ["unità di misura", "baseline 2020", "polarità"].map(str::to_owned);
        add_measures(&mut columns, &labels);
        add_measures(&mut columns, &labels);
        let slots: Vec<&Slot> = columns.iter().map(|c| &c.slot).collect();
        let extra = |label: &String| Slot::Extra(label.clone());
        assert_eq!(slots[1..3], [&extra(&labels[0]), &extra(&labels[1])]);
        assert!(matches!(slots[3], Slot::Years(_)) && !columns.iter().any(|c: &Column| c.slot == extra(&labels[2])));
    }

    fn lines<'a>(texts: &[(&'a str, bool, usize)]) -> Vec<Line<'a>> {
        (1..).zip(texts).map(|(number, &(text, wraps, gap))| Line { number, text, wraps, gap }).collect()
    }

    #[test]
    fn each_header_has_its_piece_and_names_of_people_are_none() {
        let header = ("Peso Azione Target Peso", false, 1);
        let first = lines(&[header, ("5 100% 5", false, 1), header, ("5 80% 5", false, 1)]);
        let headers = header_row::headers(&first);
        assert_eq!(headers.len(), 2);
        let cell = [("Piano di", true, 1), ("sviluppo", false, 0)];
        let name = [("Dirigente Servizi di", true, 1), ("supporto", false, 0)];
        let piece = [("Indicatori di", true, 1), ("misurazione", false, 0)];
        let mut second = lines(&[piece, cell, name, piece, cell].concat());
        let found = part(&mut second, &headers);
        let gates: Vec<_> = found.into_iter().flatten().map(|piece| (piece.line, piece.fields)).collect();
        assert_eq!(gates, [(2, vec![Field::Indicator]), (8, vec![Field::Indicator])]);
        assert_eq!(second.len(), 6);
        let mut lone = lines(&[piece, cell].concat());
        assert!(part(&mut lone, &headers).iter().all(Option::is_none));
        assert_eq!(lone.len(), 4);
    }
}
