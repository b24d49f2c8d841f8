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
