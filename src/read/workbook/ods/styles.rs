//! Cell styles and number formats, the latter as format codes.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};

use crate::read::fault::Fault;
use crate::read::limits::{Limits, Measure};
use crate::read::workbook::format_code::{Epoch, FormatCode, LONGEST_CODE};
use crate::read::xml::{attribute, number, push_text};

/// The styles of a spreadsheet, from both of its parts.
#[derive(Debug)]
pub struct Styles {
    cells: HashMap<String, CellStyle>,
    hidden_tables: HashMap<String, bool>,
    codes: HashMap<String, DataStyle>,
    /// Formats made so far, by cell style.
    formats: HashMap<String, Option<Rc<FormatCode>>>,
    now: Option<DataStyle>,
    /// The `style:style` under way.
    style: String,
    /// Styles and conditions so far, and how many there may be.
    count: u64,
    limits: Limits,
}

#[derive(Debug, Default)]
struct CellStyle {
    parent: Option<String>,
    data_style: Option<String>,
}

/// A number format under way.
#[derive(Debug, Default)]
struct DataStyle {
    name: String,
    code: String,
    /// Conditions and the names of the styles that then apply.
    maps: Vec<(String, String)>,
    /// The codes for hours, short and long.
    hours: [&'static str; 2],
    percentage: bool,
    in_text: bool,
    /// It has a part that format codes have no word for.
    beyond_codes: bool,
}

impl Styles {
    /// No styles yet.
    pub fn new(limits: &Limits) -> Self {
        Self {
            cells: HashMap::new(),
            hidden_tables: HashMap::new(),
            codes: HashMap::new(),
            formats: HashMap::new(),
            now: None,
            style: String::new(),
            count: 0,
            limits: *limits,
        }
    }

    /// Takes an event of the style sections; others do no harm.
    pub fn take(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(e) => {
                if matches!(e.name().prefix().as_ref().map(AsRef::as_ref), Some("style" | "number")) {
                    self.count += 1;
                    self.limits.check(Measure::Styles, self.count)?;
                }
                self.start(e);
            }
            Event::End(e) if is_data_style(e.name().as_ref()) => {
                if let Some(style) = self.now.take() {
                    self.codes.insert(style.name.clone(), style);
                }
            }
            event => {
                if let Some(style) = &mut self.now {
                    style.take(event)?;
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, e: &BytesStart<'_>) {
        let owned = |key| attribute(e, key).map(std::borrow::Cow::into_owned);
        match e.name().as_ref() {
            name if is_data_style(name) => {
                let elapsed = attribute(e, "number:truncate-on-overflow").is_some_and(|v| v == "false");
                let hours = if elapsed { ["[h]", "[hh]"] } else { ["h", "hh"] };
                let percentage = name == "number:percentage-style";
                let name = owned("style:name").unwrap_or_default();
                self.now = Some(DataStyle { name, hours, percentage, ..DataStyle::default() });
            }
            "style:style" => {
                self.style = owned("style:name").unwrap_or_default();
                if attribute(e, "style:family").is_some_and(|f| f == "table-cell") {
                    let style = CellStyle {
                        parent: owned("style:parent-style-name"),
                        data_style: owned("style:data-style-name"),
                    };
                    self.cells.insert(self.style.clone(), style);
                }
            }
            "style:table-properties" => {
                let hidden = attribute(e, "table:display").is_some_and(|d| d == "false");
                self.hidden_tables.insert(self.style.clone(), hidden);
            }
            _ => {
                if let Some(style) = &mut self.now {
                    style.part(e);
                }
            }
        }
    }

    /// Whether tables of that style are hidden.
    pub fn hides_table(&self, style: &str) -> bool {
        self.hidden_tables.get(style).copied().unwrap_or(false)
    }

    /// The number format of a cell style: the general one if it names none, `None` if it names one
    /// that cannot be told.
    pub fn format(&mut self, style: &str) -> Option<Rc<FormatCode>> {
        if let Some(known) = self.formats.get(style) {
            return known.clone();
        }
        let format = match self.data_style(style) {
            None => Some(FormatCode::parse("", Epoch::Y1900)),
            Some(name) => self.code(name, true).map(|code| FormatCode::parse(&code, Epoch::Y1900)),
        };
        let format = format.map(Rc::new);
        self.formats.insert(style.to_owned(), format.clone());
        format
    }

    /// The data style of a cell style or of one that it inherits from.
    fn data_style(&self, style: &str) -> Option<&str> {
        const DEEPEST: usize = 32;
        let first = self.cells.get(style);
        let parent = |s: &&CellStyle| s.parent.as_ref().and_then(|p| self.cells.get(p));
        std::iter::successors(first, parent).take(DEEPEST).find_map(|s| s.data_style.as_deref())
    }

    /// The format code of a data style, with a section for each of its conditions.
    fn code(&self, name: &str, with_maps: bool) -> Option<String> {
        let style = self.codes.get(name).filter(|s| !s.beyond_codes && s.code.len() <= LONGEST_CODE)?;
        let mut code = String::new();
        for (condition, applied) in style.maps.iter().filter(|_| with_maps) {
            let condition = condition.trim().strip_prefix("value()")?.replace("!=", "<>");
            let applied = self.code(applied, false)?;
            code.extend(["[", &condition, "]", &applied, ";"]);
            if code.len() > LONGEST_CODE {
                return None;
            }
        }
        Some(code + &style.code)
    }
}

fn is_data_style(name: &str) -> bool {
    matches!(
        name,
        "number:number-style"
            | "number:percentage-style"
            | "number:currency-style"
            | "number:date-style"
            | "number:time-style"
            | "number:boolean-style"
            | "number:text-style"
    )
}

impl DataStyle {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        if let Event::End(_) = event {
            self.in_text = false;
        } else if self.in_text {
            let mut text = String::new();
            push_text(&mut text, event)?;
            for c in text.chars() {
                // The first one stands for the hundredfold value, as in a format code.
                if c == '%' && std::mem::take(&mut self.percentage) {
                    self.code.push(c);
                } else {
                    self.code.extend(['\\', c]);
                }
            }
        }
        Ok(())
    }

    /// Adds a part to the code.
    fn part(&mut self, e: &BytesStart<'_>) {
        let long = attribute(e, "number:style").is_some_and(|s| s == "long");
        let count = |key: &str| number::<usize>(e, key).map(|n| n.min(30));
        let letters = |letter: &str, n: usize| letter.repeat(n);
        match e.name().as_ref() {
            "number:text" | "number:currency-symbol" => self.in_text = true,
            "number:number" | "number:scientific-number" => self.digits(e),
            "number:text-content" => self.code.push('@'),
            "number:boolean" => self.code.push_str("General"),
            "number:day" => self.code.push_str(&letters("d", 1 + usize::from(long))),
            "number:month" => {
                let textual = attribute(e, "number:textual").is_some_and(|t| t == "true");
                self.code.push_str(&letters("m", 1 + usize::from(long) + 2 * usize::from(textual)));
            }
            "number:year" => self.code.push_str(if long { "yyyy" } else { "yy" }),
            "number:day-of-week" => self.code.push_str(if long { "dddd" } else { "ddd" }),
            "number:hours" => self.code.push_str(self.hours[usize::from(long)]),
            "number:minutes" => self.code.push_str(if long { "mm" } else { "m" }),
            "number:seconds" => {
                self.code.push_str(if long { "ss" } else { "s" });
                if let Some(decimals @ 1..) = count("number:decimal-places") {
                    self.code.push('.');
                    self.code.push_str(&letters("0", decimals));
                }
            }
            "number:am-pm" => self.code.push_str("AM/PM"),
            "style:map" => {
                let value = |key| attribute(e, key).unwrap_or_default().into_owned();
                self.maps.push((value("style:condition"), value("style:apply-style-name")));
            }
            "number:fill-character" | "style:text-properties" => {}
            _ => self.beyond_codes = true,
        }
    }

    fn digits(&mut self, e: &BytesStart<'_>) {
        let count = |key: &str| number::<usize>(e, key).map(|n| n.min(30));
        let integer = count("number:min-integer-digits").unwrap_or(1);
        if attribute(e, "number:grouping").is_some_and(|g| g == "true") {
            self.code.push_str("#,###"[..5 - integer.min(3)].as_ref());
            self.code.push_str(&"0".repeat(integer));
        } else {
            self.code.push_str(&if integer == 0 { "#".to_owned() } else { "0".repeat(integer) });
        }
        match count("number:decimal-places") {
            Some(decimals @ 1..) => {
                let least = count("number:min-decimal-places").unwrap_or(decimals).min(decimals);
                self.code.push('.');
                self.code.push_str(&"0".repeat(least));
                self.code.push_str(&"#".repeat(decimals - least));
            }
            // No number of decimals: as many as the number has, in the general format.
            None if integer <= 1 && e.name().as_ref() == "number:number" => {
                self.code.truncate(self.code.trim_end_matches(['0', '#', ',']).len());
                self.code.push_str("General");
            }
            _ => {}
        }
        if attribute(e, "number:display-factor").is_some_and(|f| f == "1000") {
            self.code.push(',');
        }
        if let Some(exponent) = count("number:min-exponent-digits") {
            self.code.push_str("E+");
            self.code.push_str(&"0".repeat(exponent));
        }
    }
}
