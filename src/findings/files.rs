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
    WRONG_ENCODING = "wrong-encoding" Reading {
        name "编码声明有误" "encodings that are named wrongly"
        meaning "文件声明的编码与其内容不符，按内容的编码读取。" "The file names an encoding that its bytes are not in; it was read in the one they are in."
        advice "抽查几处文字，无乱码即可。" "Look at some texts; where they are words, all is well."
        Warning WrongEncoding { named, taken } "文件声明编码为{named}，内容却不是，已按{taken}读取，请核对文字"
            "the file names the encoding {named}, which it is not in; it was read as {taken}: check the texts"
    }
    OUTSIZED_SPAN = "outsized-span" Reading {
        name "过大的合并单元格" "spans larger than any"
        meaning "有单元格声称跨越的行或列多得不合理，按上限读取，不超过表格实有的行列。"
                "A cell claims to span more rows or columns than any form has; it was read as spanning as many as is allowed, and no more than there are."
        advice "对照原文件核对该表。" "Compare the table with the original."
        Warning OutsizedSpan { cells, most } "有{cells}个单元格声称跨越超过{most}行或列，已按上限读取，请核对"
            "{cells} cells claim to span more than {most} rows or columns; they were read as spanning so many at most"
    }
    TRACKED_CHANGES = "tracked-changes" Reading {
        name "未接受的修订" "changes that were not accepted"
        meaning "文档保留了修订标记：插入的文字按已接受读入，删除的文字没有读入。"
                "The document keeps its tracked changes: inserted text was read as accepted, deleted text was left out."
        advice "在文字处理软件中接受或拒绝修订后再转换。" "Accept or reject the changes in a word processor and convert again."
        Warning TrackedChanges { inserted, deleted } "文档有未接受的修订：插入{inserted}处已读入，删除{deleted}处未读入，请核对"
            "the document has tracked changes: {inserted} insertions were read, {deleted} deletions left out; please check"
    }
    FORMULA_WITHOUT_RESULT = "formula-without-result" Reading {
        name "没有结果的公式" "formulas without results"
        meaning "单元格有公式，但文件没有保存它的结果，读作空白。由程序生成、从未在表格软件中打开过的文件常是这样。"
                "Cells have formulas whose results the file does not hold; they were read as empty. Files that programs wrote and nobody opened are like that."
        advice "在表格软件中打开并保存后再转换。" "Open the file in a spreadsheet program, save it and convert again."
        Warning FormulaWithoutResult { sheet, cells } "工作表“{sheet}”有{cells}个公式没有保存结果，读作空白"
            "{cells} formulas of the sheet “{sheet}” have no stored results and were read as empty"
    }
    FORMULA_CONSTANT = "formula-constant" Reading {
        name "被当作公式的数值" "numbers taken for formulas"
        meaning "单元格的公式只是一个数（如“=100%”），而文件保存的结果与它不同或没有保存。程序写工作簿时常把以等号开头的指标值当作公式，结果存为0或空白。已按所写的数读入，没有取保存的结果。"
                "The formula of the cell is only a number, as in =100%, and the stored result is another one or missing. Programs that write workbooks take a target that begins with the sign for a formula and store 0 or nothing. What was written was read, not the stored result."
        advice "核对该单元格应为所写的数值。" "Check that what was written is what is meant."
        Warning FormulaConstant { text, stored } "单元格写的是“{text}”，文件保存的结果是“{stored}”；已按所写读入，请核对"
            "the cell says “{text}”, its stored result is “{stored}”; what it says was read: please check"
    }
    PICTURE_IN_CELL = "picture-in-cell" Reading {
        name "单元格中的图片" "pictures in cells"
        meaning "单元格里是嵌入的图片，图中的文字没有读取。" "The cell holds an embedded picture; what is written in it was not read."
        advice "查看原文件，需要时手工填写。" "Look at the original and fill the value in where it counts."
        Warning PictureInCell { } "单元格中是图片，图中内容未读取" "the cell holds a picture, which was not read"
    }
    NUMBER_FORMAT_UNKNOWN = "number-format-unknown" Reading {
        name "未能识别的数字格式" "number formats that are not understood"
        meaning "单元格的数字格式无法识别，显示的是存储的数值，单位或文字可能因此缺失。"
                "The number format of the cell is not understood; the stored number stands in its place, and a unit or a word may be missing."
        advice "对照原文件核对该数值及其单位。" "Compare the value and its unit with the original."
        Warning NumberFormatUnknown { code } "数字格式“{code}”无法识别，已取存储的数值，请核对"
            "the number format “{code}” is not understood; the stored number was taken: please check"
    }
    FILLING_LEFT_OUT = "filling-left-out" Reading {
        name "程序填入的内容" "what programs fill in"
        meaning "表格由其他程序转换而来：该程序在没有列名处填了“Unnamed: 1”“Col2”之类，在空白处填了“NaN”之类，或在表外加了从0开始的行号、列号。这些不是原表的内容，没有读取。"
                "Another program made the file of a table: it printed names like Unnamed: 1 or Col2 over columns without a heading, words like NaN in blanks, or numbers from 0 beside the rows or over the columns. None of this was in the table; it was left out."
        advice "有原文件时，请改用原文件。" "Convert the original where you have it."
        Info FillingLeftOut { names, blanks, counters } "转换程序填入的内容未计入：{names}个空列名、{blanks}个空值、{counters}组从0开始的行号或列号"
            "what a program filled in was left out: {names} names of columns without a heading, {blanks} words for blanks, {counters} runs of numbers from 0"
    }
    HIDDEN_CELLS = "hidden-cells" Reading {
        name "隐藏的单元格" "hidden cells"
        meaning "工作簿有隐藏的工作表、行或列，读者在表格软件中看不到。隐藏的行、列与其他内容一样读入，但没有任何列名、标签的隐藏列（辅助列）不计入表格；隐藏的工作表没有读取（全部隐藏时除外）。"
                "The workbook has hidden sheets, rows or columns, which nobody sees in a spreadsheet program. Hidden rows and columns were read like the rest, but for hidden columns without any heading or label, which only help to compute; hidden sheets were not read, unless all are hidden."
        advice "确认隐藏的内容是否应当公开，是否应当计入。" "Check whether what is hidden should be published, and should count."
        Info HiddenRows { sheet, rows } "工作表“{sheet}”有{rows}个隐藏行，其内容也已读取"
            "the sheet “{sheet}” has {rows} hidden rows; they were read all the same"
        Info HiddenColumns { sheet, columns } "工作表“{sheet}”有{columns}组隐藏列，其中有列名的也已读取"
            "the sheet “{sheet}” has {columns} runs of hidden columns; those with headings were read all the same"
        Info HiddenRowsAndColumns { sheet, rows, columns } "工作表“{sheet}”有{rows}个隐藏行、{columns}组隐藏列，隐藏行和有列名的隐藏列也已读取"
            "the sheet “{sheet}” has {rows} hidden rows and {columns} runs of hidden columns; the rows and the columns with headings were read all the same"
        Info HiddenHelperColumns { sheet, columns } "工作表“{sheet}”的隐藏列{columns}没有列名，未计入表格"
            "the hidden columns {columns} of the sheet “{sheet}” have no headings and were left out"
        Info HiddenSheet { sheet } "工作表“{sheet}”是隐藏的，没有读取"
            "the sheet “{sheet}” is hidden and was not read"
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
