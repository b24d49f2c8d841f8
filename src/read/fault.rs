//! What went wrong inside a reader that does not know the source's name.

use super::ReadError;
use crate::document::Format;
use crate::source::Source;

/// A [`ReadError`] without the name and format of the source.
#[derive(Debug)]
pub enum Fault {
    /// The content is damaged: why.
    Damaged(String),
    /// The content is encrypted: how, and what to do.
    Locked(&'static str, &'static str),
    /// A limit was passed.
    Limit {
        /// What was measured.
        what: &'static str,
        /// What was found.
        found: u64,
        /// What is allowed.
        limit: u64,
        /// The option that raises it.
        option: &'static str,
    },
}

impl Fault {
    /// Content behind a password.
    pub const LOCKED: Self = Self::Locked(
        "it is protected by a password",
        "open it in the program that made it, remove the password and save it again",
    );

    /// Damaged content.
    pub fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged(reason.into())
    }

    /// The error for the source that was read as `format`.
    pub fn of(self, source: Source<'_>, format: Format) -> ReadError {
        let name = source.name.to_owned();
        match self {
            Self::Damaged(reason) => ReadError::Damaged { name, format, reason: harmless(&reason) },
            Self::Locked(reason, help) => ReadError::Locked { name, reason: reason.to_owned(), help },
            Self::Limit { what, found, limit, option } => ReadError::Limit { name, what, found, limit, option },
        }
    }
}

/// The reason, short and without what would speak to a terminal: libraries quote the source in it.
fn harmless(reason: &str) -> String {
    const LONGEST: usize = 300;
    reason.chars().take(LONGEST).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

impl From<quick_xml::Error> for Fault {
    fn from(error: quick_xml::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<zip::result::ZipError> for Fault {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Damaged(error.to_string())
    }
}
