//! What text reading asks of the vocabulary.

use super::wrapped::Role;

/// The words by which lines of a text are told apart.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// Column labels without spaces, longest first.
    labels: Vec<(String, Role)>,
    /// How an organisation's name ends.
    organisations: Vec<String>,
    /// First words of a note.
    notes: Vec<String>,
    /// Labels of sum rows.
    subtotals: Vec<String>,
    /// How project names often end.
    name_ends: Vec<String>,
    /// Indicator classes of both levels, without the word 指标.
    classes: Vec<String>,
}

impl Default for Words {
    fn default() -> Self {
        let own = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let roles: [(Role, &[&str]); 9] = [
            (Role::Number, &["序号"]),
            (Role::Department, &["主管部门", "部门名称", "预算主管部门"]),
            (Role::Unit, &["预算单位", "实施单位", "项目实施单位", "项目单位", "资金使用单位", "单位名称"]),
            (Role::Project, &["项目名称", "项目支出名称", "专项名称"]),
            (Role::Total, &["总计", "合计", "资金总额", "预算数", "预算金额"]),
            (Role::Fiscal, &["财政拨款", "财政资金", "一般公共预算财政拨款"]),
            (Role::OtherAmount, &["财政专户拨款", "财政专户管理资金", "其他资金", "单位资金", "自有资金"]),
            (Role::Goal, &["绩效目标", "年度绩效目标", "年度总体目标", "项目绩效目标"]),
            (Role::Indicators, &["绩效指标", "年度绩效指标"]),
        ];
        let mut labels: Vec<(String, Role)> =
            roles.iter().flat_map(|(r, words)| words.iter().map(|w| ((*w).to_owned(), *r))).collect();
        labels.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        Self {
            labels,
            organisations: own(&[
                "局",
                "委员会",
                "办公室",
                "厅",
                "院",
                "中心",
                "所",
                "处",
                "队",
                "站",
                "会",
                "部",
                "委",
                "办",
                "馆",
                "校",
                "政府",
                "镇",
                "街道",
                "公司",
                "监狱",
                "本级",
                "集团",
                "台",
                "社",
                "园",
            ]),
            notes: own(&["注", "备注", "说明"]),
            subtotals: own(&["合计", "总计", "小计"]),
            name_ends: own(&[
                "经费", "项目", "资金", "费", "工程", "建设", "补助", "补贴", "专项", "款", "工作", "服务", "改造",
                "维护", "购置", "金",
            ]),
            classes: own(&[
                "产出",
                "效益",
                "满意度",
                "成本",
                "数量",
                "质量",
                "时效",
                "经济效益",
                "社会效益",
                "生态效益",
                "可持续影响",
                "服务对象满意度",
            ]),
        }
    }
}

impl Words {
    /// The column label a text (without spaces) starts with, and its length in bytes with the bracket behind it.
    pub(super) fn column_label(&self, text: &str) -> Option<(Role, usize)> {
        let (label, role) = self.labels.iter().find(|(label, _)| text.starts_with(label.as_str()))?;
        let tail = text.get(label.len()..)?;
        let close = match tail.chars().next() {
            Some('（') => '）',
            Some('(') => ')',
            _ => return Some((*role, label.len())),
        };
        let inside = tail.find(close).filter(|end| *end < 60)?;
        Some((*role, label.len() + inside + close.len_utf8()))
    }

    /// Whether a text starts with a column label, or is the start of one.
    pub(super) fn begins_label(&self, text: &str) -> bool {
        !text.is_empty()
            && self.labels.iter().any(|(label, _)| text.starts_with(label.as_str()) || label.starts_with(text))
    }

    /// Whether a text could be the name of an organisation: it ends as such names do, a bracket behind it aside.
    pub(super) fn is_organisation(&self, text: &str) -> bool {
        let name = without_bracket(text);
        let length = name.chars().count();
        (3..=30).contains(&length)
            && !name.contains(['，', '。', '：', '；', ',', ':', ';', '、'])
            && !name.starts_with(|c: char| c.is_ascii_digit())
            && self.organisations.iter().any(|end| name.ends_with(end.as_str()))
    }

    /// Whether a line starts a note (注：…).
    pub(super) fn is_note(&self, text: &str) -> bool {
        self.notes
            .iter()
            .any(|n| text.strip_prefix(n.as_str()).is_some_and(|t| t.trim_start().starts_with(['：', ':', '.'])))
    }

    /// Whether a text ends as project names do.
    pub(super) fn ends_like_name(&self, text: &str) -> bool {
        let name = without_bracket(text);
        self.name_ends.iter().any(|end| name.ends_with(end.as_str()))
    }

    /// Whether a line is the title of a form (…绩效目标表, a bracket behind it aside).
    pub(super) fn is_title(&self, text: &str) -> bool {
        let name = without_bracket(text);
        name.contains("绩效") && name.ends_with('表') && text.chars().count() < 60 && !text.contains(['，', '。', '；'])
    }

    /// The organisation a head line names (部门名称：…).
    pub(super) fn head_organisation(&self, text: &str) -> Option<String> {
        let (label, name) = text.split_once(['：', ':'])?;
        let role = self.labels.iter().find(|(l, _)| l == label.trim())?.1;
        let name = name.split_whitespace().next()?;
        matches!(role, Role::Department | Role::Unit).then(|| name.to_owned())
    }

    /// Whether a text is the label of a sum row.
    pub(super) fn is_subtotal(&self, text: &str) -> bool {
        self.subtotals.iter().any(|s| s == text)
    }

    /// Whether a text starts with an indicator of a packed cell: `1、产出指标：`, the number optional.
    pub(super) fn starts_item(&self, text: &str) -> bool {
        let unnumbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = unnumbered.strip_prefix(['、', '.', '．', '，']).unwrap_or(unnumbered).trim_start();
        self.class_at(rest)
    }

    /// How many signs of packed indicators a text shows: 指标值 and class words before a colon.
    pub(super) fn item_signs(&self, text: &str) -> usize {
        let values = text.matches("指标值").count();
        let classes = text.match_indices("指标").filter(|(at, word)| {
            let behind = text.get(at + word.len()..).unwrap_or_default();
            behind.starts_with(['：', ':'])
                && self.classes.iter().any(|c| text.get(..*at).is_some_and(|t| t.ends_with(c.as_str())))
        });
        values + classes.count()
    }

    fn class_at(&self, text: &str) -> bool {
        self.classes.iter().any(|c| {
            text.strip_prefix(c.as_str())
                .is_some_and(|t| t.strip_prefix("指标").unwrap_or(t).trim_start().starts_with(['：', ':']))
        })
    }
}

/// A name without the bracket at its end.
pub(super) fn without_bracket(text: &str) -> &str {
    let open = match text.chars().next_back() {
        Some('）') => '（',
        Some(')') => '(',
        _ => return text,
    };
    text.rfind(open).filter(|at| *at > 0).and_then(|at| text.get(..at)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_indicators_are_known_by_their_grammar() {
        let words = Words::default();
        assert!(
            words.starts_item("1、产出指标：每月")
                && words.starts_item("12、满意度指标:群众")
                && words.starts_item("数量指标：三")
        );
        assert!(!words.starts_item("1、国家司法救助") && !words.starts_item("产出指标合格"));
        assert_eq!(words.item_signs("座，年度指标值：每季。3、产出指标：参与"), 2);
    }

    #[test]
    fn organisations_end_as_organisations_do() {
        let words = Words::default();
        assert!(words.is_organisation("广州市白云区司法局(部门)") && words.is_organisation("公职律师事务所"));
        assert!(!words.is_organisation("法制工作经费") && !words.is_organisation("为群众，进社区"));
    }
}
