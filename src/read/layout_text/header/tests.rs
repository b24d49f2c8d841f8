//! Headers told from rows.

use super::{part_joined, zones};
use crate::read::layout_text::line::pages;

fn headers(text: &str) -> Vec<Vec<String>> {
    let mut pages = pages(text);
    part_joined(&mut pages[0].lines);
    let zones = zones(&pages[0].lines);
    zones.into_iter().map(|zone| zone.heads.into_iter().map(|head| head.text).collect()).collect()
}

#[test]
fn headers_with_one_blank_between_them_are_parted() {
    let found = headers("Indicatore   2018 2019   2020 Ufficio responsabile   Note");
    assert_eq!(found, [["Indicatore", "2018", "2019", "2020", "Ufficio responsabile", "Note"]]);
}

#[test]
fn who_and_how_much_alone_are_no_header() {
    assert!(headers("Dirigente   Servizi   10").is_empty());
    assert!(headers("programmati   di Area   90%").is_empty());
}

#[test]
fn a_header_of_values_above_years_is_their_name() {
    let found = zones(&pages("                Target\nIndicatore              2019   2020   Note")[0].lines);
    let spans: Vec<&str> = found[0].heads.iter().filter(|h| h.spans).map(|h| h.text.as_str()).collect();
    assert_eq!(spans, ["Target"]);
}

#[test]
fn rows_above_and_below_a_title_are_not_its_header() {
    let text = "Corsi svolti                            anno di\n\
                \x20                                       rilevazione  80%\n\
                Obiettivo strategico 2 - Turismo ed\n\
                \x20                                       2015         2016         Owner\n\
                eccellenze\n\
                Istanze al 31/12/2018 / totale al\n\
                \x20                                       50%          52%          Ambiente\n\
                31/12/2017\n";
    let titled = "Obiettivo strategico 2 - Turismo ed\neccellenze";
    assert_eq!(headers(text), [[titled, "2015", "2016", "Owner"]]);
}

#[test]
fn a_baseline_above_its_year_is_the_name_of_one_column() {
    let text = "\x20                       Baseline\n\
                Cod.   Indicatore                     Target 2018   Target 2019\n\
                \x20                         2017\n";
    assert_eq!(headers(text), [["Cod.", "Indicatore", "Baseline\n2017", "Target 2018", "Target 2019"]]);
}

#[test]
fn the_name_of_an_area_is_not_two_headers() {
    let text = "Corsi svolti   80%   Area Servizi Interni   Aggiornato in sede di rolling";
    let mut pages = pages(text);
    part_joined(&mut pages[0].lines);
    assert_eq!(pages[0].lines[0].segments.len(), 4);
}

#[test]
fn a_mission_beside_a_text_of_its_row_is_no_map() {
    assert!(headers("Missione 011 - Competitività   Affari Generali e Sistemi").is_empty());
    assert_eq!(headers("Prospettiva / Missione   Missione 011 - Competitività").len(), 1);
}

#[test]
fn years_below_their_label_are_a_header_without_a_name_on_their_line() {
    let text = "1. Favorire la transizione   Target   Target   Target\n\
                \x20                                                    Responsabile\n\
                delle imprese                2022     2023     2024\n";
    let found = headers(text);
    assert_eq!(
        found,
        [["1. Favorire la transizione\ndelle imprese", "Target\n2022", "Target\n2023", "Target\n2024", "Responsabile"]]
    );
}
