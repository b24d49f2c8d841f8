//! From the plan to artefacts. Knows the plan and the output's schema; never the document or the disk.

pub mod json;

/// A file to be written: a path relative to the annex's folder, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative path with `/`, made by the writer and never from the source's text.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}
