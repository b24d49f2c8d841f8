//! Readers, on the files of `fixtures/corpus` and on small ones made here.

mod hostile;
pub mod package;

use cruscotto::document::{Body, Document, Format, Sheet};
use cruscotto::normalise::normalise;
use cruscotto::plan::SourceInfo;
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
fn xlsb_reads_like_the_same_table_in_text() {
    let text = include_str!("../../fixtures/small/annex.csv");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(';').collect()).collect();
    let doc = read_bytes("annex.xlsb", &package::xlsb(&rows));
    assert_eq!(doc.format, Format::Xlsb);
    for (row, cells) in (0..).zip(&rows) {
        for (col, shown) in (0..).zip(cells) {
            assert_eq!(cell(&doc, "Piano", row, col).0, *shown);
        }
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

fn read_bytes(name: &str, bytes: &[u8]) -> Document {
    read(Source { name, bytes }, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// Places and texts of the cells of the first sheet.
fn cells(document: &Document) -> Vec<(String, &str)> {
    sheets(document)[0].cells.iter().map(|c| (c.place.to_string(), c.text.as_str())).collect()
}

#[test]
fn delimited_text_reads_alike_in_every_dialect_and_encoding() {
    for file in ["comma.csv", "semicolon-bom.csv", "windows-1252.csv", "utf-16.txt", "utf-8.tsv"] {
        let doc = document(&format!("delimited/{file}"));
        assert_eq!(doc.format, Format::Delimited, "{file}");
        let stem = file.split('.').next().unwrap_or_default();
        assert_eq!(&*sheets(&doc)[0].name, stem);
        assert_eq!(sheets(&doc)[0].cells.len(), 19, "{file}");
        assert_eq!(cell(&doc, stem, 0, 4).0, "Unità organizzativa", "{file}");
        assert_eq!(cell(&doc, stem, 1, 1).0, "Tempi medi di rilascio, in giorni", "{file}");
        assert_eq!(cell(&doc, stem, 1, 4).0, "Servizio \"Registro Imprese\"", "{file}");
        assert_eq!(cell(&doc, stem, 2, 1).0, "Grado di soddisfazione\n(1 - 5)", "{file}");
        // A blank line is a row, as a spreadsheet shows it.
        assert_eq!(cell(&doc, stem, 4, 0), ("Accessibilità", format!("{stem}!A5")), "{file}");
    }
}

#[test]
fn text_of_a_pdf_is_a_flow() {
    let doc = document("giunta-92-2020/annex.txt");
    assert_eq!((doc.format, doc.pages), (Format::FlowText, Some(26)));
}

#[test]
fn hidden_rows_and_columns_shorten_the_cells_over_them() {
    let xlsx = package::xlsx(
        r#"<cols><col min="3" max="3" hidden="1"/></cols><sheetData>
           <row r="1" hidden="1"><c r="A1" t="str"><v>fusa</v></c><c r="B1" t="str"><v>nascosta</v></c></row>
           <row r="2"><c r="A2" t="str"><v>sotto</v></c><c r="B2" t="str"><v>larga</v></c></row>
           <row r="3"/><row r="4" ht="0"/></sheetData>
           <mergeCells><mergeCell ref="A1:A4"/><mergeCell ref="B2:C2"/></mergeCells>"#,
    );
    let ods = package::ods(
        r#"<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
           <table:table-row table:visibility="collapse">
             <table:table-cell table:number-rows-spanned="4"><text:p>fusa</text:p></table:table-cell>
             <table:table-cell><text:p>nascosta</text:p></table:table-cell></table:table-row>
           <table:table-row><table:covered-table-cell><text:p>sotto</text:p></table:covered-table-cell>
             <table:table-cell table:number-columns-spanned="2"><text:p>larga</text:p></table:table-cell>
             </table:table-row>
           <table:table-row/><table:table-row table:visibility="filter"/>"#,
    );
    for (name, bytes) in [("a.xlsx", &xlsx), ("a.ods", &ods)] {
        let doc = read_bytes(name, bytes);
        let spans: Vec<_> = sheets(&doc)[0].cells.iter().map(|c| (c.row, c.col, c.rows, c.cols)).collect();
        assert_eq!(spans, [(1, 0, 2, 1), (1, 1, 1, 1)], "{name}");
        assert_eq!(cells(&doc), [("Piano!A1:A4".to_owned(), "fusa"), ("Piano!B2:C2".to_owned(), "larga")], "{name}");
        let hidden: Vec<_> = doc.hidden.iter().map(|h| (h.what, h.place.to_string(), h.texts.join("|"))).collect();
        let expected = [("cell", "Piano!A2", "sotto"), ("row", "Piano!B1", "nascosta")];
        assert_eq!(hidden, expected.map(|(what, place, text)| (what, place.to_owned(), text.to_owned())), "{name}");
    }
}

#[test]
fn values_show_as_in_an_italian_spreadsheet() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="&quot;≥&quot;0%"/></numFmts><cellXfs>
        <xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs></styleSheet>"#;
    let strings = r#"<sst><si><r><t xml:space="preserve">due </t></r><r><rPr><b/></rPr><t>parti&#10;e righe</t></r>
        <rPh sb="0" eb="1"><t>lettura</t></rPh></si></sst>"#;
    let sheet = r#"<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c s="1"><v>0.85</v></c><c s="2"><v>44196</v></c>
        <c s="3"><f>SUM(A1)</f><v>0.9</v></c><c><v>1.45</v></c><c s="4"><v>1234.5</v></c><c t="b"><v>1</v></c>
        <c t="e"><v>#N/A</v></c><c t="d"><v>2020-12-31T00:00:00</v></c><c><f>A1+1</f></c><c t="str"><f>A1</f><v></v></c>
        <c><f>SUM(J2)</f><v/></c></row></sheetData>"#;
    let doc = read_bytes("a.xlsx", &package::xlsx_with(sheet, strings, styles));
    let shown: Vec<&str> = sheets(&doc)[0].cells.iter().map(|c| c.text.as_str()).collect();
    let expected =
        ["due parti\ne righe", "85%", "31/12/2020", "≥90%", "1,45", "1.234,50", "VERO", "#N/D", "31/12/2020"];
    assert_eq!(shown, expected);
    // A formula without a cached result shows nothing; that it is there is told.
    let hidden: Vec<_> = doc.hidden.iter().map(|h| (h.what, h.place.to_string(), h.texts.join("|"))).collect();
    let expected = [("Piano!J2", "=A1+1"), ("Piano!L2", "=SUM(J2)")];
    assert_eq!(hidden, expected.map(|(place, text)| ("formula", place.to_owned(), text.to_owned())));
    let source = SourceInfo { file: "a.xlsx".to_owned(), format: doc.format, sha256: String::new(), pages: None };
    let plan = normalise(&doc, source);
    let told: Vec<_> = plan.diagnostics.iter().filter(|d| d.code.id == "not-calculated").collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].message.contains("Piano!J2 `=A1+1`, Piano!L2 `=SUM(J2)`"), "{}", told[0].message);
}
