//! Cells that list indicators class by class, without a label before their values: 产出指标：数量指标：改造苗圃50亩；质量指标：成活率≥95%。

use super::scan::PackedWords;
use crate::vocabulary::Vocabulary;

/// What is listed under one class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ClassList {
    pub(crate) level1: Option<String>,
    pub(crate) level2: Option<String>,
    /// As printed: one indicator or several.
    pub(crate) text: String,
}

/// Classes of the second level that such a cell names at least, where nothing else says that it lists indicators.
pub(crate) const FEWEST_CLASSES: usize = 2;

/// The lists of a cell; none where values have labels, or where classes of the second level do not stand before theirs.
/// `fewest`: how many of these there must be.
pub(crate) fn cell_to_class_lists(cell: &str, fewest: usize, vocabulary: &Vocabulary) -> Vec<ClassList> {
    let words = PackedWords::new(cell, vocabulary);
    let classes: Vec<(usize, usize, usize)> = classes(&words);
    let mut lists: Vec<ClassList> = Vec::new();
    let mut level1: Option<String> = None;
    let ends = classes.iter().skip(1).map(|(from, _, _)| *from).chain([words.len()]);
    for ((from, to, body), next) in classes.iter().zip(ends) {
        let text = without_number(&words.printed(*body, next)).to_owned();
        let class = words.class_text(*from, *to);
        if vocabulary.level2(&class).is_none() || text.is_empty() && vocabulary.level1(&class).is_some() {
            level1 = Some(class);
            if !text.is_empty() {
                lists.push(ClassList { level1: level1.clone(), level2: None, text });
            }
        } else {
            lists.push(ClassList { level1: level1.clone(), level2: Some(class), text });
        }
    }
    let seconds = lists.iter().filter(|list| list.level2.is_some()).count();
    if seconds < fewest || has_value_labels(&words) {
        return Vec::new();
    }
    lists.retain(|list| !list.text.is_empty());
    lists
}

/// Class words with a colon behind them, where a clause begins: from, to, behind the colon.
fn classes(words: &PackedWords<'_>) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let class = words.class_at(at).filter(|_| begins_clause(words, at));
        let colon = class.map(|(from, to)| (from, to, words.skip_space(to)));
        match colon.filter(|(_, _, colon)| words.at(*colon) == ':') {
            Some((from, to, colon)) => {
                found.push((from, to, colon + 1));
                at = colon + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a clause begins at the position: at the beginning, behind a stop, a colon, or the number of an item.
fn begins_clause(words: &PackedWords<'_>, at: usize) -> bool {
    let before = (0..at).rev().map(|n| words.at(n)).find(|c| !c.is_whitespace());
    before.is_none_or(|c| matches!(c, '。' | ';' | '；' | ':' | '.' | '、' | ')' | ','))
}

/// Whether a value has its label in the cell: 年度指标值：….
fn has_value_labels(words: &PackedWords<'_>) -> bool {
    let text: String = words.printed(0, words.len()).chars().filter(|c| !c.is_whitespace()).collect();
    words.vocabulary.value_labels().iter().any(|(label, _)| text.contains(label.as_str()))
}

/// A text without the number of the next item, and the stop before it, at its end: …≥95%。2.
fn without_number(text: &str) -> &str {
    let text = text.trim();
    let body = text.trim_end_matches(['.', '．', '、', ')', '）', '(', '（']);
    let bare = body.trim_end_matches(|c: char| c.is_ascii_digit());
    let ends_item =
        body.len() < text.len() && bare.len() < body.len() && bare.trim_end().ends_with(['。', '；', ';', '\n']);
    let text = if ends_item || bare.is_empty() { bare } else { text };
    text.trim_end_matches(|c: char| c.is_whitespace() || "。；;(（".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cell: &str) -> Vec<String> {
        let part = |t: &Option<String>| t.clone().unwrap_or_default();
        let lists = cell_to_class_lists(cell, FEWEST_CLASSES, &Vocabulary::default());
        lists.iter().map(|l| format!("{}|{}|{}", part(&l.level1), part(&l.level2), l.text)).collect()
    }

    #[test]
    fn classes_stand_before_what_they_list() {
        assert_eq!(
            shown("1.产出指标：数量指标：改造苗圃50亩；质量指标：苗木成活率≥95%。2.效益指标：社会效益指标：游客增加。"),
            ["产出指标|数量指标|改造苗圃50亩", "产出指标|质量指标|苗木成活率≥95%", "效益指标|社会效益指标|游客增加"]
        );
    }

    #[test]
    fn other_cells_have_no_such_lists() {
        assert!(shown("1、产出指标：甲，年度指标值：100%。2、效益指标：乙，年度指标值：≥2次。").is_empty());
        assert!(shown("1、产出指标：调解案件数。2、效益指标：社会和谐。").is_empty());
        assert!(shown("加强质量管理，完成数量指标。").is_empty());
    }
}
