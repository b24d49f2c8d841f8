//! The parts of a workbook, in a container that is whole: what lies behind the zip's checksums.

#![no_main]

use arbitrary::Arbitrary;
use cruscotto::read::{ReadOptions, read};
use cruscotto::source::Source;
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
enum Package<'a> {
    Xlsx { sheet: &'a [u8], strings: &'a [u8], styles: &'a [u8] },
    Xlsb { book: &'a [u8], sheet: &'a [u8], strings: &'a [u8] },
    Ods { content: &'a [u8] },
}

const WORKBOOK: &[u8] =
    br#"<workbook xmlns:r="r"><sheets><sheet name="Piano" sheetId="1" r:id="s"/></sheets></workbook>"#;

fn relations(end: &str) -> Vec<u8> {
    format!(
        r#"<Relationships><Relationship Id="s" Type="t/worksheet" Target="worksheets/sheet1.{end}"/>
        <Relationship Id="t" Type="t/sharedStrings" Target="sharedStrings.{end}"/>
        <Relationship Id="u" Type="t/styles" Target="styles.{end}"/></Relationships>"#
    )
    .into_bytes()
}

fuzz_target!(|package: Package<'_>| {
    let (xlsx, xlsb) = (relations("xml"), relations("bin"));
    let parts: Vec<(&str, &[u8])> = match package {
        Package::Xlsx { sheet, strings, styles } => vec![
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", &xlsx),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", strings),
            ("xl/styles.xml", styles),
        ],
        Package::Xlsb { book, sheet, strings } => vec![
            ("xl/workbook.bin", book),
            ("xl/_rels/workbook.bin.rels", &xlsb),
            ("xl/worksheets/sheet1.bin", sheet),
            ("xl/sharedStrings.bin", strings),
        ],
        Package::Ods { content } => {
            vec![("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)]
        }
    };
    let bytes = stored(&parts);
    let _ = read(Source { name: "annex", bytes: &bytes }, &ReadOptions::default());
});

/// A container whose entries are not compressed.
fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let offset = size(&bytes);
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x50]);
        common.extend(crc(content).to_le_bytes());
        common.extend(size(content).to_le_bytes());
        common.extend(size(content).to_le_bytes());
        common.extend(size(name.as_bytes()).to_le_bytes()[..2].iter());
        common.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(*content);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length, count) = (size(&bytes), size(&directory), u16::try_from(parts.len()).expect("few"));
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn size(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a fuzzer's input is small")
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xEDB8_8320 } else { c >> 1 })
    })
}
