//! Folders, patterns and lists → inputs.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::{Component, Path, PathBuf};

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

/// Lists the inputs: files as they are, folders with all below them, patterns (`*.pdf`), and for `-` the paths on `stdin`, one
/// a line. Sorted by relative path; a file named twice is listed once; inputs that would share an output get a number.
///
/// # Errors
/// Where a path does not exist or a folder cannot be read.
pub fn list(named: &[PathBuf], stdin: &mut dyn BufRead) -> Result<Vec<Listed>> {
    let mut found = BTreeMap::new();
    for path in named {
        if path.as_os_str() == "-" {
            for line in stdin.lines() {
                let line = line.map_err(|source| Error::Read { path: path.clone(), source })?;
                if !line.trim().is_empty() {
                    add(Path::new(line.trim()), &mut found)?;
                }
            }
        } else {
            add(path, &mut found)?;
        }
    }
    let mut listed: Vec<Listed> = found.into_iter().map(|(path, relative)| Listed { path, relative }).collect();
    listed.sort_by(|a, b| (&a.relative, &a.path).cmp(&(&b.relative, &b.path)));
    distinguish(&mut listed);
    Ok(listed)
}

fn add(path: &Path, found: &mut BTreeMap<PathBuf, PathBuf>) -> Result<()> {
    let text = path.to_string_lossy();
    if !path.exists() && text.contains(['*', '?', '[']) {
        let pattern = glob::glob(&text).map_err(|e| Error::Setting { what: format!("{text}: {e}") })?;
        for file in pattern.flatten().filter(|p| p.is_file()) {
            let relative = below(&file);
            found.insert(file, relative);
        }
        return Ok(());
    }
    let kind = std::fs::metadata(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    if kind.is_dir() {
        return walk(path, path, found);
    }
    let relative = path.file_name().map_or_else(|| path.to_owned(), PathBuf::from);
    found.insert(path.to_owned(), relative);
    Ok(())
}

/// The path without root, prefix and `..`.
fn below(path: &Path) -> PathBuf {
    path.components().filter(|c| matches!(c, Component::Normal(_))).collect()
}

fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, PathBuf>) -> Result<()> {
    let fail = |source| Error::Read { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with(['.', '~']) {
            continue;
        }
        // Links to folders are not followed: they can form circles.
        let kind = entry.file_type().map_err(fail)?;
        if kind.is_dir() {
            walk(root, &path, found)?;
        } else if path.is_file() && has_known_extension(&path) {
            let relative = path.strip_prefix(root).unwrap_or(&path).to_owned();
            found.insert(path, relative);
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
        let listed = list(&[root.path().to_owned()], &mut std::io::empty()).unwrap();
        let shown: Vec<String> = listed.iter().map(|l| l.relative.display().to_string()).collect();
        assert_eq!(shown, ["a.pdf", "a(2).txt", "b/c/x.PDF"]);
    }

    #[test]
    fn a_list_and_a_pattern_name_the_same_file_once() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a.pdf");
        std::fs::write(&file, "x").unwrap();
        let mut stdin = std::io::Cursor::new(format!("{}\n\n", file.display()));
        let named = [PathBuf::from("-"), root.path().join("*.pdf")];
        assert_eq!(list(&named, &mut stdin).unwrap().len(), 1);
    }

    #[test]
    fn a_missing_file_is_an_error() {
        assert!(list(&[PathBuf::from("/does/not/exist.pdf")], &mut std::io::empty()).is_err());
    }
}
