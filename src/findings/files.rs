//! Codes of files: texts and workbooks as they were opened.

use super::entry::codes;

codes! {
    UNDECODABLE_BYTES = "undecodable-bytes" Reading {
        name "无法解码的字节" "bytes that cannot be decoded"
        meaning "文本中有些字节不属于它的编码，读作“\u{FFFD}”；这些字丢失了。"
                "Some bytes of the text are no characters of its encoding and stand as U+FFFD: these characters are lost."
        advice "确认文件的编码，从来源重新导出为UTF-8。" "Check the file's encoding, and export it again as UTF-8."
        Error UndecodableBytes { lines } "有{lines}行含无法解码的字节，以“\u{FFFD}”代替。请确认文件的编码或重新导出。"
            "{lines} lines hold bytes that cannot be decoded and stand as U+FFFD. Check the file's encoding or export it again."
    }
    HIDDEN_CELLS = "hidden-cells" Reading {
        name "隐藏的单元格" "hidden cells"
        meaning "工作簿有隐藏的工作表、行或列。它们与其他内容一样读入，但读者在表格软件中看不到。"
                "The workbook has hidden sheets, rows or columns. They were read like the rest, though nobody sees them in a spreadsheet program."
        advice "确认隐藏的内容是否应当公开，是否应当计入。" "Check whether what is hidden should be published, and should count."
        Info HiddenRows { sheet, rows } "工作表“{sheet}”有{rows}个隐藏行，其内容也已读取"
            "the sheet “{sheet}” has {rows} hidden rows; they were read all the same"
        Info HiddenColumns { sheet, columns } "工作表“{sheet}”有{columns}组隐藏列，其内容也已读取"
            "the sheet “{sheet}” has {columns} runs of hidden columns; they were read all the same"
        Info HiddenRowsAndColumns { sheet, rows, columns } "工作表“{sheet}”有{rows}个隐藏行、{columns}组隐藏列，其内容也已读取"
            "the sheet “{sheet}” has {rows} hidden rows and {columns} runs of hidden columns; they were read all the same"
        Info HiddenSheet { sheet } "工作表“{sheet}”是隐藏的，其内容也已读取"
            "the sheet “{sheet}” is hidden; it was read all the same"
    }
    ACTIVE_CONTENT = "active-content" Reading {
        name "宏和外部引用" "macros and references to other files"
        meaning "工作簿含有宏，或公式引用了别的工作簿。宏没有运行，别的文件没有打开；公式的结果是上次保存时的。"
                "The workbook has macros, or formulas that refer to other workbooks. No macro was run and no other file opened; results of formulas are those of the last saving."
        advice "数字取决于外部文件时，请在表格软件中更新后另存。" "Where numbers depend on other files, update and save the workbook in a spreadsheet program."
        Info HasMacros { } "工作簿含有宏，未运行" "the workbook has macros; they were not run"
        Info RefersToOthers { } "工作簿引用了其他工作簿，未打开；公式结果取自上次保存"
            "the workbook refers to others; they were not opened"
        Info HasMacrosAndRefersToOthers { } "工作簿含有宏并引用了其他工作簿，均未运行或打开"
            "the workbook has macros and refers to others; neither was run or opened"
    }
}
