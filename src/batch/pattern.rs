//! A pattern (`*.pdf`, `**/2023/*.xlsx`) → the files that fit it, whatever bytes their names hold.

use std::path::{Component, Path, PathBuf};

use glob::Pattern;

use crate::error::Unusable;
use crate::{Error, Result};

/// Whether a path that does not exist may be a pattern.
#[must_use]
pub(crate) fn is_pattern(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|b| b"*?[".contains(b))
}

/// The files that fit a pattern, sorted. Folders that cannot be listed fit none.
///
/// # Errors
/// Where the pattern is malformed.
pub(crate) fn files(pattern: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = vec![PathBuf::new()];
    for component in pattern.components() {
        let name = Path::new(component.as_os_str());
        if !matches!(component, Component::Normal(_)) || !is_pattern(name) {
            for path in &mut paths {
                path.push(name);
            }
        } else if name == Path::new("**") {
            paths = paths.into_iter().flat_map(with_all_folders_below).collect();
        } else {
            let text = name.to_string_lossy();
            let one = Pattern::new(&text).map_err(|e| Error::Setting {
                what: Unusable::Pattern { pattern: pattern.display().to_string(), why: e.to_string() },
            })?;
            paths = paths.iter().flat_map(|path| entries(path, &one)).collect();
        }
    }
    paths.retain(|path| path.is_file());
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// What lies in a folder and has a name that fits.
fn entries(folder: &Path, pattern: &Pattern) -> Vec<PathBuf> {
    let names = read(folder).filter(|entry| pattern.matches(&entry.file_name().to_string_lossy()));
    names.map(|entry| folder.join(entry.file_name())).collect()
}

fn with_all_folders_below(folder: PathBuf) -> Vec<PathBuf> {
    // Links are not followed: they can form circles.
    let folders = read(&folder).filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut found: Vec<PathBuf> =
        folders.flat_map(|entry| with_all_folders_below(folder.join(entry.file_name()))).collect();
    found.push(folder);
    found
}

fn read(folder: &Path) -> impl Iterator<Item = std::fs::DirEntry> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::fs::read_dir(folder).into_iter().flatten().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names_of_any_bytes_at_any_depth() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("甲/b")).unwrap();
        let mut names = vec!["a.pdf".into(), "甲/b/c.pdf".into(), "甲/d.txt".into()];
        if cfg!(unix) {
            names.extend(super::super::path_text::name(b"e\xff.pdf".to_vec()));
        }
        for name in &names {
            std::fs::write(root.path().join(name), "x").unwrap();
        }
        let count = |pattern: &str| files(&root.path().join(pattern)).unwrap().len();
        assert_eq!(count("*.pdf"), names.len() - 2);
        assert_eq!(count("**/*.pdf"), names.len() - 1);
        assert_eq!(count("*/[a-d].*"), 1);
        assert_eq!(count("*"), names.len() - 2);
        assert!(files(&root.path().join("[")).is_err());
    }
}
