//! Segments to rows: cells seated, headings handed out, what is left over kept.

use std::ops::Range;

use rayon::prelude::*;

use super::align::{self, Aligned, Item, Lane};
use super::cells::{Part, Sight, Token, What};
use super::segments::Segment;
use super::spread;
use crate::grammar::text;
use crate::normalise::draft::{Field, Section};
use crate::normalise::flow::columns::{Column, Look, Name, Slot};
use crate::normalise::flow::decode::Cell;
use crate::normalise::flow::headings::{Heading, Names};
use crate::normalise::flow::lines::Habits;
use crate::normalise::flow::looks::{Glance, Vocabulary};
use crate::normalise::flow::pairs;
use crate::normalise::flow::phrases::Phrases;
use crate::normalise::flow::row::{Assembled, Row, Sum, Text};
use crate::normalise::flow::rows::add_sum;
use crate::normalise::headers::Header;
use crate::trace::Inference;

/// The headings in force.
#[derive(Debug, Default, Clone)]
struct Current {
    objective: Option<Text>,
    perspective: Option<Text>,
    role: Option<Text>,
}

/// Reads all segments.
pub fn assemble(
    segments: &[Segment<'_>],
    habits: Habits,
    phrases: &Phrases<'_>,
    names: &Names,
    vocabulary: &Vocabulary,
) -> Assembled {
    let mut out = Assembled::default();
    let mut current = Current::default();
    let mut table = 0;
    let seated: Vec<Seated<'_>> = segments.par_iter().map(|s| seat(s, habits, phrases, names, vocabulary)).collect();
    for page in seated {
        page.write(&mut table, &mut current, &mut out);
    }
    out
}

/// Seats the cells of a segment.
fn seat<'a>(
    segment: &'a Segment<'a>,
    habits: Habits,
    phrases: &Phrases<'_>,
    names: &Names,
    vocabulary: &Vocabulary,
) -> Seated<'a> {
    let sight = Sight { columns: &segment.columns, vocabulary, phrases, habits, names };
    let tokens = tokens(segment, &sight);
    let lanes = lanes(segment);
    let items: Vec<Item> = tokens.iter().map(|t| item(t, &lanes, &sight, segment.section)).collect();
    let texts: Vec<String> = tokens.iter().map(|t| text::normalise(&t.text)).collect();
    let shapes: Vec<Lane> = lanes.iter().map(|l| l.shape).collect();
    let mut given: Vec<usize> = Vec::new();
    let mut aligned = Aligned::default();
    for part in parted(&tokens) {
        let own: Vec<usize> = part.filter(|&i| !items[i].lanes.is_empty()).collect();
        let seated: Vec<Item> = own.iter().map(|&i| items[i].clone()).collect();
        let misfit = |indicator: usize, value: usize| {
            #[expect(clippy::cast_possible_truncation, reason = "a cost of a few units")]
            let cost = pairs::misfit(&texts[own[indicator]], &texts[own[value]]) as f32;
            cost * 0.6
        };
        aligned.append(align::align(&seated, &shapes, &misfit));
        given.extend(own);
    }
    Seated { segment, lanes, tokens, given, aligned }
}

/// The tables that stand one below the other on a page, each headed by a heading and the names of its columns
/// behind it: the cells of one come before the heading of the next.
fn parted(tokens: &[Token]) -> Vec<Range<usize>> {
    let heading = |at: usize| matches!(tokens[at].what, What::Heading(_));
    let names = |at: usize| {
        let next = (at..tokens.len()).find(|&i| !heading(i));
        next.is_some_and(|i| matches!(tokens[i].what, What::Head(_)))
    };
    let begins = |at: &usize| heading(*at) && !heading(*at - 1) && names(*at);
    let mut cuts: Vec<usize> = (1..tokens.len()).filter(begins).collect();
    cuts.insert(0, 0);
    cuts.push(tokens.len());
    cuts.windows(2).map(|w| w[0]..w[1]).collect()
}

fn tokens(segment: &Segment<'_>, sight: &Sight<'_>) -> Vec<Token> {
    let mut out = Vec::new();
    for part in &segment.parts {
        match part {
            Part::Head(names, line) => out.extend(names.iter().map(|name| Token {
                text: line.text.to_owned(),
                lines: (line.number, line.number),
                what: What::Head(name.clone()),
            })),
            Part::Body(lines) => out.extend(sight.cells(lines)),
        }
    }
    out
}

/// A lane with the column it belongs to.
#[derive(Debug, Clone)]
struct Seat {
    column: usize,
    year: Option<i32>,
    shape: Lane,
}

fn lanes(segment: &Segment<'_>) -> Vec<Seat> {
    let mut out = Vec::new();
    for (index, column) in segment.columns.iter().enumerate() {
        let named = segment.names.iter().any(|n| slot_is(column, n, segment.section));
        let shape = Lane {
            skip: column.skip,
            nameless: if named { 0.6 } else { 0.0 },
            several: column.slot == Slot::Notes,
            indicator: column.is(Field::Indicator),
            fits: column.look == Look::Value,
        };
        let year = if let Slot::Years(years) = &column.slot { years.first().copied() } else { None };
        out.push(Seat { column: index, year, shape });
    }
    out
}

/// Whether a column has a name.
fn slot_is(column: &Column, name: &Name, section: Section) -> bool {
    match (&column.slot, name) {
        (Slot::Years(years), Name::Year(year)) => years.contains(year),
        (Slot::Field(Field::Target), Name::Year(_))
        | (Slot::Notes, Name::Notes)
        | (Slot::Field(Field::WeightAssessed), Name::Field(Field::Weight)) => true,
        (Slot::Field(own), Name::Field(field)) => Header::Field(*field).in_section(section).field() == Some(*own),
        (Slot::Extra(own), Name::Extra(label)) => own == label,
        _ => false,
    }
}

fn item(token: &Token, lanes: &[Seat], sight: &Sight<'_>, section: Section) -> Item {
    const DEAREST: f32 = 7.5;
    const WORSE: f32 = 3.5;
    match &token.what {
        What::Head(name) => {
            let fits = |seat: &Seat| {
                let column = &sight.columns[seat.column];
                slot_is(column, name, section)
                    && (seat.year.is_none() || matches!(name, Name::Year(y) if seat.year == Some(*y)))
            };
            let lanes = lanes.iter().enumerate().filter(|(_, s)| fits(s)).map(|(i, _)| (i, 0.0)).collect();
            Item { lanes, head: true }
        }
        What::Cell => {
            let glance = Glance::of(&token.text);
            let dated = token.text.split_whitespace().find_map(year_of);
            let costs: Vec<f32> = sight.columns.iter().map(|c| sight.cost(&glance, c)).collect();
            let least = costs.iter().copied().fold(f32::INFINITY, f32::min);
            let cost = |seat: &Seat| {
                let other = seat.year.zip(dated).is_some_and(|(a, b)| a != b);
                costs[seat.column] + if other { 3.0 } else { 0.0 }
            };
            let lanes = lanes.iter().enumerate().map(|(i, s)| (i, cost(s)));
            Item { lanes: lanes.filter(|(_, c)| *c < DEAREST && *c <= least + WORSE).collect(), head: false }
        }
        What::Heading(_) | What::Total => Item::default(),
    }
}

/// The year of a day.
fn year_of(word: &str) -> Option<i32> {
    crate::normalise::flow::kinds::is_date(word).then(|| word.rsplit('/').next()?.parse().ok()).flatten()
}

/// A segment with its cells seated.
struct Seated<'a> {
    segment: &'a Segment<'a>,
    lanes: Vec<Seat>,
    tokens: Vec<Token>,
    /// Tokens that were given to the aligner.
    given: Vec<usize>,
    aligned: Aligned,
}

impl Seated<'_> {
    fn text(&self, token: usize) -> Text {
        let token = &self.tokens[token];
        let cell = Cell { text: token.text.clone(), lines: token.lines, cost: 0.0, why: None };
        Text { cell, page: self.segment.page, why: None, merged: false }
    }

    fn write(&self, table: &mut usize, current: &mut Current, out: &mut Assembled) {
        let count = self.aligned.heads.len();
        let mut cells: Vec<Vec<(usize, usize, f64)>> = vec![Vec::new(); count];
        for (index, seat) in self.aligned.seats.iter().enumerate() {
            let token = self.given[index];
            match seat {
                Some((row, lane)) => cells[*row].push((*lane, token, self.aligned.confidence[index])),
                None if matches!(self.tokens[token].what, What::Head(_)) => {}
                None => out.left.push(self.text(token)),
            }
        }
        let mut rows: Vec<(Row, usize)> = Vec::new();
        let mut sums = Vec::new();
        let mut tables = 0;
        for (row, mut own) in cells.into_iter().enumerate() {
            if self.aligned.heads[row] {
                tables += 1;
                continue;
            }
            own.sort_unstable_by_key(|(lane, token, _)| (*lane, *token));
            let indicator = own.iter().find(|(lane, ..)| self.lanes[*lane].shape.indicator).map(|c| c.1);
            match indicator {
                Some(at) => rows.push((self.row(&own, *table + tables), at)),
                None if self.is_sum(&own) => sums.push((rows.len(), own)),
                None => out.left.extend(own.iter().map(|(_, token, _)| self.text(*token))),
            }
        }
        *table += tables + 1;
        self.headings(&mut rows, tables, current, out);
        let first = out.rows.len();
        for (after, own) in sums {
            if !self.adds_up(&own, &rows[..after]) {
                out.left.extend(own.iter().map(|(_, token, _)| self.text(*token)));
                continue;
            }
            let role = after.checked_sub(1).and_then(|r| rows[r].0.get(Field::Role)).or(current.role.as_ref()).cloned();
            let words: Vec<String> =
                own.iter().map(|(_, token, _)| text::normalise(&self.tokens[*token].text)).collect();
            let mut cell = self.text(own[0].1).cell;
            cell.text = words.join(" ");
            out.sums.push(Sum {
                role,
                section: self.segment.section,
                page: self.segment.page,
                cell,
                after: first + after,
                twice: self.weighs_twice(),
            });
        }
        let mut rows: Vec<Row> = rows.into_iter().map(|(row, _)| row).collect();
        spread::spread(&mut rows);
        out.rows.extend(rows);
    }

    fn row(&self, own: &[(usize, usize, f64)], table: usize) -> Row {
        let cells = own.iter().map(|(lane, token, confidence)| {
            let mut text = self.text(*token);
            let why = "the cell was laid into its row by the order of the blocks and its words";
            text.why = Some(Inference::new(why, *confidence));
            (self.lanes[*lane].column, text)
        });
        Row {
            section: self.segment.section,
            page: self.segment.page,
            table,
            columns: self.segment.columns.clone(),
            cells: cells.collect(),
            headings: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Whether the table has a second column of weights.
    fn weighs_twice(&self) -> bool {
        self.segment.columns.iter().any(|c| c.is(Field::WeightAssessed))
    }

    /// Whether a row is a sum of weights.
    fn is_sum(&self, own: &[(usize, usize, f64)]) -> bool {
        !own.is_empty()
            && own.iter().all(|(lane, ..)| self.segment.columns[self.lanes[*lane].column].look == Look::Weight)
    }

    /// Whether a number without a label is the sum of the weights of the last rows above it: where cells
    /// are laid into rows by their order, any weight may come to stand alone.
    fn adds_up(&self, own: &[(usize, usize, f64)], rows: &[(Row, usize)]) -> bool {
        let number = |text: &str| text.trim().trim_end_matches('%').replace(',', ".").parse::<f64>().ok();
        let Some(sum) = own.iter().find_map(|(_, token, _)| number(&self.tokens[*token].text)) else { return true };
        let mut total = 0.0;
        rows.iter().rev().any(|(row, _)| {
            total += row.get(Field::Weight).and_then(|t| number(&t.cell.flat())).unwrap_or(0.0);
            (total - sum).abs() < 0.01
        })
    }

    /// Hands the headings of the segment to its rows.
    fn headings(&self, rows: &mut [(Row, usize)], tables: usize, current: &mut Current, out: &mut Assembled) {
        let mut objectives = Vec::new();
        let mut at: Vec<(usize, Heading)> = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            let What::Heading(heading) = &token.what else {
                if token.what == What::Total {
                    let role = current.role.clone();
                    let (section, page) = (self.segment.section, self.segment.page);
                    let after = out.rows.len() + rows.len();
                    let (cell, twice) = (self.text(index).cell, self.weighs_twice());
                    add_sum(Sum { role, section, page, cell, after, twice }, &mut out.sums);
                }
                continue;
            };
            out.titles.push(self.text(index));
            match heading {
                Heading::Objective(_) => objectives.push(index),
                Heading::Role | Heading::Perspective => at.push((index, *heading)),
                _ => {}
            }
        }
        let has = |field: Field| self.segment.columns.iter().any(|c| c.is(field));
        // Each table has one: they go to the tables in their order.
        let one_each = !objectives.is_empty() && objectives.len() == tables;
        let by_number = |i: &usize| match self.tokens[*i].what {
            What::Heading(Heading::Objective(number)) => number,
            _ => 0,
        };
        if one_each {
            objectives.sort_by_key(by_number);
        }
        let table_of = |row: &Row, base: usize| row.table - base;
        let base = rows.iter().map(|r| r.0.table).min().unwrap_or(0);
        let above = self.aligned.heads.first().is_some_and(|h| !*h);
        for (row, indicator) in rows.iter_mut() {
            if !has(Field::Objective) {
                let found = if one_each {
                    let rank = table_of(row, base) + usize::from(!above);
                    rank.checked_sub(1).map(|r| (objectives[r.min(objectives.len() - 1)], 0.9))
                } else {
                    objectives
                        .iter()
                        .rfind(|o| **o < *indicator)
                        .or(objectives.first().filter(|_| objectives.len() == 1))
                        .map(|o| (*o, 0.75))
                };
                let text = match found {
                    Some((token, sure)) => {
                        let mut text = self.text(token);
                        text.merged = true;
                        text.why = Some(Inference::new("the headings were handed to the tables in their order", sure));
                        Some(text)
                    }
                    None => current.objective.clone(),
                };
                row.headings.extend(text.map(|t| (Field::Objective, t)));
            }
            for (field, heading) in [(Field::Role, Heading::Role), (Field::Perspective, Heading::Perspective)] {
                let wanted = match field {
                    Field::Role => matches!(row.section, Section::Executive | Section::Officer),
                    _ => row.section == Section::Executive,
                };
                if !wanted || has(field) {
                    continue;
                }
                let all: Vec<usize> = at.iter().filter(|(_, h)| *h == heading).map(|(i, _)| *i).collect();
                let found = match all.as_slice() {
                    [only] if field == Field::Role => Some(*only),
                    several => several.iter().rfind(|i| **i < *indicator).copied(),
                };
                let sure = if all.len() == 1 { 0.92 } else { 0.75 };
                let carried = if field == Field::Role { current.role.clone() } else { current.perspective.clone() };
                let text = found.map_or(carried, |token| {
                    let mut text = self.text(token);
                    text.merged = true;
                    text.why =
                        Some(Inference::new("the heading printed before the row, or the only one of the page", sure));
                    Some(text)
                });
                row.headings.extend(text.map(|t| (field, t)));
            }
        }
        let last = |index: usize| {
            let mut text = self.text(index);
            text.merged = true;
            text.why = Some(Inference::new("the table goes on from the page before", 0.85));
            text
        };
        if let Some(index) = objectives.last() {
            current.objective = Some(last(*index));
        }
        for (index, heading) in at {
            match heading {
                Heading::Role => current.role = Some(last(index)),
                _ => current.perspective = Some(last(index)),
            }
        }
    }
}
