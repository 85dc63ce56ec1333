//! Lines over a table that are no rows of it: 部门名称：…      单位：万元.

use super::pieces::TextLine;
use super::typeset::Typeset;

/// How far, in em, a value may stand off behind its colon.
const BEHIND_COLON: f64 = 2.0;

/// How many leading lines print nothing but labels with their values behind a colon, before lines that print more entries.
/// Such a line is set at both edges of a table and would pass for a row of headings.
pub(super) fn labelled<'a>(lines: impl Iterator<Item = &'a TextLine> + Clone, typeset: &Typeset) -> usize {
    let count = lines.clone().take_while(|line| is_labelled(line, typeset)).count();
    let mut entries = lines.map(|line| line.segments(typeset.bridge()).len());
    let most = entries.by_ref().take(count).fold(0, usize::max);
    let table_below = entries.any(|entries| entries > most);
    if table_below { count } else { 0 }
}

/// Whether every run of the line is a label, a colon and a value.
pub(super) fn is_labelled(line: &TextLine, typeset: &Typeset) -> bool {
    let mut left = f64::NEG_INFINITY;
    let mut texts: Vec<String> = Vec::new();
    for piece in line.inked() {
        match texts.last_mut() {
            Some(text) if piece.bbox.left - left < typeset.bridge() * piece.size => text.push_str(&piece.text),
            // A value may stand off behind its colon.
            Some(text) if text.ends_with(COLONS) && piece.bbox.left - left < BEHIND_COLON * piece.size => {
                text.push_str(&piece.text);
            }
            _ => texts.push(piece.text.clone()),
        }
        left = piece.bbox.right;
    }
    !texts.is_empty() && texts.iter().all(|text| is_label_with_value(text))
}

fn is_label_with_value(text: &str) -> bool {
    text.split_once(COLONS).is_some_and(|(label, value)| {
        !label.is_empty() && !value.is_empty() && !value.contains(COLONS) && !text.contains(SENTENCE)
    })
}

const COLONS: [char; 2] = ['：', ':'];

/// Marks of running text, which a cell may hold.
const SENTENCE: [char; 4] = ['，', ',', '；', '。'];
