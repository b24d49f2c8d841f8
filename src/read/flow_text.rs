//! Text in the reading order of a PDF, as text extractors give it.

use crate::document::{Body, Document, Format, Line, Page};

/// Splits the text into pages and lines. A form feed parts pages; so do three blank lines or more
/// where the text has no form feed (Apache Tika's habit).
pub fn read(text: &str) -> Document {
    let lines: Vec<Line> =
        (1..).zip(text.lines()).map(|(number, text)| Line { number, text: text.to_owned() }).collect();
    let pages = if text.contains('\u{c}') { at_form_feeds(lines) } else { at_gaps(lines) };
    Document {
        format: Format::FlowText,
        pages: u32::try_from(pages.len()).ok(),
        body: Body::Flow(pages),
        hidden: Vec::new(),
    }
}

/// A line with a form feed is cut there: what stands before it ends one page, the rest begins the next.
fn at_form_feeds(lines: Vec<Line>) -> Vec<Page> {
    let mut pages = vec![Vec::new()];
    for line in lines {
        for (n, piece) in line.text.split('\u{c}').enumerate() {
            if n > 0 {
                pages.push(Vec::new());
            }
            if let Some(page) = pages.last_mut() {
                page.push(Line { number: line.number, text: piece.to_owned() });
            }
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

#[cfg(test)]
mod tests {
    use super::{Body, read};

    #[track_caller]
    fn check(text: &str, pages: &[&[(u32, &str)]]) {
        let Body::Flow(read) = read(text).body else { panic!("a flow") };
        let got: Vec<Vec<(u32, &str)>> =
            read.iter().map(|p| p.lines.iter().map(|l| (l.number, l.text.as_str())).collect()).collect();
        assert_eq!(got, pages);
    }

    #[test]
    fn pages_end_at_form_feeds() {
        check("a \nb\n\u{c}c\n\u{c}\u{c}d", &[&[(1, "a "), (2, "b"), (3, "")], &[(3, "c"), (4, "")], &[(4, "d")]]);
        check("a\u{c}", &[&[(1, "a")]]);
    }

    #[test]
    fn pages_end_at_gaps() {
        check("a\n\nb\n\n\n\nc", &[&[(1, "a"), (2, ""), (3, "b"), (4, ""), (5, ""), (6, "")], &[(7, "c")]]);
    }
}
