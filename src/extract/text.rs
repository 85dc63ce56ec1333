//! Text files → lines: UTF-8 with or without BOM, UTF-16 with BOM, GB18030.

use crate::model::Line;
use crate::{Error, Result};

/// Decodes a text and splits it into lines.
///
/// # Errors
/// Where the bytes are no text.
pub fn lines(bytes: &[u8]) -> Result<Vec<Line>> {
    let text = decode(bytes)?;
    Ok(text
        .split('\n')
        .enumerate()
        .map(|(n, line)| Line { number: n as u32 + 1, text: line.strip_suffix('\r').unwrap_or(line).to_owned() })
        .collect())
}

fn decode(bytes: &[u8]) -> Result<String> {
    if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
        return Ok(text.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if text.contains('\0') {
            return Err(Error::UnknownFormat { what: "binary data" });
        }
        return Ok(text.to_owned());
    }
    if bytes.contains(&0) {
        return Err(Error::UnknownFormat { what: "binary data" });
    }
    let (text, _, malformed) = encoding_rs::GB18030.decode(bytes);
    if malformed { Err(Error::UnknownFormat { what: "binary data" }) } else { Ok(text.into_owned()) }
}
