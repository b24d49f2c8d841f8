//! Missions (missioni) of the budget: a code of three digits and a name.

use super::scan::Scan;
use super::text;

/// Reads code and name: `011_Competitività delle Imprese`, `Missione 011 - Competitività`.
///
/// Codes of the State's missions have three digits and begin with a nought, which some leave out
/// behind the word `Missione`; a name must follow.
#[must_use]
pub fn parse(line: &str) -> Option<(String, String)> {
    let line = text::normalise(line);
    let mut scan = Scan::new(&line);
    let labelled = scan.eat("missione");
    scan.eat(":");
    scan.eat_any(&["n.", "n°"]);
    let code = scan.digits(3).filter(|code| labelled || (code.len() == 3 && code.starts_with('0')))?;
    let name = scan.rest().trim_start_matches(['_', '-', '–', '—', ':', '.', ')', ' ']);
    name.starts_with(char::is_alphabetic).then(|| (format!("{code:0>3}"), name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn code_and_name() {
        for text in [
            "011_Competitività",
            "011 Competitività",
            "Missione 011 - Competitività",
            "Missione 11: Competitività",
            "MISSIONE: 011 – Competitività",
        ] {
            assert_eq!(parse(text), Some(("011".to_owned(), "Competitività".to_owned())), "{text}");
        }
    }

    #[test]
    fn not_a_mission() {
        for text in ["011", "100 imprese", "11 Competitività", "0110 x", "011%", "Area Strategica/ Missione"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
