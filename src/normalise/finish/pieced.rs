//! Titles of which words were lost to a neighbouring column, or taken from one.
//!
//! Where two columns run together on a line, a cell may lose the first or the last words of that
//! line, or get some of its neighbour's. The rows that name the objective print the title again.

use super::objectives::read;
use crate::grammar::text::letters;
use crate::trace::Traced;

/// So many ways to print a title are kept.
const MOST: usize = 20;

/// A title that was pieced together from lines.
#[derive(Debug)]
pub(super) struct Pieced {
    number: Option<u32>,
    /// Its letters.
    letters: String,
    /// Where its lines end, counted in bytes of its letters from the end.
    seams: Vec<usize>,
    /// Whether it stands on the map.
    on_map: bool,
    /// How it is printed, and in how many cells.
    named: Vec<(Traced<String>, usize)>,
    /// The cell seen last: a merged one comes with each of its rows.
    last: Option<Traced<String>>,
}

impl Pieced {
    /// Of the lines of a heading.
    pub(super) fn new(printed: &str, on_map: bool) -> Self {
        let (number, title) = read(printed);
        let own = letters(&title);
        let mut seams = vec![0];
        for line in printed.lines().rev() {
            let seam = seams.last().copied().unwrap_or(0) + letters(line).len();
            seams.push(seam.min(own.len()));
        }
        Self { number, letters: own, seams, on_map, named: Vec::new(), last: None }
    }

    /// Keeps how it is printed in a cell.
    pub(super) fn name(&mut self, printed: &Traced<String>) {
        let (number, title) = read(&printed.value);
        let again = self.last.as_ref().is_some_and(|last| last.places() == printed.places());
        if number != self.number || again {
            return;
        }
        self.last = Some(printed.clone());
        let key = letters(&title);
        if let Some((_, count)) = self.named.iter_mut().find(|(known, _)| letters(&known.value) == key) {
            *count += 1;
        } else if self.named.len() < MOST {
            self.named.push((printed.clone().map(|_| title), 1));
        }
    }

    /// Whether a title has more words, or fewer, at an end of one of the lines.
    pub(super) fn is_cut(&self, title: &str) -> bool {
        let (own, other) = (self.letters.as_str(), letters(title));
        let (more, less) = if own.len() < other.len() { (other.as_str(), own) } else { (own, other.as_str()) };
        let Some(extra) = Some(more.len() - less.len()).filter(|extra| *extra > 0) else { return false };
        // What is left without the extra words, which end so far from the end.
        let without = |after: usize| {
            let (to, tail) = (more.len().checked_sub(after)?, after);
            let from = to.checked_sub(extra)?;
            let rest = less.len() - tail.min(less.len());
            Some(tail <= less.len() && more.get(..from)? == less.get(..rest)? && more.get(to..)? == less.get(rest..)?)
        };
        self.seams.iter().any(|seam| {
            let before = if own.len() > less.len() { seam.checked_sub(extra) } else { None };
            [Some(*seam), before].into_iter().flatten().any(|after| without(after) == Some(true))
        })
    }

    /// The title that most cells print, if it has more words, or fewer, at an end of a line. The
    /// beginning of the one on the map is a short form of it.
    pub(super) fn mended(self) -> Option<Traced<String>> {
        let sure = |(title, count): &(Traced<String>, usize)| {
            *count > 1 || title.inference().is_none_or(|why| why.confidence >= 0.9)
        };
        let (title, _) = self.named.iter().rev().filter(|way| sure(way)).max_by_key(|(_, count)| *count)?;
        let whole = !self.on_map || !self.letters.starts_with(&letters(&title.value));
        (whole && self.is_cut(&title.value)).then(|| title.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::Pieced;
    use crate::trace::{Inference, Place, Traced};

    #[test]
    fn words_lost_or_got_at_the_ends_of_lines_are_cuts() {
        let pieced =
            Pieced::new("6. Tutela del consumatore,\ndelle della fede pubblica e\ndella concorrenza leale", true);
        for (title, cut) in [
            ("Tutela del consumatore, della fede pubblica e della concorrenza leale", true),
            ("Tutela del consumatore, delle della fede pubblica e sicura della concorrenza leale", true),
            ("Tutela del consumatore, delle della fede pubblica e della concorrenza leale di tutti", true),
            ("Tutela del consumatore, delle della fede e della concorrenza leale", false),
            ("Tutela del consumatore, delle della fede pubblica altra e della concorrenza leale", false),
            ("Tutela del consumatore, delle della fede pubblica e della concorrenza leale", false),
        ] {
            assert_eq!(pieced.is_cut(title), cut, "{title}");
        }
    }

    #[test]
    fn most_cells_tell_where_the_lines_of_a_title_end() {
        let named = |own: &str, cells: &[&str]| {
            let mut pieced = Pieced::new(own, true);
            for (line, text) in (1..).zip([own].iter().chain(cells)) {
                let why = Inference::new("it stands there", 0.95);
                let place = Place::Lines { page: 1, first: line, last: line };
                let cell = Traced::inferred((*text).to_owned(), place, why);
                // A merged cell comes with each of its rows, and counts once.
                (0..3).for_each(|_| pieced.name(&cell));
            }
            pieced.mended().map(|title| title.value)
        };
        let (cut, whole) = ("4. Lavoro e\nimpresa giovani", "4. Lavoro e scuola e impresa giovani");
        assert_eq!(named(cut, &[whole, whole]).as_deref(), Some("Lavoro e scuola e impresa giovani"));
        assert_eq!(named(cut, &[whole, cut]), None, "most print it as the map does");
        assert_eq!(named(cut, &["4. Lavoro e", "4. Lavoro e"]), None, "a short form");
        assert_eq!(named(cut, &["5. Lavoro e scuola e impresa giovani"; 2]), None, "another objective");
    }
}
