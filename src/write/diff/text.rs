//! The difference for people: the terminal and Markdown.

use std::fmt::Write as _;

use super::{Comparison, direction, field, kind, section, word};
use crate::diff::{Change, Direction, Kind};
use crate::write::{Lang, italian};

/// How a medium shows the parts of the difference.
struct Style {
    title: fn(&str) -> String,
    heading: fn(&str) -> String,
    row: fn(Kind, &str, &str) -> String,
    item: &'static str,
    was: fn(&str) -> String,
    now: fn(&str) -> String,
    faint: fn(&str) -> String,
    text: fn(&str) -> String,
}

/// For a terminal, with colours if it shows them.
#[must_use]
pub fn terminal(comparison: &Comparison<'_>, lang: Lang, colour: bool) -> String {
    let plain = Style {
        title: |t| format!("{t}\n"),
        heading: |t| format!("\n{t}\n"),
        row: |kind, word, text| format!("{} {word}: {text}\n", sign(kind)),
        item: "    ",
        was: str::to_owned,
        now: str::to_owned,
        faint: str::to_owned,
        text: harmless,
    };
    let coloured = Style {
        title: |t| format!("\x1b[1m{t}\x1b[0m\n"),
        heading: |t| format!("\n\x1b[1;4m{t}\x1b[0m\n"),
        row: |kind, word, text| format!("\x1b[{}m{} {word}\x1b[0m: {text}\n", code(kind), sign(kind)),
        item: "    ",
        was: |t| format!("\x1b[31m{t}\x1b[0m"),
        now: |t| format!("\x1b[32m{t}\x1b[0m"),
        faint: |t| format!("\x1b[2m{t}\x1b[0m"),
        text: harmless,
    };
    render(comparison, lang, if colour { &coloured } else { &plain })
}

/// As Markdown.
#[must_use]
pub fn markdown(comparison: &Comparison<'_>, lang: Lang) -> String {
    let style = Style {
        title: |t| format!("# {t}\n"),
        heading: |t| format!("\n## {t}\n\n"),
        row: |_, word, text| format!("- **{word}**: {text}\n"),
        item: "  - ",
        was: |t| format!("~~{t}~~"),
        now: |t| format!("**{t}**"),
        faint: |t| format!("*{t}*"),
        text: escaped,
    };
    render(comparison, lang, &style)
}

fn render(comparison: &Comparison<'_>, lang: Lang, style: &Style) -> String {
    let show = style.text;
    let titles = [comparison.old, comparison.new].map(|plan| show(&Comparison::title(plan)));
    let mut out = (style.title)(&titles.join(" → "));
    let changes = &comparison.diff.changes;
    if changes.is_empty() {
        out.push_str(word(lang, "\nNessuna differenza.\n", "\nNo difference.\n"));
    }
    let mut at = 0;
    while at < changes.len() {
        let key = changes[at].section;
        let end = changes[at..].iter().position(|c| c.section != key).map_or(changes.len(), |n| at + n);
        out.push_str(&(style.heading)(&format!("{} ({})", section(lang, key), end - at)));
        rows(&mut out, &changes[at..end], lang, style);
        at = end;
    }
    if !comparison.diff.disagreements.is_empty() {
        let title = word(lang, "Note e modifiche che non concordano", "Remarks and changes that disagree");
        out.push_str(&(style.heading)(title));
        for d in &comparison.diff.disagreements {
            out.push_str(&(style.row)(Kind::Changed, d.code, &show(&d.indicator)));
            let _ = writeln!(out, "{}{}", style.item, show(&italian::message(&d.because, lang)));
        }
    }
    out
}

/// The changes of one section, those of a row together.
fn rows(out: &mut String, changes: &[Change], lang: Lang, style: &Style) {
    let show = style.text;
    let mut last: Option<(&Option<String>, &Option<String>)> = None;
    for change in changes {
        let row = (&change.old_id, &change.new_id);
        if last != Some(row) || row == (&None, &None) {
            out.push_str(&(style.row)(change.kind, kind(lang, change.kind), &show(&change.indicator)));
            if let Some(resolution) = &change.resolution {
                let _ = writeln!(out, "{}{}", style.item, (style.faint)(&show(resolution)));
            }
        }
        last = Some(row);
        if change.field.is_none() {
            continue;
        }
        let (was, now) =
            (side(change.before.as_deref(), style.was, show), side(change.after.as_deref(), style.now, show));
        let _ = write!(out, "{}{}: {was} → {now}", style.item, field(lang, change));
        if let Some(d) = change.direction {
            let arrow = if d == Direction::Tightened { "▲" } else { "▼" };
            let _ = write!(out, "  {arrow} {}", direction(lang, d));
        }
        if change.confidence < 0.95 {
            let doubt = format!("({} {:.0}%)", word(lang, "sicurezza", "confidence"), change.confidence * 100.0);
            let _ = write!(out, "  {}", (style.faint)(&doubt));
        }
        out.push('\n');
    }
}

fn side(text: Option<&str>, paint: fn(&str) -> String, show: fn(&str) -> String) -> String {
    text.filter(|t| !t.is_empty()).map_or_else(|| "–".to_owned(), |t| paint(&show(t)))
}

const fn sign(kind: Kind) -> char {
    match kind {
        Kind::Inserted => '+',
        Kind::Removed => '-',
        Kind::Moved => '>',
        Kind::Changed => '~',
    }
}

const fn code(kind: Kind) -> u8 {
    match kind {
        Kind::Inserted => 32,
        Kind::Removed => 31,
        Kind::Moved => 34,
        Kind::Changed => 33,
    }
}

/// Source text that cannot move the cursor or change colours.
fn harmless(text: &str) -> String {
    let spaced = text.replace('\n', " / ");
    spaced.chars().filter(|c| !c.is_control()).collect()
}

/// Source text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in harmless(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
