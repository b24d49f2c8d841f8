//! Which format the content shows.

use std::borrow::Cow;
use std::io::Read;

use super::archive::Archive;
use super::compound::{self, Compound};
use super::delimited::{self, Delimiter};
use super::fault::Fault;
use super::limits::Limits;
use super::{ReadError, layout_text, text};
use crate::document::Format;
use crate::source::Source;

/// What a source turned out to be.
pub enum Sniffed<'a> {
    /// A format of bytes.
    Binary(Format),
    /// Delimited text.
    Delimited(Cow<'a, str>, Delimiter),
    /// Text with columns aligned by blanks.
    Layout(Cow<'a, str>),
    /// Text in reading order.
    Flow(Cow<'a, str>),
}

/// The format of a source.
///
/// # Errors
/// When it is none that can be read, or is protected by a password.
pub fn format(source: Source<'_>) -> Result<Format, ReadError> {
    Ok(match sniff(source, &Limits::default())? {
        Sniffed::Binary(format) => format,
        Sniffed::Delimited(..) => Format::Delimited,
        Sniffed::Layout(_) => Format::LayoutText,
        Sniffed::Flow(_) => Format::FlowText,
    })
}

/// How files begin that are often taken for annexes and are none.
const OTHERS: [(&[u8], &str); 22] = [
    (b"\x89PNG", "a picture (PNG); an annex that was scanned needs text recognition (OCR) first"),
    (b"\xFF\xD8\xFF", "a picture (JPEG); an annex that was scanned needs text recognition (OCR) first"),
    (b"II*\0", "a picture (TIFF); an annex that was scanned needs text recognition (OCR) first"),
    (b"MM\0*", "a picture (TIFF); an annex that was scanned needs text recognition (OCR) first"),
    (b"GIF8", "a picture (GIF); an annex that was scanned needs text recognition (OCR) first"),
    (b"\x1F\x8B", "a compressed file (gzip); unpack it first"),
    (b"BZh", "a compressed file (bzip2); unpack it first"),
    (b"\xFD7zXZ", "a compressed file (xz); unpack it first"),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7z); unpack it first"),
    (b"Rar!", "an archive (rar); unpack it first"),
    (b"{\\rtf", "a word processor's document (RTF); export it as PDF"),
    (
        b"\x09\x08\x10\x00",
        "an old workbook without its container; open it in a spreadsheet program and save it as xlsx",
    ),
    (b"\x09\x08\x08\x00", "a workbook of Excel 5 or 95; open it in a spreadsheet program and save it as xlsx"),
    (b"\x09\x04\x06\x00", "a workbook of Excel 4; open it in a spreadsheet program and save it as xlsx"),
    (b"\x30\x82", "a signed document (p7m) or certificate; extract the file that was signed"),
    (b"\x30\x80", "a signed document (p7m); extract the file that was signed"),
    (b"-----BEGIN", "a signed document (p7m) or certificate; extract the file that was signed"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"PAR1", "a table of data (Parquet)"),
    (b"\x7FELF", "a program"),
    (b"MZ", "a program"),
    (b"From ", "an e-mail; save its attachment"),
];

/// The same for text, without its leading blanks and in lower case.
const OTHER_TEXTS: [(&str, &str); 6] = [
    ("<!doctype html", WEB_PAGE),
    ("<html", WEB_PAGE),
    ("<table", WEB_PAGE),
    ("<?xml", "an XML document; open it in the program that made it and save it as xlsx or ods"),
    ("<office:document", "a flat OpenDocument file; save it as ods"),
    ("{\"", "a JSON document"),
];

const WEB_PAGE: &str = "a web page (some programs save one under the name of a workbook); open it in a spreadsheet \
                        program and save it as xlsx";

/// Tells what a source is.
pub fn sniff<'a>(source: Source<'a>, limits: &Limits) -> Result<Sniffed<'a>, ReadError> {
    let bytes = source.bytes;
    let unknown = |found| Err(ReadError::UnknownFormat { name: source.name.to_owned(), found });
    if bytes.is_empty() {
        return Err(ReadError::Empty(source.name.to_owned()));
    }
    // Some programs put a few bytes before a PDF, and readers of it take that.
    if bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-") {
        return Ok(Sniffed::Binary(Format::Pdf));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return match zip_content(bytes, limits).map_err(|fault| fault.of(source, zip_guess(bytes)))? {
            Ok(format) => Ok(Sniffed::Binary(format)),
            Err(found) => unknown(found),
        };
    }
    if bytes.starts_with(compound::SIGNATURE) {
        return match compound_content(bytes).map_err(|fault| fault.of(source, Format::Xls))? {
            Ok(format) => Ok(Sniffed::Binary(format)),
            Err(found) => unknown(found),
        };
    }
    if let Some((_, found)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return unknown(found);
    }
    let Some(text) = text::decode(bytes) else { return unknown("neither a text nor a format that is known") };
    let head: String = text.trim_start().chars().take(20).collect::<String>().to_lowercase();
    if head.is_empty() {
        return Err(ReadError::Empty(source.name.to_owned()));
    }
    if let Some((_, found)) = OTHER_TEXTS.iter().find(|(start, _)| head.starts_with(start)) {
        return unknown(found);
    }
    Ok(match delimited::tell(source.name, &text) {
        Some(delimiter) => Sniffed::Delimited(text, delimiter),
        None if layout_text::looks_like(&text) => Sniffed::Layout(text),
        None => Sniffed::Flow(text),
    })
}

/// What a zip container holds, by the parts that its kind must have.
fn zip_content(bytes: &[u8], limits: &Limits) -> Result<Result<Format, &'static str>, Fault> {
    let mut archive = Archive::open(bytes, limits)?;
    let mut kinds = Vec::new();
    for name in ["mimetype", "[Content_Types].xml"] {
        if let Some(mut part) = archive.part(name)? {
            part.read_to_end(&mut kinds).map_err(|e| Fault::damaged(e.to_string()))?;
        }
    }
    let is = |what: &str| kinds.windows(what.len()).any(|w| w == what.as_bytes());
    Ok(if is("opendocument.spreadsheet") {
        Ok(Format::Ods)
    } else if archive.has("xl/workbook.bin") || is("sheet.binary.macroEnabled") {
        Ok(Format::Xlsb)
    } else if archive.has("xl/workbook.xml") || is("spreadsheetml.sheet.main") {
        Ok(Format::Xlsx)
    } else if archive.has("word/document.xml") || is("opendocument.text") {
        Err("a word processor's document; export it as PDF, or put its tables into a workbook")
    } else if archive.has("ppt/presentation.xml") || is("opendocument.presentation") {
        Err("a presentation; export it as PDF")
    } else {
        Err("an archive (zip) that is no workbook; unpack it first")
    })
}

/// What a zip container whose directory cannot be read was most likely meant to be.
fn zip_guess(bytes: &[u8]) -> Format {
    let head = &bytes[..bytes.len().min(200)];
    if head.windows(12).any(|w| w == b"opendocument") { Format::Ods } else { Format::Xlsx }
}

fn compound_content(bytes: &[u8]) -> Result<Result<Format, &'static str>, Fault> {
    let compound = Compound::open(bytes)?;
    if compound.has("EncryptedPackage") {
        return Err(Fault::LOCKED);
    }
    Ok(if compound.has("Workbook") {
        Ok(Format::Xls)
    } else if compound.has("Book") {
        Err("a workbook of Excel 5 or 95; open it in a spreadsheet program and save it as xlsx")
    } else if compound.has("WordDocument") {
        Err("a word processor's document (doc); export it as PDF, or put its tables into a workbook")
    } else if compound.has("PowerPoint Document") {
        Err("a presentation (ppt); export it as PDF")
    } else {
        Err("an old Office file that is no workbook")
    })
}
