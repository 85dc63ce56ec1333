//! Random pages whose fonts have one name and are not embedded, each with an encoding of its own: in the page's content, under saved
//! states, in forms and in annotations, every text reads as it was written. `PAGES=500` draws so many.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use std::fmt::Write as _;

use encoding_rs::GB18030;
use jixiao::model::Content;
use jixiao::{Options, extract};
use proptest::prelude::*;

/// How a font of the page reads its codes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Encoding {
    Gbk,
    Unicode,
    /// Bytes of GBK as codes of a simple font.
    Bytes,
}

const ENCODINGS: [Encoding; 3] = [Encoding::Gbk, Encoding::Unicode, Encoding::Bytes];

impl Encoding {
    fn string(self, text: &str) -> String {
        let bytes: Vec<u8> = match self {
            Self::Unicode => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Self::Gbk | Self::Bytes => GB18030.encode(text).0.into_owned(),
        };
        let digits: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        format!("<{digits}>")
    }
}

/// Where a text is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Page,
    /// Between `q` and `Q`, before the line after it goes on in the font set before.
    Saved,
    Form,
    Annotation,
}

/// A line: its font, its place, its characters.
#[derive(Debug, Clone)]
struct Line {
    encoding: Encoding,
    place: Place,
    text: String,
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let text = prop::collection::vec(
        prop::sample::select("绩效指标年度目标值合计万元宋黑仿楷".chars().collect::<Vec<_>>()),
        1..9,
    );
    let place = prop::sample::select(vec![Place::Page, Place::Page, Place::Saved, Place::Form, Place::Annotation]);
    let line = (prop::sample::select(ENCODINGS.to_vec()), place, text);
    let line = line.prop_map(|(encoding, place, text)| Line { encoding, place, text: text.into_iter().collect() });
    prop::collection::vec(line, 1..14)
}

/// A file of numbered objects.
#[derive(Default)]
struct File(Vec<Vec<u8>>);

impl File {
    fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.0.push(body.into());
        self.0.len()
    }

    fn stream(&mut self, dict: &str, data: &str) -> usize {
        self.add(format!("<<{dict}/Length {}>>stream\n{data}\nendstream", data.len()))
    }

    fn bytes(self, root: usize) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (n, body) in self.0.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", n + 1).into_bytes());
            out.extend(body);
            out.extend(b"\nendobj\n");
        }
        let table = out.len();
        let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        for at in &places {
            writeln!(tail, "{at:010} 00000 n ").unwrap();
        }
        write!(tail, "trailer<</Size {}/Root {root} 0 R>>\nstartxref\n{table}\n%%EOF", places.len() + 1).unwrap();
        out.extend(tail.into_bytes());
        out
    }
}

/// The name of all fonts: 宋体 in GBK.
const NAME: &str = "/#CB#CE#CC#E5";

fn font(file: &mut File, encoding: Encoding) -> usize {
    let descriptor = file.add(format!(
        "<</Type/FontDescriptor/FontName{NAME}/Flags 32/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>"
    ));
    if encoding == Encoding::Bytes {
        let widths = "500 ".repeat(256);
        return file.add(format!(
            "<</Type/Font/Subtype/TrueType/BaseFont{NAME}/FirstChar 0/LastChar 255/Widths[{widths}]/FontDescriptor {descriptor} 0 R>>"
        ));
    }
    let info = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>";
    let cid = file.add(format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont{NAME}{info}/DW 1000/FontDescriptor {descriptor} 0 R>>"
    ));
    let cmap = if encoding == Encoding::Gbk { "GBK-EUC-H" } else { "UniGB-UCS2-H" };
    file.add(format!("<</Type/Font/Subtype/Type0/BaseFont{NAME}/Encoding/{cmap}/DescendantFonts[{cid} 0 R]>>"))
}

/// The page; fonts are numbered as in [`ENCODINGS`] there and in each form by the name /F of its one font.
fn page(lines: &[Line]) -> Vec<u8> {
    let mut file = File::default();
    let fonts: Vec<usize> = ENCODINGS.iter().map(|&encoding| font(&mut file, encoding)).collect();
    let number = |encoding: Encoding| ENCODINGS.iter().position(|e| *e == encoding).unwrap();
    let (mut content, mut forms, mut annotations) = (String::new(), String::new(), String::new());
    let mut set: Option<Encoding> = None;
    for (n, line) in lines.iter().enumerate() {
        let (y, codes, own) = (800 - 20 * n, line.encoding.string(&line.text), number(line.encoding));
        let own_font = format!("/Resources<</Font<</F {} 0 R>>>>", fonts[own]);
        let form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]";
        match line.place {
            Place::Page if set == Some(line.encoding) => {
                writeln!(content, "BT 1 0 0 1 40 {y} Tm {codes}Tj ET").unwrap();
            }
            Place::Page => {
                writeln!(content, "BT /F{own} 12 Tf 1 0 0 1 40 {y} Tm {codes}Tj ET").unwrap();
                set = Some(line.encoding);
            }
            Place::Saved => writeln!(content, "q BT /F{own} 12 Tf 1 0 0 1 40 {y} Tm {codes}Tj ET Q").unwrap(),
            Place::Form => {
                let data = format!("BT /F 12 Tf 1 0 0 1 40 {y} Tm {codes}Tj ET");
                let id = file.stream(&format!("{form}{own_font}"), &data);
                write!(forms, "/X{n} {id} 0 R").unwrap();
                writeln!(content, "/X{n} Do").unwrap();
            }
            Place::Annotation => {
                let data = format!("BT /F 12 Tf 1 0 0 1 40 {y} Tm {codes}Tj ET");
                let id = file.stream(&format!("{form}{own_font}"), &data);
                let stamp = format!("<</Type/Annot/Subtype/Stamp/Rect[0 0 595 842]/F 4/AP<</N {id} 0 R>>>>");
                write!(annotations, "{} 0 R ", file.add(stamp)).unwrap();
            }
        }
    }
    let stream = file.stream("", &content);
    let named: String = fonts.iter().enumerate().map(|(n, id)| format!("/F{n} {id} 0 R")).collect();
    let (page, pages) = (file.0.len() + 1, file.0.len() + 2);
    file.add(format!(
        "<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]/Contents {stream} 0 R/Annots[{annotations}]/Resources<</Font<<{named}>>/XObject<<{forms}>>>>>>"
    ));
    file.add(format!("<</Type/Pages/Kids[{page} 0 R]/Count 1>>"));
    let root = file.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
    file.bytes(root)
}

/// The page's lines from the top.
fn read(bytes: &[u8]) -> Vec<String> {
    let file = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let input = extract::open(file.path(), &Options::default()).unwrap();
    let Content::Pages(source) = &input.content else { panic!("no PDF") };
    let mut glyphs = source.page(1).output.glyphs;
    glyphs.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top).then(a.bbox.left.total_cmp(&b.bbox.left)));
    let rows = glyphs.chunk_by(|a, b| (a.bbox.top - b.bbox.top).abs() < 1.0);
    rows.map(|row| row.iter().map(|g| g.text.as_str()).collect()).collect()
}

fn cases() -> u32 {
    std::env::var("PAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn every_text_reads_as_it_was_written(lines in lines()) {
        let written: Vec<&str> = lines.iter().map(|l| l.text.as_str()).collect();
        prop_assert_eq!(read(&page(&lines)), written);
    }
}
