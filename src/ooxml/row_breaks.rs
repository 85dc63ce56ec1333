//! Page breaks of the rows of a form that is repeated.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::growth::Growth;
use super::markup::{self, attribute, local_name, qualified_name, with_attribute};
use super::rows::OldRow;
use crate::Result;

/// Reads the breaks whose start tag is given, to their end, and writes them out after growth: those of the rows repeated once for
/// each copy, and a break below a form above each copy of it.
///
/// # Errors
/// Where the markup is broken.
pub(super) fn repeated<R: BufRead>(reader: &mut Reader<R>, tag: &str, growth: &Growth) -> Result<String> {
    let (mut buffer, mut breaks) = (Vec::new(), BTreeMap::<u32, String>::new());
    loop {
        match markup::next(reader, &mut buffer)? {
            Event::End(end) if local_name(&end) == "rowBreaks" => break,
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if local_name(&tag) == "brk" => {
                if let Some(row) = attribute(&tag, "id").and_then(|id| id.parse().ok()) {
                    breaks.insert(row, tag.trim_end().to_owned());
                }
            }
            _ => {}
        }
    }
    let mut after: BTreeMap<u32, &String> = breaks.iter().map(|(row, tag)| (growth.row(OldRow(*row)).0, tag)).collect();
    for insertion in growth.insertions() {
        let (first, height) = (growth.row(OldRow(insertion.after)).0, insertion.source_height.max(1));
        for (row, tag) in breaks.iter().filter(|(row, _)| insertion.copies(**row, **row)) {
            for step in (0..insertion.count).step_by(height as usize) {
                // The break below a form is the one above the next.
                let within = (row - insertion.source + 1) % height;
                after.insert(first + step + within, tag);
            }
        }
    }
    let tags: String =
        after.iter().map(|(row, tag)| format!("<{}/>", with_attribute(tag, "id", &row.to_string()))).collect();
    let count = after.len().to_string();
    let tag = with_attribute(&with_attribute(tag, "count", &count), "manualBreakCount", &count);
    Ok(format!("<{}>{tags}</{}>", tag.trim_end(), qualified_name(&tag)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::super::growth::Insertion;
    use super::*;

    #[test]
    fn breaks_below_forms_stand_above_their_copies() {
        let form = Insertion::of_repeated_form();
        let growth = Growth::new(vec![form]).unwrap();
        let xml =
            r#"<rowBreaks count="3"><brk id="5" man="1"/><brk id="10" man="1"/><brk id="25" man="1"/></rowBreaks>"#;
        let mut reader = markup::reader(xml.as_bytes());
        markup::next(&mut reader, &mut Vec::new()).unwrap();
        let text = repeated(&mut reader, r#"rowBreaks count="3""#, &growth).unwrap();
        let rows = [5, 10, 20, 25, 30, 35, 45].map(|row| format!(r#"<brk id="{row}" man="1"/>"#)).concat();
        assert_eq!(text, format!(r#"<rowBreaks count="7" manualBreakCount="7">{rows}</rowBreaks>"#));
    }
}
