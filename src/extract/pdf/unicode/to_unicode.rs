//! A font's `/ToUnicode` map.

use hayro_interpret::hayro_cmap::{BfString, CMap, load_embedded};
use hayro_syntax::object::Stream;

use super::long_codes::{LongCodes, long_codes};

/// What the map says.
#[derive(Debug, Default)]
pub(in crate::extract::pdf) struct ToUnicode {
    map: Option<CMap>,
    /// What it says in code points instead of UTF-16.
    pub(super) long_codes: LongCodes,
}

impl ToUnicode {
    /// The map of a stream; empty where it cannot be had.
    pub(in crate::extract::pdf) fn read(stream: &Stream<'_>) -> Self {
        let Ok(data) = stream.decoded_data() else { return Self::default() };
        Self { map: CMap::parse(&data, load_embedded), long_codes: long_codes(&data) }
    }

    /// Whether there is a map that can be read.
    pub(in crate::extract::pdf) fn is_readable(&self) -> bool {
        self.map.is_some()
    }

    /// The characters of a code that are said in UTF-16 alone.
    pub(super) fn characters(&self, code: u32) -> Option<BfString> {
        let map = self.map.as_ref().filter(|_| !self.long_codes.contains_key(&code))?;
        map.lookup_bf_string(code)
    }
}
