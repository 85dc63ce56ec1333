//! Whether a formula is whole: its quotes and brackets close, and no reference in it is lost.

/// Whether quotes and brackets close in order.
pub(crate) fn is_whole(formula: &str) -> bool {
    let (mut open, mut quote) = (Vec::new(), None);
    for c in formula.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            // Inside the brackets of a table's column a quote mark escapes what follows, and other brackets stand alone.
            (None, '"' | '\'') if open.last() != Some(&']') => quote = Some(c),
            (None, '(') => open.push(')'),
            (None, '{') => open.push('}'),
            (None, '[') => open.push(']'),
            (None, ')' | '}' | ']') if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty() && quote.is_none()
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn brackets_and_quotes_close() {
        assert!(is_whole("SUM('表 (1)'!A1:A3)&\")\"&{1,2}") && is_whole("Table1[[#This Row],[分值]]"));
        assert!(!is_whole("SUM(A1:A3") && !is_whole("\"a") && !is_whole("A1)"));
    }
}
