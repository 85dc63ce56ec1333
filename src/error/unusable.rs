//! Why a setting cannot be used.

use super::reason::reasons;
use crate::wording::Words;

reasons! {
    /// Why a setting (vocabulary, rules, template, place of outputs) cannot be used.
    Unusable {
        Vocabulary { why: String } "词表：{why}" "vocabulary: {why}"
        Rules { why: RulesFault } "规则：{why}" "rules: {why}"
        CannotBeMerged { path: String } "{path}：这种格式不能合并" "{path} cannot be merged"
        NoTarget { path: String } "{path}：没有可写的输出" "{path}: nothing to write"
        SeveralFiles { format: String } "{format}格式每个文件要写出多个文件，不能写到标准输出" "{format} has several files for a document, which cannot go to one output"
        NoUtf8 { path: String } "{path}：不是UTF-8文本" "{path}: UTF-8"
        ListedPath { text: String, why: String } "{text}：{why}" "{text}: {why}"
        Pattern { pattern: String, why: String } "{pattern}：{why}" "{pattern}: {why}"
        FolderInUse { folder: String } "{folder}：另一次运行正在写这个文件夹" "{folder}: another run is writing into this folder"
        WorkerMessage { why: String } "与读取进程的通信有误：{why}" "{why}"
        NothingToFill "模板中没有文件内容的位置：没有已知的标签或占位符" "the template has no place for anything in the document: no known label, no placeholder"
        TemplateEncrypted "模板已加密，请另存为不带密码的文件" "the template is encrypted; save it without a password"
        TemplateOld "模板是旧式.xls/.et工作簿，请另存为.xlsx" "the template is an old .xls/.et workbook; save it as .xlsx"
        TemplateBinary "模板是二进制.xlsb工作簿，请另存为.xlsx" "the template is a binary .xlsb workbook; save it as .xlsx"
        TemplateOds "模板是.ods表格，请另存为.xlsx" "the template is an .ods spreadsheet; save it as .xlsx"
        TemplateNoWorkbook "模板不是.xlsx工作簿" "the template is no .xlsx workbook"
        TemplateSheetTooLong "模板的工作表会变得过长" "the template's sheet would get too long"
        SheetTooLong "工作表会变得过长" "the sheet would get too long"
        MergesOverlap { sheet: String, area: String, other: String } "填写会使{sheet}的合并单元格{area}与{other}重叠，没有写出" "merged cells {area} and {other} of {sheet} would overlap; nothing was written"
        FormulaBroken { sheet: String, cell: String } "填写会使{sheet}!{cell}的公式不再完整，没有写出" "the formula at {sheet}!{cell} would be broken; nothing was written"
        RelationLost { part: String } "填写后的工作簿缺少它引用的部分{part}，没有写出" "the filled workbook would lack {part}, to which it refers; nothing was written"
        NoPlaceForValue { label: String } "模板中没有“{label}”这个标签、占位符或单元格" "the template has no label, placeholder or cell “{label}”"
        NoPlaceForValuePerhaps { label: String, nearest: String } "模板中没有“{label}”这个标签、占位符或单元格，是否为“{nearest}”？" "the template has no label, placeholder or cell “{label}”; perhaps “{nearest}”?"
        OtherKind { template: Words, document: Words } "模板是{template}，文件中是{document}；确要填写请加 --other-kind" "the template is for {template}, the document has {document}; use --other-kind to fill it all the same"
        RowsInto { rigid: Words, sheet: String, area: String } "需要在{sheet}!{area}的{rigid}中插入行" "rows would have to be put into {rigid} at {sheet}!{area}"
        SheetWithoutCells "工作表没有单元格" "the sheet has no cells"
        FormWithoutCells "表格没有单元格" "the form has no cells"
        MergedOutOfForm "有合并单元格超出表格范围" "a merged block reaches out of the form"
        CannotBeTwice { part: String } "其中有不能出现两次的部分：{part}" "it has a part that cannot be there twice: {part}"
    }
}

reasons! {
    /// What is wrong with a file of rules.
    RulesFault {
        Toml { why: String } "{why}" "{why}"
        NoSuchCheck { code: String } "没有名为{code}的检查" "no check named {code}"
        NoSuchCheckPerhaps { code: String, nearest: String } "没有名为{code}的检查，是否为{nearest}？" "no check named {code}; perhaps {nearest}"
        NoSection { code: String } "{code}不是一节" "{code} is not a section"
        NoSuchSetting { code: String, key: String } "{code}没有{key}这一项" "{code}.{key}: no such setting"
        NoSuchSettingPerhaps { code: String, key: String, nearest: String } "{code}没有{key}这一项，是否为{nearest}？" "{code}.{key}: no such setting; perhaps {nearest}"
        WrongValue { code: String, key: String, wanted: Words } "{code}的{key}应为{wanted}" "{code}.{key}: {wanted} is wanted"
    }
}
