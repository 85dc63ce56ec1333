//! A PDF with notes: the original's bytes as they are, and behind them a revision that adds highlights and an outline.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary};

use super::paper::Paper;
use crate::model::BBox;
use crate::write::mark::closing_comment;

/// What is noted at a place.
#[derive(Debug, Clone)]
pub(crate) struct PdfNote {
    /// Page, from 1.
    pub(crate) page: u32,
    /// Boxes on that page; none for a note about the page.
    pub(crate) boxes: Vec<BBox>,
    /// Red, green, blue, 0 to 1.
    pub(crate) colour: [f32; 3],
    /// What it says.
    pub(crate) text: String,
}

/// An entry of the outline.
#[derive(Debug, Clone)]
pub(crate) struct PdfBookmark {
    pub(crate) title: String,
    /// Page, from 1, and the height on it.
    pub(crate) page: u32,
    pub(crate) top: f64,
    /// Entries below it.
    pub(crate) below: Vec<PdfBookmark>,
}

/// Why a PDF gets no notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotAnnotated {
    /// It is encrypted.
    Encrypted,
    /// It is signed, and the signature was not given up.
    Signed,
    /// Its structure cannot be followed.
    Damaged(String),
}

impl From<lopdf::Error> for NotAnnotated {
    fn from(error: lopdf::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Adds notes and an outline to a PDF; `break_signature`: to a signed one, too, whose signature then says no more that nothing was
/// changed.
///
/// # Errors
/// See [`NotAnnotated`].
pub(crate) fn annotated(
    original: Vec<u8>,
    notes: &[PdfNote],
    outline: &[PdfBookmark],
    break_signature: bool,
) -> Result<Vec<u8>, NotAnnotated> {
    let before = Document::load_mem(&original)?;
    if before.is_encrypted() || before.was_encrypted() {
        return Err(NotAnnotated::Encrypted);
    }
    if is_signed(&before) && !break_signature {
        return Err(NotAnnotated::Signed);
    }
    if before.xref_recovery.is_some() {
        return Err(NotAnnotated::Damaged("xref".to_owned()));
    }
    let pages = before.get_pages();
    let mut pdf = IncrementalDocument::create_from(original, before);
    for (number, page) in &pages {
        let of_page: Vec<&PdfNote> = notes.iter().filter(|note| note.page == *number).collect();
        if !of_page.is_empty() {
            annotate(&mut pdf, *page, &of_page)?;
        }
    }
    if !outline.is_empty() {
        add_outline(&mut pdf, outline, &pages.into_iter().collect::<Vec<_>>())?;
    }
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).map_err(|error| NotAnnotated::Damaged(error.to_string()))?;
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    bytes.extend(closing_comment().bytes());
    Ok(bytes)
}

/// Whether a signature stands anywhere in the file.
fn is_signed(pdf: &Document) -> bool {
    pdf.objects.values().filter_map(|object| object.as_dict().ok()).any(|dictionary| {
        let is_signature = dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Sig");
        is_signature || (dictionary.has(b"ByteRange") && dictionary.has(b"Contents"))
    })
}

fn annotate(pdf: &mut IncrementalDocument, page: ObjectId, notes: &[&PdfNote]) -> Result<(), NotAnnotated> {
    let paper = Paper::of(pdf.get_prev_documents(), page);
    let mut annotations = annotations_of(pdf.get_prev_documents(), page);
    for note in notes {
        let annotation = pdf.new_document.add_object(annotation(note, page, &paper));
        annotations.push(Object::Reference(annotation));
    }
    pdf.opt_clone_object_to_new_document(page)?;
    pdf.new_document.get_dictionary_mut(page)?.set("Annots", annotations);
    Ok(())
}

/// The annotations a page has.
fn annotations_of(pdf: &Document, page: ObjectId) -> Vec<Object> {
    let annotations = pdf.get_dictionary(page).and_then(|page| page.get(b"Annots"));
    let annotations = annotations.and_then(|object| pdf.dereference(object)).map(|(_, object)| object);
    annotations.and_then(Object::as_array).cloned().unwrap_or_default()
}

/// Opacity of a highlight.
const OPACITY: f32 = 0.25;
/// Side of the sign of a note about a whole page, in points.
const SIGN: f64 = 18.0;
/// Flag of an annotation: it is printed.
const PRINTED: i64 = 4;

fn annotation(note: &PdfNote, page: ObjectId, paper: &Paper) -> Dictionary {
    let around = BBox::around(note.boxes.iter().copied());
    let bbox = around.unwrap_or_else(|| BBox::new(SIGN, SIGN, 2.0 * SIGN, 2.0 * SIGN));
    let colour: Vec<Object> = note.colour.iter().map(|part| Object::Real(*part)).collect();
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => if around.is_some() { "Highlight" } else { "Text" },
        "Rect" => numbers(paper.rectangle(&bbox)),
        "C" => colour,
        "CA" => OPACITY,
        "F" => PRINTED,
        "T" => text("jixiao"),
        "Contents" => text(&note.text),
        "P" => page,
    };
    if around.is_some() {
        annotation.set("QuadPoints", numbers(note.boxes.iter().flat_map(|bbox| paper.corners(bbox))));
    }
    annotation
}

fn numbers(values: impl IntoIterator<Item = f64>) -> Vec<Object> {
    values.into_iter().map(|value| Object::Real(value as f32)).collect()
}

/// A text string in UTF-16, which every reader knows.
fn text(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Puts the outline behind the one there is.
fn add_outline(
    pdf: &mut IncrementalDocument,
    outline: &[PdfBookmark],
    pages: &[(u32, ObjectId)],
) -> Result<(), NotAnnotated> {
    let before = pdf.get_prev_documents();
    let catalog = before.trailer.get(b"Root")?.as_reference()?;
    let old = before.get_dictionary(catalog)?.get(b"Outlines").and_then(Object::as_reference).ok();
    let [first, last] =
        [&b"First"[..], b"Last"].map(|key| before.get_dictionary(old?).ok()?.get(key).ok()?.as_reference().ok());
    let root = match old {
        Some(root) => root,
        None => pdf.new_document.add_object(dictionary! { "Type" => "Outlines" }),
    };
    pdf.opt_clone_object_to_new_document(root).or_else(|error| if old.is_none() { Ok(()) } else { Err(error) })?;
    let (own_first, own_last) = add_entries(pdf, outline, root, pages)?;
    if let Some(last) = last {
        pdf.opt_clone_object_to_new_document(last)?;
        pdf.new_document.get_dictionary_mut(last)?.set("Next", own_first);
        pdf.new_document.get_dictionary_mut(own_first)?.set("Prev", last);
    }
    let dictionary = pdf.new_document.get_dictionary_mut(root)?;
    let count = dictionary.get(b"Count").and_then(Object::as_i64).unwrap_or_default().max(0);
    dictionary.set("First", first.unwrap_or(own_first));
    dictionary.set("Last", own_last);
    dictionary.set("Count", count + i64::try_from(outline.len()).unwrap_or_default());
    if old.is_none() {
        pdf.opt_clone_object_to_new_document(catalog)?;
        pdf.new_document.get_dictionary_mut(catalog)?.set("Outlines", root);
    }
    Ok(())
}

/// Adds entries side by side; gives the first and the last of them.
fn add_entries(
    pdf: &mut IncrementalDocument,
    entries: &[PdfBookmark],
    parent: ObjectId,
    pages: &[(u32, ObjectId)],
) -> Result<(ObjectId, ObjectId), NotAnnotated> {
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_document.add_object(Dictionary::new())).collect();
    for (n, (entry, id)) in entries.iter().zip(&ids).enumerate() {
        let mut dictionary = dictionary! { "Title" => text(&entry.title), "Parent" => parent };
        if let Some((_, page)) = pages.iter().find(|(number, _)| *number == entry.page) {
            let paper = Paper::of(pdf.get_prev_documents(), *page);
            let [left, top] = paper.point(0.0, entry.top);
            let to = ["XYZ".into(), Object::Real(left as f32), Object::Real(top as f32), Object::Null];
            dictionary.set("Dest", [vec![Object::Reference(*page)], to.to_vec()].concat());
        }
        let (before, behind) = ids.split_at(n);
        if let Some(previous) = before.last() {
            dictionary.set("Prev", *previous);
        }
        if let [_, next, ..] = behind {
            dictionary.set("Next", *next);
        }
        if !entry.below.is_empty() {
            let (first, last) = add_entries(pdf, &entry.below, *id, pages)?;
            dictionary.set("First", first);
            dictionary.set("Last", last);
            // Closed: as many would be seen if it were open.
            dictionary.set("Count", -i64::try_from(entry.below.len()).unwrap_or_default());
        }
        pdf.new_document.set_object(*id, dictionary);
    }
    match (ids.first(), ids.last()) {
        (Some(first), Some(last)) => Ok((*first, *last)),
        _ => Err(NotAnnotated::Damaged(String::new())),
    }
}
