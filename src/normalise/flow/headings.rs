//! What a heading names, told by its words.

use super::kinds;
use crate::normalise::headers;

/// What a heading names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// A strategic objective with its number.
    Objective(u32),
    /// A mission.
    Mission,
    /// A perspective.
    Perspective,
    /// An executive or officer.
    Role,
    /// A title of a page or section.
    Title,
    /// Something else.
    Other,
}

/// Names known from the whole document.
#[derive(Debug, Default)]
pub struct Names {
    /// Folded names of perspectives.
    pub perspectives: Vec<String>,
    /// Whether a map states them.
    pub stated: bool,
}

impl Names {
    /// Whether a text is one of the perspectives, in these or nearly these words.
    pub fn perspective(&self, text: &str) -> bool {
        // A name begins with a capital; what does not is the end of another text.
        if self.perspectives.is_empty() || text.starts_with(char::is_lowercase) {
            return false;
        }
        let words = content_words(text);
        !words.is_empty()
            && self.perspectives.iter().any(|p| {
                let own = content_words(p);
                let shared = words.iter().filter(|w| own.contains(w)).count();
                shared == words.len() && shared * 2 >= own.len()
            })
    }
}

/// The words of a text that carry meaning, shortened to their stems.
pub fn content_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 3)
        .map(|w| w.to_lowercase().chars().take(6).collect())
        .collect()
}

/// Tells what a heading names.
pub fn heading(text: &str, names: &Names) -> Heading {
    if let Some(number) = kinds::heading_number(text) {
        return Heading::Objective(number);
    }
    if kinds::is_mission(text) {
        return Heading::Mission;
    }
    if names.perspective(kinds::unlabelled(text)) {
        return Heading::Perspective;
    }
    if is_role(text) {
        return Heading::Role;
    }
    if is_title(text) || kinds::is_numbered_section(text) {
        return Heading::Title;
    }
    Heading::Other
}

/// Whether a heading names an executive or an officer.
pub fn is_role(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with(['r', 'R', 'p', 'P', 's', 'S', 'd', 'D', 'o', 'O']) {
        return false;
    }
    let lower = text.to_lowercase();
    let starts = [
        "responsabile p",
        "p.o.",
        "po ",
        "posizione organizzativa",
        "scheda obiettivi",
        "dirigente",
        "dir. ",
        "dir ",
        "segretario generale",
    ];
    if starts.iter().any(|s| lower.starts_with(s)) {
        return true;
    }
    let Some(rest) = lower.strip_prefix("obiettivi ") else { return false };
    let rest = rest.trim_start_matches("individuali ");
    rest.split(' ').next().is_some_and(|y| y.parse::<i32>().is_ok_and(|y| y > 1990)) && rest.len() > 5
}

/// Whether the title of an executive or officer has a name behind it: `Posizione organizzativa` has none.
pub fn names_one(role: &str) -> bool {
    const TITLES: [&str; 9] =
        ["responsabile", "p.o", "po", "posizione", "organizzativa", "dirigente", "dir", "scheda", "obiettivi"];
    let word = |word: &str| word.trim_end_matches('.').to_lowercase();
    let named = |found: &str| !found.ends_with('%') && !TITLES.contains(&found);
    role.split_whitespace().map(word).any(|found| named(&found))
}

/// Whose sum a label says it is, if it names one and no more: `Totale Dirigente Area 2`.
pub fn summed(label: &str) -> Option<&str> {
    // A title that begins again may break off: `RESPONSABIL`.
    const PIECE: usize = 5;
    let name = headers::total_label(label).filter(|name| is_role(name) && names_one(name))?;
    let mut words = name.split_whitespace();
    let title = words.next()?;
    (!words.any(|word| word == title || word.len() > PIECE && title.starts_with(word))).then_some(name)
}

/// Whether a heading is a title of a document, page or section.
pub fn is_title(text: &str) -> bool {
    // As many characters as the longest of the beginnings below.
    const LONGEST: usize = 25;
    let text = text.trim();
    let lower = text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at]).to_lowercase();
    let starts = [
        "all.",
        "allegato",
        "pagina ",
        "cciaa",
        "c.c.i.a.a",
        "camera di commercio",
        // The rest of its name by law.
        "industria, artigianato",
        "industria artigianato",
        "piano della performance",
        "sezione ",
        "cruscotto",
        "obiettivi operativi",
        "indicatori strategici",
        "obiettivi strategici",
        "programm",
        "tab.",
        "quadro ",
        "mappa",
        "area strategica",
        "missione",
        "prospettiva",
        "obiettivo strategico",
        "valori attesi",
    ];
    starts.iter().any(|s| lower.starts_with(s))
}

/// The mission and the objective of a line that names both.
pub fn mission_and_objective(line: &str) -> Option<(String, String)> {
    if !kinds::is_mission(line) {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = (1..words.len()).find(|&at| kinds::heading_number(&words[at..].join(" ")).is_some())?;
    Some((words[..at].join(" "), words[at..].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::{mission_and_objective, names_one, summed};

    #[test]
    fn a_sum_is_one_person_s() {
        assert_eq!(summed("Totale P.O. Moli e Fari"), Some("P.O. Moli e Fari"));
        for label in [
            "Totale RESPONSABILE P.O. MOLI RESPONSABIL",
            "Totale P.O. Moli P.O. Fari",
            "Totale complessivo",
            "Totale RESPONSABILE P.O. 100%",
        ] {
            assert_eq!(summed(label), None, "{label}");
        }
    }

    #[test]
    fn a_title_alone_names_nobody() {
        assert!(names_one("Posizione organizzativa Moli") && names_one("Segretario generale"));
        assert!(!names_one("Posizione organizzativa") && !names_one("Responsabile P.O."));
    }

    #[test]
    fn a_line_may_name_a_mission_and_an_objective() {
        let parts = mission_and_objective("012_Mercati OS 7: Legalità e sicurezza");
        assert_eq!(parts, Some(("012_Mercati".to_owned(), "OS 7: Legalità e sicurezza".to_owned())));
        assert_eq!(mission_and_objective("012_Mercati e tutela"), None);
    }
}
