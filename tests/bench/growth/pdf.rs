//! Page contents → a PDF whose font, not embedded, writes Chinese.

use std::fmt::Write as _;

use lopdf::{Document, Object, Stream, StringFormat, dictionary};

/// Width and height of the pages, points.
pub(crate) const PAGE: (f64, f64) = (842.0, 595.0);

/// What is drawn on a page.
#[derive(Default)]
pub(crate) struct Drawing(String);

impl Drawing {
    /// A text from `(x, y)`, upwards from the lower edge.
    pub(crate) fn text(&mut self, x: f64, y: f64, size: f64, text: &str) {
        let code: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        writeln!(self.0, "BT /F {size:.4} Tf {x:.4} {y:.4} Td <{code}> Tj ET").unwrap();
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64) {
        writeln!(self.0, "{width:.4} w {:.4} {:.4} m {:.4} {:.4} l S", from.0, from.1, to.0, to.1).unwrap();
    }

    pub(crate) fn curve(&mut self, points: [(f64, f64); 4]) {
        let [a, b, c, d] = points.map(|(x, y)| format!("{x:.4} {y:.4}"));
        writeln!(self.0, "{a} m {b} {c} {d} c S").unwrap();
    }
}

/// The file with these pages.
pub(crate) fn file(pages: Vec<Drawing>) -> Vec<u8> {
    let mut pdf = Document::with_version("1.5");
    let root = pdf.new_object_id();
    let descriptor = pdf.add_object(dictionary! {
        "Type" => "FontDescriptor", "FontName" => "STSong-Light", "Flags" => 4, "ItalicAngle" => 0, "Ascent" => 880,
        "Descent" => -120, "CapHeight" => 700, "StemV" => 80,
        "FontBBox" => vec![0.into(), (-120).into(), 1000.into(), 880.into()],
    });
    let ordering = |text: &str| Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    let descendant = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "DW" => 1000,
        "CIDSystemInfo" => dictionary! {
            "Registry" => ordering("Adobe"), "Ordering" => ordering("GB1"), "Supplement" => 4,
        },
        "FontDescriptor" => descriptor,
    });
    let font = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => "UniGB-UTF16-H",
        "DescendantFonts" => vec![descendant.into()],
    });
    let resources = pdf.add_object(dictionary! { "Font" => dictionary! { "F" => font } });
    let mut kids = Vec::new();
    for Drawing(content) in pages {
        let content = pdf.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        kids.push(Object::from(pdf.add_object(dictionary! {
            "Type" => "Page", "Parent" => root, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), PAGE.0.into(), PAGE.1.into()],
        })));
    }
    let count = i64::try_from(kids.len()).unwrap();
    pdf.set_object(root, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    pdf.trailer.set("Root", catalog);
    pdf.compress();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}
