//! The small languages of a plan: targets, remarks, numbers, dates, headings.
//!
//! Rules are data, a file a family. A family is one table of [`Rule`]s; the order of the table is
//! the precedence, and one test walks every table: ids are unique, each example is won by its own
//! rule, each refusal is refused by it.
//!
//! Knows the words of Italian administration and the types of the plan; never a document.

pub mod annex;
pub mod date;
pub(crate) mod divided;
pub mod heading;
pub mod mission;
pub mod note;
pub mod number;
pub(crate) mod phrase;
pub mod resolution;
mod scan;
pub mod target;
pub mod text;
pub mod tick;

/// One way in which a text can be meant.
#[derive(Debug)]
pub struct Rule<T: 'static> {
    /// Stable name in kebab-case.
    pub id: &'static str,
    /// What it reads, in one sentence.
    pub says: &'static str,
    /// Texts that it must win.
    pub examples: &'static [&'static str],
    /// Texts that look alike and that it must not take.
    pub refuses: &'static [&'static str],
    /// The reading, or `None` if the text is none of its own.
    pub parse: fn(&str) -> Option<T>,
}

/// The reading of the first rule that takes the text, with that rule.
#[must_use]
pub fn read<'r, T>(rules: &'r [Rule<T>], text: &str) -> Option<(&'r Rule<T>, T)> {
    rules.iter().find_map(|rule| (rule.parse)(text).map(|value| (rule, value)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Rule, annex, date, heading, note, read, target};

    fn walk<T>(family: &str, rules: &[Rule<T>]) {
        let mut ids = BTreeSet::new();
        for rule in rules {
            assert!(ids.insert(rule.id), "{family}: two rules are called {}", rule.id);
            assert!(!rule.says.is_empty() && !rule.examples.is_empty(), "{family}: {} shows nothing", rule.id);
            for example in rule.examples {
                let winner = read(rules, example).map(|(winner, _)| winner.id);
                assert_eq!(winner, Some(rule.id), "{family}: who reads `{example}`?");
            }
            for text in rule.refuses {
                assert!((rule.parse)(text).is_none(), "{family}: {} must refuse `{text}`", rule.id);
            }
        }
    }

    #[test]
    fn every_rule_wins_its_examples_and_refuses_its_refusals() {
        walk("target", target::RULES);
        walk("date", date::RULES);
        walk("note", note::RULES);
        walk("heading", heading::RULES);
        walk("annex label", annex::LABELS);
        walk("annex organisation", annex::ORGANISATIONS);
    }
}
