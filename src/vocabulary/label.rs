//! Labels as they are compared: width, spaces, vertical writing, brackets and scores behind them aside.

use unicode_normalization::UnicodeNormalization;

use crate::language::characters::{without_first, without_last};

/// Labels of more characters do not occur.
pub(super) const LONGEST_LABEL: usize = 40;

/// Folds width (`（` → `(`, `Ａ` → `a`), radicals and compatibility forms, and drops white space. For comparing only.
#[must_use]
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match folded_alone(c) {
            Some(c) if c.is_ascii_control() || c == ' ' => {}
            Some(c) => folded.push(c),
            None => return fold_with_tables(text),
        }
    }
    folded
}

fn fold_with_tables(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).flat_map(char::to_lowercase).collect()
}

/// The folded form of a character whose form is known without Unicode's tables, as nearly all in Chinese forms are. None of
/// these combines with another.
pub(crate) fn folded_alone(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7F}' => Some(c.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '“' | '”' | '《' | '》' => Some(c),
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        _ => None,
    }
}

/// A label as it is compared: [`fold`]ed, without colon at its end, without a score behind it (`（50分）`, `（0-20）分`).
#[must_use]
pub(crate) fn normalise_label(text: &str) -> String {
    let folded = fold(text);
    let mut label = folded.trim_end_matches([':', '*']).trim_start_matches('*');
    while let Some(shorter) = without_score(label) {
        label = shorter;
    }
    label.to_owned()
}

/// What is left of a normalised label without what may stand around its words: brackets behind it (`（万元）`, `（可选填）`),
/// `其中:` or `1-6月` before it, an outline number before it (`一、`, `2.`).
pub(super) fn stem(label: &str, prefixes: &[String]) -> String {
    let mut rest = without_number(label);
    while let Some(shorter) = without_bracket(rest) {
        rest = shorter;
    }
    loop {
        let shorter = prefixes
            .iter()
            .find_map(|p| rest.strip_prefix(p.as_str()))
            .map(|r| r.trim_start_matches([':', ',', '、']))
            .or_else(|| without_months(rest));
        match shorter {
            Some(s) if !s.is_empty() => rest = s,
            _ => break,
        }
    }
    rest.trim_end_matches(':').to_owned()
}

/// A class word as it is compared: normalised, without the word 指标 and the brackets behind it.
pub(super) fn class_key(text: &str) -> String {
    let label = normalise_label(text);
    let key = stem(&label, &[]).replace("指标", "");
    if key.is_empty() { label } else { key }
}

/// `产出指标(50分)`, `产出指标(0-20)分`, `产出指标50分` → `产出指标`.
fn without_score(label: &str) -> Option<&str> {
    let body = without_last(label, "分");
    let had_points = body.len() < label.len();
    if let Some(inner) = body.strip_suffix(')') {
        let (name, score) = inner.rsplit_once('(')?;
        let digits = score.trim_end_matches(['分', '%']);
        let named = had_points || digits.len() < score.len();
        let numeric = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || "-~.".contains(c));
        return (named && numeric && !name.is_empty()).then_some(name);
    }
    let name = body.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    (had_points && name.len() < body.len() && !name.is_empty()).then_some(name)
}

fn without_bracket(label: &str) -> Option<&str> {
    let inner = label.strip_suffix([')', ']', '】', '〕'])?;
    let (before, _) = inner.rsplit_once(['(', '[', '【', '〔'])?;
    (!before.is_empty()).then_some(before)
}

/// `一、总体目标`, `2.绩效目标`, `(三)绩效指标` → the words.
fn without_number(label: &str) -> &str {
    let inner = without_first(label, "(");
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if rest.len() == inner.len() {
        return label;
    }
    let closed = if inner.len() < label.len() { rest.strip_prefix(')') } else { rest.strip_prefix(['、', '.', ',']) };
    closed.filter(|r| !r.is_empty()).unwrap_or(label)
}

/// Whether a text begins with the number of a section: `一、`, `(三)`, `2.`.
#[must_use]
pub(crate) fn is_numbered(text: &str) -> bool {
    let folded = fold(text);
    without_number(&folded).len() < folded.len()
}

/// Figures of a year as labels have it.
const YEAR_DIGITS: usize = 4;

/// `1-6月执行情况`, `1-7月份执行数`, `2023年预算数` → what follows.
fn without_months(label: &str) -> Option<&str> {
    if let Some((year, rest)) = label.split_once('年')
        && year.len() == YEAR_DIGITS
        && year.bytes().all(|b| b.is_ascii_digit())
    {
        return Some(without_first(rest, "度"));
    }
    let until = ["截至", "截止"].iter().find_map(|word| label.strip_prefix(word)).unwrap_or(label);
    let rest = until.trim_start_matches(|c: char| c.is_ascii_digit() || "-~—至".contains(c));
    if rest.len() == until.len() {
        return None;
    }
    let rest = rest.strip_prefix("月")?;
    let day =
        rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('日').filter(|_| until.len() < label.len());
    let rest = day.unwrap_or(rest);
    Some(["份", "底", "末"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_spaces_and_scores_do_not_matter() {
        assert_eq!(normalise_label("产 出\n指 标（50分）："), "产出指标");
        assert_eq!(normalise_label("成本指标（0-20）分"), "成本指标");
        assert_eq!(normalise_label("满意度指标（10%）"), "满意度指标");
        assert_eq!(normalise_label("项⽬⽀出"), "项目支出");
        assert_eq!(normalise_label("时效指标(工期指标)"), "时效指标(工期指标)");
    }

    #[test]
    fn folding_without_tables_is_folding() {
        for c in ('\0'..='\u{FFFF}').filter(|c| folded_alone(*c).is_some()) {
            let text = c.to_string();
            assert_eq!(fold(&text), fold_with_tables(&text), "{c:?}");
            // Nothing before it combines with it.
            let after = format!("a{c}中{c}");
            assert_eq!(fold(&after), fold_with_tables(&after), "{c:?}");
        }
    }

    #[test]
    fn a_stem_has_no_trimmings() {
        let prefixes = ["其中".to_owned()];
        let of = |t: &str| stem(&normalise_label(t), &prefixes);
        assert_eq!(of("其中：财政拨款"), "财政拨款");
        assert_eq!(of("拟投入的资金（万元）"), "拟投入的资金");
        assert_eq!(of("1-6月执行情况"), "执行情况");
        assert_eq!(of("截至8月底完成值"), "完成值");
        assert_eq!(of("截至8月31日执行数"), "执行数");
        assert_eq!(of("2023年度预算金额（万元）"), "预算金额");
        assert_eq!(of("二、总体绩效目标"), "总体绩效目标");
        assert_eq!(of("（三）绩效指标"), "绩效指标");
        assert_eq!(of("一级指标"), "一级指标");
    }
}
