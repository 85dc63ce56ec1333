//! Many inputs → names of their outputs that never meet.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Planner;
use super::key::key;
use crate::write::Format;

/// Endings of workbooks: without an output folder the workbook made of one has [`SUFFIX`] in its name.
const WORKBOOKS: [&str; 6] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "et"];

/// Stands in the name of a workbook made of a workbook, where the plain name is or might be the input's.
const SUFFIX: &str = ".绩效";

/// The path with `.ending` behind its name, which stays whole: `a.v1` becomes `a.v1.xlsx`.
#[must_use]
pub(crate) fn with_ending(stem: &Path, ending: &str) -> PathBuf {
    let mut name = stem.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    stem.with_file_name(name)
}

/// The path with a number in its name, before its ending: `a(2).xlsx`.
#[must_use]
pub(crate) fn numbered(path: &Path, number: usize) -> PathBuf {
    let stem = appended(&path.with_extension(""), &format!("({number})"));
    path.extension().and_then(|e| e.to_str()).map_or(stem.clone(), |ending| with_ending(&stem, ending))
}

/// Where the outputs of one input stand beside it, without their endings.
#[must_use]
pub(crate) fn beside(input: &Path, formats: &[Format]) -> PathBuf {
    let stem = input.with_extension("");
    let workbook = input.extension().is_some_and(|e| WORKBOOKS.iter().any(|w| e.eq_ignore_ascii_case(w)));
    if workbook && formats.contains(&Format::Xlsx) { appended(&stem, SUFFIX) } else { stem }
}

fn appended(stem: &Path, text: &str) -> PathBuf {
    let mut name = stem.file_name().map(OsString::from).unwrap_or_default();
    name.push(text);
    stem.with_file_name(name)
}

/// Takes the names of the outputs of `count` inputs; `natural` is where those of one go, without their endings. Gives by number the
/// places of those that get another one: the names that a workbook's outputs have, or one with a number, where another input was
/// first or a named file stands there. Those who get their own are served first, so that `a(2).pdf` keeps its name beside `a.pdf`
/// and `a.txt`.
pub(crate) fn distinct(
    count: usize,
    natural: impl Fn(usize) -> Option<PathBuf>,
    formats: &[Format],
    planner: &mut Planner,
) -> BTreeMap<usize, PathBuf> {
    let mut late = Vec::new();
    for n in 0..count {
        if natural(n).is_some_and(|stem| !take(&stem, formats, planner)) {
            late.push(n);
        }
    }
    let mut renamed = BTreeMap::new();
    let mut numbers: BTreeMap<u64, usize> = BTreeMap::new();
    for n in late {
        let Some(stem) = natural(n) else { continue };
        let named = files(&stem, formats).any(|file| planner.is_named(&file));
        let marked = appended(&stem, SUFFIX);
        if named && take(&marked, formats, planner) {
            renamed.insert(n, marked);
            continue;
        }
        let number = numbers.entry(key(&stem)).or_insert(1);
        loop {
            *number += 1;
            let numbered = appended(&stem, &format!("({number})"));
            if take(&numbered, formats, planner) {
                renamed.insert(n, numbered);
                break;
            }
        }
    }
    renamed
}

/// Takes the names of all files of an input, or none.
fn take(stem: &Path, formats: &[Format], planner: &mut Planner) -> bool {
    let named = outputs(stem, formats).any(|(format, path)| format.paths(&path).iter().any(|p| planner.is_named(p)));
    if named || files(stem, formats).any(|file| !planner.is_free(&file)) {
        return false;
    }
    files(stem, formats).for_each(|file| drop(planner.take(&file)));
    true
}

/// The output paths of an input, by format.
pub(crate) fn outputs<'a>(stem: &'a Path, formats: &'a [Format]) -> impl Iterator<Item = (Format, PathBuf)> + 'a {
    formats.iter().map(move |format| (*format, with_ending(stem, format.extension())))
}

/// All files that may be written for an input.
fn files<'a>(stem: &'a Path, formats: &'a [Format]) -> impl Iterator<Item = PathBuf> + 'a {
    outputs(stem, formats).flat_map(|(format, path)| format.distinct_paths(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_meet_and_those_who_can_keep_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let natural = ["A", "a", "a", "a(2)", "b.v1", "e\u{301}", "\u{e9}"];
        let mut planner = Planner::new(false);
        let paths = natural.map(|name| folder.path().join(name));
        let natural = |n: usize| paths.get(n).cloned();
        let renamed = distinct(paths.len(), natural, &[Format::Xlsx, Format::Csv], &mut planner);
        let stems: Vec<_> = paths.iter().enumerate().map(|(n, natural)| renamed.get(&n).unwrap_or(natural)).collect();
        let names: Vec<_> = stems.iter().map(|stem| stem.file_name().unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["A", "a(3)", "a(4)", "a(2)", "b.v1", "e\u{301}", "\u{e9}(2)"]);
        assert_eq!(with_ending(stems[4], "xlsx"), folder.path().join("b.v1.xlsx"));
    }

    #[test]
    fn an_output_beside_an_input_of_its_name_has_another() {
        let folder = tempfile::tempdir().unwrap();
        let mut planner = Planner::new(true);
        planner.name(&folder.path().join("A.XLSX"));
        let stems = distinct(1, |_| Some(folder.path().join("a")), &[Format::Xlsx], &mut planner);
        assert_eq!(stems, [(0, folder.path().join("a.绩效"))].into());
        assert_eq!(beside(Path::new("x/a.xls"), &[Format::Xlsx]), Path::new("x/a.绩效"));
        assert_eq!(beside(Path::new("x/a.pdf"), &[Format::Xlsx]), Path::new("x/a"));
    }
}
