//! The grammars of targets, remarks, numbers, dates and headings take any text and lose none of it.

#![no_main]

use cruscotto::grammar::{annex, date, heading, mission, note, number, target, text, tick};
use libfuzzer_sys::fuzz_target;

fn ink(text: &str) -> String {
    text.split_whitespace().collect::<String>().replace('-', "")
}

fuzz_target!(|input: &str| {
    let _ = (number::parse(input), date::parse(input), date::find(input), target::looks_like(input));
    let _ = (note::starts(input), note::is_complete(input), heading::parse(input), mission::parse(input));
    let _ = (tick::parse(input), text::normalise(input), text::join_lines(input));
    let _ = (annex::label(input), annex::resolution(input), annex::organisation(input), annex::plan_year(input));
    let target = target::parse(input);
    assert_eq!(ink(&target.raw), ink(input));
    assert_eq!(target::parse(&target.raw).kind, target.kind);
    let held: String = note::parse_all(input).iter().map(|note| ink(&note.raw)).collect();
    assert_eq!(held, ink(input));
});
