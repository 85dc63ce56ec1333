//! Who imports whom: the modules of the crate as nodes, what they name of each other as edges.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A module's path below the crate: `["model", "form"]`; empty for the crate itself.
pub(crate) type Module = Vec<String>;

/// The modules and their imports.
pub(crate) struct Imports {
    /// The file of each module.
    pub(crate) files: BTreeMap<Module, PathBuf>,
    /// The modules each module names; what a module only hands on belongs to the module that has it.
    pub(crate) edges: BTreeMap<Module, BTreeSet<Module>>,
}

impl Imports {
    /// Of the sources below a folder.
    pub(crate) fn read(root: &Path, sources: &[PathBuf]) -> Self {
        let mut files = BTreeMap::new();
        for file in sources {
            let module = module_of(file.strip_prefix(root).unwrap());
            if module.last().is_none_or(|name| name != "tests") {
                files.insert(module, file.clone());
            }
        }
        let code: BTreeMap<&Module, Vec<String>> =
            files.iter().map(|(module, file)| (module, code_of(&std::fs::read_to_string(file).unwrap()))).collect();
        let mut handed_on: BTreeMap<(Module, String), (Module, String)> = BTreeMap::new();
        for (module, statements) in &code {
            for path in statements.iter().filter(|s| s.starts_with("pub")).flat_map(|s| used(s)) {
                let (to, rest) = resolve(module, &path, &files);
                if let Some(name) = rest {
                    handed_on.insert(((*module).clone(), name.clone()), (to, name));
                }
            }
        }
        let mut edges: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (module, statements) in &code {
            for path in statements.iter().flat_map(|s| used(s)) {
                let (mut to, name) = resolve(module, &path, &files);
                if let Some(name) = name {
                    let mut at = (to.clone(), name);
                    while let Some(next) = handed_on.get(&at).filter(|next| **next != at) {
                        at = next.clone();
                    }
                    to = at.0;
                }
                if to != **module {
                    edges.entry((*module).clone()).or_default().insert(to);
                }
            }
        }
        Self { files, edges }
    }

    /// The folder a module's file stands in.
    pub(crate) fn folder(&self, module: &Module) -> PathBuf {
        self.files.get(module).and_then(|file| file.parent()).map(Path::to_owned).unwrap_or_default()
    }

    /// Groups of modules each of which imports every other, if only through others.
    pub(crate) fn knots(&self) -> Vec<BTreeSet<&Module>> {
        let reach: BTreeMap<&Module, BTreeSet<&Module>> =
            self.files.keys().map(|m| (m, self.reached_from(m))).collect();
        let mut knots: Vec<BTreeSet<&Module>> = Vec::new();
        for (module, reached) in &reach {
            if !reached.contains(module) || knots.iter().any(|k| k.contains(module)) {
                continue;
            }
            let back = |other: &&&Module| reach.get(**other).is_some_and(|r| r.contains(module));
            knots.push(reached.iter().filter(back).copied().collect());
        }
        knots
    }

    /// Who imports whom in a knot.
    pub(crate) fn within(&self, knot: &BTreeSet<&Module>) -> Vec<(&Module, &Module)> {
        let edges = self.edges.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to)));
        edges.filter(|(from, to)| knot.contains(from) && knot.contains(to)).collect()
    }

    fn reached_from(&self, module: &Module) -> BTreeSet<&Module> {
        let (mut reached, mut waiting) = (BTreeSet::new(), vec![module]);
        while let Some(from) = waiting.pop() {
            for to in self.edges.get(from).into_iter().flatten() {
                if reached.insert(to) {
                    waiting.push(to);
                }
            }
        }
        reached
    }
}

fn module_of(file: &Path) -> Module {
    let mut names: Module = file.with_extension("").iter().map(|n| n.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|n| n == "mod" || n == "lib") {
        names.pop();
    }
    names
}

/// The statements that may name modules: whole `use` statements, and lines with paths from `crate` or `super`. Tests apart, and what
/// modules inside the file name of it.
fn code_of(text: &str) -> Vec<String> {
    let text = text.split("\nmod tests").next().unwrap_or_default();
    let (mut statements, mut open) = (Vec::new(), None::<String>);
    for line in text.lines().filter(|l| *l != "    use super::*;").map(str::trim).filter(|l| !l.starts_with("//")) {
        let line = line.strip_prefix("pub(in ").and_then(|l| l.split_once(") ")).map_or(line, |(_, item)| item);
        let begins = ["use ", "pub use ", "pub(crate) use ", "pub(super) use "].iter().any(|b| line.starts_with(b));
        if begins && open.is_none() {
            open = Some(String::new());
        }
        match &mut open {
            Some(statement) => {
                statement.push_str(line);
                if line.ends_with(';') {
                    statements.extend(open.take());
                }
            }
            None if line.contains("crate::") || line.contains("super::") => statements.push(line.to_owned()),
            None => {}
        }
    }
    statements
}

/// The paths a statement names, each as its pieces.
fn used(statement: &str) -> Vec<Vec<String>> {
    if let Some((_, tree)) =
        statement.split_once("use ").filter(|(before, _)| before.is_empty() || before.starts_with("pub"))
    {
        let mut paths = Vec::new();
        expand(Vec::new(), tree.trim_end_matches(';'), &mut paths);
        return paths;
    }
    let mut paths = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in statement.match_indices(root) {
            let before = statement.get(..at).and_then(|b| b.chars().next_back());
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            let rest = statement.get(at..).unwrap_or_default();
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
            let pieces = rest.get(..end).unwrap_or_default().split("::").filter(|p| !p.is_empty());
            paths.push(pieces.map(str::to_owned).collect());
        }
    }
    paths
}

/// `a::{b, c::d}` → `a::b`, `a::c::d`.
fn expand(before: Vec<String>, tree: &str, paths: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    if let Some(inner) = tree.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
        let (mut depth, mut start) = (0, 0);
        for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    let part = inner.get(start..at).unwrap_or_default();
                    if !part.trim().is_empty() {
                        expand(before.clone(), part, paths);
                    }
                    start = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let (mut path, mut rest) = (before, tree);
    while let Some((piece, after)) = rest.split_once("::") {
        path.push(piece.trim().to_owned());
        rest = after;
        if rest.trim_start().starts_with('{') {
            return expand(path, rest, paths);
        }
    }
    let name = rest.split_whitespace().next().unwrap_or_default();
    if name != "self" {
        path.push(name.to_owned());
    }
    paths.push(path);
}

/// The module a path leads to, and the first name that is none.
fn resolve(from: &Module, path: &[String], files: &BTreeMap<Module, PathBuf>) -> (Module, Option<String>) {
    let mut pieces = path.iter().peekable();
    let mut at: Module = match pieces.peek().map(|p| p.as_str()) {
        Some("crate") => {
            pieces.next();
            Vec::new()
        }
        Some("self" | "super") => {
            let mut at = from.clone();
            while let Some(piece) = pieces.next_if(|p| *p == "self" || *p == "super") {
                if piece == "super" {
                    at.pop();
                }
            }
            at
        }
        Some(first) => {
            let mut child = from.clone();
            child.push(first.to_owned());
            if !files.contains_key(&child) {
                // A name of another crate.
                return (from.clone(), None);
            }
            from.clone()
        }
        None => return (from.clone(), None),
    };
    for piece in pieces {
        at.push(piece.clone());
        if !files.contains_key(&at) {
            at.pop();
            return (at, Some(piece.clone()));
        }
    }
    (at, None)
}
