//! A `plan.json` is read or refused; what is read comes back from what is written.

#![no_main]

use cruscotto::restore::plan_json;
use cruscotto::source::Source;
use cruscotto::write::json;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(Some(plan)) = plan_json(Source { name: "plan.json", bytes }) else { return };
    let written = json::artifact(&plan).bytes;
    let again = plan_json(Source { name: "plan.json", bytes: &written }).expect("ours").expect("a plan");
    assert!(json::artifact(&again).bytes == written, "another plan from what was written");
});
