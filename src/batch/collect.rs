//! Folders, patterns and lists → inputs.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::pattern;
use crate::extract::file;
use crate::{Error, Result};

/// An input, and where its outputs stand relative to the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The file.
    pub path: PathBuf,
    /// Its path below the folder that was named, so that the output tree mirrors the input's.
    pub relative: PathBuf,
}

/// File name extensions looked for in folders; a file named by itself is taken whatever its name.
const EXTENSIONS: [&str; 10] = ["pdf", "txt", "tsv", "csv", "xlsx", "xlsm", "xls", "xlsb", "ods", "et"];

/// The inputs of a run, and what could not be looked at.
#[derive(Debug, Default)]
pub struct Found {
    /// The inputs, sorted by relative path.
    pub inputs: Vec<Listed>,
    /// Folders that could not be listed, and what has the name of an input but is no file. The others are not held up by them.
    pub unreadable: Vec<(PathBuf, Error)>,
}

/// Lists the inputs: files as they are, folders with all below them, patterns (`*.pdf`). A file named twice is listed once; inputs
/// that would share an output get a number.
///
/// # Errors
/// Where a named path does not exist, a named folder cannot be listed, or no file fits a pattern.
pub fn list(named: &[PathBuf]) -> Result<Found> {
    let mut found = Found::default();
    for path in named {
        add(path, &mut found)?;
    }
    found.inputs.sort_by(|a, b| (&a.path, &a.relative).cmp(&(&b.path, &b.relative)));
    found.inputs.dedup_by(|later, first| later.path == first.path);
    found.inputs.sort_by(|a, b| (&a.relative, &a.path).cmp(&(&b.relative, &b.path)));
    distinguish(&mut found.inputs);
    Ok(found)
}

fn add(path: &Path, found: &mut Found) -> Result<()> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    if !path.exists() && pattern::is_pattern(path) {
        let files = pattern::files(path)?;
        if files.is_empty() {
            return Err(unreadable(std::io::ErrorKind::NotFound.into()));
        }
        found.inputs.extend(files.into_iter().map(|path| Listed { relative: below(&path), path }));
        return Ok(());
    }
    if std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        return walk(path, path, found).map_err(unreadable);
    }
    // A pipe or a device is listed, too: reading it is refused, and it has its line in the journal.
    let relative = path.file_name().map_or_else(|| path.to_owned(), PathBuf::from);
    found.inputs.push(Listed { path: path.to_owned(), relative });
    Ok(())
}

/// The path without root, prefix and `..`.
fn below(path: &Path) -> PathBuf {
    path.components().filter(|c| matches!(c, Component::Normal(_))).collect()
}

fn walk(root: &Path, folder: &Path, found: &mut Found) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".")
            || entry.file_name().as_encoded_bytes().starts_with(b"~")
        {
            continue;
        }
        // Links to folders are not followed: they can form circles.
        if entry.file_type()?.is_dir() {
            if let Err(source) = walk(root, &path, found) {
                found.unreadable.push((path.clone(), Error::Read { path, source }));
            }
        } else if has_known_extension(&path) {
            match file::check(&path) {
                Ok(()) => {
                    let relative = path.strip_prefix(root).unwrap_or(&path).to_owned();
                    found.inputs.push(Listed { path, relative });
                }
                // A folder behind a link is not looked for.
                Err(_) if path.is_dir() => {}
                Err(error) => found.unreadable.push((path, error)),
            }
        }
    }
    Ok(())
}

fn has_known_extension(path: &Path) -> bool {
    path.extension().is_some_and(|e| EXTENSIONS.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// `a.pdf` and `a.txt`, or two `a.pdf` of different folders, must not write the same `a.xlsx`.
fn distinguish(listed: &mut [Listed]) {
    let mut taken: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for item in listed.iter_mut() {
        let stem = item.relative.with_extension("");
        let count = taken.entry(stem.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            let name = stem.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let extension = item.relative.extension().unwrap_or_default().to_string_lossy().into_owned();
            item.relative.set_file_name(format!("{name}({count}).{extension}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_mirrored_and_outputs_never_collide() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("b/c")).unwrap();
        for name in ["a.pdf", "a.txt", "b/c/x.PDF", "b/skip.png", ".hidden.pdf"] {
            std::fs::write(root.path().join(name), "x").unwrap();
        }
        let listed = list(&[root.path().to_owned()]).unwrap();
        let shown: Vec<String> = listed.inputs.iter().map(|l| l.relative.display().to_string()).collect();
        assert_eq!(shown, ["a.pdf", "a(2).txt", "b/c/x.PDF"]);
    }

    #[test]
    fn a_folder_a_file_and_a_pattern_name_the_same_file_once() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a.pdf");
        std::fs::write(&file, "x").unwrap();
        let named = [file, root.path().join("*.pdf"), root.path().to_owned()];
        assert_eq!(list(&named).unwrap().inputs.len(), 1);
    }

    #[test]
    fn a_missing_file_and_a_pattern_that_fits_none_are_errors() {
        assert!(list(&[PathBuf::from("/does/not/exist.pdf")]).is_err());
        assert!(list(&[PathBuf::from("/does/not/*.pdf")]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_named_and_holds_nothing_up() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("a.pdf"), "x").unwrap();
        std::os::unix::fs::symlink("/dev/null", root.path().join("b.pdf")).unwrap();
        std::os::unix::fs::symlink("gone", root.path().join("c.pdf")).unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("d.pdf")).unwrap();
        let found = list(&[root.path().to_owned()]).unwrap();
        assert_eq!(found.inputs.len(), 1);
        let mut unreadable: Vec<_> = found.unreadable.iter().map(|(path, _)| path.file_name().unwrap()).collect();
        unreadable.sort();
        assert_eq!(unreadable, ["b.pdf", "c.pdf"]);
    }
}
