//! Headers whose words alone do not say what they are: the title and the number in a list of strategic
//! objectives, and `Valore 2024` in a table without targets.

use super::levels::Leaf;
use super::meaning::texts_below;
use crate::grammar::heading;
use crate::normalise::draft::Field;
use crate::normalise::grid::view::View;
use crate::normalise::headers::Header;
use crate::normalise::words::{Kind, fold, words};

const OBJECTIVE: Option<Header> = Some(Header::Field(Field::Objective));

/// `Cod. | Descrizione obiettivo strategico | Missioni | Prospettiva`: beside missions or perspectives and
/// where nothing is measured, the column of descriptions has the objectives, one of codes their numbers.
pub fn tell_list(view: &View, leaves: &mut [Leaf]) {
    let has = |field| leaves.iter().any(|leaf| leaf.header == Some(Header::Field(field)));
    let measures = [Field::Indicator, Field::Target, Field::Weight, Field::Action].into_iter().any(has);
    let dated = leaves.iter().any(|leaf| matches!(leaf.header, Some(Header::Year(_) | Header::RowYear)));
    if measures || dated || !(has(Field::Mission) || has(Field::Perspective)) {
        return;
    }
    let free = |leaf: &Leaf| {
        let group = Some(Header::Field(Field::OperationalObjective));
        leaf.header.is_none() || [OBJECTIVE, group, Some(Header::Extra), Some(Header::Number)].contains(&leaf.header)
    };
    let codes: Vec<bool> = leaves.iter().map(|leaf| free(leaf) && has_codes(view, leaf)).collect();
    let rank = |leaf: &Leaf| {
        let name = fold(&view.cell(leaf.cell).text);
        let described = ["descrizion", "titol", "denominazion"].iter().any(|stem| name.starts_with(stem));
        let ranks = [leaf.header == OBJECTIVE, name.contains("obiettiv"), described];
        ranks.into_iter().position(|fits| fits && free(leaf))
    };
    let ranked = leaves.iter().zip(&codes).enumerate().filter(|(_, (_, code))| !**code);
    let Some((_, title)) = ranked.filter_map(|(at, (leaf, _))| Some((rank(leaf)?, at))).min() else { return };
    leaves[title].header = OBJECTIVE;
    if let (1, Some(code)) = (codes.iter().filter(|code| **code).count(), codes.iter().position(|code| *code)) {
        leaves[code].header = Some(Header::Number);
    }
}

/// Whether what stands below a header are the numbers of objectives: `1`, `OS1`.
fn has_codes(view: &View, leaf: &Leaf) -> bool {
    const LONGEST: usize = 6;
    const LOOKED_AT: usize = 3;
    let number = |text: &str| text.len() <= LONGEST && heading::parse(&format!("{text}. Titolo")).is_some();
    let mut below = texts_below(view, leaf).take(LOOKED_AT).peekable();
    below.peek().is_some() && below.all(number)
}

/// `Valore 2024 | Valore 2025` are the targets of their years where no other column has targets; whether
/// any header was so understood.
pub fn tell_values(view: &View, leaves: &mut [Leaf]) -> bool {
    const FEWEST: usize = 2;
    let measures = |header: Option<Header>| matches!(header, Some(Header::Year(_) | Header::Field(Field::Target)));
    let years: Vec<Option<i32>> = leaves.iter().map(|leaf| value_of(&view.cell(leaf.cell).text)).collect();
    let said: Vec<i32> = years.iter().copied().flatten().collect();
    let in_order = said.windows(2).all(|pair| pair[0] < pair[1]) || said.windows(2).all(|pair| pair[0] > pair[1]);
    if said.len() < FEWEST || !in_order || leaves.iter().any(|leaf| measures(leaf.header)) {
        return false;
    }
    for (leaf, year) in leaves.iter_mut().zip(years) {
        leaf.header = year.map(Header::Year).or(leaf.header);
    }
    true
}

/// The year of a header that says nothing of its values but the year: no target, no past figure.
pub fn value_of(header: &str) -> Option<i32> {
    const NEUTRAL: [&str; 7] = ["valore", "valori", "risultato", "risultati", "dato", "dati", "livello"];
    match &words(header)[..] {
        [word, rest @ .., last] if NEUTRAL.contains(&&*word.text) => {
            let only = rest.iter().all(|word| word.text == "anno");
            let Kind::Year(year) = last.kind else { return None };
            only.then_some(year)
        }
        _ => None,
    }
}
