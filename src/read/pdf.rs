//! PDF: glyph runs and ruling lines to cells with spans.

mod assemble;
mod beside;
mod centring;
mod cut;
mod interpret;
mod page;
mod ruled;
mod text;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::ReadError;
use crate::document::{Body, Document, Format};
use crate::source::Source;

/// The tables of all pages.
pub fn read(source: Source<'_>) -> Result<Document, ReadError> {
    let pdf = Pdf::new(source.bytes.to_vec()).map_err(|error| refused(source, error))?;
    let pages = interpret::Pages::new(&pdf);
    let count = pdf.pages().len();
    let ruled = (0..count).filter_map(|i| Some(ruled::page(u32::try_from(i + 1).ok()?, &pages.draw(i)?))).collect();
    Ok(Document {
        format: Format::Pdf,
        pages: u32::try_from(count).ok(),
        body: Body::Grid(assemble::sheets(ruled)),
        hidden: Vec::new(),
    })
}

fn refused(source: Source<'_>, error: LoadPdfError) -> ReadError {
    let name = source.name.to_owned();
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Locked {
            name,
            reason: "the PDF opens only with a password".to_owned(),
            help: "save a copy without password, or give the workbook that it was printed from",
        },
        LoadPdfError::Decryption(_) => ReadError::Locked {
            name,
            reason: "the PDF is encrypted in a way that cannot be undone".to_owned(),
            help: "print it to a new PDF in a viewer that opens it, or give the workbook",
        },
        LoadPdfError::Invalid => {
            ReadError::Damaged { name, format: Format::Pdf, reason: "it has no readable pages".to_owned() }
        }
    }
}
