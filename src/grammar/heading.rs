//! Headings of strategic objectives: a number and a title.

use super::scan::Scan;
use super::{Rule, text};

/// A numbered heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The number printed before the title.
    pub number: u32,
    /// The title without it; empty if a label and a number are all there is.
    pub title: String,
}

/// How a heading begins.
pub const RULES: &[Rule<Heading>] = &[
    Rule {
        id: "labelled",
        says: "`Obiettivo strategico`, whole or cut short, its number and the title",
        examples: &[
            "OS 1: Semplificazione",
            "OS1 - Semplificazione",
            "O.S. 12 Patrimonio",
            "Obiettivo strategico 1 – Semplificazione",
            "OBIETTIVO STRATEGICO N. 3 PROMOZIONE",
            "Ob. strat. n. 4 Infrastrutture",
            "Ob. strategico n° 2",
            "Obiettivo strategico OS 1: Semplificazione",
        ],
        refuses: &[
            "Obiettivo strategico",
            "OS",
            "Obiettivi strategici 2020",
            "Ospitalità 3 stelle",
            "OS 1.2 Azioni",
            "Obiettivo 100%",
        ],
        parse: labelled,
    },
    Rule {
        id: "numbered",
        says: "a number, a point, comma, parenthesis or dash, and a title",
        examples: &[
            "1. Semplificazione Amministrativa",
            "3, Promozione",
            "3.Promozione integrata",
            " 11.  Diffondere",
            "7) Tutela",
            "2 - Sostegno",
        ],
        refuses: &[
            "1 open day",
            "2 giorni",
            "1,45",
            "2.1 Azioni",
            "100. Imprese",
            "12.",
            "1. 100%",
            "1° luglio 2020",
            "21.07.2020",
            "0. Nulla",
        ],
        parse: numbered,
    },
];

/// Reads number and title of a heading.
#[must_use]
pub fn parse(line: &str) -> Option<Heading> {
    super::read(RULES, &text::normalise(line)).map(|(_, heading)| heading)
}

fn labelled(text: &str) -> Option<Heading> {
    let mut scan = Scan::new(text);
    let words = scan.eat_any(&["obiettivo", "obbiettivo", "obiett.", "ob.", "ob", "obj."])
        && scan.eat_any(&["strategico", "strateg.", "strat.", "str.", "strat"]);
    let code = scan.eat_any(&["os", "o.s.", "o. s."]);
    if !(words || code) {
        return None;
    }
    scan.eat_any(&["n.", "n°", "nr.", "n", "."]);
    let number = number(&mut scan)?;
    let mut ahead = scan;
    if ahead.eat(".") && ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let title = scan.rest().trim_start_matches(['.', ',', ':', ')', '-', '–', '—', ' ']);
    Some(Heading { number, title: title.to_owned() })
}

fn numbered(text: &str) -> Option<Heading> {
    let mut scan = Scan::new(text);
    let number = number(&mut scan)?;
    if !scan.eat_any(&[".", ",", ")", "-", "–", "—", ":"]) {
        return None;
    }
    let title = scan.rest().trim_start_matches(['-', '–', '—', ' ']);
    let begins = |c: char| c.is_alphabetic() || "\"'“«(".contains(c);
    title.starts_with(begins).then(|| Heading { number, title: title.to_owned() })
}

/// Plans number their objectives from 1; three digits are something else.
fn number(scan: &mut Scan) -> Option<u32> {
    scan.digits(2)?.parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn number_and_title() {
        for text in ["3, Promozione integrata", " 3.  Promozione\nintegrata ", "OS 3: Promozione integrata"] {
            let heading = parse(text).expect("it is a heading");
            assert_eq!((heading.number, heading.title.as_str()), (3, "Promozione integrata"), "{text}");
        }
    }
}
