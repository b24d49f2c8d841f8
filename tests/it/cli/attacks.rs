//! Files made to harm the machine, given to the program itself: each is refused or read, with a clear
//! message, in the memory and the processor time that it may use. The limits are the system's
//! (`ulimit`): a process that passes one is killed, and the test sees no exit status.

use std::path::Path;
use std::process::Command;

use super::{Run, put};
use crate::read::package::{ods, xlsx, xlsx_with, zip};

/// Kilobytes of address space that a run may take: more than the memory that it uses.
const MEMORY: u32 = 128 * 1024;

/// Seconds of processor time. The program is built without optimisation here.
const SECONDS: u32 = if cfg!(debug_assertions) { 30 } else { 1 };

/// What the program is expected to do with a file.
enum Ends {
    /// It is refused, with these words in the message.
    Refused(&'static str),
    /// It is read, and there is a plan.
    Read,
}
use Ends::{Read, Refused};

fn run(folder: &Path, name: &str) -> Run {
    let script = format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}; exec \"$0\" check \"$1\"");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_cruscotto"), name])
        .current_dir(folder)
        .output()
        .expect("sh runs");
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

#[track_caller]
fn check(name: &str, bytes: &[u8], ends: &Ends) {
    let folder = tempfile::tempdir().expect("temporary folder");
    put(folder.path(), name, bytes);
    let run = run(folder.path(), name);
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(matches!(run.status, Some(0 | 1)), "{name}: killed, or in disorder: {said}");
    match ends {
        Refused(words) => {
            assert_eq!(run.status, Some(1), "{name}: {said}");
            assert!(run.stderr.contains(words) && run.stderr.contains(name), "{name}: {said}");
            assert!(!said.contains("panicked"), "{name}: {said}");
        }
        Read => assert!(!run.stderr.contains("error: "), "{name}: {said}"),
    }
}

/// An xlsx of 1.7 kB that made a reader ask for 549 GB.
#[test]
fn two_cells_at_the_ends_of_the_sheet() {
    let far = r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:XFC1048575"/></mergeCells>"#;
    check("far.xlsx", &xlsx(far), &Read);
    let rows = r#"<sheetData><row r="4294967295"><c r="ZZZZZZZ4294967295"><v>1</v></c></row></sheetData>"#;
    check("farther.xlsx", &xlsx(rows), &Refused("damaged xlsx file"));
}

#[test]
fn counts_that_are_not_true() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>99999999</v></c></row></sheetData>
        <mergeCells count="4294967295"/>"#;
    let strings = r#"<sst count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>"#;
    let styles = r#"<styleSheet><cellXfs count="4294967295"><xf numFmtId="0"/></cellXfs></styleSheet>"#;
    check("counts.xlsx", &xlsx_with(sheet, strings, styles), &Refused("damaged xlsx file"));
    let sheet = sheet.replace("99999999", "0");
    check("counts.xlsx", &xlsx_with(&sheet, strings, styles), &Read);
}

/// An ods of 685 bytes that made a reader take 6 GB.
#[test]
fn one_cell_repeated_over_the_sheet() {
    let cell = |rows: &str, cols: &str| {
        ods(&format!(
            r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string"
               table:number-columns-repeated="{cols}"><text:p>a</text:p></table:table-cell></table:table-row>"#
        ))
    };
    check("repeated.ods", &cell("1048576", "16384"), &Refused("--max-cells"));
    check("repeated.ods", &cell("4294967295", "4294967295"), &Refused("repeated.ods"));
    let blanks = ods(r#"<table:table-row table:number-rows-repeated="4000000000"><table:table-cell
           table:number-columns-repeated="4000000000"/></table:table-row>"#);
    check("blanks.ods", &blanks, &Read);
    let text = ods(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="4000000000"/>b</text:p>
           </table:table-cell></table:table-row>"#,
    );
    check("spaces.ods", &text, &Read);
}

#[test]
fn archives_that_unpack_to_much() {
    check("ratio.xlsx", &xlsx(&" ".repeat(20_000_000)), &Refused("--max-ratio"));
    let many: Vec<String> = (0..5_000).map(|n| format!("{n}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    check("many.xlsx", &zip(&many), &Refused("--max-entries"));

    // Ten entries of 40 MB that do not look like a bomb each would be 400 MB in all.
    let mut noise = 1_u64;
    let mut line = || {
        noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("{noise:016x}").repeat(20)
    };
    let part: String = (0..60_000).map(|_| line()).collect();
    let parts: Vec<String> = (0..16).map(|n| format!("xl/{n}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|name| (name.as_str(), part.as_bytes())).collect();
    check("total.xlsx", &zip(&parts), &Refused("--max-total-size"));
}

#[test]
fn elements_inside_one_another() {
    check("deep.xlsx", &xlsx(&"<a>".repeat(200_000)), &Refused("--max-"));
    let deep = format!("<table:table-row><table:table-cell>{}", "<text:span>".repeat(200_000));
    check("deep.ods", &ods(&deep), &Refused("--max-"));
}

#[test]
fn entities_that_grow() {
    let laughs: Vec<String> =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = laughs.concat();
    let sheet = format!(
        "<!DOCTYPE a [<!ENTITY l0 \"ha\">{laughs}]><sheetData><c t=\"inlineStr\"><is><t>&l9;</t></is></c></sheetData>"
    );
    check("laughs.xlsx", &xlsx(&sheet), &Refused("an entity of its own"));
}

#[test]
fn texts_without_an_end() {
    check("line.csv", "a;b;c;".repeat(400_000).as_bytes(), &Refused("--max-cells"));
    check("lines.txt", "una riga\n".repeat(60_000).as_bytes(), &Refused("--max-lines"));
    check("quote.csv", format!("a;b\n\"{}", "x;\n".repeat(100_000)).as_bytes(), &Read);
    check("bytes.txt", &[b'a'].repeat(40 << 20), &Refused("--max-text"));
}

#[cfg(feature = "pdf")]
#[test]
fn pdfs_that_go_round() {
    let objects = |objects: &[&str]| {
        let body = objects.iter().enumerate().map(|(n, o)| format!("{} 0 obj\n{o}\nendobj\n", n + 1));
        let body = body.collect::<Vec<_>>().concat();
        format!("%PDF-1.7\n{body}trailer\n<< /Root 1 0 R /Size {} >>\n%%EOF\n", objects.len() + 1).into_bytes()
    };
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>";
    let tree = objects(&[catalog, "<< /Type /Pages /Count 1 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>"]);
    check("tree.pdf", &tree, &Refused("tree.pdf"));
    let deep = format!("<< /Type /Pages /Count 1 /Kids {}{} >>", "[".repeat(100_000), "]".repeat(100_000));
    check("deep.pdf", &objects(&[catalog, &deep]), &Refused("deep.pdf"));

    // A form that draws itself, twice.
    let form = "q /F Do /F Do Q";
    let form = format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length {} >>\n\
         stream\n{form}\nendstream",
        form.len()
    );
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R \
                /Resources << /XObject << /F 4 0 R >> >> >>";
    let content = "<< /Length 5 >>\nstream\n/F Do\nendstream";
    let pages = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
    check("form.pdf", &objects(&[catalog, pages, page, &form, content]), &Refused("form.pdf"));

    // One page, which is there a million times.
    let many = format!("<< /Type /Pages /Count 1000000 /Kids [{}] >>", "3 0 R ".repeat(1_000_000));
    check("pages.pdf", &objects(&[catalog, &many, page, &form, content]), &Refused("pages.pdf"));
}
