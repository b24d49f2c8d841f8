//! Lines that name the annex: its label, its resolution, the chamber, the plan's year.

use super::scan::Scan;
use super::{Rule, date, note, resolution, text};
use crate::plan::ResolutionRef;

/// How the label of an annex is written.
pub const LABELS: &[Rule<String>] = &[Rule {
    id: "annex",
    says: "`Allegato`, whole or cut short, and its letter or number",
    examples: &[
        "All. 2.1 D GC n.92 del 21.07.2020",
        "Allegato A",
        "ALLEGATO N. 3 alla delibera",
        "Allegato \"B\" alla deliberazione",
    ],
    refuses: &["Allegati", "allestimento A", "Allegato alla deliberazione", "vedi allegato", "All. al bilancio"],
    parse: annex_label,
}];

/// How a chamber is named.
pub const ORGANISATIONS: &[Rule<String>] = &[Rule {
    id: "chamber",
    says: "a line that begins with the chamber's name, in full or as an acronym",
    examples: &[
        "CCIAA Maremma e Tirreno",
        "C.C.I.A.A. di Rivamara",
        "Camera di Commercio I.A.A. di Serraspina",
        "CAMERA DI COMMERCIO DELLA MAREMMA",
        "Piano della performance - Camera di Commercio di Rivamara",
        "C.C.I.A.A. di Rivamara Piano della performance 2024",
    ],
    refuses: &[
        "Camera arbitrale",
        "CCIAA",
        "Camera di Commercio",
        "Una Camera di Commercio più semplice",
        "Giunta camerale",
    ],
    parse: chamber,
}];

/// The label of the annex: `All. 2.1`, `Allegato A`.
#[must_use]
pub fn label(line: &str) -> Option<String> {
    super::read(LABELS, &text::normalise(line)).map(|(_, label)| label)
}

/// The resolution that a title names: `D GC n.92 del 21.07.2020`, `Delibera di Giunta n. 5 del 1/2/2020`.
#[must_use]
pub fn resolution(line: &str) -> Option<ResolutionRef> {
    let line = text::normalise(line);
    let named = resolution::read(&line);
    (resolution::is_named(&line) && (named.number.is_some() || named.date.is_some())).then_some(named)
}

/// The chamber that a line names, as printed.
#[must_use]
pub fn organisation(line: &str) -> Option<String> {
    super::read(ORGANISATIONS, &text::normalise(line)).map(|(_, name)| name)
}

/// The one year that a title names outside dates: `Obiettivi operativi 2020`.
#[must_use]
pub fn plan_year(line: &str) -> Option<i32> {
    let line = text::normalise(line);
    let mut rest = line.as_str();
    let mut years = Vec::new();
    while let Some((at, _)) = date::find(rest) {
        years.extend(years_in(&rest[..at.start]));
        rest = &rest[at.end..];
    }
    years.extend(years_in(rest));
    match years.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

/// The first and last year that a title names for the plan: `Piano della performance 2022-2024`, `triennio
/// 2022/2024`, `dal 2022 al 2024`.
#[must_use]
pub fn plan_years(line: &str) -> Option<(i32, i32)> {
    const LONGEST: i32 = 6;
    let line = text::normalise(line);
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year = |at: usize| words.get(at).and_then(|word| note::plan_year(word));
    let behind = |at: usize| at + 1 + usize::from(words.get(at + 1) == Some(&"al"));
    let both = (0..words.len()).find_map(|at| year(at).zip(year(behind(at))));
    both.filter(|(first, last)| first < last && last - first < LONGEST)
}

/// The years that a text names, in its order.
pub(crate) fn years_in(text: &str) -> Vec<i32> {
    text.split(|c: char| !c.is_alphanumeric()).filter_map(note::plan_year).collect()
}

fn annex_label(text: &str) -> Option<String> {
    let mut scan = Scan::new(text);
    if !scan.eat_any(&["allegato", "all.", "alleg."]) {
        return None;
    }
    scan.eat_any(&["n.", "n°", "nr.", "sub"]);
    scan.eat_any(&["\"", "“", "«", "'"]);
    let number = |scan: &mut Scan| {
        scan.digits(3)?;
        while scan.peek() == Some('.') {
            let mut ahead = *scan;
            ahead.step();
            if !ahead.peek().is_some_and(|c| c.is_ascii_digit()) || ahead.digits(3).is_none() {
                break;
            }
            *scan = ahead;
        }
        Some(())
    };
    let mut ahead = scan;
    if number(&mut ahead).is_some() {
        scan = ahead;
    } else {
        let letter = scan.word()?;
        let roman = letter.len() <= 4 && letter.chars().all(|c| "IVX".contains(c));
        if !(letter.chars().count() == 1 && letter.starts_with(char::is_uppercase) || roman) {
            return None;
        }
        if scan.peek().is_some_and(|c| c.is_ascii_digit()) {
            number(&mut scan)?;
        }
    }
    scan.eat_any(&["\"", "”", "»", "'"]);
    Some(text[..text.len() - scan.left()].to_owned())
}

/// What follows a chamber's name in the title of its plan or at the page's edge.
const ENDS: [&str; 11] = [
    " pag.",
    " pagina ",
    " allegato ",
    " - piano ",
    " – piano ",
    " piano della ",
    " piano performance",
    " piano integrato ",
    " piano triennale ",
    " mappa strategica",
    " deliberazione ",
];

fn chamber(text: &str) -> Option<String> {
    let start = std::iter::once(0)
        .chain(text.match_indices(" - ").map(|(at, sign)| at + sign.len()))
        .chain(text.match_indices(" – ").map(|(at, sign)| at + sign.len()))
        .find(|at| names_a_chamber(&text[*at..]))?;
    let name = &text[start..];
    let lower = name.to_lowercase();
    let end = ENDS.iter().filter_map(|word| lower.find(word)).min().filter(|end| name.is_char_boundary(*end));
    Some(name[..end.unwrap_or(name.len())].trim_end_matches([' ', '-', '–']).to_owned())
}

/// Whether a text begins with the name of a chamber and a place follows.
fn names_a_chamber(text: &str) -> bool {
    let mut scan = Scan::new(text);
    let named = scan.eat_any(&["cciaa", "c.c.i.a.a.", "camera di commercio", "c.c.i.a.a"]);
    scan.eat(",");
    named && scan.rest().starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{label, organisation, plan_year, plan_years, resolution};

    #[test]
    fn labels_as_printed() {
        let cases = [
            ("All. 2.1 D GC n.92 del 21.07.2020", "All. 2.1"),
            ("All. 2 D GC n.97", "All. 2"),
            ("Allegato A - Delibera di Giunta n. 136 del 20 ottobre 2019", "Allegato A"),
            ("Allegato B alla deliberazione della Giunta camerale n. 26 del 22/11/2025", "Allegato B"),
            ("Allegato \"C1\" alla delibera", "Allegato \"C1\""),
        ];
        for (line, wanted) in cases {
            assert_eq!(label(line).as_deref(), Some(wanted), "{line}");
        }
    }

    #[test]
    fn resolutions() {
        let cases = [
            ("All. 2.1 D GC n.92 del 21.07.2020", 92, "2020-07-21"),
            ("Allegato A - Delibera di Giunta n. 136 del 20 ottobre 2019", 136, "2019-10-20"),
            ("All. A Delibera Giunta Camerale n.92 del 12.10.2024", 92, "2024-10-12"),
            ("Allegato n. 3 alla deliberazione della Giunta camerale n. 26 del 22/11/2025", 26, "2025-11-22"),
        ];
        for (line, number, day) in cases {
            let found = resolution(line).expect("a resolution is named");
            assert_eq!(found.body.as_deref(), Some("Giunta"), "{line}");
            assert_eq!(
                (found.number, found.date.map(|d| d.to_string())),
                (Some(number), Some(day.to_owned())),
                "{line}"
            );
        }
        assert_eq!(resolution("CRUSCOTTO STRATEGICO"), None);
        assert_eq!(resolution("Situazione al 30/06/2020"), None);
    }

    #[test]
    fn chambers() {
        assert_eq!(organisation("CCIAA Lagombra  pag. 3 di 10").as_deref(), Some("CCIAA Lagombra"));
        let long = "Camera di Commercio Industria Artigianato e Agricoltura Terrechiare - Lagombra";
        assert_eq!(organisation(long).as_deref(), Some(long));
        let glued = organisation("C.C.I.A.A. di Rivamara Piano della performance 2024");
        assert_eq!(glued.as_deref(), Some("C.C.I.A.A. di Rivamara"));
    }

    #[test]
    fn years_of_titles() {
        assert_eq!(plan_year("Tab. 2 - Obiettivi operativi 2022"), Some(2022));
        assert_eq!(plan_year("Piano 2020-2022"), None);
        assert_eq!(plan_year("Deliberazione del 21/07/2020"), None);
        assert_eq!(plan_years("PIANO DELLA PERFORMANCE 2020-2022"), Some((2020, 2022)));
        assert_eq!(plan_years("Triennio dal 2020 al 2022"), Some((2020, 2022)));
        assert_eq!(plan_years("Obiettivi 2022"), None);
    }
}
