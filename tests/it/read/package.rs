//! Small workbooks, made part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip container.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a new name");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="Piano" r:id="s"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="s" Type="t/worksheet" Target="sheet.xml"/>
    <Relationship Id="t" Type="t/sharedStrings" Target="/xl/strings.xml"/>
    <Relationship Id="u" Type="t/styles" Target="styles.xml"/></Relationships>"#;

/// An xlsx with one sheet, given what stands inside its `worksheet` element.
pub fn xlsx(sheet: &str) -> Vec<u8> {
    xlsx_with(sheet, "", "")
}

/// The same with shared strings and styles.
pub fn xlsx_with(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    zip(&[
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/strings.xml", strings.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sheet.xml", sheet.as_bytes()),
    ])
}

/// An ods with one table, given what stands inside it.
pub fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Piano\">{table}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

/// An xlsb with one sheet of texts.
pub fn xlsb(rows: &[Vec<&str>]) -> Vec<u8> {
    const SHEET: u16 = 156;
    const ROW: u16 = 0;
    const TEXT: u16 = 6;
    let int = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
    let text = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        [&int(units.len())[..], &units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>()].concat()
    };
    let workbook = record(SHEET, &[&int(0)[..], &int(1), &text("s"), &text("Piano")].concat());
    let mut sheet = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        sheet.extend(record(ROW, &[&int(row)[..], &int(0), &300_u16.to_le_bytes(), &[0, 0]].concat()));
        for (col, cell) in cells.iter().enumerate() {
            sheet.extend(record(TEXT, &[&int(col)[..], &int(0), &text(cell)].concat()));
        }
    }
    zip(&[
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", RELATIONS.replace("sheet.xml", "sheet.bin").as_bytes()),
        ("xl/strings.xml", b""),
        ("xl/styles.xml", b""),
        ("xl/sheet.bin", &sheet),
    ])
}

/// A record of a binary part: kind, length, content.
fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let mut record = Vec::new();
    let mut compact = |mut number: usize| loop {
        let low = u8::try_from(number & 0x7F).expect("seven bits");
        number >>= 7;
        record.push(if number > 0 { low | 0x80 } else { low });
        if number == 0 {
            break;
        }
    };
    compact(kind.into());
    compact(content.len());
    record.extend(content);
    record
}
