//! How many widths of glyphs the fonts of a document state, before a font is loaded.
//!
//! A composite font gives one width to a range of glyphs (`first last width`, ISO 32000-2, 9.7.4.3).
//! The interpreter writes each of them into a table, so nine bytes can ask for four thousand million.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object};

/// Objects inside one another that are looked into.
const DEEPEST: usize = 32;

/// The widths that all fonts state together.
pub fn stated(pdf: &Pdf) -> u64 {
    pdf.objects().into_iter().map(|object| of_object(&object, DEEPEST)).fold(0, u64::saturating_add)
}

fn of_object(object: &Object<'_>, depth: usize) -> u64 {
    if depth == 0 {
        return 0;
    }
    match object {
        Object::Dict(dict) => of_dict(dict, depth),
        Object::Stream(stream) => of_dict(stream.dict(), depth),
        Object::Array(array) => array.raw_iter().map(|item| of_item(item, depth)).fold(0, u64::saturating_add),
        _ => 0,
    }
}

fn of_item(item: MaybeRef<Object<'_>>, depth: usize) -> u64 {
    match item {
        MaybeRef::NotRef(object) => of_object(&object, depth - 1),
        // It is one of the document's objects itself.
        MaybeRef::Ref(_) => 0,
    }
}

fn of_dict(dict: &Dict<'_>, depth: usize) -> u64 {
    let own =
        [("W", 3), ("W2", 5)].map(|(key, length)| dict.get::<Array<'_>>(key).map_or(0, |a| in_ranges(&a, length)));
    dict.entries().map(|(_, item)| of_item(item, depth)).fold(own[0].saturating_add(own[1]), u64::saturating_add)
}

/// The widths that an array gives to ranges, read as the interpreter does. Those that it lists one by
/// one are no more than its bytes.
fn in_ranges(array: &Array<'_>, length: usize) -> u64 {
    let mut items = array.flex_iter();
    let mut sum = 0_u64;
    loop {
        if items.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        let range = match length {
            3 => items.next::<(u32, u32, f32)>().map(|(first, last, _)| (first, last)),
            _ => items.next::<(u32, u32, f32, f32, f32)>().map(|(first, last, ..)| (first, last)),
        };
        let Some((first, last)) = range else { return sum };
        sum = sum.saturating_add(u64::from(last.saturating_sub(first)).saturating_add(1));
    }
}
