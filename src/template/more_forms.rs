//! A template with fewer forms than a document has: the last one is copied, its sheet where it has one for itself, else its rows.
//!
//! What comes out is a template again, with enough forms. It is filled, and read back, like any other.

use super::filled_sheet::FilledSheet;
use super::queue::Queue;
use super::region::{self, FormRegion, Scope};
use super::repeated_rows::{self, RepeatedRows};
use crate::error::Limit;
use crate::findings::{self, FormsBeyondLimit, Message, NoMoreForms, RowsCopied, SheetCopied, words};
use crate::model::{Document, Finding, Worksheet};
use crate::ooxml::book::Sheet;
use crate::ooxml::copied_sheet;
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::workbook::OpenWorkbook;
use crate::vocabulary::Vocabulary;
use crate::{Error, Result};

/// The most copies of one form: more sheets than people leaf through, and a workbook that still opens.
const MOST_COPIES: u32 = 1_000;

/// The form of a template of which copies can be made.
#[derive(Debug)]
struct Prototype {
    scope: Scope,
    sheet: usize,
    way: SheetCopying,
}

#[derive(Debug)]
enum SheetCopying {
    /// The form has the sheet for itself: the sheet is copied.
    Sheet,
    /// Several forms stand below each other: the rows of one are repeated.
    Rows(RepeatedRows),
}

/// A template with copies of a form, and the forms that its sheets have then.
pub(super) struct Grown {
    pub(super) template: OpenWorkbook,
    pub(super) regions: Vec<Vec<FormRegion>>,
}

/// The template with enough forms for a document, given the forms its sheets have, and what is to be said of it; `None` where it has enough, or cannot have more.
///
/// # Errors
/// Where a sheet cannot be held.
pub(super) fn for_document(
    template: &OpenWorkbook,
    regions: &[Vec<FormRegion>],
    document: &Document,
    left: &Queue<'_>,
    vocabulary: &Vocabulary,
) -> Result<(Option<Grown>, Vec<Finding>)> {
    let (mut grown, mut findings) = (None::<Grown>, Vec::new());
    if document.forms.is_empty() {
        return Ok((grown, findings));
    }
    for (scope, missing) in [(Scope::Project, left.projects()), (Scope::Department, left.departments())] {
        if missing == 0 {
            continue;
        }
        let (from, regions) = grown.as_ref().map_or((template, regions), |more| (&more.template, &more.regions));
        let Some(prototype) = prototype(from, regions, scope, vocabulary)? else { continue };
        let Some(sheet) = from.book.sheets.get(prototype.sheet) else { continue };
        match as_many_as_fit(from, &prototype, missing) {
            Ok((count, more)) => {
                findings.push(prototype.repeated(sheet, count));
                if count < missing {
                    let beyond = FormsBeyondLimit { sheet: &sheet.name, count: missing - count, most: count };
                    findings.push(beyond.finding().quote(sheet.name.clone()));
                }
                grown = Some(Grown { regions: region::of_sheets(&more, vocabulary)?, template: more });
            }
            Err(Error::Setting { what: why }) => findings.push(no_more(sheet, missing, &why)),
            Err(Error::Limit { what: why }) => findings.push(no_more(sheet, missing, &why)),
            Err(error) => return Err(error),
        }
    }
    Ok((grown, findings))
}

fn no_more(sheet: &Sheet, count: usize, why: &impl findings::Value) -> Finding {
    NoMoreForms { sheet: &sheet.name, count, why }.finding().quote(sheet.name.clone())
}

/// The template with so many copies of a form, or where they would be too many or too large, with fewer; and how many.
fn as_many_as_fit(template: &OpenWorkbook, prototype: &Prototype, wanted: usize) -> Result<(usize, OpenWorkbook)> {
    let mut count = wanted.min(MOST_COPIES as usize);
    loop {
        match copied(template, prototype, count as u32) {
            Err(Error::Limit { .. }) if count > 1 => count /= 2,
            other => return other.map(|more| (count, more)),
        }
    }
}

/// The template with as many forms as a filled workbook shows; `None` where it shows no more than the template has.
///
/// # Errors
/// Where a sheet cannot be held.
pub(super) fn for_workbook(
    template: &OpenWorkbook,
    sheets: &[Worksheet],
    vocabulary: &Vocabulary,
) -> Result<Option<OpenWorkbook>> {
    let mut grown = None::<OpenWorkbook>;
    let mut regions = region::of_sheets(template, vocabulary)?;
    for scope in [Scope::Project, Scope::Department] {
        let from = grown.as_ref().unwrap_or(template);
        let Some(prototype) = prototype(from, &regions, scope, vocabulary)? else { continue };
        let shown = prototype.copies_shown(from, sheets)?;
        if shown > 0 {
            // A workbook whose form can no longer be copied is read as far as the template goes.
            match copied(from, &prototype, shown) {
                Ok(more) => {
                    regions = region::of_sheets(&more, vocabulary)?;
                    grown = Some(more);
                }
                Err(Error::Setting { .. } | Error::Limit { .. }) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(grown)
}

fn copied(template: &OpenWorkbook, prototype: &Prototype, count: u32) -> Result<OpenWorkbook> {
    if count > MOST_COPIES {
        return Err(Error::Limit { what: Limit::CopiesOfTemplate { count, most: MOST_COPIES } });
    }
    let bytes = match &prototype.way {
        SheetCopying::Sheet => copied_sheet::copied(template, prototype.sheet, count)?,
        SheetCopying::Rows(block) => repeated_rows::repeated(template, prototype.sheet, block, count)?,
    };
    OpenWorkbook::open(bytes.into())
}

/// The last form of a scope among those of the sheets, where it can be copied.
fn prototype(
    template: &OpenWorkbook,
    regions: &[Vec<FormRegion>],
    scope: Scope,
    vocabulary: &Vocabulary,
) -> Result<Option<Prototype>> {
    for ((sheet, scan), regions) in template.scans.iter().enumerate().zip(regions).rev() {
        let Some(scan) = scan else { continue };
        let grid = SheetGrid::new(scan, &template.texts)?;
        let forms: Vec<&FormRegion> =
            regions.iter().filter(|r| r.scope != Scope::All && r.is_form(vocabulary)).collect();
        let Some(last) = forms.last().filter(|form| form.scope == scope) else { continue };
        // A list of everything on the same sheet would be there twice.
        let whole = regions.iter().any(|r| r.scope == Scope::All && !r.lists.is_empty());
        let way = match forms.as_slice() {
            [_] if !whole => Some(SheetCopying::Sheet),
            [.., before, _] if before.scope == scope => {
                RepeatedRows::of(&grid, before, last, vocabulary).map(SheetCopying::Rows)
            }
            _ => None,
        };
        return Ok(way.map(|way| Prototype { scope, sheet, way }));
    }
    Ok(None)
}

impl Prototype {
    /// How many copies of the form a filled workbook has.
    fn copies_shown(&self, template: &OpenWorkbook, sheets: &[Worksheet]) -> Result<u32> {
        let Some(info) = template.book.sheets.get(self.sheet) else { return Ok(0) };
        match &self.way {
            SheetCopying::Sheet => {
                let names = copied_sheet::names(&template.book, &info.name, MOST_COPIES);
                let shown = names.iter().take_while(|name| sheets.iter().any(|sheet| sheet.name == **name));
                Ok(shown.count() as u32)
            }
            SheetCopying::Rows(block) => {
                let Some(sheet) = sheets.iter().find(|sheet| sheet.name == info.name) else { return Ok(0) };
                let Some(Some(scan)) = template.scans.get(self.sheet) else { return Ok(0) };
                let grid = SheetGrid::new(scan, &template.texts)?;
                Ok(block.more_in(&grid, &FilledSheet::new(sheet)))
            }
        }
    }

    fn repeated(&self, sheet: &Sheet, count: usize) -> Finding {
        let sheet = &sheet.name;
        let records = if self.scope == Scope::Department { words::DEPARTMENTS } else { words::PROJECTS };
        let finding = match &self.way {
            SheetCopying::Sheet => SheetCopied { records, sheet, count }.finding(),
            SheetCopying::Rows(block) => {
                let (first, last) = (block.source, block.source + block.height - 1);
                RowsCopied { records, sheet, first, last, count }.finding()
            }
        };
        finding.quote(sheet.clone())
    }
}
