//! The strategy map: which objective stands in which perspective and mission.
//!
//! The map is a table of perspectives (rows) and missions (columns), its objectives numbered. A text
//! has lost the columns; what is left is the order of the cells ([`order`]) and what the other
//! tables say of an objective ([`evidence`]). Both are weighed together, and what they do not settle
//! stays open.

mod cells;
mod evidence;
mod given;
mod intervals;
mod list;
mod order;
mod roster;
mod topics;

use std::collections::BTreeMap;

use super::block;
use super::emit;
use super::headings::{self, Heading, Names, content_words};
use super::kinds;
use super::row::{Assembled, Text};
use super::tables::Table;
use crate::document::Page;
use crate::normalise::draft::{Draft, DraftObjective, Field};
use crate::trace::{Inference, Traced};
use cells::Map;
use intervals::Choice;
use order::{Item, Order};
use roster::Roster;

/// The maps of a document as their pages print them.
#[derive(Debug, Default)]
pub struct Sketch {
    maps: Vec<Map>,
    /// The folded lines of the other pages.
    others: Vec<Vec<String>>,
    /// How far the order of the text is that of the page.
    trust: f32,
    /// The map, if it is a list.
    roster: Option<Roster>,
    /// Without a map: the missions that any line names, the first of each code.
    missions: Vec<Text>,
    /// Without a map: the perspectives that a list of missions names.
    perspectives: Vec<Text>,
}

impl Sketch {
    /// Reads the maps.
    pub fn of(pages: &[Page]) -> Self {
        // A text in blocks keeps the order within a block only.
        let trust = if block::is_blocks(pages) { 0.4 } else { 1.0 };
        if let Some(roster) = roster::read(pages) {
            return Self { roster: Some(roster), trust, ..Self::default() };
        }
        let (maps, others) = cells::read(pages);
        let mut sketch = Self { maps, others, trust, ..Self::default() };
        if sketch.maps.is_empty() {
            let (missions, sides) = evidence::missions_named(pages);
            for text in missions {
                add(&mut sketch.missions, text, same_code);
            }
            for text in sides.into_iter().chain(evidence::sides_named(pages)) {
                add(&mut sketch.perspectives, text, |a, b| same(&a.cell.text, &b.cell.text));
            }
        }
        sketch
    }

    /// Takes what the map says out of tables.
    pub fn clear(&self, tables: &mut [Table]) {
        if let Some(roster) = &self.roster {
            roster.clear(tables);
        }
    }

    /// The numbers of the map's objectives.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        let listed = self.roster.iter().flat_map(|roster| roster.list.objectives.iter().map(|(number, _)| *number));
        let cells = self.maps.iter().flat_map(Map::own);
        listed.chain(cells.filter_map(|text| kinds::heading_number(&text.cell.flat())))
    }

    /// Names that the map gives to perspectives.
    pub fn names(&self, pages: &[Page]) -> Names {
        let mut names = Names::default();
        if let Some(roster) = &self.roster {
            names.perspectives = roster.sides();
        }
        for cell in self.maps.iter().flat_map(Map::own) {
            let flat = cell.cell.flat();
            if evidence::is_perspective(&flat) && !names.perspectives.contains(&flat) {
                names.perspectives.push(flat);
            }
        }
        if self.roster.is_none() {
            names.perspectives = evidence::sides(names.perspectives);
        }
        names.stated = !names.perspectives.is_empty();
        if !names.stated {
            names.perspectives = evidence::repeated(pages);
            for name in evidence::sides_named(pages).into_iter().map(|text| text.cell.flat()) {
                if !names.perspectives.contains(&name) {
                    names.perspectives.push(name);
                }
            }
        }
        names
    }
}

/// What a document prints of its map.
#[derive(Debug, Default)]
struct Printed {
    objectives: Vec<(u32, Text)>,
    missions: Vec<Text>,
    perspectives: Vec<Text>,
    /// The headings of each pass, by number or by place in the lists.
    passes: Vec<Vec<Mark>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Objective(u32),
    Mission(usize),
    Perspective(usize),
}

impl Printed {
    fn of(sketch: &Sketch, shared: &[Text], names: &Names) -> Self {
        let mut out = Self::default();
        for map in &sketch.maps {
            let (first, second) = map.cells.split_at(map.second);
            out.pass(first, names);
            out.pass(second, names);
        }
        out.pass(shared, names);
        out
    }

    fn pass(&mut self, cells: &[Text], names: &Names) {
        let mut marks = Vec::new();
        for cell in cells {
            let mut text = cell.clone();
            text.merged = false;
            match headings::heading(&text.cell.flat(), names) {
                Heading::Objective(n) if !self.objectives.iter().any(|(known, _)| *known == n) => {
                    marks.push(Mark::Objective(n));
                    self.objectives.push((n, text));
                }
                Heading::Mission => marks.push(Mark::Mission(add(&mut self.missions, text, same_code))),
                Heading::Perspective => marks.push(Mark::Perspective(add(&mut self.perspectives, text, |a, b| {
                    same(&a.cell.text, &b.cell.text)
                }))),
                _ => {}
            }
        }
        if !marks.is_empty() {
            self.passes.push(marks);
        }
    }

    /// Adds the objectives that head rows and stand on no map.
    fn objectives_of(&mut self, assembled: &Assembled) {
        for text in assembled.rows.iter().filter_map(|row| row.get(Field::Objective)) {
            let Some(number) = kinds::heading_number(&text.cell.flat()) else { continue };
            if !self.objectives.iter().any(|(known, _)| *known == number) {
                self.objectives.push((number, text.clone()));
            }
        }
    }

    /// The order of the objectives and of one kind of name.
    fn order(&self, numbers: &[u32], trust: f32, pick: fn(Mark) -> Option<usize>) -> Order {
        let item = |mark: &Mark| match mark {
            Mark::Objective(n) => numbers.binary_search(n).ok().map(Item::Objective),
            other => pick(*other).map(Item::Name),
        };
        let passes = self.passes.iter().map(|pass| pass.iter().filter_map(item).collect()).collect();
        Order { passes, places: numbers.len(), trust }
    }
}

fn add(list: &mut Vec<Text>, text: Text, alike: impl Fn(&Text, &Text) -> bool) -> usize {
    list.iter().position(|known| alike(known, &text)).unwrap_or_else(|| {
        list.push(text);
        list.len() - 1
    })
}

fn same(a: &str, b: &str) -> bool {
    super::looks::fold(a) == super::looks::fold(b)
}

fn same_code(a: &Text, b: &Text) -> bool {
    code(&a.cell.flat()).is_some_and(|c| code(&b.cell.flat()) == Some(c))
}

fn code(text: &str) -> Option<u32> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// How far the order of a map's cells is that of the page, where those of tables stand among them.
const SHUFFLED: f32 = 0.3;

const SETTLED: &str = "the order of the map's cells and the other tables tell where the objective stands";

/// Names by the numbers of the objectives that they cover.
type Covered = BTreeMap<u32, Traced<String>>;

/// Writes the map's objectives, perspectives and missions.
pub fn write(sketch: &Sketch, tables: &[Table], assembled: &Assembled, names: &Names, trust: f64, draft: &mut Draft) {
    let listed = sketch.roster.as_ref().map(|roster| roster.list.clone()).or_else(|| list::read(tables));
    let (objectives, perspectives, missions) = if let Some(list) = listed {
        draft.missions.extend(distinct(&list.missions));
        draft.perspectives.extend(distinct(&list.perspectives));
        let doubted = |text: &Text| {
            let traced = emit::traced(text);
            // A text in blocks, or without marks, tells the rows of a list by its words only.
            if trust < 1.0 || sketch.trust < 1.0 {
                traced.doubted(Inference::new(SETTLED, 0.85 * trust))
            } else {
                traced
            }
        };
        let covered = |texts: &BTreeMap<u32, Text>| texts.iter().map(|(n, t)| (*n, doubted(t))).collect();
        (list.objectives, covered(&list.perspectives), covered(&list.missions))
    } else {
        let mut printed = Printed::of(sketch, &assembled.map, names);
        printed.objectives_of(assembled);
        let bare = printed.missions.is_empty() && printed.perspectives.is_empty();
        if bare {
            printed.missions.clone_from(&sketch.missions);
            printed.perspectives.clone_from(&sketch.perspectives);
        }
        // The merged cells of a map that shares its page with tables stand among theirs, in hardly any order.
        let trust = if sketch.maps.is_empty() && !bare { sketch.trust.min(SHUFFLED) } else { sketch.trust };
        let (perspectives, missions) = cover(sketch, trust, &printed, tables, assembled, names);
        draft.missions.extend(printed.missions.iter().map(emit::traced));
        draft.perspectives.extend(printed.perspectives.iter().map(emit::traced));
        (printed.objectives, perspectives, missions)
    };
    for (number, mut text) in objectives {
        if trust < 1.0 || sketch.trust < 1.0 || text.cell.cost > 1.2 {
            let sure = if text.cell.cost > 1.2 { 0.6 } else { 0.85 };
            text.why = Some(Inference::new("where the title begins and ends was deduced from its words", sure * trust));
        }
        draft.objectives.push(DraftObjective {
            heading: emit::traced(&text),
            perspective: perspectives.get(&number).cloned(),
            mission: missions.get(&number).cloned(),
        });
    }
    given::bridge(draft);
    if evidence::on_sheets(assembled, names) {
        given::perspectives(&perspectives, draft);
    }
}

fn distinct(texts: &BTreeMap<u32, Text>) -> Vec<Traced<String>> {
    let mut out: Vec<&Text> = Vec::new();
    for text in texts.values() {
        if !out.iter().any(|known| same(&known.cell.text, &text.cell.text)) {
            out.push(text);
        }
    }
    out.into_iter().map(emit::traced).collect()
}

/// The perspective and the mission of each objective.
fn cover(
    sketch: &Sketch,
    trust: f32,
    printed: &Printed,
    tables: &[Table],
    assembled: &Assembled,
    names: &Names,
) -> (Covered, Covered) {
    let mut numbers: Vec<u32> = printed.objectives.iter().map(|(n, _)| *n).collect();
    numbers.sort_unstable();
    let perspective = |mark| if let Mark::Perspective(name) = mark { Some(name) } else { None };
    let mission = |mark| if let Mark::Mission(name) = mark { Some(name) } else { None };
    let ranks: Vec<u8> = printed.perspectives.iter().map(|t| rank(&t.cell.flat())).collect();
    let mut said = evidence::perspectives(assembled, names);
    said.extend(evidence::heads(&sketch.others, &printed.objectives, &printed.perspectives));
    let mut votes = self::votes(&said, &numbers, &printed.perspectives, |name, vote| {
        let words = content_words(vote);
        content_words(name).iter().filter(|w| words.contains(w)).count() * 2 > words.len()
    });
    let title = |number: &u32| printed.objectives.iter().find(|(n, _)| n == number).map(|(_, t)| t.cell.flat());
    let titles: Vec<String> = numbers.iter().map(|n| title(n).unwrap_or_default()).collect();
    topics::speak(&mut votes, &titles, &ranks);
    let laid = order::perspectives(&printed.order(&numbers, trust, perspective), &votes, &ranks).unwrap_or_default();
    let rows: Vec<usize> = (0..laid.len()).filter(|at| *at == 0 || laid[*at].name != laid[at - 1].name).collect();
    let perspectives = settled(&laid, &numbers, &printed.perspectives);
    let inner: Vec<Option<bool>> =
        laid.iter().map(|choice| (choice.margin >= OPEN).then(|| ranks[choice.name] > 0)).collect();
    let codes: Vec<u32> = printed.missions.iter().map(|t| code(&t.cell.flat()).unwrap_or(u32::MAX)).collect();
    let said = evidence::missions(tables, assembled, names, printed.missions.len());
    let alike = |name: &str, vote: &str| code(name).is_some() && code(name) == code(vote);
    let said = self::votes(&said, &numbers, &printed.missions, alike);
    let mut votes = said.clone();
    resemble(&mut votes, printed, &numbers);
    let general: Vec<bool> = printed.missions.iter().map(|t| topics::is_general(&t.cell.flat())).collect();
    let missions: Vec<String> = printed.missions.iter().map(|t| t.cell.flat()).collect();
    topics::belong(&mut votes, &titles, &missions);
    if general.contains(&true) && general.contains(&false) {
        topics::divide(&mut votes, &inner, &general);
    }
    let order = printed.order(&numbers, trust, mission);
    let mut laid = order::missions(&order, &votes, &codes, &rows).unwrap_or_default();
    topics::astray(&mut laid, &said, &titles, &missions);
    (perspectives, settled(&laid, &numbers, &printed.missions))
}

/// What the other tables say, by place and name.
fn votes(said: &[evidence::Said], numbers: &[u32], names: &[Text], alike: impl Fn(&str, &str) -> bool) -> order::Votes {
    let mut out = vec![vec![0.0; names.len()]; numbers.len()];
    for (number, vote, weight) in said {
        let name = names.iter().position(|t| alike(&t.cell.flat(), vote));
        if let (Ok(place), Some(name)) = (numbers.binary_search(number), name) {
            out[place][name] += weight;
        }
    }
    out
}

/// A mission and its objectives share words: each speaks a little for them.
fn resemble(votes: &mut order::Votes, printed: &Printed, numbers: &[u32]) {
    const WORD: f32 = 0.5;
    for (number, title) in &printed.objectives {
        let Ok(place) = numbers.binary_search(number) else { continue };
        let words = content_words(&title.cell.flat());
        for (name, mission) in printed.missions.iter().enumerate() {
            let shared = content_words(&mission.cell.flat()).iter().filter(|w| words.contains(w)).count();
            votes[place][name] += WORD * f32::from(u8::try_from(shared.min(3)).unwrap_or(0));
        }
    }
}

/// Where another name costs less than this more, nothing settles which it is.
const OPEN: f32 = 0.29;

/// The names of the objectives. Where another is nearly as likely there is none: a name of either would
/// be a guess.
fn settled(laid: &[Choice], numbers: &[u32], names: &[Text]) -> Covered {
    let mut out = Covered::new();
    for (choice, number) in laid.iter().zip(numbers).filter(|(choice, _)| choice.margin >= OPEN) {
        let confidence = match choice.margin {
            m if m > 1.2 => 0.95,
            m if m > 0.6 => 0.9,
            _ => 0.8,
        };
        let others = names.iter().enumerate().filter(|(name, _)| *name != choice.name).map(|(_, t)| t.cell.flat());
        let why = Inference::new(SETTLED, confidence).or(others);
        out.insert(*number, emit::traced(&names[choice.name]).doubted(why));
    }
    out
}

/// Whether a text names a side of a balanced scorecard.
pub fn is_side(name: &str) -> bool {
    topics::side(name).is_some()
}

pub use evidence::is_perspective;
pub use list::perspectives as listed_perspectives;
pub use topics::contradicts;

/// Perspectives of a balanced scorecard, from users to resources.
fn rank(name: &str) -> u8 {
    topics::side(name).unwrap_or(0)
}
