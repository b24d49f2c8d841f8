//! What all pages share: templates, style, script, and the policy that allows nothing else.

use std::fmt::Write as _;
use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, context, escape_formatter};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::svg::escape;
use super::words;
use crate::write::Lang;

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// Templates by their names.
const TEMPLATES: [(&str, &str); 8] = [
    ("page.html", include_str!("page/page.html")),
    ("table.html", include_str!("page/table.html")),
    ("group.html", include_str!("page/group.html")),
    ("row.html", include_str!("page/row.html")),
    ("section.html", include_str!("page/section.html")),
    ("report.html", include_str!("page/report.html")),
    ("index.html", include_str!("page/index.html")),
    ("difference.html", include_str!("page/difference.html")),
];

/// The templates in one language.
pub struct Pages {
    templates: Environment<'static>,
    lang: Lang,
}

/// The head of a page.
#[derive(Debug, Serialize)]
pub struct Head {
    /// Title of the window.
    pub title: String,
    /// Whose page it is, above the heading.
    pub over: String,
    /// The heading.
    pub heading: String,
    /// What it is of, under the heading.
    pub under: String,
    /// Style of this page alone; made of numbers and our own words.
    pub style: String,
    /// What an index needs to know of the page.
    pub facts: Option<String>,
}

impl Pages {
    /// All templates, read once for all pages of a run.
    ///
    /// # Errors
    /// When a template is no template.
    pub fn of(lang: Lang) -> Result<&'static Self, Error> {
        static ITALIAN: OnceLock<Pages> = OnceLock::new();
        static ENGLISH: OnceLock<Pages> = OnceLock::new();
        let known = match lang {
            Lang::It => &ITALIAN,
            Lang::En => &ENGLISH,
        };
        if let Some(pages) = known.get() {
            return Ok(pages);
        }
        let read = Self::new(lang)?;
        Ok(known.get_or_init(|| read))
    }

    fn new(lang: Lang) -> Result<Self, Error> {
        let mut templates = Environment::new();
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        // As the library escapes, without what needs no escaping in text and quoted attributes: the
        // slashes alone of a plan take several kilobytes.
        templates.set_formatter(|out, state, value| match value.as_str() {
            Some(text) if !value.is_safe() => out.write_str(&escape(text)).map_err(Error::from),
            _ => escape_formatter(out, state, value),
        });
        // A name that is misspelt fails the tests instead of leaving a hole in the page.
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        templates.add_filter("token", |text: String| encoded(&text));
        for (name, text) in TEMPLATES {
            templates.add_template(name, text)?;
        }
        templates.add_global("t", shown(words::table(lang)));
        templates.add_global("lang", lang.code());
        templates.add_global("version", env!("CARGO_PKG_VERSION"));
        Ok(Self { templates, lang })
    }

    /// Its language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A part of a page.
    ///
    /// # Errors
    /// When the template asks for what it was not given.
    pub fn part(&self, template: &str, context: Value) -> Result<String, Error> {
        self.templates.get_template(template)?.render(context)
    }

    /// A whole page.
    ///
    /// # Errors
    /// When the template asks for what it was not given.
    pub fn page(&self, template: &str, head: &Head, content: impl Serialize) -> Result<Vec<u8>, Error> {
        let style = format!("{STYLE}{}", head.style);
        let script = script();
        let own = context! { policy => policy(&style, &script), style, script };
        let all = context! { ..own, ..shown(content), ..shown(head) };
        let page = self.templates.get_template(template)?.render(all)?;
        Ok(page.into_bytes())
    }
}

/// Something of ours as a template sees it.
pub fn shown(content: impl Serialize) -> Value {
    Value::from(Serde(content))
}

/// The script without its indents and comments.
fn script() -> String {
    let lines = SCRIPT.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What the page may load: its own style and script, by their hashes, and nothing else.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// SHA-256 in base 64.
fn hash(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(44);
    for three in Sha256::digest(text.as_bytes()).chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, at| bits << 8 | usize::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * at) & 63];
            out.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// A text as a part of a link within the page.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Pages, encoded, hash};
    use crate::write::Lang;

    #[test]
    fn every_template_can_be_read() {
        for lang in [Lang::It, Lang::En] {
            assert!(Pages::new(lang).is_ok());
        }
    }

    #[test]
    fn hashes_are_those_that_browsers_compute() {
        // The example of the specification of Content-Security-Policy, level 2.
        assert_eq!(hash("alert('Hello, world.');"), "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn a_link_holds_any_text() {
        assert_eq!(encoded("os-01"), "os-01");
        assert_eq!(encoded("a \"b\"&c=à"), "a%20%22b%22%26c%3D%C3%A0");
    }
}
