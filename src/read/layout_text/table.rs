//! A table's lines to its cells.

mod across;
mod levels;

use super::columns::{Column, Piece, assign};
use super::line::Line;
use super::looks::EM;
use super::rows::{self, Align, Event, Kind, Row};
use super::spans::{self, Bit};
use crate::grammar::{heading, note};
use crate::normalise::draft::Field;
use crate::normalise::headers::Header;
use crate::trace::Inference;

/// A text in a table: rows and columns that it covers, and the lines on which it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// First row, and how many.
    pub rows: (usize, usize),
    /// First column, and how many.
    pub columns: (usize, usize),
    /// Its lines, parted by `\n`.
    pub text: String,
    /// First and last line of the file.
    pub lines: (u32, u32),
    /// Why it is not sure.
    pub doubt: Option<Inference>,
}

/// The body of a table, its texts in columns.
#[derive(Debug)]
pub struct Body<'a> {
    lines: &'a [Line],
    columns: &'a [Column],
    pieces: Vec<Vec<Piece>>,
    /// Blank lines above each line.
    gaps: Vec<u32>,
    /// The columns that no row shares, the one of the indicator first.
    own: Vec<usize>,
    /// Whether it is a strategy map: objectives side by side, and perspectives beside them.
    pub map: bool,
    /// Whether objectives stand side by side, or one below the other under headings.
    pub matrix: bool,
    /// Its rows and what they cost, for each way in which texts may stand.
    readings: Vec<(Vec<Row>, f32)>,
}

impl<'a> Body<'a> {
    /// Sorts the lines of a body into columns.
    pub fn new(lines: &'a [Line], columns: &'a [Column], map: bool) -> Self {
        let matrix = map && columns.len() > 2;
        let pieces = lines.iter().map(|line| assign(line, columns)).collect();
        let gaps = lines.iter().map(|line| line.blank).collect();
        let own = if map { (1..columns.len()).collect() } else { own_columns(columns) };
        let mut body = Self { lines, columns, pieces, gaps, own, map, matrix, readings: Vec::new() };
        let events = body.events();
        let rooms: Vec<u32> = body.own.iter().map(|c| columns[*c].room).collect();
        let numbered = map && numbered(&events);
        let read =
            |align| rows::rows(&events, rows::Ask { rooms: &rooms, gaps: &body.gaps, align, named: !map, numbered });
        body.readings = Align::ALL.into_iter().map(read).collect();
        body
    }

    fn text(&self, line: usize, column: usize) -> Option<&Piece> {
        self.pieces[line].iter().find(|p| p.column == column)
    }

    fn means(&self, column: usize) -> Option<Field> {
        self.columns[column].means.and_then(Header::field)
    }

    /// What stands on the lines in the columns that no row shares.
    fn events(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for line in 0..self.lines.len() {
            let texts: Vec<Option<String>> =
                self.own.iter().map(|c| self.text(line, *c).map(|p| p.text.clone())).collect();
            let (band, total) = (self.band(line), self.total(line));
            if band.is_some() || total.is_some() || texts.iter().any(Option::is_some) {
                let beside = self.pieces[line].iter().any(|p| {
                    !self.own.contains(&p.column) && !matches!(self.columns[p.column].means, None | Some(Header::Note))
                });
                events.push(Event { line, texts, beside, band, total });
            }
        }
        events
    }

    /// What it costs to read the rows with their texts aligned in a way.
    pub fn cost(&self, align: Align) -> f32 {
        self.rows(align).1
    }

    /// The way in which the document's texts stand, unless those of the table clearly do not.
    pub fn align(&self, usual: Align) -> Align {
        const CLEAR: f32 = 2.0;
        let best = Align::ALL.into_iter().min_by(|a, b| self.cost(*a).total_cmp(&self.cost(*b))).unwrap_or(usual);
        if self.cost(best) + CLEAR < self.cost(usual) { best } else { usual }
    }

    fn rows(&self, align: Align) -> &(Vec<Row>, f32) {
        &self.readings[align as usize]
    }

    /// The texts of the body, rows from 0, and how many rows there are.
    /// Whether the table goes on above and below, on other pages, is `open`.
    pub fn read(&self, align: Align, open: (bool, bool)) -> (Vec<Found>, usize) {
        let (rows, _) = self.rows(align);
        let mut found = Vec::new();
        let mut taken = vec![vec![false; self.columns.len()]; self.lines.len()];
        let mut start = 0;
        for end in 0..=rows.len() {
            if end < rows.len() && rows[end].kind != Kind::Band && end - start < MOST_ROWS {
                continue;
            }
            let from = start.checked_sub(1).map_or(0, |r| rows[r].lines.1 + 1);
            let to = rows.get(end).map_or(self.lines.len(), |r| r.lines.0);
            let open = (open.0 && start == 0, open.1 && end == rows.len());
            self.section(&rows[start..end], start, from..to, (align, open), &mut found, &mut taken);
            if let Some(band) = rows.get(end).filter(|r| r.kind == Kind::Band) {
                found.push(self.across(band, end));
                taken[band.lines.0].fill(true);
                start = end + 1;
            } else {
                start = end;
            }
        }
        self.strays(rows, &taken, &mut found);
        across::whole_labels(&mut found);
        found.sort_by_key(|f| (f.rows.0, f.columns.0));
        (found, rows.len().max(1))
    }

    fn across(&self, band: &Row, at: usize) -> Found {
        let line = &self.lines[band.lines.0];
        let segment = &line.segments[0];
        let column = self.columns.iter().position(|c| c.to > segment.from).unwrap_or(0);
        let sure = if band.cost < 1.0 { 0.93 } else { 0.75 };
        let doubt = Some(Inference::new("a text alone on its line, taken for a heading across the table", sure));
        Found {
            rows: (at, 1),
            columns: (column, self.columns.len() - column),
            text: segment.text.clone(),
            lines: (line.number, line.number),
            doubt,
        }
    }

    /// Rows without a line across the table between them.
    fn section(
        &self,
        rows: &[Row],
        offset: usize,
        lines: std::ops::Range<usize>,
        (align, open): (Align, (bool, bool)),
        found: &mut Vec<Found>,
        taken: &mut [Vec<bool>],
    ) {
        if rows.is_empty() {
            return;
        }
        let all: Vec<usize> = (0..self.columns.len()).collect();
        for (i, row) in rows.iter().enumerate() {
            // A line that says so holds totals and shares nothing with the rows above it.
            let own = if row.kind == Kind::Total && self.says_total(row.lines.0) { &all } else { &self.own };
            for &column in own.iter().filter(|_| row.kind != Kind::Band) {
                let bits = self.bits(column, row.lines.0..row.lines.1 + 1);
                found.extend(self.text_of(&bits, column, (offset + i, 1), row.cost, taken));
            }
        }
        let heights = self.heights();
        let mut single: Vec<(f32, f32)> =
            rows.iter().map(|r| (heights[r.lines.0] - 0.5, heights[r.lines.1] + 0.5)).collect();
        let shared = self.shared();
        let mut laid = Vec::new();
        for _ in 0..2 {
            let extents = stretch(&single);
            laid.clear();
            let mut inside = vec![false; rows.len()];
            for &column in &shared {
                let level = self.is_level(column);
                let mut bits = self.bits(column, lines.clone());
                bits.retain(|bit| !taken[bit.line][column]);
                let (bare, merged) = if self.map { (1.5, 0.3) } else { habits(self.columns[column].means) };
                let room = self.columns[column].room;
                let ask = spans::Ask {
                    rows,
                    extents: &extents,
                    heights: &heights,
                    gaps: &self.gaps,
                    room,
                    bare,
                    merged,
                    align,
                    even: self.map,
                    inside: if level { &inside } else { &[] },
                    open,
                };
                let blocks = spans::lay(&bits, ask);
                for block in blocks.iter().filter(|b| b.rows.0 == b.rows.1 && b.cost < 0.5) {
                    let (top, bottom) = &mut single[block.rows.0];
                    *top = top.min(heights[bits[block.bits.0].line] - 0.5);
                    *bottom = bottom.max(heights[bits[block.bits.1 - 1].line] + 0.5);
                }
                if level && !blocks.is_empty() {
                    inside = levels::inside(&blocks, rows.len());
                }
                laid.push((column, bits, blocks));
            }
        }
        for (column, bits, blocks) in laid {
            for block in blocks {
                let covered = (offset + block.rows.0, block.rows.1 - block.rows.0 + 1);
                let bits = &bits[block.bits.0..block.bits.1];
                found.extend(self.text_of(bits, column, covered, block.cost, taken));
            }
        }
    }

    fn bits(&self, column: usize, lines: std::ops::Range<usize>) -> Vec<Bit<'_>> {
        lines
            .filter_map(|line| {
                let text = self.text(line, column)?.text.as_str();
                Some(Bit { line, text, remark: note::starts(text) })
            })
            .collect()
    }

    fn text_of(
        &self,
        bits: &[Bit<'_>],
        column: usize,
        rows: (usize, usize),
        cost: f32,
        taken: &mut [Vec<bool>],
    ) -> Option<Found> {
        let (first, last) = (bits.first()?.line, bits.last()?.line);
        for bit in bits {
            taken[bit.line][column] = true;
        }
        let cut = bits.iter().any(|b| self.text(b.line, column).is_some_and(|p| p.cut));
        let text: Vec<&str> = bits.iter().map(|b| b.text).collect();
        let (why, sure) = if cut {
            ("it runs on into the text of the next column; where it ends is a guess", 0.85)
        } else if rows.1 > 1 {
            ("the text stands in the middle of these rows", if cost < 1.5 { 0.9 } else { 0.7 })
        } else if cost >= 1.5 {
            ("its lines do not stand evenly about its row's", 0.75)
        } else {
            ("blanks alone part the columns and nothing the rows; they are where the text stands", 0.95)
        };
        let doubt = Some(Inference::new(why, sure));
        Some(Found {
            rows,
            columns: (column, 1),
            text: text.join("\n"),
            lines: (self.lines[first].number, self.lines[last].number),
            doubt,
        })
    }

    /// What found no place goes to the nearest row, marked.
    fn strays(&self, rows: &[Row], taken: &[Vec<bool>], found: &mut Vec<Found>) {
        for (line, pieces) in self.pieces.iter().enumerate() {
            for piece in pieces.iter().filter(|p| !taken[line][p.column]) {
                let row = rows.iter().position(|r| r.lines.1 >= line).unwrap_or(rows.len().saturating_sub(1));
                let number = self.lines[line].number;
                let doubt = Some(Inference::new("the text stands between the rows", 0.5));
                let here = |f: &&mut Found| f.columns.0 == piece.column && f.rows.0 <= row && row < f.rows.0 + f.rows.1;
                if let Some(other) = found.iter_mut().find(here) {
                    other.text = if number < other.lines.0 {
                        format!("{}\n{}", piece.text, other.text)
                    } else {
                        format!("{}\n{}", other.text, piece.text)
                    };
                    other.lines = (other.lines.0.min(number), other.lines.1.max(number));
                    other.doubt = doubt;
                } else {
                    let (rows, columns) = ((row, 1), (piece.column, 1));
                    found.push(Found { rows, columns, text: piece.text.clone(), lines: (number, number), doubt });
                }
            }
        }
    }

    /// How far down each line stands, in lines of the print: a line between two of one cell stands
    /// half as far down.
    fn heights(&self) -> Vec<f32> {
        let shares =
            |a: usize, b: usize| self.pieces[a].iter().any(|p| self.pieces[b].iter().any(|q| q.column == p.column));
        let n = self.lines.len();
        let mut heights = vec![0.0; n];
        for line in 1..n {
            let down = match self.gaps[line] {
                0 if shares(line - 1, line) => 1.0,
                0 => {
                    let above = line >= 2 && self.gaps[line - 1] == 0 && shares(line - 2, line);
                    let below = line + 1 < n && self.gaps[line + 1] == 0 && shares(line - 1, line + 1);
                    if above || below { 0.5 } else { 1.0 }
                }
                1 => 2.1,
                2 => 3.0,
                more => f32::from(u8::try_from(more.min(5)).unwrap_or(5)).mul_add(0.9, 1.2),
            };
            heights[line] = heights[line - 1] + down;
        }
        heights
    }
}

/// Whether the objectives of a map have numbers.
fn numbered(events: &[Event]) -> bool {
    let texts = events.iter().flat_map(|event| event.texts.iter().flatten());
    texts.filter(|text| heading::parse(text).is_some()).count() > 1
}

/// Rows in one piece; more are read in several.
const MOST_ROWS: usize = 200;

/// Rows that touch, from where their own texts stand.
fn stretch(single: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut extents = single.to_vec();
    for i in 1..extents.len() {
        let line = f32::midpoint(extents[i - 1].1, extents[i].0);
        extents[i - 1].1 = line;
        extents[i].0 = line;
    }
    extents
}

/// The columns that no row shares: a row of a plan is its indicator with its values.
fn own_columns(columns: &[Column]) -> Vec<usize> {
    let of = |wanted: &dyn Fn(Header) -> bool| -> Vec<usize> {
        (0..columns.len()).filter(|c| columns[*c].means.is_some_and(wanted)).collect()
    };
    let mut own = of(&|h| h == Header::Field(Field::Indicator));
    own.truncate(1);
    let values = of(&|h| matches!(h, Header::Year(_) | Header::Field(Field::Target)));
    if own.is_empty() && !values.is_empty() {
        // `1. Semplificazione … | 2016 | 2017 | Owner`.
        own.extend((columns[0].means.is_none()).then_some(0));
    }
    if own.is_empty() {
        own = of(&|h| h == Header::Field(Field::OperationalObjective));
    }
    if own.is_empty() {
        own = of(&|h| h == Header::Field(Field::Objective));
        if !own.is_empty() {
            own.extend(of(&|h| h == Header::Number));
        }
    }
    if own.is_empty() {
        own = (0..columns.len()).max_by_key(|c| columns[*c].room.min(EM * 40)).into_iter().collect();
    }
    own.dedup();
    own.extend(values.iter().filter(|c| !own.contains(c)).copied().collect::<Vec<_>>());
    if values.is_empty() {
        own.extend(of(&|h| h == Header::Field(Field::Weight)));
    }
    own
}

/// What it costs that a row has no text in a column, and that a text covers several rows.
const fn habits(means: Option<Header>) -> (f32, f32) {
    match means {
        Some(Header::Field(Field::Owners)) => (0.8, 0.8),
        Some(
            Header::Field(Field::Actual | Field::Progress)
            | Header::Extra
            | Header::Number
            | Header::Year(_)
            | Header::RowYear,
        ) => (0.2, 1.5),
        Some(Header::Field(
            Field::Objective
            | Field::Programme
            | Field::OperationalObjective
            | Field::Role
            | Field::Perspective
            | Field::Mission
            | Field::Action,
        )) => (2.5, 0.3),
        Some(Header::Field(_)) => (1.5, 0.4),
        Some(Header::Note) | None => (0.1, 2.5),
    }
}
