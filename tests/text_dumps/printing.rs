//! How tools print tables as text.

use proptest::prelude::*;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::projects::List;

/// Breaks a text into lines of at most `width` cells; a number is not broken, and no line starts with a closing mark
/// where `kinsoku` says so.
pub(crate) fn wrap(text: &str, width: usize, kinsoku: bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    for c in text.chars() {
        let line = lines.last().unwrap();
        let hangs = kinsoku && "，。、；：）”》%".contains(c);
        if !line.is_empty() && line.width() + c.width().unwrap_or(0) > width && !hangs {
            lines.push(String::new());
        }
        lines.last_mut().unwrap().push(c);
    }
    lines
}

#[derive(Debug, Clone)]
pub(crate) struct Habit {
    /// Of all columns; the last two hold long texts.
    pub(crate) widths: [usize; 5],
    pub(crate) blank_every: usize,
    pub(crate) side_by_side: bool,
    pub(crate) kinsoku: bool,
}

pub(crate) fn habit() -> impl Strategy<Value = Habit> {
    ((14..34_usize, 14..34_usize, 16..40_usize, 40..120_usize, 60..160_usize), 0..4_usize, any::<bool>(), any::<bool>())
        .prop_map(|((a, b, c, d, e), blank_every, side_by_side, kinsoku)| Habit {
            widths: [a, b, c, d, e],
            blank_every,
            side_by_side,
            kinsoku,
        })
}

/// The widths of a list's columns: those under other headings are as wide as the first.
fn widths(list: &List, habit: &Habit) -> Vec<usize> {
    let long = |label: &str| label.ends_with("绩效目标") || label == "绩效指标";
    let mut narrow = habit.widths.iter().take(3).cycle();
    let width = |label: &&str| {
        if long(label) { habit.widths[3 + usize::from(*label == "绩效指标")] } else { *narrow.next().unwrap() }
    };
    list.header.iter().map(width).collect()
}

/// Every line of every cell on a line of its own; neighbours of one line share one; blank lines as the habit is.
pub(crate) fn wrapped(list: &List, habit: &Habit) -> String {
    let mut out = format!("项目支出绩效目标表\n\n{}\n", list.header.join(" "));
    let mut cell_count = 0;
    for project in &list.projects {
        let mut shares_line = false;
        for (cell, width) in project.cells.iter().zip(widths(list, habit)) {
            let lines = wrap(cell, width, habit.kinsoku);
            let single = lines.len() == 1;
            cell_count += 1;
            if shares_line && single {
                out.push(' ');
            } else {
                out.push('\n');
                if habit.blank_every > 0 && cell_count % habit.blank_every == 0 {
                    out.push('\n');
                }
            }
            out.push_str(&lines.join("\n"));
            shares_line = habit.side_by_side && single;
        }
    }
    out
}

/// Columns side by side, each cell centred on its row.
pub(crate) fn spaced(list: &List, habit: &Habit) -> String {
    let widths = widths(list, habit);
    let starts: Vec<usize> = widths.iter().scan(0, |sum, w| Some(std::mem::replace(sum, *sum + w + 4))).collect();
    let place = |line: &mut String, at: usize, text: &str| {
        while line.width() < at {
            line.push(' ');
        }
        line.push_str(text);
    };
    let mut out = String::from("                    项目支出绩效目标表\n");
    let mut header = String::new();
    for ((label, start), width) in list.header.iter().zip(&starts).zip(&widths) {
        place(&mut header, start + (width - label.width().min(*width)) / 2, label);
    }
    out.push_str(&header);
    out.push('\n');
    for project in &list.projects {
        let cells: Vec<Vec<String>> = project.cells.iter().zip(&widths).map(|(c, w)| wrap(c, *w, false)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap();
        let mut rows = vec![String::new(); height];
        for (cell, start) in cells.iter().zip(&starts) {
            let top = (height - cell.len()) / 2;
            for (n, text) in cell.iter().enumerate() {
                place(&mut rows[top + n], *start, text);
            }
        }
        out.push('\n');
        out.push_str(&rows.join("\n"));
        out.push('\n');
    }
    out
}

pub(crate) fn tabbed(list: &List) -> String {
    let rows: Vec<String> = list.projects.iter().map(|p| p.cells.join("\t")).collect();
    format!("## 项目支出绩效目标表\n\n{}\n{}\n\n注：不含保密项目。", list.header.join("\t"), rows.join("\n"))
}
