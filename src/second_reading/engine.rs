//! The other engine, in the process that is given up to it: bytes of a PDF → a tally a page, a line each.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform};
use serde::{Deserialize, Serialize};

use super::tally::{CharacterCounts, Printed};
use crate::extract::contain::process_memory;

/// Most characters of a page: more than any holds, less than takes a gigabyte.
const CHARACTERS: usize = 1_000_000;
/// Deepest a tree of pages is looked up for what a page inherits.
const DEEPEST: usize = 64;

/// What stands before the bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReadOrder {
    /// Password of an encrypted file.
    pub(super) password: Option<String>,
    /// What the process may take, bytes.
    pub(super) memory: u64,
}

/// What it makes of a page; a page that it cannot read has no line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PageAnswer {
    /// Page number, from 1.
    pub(super) page: u32,
    /// What it found there.
    pub(super) tally: CharacterCounts,
}

/// Reads an order and the bytes of a PDF, and answers. What goes wrong shows in lines that do not come.
///
/// # Errors
/// Where the pipes break.
pub(crate) fn serve(input: &mut dyn BufRead, answers: &mut dyn Write) -> std::io::Result<()> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    let order: ReadOrder = serde_json::from_str(&line)?;
    process_memory::limit(order.memory)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    // The engine panics where a file is not as it expects, which is no news for anybody.
    std::panic::set_hook(Box::new(|_| ()));
    let opened = catch_unwind(AssertUnwindSafe(|| open(&bytes, order.password.as_deref())));
    let Ok(Some(document)) = opened else { return Ok(()) };
    drop(bytes);
    for (number, id) in document.get_pages() {
        let read = catch_unwind(AssertUnwindSafe(|| page(&document, number, id)));
        if let Ok(Some(tally)) = read {
            let mut line = serde_json::to_vec(&PageAnswer { page: number, tally })?;
            line.push(b'\n');
            answers.write_all(&line)?;
            answers.flush()?;
        }
    }
    Ok(())
}

fn open(bytes: &[u8], password: Option<&str>) -> Option<Document> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        document.decrypt(password.unwrap_or_default()).ok()?;
    }
    Some(document)
}

fn page(document: &Document, number: u32, id: ObjectId) -> Option<CharacterCounts> {
    let mut device = CountingDevice { crop: inherited_box(document, id, b"CropBox"), ..CountingDevice::default() };
    pdf_extract::output_doc_page(document, &mut device, number).ok()?;
    let shown = device.printed.iter().filter(|one| device.shows(one));
    Some(CharacterCounts::of(shown.map(DrawnCharacter::printed)))
}

/// A box of the page, or of the page tree above it: left, bottom, right, top in the units of the page.
fn inherited_box(document: &Document, page: ObjectId, key: &[u8]) -> Option<[f64; 4]> {
    let mut dictionary: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        let value = dictionary.get(key).ok().and_then(|object| document.dereference(object).ok());
        if let Some((_, Object::Array(sides))) = value {
            let sides: Vec<f64> = sides.iter().filter_map(|side| side.as_float().ok()).map(f64::from).collect();
            let [x, y, z, w] = *sides.as_slice() else { return None };
            return Some([x.min(z), y.min(w), x.max(z), y.max(w)]);
        }
        dictionary = document.get_dictionary(dictionary.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

/// Collects what the engine draws.
#[derive(Default)]
struct CountingDevice {
    printed: Vec<DrawnCharacter>,
    crop: Option<[f64; 4]>,
}

struct DrawnCharacter {
    text: String,
    start: (f64, f64),
    middle: (f64, f64),
    along: (f64, f64),
    placed: bool,
    size: f64,
}

impl DrawnCharacter {
    fn printed(&self) -> Printed<'_> {
        let &Self { start, along, placed, size, .. } = self;
        Printed { text: &self.text, start, along, placed, size }
    }
}

impl CountingDevice {
    fn shows(&self, one: &DrawnCharacter) -> bool {
        let (x, y) = one.middle;
        self.crop.is_none_or(|[l, b, r, t]| l <= x && x <= r && b <= y && y <= t)
    }
}

impl OutputDev for CountingDevice {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.crop = self.crop.or(Some([media.llx, media.lly, media.urx, media.ury]));
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.printed.len() < CHARACTERS {
            let em = place.m11.hypot(place.m12).max(f64::MIN_POSITIVE);
            let (start, along) = ((place.m31, place.m32), (place.m11 / em, place.m12 / em));
            let half = width * size / 2.0;
            let middle = (start.0 + place.m11 * half, start.1 + place.m12 * half);
            // Without the width of a character what stands behind it is drawn over it.
            let (placed, size) = (width > 0.0, em * size.abs());
            self.printed.push(DrawnCharacter { text: text.to_owned(), start, middle, along, placed, size });
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
