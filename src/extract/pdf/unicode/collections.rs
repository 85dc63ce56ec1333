//! The character collections of composite fonts.

use hayro_interpret::hayro_cmap::{CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Dict, Object, String as PdfString};

/// The name and the map of a composite font's `/Encoding`.
pub(super) fn code_to_cid(encoding: &Object<'_>) -> Option<(String, CMap)> {
    match encoding {
        Object::Name(name) => {
            let map = match CMapName::from_bytes(name) {
                CMapName::IdentityH => CMap::identity_h(),
                CMapName::IdentityV => CMap::identity_v(),
                known => CMap::parse(load_embedded(known)?, load_embedded)?,
            };
            Some((name.as_str().to_owned(), map))
        }
        Object::Stream(stream) => {
            let map = CMap::parse(&stream.decoded_data().ok()?, load_embedded)?;
            let name = map.metadata().name.as_deref().map(|n| String::from_utf8_lossy(n).into_owned());
            Some((name.unwrap_or_default(), map))
        }
        _ => None,
    }
}

/// The character collection: the `CMap`'s, or else the one that the font claims.
pub(super) fn collection(cmap: &CMap, descendant: &Dict<'_>) -> Option<CidFamily> {
    let of_cmap = cmap.metadata().character_collection.as_ref().map(|c| c.family.clone());
    of_cmap.filter(has_map).or_else(|| {
        let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo".as_slice())?;
        let registry = info.get::<PdfString<'_>>(b"Registry".as_slice())?;
        let ordering = info.get::<PdfString<'_>>(b"Ordering".as_slice())?;
        Some(CidFamily::from_registry_ordering(&registry, &ordering)).filter(has_map)
    })
}

/// Whether a family has a map to Unicode.
fn has_map(family: &CidFamily) -> bool {
    family.ucs2_cmap().is_some()
}
