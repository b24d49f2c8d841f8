//! Which year a value belongs to, in a row that prints fewer values than there are year columns.
//!
//! An export drops empty cells, so a row of three values under five years is a riddle. A value that
//! names its year answers it; a column that is empty in every row of the document is left out; a
//! remark says that the row came late (its last years are filled) or went early (its first ones).
//! The rest is a guess and said to be one.

use super::kinds;
use crate::trace::Inference;

/// What the rows of a document have in common.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// The year columns.
    pub years: Vec<i32>,
    /// Those that rows fill: the others are empty throughout.
    pub filled: Vec<i32>,
}

impl Calendar {
    /// Works out which columns are filled, from the rows' values.
    pub fn of(years: &[i32], rows: &[Vec<String>]) -> Self {
        let most = most(rows.iter().map(Vec::len)).min(years.len());
        if most == 0 || most == years.len() {
            return Self { years: years.to_vec(), filled: years.to_vec() };
        }
        // A plan rolls forward: its oldest columns are the empty ones, unless a day says otherwise.
        let dated: Vec<i32> = rows.iter().filter_map(|r| named(r, years)).flatten().collect();
        let fits = |start: usize| dated.iter().filter(|y| years[start..start + most].contains(y)).count();
        let start = (0..=years.len() - most).rev().max_by_key(|&s| (fits(s), s)).unwrap_or(0);
        Self { years: years.to_vec(), filled: years[start..start + most].to_vec() }
    }

    /// The years of a row's values, with a reason unless the row states them.
    pub fn place(&self, values: &[String], inserted: bool, removed: bool) -> (Vec<i32>, Option<Inference>) {
        let (count, all) = (values.len(), self.filled.len());
        if count == self.years.len() {
            return (self.years.clone(), None);
        }
        if let Some(years) = named(values, &self.years) {
            return (years, Some(Inference::new("the values name their years", 0.97)));
        }
        if count >= all {
            let because = "as many values as there are columns that any row of the document fills";
            let years = if count == all {
                self.filled.clone()
            } else {
                self.years[self.years.len() - count.min(self.years.len())..].to_vec()
            };
            return (years, Some(Inference::new(because, if count == all { 0.97 } else { 0.5 })));
        }
        let first = self.filled[..count].to_vec();
        let last = self.filled[all - count..].to_vec();
        let printed = |years: &[i32]| years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
        match (inserted, removed) {
            (true, false) => {
                let why =
                    Inference::new("fewer values than years; a remark says that the row was inserted later", 0.93);
                (last, Some(why.or([printed(&first)])))
            }
            (false, true) => {
                let why = Inference::new("fewer values than years; a remark says that the row was removed", 0.93);
                (first, Some(why.or([printed(&last)])))
            }
            (true, true) => {
                let why =
                    Inference::new("fewer values than years; remarks say that the row was inserted and removed", 0.5);
                (last, Some(why.or([printed(&first)])))
            }
            (false, false) => {
                let mut years = self.filled.clone();
                while years.len() > count {
                    years.remove(1.min(years.len() - 1));
                }
                let why = Inference::new("fewer values than years, and nothing says which years are empty", 0.4);
                (years, Some(why.or([printed(&last), printed(&first)])))
            }
        }
    }
}

/// The greatest number of values that more than a few rows have.
pub fn most(counts: impl Iterator<Item = usize>) -> usize {
    let counts: Vec<usize> = counts.filter(|c| *c > 0).collect();
    let few = counts.len() / 12;
    let often = |n: usize| counts.iter().filter(|c| **c == n).count();
    counts.iter().copied().filter(|&n| often(n) > few).max().unwrap_or(0)
}

/// The years that values name, if one of them does and the others fit around it without a gap.
fn named(values: &[String], years: &[i32]) -> Option<Vec<i32>> {
    let year = |value: &String| {
        let day = value.split_whitespace().find(|w| kinds::is_date(w))?;
        day.rsplit('/').next()?.parse::<i32>().ok().filter(|y| years.contains(y))
    };
    let given: Vec<Option<i32>> = values.iter().map(year).collect();
    let known: Vec<i32> = given.iter().flatten().copied().collect();
    if known.is_empty() || known.windows(2).any(|w| w[0] >= w[1]) || known.len() * 2 < values.len() {
        return None;
    }
    let mut out = Vec::with_capacity(values.len());
    for (index, value) in given.iter().enumerate() {
        let year = if let Some(year) = value {
            *year
        } else {
            let next = given[index + 1..].iter().position(Option::is_some).map(|p| (p + 1, given[index + 1 + p]));
            match next {
                Some((steps, Some(later))) => later - i32::try_from(steps).ok()?,
                _ => out.last().copied().map(|y: i32| y + 1)?,
            }
        };
        if !years.contains(&year) || out.last().is_some_and(|y| *y >= year) {
            return None;
        }
        out.push(year);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::Calendar;

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|v| (*v).to_owned()).collect()
    }

    fn calendar() -> Calendar {
        let rows =
            [texts(&["1", "1", "2", "2"]), texts(&["Anno di rilevazione", "31/12/2019", "31/12/2020", "31/12/2021"])];
        Calendar::of(&[2016, 2017, 2018, 2019, 2020, 2021], &rows)
    }

    #[test]
    fn columns_that_no_row_fills_are_left_out() {
        assert_eq!(calendar().filled, [2018, 2019, 2020, 2021]);
    }

    #[test]
    fn values_that_name_their_year_stand_there() {
        let (years, why) = calendar().place(&texts(&["Anno di rilevazione", "30/06/2020"]), false, true);
        assert_eq!(years, [2019, 2020]);
        assert!(why.is_some_and(|w| w.confidence > 0.9));
    }

    #[test]
    fn the_remark_tells_which_end_is_filled() {
        let values = texts(&["80%", "85%"]);
        assert_eq!(calendar().place(&values, true, false).0, [2020, 2021]);
        assert_eq!(calendar().place(&values, false, true).0, [2018, 2019]);
    }

    #[test]
    fn without_evidence_it_is_a_guess() {
        let (_, why) = calendar().place(&texts(&["1", "1", "1"]), false, false);
        assert!(why.is_some_and(|w| w.confidence < 0.5 && !w.alternatives.is_empty()));
    }
}
