//! A part's XML as a tree that borrows from it. Prefixes of names do not matter, for files differ in them.
//!
//! What is not well-formed is read as far as it goes: real files hold such parts.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// Elements nested deeper than in any real file are left out.
const DEEPEST: usize = 64;
/// What an element takes while its part is read, bytes: itself and its share of its parent's list.
pub(super) const NODE: u64 = 150;

/// An element.
#[derive(Debug)]
pub(super) struct Node<'a> {
    start: BytesStart<'a>,
    /// What stands in it, as written.
    inner: &'a str,
    children: Vec<Node<'a>>,
}

/// The elements of a part, and whether it could be read to its end.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    /// A nameless element around those of the part.
    pub(super) root: Node<'a>,
    pub(super) whole: bool,
}

impl<'a> Tree<'a> {
    /// The element around all others, where it has this name; else the nameless one around it.
    pub(super) fn top(&self, name: &str) -> &Node<'a> {
        self.root.child(name).unwrap_or(&self.root)
    }
}

/// An element that is still open.
struct OpenElement<'a> {
    start: BytesStart<'a>,
    from: usize,
    children: Vec<Node<'a>>,
}

/// Reads a part, or a piece of one.
pub(super) fn parse(xml: &str) -> Tree<'_> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open = vec![OpenElement { start: BytesStart::new(""), from: 0, children: Vec::new() }];
    // Elements below the deepest ones that are kept.
    let (mut below, mut whole) = (0_usize, true);
    loop {
        let before = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(start)) if open.len() <= DEEPEST && below == 0 => {
                open.push(OpenElement { start, from: position(&reader), children: Vec::new() });
            }
            Ok(Event::Start(_)) => {
                below += 1;
                whole = false;
            }
            Ok(Event::Empty(start)) => {
                if let Some(parent) = open.last_mut().filter(|_| below == 0) {
                    parent.children.push(Node { start, inner: "", children: Vec::new() });
                }
            }
            Ok(Event::End(_)) if below > 0 => below -= 1,
            Ok(Event::End(end)) => {
                // An end closes what was opened last under its name, and all that was left open in it.
                let name = end.local_name();
                let Some(at) = open.iter().rposition(|o| o.start.local_name() == name).filter(|at| *at > 0) else {
                    whole = false;
                    continue;
                };
                whole &= at + 1 == open.len();
                while open.len() > at {
                    close(&mut open, xml, before);
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                whole = false;
                break;
            }
        }
    }
    let end = position(&reader);
    whole &= open.len() == 1;
    while open.len() > 1 {
        close(&mut open, xml, end);
    }
    let children = open.pop().map(|o| o.children).unwrap_or_default();
    Tree { root: Node { start: BytesStart::new(""), inner: xml, children }, whole }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Closes the element opened last.
fn close<'a>(open: &mut Vec<OpenElement<'a>>, xml: &'a str, end: usize) {
    if let Some(OpenElement { start, from, children }) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        let inner: Range<usize> = from..end.max(from);
        parent.children.push(Node { start, inner: xml.get(inner).unwrap_or_default(), children });
    }
}

impl<'a> Node<'a> {
    /// Whether it has this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.start.local_name().as_ref() == name
    }

    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// What stands in it, as written.
    pub(super) fn inner(&self) -> &'a str {
        self.inner
    }

    /// All elements in it.
    pub(super) fn children(&self) -> &[Node<'a>] {
        &self.children
    }

    /// The elements in it of this name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Node<'a>> {
        self.children.iter().filter(move |c| c.is(name))
    }

    /// The first element in it of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Node<'a>> {
        self.children.iter().find(|c| c.is(name))
    }

    /// The first element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Node<'a>> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
        match found.value {
            Cow::Borrowed(value) if !value.contains('&') => Some(Cow::Borrowed(value)),
            _ => Some(Cow::Owned(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())),
        }
    }

    /// An attribute that is true or false.
    pub(super) fn flag(&self, name: &str, otherwise: bool) -> bool {
        match self.attribute(name).as_deref().map(str::trim) {
            Some("true" | "1" | "True" | "TRUE") => true,
            Some("false" | "0" | "False" | "FALSE") => false,
            _ => otherwise,
        }
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.attribute(name)?.trim().parse().ok().filter(|n: &f64| n.is_finite())
    }

    /// An attribute that is a number, or another one where it is none.
    pub(super) fn number_or(&self, name: &str, otherwise: f64) -> f64 {
        self.number(name).unwrap_or(otherwise)
    }

    /// How much an object covers what lies under it: 0 not at all, 255 wholly.
    pub(super) fn alpha(&self) -> u8 {
        self.number_or("Alpha", 255.0).clamp(0.0, 255.0) as u8
    }

    /// An attribute that names an object.
    pub(super) fn id(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The text that stands in it.
    pub(super) fn text(&self) -> Cow<'a, str> {
        if !self.inner.contains(['<', '&', '\r']) {
            return Cow::Borrowed(self.inner);
        }
        let mut reader = Reader::from_str(self.inner);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().allow_dangling_amp = true;
        let mut text = String::new();
        loop {
            match reader.read_event() {
                Ok(Event::Text(piece)) => text.push_str(&piece.xml10_content()),
                Ok(Event::CData(piece)) => text.push_str(&piece),
                Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => text.push(c),
                    _ => text.push_str(quick_xml::escape::resolve_xml_entity(&reference).unwrap_or_default()),
                },
                Ok(Event::Eof) | Err(_) => return Cow::Owned(text),
                Ok(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_prefix_and_texts_their_escapes() {
        let tree =
            parse("<?xml version='1.0'?><o:a x='1&amp;2' o:y=' true '><b>1 &lt; <![CDATA[&2]]>&#x4E2D;</b><c/></o:a>");
        let a = tree.top("a");
        assert_eq!(a.attribute("x").as_deref(), Some("1&2"));
        assert!(a.flag("y", false) && a.flag("z", true) && tree.whole);
        assert_eq!(a.child("b").map(|b| b.text().into_owned()).as_deref(), Some("1 < &2中"));
        assert_eq!(a.children().iter().map(Node::name).collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn what_is_not_well_formed_is_read_as_far_as_it_goes() {
        for (xml, names) in [("<a><b><c></b><d/></a>", vec!["b", "d"]), ("<a><b/></x><d>1", vec!["b", "d"])] {
            let tree = parse(xml);
            let a = tree.top("a");
            assert_eq!(a.children().iter().map(Node::name).collect::<Vec<_>>(), names, "{xml}");
            assert!(!tree.whole, "{xml}");
        }
        let deep = format!("{}{}<after/>", "<a>".repeat(1000), "</a>".repeat(1000));
        let tree = parse(&deep);
        assert!(!tree.whole && tree.root.child("after").is_some());
    }
}
