//! The first sheet: whose plan this is, where it was read from, what the workbook holds, what its
//! tints mean.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill, ChartType, Format, FormatAlign, FormatBorder,
    Url, Worksheet, XlsxError,
};

use super::cell;
use super::layout::{self, MARKER, SHEETS, SUMMARY, Sheet, fact, head, name};
use super::long::{self, InferredRow};
use super::rows;
use super::sheet::{self, Pen};
use super::style::{self, BARS, CORRECTED, FAINT, INFERRED, LINE};
use crate::diag::Severity;
use crate::json::SCHEMA_VERSION;
use crate::plan::Plan;
use crate::write::Lang;
use crate::write::label::Label;

/// First column of the charts, right of the text.
const CHARTS: u16 = 5;

/// Whose plan this is, in one line: the head of every printed page and the file's title.
pub fn running_title(plan: &Plan) -> String {
    /// Characters that the head of a printed page holds, with room for the rest of it.
    const LIMIT: usize = 150;
    let annex = &plan.annex;
    let parts = [annex.organisation.as_ref(), annex.label.as_ref()];
    let named: Vec<&str> = parts.into_iter().flatten().map(|t| t.value.as_str()).collect();
    let title = if named.is_empty() { plan.source.file.clone() } else { named.join(" – ") };
    title.chars().filter(|c| !c.is_control()).take(LIMIT).collect()
}

/// The first sheet.
pub fn write(pen: &Pen, plan: &Plan, inferred: &[InferredRow<'_>]) -> Result<Worksheet, XlsxError> {
    const READ_FROM: Label = Label::new(
        "Il piano come dati: un foglio per sezione, una riga per voce. I testi sono quelli del documento.",
        "The plan as data: a sheet a section, a row an entry. Texts are those of the document.",
    );
    let lang = pen.lang;
    let title = &pen.running_title;
    let mut target = Worksheet::new();
    target.set_name(SUMMARY.text(lang))?.set_screen_gridlines(false);
    for (col, width) in [(0, 27.0), (1, 58.0), (2, 10.0), (3, 12.0), (4, 3.0)] {
        target.set_column_width(col, width)?;
    }
    target.set_row_height(0, 30)?;
    target.write_string_with_format(0, 0, title, &style::title())?;
    target.write_string_with_format(1, 0, subtitle(plan, lang), &style::subtitle())?;
    target.write_string_with_format(2, 0, READ_FROM.text(lang), &style::base().set_font_color(FAINT))?;
    let mut sheet = Lines { target: &mut target, row: 4, lang };
    facts(&mut sheet, plan)?;
    let contents = contents(&mut sheet, plan, inferred)?;
    findings(&mut sheet, plan)?;
    legend(&mut sheet)?;
    let last = sheet.row;
    target.insert_chart(4, CHARTS, &sections_chart(lang, contents))?;
    if !plan.resolutions.is_empty() {
        target.insert_chart(24, CHARTS, &resolutions_chart(lang, plan.resolutions.len()))?;
    }
    target.set_print_area(0, 0, last.max(44), CHARTS + 8)?;
    sheet::print(&mut target, SUMMARY.text(lang), title, lang);
    target.set_print_fit_to_pages(1, 1);
    Ok(target)
}

fn subtitle(plan: &Plan, lang: Lang) -> String {
    const PLAN: Label = Label::new("Piano della performance", "Performance plan");
    const NUMBER: Label = Label::new("n.", "no.");
    const OF: Label = Label::new("del", "of");
    let Some(resolution) = plan.annex.resolution.as_ref().map(|r| &r.value) else {
        return PLAN.text(lang).to_owned();
    };
    let body = resolution.body.clone();
    let number = resolution.number.map(|n| format!("{} {n}", NUMBER.text(lang)));
    let date = resolution.date.map(|d| format!("{} {}", OF.text(lang), cell::day(d)));
    let parts: Vec<String> = [body, number, date].into_iter().flatten().collect();
    format!("{} – {}", PLAN.text(lang), parts.join(" "))
}

/// The sheet, filled from the top.
struct Lines<'a> {
    target: &'a mut Worksheet,
    row: u32,
    lang: Lang,
}

impl Lines<'_> {
    /// The heading of a part, ruled over the width of the text.
    fn part(&mut self, label: &Label, more: [&str; 3]) -> Result<(), XlsxError> {
        let format = style::part();
        self.target.set_row_height(self.row, 20)?;
        self.target.write_string_with_format(self.row, 0, label.text(self.lang), &format)?;
        let small = format.set_font_size(10);
        self.target.write_string_with_format(self.row, 1, more[0], &small)?;
        let small = small.set_align(FormatAlign::Right);
        self.target.write_string_with_format(self.row, 2, more[1], &small)?;
        self.target.write_string_with_format(self.row, 3, more[2], &small)?;
        self.row += 1;
        Ok(())
    }

    fn fact(&mut self, label: &Label, text: &str) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        let name = style::base().set_font_color(FAINT).set_align(FormatAlign::Top);
        self.target.write_string_with_format(self.row, 0, label.text(self.lang), &name)?;
        let value = style::base().set_text_wrap().set_align(FormatAlign::Top);
        self.target.set_row_height(self.row, sheet::height(sheet::wrapped(text, 56.0)))?;
        self.target.write_string_with_format(self.row, 1, sheet::fit(text), &value)?;
        self.row += 1;
        Ok(())
    }

    fn gap(&mut self) {
        self.row += 1;
    }
}

fn facts(sheet: &mut Lines<'_>, plan: &Plan) -> Result<(), XlsxError> {
    const PART: Label = Label::new("Documento", "Document");
    const OF: Label = Label::new("elementi su", "pieces of");
    let annex = &plan.annex;
    let resolution = annex.resolution.as_ref().map(|r| &r.value);
    let text = |value: Option<String>| value.unwrap_or_default();
    let years: Vec<String> = annex.years.iter().map(i32::to_string).collect();
    let coverage = plan.coverage;
    sheet.part(&PART, [""; 3])?;
    sheet.fact(&fact::ORGANISATION, &text(annex.organisation.as_ref().map(|t| t.value.clone())))?;
    sheet.fact(&fact::LABEL, &text(annex.label.as_ref().map(|t| t.value.clone())))?;
    sheet.fact(&fact::BODY, &text(resolution.and_then(|r| r.body.clone())))?;
    sheet.fact(&fact::NUMBER, &text(resolution.and_then(|r| r.number).map(|n| n.to_string())))?;
    sheet.fact(&fact::DATE, &text(resolution.and_then(|r| r.date).map(cell::day)))?;
    sheet.fact(&fact::YEARS, &years.join(", "))?;
    sheet.fact(&fact::FILE, &plan.source.file)?;
    sheet.fact(&fact::FORMAT, plan.source.format.name())?;
    sheet.fact(&fact::PAGES, &text(plan.source.pages.map(|n| n.to_string())))?;
    sheet.fact(&fact::HASH, &plan.source.sha256)?;
    if coverage.read > 0 {
        let placed = format!("{} {} {}", coverage.placed, OF.text(sheet.lang), coverage.read);
        sheet.fact(&fact::COVERAGE, &placed)?;
    }
    sheet.fact(&fact::WRITTEN_BY, concat!("cruscotto ", env!("CARGO_PKG_VERSION")))?;
    sheet.fact(&fact::SCHEMA, &format!("{MARKER}{SCHEMA_VERSION}"))?;
    sheet.gap();
    Ok(())
}

/// Rows of a sheet.
fn rows_of(sheet: &Sheet, plan: &Plan, inferred: &[InferredRow<'_>]) -> usize {
    match sheet.table {
        table if table == layout::OBJECTIVES.table => plan.objectives.len(),
        table if table == layout::FRAME.table => plan.perspectives.len() + plan.missions.len(),
        table if table == layout::STRATEGIC.table => plan.strategic.len(),
        table if table == layout::OPERATIONAL.table => plan.operational.len(),
        table if table == layout::EXECUTIVE.table => plan.executive.len(),
        table if table == layout::OFFICER.table => plan.officer.len(),
        table if table == layout::TOTALS.table => plan.totals.len(),
        table if table == layout::TARGETS.table => long::all_targets(plan).len(),
        table if table == layout::NOTES.table => rows::count_notes(plan),
        table if table == layout::UNITS.table => plan.units.len(),
        table if table == layout::RESOLUTIONS.table => plan.resolutions.len(),
        table if table == layout::INFERRED.table => inferred.len(),
        _ => plan.diagnostics.len(),
    }
}

/// A line for each sheet, with a link to it; gives the row of the first one.
fn contents(lines: &mut Lines<'_>, plan: &Plan, inferred: &[InferredRow<'_>]) -> Result<u32, XlsxError> {
    const PART: Label = Label::new("Contenuto", "Contents");
    const DEDUCED: Label = Label::new("con deduzioni", "with deductions");
    let lang = lines.lang;
    lines.part(&PART, ["", head::ROWS.text(lang), DEDUCED.text(lang)])?;
    let first = lines.row;
    let number = style::base().set_align(FormatAlign::Right).set_num_format("#,##0");
    for sheet in SHEETS {
        let name = sheet.name.text(lang);
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        lines.target.write_url_with_format(lines.row, 0, &link, &style::link())?;
        lines.target.write_string_with_format(lines.row, 1, sheet.says.text(lang), &style::base())?;
        let rows = rows_of(sheet, plan, inferred);
        lines.target.write_number_with_format(lines.row, 2, as_number(rows), &number)?;
        let deduced: BTreeSet<&str> = inferred.iter().filter(|i| i.sheet() == sheet).map(InferredRow::id).collect();
        if !deduced.is_empty() {
            lines.target.write_number_with_format(lines.row, 3, as_number(deduced.len()), &number)?;
        }
        lines.row += 1;
    }
    lines.gap();
    Ok(first)
}

fn findings(lines: &mut Lines<'_>, plan: &Plan) -> Result<(), XlsxError> {
    let lang = lines.lang;
    lines.part(&layout::DIAGNOSTICS.name, ["", head::ROWS.text(lang), ""])?;
    let number = style::base().set_align(FormatAlign::Right).set_num_format("#,##0");
    for severity in Severity::ALL.into_iter().rev() {
        let count = plan.diagnostics.iter().filter(|d| d.code.severity == severity).count();
        lines.target.write_string_with_format(lines.row, 0, name::severity(severity).text(lang), &style::base())?;
        lines.target.write_number_with_format(lines.row, 2, as_number(count), &number)?;
        lines.row += 1;
    }
    lines.gap();
    Ok(())
}

fn legend(lines: &mut Lines<'_>) -> Result<(), XlsxError> {
    const PART: Label = Label::new("Legenda", "Legend");
    let signs: [(Format, Label, Label); 5] = [
        (
            style::base().set_background_color(INFERRED).set_italic(),
            Label::new("valore dedotto", "deduced value"),
            Label::new(
                "non sta in quel punto del documento: il commento e il foglio Deduzioni dicono perché e quanto è certo",
                "does not stand there in the document: the comment and the sheet Deductions say why and how sure",
            ),
        ),
        (
            style::base().set_background_color(CORRECTED).set_bold(),
            Label::new("valore corretto", "corrected value"),
            Label::new("fissato da una persona, con il motivo nel commento", "set by a person, reason in the comment"),
        ),
        (
            style::base().set_font_color(FAINT).set_font_strikethrough(),
            Label::new("riga eliminata", "removed row"),
            Label::new("una nota deliberativa la toglie dal piano", "a remark takes it out of the plan"),
        ),
        (
            style::heading(false),
            Label::new("colonna blu", "blue column"),
            Label::new("contenuto del documento", "content of the document"),
        ),
        (
            style::heading(true),
            Label::new("colonna grigia", "grey column"),
            Label::new(
                "ricavata dal programma: per correggere si cambia il testo nella colonna blu, e «cruscotto convert» rilegge questa cartella",
                "worked out by the program: to correct, change the text in the blue column; `cruscotto convert` reads this workbook back",
            ),
        ),
    ];
    let lang = lines.lang;
    lines.part(&PART, [""; 3])?;
    for (format, sign, says) in signs {
        let format = format.set_border(FormatBorder::Thin).set_border_color(LINE).set_align(FormatAlign::Top);
        lines.target.write_string_with_format(lines.row, 0, sign.text(lang), &format)?;
        let wrapped = style::base().set_text_wrap().set_align(FormatAlign::Top);
        let height = sheet::height(sheet::wrapped(says.text(lang), 56.0));
        lines.target.set_row_height(lines.row, height)?;
        lines.target.write_string_with_format(lines.row, 1, says.text(lang), &wrapped)?;
        lines.row += 1;
    }
    Ok(())
}

/// Rows of each section, and how many of them hold a deduction.
fn sections_chart(lang: Lang, first: u32) -> Chart {
    const TITLE: Label = Label::new("Righe lette per sezione", "Rows read by section");
    const ALL: Label = Label::new("tutte", "all");
    const DEDUCED: Label = Label::new("con almeno una deduzione", "with at least one deduction");
    let summary = SUMMARY.text(lang);
    // The map, then the dashboard and the three kinds of objectives; what lies between is no section.
    let rows = (first + 2, first + 5);
    let mut chart = chart(ChartType::Bar, TITLE.text(lang));
    for (col, label, colour) in [(2, ALL, BARS[0]), (3, DEDUCED, BARS[1])] {
        chart
            .add_series()
            .set_name(label.text(lang))
            .set_categories((summary, rows.0, 0, rows.1, 0))
            .set_values((summary, rows.0, col, rows.1, col))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)));
    }
    chart.y_axis().set_reverse();
    chart
}

/// What each resolution did, as its remarks say.
fn resolutions_chart(lang: Lang, count: usize) -> Chart {
    const TITLE: Label = Label::new("Righe toccate da ciascuna delibera", "Rows touched by each resolution");
    let sheet = layout::RESOLUTIONS.name.text(lang);
    let last = u32::try_from(count).unwrap_or(u32::MAX);
    let mut chart = chart(ChartType::ColumnStacked, TITLE.text(lang));
    for (col, label, colour) in [(4, head::INSERTED, BARS[0]), (5, head::UPDATED, BARS[1]), (6, head::REMOVED, BARS[2])]
    {
        chart
            .add_series()
            .set_name(label.text(lang))
            .set_categories((sheet, 1, 0, last, 0))
            .set_values((sheet, 1, col, last, col))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)));
    }
    chart
}

fn chart(kind: ChartType, title: &str) -> Chart {
    let mut chart = Chart::new(kind);
    chart.title().set_name(title).set_font(ChartFont::new().set_size(12).set_color(style::INK));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_alt_text(title).set_width(560).set_height(360);
    chart
}

fn as_number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
