//! An opened workbook, and the one it becomes once it is edited.

use std::collections::BTreeMap;
use std::io::{BufRead, Seek, Write};

use super::book::{Book, Relation, relations, relations_part};
use super::calculation;
use super::check;
use super::dependent_formulas::{Changed, TableArea, stale};
use super::growth::Growth;
use super::markup::{self, attribute, attribute_text, local_name};
use super::package::{Bytes, Package, PartChange, unusable};
use super::part::{self, Growths, PartEditor};
use super::reference::Area;
use super::repeated_parts;
use super::row_heights::{self, RowHeights};
use super::rows::OldRow;
use super::scan::SheetScan;
use super::sheet::{self, SheetJob};
use super::sheet_edits::{SheetEdits, Stale};
use super::text_styles::TextStyles;
use super::texts::Texts;
use crate::Result;
use crate::error::{TemplateDamage, Unusable};
use crate::findings::{Words, words};

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

impl std::fmt::Debug for OpenWorkbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenWorkbook").field("book", &self.book).finish_non_exhaustive()
    }
}

/// An opened workbook.
pub(crate) struct OpenWorkbook {
    package: Package,
    pub(crate) book: Book,
    /// What stands on each sheet; `None` for chart sheets.
    pub(crate) scans: Vec<Option<SheetScan>>,
    pub(crate) texts: Texts,
    /// Parts that follow growth, with the sheet they belong to; the sheets themselves are not among them.
    following: Vec<(String, Option<usize>)>,
    tables: Vec<TableArea>,
    /// Blocks rows must not be put into, by sheet, with what they are.
    rigid: Vec<(usize, Area, Words)>,
    /// Things that are kept but never followed: macros, links to other workbooks.
    pub(crate) outside: Vec<String>,
}

impl OpenWorkbook {
    /// # Errors
    /// Where it is no workbook that can be filled.
    pub(crate) fn open(bytes: Bytes) -> Result<Self> {
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
            scans.push(Some(scan.ok_or_else(|| markup::damaged(TemplateDamage::NoPart { part: part.clone() }))?));
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
    pub(crate) fn package(&self) -> Package {
        self.package.clone()
    }

    /// The parts that its sheets refer to and that it does not have.
    ///
    /// # Errors
    /// Where a part is damaged.
    pub(crate) fn lost_parts(&self) -> Result<std::collections::BTreeSet<String>> {
        check::lost_parts(&mut self.package.clone(), &self.book)
    }

    /// How high the filled rows of a sheet have to be.
    ///
    /// # Errors
    /// Where a part is damaged.
    pub(crate) fn row_heights(&self, sheet: usize, edits: &SheetEdits) -> Result<RowHeights> {
        let (Some(Some(scan)), Some(info)) = (self.scans.get(sheet), self.book.sheets.get(sheet)) else {
            return Ok(RowHeights::default());
        };
        let (Some(part), Some(growth)) = (&info.part, Growth::new(edits.insertions.clone())) else {
            return Ok(RowHeights::default());
        };
        let mut package = self.package.clone();
        let styles = match self.book.related("styles") {
            Some(part) => package.bytes(part)?,
            None => None,
        };
        let styles = TextStyles::read(&styles.unwrap_or_default())?;
        let heights = package.stream(part, |from| row_heights::row_heights(scan, &styles, edits, &growth, from))?;
        Ok(heights.unwrap_or_default())
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
                self.rigid.push((sheet, array, words::ARRAY_FORMULA));
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
                        self.rigid.push((sheet, area, words::PIVOT_TABLE));
                    }
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    /// Writes the workbook with its sheets edited.
    ///
    /// # Errors
    /// Where rows would have to go where none can, or a part is damaged, and those of the writer.
    pub(crate) fn write_edited<W: Write + Seek>(&self, edits: &BTreeMap<usize, SheetEdits>, out: W) -> Result<()> {
        let (nothing, nowhere) = (SheetEdits::default(), Stale::new());
        let mut package = self.package.clone();
        let growths = self.growths(edits)?;
        check::sheets(&self.book, &self.scans, edits, &growths)?;
        let stale = stale(&self.book, &self.scans, &self.tables, Self::changed(edits, &growths));
        let calculates = !stale.is_empty();
        let moves_formulas = growths
            .by_sheet
            .keys()
            .any(|s| self.scans.get(*s).into_iter().flatten().any(|scan| !scan.formulas.is_empty()));
        let mut changes = self.part_changes(&mut package, &growths, calculates || moves_formulas)?;
        if moves_formulas {
            self.forget_calculation_chain(&mut package, &mut changes)?;
        }
        for (sheet, info) in self.book.sheets.iter().enumerate() {
            let Some(part) = info.part.clone() else { continue };
            let (own, stale) = (edits.get(&sheet), stale.get(&sheet).unwrap_or(&nowhere));
            if own.is_none() && stale.is_empty() && growths.by_sheet.is_empty() {
                continue;
            }
            let job = SheetJob { sheet, edits: own.unwrap_or(&nothing), stale };
            let certain = !job.edits.values.is_empty() || growths.by_sheet.contains_key(&sheet) || !stale.is_empty();
            if !certain {
                let tried = package.stream(&part, |from| sheet::rewrite(from, std::io::sink(), job, &growths))?;
                if tried != Some(true) {
                    continue;
                }
            }
            let growths = &growths;
            let change = PartChange::Stream(Box::new(move |from: &mut dyn BufRead, to: &mut dyn Write| {
                sheet::rewrite(from, std::io::BufWriter::with_capacity(1 << 16, to), job, growths).map(|_| ())
            }));
            changes.insert(part, change);
        }
        package.write_with(changes, out)
    }

    fn growths(&self, edits: &BTreeMap<usize, SheetEdits>) -> Result<Growths> {
        let names = self.book.sheets.iter().map(|s| s.name.clone()).collect();
        let mut growths = Growths { names, by_sheet: BTreeMap::new() };
        for (sheet, edits) in edits {
            let growth =
                Growth::new(edits.insertions.clone()).ok_or_else(|| unusable(Unusable::TemplateSheetTooLong))?;
            if growth.is_empty() {
                continue;
            }
            for (_, area, what) in self.rigid.iter().filter(|(s, ..)| s == sheet) {
                if growth.crosses(area.top, area.bottom) {
                    let name = self.book.sheets.get(*sheet).map_or("", |s| s.name.as_str());
                    return Err(unusable(Unusable::RowsInto {
                        rigid: *what,
                        sheet: name.to_owned(),
                        area: area.to_string(),
                    }));
                }
            }
            growths.by_sheet.insert(*sheet, growth);
        }
        Ok(growths)
    }

    /// The cells whose values differ from the template's, in its own row numbers.
    fn changed(edits: &BTreeMap<usize, SheetEdits>, growths: &Growths) -> Changed {
        let mut changed = Changed::default();
        for (sheet, edits) in edits {
            let growth = growths.by_sheet.get(sheet);
            for (row, values) in &edits.values {
                let OldRow(row) = growth.map_or(OldRow(row.0), |growth| growth.old_row(*row));
                for column in values.keys() {
                    changed.insert(*sheet, row, *column);
                }
            }
        }
        changed
    }

    fn part_changes<'c>(
        &self,
        package: &mut Package,
        growths: &Growths,
        calculates: bool,
    ) -> Result<BTreeMap<String, PartChange<'c>>> {
        let mut changes = BTreeMap::new();
        let workbook = self.book.part.clone();
        let original = package.bytes(&workbook)?.unwrap_or_default();
        let mut new = original.clone();
        if !growths.by_sheet.is_empty() {
            for (part, owner) in self.following.clone() {
                let Some(xml) = package.bytes(&part)? else { continue };
                let rewritten = part::rewritten(&xml, PartEditor::new(growths, owner))?;
                let repeated = match owner.and_then(|sheet| growths.by_sheet.get(&sheet)?.repeated_form()) {
                    Some(form) => repeated_parts::with_copies(rewritten.as_deref().unwrap_or(&xml), form)?,
                    None => None,
                };
                if let Some(xml) = repeated.or(rewritten) {
                    changes.insert(part, PartChange::Bytes(xml));
                }
            }
            new = part::rewritten(&new, PartEditor::new(growths, None))?.unwrap_or(new);
        }
        if calculates {
            new = calculation::calculating(&new)?;
        }
        if new != original {
            changes.insert(workbook, PartChange::Bytes(new));
        }
        Ok(changes)
    }

    /// The calculation chain lists formula cells by address; once they move it is wrong, and it is not needed.
    fn forget_calculation_chain(
        &self,
        package: &mut Package,
        changes: &mut BTreeMap<String, PartChange<'_>>,
    ) -> Result<()> {
        let Some(chain) = self.book.related("calcchain").map(str::to_owned) else { return Ok(()) };
        let relations = relations_part(&self.book.part);
        for (part, element, name) in
            [("[content_types].xml", "Override", "PartName"), (relations.as_str(), "Relationship", "Target")]
        {
            let Some(xml) = package.bytes(part)? else { continue };
            let file = chain.rsplit_once('/').map_or(chain.as_str(), |(_, file)| file);
            let new = calculation::without(&xml, element, name, |value| {
                value.to_lowercase().rsplit(['/', '\\']).next() == Some(file)
            })?;
            changes.insert(part.to_owned(), PartChange::Bytes(new));
        }
        changes.insert(chain, PartChange::Removed);
        Ok(())
    }
}
