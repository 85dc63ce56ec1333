//! Web pages in one file with their parts (MHTML) → tables and the text between them.

use std::borrow::Cow;

use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{MessageParser, MessagePart, MimeHeaders};

use super::add::add_page;
use crate::error::Damage;
use crate::extract::flow::passages::Passages;
use crate::model::{Budget, Noted, Passage};
use crate::{Error, Result};

/// Times the file that its parts take while they are taken apart.
const COPIES: u64 = 2;

/// Reads all pages of an archive in their order.
///
/// # Errors
/// Where it holds more than the budget allows, or no page.
pub(in crate::extract) fn archive_to_passages(bytes: &[u8], budget: &Budget) -> Result<Noted<Vec<Passage>>> {
    budget.take(bytes.len() as u64 * COPIES)?;
    let archive = MessageParser::default().parse(bytes).ok_or_else(damaged)?;
    let mut passages = Passages::new(budget);
    let pages: Vec<&MessagePart<'_>> = archive.parts.iter().filter(|part| part.is_text_html()).collect();
    if pages.is_empty() {
        return Err(damaged());
    }
    for page in pages {
        let raw = bytes.get(page.offset_body as usize..page.offset_end as usize).unwrap_or_default();
        let body = match page.encoding {
            mail_parser::Encoding::None => Some(Cow::Borrowed(raw)),
            mail_parser::Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::Owned),
            mail_parser::Encoding::Base64 => base64_decode(raw).map(Cow::Owned),
        };
        let named = page.content_type().and_then(|t| t.attribute("charset"));
        let named = named.and_then(|name| Encoding::for_label(name.as_bytes()));
        add_page(&body.ok_or_else(damaged)?, named, &mut passages, budget)?;
    }
    Ok(passages.finish())
}

fn damaged() -> Error {
    Error::Damaged { what: Damage::Parts }
}
