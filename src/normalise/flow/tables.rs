//! Pages to tables: where a header stands, what it heads, and the lines under it decoded.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::apart;
use super::columns::{Column, Look, Slot};
use super::decode::{self, Glances, Piece};
use super::gates;
use super::header_row;
use super::headings::Names;
use super::kinds;
use super::lines::{self, Habits, Line, Stream};
use super::looks::{self, Vocabulary};
use super::loom::{self, Strand, Web};
use super::orders;
use super::passes;
use super::phrases::{self, Phrases};
use super::segments::{self, Pass, Segment};
use super::trust;
use super::twofold;
use super::width::{self, Room};
use super::years;
use crate::document::Page;
use crate::normalise::draft::{Field, Section};

/// A table, or the part of one that stands on a page.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its page.
    pub page: u32,
    /// Its section; `None` for the strategy map and for pages without a table.
    pub section: Option<Section>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether it goes on from the page before, without a header of its own.
    pub continued: bool,
    /// What its lines were read as.
    pub pieces: Vec<Piece>,
    /// Whether its page prints one-line cells first and wrapped ones after them.
    pub in_passes: bool,
    /// Of such a table: the columns that each row leaves empty, and how sure that is.
    pub blanks: Vec<Vec<(usize, f64)>>,
}

/// The tables of a document and the words of their columns.
#[derive(Debug)]
pub struct Read {
    /// The tables in document order.
    pub tables: Vec<Table>,
    /// The words.
    pub vocabulary: Vocabulary,
    /// How far the order of the text can be trusted, 0 to 1.
    pub trust: f64,
}

/// Reads all tables of a document.
pub fn read(pages: &[Page], names: &Names) -> Read {
    let all: Vec<Vec<Line<'_>>> = pages.iter().map(lines::of_page).collect();
    let habits = Habits::of(&all);
    let two_passes = passes::are_two(&all);
    let phrases = phrases::with(phrases::of(&all), &names.perspectives);
    let mut segments = segments::of_pages(pages, all, two_passes);
    let mut bands = known_bands(&segments);
    bands.extend(running_heads(pages));
    bands.extend(names.perspectives.iter().map(|p| looks::fold(p)));
    let mut glances = Vec::new();
    let woven = if two_passes {
        let mut webs = webs(&mut segments, habits, &phrases, names);
        loom::read(&mut webs, &bands, &learn)
    } else {
        Vec::new()
    };
    let streams = streams(&mut segments, habits, &phrases);
    orders::settle(&mut segments, &streams);
    let mut vocabulary = Vocabulary::default();
    let mut tables = decode_all(&segments, &streams, &vocabulary, &bands, &mut glances);
    learn(&tables, &mut vocabulary);
    measure(&tables, &mut segments);
    measure_rooms(&tables, &mut segments);
    count_years(&tables, &mut segments);
    set_apart(&tables, &mut segments);
    apart::settle(&tables, &mut segments, &streams);
    apart::settle_printed(&mut segments, &streams);
    tables = decode_all(&segments, &streams, &vocabulary, &bands, &mut glances);
    for (table, segment) in tables.iter_mut().zip(&segments) {
        table.columns.clone_from(&segment.columns);
    }
    tables.extend(woven);
    tables.sort_by_key(|t| t.page);
    let mut vocabulary = Vocabulary::default();
    learn_up_to(&tables, &mut vocabulary, OWNED);
    vocabulary.verbs = twofold::verbs(&tables);
    let trust = trust::of(&tables, habits.trailing_blanks);
    Read { tables, vocabulary, trust }
}

/// Takes the pages in two passes out of the segments.
fn webs<'a>(segments: &mut Vec<Segment<'a>>, habits: Habits, phrases: &Phrases<'a>, names: &Names) -> Vec<Web<'a>> {
    let stated = names.perspectives.iter().filter(|_| names.stated);
    let perspectives: Vec<String> = stated.map(|p| looks::fold(p)).collect();
    let (woven, rest): (Vec<_>, Vec<_>) = std::mem::take(segments).into_iter().partition(|s| s.pass != Pass::Only);
    *segments = rest;
    let mut webs: Vec<Web<'a>> = Vec::new();
    let mut lines: Vec<Option<u32>> = Vec::new();
    for segment in woven {
        let stream = Stream::new(segment.lines, habits, phrases, segment.pass == Pass::First);
        if webs.last().is_none_or(|w| w.page != segment.page) {
            let (page, blanks) = (segment.page, habits.trailing_blanks);
            let perspectives = perspectives.clone();
            webs.push(Web { page, strands: Vec::new(), wrapped: Stream::default(), blanks, perspectives });
        }
        let Some(web) = webs.last_mut() else { continue };
        if segment.pass == Pass::Second {
            for (strand, line) in web.strands.iter_mut().zip(std::mem::take(&mut lines)) {
                strand.gate = line.map(|line| gates::behind(&stream, line));
            }
            web.wrapped = stream;
        } else {
            let (columns, section, continued) = (segment.columns, segment.section, segment.continued);
            web.strands.push(Strand { columns, section, continued, gate: None, stream });
            lines.push(segment.gate);
        }
    }
    webs
}

/// The lines of the segments, cut into atoms.
fn streams<'a>(segments: &mut [Segment<'a>], habits: Habits, phrases: &Phrases<'a>) -> Vec<Stream<'a>> {
    let cut = |segment: &mut Segment<'a>| Stream::new(std::mem::take(&mut segment.lines), habits, phrases, false);
    segments.par_iter_mut().map(cut).collect()
}

fn decode_all(
    segments: &[Segment<'_>],
    streams: &[Stream<'_>],
    vocabulary: &Vocabulary,
    bands: &HashSet<String>,
    glances: &mut Vec<Glances>,
) -> Vec<Table> {
    glances.resize_with(segments.len(), Glances::default);
    segments
        .par_iter()
        .zip(streams)
        .zip(glances)
        .enumerate()
        .map(|(index, ((segment, stream), glances))| {
            let next = segments.get(index + 1).filter(|next| next.page == segment.page);
            let roles = segment.takes_role() || next.is_some_and(Segment::takes_role);
            let tail = segment.tail();
            Table {
                page: segment.page,
                section: segment.section,
                columns: segment.columns.clone(),
                continued: segment.continued,
                in_passes: false,
                blanks: Vec::new(),
                pieces: decode::decode(
                    stream,
                    &segment.columns,
                    vocabulary,
                    &|text| bands.contains(text),
                    tail,
                    roles,
                    glances,
                ),
            }
        })
        .collect()
}

/// Remembers the texts of rows that are whole: their columns are sure.
fn learn(tables: &[Table], vocabulary: &mut Vocabulary) {
    learn_up_to(tables, vocabulary, WHOLE);
}

/// A cell that cost less is surely whole.
const WHOLE: f32 = 1.5;
/// The same of an owner, whom the values before and the remark behind enclose: sure enough where it is
/// only asked what a detached cell is.
const OWNED: f32 = 2.2;

fn learn_up_to(tables: &[Table], vocabulary: &mut Vocabulary, owned: f32) {
    for table in tables {
        for piece in &table.pieces {
            let Piece::Row(cells) = piece else { continue };
            for (column, cell) in cells {
                let column = &table.columns[*column];
                let most = if column.is(Field::Owners) { owned } else { WHOLE };
                if cell.cost < most {
                    vocabulary.learn(looks::key(column), &cell.text);
                }
            }
        }
    }
}

/// Measures how many characters fit a line of each column: on the page, or else in the section.
fn measure(tables: &[Table], segments: &mut [Segment<'_>]) {
    let lengths = |wanted: &dyn Fn(&Table) -> bool, column: &Column| {
        let mut lengths: Vec<usize> = Vec::new();
        for table in tables.iter().filter(|t| wanted(t)) {
            for piece in &table.pieces {
                let Piece::Row(cells) = piece else { continue };
                for (c, cell) in cells {
                    if table.columns[*c].slot == column.slot && cell.cost < 2.0 && cell.text.contains('\n') {
                        lengths.push(cell.text.lines().map(|l| l.trim().chars().count()).max().unwrap_or(0));
                    }
                }
            }
        }
        lengths.sort_unstable();
        lengths
    };
    for segment in segments {
        for column in &mut segment.columns {
            let here = lengths(&|t| t.page == segment.page && t.section == segment.section, column);
            let all = if here.len() < 3 { lengths(&|t| t.section == segment.section, column) } else { here };
            column.chars = (all.len() >= 3).then(|| all[all.len() * 2 / 5]);
        }
    }
}

/// Measures how wide the columns of running text are on a page, by its cells that are surely whole.
fn measure_rooms(tables: &[Table], segments: &mut [Segment<'_>]) {
    const FEWEST: usize = 4;
    for segment in segments {
        let page: Vec<&Table> =
            tables.iter().filter(|t| t.page == segment.page && t.section == segment.section).collect();
        for column in segment.columns.iter_mut().filter(|c| matches!(c.look, Look::Text | Look::Indicator)) {
            let mut bounds = Vec::new();
            for table in &page {
                for piece in &table.pieces {
                    let Piece::Row(cells) = piece else { continue };
                    let own = cells.iter().filter(|(c, _)| table.columns[*c].slot == column.slot);
                    bounds.extend(own.filter(|(_, c)| c.cost < WHOLE).map(|(_, c)| width::bounds(&c.text, false)));
                }
            }
            column.room = Room::of(&bounds).filter(|_| bounds.len() >= FEWEST);
        }
    }
}

/// Tells the columns that rows never print in their place: those with a loose header that most rows
/// of the section lack.
fn set_apart(tables: &[Table], segments: &mut [Segment<'_>]) {
    let share = |section: Option<Section>, slot: &Slot| {
        let (mut rows, mut filled) = (0, 0);
        for table in tables.iter().filter(|t| t.section == section) {
            let Some(index) = table.columns.iter().position(|c| c.slot == *slot) else { continue };
            for piece in &table.pieces {
                let Piece::Row(cells) = piece else { continue };
                rows += 1;
                let cell = cells.iter().find(|(c, _)| *c == index);
                let indicator = *slot == Slot::Field(Field::Indicator);
                filled += usize::from(cell.is_some_and(|(_, c)| !indicator || kinds::is_indicator(&c.flat())));
            }
        }
        (rows, filled)
    };
    for segment in segments {
        let section = segment.section;
        for column in segment.columns.iter_mut().filter(|c| c.loose || c.is(Field::Indicator)) {
            let (rows, filled) = share(section, &column.slot);
            if filled * if column.loose { 2 } else { 4 } < rows {
                column.set_apart();
            }
        }
    }
}

/// Counts how many of the year columns rows fill.
fn count_years(tables: &[Table], segments: &mut [Segment<'_>]) {
    let mut counts = Vec::new();
    for table in tables {
        for piece in &table.pieces {
            let Piece::Row(cells) = piece else { continue };
            counts.push(cells.iter().filter(|(c, _)| matches!(table.columns[*c].slot, Slot::Years(_))).count());
        }
    }
    let most = years::most(counts.into_iter());
    for column in segments.iter_mut().flat_map(|s| &mut s.columns) {
        if let Slot::Years(years) = &column.slot {
            column.most = (most > 0).then(|| most.min(years.len()));
        }
    }
}

/// Lines that stand at the head or the foot of most pages, but for their numbers.
fn running_heads(pages: &[Page]) -> HashSet<String> {
    const EDGE: usize = 3;
    const FEW: usize = 3;
    let masked = |text: &str| text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let edges: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| {
            let lines: Vec<&str> = page.lines.iter().map(|l| l.text.trim()).filter(|t| !t.is_empty()).collect();
            let tail = lines.len().saturating_sub(EDGE).max(EDGE.min(lines.len()));
            lines[..EDGE.min(lines.len())].iter().chain(&lines[tail..]).copied().collect()
        })
        .collect();
    for text in edges.iter().flatten() {
        *counts.entry(masked(text)).or_default() += 1;
    }
    let running = |text: &&&str| {
        let count = counts.get(&masked(text)).copied().unwrap_or(0);
        count >= FEW
            && count * 2 > pages.len()
            && text.split(' ').count() > 2
            && header_row::loose_names(text).is_empty()
    };
    edges.iter().flatten().filter(running).map(|text| looks::fold(text)).collect()
}

/// Texts that stand as headings of tables somewhere: missions, numbered objectives.
fn known_bands(segments: &[Segment<'_>]) -> HashSet<String> {
    let mut known = HashSet::new();
    for line in segments.iter().flat_map(|s| &s.lines) {
        if kinds::is_mission(line.text) {
            known.insert(looks::fold(line.text));
        }
    }
    known
}
