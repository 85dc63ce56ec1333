//! What tells a spreadsheet program to calculate anew: the setting in the workbook, and the calculation chain, which may go.

use quick_xml::events::Event;

use super::markup::{self, attribute, attribute_text, copy, local_name, prefix, put, with_attribute};
use crate::Result;

/// The workbook part, asking for a full calculation on opening.
///
/// # Errors
/// Where it is damaged.
pub(crate) fn calculating(workbook: &[u8]) -> Result<Vec<u8>> {
    let mut reader = markup::reader(workbook);
    let (mut buffer, mut out, mut after, mut found) = (Vec::new(), Vec::new(), None::<(usize, String)>, false);
    if workbook.starts_with(markup::BYTE_ORDER_MARK) {
        out.extend_from_slice(markup::BYTE_ORDER_MARK);
    }
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if local_name(tag) == "calcPr" => {
                let set = attribute(tag, "fullCalcOnLoad").is_some_and(|v| v == "1" || v == "true");
                let new = if set { tag.to_string() } else { with_attribute(tag, "fullCalcOnLoad", "1") };
                put(&mut out, &format!("<{new}{}", if matches!(event, Event::Start(_)) { ">" } else { "/>" }))?;
                found = true;
            }
            event => {
                copy(&mut out, event)?;
                let ends = match event {
                    Event::End(tag) => Some((local_name(tag), prefix(tag))),
                    Event::Empty(tag) => Some((local_name(tag), prefix(tag))),
                    _ => None,
                };
                // The order of elements is fixed: calcPr follows the last of these.
                if let Some(("sheets" | "functionGroups" | "externalReferences" | "definedNames", prefix)) = ends {
                    after = Some((out.len(), prefix.to_owned()));
                }
            }
        }
    }
    if let Some((after, prefix)) = after.filter(|_| !found) {
        out.splice(after..after, format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>").into_bytes());
    }
    Ok(out)
}

/// A part without the elements of a name whose attribute names the part that goes.
///
/// # Errors
/// Where it is damaged.
pub(crate) fn without(xml: &[u8], element: &str, name: &str, goes: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let mut reader = markup::reader(xml);
    let (mut buffer, mut out, mut inside) = (Vec::new(), Vec::new(), false);
    if xml.starts_with(markup::BYTE_ORDER_MARK) {
        out.extend_from_slice(markup::BYTE_ORDER_MARK);
    }
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        match &event {
            Event::Eof => return Ok(out),
            Event::Start(tag) | Event::Empty(tag)
                if local_name(tag) == element && attribute_text(tag, name).is_some_and(|value| goes(&value)) =>
            {
                inside = matches!(event, Event::Start(_));
            }
            Event::End(tag) if inside && local_name(tag) == element => inside = false,
            _ if inside => {}
            event => copy(&mut out, event)?,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn calculates(xml: &str) -> String {
        String::from_utf8(calculating(xml.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn the_setting_is_made_where_it_belongs() {
        assert_eq!(
            calculates("<w><sheets/><calcPr calcId='1'/></w>"),
            "<w><sheets/><calcPr calcId='1' fullCalcOnLoad=\"1\"/></w>"
        );
        assert_eq!(
            calculates("<x:w><x:sheets><x:sheet/></x:sheets><x:definedNames/><x:oleSize/></x:w>"),
            "<x:w><x:sheets><x:sheet/></x:sheets><x:definedNames/><x:calcPr fullCalcOnLoad=\"1\"/><x:oleSize/></x:w>"
        );
        let set = "<w><sheets/><calcPr fullCalcOnLoad=\"true\"/></w>";
        assert_eq!(calculates(set), set);
    }

    #[test]
    fn a_part_is_forgotten() {
        let xml = "<T><Override PartName='/xl/calcChain.xml'/><Override PartName='/xl/x.xml'></Override></T>";
        let new = without(xml.as_bytes(), "Override", "PartName", |v| v.ends_with("calcChain.xml")).unwrap();
        assert_eq!(new, b"<T><Override PartName='/xl/x.xml'></Override></T>");
    }
}
