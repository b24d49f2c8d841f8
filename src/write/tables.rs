//! A plan as the flat tables of [`schema`](crate::schema): the rows that every tabular format writes.
//!
//! They are made from the plan in the form of `plan.json`, so that the two can say nothing
//! different, and can be made again from a `plan.json` on disk.

mod facts;
mod value;

pub use value::{Decimal, Value};

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::json::{AnnexJson, InferredJson, PlanJson, ProvenanceJson, SourceJson};
use crate::plan::Plan;
use crate::schema::{TABLES, Table};

/// The rows of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// What the columns are.
    pub table: &'static Table,
    /// One value a column.
    pub rows: Vec<Vec<Value>>,
}

/// All tables of a plan, in the order of [`TABLES`].
///
/// Every key is unique and every foreign key points to a row that is there.
#[must_use]
pub fn tables(plan: &Plan) -> Vec<Rows> {
    tables_of_json(&super::json::to_json(plan))
}

/// The same from `plan.json`.
#[must_use]
pub fn tables_of_json(plan: &PlanJson) -> Vec<Rows> {
    let mut made = Maker::new(annex_id(&plan.annex, &plan.source));
    made.annex(plan);
    made.map(plan);
    made.units_and_resolutions(plan);
    made.indicators(plan);
    made.diagnostics(plan);
    let mut tables = made.tables;
    tables.iter_mut().for_each(fill_required);
    tables.iter_mut().for_each(tell_apart);
    hold_references(&mut tables);
    tables
}

/// The id of an annex: the same for the same annex in another file or format.
///
/// Organisation, date and number of the resolution and label, as far as the annex states them.
/// Without an organisation or a resolution these do not tell annexes apart, so the beginning of
/// the file's hash is added.
#[must_use]
pub fn annex_id(annex: &AnnexJson, source: &SourceJson) -> String {
    let resolution = annex.resolution.as_ref();
    let date = resolution.and_then(|r| r.date.clone());
    let number = resolution.and_then(|r| r.number).map(|n| n.to_string());
    let organisation = organisation_id(annex);
    let certain = organisation.is_some() && (date.is_some() || number.is_some());
    let hash = (!certain).then(|| source.sha256.chars().take(12).collect());
    let label = annex.label.as_deref().map(slug);
    let parts =
        [organisation, date, number, label, hash].into_iter().flatten().filter(|part: &String| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// The id of an annex's organisation: the slug of its name.
#[must_use]
pub fn organisation_id(annex: &AnnexJson) -> Option<String> {
    annex.organisation.as_deref().map(slug).filter(|id| !id.is_empty())
}

/// Lower-case letters and digits of the ASCII alphabet, runs of anything else as one `-`, the dots
/// of an abbreviation (`C.C.I.A.A.`) as nothing; at most 80 of them, so that a file may bear the
/// name.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut initials = 0;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
            initials = if c.is_ascii_alphabetic() { initials + 1 } else { 2 };
        } else if c == '.' && initials == 1 {
            initials = 0;
        } else {
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            initials = 0;
        }
        if slug.len() == 80 {
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A cell with the name of its column, so that no value can slip into the next one.
type Cell = (&'static str, Value);

/// Gathers the rows of all tables.
struct Maker {
    annex_id: String,
    tables: Vec<Rows>,
}

impl Maker {
    fn new(annex_id: String) -> Self {
        Self { annex_id, tables: TABLES.iter().map(|table| Rows { table, rows: Vec::new() }).collect() }
    }

    /// Adds a row; `cells` are the columns after `annex_id`, in the table's order.
    fn push(&mut self, table: &str, cells: Vec<Cell>) {
        let rows = self.tables.iter_mut().find(|t| t.table.name == table).expect("a table of the schema");
        debug_assert!(
            rows.table.columns[1..].iter().map(|c| c.name).eq(cells.iter().map(|(name, _)| *name)),
            "the cells are not the columns of {table}"
        );
        let annex_id = std::iter::once(Value::from(self.annex_id.as_str()));
        rows.rows.push(annex_id.chain(cells.into_iter().map(|(_, value)| value)).collect());
    }

    /// The key of a row: its id in the plan after that of the annex.
    fn key(&self, id: &str) -> Value {
        Value::from(format!("{}/{id}", self.annex_id).as_str())
    }

    /// The key of another row; one that is not there becomes null in the end.
    fn reference(&self, id: Option<&str>) -> Value {
        id.map_or(Value::Null, |id| self.key(id))
    }

    fn annex(&mut self, plan: &PlanJson) {
        let annex = &plan.annex;
        let resolution = annex.resolution.as_ref();
        let date = Value::day(resolution.and_then(|r| r.date.as_deref()));
        let cells = vec![
            ("label", annex.label.as_deref().into()),
            ("organisation", annex.organisation.as_deref().into()),
            ("organisation_id", organisation_id(annex).as_deref().into()),
            ("resolution_body", resolution.and_then(|r| r.body.as_deref()).into()),
            ("resolution_number", resolution.and_then(|r| r.number).into()),
            ("resolution_date", date),
            ("resolution_year", resolution_year(annex).into()),
            ("first_year", annex.years.iter().min().copied().into()),
            ("last_year", annex.years.iter().max().copied().into()),
            ("source_file", plan.source.file.as_str().into()),
            ("source_format", plan.source.format.as_str().into()),
            ("source_sha", plan.source.sha256.as_str().into()),
            ("source_pages", plan.source.pages.into()),
            ("schema_version", plan.schema_version.as_str().into()),
            ("generator_version", plan.generator.version.as_str().into()),
        ];
        self.push("annexes", cells);
    }

    fn map(&mut self, plan: &PlanJson) {
        for (at, p) in (1..).zip(&plan.perspectives) {
            let cells = vec![
                ("perspective_key", self.key(&p.id)),
                ("perspective_id", p.id.as_str().into()),
                ("position", at.into()),
                ("name", p.name.as_str().into()),
            ];
            self.push("perspectives", cells);
        }
        for (at, m) in (1..).zip(&plan.missions) {
            let cells = vec![
                ("mission_key", self.key(&m.code)),
                ("mission_code", m.code.as_str().into()),
                ("position", at.into()),
                ("name", m.name.as_str().into()),
            ];
            self.push("missions", cells);
        }
        for (at, o) in (1..).zip(&plan.strategic_objectives) {
            let mut cells = vec![
                ("objective_key", self.key(&o.id)),
                ("objective_id", o.id.as_str().into()),
                ("position", at.into()),
                ("number", o.number.into()),
                ("title", o.title.as_str().into()),
                ("perspective_key", self.reference(o.perspective.as_deref())),
                ("mission_key", self.reference(o.mission.as_deref())),
            ];
            cells.extend(doubt(o.inferred.iter()));
            cells.push(("place", place(&o.provenance)));
            self.push("objectives", cells);
        }
    }

    fn units_and_resolutions(&mut self, plan: &PlanJson) {
        for (at, u) in (1..).zip(&plan.units) {
            let cells = vec![
                ("unit_key", self.key(&u.id)),
                ("unit_id", u.id.as_str().into()),
                ("position", at.into()),
                ("name", u.name.as_str().into()),
                ("aliases", list(u.aliases.iter().map(String::as_str))),
            ];
            self.push("units", cells);
        }
        for (at, r) in (1..).zip(&plan.resolutions) {
            let cells = vec![
                ("resolution_key", self.key(&r.id)),
                ("resolution_id", r.id.as_str().into()),
                ("position", at.into()),
                ("body", r.body.as_str().into()),
                ("number", r.number.into()),
                ("date", Value::day(r.date.as_deref())),
            ];
            self.push("resolutions", cells);
        }
    }

    fn diagnostics(&mut self, plan: &PlanJson) {
        for (at, d) in (1..).zip(&plan.diagnostics) {
            let row = self.reference(d.row.as_deref());
            let cells = vec![
                ("position", at.into()),
                ("code", d.code.as_str().into()),
                ("severity", d.severity.as_str().into()),
                ("message", d.message.as_str().into()),
                ("indicator_key", row.clone()),
                ("objective_key", row),
                ("place", d.provenance.as_ref().map_or(Value::Null, place)),
            ];
            self.push("diagnostics", cells);
        }
    }
}

/// The year of the resolution to which an annex belongs.
#[must_use]
pub fn resolution_year(annex: &AnnexJson) -> Option<i32> {
    annex.resolution.as_ref()?.date.as_deref()?.split('-').next()?.parse().ok()
}

/// The columns `is_inferred`, `confidence` and `because` of the deductions about a row.
fn doubt<'a>(deductions: impl Iterator<Item = &'a InferredJson>) -> [Cell; 3] {
    let least = deductions.min_by(|a, b| a.confidence.total_cmp(&b.confidence));
    [
        ("is_inferred", least.is_some().into()),
        ("confidence", Some(least.map_or(1.0, |d| d.confidence)).into()),
        ("because", least.map(|d| d.because.as_str()).into()),
    ]
}

/// Several texts in one cell.
fn list<'a>(texts: impl Iterator<Item = &'a str>) -> Value {
    Value::from(texts.collect::<Vec<_>>().join(" | ").as_str())
}

/// A place of `plan.json` in words.
fn place(place: &ProvenanceJson) -> Value {
    if let (Some(sheet), Some(range)) = (&place.sheet, &place.range) {
        return Value::from(format!("{sheet}!{range}").as_str());
    }
    let Some(page) = place.page else { return Value::Null };
    let words = match (place.lines, place.bbox) {
        (Some([first, last]), _) if first == last => format!("page {page}, line {first}"),
        (Some([first, last]), _) => format!("page {page}, lines {first}-{last}"),
        (_, Some([x0, y0, x1, y1])) => format!("page {page}, box {x0},{y0},{x1},{y1}"),
        _ => format!("page {page}"),
    };
    Value::from(words.as_str())
}

/// A text that must be there and is not: a mission without a code, a remark without words.
const MISSING: &str = "-";

/// Puts [`MISSING`] where a required text is empty.
fn fill_required(table: &mut Rows) {
    for row in &mut table.rows {
        for (value, column) in row.iter_mut().zip(table.table.columns) {
            if column.required && *value == Value::Null {
                *value = MISSING.into();
            }
        }
    }
}

/// Makes keys unique: of rows with one key, those after the first get `~2`, `~3` … after the last
/// text of the key, or the next free number in place of its number. Ids of a plan are unique; what
/// a source repeats (the code of a mission) need not be.
fn tell_apart(table: &mut Rows) {
    let key: Vec<usize> = table.table.primary_key.iter().filter_map(|name| table.table.position(name)).collect();
    let Some(&last) = key.last() else { return };
    let mut seen: HashSet<Vec<Value>> = HashSet::new();
    for row in &mut table.rows {
        let of = |row: &[Value]| key.iter().map(|&at| row[at].clone()).collect::<Vec<_>>();
        let first = row[last].clone();
        let mut again = 1_i64;
        while !seen.insert(of(row)) {
            again += 1;
            row[last] = match &first {
                Value::Integer(number) => Value::Integer(number.saturating_add(again)),
                other => Value::from(format!("{other}~{again}").as_str()),
            };
        }
    }
}

/// Makes references hold: one that points to no row becomes null. Required ones point to the row
/// from which they were made.
fn hold_references(tables: &mut [Rows]) {
    let mut keys: HashMap<&str, HashSet<Value>> = HashMap::new();
    for rows in tables {
        let table = rows.table;
        for key in table.foreign_keys {
            let (Some(at), Some(known)) = (table.position(key.column), keys.get(key.table)) else { continue };
            for row in rows.rows.iter_mut().filter(|row| !known.contains(&row[at])) {
                row[at] = Value::Null;
            }
        }
        if let &[key] = table.primary_key
            && let Some(at) = table.position(key)
        {
            keys.insert(table.name, rows.rows.iter().map(|row| row[at].clone()).collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;

    #[test]
    fn slugs_keep_letters_and_digits() {
        assert_eq!(slug("CCIAA Maremma e Tirreno"), "cciaa-maremma-e-tirreno");
        assert_eq!(slug("  Forlì-Cesena, All. 2.1 "), "forli-cesena-all-2-1");
        assert_eq!(slug("C.C.I.A.A. di Prova"), "cciaa-di-prova");
        assert_eq!(slug("—"), "");
        assert_eq!(slug(&"à".repeat(300)).len(), 80);
    }

    #[test]
    fn repeated_keys_are_told_apart() {
        let table = schema::table("missions").expect("a table of the schema");
        let row = |code: &str| vec!["a".into(), code.into(), code.into(), 1.into(), "Name".into()];
        let mut rows = Rows { table, rows: vec![row("011"), row("012"), row("011"), row("011")] };
        tell_apart(&mut rows);
        let codes: Vec<String> = rows.rows.iter().map(|r| r[1].to_string()).collect();
        assert_eq!(codes, ["011", "012", "011~2", "011~3"]);
    }
}
