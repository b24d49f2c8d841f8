//! The encoding of a text file, told from its bytes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, without byte order mark; `None` if the bytes are no text.
///
/// Line ends are left as they are, but for those of old Macintosh files, which become `\n`.
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (text, _) = encoding(bytes).decode_with_bom_removal(bytes);
    if !is_text(&text) {
        return None;
    }
    let old_macintosh = text.contains('\r') && !text.contains('\n');
    Some(if old_macintosh { Cow::Owned(text.replace('\r', "\n")) } else { text })
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    // Latin letters in UTF-16 are every other byte zero.
    if zeros(1) * 4 > head.len() {
        return UTF_16LE;
    }
    if zeros(0) * 4 > head.len() {
        return UTF_16BE;
    }
    if is_mostly_utf8(bytes) { UTF_8 } else { WINDOWS_1252 }
}

/// Whether what is not ASCII is UTF-8, but for a few bytes lost on the way.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad * 10
}

/// Whether hardly any character is one that no text has.
fn is_text(text: &str) -> bool {
    let odd = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}')).count();
    odd * 200 <= text.len()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[track_caller]
    fn check(bytes: &[u8], text: Option<&str>) {
        assert_eq!(decode(bytes).as_deref(), text);
    }

    #[test]
    fn encodings() {
        check("qualità ≥ 90%".as_bytes(), Some("qualità ≥ 90%"));
        check(b"\xEF\xBB\xBFqualit\xC3\xA0", Some("qualità"));
        check(b"qualit\xE0 \x8090\x92", Some("qualità €90’"));
        check(b"\xFF\xFEa\0\xE0\0", Some("aà"));
        check(b"\xFE\xFF\0a\0\xE0", Some("aà"));
        check(b"c\0i\0t\0t\0\xE0\0", Some("città"));
        check(b"\0c\0i\0t\0t\0\xE0", Some("città"));
        check(b"a\rb\r", Some("a\nb\n"));
        check(b"\x01\x02\x03\x04PQR", None);
    }

    #[test]
    fn a_lost_byte_does_not_change_the_encoding() {
        let mut bytes = "àèìòù àèìòù àèìòù".repeat(3).into_bytes();
        bytes.push(0xC3);
        assert!(decode(&bytes).is_some_and(|text| text.starts_with("àèìòù") && text.ends_with('\u{FFFD}')));
    }
}
