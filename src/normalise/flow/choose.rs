//! Which column of its page a detached cell belongs to.

use super::columns::{Column, Look};
use super::looks::{Glance, Vocabulary};
use super::place::{Loose, in_order};
use super::row::{Row, Text};
use super::solve::{is_group, solve};
use super::twofold::begins_with_verb;
use super::width::bounds;
use crate::normalise::draft::Field;
use crate::trace::Inference;

/// A cell that several columns may take, and what it costs to be one of each.
pub type Free = (Loose, Vec<(usize, f64)>);

/// The one column that may take a cell, or does so far more cheaply than any other.
pub fn only(options: &[(usize, f64)]) -> Option<usize> {
    match options {
        [(only, _)] => Some(*only),
        [(best, a), (_, b), ..] if b - a > 2.0 => Some(*best),
        _ => None,
    }
}

/// The columns that may take a cell, cheapest first.
pub fn options(cell: &Loose, columns: &[Column], rows: &[Row], vocabulary: &Vocabulary) -> Vec<(usize, f64)> {
    let text = &cell.text;
    let glance = Glance::of(&text.cell.text);
    let mut out: Vec<(usize, f64)> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let missing = rows.iter().filter(|r| !r.has(index)).count();
        if missing == 0 || (column.look == Look::Code && missing < 2) {
            continue;
        }
        if !column.takes(cell.heading) {
            continue;
        }
        let known = f64::from(glance.cost(column, vocabulary));
        let plain = f64::from(glance.cost(column, &Vocabulary::default()));
        // Until the year is over these stay empty.
        let later = if column.is(Field::Actual) || column.is(Field::Progress) { 1.5 } else { 0.0 };
        let cost =
            f64::midpoint(known, plain) + width(text, column) + later + speech(&glance, column, columns, vocabulary);
        if cost < 6.0 {
            out.push((index, cost));
        }
    }
    out.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    out
}

/// What a text's way of speaking costs it as a programme or an operational objective, in a document whose
/// objectives begin with a verb and whose programmes do not. Where cells are merged across columns the order
/// of the page says more.
pub fn speech(glance: &Glance, column: &Column, columns: &[Column], vocabulary: &Vocabulary) -> f64 {
    const VERB: f64 = 2.2;
    const NAME: f64 = 0.8;
    let has = |field: Field| columns.iter().any(|c| c.is(field));
    let both = has(Field::Programme) && has(Field::OperationalObjective);
    let told = vocabulary.verbs && both && !columns.iter().any(|c| c.apart);
    match begins_with_verb(&glance.text) {
        true if told && column.is(Field::Programme) => VERB,
        false if told && column.is(Field::OperationalObjective) => NAME,
        _ => 0.0,
    }
}

/// What it costs to take a text for one of a column, going by where its lines were broken.
pub fn width(text: &Text, column: &Column) -> f64 {
    const STEEP: f64 = 80.0;
    const DEAREST: f64 = 2.5;
    if let Some(room) = column.room {
        return (STEEP * room.off(bounds(&text.cell.text, false))).min(DEAREST);
    }
    let Some(chars) = column.chars else { return 0.0 };
    let lines: Vec<&str> = text.cell.text.lines().map(str::trim).collect();
    let longest = lines.iter().map(|l| l.chars().count()).max().unwrap_or(0);
    if longest * 8 > chars * 10 + 8 {
        return 2.5;
    }
    // A line was broken although the next word would have fitted: the column is narrower.
    let broken = lines
        .windows(2)
        .map(|w| w[0].chars().count() + 1 + w[1].split(' ').next().unwrap_or_default().chars().count())
        .min();
    match broken {
        Some(fits) if fits * 10 < chars * 8 => 1.5,
        _ => 0.0,
    }
}

/// Where a group of rows would have no cell of a column at all, the order of the text does not tell for
/// certain that those which fit it too are another column's.
pub fn release(
    rows: &[Row],
    columns: &[Column],
    by_column: &mut [Vec<Loose>],
    free: &mut Vec<Free>,
    vocabulary: &Vocabulary,
) {
    const ALIKE: f64 = 0.5;
    let bare = |column: usize, cells: &[Loose]| {
        cells.is_empty() && is_group(&columns[column]) && rows.iter().filter(|row| !row.has(column)).count() > 1
    };
    let bare: Vec<usize> = (0..columns.len()).filter(|&c| bare(c, &by_column[c])).collect();
    for column in 0..columns.len() {
        if bare.is_empty() || !is_group(&columns[column]) || by_column[column].len() < 2 {
            continue;
        }
        for cell in std::mem::take(&mut by_column[column]) {
            let options = options(&cell, columns, rows, vocabulary);
            let cost = |wanted: usize| options.iter().find(|(c, _)| *c == wanted).map(|(_, cost)| *cost);
            let fits = |c: &&usize| cost(**c).zip(cost(column)).is_some_and(|(there, here)| there <= here + ALIKE);
            match bare.iter().find(fits) {
                Some(_) => free.push((Loose { seat: None, margins: Vec::new(), ..cell }, options)),
                None => by_column[column].push(cell),
            }
        }
    }
}

/// Chooses columns for the cells that several columns could take: the choice under which the rows
/// are filled with the least left over.
pub fn settle(rows: &[Row], columns: &[Column], by_column: &mut [Vec<Loose>], free: Vec<Free>) {
    const MOST: usize = 6;
    if free.is_empty() {
        return;
    }
    let mut best: Option<(f64, Vec<usize>)> = None;
    let narrow: Vec<Vec<(usize, f64)>> = free.iter().map(|(_, o)| o.iter().take(2).copied().collect()).collect();
    let ways = if free.len() <= MOST { 1_usize << free.len() } else { 1 };
    for way in 0..ways {
        let choice: Vec<(usize, f64)> = narrow
            .iter()
            .enumerate()
            .map(|(i, o)| o[usize::from(i < MOST && way >> i & 1 == 1).min(o.len() - 1)])
            .collect();
        let mut trial: Vec<Vec<Loose>> = by_column.to_vec();
        for ((text, _), (column, _)) in free.iter().zip(&choice) {
            trial[*column].push(text.clone());
        }
        let touched: std::collections::BTreeSet<usize> = narrow.iter().flatten().map(|(c, _)| *c).collect();
        let fit: f64 =
            touched.iter().map(|&c| solve(rows, columns, c, &in_order(trial[c].clone(), &columns[c])).cost).sum();
        // Of two neighbours the outer one is more often written first.
        let turned = choice.windows(2).filter(|w| w[0].0 > w[1].0).count();
        let cost =
            fit + 0.4 * f64::from(u32::try_from(turned).unwrap_or(0)) + choice.iter().map(|(_, c)| c).sum::<f64>();
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, choice.iter().map(|(c, _)| *c).collect()));
        }
    }
    if let Some((_, choice)) = best {
        for ((mut text, _), column) in free.into_iter().zip(choice) {
            text.text.why = Some(Inference::new("which column this detached cell belongs to was deduced", 0.75));
            by_column[column].push(text);
        }
    }
}

/// Another column by which rows are grouped that may take a cell, beside the likeliest.
pub fn other(cell: &Loose, columns: &[Column], rows: &[Row], vocabulary: &Vocabulary) -> Option<usize> {
    const DEAREST: f64 = 2.0;
    let options = options(cell, columns, rows, vocabulary);
    options.into_iter().skip(1).find(|(c, cost)| is_group(&columns[*c]) && *cost <= DEAREST).map(|(column, _)| column)
}

#[cfg(test)]
mod tests {
    use super::{Glance, Vocabulary, speech};
    use crate::normalise::draft::Field;
    use crate::normalise::flow::columns::{Name, columns_of};

    #[test]
    fn a_verb_speaks_for_the_objective_and_a_name_for_the_programme() {
        let fields = [Field::Programme, Field::OperationalObjective, Field::Indicator, Field::Target];
        let mut columns = columns_of(&fields.map(Name::Field)).expect("these are columns of a table").columns;
        let mut vocabulary = Vocabulary::default();
        vocabulary.verbs = true;
        let prefers = |text: &str, columns: &[super::Column]| {
            let cost = |at: usize| speech(&Glance::of(text), &columns[at], columns, &vocabulary);
            cost(1) - cost(0)
        };
        assert!(prefers("Ridurre le soste dei moli", &columns) < 0.0 && prefers("Porti e fari", &columns) > 0.0);
        columns[2].apart = true;
        assert!(prefers("Porti e fari", &columns).abs() < 0.01);
    }
}
