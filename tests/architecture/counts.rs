//! Figures of how the code is written, which may only fall: `cargo test --test architecture counts -- --nocapture` prints them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::sources;

/// The figures of the sources; rates are for 1,000 lines of code.
#[derive(Debug)]
pub(crate) struct Counts {
    /// Names that more than one type has, with how many.
    pub(crate) shared_names: BTreeMap<String, usize>,
    /// `let name = |…|`: functions that cannot be named, tested or documented.
    pub(crate) closures: f64,
    /// Functions with more than two of them.
    pub(crate) crowded: Vec<String>,
    /// `.get(…)` and `.get_mut(…)`.
    pub(crate) gets: f64,
    /// `.unwrap_or(…)`, `.unwrap_or_default()`, `.unwrap_or_else(…)`.
    pub(crate) defaults: f64,
    /// Numbers from 3 on and fractions in the code of `reconstruct` outside of constants.
    pub(crate) bare_numbers: usize,
    /// Files that ask whether a form is a department's.
    pub(crate) ask_kind: usize,
    /// For each field that is told by its name alone, the files outside of register and model that name it.
    pub(crate) naming: BTreeMap<&'static str, usize>,
}

/// Fields whose Rust names nothing else has.
const FIELDS: [&str; 8] = [
    "special_account",
    "likelihood",
    "criteria",
    "explanation",
    "other_tasks",
    "goal_period",
    "amounts_period",
    "indicators_text",
];

/// A source file: its path below `src` and its code, without comments, blank lines and tests.
struct Source {
    path: PathBuf,
    code: Vec<String>,
}

fn code(root: &Path) -> Vec<Source> {
    let mut files = Vec::new();
    sources(root, &mut files);
    let code = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
        Source { path: path.strip_prefix(root).unwrap().to_owned(), code: lines.map(str::to_owned).collect() }
    };
    let tests =
        |path: &&PathBuf| path.file_name().is_some_and(|name| name == "tests.rs") || is_declared_for_tests(path);
    files.iter().filter(|path| !tests(path)).map(code).collect()
}

/// Whether the module a file holds is one of tests alone: `#[cfg(test)]` stands before `mod name;` in the file above it.
fn is_declared_for_tests(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_stem()) else { return false };
    let declared = format!("#[cfg(test)]\nmod {};", name.to_string_lossy());
    [folder.join("mod.rs"), folder.with_extension("rs")]
        .iter()
        .any(|above| std::fs::read_to_string(above).is_ok_and(|text| text.contains(&declared)))
}

impl Counts {
    /// Of the sources below a folder.
    pub(crate) fn of(root: &Path) -> Self {
        let sources = code(root);
        let lines = || sources.iter().flat_map(|source| source.code.iter().map(String::as_str));
        let rate = |count: usize| count as f64 * 1000.0 / lines().count() as f64;
        let times =
            |words: &[&str]| lines().map(|line| words.iter().map(|w| line.matches(w).count()).sum::<usize>()).sum();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for name in lines().filter_map(defined_type) {
            *names.entry(name.to_owned()).or_default() += 1;
        }
        names.retain(|_, count| *count > 1);
        let with = |wanted: &dyn Fn(&Source) -> bool| sources.iter().filter(|source| wanted(source)).count();
        let naming = |field: &&'static str| {
            let names = |source: &Source| {
                !source.path.starts_with("model") && source.code.iter().any(|line| has_word(line, field))
            };
            (*field, with(&names))
        };
        Self {
            shared_names: names,
            closures: rate(lines().filter(|line| is_local_closure(line)).count()),
            crowded: sources.iter().flat_map(crowded_functions).collect(),
            gets: rate(times(&[".get(", ".get_mut("])),
            defaults: rate(times(&[".unwrap_or(", ".unwrap_or_default(", ".unwrap_or_else("])),
            bare_numbers: sources.iter().filter(|s| s.path.starts_with("reconstruct")).map(bare_numbers).sum(),
            ask_kind: with(&|source| source.code.iter().any(|line| line.contains("Kind::Department"))),
            naming: FIELDS.iter().map(naming).collect(),
        }
    }
}

/// The name of the type a line defines; those of enum variants and of macros apart.
fn defined_type(line: &str) -> Option<&str> {
    let rest = match line.strip_prefix("pub(") {
        Some(rest) => rest.split_once(") ")?.1,
        None => line.strip_prefix("pub ").unwrap_or(line),
    };
    let kinds = ["struct ", "enum ", "trait ", "type "];
    let name = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    // What a trait's implementation has to call so is no name of its own.
    let given = ["Item", "Error", "Output", "Err", "Value", "Target"];
    name.get(..end).filter(|name| !(name.is_empty() || rest.starts_with("type ") && given.contains(name)))
}

fn is_local_closure(line: &str) -> bool {
    let value = line.strip_prefix("let ").and_then(|rest| rest.split_once(" = ")).map(|(_, value)| value);
    value.is_some_and(|value| value.strip_prefix("move ").unwrap_or(value).starts_with('|'))
}

/// The functions of a source that hold more than two local closures.
fn crowded_functions(source: &Source) -> Vec<String> {
    let mut closures: Vec<(&str, usize)> = Vec::new();
    for line in &source.code {
        let plain = line.strip_prefix("pub ").or(line.strip_prefix("pub(").and_then(|l| Some(l.split_once(") ")?.1)));
        let plain = plain.unwrap_or(line);
        match plain.strip_prefix("const ").unwrap_or(plain).strip_prefix("fn ") {
            Some(name) => closures.push((name.split(['(', '<']).next().unwrap_or(name), 0)),
            None if is_local_closure(line) => closures.last_mut().into_iter().for_each(|(_, count)| *count += 1),
            None => {}
        }
    }
    let crowded = closures.into_iter().filter(|(_, count)| *count > 2);
    crowded.map(|(name, count)| format!("{}: {name} ({count})", source.path.display())).collect()
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line.get(..at).unwrap_or_default(), line.get(at + word.len()..).unwrap_or_default());
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })
}

/// Numbers in code: fractions, and whole ones from 3 on, but for those that constants name.
fn bare_numbers(source: &Source) -> usize {
    let (mut count, mut in_constant) = (0, false);
    for line in &source.code {
        in_constant |= has_word(line, "const") || has_word(line, "static");
        if !in_constant {
            count += numbers(line);
        }
        in_constant &= !line.ends_with(';');
    }
    count
}

fn numbers(line: &str) -> usize {
    // What stands in quotes is no code.
    let plain: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let plain = plain.split("//").next().unwrap_or_default().replace('_', "");
    let letters = |c: char| c.is_alphanumeric() || c == '.';
    let is_bare = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
        let starts = word.starts_with(|c: char| c.is_ascii_digit()) && !word.starts_with("0x");
        match digits.parse::<f64>() {
            Ok(number) if starts && digits.contains('.') => ![0.0, 1.0].contains(&number),
            Ok(number) => starts && number >= 3.0,
            Err(_) => false,
        }
    };
    plain.split(|c: char| !letters(c)).filter(|word| is_bare(word)).count()
}
