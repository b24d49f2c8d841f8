//! A cell of an `OpenDocument` table: its value and the text that it was saved with.

use quick_xml::events::{BytesStart, Event};

use super::repeat;
use crate::read::fault::Fault;
use crate::read::workbook::format_code::{Epoch, FormatCode, GENERAL};
use crate::read::workbook::value::{Shown, Value};
use crate::read::xml::{attribute, number, push_text};

/// A cell whose end has not come yet.
pub struct OpenCell {
    /// How many columns it stands for.
    pub repeat: u32,
    /// Rows and columns that it covers.
    pub rows: u32,
    /// See `rows`.
    pub cols: u32,
    /// Its style, if it names one.
    pub style: Option<String>,
    value: Option<Value>,
    is_error: bool,
    paragraphs: u32,
    in_paragraph: bool,
    text: String,
}

impl OpenCell {
    /// A cell from its start tag.
    pub fn start(element: &BytesStart<'_>) -> Self {
        let value = match attribute(element, "office:value-type").as_deref() {
            Some("float" | "percentage" | "currency") => number(element, "office:value").map(Value::Number),
            Some("date") => {
                attribute(element, "office:date-value").and_then(|v| Epoch::Y1900.serial(&v)).map(Value::Number)
            }
            Some("time") => attribute(element, "office:time-value").and_then(|v| days(&v)).map(Value::Number),
            Some("boolean") => attribute(element, "office:boolean-value").map(|v| Value::Bool(v == "true")),
            Some("string") => attribute(element, "office:string-value").map(|v| Value::Text(v.into_owned())),
            _ => None,
        };
        Self {
            repeat: repeat(element, "table:number-columns-repeated"),
            rows: repeat(element, "table:number-rows-spanned"),
            cols: repeat(element, "table:number-columns-spanned"),
            style: attribute(element, "table:style-name").map(std::borrow::Cow::into_owned),
            value,
            is_error: attribute(element, "calcext:value-type").is_some_and(|t| t == "error"),
            paragraphs: 0,
            in_paragraph: false,
            text: String::new(),
        }
    }

    /// Takes what stands inside the cell.
    pub fn take(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(e) => match e.name().as_ref() {
                "text:p" | "text:h" => {
                    if self.paragraphs > 0 {
                        self.text.push('\n');
                    }
                    self.paragraphs += 1;
                    self.in_paragraph = true;
                }
                "text:s" => {
                    const MOST: usize = 100;
                    let blanks = number(e, "text:c").unwrap_or(1).min(MOST);
                    self.text.extend(std::iter::repeat_n(' ', blanks));
                }
                "text:tab" => self.text.push('\t'),
                "text:line-break" => self.text.push('\n'),
                _ => {}
            },
            Event::End(e) if matches!(e.name().as_ref(), "text:p" | "text:h") => self.in_paragraph = false,
            event if self.in_paragraph => {
                let mut piece = String::new();
                push_text(&mut piece, event)?;
                self.push_collapsed(&piece);
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds text as the format wants it: any run of white space is one blank, none at a start.
    fn push_collapsed(&mut self, piece: &str) {
        for c in piece.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r') {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    /// What the cell shows: its value under its format, or the text it was saved with if the format
    /// is not known.
    pub fn shown(self, format: Option<&FormatCode>) -> Shown {
        if self.is_error {
            return Value::Error(self.text).shown(&GENERAL);
        }
        match (self.value, format) {
            (Some(value @ (Value::Number(_) | Value::Bool(_))), Some(format)) => value.shown(format),
            (Some(value @ Value::Text(_)), format) if self.paragraphs == 0 => value.shown(format.unwrap_or(&GENERAL)),
            (_, format) => Value::Text(self.text).shown(format.unwrap_or(&GENERAL)),
        }
    }
}

/// A duration such as `PT12H30M00S` in days.
fn days(duration: &str) -> Option<f64> {
    let mut rest = duration.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, factor) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((count, after)) = rest.split_once(unit) {
            seconds += count.replace(',', ".").parse::<f64>().ok()? * factor;
            rest = after;
        }
    }
    Some(seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn durations() {
        assert_eq!(days("PT12H00M00S"), Some(0.5));
        assert_eq!(days("PT36H"), Some(1.5));
        assert_eq!(days("12:00"), None);
    }
}
