//! Folders, patterns and lists → inputs.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::inputs::{FoundPaths, Inputs};
use super::pattern;
use crate::extract::kind::FileKind;
use crate::extract::kind_names::{self, KindName};
use crate::extract::{file, kind};
use crate::outputs::left_out;
use crate::{Error, Result};

/// File name extensions looked for in folders; a file named by itself is taken whatever its name.
const EXTENSIONS: [&str; 16] = [
    "pdf", "ofd", "txt", "tsv", "csv", "xlsx", "xlsm", "xls", "xlsb", "ods", "et", "docx", "html", "htm", "mht",
    "mhtml",
];
/// Endings of pictures, which are inputs where the program can read them.
const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "tif", "tiff"];
/// Endings of files that are inputs where they hold tables: most XML is something else, most Markdown prose.
const LOOKED_INTO: [&str; 3] = ["md", "xml", "fods"];
/// Bytes of such a file that are looked at.
const LONGEST_LOOK: u64 = 64 << 20;

/// The inputs of a run, and what could not be looked at.
#[derive(Debug, Default)]
pub(crate) struct FoundInputs {
    /// The inputs, sorted by relative path.
    pub inputs: Inputs,
    /// Folders that could not be listed, and what has the name of an input but is no file. The others are not held up by them.
    pub unreadable: Vec<(PathBuf, Error)>,
    /// Files below the named folders that are outputs of this program, and were left out.
    pub left_out: usize,
    /// Files below the named folders that are no inputs by their names, by what they are, and how many.
    pub passed_over: BTreeMap<KindName, usize>,
}

/// What of a folder is listed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum FolderWalk<'a> {
    /// Everything.
    All,
    /// What is no output: files without this program's mark, outside the output folder and folders that hold the journal of a run.
    Inputs {
        /// The output folder.
        output: Option<&'a Path>,
    },
}

/// Lists the inputs: files as they are, folders with all below them, patterns (`*.pdf`). A file named twice is listed once. What
/// `walk` leaves out below folders is an input like others where it is named itself.
///
/// # Errors
/// Where a named path does not exist, a named folder cannot be listed, or no file fits a pattern.
pub(crate) fn list(named: &[PathBuf], walk: FolderWalk<'_>) -> Result<FoundInputs> {
    let (mut found, mut paths) = (FoundInputs::default(), FoundPaths::default());
    for path in named {
        add(path, walk, &mut found, &mut paths)?;
    }
    found.inputs = paths.finish();
    Ok(found)
}

fn add(path: &Path, walk: FolderWalk<'_>, found: &mut FoundInputs, paths: &mut FoundPaths) -> Result<()> {
    if !path.exists() && pattern::is_pattern(path) {
        let files = pattern::files(path)?;
        if files.is_empty() {
            return Err(Error::reading(path)(std::io::ErrorKind::NotFound.into()));
        }
        for file in files {
            let (folder, name) = folder_and_name(&file);
            paths.push(folder, &below(folder), name);
        }
        return Ok(());
    }
    if std::fs::metadata(path).map_err(Error::reading(path))?.is_dir() {
        return add_below(path, path, walk, found, paths).map_err(Error::reading(path));
    }
    // A pipe or a device is listed, too: reading it is refused, and it has its line in the journal.
    let (folder, name) = folder_and_name(path);
    paths.push(folder, Path::new(""), name);
    Ok(())
}

fn folder_and_name(path: &Path) -> (&Path, &Path) {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => (folder, Path::new(name)),
        _ => (Path::new(""), path),
    }
}

/// The path without root, prefix and `..`.
fn below(path: &Path) -> PathBuf {
    path.components().filter(|c| matches!(c, Component::Normal(_))).collect()
}

fn add_below(
    root: &Path,
    folder: &Path,
    walk: FolderWalk<'_>,
    found: &mut FoundInputs,
    paths: &mut FoundPaths,
) -> std::io::Result<()> {
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
            if matches!(walk, FolderWalk::Inputs { output } if left_out::folder(&path, output)) {
                found.left_out += count(&path);
            } else if let Err(source) = add_below(root, &path, walk, found, paths) {
                found.unreadable.push((path.clone(), Error::Read { path, source }));
            }
        } else if !is_candidate(&path) {
            *found.passed_over.entry(kind_names::file_to_name(&path)).or_default() += 1;
        } else {
            match file::check(&path) {
                Ok(()) if matches!(walk, FolderWalk::Inputs { .. }) && left_out::file(&path) => found.left_out += 1,
                Ok(()) => paths.push(root, Path::new(""), path.strip_prefix(root).unwrap_or(&path)),
                // A folder behind a link is not looked for.
                Err(_) if path.is_dir() => {}
                Err(error) => found.unreadable.push((path, error)),
            }
        }
    }
    Ok(())
}

/// The ending of a name in small letters; empty where there is none.
fn ending(path: &Path) -> String {
    path.extension().map_or_else(String::new, |e| e.to_string_lossy().to_lowercase())
}

/// Whether a file below a folder is an input: by its ending, and where that says little by what it holds.
fn is_candidate(path: &Path) -> bool {
    let ending = ending(path);
    if LOOKED_INTO.contains(&ending.as_str()) {
        let kind = file::read_within(path, LONGEST_LOOK).map(|bytes| kind::bytes_to_kind(&bytes));
        return matches!(kind, Ok(FileKind::Markdown | FileKind::SpreadsheetXml));
    }
    EXTENSIONS.contains(&ending.as_str()) || cfg!(feature = "ocr") && PICTURES.contains(&ending.as_str())
}

/// How many files below a folder would be inputs elsewhere.
fn count(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let counts = entries.flatten().map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => count(&entry.path()),
        Ok(_) => usize::from(is_candidate(&entry.path())),
        Err(_) => 0,
    });
    counts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_mirrored_and_outputs_left_out() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("b/c")).unwrap();
        for name in ["a.pdf", "a.txt", "b/c/x.PDF", "b/skip.gif", ".hidden.pdf"] {
            std::fs::write(root.path().join(name), "x").unwrap();
        }
        std::fs::write(root.path().join("报表"), "%PDF-1.7").unwrap();
        for folder in ["out/deep", "earlier"] {
            std::fs::create_dir_all(root.path().join(folder)).unwrap();
            std::fs::write(root.path().join(folder).join("o.xlsx"), "x").unwrap();
        }
        std::fs::write(root.path().join("earlier").join(left_out::JOURNAL), "").unwrap();
        let output = root.path().join("out");
        let found = list(&[root.path().to_owned()], FolderWalk::Inputs { output: Some(&output) }).unwrap();
        let shown: Vec<String> = found.inputs.iter().map(|l| l.relative.display().to_string()).collect();
        assert_eq!(shown, ["a.pdf", "a.txt", "b/c/x.PDF"]);
        assert_eq!(found.left_out, 2);
        let passed_over: Vec<_> = found.passed_over.iter().map(|(name, count)| (name.zh, *count)).collect();
        assert_eq!(passed_over, [("PDF", 1), ("文本", 1)]);
        assert_eq!(list(&[root.path().to_owned()], FolderWalk::All).unwrap().inputs.len(), 5);
    }

    #[test]
    fn inputs_of_one_name_stay_apart() {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, "x").unwrap();
            path
        };
        let named = ["1/a.pdf", "2/a.pdf", "3/a.pdf", "1/a(2).pdf"].map(path);
        let found = list(&named, FolderWalk::All).unwrap();
        let shown: Vec<String> = found.inputs.iter().map(|l| l.relative.display().to_string()).collect();
        assert_eq!(shown, ["a(2).pdf", "a(3).pdf", "a(4).pdf", "a.pdf"]);
    }

    #[test]
    fn a_folder_a_file_and_a_pattern_name_the_same_file_once() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a.pdf");
        std::fs::write(&file, "x").unwrap();
        let named = [file, root.path().join("*.pdf"), root.path().to_owned()];
        assert_eq!(list(&named, FolderWalk::All).unwrap().inputs.len(), 1);
    }

    #[test]
    fn a_missing_file_and_a_pattern_that_fits_none_are_errors() {
        assert!(list(&[PathBuf::from("/does/not/exist.pdf")], FolderWalk::All).is_err());
        assert!(list(&[PathBuf::from("/does/not/*.pdf")], FolderWalk::All).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_named_and_holds_nothing_up() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("a.pdf"), "x").unwrap();
        std::os::unix::fs::symlink("/dev/null", root.path().join("b.pdf")).unwrap();
        std::os::unix::fs::symlink("gone", root.path().join("c.pdf")).unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("d.pdf")).unwrap();
        let found = list(&[root.path().to_owned()], FolderWalk::All).unwrap();
        assert_eq!(found.inputs.len(), 1);
        let mut unreadable: Vec<_> = found.unreadable.iter().map(|(path, _)| path.file_name().unwrap()).collect();
        unreadable.sort();
        assert_eq!(unreadable, ["b.pdf", "c.pdf"]);
    }
}
