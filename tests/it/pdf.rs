//! PDF: prints of workbooks against the workbooks, and small pages made here, one trap each.

pub mod bare;
pub mod made;
mod pages;

use cruscotto::document::{Body, Cell, Document, Sheet};
use cruscotto::read::{ReadError, ReadOptions, read};
use cruscotto::source::Source;
use made::{Page, pdf, pdf_in};

fn fixture(path: &str) -> Document {
    let file = format!("{}/fixtures/corpus/{path}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    open(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn open(bytes: &[u8]) -> Result<Document, ReadError> {
    read(Source { name: "annex", bytes }, &ReadOptions::default())
}

fn sheets(document: &Document) -> &[Sheet] {
    match &document.body {
        Body::Grid(sheets) => sheets,
        Body::Flow(_) => panic!("a flow, not sheets"),
    }
}

/// The cells of a document of one sheet as `(row, col, rows, cols, text)`.
fn cells(bytes: &[u8]) -> Vec<(u32, u32, u32, u32, String)> {
    let document = open(bytes).expect("it reads");
    let [sheet] = sheets(&document) else { panic!("{} sheets", sheets(&document).len()) };
    sheet.cells.iter().map(|c| (c.row, c.col, c.rows, c.cols, c.text.clone())).collect()
}

/// Text without white space: a print may break a line where the workbook does not.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Each cell as its text and the texts of all cells that share a row with it.
fn neighbours(sheets: &[Sheet]) -> Vec<(String, Vec<String>)> {
    let share = |a: &Cell, b: &Cell| a.row < b.row + b.rows && b.row < a.row + a.rows && a.col != b.col;
    let of = |sheet: &Sheet, cell: &Cell| {
        let mut row: Vec<String> = sheet.cells.iter().filter(|c| share(c, cell)).map(|c| bare(&c.text)).collect();
        row.sort();
        (bare(&cell.text), row)
    };
    let mut all: Vec<_> = sheets.iter().flat_map(|s| s.cells.iter().map(|c| of(s, c))).collect();
    all.sort();
    all
}

/// What of the workbook the print does not show in the same way, and what it shows beyond that.
fn differences(case: &str, print: &str) -> (Vec<String>, Vec<String>) {
    let book = neighbours(sheets(&fixture(&format!("{case}/annex.xlsx"))));
    let mut print = neighbours(sheets(&fixture(&format!("{case}/{print}"))));
    let mut missing = Vec::new();
    for cell in book {
        match print.iter().position(|p| *p == cell) {
            Some(at) => drop(print.remove(at)),
            None => missing.push(cell.0),
        }
    }
    (missing, print.into_iter().map(|cell| cell.0).collect())
}

#[test]
fn a_print_gives_the_cells_of_its_workbook() {
    let (missing, beyond) = differences("103", "annex.pdf");
    // Not in the cells of the workbook: the page header and the page footer.
    assert_eq!(missing, Vec::<String>::new());
    assert_eq!(beyond, ["All.ADeliberaGiuntaCameralen.92del12.10.2024", "Pagina1di6"]);
}

#[test]
fn a_print_that_closes_cut_cells_gives_the_cells_of_its_workbook() {
    let (missing, beyond) = differences("103", "annex_x.pdf");
    assert_eq!(missing, Vec::<String>::new());
    assert_eq!(beyond, ["All.ADeliberaGiuntaCameralen.92del12.10.2024", "Pagina1di6"]);
}

#[test]
fn a_header_repeated_on_each_page_adds_nothing_but_itself() {
    let (missing, beyond) = differences("102", "annex.pdf");
    // The same title on the next page is taken for a page header.
    assert_eq!(missing, ["CameradiCommercioIndustriaArtigianatoeAgricolturaTerrechiare-Lagombra"; 2]);
    let header = ["Algoritmo", "Areadirigenziale", "Azioni", "KPI", "Note", "Obiettivooperativo"];
    assert!(header.iter().all(|h| beyond.iter().any(|b| b == h)), "{beyond:?}");
    assert_eq!(beyond.len(), 9, "{beyond:?}");
}

#[test]
fn cells_have_their_place_on_the_page() {
    let document = fixture("103/annex.pdf");
    let first = &sheets(&document)[0].cells[0];
    assert_eq!(document.pages, Some(6));
    assert_eq!(first.place.to_string(), "page 1, box 348,18,494,25");
}

/// Lines of [`FRAME`].
const TOP: usize = 0;
const MIDDLE: usize = 1;
const BOTTOM: usize = 2;

/// Two rows of two cells, 100 by 20 each.
const FRAME: [(f32, f32, f32, f32); 6] = [
    (100.0, 100.0, 300.0, 100.0),
    (100.0, 120.0, 300.0, 120.0),
    (100.0, 140.0, 300.0, 140.0),
    (100.0, 100.0, 100.0, 140.0),
    (200.0, 100.0, 200.0, 140.0),
    (300.0, 100.0, 300.0, 140.0),
];

fn frame(page: &mut Page, without: Option<usize>) {
    for (i, line) in FRAME.into_iter().enumerate() {
        if Some(i) != without {
            page.stroke(line);
        }
    }
}

fn four_texts(page: &mut Page) {
    page.text(102.0, 113.0, "one").text(202.0, 113.0, "two");
    page.text(102.0, 133.0, "three").text(202.0, 133.0, "four");
}

fn four_cells() -> Vec<(u32, u32, u32, u32, String)> {
    let cell = |row, col, text: &str| (row, col, 1, 1, text.to_owned());
    vec![cell(0, 0, "one"), cell(0, 1, "two"), cell(1, 0, "three"), cell(1, 1, "four")]
}

#[test]
fn lines_may_be_strokes_thin_rectangles_or_one_path() {
    let mut strokes = Page::new();
    frame(&mut strokes, None);
    four_texts(&mut strokes);
    assert_eq!(cells(&pdf(&[strokes])), four_cells());

    let mut rectangles = Page::new();
    for (x0, y0, x1, y1) in FRAME {
        rectangles.fill(&[(x0 - 0.4, y0 - 0.4, x1 - x0 + 0.8, y1 - y0 + 0.8)]);
    }
    four_texts(&mut rectangles);
    assert_eq!(cells(&pdf(&[rectangles])), four_cells());

    let mut path = Page::new();
    path.fill(&FRAME.map(|(x0, y0, x1, y1)| (x0 - 0.4, y0 - 0.4, x1 - x0 + 0.8, y1 - y0 + 0.8)));
    four_texts(&mut path);
    assert_eq!(cells(&pdf(&[path])), four_cells());
}

#[test]
fn short_thick_strokes_are_lines_across_their_direction() {
    let mut page = Page::new();
    for (x0, y0, x1, y1) in FRAME {
        let (x, y) = (f32::midpoint(x0, x1), f32::midpoint(y0, y1));
        if x1 > x0 {
            page.thick_stroke((x, y - 0.3, x, y + 0.3), x1 - x0);
        } else {
            page.thick_stroke((x - 0.3, y, x + 0.3, y), y1 - y0);
        }
    }
    four_texts(&mut page);
    assert_eq!(cells(&pdf(&[page])), four_cells());
}

#[test]
fn a_turned_page_reads_as_it_is_shown() {
    for turn in [90, 180, 270] {
        let mut page = Page::new();
        frame(&mut page, None);
        four_texts(&mut page);
        assert_eq!(cells(&pdf(&[page.turned(turn)])), four_cells(), "turned by {turn}");
    }
}

#[test]
fn a_missing_line_merges_cells() {
    let mut page = Page::new();
    frame(&mut page, Some(MIDDLE));
    page.stroke((200.0, 120.0, 300.0, 120.0));
    page.text(102.0, 123.0, "both").text(202.0, 113.0, "two").text(202.0, 133.0, "four");
    let cell = |row, col, rows, text: &str| (row, col, rows, 1, text.to_owned());
    assert_eq!(cells(&pdf(&[page])), [cell(0, 0, 2, "both"), cell(0, 1, 1, "two"), cell(1, 1, 1, "four")]);
}

#[test]
fn a_text_wider_than_its_cell_stays_in_it() {
    let mut page = Page::new();
    frame(&mut page, None);
    page.text(102.0, 113.0, "a text that is much too wide for its cell of a hundred points");
    page.text(102.0, 133.0, "three").text(202.0, 133.0, "four");
    let found = cells(&pdf(&[page]));
    assert_eq!(found[0].4, "a text that is much too wide for its cell of a hundred points");
    assert_eq!((found[0].0, found[0].1), (0, 0));
    assert_eq!(found.len(), 3);
}

#[test]
fn gaps_are_blanks_and_bold_by_drawing_twice_is_not_doubled() {
    let mut page = Page::new();
    frame(&mut page, None);
    page.text(102.0, 113.0, "two").text(121.0, 113.0, "words");
    page.text(202.0, 113.0, "bold").text(202.2, 113.0, "bold");
    let texts: Vec<String> = cells(&pdf(&[page])).into_iter().map(|c| c.4).collect();
    assert_eq!(texts, ["two words", "bold"]);
}

#[test]
fn a_remark_outside_the_frame_stands_in_a_column_of_its_row() {
    let mut page = Page::new();
    frame(&mut page, None);
    four_texts(&mut page);
    page.text(310.0, 128.0, "a remark").text(310.0, 138.0, "of two lines");
    let found = cells(&pdf(&[page]));
    assert_eq!(found[4], (1, 2, 1, 1, "a remark\nof two lines".to_owned()));
}

#[test]
fn a_cell_cut_by_the_page_s_end_is_one_cell() {
    // The left cell has no line at the end of page one, none at the top of page two, and its text
    // is drawn on both.
    let mut first = Page::new();
    frame(&mut first, Some(BOTTOM));
    first.stroke((200.0, 140.0, 300.0, 140.0));
    four_texts(&mut first);
    let mut second = Page::new();
    frame(&mut second, Some(TOP));
    second.stroke((200.0, 100.0, 300.0, 100.0));
    second.text(102.0, 113.0, "three").text(202.0, 113.0, "five");
    second.text(102.0, 133.0, "six").text(202.0, 133.0, "seven");
    let cell = |row, col, rows, text: &str| (row, col, rows, 1, text.to_owned());
    assert_eq!(
        cells(&pdf(&[first, second])),
        [
            cell(0, 0, 1, "one"),
            cell(0, 1, 1, "two"),
            cell(1, 0, 2, "three"),
            cell(1, 1, 1, "four"),
            cell(2, 1, 1, "five"),
            cell(3, 0, 1, "six"),
            cell(3, 1, 1, "seven"),
        ]
    );
}

#[test]
fn what_is_drawn_outside_its_clip_is_of_the_cell_that_shows_it() {
    // What is left of a cell cut by the page's end: its text stands where the header is, and is clipped away.
    let mut page = Page::new();
    frame(&mut page, None);
    page.text(102.0, 113.0, "one").text(202.0, 113.0, "two").text(202.0, 133.0, "four");
    page.clipped_text((102.0, 117.0), "three", (90.0, 120.0, 220.0, 20.0));
    assert_eq!(cells(&pdf(&[page])), four_cells());
}

#[test]
fn a_header_of_which_lines_frame_a_part_is_one_header() {
    // The years stand in frames; the labels beside them are merged with the row above and have none.
    let mut page = Page::new();
    for y in [120.0, 140.0] {
        page.stroke((100.0, y, 400.0, y));
    }
    for x in [100.0, 200.0, 300.0, 400.0] {
        page.stroke((x, 120.0, x, 140.0));
    }
    page.stroke((200.0, 100.0, 400.0, 100.0));
    for x in [200.0, 300.0, 400.0] {
        page.stroke((x, 100.0, x, 120.0));
    }
    page.text(202.0, 93.0, "Target").text(102.0, 103.0, "Indicatore");
    page.text(202.0, 113.0, "2024").text(302.0, 113.0, "2025");
    page.text(102.0, 133.0, "tempi").text(202.0, 133.0, "10").text(302.0, 133.0, "20");
    let cell = |row, col, rows, text: &str| (row, col, rows, 1, text.to_owned());
    assert_eq!(
        cells(&pdf(&[page])),
        [
            cell(0, 0, 2, "Indicatore"),
            cell(0, 1, 1, "Target"),
            cell(1, 1, 1, "2024"),
            cell(1, 2, 1, "2025"),
            cell(2, 0, 1, "tempi"),
            cell(2, 1, 1, "10"),
            cell(2, 2, 1, "20"),
        ]
    );
}

#[test]
fn numbers_on_both_sides_of_a_column_s_edge_are_two() {
    let mut page = Page::new();
    frame(&mut page, None);
    four_texts(&mut page);
    page.text(177.5, 93.0, "2024").text(201.5, 93.0, "2025");
    let found = cells(&pdf(&[page]));
    let cell = |col, text: &str| (0, col, 1, 1, text.to_owned());
    assert_eq!(found[..2], [cell(0, "2024"), cell(1, "2025")]);
    // Some programs draw both at once; a text that only reaches over the edge stays whole.
    let drawn = |texts: &[(f32, &str)]| {
        let mut page = Page::new();
        frame(&mut page, None);
        four_texts(&mut page);
        for (x, text) in texts {
            page.text(*x, 93.0, text);
        }
        cells(&pdf(&[page]))
    };
    let found = drawn(&[(176.5, "2024 2025")]);
    assert_eq!(found[..2], [cell(0, "2024"), cell(1, "2025")]);
    let found = drawn(&[(102.0, "Indicatore"), (202.0, "Target 2025")]);
    assert_eq!(found[..2], [cell(0, "Indicatore"), cell(1, "Target 2025")]);
    let found = drawn(&[(155.0, "Relazione finale")]);
    assert_eq!(found[0].4, "Relazione finale");
}

/// A page without lines: texts as they end at one height, the second of a row two lines tall.
fn bottoms(rows: &[(&str, &str, &str)]) -> Page {
    let mut page = Page::new();
    let mut y = 60.0;
    for (group, upper, lower) in rows {
        for (x, text, y) in [(100.0, upper, y - 12.0), (100.0, lower, y), (20.0, group, y)] {
            if !text.is_empty() {
                page.text(x, y, text);
            }
        }
        page.text(220.0, y, "n. 1");
        y += 40.0;
    }
    page
}

#[test]
fn a_text_at_the_bottom_of_a_merged_cell_covers_the_rows_above_it() {
    let page = bottoms(&[
        ("Programma", "", "Indicatore"),
        ("", "the first", "of two"),
        ("one", "the second", "of two"),
        ("", "the third", "of two"),
        ("two", "the fourth", "of two"),
    ]);
    let groups: Vec<_> = cells(&pdf(&[page])).into_iter().filter(|c| c.1 == 0).map(|c| (c.0, c.2, c.4)).collect();
    assert_eq!(groups, [(0, 1, "Programma".to_owned()), (1, 2, "one".to_owned()), (3, 2, "two".to_owned())]);
}

#[test]
fn a_text_given_once_for_its_group_covers_no_row_above_it() {
    let page = bottoms(&[
        ("Programma", "", "Indicatore"),
        ("one", "the first", "of two"),
        ("", "the second", "of two"),
        ("two", "the third", "of two"),
        ("", "the fourth", "of two"),
    ]);
    let groups: Vec<_> = cells(&pdf(&[page])).into_iter().filter(|c| c.1 == 0).map(|c| (c.0, c.2, c.4)).collect();
    assert_eq!(groups, [(0, 1, "Programma".to_owned()), (1, 1, "one".to_owned()), (3, 1, "two".to_owned())]);
}

#[test]
fn a_font_of_countless_glyphs_is_refused() {
    let font = |last: u32| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
             /W[0 {last} 500 7[1 2 3]]>>]>>"
        )
    };
    let mut page = Page::new();
    page.text(20.0, 20.0, "text");
    let error = open(&pdf_in(&font(u32::MAX), &[page])).expect_err("four thousand million widths");
    assert!(matches!(error, ReadError::Limit { found: 0x1_0000_0000, .. }), "{error}");
    let mut page = Page::new();
    page.text(20.0, 20.0, "text");
    assert!(open(&pdf_in(&font(65_535), &[page])).is_ok(), "as many as a font can have");
}

#[test]
fn a_file_without_text_says_why() {
    let mut scan = Page::new();
    scan.picture();
    let error = open(&pdf(&[scan])).expect_err("a scan has no text");
    assert!(
        matches!(&error, ReadError::Locked { reason, help, .. } if reason.contains("scan") && help.contains("OCR"))
    );
    let mut stamped = Page::new();
    stamped.picture();
    stamped.text(20.0, 20.0, "Prot. n. 123 del 1/2/2024");
    let error = open(&pdf(&[stamped])).expect_err("a stamp is not the page's text");
    assert!(matches!(&error, ReadError::Locked { reason, .. } if reason.contains("scan")), "{error}");
    let error = open(&pdf(&[Page::new()])).expect_err("an empty page has no text");
    assert!(matches!(error, ReadError::Damaged { .. }), "{error}");
    let error = open(b"%PDF-1.7\nnothing").expect_err("this is no PDF");
    assert!(matches!(error, ReadError::Damaged { .. }), "{error}");
}
