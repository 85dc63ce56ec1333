//! Which font of the page's resources a text is set in: the interpreter does not say, so the page's content is made to.

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::Object;

use super::forms::range_in;

/// Tag of the empty marked content that is put behind each change of the font; its property `/N` is the font's number among the
/// names given to [`name_fonts`].
pub(super) const TAG: &[u8] = b"JixiaoFont";

/// The content with marked content of the tag [`TAG`] wherever the font becomes another of these: where it is set, and where an
/// earlier state comes back.
pub(super) fn name_fonts(content: &[u8], names: &[Vec<u8>]) -> Vec<u8> {
    let changes = changes(content, names);
    let mut named = Vec::with_capacity(content.len() + changes.len() * 36);
    let mut copied = 0;
    for (end, number) in changes {
        named.extend_from_slice(content.get(copied..end).unwrap_or_default());
        named.extend_from_slice(format!(" /{} <</N {number}>> BDC EMC ", String::from_utf8_lossy(TAG)).as_bytes());
        copied = end;
    }
    named.extend_from_slice(content.get(copied..).unwrap_or_default());
    named
}

/// Ends of the operators behind which another font is set, and its number.
fn changes(content: &[u8], names: &[Vec<u8>]) -> Vec<(usize, usize)> {
    let mut changes: Vec<(usize, usize)> = Vec::new();
    let mut saved: Vec<Option<usize>> = Vec::new();
    let mut current: Option<usize> = None;
    let mut operators = UntypedIter::new(content);
    while let Some(instruction) = operators.next() {
        let before = current;
        match &**instruction.operator {
            b"q" => saved.push(current),
            b"Q" => current = saved.pop().unwrap_or(current),
            b"Tf" => {
                let name = instruction.operands().next();
                let Some(Object::Name(name)) = name else { continue };
                current = names.iter().position(|known| known.as_slice() == &**name);
            }
            _ => continue,
        }
        let end = range_in(content, instruction.operator).map(|range| range.end);
        if let (Some(number), Some(end)) = (current.filter(|_| current != before), end) {
            changes.push((end, number));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_named_where_it_is_set_and_where_it_comes_back() {
        let named = |content: &str| {
            let names = [b"F1".to_vec(), b"F2".to_vec()];
            String::from_utf8_lossy(&name_fonts(content.as_bytes(), &names)).into_owned()
        };
        let mark = |n: usize| format!(" /JixiaoFont <</N {n}>> BDC EMC ");
        assert_eq!(
            named("/F1 9 Tf q /F2 8 Tf (a) Tj Q (b) Tj"),
            format!("/F1 9 Tf{} q /F2 8 Tf{} (a) Tj Q{} (b) Tj", mark(0), mark(1), mark(0))
        );
        assert_eq!(named("(/F1 9 Tf) Tj /F1 9 Tf /F1 8 Tf"), format!("(/F1 9 Tf) Tj /F1 9 Tf{} /F1 8 Tf", mark(0)));
        assert_eq!(named("Q Q /F3 9 Tf"), "Q Q /F3 9 Tf");
    }
}
