//! How the owners of cells are named and painted.

use crate::reconstruct::forms::claims::Owner;

/// The names and the colour of an owner.
pub(crate) struct Looks {
    /// In JSON.
    pub(crate) id: &'static str,
    /// In Chinese.
    pub(crate) zh: &'static str,
    /// In English.
    pub(crate) en: &'static str,
    /// As in SVG.
    pub(crate) colour: &'static str,
}

/// How an owner is shown; `None`: nobody took the cell.
pub(crate) const fn looks(owner: Option<Owner>) -> Looks {
    let (id, zh, en, colour) = match owner {
        Some(Owner::Field(_)) => ("field", "字段", "field", "#2a8f4d"),
        Some(Owner::Class) => ("class", "指标类别", "class", "#1f9e9e"),
        Some(Owner::Label(_)) => ("label", "标签", "label", "#2766c8"),
        Some(Owner::Known(_)) => ("known", "已知，不入字段", "known", "#8a8a8a"),
        Some(Owner::Subtotal) => ("subtotal", "合计", "subtotal", "#8f6a1e"),
        Some(Owner::Note) => ("note", "注", "note", "#7a4fb5"),
        Some(Owner::Head) => ("head", "表头行", "head", "#b54f9a"),
        Some(Owner::Blank) => ("blank", "空位", "blank", "#b9b9b9"),
        None => ("not-read", "未读取", "not read", "#d40000"),
    };
    Looks { id, zh, en, colour }
}
