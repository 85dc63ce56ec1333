//! The characters that an event of XML stands for.

use quick_xml::events::Event;

/// Adds them: of references the character, of markup nothing.
pub(crate) fn text_of(event: &Event<'_>, into: &mut String) {
    match event {
        Event::Text(text) => into.push_str(text),
        Event::CData(text) => into.push_str(text),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) => into.push(c),
            _ => into.extend(quick_xml::escape::resolve_predefined_entity(name)),
        },
        _ => {}
    }
}
