//! What must not matter, and what must hold for any sheet.

use cruscotto::document::Sheet;
use proptest::prelude::*;

use super::{cell, plan, said, sheet, show};

const TABLE: &str = "
Obiettivo strategico | Programma | Obiettivo operativo | Indicatore | Target | Servizi coinvolti | Area | Note
1. Semplificazione | Archivi | Pulire | Posizioni | 10 | Servizio Registro | I | Inserito con delibera n. 4 del 1/2/2020
^ | ^ | ^ | Tempi | < 5 gg | ^ | II | Aggiornato con delibera n. 5 del 6/7/2020
^ | Sportello | Aprire | Orari | 20 | Servizio URP | II |
2. Promozione | Fiere | Esporre | Espositori | => 30 | Servizio Promozione | III |
";

/// The table with its columns in another order.
fn reordered(order: &[usize]) -> String {
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('|').collect();
        order.iter().map(|&at| cells[at]).collect::<Vec<_>>().join("|")
    };
    TABLE.trim().lines().map(line).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_columns_does_not_matter(order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle()) {
        let expected = show(&plan(vec![sheet("1", TABLE)]));
        let got = plan(vec![sheet("1", &reordered(&order))]);
        prop_assert_eq!(show(&got), expected);
        prop_assert_eq!(got.coverage.placed, got.coverage.read);
    }

    #[test]
    fn empty_rows_columns_and_sheets_do_not_matter(
        rows in prop::collection::vec(0_u32..3, 6),
        columns in prop::collection::vec(0_u32..3, 8),
    ) {
        let expected = show(&plan(vec![sheet("1", TABLE)]));
        let mut spread = sheet("1", TABLE);
        stretch(&mut spread, &rows, &columns);
        let empty = |name: &str| Sheet { name: name.into(), cells: Vec::new() };
        prop_assert_eq!(show(&plan(vec![empty("0"), spread, empty("2")])), expected);
    }

    #[test]
    fn any_sheet_is_read_and_every_cell_accounted_for(
        cells in prop::collection::vec((0_usize..12, 0_usize..8, 1_usize..4, 1_usize..4, 0_usize..WORDS.len()), 0..60),
    ) {
        let drawn = scattered(&cells);
        let read = drawn.cells.len();
        let plan = plan(vec![drawn]);
        prop_assert_eq!(plan.coverage.read, read);
        prop_assert_eq!(plan.coverage.placed + said(&plan, "unplaced-text").len(), read);
    }
}

/// Puts empty rows and columns before each row and column; merged cells grow with them.
fn stretch(sheet: &mut Sheet, rows: &[u32], columns: &[u32]) {
    let moved = |at: u32, gaps: &[u32]| at + gaps.iter().take(at as usize + 1).sum::<u32>();
    for cell in &mut sheet.cells {
        let (bottom, right) = (moved(cell.row + cell.rows - 1, rows), moved(cell.col + cell.cols - 1, columns));
        (cell.row, cell.col) = (moved(cell.row, rows), moved(cell.col, columns));
        (cell.rows, cell.cols) = (bottom - cell.row + 1, right - cell.col + 1);
    }
}

/// Texts of all kinds that the reader tells apart.
const WORDS: [&str; 24] = [
    "Indicatore",
    "Target",
    "Peso",
    "2019",
    "2020",
    "Owner",
    "Obiettivo strategico",
    "Programma",
    "Note",
    "Area",
    "Missione",
    "Prospettiva",
    "1. Semplificazione",
    "2. Promozione",
    "011_Competitività",
    "Processi interni",
    "OBIETTIVI 2020 SG",
    "Totale",
    "100",
    "80%",
    "Aggiornato con delibera n. 1 del 2/3/2020",
    "SEZIONE 2 - CRUSCOTTO STRATEGICO",
    "Area strategica / Missione",
    "Posizioni",
];

/// A sheet of cells anywhere, none over another.
fn scattered(cells: &[(usize, usize, usize, usize, usize)]) -> Sheet {
    let name = "1".into();
    let mut taken = std::collections::BTreeSet::new();
    let mut drawn = Vec::new();
    for &(row, col, rows, cols, word) in cells {
        let places: Vec<_> = (row..row + rows).flat_map(|r| (col..col + cols).map(move |c| (r, c))).collect();
        if places.iter().all(|place| !taken.contains(place)) {
            taken.extend(places);
            drawn.push(cell(&name, (row, col), (rows, cols), WORDS[word].to_owned()));
        }
    }
    drawn.sort_by_key(|cell| (cell.row, cell.col));
    Sheet { name, cells: drawn }
}

#[test]
fn the_words_of_the_headers_do_not_matter() {
    let expected = show(&plan(vec![sheet("1", TABLE)]));
    let renamed = TABLE
        .replacen("Obiettivo strategico", "AREA STRATEGICA", 1)
        .replacen("Programma", "Linea di intervento", 1)
        .replacen("Obiettivo operativo", "Ob. operativo", 1)
        .replacen("Indicatore", "KPI", 1)
        .replacen("Target", "Valore atteso", 1)
        .replacen("Servizi coinvolti", "Unità organizzativa", 1)
        .replacen("Area |", "Area dirigenziale |", 1)
        .replacen("Note", "Osservazioni", 1);
    assert_eq!(show(&plan(vec![sheet("1", &renamed)])), expected);
}
