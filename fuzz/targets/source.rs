//! Any bytes are a plan or an error.

#![no_main]

use cruscotto::read::ReadOptions;
use cruscotto::source::Source;
use cruscotto::write::json;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = Source { name: "annex", bytes };
    let Ok(plan) = cruscotto::plan_of(source, &ReadOptions::default()) else { return };
    assert!(plan.coverage.placed <= plan.coverage.read);
    let again = cruscotto::plan_of(source, &ReadOptions::default()).expect("it was read once");
    assert!(json::artifact(&again) == json::artifact(&plan), "another plan from the same file");
    assert!(cruscotto::restore::plan_json(Source { name: "plan.json", bytes: &json::artifact(&plan).bytes }).is_ok());
});
