//! Small PDFs, made of what a page draws. Coordinates are points from the top left.

use std::fmt::Write as _;

const HEIGHT: f32 = 600.0;
const WIDTH: f32 = 800.0;

/// A page under way.
pub struct Page {
    content: String,
    turn: u32,
}

impl Page {
    /// An empty page, 800 by 600 points.
    pub fn new() -> Self {
        Self { content: String::new(), turn: 0 }
    }

    fn put(&mut self, operators: &str) -> &mut Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }

    /// Text in 10 point Helvetica, from a point of its baseline.
    pub fn text(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        self.put(&format!("BT /F1 10 Tf {x} {} Td ({text}) Tj ET", HEIGHT - y))
    }

    /// The same, of which only what lies in a box shows: left, top, width, height.
    pub fn clipped_text(&mut self, (x, y): (f32, f32), text: &str, (left, top, w, h): (f32, f32, f32, f32)) {
        self.put(&format!("q {left} {} {w} {h} re W n", HEIGHT - top - h)).text(x, y, text).put("Q");
    }

    /// A hair line.
    pub fn stroke(&mut self, line: (f32, f32, f32, f32)) {
        self.thick_stroke(line, 0.5);
    }

    /// A line of a width.
    pub fn thick_stroke(&mut self, (x0, y0, x1, y1): (f32, f32, f32, f32), width: f32) {
        self.put(&format!("{width} w {x0} {} m {x1} {} l S", HEIGHT - y0, HEIGHT - y1));
    }

    /// One filled path of rectangles: left, top, width, height.
    pub fn fill(&mut self, boxes: &[(f32, f32, f32, f32)]) {
        let mut path = String::new();
        for (x, y, w, h) in boxes {
            write!(path, "{x} {} {w} {h} re ", HEIGHT - y - h).expect("a string takes all");
        }
        self.put(&format!("{path}f"));
    }

    /// A picture over the whole page.
    pub fn picture(&mut self) {
        self.put(&format!("q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"));
    }

    /// The same content, drawn turned so that a page with that rotation shows it upright.
    pub fn turned(self, turn: u32) -> Self {
        let matrix = match turn {
            90 => format!("0 1 -1 0 {HEIGHT} 0"),
            180 => format!("-1 0 0 -1 {WIDTH} {HEIGHT}"),
            _ => format!("0 -1 1 0 0 {WIDTH}"),
        };
        Self { content: format!("q {matrix} cm {} Q", self.content), turn }
    }
}

/// A file of pages.
pub fn pdf(pages: &[Page]) -> Vec<u8> {
    pdf_in("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", pages)
}

/// A file of pages in a font.
pub fn pdf_in(font: &str, pages: &[Page]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")),
        font.to_owned(),
    ];
    for (i, page) in pages.iter().enumerate() {
        let (w, h) = if page.turn % 180 == 0 { (WIDTH, HEIGHT) } else { (HEIGHT, WIDTH) };
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {w} {h}]/Rotate {}/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>",
            page.turn,
            5 + 2 * i
        ));
        objects.push(format!("<</Length {}>>stream\n{}\nendstream", page.content.len() + 1, page.content));
    }
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", i + 1).expect("a string takes all");
    }
    let xref = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).expect("a string takes all");
    for place in &places {
        writeln!(file, "{place:010} 00000 n ").expect("a string takes all");
    }
    write!(file, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n", places.len() + 1)
        .expect("a string takes all");
    file.into_bytes()
}
