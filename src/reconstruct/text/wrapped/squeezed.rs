//! Lines a dump cut where the printed line was not. Where typesetting closes up punctuation that meets (`）、`, `”，“`), the
//! narrow gap reads as a jump back, and some extractors begin a new line there. Such a piece starts with punctuation that
//! starts no printed line, the one before ends with such, and the pieces together are no wider than the lines around.

use crate::model::Line;

use crate::language::characters::display_width;

/// Lines on each side that show how wide printed lines are.
const NEIGHBOURS: usize = 6;
/// Share of lines that are such pieces, from which on also a line that starts with an opening mark may be one.
const SQUEEZED_SHARE: usize = 50;

const CLOSING: [char; 12] = ['，', '。', '、', '；', '：', '！', '？', '）', '》', '”', '】', '’'];
const OPENING: [char; 6] = ['（', '《', '“', '【', '‘', '〔'];

/// For each line whether it goes on on the printed line of the line before.
pub(super) fn lines_cut_in_print(lines: &[Option<&Line>]) -> Vec<bool> {
    let texts: Vec<&str> = lines.iter().map(|l| l.map_or("", |l| l.text.trim())).collect();
    let widths: Vec<usize> = texts.iter().map(|t| display_width(t) as usize).collect();
    let closing = pieces(&texts, &widths, false);
    let found = closing.iter().filter(|c| **c).count();
    let printed = widths.iter().filter(|w| **w > 0).count();
    if found > 2 && found * SQUEEZED_SHARE > printed { pieces(&texts, &widths, true) } else { closing }
}

fn pieces(texts: &[&str], widths: &[usize], opening: bool) -> Vec<bool> {
    let mut cut = Vec::with_capacity(texts.len());
    let (mut before, mut above) = (0, "");
    for (n, (text, width)) in texts.iter().zip(widths).enumerate() {
        let starts = above.ends_with(CLOSING) && (text.starts_with(CLOSING) || opening && text.starts_with(OPENING));
        let mut around = widths.iter().take(n + NEIGHBOURS).skip(n.saturating_sub(NEIGHBOURS));
        // Closed up, two marks take three cells.
        let together = (before + width).saturating_sub(1);
        let goes_on = before > 0 && starts && around.any(|line| together <= *line);
        before = if goes_on { together } else { *width };
        above = text;
        cut.push(goes_on);
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_printed_line_are_told_from_wrapped_lines() {
        let texts = [
            "目标到村提供法律服务含非现场服务",
            "折抵时间（小时）",
            "，指标值：≥8",
            "目标到村提供法律服务含非现场服务",
            "，达到一半",
        ];
        let lines: Vec<Line> =
            texts.iter().zip(1..).map(|(t, number)| Line { number, text: (*t).to_owned() }).collect();
        let kept: Vec<Option<&Line>> = lines.iter().map(Some).collect();
        assert_eq!(lines_cut_in_print(&kept), [false, false, true, false, false]);
    }
}
