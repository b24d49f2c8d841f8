//! A print with its ruling lines taken out: the same glyphs at the same places, nothing else drawn.

use hayro_syntax::Pdf;

/// Operators that paint a path.
const PAINT: [&[u8]; 10] = [b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh"];

/// The same document, each page's content replaced by one that paints no path (an incremental update).
pub fn without_lines(bytes: &[u8]) -> Vec<u8> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let objects = contents(bytes);
    assert_eq!(objects.len(), pdf.pages().len(), "one content stream for each page, in order");
    let mut changed = bytes.to_vec();
    let mut places = Vec::new();
    for (page, object) in pdf.pages().iter().zip(&objects) {
        let content = unpainted(page.page_stream().expect("a page with content"));
        places.push((*object, changed.len()));
        changed.extend(format!("{object} 0 obj\n<</Length {}>>\nstream\n", content.len()).bytes());
        changed.extend(content);
        changed.extend(b"\nendstream\nendobj\n");
    }
    let table = changed.len();
    changed.extend(b"xref\n");
    for (object, at) in places {
        changed.extend(format!("{object} 1\n{at:010} 00000 n \n").bytes());
    }
    let (root, size, previous) = (after(bytes, "/Root "), after(bytes, "/Size "), after(bytes, "startxref\n"));
    let trailer = format!("trailer\n<</Size {size}/Root {root} 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n");
    changed.extend(trailer.bytes());
    changed
}

/// The numbers of the objects that hold the pages' contents.
fn contents(bytes: &[u8]) -> Vec<usize> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("/Contents ").skip(1);
    parts.map(|part| part.split(' ').next().and_then(|n| n.parse().ok()).expect("a reference")).collect()
}

/// The last number after a word.
fn after(bytes: &[u8], word: &str) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let rest = text.rsplit(word).next().expect("a part");
    rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().expect("a number")
}

/// Content in which no path is painted: each such operator ends its path instead.
fn unpainted(content: &[u8]) -> Vec<u8> {
    let mut left = Vec::with_capacity(content.len());
    let mut at = 0;
    while at < content.len() {
        let end = match content[at] {
            b'(' => string_end(content, at),
            b'<' => at + 1 + content[at..].iter().position(|b| *b == b'>').unwrap_or(content.len() - at - 1),
            byte if is_regular(byte) => {
                at + content[at..].iter().position(|b| !is_regular(*b)).unwrap_or(content.len() - at)
            }
            _ => at + 1,
        };
        let token = &content[at..end];
        left.extend(if PAINT.contains(&token) { b"n" } else { token });
        at = end;
    }
    left
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !b"()<>[]{}%".contains(&byte)
}

/// One past the end of a string in parentheses.
fn string_end(content: &[u8], start: usize) -> usize {
    let (mut depth, mut at) = (0, start);
    while at < content.len() {
        match content[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    content.len()
}
