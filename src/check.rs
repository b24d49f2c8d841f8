//! What is odd in a plan: checks that a careful reader would make by hand.
//!
//! A check is one entry of [`CHECKS`] with the code of what it finds. It sees the plan only; what
//! is odd about the document itself (text without a place, hidden rows) the earlier stages say.
//! What rests on a doubtful reading is not held against the source.

mod footnotes;
mod levels;
mod remarks;
mod resolutions;
mod rows;
mod targets;
mod units;
mod weights;
mod words;
mod years;

use crate::correct::{CORRECTED, STALE};
use crate::diag::{self, Code, Diagnostic};
use crate::plan::Plan;
use crate::trace::Traced;

/// A check: the code of its findings, and what finds them.
#[derive(Debug)]
pub struct Check {
    /// What it finds.
    pub code: &'static Code,
    /// Finds it.
    pub find: fn(&Plan) -> Vec<Diagnostic>,
}

/// All checks, in the order of their findings.
pub static CHECKS: &[Check] = &[
    Check { code: &resolutions::WITHOUT_NUMBER, find: resolutions::without_number },
    Check { code: &resolutions::WITHOUT_DATE, find: resolutions::without_date },
    Check { code: &resolutions::TWO_NUMBERS, find: resolutions::two_numbers },
    Check { code: &resolutions::AFTER_ANNEX, find: resolutions::after_annex },
    Check { code: &footnotes::MISSING, find: footnotes::missing },
    Check { code: &footnotes::REPEATED, find: footnotes::repeated },
    Check { code: &weights::SUM_DIFFERS, find: weights::sum_differs },
    Check { code: &weights::TOTAL_MISSING, find: weights::total_missing },
    Check { code: &weights::NOT_HUNDRED, find: weights::not_hundred },
    Check { code: &targets::UNIT_CHANGES, find: targets::unit_changes },
    Check { code: &targets::GETS_EASIER, find: targets::gets_easier },
    Check { code: &targets::BEFORE_RESOLUTION, find: targets::before_resolution },
    Check { code: &targets::CONTRADICTS_WORDS, find: targets::contradicts_words },
    Check { code: &targets::BEFORE_ANNEX, find: targets::before_annex },
    Check { code: &targets::AFTER_REMOVAL, find: targets::after_removal },
    Check { code: &remarks::BEFORE_INSERTION, find: remarks::before_insertion },
    Check { code: &remarks::UPDATED_EARLIER, find: remarks::updated_earlier },
    Check { code: &remarks::MISSING, find: remarks::missing },
    Check { code: &remarks::DIFFERS, find: remarks::differs },
    Check { code: &years::COMPARATOR_CHANGES, find: years::comparator_changes },
    Check { code: &years::REFERENCE_MOVES, find: years::reference_moves },
    Check { code: &years::NAMED_YEAR_PAST, find: years::named_year_past },
    Check { code: &levels::TARGETS_DIFFER, find: levels::targets_differ },
    Check { code: &words::PARENTHESIS, find: words::parenthesis },
    Check { code: &words::ELSEWHERE, find: words::elsewhere },
    Check { code: &rows::WITHOUT_OWNER, find: rows::without_owner },
    Check { code: &rows::WITHOUT_TARGET, find: rows::without_target },
    Check { code: &rows::NOT_FOUND, find: rows::not_found },
    Check { code: &rows::DUPLICATE, find: rows::duplicate },
    Check { code: &units::SPELLINGS, find: units::spellings },
];

/// Runs all checks.
#[must_use]
pub fn check(plan: &Plan) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|check| (check.find)(plan)).collect()
}

/// All codes that a diagnostic can have: those of the stages, then those of the checks.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let corrections = [&CORRECTED, &STALE];
    diag::CODES.iter().copied().chain(corrections).chain(CHECKS.iter().map(|check| check.code))
}

/// The code of that name.
#[must_use]
pub fn code(id: &str) -> Option<&'static Code> {
    codes().find(|code| code.id == id)
}

/// A reading less sure than this is not held against the source.
const SURE: f64 = 0.85;

/// Whether a value was read surely enough to accuse the source.
fn sure<T>(value: &Traced<T>) -> bool {
    value.inference().is_none_or(|why| why.confidence >= SURE)
}

/// The first words of an indicator, for a message.
fn short(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(cut);
        words.push('…');
    }
    words
}
