//! XML parts, event by event, within the limit on nesting.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fault::Fault;
use super::limits::{Limits, Measure};

/// A stream of XML events. An empty element gives a start and an end.
pub struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: u64,
    limits: Limits,
}

impl<R: BufRead> Xml<R> {
    /// Events of `input`.
    pub fn new(input: R, limits: &Limits) -> Self {
        let mut reader = Reader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0, limits: *limits }
    }

    /// The next event; [`Event::Eof`] at the end of a complete document.
    pub fn next(&mut self) -> Result<Event<'_>, Fault> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer)?;
        match event {
            Event::Start(_) => {
                self.depth += 1;
                self.limits.check(Measure::Depth, self.depth)?;
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(Fault::damaged("it ends in the middle of an element")),
            _ => {}
        }
        Ok(event)
    }
}

/// The value of the attribute with the qualified name `key`.
pub fn attribute<'a>(element: &'a BytesStart<'_>, key: &str) -> Option<Cow<'a, str>> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == key)?;
    Some(unescaped(found.value))
}

/// The value of the attribute with that name after its prefix.
pub fn local_attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(unescaped(found.value))
}

fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    match quick_xml::escape::unescape(&value) {
        Ok(text) => Cow::Owned(text.into_owned()),
        Err(_) => value,
    }
}

/// The number in an attribute.
pub fn number<T: std::str::FromStr>(element: &BytesStart<'_>, key: &str) -> Option<T> {
    attribute(element, key)?.trim().parse().ok()
}

/// Whether an attribute is set to true.
pub fn flag(element: &BytesStart<'_>, key: &str) -> bool {
    attribute(element, key).is_some_and(|v| matches!(v.as_ref(), "1" | "true" | "on"))
}

/// Adds the text that an event stands for; events that are no text add nothing.
pub fn push_text(text: &mut String, event: &Event<'_>) -> Result<(), Fault> {
    match event {
        Event::Text(t) => text.push_str(&t.xml10_content()),
        Event::CData(t) => text.push_str(&t.xml10_content()),
        Event::GeneralRef(r) => match r.resolve_char_ref()? {
            Some(c) => text.push(c),
            None => match quick_xml::escape::resolve_predefined_entity(r) {
                Some(s) => text.push_str(s),
                None => return Err(Fault::damaged("it refers to an entity of its own")),
            },
        },
        _ => {}
    }
    Ok(())
}
