//! Words that the program itself puts into an output, in both languages.

use super::Lang;

/// A heading, a sheet's name, a line of a legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Italian.
    pub it: &'static str,
    /// English.
    pub en: &'static str,
}

impl Label {
    /// A label in both languages.
    #[must_use]
    pub const fn new(it: &'static str, en: &'static str) -> Self {
        Self { it, en }
    }

    /// Its text in a language.
    #[must_use]
    pub const fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::It => self.it,
            Lang::En => self.en,
        }
    }

    /// Whether a text is this label, in either language.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        text == self.it || text == self.en
    }
}
