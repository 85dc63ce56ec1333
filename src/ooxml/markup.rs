//! XML as it stands in the file: tags are looked into and changed in place, so that every other byte stays.

use std::fmt::Write as _;
use std::io::{BufRead, Write};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::error::{Damage, TemplateDamage};
pub(crate) use crate::extract::workbook::event_text::text_of;
use crate::{Error, Result};

/// What a UTF-8 file may begin with; the reader swallows it.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A reader that hands every token on as it stands in the file.
pub(crate) fn reader<R: BufRead>(from: R) -> Reader<R> {
    let mut reader = Reader::from_reader(from);
    reader.config_mut().trim_markup_names_in_closing_tags = false;
    reader.config_mut().check_end_names = false;
    reader
}

/// A reader that refuses elements which do not end where they should: what is found in a part that was looked through with it, is
/// found again in the same order when it is rewritten.
pub(super) fn checking_reader<R: BufRead>(from: R) -> Reader<R> {
    Reader::from_reader(from)
}

/// The next token; a document type declaration is refused, for entities could hide anything behind it.
///
/// # Errors
/// Where the markup is broken.
pub(crate) fn next<'b, R: BufRead>(reader: &mut Reader<R>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>> {
    buffer.clear();
    match reader.read_event_into(buffer) {
        Ok(Event::DocType(_)) => Err(damaged(TemplateDamage::DocumentType)),
        Ok(event) => Ok(event),
        Err(error) => Err(damaged(TemplateDamage::Xml { why: error.to_string() })),
    }
}

/// Writes a token as it was read.
///
/// # Errors
/// Those of the writer.
pub(crate) fn copy<W: Write>(to: &mut W, event: &Event<'_>) -> Result<()> {
    let (before, after) = match event {
        Event::Start(_) => ("<", ">"),
        Event::Empty(_) => ("<", "/>"),
        Event::End(_) => ("</", ">"),
        Event::Comment(_) => ("<!--", "-->"),
        Event::CData(_) => ("<![CDATA[", "]]>"),
        Event::Decl(_) | Event::PI(_) => ("<?", "?>"),
        Event::DocType(_) => ("<!DOCTYPE ", ">"),
        Event::GeneralRef(_) => ("&", ";"),
        Event::Text(_) | Event::Eof => ("", ""),
    };
    put(to, before)?;
    put(to, event)?;
    put(to, after)
}

/// Writes a piece of markup.
///
/// # Errors
/// Those of the writer.
pub(crate) fn put<W: Write>(to: &mut W, text: &str) -> Result<()> {
    to.write_all(text.as_bytes()).map_err(not_written)
}

/// The error of a part that cannot be copied on.
#[expect(clippy::needless_pass_by_value, reason = "the form in which `map_err` hands it over")]
pub(crate) fn not_written(error: std::io::Error) -> Error {
    damaged(TemplateDamage::Writing { why: error.to_string() })
}

/// The error of a template that is not well made.
pub(crate) fn damaged(what: TemplateDamage) -> Error {
    Error::Damaged { what: Damage::Template { what } }
}

/// The name of a tag (its content without angle brackets) without the prefix.
pub(crate) fn local_name(tag: &str) -> &str {
    let name = qualified_name(tag);
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The prefix of a tag with its colon; empty where there is none.
pub(crate) fn prefix(tag: &str) -> &str {
    let name = qualified_name(tag);
    name.split_at(name.find(':').map_or(0, |at| at + 1)).0
}

/// The name of a tag with the prefix.
pub(crate) fn qualified_name(tag: &str) -> &str {
    tag.split_once(|c: char| c.is_ascii_whitespace() || c == '/').map_or(tag, |(name, _)| name)
}

/// An attribute of a tag.
struct TagAttribute<'t> {
    name: &'t str,
    value: &'t str,
    /// The tag before the value, up to and with its quote, and after it, from its quote on.
    around: (&'t str, &'t str),
}

/// The attributes of a tag.
fn attributes(tag: &str) -> impl Iterator<Item = TagAttribute<'_>> {
    let (_, mut rest) = tag.split_at(qualified_name(tag).len());
    std::iter::from_fn(move || {
        let (name, value) = rest.split_once('=')?;
        let value = value.trim_start_matches(|c| c != '"' && c != '\'');
        let quote = value.chars().next()?;
        let (value, behind) = value.strip_prefix(quote)?.split_once(quote)?;
        rest = behind;
        let (before, after) = tag.split_at_checked(tag.len() - behind.len() - quote.len_utf8())?;
        let around = (before.strip_suffix(value)?, after);
        Some(TagAttribute { name: name.trim_ascii(), value, around })
    })
}

/// The value of an attribute as it stands in the file, by its name with prefix.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    attributes(tag).find(|found| found.name == name).map(|found| found.value)
}

/// The value of a prefixed attribute, such as `r:id`, by its local name, whatever the file calls the prefix.
pub(crate) fn prefixed_attribute<'a>(tag: &'a str, local: &str) -> Option<&'a str> {
    let found = attributes(tag).find(|found| found.name.split_once(':').is_some_and(|(_, l)| l == local));
    found.map(|found| found.value)
}

/// The value of an attribute, its references resolved.
pub(crate) fn attribute_text(tag: &str, name: &str) -> Option<String> {
    attribute(tag, name).map(plain)
}

/// Raw text with its references resolved.
pub(crate) fn plain(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned)
}

/// Text as it may stand between tags or in a quoted attribute. Characters XML cannot hold are written `_xHHHH_`, as Excel does,
/// and so is the underscore of text that would read as such an escape.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if looks_escaped(&text[at..]) => out.push_str("_x005F_"),
            '\n' | '\t' => out.push(c),
            '\r' => out.push_str("_x000D_"),
            c if (c as u32) < 0x20 || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
                // Writing into a string cannot fail.
                let _ = write!(out, "_x{:04X}_", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

fn looks_escaped(text: &str) -> bool {
    let b = text.as_bytes();
    b.len() >= 7 && b[1] == b'x' && b[6] == b'_' && b[2..6].iter().all(u8::is_ascii_hexdigit)
}

/// The tag with the attribute set to a value (already escaped); everything else stays where it is.
pub(crate) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    if let Some(TagAttribute { around: (before, after), .. }) = attributes(tag).find(|found| found.name == name) {
        format!("{before}{value}{after}")
    } else {
        let (said, blanks) = tag.split_at(tag.trim_end().len());
        format!("{said} {name}=\"{value}\"{blanks}")
    }
}

/// The tag without the attribute.
pub(crate) fn without_attribute(tag: &str, name: &str) -> String {
    let Some(found) = attributes(tag).find(|found| found.name == name) else { return tag.to_owned() };
    let (before, after) = found.around;
    let before = before.rsplit_once(name).map_or(before, |(before, _)| before);
    let mut after = after.chars();
    // Its closing quote.
    after.next();
    format!("{}{}", before.trim_end(), after.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_change_in_place() {
        let tag = r#"c r="A1"  s='2' x:t="a=b""#;
        assert_eq!(attribute(tag, "s"), Some("2"));
        assert_eq!(attribute(tag, "x:t"), Some("a=b"));
        assert_eq!(prefixed_attribute(tag, "t"), Some("a=b"));
        assert_eq!(with_attribute(tag, "s", "13"), r#"c r="A1"  s='13' x:t="a=b""#);
        assert_eq!(with_attribute("c ", "t", "b"), r#"c t="b" "#);
        assert_eq!(without_attribute(tag, "s"), r#"c r="A1" x:t="a=b""#);
        assert_eq!((local_name("x:c r"), prefix("x:c r"), prefix("c")), ("c", "x:", ""));
    }

    #[test]
    fn tokens_are_copied_byte_for_byte() {
        let xml = "<?xml version=\"1.0\"?>\r\n<a  b = 'c' ><!-- x --><d /><e>1 &amp; &#20013;<![CDATA[<]]></e ></a>\n";
        let (mut reader, mut buffer, mut out) = (reader(xml.as_bytes()), Vec::new(), Vec::new());
        loop {
            match next(&mut reader, &mut buffer) {
                Ok(Event::Eof) => break,
                event => copy(&mut out, &event.ok().into_iter().next().unwrap_or(Event::Eof)).unwrap_or_default(),
            }
        }
        assert_eq!(String::from_utf8_lossy(&out), xml);
    }

    #[test]
    fn text_that_reads_as_an_escape_is_escaped() {
        assert_eq!(escaped("_x0041_ <&\u{1}"), "_x005F_x0041_ &lt;&amp;_x0001_");
    }
}
