//! How large a package may be, and what one holds.

/// How large a package may be. The defaults are far above any real workbook and far below what does harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Most parts.
    pub entries: usize,
    /// Most bytes of one part, unpacked.
    pub entry_bytes: u64,
    /// Most bytes of all parts, unpacked.
    pub total_bytes: u64,
    /// Most times that a part larger than [`Limits::ratio_from`] may unpack to its packed size.
    pub ratio: u64,
    /// Bytes below which the ratio does not matter.
    pub ratio_from: u64,
    /// Most cells of all worksheets: more do not fit a workbook that people look at.
    pub cells: usize,
    /// Most bytes between two elements of a part, or in one: a reader holds them all at once.
    pub run: u64,
}

impl Limits {
    /// The limits of a document that may take so much memory: parts are streamed, so all together may be larger than it.
    #[must_use]
    pub(crate) fn within(memory: u64) -> Self {
        let whole = Self::default();
        Self { run: whole.run.min(memory / RUN_SHARE), ..whole }
    }
}

/// The part of the memory for a document that a run between two elements may take: the reader's buffer may be twice as long, and the
/// text is copied.
const RUN_SHARE: u64 = 8;

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 10_000,
            entry_bytes: 256 << 20,
            total_bytes: 512 << 20,
            ratio: 200,
            ratio_from: 1 << 20,
            cells: 2_000_000,
            run: 32 << 20,
        }
    }
}

/// A package that was found harmless.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CheckedPackage {
    /// Its parts in the order of the package.
    pub parts: Vec<PackagePart>,
}

/// A part of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each says by itself what stands in the part")]
pub(crate) struct PackagePart {
    /// Its name with `/` as separator.
    pub name: String,
    /// Its size in bytes, unpacked.
    pub bytes: u64,
    /// Whether the text `hidden=` stands in it: rows or columns of a sheet may be hidden.
    pub mentions_hidden: bool,
    /// How often `<c ` stands in it: the cells of a worksheet.
    pub cells: usize,
    /// How often `<` stands in it: no fewer than it has elements.
    pub elements: u64,
    /// Whether the texts `vertAlign` or `strike` stand in it: runs of a cell may be raised, lowered or struck out.
    pub mentions_runs: bool,
    /// Whether `<f>` or `<f ` stands in it: cells have formulas.
    pub mentions_formulas: bool,
    /// Whether the text `mergeCell` stands in it.
    pub mentions_merges: bool,
}

impl CheckedPackage {
    /// The part of that name.
    #[must_use]
    pub(crate) fn part(&self, name: &str) -> Option<&PackagePart> {
        self.parts.iter().find(|p| p.name == name)
    }

    /// Whether it holds macros.
    #[must_use]
    pub(crate) fn has_macros(&self) -> bool {
        self.parts.iter().any(|p| p.name.ends_with("vbaProject.bin"))
    }

    /// Whether it draws on other workbooks.
    #[must_use]
    pub(crate) fn has_external_links(&self) -> bool {
        self.parts.iter().any(|p| p.name.contains("/externalLinks/"))
    }
}
