//! Codes of forms: how the cells of tables were understood.

use super::entry::codes;

codes! {
    TRUNCATED_INDICATOR = "truncated-indicator" Reading {
        name "残缺的指标" "truncated indicators"
        meaning "原文中这条指标的开头或结尾已丢失（常因单元格高度不够）。留下的部分照录，丢失的没有补。"
                "The beginning or the end of this indicator is lost in the source, mostly because its cell was too low. What is there was kept, what is lost was not made up."
        advice "从原始工作簿补上，或请填报单位重新提供。" "Complete it from the original workbook, or ask for it."
        Error IndicatorWithoutBeginning { } "指标的开头丢失" "the beginning of this indicator is lost"
        Error IndicatorBreaksOff { end } "指标在“{end}”之后中断" "this indicator breaks off behind “{end}”"
    }
    INDICATORS_UNREAD = "indicators-unread" Reading {
        name "未能拆分的绩效指标" "cells of indicators that were not split"
        meaning "绩效指标写在一个单元格里，但不是能识别的条目，没有拆成指标，原文保留。"
                "The indicators stand in one cell, and in no form that can be told apart; the text is kept, no indicator was made."
        advice "按原文手工拆分。" "Split the text by hand."
        Warning IndicatorsUnread { } "绩效指标栏没有“1、产出指标：名称，年度指标值：值”形式的条目，未能拆分，原文保留"
            "the cell of indicators has no items of the form 1、产出指标：name，年度指标值：value; it is kept as printed"
    }
    ROW_SHIFTED = "row-shifted" Reading {
        name "错位的行" "shifted rows"
        meaning "这一行缺了左边的单元格，内容整体左移，已按内容归位。"
                "The row lacks cells at its left, so all its content stood too far left; it was put right by what it says."
        advice "核对这一行。" "Check the row."
        Info RowShifted { by } "此行左移了{by}列，已按内容归位，请核对"
            "this row stood {by} columns too far left and was put right by its content: please check"
    }
    ROW_CONTINUED = "row-continued" Reading {
        name "延续的行" "continued rows"
        meaning "这一行没有名称（项目、任务或指标）。没有项目名称的，按上一行的延续读取；其余照录，可能是上一行的延续。"
                "The row has no name of a project, task or indicator. Without a project name it was read as the rest of the row above; otherwise it was kept as it is, and may be such a rest."
        advice "通常无需处理；若确为另一个项目，请补上名称。" "Usually nothing; where it is a project of its own, fill its name in."
        Info RowContinued { } "此行没有项目名称，按上一行的延续读取"
            "this row has no project name and was read as the rest of the row above"
        Warning RestUnfinished { } "没有项目名称的行接到此项目后，目标仍没有说完，这些行可能属于下一个项目，请核对"
            "rows without a project name were joined to this project, and its goal still does not end; they may belong to the next project: please check"
        Warning TaskWithoutName { } "此行没有任务名称，可能是上一行的延续，请核对"
            "this row has no name of a task; it may be the rest of the row above: please check"
        Warning IndicatorWithoutName { } "此行有指标值而没有指标名称，可能是上一行的延续，请核对"
            "this row has a value and no name of an indicator; it may be the rest of the row above: please check"
    }
    LEVEL_UNRESOLVED = "level-unresolved" Reading rule "R-23" {
        name "级别无法确定" "levels that cannot be told"
        meaning "原文没有说明指标属于哪个一级、二级指标，这两栏空着。"
                "The source does not say which class an indicator belongs to; both levels are left empty."
        advice "对照原文件补上；原文列出了可能的类别。" "Fill them in from the original; the message lists what is likely."
        Warning LevelsUnresolved { count } "{count}项指标的一级、二级指标无法确定"
            "level 1 and level 2 of {count} indicators cannot be told"
        Warning LevelsLost { count } "{count}个指标所属的一级、二级指标在原文中无法确定"
            "the classes of {count} indicators cannot be told from the source"
        Warning LevelOneOf { classes } "文本中无法确定该指标所属的一、二级指标，可能为：{classes}"
            "the text does not say which class this indicator belongs to; likely one of {classes}"
    }
    LABEL_NEAR_MISS = "label-near-miss" Reading {
        name "差一个字的标签" "labels that differ by one character"
        meaning "表头或类别与已知的叫法只差一个字，按已知的叫法读取；可能是错字，也可能是别的意思。"
                "A heading or class differs from a known one by one character and was read as it: a slip, or something else."
        advice "核对；确为另一种叫法时加入词表。" "Check it; add it to the vocabulary where it is a wording of its own."
        Warning HeadingNearMiss { heading, known } "表头“{heading}”与“{known}”只差一个字，按“{known}”读取，请核对"
            "the heading “{heading}” differs from “{known}” by one character and was read as it: please check"
        Warning ClassNearMiss { class, known } "“{class}”与“{known}”只差一个字，请核对"
            "“{class}” differs from “{known}” by one character: please check"
    }
    MISPLACED_TEXT = "misplaced-text" Reading {
        name "混入的文字" "text from elsewhere"
        meaning "这个单元格里有不属于它的文字：页码、这一栏自己的表头，或别栏的文字。多半是表格读取时把相邻的内容接在了一起，字段中因此多了这些字，也可能少了别的。"
                "The cell holds text that does not belong to it: a page number, the heading of its own column, or text of another one. Neighbouring text was joined to it, and other text may be missing."
        advice "对照原文件核对这个单元格。" "Compare the cell with the original."
        Warning PageNumberInCell { text } "单元格中有页码“{text}”，内容可能有误，请核对"
            "the cell holds the page number “{text}”; its content may be wrong: please check"
        Warning TextRunIn { text } "单元格中夹着“{text}”，与同一行另一栏的相同内容不符，可能混入了别栏的文字，请核对"
            "the cell holds “{text}” within a text that another cell of the row has without it; it may come from a column beside it: please check"
        Warning DigitsInBracket { text } "文号“{text}”的括号里不只是年份，文字顺序可能有误，请核对"
            "in the document number “{text}” more than the year stands in the bracket; the text may be out of order: please check"
        Warning HeadingInCell { heading } "单元格中混有表头“{heading}”，请核对"
            "the heading “{heading}” stands in this cell: please check"
    }
    CLASS_UNKNOWN = "class-unknown" Reading {
        name "不认识的指标类别" "classes that are not known"
        meaning "一级或二级指标栏里的这个词不是已知的类别，照原文保留；可能是地方自定的类别，也可能是别的内容串到了这一栏。"
                "The word in a column of classes is no known class and was kept as printed: a class of the place's own, or something that slipped into the column."
        advice "对照原文件；确为类别时可加入词表，以后不再提示。" "Compare with the original; where it is a class, add it to the vocabulary."
        Warning ClassUnknown { class } "“{class}”不是已知的指标类别，按原文保留，请核对"
            "“{class}” is no known class of indicators and was kept as printed: please check"
    }
    CLASS_FROM_NEIGHBOUR = "class-from-neighbour" Reading {
        name "分页处的一级指标" "first-level classes at a page break"
        meaning "分页处看不出一级指标的单元格到哪一行为止；二级指标不属于它所在的一级指标，而属于相邻的一级指标，按相邻的读取。"
                "At a page break nothing shows where the cell of a first-level class ends. The second level belongs not under it but under the neighbouring one, and was read so."
        advice "对照原文件核对一级指标。" "Compare the first level with the original."
        Warning ClassFromNeighbour { class, other } "“{class}”按相邻的“{other}”归类，请核对"
            "“{class}” was read under the neighbouring “{other}”: please check"
    }
    TABLE_CONTINUED = "table-continued" Reading {
        name "没有表头的续表" "continued tables without a header"
        meaning "这张表没有表头，列数与上一张相同，按续表读取。"
                "The table has no header and as many columns as the one before, and was read as its continuation."
        advice "核对是否确为续表。" "Check that it continues the table before."
        Info TableContinued { } "此表没有表头，列数相同，按上一表格的续表读取"
            "this table has no header and as many columns as the one before: read as its continuation"
    }
    AMOUNT_UNREADABLE = "amount-unreadable" Reading {
        name "金额无法读取" "amounts that cannot be read"
        meaning "金额栏里印的不是金额，没有读取，合计也因此无法核对；或一行有两个总额，不知哪一个是年度的。"
                "A column of amounts holds something else; it was not read, and sums cannot be checked. Or a row has two totals, and nothing says which is the year's."
        advice "对照原文件补上金额；若单元格串位，核对整行。" "Fill the amount in from the original; where cells slipped, check the whole row."
        Warning TwoTotals { first, second } "“{first}”与“{second}”并列，无法确定哪一个是年度总额，按前者读取，请核对"
            "“{first}” and “{second}” stand side by side and neither says that it is the year's total; the first was read: please check"
        Warning AmountAgain { label, first } "“{label}”已读作{first}，此处又有一个不同的金额，未读取，请核对"
            "“{label}” was already read as {first}; the other amount here was not read: please check"
        Warning AmountUnreadable { text } "金额栏的“{text}”不是金额，未读取"
            "“{text}” in a column of amounts is no amount and was not read"
    }
    AMOUNT_REMARK = "amount-remark" Reading {
        name "金额后的说明" "remarks behind amounts"
        meaning "单元格在金额之后还有文字，金额已读取，文字没有归入任何字段。"
                "The cell has words behind its amount; the amount was read, the words belong to no field."
        advice "查看引文中的说明是否影响金额。" "See whether the quoted words change what the amount means."
        Info AmountRemark { text } "金额后的说明“{text}”未读入金额" "what stands behind the amount was not read: “{text}”"
    }
}
