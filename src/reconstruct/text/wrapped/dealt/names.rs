//! Organisations whose lines stand one below another between lines of other cells: what the columns of organisations repeat
//! line by line.

use std::collections::BTreeMap;

use crate::reconstruct::text::words::Words;

use super::super::measured::unbalanced;
use super::super::tokens::Token;

/// How often such a name stands in the text at least.
const FEWEST: usize = 3;
/// The next line of a name stands at most so many lines below.
const LINES_BETWEEN: u32 = 3;
/// Most lines of a name.
const MOST_LINES: usize = 5;
/// Pieces that may stand on the lines looked at.
const PIECES_BELOW: usize = 24;

/// The names that repeated pieces make.
pub(super) fn broken_names(tokens: &[Token], words: &Words) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for token in tokens {
        *counts.entry(token.text).or_default() += 1;
    }
    // Every token is counted.
    let is_repeated = |t: &Token| counts[t.text] >= FEWEST;
    let mut below: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut rest = tokens;
    while let [upper, behind @ ..] = rest {
        rest = behind;
        if !is_repeated(upper) {
            continue;
        }
        let near = behind.iter().take(PIECES_BELOW).skip_while(|t| t.line == upper.line);
        for lower in near.take_while(|t| t.line <= upper.line + LINES_BETWEEN).filter(|t| is_repeated(t)) {
            *below.entry(upper.text).or_default().entry(lower.text).or_default() += 1;
        }
    }
    for pairs in below.values_mut() {
        pairs.retain(|_, count| *count >= FEWEST);
    }
    let mut names = Vec::new();
    let mut grown: Vec<(String, &str)> = below.keys().map(|first| ((*first).to_owned(), *first)).collect();
    for _ in 1..MOST_LINES {
        let longer = grown.iter().flat_map(|(text, last)| {
            let next = below.get(last).into_iter().flat_map(BTreeMap::keys).filter(|next| !text.contains(**next));
            next.map(move |next| (format!("{text}{next}"), *next))
        });
        grown = longer.collect();
        grown.dedup();
        grown.truncate(PIECES_BELOW * MOST_LINES);
        names.extend(grown.iter().map(|g| &g.0).filter(|n| words.is_organisation(n) && !unbalanced(n)).cloned());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;
    use crate::reconstruct::text::wrapped::lines_to_tokens;

    #[test]
    fn names_are_found_between_lines_of_other_cells() {
        let row = "长清县河东 长清县河东 清淤工程 保障河道畅通，\n水务局(机关) 水务局 经费 行洪安全。";
        let text = [row; 3].join("\n");
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let names = broken_names(&lines_to_tokens(lines.iter().map(Some)), &Words::default());
        assert!(names.iter().any(|n| n == "长清县河东水务局(机关)"), "{names:?}");
        assert!(names.iter().any(|n| n == "长清县河东水务局"), "{names:?}");
    }
}
