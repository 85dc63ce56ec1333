//! Codes of templates: opened, filled and read back.

use super::entry::codes;

codes! {
    TEMPLATE_NO_PLACE = "template-no-place" Reading {
        name "模板中没有位置的内容" "what has no place in the template"
        meaning "模板没有这些内容的位置，没有填写；其余内容已填。" "The template has no place for this; it was not filled in. The rest was."
        advice "在模板中加上相应的列、标签或占位符，或手工补上。" "Add a column, label or placeholder to the template, or complete it by hand."
        Warning NoPlaceForFields { fields } "模板中没有以下内容的位置：{fields}" "the template has no place for: {fields}"
        Warning IndicatorsOfNobody { } "模板的指标表没有项目名称列，无法区分各指标属于哪个项目，均归入第一个项目"
            "the template's list of indicators does not say whose they are; all are given to the first project"
    }
    TEMPLATE_RECORD_LEFT = "template-record-left" Reading {
        name "没有填入的项目或部门" "projects or departments left out"
        meaning "模板没有这个项目或部门的位置，也没有能复制的表格；除非用 --partial，什么也不写。"
                "The template has no place for this project or department, and no form that can be copied; nothing is written unless with --partial."
        advice "换用能容下它们的模板，或用 --partial 只填其余的。" "Use a template that has room for them, or fill in the others with --partial."
        Error NoPlaceForRecord { name } "模板中没有“{name}”的位置" "the template has no place for “{name}”"
        Error NoRoomInList { sheet, row, count } "“{sheet}”第{row}行表头之下没有可填的行，{count}条内容没有位置"
            "no row below the header in row {row} of “{sheet}” can be filled in; {count} records have no place"
        Error NoMoreForms { sheet, count, why } "“{sheet}”中的表格未能复制给其余{count}个项目或部门（其中有只能出现一次的内容，或副本过多）：{why}"
            "the form of “{sheet}” cannot be copied for {count} more projects or departments: {why}"
    }
    TEMPLATE_NO_DATA = "template-no-data" Reading {
        name "没有数据的位置" "places without data"
        meaning "模板的这个位置，文件里没有对应的数据，留空或保持原样。" "The document has nothing for this place of the template; it stays as it is."
        advice "用 --set 给出，或手工填写。" "Give it with --set, or write it in by hand."
        Info NoData { sheet, cell, label } "模板{sheet}!{cell}（{label}）没有对应的数据"
            "no data for the template's place {sheet}!{cell} ({label})"
    }
    TEMPLATE_UNKNOWN_PLACEHOLDER = "template-unknown-placeholder" Reading {
        name "无法识别的占位符" "unknown placeholders"
        meaning "模板中的占位符不是已知的名称，单元格没有改动。" "The placeholder is no known name; its cell was not changed."
        advice "改正占位符的写法，可用的名称见模板说明。" "Correct the placeholder; the names are listed in the notes on templates."
        Error UnknownPlaceholder { sheet, cell, name } "模板{sheet}!{cell}中的占位符{{{name}}}无法识别，未改动该单元格"
            "unknown placeholder {{{name}}} at {sheet}!{cell}; the cell stays as it is"
    }
    TEMPLATE_UNKNOWN_LABEL = "template-unknown-label" Reading {
        name "无法识别的模板标签" "unknown labels of a template"
        meaning "模板的标签或表头不是已知的名称，它们的位置没有填写。" "A label or heading of the template is no known name; its place was not filled in."
        advice "改用已知的名称，用 --set 给出，或在 --vocab 的词表中补上这个说法。"
               "Use a known name, give the value with --set, or add the wording to a vocabulary for --vocab."
        Info UnknownLabelPerhaps { label, nearest } "模板的标签“{label}”无法识别，没有填写；是否为“{nearest}”？可用 --vocab 补充说法"
            "unknown label “{label}” of the template, not filled in; perhaps “{nearest}”? --vocab takes further wordings"
        Info UnknownLabels { labels } "模板的以下标签无法识别，没有填写，可用 --set 给出或用 --vocab 补充说法：{labels}"
            "unknown labels of the template, not filled in; give them with --set, or their wordings with --vocab: {labels}"
    }
    TEMPLATE_ROW_TOO_HIGH = "template-row-too-high" Reading {
        name "高度不够的行" "rows that cannot be high enough"
        meaning "填入的文字需要的行高超过了Excel的上限（409磅），文字没有删减，但看不全。"
                "The text needs a row higher than a workbook can have (409 pt); all of it is in the cell, not all can be seen."
        advice "把该列加宽，或把文字缩短。" "Widen the column, or shorten the text."
        Warning RowTooHigh { sheet, row } "“{sheet}”第{row}行的文字超出行高上限（409磅），看不全"
            "the text in row {row} of “{sheet}” needs more than the highest row (409 pt); not all of it can be seen"
        Warning RowsTooHigh { sheet, row, count } "“{sheet}”有{count}行的文字超出行高上限（409磅），看不全，首先是第{row}行"
            "the texts in {count} rows of “{sheet}”, row {row} the first, need more than the highest row (409 pt); not all of it can be seen"
    }
    TEMPLATE_OUTSIDE = "template-outside" Reading {
        name "模板的宏和外部链接" "macros and links of the template"
        meaning "模板含有宏或指向其他文件的链接，原样保留，没有执行也没有打开。"
                "The template has macros or links to other files; they were kept byte for byte, never run or followed."
        advice "确认模板来源可靠。" "Check that the template comes from whom it should."
        Info OutsideKept { target } "模板含有宏或外部链接，已原样保留，未执行也未打开：{target}"
            "the template has macros or links to other files; kept as they are, never followed: {target}"
    }
    TEMPLATE_PROTECTED = "template-protected" Reading {
        name "受保护的工作表" "protected sheets"
        meaning "工作表受保护；已填写，保护仍在。" "The sheet is protected; it was filled, and stays protected."
        advice "需要修改时先撤销保护。" "Lift the protection where it has to be changed."
        Info ProtectedFilled { sheet } "工作表“{sheet}”受保护，已填写并保留保护"
            "sheet “{sheet}” is protected; it was filled and stays protected"
    }
    TEMPLATE_MONEY_UNIT = "template-money-unit" Reading {
        name "模板的金额单位" "units of money of the template"
        meaning "文件与模板的金额单位不同。能换算的已换算；模板有几种单位时没有换算。"
                "Document and template give money in different units. Amounts were converted where the template has one unit, and left alone where it has several."
        advice "标为警告的，请核对金额。" "Where it is a warning, check the amounts."
        Info MoneyConverted { from, to } "金额已由{from}换算为模板的{to}"
            "amounts were converted from {from} to the template's {to}"
        Warning MoneyNotConverted { from, units } "文件的金额单位是{from}，模板的是{units}，未换算，请核对"
            "amounts are in {from}, the template says {units}; nothing was converted"
    }
    TEMPLATE_FORM_COPIED = "template-form-copied" Reading {
        name "复制的表格" "copied forms"
        meaning "模板的表格少于项目或部门，已把其中一张复制若干份。"
                "The template has fewer forms than there are projects or departments; one of them was copied."
        advice "检查副本的分页和引用它们的公式。" "Check page breaks of the copies, and formulas that should take them in."
        Info SheetCopied { records, sheet, count } "模板的表格少于{records}，已将工作表“{sheet}”复制{count}份；其他工作表的公式不含这些副本"
            "more {records} than forms: the sheet “{sheet}” was copied {count} times; formulas of other sheets do not take the copies in"
        Info RowsCopied { records, sheet, first, last, count } "模板的表格少于{records}，已将工作表“{sheet}”第{first}至{last}行重复{count}次；图表不重复"
            "more {records} than forms: rows {first} to {last} of the sheet “{sheet}” were repeated {count} times, without charts"
    }
    UNLIKE_TEMPLATE = "unlike-template" Reading {
        name "与模板不符的工作表" "sheets unlike the template's"
        meaning "读回填好的模板时，工作表缺失、已改得不像模板，或模板中没有，因此没有读取。"
                "A sheet of the filled workbook is missing, no longer like the template's, or not in it, and was not read."
        advice "确认用的是同一份模板；改动过的表请恢复结构。" "Check that it is the same template; restore the layout of the sheet."
        Warning SheetLost { sheet } "工作表“{sheet}”不存在或已不是模板的样子，未读取"
            "the sheet “{sheet}” is missing or no longer like the template's; it was not read"
        Warning SheetUnknown { sheet } "工作表“{sheet}”不在模板中，未读取"
            "the sheet “{sheet}” is not in the template; it was not read"
    }
    TEMPLATE_LIMIT = "template-limit" Reading {
        name "超出上限的副本" "copies beyond the limit"
        meaning "文件中的项目或部门多于一个工作簿容得下的副本，多出的没有填入，其余已填；命令的退出码为1。"
                "There are more projects or departments than a workbook can have copies of the form; those beyond were not filled in, the others were. The command exits with 1."
        advice "把数据分到几个文件中填写，或改用每行一个项目的模板。"
               "Split the data over several files, or use a template with a row for each project."
        Error FormsBeyondLimit { sheet, count, most } "“{sheet}”中的表格最多复制{most}份，其余{count}个项目或部门没有填入"
            "the form of “{sheet}” is copied {most} times at most; {count} more projects or departments were not filled in"
    }
    TEMPLATE_TRUNCATED = "template-truncated" Reading {
        name "未看完的模板" "templates that were not looked through"
        meaning "模板的行、列或工作表多于可查找的上限，其后的位置没有查看，因此没有填写。"
                "The template has more rows, columns or sheets than are searched; places behind them were not looked at and not filled."
        advice "把多余的空行、空列删去后再填，或手工补上。" "Delete empty rows and columns and fill it again, or complete it by hand."
        Warning TemplateTruncated { sheet } "模板的工作表“{sheet}”过大，只查看了前面的部分"
            "the template's sheet “{sheet}” is too large; only its beginning was looked at"
    }
}
