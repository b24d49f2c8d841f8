//! Tables that go on from page to page, with others above and below them.

use super::made::{Page, pdf};
use super::{open, sheets};

/// Draws rows of cells between edges, each with a text.
fn table(page: &mut Page, top: f32, edges: &[f32], rows: &[&[&str]]) {
    const ROW: f32 = 20.0;
    let bottom = top + ROW * f32::from(u8::try_from(rows.len()).expect("few rows"));
    let mut y = top;
    page.stroke((edges[0], top, edges[edges.len() - 1], top));
    for row in rows {
        for (x, text) in edges.iter().zip(*row) {
            page.text(x + 2.0, y + 13.0, text);
        }
        y += ROW;
        page.stroke((edges[0], y, edges[edges.len() - 1], y));
    }
    for x in edges {
        page.stroke((*x, top, *x, bottom));
    }
}

#[test]
fn a_table_goes_on_though_its_pages_have_other_tables_with_other_columns() {
    const OWN: &[f32] = &[100.0, 200.0, 300.0, 400.0];
    let mut first = Page::new();
    table(&mut first, 100.0, &[100.0, 160.0, 400.0], &[&["a", "b"], &["c", "d"]]);
    table(&mut first, 300.0, OWN, &[&["Indicatore", "2019", "2020"], &["one", "1", "2"]]);
    let mut second = Page::new();
    table(&mut second, 100.0, OWN, &[&["two", "3", "4"], &["three", "5", "6"]]);
    table(&mut second, 300.0, &[100.0, 240.0, 400.0], &[&["e", "f"], &["g", "h"]]);
    let document = open(&pdf(&[first, second])).expect("it reads");
    let [sheet] = sheets(&document) else { panic!("{} sheets", sheets(&document).len()) };
    let column = |text: &str| sheet.cells.iter().find(|c| c.text == text).map(|c| c.col);
    assert_eq!(column("4"), column("2020"));
    assert_eq!(column("3"), column("2019"));
}

#[test]
fn a_page_that_begins_with_another_table_goes_on_with_none() {
    let mut first = Page::new();
    table(&mut first, 100.0, &[100.0, 200.0, 300.0, 400.0], &[&["Indicatore", "2019", "2020"], &["one", "1", "2"]]);
    let mut second = Page::new();
    table(&mut second, 100.0, &[100.0, 240.0, 330.0, 400.0], &[&["Azione", "Peso", "Area"], &["two", "3", "4"]]);
    let document = open(&pdf(&[first, second])).expect("it reads");
    assert_eq!(sheets(&document).len(), 2);
}
