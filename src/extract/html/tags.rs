//! What the tags of a web page say.

use html5ever::tokenizer::Tag;

/// The value of an attribute.
pub(super) fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

/// Whether a style or the attribute of that name hides the element.
pub(super) fn is_hidden(tag: &Tag) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
    let shown: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    shown.contains("display:none") || shown.contains("visibility:collapse") || attribute(tag, "hidden").is_some()
}
