//! Codes of the standard workbook: written, and read back.

use super::entry::codes;

codes! {
    UNMATCHED_REVIEW = "unmatched-review" Reading {
        name "未能对应的审核意见" "reviews that found nothing to stand beside"
        meaning "原工作簿中审核人写下的结论或意见，在新结果中找不到对应的项目、指标、任务、目标或问题，没有带过来。"
                "What an auditor wrote in the older workbook belongs to a project, indicator, task, goal or finding that the new result does not have; it was not carried over."
        advice "按引文手工填写。" "Write the quoted review in by hand."
        Warning UnmatchedReview { project, indicator } "原工作簿中“{project}”的指标“{indicator}”已变动或不存在，其审核结论和意见未能对应，请核对后填写"
            "the indicator “{indicator}” of “{project}” in the older workbook changed or is gone; its review is not placed"
        Warning UnmatchedRecord { record, name } "原工作簿中的{record}“{name}”已变动或不存在，审核人写下的内容未能对应，请核对后填写"
            "the {record} “{name}” in the older workbook changed or is gone; what the auditor wrote is not placed"
    }
    CONTINUED_TEXT = "continued-text" Reading {
        name "分行的长文字" "texts over several rows"
        meaning "单元格最多容纳32767个字符，更长的文字接在下一行。只影响工作簿，读回时自动接上。"
                "A cell holds at most 32767 characters; a longer text goes on in the next row. Reading the workbook back puts it together."
        advice "无需处理。" "Nothing."
        Info ContinuedText { } "文字超过单元格上限（32767个字符），接在下一行，该行第一格标“续”"
            "the text is longer than a cell holds (32767 characters) and goes on in the next row, whose first cell says 续"
    }
    NOTES_LEFT_OUT = "notes-left-out" Reading {
        name "未加批注的行" "rows without notes"
        meaning "工作表的批注或链接已达表格软件的上限，其后的问题只列在问题清单中。只影响工作簿。"
                "The sheet has as many notes or links as spreadsheet programs bear; findings of later rows stand in 问题清单 only."
        advice "以问题清单为准。" "Go by 问题清单."
        Info NotesLeftOut { } "该工作表的批注或链接已达上限，自此行起的问题只列在问题清单中"
            "the sheet has no room for more notes or links; from this row on, findings stand in 问题清单 only"
    }
}
