//! An opened template, and the workbook it becomes once a job is done on it.

use std::collections::BTreeMap;
use std::io::{BufRead, Seek, Write};

use super::book::{Book, Relation, relations};
use super::calculation;
use super::growth::{Growth, Insertion};
use super::markup::{self, attribute, attribute_text, local_name};
use super::package::{Bytes, Change, Package, unusable};
use super::part::{self, Growths, PartEditor};
use super::reference::Area;
use super::scan::SheetScan;
use super::sheet::{self, SheetJob};
use super::stale::{self, Changed, TableArea};
use super::texts::Texts;
use crate::Result;

/// Parts that speak of rows, by the last piece of their relation's type.
const FOLLOWING: [&str; 13] = [
    "drawing",
    "vmldrawing",
    "comments",
    "threadedcomment",
    "table",
    "pivottable",
    "pivotcachedefinition",
    "ctrlprop",
    "chart",
    "chartex",
    "chartusershapes",
    "chartsheet",
    "worksheet",
];

impl std::fmt::Debug for OpenTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenTemplate").field("book", &self.book).finish_non_exhaustive()
    }
}

/// An opened template.
pub(super) struct OpenTemplate {
    package: Package,
    pub(super) book: Book,
    /// What stands on each sheet; `None` for chart sheets.
    pub(super) scans: Vec<Option<SheetScan>>,
    pub(super) texts: Texts,
    /// Parts that follow growth, with the sheet they belong to; the sheets themselves are not among them.
    following: Vec<(String, Option<usize>)>,
    tables: Vec<TableArea>,
    /// Blocks rows must not be put into, by sheet, with what they are.
    rigid: Vec<(usize, Area, &'static str)>,
    /// Things that are kept but never followed: macros, links to other workbooks.
    pub(super) outside: Vec<String>,
}

/// What is to be done to one sheet.
#[derive(Debug, Default)]
pub(super) struct SheetWork {
    pub(super) job: SheetJob,
    pub(super) insertions: Vec<Insertion>,
}

impl OpenTemplate {
    /// # Errors
    /// Where it is no workbook that can be filled.
    pub(super) fn open(bytes: Bytes) -> Result<Self> {
        let mut package = Package::open(bytes)?;
        let book = Book::read(&mut package)?;
        let mut texts = Texts::default();
        if let Some(part) = book.related("sharedstrings").map(str::to_owned) {
            package.stream(&part, |from| texts.read_shared(from))?;
        }
        let mut scans = Vec::new();
        for sheet in &book.sheets {
            let Some(part) = &sheet.part else {
                scans.push(None);
                continue;
            };
            let scan = package.stream(part, |from| SheetScan::read(from, &mut texts))?;
            scans.push(Some(scan.ok_or_else(|| markup::damaged(&format!("it has no part {part}")))?));
        }
        let mut template = Self {
            package,
            book,
            scans,
            texts,
            following: Vec::new(),
            tables: Vec::new(),
            rigid: Vec::new(),
            outside: Vec::new(),
        };
        template.list_parts()?;
        Ok(template)
    }

    /// The package as it was opened.
    pub(super) fn package(&self) -> Package {
        self.package.clone()
    }

    /// The bytes it was opened from.
    pub(super) fn bytes(&self) -> Bytes {
        self.package.whole()
    }

    /// Lists the parts that hang on the sheets, and what is kept without being followed.
    fn list_parts(&mut self) -> Result<()> {
        let mut seen = std::collections::BTreeSet::new();
        let mut waiting: Vec<(Relation, Option<usize>)> =
            self.book.relations.iter().map(|relation| (relation.clone(), None)).collect();
        while let Some((relation, owner)) = waiting.pop() {
            if relation.external {
                // Ordinary hyperlinks lead out of most workbooks; anything else is worth a word.
                if relation.kind != "hyperlink" {
                    self.outside.push(relation.target);
                }
                continue;
            }
            if matches!(relation.kind.as_str(), "vbaproject" | "xlmacrosheet" | "externallink") {
                self.outside.push(relation.target.clone());
            }
            let follows = FOLLOWING.contains(&relation.kind.as_str());
            if !(follows || relation.kind == "externallink") || !seen.insert(relation.target.clone()) {
                continue;
            }
            let sheet = self.book.sheets.iter().position(|s| s.part.as_deref() == Some(&relation.target));
            let owner = sheet.or(owner);
            if follows && sheet.is_none() && self.package.has(&relation.target) {
                self.note_block(&relation, owner)?;
                self.following.push((relation.target.clone(), owner));
            }
            waiting.extend(relations(&mut self.package, &relation.target)?.into_iter().map(|r| (r, owner)));
        }
        self.following.sort();
        self.outside.sort();
        self.outside.dedup();
        for (sheet, scan) in self.scans.iter().enumerate() {
            for array in scan.iter().flat_map(|s| &s.formulas).filter_map(|f| f.array) {
                self.rigid.push((sheet, array, "an array formula"));
            }
        }
        Ok(())
    }

    fn note_block(&mut self, relation: &Relation, owner: Option<usize>) -> Result<()> {
        let wanted = match relation.kind.as_str() {
            "table" => "table",
            "pivottable" => "location",
            _ => return Ok(()),
        };
        let Some(sheet) = owner else { return Ok(()) };
        let Some(xml) = self.package.bytes(&relation.target)? else { return Ok(()) };
        let mut reader = markup::reader(xml.as_slice());
        let mut buffer = Vec::new();
        loop {
            use quick_xml::events::Event;
            match markup::next(&mut reader, &mut buffer)? {
                Event::Eof => return Ok(()),
                Event::Start(tag) | Event::Empty(tag) if local_name(&tag) == wanted => {
                    let Some(area) = attribute(&tag, "ref").and_then(Area::parse) else { return Ok(()) };
                    if wanted == "table" {
                        let name = attribute_text(&tag, "displayName").or_else(|| attribute_text(&tag, "name"));
                        let name = name.unwrap_or_default().to_lowercase();
                        self.tables.push(TableArea { name, sheet, area });
                    } else {
                        self.rigid.push((sheet, area, "a pivot table"));
                    }
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    /// Does the work and writes the new workbook.
    ///
    /// # Errors
    /// Where rows would have to go where none can, or a part is damaged, and those of the writer.
    pub(super) fn fill<W: Write + Seek>(&mut self, mut work: BTreeMap<usize, SheetWork>, out: W) -> Result<()> {
        let growths = self.growths(&work)?;
        let stale = stale::stale(&self.book, &self.scans, &self.tables, Self::changed(&work, &growths));
        let calculates = !stale.is_empty();
        for (sheet, stale) in stale {
            work.entry(sheet).or_default().job.stale = stale;
        }
        let moves_formulas = growths
            .by_sheet
            .keys()
            .any(|s| self.scans.get(*s).into_iter().flatten().any(|scan| !scan.formulas.is_empty()));
        let mut changes = self.part_changes(&growths, calculates || moves_formulas)?;
        if moves_formulas {
            self.forget_calculation_chain(&mut changes)?;
        }
        for sheet in 0..self.book.sheets.len() {
            let Some(part) = self.book.sheets.get(sheet).and_then(|s| s.part.clone()) else { continue };
            let touched = work.remove(&sheet);
            if touched.is_none() && growths.by_sheet.is_empty() {
                continue;
            }
            let mut job = touched.unwrap_or_default().job;
            job.sheet = sheet;
            let certain = !job.values.is_empty() || growths.by_sheet.contains_key(&sheet) || !job.stale.is_empty();
            if !certain {
                let try_out = |from: &mut dyn BufRead| sheet::rewrite(from, std::io::sink(), &job, &growths);
                if self.package.stream(&part, try_out)? != Some(true) {
                    continue;
                }
            }
            let growths = &growths;
            let rewriting = move |from: &mut dyn BufRead, to: &mut dyn Write| {
                sheet::rewrite(from, std::io::BufWriter::with_capacity(1 << 16, to), &job, growths).map(|_| ())
            };
            changes.insert(part, Change::Stream(Box::new(rewriting)));
        }
        self.package.write_with(changes, out)
    }

    fn growths(&self, work: &BTreeMap<usize, SheetWork>) -> Result<Growths> {
        let names = self.book.sheets.iter().map(|s| s.name.clone()).collect();
        let mut growths = Growths { names, by_sheet: BTreeMap::new() };
        for (sheet, work) in work {
            let growth = Growth::new(work.insertions.clone())
                .ok_or_else(|| unusable("a sheet of the template would get too long"))?;
            if growth.is_empty() {
                continue;
            }
            for (_, area, what) in self.rigid.iter().filter(|(s, ..)| s == sheet) {
                if growth.crosses(area.top, area.bottom) {
                    let name = self.book.sheets.get(*sheet).map_or("", |s| s.name.as_str());
                    return Err(unusable(&format!("rows would have to be put into {what} at {name}!{area}")));
                }
            }
            growths.by_sheet.insert(*sheet, growth);
        }
        Ok(growths)
    }

    /// The cells whose values differ from the template's, in its own row numbers.
    fn changed(work: &BTreeMap<usize, SheetWork>, growths: &Growths) -> Changed {
        let mut changed = Changed::default();
        for (sheet, work) in work {
            let growth = growths.by_sheet.get(sheet);
            for (row, values) in &work.job.values {
                let row = growth.map_or(*row, |growth| growth.old_row(*row));
                for column in values.keys() {
                    changed.insert(*sheet, row, *column);
                }
            }
        }
        changed
    }

    fn part_changes<'c>(&mut self, growths: &Growths, calculates: bool) -> Result<BTreeMap<String, Change<'c>>> {
        let mut changes = BTreeMap::new();
        let workbook = self.book.part.clone();
        let original = self.package.bytes(&workbook)?.unwrap_or_default();
        let mut new = original.clone();
        if !growths.by_sheet.is_empty() {
            for (part, owner) in self.following.clone() {
                let Some(xml) = self.package.bytes(&part)? else { continue };
                if let Some(xml) = part::rewritten(&xml, PartEditor::new(growths, owner))? {
                    changes.insert(part, Change::Bytes(xml));
                }
            }
            new = part::rewritten(&new, PartEditor::new(growths, None))?.unwrap_or(new);
        }
        if calculates {
            new = calculation::calculating(&new)?;
        }
        if new != original {
            changes.insert(workbook, Change::Bytes(new));
        }
        Ok(changes)
    }

    /// The calculation chain lists formula cells by address; once they move it is wrong, and it is not needed.
    fn forget_calculation_chain(&mut self, changes: &mut BTreeMap<String, Change<'_>>) -> Result<()> {
        let Some(chain) = self.book.related("calcchain").map(str::to_owned) else { return Ok(()) };
        let relations = super::book::relations_part(&self.book.part);
        for (part, element, name) in
            [("[content_types].xml", "Override", "PartName"), (relations.as_str(), "Relationship", "Target")]
        {
            let Some(xml) = self.package.bytes(part)? else { continue };
            let file = chain.rsplit('/').next().unwrap_or(&chain).to_owned();
            let new = calculation::without(&xml, element, name, |value| {
                value.to_lowercase().rsplit(['/', '\\']).next() == Some(file.as_str())
            })?;
            changes.insert(part.to_owned(), Change::Bytes(new));
        }
        changes.insert(chain, Change::Removed);
        Ok(())
    }
}
