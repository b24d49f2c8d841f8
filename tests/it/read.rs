//! Readers, on the files of `fixtures/corpus` and on small ones made here.

use cruscotto::document::{Body, Document, Sheet};
use cruscotto::read::{ReadOptions, read};
use cruscotto::source::Source;

fn fixture(path: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn document(path: &str) -> Document {
    let bytes = fixture(path);
    let source = Source { name: path.rsplit('/').next().unwrap_or(path), bytes: &bytes };
    read(source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn sheets(document: &Document) -> &[Sheet] {
    match &document.body {
        Body::Grid(sheets) => sheets,
        Body::Flow(_) => panic!("a flow, not sheets"),
    }
}

/// The text of a cell, and the range that it covers.
fn cell<'a>(document: &'a Document, sheet: &str, row: u32, col: u32) -> (&'a str, String) {
    let sheet = sheets(document).iter().find(|s| &*s.name == sheet).expect("the sheet");
    let cell = sheet.cells.iter().find(|c| (c.row, c.col) == (row, col)).expect("the cell");
    (&cell.text, cell.place.to_string())
}

#[test]
fn xlsx_shows_what_a_spreadsheet_shows() {
    let doc = document("corpus/101/annex.xlsx");
    // A date, a number under the general format, and text in a cell merged over three rows.
    assert_eq!(cell(&doc, "cruscotto 1", 3, 3).0, "30/06/2017");
    assert_eq!(cell(&doc, "cruscotto 1", 4, 3).0, "1");
    let percents: Vec<&str> = sheets(&doc)
        .iter()
        .flat_map(|s| &s.cells)
        .map(|c| &*c.text)
        .filter(|t| t.len() < 9 && t.ends_with('%'))
        .collect();
    for shown in ["100%", "100,00%", "59,5%", "< 20%", "> 50%"] {
        assert!(percents.contains(&shown), "{shown} is missing from {percents:?}");
    }
}

#[test]
fn hidden_columns_are_left_out_and_named() {
    let doc = document("corpus/104/annex.xlsx");
    let hidden: Vec<_> = doc.hidden.iter().map(|h| (h.what, h.place.to_string())).collect();
    assert_eq!(hidden, [("column", "3_Obiettivi operativi!H5:H76".to_owned())]);
    assert_eq!(doc.hidden[0].texts[1], "crescente");

    let bytes = fixture("corpus/104/annex.xlsx");
    let options = ReadOptions { include_hidden: true, ..ReadOptions::default() };
    let all = read(Source { name: "annex.xlsx", bytes: &bytes }, &options).expect("it reads");
    assert_eq!(all.hidden, []);
    assert_eq!(cell(&all, "3_Obiettivi operativi", 4, 7).0, "Polarità");
}

/// The cells of a document, white space folded: place, position and span, text.
fn folded(document: &Document) -> Vec<String> {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cells = sheets(document).iter().flat_map(|sheet| &sheet.cells);
    cells.map(|c| format!("{} {},{} {}x{} {}", c.place, c.row, c.col, c.rows, c.cols, fold(&c.text))).collect()
}

/// The xls and ods files were made from the xlsx ones by a spreadsheet program. It folds runs of
/// blanks in ods cells with formatting; nothing else may differ.
#[test]
fn one_workbook_in_three_formats_shows_the_same() {
    for case in ["101", "102", "103", "104", "105", "106"] {
        let [xlsx, xls, ods] = ["xlsx", "xls", "ods"].map(|form| document(&format!("corpus/{case}/annex.{form}")));
        assert!(folded(&xlsx).len() > 500, "{case} has cells");
        for (name, other) in [("xls", &xls), ("ods", &ods)] {
            for (a, b) in folded(&xlsx).iter().zip(&folded(other)) {
                assert_eq!(a, b, "{case}: xlsx and {name}");
            }
            assert_eq!(folded(&xlsx).len(), folded(other).len(), "{case}: xlsx and {name}");
            assert_eq!(xlsx.hidden, other.hidden, "{case}: hidden in xlsx and {name}");
        }
    }
}
