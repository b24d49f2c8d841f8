//! Pairs the detached cells of a column with rows, one to one.
//!
//! A cell that is merged across columns only covers one row, yet the export prints it at the page's
//! end too. Which row it belongs to is told by the order, roughly, and by what its words measure: a
//! time is not a percent, and an act has a day.

use super::kinds;

/// Pairs cells with rows at the least cost; `costs[cell][row]`. For each row the cell, if any.
///
/// The Hungarian method, cubic in the cells of a page.
pub fn pair(costs: &[Vec<f64>], rows: usize) -> Vec<Option<usize>> {
    let size = costs.len().max(rows);
    if size == 0 {
        return Vec::new();
    }
    let cost = |cell: usize, row: usize| costs.get(cell).and_then(|c| c.get(row)).copied().unwrap_or(0.0);
    let mut potential = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut owner = vec![0; size + 1];
    for cell in 1..=size {
        owner[0] = cell;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; size + 1];
        let mut way = vec![0; size + 1];
        let mut seen = vec![false; size + 1];
        while owner[at] != 0 {
            seen[at] = true;
            let (mut step, mut next) = (f64::INFINITY, 0);
            for row in 1..=size {
                if seen[row] {
                    continue;
                }
                let reduced = cost(owner[at] - 1, row - 1) - potential.0[owner[at]] - potential.1[row];
                if reduced < least[row] {
                    least[row] = reduced;
                    way[row] = at;
                }
                if least[row] < step {
                    step = least[row];
                    next = row;
                }
            }
            for row in 0..=size {
                if seen[row] {
                    potential.0[owner[row]] += step;
                    potential.1[row] -= step;
                } else {
                    least[row] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            owner[at] = owner[way[at]];
            at = way[at];
        }
    }
    (1..=rows).map(|row| owner[row].checked_sub(1).filter(|cell| *cell < costs.len())).collect()
}

/// What an indicator measures, going by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Time,
    Share,
    Ratio,
    Score,
    Act,
    Count,
    Unknown,
}

fn measure(indicator: &str) -> Measure {
    let lower = indicator.to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|w| lower.starts_with(w));
    if lower.contains("anno x-1") || lower.contains("anno n-1") || lower.contains("annox-1") {
        Measure::Ratio
    } else if starts(&["temp"]) || lower.contains("giorni lavorativi") {
        Measure::Time
    } else if starts(&["grado di sodd", "indice di grad", "valutazione media", "livello medio"]) {
        Measure::Score
    } else if starts(&[
        "redazione",
        "approvazione",
        "pubblicazione",
        "predisposizione",
        "aggiornamento",
        "emanazione",
        "adozione",
        "definizione",
    ]) {
        Measure::Act
    } else if starts(&[
        "percentuale",
        "grado di cop",
        "incidenza",
        "rispetto",
        "giudizi",
        "valutazioni",
        "stato",
        "realizzazione",
    ]) || lower.contains("totale")
        || lower.contains("complessivo")
        || lower.contains(" / ")
    {
        Measure::Share
    } else if starts(&["n.", "n°", "numero"]) || lower.contains("valore assoluto") {
        Measure::Count
    } else {
        Measure::Unknown
    }
}

/// What it costs to believe that an indicator has this value.
pub fn misfit(indicator: &str, value: &str) -> f64 {
    let lower = value.to_lowercase();
    let percent = lower.contains('%');
    let dated = lower.split_whitespace().any(kinds::is_date);
    let timed = ["gg", "giorni", "mesi", "mese", "entro"].iter().any(|w| lower.contains(w));
    let relative = lower.contains("x-1") || lower.contains("n-1");
    let worded = lower.contains("medio") || lower.contains("alto");
    let bare = !percent && !dated && !timed && !relative && !worded;
    let number: f64 =
        lower.trim_start_matches(|c: char| !c.is_ascii_digit()).replace(',', ".").parse().unwrap_or(f64::NAN);
    let fits = match measure(indicator) {
        Measure::Time => timed || (bare && !dated),
        Measure::Share => percent,
        Measure::Ratio => relative || (bare && number <= 2.0),
        Measure::Score => worded || (bare && (2.0..=5.0).contains(&number)),
        Measure::Act => dated || timed,
        Measure::Count => bare,
        Measure::Unknown => true,
    };
    if lower.contains("rilevazione") || value.is_empty() {
        return 0.3;
    }
    if fits { 0.0 } else { 2.2 }
}

#[cfg(test)]
mod tests {
    use super::{misfit, pair};

    #[test]
    fn the_cheapest_pairs_win_together() {
        let costs = vec![vec![1.0, 2.0, 9.0], vec![1.0, 5.0, 9.0], vec![0.0, 0.0, 3.0]];
        assert_eq!(pair(&costs, 3), [Some(1), Some(0), Some(2)]);
    }

    #[test]
    fn a_row_may_stay_without_a_cell() {
        let found = pair(&[vec![0.0, 4.0]], 2);
        assert_eq!(found, [Some(0), None]);
    }

    #[test]
    fn what_is_measured_must_fit_the_value() {
        assert!(
            misfit("Tempi medi di risposta (giorni lavorativi)", "30 gg")
                < misfit("Tempi medi di risposta (giorni lavorativi)", "80%")
        );
        assert!(misfit("Redazione del bando", "30/06/2020") < misfit("Redazione del bando", "> 3,5"));
        assert!(misfit("n. contatti anno x/n. contatti anno x-1", "x > x-1") < 1.0);
    }
}
