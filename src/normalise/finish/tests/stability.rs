//! Ids: unique, and the same whatever happens elsewhere and however the source is printed.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{mapped, plan, row};
use crate::normalise::draft::{DraftRow, Field, Section};

/// A row of few possible contents, so that rows that are alike are common.
#[derive(Debug, Clone)]
struct Content {
    objective: u8,
    programme: u8,
    indicator: u8,
    target: u8,
}

impl Content {
    fn row(&self) -> DraftRow {
        let fields = [
            (Field::Objective, format!("{}", self.objective)),
            (Field::Programme, format!("Programma {}", self.programme)),
            (Field::Indicator, format!("n. pratiche {} anno x / anno x-1", self.indicator)),
            (Field::Target, format!(">= {}%", self.target)),
        ];
        let fields: Vec<(Field, &str)> = fields.iter().map(|(field, text)| (*field, text.as_str())).collect();
        row(Section::Operational, &fields)
    }
}

fn contents() -> impl Strategy<Value = Vec<Content>> {
    let content = (1..4_u8, 0..2_u8, 0..3_u8, 0..2_u8).prop_map(|(objective, programme, indicator, target)| Content {
        objective,
        programme,
        indicator,
        target,
    });
    vec(content, 1..12)
}

/// A row that is like none of the others.
const STRANGER: Content = Content { objective: 2, programme: 9, indicator: 99, target: 9 };

fn ids(contents: &[Content]) -> Vec<String> {
    let plan = plan(mapped(contents.iter().map(Content::row).collect()));
    plan.operational.into_iter().map(|row| row.base.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ids_are_unique_and_the_same_every_time(contents in contents()) {
        let once = ids(&contents);
        prop_assert_eq!(once.iter().collect::<BTreeSet<_>>().len(), contents.len());
        prop_assert_eq!(once, ids(&contents));
    }

    #[test]
    fn a_row_added_or_removed_elsewhere_changes_no_id(contents in contents(), at in any::<prop::sample::Index>()) {
        let at = at.index(contents.len() + 1);
        let mut more = contents.clone();
        more.insert(at, STRANGER);
        let mut left = ids(&more);
        left.remove(at);
        prop_assert_eq!(left, ids(&contents));
    }

    #[test]
    fn a_row_reworded_elsewhere_changes_no_id(contents in contents(), at in any::<prop::sample::Index>()) {
        let at = at.index(contents.len() + 1);
        let mut before = contents.clone();
        before.insert(at, STRANGER);
        let mut after = before.clone();
        after[at] = Content { indicator: 98, target: 1, ..STRANGER };
        let (mut before, mut after) = (ids(&before), ids(&after));
        prop_assert_ne!(before.remove(at), after.remove(at));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn rows_that_differ_keep_their_ids_when_they_change_places(contents in contents()) {
        let mut contents = contents;
        let mut seen = BTreeSet::new();
        contents.retain(|c| seen.insert((c.objective, c.programme, c.indicator, c.target)));
        let mut forth = ids(&contents);
        contents.reverse();
        forth.reverse();
        prop_assert_eq!(forth, ids(&contents));
    }
}

#[test]
fn the_form_of_the_source_changes_no_id() {
    let id = |objective: &str, indicator: &str, target: &str| {
        let fields = [(Field::Objective, objective), (Field::Indicator, indicator), (Field::Target, target)];
        plan(mapped(vec![row(Section::Operational, &fields)])).operational.remove(0).base.id
    };
    let one = id("1. Semplificazione Amministrativa", "n° comunicazioni / n° totale (≥ 5 gg)", "≥ 90%");
    assert!(one.starts_with("oi-") && one.len() == 13, "{one}");
    assert_eq!(one, id("1,Semplificazione \nAmministrativa", "n°comunicazioni/ \nn° totale (>=5gg)", ">=90%"));
    assert_eq!(one, id("OS 1", "N° comuni-\ncazioni / n° totale (≥ 5 gg)", "100%"));
    assert_ne!(one, id("2", "n° comunicazioni / n° totale (≥ 5 gg)", "≥ 90%"));
}
