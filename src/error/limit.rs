//! Which limit was exceeded.

use super::reason::reasons;

reasons! {
    /// A limit of time, memory or size.
    Limit {
        Seconds { seconds: u64 } "时限{seconds}秒" "{seconds} s"
        Megabytes { megabytes: u64 } "{megabytes} MB" "{megabytes} MB"
        Memory "内存" "memory"
        MemoryOfWorker { mebibytes: u64, status: String } "内存{mebibytes} MiB，{status}" "{mebibytes} MiB, {status}"
        WorkerEnded { status: String } "读取进程异常结束：{status}" "{status}"
        Cells { most: usize } "单元格超过{most}个" "more than {most} cells"
        CellText { most: usize } "单元格文字超过{most}个字符" "a cell of more than {most} characters"
        NumberFormat { most: usize } "数字格式超过{most}个字符" "a number format of more than {most} characters"
        Sheets { most: usize, longest: usize } "工作表最多{most}张，名称最长{longest}字节" "sheets: at most {most}, with names of {longest} bytes"
        TextOfPart { name: String, megabytes: u64 } "{name}中有超过{megabytes} MB的文字" "{name} has a text of more than {megabytes} MB"
        Parts { parts: usize, most: usize } "有{parts}个部分，最多读{most}个" "{parts} parts, at most {most} are read"
        Unpacked { name: String, megabytes: u64 } "{name}解压后超过{megabytes} MB" "{name} unpacks to more than {megabytes} MB"
        Ratio { name: String, times: u64 } "{name}解压后超过原大小的{times}倍" "{name} unpacks to more than {times} times its size"
        Xls { megabytes: usize } ".xls文件超过{megabytes} MB" "an .xls file of more than {megabytes} MB"
        WorkbookWriting { why: String } "工作簿无法写出：{why}" "the workbook cannot be written: {why}"
        TablesWriting { why: String } "表格无法写出：{why}" "{why}"
        CopiesOfTemplate { count: u32, most: u32 } "需要{count}份副本，最多{most}份" "{count} copies, at most {most} are made"
        CopiedBytes { megabytes: u64 } "副本将超过{megabytes} MB" "the copies would have over {megabytes} MB"
        TemplatePart { part: String, megabytes: u64 } "模板的{part}部分超过{megabytes} MB" "the template's part {part} is over {megabytes} MB"
        TemplateCells { most: usize } "模板的一张工作表超过{most}个单元格" "a sheet of the template has over {most} cells"
        TallMergedBlocks { most: usize } "模板的一张工作表有超过{most}个很高的合并单元格" "a sheet of the template has over {most} tall merged blocks"
    }
}
