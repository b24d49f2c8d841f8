//! How much of a truth a plan holds, cell by cell.
//!
//! Rows of a section are matched one to one on their indicator text (best total likeness, the other
//! fields break ties); then every cell of a matched row is compared. A row of the truth without a
//! partner counts all its cells as wrong, a row of the plan without a partner adds its cells to the
//! total. A wrong cell of a matched row whose field is not in the row's `inferred` is *silent*.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The outcome of a comparison.
#[derive(Debug, Default)]
pub struct Score {
    /// Cells that are right.
    pub right: usize,
    /// Cells of the truth, and of surplus rows of the plan.
    pub cells: usize,
    /// Cells of matched rows that are marked as deduced.
    pub marked: usize,
    /// Wrong cells without a mark, in words.
    pub silent: Vec<String>,
    /// All wrong cells, in words.
    pub misses: Vec<String>,
}

impl Score {
    /// The share of right cells, 0 to 1.
    pub fn share(&self) -> f64 {
        if self.cells == 0 { 1.0 } else { ratio(self.right, self.cells) }
    }

    /// The share of cells that are marked as deduced.
    pub fn marked_share(&self) -> f64 {
        if self.cells == 0 { 0.0 } else { ratio(self.marked, self.cells) }
    }
}

fn ratio(a: usize, b: usize) -> f64 {
    f64::from(u32::try_from(a).expect("a plan has fewer than 2^32 cells"))
        / f64::from(u32::try_from(b).expect("a plan has fewer than 2^32 cells"))
}

/// A row in the shape of the truth: texts by field, remarks, and the fields marked as deduced.
#[derive(Debug, Default, Clone)]
struct Row {
    cells: BTreeMap<String, String>,
    notes: Vec<BTreeMap<&'static str, String>>,
    unsure: BTreeSet<String>,
}

/// A section: the key of the truth, the key of the plan, the field on which rows are matched.
const SECTIONS: [(&str, &str, &str); 7] = [
    ("strategic_objectives", "strategic_objectives", "title"),
    ("strategic_indicators", "strategic_indicators", "indicator"),
    ("operational", "operational_indicators", "indicator"),
    ("executives", "executive_objectives", "indicator"),
    ("officers", "officer_objectives", "indicator"),
    ("missions", "missions", "code"),
    ("totals", "totals", "role"),
];

/// Compares a `plan.json` with a truth.
pub fn score(truth: &Value, plan: &Value) -> Score {
    let mut score = Score::default();
    annex(&mut score, &truth["annex"], &plan["annex"]);
    perspectives(&mut score, &truth["perspectives"], &plan["perspectives"]);
    let numbers = lookup(&plan["strategic_objectives"], "number");
    let names = lookup(&plan["perspectives"], "name");
    for (theirs, ours, key) in SECTIONS {
        let expected: Vec<Row> = array(&truth[theirs]).map(truth_row).collect();
        let found: Vec<Row> = array(&plan[ours]).map(|row| plan_row(row, &numbers, &names)).collect();
        let pairs = pair(key, &expected, &found);
        let mut left: BTreeSet<usize> = (0..found.len()).collect();
        for (i, row) in expected.iter().enumerate() {
            let partner = pairs.iter().find(|(a, _)| *a == i).map(|(_, b)| *b);
            if let Some(j) = partner {
                left.remove(&j);
            }
            compare(&mut score, theirs, key, row, partner.map(|j| &found[j]));
        }
        for j in left {
            let surplus = found[j].cells.len() + found[j].notes.iter().map(BTreeMap::len).sum::<usize>();
            score.cells += surplus;
            score.misses.push(format!("{theirs}: surplus row [{}]", cell(&found[j], key)));
        }
    }
    score
}

/// The partner of each row of a plan: its id, the table of the truth, the index there.
pub fn partners(truth: &Value, plan: &Value) -> BTreeMap<String, (&'static str, usize)> {
    let numbers = lookup(&plan["strategic_objectives"], "number");
    let names = lookup(&plan["perspectives"], "name");
    let mut partners = BTreeMap::new();
    for (theirs, ours, key) in &SECTIONS[..5] {
        let expected: Vec<Row> = array(&truth[*theirs]).map(truth_row).collect();
        let found: Vec<Row> = array(&plan[*ours]).map(|row| plan_row(row, &numbers, &names)).collect();
        for (i, j) in pair(key, &expected, &found) {
            partners.insert(text(&plan[*ours][j]["id"]), (*theirs, i));
        }
    }
    partners
}

fn annex(score: &mut Score, truth: &Value, plan: &Value) {
    let ours = [
        ("label", text(&plan["label"])),
        ("organisation", text(&plan["organisation"])),
        ("resolution_number", text(&plan["resolution"]["number"])),
        ("resolution_date", text(&plan["resolution"]["date"])),
    ];
    for (field, found) in ours {
        let expected = text(&truth[field]);
        if expected.is_empty() && found.is_empty() {
            continue;
        }
        score.cells += 1;
        if expected == found {
            score.right += 1;
        } else {
            score.misses.push(format!("annex.{field}: {expected:?}, found {found:?}"));
        }
    }
}

fn perspectives(score: &mut Score, truth: &Value, plan: &Value) {
    let expected: Vec<String> = array(truth).map(|v| loose(&text(v))).collect();
    let found: Vec<String> = array(plan).map(|v| loose(&text(&v["name"]))).collect();
    for name in &expected {
        score.cells += 1;
        if found.contains(name) {
            score.right += 1;
        } else {
            score.misses.push(format!("perspectives: {name} is missing"));
        }
    }
    for name in found.iter().filter(|name| !expected.contains(name)) {
        score.cells += 1;
        score.misses.push(format!("perspectives: {name} is surplus"));
    }
}

fn compare(score: &mut Score, section: &str, key: &str, truth: &Row, plan: Option<&Row>) {
    let label = cell(truth, key).to_owned();
    let nothing = Row::default();
    let found = plan.unwrap_or(&nothing);
    let fields: BTreeSet<&String> = truth.cells.keys().chain(found.cells.keys()).collect();
    for field in fields {
        let (a, b) = (cell(truth, field), cell(found, field));
        let marked = found.unsure.contains(field.split('.').next().unwrap_or(field));
        tally(score, plan.is_some(), marked, same(field, a, b), || {
            format!("{section} [{label}] {field}: {a:?}, found {b:?}")
        });
    }
    for index in 0..truth.notes.len().max(found.notes.len()) {
        let empty = BTreeMap::new();
        let a = truth.notes.get(index).unwrap_or(&empty);
        let b = found.notes.get(index).unwrap_or(&empty);
        let parts: BTreeSet<&&str> = a.keys().chain(b.keys()).collect();
        for part in parts {
            let marked = found.unsure.contains("notes");
            tally(score, plan.is_some(), marked, a.get(*part) == b.get(*part), || {
                format!("{section} [{label}] note {part}: {:?}, found {:?}", a.get(*part), b.get(*part))
            });
        }
    }
}

fn tally(score: &mut Score, matched: bool, marked: bool, right: bool, words: impl Fn() -> String) {
    score.cells += 1;
    score.marked += usize::from(matched && marked);
    if matched && right {
        score.right += 1;
        return;
    }
    score.misses.push(words());
    if matched && !marked {
        score.silent.push(words());
    }
}

// ---------------------------------------------------------------- rows

fn truth_row(value: &Value) -> Row {
    let mut row = Row::default();
    for (field, value) in value.as_object().into_iter().flatten() {
        match field.as_str() {
            "targets" => {
                for (year, target) in value.as_object().into_iter().flatten() {
                    put(&mut row, &format!("targets.{year}"), text(target));
                }
            }
            "notes_parsed" => row.notes = array(value).map(note_of_truth).collect(),
            "notes" | "unsure" | "years_sure" | "page" | "extra" => {}
            _ => put(&mut row, field, text(value)),
        }
    }
    row
}

fn plan_row(value: &Value, numbers: &BTreeMap<String, String>, names: &BTreeMap<String, String>) -> Row {
    let mut row = Row::default();
    let replaced = |map: &BTreeMap<String, String>, v: &Value| map.get(&text(v)).cloned().unwrap_or_else(|| text(v));
    for (field, value) in value.as_object().into_iter().flatten() {
        match field.as_str() {
            "id" | "status" | "provenance" | "inferred" | "notes" => {}
            "objective" => put(&mut row, field, replaced(numbers, value)),
            "perspective" => put(&mut row, field, replaced(names, value)),
            "targets" => {
                for t in array(value) {
                    put(&mut row, &format!("targets.{}", text(&t["year"])), text(&t["target"]["raw"]));
                }
            }
            "in_tree" | "productivity" => put(&mut row, renamed(field), tick(value)),
            _ => put(&mut row, renamed(field), text(value)),
        }
    }
    row.unsure = array(&value["inferred"]).map(|i| unsure(&text(&i["field"]))).collect();
    row.notes = array(&value["notes"]).map(note_of_plan).collect();
    row
}

fn unsure(field: &str) -> String {
    renamed(field.split(['.', '[']).next().unwrap_or(field)).to_owned()
}

fn renamed(field: &str) -> &str {
    match field {
        "areas" => "area",
        "weight_assessed" => "weight_right",
        "in_tree" => "tree",
        _ => field,
    }
}

fn tick(value: &Value) -> String {
    if value.as_bool() == Some(true) { "X".to_owned() } else { String::new() }
}

fn put(row: &mut Row, field: &str, text: String) {
    if !text.is_empty() {
        row.cells.insert(field.to_owned(), text);
    }
}

fn note_of_truth(value: &Value) -> BTreeMap<&'static str, String> {
    let action = loose(&text(&value["action"]));
    let kind =
        format!("{}{}", &action.chars().take(7).collect::<String>(), plan_mark(action.contains("pianodiprogetto")));
    note(kind, value)
}

fn note_of_plan(value: &Value) -> BTreeMap<&'static str, String> {
    let verb = match value["action"].as_str() {
        Some("updated") => "aggiorn",
        Some("inserted") => "inserit",
        Some("removed") => "elimina",
        _ => "",
    };
    note(format!("{verb}{}", plan_mark(value["subject"] == "project-plan")), value)
}

fn plan_mark(is_plan: bool) -> &'static str {
    if is_plan { " piano" } else { "" }
}

fn note(action: String, value: &Value) -> BTreeMap<&'static str, String> {
    let mut note = BTreeMap::from([("action", action)]);
    for part in ["number", "date", "footnote"] {
        if !value[part].is_null() {
            note.insert(part, text(&value[part]));
        }
    }
    note
}

fn lookup(list: &Value, field: &str) -> BTreeMap<String, String> {
    array(list).map(|v| (text(&v["id"]), text(&v[field]))).collect()
}

// ---------------------------------------------------------------- texts

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The text of a value: of an object its `raw`, of a list its texts parted by blanks.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(s) => s.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(" "),
        Value::Object(map) => map.get("raw").map(text).unwrap_or_default(),
        Value::Number(n) => n.as_f64().map_or_else(|| n.to_string(), |f| f.to_string()),
        Value::Bool(b) => b.to_string(),
    }
}

fn cell<'a>(row: &'a Row, field: &str) -> &'a str {
    row.cells.get(field).map_or("", String::as_str)
}

fn loose(s: &str) -> String {
    s.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn same(field: &str, a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    let words = |s: &str| {
        let lower = s.to_lowercase();
        let split = lower.split(|c: char| !c.is_alphanumeric() && c != '_');
        let mut words: Vec<String> = split.filter(|w| !matches!(*w, "" | "e" | "ed")).map(str::to_owned).collect();
        words.sort();
        words
    };
    match field {
        "role" => {
            let (a, b) = (loose(a), loose(b));
            a.ends_with(&b) || b.ends_with(&a)
        }
        "perspective" | "owners" | "services" => words(a) == words(b),
        "weight" | "weight_right" => match (number(a), number(b)) {
            (Some(x), Some(y)) => [1.0, 100.0, 0.01].iter().any(|k| (x - k * y).abs() < 1e-9),
            _ => a == b,
        },
        _ => a == b,
    }
}

fn number(s: &str) -> Option<f64> {
    let s: String = s.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let s = if s.contains(',') { s.replace('.', "").replace(',', ".") } else { s };
    s.parse().ok()
}

// ---------------------------------------------------------------- matching

fn pair(key: &str, truth: &[Row], plan: &[Row]) -> Vec<(usize, usize)> {
    let grams = |rows: &[Row]| rows.iter().map(|r| trigrams(cell(r, key))).collect::<Vec<_>>();
    let (a, b) = (grams(truth), grams(plan));
    let mut scored = Vec::new();
    for (i, t) in truth.iter().enumerate() {
        for (j, p) in plan.iter().enumerate() {
            let likeness = if same(key, cell(t, key), cell(p, key)) { 1.0 } else { dice(&a[i], &b[j]) };
            if likeness >= 0.6 {
                let agree = t.cells.iter().filter(|(f, v)| *f != key && same(f, v, cell(p, f))).count();
                let apart = (ratio(i, truth.len()) - ratio(j, plan.len())).abs();
                scored.push((likeness + 0.03 * ratio(agree, 1) - 1e-4 * apart, i, j));
            }
        }
    }
    scored.sort_by(|x, y| y.0.total_cmp(&x.0));
    let (mut used_a, mut used_b, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, i, j) in scored {
        if !used_a.contains(&i) && !used_b.contains(&j) {
            used_a.insert(i);
            used_b.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

fn trigrams(s: &str) -> BTreeMap<[char; 3], usize> {
    let padded: Vec<char> = format!("^^{}$$", loose(s)).chars().collect();
    let mut grams = BTreeMap::new();
    for w in padded.windows(3) {
        *grams.entry([w[0], w[1], w[2]]).or_insert(0) += 1;
    }
    grams
}

fn dice(a: &BTreeMap<[char; 3], usize>, b: &BTreeMap<[char; 3], usize>) -> f64 {
    let total: usize = a.values().chain(b.values()).sum();
    let common: usize = a.iter().map(|(g, n)| n.min(b.get(g).unwrap_or(&0))).sum();
    if total == 0 { 1.0 } else { 2.0 * ratio(common, total) }
}
