//! The tables of the structure tree (tagged PDF).

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};

use crate::model::{ContentId, TaggedCell, TaggedTable};

/// Structure elements may nest this deep; real documents stay below 30.
const MAX_DEPTH: usize = 128;
/// As many structure elements are looked at, so that a crafted tree ends.
const MAX_ELEMENTS: usize = 2_000_000;
/// Role names may be mapped to others through this many steps.
const MAX_ROLE_STEPS: usize = 16;
/// Headers that one cell may name.
const MAX_HEADERS: usize = 64;
/// Spans beyond this are taken for an error of the writer.
const MAX_SPAN: i32 = 10_000;

/// Whether the document has a structure tree.
pub(super) fn is_tagged(pdf: &Pdf) -> bool {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    root.is_some_and(|root| root.contains_key(b"StructTreeRoot".as_slice()))
}

/// All tables in document order. A table inside a cell stands after the one that holds it; what its own cells hold
/// counts with them only.
pub(super) fn tables(pdf: &Pdf) -> Vec<TaggedTable> {
    let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return Vec::new() };
    let Some(tree) = root.get::<Dict<'_>>(b"StructTreeRoot".as_slice()) else { return Vec::new() };
    let mut walk = StructureWalk {
        roles: tree.get(b"RoleMap".as_slice()).unwrap_or_default(),
        classes: tree.get(b"ClassMap".as_slice()).unwrap_or_default(),
        pages: pdf
            .pages()
            .iter()
            .zip(1..)
            .filter_map(|(page, number)| page.raw().obj_id().map(|id| (id, number)))
            .collect(),
        seen: HashSet::new(),
        elements: 0,
        tables: Vec::new(),
        ids: HashMap::new(),
        named: Vec::new(),
    };
    walk.kids(&tree, Around::default(), 0);
    walk.resolve_headers();
    walk.tables.retain(|t| t.rows.iter().any(|r| !r.is_empty()));
    walk.tables
}

/// What an element stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    page: Option<u32>,
    /// Index of the table.
    table: Option<usize>,
    /// Whether a row of that table is open, and whether it is in its head.
    row: bool,
    head: bool,
    /// The cell that content belongs to.
    cell: Option<CellIndex>,
}

/// Table, row, cell.
type CellIndex = (usize, usize, usize);

struct StructureWalk<'a> {
    roles: Dict<'a>,
    classes: Dict<'a>,
    pages: HashMap<ObjectIdentifier, u32>,
    /// Elements by their place in memory: one that stands inside another has no number of its own.
    seen: HashSet<usize>,
    elements: usize,
    tables: Vec<TaggedTable>,
    /// The cells that have an `/ID`.
    ids: HashMap<Vec<u8>, CellIndex>,
    /// Cells with the ids of the headers they name.
    named: Vec<(CellIndex, Vec<Vec<u8>>)>,
}

impl<'a> StructureWalk<'a> {
    fn kids(&mut self, element: &Dict<'a>, around: Around, depth: usize) {
        match element.get::<Object<'a>>(b"K".as_slice()) {
            Some(Object::Array(kids)) => {
                for kid in kids.iter::<Object<'a>>() {
                    self.kid(&kid, around, depth);
                }
            }
            Some(kid) => self.kid(&kid, around, depth),
            None => {}
        }
    }

    fn kid(&mut self, kid: &Object<'a>, around: Around, depth: usize) {
        match kid {
            Object::Number(id) => self.content(around, None, id.as_i64()),
            Object::Dict(dict) => match dict.get::<Name<'_>>(b"Type".as_slice()).as_deref() {
                Some(b"MCR") => {
                    let around = Around { page: self.page(dict).or(around.page), ..around };
                    if let Some(id) = dict.get::<i32>(b"MCID".as_slice()) {
                        // Ids inside a form XObject (`/Stm`) number that form's content, not the page's.
                        let form = dict.get_ref(b"Stm".as_slice()).and_then(|stream| form_number(stream.into()));
                        if form.is_some() || !dict.contains_key(b"Stm".as_slice()) {
                            self.content(around, form, i64::from(id));
                        }
                    }
                }
                Some(b"OBJR") => {}
                _ => self.element(dict, around, depth + 1),
            },
            _ => {}
        }
    }

    fn content(&mut self, around: Around, form: Option<NonZeroU32>, id: i64) {
        let (Some(page), Ok(id)) = (around.page, i32::try_from(id)) else { return };
        let Some(cell) = around.cell else { return };
        self.cell_mut(cell).content.push((page, ContentId { form, id }));
    }

    fn cell_mut(&mut self, (table, row, cell): CellIndex) -> &mut TaggedCell {
        &mut self.tables[table].rows[row][cell]
    }

    fn element(&mut self, element: &Dict<'a>, around: Around, depth: usize) {
        self.elements += 1;
        let again = !self.seen.insert(element.data().as_ptr().addr());
        if again || depth > MAX_DEPTH || self.elements > MAX_ELEMENTS {
            return;
        }
        let mut inner = Around { page: self.page(element).or(around.page), ..around };
        match (self.role(element).as_slice(), inner.table) {
            (b"Table", _) => {
                inner = Around { table: Some(self.tables.len()), row: false, head: false, ..inner };
                self.tables.push(TaggedTable::default());
            }
            (b"THead", Some(_)) => inner.head = true,
            (b"TR", Some(table)) => {
                inner.row = true;
                self.tables[table].rows.push(Vec::new());
            }
            (role @ (b"TH" | b"TD"), Some(table)) => {
                let cell = TaggedCell {
                    header: role == b"TH" || inner.head,
                    row_span: self.span(element, b"RowSpan"),
                    col_span: self.span(element, b"ColSpan"),
                    headers: Vec::new(),
                    content: Vec::new(),
                };
                let cell = self.push_cell(table, inner.row, cell);
                self.note_headers(element, cell);
                inner.cell = Some(cell);
            }
            _ => {}
        }
        self.kids(element, inner, depth);
    }

    /// Adds a cell to the last row; one outside any row opens its own.
    fn push_cell(&mut self, table: usize, in_row: bool, cell: TaggedCell) -> CellIndex {
        let rows = &mut self.tables[table].rows;
        if !in_row || rows.is_empty() {
            rows.push(Vec::new());
        }
        let row = rows.len() - 1;
        rows[row].push(cell);
        (table, row, rows[row].len() - 1)
    }

    /// Keeps the cell's id, and those of the headers it names.
    fn note_headers(&mut self, element: &Dict<'_>, cell: CellIndex) {
        if let Some(Object::String(id)) = element.get::<Object<'_>>(b"ID".as_slice()) {
            self.ids.entry(id.as_bytes().to_vec()).or_insert(cell);
        }
        let Some(list) = objects(element, b"A").iter().find_map(header_list) else { return };
        let ids = list.iter::<Object<'_>>().take(MAX_HEADERS).filter_map(|o| match o {
            Object::String(id) => Some(id.as_bytes().to_vec()),
            _ => None,
        });
        let ids: Vec<Vec<u8>> = ids.collect();
        if !ids.is_empty() {
            self.named.push((cell, ids));
        }
    }

    /// Ids may be named before they are given, so they are looked up at the end.
    fn resolve_headers(&mut self) {
        for (cell, ids) in std::mem::take(&mut self.named) {
            let found = ids.iter().filter_map(|id| self.ids.get(id)).filter(|(table, ..)| *table == cell.0);
            let headers = found.map(|&(_, row, cell)| (row as u32, cell as u32)).collect();
            self.cell_mut(cell).headers = headers;
        }
    }

    fn page(&self, element: &Dict<'_>) -> Option<u32> {
        let id: ObjectIdentifier = element.get_ref(b"Pg".as_slice())?.into();
        self.pages.get(&id).copied()
    }

    /// The standard name of an element's type.
    fn role(&self, element: &Dict<'_>) -> Vec<u8> {
        let mut role = element.get::<Name<'_>>(b"S".as_slice()).map(|n| n.to_vec()).unwrap_or_default();
        for _ in 0..MAX_ROLE_STEPS {
            if matches!(role.as_slice(), b"Table" | b"THead" | b"TR" | b"TH" | b"TD") {
                break;
            }
            match self.roles.get::<Name<'_>>(role.as_slice()) {
                Some(next) if next.as_ref() != role.as_slice() => role = next.to_vec(),
                _ => break,
            }
        }
        role
    }

    /// `/RowSpan` or `/ColSpan`, from the element's attributes or its classes; 1 where absent.
    fn span(&self, element: &Dict<'_>, key: &[u8]) -> u32 {
        let own = objects(element, b"A").into_iter().find_map(|o| attribute(&o, key));
        own.or_else(|| self.span_by_class(element, key))
            .filter(|n| (1..=MAX_SPAN).contains(n))
            .map_or(1, i32::cast_unsigned)
    }

    /// The same from the classes of an element alone.
    fn span_by_class(&self, element: &Dict<'_>, key: &[u8]) -> Option<i32> {
        objects(element, b"C").into_iter().find_map(|class| {
            let name = class.into_name()?;
            objects(&self.classes, name.as_ref()).into_iter().find_map(|o| attribute(&o, key))
        })
    }
}

fn header_list<'a>(object: &Object<'a>) -> Option<Array<'a>> {
    match object {
        Object::Dict(dict) => dict.get::<Array<'a>>(b"Headers".as_slice()),
        _ => None,
    }
}

/// The number by which a form `XObject` is named.
pub(super) fn form_number(form: ObjectIdentifier) -> Option<NonZeroU32> {
    NonZeroU32::new(form.obj_number)
}

fn attribute(object: &Object<'_>, key: &[u8]) -> Option<i32> {
    match object {
        Object::Dict(dict) => dict.get::<i32>(key),
        Object::Stream(stream) => stream.dict().get::<i32>(key),
        _ => None,
    }
}

/// An entry that may be one object or an array of them.
fn objects<'a>(dict: &Dict<'a>, key: &[u8]) -> Vec<Object<'a>> {
    match dict.get::<Object<'a>>(key) {
        Some(Object::Array(array)) => Array::iter::<Object<'a>>(&array).collect(),
        Some(object) => vec![object],
        None => Vec::new(),
    }
}
