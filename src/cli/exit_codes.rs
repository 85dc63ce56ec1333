//! What the exit codes of each command mean, as its help says it: 0 done, 1 not, 2 wrong usage.

pub(super) const ALL: &str = "退出码：0 完成；1 未完成；2 用法错误
Exit codes: 0 done; 1 not; 2 wrong usage";

pub(super) const CHECK: &str = "退出码：0 没有错误；1 有错误（加 --strict 时也包括警告），或有文件无法检查；2 用法错误
Exit codes: 0 no errors; 1 errors found (with --strict warnings, too), or a file that cannot be checked; 2 wrong usage";

pub(super) const CONVERT: &str = "退出码：0 全部转换；1 有输入未转换，或有输出未写入，或单个输入（加 --strict 时为任一输入）的绩效表没有读出；2 用法错误
Exit codes: 0 all converted; 1 an input not converted, an output not written, or the form of a single input not read (with --strict of any); 2 wrong usage";

pub(super) const FILL: &str = "退出码：0 已填写；1 未填写，或加 --strict 时有数据或位置剩余；2 用法错误
Exit codes: 0 filled; 1 not filled, or with --strict data or a place left over; 2 wrong usage";

pub(super) const DIFF: &str = "退出码：0 相同；1 不同，或有文件无法读取；2 用法错误
Exit codes: 0 the same; 1 different, or a file that cannot be read; 2 wrong usage";

pub(super) const INSPECT: &str = "退出码：0 已列出；1 文件无法读取，或输出未写入；2 用法错误
Exit codes: 0 listed; 1 a file that cannot be read, or an output not written; 2 wrong usage";

pub(super) const TABLES: &str = "退出码：0 已列出，没有表格也是；1 文件无法读取，或输出未写入；2 用法错误
Exit codes: 0 listed, also where there are none; 1 a file that cannot be read, or an output not written; 2 wrong usage";

pub(super) const MERGE: &str = "退出码：0 已合并；1 未合并，或有内容不同的同名输入；2 用法错误
Exit codes: 0 merged; 1 not merged, or inputs of one name that differ; 2 wrong usage";

pub(super) const READ: &str = "退出码：0 已读回；1 文件无法读取，或输出未写入；2 用法错误
Exit codes: 0 read; 1 a file that cannot be read, or an output not written; 2 wrong usage";

pub(super) const REVIEW: &str = "退出码：0 已写出；1 文件无法读取，或输出未写入；2 用法错误
Exit codes: 0 written; 1 a file that cannot be read, or an output not written; 2 wrong usage";

#[cfg(feature = "ocr")]
pub(super) const MODELS: &str = "退出码：0 模型齐全；1 缺少模型，或未能安装；2 用法错误
Exit codes: 0 all there; 1 a model missing, or not installed; 2 wrong usage";

pub(super) const PRINT: &str = "退出码：0 已输出；1 未输出；2 用法错误
Exit codes: 0 printed; 1 not printed; 2 wrong usage";
