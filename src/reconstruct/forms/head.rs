//! What stands over a form: title, department, year, unit of money.

use crate::language::characters::split_before;
use crate::reconstruct::joining::append_line;
use crate::reconstruct::tolerances::{YEAR_DIGITS, YEARS};
use crate::vocabulary::{Column, Vocabulary, fold};

/// What stands over a form.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) department: Option<String>,
    /// 填报单位 and the like.
    pub(super) organisation: Option<String>,
    /// 项目名称 printed over the table of a card.
    pub(super) project: Option<String>,
    pub(super) year: Option<i32>,
    pub(super) unit: Option<String>,
}

/// Reads the texts over a form, the nearest last.
pub(super) fn texts_to_head(texts: &[&str], vocabulary: &Vocabulary) -> Head {
    let mut head = Head::default();
    let title = texts.iter().rposition(|t| vocabulary.is_title(t));
    let mut pairs = texts.iter().zip(texts.iter().skip(1));
    let title = title.or_else(|| pairs.rposition(|(title, rest)| goes_on(title, rest, vocabulary)));
    let title = title.or_else(|| texts.iter().rposition(|t| vocabulary.may_be_title(t)));
    head.title = title.map(|n| strip_mark(texts[n]).to_owned());
    let mut below = title.map_or(0, |n| n + 1);
    if let (Some(title), Some(rest)) = (&mut head.title, texts.get(below))
        && goes_on(title, rest, vocabulary)
    {
        append_line(title, rest.trim());
        below += 1;
    }
    for text in texts.iter().skip(below) {
        for line in labelled_parts(text, vocabulary) {
            head_line(&mut head, line, vocabulary);
        }
    }
    let of_title = head.title.as_deref().and_then(printed_year);
    head.year = of_title.or(head.year);
    head
}

/// Whether a title that is printed over two lines goes on in the next text: its bracket is closed there, or only the whole is a title.
pub(super) fn goes_on(title: &str, rest: &str, vocabulary: &Vocabulary) -> bool {
    let (folded, rest) = (fold(title), fold(rest));
    if rest.chars().count() > LONGEST_REST || rest.contains([':', '。', '|']) {
        return false;
    }
    let joined = format!("{folded}{rest}");
    // 绩效目 | 标申报表
    let is_cut = vocabulary.speaks_of_goals(&joined)
        && !vocabulary.speaks_of_goals(&folded)
        && !vocabulary.speaks_of_goals(&rest);
    let brackets = (open_brackets(&folded), open_brackets(&rest));
    let closes = brackets.0 > 0 && brackets.0 + brackets.1 == 0;
    let whole = brackets == (0, 0)
        && !vocabulary.is_title(title)
        && !vocabulary.is_title(&rest)
        && vocabulary.column(&rest).is_none()
        && vocabulary.is_title(&joined)
        && (vocabulary.may_be_title(title) || is_cut);
    closes || whole
}

/// How many more brackets a folded text opens than it closes.
fn open_brackets(text: &str) -> i32 {
    let changes = text.chars().map(|c| match c {
        '(' => 1,
        ')' => -1,
        _ => 0,
    });
    changes.sum()
}

/// Characters of the second line of a title at most.
const LONGEST_REST: usize = 30;

/// Whether a text is a line of a head: 部门名称：…, 单位：万元, （2023年度）.
pub(super) fn is_head_line(text: &str, vocabulary: &Vocabulary) -> bool {
    labelled_parts(text, vocabulary).iter().any(|part| {
        let mut head = Head::default();
        head_line(&mut head, part, vocabulary);
        head != Head::default() || is_person_line(part, vocabulary)
    })
}

fn is_person_line(text: &str, vocabulary: &Vocabulary) -> bool {
    matches!(vocabulary.labelled(text), Some((Column::Person, _)))
}

fn head_line(head: &mut Head, line: &str, vocabulary: &Vocabulary) {
    let line = unbracketed(line);
    if let Some(unit) = money_unit(line, vocabulary) {
        head.unit.get_or_insert(unit);
        return;
    }
    match vocabulary.labelled(line) {
        Some((Column::Department, value)) if !value.is_empty() => {
            head.department.get_or_insert(value.to_owned());
        }
        Some((Column::BudgetUnit, value)) if !value.is_empty() => {
            head.organisation.get_or_insert(value.to_owned());
        }
        // 单位：某县气象局: no unit of measure.
        Some((Column::Unit, value)) if value.chars().count() >= SHORTEST_OFFICE => {
            head.organisation.get_or_insert(value.to_owned());
        }
        Some((Column::Project, value)) if !value.is_empty() => {
            head.project.get_or_insert(value.to_owned());
        }
        Some((Column::Year, value)) => head.year = head.year.or_else(|| label_year(value)),
        None if line.chars().count() <= LONGEST_YEAR_LINE => head.year = head.year.or_else(|| printed_year(line)),
        _ => {}
    }
}

/// Characters of the shortest name of an office; units of measure are shorter, as is 见各表.
const SHORTEST_OFFICE: usize = 4;

/// Bytes of the longest line of a head; longer texts are prose or goals.
const LONGEST_HEAD_LINE: usize = 400;

/// Characters of the longest line that is read for a year without a label: （2023年度）.
const LONGEST_YEAR_LINE: usize = 16;

/// `单位：万元` → 万元, as printed.
pub(super) fn money_unit(line: &str, vocabulary: &Vocabulary) -> Option<String> {
    let at = line.find([':', '：'])?;
    let (label, rest) = line.split_at(at);
    let value = rest.trim_start_matches([':', '：']).trim();
    (vocabulary.is_money_label(label) && vocabulary.is_money_unit(value)).then(|| value.to_owned())
}

/// The unit of money in the bracket of a label: 项目资金（万元）.
pub(super) fn unit_in_label(label: &str, vocabulary: &Vocabulary) -> Option<String> {
    let inner = label.trim_end().trim_end_matches([':', '：']).strip_suffix(['）', ')'])?;
    let (_, unit) = inner.rsplit_once(['（', '('])?;
    let unit = unit.rsplit_once(['：', ':']).map_or(unit, |(_, u)| u).trim();
    vocabulary.is_money_unit(unit).then(|| unit.to_owned())
}

/// A line of several labels (部门名称：广州市司法局　单位：万元) as its parts.
fn labelled_parts<'t>(text: &'t str, vocabulary: &Vocabulary) -> Vec<&'t str> {
    let text = text.trim();
    if text.len() > LONGEST_HEAD_LINE {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let (_, rest) = text.split_at(at + c.len_utf8());
        let (label, _) = split_before(rest, |c| matches!(c, ':' | '：'));
        if label.len() < rest.len()
            && (vocabulary.column(label).is_some() || vocabulary.is_money_label(label))
            && !label.contains(char::is_whitespace)
        {
            parts.push(&text[from..at]);
            from = at + c.len_utf8();
        }
    }
    parts.push(&text[from..]);
    parts.into_iter().map(str::trim).filter(|p| !p.is_empty()).collect()
}

fn unbracketed(line: &str) -> &str {
    let line = line.trim();
    line.strip_prefix(['（', '(']).and_then(|l| l.strip_suffix(['）', ')'])).unwrap_or(line).trim()
}

/// The value of a 年度 label: 2023, 2023年度.
pub(super) fn label_year(value: &str) -> Option<i32> {
    let digits: String = fold(value).chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == YEAR_DIGITS).then(|| digits.parse().ok()).flatten()
}

/// The first year printed in a text: 2023年, ２０２３年, 二〇二三年; of 2024-2026年 that with which the range begins.
pub(crate) fn printed_year(text: &str) -> Option<i32> {
    let chars: Vec<char> = fold(text).chars().map(digit).collect();
    let (at, last) = chars.windows(YEAR_DIGITS + 1).enumerate().find_map(|(n, window)| match *window {
        [a, b, c, d, '年'] => Some((n, year_alone(&chars, n, [a, b, c, d])?)),
        _ => None,
    })?;
    let first = at.checked_sub(YEAR_DIGITS + 1).and_then(|n| match *chars.get(n..at)? {
        [a, b, c, d, dash] if "-~—–至".contains(dash) => year_alone(&chars, n, [a, b, c, d]),
        _ => None,
    });
    Some(first.filter(|first| *first < last).unwrap_or(last))
}

/// The year that four digits are, where no digit stands before them.
fn year_alone(chars: &[char], at: usize, digits: [char; YEAR_DIGITS]) -> Option<i32> {
    let alone = at.checked_sub(1).and_then(|n| chars.get(n)).is_none_or(|c| !c.is_ascii_digit());
    let year: i32 = digits.iter().collect::<String>().parse().ok()?;
    (alone && YEARS.contains(&year)).then_some(year)
}

fn digit(c: char) -> char {
    match c {
        '〇' | '零' | '○' | 'O' => '0',
        _ => digit_of(c).unwrap_or(c),
    }
}

/// The figure of a digit as years are written: 二〇二三.
fn digit_of(c: char) -> Option<char> {
    ('1'..='9').zip("一二三四五六七八九".chars()).find_map(|(figure, numeral)| (numeral == c).then_some(figure))
}

/// A title without the mark of a heading in Markdown texts.
fn strip_mark(text: &str) -> &str {
    text.trim().trim_start_matches('#').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_line_by_line() {
        let v = Vocabulary::default();
        let head = texts_to_head(&["## 某局2023年项目支出绩效目标表", "部门名称：广州市司法局  单位：万元"], &v);
        assert_eq!(head.title.as_deref(), Some("某局2023年项目支出绩效目标表"));
        assert_eq!(
            (head.department.as_deref(), head.unit.as_deref(), head.year),
            (Some("广州市司法局"), Some("万元"), Some(2023))
        );
        let head = texts_to_head(&["项目支出绩效自评表", "（2022年度）", "填报日期：2023年1月5日", "（单位：元）"], &v);
        assert_eq!((head.year, head.unit.as_deref()), (Some(2022), Some("元")));
        assert_eq!(printed_year("（2024-2026年）"), Some(2024));
        assert!(is_head_line("（二〇二三年度）", &v));
        assert!(!is_head_line("本部门按照预算公开要求，现将2023年度部门预算情况说明如下", &v));
        assert_eq!(unit_in_label("项目资金（万元）", &v).as_deref(), Some("万元"));
        assert_eq!(unit_in_label("项目名称（资金使用单位）", &v), None);
    }
}
