//! Workbooks made at run time: what stands in them, and what they say of themselves.

use crate::packages;

/// An .xlsx workbook, part by part; each can be changed before it is packed.
#[derive(Clone)]
pub(crate) struct Xlsx {
    /// Name and part of each sheet.
    pub(crate) sheets: Vec<(String, String)>,
    /// The parts of sheets by their names.
    pub(crate) parts: Vec<(String, String)>,
    /// How many shared texts the workbook says it has; `None`: as many as it has.
    pub(crate) claimed_texts: Option<u64>,
    /// Shared texts, as they stand between `<si>` and `</si>`.
    pub(crate) texts: Vec<String>,
    /// Number formats, with one cell format for each.
    pub(crate) formats: Vec<String>,
}

impl Xlsx {
    /// A workbook of one sheet with this inside `<worksheet>`.
    pub(crate) fn of(sheet: &str) -> Self {
        let part = "worksheets/sheet1.xml".to_owned();
        Self {
            sheets: vec![("表".to_owned(), part.clone())],
            parts: vec![(part, worksheet(sheet))],
            claimed_texts: None,
            texts: Vec::new(),
            formats: Vec::new(),
        }
    }

    pub(crate) fn pack(&self) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!(
                r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
            )
        };
        let relations =
            |inner: &str| format!(r#"<?xml version="1.0"?><Relationships>{inner}</Relationships>"#).into_bytes();
        let sheets = self.sheets.iter().zip(1..);
        let listed: String = sheets
            .clone()
            .map(|((name, _), n)| format!(r#"<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>"#))
            .collect();
        let targets: String = sheets.map(|((_, part), n)| relation(&format!("r{n}"), "worksheet", part)).collect();
        let texts: String = self.texts.iter().map(|text| format!("<si>{text}</si>")).collect();
        let count = self.claimed_texts.unwrap_or(self.texts.len() as u64);
        let codes: String = self
            .formats
            .iter()
            .zip(200..)
            .map(|(code, n)| format!(r#"<numFmt numFmtId="{n}" formatCode="{code}"/>"#))
            .collect();
        let xfs: String = (200..).take(self.formats.len()).map(|n| format!(r#"<xf numFmtId="{n}"/>"#)).collect();
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
            ("_rels/.rels".to_owned(), relations(&relation("r1", "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml".to_owned(),
                format!("<workbook xmlns:r=\"r\"><sheets>{listed}</sheets></workbook>").into_bytes(),
            ),
            ("xl/_rels/workbook.xml.rels".to_owned(), relations(&targets)),
            ("xl/sharedStrings.xml".to_owned(), format!(r#"<sst uniqueCount="{count}">{texts}</sst>"#).into_bytes()),
            (
                "xl/styles.xml".to_owned(),
                format!("<styleSheet><numFmts>{codes}</numFmts><cellXfs><xf/>{xfs}</cellXfs></styleSheet>")
                    .into_bytes(),
            ),
        ];
        parts.extend(self.parts.iter().map(|(name, xml)| (format!("xl/{name}"), xml.clone().into_bytes())));
        let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        packages::zip(&parts)
    }
}

/// A worksheet part.
pub(crate) fn worksheet(inner: &str) -> String {
    format!(r#"<?xml version="1.0"?><worksheet>{inner}</worksheet>"#)
}

/// A cell with a text of its own, its place counted from 0.
pub(crate) fn cell(row: u32, column: u32, text: &str) -> String {
    format!(r#"<c r="{}" t="inlineStr"><is><t>{text}</t></is></c>"#, place(row, column))
}

/// A1 for the first row and column.
pub(crate) fn place(row: u32, column: u32) -> String {
    let (mut letters, mut rest) = (String::new(), column + 1);
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// A record of an .xls workbook.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A text with its length in two bytes, as .xls has it.
pub(crate) fn long_text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u16).to_le_bytes().to_vec();
    bytes.push(1);
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

/// An .xls workbook of one sheet with these records in it. `claimed`: the rows and columns that it says it has.
pub(crate) fn xls(shared: &[&str], claimed: (u32, u16), records: &[u8]) -> Vec<u8> {
    let begin = |kind: u16| record(0x809, &[&0x600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat());
    let mut texts = (shared.len() as u32).to_le_bytes().repeat(2);
    for text in shared {
        texts.extend(long_text(text));
    }
    let name: Vec<u8> = "表".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let globals = |start: usize| {
        let sheet = [&(start as u32).to_le_bytes()[..], &[0, 0, 1, 1], &name].concat();
        [begin(5), record(0x42, &1200_u16.to_le_bytes()), record(0x85, &sheet), record(0xFC, &texts), record(0x0A, &[])]
            .concat()
    };
    let size =
        [&0_u32.to_le_bytes()[..], &claimed.0.to_le_bytes(), &0_u16.to_le_bytes(), &claimed.1.to_le_bytes(), &[0, 0]]
            .concat();
    let sheet = [begin(0x10), record(0x200, &size), records.to_vec(), record(0x0A, &[])].concat();
    let start = globals(0).len();
    packages::ole("Workbook", &[globals(start), sheet].concat())
}

/// The place of a cell and its format.
pub(crate) fn at(row: u16, column: u16) -> Vec<u8> {
    [row, column, 0].into_iter().flat_map(u16::to_le_bytes).collect()
}

/// An .ods workbook with this inside its spreadsheet.
pub(crate) fn ods(spreadsheet: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{spreadsheet}</office:spreadsheet></office:body></office:document-content>"
    );
    packages::zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", content.into_bytes()),
    ])
}

/// A record of an .xlsb workbook; `claimed`: the length that it says it has, where that is not its own.
pub(crate) fn binary_record(kind: u16, content: &[u8], claimed: Option<usize>) -> Vec<u8> {
    let mut bytes = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    let mut length = claimed.unwrap_or(content.len());
    loop {
        let low = (length & 0x7F) as u8;
        length >>= 7;
        bytes.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    bytes.extend(content);
    bytes
}

/// A text with its length in four bytes, as .xlsb has it.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

/// An .xlsb workbook of one sheet with these records between those that begin and end its data.
pub(crate) fn xlsb(records: &[u8], texts: &[u8]) -> Vec<u8> {
    let bundle = [&[0; 4][..], &1_u32.to_le_bytes(), &wide("r1"), &wide("表")].concat();
    let relations =
        r#"<Relationships><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let sheet = [
        binary_record(0x81, &[], None),
        binary_record(0x91, &[], None),
        records.to_vec(),
        binary_record(0x92, &[], None),
    ];
    packages::zip(&[
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("xl/_rels/workbook.bin.rels", relations.into()),
        (
            "xl/workbook.bin",
            [binary_record(0x8F, &[], None), binary_record(0x9C, &bundle, None), binary_record(0x90, &[], None)]
                .concat(),
        ),
        ("xl/sharedStrings.bin", texts.to_vec()),
        ("xl/worksheets/sheet1.bin", sheet.concat()),
    ])
}
