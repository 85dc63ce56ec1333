//! Tables → Markdown pipes, for reading.

use std::fmt::Write;

use crate::model::Table;
use crate::model::labels::method_to_text;

use super::csv::first_slots;

/// The tables one after the other under headings that say where they stand.
#[must_use]
pub(crate) fn markdown(tables: &[Table]) -> Vec<u8> {
    let mut text = String::new();
    for (n, table) in tables.iter().enumerate() {
        if n > 0 {
            text.push('\n');
        }
        let page = table.page.map_or(String::new(), |page| format!(" · p. {page}"));
        let title = table.title.as_deref().map_or(String::new(), |title| format!(" · {}", escape(title)));
        let method = method_to_text(table.method);
        let sure = table.confidence * 100.0;
        let _ = writeln!(text, "### {}{page}{title} · {method} {sure:.0}%\n", n + 1);
        for (row, fields) in first_slots(table).iter().enumerate() {
            let fields: Vec<String> = fields.iter().map(|field| escape(field)).collect();
            let _ = writeln!(text, "| {} |", fields.join(" | "));
            if row == 0 {
                let _ = writeln!(text, "|{}", " --- |".repeat(fields.len()));
            }
        }
    }
    text.into_bytes()
}

/// The text as Markdown shows it: whatever would be markup has a backslash before it, line ends are spaces.
fn escape(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    for c in field.chars() {
        match c {
            '\\' | '|' | '<' | '>' | '[' | ']' | '`' | '*' | '_' | '~' | '&' | '#' | '$' | '!' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_is_shown_as_text() {
        assert_eq!(super::escape("<b>[x](y) `c` a|b\n"), "\\<b\\>\\[x\\](y) \\`c\\` a\\|b ");
    }
}
