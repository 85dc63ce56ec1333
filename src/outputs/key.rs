//! Paths as the least careful file system compares them.

use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

/// What two paths share that may be the same file: without links and `..`, whatever the case of letters, whether accents are
/// characters of their own. A hash, so that many take little memory.
pub(super) fn key(path: &Path) -> u64 {
    let real = real(path);
    let mut hasher = DefaultHasher::new();
    match real.to_str() {
        // Upper case first: it is where ß and ss, or ſ and s, come together.
        Some(text) => {
            text.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().for_each(|c| {
                hasher.write_u32(u32::from(c));
            });
        }
        None => hasher.write(real.as_os_str().as_encoded_bytes()),
    }
    hasher.finish()
}

/// The path without links and `..`; of what does not exist yet, as far as its folders do.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing: Vec<&OsStr> = Vec::new();
    let mut there = absolute.as_path();
    loop {
        match (there.components().next_back(), there.parent()) {
            (Some(last), Some(parent)) => {
                missing.push(last.as_os_str());
                if let Ok(mut real) = parent.canonicalize() {
                    missing.iter().rev().for_each(|name| step(&mut real, name));
                    return real;
                }
                there = parent;
            }
            _ => return absolute,
        }
    }
}

fn step(path: &mut PathBuf, name: &OsStr) {
    match Path::new(name).components().next() {
        Some(Component::ParentDir) => drop(path.pop()),
        Some(Component::CurDir) | None => {}
        Some(_) => path.push(name),
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn paths_meet_as_on_file_systems_that_fold_and_normalise() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| key(&folder.path().join(name));
        assert_eq!(at("A.pdf"), at("a.PDF"));
        assert_eq!(at("e\u{301}.pdf"), at("\u{e9}.pdf"));
        assert_eq!(at("x/../a.pdf"), at("./a.pdf"));
        assert_ne!(at("a.pdf"), at("b.pdf"));
    }
}
