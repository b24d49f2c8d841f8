//! Text whose columns are aligned with blanks (`pdftotext -layout`) to cells with spans.
//!
//! ```text
//! line ─▶ header ─▶ columns ─▶ rows ─▶ spans ─▶ sheet
//! ```
//!
//! Texts that stand side by side are parted by blanks; the lines of wrapped texts of neighbouring
//! columns stand between one another. A header says which columns there are, and which of them no
//! row shares; of those the rows are made. What stands in the other columns is laid over the rows.

mod columns;
mod header;
mod line;
mod looks;
mod page;
mod rows;
mod spans;
mod table;
mod wrapped;

use std::sync::Arc;

use crate::document::{Body, Cell, Document, Format, Sheet};
use crate::trace::Inference;

/// Whether a text shows columns aligned with blanks.
pub fn looks_like(text: &str) -> bool {
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    let (aligned, all) = lines.fold((0, 0), |(a, n), l| (a + usize::from(l.trim().contains("     ")), n + 1));
    aligned * 4 > all
}

/// The tables of all pages.
pub fn read(text: &str) -> Document {
    let mut pages = line::pages(text);
    let count = pages.last().map(|page| page.number);
    line::keep_furniture_once(&mut pages);
    for page in &mut pages {
        header::part_joined(&mut page.lines);
    }
    let mut sheets = page::sheets(&pages);
    for sheet in &mut sheets {
        wrapped::join(&mut sheet.cells);
    }
    space_out(sheets.iter_mut().flat_map(|sheet| &mut sheet.cells));
    let sheets = sheets.into_iter().map(|s| Sheet { name: Arc::from(s.name), cells: s.cells }).collect();
    Document { format: Format::LayoutText, pages: count, body: Body::Grid(sheets), hidden: Vec::new() }
}

/// A print's text has no blank between two words of one character: `> 1` has become `>1`. Whether
/// one was there, the other values tell.
fn space_out<'a>(cells: impl Iterator<Item = &'a mut Cell>) {
    let parts = |text: &str| -> Option<(char, bool, usize)> {
        let mut chars = text.chars();
        let sign = chars.next().filter(|c| "<>=≤≥".contains(*c))?;
        let rest = chars.as_str();
        let value = rest.trim_start();
        value.starts_with(|c: char| c.is_ascii_digit()).then_some((sign, value.len() < rest.len(), value.len()))
    };
    let cells: Vec<&mut Cell> = cells.filter(|cell| parts(&cell.text).is_some()).collect();
    let (mut apart, mut close) = (0_usize, 0_usize);
    for (_, blank, _) in cells.iter().filter_map(|cell| parts(&cell.text)).filter(|(.., length)| *length > 1) {
        if blank { apart += 1 } else { close += 1 }
    }
    for cell in cells {
        let Some((sign, false, 1)) = parts(&cell.text) else { continue };
        if apart > close {
            cell.text.insert(sign.len_utf8(), ' ');
        }
        let because = "this export leaves out the blank between single characters; written as the other values are";
        cell.doubt.get_or_insert_with(|| Inference::new(because, 0.8));
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Body, Cell};

    fn cells(text: &str) -> Vec<Cell> {
        let Body::Grid(sheets) = super::read(text).body else { panic!("a text in columns is a grid") };
        sheets.into_iter().flat_map(|sheet| sheet.cells).collect()
    }

    fn row(cells: &[Cell], text: &str) -> u32 {
        cells.iter().find(|cell| cell.text == text).unwrap_or_else(|| panic!("no {text:?} in {cells:?}")).row
    }

    #[test]
    fn an_objective_of_three_lines_beside_one_of_two_is_one_text() {
        let found = cells(
            "Area/Missione       011_Imprese e sviluppo             012_Regole del mercato           016_Mercati esteri\n\
             \x20                                                       4. Un mercato trasparente:\n\
             \x20                  1. Accompagnare il                                                  6. Preparare le imprese\n\
             \x20                                                       vigilanza e metrologia per\n\
             Territorio          sistema verso il digitale                                           ai mercati esteri\n\
             \x20                                                       tutti\n\
             \x20                  2. Una camera semplice             5. Giustizia alternativa\n",
        );
        let own = row(&found, "4. Un mercato trasparente:\nvigilanza e metrologia per\ntutti");
        assert_eq!(own, row(&found, "1. Accompagnare il\nsistema verso il digitale"));
        assert_eq!(own, row(&found, "6. Preparare le imprese\nai mercati esteri"));
    }

    #[test]
    fn an_objective_that_stands_alone_on_its_line_is_no_heading_in_a_column_of_objectives() {
        let found = cells(
            "Obiettivo strategico         Programma            Indicatore               Target\n\
             \x20                            Controllo            Carta dei servizi        31/12/2019\n\
             \x209. Centralità della azione\n\
             \x20   e miglioramento\n\
             \x20                            Reclami              Processi mappati         50%\n",
        );
        row(&found, "9. Centralità della azione\ne miglioramento");
    }

    #[test]
    fn values_stay_under_their_header_on_a_page_where_two_texts_run_together() {
        let found = cells(
            "Programma             Obiettivo operativo            Indicatore                     Target    Servizi         Area\n\
             Controllo interno     Ridurre i tempi                Carta dei servizi              100%      Affari generali Area 1\n\
             Ambiente              Diffondere le regole           Verifiche svolte               80%       Affari generali Area 2\n\
             \u{c}Composizione crisi    Informare le imprese su allerta 31/12/2019 / totale al 2018    >= 80%    Tutela mercato  Area 4\n\
             \x20                                                   Procedure concluse             90%       Tutela mercato  Area 4\n\
             \x20                                                   Convenzioni sottoscritte       75%       Tutela mercato  Area 4\n",
        );
        let column = |text: &str| found.iter().filter(|c| c.text == text).map(|c| c.col).collect::<Vec<_>>();
        assert_eq!(column("Target"), [3]);
        for value in [">= 80%", "90%", "75%"] {
            assert_eq!(column(value), [3], "{value}");
        }
        assert_eq!(column("Informare le imprese su allerta"), [1]);
        assert_eq!(column("31/12/2019 / totale al 2018"), [2]);
    }

    #[test]
    fn a_list_of_objectives_goes_on_where_no_line_has_all_its_texts() {
        let found = cells(
            "Prospettiva          Obiettivo strategico         Missione\n\n\
             Imprese              1. Favorire la transizione   011 Competitività\n\
             \x20                    digitale\n\
             \u{c}\x20                    2. Trasparenza\n\
             Processi                                          032 Servizi generali\n\
             \x20                    e legalità\n\n\
             \x20                    3. Centralità della\n\
             Processi                                          032 Servizi generali\n\
             \x20                    performance\n",
        );
        for text in ["2. Trasparenza\ne legalità", "3. Centralità della\nperformance"] {
            let at = row(&found, text);
            let beside = |col: u32| found.iter().find(|c| c.row == at && c.col == col).map(|c| c.text.as_str());
            assert_eq!((beside(0), beside(2)), (Some("Processi"), Some("032 Servizi generali")), "{text}");
        }
    }

    #[test]
    fn lines_alone_in_a_column_tell_where_it_begins() {
        let found = cells(
            "          Ob. operativo                    Indicatore                  Target    Peso\n\
             Assistere gli utenti on line n. start up controllate / n. totale   55%       50%\n\
             \x20                             Percentuale di domicili assegnati\n\
             \x20                                                                  70%       25%\n\
             Assistere gli utenti          rispetto al totale\n\
             \x20                             Grado di copertura delle imprese\n\
             \x20                                                                  55%       25%\n\
             \x20                             sospese per tre anni\n",
        );
        let column = |text: &str| found.iter().filter(|c| c.text == text).map(|c| c.col).collect::<Vec<_>>();
        assert_eq!(column("n. start up controllate / n. totale"), [1]);
        assert_eq!(column("Grado di copertura delle imprese\nsospese per tre anni"), [1]);
    }

    #[test]
    fn a_title_right_below_a_row_is_none_of_its_lines() {
        let found = cells(
            "Peso   Azione                        Indicatore                                     Target\n\
             10     Presidio della crisi          N. istanze evase / N. complessivo              15%\n\
             \x20                 8. Qualità dei servizi, efficienza dei processi e orientamento al risultato\n\
             Peso   Azione                        Indicatore                                     Target\n\
             5      Nuovo codice dei contratti    N. reclami gestiti / N. totale                 90%\n",
        );
        row(&found, "8. Qualità dei servizi, efficienza dei processi e orientamento al risultato");
        row(&found, "N. istanze evase / N. complessivo");
    }

    #[test]
    fn the_label_of_a_total_goes_on_as_the_role_above_does() {
        let found = cells(
            "Responsabile                   Ob. operativo          Indicatore            Target   Peso\n\
             Posizione organizzativa        Cruscotto direzionale  Procedure unificate   >5       100%\n\
             Anagrafe e Albi\n\
             Totale Posizione organizzativa                                                       100%\n\
             Anagrafe e Albi\n\
             Posizione organizzativa        Analisi degli scarti   Questionari raccolti  12       100%\n\
             Segreteria\n",
        );
        row(&found, "Totale Posizione organizzativa\nAnagrafe e Albi");
        row(&found, "Posizione organizzativa\nSegreteria");
    }

    #[test]
    fn an_objective_ends_where_a_programme_does() {
        let found = cells(
            "Obiettivo strategico     Programma              Indicatore            Target\n\
             \x20                                               Corsi svolti          10\n\
             \x20                        Excelsior              Seminari svolti       20\n\
             1. Scuola e impresa                             Istituti coinvolti    30\n\
             \x20                                               Tirocini attivati     40\n\
             \x20                        Percorsi               Studenti coinvolti    50\n\
             \x20                                               Docenti coinvolti     60\n\
             2. Turismo               Marchi                 Strutture certificate 70\n",
        );
        let objective = found.iter().find(|c| c.text == "1. Scuola e impresa").expect("it is there");
        assert_eq!((objective.row, objective.rows), (row(&found, "Corsi svolti"), 6));
    }
}
