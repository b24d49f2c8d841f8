//! What the words of a title say of its place on the map.
//!
//! A balanced scorecard looks at users, processes, growth and means, and the ministry's missions divide
//! along the same line: those of competitiveness, regulation and foreign trade serve the users, that of
//! the institutional and general services (032) is the chamber itself.

use super::intervals::Choice;
use super::order::Votes;
use crate::grammar::text;

/// Word beginnings by the side of the scorecard that they speak of.
const TOPICS: [(u8, &[&str]); 4] = [
    (
        0,
        &[
            "impres",
            "mercat",
            "consumator",
            "turis",
            "internazionalizz",
            "export",
            "filier",
            "territor",
            "infrastruttur",
            "orientamento",
            "giovani",
            "credito",
            "startup",
            "start-up",
            "vigilanza",
            "metrolog",
            "mediazione",
            "arbitrato",
            "concorrenza",
            "conciliazione",
            "agroalimentar",
            "logistic",
            "occupazion",
        ],
    ),
    (
        1,
        &[
            "trasparenza",
            "performance",
            "process",
            "efficienza",
            "anticorruzione",
            "corruzione",
            "accountability",
            "organizzativ",
        ],
    ),
    (
        2,
        &[
            "competenz",
            "capitale umano",
            "benessere",
            "personale",
            "persone",
            "professional",
            "comunicazion",
            "comunicare",
            "clima",
        ],
    ),
    (
        3,
        &[
            "finanziar",
            "patrimon",
            "immobil",
            "spesa",
            "entrate",
            "bilancio",
            "risorse economiche",
            "diritto annuale",
            "equilibrio economico",
        ],
    ),
];

/// Names of the sides, from users to means, by the words that tell them.
const SIDES: [(u8, &[&str]); 3] = [
    (3, &["finanz", "economic", "risorse", "patrimon", "bilancio"]),
    (2, &["apprend", "crescita", "innovazion", "capitale umano"]),
    (1, &["process", "organizz"]),
];

/// Words of missions, and of the titles that belong to such a mission.
const MISSIONS: [(&str, &[&str]); 3] = [
    (
        "regolazione",
        &[
            "mercato",
            "consumator",
            "tutela",
            "vigilanza",
            "metrolog",
            "mediazione",
            "arbitrato",
            "concorrenza",
            "giustizia",
            "fede pubblica",
            "crisi",
            "legalità",
            "sanzion",
            "prodotti",
        ],
    ),
    ("internazional", &["internazional", "export", "esporta", "estero", "esteri"]),
    (
        "competitiv",
        &[
            "digital",
            "filier",
            "turis",
            "infrastruttur",
            "giovani",
            "lavoro",
            "orientamento",
            "credito",
            "impresa",
            "imprese",
            "cultural",
            "semplific",
            "agroalimentar",
            "logistic",
            "attrattiv",
        ],
    ),
];

/// The side that a perspective's name tells, if it does; the users' is told by many words.
pub fn side(name: &str) -> Option<u8> {
    let lower = name.to_lowercase();
    let users = lower.contains("sistema economico");
    let told = SIDES.iter().find(|(side, words)| !(users && *side == 3) && words.iter().any(|w| lower.contains(w)));
    told.map(|(side, _)| *side).or_else(|| super::evidence::looks_at(name).then_some(0))
}

/// Lets titles speak for the missions whose business they name.
pub fn belong(votes: &mut Votes, titles: &[String], missions: &[String]) {
    const WORD: f32 = 0.5;
    for (votes, title) in votes.iter_mut().zip(titles) {
        let title = spaced(title);
        for (vote, mission) in votes.iter_mut().zip(missions) {
            let heard = business(mission).filter(|w| title.contains(&format!(" {w}"))).take(2).count();
            *vote += WORD * f32::from(u8::try_from(heard).unwrap_or(0));
        }
    }
}

/// The words of a mission's business.
fn business(mission: &str) -> impl Iterator<Item = &'static str> {
    let mission = mission.to_lowercase();
    MISSIONS.iter().filter(move |(name, _)| mission.contains(name)).flat_map(|(_, words)| words.iter().copied())
}

/// Gives objectives whose titles name nothing of their mission's business, but much of one other's, that one's:
/// not every map numbers its objectives mission by mission. `said` is what the other tables say.
pub fn astray(laid: &mut [Choice], said: &Votes, titles: &[String], missions: &[String]) {
    const MUCH: usize = 2;
    const MARGIN: f32 = 0.5;
    for (place, choice) in laid.iter_mut().enumerate() {
        let title = spaced(&titles[place]);
        let heard = |name: usize| business(&missions[name]).filter(|w| title.contains(&format!(" {w}"))).count();
        let silent = business(&missions[choice.name]).next().is_some() && heard(choice.name) == 0;
        if !silent || said[place][choice.name] > 0.0 {
            continue;
        }
        let mut others = (0..missions.len()).filter(|name| heard(*name) >= MUCH);
        if let (Some(name), None) = (others.next(), others.next()) {
            *choice = Choice { name, margin: MARGIN };
        }
    }
}

/// A title in small letters, each word after a blank.
fn spaced(title: &str) -> String {
    format!(" {}", text::normalise(title).to_lowercase().replace(['\'', '’'], " "))
}

/// Whether a title speaks of sides, and of none that the perspective looks at.
pub fn contradicts(title: &str, perspective: &str) -> bool {
    let title = spaced(title);
    let heard = |words: &[&str]| words.iter().any(|w| title.contains(&format!(" {w}")));
    let spoken = || TOPICS.iter().filter(|(_, words)| heard(words));
    side(perspective).is_some_and(|side| spoken().count() > 0 && spoken().all(|(spoken, _)| *spoken != side))
}

/// Lets titles speak for perspectives by the side that these look at.
pub fn speak(votes: &mut Votes, titles: &[String], ranks: &[u8]) {
    const WORD: f32 = 1.5;
    for (place, title) in titles.iter().enumerate() {
        let title = spaced(title);
        let heard = |words: &[&str]| words.iter().any(|w| title.contains(&format!(" {w}")));
        for (side, _) in TOPICS.iter().filter(|(_, words)| heard(words)) {
            for (name, _) in ranks.iter().enumerate().filter(|(_, rank)| *rank == side) {
                votes[place][name] += WORD;
            }
        }
    }
}

/// Lets the side of each objective speak for its mission: `inner` tells where it is the chamber's own, as
/// far as that is settled, `general` which mission is.
pub fn divide(votes: &mut Votes, inner: &[Option<bool>], general: &[bool]) {
    const SIDE: f32 = 2.0;
    for (votes, inner) in votes.iter_mut().zip(inner) {
        let Some(inner) = inner else { continue };
        let alike = u16::try_from(general.iter().filter(|g| *g == inner).count()).unwrap_or(u16::MAX);
        for (vote, _) in votes.iter_mut().zip(general).filter(|(_, g)| *g == inner) {
            *vote += SIDE / f32::from(alike);
        }
    }
}

/// Whether a mission is that of the institutional and general services.
pub fn is_general(mission: &str) -> bool {
    let lower = mission.to_lowercase();
    lower.contains("istituzional") || lower.contains("servizi generali")
}

#[cfg(test)]
mod tests {
    use super::{Choice, astray, contradicts, divide, speak};

    #[test]
    fn a_title_that_names_another_mission_s_business_is_its_objective() {
        let missions = ["012 Regolazione", "016 Internazionalizzazione", "032 Servizi"].map(str::to_owned);
        let titles =
            ["Vigilanza e sicurezza dei prodotti", "Imprese all'estero", "Tutela e vigilanza", "Vigilanza e tutela"];
        let titles = titles.map(str::to_owned);
        let mut laid = [1, 1, 2, 1].map(|name| Choice { name, margin: 1.0 });
        let said = vec![vec![0.0; 3], vec![0.0; 3], vec![0.0; 3], vec![0.0, 1.0, 0.0]];
        astray(&mut laid, &said, &titles, &missions);
        assert_eq!(laid.map(|choice| choice.name), [0, 1, 2, 1]);
        assert!(laid[0].margin < 1.0);
    }

    #[test]
    fn titles_speak_for_the_side_they_are_about() {
        let mut votes = vec![vec![0.0; 2]; 2];
        let titles = ["Sostegno alle imprese del turismo".to_owned(), "Equilibrio economico e patrimonio".to_owned()];
        speak(&mut votes, &titles, &[0, 3]);
        assert_eq!(votes, [[1.5, 0.0], [0.0, 1.5]]);
    }

    #[test]
    fn the_general_mission_is_the_inner_one() {
        let mut votes = vec![vec![0.0; 3]; 3];
        divide(&mut votes, &[Some(false), Some(true), None], &[false, false, true]);
        assert_eq!(votes, [[1.0, 1.0, 0.0], [0.0, 0.0, 2.0], [0.0, 0.0, 0.0]]);
    }

    #[test]
    fn a_title_contradicts_a_side_that_it_does_not_speak_of() {
        assert!(contradicts("1. Sostegno alle imprese del turismo", "Processi interni"));
        assert!(!contradicts("1. Sostegno alle imprese del turismo", "Imprese e territorio"));
        assert!(!contradicts("1. Un titolo che tace", "Processi interni"));
    }
}
