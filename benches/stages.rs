//! Each stage of the pipeline, the whole, and the floor under it.
//!
//! ```text
//! cargo bench --bench stages                   all
//! cargo bench --bench stages -- normalise      some, by a part of their name
//! ```
//!
//! The floor is what no program can do without that reads a workbook and writes one: calamine alone
//! reads the cells, rust_xlsxwriter alone writes the same cells.

use std::io::Cursor;

use cruscotto::document::{Body, Document, Line, Page, Sheet};
use cruscotto::normalise::normalise;
use cruscotto::plan::{Plan, SourceInfo};
use cruscotto::plan_of;
use cruscotto::read::{ReadOptions, read};
use cruscotto::source::Source;
use cruscotto::write::{Content, Lang, WRITERS, WriteOptions, writer};
use divan::{Bencher, black_box};

/// A file of each format.
const FILES: [&str; 6] = [
    "corpus/101/annex.xlsx",
    "corpus/103/annex.xlsx",
    "corpus/103/annex.ods",
    "corpus/103/annex.xls",
    "corpus/103/annex.pdf",
    "giunta-92-2020/annex.txt",
];

/// How many times the plan is there in one document.
const TIMES: [usize; 4] = [1, 4, 16, 64];

fn main() {
    divan::main();
}

fn bytes(path: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn document(path: &str) -> Document {
    read(Source { name: path, bytes: &bytes(path) }, &ReadOptions::default()).expect("it reads")
}

fn info(document: &Document) -> SourceInfo {
    SourceInfo { file: "annex".to_owned(), format: document.format, sha256: String::new(), pages: document.pages }
}

fn plan(path: &str) -> Plan {
    plan_of(Source { name: path, bytes: &bytes(path) }, &ReadOptions::default()).expect("it reads")
}

fn options() -> WriteOptions {
    WriteOptions { lang: Lang::It, name: "annex".to_owned() }
}

#[divan::bench(args = FILES)]
fn reading(bencher: Bencher<'_, '_>, path: &str) {
    let bytes = bytes(path);
    bencher.bench_local(|| read(Source { name: path, bytes: black_box(&bytes) }, &ReadOptions::default()));
}

#[divan::bench(args = FILES)]
fn normalising(bencher: Bencher<'_, '_>, path: &str) {
    let document = document(path);
    bencher.bench_local(|| normalise(black_box(&document), info(&document)));
}

#[divan::bench(args = WRITERS.iter().map(|writer| writer.name))]
fn writing(bencher: Bencher<'_, '_>, format: &str) {
    let plan = plan(FILES[0]);
    let writer = writer(format).expect("it is one of the table");
    bencher.bench_local(|| (writer.write)(&Content::new(black_box(&plan)), &options()));
}

#[divan::bench(args = FILES)]
fn whole_into_a_workbook(bencher: Bencher<'_, '_>, path: &str) {
    let bytes = bytes(path);
    let writer = writer("xlsx").expect("it is one of the table");
    bencher.bench_local(|| {
        let plan = plan_of(Source { name: path, bytes: black_box(&bytes) }, &ReadOptions::default());
        (writer.write)(&Content::new(&plan.expect("it reads")), &options())
    });
}

#[divan::bench(args = FILES[..4].iter())]
fn floor(bencher: Bencher<'_, '_>, path: &str) {
    let bytes = bytes(path);
    bencher.bench_local(|| copy(black_box(&bytes)));
}

/// Reads all sheets with calamine and writes their cells with `rust_xlsxwriter`.
fn copy(bytes: &[u8]) -> Vec<u8> {
    use calamine::{Data, Reader};
    let mut source = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).expect("it opens");
    let mut target = rust_xlsxwriter::Workbook::new();
    for (_, range) in source.worksheets() {
        let sheet = target.add_worksheet();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let row = top + u32::try_from(row).expect("a sheet's row");
            let column = u16::try_from(left as usize + column).expect("a sheet's column");
            match cell {
                Data::Float(number) => sheet.write_number(row, column, *number),
                Data::Int(number) => sheet.write_string(row, column, number.to_string()),
                other => sheet.write_string(row, column, other.to_string()),
            }
            .expect("it fits");
        }
    }
    target.save_to_buffer().expect("memory")
}

#[divan::bench(args = TIMES)]
fn growth_of_a_grid(bencher: Bencher<'_, '_>, times: usize) {
    let mut document = document("corpus/103/annex.xlsx");
    let Body::Grid(sheets) = &mut document.body else { unreachable!("a workbook is a grid") };
    let copies = (0..times).flat_map(|n| {
        sheets.iter().map(move |sheet| Sheet { name: format!("{} {n}", sheet.name).into(), cells: sheet.cells.clone() })
    });
    *sheets = copies.collect();
    bencher.bench_local(|| normalise(black_box(&document), info(&document)));
}

#[divan::bench(args = TIMES)]
fn growth_of_a_flow(bencher: Bencher<'_, '_>, times: usize) {
    let mut document = document("giunta-92-2020/annex.txt");
    let Body::Flow(pages) = &mut document.body else { unreachable!("a text is a flow") };
    let mut number = 0;
    let copies = (1..).zip((0..times).flat_map(|_| pages.iter())).map(|(page, original)| {
        let lines = original.lines.iter().map(|line| {
            number += 1;
            Line { number, text: line.text.clone() }
        });
        Page { number: page, lines: lines.collect() }
    });
    *pages = copies.collect();
    bencher.bench_local(|| normalise(black_box(&document), info(&document)));
}
