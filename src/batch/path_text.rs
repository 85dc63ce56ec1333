//! Paths in JSON, byte for byte: text where they are text, otherwise `{"shown": "a�.pdf", "bytes": "61ff2e706466"}`.
//!
//! File names need not be UTF-8 (Unix) or whole UTF-16 (Windows), while JSON holds text only.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How a path stands in JSON.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Text {
    Whole(String),
    Broken {
        /// For people.
        shown: String,
        /// The units of the name in hexadecimal: bytes, on Windows UTF-16 in two bytes each, the higher first.
        bytes: String,
    },
}

impl Text {
    fn of(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Whole(text.to_owned()),
            None => Self::Broken {
                shown: path.to_string_lossy().into_owned(),
                bytes: units(path).iter().map(|b| format!("{b:02x}")).collect(),
            },
        }
    }

    fn path(self) -> Option<PathBuf> {
        match self {
            Self::Whole(text) => Some(text.into()),
            Self::Broken { bytes, .. } => {
                name(bytes.as_bytes().chunks(2).map(byte).collect::<Option<_>>()?).map(PathBuf::from)
            }
        }
    }
}

/// The byte that two figures of base 16 say.
fn byte(figures: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(figures).ok()?, 16).ok()
}

/// The units of a path, which [`name`] turns back.
#[cfg(unix)]
pub(super) fn units(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

/// Bytes → a file name; `None` where no name of this system has them.
#[cfg(unix)]
pub(super) fn name(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(windows)]
pub(super) fn units(path: &Path) -> Vec<u8> {
    use std::os::windows::ffi::OsStrExt;
    path.as_os_str().encode_wide().flat_map(u16::to_be_bytes).collect()
}

#[cfg(windows)]
pub(super) fn name(bytes: Vec<u8>) -> Option<OsString> {
    use std::os::windows::ffi::OsStringExt;
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, b| unit << 8 | u16::from(*b))).collect();
    (bytes.len() % 2 == 0).then(|| OsString::from_wide(&units))
}

/// The path of such units.
#[cfg(unix)]
pub(super) fn borrowed(units: &[u8]) -> Cow<'_, Path> {
    let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(units);
    Cow::Borrowed(Path::new(name))
}

#[cfg(windows)]
pub(super) fn borrowed(units: &[u8]) -> Cow<'_, Path> {
    Cow::Owned(name(units.to_vec()).unwrap_or_default().into())
}

pub(super) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    Text::of(path).serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
    Text::deserialize(from)?.path().ok_or_else(|| D::Error::custom("no path"))
}

/// The same for several.
pub(super) mod list {
    use super::*;

    pub(in crate::batch) fn serialize<S: Serializer>(paths: &[PathBuf], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(paths.iter().map(|path| Text::of(path)))
    }

    pub(in crate::batch) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PathBuf>, D::Error> {
        let texts: Vec<Text> = Vec::deserialize(from)?;
        texts.into_iter().map(|text| text.path().ok_or_else(|| D::Error::custom("no path"))).collect()
    }
}

/// The same for one that need not be there.
pub(super) mod option {
    use super::*;

    #[allow(clippy::ref_option, reason = "serde hands it over so")]
    pub(in crate::batch) fn serialize<S: Serializer>(path: &Option<PathBuf>, to: S) -> Result<S::Ok, S::Error> {
        path.as_deref().map(Text::of).serialize(to)
    }

    pub(in crate::batch) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PathBuf>, D::Error> {
        let text: Option<Text> = Option::deserialize(from)?;
        text.map(|text| text.path().ok_or_else(|| D::Error::custom("no path"))).transpose()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Paths {
        #[serde(with = "super")]
        one: PathBuf,
        #[serde(with = "super::list")]
        several: Vec<PathBuf>,
        #[serde(with = "super::option", default)]
        none: Option<PathBuf>,
    }

    #[test]
    fn paths_come_back_byte_for_byte() {
        let broken = PathBuf::from(name(b"a\xff.pdf".to_vec()).unwrap());
        let paths = Paths { one: broken.clone(), several: vec!["甲.pdf".into(), broken], none: None };
        let json = serde_json::to_string(&paths).unwrap();
        assert!(json.contains(r#""one":{"shown":"a�.pdf","bytes":"61ff2e706466"},"several":["甲.pdf","#), "{json}");
        assert_eq!(serde_json::from_str::<Paths>(&json).unwrap(), paths);
    }
}
