//! Rows of Markdown tables without pipes at both ends (`a | b`, below the header `---|---`, `---` below one merged cell) → rows
//! with them.

use std::borrow::Cow;

use crate::model::Line;

use super::fields;

/// Puts pipes round the rows of such tables; other lines stay as they are.
pub(super) fn close_rows(lines: &[Line]) -> Cow<'_, [Line]> {
    let mut closed = Cow::Borrowed(lines);
    // Lines before this one are dealt with.
    let mut done = 0;
    for (n, pair) in lines.windows(2).enumerate() {
        let [header, rule] = pair else { continue };
        let printed = !header.text.trim().is_empty() && !fields::is_separated(&header.text);
        if n < done || !printed || field_count(header) != field_count(rule) || !is_unclosed_rule(&rule.text) {
            continue;
        }
        let own = lines.iter().skip(n).take_while(|l| !l.text.trim().is_empty());
        done = n + own.clone().count();
        if !own.clone().any(|l| l.text.contains('|')) {
            continue;
        }
        for line in &mut closed.to_mut()[n..done] {
            let text = unescaped(line.text.trim());
            // A lone cell goes over the row: a blank one beside it.
            line.text = if text.contains('|') { format!("|{text}|") } else { format!("|{text}||") };
        }
    }
    closed
}

/// A Markdown text without the backslashes before its signs.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let escapes = c == '\\' && characters.peek().is_some_and(|n| n.is_ascii_punctuation() && *n != '|');
        if !escapes {
            plain.push(c);
        }
    }
    plain
}

/// Whether a line is the rule below such a table's header.
fn is_unclosed_rule(text: &str) -> bool {
    let text = text.trim();
    text.split('|').all(is_rule_part)
}

fn is_rule_part(part: &str) -> bool {
    part.contains('-') && part.chars().all(|c| matches!(c, '-' | ':' | ' '))
}

fn field_count(line: &Line) -> usize {
    line.text.trim().split('|').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_around_a_rule_are_closed() {
        let texts = [
            "甲 | 乙",
            "",
            "名称 | 值  ",
            "---|---  ",
            "修路 | 2项",
            "",
            "丙 | 丁",
            "",
            "某表",
            "---",
            "项目 | \\-5 |",
        ];
        let lines: Vec<Line> =
            texts.iter().zip(1..).map(|(t, number)| Line { number, text: (*t).to_owned() }).collect();
        let closed: Vec<String> = close_rows(&lines).iter().map(|l| l.text.clone()).collect();
        assert_eq!(
            closed,
            [
                "甲 | 乙",
                "",
                "|名称 | 值|",
                "|---|---|",
                "|修路 | 2项|",
                "",
                "丙 | 丁",
                "",
                "|某表||",
                "|---||",
                "|项目 | -5 ||"
            ]
        );
    }
}
