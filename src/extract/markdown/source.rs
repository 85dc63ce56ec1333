//! A Markdown text before it is parsed: HTML tables are set apart, rows of cells that have more than their header are kept whole.

use std::borrow::Cow;

use crate::extract::kind::is_row_of_dashes;
use crate::language::characters::without_first;

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkdownPiece<'t> {
    Markdown(&'t str),
    /// An HTML table.
    Html(&'t str),
}

/// Parts a text at its HTML tables: blank lines may stand in them, which end HTML in Markdown.
pub(super) fn pieces(text: &str) -> Vec<MarkdownPiece<'_>> {
    let (mut pieces, mut done, mut open, mut depth) = (Vec::new(), 0, 0, 0_usize);
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let (_, rest) = text.as_bytes().split_at(at);
        if begins(rest, b"<table") {
            if depth == 0 {
                open = at;
            }
            depth += 1;
        } else if depth > 0 && begins(rest, b"</table") {
            depth -= 1;
            if depth == 0 {
                let end = rest.iter().position(|b| *b == b'>').map_or(text.len(), |n| at + n + 1);
                pieces.extend(text.get(done..open).map(MarkdownPiece::Markdown));
                pieces.extend(text.get(open..end).map(MarkdownPiece::Html));
                done = end;
            }
        }
    }
    let rest = text.get(done..).unwrap_or_default();
    match text.get(done..open.max(done)).filter(|_| depth > 0) {
        // The last table has no end.
        Some(before) => {
            pieces.push(MarkdownPiece::Markdown(before));
            pieces.extend(text.get(open..).map(MarkdownPiece::Html));
        }
        None => pieces.push(MarkdownPiece::Markdown(rest)),
    }
    pieces
}

fn begins(text: &[u8], with: &[u8]) -> bool {
    text.split_at_checked(with.len()).is_some_and(|(head, _)| head.eq_ignore_ascii_case(with))
}

/// The text with the header of each table as wide as its widest row: parsers drop what stands right of the header.
pub(super) fn widened(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut more: Vec<usize> = vec![0; lines.len()];
    for (at, pair) in lines.windows(2).enumerate() {
        let [header, line] = pair else { continue };
        if !header.contains('|') || !is_row_of_dashes(line.as_bytes()) {
            continue;
        }
        let rows = lines.iter().skip(at + 2).take_while(|l| l.contains('|'));
        let widest = rows.map(|l| cells(l)).fold(cells(header), usize::max);
        for (more, row) in more.iter_mut().skip(at).zip(pair) {
            *more = widest.saturating_sub(cells(row));
        }
    }
    if more.iter().all(|n| *n == 0) {
        return Cow::Borrowed(text);
    }
    let mut wide = String::with_capacity(text.len() + text.len() / 8);
    for (line, more) in lines.iter().zip(more) {
        wide.push_str(line.trim_end_matches('\r'));
        if more > 0 {
            let filling = if is_row_of_dashes(line.as_bytes()) { "---|" } else { " |" };
            if !line.trim_end().ends_with('|') {
                wide.push('|');
            }
            wide.push_str(&filling.repeat(more));
        }
        wide.push('\n');
    }
    Cow::Owned(wide)
}

/// Cells of a row: what its bars part, but for those at its ends and those written as characters.
fn cells(line: &str) -> usize {
    let line = line.trim();
    let line = without_first(line, "|");
    let (mut count, mut escaped, mut last_is_bar) = (1, false, false);
    for c in line.chars() {
        last_is_bar = c == '|' && !escaped;
        count += usize::from(last_is_bar);
        escaped = c == '\\' && !escaped;
    }
    count - usize::from(last_is_bar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_tables_are_set_apart_whatever_stands_in_them() {
        let text = "# 表\n<TABLE><tr><td>\n\n<table>内</table></td></tr></TABLE>\n注";
        let inner = "<TABLE><tr><td>\n\n<table>内</table></td></tr></TABLE>";
        assert_eq!(
            pieces(text),
            [MarkdownPiece::Markdown("# 表\n"), MarkdownPiece::Html(inner), MarkdownPiece::Markdown("\n注")]
        );
        assert_eq!(pieces("a<table>b"), [MarkdownPiece::Markdown("a"), MarkdownPiece::Html("<table>b")]);
        assert_eq!(pieces("</table>"), [MarkdownPiece::Markdown("</table>")]);
    }

    #[test]
    fn headers_are_as_wide_as_the_widest_row() {
        assert_eq!(widened("|a|\n|-|\n|1|2\\|3|4|\n"), "|a| | |\n|-|---|---|\n|1|2\\|3|4|\n\n");
        assert!(matches!(widened("|a|b|\n|-|-|\n|1|2|\n"), Cow::Borrowed(_)));
    }
}
