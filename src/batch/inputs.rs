//! Paths of inputs → the list of a run, packed: there may be very many of them, and most share most of their names.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::path_text;
use super::varint;
use crate::outputs::names;

/// An input, and where its outputs stand relative to the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedInput {
    /// The file.
    pub path: PathBuf,
    /// Its path below the folder that was named, so that the output tree mirrors the input's. No two inputs of a run share one.
    pub relative: PathBuf,
    /// Where its outputs go, without their endings, where something is in the way of their natural names.
    pub stem: Option<PathBuf>,
}

/// Inputs that follow each other and are packed together: each says how much of its name is that of the one before.
const BLOCK: usize = 16;

/// The inputs of a run, sorted by relative path.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    roots: Vec<Root>,
    count: usize,
    /// Of each input the number of its root, the bytes that its name shares with the one before, how many follow, and these.
    packed: Vec<u8>,
    /// Where each block begins.
    blocks: Vec<usize>,
    /// The names of inputs whose natural ones are taken.
    others: BTreeMap<usize, OtherNames>,
}

#[derive(Debug, Clone, Default)]
struct OtherNames {
    relative: Option<PathBuf>,
    stem: Option<PathBuf>,
}

/// What the paths of inputs begin with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Root {
    /// Of the file.
    base: PathBuf,
    /// Of the relative path.
    shown: PathBuf,
}

impl Inputs {
    /// How many there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// An input by its place in the order.
    #[must_use]
    pub(crate) fn get(&self, number: usize) -> Option<ListedInput> {
        if number >= self.count {
            return None;
        }
        let mut rest = self.packed.get(*self.blocks.get(number / BLOCK)?..)?;
        let (mut name, mut root) = (Vec::new(), 0);
        for _ in 0..=number % BLOCK {
            root = varint::take(&mut rest)?;
            name.truncate(varint::take(&mut rest)?);
            let length = varint::take(&mut rest)?;
            let (more, others) = rest.split_at_checked(length)?;
            name.extend_from_slice(more);
            rest = others;
        }
        let (root, name) = (self.roots.get(root)?, PathBuf::from(path_text::name(name)?));
        let OtherNames { relative, stem } = self.others.get(&number).cloned().unwrap_or_default();
        Some(ListedInput { path: root.base.join(&name), relative: relative.unwrap_or(root.shown.join(&name)), stem })
    }

    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ListedInput> + '_ {
        (0..self.count).filter_map(|number| self.get(number))
    }

    /// Sends the outputs of an input elsewhere.
    pub(crate) fn set_stem(&mut self, number: usize, stem: PathBuf) {
        self.others.entry(number).or_default().stem = Some(stem);
    }

    fn push(&mut self, root: usize, name: &[u8], before: &[u8]) {
        let mut shared = 0;
        if self.count.is_multiple_of(BLOCK) {
            self.blocks.push(self.packed.len());
        } else {
            shared = name.iter().zip(before).take_while(|(a, b)| a == b).count();
        }
        let (_, rest) = name.split_at(shared);
        for number in [root, shared, rest.len()] {
            varint::put(&mut self.packed, number);
        }
        self.packed.extend_from_slice(rest);
        self.count += 1;
    }
}

/// Inputs as they are found.
#[derive(Debug, Default)]
pub(super) struct FoundPaths {
    /// The roots with their numbers.
    numbers: BTreeMap<Root, u32>,
    /// The roots by their numbers, once all are known.
    roots: Vec<Root>,
    /// The length of each name and its bytes.
    names: Vec<u8>,
    entries: Vec<FoundPath>,
}

#[derive(Debug, Clone, Copy)]
struct FoundPath {
    root: u32,
    /// Where its name begins.
    start: usize,
}

impl FoundPaths {
    /// Adds the file `name` (which has no `..`) below `base`, of the relative path `name` below `shown`.
    pub(super) fn push(&mut self, base: &Path, shown: &Path, name: &Path) {
        let root = Root { base: base.to_owned(), shown: shown.to_owned() };
        let next = self.numbers.len() as u32;
        let root = *self.numbers.entry(root).or_insert(next);
        let bytes = path_text::units(name);
        self.entries.push(FoundPath { root, start: self.names.len() });
        varint::put(&mut self.names, bytes.len());
        self.names.extend_from_slice(&bytes);
    }

    /// Each file once, sorted, each with a relative path of its own.
    pub(super) fn finish(mut self) -> Inputs {
        let mut roots: Vec<_> = std::mem::take(&mut self.numbers).into_iter().collect();
        roots.sort_unstable_by_key(|(_, number)| *number);
        self.roots = roots.into_iter().map(|(root, _)| root).collect();
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_unstable_by(|a, b| self.by_path(*a, *b).then_with(|| self.by_relative(*a, *b)));
        entries.dedup_by(|later, first| self.by_path(*later, *first).is_eq());
        entries.sort_unstable_by(|a, b| self.by_relative(*a, *b).then_with(|| self.by_path(*a, *b)));
        let (entries, others) = self.with_names_of_their_own(entries);
        let mut inputs = Inputs { roots: std::mem::take(&mut self.roots), others, ..Inputs::default() };
        let mut before: &[u8] = &[];
        for entry in &entries {
            let name = self.name(*entry);
            inputs.push(entry.root as usize, name, before);
            before = name;
        }
        inputs.packed.shrink_to_fit();
        inputs.blocks.shrink_to_fit();
        inputs
    }

    /// Two `a.pdf` of different folders are two inputs: the second has a number that no other input has.
    fn with_names_of_their_own(&self, entries: Vec<FoundPath>) -> (Vec<FoundPath>, BTreeMap<usize, OtherNames>) {
        if !entries.windows(2).any(|pair| matches!(pair, [a, b] if self.by_relative(*a, *b).is_eq())) {
            return (entries, BTreeMap::new());
        }
        let mut taken: BTreeSet<PathBuf> = entries.iter().map(|entry| self.relative(*entry)).collect();
        let mut all: Vec<(PathBuf, FoundPath, bool)> = Vec::with_capacity(entries.len());
        let mut before = None;
        for entry in entries {
            let natural = self.relative(entry);
            let is_twin = before.as_ref() == Some(&natural);
            let free = (2..=taken.len() + 2)
                .map(|n| names::numbered(&natural, n))
                .find(|path| !is_twin || !taken.contains(path));
            match free.filter(|_| is_twin) {
                Some(free) => {
                    taken.insert(free.clone());
                    all.push((free, entry, true));
                }
                None => all.push((natural.clone(), entry, false)),
            }
            before = Some(natural);
        }
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let others = all
            .iter()
            .enumerate()
            .filter(|(_, (.., is_twin))| *is_twin)
            .map(|(number, (relative, ..))| (number, OtherNames { relative: Some(relative.clone()), stem: None }));
        let others = others.collect();
        (all.into_iter().map(|(_, entry, _)| entry).collect(), others)
    }

    fn name(&self, entry: FoundPath) -> &[u8] {
        let mut rest = &self.names[entry.start..];
        let length = varint::take(&mut rest).unwrap_or_default();
        rest.split_at_checked(length).map_or(rest, |(name, _)| name)
    }

    fn root(&self, entry: FoundPath) -> Option<&Root> {
        self.roots.get(entry.root as usize)
    }

    fn relative(&self, entry: FoundPath) -> PathBuf {
        let name = path_text::borrowed(self.name(entry));
        self.root(entry).map_or_else(|| name.to_path_buf(), |root| root.shown.join(&name))
    }

    fn by_path(&self, a: FoundPath, b: FoundPath) -> Ordering {
        self.compare(a, b, |root| &root.base)
    }

    fn by_relative(&self, a: FoundPath, b: FoundPath) -> Ordering {
        self.compare(a, b, |root| &root.shown)
    }

    /// As the paths compare that begin with `head` of their roots.
    fn compare(&self, a: FoundPath, b: FoundPath, head: impl Fn(&Root) -> &PathBuf) -> Ordering {
        let [left, right] = [a, b].map(|entry| path_text::borrowed(self.name(entry)));
        if a.root == b.root {
            return left.cmp(&right);
        }
        let [above, over] = [a, b].map(|entry| self.root(entry).map(&head));
        above.into_iter().flatten().chain(left.iter()).cmp(over.into_iter().flatten().chain(right.iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back_in_the_order_of_paths() {
        let mut found = FoundPaths::default();
        let names: Vec<String> = (0..100).map(|n| format!("局{}/第{n:03}号.pdf", n % 3)).collect();
        for name in &names {
            found.push(Path::new("in"), Path::new(""), Path::new(name));
        }
        found.push(Path::new("/x/../y"), Path::new("x/y"), Path::new("a.pdf"));
        found.push(Path::new("in"), Path::new(""), Path::new("局.pdf"));
        let inputs = found.finish();
        let mut want: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
        want.extend([PathBuf::from("x/y/a.pdf"), PathBuf::from("局.pdf")]);
        want.sort();
        assert_eq!(inputs.iter().map(|listed| listed.relative).collect::<Vec<_>>(), want);
        let odd = inputs.iter().find(|listed| listed.relative == Path::new("x/y/a.pdf")).unwrap();
        assert_eq!(odd.path, Path::new("/x/../y/a.pdf"));
        assert_eq!(inputs.get(inputs.len()), None);
    }

    #[test]
    fn very_many_inputs_take_few_bytes_each() {
        let mut found = FoundPaths::default();
        for n in 0..10_000 {
            found.push(
                Path::new("/somewhere/very/deep"),
                Path::new(""),
                Path::new(&format!("绩效目标申报表{n:06}.pdf")),
            );
        }
        let inputs = found.finish();
        assert!(inputs.packed.len() + inputs.blocks.len() * 8 < 10_000 * 12);
    }
}
