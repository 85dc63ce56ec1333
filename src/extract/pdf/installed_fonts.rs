//! The fonts of this computer.

use std::sync::{Arc, LazyLock};

use fontdb::{Database, FaceInfo};
use hayro_interpret::font::FallbackFontQuery;
use skrifa::{FontRef, MetadataProvider};

use super::system_font::SystemFont;

/// Families that forms are set in or near to, best first; others come after them.
const FAMILIES: [&str; 12] = [
    "SimSun",
    "NSimSun",
    "FangSong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "STSong",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
];
/// What a font must hold to stand for a Chinese one.
const NEEDED: &str = "预算绩效目标表年度项目";

static FONT: LazyLock<Option<SystemFont>> = LazyLock::new(find);

/// The font for one that is not embedded; `None` where this computer has no Chinese one, or a Latin one will do.
pub(super) fn instead_of(query: &FallbackFontQuery) -> Option<&'static SystemFont> {
    let is_latin = query.character_collection.is_none()
        && query.post_script_name.as_deref().is_some_and(|name| LATIN.iter().any(|latin| name.contains(latin)));
    if is_latin { None } else { FONT.as_ref() }
}

/// Beginnings of names of fonts for Latin letters.
const LATIN: [&str; 8] = ["Arial", "Helvetica", "Times", "Courier", "Calibri", "Cambria", "Verdana", "Symbol"];

/// The first font of this computer that holds what is needed.
fn find() -> Option<SystemFont> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let mut faces: Vec<&FaceInfo> = fonts.faces().collect();
    faces.sort_by_cached_key(|face| rank(face));
    faces.into_iter().find_map(|face| {
        let (bytes, index) = fonts.with_face_data(face.id, |data, index| {
            let font = FontRef::from_index(data, index).ok()?;
            NEEDED.chars().all(|c| font.charmap().map(c).is_some()).then(|| (data.to_vec(), index))
        })??;
        Some(SystemFont { name: family(face), data: Arc::new(bytes), index })
    })
}

fn family(face: &FaceInfo) -> String {
    face.families.first().map(|(name, _)| name.clone()).unwrap_or_default()
}

/// Known families first, upright before slanted, of usual weight before light and bold.
fn rank(face: &FaceInfo) -> (usize, bool, u16, String) {
    let known = FAMILIES.iter().position(|name| face.families.iter().any(|(family, _)| family == name));
    let slanted = face.style != fontdb::Style::Normal;
    let weight = face.weight.0.abs_diff(fontdb::Weight::NORMAL.0);
    (known.unwrap_or(FAMILIES.len()), slanted, weight, family(face))
}
