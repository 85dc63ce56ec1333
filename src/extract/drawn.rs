//! Lines of a text with drawn tables (`+---+---+`, or rules of dashes over columns), as pandoc and tabulate write them: what belongs to
//! the drawing and not to the table is taken away. The tables are read with the other lines of the text.

use super::filling::{Fillings, is_column_name, is_word_for_blank};
use crate::model::Line;

/// Dashes of each stroke of a rule over columns.
const FEWEST_DASHES: usize = 3;

/// Takes away escapes of characters, words for blanks and rules over columns; nothing of a text without a drawn table.
pub(super) fn clean(lines: &mut Vec<Line>) -> Fillings {
    let mut fillings = Fillings::default();
    let framed = lines.iter().any(|line| is_border(&line.text));
    let ruled = lines.iter().filter(|line| is_rule_over_columns(&line.text)).count() > 1;
    if !framed && !ruled {
        return fillings;
    }
    lines.retain(|line| !is_rule_over_columns(&line.text));
    for line in lines {
        if line.text.contains('\\') {
            line.text = unescaped(&line.text);
        }
        if framed && line.text.trim_start().starts_with('|') {
            line.text = without_fillings(&line.text, &mut fillings);
        }
    }
    fillings
}

/// `+-----+:===+`, as it stands between the rows of a table that is drawn as a grid.
fn is_border(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("+-") && line.ends_with('+') && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
}

/// `------- -----`, as it stands over and under the columns of a table without other strokes.
fn is_rule_over_columns(line: &str) -> bool {
    let mut strokes = 0;
    line.split_ascii_whitespace().all(|stroke| {
        strokes += 1;
        stroke.len() >= FEWEST_DASHES && stroke.bytes().all(|b| b == b'-')
    }) && strokes > 1
}

/// A line in which escaped characters stand as they are: what it gets shorter by is blank behind its field, so that columns stay.
fn unescaped(line: &str) -> String {
    let (mut text, mut owed) = (String::with_capacity(line.len()), 0);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = c == '\\' && chars.peek().is_none_or(|next| next.is_ascii_punctuation() || *next == ' ');
        if escapes {
            owed += 1;
            // What is escaped is a character of the text; a blank or the end of the line is a line break of it.
            text.extend(chars.next_if(char::is_ascii_punctuation));
            continue;
        }
        if c == '|' || c == ' ' && chars.peek().is_none_or(|next| matches!(next, ' ' | '|')) {
            text.extend(std::iter::repeat_n(' ', std::mem::take(&mut owed)));
        }
        text.push(c);
    }
    text
}

/// A line of fields between bars in which words for blanks and names of columns without a heading are blank.
fn without_fillings(line: &str, fillings: &mut Fillings) -> String {
    let mut fields: Vec<String> = line.split('|').map(str::to_owned).collect();
    for field in &mut fields {
        let (word, name) = (is_word_for_blank(field), is_column_name(field));
        fillings.count(usize::from(name), usize::from(word));
        if word || name {
            *field = " ".repeat(field.len());
        }
    }
    fields.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Vec<String> {
        let mut lines = text.lines().zip(1..).map(|(text, number)| Line { number, text: text.to_owned() }).collect();
        clean(&mut lines);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn what_belongs_to_the_drawing_is_taken_away_and_columns_stay() {
        let grid = "+------+------------+\n| 指标 | Unnamed: 1 |\n+======+============+\n| \\>5% | nan        |\n| 一\\  | 1\\. 甲     |";
        let right = [
            "+------+------------+",
            "| 指标 |            |",
            "+======+============+",
            "| >5%  |            |",
            "| 一   | 1. 甲      |",
        ];
        assert_eq!(cleaned(grid), right);
        let ruled = "  ---- ------\n  名称 值\n  甲   \\<3\n  ---- ------";
        assert_eq!(cleaned(ruled), ["  名称 值", "  甲   <3"]);
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["C:\\(x) nan", "-----", "---- 附件 ----", "| nan |\n|-----|"] {
            assert_eq!(cleaned(text).join("\n"), text);
        }
    }
}
