//! Codes of any input: what was printed and not read, and what was read with a doubt.

use super::entry::codes;

codes! {
    NOT_READ = "not-read" Reading {
        name "没有归入字段的单元格" "cells that no field took"
        meaning "表中这个单元格有文字，但没有任何字段与它对应，结果里没有这段文字。可能是没有认出的表头，也可能是表格的行列读错了。"
                "The cell holds text that belongs to no field, so the result does not have it: a heading was not recognised, or rows and columns were read wrongly."
        advice "对照原文件查看引文；需要时在词表（--vocabulary）中加上这个表头的叫法。"
               "Look the quoted text up in the original; where a heading is the cause, add its wording to the vocabulary (--vocabulary)."
        Warning NotRead { text } "单元格“{text}”没有归入任何字段，未读取，请核对"
                                 "the cell “{text}” belongs to no field and was not read: please check"
    }
    FORM_NOT_READ = "form-not-read" Reading {
        name "没有读出的绩效表" "forms that were not read"
        meaning "这里有绩效目标表的用语（如“绩效目标”“产出指标”），却没有认出是哪一种表，其内容没有读入。"
                "The words of a performance-target form stand here, but no form was recognised; its content is missing."
        advice "对照原文件；用 jixiao tables 查看表格是否完整，缺少的表头叫法可加入词表。"
               "Compare with the original; `jixiao tables` shows whether the table is whole; wordings of headings can be added to the vocabulary."
        Error FormNotRead { words } "此处有“{words}”等绩效表用语，但未能认出表格，内容没有读入，请核对"
                                    "the words of a form stand here ({words}), but no form was recognised and its content was not read: please check"
    }
    NO_FORM = "no-form" Reading {
        name "没有绩效表" "inputs without a form"
        meaning "整个文件里没有绩效目标表：只有文字，或是别的表格。"
                "The input holds no performance-target form: prose, or tables of another kind."
        advice "确认没有选错文件；别的表格可用 jixiao tables 取出。"
               "Check that it is the right file; other tables can be taken out with `jixiao tables`."
        Info NoForm { } "文件中没有绩效目标表" "the input holds no performance-target form"
    }
    VALUE_UNREADABLE = "value-unreadable" Reading {
        name "无法读取的值" "values that cannot be read"
        meaning "这一栏应是数字、金额或日期，印出的文字却不是，因此结果中没有这个值，也没有猜测。"
                "The field holds a number, an amount or a date, and what is printed is none; the result has no value here, and nothing was guessed."
        advice "按原文件补上；若是单元格内容串位，请核对整行。"
               "Fill it in from the original; where contents slipped into another cell, check the whole row."
        Warning ValueUnreadable { field, text } "“{field}”栏的“{text}”无法读取，未计入"
                                                "“{text}” in the field “{field}” cannot be read and was left out"
        Warning SignLost { text } "“{text}”数字前的字符在原文中已丢失，只读取了数值，请核对是否有比较符号"
                                  "the character before the number in “{text}” is lost in the source; only the number was read: please check"
        Warning SignColumnDiffers { text } "“{text}”中的比较符号与符号栏不一致，按符号栏读取，请核对"
                                           "the sign in “{text}” differs from the one in the column of signs, which was read: please check"
        Warning ValueDiffers { text } "“{text}”读出的数值与原文的数字不一致，请核对"
                                      "the number read from “{text}” is none of those printed: please check"
    }
    HEADING_DOUBTFUL = "heading-doubtful" Reading {
        name "存疑的表头" "doubtful headings"
        meaning "这个表头不是已知的叫法，按位置、相邻表头或内容判断它是哪一栏；若判断有误，整列都会归错。"
                "The heading is no known wording; what its column holds was told from its place, its neighbours or its content. Were that wrong, the whole column would be."
        advice "核对这一列；判断正确时可把这个叫法加入词表，以后不再提示。"
               "Check the column; where it is right, add the wording to the vocabulary."
        Warning HeadingDoubtful { heading, field } "表头“{heading}”不是已知的叫法，按“{field}”读取，请核对"
                                                   "the heading “{heading}” is no known wording and was read as “{field}”: please check"
    }
    HIDDEN_TEXT = "hidden-text" Reading {
        name "看不见的文字" "text that cannot be seen"
        meaning "文件里有这段文字，但打印出来看不见：行高或列宽不够、被裁切、被遮住或与底色相同。结果只取看得见的部分，全文列为建议。"
                "The file holds text that a reader of the page does not see: the row is too low, it is clipped, covered, or as white as the paper. The result has what can be seen; the suggestion quotes the whole."
        advice "对照建议中的全文，判断应以哪一个为准。"
               "Compare with the whole text in the suggestion, and decide which one counts."
        Warning HiddenText { } "此处有文字被裁切或遮住，页面上看不见，未计入"
                               "text at this place is clipped or covered; what cannot be seen was left out"
    }
    STRUCK_TEXT = "struck-text" Reading {
        name "划去的文字" "struck-out text"
        meaning "这段文字带删除线。划去的内容不算数，因此未计入值；但也可能是格式错误，内容其实有效。"
                "The text is struck out. What is struck out does not count and was left out of the value; it may also be a slip of formatting."
        advice "核对引文：内容有效时请手工补上。"
               "Check the quoted text; fill it in where it does count."
        Warning StruckText { } "带删除线的文字未计入，请核对" "struck-out text was left out: please check"
    }
    OVERLAY_TEXT = "overlay-text" Reading {
        name "叠印的文字" "text printed over other text"
        meaning "两段不同的文字印在同一位置（水印、印章、批注或改动），读出的内容可能混在一起。"
                "Different texts are printed at one place (a watermark, a stamp, a note or a change); they may be mixed."
        advice "对照页面核对这一处的内容。" "Compare this place with the page."
        Info MarkSetAside { page, count } "第{page}页印有水印、印章之类的文字{count}处（见引文），未计入表格"
                                          "page {page} carries a watermark, seal or stamp in {count} places (quoted); it was kept out of the tables"
        Warning OverlayText { } "此处文字叠印在其他文字之上，请核对" "text is printed over other text here: please check"
    }
    UNIT_CONVERTED = "unit-converted" Reading {
        name "换算过的单位" "converted units"
        meaning "单元格自带的单位与全表的单位不同（如以“万元”为单位的表中写“3200000元”），已换算为全表的单位。"
                "The cell names another unit than the form (3200000元 in a form in 万元); the number was converted into the form's."
        advice "通常无需处理；原文见引文。" "Usually nothing; the quoted text is what is printed."
        Info UnitConverted { text, from, value, to } "“{text}”的单位是{from}，已按本表的{to}换算为{value}"
            "“{text}” is in {from}; it was converted to {value} in the form's {to}"
    }
    SECOND_READER_DIFFERS = "second-reader-differs" Reading {
        name "两种读法不一致" "readers that disagree"
        meaning "用另一个独立的程序重读同一文件，得到的文字不同，说明至少一方读错。"
                "An independent program read the same input and got other text: at least one of them is wrong."
        advice "对照原文件核对引文所在之处；建议栏是另一种读法。"
               "Compare the quoted place with the original; the suggestion is what the other reader got."
        Warning SecondReaderDiffers { ours, theirs }
            "本页两种读法不一致：本程序读到而另一程序没有读到“{ours}”，另一程序读到而本程序没有读到“{theirs}”，请对照页面核对"
            "two readings of this page differ: only this program read “{ours}”, only the other one “{theirs}”; please compare with the page"
    }
    SECOND_READER_UNABLE = "second-reader-unable" Reading {
        name "未能复读" "inputs that could not be read twice"
        meaning "要求用另一个程序复读，但它读不出这些页（打不开文件，或不认识其中的字体编码），因此没有比较。"
                "A second reading was asked for, but the other program could not read these pages (the file, or the encodings of its fonts); they were not compared."
        advice "需要复核时，请人工对照原文件。" "Compare with the original by hand where that matters."
        Info SecondReaderUnable { pages, of } "另一读取程序读不出第{pages}页（共{of}页），这些页未作比较"
            "the second reader cannot read page {pages} (of {of}); these were not compared"
    }
    SHEET_UNREADABLE = "sheet-unreadable" Reading {
        name "无法读取的工作表" "worksheets that cannot be read"
        meaning "工作簿中的这张工作表已损坏或超出上限，没有读入，其余工作表不受影响。"
                "This worksheet is damaged or beyond the limits and was left out; the others were read."
        advice "在表格软件中打开并另存，或从来源重新导出。" "Open it in a spreadsheet program and save it anew, or export it again."
        Error SheetUnreadable { sheet } "工作表“{sheet}”无法读取，其内容没有读入"
                                        "the sheet “{sheet}” cannot be read; its content is missing"
    }
    PART_UNREADABLE = "part-unreadable" Reading {
        name "无法读取的部分" "parts that cannot be read"
        meaning "文件由若干部分组成，其中这一部分已损坏，没有读入。"
                "The file is made of parts; this one is damaged and was left out."
        advice "对照原文件核对缺少的内容，或重新导出。" "Compare with the original for what is missing, or export it again."
        Error PartUnreadable { part } "文件的“{part}”部分无法读取，其内容没有读入"
                                      "the part {part} of the file cannot be read; its content is missing"
    }
    TEXT_UNDER_MERGE = "text-under-merge" Reading {
        name "合并单元格下的文字" "text under merged cells"
        meaning "合并单元格只显示左上角的内容，其余格里还留有文字，表格软件中看不见，未计入。"
                "A merged cell shows only its first cell; the others still hold text that no spreadsheet program shows. It was left out."
        advice "核对引文是旧内容还是被误合并的有效内容。" "Check whether the quoted text is a leftover or was merged away by mistake."
        Warning TextUnderMerge { } "合并单元格下还有看不见的文字，未计入，请核对"
                                   "a merged cell covers text that was left out: please check"
    }
    NESTING_LIMIT = "nesting-limit" Reading {
        name "嵌套过深" "too deep nesting"
        meaning "内容一层套一层，超过了安全上限，更深处没有读入。" "Contents are nested deeper than is safe to follow; what lies deeper was left out."
        advice "对照原文件核对；通常重新导出即可。" "Compare with the original; exporting it again usually helps."
        Error NestingLimit { depth } "嵌套超过{depth}层，更深处的内容没有读入"
                                     "contents nested deeper than {depth} levels were left out"
    }
}
