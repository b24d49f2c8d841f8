//! Files made to break a reader: refused with a clear message, or read for what they hold.

use cruscotto::read::{Limits, ReadError, ReadOptions, read};
use cruscotto::source::Source;

use super::package::{ods, xlsx, xlsx_with, zip};
use super::{fixture, sheets};

fn error(name: &str, bytes: &[u8]) -> ReadError {
    read(Source { name, bytes }, &ReadOptions::default()).expect_err("it is refused")
}

/// The option that raises the limit which refuses a file.
#[track_caller]
fn check_limit(bytes: &[u8], limits: Limits, option: &str) {
    let options = ReadOptions { limits, ..ReadOptions::default() };
    match read(Source { name: "annex", bytes }, &options) {
        Err(ReadError::Limit { option: found, found: size, limit, .. }) => {
            assert_eq!(found, option);
            assert!(size > limit, "{size} is more than {limit}");
        }
        other => panic!("{option}: not refused but {other:?}"),
    }
}

#[test]
fn every_limit_is_held_and_named() {
    let default = Limits::default();
    let xlsx = fixture("corpus/104/annex.xlsx");
    check_limit(&xlsx, Limits { file_bytes: 1000, ..default }, "--max-file-size");
    check_limit(&xlsx, Limits { entries: 3, ..default }, "--max-entries");
    check_limit(&xlsx, Limits { part_bytes: 1000, ..default }, "--max-part-size");
    check_limit(&xlsx, Limits { total_bytes: 100_000, ..default }, "--max-total-size");
    for format in ["xlsx", "xls", "ods"] {
        let bytes = fixture(&format!("corpus/104/annex.{format}"));
        check_limit(&bytes, Limits { sheets: 3, ..default }, "--max-sheets");
        check_limit(&bytes, Limits { cells: 600, ..default }, "--max-cells");
        check_limit(&bytes, Limits { text_bytes: 1000, ..default }, "--max-text");
    }
    check_limit(&xlsx, Limits { depth: 3, ..default }, "--max-depth");
    let table = "a;b;c\n".repeat(100);
    check_limit(table.as_bytes(), Limits { text_bytes: 100, ..default }, "--max-text");
    check_limit(table.as_bytes(), Limits { cells: 200, ..default }, "--max-cells");
    check_limit(b"\n\n\n\nuna riga", Limits { lines: 3, ..default }, "--max-lines");
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let default = Limits::default();
    let blanks = " ".repeat(2_000_000);
    check_limit(&xlsx(&blanks), default, "--max-ratio");
    check_limit(&xlsx(&"<a>".repeat(1000)), default, "--max-depth");

    let many: Vec<(String, Vec<u8>)> = (0..1001).map(|n| (format!("{n}"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    check_limit(&zip(&many), default, "--max-entries");

    // One long string in many cells, one cell in all rows and columns.
    let long = "x".repeat(50_000);
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(1000);
    let bytes = xlsx_with(
        &format!("<sheetData><row>{cells}</row></sheetData>"),
        &format!("<sst><si><t>{long}</t></si></sst>"),
        "",
    );
    check_limit(&bytes, Limits { ratio: 10_000, ..default }, "--max-text");
    let bytes =
        ods(r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"
           table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row>"#);
    check_limit(&bytes, default, "--max-cells");
}

#[test]
fn declared_sizes_are_not_believed() {
    let far = r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>
        <mergeCells count="4294967295"><mergeCell ref="A1:XFC1048575"/></mergeCells>"#;
    let strings = r#"<sst count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>"#;
    let bytes = xlsx_with(far, strings, "");
    let document = read(Source { name: "far.xlsx", bytes: &bytes }, &ReadOptions::default()).expect("it reads");
    let cells: Vec<_> = sheets(&document)[0].cells.iter().map(|c| (c.place.to_string(), c.text.as_str())).collect();
    assert_eq!(cells, [("Piano!A1:XFC1048575".to_owned(), "1"), ("Piano!XFD1048576".to_owned(), "2")]);
}

#[test]
fn damage_is_told_from_other_formats() {
    let refused = |name: &str, bytes: &[u8]| error(name, bytes).to_string();
    let xlsx = fixture("corpus/104/annex.xlsx");
    assert!(refused("a.xlsx", &xlsx[..20_000]).contains("damaged xlsx file"));
    assert!(refused("a.xls", &fixture("corpus/104/annex.xls")[..600]).contains("damaged xls file"));
    assert!(refused("a.ods", &fixture("corpus/104/annex.ods")[..20_000]).contains("damaged ods file"));

    assert!(matches!(error("a.txt", b""), ReadError::Empty(_)));
    assert!(matches!(error("a.txt", b"\xEF\xBB\xBF \n\n"), ReadError::Empty(_)));
    assert!(refused("a.xls", b"\n<HTML><table>").contains("a web page"));
    assert!(refused("a.xlsx", b"\x89PNG\r\n\x1a\n").contains("a picture (PNG)"));
    assert!(refused("a.xlsx", b"\x1F\x8B\x08").contains("gzip"));
    assert!(refused("a.xlsx", &zip(&[("word/document.xml", b"")])).contains("word processor"));
    assert!(refused("a.xlsx", &zip(&[("a.txt", b"")])).contains("an archive (zip)"));
    assert!(refused("a.txt", &[1, 2, 3, 4, 5, 6, 7]).contains("neither a text nor a format that is known"));
}

#[test]
fn entities_are_not_expanded() {
    let bytes =
        xlsx(r#"<!DOCTYPE a [<!ENTITY b "bbbb">]><sheetData><c t="inlineStr"><is><t>&b;</t></is></c></sheetData>"#);
    assert!(error("a.xlsx", &bytes).to_string().contains("an entity of its own"));
}

#[test]
fn two_entries_of_one_name_are_refused() {
    let mut bytes = zip(&[("xl/workbook.xml", b"<a/>"), ("xl/workbook.xmm", b"<b/>")]);
    while let Some(at) = bytes.windows(3).position(|w| w == b"xmm") {
        bytes[at + 2] = b'l';
    }
    assert!(error("a.xlsx", &bytes).to_string().contains("one name"));
}

#[test]
fn passwords_are_asked_to_be_removed() {
    let xls = fixture("corpus/104/annex.xls");
    // The stream of an encrypted xlsx: the workbook's directory entry under that name.
    let name = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let entry = xls.windows(18).position(|w| w == name("Workbook\0")).expect("the directory entry");
    let mut encrypted = xls.clone();
    encrypted[entry..entry + 32].copy_from_slice(&name("EncryptedPackage"));
    encrypted[entry + 64] = 34;
    assert!(matches!(error("a.xlsx", &encrypted), ReadError::Locked { .. }));

    // The record that begins an encrypted xls, in place of the one with the user's name.
    let record = xls.windows(4).position(|w| w == [0x5C, 0, 0x70, 0]).expect("the record");
    let mut protected = xls;
    protected[record] = 0x2F;
    assert!(matches!(error("a.xls", &protected), ReadError::Locked { .. }));
}
