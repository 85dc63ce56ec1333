//! The tables that documents become.

/// The version of the schema, as the metadata of every table says.
pub const SCHEMA: &str = "jixiao-tables/1";

/// A table of the data of documents; each of its rows says by its keys where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataTable {
    /// The inputs, also those that could not be read.
    Documents,
    /// The forms.
    Forms,
    /// The projects, with their amounts beside each other.
    Projects,
    /// The amounts of projects, a row each.
    Amounts,
    /// 合计 and agency rows.
    Subtotals,
    /// The printed amounts of a department's budget.
    Budget,
    /// The tasks of a department.
    Tasks,
    /// The indicators, with their three levels.
    Indicators,
    /// What a person should look at.
    Findings,
}

impl DataTable {
    /// All tables, what others belong to first.
    pub const ALL: [Self; 9] = [
        Self::Documents,
        Self::Forms,
        Self::Projects,
        Self::Amounts,
        Self::Subtotals,
        Self::Budget,
        Self::Tasks,
        Self::Indicators,
        Self::Findings,
    ];

    /// Its name, which is that of its folder, too.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Forms => "forms",
            Self::Projects => "projects",
            Self::Amounts => "amounts",
            Self::Subtotals => "subtotals",
            Self::Budget => "budget",
            Self::Tasks => "tasks",
            Self::Indicators => "indicators",
            Self::Findings => "findings",
        }
    }

    /// Its Chinese name.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Documents => "文件",
            Self::Forms => "表",
            Self::Projects => "项目",
            Self::Amounts => "项目金额",
            Self::Subtotals => "合计",
            Self::Budget => "部门预算",
            Self::Tasks => "重点任务",
            Self::Indicators => "指标",
            Self::Findings => "问题",
        }
    }

    /// The table of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }
}
