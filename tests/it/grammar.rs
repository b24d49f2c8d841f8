//! The grammars from outside: what holds for every text, and the texts of the real annex.

use cruscotto::grammar::{date, heading, mission, note, number, target, text, tick};
use cruscotto::plan::{Action, Date, TargetKind};
use proptest::prelude::*;

const ANNEX: &str = include_str!("../../fixtures/giunta-92-2020/annex.txt");

/// Texts made of the pieces of which targets, remarks and headings are made.
fn scraps() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "≥",
        ">=",
        "=>",
        "<",
        "=",
        "90",
        "1.234,56",
        "%",
        "gg",
        "gg.",
        "n.",
        "n°",
        "entro",
        "Entro",
        "il",
        "31/12/2020",
        "2 Dicembre 2019",
        "x",
        "x-1",
        "anno",
        "di",
        "rilevazione",
        "media cluster",
        "scostamento max",
        "da",
        "dall'",
        "Aggiornato",
        "Eliminato in sede di",
        "rolling annuale",
        "2018",
        "(1)",
        "della Giunta",
        "1.",
        "OS",
        "-",
        "–",
        "\n",
        "à",
        "€",
        "semestre",
        "I",
        "tra",
        "a medio",
        "/",
        "(",
        ")",
        "\u{a0}",
        "011_",
    ]);
    prop::collection::vec((piece, prop::sample::select(vec!["", " ", "\n"])), 0..9)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, blank)| [piece, blank]).collect())
}

fn read_by_all(text: &str) {
    let _ = (number::parse(text), date::parse(text), date::find(text), target::parse(text), target::looks_like(text));
    let _ = (note::parse_all(text), note::starts(text), note::is_complete(text), heading::parse(text));
    let _ = (mission::parse(text), tick::parse(text), text::normalise(text), text::join_lines(text));
    let _ = cruscotto::grammar::annex::label(text);
    let _ = cruscotto::grammar::annex::resolution(text);
    let _ = cruscotto::grammar::annex::organisation(text);
    let _ = cruscotto::grammar::annex::plan_year(text);
}

/// The text without white space.
fn ink(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>()) {
        read_by_all(&text);
    }

    #[test]
    fn no_mixture_of_known_pieces_makes_a_reader_panic(text in scraps()) {
        read_by_all(&text);
    }

    #[test]
    fn the_raw_text_of_a_target_is_what_was_printed(text in scraps()) {
        let raw = target::parse(&text).raw;
        prop_assert_eq!(ink(&raw).replace('-', ""), ink(&text).replace('-', ""));
        prop_assert_eq!(target::parse(&raw).kind, target::parse(&text).kind);
    }

    #[test]
    fn remarks_hold_all_the_text_of_their_cell(text in scraps()) {
        let held: String = note::parse_all(&text).iter().map(|note| ink(&note.raw)).collect();
        prop_assert_eq!(held.replace('-', ""), ink(&text).replace('-', ""));
    }

    #[test]
    fn a_day_is_read_as_it_is_printed(year in 1990..2090_i32, month in 1..13_u32, day in 1..32_u32) {
        let wanted = Date::new(year, month, day);
        let printed = format!("{day:02}/{month:02}/{year}");
        prop_assert_eq!(date::parse(&printed), wanted);
        prop_assert_eq!(date::parse(&printed.replace('/', ".")), wanted);
        let within = format!("n. 5 del {printed} (1)");
        prop_assert_eq!(date::find(&within).map(|(at, date)| (&within[at], date)), wanted.map(|date| (printed.as_str(), date)));
    }

    #[test]
    fn numbers_are_read_as_italians_print_them(whole in 0..10_000_000_u32, cents in 0..100_u32) {
        let digits = whole.to_string();
        let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
        let wanted = f64::from(whole) + f64::from(cents) / 100.0;
        let close = |read: Option<f64>| read.is_some_and(|value| (value - wanted).abs() < 1e-6);
        let (pointed, plain) = (format!("{},{cents:02}", groups.join(".")), format!("{whole},{cents:02}"));
        prop_assert!(close(number::parse(&pointed)), "{}", pointed);
        prop_assert!(close(number::parse(&plain)), "{}", plain);
    }
}

#[test]
fn the_form_of_a_comparison_does_not_matter() {
    for (one, other) in
        [("≥ 90%", ">=90 %"), ("=> 3,5", "≥3,5"), ("≤ 40 gg", "<=40gg."), ("x < x-1", "x<x - 1"), ("> Medio", ">Medio")]
    {
        assert_eq!(target::parse(one).kind, target::parse(other).kind, "{one} and {other}");
    }
}

#[test]
fn every_remark_of_the_real_annex_names_what_it_names() {
    // The remarks of the annex, cut where the next begins or an empty page end stands between.
    let starts: Vec<usize> = ["Aggiornato ", "Inserito ", "Eliminato "]
        .iter()
        .flat_map(|verb| ANNEX.match_indices(verb).map(|(at, _)| at))
        .filter(|at| note::starts(&ANNEX[*at..]))
        .collect();
    assert_eq!(starts.len(), 99, "99 remarks stand in the annex");
    for start in starts {
        let lines: Vec<&str> = ANNEX[start..].lines().filter(|line| !line.trim().is_empty()).take(6).collect();
        let whole = (1..=lines.len()).map(|n| lines[..n].join("\n")).find(|text| note::is_complete(text));
        let whole = whole.unwrap_or_else(|| panic!("no end in {lines:?}"));
        let notes = note::parse_all(&whole);
        assert_eq!(notes.len(), 1, "{whole}");
        assert!(notes[0].action.is_some() && notes[0].annual_rolling, "{whole}");
        assert_eq!(notes[0].occasion_year.is_some(), notes[0].date.is_none(), "{whole}");
    }
}

#[test]
fn a_removed_row_says_so() {
    let notes = note::parse_all("Eliminato in sede di rolling \n\nannuale 2018");
    assert_eq!(notes[0].action, Some(Action::Removed));
    assert_eq!((notes[0].occasion_year, notes[0].date), (Some(2018), None));
}

#[test]
fn what_no_rule_takes_is_text() {
    for text in ["tra 5 e 10", "SI/NO", "vedi allegato", "da 3 a 5", "3/4", "100% o 90%"] {
        assert_eq!(target::parse(text).kind, TargetKind::Text, "{text}");
    }
}
