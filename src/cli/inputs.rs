//! What the command line names → the inputs of a batch.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use super::{Language, messages};
use crate::batch::{self, FolderWalk, Inputs, lists};
use crate::extract::kind_names::KindName;
use crate::{Error, Result};

/// Lists of inputs.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct InputLists {
    /// 从文件逐行读取输入路径，逐字节原样使用；“-”表示标准输入 / read paths of inputs, one a line, byte for byte; - is stdin
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// 同上，路径之间以NUL分隔（find -print0） / the same, separated by NUL as of find -print0
    #[arg(long, value_name = "FILE", conflicts_with = "files_from")]
    pub(crate) files0_from: Option<PathBuf>,
}

impl InputLists {
    /// The files that hold them.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.files_from, &self.files0_from].into_iter().flatten().map(PathBuf::as_path)
    }

    /// Whether there is one.
    pub(crate) fn any(&self) -> bool {
        self.files_from.is_some() || self.files0_from.is_some()
    }
}

/// The inputs, and whether something could not be looked at, once that was said.
pub(crate) fn list(
    named: &[PathBuf],
    lists: &InputLists,
    output: Option<&Path>,
    language: Language,
) -> Result<(Inputs, bool)> {
    let mut paths = Vec::new();
    for path in named {
        if path.as_os_str() == "-" {
            super::output::complain(messages::pick(
                language,
                "提示：以后的版本中“-”将不再表示路径列表，请改用 --files-from -",
                "note: in later versions - will be no list of paths any more; use --files-from -",
            ));
            paths.extend(trimmed_lines()?);
        } else {
            paths.push(path.clone());
        }
    }
    for (list, separator) in [(&lists.files_from, b'\n'), (&lists.files0_from, 0)] {
        if let Some(list) = list {
            paths.extend(lists::paths(&read(list)?, separator)?);
        }
    }
    let found = batch::list(&paths, FolderWalk::Inputs { output })?;
    for (path, error) in &found.unreadable {
        super::output::complain(&messages::error_about(path, error, language));
    }
    if found.left_out > 0 {
        super::output::complain(&match language {
            Language::Zh => format!("未作为输入：本程序输出的{}个文件（直接写出文件名则会读取）", found.left_out),
            Language::En => {
                format!("{} outputs of this program are no inputs (name them to read them)", found.left_out)
            }
        });
    }
    if !found.passed_over.is_empty() {
        super::output::complain(&passed_over(&found.passed_over, language));
    }
    Ok((found.inputs, !found.unreadable.is_empty()))
}

/// Files below folders that were passed over by what they are, the most frequent kinds first.
fn passed_over(kinds: &BTreeMap<KindName, usize>, language: Language) -> String {
    let total: usize = kinds.values().sum();
    let mut listed: Vec<(&KindName, &usize)> = kinds.iter().collect();
    listed.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let shown: Vec<String> =
        listed.iter().map(|(kind, count)| format!("{} {count}", messages::pick(language, kind.zh, kind.en))).collect();
    match language {
        Language::Zh => {
            format!(
                "扩展名不是可读的种类，未处理的文件共{total}个，按内容为：{}（直接写出文件名则会读取）",
                shown.join("、")
            )
        }
        Language::En => format!(
            "{total} files whose names are not of kinds that are read were passed over; by their bytes: {} (name them to read them)",
            shown.join(", ")
        ),
    }
}

fn read(list: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if list.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(list)
    };
    read.map_err(Error::reading(list))
}

/// The list that `-` stands for: without blanks around its paths.
fn trimmed_lines() -> Result<Vec<PathBuf>> {
    let lines: std::io::Result<Vec<Vec<u8>>> = std::io::stdin().lock().split(b'\n').collect();
    let lines = lines.map_err(Error::reading(Path::new("-")))?;
    lists::paths(&lines.iter().map(|line| line.trim_ascii()).collect::<Vec<_>>().join(&b'\n'), b'\n')
}
