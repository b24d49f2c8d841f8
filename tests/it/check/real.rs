//! `check` on the real annex, against what its reading by hand found (fixtures/giunta-92-2020/READING.md, B).

use std::path::Path;
use std::process::Command;

use cruscotto::trace::Place;

use crate::diff::plan;

/// What an auditor notes in the annex: the code of a finding and a line at which it stands.
const NOTED: &[(&str, &[u32])] = &[
    // Resolutions.
    (
        "resolution-without-number",
        &[230, 260, 287, 306, 322, 396, 458, 516, 535, 614, 768, 959, 1030, 1048, 1080, 1142, 2817],
    ),
    ("date-with-two-numbers", &[698]),
    ("resolution-without-date", &[1206]),
    // Remarks against values.
    ("target-before-insertion", &[648, 667]),
    ("updated-before-inserted", &[629]),
    ("target-after-removal", &[275, 294, 310, 384, 504, 595, 608, 686, 894, 1193]),
    ("remark-differs-between-sheets", &[2645]),
    // Footnotes.
    ("footnote-repeated", &[1770, 1776, 1782, 1788]),
    // What is missing.
    ("value-not-found", &[605, 1920, 2606]),
    ("unbalanced-parenthesis", &[915, 1706]),
    // Weights.
    ("total-is-not-100", &[2655, 2734, 2821, 2899]),
    // Targets.
    ("comparator-contradicts-words", &[3220]),
    ("unit-changes", &[191]),
    ("comparator-changes", &[411, 504, 732, 746, 772, 785]),
    ("target-gets-easier", &[759, 1090, 1130]),
    ("named-year-is-past", &[582, 621]),
    ("deadline-before-annex", &[1392, 1397, 1493, 2432, 3073]),
    ("deadline-before-resolution", &[1579, 1693, 1879]),
    // Names.
    ("numbering-slip", &[28, 44, 1543, 1646]),
    ("objective-retitled", &[424, 3006]),
];

#[test]
fn nothing_that_a_careful_reader_notes_is_missing() {
    let plan = plan("giunta-92-2020/annex.txt");
    let mut missing = Vec::new();
    for (code, lines) in NOTED {
        for line in *lines {
            let stands =
                |place: &Place| matches!(place, Place::Lines { first, last, .. } if first <= line && line <= last);
            let said = plan.diagnostics.iter().filter(|d| d.code.id == *code);
            if !said.filter_map(|d| d.places.as_ref()).any(|places| places.iter().any(stands)) {
                missing.push(format!("{code} at line {line}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    for name in ["S.Anagrafico Certificativo", "S.Staff", "Ufficio Legale", "S.G.RR.FF", "Servizio Segreteria Generale"]
    {
        let spelt = |m: &str| m.contains(&format!("`{name}`"));
        assert!(plan.diagnostics.iter().any(|d| d.code.id == "unit-spellings" && spelt(&d.message)), "{name}");
    }
}

/// Each of these findings was confirmed by reading. After a change that is meant, make the file anew
/// (`cruscotto check fixtures/giunta-92-2020/annex.txt > fixtures/giunta-92-2020/check.txt`) and read the difference.
#[test]
fn the_findings_are_those_that_were_confirmed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_cruscotto"))
        .args(["check", "fixtures/giunta-92-2020/annex.txt"])
        .current_dir(root)
        .output()
        .expect("the program starts");
    let kept = std::fs::read_to_string(root.join("fixtures/giunta-92-2020/check.txt")).expect("kept");
    let found = String::from_utf8(run.stdout).expect("UTF-8");
    let (found, kept): (Vec<&str>, Vec<&str>) = (found.lines().collect(), kept.lines().collect());
    let fresh: Vec<&&str> = found.iter().filter(|line| !kept.contains(line)).collect();
    let gone: Vec<&&str> = kept.iter().filter(|line| !found.contains(line)).collect();
    assert!(found == kept, "new: {fresh:#?}\ngone: {gone:#?}");
    assert_eq!(run.status.code(), Some(0), "no error in it");
}
