//! Whatever lines a text holds, none of them is lost without a word.

#![no_main]

use cruscotto::document::{Body, Document, Format, Line, Page};
use cruscotto::normalise::normalise;
use cruscotto::plan::SourceInfo;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut number = 0;
    let pages: Vec<Page> = (1..)
        .zip(text.split('\u{c}'))
        .map(|(page, text)| {
            let lines = text.lines().map(|text| {
                number += 1;
                Line { number, text: text.to_owned() }
            });
            Page { number: page, lines: lines.collect() }
        })
        .collect();
    let count = u32::try_from(pages.len()).ok();
    let document = Document { format: Format::FlowText, pages: count, body: Body::Flow(pages), hidden: Vec::new() };
    let info =
        SourceInfo { file: "annex.txt".to_owned(), format: Format::FlowText, sha256: String::new(), pages: count };
    let plan = normalise(&document, info);
    let quoted = plan.diagnostics.iter().any(|d| d.code.id == "unplaced-text");
    assert!(plan.coverage.placed == plan.coverage.read || quoted, "text is lost without a word");
});
