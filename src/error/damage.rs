//! What is wrong with a damaged file.

use super::reason::reasons;

reasons! {
    /// What is wrong with an input of a known format.
    Damage {
        Structure "文件结构有误" "structure"
        NoPages "没有页" "no pages"
        UnknownEncryption "加密方式无法识别" "unknown encryption"
        Encryption "加密信息有误" "encryption"
        Cell { row: u32, column: u32 } "第{row}行第{column}列的单元格有误" "a cell in row {row}, column {column}"
        Parts "各部分前后不符" "its parts do not fit together"
        CutOff { piece: Piece } "{piece}不完整" "{piece} is cut off"
        TwoSheets { name: String } "有两张工作表都名为{name}" "two sheets are named {name}"
        SheetsInOnePlace { name: String } "有两张工作表在同一位置：{name}" "two sheets stand in one place: {name}"
        PartOfSeveralSheets { part: String } "{part}同时是几张工作表" "{part} is more than one sheet"
        SheetNoXml { name: String, part: String } "工作表{name}不是XML：{part}" "the sheet {name} is no XML: {part}"
        TableWithinTable "表格中嵌有表格" "a table within a table"
        SectorSize "扇区大小无法识别" "sectors of an unknown size"
        SectorTable "扇区表比文件还大" "the sector table is larger than the file"
        SectorCircle "扇区链首尾相接" "a chain of sectors runs in a circle"
        Records "记录前后不符" "its records do not fit together"
        TwoParts { name: String } "有两个部分都名为{name}" "two parts are named {name}"
        Package { why: String } "压缩包无法解开：{why}" "the package cannot be unpacked: {why}"
        NameLeadsOut { name: String } "部分的名称指向包外：{name}" "a part's name leads out of the package: {name}"
        DocumentType { name: String } "{name}含有文档类型声明" "{name} has a document type declaration"
        Part { name: String, why: String } "{name}：{why}" "{name}: {why}"
        Reported { why: String } "读取时报错：{why}" "{why}"
        Json { why: String } "JSON有误：{why}" "{why}"
        JsonOf { path: String, why: String } "{path}：JSON有误：{why}" "{path}: {why}"
        Template { what: TemplateDamage } "模板：{what}" "the template: {what}"
    }
}

reasons! {
    /// What is wrong with the workbook package of a template.
    TemplateDamage {
        Package { why: String } "压缩包有误：{why}" "broken package: {why}"
        Xml { why: String } "XML有误：{why}" "broken XML: {why}"
        DocumentType "有部分声明了文档类型（DOCTYPE）" "a part declares a document type (DOCTYPE)"
        Writing { why: String } "无法写出：{why}" "cannot write a part: {why}"
        UnreadableName "有部分的名称无法读取" "a part has an unreadable name"
        TwoParts "有两个部分同名" "two parts have the same name"
        Part { part: String, why: String } "{part}：{why}" "{part}: {why}"
        NoPart { part: String } "缺少{part}部分" "it has no part {part}"
        NoWorkbook "缺少工作簿部分" "it has no workbook part"
        NoSheets "没有工作表" "it has no sheets"
        SheetMissing "缺少一张工作表" "a sheet is missing"
        RowsOpen "各行没有结束" "the rows do not end"
        RowOpen "有一行没有结束" "a row does not end"
        CellOpen "有一个单元格没有结束" "a cell does not end"
        MergedCellsOpen "合并单元格没有结束" "the merged cells do not end"
        RowsUnordered "工作表的行次序有误" "the rows of a sheet are not in order"
        CellsUnordered "一行中单元格的次序有误" "the cells of a row are not in order"
    }
}

reasons! {
    /// A piece of a binary workbook.
    Piece {
        Cell "单元格" "a cell"
        CellFormat "单元格格式" "a cell format"
        ChainSectors "扇区链" "a chain of sectors"
        MergedCell "合并单元格" "a merged cell"
        NumberFormat "数字格式" "a number format"
        Record "记录" "a record"
        Row "行" "a row"
        RowNumbers "一行数字" "a row of numbers"
        SharedText "共享字符串" "a shared text"
        Text "文字" "a text"
        Directory "目录" "the directory"
        Header "文件头" "the header"
        ListSheets "工作表清单" "the list of sheets"
        MergedCells "合并单元格" "the merged cells"
        SectorTable "扇区表" "the sector table"
        SharedTexts "共享字符串" "the shared texts"
    }
}
