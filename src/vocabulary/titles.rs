//! Words of titles and captions.

use super::Vocabulary;
use super::label::fold;
use crate::model::Kind;

/// Characters of the number of a table or attachment at most: 部门预算公开表13-1.
const LONGEST_NUMBER: usize = 12;

/// Titles of more characters do not occur.
const LONGEST_TITLE: usize = 80;

impl Vocabulary {
    /// Whether the text can be the title of a form: it names the topic and ends in 表 (brackets behind aside).
    #[must_use]
    pub(crate) fn is_title(&self, text: &str) -> bool {
        if text.len() > 3 * LONGEST_TITLE || text.contains(['。', '；']) {
            return false;
        }
        let mut title = fold(text);
        while let Some(open) = title.strip_suffix(')').and_then(|t| t.rfind('(')) {
            title.truncate(open);
        }
        let title = title.trim_end_matches(|c: char| c.is_ascii_digit() || "-一二三四五六七八九十".contains(c));
        self.index.topic.iter().any(|t| title.contains(t.as_str()))
            && self.index.ends.iter().any(|e| title.ends_with(e.as_str()))
            && self.column(text).is_none()
    }

    /// Whether a short line without the ending of a title may still be one: 2023年项目支出绩效目标. Numbered headings of
    /// reports (四、绩效目标设置情况) are none.
    #[must_use]
    pub(crate) fn may_be_title(&self, text: &str) -> bool {
        let folded = fold(text);
        let heading = folded.starts_with(|c: char| "(一二三四五六七八九十".contains(c)) || folded.contains('、');
        let short = folded.chars().count() <= LONGEST_TITLE / 2;
        let plain = !folded.contains([':', '。', ';', '，', ',']);
        short
            && plain
            && !heading
            && has_any(&folded, &self.index.topic)
            && has_any(&folded, &self.index.subjects)
            && self.index.listed(text).is_none()
    }

    /// Whether the text begins as the caption of a table does: 表3, 附表一, Table A1.
    #[must_use]
    pub(crate) fn is_numbered_caption(&self, text: &str) -> bool {
        let text = text.trim_start();
        self.index.captions.iter().any(|word| {
            let parts = text.split_at_checked(word.len());
            parts.is_some_and(|(head, rest)| head.eq_ignore_ascii_case(word) && begins_with_number(rest))
        })
    }

    /// Whether a text is nothing but the number of a table or attachment: 附件2：, 表1-3.
    #[must_use]
    pub(crate) fn is_table_number(&self, text: &str) -> bool {
        let text = text.trim();
        // 部门公开表13: whose table it is may stand before it.
        let mut behind = self.index.captions.iter().filter_map(|word| text.rsplit_once(word.as_str()));
        text.chars().count() <= LONGEST_NUMBER && behind.any(|(_, rest)| is_number_alone(rest))
    }

    /// A title as titles are compared: folded, without （续表） behind it.
    #[must_use]
    pub(crate) fn title_key(&self, title: &str) -> String {
        let mut key = fold(title);
        let marks = &self.index.continued;
        while let Some(bare) = marks
            .iter()
            .find_map(|m| key.strip_suffix(&format!("({m})")).or_else(|| key.strip_suffix(m.as_str())))
            .map(str::len)
        {
            key.truncate(bare);
        }
        key
    }

    /// The kind a title names, where it names one of self-evaluation, monitoring and department.
    #[doc(hidden)]
    #[must_use]
    pub fn title_kind(&self, title: &str) -> Option<Kind> {
        let folded = fold(title);
        if has_any(&folded, &self.index.monitoring) {
            Some(Kind::Monitoring)
        } else if has_any(&folded, &self.index.self_evaluation) {
            Some(Kind::SelfEvaluation)
        } else if has_any(&folded, &self.index.department) {
            Some(Kind::Department)
        } else {
            None
        }
    }
}

/// Whether one of the words stands in the text.
fn has_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Whether what stands behind 表 or Table begins as its number does: 3, (一), IV, A1.
fn begins_with_number(text: &str) -> bool {
    let mut chars = text.trim_start().trim_start_matches(['第', '(', '（', '.', ':', '：']).trim_start().chars();
    let Some(first) = chars.next() else { return false };
    first.is_ascii_digit()
        || "一二三四五六七八九十IVX".contains(first)
        || first.is_ascii_uppercase() && chars.next().is_some_and(|c| c.is_ascii_digit() || ".-".contains(c))
}

/// Whether what stands behind 表 is a number and nothing else.
fn is_number_alone(text: &str) -> bool {
    const MARKS: &str = "一二三四五六七八九十-—－.:：之()（）";
    text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || MARKS.contains(c))
        && text.chars().any(|c| !c.is_whitespace() && c != ':' && c != '：')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_by_topic_and_ending() {
        let v = Vocabulary::default();
        assert!(v.is_title("广州市司法局（本级）2023年项目支出绩效目标表（含转移支付项目）"));
        assert!(!v.is_title("绩效指标"));
        assert!(!v.is_title("部门收支总体情况表"));
        assert!(v.may_be_title("2023年项目支出绩效目标"));
        assert!(!v.may_be_title("四、绩效目标设置情况"));
        assert_eq!(v.title_key("项目支出绩效目标表（续表）"), "项目支出绩效目标表");
        assert_eq!(v.title_kind("项目支出绩效自评表"), Some(Kind::SelfEvaluation));
        assert_eq!(v.title_kind("项目支出绩效目标执行监控表"), Some(Kind::Monitoring));
    }
}
