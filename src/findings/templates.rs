//! Codes of templates: opened, filled and read back.

use super::entry::codes;

codes! {
    TEMPLATE_TRUNCATED = "template-truncated" Reading {
        name "未看完的模板" "templates that were not looked through"
        meaning "模板的行、列或工作表多于可查找的上限，其后的位置没有查看，因此没有填写。"
                "The template has more rows, columns or sheets than are searched; places behind them were not looked at and not filled."
        advice "把多余的空行、空列删去后再填，或手工补上。" "Delete empty rows and columns and fill it again, or complete it by hand."
        Warning TemplateTruncated { sheet } "模板的工作表“{sheet}”过大，只查看了前面的部分"
                                            "the template's sheet “{sheet}” is too large; only its beginning was looked at"
    }
}
