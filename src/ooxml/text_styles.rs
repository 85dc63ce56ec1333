//! What the styles of a workbook say about text: its size, and whether it wraps.

use quick_xml::events::Event;

use super::markup::{self, attribute, local_name};
use super::measures::{is_on, number};
use crate::Result;

/// The size of text where a style does not say it, in points.
const USUAL_SIZE: f64 = 11.0;

/// How text stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CellText {
    /// In points.
    pub(crate) size: f64,
    pub(crate) wraps: bool,
}

/// The formats of cells, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct TextStyles(Vec<CellText>);

impl TextStyles {
    /// Reads the part of styles.
    ///
    /// # Errors
    /// Where its markup is broken.
    pub(crate) fn read(xml: &[u8]) -> Result<Self> {
        let (mut reader, mut buffer) = (markup::reader(xml), Vec::new());
        let (mut sizes, mut styles) = (Vec::<f64>::new(), Self::default());
        let (mut in_fonts, mut in_formats) = (false, false);
        loop {
            match markup::next(&mut reader, &mut buffer)? {
                Event::Eof => return Ok(styles),
                Event::Start(tag) | Event::Empty(tag) => match local_name(&tag) {
                    "fonts" => in_fonts = true,
                    "cellXfs" => in_formats = true,
                    "font" if in_fonts => sizes.push(USUAL_SIZE),
                    "sz" if in_fonts => {
                        if let (Some(last), Some(size)) = (sizes.last_mut(), number(&tag, "val")) {
                            *last = size;
                        }
                    }
                    "xf" if in_formats => {
                        let font = attribute(&tag, "fontId").and_then(|id| id.parse::<usize>().ok());
                        let size = font.and_then(|id| sizes.get(id)).map_or(USUAL_SIZE, |size| *size);
                        styles.0.push(CellText { size, wraps: false });
                    }
                    "alignment" if in_formats => {
                        if let Some(last) = styles.0.last_mut() {
                            last.wraps = is_on(&tag, "wrapText");
                        }
                    }
                    _ => {}
                },
                Event::End(tag) => match local_name(&tag) {
                    "fonts" => in_fonts = false,
                    "cellXfs" => in_formats = false,
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// The format of this number.
    pub(crate) fn of(&self, number: usize) -> CellText {
        self.0.get(number).map_or(CellText { size: USUAL_SIZE, wraps: false }, |style| *style)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn sizes_and_wrapping_are_those_of_the_formats_of_cells() {
        let xml = r#"<styleSheet><fonts><font><sz val="9"/></font><font/><font><sz val="16"/></font></fonts>
            <cellStyleXfs><xf fontId="2"><alignment wrapText="1"/></xf></cellStyleXfs>
            <cellXfs><xf fontId="0"/><xf fontId="2"><alignment wrapText="true"/></xf><xf fontId="1"/></cellXfs>
            <dxfs><dxf><font><sz val="30"/></font></dxf></dxfs></styleSheet>"#;
        let styles = TextStyles::read(xml.as_bytes()).unwrap();
        let style = |size, wraps| CellText { size, wraps };
        assert_eq!(
            [0, 1, 2, 9].map(|n| styles.of(n)),
            [style(9.0, false), style(16.0, true), style(11.0, false), style(11.0, false)]
        );
    }
}
