//! What a text looks like, before it is known in which column it stands.
//!
//! These are looks, not readings: the grammar reads a text once its place is known. They are cheap,
//! since the decoder asks for many more texts than there are cells.

mod remarks;
mod values;

pub use remarks::{footnote, starts_note, whole_note, whole_remark};
use values::is_metric;
pub use values::{
    counts_things, is_comparator, is_date, is_tick, is_value, is_weight, lower_opening, opens_comparison, value_word,
};

/// Whether a text begins like a cell of its own, wherever it stands on a line: a unit, an area, a number
/// with its sign `n. 40`, a named measure `ITP < -10`.
pub fn opens_cell(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let rates = |word: &str| word.eq_ignore_ascii_case("rilevazione");
    match first {
        "Anno" | "anno" => rates(second) || (second == "di" && words.next().is_some_and(rates)),
        "x" => opens_comparison(text),
        "n." | "n°" | "nr." => value_word(second) && !is_date(second),
        "Area" | "AREA" | "Ufficio" | "Uff." | "U.O." | "Settore" | "Servizio" | "Serv." | "S." => {
            second.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        }
        _ => is_metric(first) && first.chars().all(char::is_uppercase) && is_comparator(second),
    }
}

/// Where the next cell begins in a word that is printed without a blank before it: `100%5`,
/// `gestioneEntro 30/06`, `PatrimonioArea 1`.
pub fn glued(word: &str, next: &str) -> Option<usize> {
    if let Some(at) = word.find('%').map(|at| at + 1) {
        let weighed = is_weight(&word[at..]) || word[at..].starts_with(char::is_uppercase);
        let parts = at < word.len() && value_word(&word[..at]) && weighed;
        return parts.then_some(at);
    }
    if let Some(at) = word.find("n°").or_else(|| word.find("N°")) {
        const SHORTEST: usize = 4;
        let parts = at >= SHORTEST && word[..at].ends_with(char::is_lowercase);
        return parts.then_some(at);
    }
    if word.is_ascii() && !word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let mut chars = word.char_indices().zip(word.chars().skip(1));
    let ((at, before), _) = chars.find(|((_, before), next)| before.is_lowercase() && next.is_uppercase())?;
    let at = at + before.len_utf8();
    let tail = &word[at..];
    let timed =
        matches!(tail, "Entro" | "Almeno") && (next.is_empty() || next.starts_with(|c: char| c.is_ascii_digit()));
    let first = next.split(' ').next().unwrap_or_default();
    (timed || opens_cell(&format!("{tail} {first}"))).then_some(at)
}

/// Where a word goes on with a capital, as two cells do that have no room between them, and as some names do:
/// `sitoPercentuale`, `x-1Misurare`.
pub fn camel(word: &str) -> Option<usize> {
    const SHORTEST: usize = 3;
    let before = |at: usize| {
        let head = &word[..at];
        let letters = head.chars().rev().take_while(|c| c.is_lowercase()).count();
        letters >= SHORTEST || (letters == 0 && head.ends_with(|c: char| c.is_ascii_digit()))
    };
    let behind = |at: usize| word[at..].chars().skip(1).take_while(|c| c.is_lowercase()).count() >= SHORTEST;
    let mut capitals = word.char_indices().skip(1).filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    capitals.find(|at| before(*at) && behind(*at))
}

/// Whether a word names somebody by what he heads, which follows: `Dirigente AREA I`.
pub fn heads(word: &str) -> bool {
    const HEADS: [&str; 7] =
        ["dirigente", "dirigenza", "responsabile", "direttore", "capo", "coordinatore", "incaricato"];
    HEADS.iter().any(|head| word.eq_ignore_ascii_case(head))
}

/// Whether a text ends in a word that never ends a cell: an article, a preposition, `anno x-`.
pub fn open_ending(text: &str) -> bool {
    const OPEN: [&str; 55] = [
        "di", "a", "da", "in", "con", "su", "per", "tra", "fra", "e", "ed", "o", "il", "lo", "la", "i", "gli", "le",
        "un", "una", "uno", "del", "dello", "della", "dei", "degli", "delle", "al", "allo", "alla", "ai", "agli",
        "alle", "dal", "dalla", "nel", "nella", "nei", "sul", "sulla", "che", "n.", "art.", "entro", "Entro", "Almeno",
        "almeno", "-", "–", "x-", "n-", "t-", "X-", "N-", "T-",
    ];
    const LONGEST: usize = 6;
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let last = last.rsplit(['\'', '’']).next().unwrap_or_default();
    last.len() <= LONGEST && OPEN.contains(&last)
}

/// Whether a text is nothing but a word that links others: `e`, `di`.
pub fn is_connective(text: &str) -> bool {
    !text.contains(' ') && text.chars().all(char::is_lowercase) && open_ending(text)
}

/// The number of a strategic objective's heading: `3, Promozione`, `OS 3: …`, `Obiettivo strategico 3 – …`.
pub fn heading_number(text: &str) -> Option<u32> {
    let lower = unlabelled(text.trim_start());
    let mut rest = lower;
    let mut named = false;
    let mut labelled = false;
    for prefix in ["Obiettivo strategico", "OBIETTIVO STRATEGICO", "Ob. strategico", "OS", "O.S.", "Obiettivo"] {
        if let Some(tail) = lower.strip_prefix(prefix) {
            rest = tail.trim_start_matches([' ', '\n', '.', 'n', '°']);
            named = true;
            labelled = prefix != "Obiettivo";
            break;
        }
    }
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let number = rest[..digits].parse().ok()?;
    let tail = rest[digits..].trim_start_matches([' ', '\n']);
    let separator = tail.starts_with(['.', ',', ':', '–', '-', ')']);
    let title = tail.trim_start_matches(['.', ',', ':', '–', '-', ')', ' ', '\n']);
    let first = title.chars().next()?;
    let worded = first.is_alphabetic() && (first.is_uppercase() || named);
    let parted = separator || (labelled && first.is_uppercase());
    (parted && worded && title.len() > 5 && (named || !is_section(title))).then_some(number)
}

/// Whether a title behind a number is that of a section: `2. CRUSCOTTO STRATEGICO`.
fn is_section(title: &str) -> bool {
    const BEGINNINGS: [&str; 4] = ["mappa strategica", "cruscotto strategico", "obiettivi ", "indicatori strategici"];
    BEGINNINGS.iter().any(|b| title.get(..b.len()).is_some_and(|head| head.eq_ignore_ascii_case(b)))
}

/// Whether a text is the numbered title of a section.
pub fn is_numbered_section(text: &str) -> bool {
    let title = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.trim_start().len() - title.len();
    let parted = title.trim_start_matches(['.', ')', ' ', '-', '–']);
    (1..=2).contains(&digits) && parted.len() < title.len() && is_section(parted)
}

/// A heading without the label of its line: `Obiettivo strategico OS 3: …`, `Missione 011_…`.
pub fn unlabelled(text: &str) -> &str {
    const LABELS: [&str; 4] = ["obiettivo strategico", "ob. strategico", "prospettiva", "area strategica"];
    let label = LABELS.iter().find_map(|l| text.get(..l.len()).filter(|head| head.eq_ignore_ascii_case(l)));
    let rest = label.map_or(text, |l| text[l.len()..].trim_start_matches([':', ' ']));
    let telling = rest.starts_with(char::is_uppercase) && !rest.is_empty();
    if telling { rest } else { text }
}

/// Whether a text names a mission of the budget: `011_Competitività delle imprese`.
pub fn is_mission(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("Missione").unwrap_or(text).trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
        && text.as_bytes().first() == Some(&b'0')
        && text[digits..].trim_start_matches([' ', '_', '-', '–', '.', ':']).starts_with(|c: char| c.is_uppercase())
}

/// Whether a text is a code of an indicator: `01.3.99`.
pub fn is_code(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['.', '-']).collect();
    parts.len() >= 3
        && parts.iter().all(|p| (1..=3).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric()))
        && parts.iter().any(|p| p.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text begins like the name of a unit.
pub fn is_unit(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    // `40 unità` counts something.
    if !first.starts_with(['s', 'S', 'u', 'U', 't', 'T']) || first == "unità" {
        return false;
    }
    let lower = first.to_lowercase();
    matches!(
        lower.as_str(),
        "servizio"
            | "servizi"
            | "sevizio"
            | "settore"
            | "ufficio"
            | "uff."
            | "u.o."
            | "uo"
            | "unità"
            | "serv."
            | "segreteria"
            | "trasversale"
    ) || (lower.starts_with("s.") && first.len() > 2 && first.chars().nth(2).is_some_and(char::is_alphabetic))
        || (first == "S." || first == "S")
}

/// Whether a text looks like an area: `AREA II`, `SG`, `Area 3`, `Settore A`, `Trasversale`, `III`.
pub fn is_area(text: &str) -> bool {
    let mut words = text.split_whitespace();
    match (words.next(), words.next()) {
        (Some("AREA" | "Area" | "STAFF" | "Staff" | "Segretario" | "Trasversale"), _) => {}
        (Some("Settore"), Some(_)) => return is_sectors(text),
        (Some(one), None) => return area_code(one),
        _ => return false,
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["AREA" | "Area", code] => code.chars().next().is_some_and(char::is_alphanumeric),
        ["AREA" | "Area", code, rest @ ..] if area_code(code) => {
            is_area(&rest.join(" ")) || (rest.len() <= 3 && rest.iter().all(|w| w.starts_with(char::is_uppercase)))
        }
        ["AREA" | "Area", rest @ ..] => {
            rest.len() <= 8
                && rest.iter().all(|w| {
                    w.len() <= 2 || w.starts_with(char::is_uppercase) || w.contains('/') || w.starts_with("de")
                })
        }
        ["Trasversale" | "STAFF" | "Staff"] | ["Segretario", "Generale"] | ["STAFF", "AREA", _] => true,
        [one] => area_code(one),
        _ => false,
    }
}

/// Whether a text is one sector with its code or a list of them: `Settore A`, `Settore D Settore B`.
pub fn is_sectors(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let coded = |pair: &[&str]| matches!(pair, ["Settore", code] if area_code(code.trim_end_matches([',', ';'])));
    !words.is_empty() && words.chunks(2).all(coded)
}

/// Whether a text is nothing but the word that names of units begin with: a part of a cell.
pub fn is_bare_unit(text: &str) -> bool {
    const KINDS: [&str; 8] = ["servizio", "servizi", "serv.", "settore", "ufficio", "uff.", "u.o.", "unità"];
    KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(text))
}

/// Whether a text begins with the code of an area and goes on otherwise: `AREA B Numero di visite`.
pub fn after_area(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("AREA ").or_else(|| text.strip_prefix("Area ")) else { return false };
    rest.split_once(' ').is_some_and(|(code, _)| area_code(code)) && !is_area(text)
}

/// Whether a word is a short code of an area: `SG`, `II`, `3`, `AN`.
pub fn area_code(word: &str) -> bool {
    ((1..=4).contains(&word.len()) && word.chars().all(char::is_uppercase) && !is_tick(word))
        || (word.len() == 1 && word.chars().all(|c| c.is_ascii_digit() || c.is_uppercase()) && !is_tick(word))
}

/// Whether a word is the initials of a name (`SUAP`): longer than an area's code mostly is, and no number.
pub fn is_acronym(word: &str) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=6;
    LENGTHS.contains(&word.len())
        && word.chars().all(|c| c.is_ascii_uppercase())
        && !word.chars().all(|c| "IVX".contains(c))
        && !matches!(word, "AREA" | "STAFF")
}

/// Whether a text is a unit of measure as a column prints it.
pub fn is_measure(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "%" | "n."
            | "n°"
            | "nr."
            | "num."
            | "numero"
            | "gg"
            | "gg."
            | "giorni"
            | "mesi"
            | "data"
            | "rapporto"
            | "punteggio"
            | "euro"
            | "€"
            | "ore"
            | "indice"
            | "valore"
            | "sì/no"
            | "si/no"
    )
}

/// Whether a text begins like an indicator: a count, a share, a time, an act and its day.
pub fn is_indicator(text: &str) -> bool {
    opening(text) || text.contains('/') || text.contains("valore assoluto")
}

/// Whether a text counts things and nothing else: `n. 3`, `N. moli collaudati`, `Moli (valore assoluto)`.
pub fn is_count(text: &str) -> bool {
    signed(text) || text.contains("(valore assoluto)")
}

/// Whether a text begins with the sign of a number: `n.`, `N°`.
fn signed(text: &str) -> bool {
    const SIGNS: [&str; 3] = ["n.", "n°", "nr."];
    SIGNS.iter().any(|sign| text.get(..sign.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(sign)))
}

/// Whether a text begins in the middle of an indicator: with a stroke, the letter of a year before one, or a word
/// that links what stands before it.
pub fn is_torn(text: &str) -> bool {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let year = matches!(first, "x" | "n" | "t") && rest.starts_with('/');
    text.starts_with(['/', ')']) || year || is_connective(first)
}

/// Whether a text opens like an indicator in the middle of a line: with a capital.
pub fn opens_indicator(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && opening(text)
}

fn opening(text: &str) -> bool {
    const OPENINGS: [&str; 30] = [
        "n",
        "numero",
        "percentuale",
        "grado",
        "stato",
        "tempo",
        "tempi",
        "tempistica",
        "rispetto",
        "valutazione",
        "valutazioni",
        "indice",
        "indicatore",
        "incidenza",
        "redazione",
        "approvazione",
        "pubblicazione",
        "predisposizione",
        "realizzazione",
        "giudizi",
        "riduzione",
        "importo",
        "data",
        "aggiornamento",
        "definizione",
        "livello",
        "emanazione",
        "adozione",
        "scostamento",
        "ore",
    ];
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    OPENINGS.iter().any(|opening| text[..end].eq_ignore_ascii_case(opening))
}

#[cfg(test)]
mod tests {
    use super::{camel, glued, heading_number, is_area, is_count, is_numbered_section, is_torn, open_ending};

    #[test]
    fn an_indicator_that_lost_its_head_is_torn() {
        for text in ["x / N. moli anno x-1", "/ N. moli", "entro i termini (valore assoluto)", "di sosta"] {
            assert!(is_torn(text), "{text}");
        }
        for text in ["n. moli", "n° moli", "numero di moli", "Moli / soste", "soste brevi"] {
            assert!(!is_torn(text), "{text}");
        }
        assert!(is_count("N° moli") && is_count("Moli (valore assoluto)") && !is_count("Numeri utili"));
    }

    #[test]
    fn the_numbered_title_of_a_section_is_no_objective() {
        for text in ["1. MAPPA STRATEGICA", "2) Cruscotto strategico", "3. OBIETTIVI OPERATIVI 2021"] {
            assert!(is_numbered_section(text) && heading_number(text).is_none(), "{text}");
        }
        assert!(!is_numbered_section("2. Promozione del territorio"));
        assert!(!is_numbered_section("Obiettivi operativi"));
        assert_eq!(heading_number("OS 3: Obiettivi di sviluppo"), Some(3));
    }

    #[test]
    fn two_cells_without_room_between_them_are_one_word() {
        assert_eq!(glued("Lavoron°", "seminari"), Some("Lavoro".len()));
        assert_eq!(glued("100,0%Stato", "di"), Some("100,0%".len()));
        assert_eq!(camel("sitoPercentuale"), Some("sito".len()));
        assert_eq!(camel("x-1Misurare"), Some("x-1".len()));
        for one in ["McDonald", "PagoPA", "eGov", "n°", "Percentuale", "ANPR"] {
            assert!(camel(one).is_none() && glued(one, "di").is_none(), "{one}");
        }
    }

    #[test]
    fn a_sector_with_a_code_is_an_area() {
        for text in ["Settore A", "Settore 2", "Settore IV", "Settore D Settore B"] {
            assert!(is_area(text), "{text}");
        }
        for text in ["Settore", "Settore Anagrafe", "Settore A Anagrafe", "Settore A Settore"] {
            assert!(!is_area(text), "{text}");
        }
    }

    #[test]
    fn a_text_that_breaks_off_is_open() {
        for text in ["numero di", "valore dell'anno x-", "entro"] {
            assert!(open_ending(text), "{text}");
        }
        for text in ["numero", "anno x-1", "Rag-"] {
            assert!(!open_ending(text), "{text}");
        }
    }
}
