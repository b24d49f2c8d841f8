//! PDF: glyph runs and ruling lines to cells with spans.
//!
//! ```text
//! interpret ─▶ page ─ text ─┐
//!                 └ lattice ┴─▶ ruled ─ cut ─ beside, loose ─▶ assemble ─▶ sheets
//! ```

mod assemble;
mod beside;
mod centring;
mod cut;
mod furniture;
mod interpret;
mod loose;
mod overflow;
mod page;
mod pieces;
mod pitch;
mod ruled;
mod text;
mod unruled;
mod widths;

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use assemble::Sorted;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use rayon::prelude::*;

use self::pitch::Pitch;
use super::fault::Fault;
use super::limits::{Budget, Limits, Measure};
use super::{ReadError, ReadOptions};
use crate::document::{Body, Document, Format, Sheet};
use crate::source::Source;

/// The tables of all pages.
pub fn read(source: Source<'_>, options: &ReadOptions) -> Result<Document, ReadError> {
    let (pages, sheets) = sheets(source.bytes, options).map_err(|fault| fault.of(source, Format::Pdf))?;
    Ok(Document { format: Format::Pdf, pages: u32::try_from(pages).ok(), body: Body::Grid(sheets), hidden: Vec::new() })
}

fn sheets(bytes: &[u8], options: &ReadOptions) -> Result<(usize, Vec<Sheet>), Fault> {
    let limits = &options.limits;
    limits.check(Measure::FileBytes, bytes.len() as u64)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(refused)?;
    limits.check(Measure::Objects, pdf.len() as u64)?;
    limits.check(Measure::Widths, widths::stated(&pdf))?;
    let count = pdf.pages().len();
    limits.check(Measure::Pages, count as u64)?;
    let mut sum = Sum::default();
    let mut budget = Budget::new(limits);
    let (mut sorted, mut distances) = (Vec::new(), Vec::new());
    for seen in drawn(&pdf, limits)? {
        sum.add(&seen.marks);
        distances.extend(seen.distances);
        seen.page.texts().try_for_each(|text| budget.take(text))?;
        sorted.push(seen.page);
    }
    sum.readable()?;
    Ok((count, assemble::sheets(sorted, &Pitch::of(distances))))
}

/// One page: what it drew, and its texts in their cells.
struct Seen {
    marks: page::Marks,
    /// The distances between the baselines of its lines.
    distances: Vec<f32>,
    page: Sorted,
}

/// All pages in order. Several are drawn side by side, by painters that take the next one each and
/// load the fonts of their own.
fn drawn(pdf: &Pdf, limits: &Limits) -> Result<Vec<Seen>, Fault> {
    /// Loading fonts takes as long as drawing so many pages.
    const WORTH: usize = 3;
    let count = pdf.pages().len();
    let painters = rayon::current_num_threads().min(count.div_ceil(WORTH));
    let (next, total) = (AtomicUsize::new(0), AtomicU64::new(0));
    let paint = |_| {
        let pages = interpret::Pages::new(pdf);
        let mut seen = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return Ok(seen);
            }
            let Some(drawn) = pages.draw(index) else { continue };
            let marks = drawn.marks.met as u64;
            limits.check(Measure::Drawn, total.fetch_add(marks, Ordering::Relaxed) + marks)?;
            seen.push((index, one(u32::try_from(index + 1).unwrap_or(u32::MAX), &drawn)));
        }
    };
    let seen: Vec<_> = (0..painters).into_par_iter().map(paint).collect::<Result<_, Fault>>()?;
    let mut seen: Vec<(usize, Seen)> = seen.into_iter().flatten().collect();
    seen.sort_by_key(|(index, _)| *index);
    Ok(seen.into_iter().map(|(_, seen)| seen).collect())
}

fn one(number: u32, drawn: &page::Drawn) -> Seen {
    let tokens = text::tokens(&drawn.runs);
    let distances = pitch::seen(&tokens).collect();
    let ruled = ruled::page(number, drawn, &tokens);
    let page =
        if ruled.framed() { Sorted::Ruled(ruled) } else { Sorted::Unruled(unruled::page(number, drawn, tokens)) };
    Seen { marks: drawn.marks, distances, page }
}

/// What all pages draw.
#[derive(Default)]
struct Sum {
    pages: usize,
    glyphs: usize,
    nameless: usize,
    pictures: f32,
}

impl Sum {
    fn add(&mut self, page: &page::Marks) {
        self.pages += 1;
        self.glyphs += page.glyphs;
        self.nameless += page.nameless;
        self.pictures += page.pictures;
    }

    /// Refuses what cannot be read as text.
    fn readable(&self) -> Result<(), Fault> {
        /// One glyph in so many may lack its Unicode value: a bullet, a logo.
        const NAMELESS: usize = 20;
        /// A stamp or a page number on a picture of a page has fewer glyphs than this.
        const STAMP: usize = 120;
        #[expect(clippy::cast_precision_loss, reason = "a count of pages")]
        let covered = self.pictures >= 0.5 * self.pages as f32 && self.pictures > 0.0;
        if self.glyphs == 0 && self.pictures > 0.0 || covered && self.glyphs < STAMP * self.pages {
            return Err(Fault::Locked(
                "it is a scan: it holds pictures of pages and no text of theirs",
                "run it through OCR first (ocrmypdf, say), or give the workbook that was printed",
            ));
        }
        if self.glyphs == 0 {
            return Err(Fault::damaged("no page shows any text"));
        }
        if self.nameless * NAMELESS > self.glyphs {
            return Err(Fault::Locked(
                "it does not say which letters its glyphs are: they have no Unicode value",
                "export it again as PDF/A, run it through OCR, or give the workbook that was printed",
            ));
        }
        Ok(())
    }
}

fn refused(error: LoadPdfError) -> Fault {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::LOCKED,
        LoadPdfError::Decryption(_) => Fault::Locked(
            "it is encrypted in a way that is not understood",
            "print it to a new PDF in a viewer that opens it, or give the workbook that was printed",
        ),
        LoadPdfError::Invalid => Fault::damaged("it has no readable pages"),
    }
}
