//! Which form `XObject` is being drawn: the interpreter does not say, so the page's content is made to.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Name, Object, Stream};
use hayro_syntax::page::Page as PdfPage;

use super::structure::form_number;

/// Tag of the marked content that is put around the drawing of a form; its property `/F` is the form's object number.
pub(super) const TAG: &[u8] = b"JixiaoForm";

/// Object numbers of the forms that a page's content can draw, by resource name.
pub(super) fn forms_of(page: &PdfPage<'_>) -> BTreeMap<Vec<u8>, NonZeroU32> {
    let objects = &page.resources().x_objects;
    objects
        .keys()
        .filter_map(|key| {
            let number = form_number(objects.get_ref(&key)?.into())?;
            let form = objects.get::<Stream<'_>>(&key)?;
            let is_form = form.dict().get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(b"Form");
            is_form.then(|| (key.to_vec(), number))
        })
        .collect()
}

/// The content with marked content of the tag [`TAG`] around each operator that draws a form.
pub(super) fn name_forms(content: &[u8], forms: &BTreeMap<Vec<u8>, NonZeroU32>) -> Vec<u8> {
    let places = drawings(content, forms);
    let mut named = Vec::with_capacity(content.len() + places.len() * 40);
    let mut copied = 0;
    for (start, end, number) in places {
        named.extend_from_slice(content.get(copied..start).unwrap_or_default());
        named.extend_from_slice(format!("/{} <</F {number}>> BDC ", String::from_utf8_lossy(TAG)).as_bytes());
        named.extend_from_slice(content.get(start..end).unwrap_or_default());
        named.extend_from_slice(b" EMC ");
        copied = end;
    }
    named.extend_from_slice(content.get(copied..).unwrap_or_default());
    named
}

/// Start of the name and end of the operator of each `/Name Do` with a form's name.
fn drawings(content: &[u8], forms: &BTreeMap<Vec<u8>, NonZeroU32>) -> Vec<(usize, usize, NonZeroU32)> {
    let mut places: Vec<(usize, usize, NonZeroU32)> = Vec::new();
    let mut operators = UntypedIter::new(content);
    while let Some(instruction) = operators.next() {
        if &**instruction.operator != b"Do" {
            continue;
        }
        let Some(Object::Name(name)) = instruction.operands().next() else { continue };
        let Some(number) = forms.get(&**name) else { continue };
        // A name that had to be unescaped is no part of the content; such a form stays unnamed.
        let (Some(name), Some(operator)) = (range_in(content, name), range_in(content, instruction.operator)) else {
            continue;
        };
        let start = name.start.saturating_sub(1);
        if content.get(start) == Some(&b'/') && name.end <= operator.start {
            places.push((start, operator.end, *number));
        }
    }
    places
}

/// Where a part of the content lies in it; `None` where it is no part of it.
pub(super) fn range_in(content: &[u8], part: &[u8]) -> Option<std::ops::Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(content.as_ptr().addr())?;
    let range = start..start.checked_add(part.len())?;
    (content.get(range.clone())? == part).then_some(range)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;

    #[test]
    fn only_forms_are_named() {
        let forms = BTreeMap::from([(b"X1".to_vec(), NonZeroU32::new(7).unwrap())]);
        let named = |content: &'static str| String::from_utf8(name_forms(content.as_bytes(), &forms)).unwrap();
        assert_eq!(named("q /X1 Do Q /X2 Do"), "q /JixiaoForm <</F 7>> BDC /X1 Do EMC  Q /X2 Do");
        assert_eq!(named("(/X1 Do) Tj"), "(/X1 Do) Tj");
        assert_eq!(named("BI /W 1 /H 1 ID /X1 Do EI\nq"), "BI /W 1 /H 1 ID /X1 Do EI\nq");
    }
}
