//! How wide a text is printed, in thousandths of the letter size, and how wide a column must be for
//! its texts to wrap where they do.

/// Advance widths of the characters from the blank to the tilde in the most common sans-serif face;
/// other faces differ by a factor that is nearly the same for all of them.
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

fn advance(c: char) -> u32 {
    let index = (c as usize).checked_sub(32).and_then(|i| ADVANCES.get(i));
    index.copied().map_or(556, u32::from)
}

/// The printed width of a text.
pub fn of(text: &str) -> u32 {
    text.chars().map(advance).fold(0, u32::saturating_add)
}

/// Between which widths a column must lie for a text to have these lines: its longest line fits, and
/// no line would have taken the first word of the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The longest line.
    pub least: u32,
    /// The shortest line together with the word that did not fit; of a text of one line nothing.
    pub most: Option<u32>,
}

/// The bounds of a text with its lines; `blanks` tells whether a line that wraps ends in a blank.
pub fn bounds(text: &str, blanks: bool) -> Bounds {
    let lines: Vec<&str> = text.split('\n').collect();
    let least = lines.iter().map(|l| of(l.trim())).max().unwrap_or(0);
    let most = lines.windows(2).filter_map(|pair| {
        let (line, next) = (pair[0], pair[1].trim());
        let ended = blanks && !line.ends_with(' ') && !line.ends_with(['-', '/']);
        if ended || next.starts_with("NOTA") || super::kinds::starts_note(next) {
            return None;
        }
        let to =
            next.find([' ', '-', '/']).map_or(next.len(), |at| if next[at..].starts_with(' ') { at } else { at + 1 });
        let blank = if line.ends_with(['-', '/']) { 0 } else { advance(' ') };
        Some(of(line.trim()) + blank + of(&next[..to]))
    });
    Bounds { least, most: most.min() }
}

impl Bounds {
    /// Whether a column of this width wraps the text so, give or take what faces differ in.
    const fn allow(self, width: u32) -> bool {
        let slack = width / 32;
        let wide = match self.most {
            Some(most) => width <= most + slack,
            None => true,
        };
        self.least <= width + slack && wide
    }
}

impl Bounds {
    /// By how much of its width a text is broken too early by its own longest line: it is two texts then, or
    /// broken by hand.
    pub fn torn(self) -> f64 {
        const SLACK: f64 = 0.1;
        let most = self.most.filter(|most| *most > 0);
        most.map_or(0.0, |most| (f64::from(self.least) / f64::from(most) - 1.0 - SLACK).max(0.0))
    }
}

/// Between which widths a column lies, as far as its texts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    least: u32,
    most: Option<u32>,
}

impl Room {
    /// The room that most texts of a column agree on, two in three at least.
    pub fn of(all: &[Bounds]) -> Option<Self> {
        let agreeing = |width: u32| all.iter().filter(move |b| b.allow(width));
        let least = all.iter().map(|b| b.least).max_by_key(|w| (agreeing(*w).count(), *w))?;
        let most_agree = agreeing(least).count() * 3 >= all.len() * 2;
        most_agree.then(|| Self { least, most: agreeing(least).filter_map(|b| b.most).min() })
    }

    /// By how much of the column's width the lines of a text are off from where it would break them;
    /// nothing within what faces differ in.
    pub fn off(self, text: Bounds) -> f64 {
        const SLACK: f64 = 0.04;
        let beyond = |larger: u32, smaller: u32| f64::from(larger) / f64::from(smaller.max(1)) - 1.0;
        let over = self.most.map_or(0.0, |most| beyond(text.least, most));
        let under = text.most.map_or(0.0, |most| beyond(self.least, most));
        (over.max(under) - SLACK).max(0.0)
    }
}

/// The width under which most of the texts of a column wrap as they do, if there is one.
pub fn fitting(all: &[Bounds]) -> Option<u32> {
    const FEW: usize = 4;
    let wrapped: Vec<&Bounds> = all.iter().filter(|b| b.most.is_some()).collect();
    if wrapped.len() < FEW {
        return None;
    }
    let agree = |width: u32| all.iter().filter(|b| misfit(**b, width) == 0.0).count();
    let best = wrapped.iter().map(|b| b.least).max_by_key(|w| (agree(*w), *w))?;
    (agree(best) * 10 >= all.len() * 8).then_some(best)
}

/// What speaks against a text standing in a column of this width.
pub fn misfit(bounds: Bounds, width: u32) -> f32 {
    // Letters of another face, and bold ones, are a little wider.
    let slack = width / 16;
    let long = bounds.least > width + slack;
    let short = bounds.most.is_some_and(|most| most + slack < width);
    match (long, short) {
        (true, _) => 2.0 + if bounds.least > width + 4 * slack { 2.0 } else { 0.0 },
        (false, true) => 1.5,
        (false, false) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Room, bounds, fitting, misfit};

    #[test]
    fn a_line_break_tells_how_narrow_the_column_is() {
        let found = bounds("Uff. Promozione e \nSviluppo", true);
        assert!(found.least < found.most.unwrap_or(0));
        assert_eq!(bounds("Uff. Promozione e\nSviluppo", true).most, None);
        assert!(bounds("Uff. Promozione e\nSviluppo", false).most.is_some());
    }

    #[test]
    fn a_text_torn_apart_is_two() {
        assert!(bounds("OCRI\nRiavvio dell'attività di\ncertificazione vini", false).torn() > 0.3);
        assert!(bounds("Riavvio dell'attività di\ncertificazione vini", false).torn() == 0.0);
    }

    #[test]
    fn a_room_is_what_most_texts_agree_on() {
        let text = |text: &str| bounds(text, false);
        let narrow = text("Consolidamento e ampliamento\nattività del Punto Impresa");
        let wide = text("Servizi digitali per le imprese (Industria 4.0; Punto\nImpresa Digitale");
        let room = Room::of(&[narrow, text("Favorire la digitalizzazione delle\nimprese anche attraverso la"), wide]);
        assert!(room.is_some_and(|room| room.off(narrow) == 0.0 && room.off(wide) > 0.2));
        assert!(Room::of(&[wide]).is_some_and(|room| room.off(narrow) > 0.2));
        assert_eq!(Room::of(&[narrow, wide]), None);
        assert_eq!(Room::of(&[]), None);
    }

    #[test]
    fn a_width_is_learnt_where_texts_agree() {
        let texts = [
            "Uff. Promozione e\nSviluppo",
            "Uff. Marchi, Brevetti e\nSanzioni",
            "Uff. Firma Digitale e\nCertificazioni",
            "Uff. Comunicazione e\nURP dell'ente",
        ];
        let all: Vec<Bounds> = texts.iter().map(|t| bounds(t, false)).collect();
        let width = fitting(&all).unwrap_or(0);
        assert!(all.iter().all(|b| misfit(*b, width) == 0.0));
        assert!(misfit(bounds("Giudizi almeno buoni espressi da imprese insediate", false), width) > 0.0);
    }
}
