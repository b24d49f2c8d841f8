//! A source: a name and the bytes that stand behind it.

/// What is to be read, before its format is known.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// File name without its folder, for messages and `plan.json`.
    pub name: &'a str,
    /// The content.
    pub bytes: &'a [u8],
}

impl Source<'_> {
    /// The file name without its last extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(self.name, |(stem, _)| if stem.is_empty() { self.name } else { stem })
    }
}
