//! Normalised copies of texts, for comparing only: what is printed never changes.

use crate::language::characters::fold_width;

/// A copy for comparing: without spaces, full-width forms as half-width, brackets and quotes of one shape.
pub(super) fn normalised(text: &str) -> String {
    let mut copy = String::with_capacity(text.len());
    // Runs of characters that stay are copied whole; nearly all do.
    for run in text.split_inclusive(|c| !stays(c)) {
        copy.push_str(run.trim_end_matches(|c| !stays(c)));
        let last = run.chars().next_back().filter(|c| !stays(*c) && !c.is_whitespace());
        copy.extend(last.map(plain));
    }
    copy
}

/// Whether a character is, without looking further, its own plain form.
fn stays(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '!'..='~')
}

/// The plain form of a character that is printed in several widths or shapes.
pub(super) fn plain(c: char) -> char {
    match c {
        '〔' | '﹝' | '【' | '［' => '(',
        '〕' | '﹞' | '】' | '］' => ')',
        '！'..='～' => fold_width(c),
        '“' | '”' | '「' | '」' => '"',
        _ => c,
    }
}

/// Whether a character is an ideograph.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether one of some words stands in a text.
pub(super) fn has_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Whether a text ends in one of some words.
pub(super) fn ends_in_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_str()))
}

/// The ideographs of a text, without the given words.
pub(super) fn ideographs_without(text: &str, words: &[String]) -> String {
    let mut text = std::borrow::Cow::Borrowed(text);
    for word in words.iter().filter(|w| !w.is_empty()) {
        if text.contains(word.as_str()) {
            text = text.replace(word.as_str(), " ").into();
        }
    }
    text.chars().filter(|c| is_ideograph(*c)).collect()
}

/// Two neighbouring characters.
pub(super) type Bigram = (char, char);

/// The pairs of neighbouring characters of a text, sorted, each once.
pub(super) fn bigrams(text: &str) -> Vec<Bigram> {
    let mut pairs: Vec<Bigram> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The share of the first pairs that are also among the second, which are sorted; 0 where there are no first ones.
pub(super) fn share(of: &[Bigram], within: &[Bigram]) -> f64 {
    let common = of.iter().filter(|pair| within.binary_search(pair).is_ok()).count();
    if of.is_empty() { 0.0 } else { common as f64 / of.len() as f64 }
}

/// The length of the longest common subsequence. Quadratic: callers bound the lengths.
pub(super) fn common_length(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (slot, y) in b.iter().enumerate() {
            let above = row[slot + 1];
            let left = row[slot];
            let length = if x == y { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            row[slot + 1] = length;
        }
    }
    row[b.len()]
}

/// A text without the brackets at its end, and their contents: 合格率（%） is 合格率.
pub(super) fn without_tail_brackets(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = text.strip_suffix([')', '）', '】', '〕']) {
        let Some((before, _)) = inner.rsplit_once(['(', '（', '【', '〔']) else { break };
        text = before.trim_end();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_brackets_compare_equal() {
        assert_eq!(normalised("村（社区） 法律"), normalised("村(社区)法律"));
        assert_eq!(without_tail_brackets("考核评估合格率（%）"), "考核评估合格率");
        assert_eq!(without_tail_brackets("（%）"), "");
        assert_eq!(without_tail_brackets("讲座）"), "讲座）");
    }

    #[test]
    fn common_subsequences() {
        let length = |a: &str, b: &str| common_length(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(length("法律援助受益人数", "法律援助案件全年受援人数"), 7);
        assert_eq!(length("", "一"), 0);
    }
}
