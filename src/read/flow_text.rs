//! Text in the reading order of a PDF, as text extractors give it.

use super::ReadError;
use crate::document::{Body, Document, Format, Line, Page};
use crate::source::Source;

/// Splits the text into pages and lines. A form feed parts pages; so do three blank lines or more
/// where the text has no form feed (Apache Tika's habit).
pub fn read(source: Source<'_>) -> Result<Document, ReadError> {
    let text = String::from_utf8_lossy(source.bytes);
    let lines: Vec<Line> =
        (1..).zip(text.lines()).map(|(number, text)| Line { number, text: text.to_owned() }).collect();
    let pages = if text.contains('\u{c}') { at_form_feeds(lines) } else { at_gaps(lines) };
    Ok(Document {
        format: Format::FlowText,
        pages: u32::try_from(pages.len()).ok(),
        body: Body::Flow(pages),
        hidden: Vec::new(),
    })
}

fn at_form_feeds(lines: Vec<Line>) -> Vec<Page> {
    let mut pages = vec![Vec::new()];
    for mut line in lines {
        if let Some(rest) = line.text.strip_prefix('\u{c}') {
            line.text = rest.to_owned();
            pages.push(Vec::new());
        }
        if let Some(page) = pages.last_mut() {
            page.push(line);
        }
    }
    number(pages)
}

fn at_gaps(lines: Vec<Line>) -> Vec<Page> {
    const GAP: usize = 3;
    let mut pages = vec![Vec::new()];
    let mut blank = 0;
    for line in lines {
        let is_blank = line.text.trim().is_empty();
        if !is_blank && blank >= GAP {
            pages.push(Vec::new());
        }
        blank = if is_blank { blank + 1 } else { 0 };
        if let Some(page) = pages.last_mut() {
            page.push(line);
        }
    }
    number(pages)
}

fn number(pages: Vec<Vec<Line>>) -> Vec<Page> {
    let with_text = pages.into_iter().filter(|lines| lines.iter().any(|l| !l.text.trim().is_empty()));
    (1..).zip(with_text).map(|(number, lines)| Page { number, lines }).collect()
}
