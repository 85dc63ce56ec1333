//! Pictures and comments of the rows of a form that is repeated: copied with it.

use quick_xml::events::Event;

use super::growth::Insertion;
use super::markup::{self, attribute, copy, local_name, put, text_of, with_attribute, without_attribute};
use super::reference::{address, parse_cell};
use crate::Result;

/// Elements that stand at a place of the sheet: boxes of pictures, comments, and the boxes these are shown in.
const PLACED: [&str; 4] = ["twoCellAnchor", "oneCellAnchor", "comment", "shape"];

/// The part with a copy, for each repetition, of what stands in the rows repeated; `None` where nothing does. The rows repeated lie
/// above those put in and have not moved.
///
/// # Errors
/// Where its markup is broken.
pub(super) fn with_copies(xml: &[u8], insertion: &Insertion) -> Result<Option<Vec<u8>>> {
    let mut numbers = highest_number(xml)?;
    let (mut reader, mut buffer) = (markup::reader(xml), Vec::new());
    let (mut out, mut element, mut depth, mut changed) = (Vec::with_capacity(xml.len()), Vec::new(), 0_u32, false);
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        match &event {
            Event::Eof => return Ok(changed.then_some(out)),
            Event::Start(tag) if depth > 0 || PLACED.contains(&local_name(tag)) => depth += 1,
            Event::End(_) if depth > 0 => depth -= 1,
            event if depth == 0 => {
                copy(&mut out, event)?;
                continue;
            }
            _ => {}
        }
        copy(&mut element, &event)?;
        if depth > 0 {
            continue;
        }
        put(&mut out, &String::from_utf8_lossy(&element))?;
        if stands_in(&element, insertion)? {
            let height = insertion.source_height.max(1);
            for step in (0..insertion.count).step_by(height as usize) {
                numbers += 1;
                let down = (insertion.after + 1 + step).saturating_sub(insertion.source);
                out.extend(moved(&element, down, numbers)?);
                changed = true;
            }
        }
        element.clear();
    }
}

/// What a tag says of the number of its box.
fn number_of(tag: &str) -> Option<u32> {
    match local_name(tag) {
        "cNvPr" => attribute(tag, "id")?.parse().ok(),
        "shape" => attribute(tag, "id")?.rsplit_once('s')?.1.parse().ok(),
        _ => None,
    }
}

fn highest_number(xml: &[u8]) -> Result<u32> {
    let (mut reader, mut buffer, mut highest) = (markup::reader(xml), Vec::new(), 0);
    loop {
        match markup::next(&mut reader, &mut buffer)? {
            Event::Eof => return Ok(highest),
            Event::Start(tag) | Event::Empty(tag) => highest = number_of(&tag).map_or(highest, |n| n.max(highest)),
            _ => {}
        }
    }
}

/// Whether all rows an element names, from 1, are among those repeated. A chart has a part of its own and stays one.
fn stands_in(element: &[u8], insertion: &Insertion) -> Result<bool> {
    let (mut reader, mut buffer) = (markup::reader(element), Vec::new());
    let (mut rows, mut speaks) = (Vec::new(), false);
    loop {
        match markup::next(&mut reader, &mut buffer)? {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match local_name(&tag) {
                "graphicFrame" => return Ok(false),
                "comment" => rows.extend(attribute(&tag, "ref").and_then(parse_cell).map(|(row, _)| row)),
                local => speaks = matches!(local, "row" | "Row"),
            },
            event => {
                if speaks {
                    let mut text = String::new();
                    text_of(&event, &mut text);
                    rows.extend(text.trim().parse::<u32>().ok().map(|row| row.saturating_add(1)));
                }
                speaks = false;
            }
        }
    }
    Ok(!rows.is_empty() && rows.iter().all(|row| insertion.copies(*row, *row)))
}

/// The element so many rows further down, under a number of its own.
fn moved(element: &[u8], down: u32, number: u32) -> Result<Vec<u8>> {
    let (mut reader, mut buffer, mut out) = (markup::reader(element), Vec::new(), Vec::with_capacity(element.len()));
    let mut within = String::new();
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        match &event {
            Event::Eof => return Ok(out),
            Event::Start(tag) | Event::Empty(tag) => {
                local_name(tag).clone_into(&mut within);
                let end = if matches!(event, Event::Start(_)) { ">" } else { "/>" };
                put(&mut out, &format!("<{}{end}", moved_tag(tag, down, number)))?;
            }
            Event::Text(_) => {
                let mut text = String::new();
                text_of(&event, &mut text);
                match moved_text(&within, &text, down) {
                    Some(text) => put(&mut out, &text)?,
                    None => copy(&mut out, &event)?,
                }
            }
            event => {
                within.clear();
                copy(&mut out, event)?;
            }
        }
    }
}

fn moved_tag(tag: &str, down: u32, number: u32) -> String {
    match local_name(tag) {
        "comment" => {
            let cell = attribute(tag, "ref").and_then(parse_cell);
            let cell = cell.map(|(row, column)| address(row.saturating_add(down), column));
            let tag = without_attribute(tag, "xr:uid");
            cell.map_or(tag.clone(), |cell| with_attribute(&tag, "ref", &cell))
        }
        "cNvPr" => with_attribute(tag, "id", &number.to_string()),
        "shape" => {
            let id = format!("_x0000_s{number}");
            let tag = with_attribute(tag, "id", &id);
            if attribute(&tag, "o:spid").is_some() { with_attribute(&tag, "o:spid", &id) } else { tag }
        }
        _ => tag.to_owned(),
    }
}

fn moved_text(within: &str, text: &str, down: u32) -> Option<String> {
    match within {
        "row" | "Row" => Some(text.trim().parse::<u32>().ok()?.saturating_add(down).to_string()),
        "Anchor" => {
            // Column, offset, row, offset of the upper left corner, and again of the lower right one.
            let mut numbers: Vec<u32> = text.split(',').map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
            let [_, _, top, _, _, _, bottom, ..] = numbers.as_mut_slice() else { return None };
            *top = top.saturating_add(down);
            *bottom = bottom.saturating_add(down);
            Some(numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn copied(xml: &str) -> Option<String> {
        // Rows 1 to 10 are repeated twice below row 20.
        let insertion = Insertion::of_repeated_form();
        with_copies(xml.as_bytes(), &insertion).unwrap().map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn comments_and_their_boxes_are_copied() {
        let comment =
            |cell: &str| format!(r#"<comment ref="{cell}" authorId="0"><text><t>填全称</t></text></comment>"#);
        let list = format!("<commentList>{}{}</commentList>", comment("A2"), comment("A12"));
        let both = [comment("A2"), comment("A22"), comment("A32"), comment("A12")].concat();
        assert_eq!(copied(&list), Some(format!("<commentList>{both}</commentList>")));
        let shape = |id: u32, row: u32| {
            format!(
                r#"<v:shape id="_x0000_s{id}" type="t"><x:Anchor>1, 15, {row}, 2, 3, 15, {}, 4</x:Anchor><x:Row>{row}</x:Row></v:shape>"#,
                row + 4
            )
        };
        let both = [shape(1025, 1), shape(1026, 21), shape(1027, 31)].concat();
        assert_eq!(copied(&format!("<xml>{}</xml>", shape(1025, 1))), Some(format!("<xml>{both}</xml>")));
    }

    #[test]
    fn pictures_are_copied_and_charts_are_not() {
        let picture = |id: u32, row: u32| {
            format!(
                r#"<xdr:oneCellAnchor><xdr:from><xdr:row>{row}</xdr:row></xdr:from><xdr:pic><xdr:cNvPr id="{id}" name="章"/></xdr:pic></xdr:oneCellAnchor>"#
            )
        };
        let wrapped = |inside: String| format!("<xdr:wsDr>{inside}</xdr:wsDr>");
        assert_eq!(
            copied(&wrapped(picture(3, 4))),
            Some(wrapped([picture(3, 4), picture(4, 24), picture(5, 34)].concat()))
        );
        assert_eq!(copied(&wrapped(picture(3, 14))), None);
        assert_eq!(copied(&wrapped(picture(3, 4).replace("xdr:pic", "xdr:graphicFrame"))), None);
    }
}
